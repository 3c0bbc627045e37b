// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of permutations and of 2-regular graphs.
#include <algorithm>
#include <map>
#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

/// Lengths of the cycles of a permutation, in the order of their least points.
std::vector<std::int64_t> cycle_lengths(const Image& image) {
  std::vector<std::int64_t> lengths;
  std::vector<char> is_seen(image.size(), 0);
  for (std::size_t first = 0; first < image.size(); ++first) {
    if (is_seen[first] != 0) continue;
    lengths.push_back(0);
    for (std::size_t at = first; is_seen[at] == 0; at = static_cast<std::size_t>(image[at])) {
      is_seen[at] = 1;
      ++lengths.back();
    }
  }
  return lengths;
}

/// One cycle, or two of the same length.
bool is_one_or_two(const Image& image) {
  const std::vector<std::int64_t> lengths = cycle_lengths(image);
  return lengths.size() == 1 || (lengths.size() == 2 && lengths[0] == lengths[1]);
}

Image inverse(const Image& image) {
  Image result(image.size());
  for (std::size_t u = 0; u < image.size(); ++u) {
    result[static_cast<std::size_t>(image[u])] = static_cast<std::int64_t>(u);
  }
  return result;
}

/// Of the directions in which the circles of a graph can be walked, the one in which the least
/// point of each goes to the smaller of its neighbours.
bool is_first_direction(const Image& image) {
  const Image from = inverse(image);
  std::vector<char> is_seen(image.size(), 0);
  for (std::size_t first = 0; first < image.size(); ++first) {
    if (is_seen[first] != 0) continue;
    if (image[first] > from[first]) return false;
    for (std::size_t at = first; is_seen[at] == 0; at = static_cast<std::size_t>(image[at])) {
      is_seen[at] = 1;
    }
  }
  return true;
}

}  // namespace

check::Case vertex_word(const Image& image, std::int64_t k, std::int64_t start,
                        const gadget::BlockLayout& layout) {
  const std::vector<gadget::BlockToken> tokens = gadget::block_tokens(image, k, start, layout);
  check::Case word(static_cast<int>(tokens.size()), 2);
  for (int i = 0; i < word.rows(); ++i) {
    word(i, 0) = tokens[static_cast<std::size_t>(i)].vertex;
    word(i, 1) = tokens[static_cast<std::size_t>(i)].block;
  }
  return word;
}

check::Case arc_word(const Image& image, std::int64_t k, Turn turn) {
  const Image from = inverse(image);
  std::vector<std::pair<std::int64_t, std::int64_t>> arcs;  // (tail, head), both into each vertex
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> number;
  for (std::size_t v = 0; v < image.size(); ++v) {
    for (const std::int64_t tail : {from[v], image[v]}) {
      number[{tail, static_cast<std::int64_t>(v)}] = std::ssize(arcs);
      arcs.emplace_back(tail, static_cast<std::int64_t>(v));
    }
  }
  Image next;
  for (const auto& [tail, head] : arcs) {
    const auto v = static_cast<std::size_t>(head);
    const std::int64_t other = tail == from[v] ? image[v] : from[v];
    next.push_back(number.at({head, turn == Turn::back ? tail : other}));
  }
  const std::vector<gadget::BlockToken> tokens =
      gadget::block_tokens(next, k, number.at({0, image.at(0)}), {});
  check::Case word(static_cast<int>(tokens.size()), 3);
  for (int i = 0; i < word.rows(); ++i) {
    const gadget::BlockToken& token = tokens[static_cast<std::size_t>(i)];
    const auto& [tail, head] = arcs[static_cast<std::size_t>(token.vertex)];
    word(i, 0) = tail;
    word(i, 1) = head;
    word(i, 2) = token.block;
  }
  return word;
}

check::CaseSpace cycle_words(std::int64_t n, std::int64_t k, const gadget::BlockLayout& layout) {
  check::CaseSpace space =
      check::mapped(check::permutations(static_cast<int>(n)),
                    [k, layout](const check::Case& permutation) -> std::optional<check::Case> {
                      const Image image = check::symbols_of(permutation);
                      if (!is_one_or_two(image)) return std::nullopt;
                      return vertex_word(image, k, 0, layout);
                    });
  space.description = "all permutations of " + std::to_string(n) +
                      " points that are one cycle or two equal ones, as words of " +
                      std::to_string(k) + " blocks";
  return space;
}

check::CaseSpace graph_words(std::int64_t n, std::int64_t k, Turn turn) {
  check::CaseSpace space =
      check::mapped(check::permutations(static_cast<int>(n)),
                    [k, turn](const check::Case& permutation) -> std::optional<check::Case> {
                      const Image image = check::symbols_of(permutation);
                      if (!is_one_or_two(image) || !is_first_direction(image)) return std::nullopt;
                      return arc_word(image, k, turn);
                    });
  space.description = "all graphs on " + std::to_string(n) +
                      " vertices that are one circle or two equal ones, as words of " +
                      std::to_string(k) + " blocks";
  return space;
}

}  // namespace attest::k_hop_depth_optimality

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Edit distance and the phrases built on it.
#include "cli/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace attest::cli {
namespace {

/// Least number of insertions, deletions and replacements that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

constexpr std::size_t longest_word = 200;  // the distance costs the product of both lengths

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > longest_word) return {};
  std::string best;
  std::size_t least = 0;
  for (const std::string& candidate : candidates) {
    const std::size_t allowed = std::max(word.size(), candidate.size()) / 3;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance > allowed || (!best.empty() && distance >= least)) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

std::string one_of(std::string_view word, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "nothing: there is none";
  std::string text = candidates.size() == 1 ? "" : "one of ";
  for (std::size_t i = 0; i < candidates.size(); ++i) text += (i == 0 ? "" : ", ") + candidates[i];
  const std::string meant = nearest(word, candidates);
  return meant.empty() ? text : text + " (did you mean " + meant + "?)";
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string result = "`";
  for (const char c : text.substr(0, most)) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    result += is_control ? '?' : c;
  }
  return result + (text.size() > most ? "...`" : "`");
}

}  // namespace attest::cli

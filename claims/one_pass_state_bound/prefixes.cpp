// SPDX-License-Identifier: Apache-2.0
/// \file
/// What words leave behind, counted from the definition of hop_k alone: no machine has a part in
/// it.
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

/// A word as one number in base `letters`, the first letter most significant, and its length.
struct PackedWord {
  std::uint64_t code = 0;
  std::int64_t length = 0;
};

Symbols unpacked(const PackedWord& word, std::int64_t letters) {
  Symbols result(static_cast<std::size_t>(word.length));
  std::uint64_t rest = word.code;
  for (std::size_t i = result.size(); i-- > 0;) {
    result[i] = static_cast<std::int64_t>(rest % static_cast<std::uint64_t>(letters)) + 1;
    rest /= static_cast<std::uint64_t>(letters);
  }
  return result;
}

/// The last symbol and, for each letter, hop_0, .., hop_{k-1} at the place after its last
/// occurrence before the end (0 where there is none), as one number.
std::uint64_t summary_of(const Symbols& word, std::int64_t letters, std::int64_t hops) {
  const auto base = static_cast<std::uint64_t>(letters + 1);
  std::uint64_t key = word.empty() ? 0 : static_cast<std::uint64_t>(word.back());
  for (std::int64_t letter = 1; letter <= letters; ++letter) {
    std::size_t at = word.size();  // counted from 1
    while (at >= 2 && word[at - 2] != letter) --at;
    const bool is_found = at >= 2;
    const Symbols prefix(word.begin(),
                         word.begin() + static_cast<std::ptrdiff_t>(is_found ? at : 0));
    for (std::int64_t hop = 0; hop < hops; ++hop) {
      key = key * base + static_cast<std::uint64_t>(is_found ? task::last_hop(prefix, hop) : 0);
    }
  }
  return key;
}

/// Splits the members of every class that some suffix of this length tells apart.
void split_by_suffixes(const std::vector<PackedWord>& words, std::int64_t letters,
                       std::int64_t hops, std::int64_t length, std::vector<std::int32_t>& classes) {
  std::vector<Symbols> suffixes = machine::words_of_length(letters, length);
  std::vector<std::int32_t> size(words.size(), 0);
  for (const std::int32_t one : classes) ++size[static_cast<std::size_t>(one)];
  // Rows of last answers, one suffix after the other, as the number of the row so far.
  std::vector<std::int32_t> row = classes;
  for (const Symbols& suffix : suffixes) {
    std::unordered_map<std::uint64_t, std::int32_t> number;
    for (std::size_t w = 0; w < words.size(); ++w) {
      if (size[static_cast<std::size_t>(classes[w])] == 1) continue;
      Symbols word = unpacked(words[w], letters);
      word.insert(word.end(), suffix.begin(), suffix.end());
      const std::uint64_t key =
          static_cast<std::uint64_t>(row[w]) * static_cast<std::uint64_t>(letters + 1) +
          static_cast<std::uint64_t>(task::last_hop(word, hops));
      row[w] = number.try_emplace(key, static_cast<std::int32_t>(number.size())).first->second;
    }
  }
  std::unordered_map<std::uint64_t, std::int32_t> number;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const bool is_alone = size[static_cast<std::size_t>(classes[w])] == 1;
    const std::uint64_t key = (static_cast<std::uint64_t>(classes[w]) << 32U) +
                              (is_alone ? 0 : static_cast<std::uint64_t>(row[w]));
    classes[w] = number.try_emplace(key, static_cast<std::int32_t>(number.size())).first->second;
  }
}

/// How many classes the words of length 0, 1, .. reach, up to the first length from which on the
/// set of them stays.
std::vector<std::int64_t> level_counts(const std::vector<std::int32_t>& next,
                                       const std::vector<std::int32_t>& classes,
                                       std::int64_t letters) {
  std::vector<char> level(classes.size(), 0);
  level[0] = 1;
  const auto reached_by = [&](const std::vector<char>& words) {
    std::vector<char> reached(classes.size(), 0);
    for (std::size_t word = 0; word < words.size(); ++word) {
      if (words[word] != 0) reached[static_cast<std::size_t>(classes[word])] = 1;
    }
    return reached;
  };
  std::vector<char> reached = reached_by(level);
  std::vector<std::int64_t> counts;
  while (true) {
    counts.push_back(std::count(reached.begin(), reached.end(), 1));
    std::vector<char> later(level.size(), 0);
    for (std::size_t edge = 0; edge < next.size(); ++edge) {
      if (level[edge / static_cast<std::size_t>(letters)] == 0) continue;
      later[static_cast<std::size_t>(next[edge])] = 1;
    }
    level = std::move(later);
    std::vector<char> reached_later = reached_by(level);
    if (reached_later == reached) return counts;
    reached = std::move(reached_later);
  }
}

}  // namespace

Prefixes prefixes_by_definition(std::int64_t letters, std::int64_t hops, bool has_rows) {
  std::vector<PackedWord> words{{}};
  std::unordered_map<std::uint64_t, std::int32_t> number{{summary_of({}, letters, hops), 0}};
  std::vector<std::int32_t> next;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const PackedWord from = words[at];
    Symbols word = unpacked(from, letters);
    word.push_back(0);
    for (std::int64_t letter = 1; letter <= letters; ++letter) {
      word.back() = letter;
      const auto [entry, is_new] = number.try_emplace(summary_of(word, letters, hops),
                                                      static_cast<std::int32_t>(words.size()));
      next.push_back(entry->second);
      if (!is_new) continue;
      words.push_back({.code = from.code * static_cast<std::uint64_t>(letters) +
                               static_cast<std::uint64_t>(letter - 1),
                       .length = from.length + 1});
    }
  }
  Prefixes result{.states = std::ssize(words)};
  std::vector<std::int32_t> classes(words.size(), 0);
  if (has_rows) {
    for (std::int64_t length = 1; length <= std::max<std::int64_t>(hops, 3); ++length) {
      split_by_suffixes(words, letters, hops, length, classes);
    }
  } else {
    std::iota(classes.begin(), classes.end(), 0);
  }
  result.counts = level_counts(next, classes, letters);
  return result;
}

}  // namespace attest::one_pass_state_bound

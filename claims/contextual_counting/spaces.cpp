// SPDX-License-Identifier: Apache-2.0
/// \file
/// Valid bracketed words: all of a length, and long ones by seed.
#include <algorithm>
#include <string>

#include "claims/contextual_counting/parts.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/contextual_counting.hpp"

namespace attest::contextual_counting {
namespace {

constexpr std::int64_t question = 4;

/// The valid endings of `letters` letters: outside a region (3^k + 1)/2, inside (3^k - 1)/2.
std::int64_t endings(std::int64_t letters, bool is_inside) {
  std::int64_t power = 1;
  for (std::int64_t k = 0; k < letters; ++k) power *= 3;
  return (power + (is_inside ? -1 : 1)) / 2;
}

/// The kinds of words that `long_words` cycles through.
enum class Kind { uniform, empty_regions, ones_outside, adjacent, all_ones, count };

/// Where the brackets of a word stand, increasing.
std::vector<std::int64_t> bracket_places(Kind kind, std::int64_t length, std::int64_t regions,
                                         Random& random) {
  std::vector<std::int64_t> places;
  const std::int64_t brackets = 2 * regions;
  if (kind == Kind::empty_regions) {  // "[][][].." somewhere
    const std::int64_t first = random.between(0, length - brackets);
    for (std::int64_t b = 0; b < brackets; ++b) places.push_back(first + b);
    return places;
  }
  // Selection sampling: every set of places is as likely as any other.
  for (std::int64_t i = 0, left = brackets; i < length; ++i) {
    if (random.below(length - i) >= left) continue;
    places.push_back(i);
    --left;
  }
  if (kind == Kind::adjacent) {  // every region but the last closes right before the next
    for (std::size_t b = 1; b + 1 < places.size(); b += 2) places[b] = places[b + 1] - 1;
  }
  return places;
}

Letters draw_word(Kind kind, std::int64_t length, std::int64_t regions, Random& random) {
  const std::vector<std::int64_t> places = bracket_places(kind, length, regions, random);
  Letters word;
  std::size_t next = 0;
  for (std::int64_t i = 0; i < length; ++i) {
    const bool is_outside = next % 2 == 0;
    if (next < places.size() && places[next] == i) {
      word.push_back(is_outside ? open_symbol : close_symbol);
      ++next;
      continue;
    }
    word.push_back(kind == Kind::all_ones       ? 1
                   : kind == Kind::ones_outside ? (is_outside ? 1 : 0)
                                                : random.below(2));
  }
  return word;
}

check::Case case_of(const Letters& word) {
  check::Case tokens(static_cast<int>(word.size()), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = word[static_cast<std::size_t>(i)];
  return tokens;
}

Letters letters_of(const check::Case& tokens) {
  Letters word;
  for (int i = 0; i < tokens.rows(); ++i) word.push_back(tokens(i, 0).num().to_int64());
  return word;
}

}  // namespace

std::int64_t regions_in(const Letters& word) {
  return std::count(word.begin(), word.end(), open_symbol);
}

check::Case asked(const Letters& word, std::int64_t questions) {
  const auto letters = static_cast<int>(word.size());
  check::Case tokens(letters + static_cast<int>(questions), 2);
  for (int i = 0; i < letters; ++i) tokens(i, 0) = word[static_cast<std::size_t>(i)];
  for (int i = letters; i < tokens.rows(); ++i) {
    tokens(i, 0) = question;
    tokens(i, 1) = i - letters + 1;
  }
  return tokens;
}

check::CaseSpace bracketed_words(std::int64_t length) {
  ATTEST_REQUIRE(length >= 0 && length <= 38, "words of length " + std::to_string(length));
  check::CaseSpace space;
  space.description = "all valid words of length " + std::to_string(length);
  space.size = endings(length, false);
  space.full_size = space.size;
  space.at = [length](std::int64_t index) -> std::optional<check::Case> {
    Letters word;
    bool is_inside = false;
    for (std::int64_t left = length - 1; left >= 0; --left) {
      // 0, 1, then the bracket that may stand here.
      const std::int64_t digits = endings(left, is_inside);
      if (index < 2 * digits) {
        word.push_back(index / digits);
        index %= digits;
        continue;
      }
      index -= 2 * digits;
      word.push_back(is_inside ? close_symbol : open_symbol);
      is_inside = !is_inside;
    }
    return case_of(word);
  };
  return space;
}

check::CaseSpace long_words(std::int64_t length, std::int64_t regions, std::int64_t size,
                            std::uint64_t seed) {
  ATTEST_REQUIRE(2 * regions <= length, "more brackets than letters");
  // The places of the brackets, and a digit at every other place.
  Integer all = power_of_two(static_cast<unsigned>(length - 2 * regions));
  for (std::int64_t b = 0; b < 2 * regions; ++b) {
    all = exact_div(all * Integer(length - b), Integer(b + 1));
  }
  return check::sampled(
      "seeded words of length " + std::to_string(length) + " with " + std::to_string(regions) +
          " regions",
      size, seed, all, "a sample of long words",
      [length, regions](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        return case_of(draw_word(kind, length, regions, random));
      });
}

check::CaseSpace asked_of(check::CaseSpace words) {
  words.description += ", asked about every region and one too many";
  return check::mapped(std::move(words),
                       [](const check::Case& tokens) -> std::optional<check::Case> {
                         const Letters word = letters_of(tokens);
                         return asked(word, regions_in(word) + 1);
                       });
}

check::CaseSpace placed(check::CaseSpace questions) {
  questions.description += ", every letter with its region";
  return check::mapped(std::move(questions),
                       [](const check::Case& tokens) -> std::optional<check::Case> {
                         const auto regions = task::regional_position().answer(tokens);
                         check::Case result(tokens.rows(), 3);
                         for (int i = 0; i < tokens.rows(); ++i) {
                           result(i, 0) = tokens(i, 0);
                           result(i, 1) = tokens(i, 1);
                           result(i, 2) = regions[static_cast<std::size_t>(i)];
                         }
                         return result;
                       });
}

}  // namespace attest::contextual_counting

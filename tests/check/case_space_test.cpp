// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces against brute force on small sizes, and their limits.
#include "reference/check/case_space.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::check {
namespace {

using Numbers = std::vector<std::int64_t>;

/// The entries of a case, row by row.
Numbers entries_of(const Case& chosen) {
  Numbers result;
  for (int i = 0; i < chosen.rows(); ++i) {
    for (int j = 0; j < chosen.cols(); ++j) {
      result.push_back(chosen(i, j).num().to_int64());
      REQUIRE(chosen(i, j).den() == 1);
    }
  }
  return result;
}

/// Every case of the space, in order. Nothing is left out and the order is increasing: a bijection.
std::vector<Numbers> all_of(const CaseSpace& space) {
  std::vector<Numbers> result;
  for (std::int64_t i = 0; i < space.size; ++i) {
    const std::optional<Case> chosen = space.at(i);
    REQUIRE(chosen.has_value());
    result.push_back(entries_of(*chosen));
  }
  return result;
}

/// All vectors with lo <= x[i] <= hi in lexicographic order, by counting up.
std::vector<Numbers> odometer(int n, std::int64_t lo, std::int64_t hi) {
  std::vector<Numbers> result;
  if (n > 0 && lo > hi) return result;
  Numbers current(static_cast<std::size_t>(n), lo);
  while (true) {
    result.push_back(current);
    std::size_t i = current.size();
    while (i > 0 && current[i - 1] == hi) current[--i] = lo;
    if (i == 0) return result;
    ++current[i - 1];
  }
}

std::string error_of(const Function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.id();
  }
  return "none";
}

TEST_CASE("bit words have the bits of their index from the least significant on") {
  const CaseSpace space = bit_words(3);
  CHECK(space.size == 8);
  CHECK(space.at(6).value() == Matrix({{0}, {1}, {1}}));
}

TEST_CASE("words are all words in lexicographic order for n <= 5 and alphabets <= 4") {
  for (int n = 0; n <= 5; ++n) {
    for (int alphabet = 0; alphabet <= 4; ++alphabet) {
      CAPTURE(n);
      CAPTURE(alphabet);
      const CaseSpace space = words(n, alphabet);
      CHECK(all_of(space) == odometer(n, 0, alphabet - 1));
      CHECK(space.full_size == space.size);
      CHECK(space.coverage == Coverage::exhaustive);
      if (space.size == 0) continue;
      CHECK(space.at(0)->rows() == n);
      CHECK(space.at(0)->cols() == 1);
    }
  }
}

TEST_CASE("functions are all value tables in lexicographic order for domains and ranges <= 4") {
  for (int domain = 0; domain <= 4; ++domain) {
    for (int range = 0; range <= 4; ++range) {
      CHECK(all_of(functions(domain, range)) == odometer(domain, 0, range - 1));
    }
  }
}

TEST_CASE("subsets are all increasing words in lexicographic order for n <= 7") {
  for (int n = 0; n <= 7; ++n) {
    for (int q = 0; q <= n + 1; ++q) {
      CAPTURE(n);
      CAPTURE(q);
      std::vector<Numbers> expected;
      for (const Numbers& word : odometer(q, 0, n - 1)) {
        const bool is_increasing =
            std::adjacent_find(word.begin(), word.end(), std::greater_equal<>()) == word.end();
        if (is_increasing) expected.push_back(word);
      }
      CHECK(all_of(subsets(n, q)) == expected);
    }
  }
}

TEST_CASE("permutations are all orders in lexicographic order for n <= 6") {
  for (int n = 0; n <= 6; ++n) {
    Numbers order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), 0);
    std::vector<Numbers> expected;
    do expected.push_back(order);
    while (std::next_permutation(order.begin(), order.end()));
    CHECK(all_of(permutations(n)) == expected);
  }
}

TEST_CASE("integer boxes are all vectors between their bounds up to dimension 3") {
  CHECK(all_of(integer_box({}, {})) == std::vector<Numbers>{{}});
  CHECK(all_of(integer_box({-2, -2, -2}, {1, 1, 1})) == odometer(3, -2, 1));
  CHECK(all_of(integer_box({3, -1}, {4, 1})) ==
        std::vector<Numbers>{{3, -1}, {3, 0}, {3, 1}, {4, -1}, {4, 0}, {4, 1}});
  CHECK(integer_box({0, 5}, {9, 4}).size == 0);
  CHECK(integer_box({0}, {9}).at(3)->rows() == 1);
}

TEST_CASE("products take every pair and drop those without a case") {
  const auto join = [](const Case& a, const Case& b) -> std::optional<Case> {
    if (a(0, 0) == b(0, 0)) return std::nullopt;
    return Case({{a(0, 0), b(0, 0)}});
  };
  const CaseSpace space = product(words(1, 2), words(1, 3), join);
  CHECK(space.size == 6);
  CHECK(space.full_size == 6);
  std::vector<Numbers> found;
  for (std::int64_t i = 0; i < space.size; ++i) {
    const std::optional<Case> chosen = space.at(i);
    CHECK(chosen.has_value() == (i != 0 && i != 4));
    if (chosen) found.push_back(entries_of(*chosen));
  }
  CHECK(found == std::vector<Numbers>{{0, 1}, {0, 2}, {1, 0}, {1, 2}});
}

TEST_CASE("a product with a sample is a sample of the product") {
  const CaseSpace sample =
      sampled("pairs", 5, 1, Integer(100), "a test",
              [](Random& random, std::int64_t) { return Case({{Rational(random.below(100))}}); });
  const CaseSpace space =
      product(words(2, 2), sample, [](const Case& a, const Case&) { return a; });
  CHECK(space.coverage == Coverage::sampled);
  CHECK(space.size == 20);
  CHECK(space.full_size == 400);
  CHECK(space.why_sampled == "a test");
}

TEST_CASE("a mapped space has the mapped cases at the same indices") {
  const CaseSpace space = mapped(words(3, 2), [](const Case& word) -> std::optional<Case> {
    if (word(0, 0) == 1) return std::nullopt;
    return Case({{word(1, 0), word(2, 0)}});
  });
  CHECK(space.size == 8);
  CHECK(entries_of(*space.at(2)) == Numbers{1, 0});
  CHECK_FALSE(space.at(4).has_value());
}

TEST_CASE("a concatenation has the cases of its parts in order") {
  const CaseSpace space =
      concatenated({words(1, 0), words(1, 2), subsets(1, 2), words(2, 2), functions(3, 0)});
  std::vector<Numbers> expected = odometer(1, 0, 1);
  for (const Numbers& word : odometer(2, 0, 1)) expected.push_back(word);
  CHECK(all_of(space) == expected);
  CHECK(space.full_size == 6);
}

TEST_CASE("a sampled case depends on the seed and the index alone") {
  const auto draw = [](Random& random, std::int64_t index) {
    return Case({{Rational(index), Rational(random.below(1'000'000))}});
  };
  const Integer full_size = pow(Integer(10), 30);
  const CaseSpace a = sampled("draws", 50, 7, full_size, {}, draw);
  const CaseSpace b = sampled("other words", 80, 7, full_size, {}, draw);
  const CaseSpace c = sampled("draws", 50, 8, full_size, {}, draw);
  std::set<Numbers> found;
  for (std::int64_t i = 49; i >= 0; --i) {
    CHECK(*a.at(i) == *b.at(i));
    CHECK(*a.at(i) != *c.at(i));
    found.insert(entries_of(*a.at(i)));
  }
  CHECK(found.size() == 50);
}

TEST_CASE("spaces of up to 2^62 cases are indexed to their last case") {
  const std::int64_t last = (std::int64_t{1} << 62) - 1;
  CHECK(words(62, 2).size == last + 1);
  CHECK(entries_of(*words(62, 2).at(last)) == Numbers(62, 1));
  CHECK(words(31, 4).size == last + 1);
  CHECK(words(1'000'000, 1).size == 1);
  CHECK(subsets(64, 32).size == 1'832'624'140'942'590'534);
  CHECK(entries_of(*subsets(64, 32).at(subsets(64, 32).size - 1)).front() == 32);
  CHECK(permutations(20).size == 2'432'902'008'176'640'000);
  CHECK(entries_of(*permutations(20).at(permutations(20).size - 1)).front() == 19);
  CHECK(integer_box({-1 - last}, {-1}).size == last + 1);
}

TEST_CASE("spaces of more than 2^62 cases and negative sizes are refused") {
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const auto join = [](const Case& a, const Case&) { return std::optional<Case>(a); };
  CHECK(error_of([] { return static_cast<void>(words(63, 2)); }) == "case-space-size");
  CHECK(error_of([] { return static_cast<void>(words(2'000'000'000, 3)); }) == "case-space-size");
  CHECK(error_of([] { return static_cast<void>(words(40, 3)); }) == "case-space-size");
  CHECK(error_of([] { return static_cast<void>(subsets(66, 33)); }) == "case-space-size");
  CHECK(error_of([] { return static_cast<void>(permutations(21)); }) == "case-space-size");
  CHECK(error_of([] { return static_cast<void>(functions(63, 2)); }) == "case-space-size");
  CHECK(error_of([&] { return static_cast<void>(integer_box({least}, {most})); }) ==
        "case-space-size");
  CHECK(error_of([&] { return static_cast<void>(product(words(40, 2), words(23, 2), join)); }) ==
        "case-space-size");
  CHECK(error_of([] {
          return static_cast<void>(concatenated({words(62, 2), words(1, 1)}));
        }) == "case-space-size");
  CHECK(error_of([] { return static_cast<void>(words(-1, 2)); }) == "case-space-arguments");
  CHECK(error_of([] { return static_cast<void>(words(2, -1)); }) == "case-space-arguments");
  CHECK(error_of([] { return static_cast<void>(subsets(2, -1)); }) == "case-space-arguments");
  CHECK(error_of([] { return static_cast<void>(subsets(2'000'000'000, 2'000'000'000)); }) ==
        "case-space-arguments");
  CHECK(error_of([] { return static_cast<void>(permutations(-3)); }) == "case-space-arguments");
}

TEST_CASE("a small space is sampled only for a reason") {
  const auto draw = [](Random&, std::int64_t) { return std::optional<Case>(Case()); };
  CHECK_THROWS_AS(static_cast<void>(sampled("few", 5, 1, Integer(999'999'999), {}, draw)),
                  BrokenInvariant);
  CHECK(sampled("many", 5, 1, Integer(1'000'000'000), {}, draw).size == 5);
}

TEST_CASE("the case of a list of numbers has them as rows of one field") {
  const Case word = word_of({3, 1, 4});
  CHECK(word.rows() == 3);
  CHECK(word.cols() == 1);
  CHECK(entries_of(word) == Numbers{3, 1, 4});
  CHECK(symbols_of(word) == Numbers{3, 1, 4});
  CHECK(symbols_of(word_of({})).empty());
}

TEST_CASE("mixed radix digits are most significant first") {
  CHECK(digits(0, {}).empty());
  CHECK(digits(17, {2, 3, 4}) == Numbers{1, 1, 1});
  CHECK(digits(23, {2, 3, 4}) == Numbers{1, 2, 3});
  CHECK_THROWS_AS(static_cast<void>(digits(24, {2, 3, 4})), BrokenInvariant);
}

}  // namespace
}  // namespace attest::check

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The shape Reduces on a small problem of its own: element distinctness from disjointness.
#include "reference/derive/reduces.hpp"

#include <doctest/doctest.h>

#include "reference/derive/contest.hpp"
#include "reference/model/builder.hpp"
#include "reference/protocol/table_layer.hpp"
#include "reference/task/disjointness.hpp"

namespace attest::derive {
namespace {

/// 1 iff two of the tokens are equal.
task::Task has_repetition() {
  return {.id = "has_repetition", .answer = [](const Matrix& tokens) {
            for (int i = 0; i < tokens.rows(); ++i) {
              for (int j = 0; j < i; ++j) {
                if (tokens(i, 0) == tokens(j, 0)) return std::vector<Rational>{1};
              }
            }
            return std::vector<Rational>{0};
          }};
}

/// Item i is 1 + 3i for both, 2 + 3i or 3 + 3i for the one who lacks it; token 0 is the reader.
model::Circuit items(int shift) {
  model::CircuitBuilder map({"owner", "slot", "letter"});
  const model::Wire missing =
      map.select(map.input("letter"), map.constant(0), map.input("owner") + Rational(shift));
  const model::Wire item = Rational(3) * map.input("slot") + 1 + missing;
  map.output("item", map.select(map.input("owner"), item, map.constant(0)));
  return map.finish();
}

Reduces distinctness(int n, int shift = 0) {
  Reduces result{.source = task::bits_intersect(n),
                 .target = has_repetition(),
                 .instance = items(shift),
                 .places = {{.owner = Owner::fixed, .slot = 0}},
                 .reader = 0,
                 .alice = check::bit_words(n),
                 .bob = check::bit_words(n),
                 .separating = [](std::int64_t b, std::int64_t c) { return (b ^ c) & -(b ^ c); }};
  for (int i = 0; i < n; ++i) result.places.push_back({.owner = Owner::bob, .slot = i});
  for (int i = 0; i < n; ++i) result.places.push_back({.owner = Owner::alice, .slot = i});
  return result;
}

check::Tally judged(const check::Subject& subject) {
  return subject.judge({.begin = 0, .end = subject.cases().size}, false);
}

/// One head of equal scores whose value of item 1 + 3i is `factor`^i.
model::Transformer powers(int n, std::int64_t factor) {
  std::vector<Integer> values(3 * static_cast<std::size_t>(n) + 3, 0);
  for (int i = 0; i < n; ++i) {
    values[1 + 3 * static_cast<std::size_t>(i)] = pow(Integer(factor), static_cast<unsigned>(i));
  }
  const std::vector<Integer> scores(values.size(), 1);
  return protocol::table_layer("powers", "item", {{.scores = scores, .values = {values}}});
}

TEST_CASE("element distinctness is right on all pairs for n <= 5 and yes on 4^n - 3^n of them") {
  std::int64_t threes = 1;
  for (int n = 1; n <= 5; ++n) {
    threes *= 3;
    const auto subject = make_subject(std::vector<Reduces>{distinctness(n)});
    const check::Tally tally = judged(*subject);
    CHECK(tally.judged == std::int64_t{1} << (2 * n));
    CHECK(tally.failed == 0);
    std::int64_t yes = 0;
    for (const auto& [block, count] : tally.digest.yes) yes += count.first;
    CHECK(yes == (std::int64_t{1} << (2 * n)) - threes);
  }
}

TEST_CASE("a family of maps is judged as one space and its parts keep their answers") {
  const check::Tally two = judged(*make_subject({distinctness(2), distinctness(3)}));
  CHECK(two.judged == 16 + 64);
  CHECK(two.failed == 0);
  const auto broken = make_subject({distinctness(2), distinctness(3, -1)});
  const check::Tally tally = judged(*broken);
  CHECK(tally.failed > 0);
  REQUIRE(tally.least_failure.has_value());
  CHECK(tally.least_failure->index >= 16);
  CHECK(broken->explain(tally.least_failure->index).find("verdict: fails") != std::string::npos);
}

TEST_CASE("a layer that mixes up inputs is defeated and one that keeps them apart is not") {
  for (int n = 2; n <= 6; ++n) {
    const Contest good{.reduces = distinctness(n),
                       .candidate = {.layer = powers(n, 2), .bits = 0},
                       .expectation = Expectation::no_defeat};
    CHECK_FALSE(defeat(good).has_value());
    CHECK(judged(*make_subject(good)).failed == 0);
    Contest bad = good;
    bad.candidate.layer = powers(n, 1);  // counts the items only
    CHECK(defeat(bad) == Counterexample{.a = 1, .b = 1, .b_prime = 2});
    CHECK(judged(*make_subject(bad)).failed == (std::int64_t{1} << n) - (n + 1));
    bad.expectation = Expectation::defeat;
    CHECK(judged(*make_subject(bad)).failed == 0);
    Contest undefeated = good;
    undefeated.expectation = Expectation::defeat;
    CHECK(judged(*make_subject(undefeated)).failed == std::int64_t{1} << n);
  }
}

TEST_CASE("hardness asks for the exact number of rows and the exact rank for n <= 5") {
  for (int n = 1; n <= 5; ++n) {
    const std::int64_t size = std::int64_t{1} << n;
    const auto failed = [&](std::int64_t rows, std::int64_t rank, int answer) {
      return judged(*make_subject(Hardness{
                        .reduces = distinctness(n), .rows = rows, .rank = rank, .answer = answer}))
          .failed;
    };
    CHECK(failed(size, size, 0) == 0);
    CHECK(failed(size, size - 1, 1) == 0);  // the row of the empty set is 0
    CHECK(failed(size, 0, 1) == 0);         // no rank asked for
    CHECK(failed(size + 1, 0, 1) == 1);
    CHECK(failed(size, size, 1) == 1);
  }
}

/// Of rows first, first + 1, ..: a place, then letters. The letter at the place.
task::Task letter_at_place(const char* id, int first) {
  return {.id = id, .answer = [first](const Matrix& tokens) {
            const auto place = static_cast<int>(tokens(first, 0).num().to_int64());
            return std::vector<Rational>{tokens(first + 1 + place, 0)};
          }};
}

/// Letters 0, 1, 2 of Bob at two places, one of which Alice asks for; token 0 is the reader.
Reduces index_of_three() {
  model::CircuitBuilder map({"owner", "slot", "letter"});
  map.output("letter", map.input("letter"));
  return {.source = letter_at_place("letter_at_place", 0),
          .target = letter_at_place("letter_at_place of tokens", 1),
          .instance = map.finish(),
          .places = {{.owner = Owner::fixed, .slot = 0},
                     {.owner = Owner::alice, .slot = 0},
                     {.owner = Owner::bob, .slot = 0},
                     {.owner = Owner::bob, .slot = 1}},
          .reader = 0,
          .alice = check::words(1, 2),
          .bob = check::words(2, 3),
          .separating = [](std::int64_t b, std::int64_t c) { return b / 3 == c / 3 ? 1 : 0; },
          .answers = 3};
}

TEST_CASE("a problem of three answers has a row for each of the nine words of two letters") {
  const auto map = make_subject(std::vector<Reduces>{index_of_three()});
  CHECK_FALSE(map->is_yes_no());
  CHECK(judged(*map).judged == 18);
  CHECK(judged(*map).failed == 0);
  const auto failed = [](std::int64_t rows) {
    return judged(*make_subject(Hardness{.reduces = index_of_three(), .rows = rows})).failed;
  };
  CHECK(failed(9) == 0);
  CHECK(failed(8) == 1);
  // Asked for the first place alone, words of one first letter are one row.
  Hardness first{.reduces = index_of_three(), .rows = 3};
  first.reduces.alice.size = 1;
  CHECK(judged(*make_subject(first)).failed == 0);
}

TEST_CASE("a layer that adds up letters is defeated by two words of one sum and two letters") {
  const auto layer_of = [](const std::vector<Integer>& values) {
    return protocol::table_layer("letters", "letter",
                                 {{.scores = std::vector<Integer>(3, 0), .values = {values}}});
  };
  Contest sums{.reduces = index_of_three(), .candidate = {.layer = layer_of({0, 1, 2})}};
  CHECK(defeat(sums) == Counterexample{.a = 0, .b = 1, .b_prime = 3});  // 01 and 10
  // Reading no place, a layer cannot tell the order of two letters: the values 0, 1, 3 do not help.
  sums.candidate.layer = layer_of({0, 1, 3});
  CHECK(defeat(sums) == Counterexample{.a = 0, .b = 1, .b_prime = 3});
}

TEST_CASE("an answer of the target that is none of three makes the map wrong there") {
  Reduces map = index_of_three();
  map.target.answer = [](const Matrix&) { return std::vector<Rational>{3}; };
  const auto subject = make_subject(std::vector<Reduces>{map});
  CHECK(judged(*subject).failed == 18);
  CHECK(judged(*subject).least_failure->text.find("answers 3") != std::string::npos);
}

}  // namespace
}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machines of one pass: states and classes counted beforehand, and the adversary by hand.
#include "reference/machine/automaton.hpp"

#include <doctest/doctest.h>

#include "reference/task/k_hop.hpp"

namespace attest::machine {
namespace {

using recurrent::Broken;
using Counts = std::vector<std::int64_t>;

Counts told_apart(std::int64_t letters, std::int64_t hops) {
  return reached_counts(minimal(table_automaton(letters, hops, Broken::nothing)), 100);
}

TEST_CASE("prefixes that hop_k tells apart number as counted beforehand for two to four letters") {
  CHECK(told_apart(2, 1) == Counts{1, 2, 4});
  CHECK(told_apart(2, 2) == Counts{1, 2, 4, 5});
  CHECK(told_apart(2, 3) == Counts{1, 2, 4, 6, 8});
  CHECK(told_apart(2, 4) == Counts{1, 2, 4, 6, 8, 9});
  CHECK(told_apart(3, 1) == Counts{1, 3, 9, 15, 18});
  CHECK(told_apart(3, 2) == Counts{1, 3, 9, 21, 39, 60, 72, 78});
  CHECK(told_apart(3, 3) == Counts{1, 3, 9, 21, 45, 84, 138, 204, 249, 276, 282});
  CHECK(told_apart(4, 1) == Counts{1, 4, 16, 40, 76, 112, 116});
  CHECK(told_apart(5, 1) == Counts{1, 5, 25, 85, 235, 535, 915, 1055, 1060});
}

TEST_CASE("the table machine reaches as many states as counted beforehand") {
  for (std::int64_t k = 1; k <= 14; ++k) {
    CHECK(table_automaton(2, k, Broken::nothing).states() == 4 * k + 7);
  }
  CHECK(table_automaton(3, 1, Broken::nothing).states() == 58);
  CHECK(table_automaton(3, 2, Broken::nothing).states() == 238);
  CHECK(table_automaton(4, 1, Broken::nothing).states() == 469);
  CHECK(table_automaton(5, 1, Broken::nothing).states() == 5306);
}

TEST_CASE("a machine of parity has two classes and its copy twice over is refined back") {
  // Symbol 2 flips; the output is the parity after the symbol. Four states, two copies of each.
  const Automaton doubled{
      .letters = 2, .next = {2, 1, 3, 0, 0, 3, 1, 2}, .output = {0, 1, 1, 0, 0, 1, 1, 0}};
  CHECK(classes_of(doubled) == std::vector<std::int32_t>{0, 1, 0, 1});
  const Automaton parity{.letters = 2, .next = {0, 1, 1, 0}, .output = {0, 1, 1, 0}};
  CHECK(minimal(doubled) == parity);
  CHECK(outputs_of(parity, {2, 1, 2, 2}) == Symbols{1, 1, 0, 1});
  CHECK(state_after(doubled, {1, 2, 1}) == 1);
  CHECK(reached_counts(parity, 10) == Counts{1, 2});
}

TEST_CASE("the adversary finds two prefixes in one state exactly where there are some") {
  const Automaton blind{.letters = 2, .next = {0, 0}, .output = {1, 2}};
  const LastAnswer first = [](const Symbols& word) { return word.front(); };
  const auto found = collision(blind, {{1}, {2}}, {{1}}, first);
  REQUIRE(found.has_value());
  CHECK(found->prefix == Symbols{1});
  CHECK(found->other == Symbols{2});
  CHECK(found->suffix == Symbols{1});
  const LastAnswer last = [](const Symbols& word) { return word.back(); };
  CHECK(!collision(blind, {{1}, {2}}, {{1}, {2}}, last));
}

TEST_CASE("words of a length stand in lexicographic order") {
  CHECK(words_of_length(2, 0) == std::vector<Symbols>{{}});
  CHECK(words_of_length(2, 2) == std::vector<Symbols>{{1, 1}, {1, 2}, {2, 1}, {2, 2}});
}

}  // namespace
}  // namespace attest::machine

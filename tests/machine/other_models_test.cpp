// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrent states, windows, kernel sums and message passing against values worked out by hand.
#include <doctest/doctest.h>

#include "reference/machine/kernel_attention.hpp"
#include "reference/machine/message_passing.hpp"
#include "reference/machine/recurrent.hpp"
#include "reference/machine/window.hpp"

namespace attest::machine {
namespace {

using recurrent::Symbols;

TEST_CASE("a delta-rule layer goes on from a state that was handed to it") {
  recurrent::DeltaLayer first(3, recurrent::Broken::nothing);
  for (const std::int64_t x : {1, 2, 1}) (void)first.step(x, x);
  // After 1 2 1: the previous symbol is 1, 2 stood after 1 and 1 after 2.
  CHECK(first.state() == Symbols{1, 2, 1, 0});
  recurrent::DeltaLayer second(3, recurrent::Broken::nothing);
  second.set_state(first.state());
  CHECK(second.step(1, 1) == 1);
  CHECK(second.step(3, 3) == 0);
  recurrent::Cascade tables(2, 2, recurrent::Broken::nothing);
  for (const std::int64_t x : {1, 2, 1}) (void)tables.step(x);
  CHECK(tables.state() == Symbols{1, 2, 1, 0, 2});
}

TEST_CASE("windows read and reach what they do by hand") {
  const window::Pattern causal{.w = 1, .globals = 1};
  CHECK(window::reads(causal, 3, 2));
  CHECK(!window::reads(causal, 3, 1));
  CHECK(window::reads(causal, 3, 0));
  CHECK(!window::reads(causal, 0, 3));
  CHECK(window::reads({.w = 1, .globals = 1, .is_causal = false}, 0, 3));
  CHECK(window::may_differ({1, 2, 2}, {2, 2, 2}, 2, {.w = 1}));
  CHECK(!window::may_differ({1, 2, 2}, {2, 2, 2}, 1, {.w = 1}));
  CHECK(window::crossing(causal, 6, 3) == 2);
  CHECK(window::max_plus({5, 2, 1}, 2, 1) == 7);
  CHECK(window::max_plus({5, 2, 1}, 1, 1) == 3);
}

TEST_CASE("kernel sums divide as worked out by hand and hold M (d + 1) words") {
  KernelAttention sums(2, 1);
  CHECK(sums.words() == 4);
  CHECK(sums.step({1, 1}, {1, 2}, {3}) == std::vector<Rational>{3});
  // Weights 3 and 1 of the values 3 and 1.
  CHECK(sums.step({1, 1}, {1, 0}, {1}) == std::vector<Rational>{Rational(10, 4)});
}

TEST_CASE("graphs number as known up to seven vertices and circles are what they are") {
  using namespace message_passing;
  const std::vector<std::int64_t> known{1, 1, 2, 4, 11, 34, 156, 1044};
  for (std::int64_t n = 0; n <= 7; ++n) {
    CHECK(graphs_up_to_isomorphism(n) == known[static_cast<std::size_t>(n)]);
  }
  CHECK(circles(2, 3).neighbours == std::vector<std::uint64_t>{6, 5, 3, 48, 40, 24});
  CHECK(is_connected(circles(1, 6)));
  CHECK(!is_connected(circles(2, 3)));
  CHECK(labelled_graph(3, 5).neighbours == std::vector<std::uint64_t>{2, 5, 2});
  CHECK(rounds_to_hear(circles(1, 8), 4, 0) == 4);
  CHECK(rounds_to_hear(circles(1, 8), 7, 0) == 1);
  CHECK(separate(4, Aggregation::multiset).classes == 11);
  CHECK(sum_after(circles(1, 3), {1, 0, 0}, 1, 1, 2, 0) == 9);
}

}  // namespace
}  // namespace attest::machine

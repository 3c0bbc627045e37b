// SPDX-License-Identifier: Apache-2.0
/// \file
/// Post machines: a run by hand, codes, and the control against the Turing machine on its ring.
#include "reference/machine/post.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <tuple>

#include "reference/machine/turing_file.hpp"

namespace attest::machine::post {
namespace {

using turing::Table;

/// The tokens of the control on a queue that holds `cells`.
std::vector<Token> tokens_of(const Table& table, const std::vector<int>& cells, int steps) {
  std::deque<Symbol> queue;
  for (const int cell : cells) queue.push_back({.symbol = cell});
  std::vector<Token> tokens;
  State state;
  for (int i = 0; i < steps; ++i) {
    tokens.push_back(next(table, state, queue.front()));
    queue.pop_front();
    queue.push_back(tokens.back().pushed);
    state = tokens.back().state;
  }
  return tokens;
}

}  // namespace

TEST_CASE("seven tokens of a machine that goes right and then left by hand") {
  // Three cells 0 1 0; A writes 1 and goes right, B on 1 writes 0 and goes left, A on 1 halts.
  const Table table = turing::table_of("1RB0RZ_0LA0LA", "x", 1);
  const std::vector<Token> by_hand = {
      {{0, false}, {Phase::at_head, 0, 0}},    // cell 0 in hand
      {{1, false}, {Phase::at_head, 1, 1}},    // A on cell 0: write 1, right
      {{0, true}, {Phase::searching, 0, 0}},   // B on cell 1: write 0, left: cell 0
      {{0, false}, {Phase::searching, 0, 1}},  // cell 2 passes by; cell 0 in hand
      {{0, false}, {Phase::stopped, 0, 0}},    // the mark: A on cell 0 reads 1, writes 0, halts
      {{0, false}, {Phase::stopped, 0, 0}},   {{0, false}, {Phase::stopped, 0, 0}}};
  CHECK(tokens_of(table, {0, 1}, 7) == by_hand);
  Sweep sweep(table, {0, 1});
  for (const Token& token : by_hand) CHECK(sweep.step() == token);
  CHECK(sweep.configuration().steps == 3);
  CHECK(sweep.configuration().status == turing::Status::halted);
}

TEST_CASE("codes number every symbol and state once") {
  const Codes codes{.states = 4, .symbols = 2};
  CHECK(codes.queue_symbols() == 4);
  CHECK(codes.control_states() == 19);
  for (int code = 0; code < codes.control_states(); ++code) {
    CHECK(codes.code(codes.state(code)) == code);
  }
  for (int code = 0; code < codes.queue_symbols(); ++code) {
    CHECK(codes.code(codes.symbol(code)) == code);
  }
}

TEST_CASE("the control writes what a machine on a ring does for tables with and without entries") {
  const turing::Tables tables{.has_halting = true, .has_missing = true};
  for (std::int64_t i = 0; i < tables.size(); i += 7) {
    const Table table = tables.at(i);
    for (int window = 1; window <= 4; ++window) {
      std::vector<int> cells;
      for (int c = 0; c < window; ++c) cells.push_back(static_cast<int>((i >> c) % 2));
      const std::vector<Token> tokens = tokens_of(table, cells, 30);
      Sweep sweep(table, cells);
      bool agrees = true;
      for (const Token& token : tokens) agrees = agrees && sweep.step() == token;
      CHECK(agrees);
    }
  }
}

TEST_CASE("the four-state champion needs thirteen cells beside the held one") {
  const Table table = turing::table_of("1RB1LB_1LA0LC_1RZ1LD_1RD0RA", "x", 1);
  for (const auto& [window, tokens, steps] :
       std::vector<std::tuple<int, int, int>>{{12, 0, 125}, {13, 804, 107}, {15, 920, 107}}) {
    Sweep sweep(table, std::vector<int>(static_cast<std::size_t>(window)));
    int written = 0;
    while (!sweep.is_stopped()) {
      static_cast<void>(sweep.step());
      ++written;
    }
    CHECK(sweep.configuration().steps == steps);
    if (tokens > 0) CHECK(written == tokens);
  }
}

TEST_CASE("halting two-state tables are counted on rings of two to five cells") {
  const turing::Tables tables{.has_halting = true};
  const std::vector<std::pair<std::int64_t, std::int64_t>> counted = {
      {12320, 6}, {12448, 10}, {12376, 13}, {12456, 16}};
  for (int window = 1; window <= 4; ++window) {
    std::int64_t halting = 0;
    std::int64_t longest = 0;
    const std::int64_t configurations = 2 * (window + 1) * (std::int64_t{2} << window);
    for (std::int64_t i = 0; i < tables.size(); ++i) {
      const std::vector<int> blank(static_cast<std::size_t>(window) + 1);
      const turing::Configuration end =
          turing::run(tables.at(i), turing::start(turing::Tape::ring(blank)), configurations);
      if (end.status == turing::Status::running) continue;
      ++halting;
      longest = std::max(longest, end.steps);
    }
    CHECK(halting == counted[static_cast<std::size_t>(window) - 1].first);
    CHECK(longest == counted[static_cast<std::size_t>(window) - 1].second);
  }
}

}  // namespace attest::machine::post

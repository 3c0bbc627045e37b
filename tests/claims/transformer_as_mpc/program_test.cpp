// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program of attention by hand: its answer, its messages, and how broken trees show.
#include <doctest/doctest.h>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::transformer_as_mpc {
namespace {

using machine::mpc::Program;

/// Q, K, V of three tokens of one column.
const std::vector<Rational>& three_tokens() {
  // Rows (q, k, v).
  static const std::vector<Rational> words{1, 0, 1, 0, 1, 2, -1, 2, 8};
  return words;
}

std::vector<Rational> outputs(const Program& program, const std::vector<Rational>& words) {
  const auto result = machine::mpc::run(program, words);
  REQUIRE(result.has_value());
  return result->outputs;
}

TEST_SUITE("transformer_as_mpc") {
  TEST_CASE("three tokens are averaged as worked out by hand") {
    // Weights 1, 2, 4: (1 + 4 + 32) / 7; 1, 1, 1: 11/3; 1, 1/2, 1/4: (1 + 1 + 2) / (7/4).
    const std::vector<Rational> expected{Rational(37, 7), Rational(11, 3), Rational(16, 7)};
    for (const std::int64_t b : {2, 3, 5}) {
      CAPTURE(b);
      CHECK(outputs(simulation(attention(1), 3, b), three_tokens()) == expected);
    }
    CHECK(outputs(simulation(attention(1), 3, 2, {.divides_before_sum = true}), three_tokens()) ==
          std::vector<Rational>(3, Rational(11, 3)));
    CHECK(outputs(simulation(attention(1), 3, 2, {.is_normalised = false}), three_tokens()) ==
          std::vector<Rational>{37, 11, 4});
    // The last pair of each row is lost: (1 + 4) / 3, 3/2, 2 / (3/2).
    CHECK(outputs(simulation(attention(1), 3, 2, {.drops_last_column = true}), three_tokens()) ==
          std::vector<Rational>{Rational(5, 3), Rational(3, 2), Rational(4, 3)});
  }

  TEST_CASE("trees have the depth of the least power of the fan-out") {
    CHECK(tree_depth(1, 2) == 0);
    CHECK(tree_depth(8, 2) == 3);
    CHECK(tree_depth(9, 2) == 4);
    CHECK(tree_depth(9, 3) == 2);
    CHECK(tree_depth(10, 3) == 3);
    CHECK(tree_depth(64, 64) == 1);
    CHECK(root_fan_out(64, 3) == 4);
    CHECK(root_fan_out(65, 3) == 5);
    CHECK(root_fan_out(1, 4) == 2);
  }

  TEST_CASE("messages of a layer of two tokens number as counted by hand") {
    // 6 words to the pairs, 1 + 2 words to each of 2 lines, 2 words a row, 2 words to each token.
    const Program program = simulation(attention(1), 2, 2);
    REQUIRE(program.rounds.size() == 4);
    std::vector<std::size_t> transfers;
    for (const auto& round : program.rounds) transfers.push_back(round.transfers.size());
    CHECK(transfers == std::vector<std::size_t>{4, 4, 2, 2});
    CHECK(machine::mpc::ledger_of(program).words == 6 + 6 + 4 + 4);
    CHECK(program.memory.size() == 6);
    CHECK(program.memory.back() == 3 + 2 + 2 + 1);
  }

  TEST_CASE("one token needs no tree") {
    const Program program = simulation(attention(2), 1, 2);
    CHECK(program.rounds.size() == 2);
    CHECK(outputs(program, {1, 1, 1, 1, 7, -8}) == std::vector<Rational>{7, -8});
  }

  TEST_CASE("the program of a drawn model holds no input and repeats") {
    const model::Transformer network =
        drawn_model({.layers = 2, .heads = 2, .head_dimension = 2, .number = 5});
    CHECK(network == drawn_model({.layers = 2, .heads = 2, .head_dimension = 2, .number = 5}));
    CHECK(network != drawn_model({.layers = 2, .heads = 2, .head_dimension = 2, .number = 6}));
    const Program program = simulation(network, 6, 3);
    CHECK(program.rounds.size() == 12);
    const check::Case word = check::word_of({0, 1, 2, 2, 1, 0});
    CHECK(outputs(program, words_of(word)) ==
          model::answer(network, word, {.arithmetic = model::Arithmetic::rational}));
  }

  TEST_CASE("every instruction and every transfer is broken once") {
    const Program program = simulation(attention(1), 2, 2);
    std::size_t steps = 0;
    std::size_t transfers = 0;
    for (const auto& round : program.rounds) {
      transfers += round.transfers.size();
      for (const auto& work : round.work) steps += work.code.size();
    }
    for (const auto& work : program.end) steps += work.code.size();
    std::size_t skipped = 0;
    std::size_t dropped = 0;
    for (const BrokenProgram& broken : broken_programs(program)) {
      if (broken.name.ends_with(".skipped")) ++skipped;
      if (broken.name.ends_with(".dropped")) ++dropped;
    }
    CHECK(skipped == steps);
    CHECK(dropped == transfers);
  }

  TEST_CASE("case spaces have the sizes they say") {
    CHECK(small_matrices(2, 1).size == 729);
    CHECK(small_matrices(3, 1).size == 19683);
    CHECK(small_matrices(2, 2).size == 531441);
    const check::CaseSpace drawn = drawn_matrices(5, 2, 4, 1);
    CHECK(drawn.size == 4);
    CHECK(drawn.at(3)->rows() == 5);
    CHECK(drawn.at(3)->cols() == 6);
  }
}

}  // namespace
}  // namespace attest::transformer_as_mpc

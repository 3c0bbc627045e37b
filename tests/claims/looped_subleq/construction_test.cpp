// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes, encodings, case spaces and temperatures of the looped SUBLEQ blocks.
#include <doctest/doctest.h>

#include <set>

#include "claims/looped_subleq/claim.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/subleq.hpp"

namespace attest::looped_subleq {
namespace {

using attest::Matrix;
using attest::Rational;
namespace check = attest::check;
namespace derive = attest::derive;
namespace model = attest::model;
namespace task = attest::task;

constexpr Blocks both[] = {Blocks::two_layers, Blocks::one_layer};

Matrix reshaped(const std::vector<Rational>& entries, int rows, int cols) {
  Matrix result(rows, cols);
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < cols; ++j) {
      result(i, j) = entries.at(static_cast<std::size_t>(i) * static_cast<std::size_t>(cols) +
                                static_cast<std::size_t>(j));
    }
  }
  return result;
}

}  // namespace
TEST_CASE("both blocks have the width and units and nonzeros of the formulas") {
  struct Row {
    Size size;
    std::int64_t d_two, units_two, nonzeros_two, d_one, units_one, nonzeros_one;
  };
  const Row rows[] = {{{8, 3, 2}, 56, 39 + 128, 631, 64, 275, 1579},
                      {{16, 7, 4}, 79, 63 + 178, 985, 90, 385, 2992},
                      {{32, 15, 8}, 110, 107 + 240, 1675, 124, 523, 6049},
                      {{32, 15, 16}, 142, 187 + 288, 3291, 156, 635, 11377}};
  for (const Row& row : rows) {
    CAPTURE(row.size.columns);
    CAPTURE(row.size.word_bits);
    const derive::Resources two = derive::resources(two_layer_block(row.size));
    CHECK(two.layers == 2);
    CHECK(two.heads_in_all == 5);
    CHECK(two.width == row.d_two);
    CHECK(two.units == row.units_two);
    CHECK(two.nonzeros == row.nonzeros_two);
    const derive::Resources one = derive::resources(one_layer_block(row.size));
    CHECK(one.layers == 1);
    CHECK(one.heads_in_all == 4);
    CHECK(one.width == row.d_one);
    CHECK(one.units == row.units_one);
    CHECK(one.nonzeros == row.nonzeros_one);
  }
}

TEST_CASE("every promise is met with equality for k from 2 to 7 and N from 2 to 64") {
  for (const Blocks blocks : both) {
    for (const int columns : {4, 8, 16, 17, 64, 93}) {
      for (const int word_bits : {2, 3, 4, 8, 16, 64}) {
        CAPTURE(columns);
        CAPTURE(word_bits);
        const Size size{.columns = columns, .memory = 2, .word_bits = word_bits};
        for (const check::Promise& promise : promises(blocks, size, block(blocks, size))) {
          CAPTURE(promise.quantity);
          CHECK(promise.is_met);
          CHECK(promise.used == promise.value);
        }
      }
    }
  }
}

TEST_CASE("the rounding layer has 6(N+4k)+1 or 6(2N+5k)+1 units") {
  for (const int word_bits : {2, 4, 8}) {
    const Size size{.columns = 16, .memory = 7, .word_bits = word_bits};
    const model::Transformer two = with_softmax(two_layer_block(size), Blocks::two_layers, 3);
    CHECK(two.blocks.size() == 3);
    CHECK(std::ssize(two.blocks[2].mlp) == 6 * (word_bits + 4 * 4) + 1);
    const model::Transformer one = with_softmax(one_layer_block(size), Blocks::one_layer, 3);
    CHECK(one.blocks.size() == 2);
    CHECK(std::ssize(one.blocks[1].mlp) == 6 * (2 * word_bits + 5 * 4) + 1);
  }
}

TEST_CASE("the weights depend on k and N alone") {
  for (const Blocks blocks : both) {
    const model::Transformer reference = block(blocks, {.columns = 9, .memory = 1, .word_bits = 5});
    for (const Size& other : {Size{16, 1, 5}, Size{16, 14, 5}, Size{11, 6, 5}}) {
      const model::Transformer built = block(blocks, other);
      CHECK(built.blocks == reference.blocks);
      CHECK(built.schedule == reference.schedule);
      CHECK(built.registers == reference.registers);
    }
  }
}

TEST_CASE("decoding the embedding of a state gives the state back") {
  for (const Blocks blocks : both) {
    for (const Size& size : {Size{8, 3, 2}, Size{9, 1, 3}, Size{13, 11, 16}}) {
      const model::Transformer built = block(blocks, size);
      model::validate(built);
      const check::CaseSpace space = random_runs(blocks, size, 20, 10, 1);
      for (std::int64_t i = 0; i < space.size; ++i) {
        const auto tokens = space.at(i);
        if (!tokens) continue;
        const model::Answer answer =
            model::decode(built, model::embed(built, *tokens), tokens->rows());
        CHECK(reshaped(answer, tokens->rows(), tokens->cols()) == *tokens);
      }
    }
  }
}

TEST_CASE("the task takes each state of a random program to the next") {
  // The two are written apart: one on raw tokens, one as an interpreter of programs.
  for (const Blocks blocks : both) {
    for (const Size& size : {Size{16, 7, 4}, Size{16, 7, 16}, Size{32, 15, 8}}) {
      const std::int64_t loops = 30;
      const check::CaseSpace space = random_runs(blocks, size, 30, loops, 7);
      int compared = 0;
      for (std::int64_t i = 0; i + 1 < space.size; ++i) {
        const auto now = space.at(i);
        const auto next = space.at(i + 1);
        if ((i + 1) % loops == 0 || !now || !next) continue;
        CHECK(reshaped(truth(blocks, size).answer(*now), next->rows(), next->cols()) == *next);
        ++compared;
      }
      CHECK(compared > 500);
    }
  }
}

TEST_CASE("the spaces have the expected sizes and no state twice") {
  const Size small{.columns = 8, .memory = 3, .word_bits = 2};
  CHECK(3 * all_commands(Blocks::two_layers, small).size == 35831808);
  CHECK(3 * all_commands(Blocks::one_layer, small).size == 884736);
  CHECK(operand_pairs(Blocks::two_layers, {8, 3, 8}).size == 65792);
  CHECK(operand_pairs(Blocks::two_layers, {8, 3, 10}).size == 1049600);
  CHECK(all_pointers(Blocks::two_layers, small).size == 2 * 144);
  for (const Blocks blocks : both) {
    // The one-layer state does not hold pc: with equal commands the last two pcs look the same, so
    // of its states only those of the two-layer block are all different.
    const check::CaseSpace spaces[] = {
        all_states(Blocks::two_layers, {.columns = 5, .memory = 2, .word_bits = 2}),
        operand_pairs(blocks, {.columns = 8, .memory = 3, .word_bits = 3}),
        all_pointers(blocks, {.columns = 8, .memory = 3, .word_bits = 4})};
    for (const check::CaseSpace& space : spaces) {
      CAPTURE(space.description);
      std::set<std::uint64_t> hashes;
      std::int64_t cases = 0;
      for (std::int64_t i = 0; i < space.size; ++i) {
        const auto tokens = space.at(i);
        if (!tokens) continue;
        hashes.insert(tokens->hash());
        ++cases;
      }
      CHECK(std::ssize(hashes) == cases);
    }
  }
}

TEST_CASE("operand pairs hold every pair with a != b and every word with a = b") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 3};
  for (const Blocks blocks : both) {
    const check::CaseSpace space = operand_pairs(blocks, size);
    std::set<std::pair<Rational, Rational>> pairs;
    std::set<Rational> words;
    for (std::int64_t i = 0; i < space.size; ++i) {
      const auto tokens = space.at(i);
      REQUIRE(tokens);
      const auto read = [&](int field) {
        const int column = static_cast<int>((*tokens)(0, field).num().to_int64());
        const bool is_pending =
            blocks == Blocks::one_layer && (*tokens)(0, task::SubleqPending::target) == column;
        return (*tokens)(is_pending ? 0 : column, task::SubleqPending::word);
      };
      const bool is_same = (*tokens)(0, 0) == (*tokens)(0, 1);
      if (is_same) words.insert(read(task::SubleqPending::a));
      if (!is_same) pairs.emplace(read(task::SubleqPending::a), read(task::SubleqPending::b));
    }
    CHECK(pairs.size() == 64);
    CHECK(words.size() == 8);
  }
}

TEST_CASE("the sufficient kappa is the expected one for n = 8 and 16 and N = 2 to 8") {
  struct Row {
    Blocks blocks;
    int k;
    std::vector<int> kappas;  // N = 2, 4, 6, 8
  };
  const Row rows[] = {{Blocks::two_layers, 3, {5, 5, 6, 7}},
                      {Blocks::two_layers, 4, {5, 6, 7, 8}},
                      {Blocks::one_layer, 3, {6, 8, 10, 12}},
                      {Blocks::one_layer, 4, {7, 9, 11, 13}}};
  for (const Row& row : rows) {
    for (int i = 0; i < 4; ++i) {
      CHECK(sufficient_kappa(row.blocks, row.k, 2 + 2 * i) ==
            row.kappas[static_cast<std::size_t>(i)]);
    }
  }
}

TEST_CASE("kappa grows by N/2 and N and the closed forms suffice for k <= 20 N <= 40") {
  for (const Blocks blocks : both) {
    for (int k = 2; k <= 20; ++k) {
      for (int n = 2; n <= 40; ++n) {
        CAPTURE(k);
        CAPTURE(n);
        const int kappa = sufficient_kappa(blocks, k, n);
        const Size size{.columns = 1 << k, .memory = 1, .word_bits = n};
        CHECK(softmax_promises(blocks, size, kappa).at(0).is_met);
        // Two more bits cost one unit of kappa, or two.
        const int more = sufficient_kappa(blocks, k, n + 2) - kappa;
        if (n >= 8) CHECK(more == (blocks == Blocks::two_layers ? 1 : 2));
      }
    }
  }
}

}  // namespace attest::looped_subleq

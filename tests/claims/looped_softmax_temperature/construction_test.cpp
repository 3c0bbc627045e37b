// SPDX-License-Identifier: Apache-2.0
/// \file
/// Blocks under softmax: closed forms, single states, what is refused.
#include <doctest/doctest.h>

#include "claims/looped_softmax_temperature/distances.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/gadget/looped_rounding.hpp"

namespace attest::looped_softmax_temperature {

TEST_CASE("the closed forms at k = 3 and words of 2 and 8 bits") {
  CHECK(promised_kappa(Blocks::ten_layers, 3, 2) == 10);
  CHECK(promised_kappa(Blocks::ten_layers, 3, 8) == 16);
  CHECK(promised_kappa(Blocks::two_layers, 3, 2) == 5);  // (2 + 7.17) / 2
  CHECK(promised_kappa(Blocks::two_layers, 3, 8) == 8);  // (8 + 7.17) / 2
  CHECK(promised_kappa(Blocks::one_layer, 3, 8) == 13);
  CHECK(promised_kappa(Blocks::five_layers, 3, 8) == 4);  // 7.17 / 2
}

TEST_CASE("certified kappas lie between the least ones found and the closed forms") {
  for (const Blocks blocks : all_blocks) {
    for (const int bits : {2, 3, 4, 5, 6, 8}) {
      const int certified = certified_kappa(blocks, {.columns = 8, .memory = 3, .word_bits = bits});
      CHECK(found_kappa(blocks, bits).value() <= certified);
      CHECK(certified <= promised_kappa(blocks, 3, bits));
    }
    CHECK_FALSE(found_kappa(blocks, 7).has_value());
  }
}

TEST_CASE("five layers are right at the kappa at which a late rounding is wrong") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 6};
  const check::CaseSpace space = stress_states(Blocks::five_layers, size);
  const model::Transformer block = softmax_block(Blocks::five_layers, size, 4);
  CHECK_FALSE(first_wrong(Loop(block, Blocks::five_layers, size, 4), space).has_value());
  const model::Transformer late = with_late_rounding(block);
  CHECK(late.blocks.size() == 5);
  CHECK(late.blocks[3].name == "round_read");
  CHECK(first_wrong(Loop(late, Blocks::five_layers, size, 4), space).has_value());
}

TEST_CASE("column 0 adds to what a fetch of the two-layer block is off by") {
  // Command 7 has a = 1, those at addresses one bit away have a = 2: their codes differ.
  const Size size{.columns = 8, .memory = 2, .word_bits = 2};
  const check::Case tokens = gadget::looped::tokens_of(
      Blocks::two_layers, {.commands = {{2, 1, 7}, {2, 1, 7}, {2, 1, 7}, {2, 1, 7}, {1, 1, 7}},
                           .memory = {0, 0},
                           .pc = 3});
  model::Transformer hard = hardmax_block(Blocks::two_layers, size);
  model::Transformer soft = softmax_block(Blocks::two_layers, size, 5);
  for (model::Transformer* block : {&hard, &soft}) {
    block->blocks[1].mlp.clear();  // which would clear what was fetched
    block->schedule = {{1, 1}};
  }
  const model::Mode exact{.arithmetic = model::Arithmetic::rational};
  const std::size_t bit = static_cast<std::size_t>(model::coordinate(hard, "b3", 1));
  const auto fetched = [&](const model::Transformer& block) {
    return std::get<Rational>(model::trace(block, tokens, exact).layers[0].state[bit]);
  };
  const Rational off = (fetched(soft) - fetched(hard)).abs();
  const Rational r(1, 1024);
  CHECK(off > 2 * 3 * r);
  CHECK(off < 2 * 3 * r + Rational(1, 32768));  // e^(-k lambda) = 2^-15
}

TEST_CASE("a radius of one half is refused") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 3};
  const model::Transformer block = softmax_block(Blocks::five_layers, size, 4);
  CHECK_THROWS(
      static_cast<void>(gadget::looped::rounding_layer(block, {"mem"}, Rational(1, 2), "round")));
}

TEST_CASE("lambda is kappa ln 2 rounded up by less than 2^-20") {
  CHECK(lambda_of(10) > Rational(6931471, 1000000));
  CHECK(lambda_of(10) < Rational(6931474, 1000000));
}

}  // namespace attest::looped_softmax_temperature

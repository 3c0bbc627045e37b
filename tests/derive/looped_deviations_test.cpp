// SPDX-License-Identifier: Apache-2.0
/// \file
/// Interval propagation through looped blocks, against states evaluated one by one.
#include "reference/derive/looped_deviations.hpp"

#include <doctest/doctest.h>

#include "reference/derive/looped_lookups.hpp"
#include "reference/derive/looped_states.hpp"
#include "reference/gadget/looped_rounding.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::derive::looped {
namespace {

using gadget::two_to;

constexpr Blocks every_block[] = {Blocks::two_layers, Blocks::one_layer, Blocks::five_layers,
                                  Blocks::ten_layers};

model::Transformer rounded_block(Blocks blocks, const Size& size) {
  return gadget::looped::with_softmax(gadget::looped::block(blocks, size), blocks, 1);
}

model::Transformer hardened(model::Transformer model) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) head.norm = model::Norm::average_hardmax;
  }
  return model;
}

bool has_value(const Spread& spread, const Rational& x) {
  if (x < spread.low || spread.high < x) return false;
  if (spread.low == spread.high || spread.is_continuous()) return true;
  return ((x - spread.low) / spread.step).is_integer();
}

}  // namespace

TEST_CASE("the exact value of every entry after every layer is among those that are propagated") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 3};
  for (const Blocks blocks : every_block) {
    CAPTURE(static_cast<int>(blocks));
    const model::Transformer hard = hardened(rounded_block(blocks, size));
    const Deviations found = deviations(hard, blocks, size.address_bits(), 12);
    REQUIRE(found.is_exact);
    const model::Evaluator evaluator(hard, model::Arithmetic::rational, 0);
    const check::CaseSpace space = operand_pairs(blocks, size);
    for (std::int64_t i = 0; i < space.size; i += 3) {
      const auto tokens = space.at(i);
      if (!tokens) continue;
      const model::Trace trace = evaluator.trace(*tokens, model::Tie::as_declared);
      REQUIRE(trace.layers.size() == found.layers.size());
      for (std::size_t layer = 0; layer < trace.layers.size(); ++layer) {
        std::size_t at = 0;
        for (int column = 0; column < trace.n; ++column) {
          const std::size_t kind = column == 0 ? 0 : column <= size.memory ? 1 : 2;
          for (const Spread& spread : found.layers[layer].spreads[kind]) {
            const Rational value = std::get<Rational>(trace.layers[layer].state[at++]);
            if (has_value(spread, value)) continue;
            FAIL(trace.layers[layer].block << " column " << column << ": " << value.to_string());
          }
        }
      }
    }
  }
}

TEST_CASE("more kappa never moves an entry further") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 4};
  for (const Blocks blocks : every_block) {
    const model::Transformer block = rounded_block(blocks, size);
    const Deviations warm = deviations(block, blocks, 3, 12);
    const Deviations cold = deviations(block, blocks, 3, Rational(49, 4));
    REQUIRE((warm.is_exact && cold.is_exact));
    for (std::size_t layer = 0; layer < warm.layers.size(); ++layer) {
      for (std::size_t kind = 0; kind < kind_count; ++kind) {
        const auto& before = warm.layers[layer].spreads[kind];
        const auto& after = cold.layers[layer].spreads[kind];
        for (std::size_t at = 0; at < before.size(); ++at) CHECK(after[at].off <= before[at].off);
      }
    }
  }
}

TEST_CASE("the first layer that a block is not certified at is named") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 8};
  const Deviations found =
      deviations(rounded_block(Blocks::two_layers, size), Blocks::two_layers, 3, 4);
  CHECK_FALSE(found.is_exact);
  CHECK(found.why_not.starts_with("round: "));
  model::Transformer rough = rounded_block(Blocks::five_layers, size);
  rough.schedule.pop_back();
  CHECK(deviations(rough, Blocks::five_layers, 3, 64).why_not.starts_with("at the end: "));
}

TEST_CASE("sufficient kappas at eight columns and words of 2 to 8 bits") {
  const auto at = [](Blocks blocks, int word_bits, int guess) {
    const Size size{.columns = 8, .memory = 3, .word_bits = word_bits};
    return sufficient_kappa(rounded_block(blocks, size), blocks, 3, guess).value();
  };
  CHECK(at(Blocks::two_layers, 2, 1) == 5);
  CHECK(at(Blocks::two_layers, 8, 20) == 8);
  CHECK(at(Blocks::one_layer, 2, 7) == 7);
  CHECK(at(Blocks::five_layers, 2, 4) == 4);
  CHECK(at(Blocks::five_layers, 8, 4) == 4);
  CHECK(at(Blocks::ten_layers, 4, 12) == 10);
}

TEST_CASE("a read among codes that differ in j of k bits is off by (1 + 4^-kappa)^k - 1") {
  const Lookups lookups(Blocks::two_layers, 3, 2);
  const std::vector<Mixture> read = lookups.of("read_a", Kind::machine, 0);
  REQUIRE(read.size() == 1);
  const Rational r(1, 16);
  const Rational exact = (1 + r) * (1 + r) * (1 + r) - 1 + Rational(1, 64);  // column 0: 2^-6
  CHECK(read[0].off >= exact);
  CHECK(read[0].off - exact <= two_to(-100));
  CHECK(lookups.of("read_a", Kind::word, 0).empty());
}

}  // namespace attest::derive::looped

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of the network, both ways of counting its weights, and on how many states its mutants err.
#include <doctest/doctest.h>

#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/subleq_wrapped.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_relu_mlp {
namespace {

using attest::Rational;
namespace check = attest::check;
namespace derive = attest::derive;
namespace model = attest::model;

std::vector<std::size_t> widths_of(const model::Transformer& network) {
  std::vector<std::size_t> result;
  for (const model::Block& block : network.blocks) result.push_back(block.mlp.size());
  return result;
}

/// States of four words of two bits whose next state the network has wrong.
int errors_of(const model::Transformer& network) {
  const Size size{.words = 4, .word_bits = 2};
  const attest::task::Task truth = attest::task::subleq_bits(size.task());
  const check::CaseSpace space = all_states(size);
  REQUIRE(space.size == 1024);
  const model::Evaluator evaluator(network, model::Arithmetic::rational, 0);
  int errors = 0;
  for (std::int64_t i = 0; i < space.size; ++i) {
    const check::Case state = space.at(i).value();
    if (evaluator.answer(state) != truth.answer(state)) ++errors;
  }
  return errors;
}

using Widths = std::vector<std::size_t>;

}  // namespace

TEST_CASE("the layers are as wide as the formulas say in both forms") {
  for (const Form form : {Form::plain, Form::factored}) {
    CHECK(widths_of(network(form, {.words = 4, .word_bits = 2})) == Widths{14, 34, 20, 32, 46, 20});
    CHECK(widths_of(network(form, {.words = 4, .word_bits = 4})) == Widths{22, 66, 30, 58, 68, 36});
    CHECK(widths_of(network(form, {.words = 64, .word_bits = 16})) ==
          Widths{1094, 4102, 1174, 3158, 1244, 2060});
  }
}

TEST_CASE("the matrices have 612 and 1264 and 194360 nonzeros with the sums multiplied out") {
  CHECK(weights_of(network(Form::plain, {.words = 4, .word_bits = 2})) == 612);
  CHECK(weights_of(network(Form::plain, {.words = 4, .word_bits = 4})) == 1264);
  CHECK(weights_of(network(Form::plain, {.words = 64, .word_bits = 16})) == 194'360);
  CHECK(weights_of(network(Form::factored, {.words = 4, .word_bits = 2})) == 378);
  CHECK(weights_of(network(Form::factored, {.words = 64, .word_bits = 16})) == 30'104);
}

TEST_CASE("both counts equal their formulas for M from 2 to 32 and N from 1 to 8") {
  for (int words = 2; words <= 32; words *= 2) {
    for (int bits = 1; bits <= 8; ++bits) {
      CAPTURE(words);
      CAPTURE(bits);
      const Size size{.words = words, .word_bits = bits};
      for (const Form form : {Form::plain, Form::factored}) {
        const model::Transformer built = network(form, size);
        CHECK(Rational(weights_of(built)) == promised_weights(form, size));
        for (const check::Promise& promise : promises(form, size, built)) {
          CHECK(promise.used == promise.value);
        }
      }
    }
  }
}

TEST_CASE("weights are integers and the network has neither heads nor token maps") {
  const model::Transformer plain = network(Form::plain, {.words = 8, .word_bits = 4});
  CHECK(plain.schedule.size() == 6);
  for (const model::Block& block : plain.blocks) {
    CHECK(block.heads.empty());
    CHECK(block.token_maps.empty());
  }
  CHECK(derive::resources(plain).largest_weight == "9");
}

TEST_CASE("every layer of the plain network reads the layer before it alone") {
  const model::Transformer plain = network(Form::plain, {.words = 8, .word_bits = 3});
  int first = 0;  // of the register that the layer reads
  for (const model::Block& block : plain.blocks) {
    const std::size_t layer = static_cast<std::size_t>(&block - plain.blocks.data());
    const int size = layer == 0 ? 27 : static_cast<int>(plain.blocks[layer - 1].mlp.size());
    for (const model::Relu& unit : block.mlp) {
      for (const model::Term& term : unit.in) {
        CHECK(first <= term.at);
        CHECK(term.at < first + size);
      }
      for (const model::Term& term : unit.out) CHECK(term.at >= first + size);
    }
    first += size;
  }
}

TEST_CASE("each mutant is wrong on as many states as the prototype found") {
  const std::vector<std::pair<Choices, int>> wrong{{{}, 0},
                                                   {{.has_third_step = false}, 216},
                                                   {{.has_carry = false}, 144},
                                                   {{.select_bias = 2}, 1023},
                                                   {{.second_word = 2}, 636},
                                                   {{.erases = false}, 768},
                                                   {{.flag_threshold = 0}, 328},
                                                   {{.has_fourth_step = true}, 0},
                                                   {{.has_fifth_step = true}, 0}};
  for (const auto& [choices, errors] : wrong) {
    CHECK(errors_of(network(Form::factored, {.words = 4, .word_bits = 2}, choices)) == errors);
  }
}

TEST_CASE("random runs go through many states and write into their own instructions") {
  const Size size{.words = 8, .word_bits = 6};
  const check::CaseSpace runs = random_runs(size, 100, 50, 1);
  int changes = 0;
  for (std::int64_t i = 0; i + 1 < runs.size; ++i) {
    if (runs.at(i).value() != runs.at(i + 1).value()) ++changes;
  }
  CHECK(changes > 3000);
}

}  // namespace attest::looped_relu_mlp

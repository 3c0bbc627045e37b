// SPDX-License-Identifier: Apache-2.0
/// \file
/// Incremental evaluation of looped models against the literal evaluation of every pass.
#include "reference/engine/looped.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "reference/gadget/looped_blocks.hpp"
#include "reference/machine/subleq_random.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

using gadget::looped::Blocks;
using machine::subleq::Program;
using model::Tie;

constexpr Tie rules[] = {Tie::average, Tie::leftmost, Tie::rightmost};
constexpr LoopedChecks every_pass{.at_powers_of_two = false, .every = 1};

Matrix first_state(const model::Transformer& model, Blocks blocks, const Program& program) {
  const machine::subleq::State start = machine::subleq::start(program);
  const gadget::looped::Snapshot snapshot{.commands = program.commands,
                                          .memory = start.memory,
                                          .pc = start.pc,
                                          .pending = start.memory[0]};
  return model::embed(model, gadget::looped::tokens_of(blocks, snapshot));
}

/// Whether `passes` passes equal the literal ones.
bool equals_literal(Looped& looped, int passes, const LoopedChecks& checks) {
  for (int i = 0; i < passes; ++i) {
    if (!looped.checked_pass(checks)) return false;
  }
  return true;
}

/// A model with coordinates [0, fixed) that nothing writes, heads without masks, and queries and
/// keys that read these coordinates alone in all but one head of a block.
model::Transformer with_fixed_coordinates(Random& random, int fixed) {
  const RandomModel sizes{.d = 7,
                          .times = 1,
                          .heads = 2,
                          .d_k = 3,
                          .weight = 1,
                          .denominator = 1,
                          .may_be_undefined = false};
  model::Transformer model = random_model(sizes, random);
  model.masks.clear();
  const auto from_written = [fixed](const model::Entry& entry) { return entry.from >= fixed; };
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      head.mask = -1;
      std::erase_if(head.out, [fixed](const model::Entry& entry) { return entry.to < fixed; });
      if (random.below(4) == 0) continue;
      std::erase_if(head.query, from_written);
      if (random.below(4) == 0) continue;
      for (model::Linear& key : head.keys) std::erase_if(key, from_written);
    }
    for (model::Relu& unit : block.mlp) {
      std::erase_if(unit.out, [fixed](const model::Term& term) { return term.at < fixed; });
    }
  }
  return model;
}

/// Coordinates of gated_model().
constexpr int ind = 0;
constexpr int one = 1;
constexpr int word = 2;
constexpr int gated = 3;  // 3
constexpr int read = 6;
constexpr int code = 7;  // digits of them
constexpr int digits = 5;
constexpr int width = code + digits;

model::Term term(int at, int weight) { return {.at = at, .weight = {.value = weight}}; }

/// Columns with ind = 1 set the `gated` coordinates to random bits of their row; in every column
/// word := what one random head per block reads of `word`, `gated` or `code`; queries and keys are
/// of `gated` and `code`. So keys move in a few columns and the others ask fixed questions.
model::Transformer gated_model(Random& random) {
  const auto sign = [&random] { return random.below(2) == 0 ? 1 : -1; };
  model::Transformer model{.registers = {{.name = "x", .size = width}}};
  const int blocks = 1 + static_cast<int>(random.below(2));
  for (int block = 0; block < blocks; ++block) {
    model::Head head{.name = "head", .norm = model::Norm::any_hardmax, .keys = {{}}};
    for (int i = 0; i < digits; ++i) {
      const int shift = random.below(4) == 0 ? 1 : 0;
      head.query.push_back({.from = code + (i + shift) % digits, .to = i, .weight = {.value = 1}});
      head.keys[0].push_back({.from = code + i, .to = i, .weight = {.value = 1}});
      if (gated + i >= read) continue;
      head.keys[0].push_back({.from = gated + i, .to = i, .weight = {.value = 2 * sign()}});
    }
    head.query.push_back({.from = one, .to = digits, .weight = {.value = 1}});
    head.keys[0].push_back({.from = ind, .to = digits, .weight = {.value = 1}});
    const int from = word + static_cast<int>(random.below(4));
    head.values = {{{.from = from, .to = 0, .weight = {.value = sign()}}}};
    head.out = {{.from = 0, .to = read, .weight = {.value = 1}}};
    model::Block layer{.name = "block", .heads = {head}};
    for (const int s : {1, -1}) {
      layer.mlp.push_back({.in = {term(read, s)}, .out = {term(read, -s), term(word, s)}});
      layer.mlp.push_back({.in = {term(word, s)}, .out = {term(word, -s)}});
      for (int c = gated; c < read; ++c) {
        layer.mlp.push_back({.in = {term(c, s)}, .out = {term(c, -s)}});
      }
    }
    for (int c = gated; c < read; ++c) {
      std::vector<model::Term> in = {term(c, sign()),
                                     term(word + static_cast<int>(random.below(4)), sign())};
      in.push_back(term(one, -20));
      in.push_back(term(ind, 20 + static_cast<int>(random.below(2))));
      layer.mlp.push_back({.in = in, .out = {term(c, 1)}});
      layer.mlp.push_back({.in = in, .bias = {.value = -1}, .out = {term(c, -1)}});
    }
    model.blocks.push_back(layer);
    model.schedule.emplace_back(block, 1);
  }
  return model;
}

Matrix gated_state(Random& random, int n) {
  Matrix state(n, width);
  for (int i = 0; i < n; ++i) {
    state(i, one) = 1;
    state(i, ind) = i < 2 ? 1 : 0;
    state(i, word) = random.between(-1, 1);
    const int number = random.below(3) == 0 ? 0 : i;
    for (int b = 0; b < digits; ++b) state(i, code + b) = 2 * (number >> b & 1) - 1;
  }
  return state;
}

}  // namespace

TEST_CASE("models whose keys move in 2 of 24 columns equal the literal evaluation in 8 passes") {
  int parts = 0;
  int settled = 0;
  int without_tie = 0;
  for (std::uint64_t index = 0; index < 300; ++index) {
    CAPTURE(index);
    Random random(8, 1, index);
    const model::Transformer model = gated_model(random);
    Matrix expected = gated_state(random, 24);
    Looped looped(model, expected, rules[index % 3]);
    for (int pass = 0; pass < 8; ++pass) {
      const std::int64_t before = looped.computed();
      const Matrix start = expected;
      looped.pass();
      expected = model::final_state(model, start, rules[index % 3]);
      REQUIRE(looped.state() == expected);
      if (!looped.is_incremental()) continue;
      ++parts;
      const auto all = static_cast<std::int64_t>(24 * model.schedule.size());
      settled += looped.computed() - before < all ? 1 : 0;
      if (looped.has_tie()) continue;
      ++without_tie;
      for (const Tie rule : rules) REQUIRE(model::final_state(model, start, rule) == expected);
    }
  }
  CHECK(parts >= 500);
  CHECK(settled >= 400);
  CHECK(without_tie >= 20);
}

TEST_CASE("random looped models equal the literal evaluation in 4 passes under every tie rule") {
  int parts = 0;
  for (std::uint64_t index = 0; index < 600; ++index) {
    CAPTURE(index);
    Random random(4, 1, index);
    const model::Transformer model = with_fixed_coordinates(random, 3);
    const Matrix state = random_state(20, 7, 1, 1, random);
    Looped looped(model, state, rules[index % 3]);
    Matrix expected = state;
    for (int pass = 0; pass < 4; ++pass) {
      looped.pass();
      expected = model::final_state(model, expected, rules[index % 3]);
      REQUIRE(looped.state() == expected);
      parts += looped.is_incremental() ? 1 : 0;
    }
  }
  CHECK(parts >= 200);
}

TEST_CASE("a looped model that has the same answer under every rule reports no tie") {
  int without_tie = 0;
  for (std::uint64_t index = 0; index < 200; ++index) {
    CAPTURE(index);
    Random random(5, 1, index);
    const model::Transformer model = with_fixed_coordinates(random, 3);
    const Matrix state = random_state(5, 7, 1, 1, random);
    Looped looped(model, state, rules[index % 3]);
    looped.pass();
    if (looped.has_tie()) continue;
    ++without_tie;
    for (const Tie rule : rules) REQUIRE(model::final_state(model, state, rule) == looped.state());
  }
  CHECK(without_tie >= 20);
}

TEST_CASE(
    "both SUBLEQ blocks equal the literal evaluation on random programs of 12 and 24 columns") {
  for (const Blocks blocks : {Blocks::two_layers, Blocks::one_layer}) {
    for (std::uint64_t index = 0; index < 6; ++index) {
      CAPTURE(index);
      const int columns = index % 2 == 0 ? 12 : 24;
      const int word_bits = 2 + 5 * static_cast<int>(index);
      const gadget::looped::Size size{.columns = columns, .memory = 5, .word_bits = word_bits};
      const model::Transformer model = gadget::looped::block(blocks, size);
      Random random(6, 1, index);
      const Program program = machine::subleq::random_program(
          random, {.columns = columns, .memory = 5, .word_bits = word_bits});
      for (const LoopedSet set : looped_sets()) {
        Looped looped(model, first_state(model, blocks, program), rules[index % 3], set);
        CHECK(equals_literal(looped, 30, every_pass));
        if (blocks == Blocks::one_layer) CHECK(looped.why_not() == "");
      }
    }
  }
}

TEST_CASE("the one-layer SUBLEQ block computes 3 columns a pass and scans no keys") {
  const gadget::looped::Size size{.columns = 200, .memory = 90, .word_bits = 16};
  const model::Transformer model = gadget::looped::block(Blocks::one_layer, size);
  Random random(7, 1, 0);
  const Program program =
      machine::subleq::random_program(random, {.columns = 200, .memory = 90, .word_bits = 16});
  Looped looped(model, first_state(model, Blocks::one_layer, program), Tie::average);
  CHECK(equals_literal(looped, 64, {.at_powers_of_two = true, .every = 50}));
  CHECK(looped.passes() == 64);
  CHECK_FALSE(looped.has_tie());
  CHECK(looped.scans() == 0);
  CHECK(looped.computed() <= 200 + 63 * 3);
}

TEST_CASE("a looped model with softmax or a mask is evaluated literally and says so") {
  const gadget::looped::Size size{.columns = 5, .memory = 2, .word_bits = 2};
  const Program program{.memory = {1, -1}, .commands = {{1, 2, 4}, {1, 1, 4}}};
  const model::Transformer hard = gadget::looped::block(Blocks::one_layer, size);
  model::Transformer soft = hard;
  soft.blocks[0].heads[0].norm = model::Norm::softmax_base;
  soft.blocks[0].heads[0].base = 2;
  const Matrix state = first_state(hard, Blocks::one_layer, program);
  Looped looped(soft, state, Tie::average);
  CHECK(looped.why_not() == "head read_a is softmax_base");
  looped.pass();
  CHECK(looped.state() == model::final_state(soft, state, Tie::average));
  Matrix fraction = state;
  fraction(1, 0) = Rational(1, 3);
  Looped fractional(hard, fraction, Tie::leftmost);
  CHECK_FALSE(fractional.is_incremental());
  fractional.pass();
  CHECK(fractional.state() == model::final_state(hard, fraction, Tie::leftmost));
}

TEST_CASE("passes are checked at powers of two and every so many") {
  const LoopedChecks checks{.at_powers_of_two = true, .every = 6};
  std::vector<int> checked;
  for (int pass = 1; pass <= 20; ++pass) {
    if (checks.includes(pass)) checked.push_back(pass);
  }
  CHECK(checked == std::vector<int>{1, 2, 4, 6, 8, 12, 16, 18});
}

}  // namespace attest::engine

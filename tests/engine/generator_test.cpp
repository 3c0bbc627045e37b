// SPDX-License-Identifier: Apache-2.0
/// \file
/// Steps of the incremental evaluator against the literal one on random autoregressive models.
#include "reference/engine/generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "reference/model/builder.hpp"
#include "reference/model/generation.hpp"
#include "reference/number/error.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

using model::Transformer;

/// What a random model may use.
struct Kind {
  bool is_causal = true;
  bool has_position = false;
  bool has_length = false;
  bool has_sentinel = false;
  bool has_map = false;
};

/// A number that depends on the whole row, in 0, 1, 2.
model::Wire mixed(model::CircuitBuilder& circuit, const std::vector<std::string>& names,
                  int shift) {
  model::Wire sum = circuit.constant(shift);
  for (std::size_t i = 0; i < names.size(); ++i) {
    sum = sum + circuit.input(names[i]) * Rational(static_cast<std::int64_t>(i) + shift);
  }
  return circuit.mod(circuit.floor(sum), 3);
}

/// A random model of two fields in {0, 1, 2} that continues words.
Transformer random_generator(const Kind& kind, Random& random) {
  Transformer model = random_model({.d = 5, .blocks = 3, .times = 1, .heads = 2}, random);
  model.fields = {"a", "b"};
  model::CircuitBuilder embed(model.fields);
  model::Wire extra = embed.constant(random.below(2));
  if (kind.has_position) extra = extra + embed.mod(embed.position(), 3);
  if (kind.has_length) extra = extra + embed.mod(embed.length(), 2);
  embed.output("stream", 0, embed.input("a"));
  embed.output("stream", 1, embed.input("b") - 1);
  embed.output("stream", 2, embed.equal(embed.input("a"), embed.input("b")));
  embed.output("stream", 3, extra);
  model.embed = embed.finish();
  if (kind.is_causal) {
    model.masks = {model::causal_mask()};
    for (model::Block& block : model.blocks) {
      for (model::Head& head : block.heads) {
        head.mask = 0;
        const std::int64_t draw = random.below(6);
        if (draw == 0) head.norm = model::Norm::linear;
        if (draw == 1) head.norm = model::Norm::relu_mean;
      }
    }
  }
  if (kind.has_sentinel) {
    model::CircuitBuilder sentinel({});
    sentinel.output("stream", 4, sentinel.constant(1));
    model.extra_tokens.push_back(
        {.name = "sentinel", .embed = sentinel.finish(), .is_first = true});
  }
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  if (kind.has_map) {
    model::CircuitBuilder map(names);
    map.output("stream", 1, map.min(map.input("stream[0]"), map.input("stream[3]")));
    model.blocks.front().token_maps.push_back(map.finish());
  }
  model::CircuitBuilder decode(names);
  decode.output("a", mixed(decode, names, 1));
  decode.output("b", mixed(decode, names, 2));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

Matrix random_prompt(int tokens, Random& random) {
  Matrix prompt(tokens, 2);
  for (int i = 0; i < tokens; ++i) {
    prompt(i, 0) = random.below(3);
    prompt(i, 1) = random.below(3);
  }
  return prompt;
}

/// A prompt whose last token is drawn anew, and another token added.
Matrix changed_at_end(const Matrix& prompt, Random& random) {
  Matrix result = random_prompt(prompt.rows() + 1, random);
  for (int i = 0; i + 1 < prompt.rows(); ++i)
    std::ranges::copy(prompt.row(i), result.row(i).begin());
  return result;
}

/// Ten steps of either evaluator. \returns how many were compared
int compare(const Transformer& model, const Matrix& prompt, int window, Generation& run) {
  const model::Evaluator literal(model, model::Arithmetic::rational, 0);
  Matrix tokens = prompt;
  for (int step = 0; step < 10; ++step) {
    const Matrix context = model::context_of(tokens, window);
    CHECK(run.context() == context);
    std::vector<Rational> wanted;
    try {
      wanted = literal.answer(context);
    } catch (const model::Undefined&) {  // nothing is said then
      return step;
    }
    CHECK(run.step() == wanted);
    CHECK(run.last() == wanted);
    tokens = model::appended(tokens, wanted);
  }
  CHECK(run.steps() == 10);
  return 10;
}

}  // namespace

TEST_SUITE("engine/generator") {
  TEST_CASE("equals the literal evaluation on 1200 random models with and without windows") {
    int incremental = 0;
    int steps = 0;
    for (int i = 0; i < 1200; ++i) {
      Random random(11, 0, static_cast<std::uint64_t>(i));
      const Kind kind{.is_causal = random.below(4) != 0,
                      .has_position = random.below(2) == 0,
                      .has_length = random.below(4) == 0,
                      .has_sentinel = random.below(3) == 0,
                      .has_map = random.below(3) == 0};
      const Transformer model = random_generator(kind, random);
      const int window = static_cast<int>(random.below(3) == 0 ? 0 : random.between(1, 5));
      CAPTURE(i);
      const Generator generator(model, window);
      incremental += generator.why_not().empty() ? 1 : 0;
      const Matrix prompt = random_prompt(static_cast<int>(random.between(1, 6)), random);
      Generation run(generator, prompt.rows() > window && window > 0
                                    ? model::context_of(prompt, window)
                                    : prompt);
      steps += compare(model, prompt, window, run);
      const Matrix again = random_prompt(static_cast<int>(random.between(1, 6)), random);
      run.restart(again);
      steps += compare(model, again, window, run);
      for (const Matrix& prompt_again : {again, changed_at_end(again, random)}) {
        run.restart(prompt_again);
        steps += compare(model, prompt_again, window, run);
      }
    }
    CHECK(incremental > 600);
    CHECK(steps > 24000);
  }

  TEST_CASE("a deep model without causal masks is evaluated literally and says so") {
    Random random(3, 0, 0);
    Transformer model = random_generator({.is_causal = true}, random);
    model.blocks.clear();
    model.schedule = {{0, 2}};
    model::Head head{.name = "sum", .norm = model::Norm::linear};
    head.query.push_back({.from = 0, .to = 0});
    head.query[0].weight.value = 1;
    head.keys = {head.query};
    head.values = {head.query};
    head.out = head.query;
    model.blocks.push_back({.name = "layer", .heads = {head}});
    CHECK(Generator(model, 0).why_not() == "head layer.sum is not masked by model::causal_mask()");
    CHECK(Generator(model, 4).why_not() == "a window of several layers");
    model.blocks[0].heads[0].mask = 0;
    model.masks = {model::causal_mask()};
    CHECK(Generator(model, 0).why_not().empty());
    CHECK(Generator(model, 0).proof().find("causal") != std::string::npos);
    model.schedule = {{0, 1}};
    CHECK(Generator(model, 4).why_not().empty());
    CHECK(Generator(model, 4).proof().find("functions of the token") != std::string::npos);
  }

  TEST_CASE("a model whose earlier rows may have no value is evaluated literally and says so") {
    Random random(3, 0, 0);
    Transformer model = random_generator({.is_causal = true}, random);
    model.blocks.clear();
    model::Head head{.name = "first", .norm = model::Norm::unique_hardmax, .mask = 0};
    head.query.push_back({.from = 0, .to = 0});
    head.query[0].weight.value = 1;
    head.keys = {head.query};
    head.values = {head.query};
    head.out = head.query;
    model.blocks.push_back({.name = "reads", .heads = {head}});
    model.blocks.push_back({.name = "units"});
    model.schedule = {{0, 1}};
    CHECK(Generator(model, 0).why_not().empty());
    model.schedule = {{0, 1}, {1, 1}};
    CHECK(Generator(model, 0).why_not() == "head first may have no value at an earlier token");
    model.blocks[0].heads[0].norm = model::Norm::leftmost_hardmax;
    CHECK(Generator(model, 0).why_not().empty());
    model::CircuitBuilder map(model::coordinate_names(model.registers));
    map.output("stream", 1, map.input("stream[0]") / map.input("stream[3]"));
    model.blocks[0].token_maps.push_back(map.finish());
    CHECK(Generator(model, 0).why_not() ==
          "a token map of block reads may have no value at an earlier token");
  }

  TEST_CASE("checked steps find a step that differs and are done at powers of two") {
    Random random(5, 0, 7);
    const Transformer model = random_generator({}, random);
    const Generator generator(model, 0);
    Generation run(generator, random_prompt(3, random));
    for (int i = 0; i < 20; ++i) CHECK(run.checked_step({.at_powers_of_two = true, .every = 5}));
  }

  TEST_CASE("a decoder that gives no token is refused") {
    Random random(5, 0, 1);
    Transformer model = random_generator({}, random);
    model.decode.at = model::ReadAt::every_input;
    CHECK_THROWS_WITH_AS(Generator(model, 0), doctest::Contains("the last input"), InputError);
    model.decode.at = model::ReadAt::last_input;
    model.decode.readout = model::Readout::argmax;
    CHECK_THROWS_WITH_AS(Generator(model, 0), doctest::Contains("1 entries"), InputError);
  }

  TEST_CASE("argmax is the first of the largest wires for all words over 0 to 2 of length 4") {
    model::CircuitBuilder circuit({"a", "b", "c", "d"});
    const std::vector<model::Wire> wires = {circuit.input("a"), circuit.input("b"),
                                            circuit.input("c"), circuit.input("d")};
    circuit.output("index", model::argmax(circuit, wires));
    const model::Circuit built = circuit.finish();
    for (int word = 0; word < 81; ++word) {
      const std::vector<Rational> fields = {word / 27, word / 9 % 3, word / 3 % 3, word % 3};
      const auto largest = std::max_element(fields.begin(), fields.end()) - fields.begin();
      CHECK(model::evaluate(built, fields, 0, 1).at(0) == Rational(largest));
    }
  }
}

}  // namespace attest::engine

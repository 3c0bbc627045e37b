// SPDX-License-Identifier: Apache-2.0
/// \file
/// Passes, units, token maps, extra tokens and readouts against states worked out by hand.
#include <doctest/doctest.h>

#include <variant>

#include "tests/model/models.hpp"

namespace attest::model {
namespace {

Term term(int at, const Rational& weight) { return {.at = at, .weight = {.value = weight}}; }

// One field x; a block of ReLU units with out as their target.
Transformer units(const std::vector<Relu>& mlp) {
  Transformer model = plain({"x"});
  model.blocks = {{.name = "mlp", .mlp = mlp}};
  model.schedule = {{0, 1}};
  return model;
}

// A circuit of the model's coordinates.
template <typename Write>
Circuit over_state(const Transformer& model, Write write) {
  CircuitBuilder circuit(coordinate_names(model.registers));
  write(circuit);
  return circuit.finish();
}

std::vector<Rational> rationals(const std::vector<Number>& numbers) {
  std::vector<Rational> result;
  result.reserve(numbers.size());
  for (const Number& number : numbers) result.push_back(std::get<Rational>(number));
  return result;
}

// Outputs x and x + 2 of tokens 0 and 1: for the readouts.
Transformer two_outputs(Readout readout, ReadAt at) {
  Transformer model = plain({"x", "y"});
  model.decode.readout = readout;
  model.decode.at = at;
  model.decode.circuit = over_state(model, [](CircuitBuilder& c) {
    c.output("first", c.input("x[0]"));
    c.output("second", c.input("y[0]"));
  });
  return model;
}

// A counter modulo 4 that also sums all inputs: layer 1 averages x, layer 2 is a token map.
Transformer two_layers() {
  Transformer model = plain({"x"});
  const Head mean{.name = "mean",
                  .norm = Norm::average_hardmax,
                  .keys = {{}},
                  .values = {entry(0, 0)},
                  .out = entry(0, 1)};
  const Relu clip{.name = "clip", .in = {term(1, 1)}, .bias = {.value = -2}, .out = {term(1, -1)}};
  const Circuit step = over_state(model, [](CircuitBuilder& c) {
    c.output("x", c.mod(c.input("x[0]") + c.position(), 4));
    c.output("out", c.input("x[0]"));
  });
  const Circuit doubled = over_state(
      model, [](CircuitBuilder& c) { c.output("out", c.input("out[0]") * 2 + c.input("x[0]")); });
  model.blocks = {{.name = "average", .heads = {mean}, .mlp = {clip}},
                  {.name = "map", .token_maps = {step, doubled}}};
  model.schedule = {{0, 1}, {1, 2}};
  return model;
}

}  // namespace

TEST_CASE("a ReLU unit adds out times max(in x + bias and 0)") {
  const Transformer model =
      units({{.name = "up", .in = {term(0, 2)}, .bias = {.value = -1}, .out = {term(1, 3)}},
             {.name = "down", .in = {term(0, -1)}, .out = {term(1, Rational(1, 2))}}});
  const Matrix tokens = rows({{2}, {0}, {Rational(1, 2)}, {-3}});
  CHECK(answer(model, tokens, rational) == Answer{9, 0, 0, Rational(3, 2)});
}

TEST_CASE("a threshold gadget of two units is [x >= 3] for integers") {
  const Transformer model =
      units({{.name = "a", .in = {term(0, 1)}, .bias = {.value = -2}, .out = {term(1, 1)}},
             {.name = "b", .in = {term(0, 1)}, .bias = {.value = -3}, .out = {term(1, -1)}}});
  for (int x = -5; x <= 8; ++x) {
    CHECK(answer(model, rows({{x}}), rational) == Answer{x >= 3 ? 1 : 0});
  }
}

TEST_CASE("a two-layer model has the states worked out by hand") {
  const Trace result = trace(two_layers(), rows({{0}, {3}, {6}, {7}}), rational);
  CHECK(result.n == 4);
  CHECK(result.d == 2);
  CHECK(rationals(result.embedded) == std::vector<Rational>{0, 0, 3, 0, 6, 0, 7, 0});
  REQUIRE(result.layers.size() == 3);
  // The mean 4; the unit takes 4 - 2 off: 2 remains.
  CHECK(result.layers[0].block == "average");
  CHECK(rationals(result.layers[0].state) == std::vector<Rational>{0, 2, 3, 2, 6, 2, 7, 2});
  // x := (x + position) mod 4 and out := the old x at once; then out := 2 out + the new x.
  CHECK(rationals(result.layers[1].state) == std::vector<Rational>{0, 0, 0, 6, 0, 12, 2, 16});
  CHECK(rationals(result.layers[2].state) == std::vector<Rational>{0, 0, 1, 1, 2, 2, 1, 5});
  CHECK(decode(two_layers(), result) == Answer{0, 1, 2, 5});
  CHECK(answer(two_layers(), rows({{0}, {3}, {6}, {7}}), rational) == Answer{0, 1, 2, 5});
  CHECK(answer(two_layers(), rows({{0}, {3}, {6}, {7}}), balls(64)) == Answer{0, 1, 2, 5});
  CHECK(answer(two_layers(), rows({{0}, {3}, {6}, {7}}), floats(12)) == Answer{0, 1, 2, 5});
}

TEST_CASE("heads of one block read the same state and their outputs add up") {
  Transformer model = attention(Norm::linear);
  Head second = model.blocks[0].heads[0];
  second.name = "second";
  second.values = {entry(3, 0)};  // reads out, which is 0 before the block
  model.blocks[0].heads.push_back(second);
  CHECK(answer(model, rows({{1, 1, 5}}), rational) == Answer{5});
  model.schedule = {{0, 2}};
  CHECK(answer(model, rows({{1, 1, 5}}), rational) == Answer{15});  // 5 + 5 + 5
}

TEST_CASE("extra tokens stand before and after the inputs and know where they are") {
  Transformer model = plain({"x"});
  const auto token = [](const char* name, bool is_first) {
    CircuitBuilder circuit({});
    circuit.output("x", circuit.position() * 10 + circuit.length() * 100);
    return ExtraToken{.name = name, .embed = circuit.finish(), .is_first = is_first};
  };
  model.extra_tokens = {token("end", false), token("begin", true), token("second", true)};
  const Matrix embedded = embed(model, rows({{7}, {8}}));
  CHECK(embedded == rows({{500, 0}, {510, 0}, {7, 0}, {8, 0}, {540, 0}}));
  const Trace result = trace(model, rows({{7}, {8}}), rational);
  CHECK(result.first_input == 2);
  CHECK(result.inputs == 2);
  model.decode.circuit = reads(model, "x");
  CHECK(answer(model, rows({{7}, {8}}), rational) == Answer{7, 8});
  model.decode.at = ReadAt::first_input;
  CHECK(answer(model, rows({{7}, {8}}), rational) == Answer{7});
  model.decode.at = ReadAt::last_input;
  CHECK(answer(model, rows({{7}, {8}}), rational) == Answer{8});
  CHECK_THROWS_AS((void)answer(model, Matrix(0, 1), rational), Undefined);
  model.decode.at = ReadAt::first_extra;  // "end", the first of the description
  CHECK(answer(model, rows({{7}, {8}}), rational) == Answer{540});
  CHECK(answer(model, Matrix(0, 1), rational) == Answer{320});
  std::swap(model.extra_tokens[0], model.extra_tokens[1]);  // now "begin"
  CHECK(answer(model, rows({{7}, {8}}), rational) == Answer{500});
  model.extra_tokens.clear();
  CHECK_THROWS_AS((void)answer(model, rows({{7}}), rational), Undefined);
}

TEST_CASE("the last layer is computed where it is read and the layers before it everywhere") {
  // Scores q_i k_j: the second query ties, so it has no answer of its own.
  Transformer model = attention(Norm::unique_hardmax);
  const Matrix tokens = rows({{1, 5, 10}, {0, 7, 20}});
  CHECK_THROWS_AS((void)answer(model, tokens, rational), Undefined);
  model.decode.at = ReadAt::first_input;
  CHECK(answer(model, tokens, rational) == Answer{20});
  model.decode.at = ReadAt::last_input;
  CHECK_THROWS_AS((void)answer(model, tokens, rational), Undefined);
  model.decode.at = ReadAt::first_input;
  model.schedule = {{0, 2}};
  CHECK_THROWS_AS((void)answer(model, tokens, rational), Undefined);
}

TEST_CASE("final_state maps an embedded state as a trace does") {
  const Transformer model = two_layers();
  const Matrix tokens = rows({{0}, {3}, {6}, {7}});
  const Matrix state = final_state(model, embed(model, tokens), Tie::average);
  CHECK(state == rows({{0, 0}, {1, 1}, {2, 2}, {1, 5}}));
  CHECK(decode(model, state, 4) == Answer{0, 1, 2, 5});
  CHECK(state_equals(model, trace(model, tokens, rational), state));
  CHECK(state_equals(model, trace(model, tokens, floats(24)), state));
  CHECK(state_equals(model, trace(model, tokens, balls(64)), state));
  CHECK_FALSE(state_equals(model, trace(model, tokens, balls(64)), embed(model, tokens)));
  CHECK_FALSE(state_equals(model, trace(model, tokens, rational), embed(model, tokens)));
}

TEST_CASE("an evaluator gives what the free functions give") {
  const Transformer model = two_layers();
  const Evaluator evaluator(model, Arithmetic::rational, 0);
  for (int x = 0; x < 5; ++x) {
    const Matrix tokens = rows({{x}, {3}, {x * x}});
    CHECK(evaluator.answer(tokens) == answer(model, tokens, rational));
    CHECK(evaluator.embed(tokens) == embed(model, tokens));
    CHECK(evaluator.final_state(embed(model, tokens), Tie::average) ==
          final_state(model, embed(model, tokens), Tie::average));
  }
}

TEST_CASE("the exact readout lists the outputs token by token") {
  const Transformer model = two_outputs(Readout::exact, ReadAt::every_input);
  CHECK(answer(model, rows({{1, 2}, {Rational(3, 7), 4}}), rational) ==
        Answer{1, 2, Rational(3, 7), 4});
}

TEST_CASE("the threshold readout accepts from accept on and rejects up to reject") {
  Transformer model = two_outputs(Readout::threshold, ReadAt::every_input);
  const Matrix tokens(
      {{Rational(3, 4), Rational(1, 4)}, {Rational(1, 2), 9}, {-9, Rational(26, 100)}});
  const Rational neither(1, 2);
  CHECK(answer(model, tokens, rational) == Answer{1, 0, neither, 1, 0, neither});
  CHECK(answer(model, tokens, balls(64)) == Answer{1, 0, neither, 1, 0, neither});
  model.decode.accept.value = 10;
  model.decode.reject.value = -10;
  CHECK(answer(model, tokens, rational) == Answer(6, neither));
}

TEST_CASE("the argmax readout takes the first of equal outputs") {
  const Transformer model = two_outputs(Readout::argmax, ReadAt::every_input);
  const Matrix tokens = rows({{1, 2}, {2, 1}, {3, 3}});
  CHECK(answer(model, tokens, rational) == Answer{1, 0, 0});
  CHECK(answer(model, tokens, balls(64)) == Answer{1, 0, 0});
  CHECK(answer(model, tokens, floats(8)) == Answer{1, 0, 0});
}

TEST_CASE("readouts of enclosures are undecided where the enclosure decides nothing") {
  Transformer model = two_outputs(Readout::threshold, ReadAt::every_input);
  CircuitBuilder circuit({"x", "y"});
  circuit.output("x", circuit.exp(circuit.input("x")));
  circuit.output("y", circuit.exp(circuit.input("y")));
  model.embed = circuit.finish();
  CHECK(answer(model, rows({{1, -3}}), balls(64)) == Answer{1, 0});
  model.decode.readout = Readout::argmax;
  CHECK(answer(model, rows({{1, 2}}), balls(64)) == Answer{1});
  CHECK_THROWS_AS((void)answer(model, rows({{1, 1}}), balls(64)), Undecided);
  model.decode.readout = Readout::exact;
  CHECK_THROWS_AS((void)answer(model, rows({{1, 2}}), balls(64)), Undecided);
  CHECK_THROWS_AS((void)state_equals(model, trace(model, rows({{1, 2}}), balls(8)),
                                     rows({{Rational(27183, 10000), Rational(739, 100), 0}})),
                  Undecided);
}

TEST_CASE("a number beyond the exponents of floats is undefined in p bits") {
  Transformer model = plain({"x"});
  CircuitBuilder circuit({"x"});
  circuit.output("out", circuit.exp(circuit.input("x")));
  model.embed = circuit.finish();
  CHECK_THROWS_AS((void)answer(model, rows({{Rational(power_of_two(40))}}), floats(8)), Undefined);
}

TEST_CASE("circuits in p bits round every step") {
  Transformer model = plain({"x"});
  CircuitBuilder circuit({"x"});
  const Wire x = circuit.input("x");
  circuit.output("x", x * x);
  circuit.output("out", circuit.cos_turns(x / circuit.constant(28)));
  model.embed = circuit.finish();
  const Trace result = trace(model, rows({{7}}), floats(3));
  // 49 = 110001 is 48 in three bits, 28 = 11100 is 28; cos of a quarter turn is 0.
  CHECK(std::get<Float>(result.embedded[0]).to_rational() == Rational(48));
  CHECK(std::get<Float>(result.embedded[1]).to_rational() == Rational(0));
  // cos(2 pi / 28 * 2) = .9009..: in [7/8, 1] the three-bit floats are 7/8 and 1.
  const Trace other = trace(model, rows({{2}}), floats(3));
  CHECK(std::get<Float>(other.embedded[1]).to_rational() == Rational(7, 8));
}

}  // namespace attest::model

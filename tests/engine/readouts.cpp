// SPDX-License-Identifier: Apache-2.0
/// \file
/// Their weights; see readouts.hpp.
#include "tests/engine/readouts.hpp"

#include <utility>

#include "reference/model/builder.hpp"

namespace attest::engine {

using model::Norm;
using model::ReadAt;

model::Transformer random_readout(Norm norm, ReadAt at, Random& random) {
  model::Transformer model{.name = "random readout", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice place = stream.add("place");
  const model::Slice one = stream.add("one");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("place", embed.mod(embed.position() * 7 + embed.input("x") * 2, 3));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  for (const bool is_first : {true, false}) {
    model::CircuitBuilder extra({});
    extra.output("place", extra.constant(random.between(0, 2)));
    extra.output("one", extra.constant(1));
    model.extra_tokens.push_back(
        {.name = is_first ? "front" : "back", .embed = extra.finish(), .is_first = is_first});
  }
  model::CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.less(mask.mod(mask.input("key"), 5), mask.constant(4)));
  model.masks.push_back(mask.finish());
  model::Head head{.name = "head", .norm = norm, .base = norm == Norm::softmax_base ? 3 : 0};
  head.mask = 0;
  const auto weight = [&] { return model::Weight{.value = Rational(random.between(-2, 2))}; };
  head.query = {{x[0], 0, weight()}, {one[0], 0, {.value = 1}}, {place[0], 1, weight()}};
  head.keys = {{{x[0], 0, weight()}, {place[0], 0, {.value = 1}}, {one[0], 1, weight()}}};
  head.values = {{{x[0], 0, {.value = Rational(random.between(1, 5), 3)}},
                  {place[0], 0, {.value = Rational(random.between(-4, 4), 5)}}}};
  head.out = {{0, out[0], {.value = 2}}};
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  if (random.below(2) == 0) {
    decode.output("y", decode.input("out[0]") + decode.input("x[0]"));
    model.decode.readout = model::Readout::threshold;
    model.decode.accept.value = Rational(random.between(0, 6), 4);
    model.decode.reject.value = model.decode.accept.value - Rational(1, 1000);
  } else {
    const Rational least(random.between(0, 12), 5);
    decode.output("y", decode.less(decode.constant(least), 2 * decode.input("out[0]")));
  }
  model.decode.circuit = decode.finish();
  model.decode.at = at;
  return model;
}

model::Transformer mean_model(Norm norm, const Rational& accept) {
  model::Transformer model{.name = "mean", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model.extra_tokens.push_back(
      {.name = "reader", .embed = model::CircuitBuilder({}).finish(), .is_first = false});
  model::Head head{.name = "mean", .norm = norm, .base = norm == Norm::softmax_base ? 2 : 0};
  head.keys = {{}};
  head.values = {{{x[0], 0, {.value = 1}}}};
  head.out = {{0, out[0], {.value = 1}}};
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.input("out[0]"));
  model.decode = {.circuit = decode.finish(),
                  .readout = model::Readout::threshold,
                  .at = ReadAt::first_extra,
                  .accept = {.value = accept},
                  .reject = {.value = accept - Rational(1, 1000)}};
  return model;
}

}  // namespace attest::engine

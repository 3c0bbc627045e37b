// SPDX-License-Identifier: Apache-2.0
/// \file
/// A model of two layers as two parties: what is said, counted by hand, and what is refused.
#include "reference/protocol/two_party.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"
#include "reference/protocol/transcript.hpp"

namespace attest::protocol {
namespace {

/// Register x = the field; `layers` times x += sum over tokens of x (linear, scores 1); read first.
model::Transformer sums(int layers) {
  model::Transformer model;
  model.name = "sums";
  model.fields = {"x"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice one = stream.add("one");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::Head head{.name = "sum", .norm = model::Norm::linear};
  model::copy(head.query, one, 0);
  head.keys.emplace_back();
  model::copy(head.keys[0], one, 0);
  head.values.emplace_back();
  model::copy(head.values[0], x, 0);
  model::write(head.out, 0, x);
  model.blocks.push_back({.name = "sum", .heads = {std::move(head)}});
  model.schedule = {{0, layers}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode = {.circuit = decode.finish(), .at = model::ReadAt::first_input};
  return model;
}

Matrix column(const std::vector<int>& entries) {
  Matrix tokens(static_cast<int>(entries.size()), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = entries[static_cast<std::size_t>(i)];
  return tokens;
}

std::string refused(const model::Transformer& model) {
  try {
    static_cast<void>(TwoParty(model, {1}, Channel::layers));
  } catch (const InputError& error) {
    return error.id();
  }
  return "";
}

TEST_CASE("two layers of sums over 1 2 3 say a key and a value a token and layer") {
  const TwoParty parties(sums(2), {1, 2}, Channel::layers);
  const Dialogue dialogue = parties.run(column({1, 2, 3}));
  CHECK(parties.numbers(3) == 12);
  CHECK(parties.heads() == std::vector<std::string>{"layer0.sum", "layer1.sum"});
  // The sum is 6; after one layer tokens are 7 8 9, so the first is 7 + 24.
  CHECK(dialogue.answer == model::Answer{31});
  REQUIRE(dialogue.said.size() == 6);
  CHECK_FALSE(dialogue.said[3].is_bobs);
  CHECK(dialogue.said[4].is_bobs);
  CHECK(dialogue.said[4].value == std::vector<Rational>{8});
  CHECK(heard(dialogue.said, {}).size() == 12);
  CHECK(heard(dialogue.said, {.alices = false, .keys = false}) ==
        std::vector<Rational>{2, 3, 8, 9});
  CHECK_FALSE(parties.is_bobs_reader(3));
}

TEST_CASE("what is not heard counts as 0") {
  const TwoParty parties(sums(1), {1, 2}, Channel::layers);
  CHECK(parties.run(column({1, 2, 3}), {.bobs = false}).answer == model::Answer{2});
  CHECK(parties.run(column({1, 2, 3}), {.alices = false}).answer == model::Answer{7});
  CHECK(parties.run(column({1, 2, 3}), {.keys = false}).answer == model::Answer{2});
  const TwoParty other(sums(1), {0}, Channel::layers);
  CHECK(other.is_bobs_reader(3));
  CHECK(other.run(column({1, 2, 3}), {.alices = false}).answer == model::Answer{2});
}

TEST_CASE("an embedding is said once and in whole") {
  const TwoParty parties(sums(2), {2}, Channel::embedding);
  const Dialogue dialogue = parties.run(column({1, 2, 3}));
  CHECK(dialogue.answer == model::Answer{31});
  CHECK(heard(dialogue.said, {}) == std::vector<Rational>{3, 1});
  CHECK(parties.numbers(3) == 2);
}

TEST_CASE("bits are those of the values that each number takes") {
  CHECK(bits_of({{1, 5}, {2, 5}, {3, 5}}) == 2);
  CHECK(bits_of({{1, 5}, {2, 6}}) == 2);
  CHECK(bits_of_a_number({{1, 5}, {2, 5}, {3, 5}}) == 2);
  CHECK(bits_of({}) == 0);
}

TEST_CASE("natural softmax and third order and many readers are refused") {
  model::Transformer model = sums(1);
  model.blocks[0].heads[0].norm = model::Norm::softmax_e;
  CHECK(refused(model) == "candidate-norm");
  model = sums(1);
  model.blocks[0].heads[0].keys.resize(2);
  model.blocks[0].heads[0].values.resize(2);
  CHECK(refused(model) == "candidate-head");
  model = sums(1);
  model.decode.at = model::ReadAt::every_input;
  CHECK(refused(model) == "candidate-readout");
}

}  // namespace
}  // namespace attest::protocol

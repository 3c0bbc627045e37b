// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whole models answered by the softmax filter against the literal semantics in balls.
#include "reference/engine/softmax_model.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

constexpr int letters = 4;

Rational small_rational(Random& random) { return {random.between(-12, 12), random.between(1, 7)}; }

/// Two heads on the letter's own numbers, their outputs multiplied and compared.
enum class Decoder { sign, threshold };

model::Transformer random_model(Decoder decoder, std::uint64_t index) {
  Random random(1, 0x6d6f64656c, index);
  model::Transformer model{.name = "random softmax layer", .fields = {"letter"}};
  model::Stream stream;
  const model::Slice code = stream.add("code", 3);
  const model::Slice out = stream.add("out", 2);
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  for (int c = 0; c < code.size; ++c) {
    std::vector<model::Weight> table(letters);
    for (model::Weight& entry : table) entry.value = small_rational(random);
    embed.output("code", c, embed.table(embed.input("letter"), table));
  }
  model.embed = embed.finish();
  model::CircuitBuilder extra({});
  extra.output("code", 1, extra.constant(small_rational(random)));
  model.extra_tokens.push_back({.name = "sink", .embed = extra.finish(), .is_first = true});
  model::Block block{.name = "layer"};
  for (int h = 0; h < 2; ++h) {
    model::Head head{.name = "head", .norm = model::Norm::softmax_e};
    head.keys.resize(1);
    head.values.resize(1);
    for (int from = 0; from < code.size; ++from) {
      for (int to = 0; to < 2; ++to) {
        head.query.push_back({from, to, {.value = small_rational(random)}});
        head.keys[0].push_back({from, to, {.value = small_rational(random)}});
      }
      head.values[0].push_back({from, 0, {.value = small_rational(random)}});
    }
    head.out = {{0, out[h], {.value = small_rational(random)}}};
    block.heads.push_back(std::move(head));
  }
  model.blocks = {std::move(block)};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  const model::Wire a = decode.input("out[0]");
  const model::Wire b = decode.input("out[1]");
  const model::Wire sum = a * b * Rational(1, 3) + decode.input("code[0]") - b;
  if (decoder == Decoder::sign) {
    const model::Wire zero = decode.constant(0);
    decode.output("sign", decode.less(zero, sum) - decode.less(sum, zero));
  } else {
    decode.output("sum", sum);
    decode.output("b", b);
    model.decode.readout = model::Readout::threshold;
  }
  model.decode.circuit = decode.finish();
  return model;
}

/// Word `number` in base 4.
Matrix word(int n, int number) {
  Matrix tokens(n, 1);
  for (int i = 0; i < n; ++i, number /= letters) tokens(i, 0) = number % letters;
  return tokens;
}

/// The filter's answer to a word.
std::optional<model::Answer> answer_of(SoftmaxModel& filter, const model::Transformer& model,
                                       const Matrix& tokens) {
  const Matrix embedded = model::embed(model, tokens);
  std::vector<RowId> rows;
  for (int i = 0; i < embedded.rows(); ++i) {
    const int token = i - 1;
    const std::int64_t letter = token < 0 ? -1 : tokens(token, 0).num().to_int64();
    const std::vector<std::int64_t> key{i, letter};
    rows.push_back(filter.intern(key, [&] { return embedded.row(i); }));
  }
  return filter.answer(rows, tokens.rows());
}

SoftmaxModel filter_of(const model::Transformer& model, const SoftmaxKernel& kernel) {
  auto made = SoftmaxModel::make(model, kernel);
  REQUIRE(std::holds_alternative<SoftmaxModel>(made));
  return std::get<SoftmaxModel>(std::move(made));
}

TEST_CASE("answers of 16 random layers on 256 words of 4 letters are those of balls on each path") {
  int open = 0;
  for (std::uint64_t index = 0; index < 16; ++index) {
    const model::Transformer model =
        random_model(index % 2 == 0 ? Decoder::sign : Decoder::threshold, index);
    const model::Evaluator literal(model, model::Arithmetic::ball, 128);
    std::vector<SoftmaxModel> filters;
    for (const SoftmaxKernel& kernel : softmax_kernels()) {
      filters.push_back(filter_of(model, kernel));
    }
    for (int number = 0; number < 256; ++number) {
      const Matrix tokens = word(4, number);
      const model::Answer expected = literal.answer(tokens);
      for (SoftmaxModel& filter : filters) {
        const auto answer = answer_of(filter, model, tokens);
        open += answer ? 0 : 1;
        if (answer) CHECK(*answer == expected);
      }
    }
  }
  CHECK(open == 0);
}

TEST_CASE("a head whose mean is the threshold is decided and a sum of two heads is left open") {
  model::Transformer model = random_model(Decoder::threshold, 1);
  for (model::Head& head : model.blocks[0].heads) {
    head.values[0] = {{0, 0, {.value = 1}}};
    head.out[0].weight.value = 1;
  }
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("mean", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  SoftmaxModel filter = filter_of(model, softmax_kernels().front());
  const Matrix tokens = word(3, 21);  // three times the letter 1
  model.decode.accept.value = model::embed(model, tokens)(1, 0);
  // The extra token's value is 0: all keys are equal only without it.
  model.extra_tokens.clear();
  SoftmaxModel without = filter_of(model, softmax_kernels().front());
  std::vector<RowId> rows;
  const Matrix embedded = model::embed(model, tokens);
  for (int i = 0; i < 3; ++i) {
    rows.push_back(without.intern(std::vector<std::int64_t>{i}, [&] { return embedded.row(i); }));
  }
  CHECK(without.answer(rows, 3) == model::Answer{1, 1, 1});
  model.decode.accept.value += Rational(1, 1000);
  model.decode.reject.value = model::embed(model, tokens)(1, 0);
  CHECK(without.answer(rows, 3) == model::Answer{0, 0, 0});
  model::CircuitBuilder both(model::coordinate_names(model.registers));
  both.output("mean", (both.input("out[0]") + both.input("out[1]")) * Rational(1, 2));
  model.decode.circuit = both.finish();
  SoftmaxModel open = filter_of(model, softmax_kernels().front());
  std::vector<RowId> same;
  for (int i = 0; i < 3; ++i) {
    same.push_back(open.intern(std::vector<std::int64_t>{i}, [&] { return embedded.row(i); }));
  }
  CHECK_FALSE(open.answer(same, 3));
  CHECK(filter.answer(std::vector<RowId>{}, 0) == std::nullopt);
}

TEST_CASE("a model of another kind is refused with the reason") {
  const auto reason = [](const model::Transformer& model) {
    auto made = SoftmaxModel::make(model);
    return std::holds_alternative<std::string>(made) ? std::get<std::string>(made) : "";
  };
  const model::Transformer model = random_model(Decoder::sign, 0);
  CHECK(reason(model).empty());
  model::Transformer other = model;
  other.schedule = {{0, 2}};
  CHECK(reason(other) == "not one layer");
  other = model;
  other.blocks[0].mlp.emplace_back();
  CHECK(reason(other) == "more than heads");
  other = model;
  other.blocks[0].heads[1].norm = model::Norm::average_hardmax;
  CHECK(reason(other) == "a head that is not softmax_e");
  other = model;
  other.blocks[0].heads[1].mask = 0;
  CHECK(reason(other) == "a masked head");
  other = model;
  other.blocks[0].heads[0].keys.emplace_back();
  CHECK(reason(other) == "a head of third order");
  other = model;
  other.decode.readout = model::Readout::argmax;
  CHECK(reason(other) == "a decoder of other operations");
}

TEST_CASE("estimates of sums and products of 4000 rationals contain the exact results") {
  Random random(1, 0x657374, 0);
  const auto contains = [](const Estimate& x, const Rational& exact) {
    const auto low = estimate_of(exact);
    REQUIRE(low);
    return !is_less(x, *low).value_or(false) && !is_less(*low, x).value_or(false);
  };
  for (int i = 0; i < 4000; ++i) {
    const Rational a{random.between(-1000000007, 1000000007), random.between(1, 99)};
    const Rational b{random.between(-1000000007, 1000000007), random.between(1, 99)};
    const auto x = estimate_of(a);
    const auto y = estimate_of(b);
    REQUIRE(x);
    REQUIRE(y);
    CHECK(contains(add(*x, *y), a + b));
    CHECK(contains(multiply(*x, *y), a * b));
    if (a.is_integer() && b.is_integer()) {
      CHECK(add(*x, *y).error == 0);
    }
  }
  CHECK(is_less({.value = 1, .error = 0}, {.value = 1, .error = 0}) == false);
  CHECK(is_less({.value = 1, .error = 0x1p-50}, {.value = 1, .error = 0}) == std::nullopt);
}

}  // namespace
}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Steps of sequences that forget: the incremental evaluator against the literal one.
#include <doctest/doctest.h>

#include "reference/engine/generator.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/erasure.hpp"
#include "reference/model/generation.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

using model::Erasure;
using model::Transformer;

constexpr int own = 4;  // coordinates that the embedding alone writes

/// A random deep model of three fields in {0, 1} whose keys and values read embedded coordinates.
Transformer random_forgetter(Random& random) {
  Transformer model = random_model(
      {.d = 2 * own, .blocks = 3, .times = 1, .heads = 2, .may_be_undefined = false}, random);
  model.fields = {"a", "b", "c"};
  model::CircuitBuilder embed(model.fields);
  for (int i = 0; i < 3; ++i) {
    embed.output("stream", i, embed.input(model.fields[static_cast<std::size_t>(i)]));
  }
  embed.output("stream", 3, embed.input("a") - embed.input("b") * 2);
  model.embed = embed.finish();
  model.masks = {model::causal_mask()};
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      head.mask = 0;
      for (model::Entry& entry : head.keys[0]) entry.from %= own;
      for (model::Entry& entry : head.values[0]) entry.from %= own;
      for (model::Entry& entry : head.out) entry.to = own + entry.to % own;
    }
    for (model::Relu& unit : block.mlp) {
      for (model::Term& term : unit.out) term.at = own + term.at % own;
    }
  }
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  model::CircuitBuilder decode(names);
  for (int field = 0; field < 3; ++field) {
    model::Wire sum = decode.constant(field);
    for (std::size_t i = 0; i < names.size(); ++i) {
      sum = sum + decode.input(names[i]) * Rational(static_cast<std::int64_t>(i) * 3 + field + 1);
    }
    decode.output(model.fields[static_cast<std::size_t>(field)], decode.mod(decode.floor(sum), 2));
  }
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

Matrix random_tokens(int count, Random& random) {
  Matrix tokens(count, 3);
  for (int i = 0; i < count; ++i) {
    for (int field = 0; field < 3; ++field) tokens(i, field) = random.below(2);
  }
  return tokens;
}

}  // namespace

TEST_SUITE("engine/generator_erasure") {
  TEST_CASE("equals the literal evaluation on 600 random models that forget") {
    int erased = 0;
    int steps = 0;
    for (int i = 0; i < 600; ++i) {
      Random random(17, 0, static_cast<std::uint64_t>(i));
      const Transformer model = random_forgetter(random);
      const Erasure rule{.opens = static_cast<int>(random.below(3)),
                         .separates = static_cast<int>(random.below(3)),
                         .closes = static_cast<int>(random.below(3)),
                         .drops_answer = random.below(3) == 0};
      CAPTURE(i);
      const Generator generator(model, 0, model::Tie::average, rule);
      REQUIRE(generator.why_not() == "");
      const model::Evaluator literal(model, model::Arithmetic::rational, 0);
      Matrix tokens = random_tokens(static_cast<int>(random.between(1, 8)), random);
      Generation run(generator, tokens);
      for (int step = 0; step < 40; ++step, ++steps) {
        if (step == 20) {  // begins anew with what is left, and another token
          tokens = model::appended(tokens, {random.below(2), random.below(2), random.below(2)});
          run.restart(tokens);
        }
        std::vector<Rational> wanted;
        try {
          wanted = literal.answer(tokens);
        } catch (const model::Undefined&) {  // nothing is said then
          break;
        }
        CHECK(run.step() == wanted);
        tokens = model::appended(tokens, wanted);
        const int before = tokens.rows();
        tokens = model::reduced(tokens, rule);
        erased += before - tokens.rows();
        REQUIRE(run.context() == tokens);
        CHECK(run.length() == tokens.rows());
      }
    }
    CHECK(erased > 2000);
    CHECK(steps > 12000);
  }

  TEST_CASE("a model whose keys read what heads wrote or that counts positions is literal") {
    Random random(3, 0, 0);
    Transformer model = random_forgetter(random);
    model.blocks.clear();
    model::Head head{.name = "sum", .norm = model::Norm::linear, .mask = 0};
    head.query.push_back({.from = 0, .to = 0, .weight = {.value = 1}});
    head.keys = {head.query};
    head.values = {head.query};
    head.out.push_back({.from = 0, .to = own, .weight = {.value = 1}});
    model.blocks.push_back({.name = "layer", .heads = {head}});
    model.schedule = {{0, 2}};
    const Erasure rule{.opens = 0, .separates = 1, .closes = 2};
    const auto why_not = [&] { return Generator(model, 0, model::Tie::average, rule).why_not(); };
    CHECK(why_not().empty());
    CHECK(Generator(model, 0, model::Tie::average, rule).proof().find("functions of the token") !=
          std::string::npos);
    model.blocks[0].heads[0].keys[0][0].from = own;
    CHECK(why_not() == "keys or values of head layer.sum read what heads wrote");
    model.blocks[0].heads[0].keys[0][0].from = 1;
    model.blocks[0].mlp.push_back({.name = "carry",
                                   .in = {{.at = own, .weight = {.value = 1}}},
                                   .out = {{.at = 1, .weight = {.value = 1}}}});
    CHECK(why_not() == "keys or values of head layer.sum read what heads wrote");
    model.blocks[0].mlp.clear();
    model::CircuitBuilder embed(model.fields);
    embed.output("stream", 0, embed.position());
    model.embed = embed.finish();
    CHECK(why_not() == "rows depend on the position");
  }

  TEST_CASE("from the last token that opens through the last one that separates is erased") {
    const auto tokens = [](const std::string& kinds) {
      Matrix result(static_cast<int>(kinds.size()), 3);
      for (int i = 0; i < result.rows(); ++i) {
        const std::size_t kind = std::string("csw").find(kinds[static_cast<std::size_t>(i)]);
        if (kind != std::string::npos) result(i, static_cast<int>(kind)) = 1;
      }
      return result;
    };
    const Erasure rule{.opens = 0, .separates = 1, .closes = 2};
    Erasure whole = rule;
    whole.drops_answer = true;
    const auto span = [&](const std::string& kinds, const Erasure& by) {
      return model::erased_span(tokens(kinds), by);
    };
    CHECK(span("xcxcxswsggw", rule) == model::Span{.first = 3, .last = 7});
    CHECK(span("xcxcxsggw", whole) == model::Span{.first = 3, .last = 7});
    CHECK_FALSE(span("xcxcxsgg", rule).has_value());
    CHECK_FALSE(span("xsxcxw", rule).has_value());
    CHECK_FALSE(span("xsxw", rule).has_value());
    CHECK_FALSE(span("cxw", rule).has_value());
    CHECK(model::reduced(tokens("xcxsgw"), rule) == tokens("xgw"));
    CHECK(model::reduced(tokens("xcxsgw"), whole) == tokens("xw"));
  }
}

}  // namespace attest::engine

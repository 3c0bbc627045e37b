// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs that begin anew with prompts that share a beginning with what was written before.
#include <doctest/doctest.h>

#include <algorithm>

#include "reference/engine/generator.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/generation.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

using model::Transformer;

/// What a random model may use besides causal heads.
struct Kind {
  bool has_position = false;     ///< in the embedding
  bool has_length = false;       ///< in the embedding
  bool has_sentinel = false;     ///< whose row depends on its position
  bool has_partial_map = false;  ///< before later heads: it has no value on some rows
  bool has_placed_map = false;   ///< reads the position
  bool ends_unmasked = false;    ///< the last heads see by another mask, or all tokens
};

model::Wire residue(model::CircuitBuilder& circuit, const std::vector<std::string>& names,
                    int shift) {
  model::Wire sum = circuit.constant(shift);
  for (std::size_t i = 0; i < names.size(); ++i) {
    sum = sum + circuit.input(names[i]) * Rational(static_cast<std::int64_t>(i) + shift);
  }
  return circuit.mod(circuit.floor(sum), 3);
}

void mask_heads(Transformer& model, const Kind& kind) {
  model.masks = {model::causal_mask()};
  model::CircuitBuilder odd({"query", "key"});
  odd.output("visible", odd.less(odd.mod(odd.input("key") + odd.length(), 2), odd.constant(1)));
  model.masks.push_back(odd.finish());
  model::Block* last = nullptr;
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) head.mask = 0;
    if (!block.heads.empty()) last = &block;
  }
  if (last == nullptr || !kind.ends_unmasked) return;
  for (std::size_t h = 0; h < last->heads.size(); ++h) last->heads[h].mask = h % 2 == 0 ? 1 : -1;
}

/// A random model of one field in {0, 1, 2}, its blocks once each.
Transformer random_writer(const Kind& kind, Random& random) {
  Transformer model = random_model({.d = 5, .blocks = 4, .times = 1, .heads = 2}, random);
  model.fields = {"a"};
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  model::CircuitBuilder embed(model.fields);
  model::Wire extra = embed.constant(random.below(2));
  if (kind.has_position) extra = extra + embed.mod(embed.position(), 3);
  if (kind.has_length) extra = extra + embed.mod(embed.length(), 2);
  embed.output("stream", 0, embed.input("a"));
  embed.output("stream", 1, embed.input("a") - 1);
  embed.output("stream", 3, extra);
  model.embed = embed.finish();
  mask_heads(model, kind);
  if (kind.has_sentinel) {
    model::CircuitBuilder sentinel({});
    sentinel.output("stream", 4, sentinel.position() + 1);
    for (const char* name : {"first", "second"}) {
      model.extra_tokens.push_back({.name = name, .embed = sentinel.finish(), .is_first = true});
    }
  }
  if (kind.has_partial_map) {
    model::CircuitBuilder map(names);
    map.output("stream", 1, map.constant(1) / (map.input("stream[0]") - Rational(2)));
    model.blocks.front().token_maps.push_back(map.finish());
  }
  if (kind.has_placed_map) {
    model::CircuitBuilder map(names);
    map.output("stream", 2, map.mod(map.position(), 2));
    model.blocks.front().token_maps.push_back(map.finish());
  }
  model::CircuitBuilder decode(names);
  decode.output("a", residue(decode, names, 1));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

/// What the runs of a test met.
struct Met {
  int steps = 0;
  int shared = 0;     ///< tokens that a prompt has in common with what was written before
  int undefined = 0;  ///< runs that end in a step without a value
};

/// Seven steps of either evaluator, as long as the literal one has a value. \returns the tokens
Matrix compare(const model::Evaluator& literal, Matrix tokens, Generation& run, Met& met) {
  for (int step = 0; step < 7; ++step) {
    std::vector<Rational> wanted;
    try {
      wanted = literal.answer(tokens);
    } catch (const model::Undefined&) {
      ++met.undefined;
      try {
        static_cast<void>(run.step());  // what it says does not count
      } catch (const model::Undefined&) {
      }
      return tokens;
    }
    CHECK(run.step() == wanted);
    ++met.steps;
    tokens = model::appended(tokens, wanted);
    CHECK(run.context() == tokens);
  }
  return tokens;
}

/// The first `kept` tokens and up to three new ones.
Matrix continued(const Matrix& tokens, int kept, Random& random) {
  const int added = static_cast<int>(random.between(kept == 0 ? 1 : 0, 3));
  Matrix prompt(kept + added, 1);
  for (int i = 0; i < prompt.rows(); ++i) prompt(i, 0) = i < kept ? tokens(i, 0) : random.below(3);
  return prompt;
}

TEST_SUITE("engine/generator_restart") {
  TEST_CASE("runs begin anew with any beginning of what 600 random models wrote") {
    Met met;
    int incremental = 0;
    for (int i = 0; i < 600; ++i) {
      CAPTURE(i);
      Random random(31, 0, static_cast<std::uint64_t>(i));
      const Kind kind{.has_position = random.below(3) == 0,
                      .has_length = random.below(6) == 0,
                      .has_sentinel = random.below(3) == 0,
                      .has_partial_map = random.below(3) == 0,
                      .has_placed_map = random.below(4) == 0,
                      .ends_unmasked = random.below(2) == 0};
      const Transformer model = random_writer(kind, random);
      const Generator generator(model, 0);
      incremental += generator.why_not().empty() ? 1 : 0;
      const model::Evaluator literal(model, model::Arithmetic::rational, 0);
      Matrix tokens = continued(Matrix(1, 1), 1, random);
      Generation run(generator, tokens);
      tokens = compare(literal, tokens, run, met);
      for (int again = 0; again < 8; ++again) {
        const int kept = static_cast<int>(random.between(0, tokens.rows()));
        met.shared += kept;
        const Matrix prompt = continued(tokens, kept, random);
        run.restart(prompt);
        CHECK(run.steps() == 0);
        CHECK(run.context() == prompt);
        tokens = compare(literal, prompt, run, met);
      }
    }
    CHECK(incremental > 300);
    CHECK(met.undefined > 300);
    CHECK(met.steps > 12000);
    CHECK(met.shared > 6000);
  }
}

}  // namespace
}  // namespace attest::engine

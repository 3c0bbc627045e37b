// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bit-sliced engine against the literal evaluator on random models.
#include "reference/engine/sliced.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/engine/sliced_head.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/hash128.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

using model::Norm;
using model::ReadAt;
using model::Readout;
using model::Tie;

/// An embedding of letters 0 .. alphabet-1 by a table, a position register and extra tokens.
void add_tokens(model::Transformer& model, int d, int alphabet, Random& random) {
  model.fields = {"x"};
  model::CircuitBuilder embed(model.fields);
  const model::Wire x = embed.input("x");
  for (int c = 0; c + 1 < d; ++c) {
    std::vector<model::Weight> entries;
    for (int v = 0; v < alphabet; ++v) {
      entries.push_back({.value = Rational{random.between(-2, 2), random.between(1, 2)}});
    }
    embed.output("stream", c, embed.table(x, entries));
  }
  embed.output("stream", d - 1, embed.mod(embed.position(), random.between(1, 3)));
  model.embed = embed.finish();
  for (std::int64_t extra = random.between(0, 2); extra > 0; --extra) {
    model::CircuitBuilder circuit({});
    circuit.output("stream", 0, circuit.constant(random.between(-2, 2)));
    model.extra_tokens.push_back({.name = "extra" + std::to_string(extra),
                                  .embed = circuit.finish(),
                                  .is_first = random.below(2) == 0});
  }
  if (random.below(3) == 0) {  // keeps the rows few, and is sometimes undefined
    model::CircuitBuilder map(model::coordinate_names(model.registers));
    const model::Wire first = map.input("stream[0]");
    const model::Wire last = map.input("stream[" + std::to_string(d - 1) + "]");
    map.output("stream", 0, map.mod(first, 3));
    if (random.below(3) == 0) map.output("stream", d - 1, last / (first - 1));
    model.blocks.front().token_maps.push_back(map.finish());
  }
}

/// A random model over letters, with every kind of readout that the engine takes.
model::Transformer random_letters(int d, int alphabet, Random& random) {
  model::Transformer model = random_model(
      {.d = d, .blocks = 2, .times = 2, .heads = 2, .d_k = 2, .d_v = 2, .units = 2, .weight = 2},
      random);
  add_tokens(model, d, alphabet, random);
  const std::array<ReadAt, 4> places{ReadAt::every_input, ReadAt::first_input, ReadAt::last_input,
                                     ReadAt::first_extra};
  const std::int64_t kinds = model.extra_tokens.empty() ? 3 : 4;
  model.decode.at = places[static_cast<std::size_t>(random.below(kinds))];
  if (random.below(2) == 0) model.decode.readout = Readout::threshold;
  if (random.below(3) == 0) {
    model.decode.readout = Readout::argmax;
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    decode.output("a", decode.input("stream[0]"));
    decode.output("b", decode.input("stream[1]") + decode.position());
    model.decode.circuit = decode.finish();
  }
  return model;
}

/// The model whose any_hardmax heads follow one rule.
model::Transformer resolved(model::Transformer model, Tie tie) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      if (head.norm != Norm::any_hardmax) continue;
      head.norm = tie == Tie::leftmost    ? Norm::leftmost_hardmax
                  : tie == Tie::rightmost ? Norm::rightmost_hardmax
                                          : Norm::average_hardmax;
    }
  }
  return model;
}

std::vector<Letter> letters_of(int alphabet) {
  std::vector<Letter> letters;
  for (int v = 0; v < alphabet; ++v) letters.push_back({Rational(v)});
  return letters;
}

std::optional<model::Answer> literal_answer(const model::Evaluator& literal, const Matrix& word) {
  try {
    return literal.answer(word);
  } catch (const model::Undefined&) {
    return std::nullopt;
  }
}

void add(Hasher128& hasher, const std::optional<model::Answer>& answer) {
  hasher.add(std::uint64_t{answer ? answer->size() : 99});
  if (!answer) return;
  for (const Rational& entry : *answer) hasher.add(entry);
}

struct Tally {
  std::int64_t taken = 0;
  std::int64_t refused = 0;
  std::int64_t words = 0;
  std::int64_t undefined = 0;
  std::size_t rows = 0;
};

/// Compares all words of one model under one rule on every kernel.
void compare(const model::Transformer& model, int n, int alphabet, Tie tie, Tally& tally) {
  auto made = SlicedEngine::make(model, n, letters_of(alphabet), tie);
  if (std::holds_alternative<std::string>(made)) {
    ++tally.refused;
    return;
  }
  auto& engine = std::get<SlicedEngine>(made);
  ++tally.taken;
  tally.rows = std::max(tally.rows, engine.model().rows);
  const model::Transformer reference = resolved(model, tie);
  const model::Evaluator literal(reference, model::Arithmetic::rational, 0);
  const check::CaseSpace space = check::words(n, alphabet);
  REQUIRE(engine.words().words() == space.size);
  Hasher128 expected;
  for (std::int64_t word = 0; word < space.size; ++word) {
    const auto answer = literal_answer(literal, *space.at(word));
    add(expected, answer);
    tally.undefined += answer ? 0 : 1;
  }
  tally.words += space.size;
  for (const SlicedKernel& kernel : sliced_kernels()) {
    INFO(std::string(kernel.name));
    engine.use(kernel.name);
    Hasher128 found;
    for (std::int64_t block = 0; block < engine.words().blocks(); ++block) {
      engine.run(block);
      for (int lane = 0; lane < engine.words().word_count(block); ++lane) {
        add(found, engine.is_undefined(lane) ? std::nullopt : std::optional(engine.answer(lane)));
      }
    }
    CHECK(found.finish() == expected.finish());
  }
}

TEST_CASE("digests equal those of the literal evaluator on 400 random models with n <= 6") {
  Tally tally;
  for (std::uint64_t index = 0; index < 400; ++index) {
    Random random(1, 30, index);
    const int alphabet = static_cast<int>(random.between(1, 4));
    const int n = static_cast<int>(random.between(1, alphabet <= 2 ? 6 : 4));
    const model::Transformer model = random_letters(3, alphabet, random);
    const Tie tie = std::array{Tie::average, Tie::leftmost,
                               Tie::rightmost}[static_cast<std::size_t>(random.below(3))];
    INFO("model " << index);
    compare(model, n, alphabet, tie, tally);
  }
  CHECK(tally.taken > 250);
  CHECK(tally.undefined > 100);
  CHECK(tally.rows > 10);
  MESSAGE(tally.taken << " models, " << tally.refused << " refused, " << tally.words << " words, "
                      << tally.undefined << " undefined, at most " << tally.rows << " rows");
}

TEST_CASE("digests equal those of the literal evaluator on at least 2^12 words of 12 models") {
  Tally tally;
  for (std::uint64_t index = 0; index < 12; ++index) {
    Random random(1, 31, index);
    const int alphabet = std::array{2, 3, 4, 2}[index % 4];
    const int n = std::array{12, 8, 6, 13}[index % 4];
    model::Transformer model = random_model({.d = 3,
                                             .blocks = 1,
                                             .times = 1,
                                             .heads = 1,
                                             .d_k = 2,
                                             .d_v = 1,
                                             .units = 1,
                                             .may_be_undefined = index % 2 == 0},
                                            random);
    add_tokens(model, 3, alphabet, random);
    INFO("model " << index);
    compare(model, n, alphabet, Tie::leftmost, tally);
  }
  CHECK(tally.taken >= 10);
  CHECK(tally.words >= tally.taken << 12);
}

TEST_CASE("what cannot be sliced is refused with the reason") {
  Random random(1, 33, 0);
  const auto refused = [](const model::Transformer& model) {
    const auto made = SlicedEngine::make(model, 3, letters_of(2), Tie::leftmost);
    return std::holds_alternative<std::string>(made) ? std::get<std::string>(made) : "";
  };
  model::Transformer model = random_model(
      {.d = 2, .blocks = 1, .times = 1, .heads = 0, .units = 0, .may_be_undefined = false}, random);
  add_tokens(model, 2, 2, random);
  CHECK(refused(model).empty());
  model.blocks.front().heads.push_back({.name = "soft", .norm = Norm::softmax_e});
  model.blocks.front().heads.back().keys = {{}};
  model.blocks.front().heads.back().values = {{}};
  CHECK(refused(model) == "head soft of block block0 is softmax_e");
  model.blocks.front().heads.clear();
  model.decode.readout = Readout::whole_state;
  model.decode.circuit.out.front().name = "x";
  CHECK(refused(model) == "the whole state is read");
}

}  // namespace
}  // namespace attest::engine

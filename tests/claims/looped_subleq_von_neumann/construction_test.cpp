// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes, encodings and case spaces of the blocks that share one memory, and their ground truth.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/subleq_memory.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using attest::Matrix;
using attest::Rational;
namespace check = attest::check;
namespace derive = attest::derive;
namespace model = attest::model;
namespace subleq = attest::machine::subleq;
using subleq::Dialect;

constexpr Blocks all[] = {Blocks::three_layers, Blocks::two_layers, Blocks::integers};

Size size_with(Blocks blocks, int bits, Dialect dialect) {
  if (blocks == Blocks::integers) {
    return {.words = 16, .rules = {.dialect = Dialect::davidar_sq, .word_bits = 0}};
  }
  return {.words = 1 << bits, .rules = {.dialect = dialect, .word_bits = bits}};
}

Matrix reshaped(const std::vector<Rational>& entries, int rows, int cols) {
  Matrix result(rows, cols);
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < cols; ++j) {
      result(i, j) = entries.at(static_cast<std::size_t>(i) * static_cast<std::size_t>(cols) +
                                static_cast<std::size_t>(j));
    }
  }
  return result;
}

}  // namespace
TEST_CASE("the blocks have the width and units of the formulas for N from 2 to 62") {
  for (const int bits : {2, 3, 4, 8, 16, 32, 62}) {
    for (const Dialect dialect : {Dialect::howerj, Dialect::davidar_sq}) {
      CAPTURE(bits);
      const Size size{.words = 3, .rules = {.dialect = dialect, .word_bits = bits}};
      const derive::Resources three = derive::resources(block(Blocks::three_layers, size));
      CHECK(three.layers == 3);
      CHECK(three.heads_in_all == 6);
      CHECK(three.width == 14 * bits + 10);
      CHECK(three.units == 28 * bits + 16);
      const derive::Resources two = derive::resources(block(Blocks::two_layers, size));
      CHECK(two.layers == 2);
      CHECK(two.heads_in_all == 10);
      CHECK(two.width == 26 * bits + 10);
      CHECK(two.units == 60 * bits + 18);
    }
  }
  const derive::Resources integers =
      derive::resources(block(Blocks::integers, size_with(Blocks::integers, 0, Dialect::howerj)));
  CHECK(integers.layers == 3);
  CHECK(integers.heads_in_all == 6);
  CHECK(integers.width == 19);
  CHECK(integers.units == 29);
}

TEST_CASE("no weight depends on the number of words") {
  for (const Blocks blocks : all) {
    const Size small = size_with(blocks, 5, Dialect::howerj);
    Size large = small;
    large.words = 7;
    CHECK(block(blocks, small).blocks == block(blocks, large).blocks);
    CHECK(block(blocks, small).embed == block(blocks, large).embed);
  }
}

TEST_CASE("decoding the embedding of a state gives the state back") {
  for (const Blocks blocks : all) {
    for (const Dialect dialect : {Dialect::howerj, Dialect::davidar_sq}) {
      const Size size = size_with(blocks, 3, dialect);
      const model::Transformer built = block(blocks, size);
      model::validate(built);
      const check::CaseSpace space = random_runs(blocks, size, 20, 8, 1);
      int compared = 0;
      for (std::int64_t i = 0; i < space.size; ++i) {
        const auto tokens = space.at(i);
        if (!tokens) continue;
        const model::Answer answer =
            model::decode(built, model::embed(built, *tokens), tokens->rows());
        CHECK(reshaped(answer, tokens->rows(), tokens->cols()) == *tokens);
        ++compared;
      }
      CHECK(compared > 20);
    }
  }
}

TEST_CASE("the task takes each state of a random machine to that of the interpreter") {
  // The two are written apart: one on raw tokens, one on memories.
  for (const Blocks blocks : all) {
    for (const Dialect dialect : {Dialect::howerj, Dialect::davidar_sq}) {
      const Size size = size_with(blocks, 4, dialect);
      const check::CaseSpace space = random_runs(blocks, size, 60, 20, 3);
      const int first = size.columns() - size.words;
      int compared = 0;
      for (std::int64_t i = 0; i < space.size; ++i) {
        const auto tokens = space.at(i);
        if (!tokens) continue;
        subleq::Memory memory{.pc = size.rules.word((*tokens)(0, 1).num().to_int64())};
        for (int t = 0; t < size.words; ++t) {
          memory.words.push_back((*tokens)(first + t, 0).num().to_int64());
        }
        const std::int64_t character = size.rules.word(-(*tokens)(1, 0).num().to_int64());
        Snapshot next{.memory = memory, .character = character};
        const subleq::Executed done = subleq::step(size.rules, next.memory, character);
        next.read = done.read;
        next.is_input = done.is_input;
        next.is_output = done.is_output;
        const Matrix wanted = tokens_of(blocks, size, next);
        const Matrix found =
            reshaped(truth(blocks, size).answer(*tokens), wanted.rows(), wanted.cols());
        CHECK(found == wanted);
        ++compared;
      }
      CHECK(compared > 60);
    }
  }
}

TEST_CASE("the spaces have the expected sizes and no state twice") {
  const Size small = size_with(Blocks::three_layers, 2, Dialect::howerj);
  CHECK(all_states(Blocks::three_layers, small).size == 2048);
  CHECK(all_leftovers(Blocks::three_layers, small).size == 32768);
  CHECK(all_leftovers(Blocks::two_layers, small).size == 24576);
  CHECK(
      all_states(Blocks::three_layers, size_with(Blocks::three_layers, 3, Dialect::howerj)).size ==
      536870912);
  for (const Blocks blocks : {Blocks::three_layers, Blocks::two_layers}) {
    const check::CaseSpace space = all_leftovers(blocks, small);
    std::set<std::uint64_t> hashes;
    for (std::int64_t i = 0; i < space.size; ++i) hashes.insert(space.at(i)->hash());
    CHECK(std::ssize(hashes) == space.size);
  }
}

TEST_CASE("random machines meet every corner of an instruction") {
  for (const Dialect dialect : {Dialect::howerj, Dialect::davidar_sq}) {
    const Size size = size_with(Blocks::two_layers, 4, dialect);
    const check::CaseSpace space = random_runs(Blocks::two_layers, size, 400, 40, 1);
    using F = attest::task::SubleqFetched;
    std::map<std::string, int> met;
    for (std::int64_t i = 0; i < space.size; ++i) {
      const auto tokens = space.at(i);
      if (!tokens) continue;
      const auto field = [&](int f) { return (*tokens)(0, f).num().to_int64(); };
      const std::int64_t a = field(F::a);
      const std::int64_t b = field(F::b);
      const bool is_input = size.rules.is_input(a);
      const bool is_output = size.rules.is_output(b);
      met["input"] += is_input && !is_output ? 1 : 0;
      met["output"] += is_output && !is_input ? 1 : 0;
      met["both"] += is_input && is_output ? 1 : 0;
      if (is_output) continue;
      met["a = b"] += a == b ? 1 : 0;
      met["b = c"] += b == field(F::c) ? 1 : 0;
      const std::int64_t target = size.rules.address(b);
      met["own instruction"] += 0 <= target - field(F::pc) && target - field(F::pc) < 3 ? 1 : 0;
      const auto next = truth(Blocks::two_layers, size).answer(*tokens);
      const std::int64_t pc = next[F::pc].num().to_int64();
      met["next instruction"] += 0 <= target - pc && target - pc < 3 ? 1 : 0;
    }
    for (const char* corner :
         {"input", "output", "both", "a = b", "b = c", "own instruction", "next instruction"}) {
      CAPTURE(corner);
      CHECK(met[corner] >= 10);
    }
  }
}

TEST_CASE("the figures stand and V2 alone forwards a word") {
  for (const Blocks blocks : {Blocks::three_layers, Blocks::two_layers}) {
    const check::Drawing drawing = loop_figure(blocks);
    check::validate(drawing);
    const auto has_role = [&](check::Role role) {
      return std::ranges::any_of(drawing.edges,
                                 [&](const check::Edge& edge) { return edge.role == role; });
    };
    CHECK(has_role(check::Role::message) == (blocks == Blocks::two_layers));
    CHECK(std::ranges::count(drawing.nodes, check::Role::written, &check::Node::role) == 1);
  }
}

}  // namespace attest::looped_subleq_von_neumann

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes, encodings and mutants of the published looped block.
#include <doctest/doctest.h>

#include <set>
#include <utility>

#include "claims/looped_subleq_published/claim.hpp"
#include "reference/derive/resources.hpp"
#include "reference/engine/looped.hpp"
#include "reference/machine/subleq_random.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/subleq.hpp"

namespace attest::looped_subleq_published {
namespace {

using attest::Matrix;
using attest::Rational;
namespace check = attest::check;
namespace derive = attest::derive;
namespace engine = attest::engine;
namespace machine = attest::machine;
namespace model = attest::model;
namespace task = attest::task;

/// The subject of a mutant on the states of `space`.
std::unique_ptr<check::Subject> mutated(const Size& size, const std::string& name,
                                        check::CaseSpace space) {
  derive::Computes computes{.model = ten_layer_block(size),
                            .task = derive::looped::truth(Blocks::ten_layers, size),
                            .inputs = std::move(space)};
  const model::Transformer reference = computes.model;
  for (const derive::NamedMutant& mutant : mutants()) {
    if (mutant.name == name) mutant.apply(computes, {});
  }
  REQUIRE_FALSE(computes.model == reference);
  return derive::make_subject(std::move(computes), derive::Engine::automatic, reference);
}

bool is_refuted_by(const check::Subject& subject, std::int64_t index) {
  return subject.judge({.begin = index, .end = index + 1}, false).failed > 0;
}

}  // namespace
TEST_CASE(
    "the published block has the width of the formula and every promise is met with equality") {
  struct Row {
    Size size;
    std::int64_t width, units;
  };
  const Row rows[] = {{{8, 3, 2}, 40, 241}, {{32, 15, 8}, 81, 587}, {{1024, 500, 16}, 161, 1165}};
  for (const Row& row : rows) {
    CAPTURE(row.size.columns);
    const model::Transformer built = ten_layer_block(row.size);
    const derive::Resources used = derive::resources(built);
    CHECK(used.width == row.width);
    CHECK(used.units == row.units);
    CHECK(used.heads_in_all == 4);
    CHECK(built.blocks.size() == 10);
    for (const check::Promise& promise : promises(row.size, built)) {
      CAPTURE(promise.quantity);
      CHECK(promise.is_met);
      CHECK(promise.used == promise.value);
    }
  }
}

TEST_CASE("the weights of the published block depend on k and N alone") {
  const model::Transformer reference = ten_layer_block({.columns = 9, .memory = 1, .word_bits = 5});
  for (const Size& other : {Size{16, 1, 5}, Size{16, 14, 5}, Size{11, 6, 5}}) {
    CHECK(ten_layer_block(other).blocks == reference.blocks);
    CHECK(ten_layer_block(other).registers == reference.registers);
  }
}

TEST_CASE("an executed state steps as worked by hand") {
  // Words 3 and -2 in columns 1 and 2; at 3 bits -2 - 3 = -5 wraps to 3, so the branch is not
  // taken; then 3 - 3 = 0 branches.
  const Matrix first({{0, 0, 0, 0, 3},
                      {0, 0, 0, 3, 0},
                      {0, 0, 0, -2, 0},
                      {1, 2, 5, 0, 0},
                      {2, 1, 3, 0, 0},
                      {1, 1, 5, 0, 0}});
  const Matrix second({{1, 2, 5, 0, 4},
                       {0, 0, 0, 3, 0},
                       {0, 0, 0, 3, 0},
                       {1, 2, 5, 0, 0},
                       {2, 1, 3, 0, 0},
                       {1, 1, 5, 0, 0}});
  const Matrix third({{2, 1, 3, 0, 3},
                      {0, 0, 0, 0, 0},
                      {0, 0, 0, 3, 0},
                      {1, 2, 5, 0, 0},
                      {2, 1, 3, 0, 0},
                      {1, 1, 5, 0, 0}});
  const auto flat = [](const Matrix& tokens) {
    std::vector<Rational> result;
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int f = 0; f < tokens.cols(); ++f) result.push_back(tokens(i, f));
    }
    return result;
  };
  CHECK(task::subleq_executed(2, 3).answer(first) == flat(second));
  CHECK(task::subleq_executed(2, 3).answer(second) == flat(third));
  const model::Transformer built = ten_layer_block({.columns = 6, .memory = 2, .word_bits = 3});
  model::validate(built);
  const model::Mode exact{.arithmetic = model::Arithmetic::rational};
  CHECK(model::answer(built, first, exact) == flat(second));
  CHECK(model::answer(built, second, exact) == flat(third));
}

TEST_CASE("a wrong constant of the flag is seen by results of 0 alone") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 3};
  const check::CaseSpace space = derive::looped::operand_pairs(Blocks::ten_layers, size);
  const auto subject = mutated(size, "zero_flag_from_minus_n", space);
  const task::Task truth = derive::looped::truth(Blocks::ten_layers, size);
  int zeros = 0;
  for (std::int64_t i = 0; i < space.size; ++i) {
    const check::Case tokens = space.at(i).value();
    const std::vector<Rational> next = truth.answer(tokens);
    const std::size_t target =
        static_cast<std::size_t>(next.at(task::SubleqExecuted::b).num().to_int64());
    const bool is_zero = next.at(target * 5 + task::SubleqExecuted::word).is_zero();
    CHECK(is_refuted_by(*subject, i) == is_zero);
    zeros += is_zero ? 1 : 0;
  }
  CHECK(zeros == 16);  // 8 pairs x = y and 8 words with a = b
}

TEST_CASE("one tied column in place of the mean is wrong for ten of ten random programs") {
  const Size size{.columns = 16, .memory = 7, .word_bits = 4};
  const std::int64_t loops = 30;
  const check::CaseSpace space =
      derive::looped::random_runs(Blocks::ten_layers, size, 10, loops, 1);
  for (const char* name : {"leftmost_ties", "rightmost_ties"}) {
    CAPTURE(name);
    const auto subject = mutated(size, name, space);
    std::set<std::int64_t> wrong;
    for (std::int64_t i = 0; i < space.size; ++i) {
      if (is_refuted_by(*subject, i)) wrong.insert(i / loops);
    }
    CHECK(wrong.size() == 10);
  }
}

TEST_CASE("the looped engine computes the ten layers in a few columns a loop") {
  const Size size{.columns = 64, .memory = 30, .word_bits = 8};
  const model::Transformer built = ten_layer_block(size);
  const check::CaseSpace space = derive::looped::random_runs(Blocks::ten_layers, size, 1, 40, 5);
  engine::Looped looped(built, model::embed(built, space.at(0).value()), model::Tie::average);
  for (std::int64_t loop = 1; loop < 40; ++loop) {
    const auto next = space.at(loop);
    if (!next) break;
    CHECK(looped.checked_pass({.at_powers_of_two = true}));
    CHECK(looped.state() == model::embed(built, *next));
  }
  CAPTURE(looped.why_not());
  CHECK(looped.is_incremental());
  CHECK(looped.computed() < looped.passes() * 10 * size.columns / 4);
}

}  // namespace attest::looped_subleq_published

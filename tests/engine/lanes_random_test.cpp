// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lane engine against the literal evaluator on random models.
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/engine/lanes.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/hash128.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

using model::Tie;

LaneEngine engine_for(const model::Transformer& model, int n) {
  auto made = LaneEngine::make(model, n);
  REQUIRE(std::holds_alternative<LaneEngine>(made));
  return std::get<LaneEngine>(std::move(made));
}

void set(LaneEngine& engine, std::size_t lane, const Matrix& state) {
  for (int i = 0; i < state.rows(); ++i) engine.set(lane, i, engine.rows().add(state.row(i)));
}

void expect(LaneEngine& engine, std::size_t lane, const Matrix& state) {
  for (int i = 0; i < state.rows(); ++i) engine.expect(lane, i, engine.rows().add(state.row(i)));
}

/// The final state, or nothing if the literal evaluator throws Undefined.
std::optional<Matrix> literal(const model::Evaluator& evaluator, const Matrix& state, Tie any) {
  try {
    return evaluator.final_state(state, any);
  } catch (const model::Undefined&) {
    return std::nullopt;
  }
}

/// What happened to the lanes of a comparison.
struct Tally {
  int exact = 0;
  int undefined = 0;
  int out_of_range = 0;
  int fractions = 0;  ///< exact with a row scale > 1
  Hash128 literal_digest = {};
  Hash128 lane_digest = {};
};

Hash128 hash_of(const Matrix& state, std::uint64_t index) {
  Hasher128 hasher;
  hasher.add(index);
  hasher.add(state.hash());
  return hasher.finish();
}

/// Compares one lane with the literal evaluator.
void compare(LaneEngine& engine, std::size_t lane, const std::optional<Matrix>& truth,
             Tally& tally) {
  switch (engine.status(lane)) {
    case LaneStatus::out_of_range:
      ++tally.out_of_range;
      return;
    case LaneStatus::undefined:
      ++tally.undefined;
      CHECK_FALSE(truth.has_value());
      return;
    case LaneStatus::exact:
      break;
  }
  REQUIRE(truth.has_value());
  const auto index = static_cast<std::uint64_t>(tally.exact++);
  const Matrix state = engine.state(lane);
  CHECK(state == *truth);
  tally.literal_digest += hash_of(*truth, index);
  tally.lane_digest += hash_of(state, index);
  bool is_whole = true;
  for (int i = 0; i < state.rows(); ++i) is_whole = is_whole && engine.scale(lane, i) == 1;
  if (!is_whole) ++tally.fractions;
}

/// One batch of random states of one random model under one tie rule, on every kernel.
void compare_batch(const RandomModel& sizes, int largest, Random& random, Tally& tally) {
  const model::Transformer model = random_model(sizes, random);
  const int n = static_cast<int>(random.between(1, 6));
  const int denominator = random.below(3) == 0 ? 3 : 1;
  const Tie any = std::vector{Tie::average, Tie::leftmost,
                              Tie::rightmost}[static_cast<std::size_t>(random.below(3))];
  LaneEngine engine = engine_for(model, n);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  std::vector<std::optional<Matrix>> truths;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const Matrix state = random_state(n, sizes.d, largest, denominator, random);
    set(engine, lane, state);
    truths.push_back(literal(evaluator, state, any));
    if (truths.back()) expect(engine, lane, *truths.back());
  }
  for (const auto& kernel : kernels<std::int32_t>()) {
    INFO(std::string(kernel.name));
    engine.use(kernel.name);
    engine.run(any);
    const std::uint32_t equal = engine.equal_lanes();
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      compare(engine, lane, truths[lane], tally);
      CHECK((equal >> lane & 1) == (engine.status(lane) == LaneStatus::exact ? 1 : 0));
    }
  }
}

TEST_CASE("lanes equal the literal evaluator on 1500 random models with d <= 6 and n <= 6") {
  Tally tally;
  for (std::uint64_t index = 0; index < 1500; ++index) {
    Random random(1, 0, index);
    const RandomModel sizes{.d = static_cast<int>(random.between(1, 6)),
                            .denominator = static_cast<int>(random.between(1, 2))};
    INFO("model " << index);
    compare_batch(sizes, 2, random, tally);
  }
  CHECK(tally.literal_digest == tally.lane_digest);
  CHECK(tally.exact > 40000);
  CHECK(tally.fractions > 5000);
  CHECK(tally.undefined > 1000);
  MESSAGE(tally.exact << " exact, " << tally.fractions << " with fractions, " << tally.undefined
                      << " undefined, " << tally.out_of_range << " out of range");
}

TEST_CASE("huge weights leave the range and never give a wrong number") {
  Tally tally;
  for (std::uint64_t index = 0; index < 200; ++index) {
    Random random(1, 1, index);
    const RandomModel sizes{.d = 4,
                            .weight = 1 << random.between(4, 30),
                            .denominator = static_cast<int>(random.between(1, 40))};
    INFO("model " << index);
    compare_batch(sizes, 1 << random.between(1, 20), random, tally);
  }
  CHECK(tally.literal_digest == tally.lane_digest);
  CHECK(tally.out_of_range > 5000);
  CHECK(tally.exact > 500);
  MESSAGE(tally.exact << " exact, " << tally.fractions << " with fractions, " << tally.undefined
                      << " undefined, " << tally.out_of_range << " out of range");
}

}  // namespace
}  // namespace attest::engine

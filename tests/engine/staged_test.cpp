// SPDX-License-Identifier: Apache-2.0
/// \file
/// Staged lanes against the literal evaluator on random models with token maps.
#include "reference/engine/staged.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/kernel.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

/// Adds token maps behind some blocks: quotients, products, remainders; some are undefined
/// somewhere, some read the position.
void add_maps(model::Transformer& model, Random& random) {
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  const auto any = [&] { return names[static_cast<std::size_t>(random.below(std::ssize(names)))]; };
  for (model::Block& block : model.blocks) {
    if (random.below(3) == 0) continue;
    model::CircuitBuilder map(names);
    const model::Wire a = map.input(any());
    const model::Wire b = map.input(any());
    const model::Wire c = map.input(any());
    const model::Wire place = random.below(3) == 0 ? map.position() : map.constant(1);
    map.output("stream", 0, map.mod(a * b + place, 5));
    map.output("stream", 1, random.below(3) == 0 ? c / (a - 1) : map.floor(c * Rational(1, 2)));
    block.token_maps.push_back(map.finish());
    if (random.below(3) != 0) continue;
    model::CircuitBuilder more(names);
    more.output("stream", 2,
                more.select(more.less(more.input(any()), more.constant(1)), more.input(any()),
                            more.constant(3)));
    block.token_maps.push_back(more.finish());
  }
}

/// A decoder of some rational kind.
void add_decoder(model::Transformer& model, Random& random) {
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("a", decode.input("stream[0]") + decode.input("stream[1]") * Rational(1, 3));
  decode.output("b", decode.input("stream[2]") + decode.position());
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::every_input;
  if (random.below(3) == 0) model.decode.readout = model::Readout::argmax;
}

std::optional<model::Answer> literal_answer(const model::Transformer& model, const Matrix& start,
                                            model::Tie tie) {
  try {
    const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
    return model::decode(model, evaluator.final_state(start, tie), start.rows());
  } catch (const model::Undefined&) {
    return std::nullopt;
  }
}

/// What the lanes say: nothing where they leave the case to the literal evaluator.
std::optional<std::optional<model::Answer>> staged_answer(StagedLanes& lanes, std::size_t lane,
                                                          int n) {
  if (lanes.status(lane) != LaneStatus::exact) return std::nullopt;
  model::Answer answer;
  for (int position = 0; position < n; ++position) {
    const auto& entries = lanes.answer(lane, position);
    if (!entries) return std::optional<model::Answer>();
    answer.insert(answer.end(), entries->begin(), entries->end());
  }
  return answer;
}

TEST_CASE("staged lanes give the literal answers on 200 random models with token maps") {
  Random random(41, 7, 0);
  std::int64_t models = 0;
  std::int64_t staged = 0;
  std::int64_t exact = 0;
  std::int64_t undefined = 0;
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    model::Transformer model = random_model(
        {.d = 5, .blocks = 3, .times = 2, .heads = 2, .units = 3, .weight = 2}, random);
    add_maps(model, random);
    add_decoder(model, random);
    const int n = 1 + static_cast<int>(random.below(5));
    auto made = StagedLanes::make(model, n);
    if (std::holds_alternative<std::string>(made)) continue;
    auto& lanes = std::get<StagedLanes>(made);
    ++models;
    staged += lanes.stages() > 1 ? 1 : 0;
    std::vector<Matrix> starts;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      starts.push_back(random_state(n, 5, 3, 2, random));
      for (int i = 0; i < n; ++i) lanes.set(lane, i, lanes.rows().add(starts.back().row(i)));
    }
    for (const model::Tie tie :
         {model::Tie::average, model::Tie::leftmost, model::Tie::rightmost}) {
      lanes.run(0x7fffffff, tie);  // the last lane is not asked
      CHECK(lanes.status(lane_count - 1) != LaneStatus::exact);
      for (std::size_t lane = 0; lane + 1 < lane_count; ++lane) {
        const auto found = staged_answer(lanes, lane, n);
        const auto expected = literal_answer(model, starts[lane], tie);
        undefined += expected ? 0 : 1;
        if (lanes.status(lane) == LaneStatus::undefined) CHECK_FALSE(expected);
        if (!found) continue;
        ++exact;
        CHECK(*found == expected);
      }
    }
  }
  CHECK(models > 100);
  CHECK(staged > 80);
  CHECK(exact > 5000);
  CHECK(undefined > 100);
}

}  // namespace
}  // namespace attest::engine

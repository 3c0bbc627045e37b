// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2.descent and S2.backprop: training as programs.
#include <string>
#include <utility>

#include "claims/fleq_function_blocks/algorithms.hpp"
#include "reference/number/error.hpp"
#include "reference/number/random.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using machine::fleq::Program;
using task::Sample;

constexpr std::uint64_t sample_stream = 2;

/// Drawn data: one row a sample, its inputs and then what is wanted, all from -2 to 2; then a row
/// of weights for every input.
check::CaseSpace data_sets(int samples, int fields, int weight_rows, std::int64_t count) {
  return {.description = "data sets and first weights drawn once",
          .coverage = check::Coverage::given,
          .size = count,
          .full_size = count,
          .at = [=](std::int64_t index) {
            Random random(0, sample_stream, static_cast<std::uint64_t>(index));
            Case result(samples + weight_rows, fields);
            for (int i = 0; i < result.rows(); ++i) {
              for (Rational& entry : result.row(i)) entry = random.below(5) - 2;
            }
            result(0, 0) = 1 + index % 2;  // a first sample that is not zero
            return std::optional(std::move(result));
          }};
}

/// Samples out of the first rows of a case.
std::vector<Sample> samples_of(const Case& data, int samples, int inputs) {
  std::vector<Sample> result;
  for (int i = 0; i < samples; ++i) {
    const std::span<const Rational> row = data.row(i);
    result.push_back({.input = {row.begin(), row.begin() + inputs},
                      .wanted = {row.begin() + inputs, row.end()}});
  }
  return result;
}

constexpr int descent_samples = 2;
constexpr int hidden_units = 2;

void require_room_for_layers(int side) {
  if (side >= hidden_units) return;
  throw InputError("parameter-range", "side", std::to_string(side),
                   "at least " + std::to_string(hidden_units) + ", the number of hidden units");
}

}  // namespace

Algorithm descent() {
  Algorithm result;
  result.label = "S2.descent";
  result.title = "Stochastic gradient descent for least squares";
  result.sentence =
      "The looped block computes $T$ epochs of $w \\leftarrow w - \\eta (w^T x_i - y_i) x_i$ over "
      "$D$ samples exactly, by products and differences, in $(6D + 1) T$ loops.";
  result.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 2, 2)};
    if (rung != Rung::fast) points.push_back(steps_point(4, 10, 4));
    return points;
  };
  result.cases = [](const Params& p) {
    return data_sets(descent_samples, side_of(p) + 1, 1, p.at("cases"));
  };
  const auto weights = [](const Case& data) {
    const std::span<const Rational> row = data.row(descent_samples);
    return std::vector<Rational>(row.begin(), row.end() - 1);
  };
  const Rational rate(1, 8);
  result.program = [=](const Case& data, const Params& p, const std::string& twist) {
    return descent_program(side_of(p), samples_of(data, descent_samples, side_of(p)), weights(data),
                           rate, steps_of(p), twist);
  };
  result.read = [](const Program& program, const machine::fleq::State& state) {
    return first_column(state.memory[static_cast<std::size_t>(program.cell("w"))], program.side);
  };
  result.direct = [=](const Case& data, const Params& p) {
    return task::linear_descent(samples_of(data, descent_samples, side_of(p)), weights(data), rate,
                                steps_of(p));
  };
  result.loops = [](const Params& p) { return (6 * descent_samples + 1) * p.at("steps"); };
  result.twists = {
      {.name = "ascends", .why = "w minus the step reversed", .proof = {}},
      {.name = "first_sample_only", .why = "every step along the first input", .proof = {}}};
  return result;
}

Algorithm backprop(task::Activation activation) {
  const bool is_square = activation == task::Activation::square;
  Algorithm result;
  result.label = is_square ? "S2.backprop" : "S2.backprop.linear";
  result.title = std::string("Backpropagation through one hidden layer of ") +
                 (is_square ? "squares" : "linear units");
  result.sentence = std::string("The looped block trains $y = U^T f(V^T x)$ with ") +
                    (is_square ? "$f(z) = z^2$" : "$f(z) = z$") +
                    " on one sample, $T$ steps of gradient descent of $|y - t|^2 / 2$ in both "
                    "layers, exactly in " +
                    (is_square ? "$20T$ loops." : "$16T$ loops.");
  result.points = [is_square](Rung rung) {
    std::vector<Params> points{steps_point(2, 1, is_square ? 1 : 2)};
    if (rung != Rung::fast) points.push_back(steps_point(2, is_square ? 6 : 10, 2));
    if (rung != Rung::fast) points.push_back(steps_point(4, is_square ? 3 : 5, 2));
    return points;
  };
  // A sample of d inputs and one wanted number, d rows of V and one of U.
  result.cases = [](const Params& p) {
    require_room_for_layers(side_of(p));
    return data_sets(1, side_of(p) + 1, side_of(p) + 1, p.at("cases"));
  };
  const auto network = [](const Case& data, const Params& p) {
    task::TwoLayers layers{.first = Matrix(side_of(p), hidden_units),
                           .second = Matrix(hidden_units, 1)};
    for (int h = 0; h < hidden_units; ++h) {
      for (int i = 0; i < side_of(p); ++i) layers.first(i, h) = data(1 + i, h);
      layers.second(h, 0) = data(1 + side_of(p), h) + Rational(1, 2);
    }
    return layers;
  };
  const Rational rate(1, 4);
  result.program = [=](const Case& data, const Params& p, const std::string& twist) {
    return backprop_program(side_of(p), samples_of(data, 1, side_of(p)), network(data, p),
                            activation, rate, steps_of(p), twist);
  };
  result.read = [](const Program& program, const machine::fleq::State& state) {
    std::vector<Rational> entries = entries_of(corner(
        state.memory[static_cast<std::size_t>(program.cell("V"))], program.side, hidden_units));
    const std::vector<Rational> second =
        first_column(state.memory[static_cast<std::size_t>(program.cell("U"))], hidden_units);
    entries.insert(entries.end(), second.begin(), second.end());
    return entries;
  };
  result.direct = [=](const Case& data, const Params& p) {
    const task::TwoLayers trained = task::two_layer_descent(
        samples_of(data, 1, side_of(p)), network(data, p), activation, rate, steps_of(p));
    std::vector<Rational> entries = entries_of(trained.first);
    const std::vector<Rational> second = entries_of(trained.second);
    entries.insert(entries.end(), second.begin(), second.end());
    return entries;
  };
  result.loops = [is_square](const Params& p) { return (is_square ? 20 : 16) * p.at("steps"); };
  result.twists = {{.name = "second_layer_first",
                    .why = "the error goes back through weights that have moved already",
                    .proof = {}}};
  if (is_square) {
    result.twists.push_back({.name = "slope_halved", .why = "z for the slope 2z", .proof = {}});
  }
  return result;
}

}  // namespace attest::fleq_function_blocks

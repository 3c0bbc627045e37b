// SPDX-License-Identifier: Apache-2.0
/// \file
/// One layer, three evaluators, the same inputs.
#include "benchmarks/engine.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>
#include <variant>

#include "benchmarks/doubles.hpp"
#include "benchmarks/machine.hpp"
#include "reference/engine/lanes.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::benchmarks {
namespace {

constexpr int n = layer_tokens;
constexpr int d = layer_width;
constexpr int sixteenths = 16;
constexpr std::uint64_t stream = 0x6c61796572;  // "layer"

/// Integers k of entries k/16, the same in every evaluator.
using Entries = std::vector<std::int64_t>;

Entries draw(Random& random, int count) {
  Entries entries;
  for (int i = 0; i < count; ++i) entries.push_back(random.between(-sixteenths, sixteenths));
  return entries;
}

/// A dense map [d x d]; entry (from, to).
model::Linear dense(const Entries& entries) {
  model::Linear map;
  for (int from = 0; from < d; ++from) {
    for (int to = 0; to < d; ++to) {
      const std::int64_t k = entries[static_cast<std::size_t>(from * d + to)];
      map.push_back({.from = from, .to = to, .weight = {.value = Rational(k, sixteenths)}});
    }
  }
  return map;
}

std::vector<double> doubles_of(const Entries& entries) {
  std::vector<double> result;
  for (const std::int64_t k : entries) result.push_back(static_cast<double>(k) / sixteenths);
  return result;
}

/// x += average of V x_j over the keys j of greatest score <Q x_i, K x_j>.
struct Layer {
  Entries query;
  Entries key;
  Entries value;

  [[nodiscard]] model::Transformer description() const {
    model::Transformer model{.name = "dense average hardmax layer"};
    model::Stream registers;
    const model::Slice x = registers.add("x", d);
    model.registers = registers.registers();
    for (int c = 0; c < d; ++c) model.fields.push_back("x" + std::to_string(c));
    model::CircuitBuilder embed(model.fields);
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    for (int c = 0; c < d; ++c) {
      embed.output("x", c, embed.input(model.fields[static_cast<std::size_t>(c)]));
      decode.output("x", c, decode.input("x[" + std::to_string(c) + "]"));
    }
    model.embed = embed.finish();
    model.decode.circuit = decode.finish();
    model::Head head{.name = "dense", .norm = model::Norm::average_hardmax};
    head.query = dense(query);
    head.keys.push_back(dense(key));
    head.values.push_back(dense(value));
    model::write(head.out, 0, x);
    model.blocks.push_back(
        {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
    model.schedule = {{0, 1}};
    return model;
  }
};

Matrix state_of(const Entries& entries) {
  Matrix state(n, d);
  for (int i = 0; i < n * d; ++i) {
    state(i / d, i % d) = Rational(entries[static_cast<std::size_t>(i)], sixteenths);
  }
  return state;
}

/// 2^exponent, of either sign.
Rational two_to(int exponent) {
  const Integer power = power_of_two(static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Rational(1, power) : Rational(power);
}

/// The number that a double is.
Rational exactly(double x) {
  constexpr int digits = std::numeric_limits<double>::digits;
  int exponent = 0;
  const double mantissa = std::frexp(x, &exponent);
  return Rational(static_cast<std::int64_t>(std::ldexp(mantissa, digits))) *
         two_to(exponent - digits);
}

/// What an entry of the layer on doubles may be off, in steps of u = 2^-53, the relative error of
/// one operation. Entries and weights are k/16, |k| <= 16, so queries, keys and values are
/// multiples of 2^-8 of at most d = 16, scores multiples of 2^-16 of at most d^3 = 4096, sums of
/// values multiples of 2^-8 of at most 64 * 16: all exact, and so are ties. The average is at most
/// 16 and rounded twice where a quotient is a product with a reciprocal: 16 (2u + u^2). The sum
/// with x is less than 18 and rounded once: 18 u. Together less than 51 u.
Rational largest_possible_error() { return Rational(51) * two_to(-53); }
static_assert(layer_tokens <= 64 && layer_width <= 16, "the bound above");

engine::LaneEngine lanes_of(const model::Transformer& model, const std::vector<Entries>& inputs) {
  std::variant<engine::LaneEngine, std::string> made = engine::LaneEngine::make(model, n);
  if (const std::string* why = std::get_if<std::string>(&made)) ATTEST_REQUIRE(false, *why);
  engine::LaneEngine lanes = std::move(std::get<engine::LaneEngine>(made));
  for (std::size_t lane = 0; lane < inputs.size(); ++lane) {
    const Matrix state = state_of(inputs[lane]);
    for (int i = 0; i < n; ++i) lanes.set(lane, i, lanes.rows().add(state.row(i)));
  }
  return lanes;
}

/// Times tasks, each with the number of evaluations of the layer that it makes.
std::vector<check::TimingRow> rows_of(const std::vector<std::pair<Task, std::int64_t>>& tasks,
                                      const check::TimingRow& context, const Effort& effort) {
  std::vector<Task> timed;
  for (const auto& [task, cases] : tasks) timed.push_back(task);
  const std::vector<Times> times = time_tasks(timed, effort);
  std::vector<check::TimingRow> rows;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (times[i].seconds.empty()) continue;
    check::TimingRow row = context;
    row.claim = engine_claim;
    row.series = engine_series;
    row.size = n;
    row.what = tasks[i].first.name;
    row.cases = tasks[i].second;
    row.iterations = times[i].iterations;
    for (const double seconds : times[i].seconds) {
      row.seconds_approx.push_back(seconds / static_cast<double>(row.cases));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Largest difference of the doubles from the literal states, to which the lanes are equal.
Rational verified_error(const model::Evaluator& literal, engine::LaneEngine& lanes,
                        const std::vector<Entries>& inputs,
                        const std::vector<std::vector<double>>& results) {
  Rational largest_error;
  for (std::size_t lane = 0; lane < inputs.size(); ++lane) {
    const Matrix exact = literal.final_state(state_of(inputs[lane]), model::Tie::average);
    ATTEST_REQUIRE(lanes.status(lane) == engine::LaneStatus::exact && lanes.state(lane) == exact,
                   "the lane engine gives what the literal evaluator gives");
    for (int i = 0; i < n * d; ++i) {
      const Rational error =
          (exactly(results[lane][static_cast<std::size_t>(i)]) - exact(i / d, i % d)).abs();
      largest_error = std::max(largest_error, error);
    }
  }
  ATTEST_REQUIRE(largest_error <= largest_possible_error(),
                 "the layer on doubles is off by no more than its rounding errors");
  return largest_error;
}

}  // namespace

EngineRun run_engine(const check::TimingRow& context, const Effort& effort) {
  Random random(1, stream, 0);
  const Layer layer{
      .query = draw(random, d * d), .key = draw(random, d * d), .value = draw(random, d * d)};
  std::vector<Entries> inputs;
  for (std::size_t lane = 0; lane < engine::lane_count; ++lane) {
    inputs.push_back(draw(random, n * d));
  }
  const model::Transformer model = layer.description();
  const model::Evaluator literal(model, model::Arithmetic::rational, 0);
  engine::LaneEngine lanes = lanes_of(model, inputs);
  const DoubleKernel kernel = double_kernel();
  const std::array<std::vector<double>, 3> weights{doubles_of(layer.query), doubles_of(layer.key),
                                                   doubles_of(layer.value)};
  const DoubleLayer doubles{
      .query = weights[0].data(), .key = weights[1].data(), .value = weights[2].data()};
  std::vector<std::vector<double>> states;
  for (const Entries& input : inputs) states.push_back(doubles_of(input));
  std::vector<std::vector<double>> results = states;
  const auto run_doubles = [&] {
    for (std::size_t i = 0; i < states.size(); ++i) {
      kernel.run(doubles, states[i].data(), results[i].data());
    }
  };

  EngineRun result;
  lanes.run(model::Tie::average);
  run_doubles();
  const Rational largest_error = verified_error(literal, lanes, inputs, results);
  // In steps of 2^-80, so that it is below 2^53 steps.
  constexpr int fine = 80;
  result.largest_error = std::ldexp(
      static_cast<double>((largest_error * two_to(fine)).round_half_up().to_int64()), -fine);

  const Matrix first = state_of(inputs.front());
  const std::vector<std::pair<Task, std::int64_t>> tasks{
      {{.name = lanes_name, .run = [&] { lanes.run(model::Tie::average); }},
       static_cast<std::int64_t>(engine::lane_count)},
      {{.name = literal_name,
        .run = [&] { static_cast<void>(literal.final_state(first, model::Tie::average)); }},
       1},
      {{.name = doubles_name, .run = run_doubles}, static_cast<std::int64_t>(states.size())}};
  result.timings = rows_of(tasks, context, effort);
  result.multiply_adds = std::int64_t{3} * n * d * d + std::int64_t{n} * n * d;
  // Two units that multiply and add a register are assumed; what has no FMA has no such limit.
  result.per_cycle = kernel.has_fma ? 2 * kernel.doubles_a_register : 0;
  result.megahertz = context.megahertz_approx;
  if (result.per_cycle > 0 && context.megahertz_approx > 0) {
    result.limit_seconds = static_cast<double>(result.multiply_adds) /
                           (result.per_cycle * context.megahertz_approx * 1e6);
  }
  return result;
}

}  // namespace attest::benchmarks

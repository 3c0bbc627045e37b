// SPDX-License-Identifier: Apache-2.0
/// \file
/// One layer, four evaluators, the same inputs.
#include "benchmarks/layer_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>
#include <variant>

#include "benchmarks/doubles.hpp"
#include "benchmarks/layer.hpp"
#include "benchmarks/limit.hpp"
#include "reference/engine/lanes.hpp"
#include "reference/number/contract.hpp"

namespace attest::benchmarks {
namespace {

constexpr int n = layer_tokens;
constexpr int d = layer_width;
constexpr const char* doubles_name = "Eigen, double";
constexpr const char* flint_name = "FLINT, fmpz matrices";
constexpr const char* mpq_name = "Eigen on mpq_rational";

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

/// The layer on doubles with its inputs and results.
class Doubles {
 public:
  explicit Doubles(const LayerCase& layer)
      : weights_{doubles_of(layer.layer.query), doubles_of(layer.layer.key),
                 doubles_of(layer.layer.value)} {
    for (const Entries& input : layer.inputs) states_.push_back(doubles_of(input));
    results_ = states_;
  }

  void run() {
    const DoubleLayer layer{
        .query = weights_[0].data(), .key = weights_[1].data(), .value = weights_[2].data()};
    for (std::size_t i = 0; i < states_.size(); ++i) {
      kernel_.run(layer, states_[i].data(), results_[i].data());
    }
  }

  /// Largest difference of a result from the exact one.
  [[nodiscard]] Rational error(std::size_t input, const Matrix& exact) const {
    Rational largest;
    for (int i = 0; i < n * d; ++i) {
      const double found = results_[input][static_cast<std::size_t>(i)];
      largest = std::max(largest, (exactly(found) - exact(i / d, i % d)).abs());
    }
    return largest;
  }

 private:
  DoubleKernel kernel_ = double_kernel();
  std::array<std::vector<double>, 3> weights_;
  std::vector<std::vector<double>> states_;
  std::vector<std::vector<double>> results_;
};

engine::LaneEngine lanes_of(const LayerCase& layer) {
  auto made = engine::LaneEngine::make(layer.layer.description(), n);
  if (const std::string* why = std::get_if<std::string>(&made)) ATTEST_REQUIRE(false, *why);
  engine::LaneEngine lanes = std::move(std::get<engine::LaneEngine>(made));
  for (std::size_t lane = 0; lane < layer.inputs.size(); ++lane) {
    const Matrix state = state_of(layer.inputs[lane]);
    for (int i = 0; i < n; ++i) lanes.set(lane, i, lanes.rows().add(state.row(i)));
  }
  return lanes;
}

/// Compares every evaluator with the literal one. \returns the largest error of the doubles
Rational verified_error(const LayerCase& layer, engine::LaneEngine& lanes, Doubles& doubles,
                        const ExactPeer& flint, const ExactPeer& mpq) {
  const model::Transformer model = layer.layer.description();
  const model::Evaluator literal(model, model::Arithmetic::rational, 0);
  Rational largest;
  lanes.run(model::Tie::average);
  doubles.run();
  for (std::size_t i = 0; i < layer.inputs.size(); ++i) {
    const Matrix exact = literal.final_state(state_of(layer.inputs[i]), model::Tie::average);
    ATTEST_REQUIRE(lanes.status(i) == engine::LaneStatus::exact && lanes.state(i) == exact,
                   "the lane engine gives what the literal evaluator gives");
    ATTEST_REQUIRE(flint.state(i) == exact, "FLINT gives what the literal evaluator gives");
    ATTEST_REQUIRE(mpq.state(i) == exact, "mpq gives what the literal evaluator gives");
    largest = std::max(largest, doubles.error(i, exact));
  }
  ATTEST_REQUIRE(largest <= largest_possible_error(),
                 "the layer on doubles is off by no more than its rounding errors");
  return largest;
}

/// A row in microseconds a layer.
EngineRow row_of(const std::string& name, const std::string& peer_name, double ours, double peer,
                 double target, const std::string& note) {
  constexpr double micro = 1e6;
  EngineRow row{.name = name, .ours = ours * micro, .peer = peer * micro, .peer_name = peer_name};
  row.unit = "us a layer";
  row.equal = true;
  row.ratio = row.peer / row.ours;
  row.target = target;
  row.is_met = row.ratio >= target;
  const std::int64_t multiply_adds = std::int64_t{3} * n * d * d + std::int64_t{n} * n * d;
  if (const auto least = least_seconds(multiply_adds)) row.limit_fraction = *least / ours;
  row.note = note;
  return row;
}

}  // namespace

std::vector<EngineRow> layer_rows(const Effort& effort) {
  const LayerCase layer = layer_case(engine::lane_count);
  engine::LaneEngine lanes = lanes_of(layer);
  Doubles doubles(layer);
  const ExactPeer flint = flint_layer(layer);
  const ExactPeer mpq = mpq_layer(layer);
  const Rational error = verified_error(layer, lanes, doubles, flint, mpq);
  std::size_t next = 0;
  const std::vector<Times> times =
      time_tasks({{.name = "lanes", .run = [&] { lanes.run(model::Tie::average); }},
                  {.name = doubles_name, .run = [&] { doubles.run(); }},
                  {.name = flint_name, .run = [&] { flint.run(next++ % layer.inputs.size()); }},
                  {.name = mpq_name, .run = [&] { mpq.run(0); }}},
                 effort);
  for (const Times& time : times) {
    if (time.seconds.empty()) return {};
  }
  const auto lane_count = static_cast<double>(engine::lane_count);
  const double ours = median_of(times[0]) / lane_count;
  const std::string about = "n = 64, d = 16, entries k/16, on one thread; ";
  return {
      row_of("layer_vs_eigen_double", doubles_name, ours, median_of(times[1]) / lane_count, 1.25,
             about + (error.is_zero() ? "the doubles equal the exact results on all inputs"
                                      : "the doubles are within their rounding errors, 51 * 2^-53; "
                                        "ties and maxima are equal")),
      row_of("layer_vs_flint", flint_name, ours, median_of(times[2]), 10,
             about + "integers over powers of 16, averages over counts"),
      row_of("layer_vs_eigen_mpq", mpq_name, ours, median_of(times[3]), 3000,
             about + "the template of the doubles on rationals of GMP"),
  };
}

}  // namespace attest::benchmarks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.sampling: m units drawn out of N approximate their mean with square error V/m on average,
/// the step that gives Barron functions the rate m^(-1/2).
#include <utility>
#include <variant>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/random.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;

constexpr std::uint64_t unit_stream = 4;
constexpr int point_power = 2;  // M - 1 = 2^2
constexpr int point_count = 5;  // x = -2, .., 2, one column each

/// Units sigma(a x + b): a and b in a row, from -2 to 2.
check::CaseSpace unit_lists(int units, std::int64_t count) {
  return {.description = "lists of units with integer directions and offsets drawn once",
          .coverage = check::Coverage::given,
          .size = count,
          .full_size = count,
          .at = [=](std::int64_t index) {
            Random random(0, unit_stream, static_cast<std::uint64_t>(index));
            Case result(units, 2);
            for (int u = 0; u < units; ++u) {
              for (Rational& entry : result.row(u)) entry = random.below(5) - 2;
            }
            result(0, 0) = 1;  // not all units are constant
            result(1, 0) = -2;
            return std::optional(std::move(result));
          }};
}

/// What a block of these units, each weighted `share`, gives at every point: softmax in base 2.
std::vector<Rational> block_values(const Case& list, const std::vector<std::int64_t>& chosen,
                                   const Rational& share) {
  std::vector<SigmoidUnit> units;
  for (const std::int64_t number : chosen) {
    const int u = static_cast<int>(number);
    units.push_back({.direction = {list(u, 0)}, .offset = list(u, 1), .weight = share});
  }
  model::Transformer model = sigmoid_block(units, std::vector<Rational>(units.size(), point_power));
  for (model::Head& head : model.blocks[0].heads) {
    head.norm = model::Norm::softmax_base;
    head.base = 2;
  }
  Case points(point_count, 1);
  for (int j = 0; j < point_count; ++j) points(j, 0) = j - point_count / 2;
  const model::Trace trace =
      model::trace(model, points, {.arithmetic = model::Arithmetic::rational});
  const int out = model::coordinate(model, "out");
  std::vector<Rational> values;
  for (int j = 0; j < point_count; ++j) {
    const auto place = static_cast<std::size_t>(j * trace.d + out);
    values.push_back(std::get<Rational>(trace.layers.back().state[place]));
  }
  return values;
}

Rational mean_square(const std::vector<Rational>& x, const std::vector<Rational>& y) {
  Rational sum;
  for (std::size_t j = 0; j < x.size(); ++j) sum += (x[j] - y[j]) * (x[j] - y[j]);
  return sum / Rational(std::ssize(x));
}

std::vector<std::int64_t> selection(std::int64_t index, int units, int drawn) {
  return check::digits(index, std::vector<std::int64_t>(static_cast<std::size_t>(drawn), units));
}

/// The mean square error of m drawn units, averaged over all N^m draws.
Rational average_error(const Case& list, int drawn, const std::string& twist) {
  const int units = list.rows();
  std::vector<std::int64_t> all;
  for (int u = 0; u < units; ++u) all.push_back(u);
  const std::vector<Rational> mean = block_values(list, all, Rational(1) / Rational(units));
  const Rational share = Rational(1) / Rational(twist == "one_unit_too_many" ? drawn + 1 : drawn);
  std::int64_t count = 1;
  for (int i = 0; i < drawn; ++i) count *= units;
  Rational sum;
  std::int64_t taken = 0;
  for (std::int64_t index = 0; index < count; ++index) {
    const std::vector<std::int64_t> chosen = selection(index, units, drawn);
    if (twist == "first_unit_left_out" && chosen[0] == 0) continue;
    sum += mean_square(block_values(list, chosen, share), mean);
    ++taken;
  }
  return sum / Rational(taken);
}

/// 2^z / (1 + 2^z).
Rational sigmoid_in_powers(const Rational& z) {
  Rational power = 1;
  for (Rational i = 0; i < z.abs(); i += 1) power *= 2;
  return z.sign() < 0 ? Rational(1) / (1 + power) : power / (1 + power);
}

/// (mean of |sigma_u|^2 - |mean of sigma_u|^2) / m, by the definition.
Rational variance_over(const Case& list, int drawn) {
  Rational squares;
  Rational square_of_mean;
  for (int j = 0; j < point_count; ++j) {
    Rational mean;
    for (int u = 0; u < list.rows(); ++u) {
      const Rational value =
          sigmoid_in_powers(list(u, 0) * Rational(j - point_count / 2) + list(u, 1));
      squares += value * value / Rational(list.rows());
      mean += value / Rational(list.rows());
    }
    square_of_mean += mean * mean;
  }
  return (squares - square_of_mean) / Rational(point_count) / Rational(drawn);
}

Params sampling_point(std::int64_t units, std::int64_t drawn, std::int64_t cases) {
  return {{"units", units}, {"drawn", drawn}, {"cases", cases}};
}

}  // namespace

check::Statement sampling_statement() {
  check::Statement statement =
      check::about(claim_id, "S3.sampling", "m units drawn from N are off by V/m");
  statement.sentence =
      "Let $f = \\frac1N \\sum_{u \\le N} \\sigma_u$ be a mean of sigmoids and $V$ their variance "
      "over the units, averaged over points. Blocks of $m$ of these units with weight $1/m$ each "
      "differ from $f$ in mean square by $V/m$ on average over all $N^m$ choices; so some choice "
      "has at most this error.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "Sums of m sigmoids approximate Barron functions to error O(m^-1/2).",
      .checked = "Every choice of m units as a block of softmax heads in base 2, in rationals.",
      .gap =
          "The step from a finite mean to m units. That Barron functions are such means, with "
          "infinitely many units, is not checked."};
  statement.parameters = {{.name = "units", .meaning = "N", .lo = 2, .hi = 6},
                          {.name = "drawn", .meaning = "m", .lo = 1, .hi = 4},
                          {.name = "cases", .meaning = "lists of units", .lo = 1, .hi = 100}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{sampling_point(3, 1, 2), sampling_point(3, 2, 2)};
    if (rung == Rung::fast) return points;
    for (const int drawn : {1, 2, 3, 4}) points.push_back(sampling_point(5, drawn, 4));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{sampling_point(3, 2, 2)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int drawn = static_cast<int>(params.at("drawn"));
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [drawn](const Case& list, const std::string& twist) {
      return std::vector<Rational>{average_error(list, drawn, twist)};
    };
    result.right = [drawn](const Case& list) {
      return std::vector<Rational>{variance_over(list, drawn)};
    };
    result.cases = unit_lists(static_cast<int>(params.at("units")), params.at("cases"));
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "one_unit_too_many", .why = "weights 1/(m + 1)", .proof = {}},
       {.name = "first_unit_left_out", .why = "the first draw omits a unit", .proof = {}}});
}

}  // namespace attest::fleq_function_blocks

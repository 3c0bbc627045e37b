// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: a positional network without biases commutes with scaling, attention to content does not.
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/positional.hpp"
#include "reference/model/positional.hpp"
#include "reference/number/error.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using task::Scan;

/// A network of S1 to S4 by number, and what it computes.
struct Network {
  model::Transformer model;
  task::Task task;
};

constexpr std::int64_t network_count = 8;
constexpr std::array scans{Scan::sum, Scan::minimum, Scan::maximum, Scan::max_subarray_or_empty};

/// \param twist unit_bias: a bias in every unit; constant_node: a node of a fixed value
Network network_of(std::int64_t number, std::int64_t n, const std::string& twist) {
  const Rational bias = twist == "unit_bias" ? 1 : 0;
  if (number < std::ssize(scans)) {
    const Scan scan = scans[static_cast<std::size_t>(number)];
    ScanChoices choices{.bias = bias};
    // Beyond every entry of X, but not of cX.
    if (twist == "constant_node") choices.added_node = scan == Scan::minimum ? 1 : -1;
    return {scan_model(scan, n, 0, choices), task::prefix_scan(scan)};
  }
  if (number == 4) return {sort_model(n, 0, {.bias = bias}), task::sorted()};
  if (number == 5) return {median_model(n, 0, {.bias = bias}), task::median()};
  return {number == 6 ? pattern_sum_model(n) : softmax_sum_model(n), task::prefix_scan(Scan::sum)};
}

/// Every list from -1 to 1, its numbers beside a factor: rows (x_i, c).
check::CaseSpace scaled_lists(std::int64_t n) {
  const std::array<Rational, 4> factors{Rational(1, 3), 2, 10, 1000000};
  check::CaseSpace space = check::product(
      integer_lists(n, 1), check::words(1, 4),
      [factors](const check::Case& list, const check::Case& factor) -> std::optional<check::Case> {
        check::Case result(list.rows(), 2);
        for (int i = 0; i < list.rows(); ++i) {
          result(i, 0) = list(i, 0);
          result(i, 1) = factors.at(static_cast<std::size_t>(factor(0, 0).num().to_int64()));
        }
        return result;
      });
  space.description =
      "all lists of " + std::to_string(n) + " integers from -1 to 1, with c = 1/3, 2, 10 and 10^6";
  return space;
}

/// Column 0, times column 1 where it is scaled.
Matrix list_of(const check::Case& rows, bool is_scaled) {
  Matrix list(rows.rows(), 1);
  for (int i = 0; i < list.rows(); ++i) {
    list(i, 0) = is_scaled ? rows(i, 0) * rows(i, 1) : rows(i, 0);
  }
  return list;
}

std::vector<Rational> times(const Rational& factor, std::vector<Rational> entries) {
  for (Rational& entry : entries) entry *= factor;
  return entries;
}

/// Exact answers of a model that is kept with its evaluator.
class Answers {
 public:
  explicit Answers(model::Transformer model)
      : model_(std::move(model)), evaluator_(model_, model::Arithmetic::rational, 0) {}
  [[nodiscard]] std::vector<Rational> of(const Matrix& list) const {
    return evaluator_.answer(list);
  }
  [[nodiscard]] const model::Transformer& model() const { return model_; }

 private:
  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
};

/// S5 without its sides.
Statement about_constructions() {
  Statement statement = check::about(claim_id, "S5", "The constructions commute with scaling");
  statement.sentence =
      "A positional network whose units have no bias is positively homogeneous: $F(cX) = c F(X)$ "
      "for every $c > 0$. So are prefix sum, minimum, maximum, largest run or 0, the sorted list, "
      "the median and the sums of one layer.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "-",
      .checked =
          "F(cX) of the description against c times the task's answer on X, for every list "
          "from -1 to 1 and c = 1/3, 2, 10, 10^6.",
      .gap =
          "The networks of S1 to S4; random ones in S5.networks. The general argument is in the "
          "README."};
  statement.parameters = {
      {.name = "network",
       .meaning = "0 sum, 1 minimum, 2 maximum, 3 largest run or 0, 4 sort, 5 median, 6 and 7 S4",
       .lo = 0,
       .hi = network_count - 1},
      {.name = "n", .meaning = "numbers, a power of two for 4 and 5", .lo = 1, .hi = 16}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t network = 0; network < network_count; ++network) {
      points.push_back({{"network", network}, {"n", 2}});
      if (rung != Rung::fast) points.push_back({{"network", network}, {"n", 4}});
    }
    return points;
  };
  // A minimum may have units with biases and a node of a constant.
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"network", 1}, {"n", 2}}}; };
  return statement;
}

Statement scaled_constructions() {
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t number = params.at("network");
    const std::int64_t n = params.at("n");
    if ((number == 4 || number == 5) && (n & (n - 1)) != 0) {
      throw InputError("scaling-length", "--set n", std::to_string(n),
                       "a power of two: added nodes hold a constant");
    }
    const Network built = network_of(number, n, "");
    const auto intact = std::make_shared<const Answers>(built.model);
    const auto biased = std::make_shared<const Answers>(network_of(number, n, "unit_bias").model);
    const auto fixed =
        std::make_shared<const Answers>(network_of(number, n, "constant_node").model);
    Agrees result{.relation = derive::Relation::equal,
                  .cases = scaled_lists(n),
                  .evaluator = "literal",
                  .promises = {check::at_most("entries of queries and keys that read content", "0",
                                              0, std::ssize(model::content_reads(built.model)))}};
    result.left = [=](const check::Case& rows, const std::string& twist) {
      const Answers& used = twist.empty() ? *intact : twist == "unit_bias" ? *biased : *fixed;
      return used.of(list_of(rows, true));
    };
    result.right = [task = built.task](const check::Case& rows) {
      return times(rows(0, 1), task.answer(list_of(rows, false)));
    };
    return result;
  };
  return derive::agrees(about_constructions(), make,
                        {{.name = "unit_bias", .why = "bias 1 in every unit", .proof = {}},
                         {.name = "constant_node",
                          .why = "a node 0 of value 1, which no entry of X exceeds",
                          .proof = {}}});
}

/// Rows (x_i, c, seed): four numbers, a factor and the seed of a network.
check::CaseSpace drawn_cases(std::uint64_t seed, std::int64_t size) {
  return check::sampled("networks, lists of 4 integers and factors c", size, seed, power_of_two(62),
                        "weights, lists and factors are without number",
                        [](Random& random, std::int64_t index) -> std::optional<check::Case> {
                          const std::array<Rational, 4> factors{2, 3, Rational(1, 3), 1000000};
                          const std::int64_t network = random.between(0, 1000000000);
                          check::Case result(4, 3);
                          for (int i = 0; i < result.rows(); ++i) {
                            result(i, 0) = random.between(-3, 3);
                            result(i, 1) =
                                factors.at(static_cast<std::size_t>(index % std::ssize(factors)));
                            result(i, 2) = network;
                          }
                          return result;
                        });
}

std::vector<Rational> drawn_answer(const check::Case& rows, const std::string& twist,
                                   bool is_scaled) {
  Random random(static_cast<std::uint64_t>(rows(0, 2).num().to_int64()), 0, 0);
  const model::Transformer network = drawn_network(random, twist);
  if (twist != "content_read") model::require_positional(network, "S5.networks");
  return model::answer(network, list_of(rows, is_scaled), {});
}

Statement scaled_networks() {
  Statement statement =
      check::about(claim_id, "S5.networks", "Positional networks commute with scaling");
  statement.sentence =
      "A positional network whose units have no bias is positively homogeneous: $F(cX) = c F(X)$ "
      "for every $c > 0$, here with softmax in one layer and hardmax in the next.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Networks with drawn weights on drawn lists, c = 1/3, 2, 3, "
                            "10^6, exactly.",
                        .gap = "A sample; the general argument is in the README."};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"cases", rung == Rung::fast ? 60 : 4000}}};
  };
  statement.parameters = {{.name = "cases", .meaning = "drawn cases", .lo = 1, .hi = 1000000}};
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"cases", 60}}}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    Agrees result{.relation = derive::Relation::equal,
                  .cases = drawn_cases(seed, params.at("cases")),
                  .evaluator = "literal"};
    result.left = [](const check::Case& rows, const std::string& twist) {
      return drawn_answer(rows, twist, true);
    };
    result.right = [](const check::Case& rows) {
      return times(rows(0, 1), drawn_answer(rows, "", false));
    };
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "unit_bias", .why = "bias 1 in every unit", .proof = {}},
       {.name = "content_read", .why = "queries and keys read values", .proof = {}}});
}

/// (0, c): the only list of the comparison.
Matrix zero_and(const Rational& c) { return Matrix({{0}, {c}}); }

Statement content_not_scaled() {
  Statement statement =
      check::about(claim_id, "S5.content", "Softmax attention to content does not");
  statement.sentence =
      "One layer with weights $2^{x_i x_j}$ gives $c 2^{c^2}/(1 + 2^{c^2})$ at the second of "
      "$X = (0, c)$: $2/3$ for $c = 1$ and $32/17$, not $4/3$, for $c = 2$; so $F(cX) \\ne c F(X)$ "
      "for every integer $c \\ge 2$ checked.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "The output, and whether it is c times that of c = 1.",
                        .gap = "c up to 12."};
  statement.points = [](Rung) { return std::vector<Params>{{}}; };
  statement.mutant_points = statement.points;
  const auto make = [](const Params&, std::uint64_t) {
    const auto content = std::make_shared<const Answers>(content_model());
    const auto positional = std::make_shared<const Answers>(content_model(true));
    Agrees result{.relation = derive::Relation::equal,
                  .cases = check::integer_box({1}, {12}),
                  .evaluator = "literal"};
    result.left = [=](const check::Case& chosen, const std::string& twist) {
      const Answers& used = twist.empty() ? *content : *positional;
      const Rational& c = chosen(0, 0);
      const Rational one = used.of(zero_and(1)).at(0);
      const Rational found = used.of(zero_and(c)).at(0);
      return std::vector<Rational>{found, found == c * one ? 1 : 0};
    };
    result.right = [](const check::Case& chosen) {
      const auto c = static_cast<unsigned>(chosen(0, 0).num().to_int64());
      const Rational weight(power_of_two(c * c));
      return std::vector<Rational>{Rational(c) * weight / (weight + 1), c == 1 ? 1 : 0};
    };
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "positions_read", .why = "weights 2^{ij} of the positions", .proof = {}}});
}

}  // namespace

std::vector<Statement> scaling_statements() {
  return {scaled_constructions(), scaled_networks(), content_not_scaled()};
}

}  // namespace attest::positional_scans_and_sorting

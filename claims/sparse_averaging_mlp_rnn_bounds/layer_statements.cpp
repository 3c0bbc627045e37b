// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S2: first layers against the adversary, and the constant that it reaches.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;

/// 1 where inputs were found and nothing speaks against them.
Rational is_defeated(const Matrix& weights, const Size& size, const std::string& twist) {
  const std::optional<Opposite> found =
      defeat(weights, size.features, size.q, flaw_named(twist).value_or(Flaw::none));
  return found && objection(weights, *found).empty() ? 1 : 0;
}

Case number_case(std::int64_t index) {
  Case number(1, 1);
  number(0, 0) = index;
  return number;
}

/// Random layers of some width, all defeated.
check::Statement random_layers(const check::Wording& words, bool is_published) {
  std::vector<check::Parameter> parameters = size_parameters();
  parameters.push_back({.name = "layers", .meaning = "matrices drawn", .lo = 1, .hi = 100000});
  check::Statement about = check::about(claim_id, words, std::move(parameters));
  about.points = [](Rung rung) {
    std::vector<Size> sizes{{.n = 6, .q = 1}, {.n = 8, .q = 3}, {.n = 4, .q = 2, .features = 3}};
    if (rung != Rung::fast) {
      const std::vector<Size> more{{.n = 32, .q = 5}, {.n = 16, .q = 2, .features = 2}};
      sizes.insert(sizes.end(), more.begin(), more.end());
    }
    std::vector<Params> points = points_of(sizes);
    for (Params& point : points) point["layers"] = point["n"] * point["features"] > 20 ? 20 : 100;
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 8}, {"q", 3}, {"features", 1}, {"layers", 100}}};
  };
  const auto make = [is_published](const Params& params, std::uint64_t seed) {
    const Size size = size_of(params);
    const int columns = size.n * size.features;
    if (is_published && 2 * size.q > size.n) {
      throw InputError("parameter-range", "q", std::to_string(size.q), "at most N/2");
    }
    const int rows = is_published ? (columns + 1) / 2 - 1 : columns - 1;
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::sampled(
        "random layers of " + std::to_string(rows) + " units on " + std::to_string(columns) +
            " data columns",
        params.at("layers"), seed, pow(Integer(43), static_cast<unsigned>(rows * columns)),
        "infinitely many matrices",
        [](Random&, std::int64_t index) -> std::optional<Case> { return number_case(index); });
    result.left = [size, rows, columns, seed](const Case& c, const std::string& twist) {
      const int units = twist == "full_width" ? columns + 2 : rows;
      const Matrix weights = random_weights(units, columns, seed, c(0, 0).num().to_int64());
      return std::vector<Rational>{is_defeated(weights, size, twist)};
    };
    result.right = [](const Case&) { return std::vector<Rational>{1}; };
    result.evaluator = "elimination in rationals; inputs rechecked";
    result.is_yes_no = true;
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "not_scaled", .why = "values of norm 2", .proof = {}},
                         {.name = "full_width", .why = "N d' + 2 units", .proof = {}}});
}

check::Statement published() {
  return random_layers(
      {.label = "S1",
       .title = "The published width",
       .sentence = "A fully connected network that approximates qSA for some $q \\le N/2$ has a "
                   "first layer of at least $N d'/2$ units, whatever follows it. Checked: layers "
                   "of fewer units are defeated at $\\varepsilon = 1/(2q)$.",
       .standing = Standing::finite_instance,
       .published = "The first layer has at least N d'/2 units for q <= N/2.",
       .checked = "Two inputs with one hidden vector and means more than 1/q apart, rechecked, for "
                  "each drawn layer.",
       .gap = "Recalled, not read. A sample of integer and rational weights; S2 has twice the "
              "width, and its proof is in the README, by hand."},
      true);
}

check::Statement narrow() {
  return random_layers(
      {.label = "S2",
       .title = "A first layer needs the rank of the data",
       .sentence =
           "For all $N > q \\ge 1$ and $d' \\ge 1$ a network whose first layer has fewer than $N "
           "d'$ units, or less rank on the data, is not within $\\varepsilon$ of qSA for any "
           "$\\varepsilon < 1/(2q-1)$: two inputs $\\pm z$ in the unit ball have one hidden vector "
           "and means at least $2 \\max_j |z_j| / (2q-1)$ apart.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked =
           "The two inputs, found by elimination and rechecked, for each drawn layer of N d' "
           "- 1 units.",
       .gap = "A sample; S2.structured names layers. For d' > 1 the norms are rational from "
              "above. The first layer alone is bounded, later ones are arbitrary."},
      false);
}

check::Statement structured() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.structured",
       .title = "Layers of less rank",
       .sentence =
           "The same for the identity without a row, Hadamard rows, second differences, a "
           "sparse layer, powers, prefix sums without the last, differences "
           "from the last value with one sum, and one twice as wide whose rows are repeated.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The two inputs for each of these layers.",
       .gap = "The stated layers and sizes."},
      size_parameters());
  about.figure = check::figure_at(about, {{"n", 4}, {"q", 3}, {"features", 2}}, hidden_figure);
  about.points = [](Rung rung) {
    std::vector<Size> sizes{{.n = 4, .q = 1}, {.n = 6, .q = 2}, {.n = 4, .q = 3, .features = 2}};
    if (rung != Rung::fast) {
      const std::vector<Size> more{{.n = 64, .q = 3}, {.n = 16, .q = 4, .features = 4}};
      sizes.insert(sizes.end(), more.begin(), more.end());
    }
    return points_of(sizes);
  };
  about.mutant_points = [](Rung) { return points_of({{.n = 6, .q = 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const std::vector<Layer> list = deficient_layers(size.n, size.features);
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({0}, {std::ssize(list) - 1});
    result.cases.description = "the named layers";
    result.cases.coverage = check::Coverage::given;
    result.left = [size, list](const Case& c, const std::string& twist) {
      const auto at = static_cast<std::size_t>(c(0, 0).num().to_int64());
      Matrix weights = list[at].weights;
      if (twist == "full_rank") weights = full_layers(size.n, size.q, size.features)[0].weights;
      return std::vector<Rational>{is_defeated(weights, size, twist)};
    };
    result.right = [](const Case&) { return std::vector<Rational>{1}; };
    result.evaluator = "elimination in rationals; inputs rechecked";
    result.is_yes_no = true;
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "full_rank", .why = "the identity", .proof = {}},
                         {.name = "not_scaled", .why = "values of norm 2", .proof = {}},
                         {.name = "largest_only",
                          .why = "y is the largest entries, whether or not the smallest weigh more",
                          .proof = {}}});
}

check::Statement correct() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.correct",
       .title = "Nothing is found against layers of full rank",
       .sentence =
           "The adversary finds nothing against the identity, Hadamard rows, prefix sums, a "
           "Vandermonde matrix and the first layer of S3.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The search returns nothing at all.",
       .gap = "The stated layers and sizes."},
      size_parameters());
  about.points = [](Rung rung) {
    std::vector<Size> sizes{{.n = 4, .q = 1}, {.n = 6, .q = 2}, {.n = 4, .q = 3, .features = 2}};
    if (rung != Rung::fast) {
      sizes.push_back({.n = 32, .q = 3});
      sizes.push_back({.n = 8, .q = 2, .features = 4});
    }
    return points_of(sizes);
  };
  about.mutant_points = [](Rung) { return points_of({{.n = 6, .q = 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const std::vector<Layer> list = full_layers(size.n, size.q, size.features);
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({0}, {std::ssize(list) - 1});
    result.cases.description = "the named layers";
    result.cases.coverage = check::Coverage::given;
    result.left = [size, list](const Case& c, const std::string& twist) {
      Matrix weights = list[static_cast<std::size_t>(c(0, 0).num().to_int64())].weights;
      for (int r = 0; r < weights.rows() && !twist.empty(); ++r) {
        for (int column = 0; column < weights.cols(); ++column) {
          if (twist == "column_left_out" && column == 1) weights(r, column) = 0;
          if (twist == "two_columns_equal" && column == 1) weights(r, column) = weights(r, 0);
        }
      }
      return std::vector<Rational>{defeat(weights, size.features, size.q) ? 1 : 0};
    };
    result.right = [](const Case&) { return std::vector<Rational>{0}; };
    result.evaluator = "elimination in rationals";
    result.is_yes_no = true;
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "column_left_out", .why = "one value is not read", .proof = {}},
       {.name = "two_columns_equal", .why = "two values are read alike", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> layer_statements() {
  return check::joined({{published(), narrow(), structured()}, end_statements(), {correct()}});
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

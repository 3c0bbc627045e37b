// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S2: first layers against the adversary, and the constant that it reaches.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
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
check::Statement random_layers(const Words& words, bool is_published) {
  std::vector<check::Parameter> parameters = size_parameters();
  parameters.push_back({.name = "layers", .meaning = "matrices drawn", .lo = 1, .hi = 100000});
  check::Statement about = statement_of(words, std::move(parameters));
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
  check::Statement about = statement_of(
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
  about.figure = hidden_figure;
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

check::Statement ends() {
  check::Statement about = statement_of(
      {.label = "S2.ends",
       .title = "The heavier end of a vector",
       .sentence =
           "For $N > q$ and every $u \\in \\mathbb{R}^N$ the $q$ largest or the $q$ smallest "
           "entries have a mean of absolute value at least $\\max_j |u_j| / (2q-1)$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The entries that the adversary takes, for every integer vector with entries up "
                  "to 2q-1 in absolute value.",
       .gap = "The stated N and q; the proof for all vectors is in the README, by hand."},
      {{.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 7},
       {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 6}});
  about.points = [](Rung rung) {
    std::vector<Size> sizes{{.n = 4, .q = 1}, {.n = 3, .q = 2}, {.n = 4, .q = 2}, {.n = 4, .q = 3}};
    if (rung != Rung::fast) {
      sizes.push_back({.n = 5, .q = 2});
      sizes.push_back({.n = 5, .q = 3});
    }
    std::vector<Params> points = points_of(sizes);
    for (Params& point : points) point.erase("features");
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}, {"q", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const std::int64_t most = 2 * size.q - 1;
    Agrees result{.relation = derive::Relation::at_least};
    const auto entries_of_u = static_cast<std::size_t>(size.n);
    result.cases = check::integer_box(std::vector<std::int64_t>(entries_of_u, -most),
                                      std::vector<std::int64_t>(entries_of_u, most));
    const auto entries = [](const Case& c) {
      return std::vector<Rational>(c.row(0).begin(), c.row(0).end());
    };
    result.left = [q = size.q, entries](const Case& c, const std::string& twist) {
      const std::vector<Rational> u = entries(c);
      Rational sum = 0;
      for (const int j : heavier_end(u, q, flaw_named(twist).value_or(Flaw::none))) {
        sum += u[static_cast<std::size_t>(j)];
      }
      // |mean| (2q-1); the twist asks for 1/q in the place of 1/(2q-1).
      const int factor = twist == "gap_two_over_q" ? q : 2 * q - 1;
      return std::vector<Rational>{sum.abs() * factor / q};
    };
    result.right = [entries](const Case& c) {
      Rational largest = 0;
      for (const Rational& entry : entries(c)) largest = std::max(largest, entry.abs());
      return std::vector<Rational>{largest};
    };
    result.evaluator = "rationals";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "largest_only", .why = "always the largest entries", .proof = {}},
       {.name = "gap_two_over_q", .why = "a mean of max |u| / q, a gap of 2/q", .proof = {}}});
}

check::Statement attained() {
  check::Statement about = statement_of(
      {.label = "S2.attained",
       .title = "The constant is attained",
       .sentence = "For $u = (1, -c, .., -c)$ with $c = 1/(2q-1)$ and $N > q$ every $q$-set has a "
                   "mean of absolute value at most $1/(2q-1)$, and some set attains it: no other "
                   "choice of pointers makes the gap of S2 larger.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All q-sets.",
       .gap = "The stated N and q."},
      {{.name = "n", .meaning = "largest N [tokens]", .lo = 2, .hi = 18},
       {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 8}});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= (rung == Rung::fast ? 4 : 6); ++q) {
      points.push_back({{"n", rung == Rung::fast ? 8 : 14}, {"q", q}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 7}, {"q", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({size.q + 1}, {params.at("n")});
    result.cases.description = "N = q+1, .., " + std::to_string(params.at("n"));
    result.left = [q = size.q](const Case& c, const std::string& twist) {
      const auto n = static_cast<int>(c(0, 0).num().to_int64());
      const Rational rest(-1, twist.empty() ? 2 * q - 1 : 2 * q);
      const check::CaseSpace all = check::subsets(n, q);
      Rational largest = 0;
      for (std::int64_t s = 0; s < all.size; ++s) {
        const Matrix y = all.at(s).value();
        Rational sum = 0;
        for (int l = 0; l < q; ++l) sum += y(l, 0) == 0 ? Rational(1) : rest;
        largest = std::max(largest, sum.abs());
      }
      return std::vector<Rational>{largest / q};
    };
    result.right = [q = size.q](const Case&) {
      return std::vector<Rational>{Rational(1, 2 * q - 1)};
    };
    result.evaluator = "rationals";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "other_ratio", .why = "c = 1/(2q)", .proof = {}}});
}

check::Statement correct() {
  check::Statement about = statement_of(
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

void add_layer_statements(Statements& list) {
  list.push_back(published());
  list.push_back(narrow());
  list.push_back(structured());
  list.push_back(ends());
  list.push_back(attained());
  list.push_back(correct());
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4.simplex and S5.sharp: where fewer than 2q dimensions are enough.
#include <algorithm>

#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

check::Parameter size_q() {
  return {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 12};
}
check::Parameter size_n() { return {.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 64}; }
/// How far the lowest score in y stands above the highest outside. \pre neither is empty
Rational margin_of(const std::vector<Rational>& scores, const std::vector<int>& y) {
  std::optional<Rational> least;
  std::optional<Rational> most;
  for (std::size_t j = 0; j < scores.size(); ++j) {
    const bool is_member = std::find(y.begin(), y.end(), static_cast<int>(j)) != y.end();
    if (is_member && (!least || scores[j] < *least)) least = scores[j];
    if (!is_member && (!most || scores[j] > *most)) most = scores[j];
  }
  return *least - *most;
}

/// N = 2q and N = 2q + 1.
std::vector<check::Params> sharp_points(check::Rung rung) {
  const int most = rung == check::Rung::fast ? 4 : 6;
  std::vector<check::Params> points;
  for (int q = 2; q <= most; ++q) {
    points.push_back({{"q", q}, {"n", 2 * q}});
    points.push_back({{"q", q}, {"n", 2 * q + 1}});
  }
  return points;
}

}  // namespace

check::Statement simplex() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S4.simplex",
       .title = "Key dimension N-1 suffices for exact ties",
       .sentence = "For all $N > q \\ge 1$ the keys $e_1, .., e_{N-1}, 0$ with the query $1_y$, or "
                   "$-1$ outside $y$ where the last token is a member, have the argmax set $y$.",
       .standing = check::Standing::strengthened,
       .published = "-",
       .checked = "Every q-subset of every stated (N, q) as the query of a token.",
       .gap = "The stated (N, q)."},
      {size_q(), size_n()});
  about.points = [](check::Rung rung) {
    return rung == check::Rung::fast
               ? points_of({"q", "n"}, {{1, 2}, {2, 4}, {3, 5}, {3, 6}, {4, 8}, {5, 6}})
               : points_of({"q", "n"}, {{1, 2},
                                        {2, 4},
                                        {3, 5},
                                        {3, 6},
                                        {4, 8},
                                        {5, 6},
                                        {5, 10},
                                        {6, 11},
                                        {8, 12},
                                        {7, 14}});
  };
  about.mutant_points = [](check::Rung) { return points_of({"q", "n"}, {{3, 5}}); };
  const auto make = [](const check::Params& params, std::uint64_t) {
    const int q = static_cast<int>(params.at("q"));
    const int n = static_cast<int>(params.at("n"));
    if (n <= q) throw InputError("parameter-range", "n", std::to_string(n), "more than q");
    model::Transformer model = simplex_form(n, q);
    const std::int64_t used = derive::resources(model).key_dimension;
    return derive::Computes{.model = std::move(model),
                            .task = task::sparse_averaging(q),
                            .inputs = subset_batches(q, n, n, Values::powers),
                            .promises = {check::at_most("key dimension", "N - 1", n - 1, used)}};
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement sharp() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.sharp",
       .title = "Below N = 2q+2 fewer dimensions keep the strict order",
       .sentence =
           "For $q \\ge 2$ and $N \\ge q+2$ the keys $0, s e_1, .., s e_{s-1}$, $s = N-1$, and "
           "$(1, .., 1)$ in dimension $N-2$ have queries with every member above every "
           "non-member: dimension $2q-1$ at $N = 2q+1$ and $2q-2$ at $N = 2q$.",
       .standing = check::Standing::strengthened,
       .published = "-",
       .checked = "Scores of the described head for every q-subset, by at least 1.",
       .gap = "The stated (N, q)."},
      {size_q(), size_n()});
  about.points = sharp_points;
  about.mutant_points = [](check::Rung) { return points_of({"q", "n"}, {{3, 7}}); };
  const auto make = [](const check::Params& params, std::uint64_t) {
    const int q = static_cast<int>(params.at("q"));
    const int n = static_cast<int>(params.at("n"));
    if (q < 2 || n < q + 2) {
      throw InputError("parameter-range", "q", std::to_string(q), "2, .., n-2");
    }
    const auto built = std::make_shared<const Built>(strict_form(n, q));
    const std::int64_t used = derive::resources(built->model).key_dimension;
    derive::Agrees result{.relation = derive::Relation::at_least};
    result.cases = subset_batches(q, n, n, Values::signs);
    result.left = [q, built](const check::Case& batch, const std::string& twist) {
      std::vector<std::vector<Rational>> scores = scores_of(*built, batch);
      std::vector<Rational> margins;
      for (int i = 0; i < batch.rows(); ++i) {
        std::vector<Rational>& row = scores[static_cast<std::size_t>(i)];
        // The centroid's key would be 0: the first vertex again.
        if (twist == "centroid_at_a_vertex") row.back() = row.front();
        if (twist == "query_flipped") {
          for (Rational& score : row) score = -score;
        }
        margins.push_back(margin_of(row, subset_of(batch, i, q)));
      }
      return margins;
    };
    result.right = [](const check::Case& batch) {
      return std::vector<Rational>(static_cast<std::size_t>(batch.rows()), 1);
    };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "scores of the description, literal";
    result.promises = {check::at_most("key dimension", "N - 2", n - 2, used)};
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "centroid_at_a_vertex", .why = "the last key is 0, as the first", .proof = {}},
       {.name = "query_flipped", .why = "the query negated", .proof = {}}});
}

}  // namespace attest::sparse_averaging_moment_curve

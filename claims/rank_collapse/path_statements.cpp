// SPDX-License-Identifier: Apache-2.0
/// \file
/// I1: pure attention with given patterns is the sum over its paths, and what that needs.
#include "claims/rank_collapse/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/random.hpp"

namespace attest::rank_collapse {
namespace {

using check::Params;
using check::Rung;

/// The weights of a point: nonzero integers, so that a change of any of them is seen.
PathNetwork network_at(const Params& params, bool has_biases) {
  PathNetwork network{.tokens = static_cast<int>(params.at("tokens")),
                      .width = static_cast<int>(params.at("width")),
                      .has_skips = params.at("skips") != 0};
  Random random(/*seed=*/2021, /*stream=*/1, static_cast<std::uint64_t>(params.at("heads")));
  const auto nonzero = [&random] {
    const std::int64_t value = random.between(1, 3);
    return Rational(random.below(2) == 0 ? value : -value);
  };
  for (std::int64_t l = 0; l < params.at("layers"); ++l) {
    std::vector<Matrix>& mixes = network.mixes.emplace_back();
    for (std::int64_t h = 0; h < params.at("heads"); ++h) {
      Matrix& mix = mixes.emplace_back(network.width, network.width);
      for (int k = 0; k < network.width; ++k) {
        for (int c = 0; c < network.width; ++c) mix(k, c) = nonzero();
      }
    }
    std::vector<Rational>& bias = network.biases.emplace_back();
    for (int k = 0; k < network.width; ++k) bias.push_back(has_biases ? nonzero() : Rational(0));
  }
  return network;
}

/// Random integer tokens, and patterns with random rational rows of sum 1.
Matrix random_table(const PathNetwork& network, Random& random) {
  const int n = network.tokens;
  Matrix table(n, network.width + network.layers() * network.heads() * n);
  for (int i = 0; i < n; ++i) {
    int at = 0;
    for (; at < network.width; ++at) table(i, at) = random.between(-3, 3);
    for (; at < table.cols(); at += n) {
      std::vector<std::int64_t> weights;
      std::int64_t total = 0;
      for (int j = 0; j < n; ++j) total += weights.emplace_back(random.between(j == 0 ? 1 : 0, 5));
      for (int j = 0; j < n; ++j) {
        table(i, at + j) = Rational(weights[static_cast<std::size_t>(j)]) / Rational(total);
      }
    }
  }
  return table;
}

check::CaseSpace tables(const PathNetwork& network, std::int64_t size, std::uint64_t seed) {
  // 7 values a token coordinate and at least 5 6^(n-1) vectors of weights a row: far more than
  // 10^9.
  const auto rows = static_cast<unsigned>(network.layers() * network.heads() * network.tokens);
  return check::sampled("random tokens and random stochastic patterns", size, seed,
                        pow(Integer(7), static_cast<unsigned>(network.tokens * network.width)) *
                            pow(Integer(30), rows),
                        "the patterns are a continuum",
                        [network](Random& random, std::int64_t) -> std::optional<check::Case> {
                          return random_table(network, random);
                        });
}

std::vector<Rational> entries_of(const Matrix& matrix) {
  std::vector<Rational> result;
  for (int i = 0; i < matrix.rows(); ++i) {
    for (const Rational& entry : matrix.row(i)) result.push_back(entry);
  }
  return result;
}

Params path_point(int heads, int layers, int skips, int tokens, int width) {
  return {
      {"heads", heads}, {"layers", layers}, {"skips", skips}, {"tokens", tokens}, {"width", width}};
}

std::vector<check::Parameter> path_parameters() {
  return {{.name = "heads", .meaning = "H", .lo = 1, .hi = 64},
          {.name = "layers", .meaning = "L", .lo = 1, .hi = 8},
          {.name = "skips", .meaning = "1: X + SA(X), 0: SA(X)", .lo = 0, .hi = 1},
          {.name = "tokens", .meaning = "n", .lo = 2, .hi = 8},
          {.name = "width", .meaning = "d", .lo = 1, .hi = 8}};
}

/// 8, 9, 64 and 81 paths; then every number of layers up to 4 and heads up to 10 of at most 100.
std::vector<Params> path_points(Rung rung) {
  std::vector<Params> points{path_point(2, 3, 0, 3, 2), path_point(2, 2, 1, 2, 1),
                             path_point(3, 3, 1, 2, 2), path_point(2, 4, 1, 2, 2)};
  if (rung == Rung::fast) return points;
  for (int layers = 1; layers <= 4; ++layers) {
    for (int heads = 1; heads <= 10; ++heads) {
      for (const int skips : {0, 1}) {
        int paths = 1;
        for (int l = 0; l < layers; ++l) paths *= heads + skips;
        if (paths <= 100) points.push_back(path_point(heads, layers, skips, 3, 3));
      }
    }
  }
  return points;
}

std::vector<Params> path_mutant_points(Rung) {
  return {path_point(2, 3, 0, 3, 2), path_point(2, 2, 1, 2, 1)};
}

check::Statement path_about(const char* label, const char* title, const char* sentence) {
  check::Statement result = check::about(
      claim_id,
      {.label = label,
       .title = title,
       .sentence = sentence,
       .standing = check::Standing::finite_instance,
       .published = "A network of pure attention is a sum over its paths, one head a layer, and "
                    "a matrix of equal rows.",
       .checked = "Exact equality of matrices over Q, random rational stochastic patterns, with "
                  "biases, with and without skips.",
       .gap = "Sampled patterns, at the stated sizes."});
  result.parameters = path_parameters();
  result.points = path_points;
  result.mutant_points = path_mutant_points;
  return result;
}

constexpr std::int64_t tables_of_a_point = 4;

std::vector<check::Promise> path_promises(const PathNetwork& network, const PathSum& sum) {
  const int letters = network.heads() + (network.has_skips ? 1 : 0);
  const Integer paths = pow(Integer(letters), static_cast<unsigned>(network.layers()));
  return {check::at_most("paths", network.has_skips ? "(H+1)^L" : "H^L", paths, sum.paths)};
}

derive::Agrees identity(const Params& params, std::uint64_t seed) {
  const PathNetwork network = network_at(params, /*has_biases=*/true);
  derive::Agrees result{.relation = derive::Relation::equal};
  result.model = path_network(network);
  result.right = [network](const check::Case& table) {
    return entries_of(path_sum(network, table).value);
  };
  result.cases = tables(network, tables_of_a_point, seed);
  result.evaluator = "literal";
  result.promises = path_promises(network, path_sum(network, *result.cases.at(0)));
  return result;
}

/// The same with the sides exchanged: here the sum over paths is what twists break.
derive::Agrees path_identity(const Params& params, std::uint64_t seed) {
  const PathNetwork network = network_at(params, /*has_biases=*/true);
  const auto model = std::make_shared<const model::Transformer>(path_network(network));
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [network](const check::Case& table, const std::string& twist) {
    return entries_of(path_sum(network, table,
                               {.omits_a_path = twist == "path_omitted",
                                .reverses_bias = twist == "bias_reversed"})
                          .value);
  };
  result.right = [model](const check::Case& table) { return model::answer(*model, table, {}); };
  result.cases = tables(network, tables_of_a_point, seed);
  result.evaluator = "literal";
  return result;
}

/// Case (layer, head, row, has biases): that row of that pattern sums to 1 - 2^-20.
derive::Agrees row_defects(const Params& params, std::uint64_t seed) {
  const auto intact = [params, seed](bool has_biases) {
    const PathNetwork network = network_at(params, has_biases);
    Random random(seed, /*stream=*/2, /*index=*/0);
    return std::pair(network, random_table(network, random));
  };
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [intact](const check::Case& chosen, const std::string& twist) {
    auto [network, table] = intact(!chosen(0, 3).is_zero());
    const int n = network.tokens;
    const auto of = [&chosen](int field) {
      return static_cast<int>(chosen(0, field).num().to_int64());
    };
    Rational& entry =
        table(of(2), network.width + (of(0) * network.heads() + of(1)) * n);  // it is positive
    if (twist != "defect_ignored") entry -= Rational(Integer(1), power_of_two(20));
    const bool is_equal = model::answer(path_network(network), table, {}) ==
                          entries_of(path_sum(network, table).value);
    return std::vector<Rational>{is_equal ? 1 : 0};
  };
  result.right = [](const check::Case& chosen) {
    return std::vector<Rational>{chosen(0, 0).is_zero() || chosen(0, 3).is_zero() ? 1 : 0};
  };
  result.cases = check::integer_box(
      {0, 0, 0, 0}, {params.at("layers") - 1, params.at("heads") - 1, params.at("tokens") - 1, 1});
  result.cases.description =
      "every row of every pattern of one random table, with and without "
      "biases";
  result.cases.coverage = check::Coverage::sampled;
  result.cases.full_size = tables(intact(true).first, 1, seed).full_size * result.cases.size;
  result.cases.why_sampled = "one random table: the patterns are a continuum";
  result.evaluator = "literal";
  result.is_yes_no = true;
  return result;
}

}  // namespace

std::vector<check::Statement> path_statements() {
  std::vector<check::Statement> result;
  result.push_back(derive::description_agrees(
      path_about("I1", "Path decomposition, against the network",
                 "For row-stochastic patterns $SAN_L(X) = \\sum_{h_1..h_L} P^L_{h_L} \\cdots "
                 "P^1_{h_1} X W^1_{h_1} \\cdots W^L_{h_L} + 1 b^T$ with $b^T = \\sum_l b_l^T "
                 "\\prod_{l'=l+1}^{L} (\\sum_h W^{l'}_h)$; a skip adds the letter 0 with "
                 "$P_0 = W_0 = I$."),
      identity));
  result.back().figure =
      check::figure_at(result.back(), {{"heads", 2}, {"layers", 4}, {"skips", 1}}, path_figure);
  result.push_back(derive::agrees(
      path_about("I1.paths", "Path decomposition, the sum over paths broken",
                 "The sum over all paths, each once, with the bias carried through the layers in "
                 "increasing order, is the network's output."),
      path_identity,
      {{.name = "path_omitted",
        .why = "without the path of the last head of every layer",
        .proof = {}},
       {.name = "bias_reversed", .why = "weights above a bias in decreasing order", .proof = {}}}));
  result.back().mutant_points = [](Rung) { return std::vector<Params>{path_point(2, 3, 0, 3, 2)}; };
  check::Statement rows =
      path_about("I1.rows", "What the identity needs of its patterns",
                 "With one row of one pattern summing to $1 - 2^{-20}$ the identity still holds if "
                 "that pattern is in layer 1 or all biases are 0, and fails else.");
  rows.standing = check::Standing::strengthened;
  rows.fidelity.published = "-";
  rows.fidelity.checked = "Every row of every pattern of one network, with and without biases.";
  rows.fidelity.gap = "One network and one random table of patterns.";
  rows.points = [](Rung) { return std::vector<Params>{path_point(2, 3, 0, 3, 2)}; };
  rows.mutant_points = rows.points;
  result.push_back(derive::agrees(
      std::move(rows), row_defects,
      {{.name = "defect_ignored", .why = "the row sums to 1 after all", .proof = {}}}));
  return result;
}

}  // namespace attest::rank_collapse

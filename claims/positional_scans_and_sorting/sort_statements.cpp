// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2 and S3: the sorted list and the median in k(k+1)/2 + 1 layers.
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/positional.hpp"
#include "reference/derive/resources.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr std::int64_t longest_sort = 1024;

/// Layers, heads and positions of a sort against what S2 says.
std::vector<check::Promise> sort_promises(std::int64_t n, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t k = gadget::bitonic_sort::address_bits(n);
  std::vector<check::Promise> result =
      derive::positional_promises(model, "2 + k + k(k-1)/2", 2 + k + k * (k - 1) / 2);
  result.push_back(
      check::at_most("layers", "k(k+1)/2 + 1", k * (k + 1) / 2 + 1, used.layers + used.mlp_layers));
  result.push_back(check::at_most("heads a layer", "4", 4, used.heads));
  return result;
}

/// What the added nodes hold at a point: its parameter `largest`; nothing is added without one.
Rational bound_of(const Params& params) {
  const auto largest = params.find("largest");
  return largest == params.end() ? 0 : largest->second;
}

/// The claim's mutants, built for the bound of a point.
std::vector<derive::NamedMutant> mutants_at_bound(bool is_median) {
  std::vector<derive::NamedMutant> result = is_median ? median_mutants(0) : sort_mutants(0);
  for (std::size_t m = 0; m < result.size(); ++m) {
    result[m].apply = [is_median, m](Computes& broken, const Params& params) {
      const Rational bound = bound_of(params);
      (is_median ? median_mutants(bound) : sort_mutants(bound))[m].apply(broken, params);
    };
  }
  return result;
}

/// A statement about the sorted list, or the median, of the lists of a space.
Statement sorts(Statement statement, bool is_median,
                const Function<check::CaseSpace(const Params&, std::uint64_t)>& space) {
  if (statement.parameters.empty()) statement.parameters = {length_parameter(1, longest_sort)};
  const auto make = [is_median, space](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const Rational bound = bound_of(params);
    Computes result{.model = is_median ? median_model(n, bound) : sort_model(n, bound),
                    .task = is_median ? task::median() : task::sorted(),
                    .inputs = space(params, seed)};
    result.promises = sort_promises(n, result.model);
    return result;
  };
  return derive::positional(
      derive::computes(std::move(statement), make, mutants_at_bound(is_median)));
}

check::CaseSpace binary_space(const Params& params, std::uint64_t) {
  return binary_lists(params.at("n"));
}

Statement sorted_bits() {
  Statement statement = check::about(claim_id, "S2", "Bitonic sorting of n = 2^k numbers");
  statement.sentence =
      "For every $n = 2^k$, $k \\ge 1$, and list of $n$ numbers, $k(k+1)/2 + 1$ layers of at most "
      "4 heads with unique maxima, $d_P = 2 + k + k(k-1)/2$, and ReLU units without biases give "
      "the numbers in rising order.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "Every list of zeros and ones, which decides every list of real numbers (0-1 "
          "principle, README); no query or key reads content.",
      .gap = "The stated n."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}}, {{"n", 4}}, {{"n", 8}}};
    if (rung != Rung::fast) points.push_back({{"n", 16}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}}, {{"n", 4}}}; };
  Statement result = sorts(std::move(statement), false, binary_space);
  result.figure = check::figure_at(result, {{"n", 8}}, sort_figure);
  return result;
}

Statement sorted_permutations() {
  Statement statement =
      check::about(claim_id, "S2.permutations", "Bitonic sorting of permutations");
  statement.sentence = "The layers of S2 sort every permutation of $0, \\dots, n-1$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every permutation, without the 0-1 principle.",
                        .gap = "The stated n."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}}, {{"n", 4}}};
    if (rung != Rung::fast) points.push_back({{"n", 8}});
    return points;
  };
  statement.mutant_points = check::no_points;
  return sorts(std::move(statement), false, [](const Params& params, std::uint64_t) {
    return check::permutations(static_cast<int>(params.at("n")));
  });
}

Statement sorted_any_length() {
  Statement statement =
      check::about(claim_id, "S2.any_length", "Any n, with nodes of the largest value added");
  statement.sentence =
      "For every $n \\ge 1$ and list of $n$ numbers that are at most $B$ the layers of S2 with "
      "$2^k - n$ further nodes of value $B$, $k = \\max(1, \\lceil\\log_2 n\\rceil)$, give the "
      "numbers in rising order.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every list of integers from -largest to largest = B.",
                        .gap = "The stated n and B."};
  statement.parameters = {
      length_parameter(1, longest_sort),
      {.name = "largest", .meaning = "B: entries are from -B to B", .lo = 0, .hi = 1000}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t n : {1, 2, 3}) points.push_back({{"n", n}, {"largest", 2}});
    if (rung == Rung::fast) return points;
    for (const std::int64_t n : {5, 6, 7}) points.push_back({{"n", n}, {"largest", 1}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"largest", 1}}}; };
  return sorts(std::move(statement), false, [](const Params& params, std::uint64_t) {
    return integer_lists(params.at("n"), params.at("largest"));
  });
}

Statement sorted_long() {
  Statement statement = check::about(claim_id, "S2.large", "Sorting long lists of rationals");
  statement.sentence = "The layers of S2 on seeded lists of rationals.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Seeded lists: uniform, rising, falling, constant, two values.",
                        .gap = "A sample."};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    if (rung != Rung::fast) points = {{{"n", 32}}, {{"n", 64}}, {{"n", 128}}};
    return points;
  };
  statement.mutant_points = check::no_points;
  return sorts(std::move(statement), false, [](const Params& params, std::uint64_t seed) {
    return rational_lists(params.at("n"), 1000, 5, seed);
  });
}

Statement median() {
  Statement statement = check::about(claim_id, "S3", "The median");
  statement.sentence =
      "For every $n \\ge 1$ and list of $n$ numbers that are at most $B$ as many layers give the "
      "median at every node: the last one reads the nodes $\\lfloor(n-1)/2\\rfloor$ and "
      "$\\lfloor n/2\\rfloor$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every list of integers from -B to B, read at the first node.",
                        .gap = "The stated n and B; the other nodes are not read."};
  statement.parameters = {
      length_parameter(1, longest_sort),
      {.name = "largest", .meaning = "B: entries are from -B to B", .lo = 0, .hi = 1000}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t n : {1, 2, 3, 4}) points.push_back({{"n", n}, {"largest", 2}});
    if (rung == Rung::fast) return points;
    for (const std::int64_t n : {5, 6, 7, 8}) points.push_back({{"n", n}, {"largest", 1}});
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 3}, {"largest", 1}}, {{"n", 4}, {"largest", 1}}};
  };
  return sorts(std::move(statement), true, [](const Params& params, std::uint64_t) {
    return integer_lists(params.at("n"), params.at("largest"));
  });
}

}  // namespace

std::vector<Statement> sort_statements() {
  return {sorted_bits(), sorted_permutations(), sorted_any_length(), sorted_long(), median()};
}

}  // namespace attest::positional_scans_and_sorting

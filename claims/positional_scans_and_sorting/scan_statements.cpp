// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: scans in ceil(log2 n) layers of one head.
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
using task::Scan;

constexpr std::int64_t largest_entry = 2;  // of the lists that are enumerated
constexpr std::int64_t longest_list = 4096;

/// Layers, heads and positions of a scan against what S1 says, and no bias.
std::vector<check::Promise> scan_promises(std::int64_t n, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  std::vector<check::Promise> result = derive::positional_promises(model, "3", 3);
  std::int64_t layers = 0;
  for (std::int64_t reach = 1; reach < n; reach *= 2) ++layers;
  result.push_back(check::at_most("layers", "ceil(log2 n)", layers, used.layers));
  result.push_back(check::at_most("heads a layer", "1", 1, used.heads));
  result.push_back(check::at_most("key dimension", "2", 2, used.key_dimension));
  return result;
}

Statement scan(Scan which, const std::string& label, const std::string& what,
               const std::string& extra) {
  Statement statement =
      check::about(claim_id, "S1." + label, "Prefix " + what + " in ceil(log2 n) layers");
  statement.sentence =
      "For every $n \\ge 1$ and list $x$ of $n$ numbers, $\\lceil\\log_2 n\\rceil$ layers of one "
      "head with unique maxima, $d_P = 3$, and ReLU units without biases give at every $i$ the " +
      what + " of $x_1, \\dots, x_i$" + extra + ".";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every list of n integers from -2 to 2, at every node; no query "
                            "or key reads content.",
                        .gap = "The stated n; every register is read through the answer alone."};
  statement.parameters = {length_parameter(1, longest_list)};
  statement.points = [](Rung rung) { return lengths(1, rung == Rung::fast ? 5 : 8); };
  // At n = 3 two reads of one back reach as far as 1 and 2.
  // At n = 4 layer 2 is the last, so that what only a later one reads is not missed.
  statement.mutant_points = [](Rung rung) { return lengths(4, rung == Rung::fast ? 4 : 5); };
  if (which == Scan::sum) {
    statement.figure = check::figure_at(statement, {{"n", 8}}, scan_figure);
  }
  const auto make = [which](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Computes result{.model = scan_model(which, n, largest_entry),
                    .task = task::prefix_scan(which),
                    .inputs = integer_lists(n, largest_entry)};
    result.promises = scan_promises(n, result.model);
    return result;
  };
  return derive::positional(
      derive::computes(std::move(statement), make, scan_mutants(which, largest_entry)));
}

Statement long_scans(Scan which, const std::string& label, const std::string& what) {
  Statement statement =
      check::about(claim_id, "S1." + label + ".large", "Prefix " + what + " of long lists");
  statement.sentence = "The layers of S1." + label + " on seeded lists of rationals.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Seeded lists: uniform, rising, falling, constant, two values.",
                        .gap = "A sample."};
  statement.parameters = {length_parameter(1, longest_list)};
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? std::vector<Params>{{{"n", 33}}}
                              : std::vector<Params>{{{"n", 33}}, {{"n", 300}}, {{"n", 2048}}};
  };
  statement.mutant_points = check::no_points;
  const auto make = [which](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    constexpr std::int64_t largest = 1000;
    return Computes{.model = scan_model(which, n, largest),
                    .task = task::prefix_scan(which),
                    .inputs = rational_lists(n, largest, 5, seed)};
  };
  return derive::positional(derive::computes(std::move(statement), make, {}));
}

}  // namespace

std::vector<Statement> scan_statements() {
  const std::string run = "largest sum of a run of neighbours";
  return {scan(Scan::sum, "sum", "sum", ""),
          scan(Scan::minimum, "minimum", "minimum", ", without a node 0"),
          scan(Scan::maximum, "maximum", "maximum", ", without a node 0"),
          scan(Scan::max_subarray, "max_subarray", run,
               ", not empty; node 0 holds $-\\mathrm{INF}$ with $\\mathrm{INF} \\ge \\max|x|$"),
          scan(Scan::max_subarray_or_empty, "max_subarray_or_empty", run,
               ", or 0 for the empty one; node 0 holds zeros"),
          long_scans(Scan::sum, "sum", "sums"),
          long_scans(Scan::max_subarray, "max_subarray", "largest runs")};
}

}  // namespace attest::positional_scans_and_sorting

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: prefix sums in one layer of softmax.
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/positional.hpp"
#include "reference/derive/resources.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr std::int64_t longest_sum = 128;  // a head has (n+1)^2 weights

/// Rows of the given patterns that are no softmax pattern: an entry is not positive, or the sum is
/// not 1.
std::int64_t broken_rows(const model::Transformer& model, std::int64_t n) {
  const model::Trace trace = model::trace(model, Matrix(static_cast<int>(n), 1), {});
  std::int64_t broken = 0;
  for (const model::HeadTrace& head : trace.layers.at(0).heads) {
    for (int i = 0; i < head.queries; ++i) {
      Rational sum = 0;
      bool is_positive = true;
      for (int j = 0; j < head.keys; ++j) {
        const auto at = static_cast<std::size_t>(i) * static_cast<std::size_t>(head.keys) +
                        static_cast<std::size_t>(j);
        const auto& entry = std::get<Rational>(head.pattern.at(at));
        is_positive = is_positive && entry.sign() > 0;
        sum += entry;
      }
      if (!is_positive || sum != Rational(1)) ++broken;
    }
  }
  return broken;
}

std::vector<check::Promise> sum_promises(bool is_softmax, std::int64_t n,
                                         const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t width = n + (is_softmax ? dummies(n) : 1);
  std::vector<check::Promise> result =
      derive::positional_promises(model, is_softmax ? "n + floor(log2 n) + 1" : "n + 1", width);
  result.push_back(check::at_most("layers", "1", 1, used.layers + used.mlp_layers));
  result.push_back(check::at_most("heads", "2", 2, used.heads));
  result.push_back(check::at_most("units", "0", 0, used.units));
  if (!is_softmax) {
    result.push_back(
        check::at_most("rows that are no softmax pattern", "0", 0, broken_rows(model, n)));
  }
  return result;
}

std::vector<derive::NamedMutant> sum_mutants(bool is_softmax) {
  const auto wrong = [is_softmax](const char* name, const char* why, const SumChoices& choices) {
    return derive::NamedMutant{.name = name,
                               .why = why,
                               .proof = {},
                               .apply = [=](Computes& broken, const Params& params) {
                                 const std::int64_t n = params.at("n");
                                 broken.model = is_softmax ? softmax_sum_model(n, choices)
                                                           : pattern_sum_model(n, choices);
                               }};
  };
  std::vector<derive::NamedMutant> result{
      wrong("own_number_left_out", "weight 2 for j < i", {.is_weight_shifted = true}),
      {.name = "mean_for_sum",
       .why = "head 1 alone, its mean of the prefix and the rest for their difference",
       .proof = {},
       .apply = [](Computes& broken, const Params&) { broken.model.blocks[0].heads.pop_back(); }}};
  if (is_softmax) {
    result.push_back(
        wrong("dummies_one_more", "the dummies of head 1 weigh one more", {.row_offset = 1}));
  }
  return result;
}

/// The list that is 1 at one place; outputs are linear in the list, so these decide all lists.
check::CaseSpace unit_lists(std::int64_t n) {
  check::CaseSpace space{.description = "the n lists with a single 1; outputs are linear in x",
                         .coverage = check::Coverage::certificate,
                         .size = n,
                         .full_size = n};
  space.at = [n](std::int64_t index) -> std::optional<check::Case> {
    check::Case list(static_cast<int>(n), 1);
    list(static_cast<int>(index), 0) = 1;
    return list;
  };
  return space;
}

Statement one_layer_sum(bool is_softmax, bool is_every_list) {
  std::string label = is_softmax ? "S4.base_two" : "S4";
  if (is_every_list) label += ".every_list";
  Statement statement =
      check::about(claim_id, label,
                   is_softmax ? "Prefix sums in one layer of base-2 softmax"
                              : "Prefix sums in one layer of softmax with one dummy");
  statement.sentence =
      is_softmax
          ? "For every $n \\ge 1$ one layer of two heads of softmax with logits in "
            "$\\ln 2 \\cdot \\mathbb{Z}$ and $m = \\lfloor\\log_2 n\\rfloor + 1$ dummies, $d_P = n "
            "+ m$, gives $x_1 + \\dots + x_i$ at every $i$, exactly."
          : "For every $n \\ge 1$ one layer of two heads of softmax with logits $\\ln w$, $w$ "
            "positive integers of sum $2n + 1$ in every row, and one dummy, $d_P = n + 1$, gives "
            "$x_1 + \\dots + x_i$ at every $i$, exactly.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = is_every_list ? "Every list with a single 1, which decides every list of the "
                                 "length: without units a positional layer is linear."
                               : "Every list of integers from -1 to 1.",
      .gap = is_softmax ? "The stated n."
                        : "The stated n. The two patterns are given, since logits ln w are no "
                          "rationals; that their rows are positive with sum 1 is checked."};
  statement.parameters = {length_parameter(1, longest_sum)};
  statement.points = [is_every_list](Rung rung) {
    if (!is_every_list) return lengths(1, rung == Rung::fast ? 4 : 6);
    std::vector<Params> points{{{"n", 8}}};
    if (rung == Rung::fast) return points;
    for (const std::int64_t n : {15, 16, 31, 64}) points.push_back({{"n", n}});
    return points;
  };
  statement.mutant_points = check::no_points;
  if (!is_every_list) statement.mutant_points = [](Rung) { return lengths(2, 3); };
  const auto make = [is_softmax, is_every_list](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Computes result{.model = is_softmax ? softmax_sum_model(n) : pattern_sum_model(n),
                    .task = task::prefix_scan(task::Scan::sum),
                    .inputs = is_every_list ? unit_lists(n) : integer_lists(n, 1)};
    result.promises = sum_promises(is_softmax, n, result.model);
    return result;
  };
  return derive::positional(derive::computes(std::move(statement), make, sum_mutants(is_softmax)));
}

}  // namespace

std::vector<Statement> one_layer_statements() {
  return {one_layer_sum(false, false), one_layer_sum(false, true), one_layer_sum(true, false),
          one_layer_sum(true, true)};
}

}  // namespace attest::positional_scans_and_sorting

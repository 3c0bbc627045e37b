// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: the network whose first layer meets the bound.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using check::Case;
using check::Params;
using check::Promise;
using check::Rung;
using derive::Computes;

/// The mean that one row of all values and the pointers asks for.
task::Task flat_task(const Size& size) {
  const task::Task mean = task::sparse_averaging_first(size.q, size.features);
  return {.id = mean.id + ", all tokens in one row", .answer = [size, mean](const Matrix& row) {
            Matrix tokens(size.n, size.features + size.q);
            for (int j = 0; j < size.n; ++j) {
              for (int f = 0; f < size.features; ++f) {
                tokens(j, f) = row(0, j * size.features + f);
              }
              for (int l = 0; l < size.q; ++l) {
                tokens(j, size.features + l) = row(0, size.n * size.features + l);
              }
            }
            return mean.answer(tokens);
          }};
}

/// All values -1, 0, 1 with all ordered pointers, in one row.
check::CaseSpace flat_inputs(const Size& size) {
  check::CaseSpace pointers =
      check::mapped(check::words(size.q, size.n), [](const Case& word) -> std::optional<Case> {
        for (int l = 0; l < word.rows(); ++l) {
          for (int k = 0; k < l; ++k) {
            if (word(k, 0) == word(l, 0)) return std::nullopt;
          }
        }
        return word;
      });
  check::CaseSpace space =
      check::product(check::words(size.n * size.features, 3), std::move(pointers),
                     [](const Case& values, const Case& y) -> std::optional<Case> {
                       Matrix row(1, values.rows() + y.rows());
                       for (int c = 0; c < values.rows(); ++c) row(0, c) = values(c, 0) - 1;
                       for (int l = 0; l < y.rows(); ++l) row(0, values.rows() + l) = y(l, 0);
                       return row;
                     });
  space.description = "all values -1, 0, 1 with all pointers to different positions";
  return space;
}

derive::NamedMutant wrong_network(const char* name, const char* why, const Choices& choices) {
  return {.name = name, .why = why, .proof = {}, .apply = [choices](Computes& c, const Params& p) {
            const Size size = size_of(p);
            c.model = network(size.n, size.q, size.features, choices);
          }};
}

Promise width_promise(const char* relation, std::int64_t bound, std::int64_t used) {
  const bool is_at_least = relation == std::string(">=");
  return {.quantity = "first layer [units]",
          .formula = "N d'",
          .relation = relation,
          .value = std::to_string(bound),
          .used = std::to_string(used),
          .is_met = is_at_least ? used >= bound : used <= bound};
}

check::Statement network_is_right() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3",
       .title = "A first layer as wide as the data suffices",
       .sentence = "For all $N > q \\ge 1$ and $d' \\ge 1$ a ReLU network of three layers whose "
                   "first has $N d'$ units equals the mean over $y$ on all values in $[-1, 1]$: S2 "
                   "is sharp.",
       .standing = check::Standing::strengthened,
       .published = "-",
       .checked = "Values -1, 0 and 1 with all ordered pointers; for fixed pointers the network is "
                  "affine on the cube, so its corners say the rest.",
       .gap = "The stated sizes; one token asks."},
      size_parameters());
  about.points = [](Rung rung) {
    std::vector<Size> sizes{
        {.n = 2, .q = 1}, {.n = 3, .q = 2}, {.n = 4, .q = 1}, {.n = 3, .q = 1, .features = 2}};
    if (rung != Rung::fast) {
      const std::vector<Size> more{
          {.n = 4, .q = 3}, {.n = 5, .q = 2}, {.n = 6, .q = 2}, {.n = 3, .q = 2, .features = 2}};
      sizes.insert(sizes.end(), more.begin(), more.end());
    }
    return points_of(sizes);
  };
  about.mutant_points = [](Rung) { return points_of({{.n = 3, .q = 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    model::Transformer model = network(size.n, size.q, size.features);
    const auto units = static_cast<std::int64_t>(model.blocks.at(0).mlp.size());
    const std::int64_t bound = std::int64_t{size.n} * size.features;
    return Computes{
        .model = std::move(model),
        .task = flat_task(size),
        .inputs = flat_inputs(size),
        .promises = {width_promise(">=", bound, units), width_promise("<=", bound, units)}};
  };
  return derive::computes(
      std::move(about), make,
      {wrong_network("pointer_weight_three", "steps begin before a value ends",
                     {.pointer_weight = 3}),
       wrong_network("gate_one", "an unselected value above 0 passes", {.gate = 1}),
       {.name = "value_not_read",
        .why = "the last unit of the first layer is left out",
        .proof = {},
        .apply = [](Computes& c, const Params&) { c.model.blocks.at(0).mlp.pop_back(); }}});
}

}  // namespace

std::vector<check::Statement> network_statements() { return {network_is_right()}; }

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

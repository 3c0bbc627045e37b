// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's rows through the head of the disjunct code.
#include <algorithm>

#include "claims/sparse_averaging_dual_certificate/claim.hpp"
#include "reference/derive/pointer_rows.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

constexpr int most_cells = 4096;  // of a code: the embedding has some steps a cell and pointer

/// The model that was asked for: the user's, the built one, or a broken one. \throws InputError
model::Transformer model_of(const check::RunRequest& request, const derive::PointerRows& rows) {
  const int n = std::max(rows.tokens.rows(), 2);
  gadget::DisjunctCode code = gadget::least_disjunct_code(n, rows.q);
  if (code.cells() > most_cells) {
    throw InputError("rows-count", request.place,
                     std::to_string(code.cells()) + " cells for these rows and pointers",
                     "at most " + std::to_string(most_cells));
  }
  if (request.mutant == "one_point_less" && code.points > 1) {
    --code.points;
    return code_head(code, rows.q, rows.features);
  }
  return derive::requested_model(request, code_head(code, rows.q, rows.features));
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S4"}});
  const derive::PointerRows rows = derive::parse_pointer_rows(request.text, request.place);
  return {derive::run_pointer_rows(rows, model_of(request, rows), request.place)};
}

}  // namespace attest::sparse_averaging_dual_certificate

// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the statements on Newton's iteration share: matrices, starts, the tolerance.
#include <algorithm>
#include <utility>

#include "claims/fleq_function_blocks/algorithms.hpp"
#include "claims/fleq_function_blocks/intervals.hpp"
#include "reference/check/about.hpp"
#include "reference/gadget/units.hpp"

namespace attest::fleq_function_blocks {
namespace {

constexpr int tolerance_log2 = -30;
constexpr int range_log2 = 16;  // of entries: beyond it e^(eta S) is not near 1 for long

}  // namespace

ProductShape newton_shape(int side, bool is_odd) {
  return {.side = side, .inverse_log2 = 40, .level = 80, .is_odd = is_odd};
}

Rational newton_tolerance() { return gadget::two_to(tolerance_log2); }

check::CaseSpace regular_matrices(int side, std::int64_t count) {
  return {.description = "matrices with a dominant diagonal, and the second difference",
          .coverage = check::Coverage::given,
          .size = count,
          .full_size = count,
          .at = [side](std::int64_t index) {
            Matrix result = matrix_at(side, index + (index == 0 ? 0 : 2));
            for (int i = 0; i < side && index > 0; ++i) result(i, i) = 3 * side + i % 2;
            return std::optional(std::move(result));
          }};
}

check::Statement newton_about(const char* label, const char* title) {
  check::Statement statement = check::about(claim_id, label, title);
  statement.standing = check::Standing::finite_instance;
  statement.parameters = {{.name = "side", .meaning = "d", .lo = 1, .hi = 4},
                          {.name = "steps", .meaning = "T", .lo = 1, .hi = 12},
                          {.name = "cases", .meaning = "matrices", .lo = 1, .hi = 100}};
  return statement;
}

std::vector<derive::Twist> newton_twists() {
  return {{.name = "not_normalised", .why = "X_0 = A^T: the residual grows", .proof = {}},
          {.name = "one_for_two", .why = "X (I - AX)", .proof = {}}};
}

NewtonStart newton_start_of(const Matrix& a, const std::string& twist) {
  NewtonStart result{.x0 = task::newton_start(a)};
  if (twist == "one_for_two") result.twice = 1;
  if (twist != "not_normalised") return result;
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < a.cols(); ++j) result.x0(i, j) = a(j, i);
  }
  return result;
}

bool is_in_range(const Rational& entry) { return entry <= gadget::two_to(range_log2); }

int steps_in_range(const Matrix& a, const NewtonStart& start, int steps) {
  Matrix x = start.x0;
  for (int step = 0; step < steps; ++step) {
    if (!is_in_range(largest_magnitude(exactly(x)))) return step;
    x = task::newton_inverse(a, std::move(x), 1);
  }
  return steps;
}

}  // namespace attest::fleq_function_blocks

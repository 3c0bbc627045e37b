// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counterexamples, rechecked from the definition.
#include "claims/sparse_averaging_width_bound/separation_check.hpp"

#include <algorithm>

#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

bool is_row(const Matrix& tokens, int i, const std::vector<Rational>& token) {
  return std::ranges::equal(tokens.row(i), token);
}

}  // namespace

Rational distance_at_reader(const Separation& separation) {
  const task::Task mean = task::sparse_averaging_at(separation.first.cols() - 1, separation.reader);
  return (mean.answer(separation.first)[0] - mean.answer(separation.second)[0]).abs();
}

std::string objection(const CodedToken& x, const CodedToken& x_prime,
                      const Separation& separation) {
  const Matrix& first = separation.first;
  const Matrix& second = separation.second;
  if (x.code != x_prime.code) return "two codes";
  if (first.rows() != second.rows() || first.cols() != second.cols()) return "two shapes";
  const int last = first.rows() - 1;
  if (!is_row(first, last, x.token) || !is_row(second, last, x_prime.token)) return "other tokens";
  for (int i = 0; i < last; ++i) {
    if (!std::ranges::equal(first.row(i), second.row(i))) return "inputs that differ elsewhere";
  }
  for (int i = 0; i <= last; ++i) {
    if (first(i, 0).abs() > 1 || second(i, 0).abs() > 1) return "a value outside the unit ball";
  }
  const Rational least(2, first.cols() - 1);
  return distance_at_reader(separation) >= least ? "" : "answers less than 2/q apart";
}

}  // namespace attest::sparse_averaging_width_bound

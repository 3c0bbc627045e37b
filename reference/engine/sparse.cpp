// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse rational rows in normal form.
#include "reference/engine/sparse.hpp"

#include <algorithm>
#include <cstddef>

namespace attest::engine {
namespace {

void accumulate(SparseRow& row, int at, const Rational& weight) {
  Rational& entry = row[at];
  entry += weight;
  if (entry.is_zero()) row.erase(at);
}

}  // namespace

std::vector<SparseRow> rows_of(const model::Linear& map, int size) {
  std::vector<SparseRow> rows(static_cast<std::size_t>(size));
  for (const model::Entry& entry : map) {
    accumulate(rows.at(static_cast<std::size_t>(entry.to)), entry.from, entry.weight.value);
  }
  return rows;
}

SparseRow row_of(const std::vector<model::Term>& terms) {
  SparseRow row;
  for (const model::Term& term : terms) accumulate(row, term.at, term.weight.value);
  return row;
}

int outputs_of(const model::Linear& map) {
  int size = 0;
  for (const model::Entry& entry : map) size = std::max(size, entry.to + 1);
  return size;
}

int inputs_of(const model::Linear& map) {
  int size = 0;
  for (const model::Entry& entry : map) size = std::max(size, entry.from + 1);
  return size;
}

HeadSizes sizes_of(const model::Head& head) {
  return {.key = std::max(outputs_of(head.query), outputs_of(head.keys.front())),
          .value = std::max(outputs_of(head.values.front()), inputs_of(head.out))};
}

Integer denominator_of(const SparseRow& row, const Rational& extra) {
  Integer result = extra.den();
  for (const auto& [at, weight] : row) result = lcm(result, weight.den());
  return result;
}

}  // namespace attest::engine

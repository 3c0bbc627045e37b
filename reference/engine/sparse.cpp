// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse rational rows in normal form.
#include "reference/engine/sparse.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace attest::engine {
namespace {

/// Brings entries of any order into normal form.
void normalize(SparseRow& row) {
  if (!std::ranges::is_sorted(row, {}, &SparseRow::value_type::first))
    std::ranges::stable_sort(row, {}, &SparseRow::value_type::first);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < row.size();) {
    const int at = row[i].first;
    Rational sum = std::move(row[i].second);
    for (++i; i < row.size() && row[i].first == at; ++i) sum += row[i].second;
    if (!sum.is_zero()) row[kept++] = {at, std::move(sum)};
  }
  row.resize(kept);
}

}  // namespace

std::vector<SparseRow> rows_of(const model::Linear& map, int size) {
  std::vector<SparseRow> rows(static_cast<std::size_t>(size));
  for (const model::Entry& entry : map) {
    rows.at(static_cast<std::size_t>(entry.to)).emplace_back(entry.from, entry.weight.value);
  }
  for (SparseRow& row : rows) normalize(row);
  return rows;
}

SparseRow row_of(const std::vector<model::Term>& terms) {
  SparseRow row;
  row.reserve(terms.size());
  for (const model::Term& term : terms) row.emplace_back(term.at, term.weight.value);
  normalize(row);
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

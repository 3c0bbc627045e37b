// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bounds of one use of a block.
#include "reference/engine/range_bounds.hpp"

#include <cstddef>
#include <utility>

#include "reference/engine/sparse.hpp"

namespace attest::engine {
namespace {

using model::Block;
using model::Head;
using model::Relu;

/// ceil(extra + sum of |weight| bound).
Integer bound_of(const SparseRow& row, const std::vector<Integer>& bounds, const Rational& extra) {
  Rational sum = extra.abs();
  for (const auto& [at, weight] : row) {
    sum += weight.abs() * bounds.at(static_cast<std::size_t>(at));
  }
  return sum.ceil();
}

std::vector<Integer> bounds_of(const std::vector<SparseRow>& rows,
                               const std::vector<Integer>& bounds) {
  std::vector<Integer> result;
  result.reserve(rows.size());
  for (const SparseRow& row : rows) result.push_back(bound_of(row, bounds, 0));
  return result;
}

Integer common_denominator(const std::vector<SparseRow>& rows) {
  Integer result = 1;
  for (const SparseRow& row : rows) result = lcm(result, denominator_of(row));
  return result;
}

HeadRange range_of(const Head& head, const std::vector<Integer>& entry) {
  const HeadSizes sizes = sizes_of(head);
  const std::vector<SparseRow> query = rows_of(head.query, sizes.key);
  const std::vector<SparseRow> key = rows_of(head.keys.front(), sizes.key);
  const std::vector<SparseRow> value = rows_of(head.values.front(), sizes.value);
  HeadRange range;
  range.query_scale = common_denominator(query);
  range.key_scale = common_denominator(key);
  for (const SparseRow& row : value) range.value_scale.push_back(denominator_of(row));
  range.query = bounds_of(query, entry);
  range.key = bounds_of(key, entry);
  range.value = bounds_of(value, entry);
  for (std::size_t a = 0; a < query.size(); ++a) {
    range.score += range.query_scale * range.query[a] * range.key_scale * range.key[a];
  }
  return range;
}

/// Adds to `sums` what the head can add to each coordinate of the stream; widens `scale`.
void add_output(const Head& head, const HeadRange& range, std::vector<Rational>& sums,
                Integer& scale) {
  for (std::size_t t = 0; const SparseRow& row : rows_of(head.out, static_cast<int>(sums.size()))) {
    for (const auto& [a, weight] : row) {
      const auto at = static_cast<std::size_t>(a);
      sums[t] += weight.abs() * range.value[at];
      scale = lcm(scale, (weight / range.value_scale[at]).den());
    }
    ++t;
  }
}

std::vector<Integer> rounded_up(const std::vector<Rational>& values) {
  std::vector<Integer> result;
  result.reserve(values.size());
  for (const Rational& value : values) result.push_back(value.ceil());
  return result;
}

std::vector<Rational> rationals(const std::vector<Integer>& values) {
  return {values.begin(), values.end()};
}

}  // namespace

LayerRange layer_range(const model::Transformer& model, int index, std::vector<Integer> entry) {
  const Block& block = model.blocks.at(static_cast<std::size_t>(index));
  LayerRange range{.block = index, .entry = std::move(entry)};
  std::vector<Rational> sums = rationals(range.entry);
  for (const Head& head : block.heads) {
    range.heads.push_back(range_of(head, range.entry));
    add_output(head, range.heads.back(), sums, range.attention_scale);
  }
  range.attended = rounded_up(sums);
  sums = rationals(range.attended);
  for (const Relu& unit : block.mlp) {
    const SparseRow in = row_of(unit.in);
    range.unit_scale.push_back(denominator_of(in, unit.bias.value));
    range.unit.push_back(bound_of(in, range.attended, unit.bias.value));
    for (const auto& [at, weight] : row_of(unit.out)) {
      sums.at(static_cast<std::size_t>(at)) += weight.abs() * range.unit.back();
      range.mlp_scale = lcm(range.mlp_scale, (weight / range.unit_scale.back()).den());
    }
  }
  range.exit = rounded_up(sums);
  return range;
}

}  // namespace attest::engine

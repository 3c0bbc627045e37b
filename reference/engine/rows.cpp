// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of the residual stream, converted once.
#include "reference/engine/rows.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <string>

#include "reference/number/contract.hpp"
#include "reference/number/integer.hpp"

namespace attest::engine {

namespace {

/// Writes a row of int64 with its scale 1. \returns the bits of the greatest |x| + 1; nothing where
/// a number is no int64
std::optional<int> write_integers(std::span<const Rational> row, std::span<std::int64_t> to) {
  std::uint64_t most = 2;  // of the scale
  for (std::size_t t = 0; t < row.size(); ++t) {
    if (!row[t].is_integer()) return std::nullopt;
    const Integer value = row[t].num();
    if (!value.fits_int64()) return std::nullopt;
    to[t] = value.to_int64();
    const auto bits = static_cast<std::uint64_t>(to[t]);
    most = std::max(most, (to[t] < 0 ? -bits : bits) + 1);
  }
  to[row.size()] = 1;
  return std::bit_width(most);
}

}  // namespace

RowId RowTable::add(std::span<const Rational> row) {
  ATTEST_REQUIRE(row.size() == d_, std::to_string(row.size()));
  const std::size_t first = numbers_.size();
  const std::size_t id = first / (d_ + 1);
  ATTEST_REQUIRE(id < std::size_t{1} << 31, std::to_string(id));
  numbers_.resize(first + d_ + 1);
  const std::span<std::int64_t> to = std::span(numbers_).subspan(first);
  if (const std::optional<int> width = write_integers(row, to); width && *width < 64) {
    bits_.push_back(*width);
    return static_cast<RowId>(id);
  }
  std::ranges::fill(to, 0);
  Integer scale = 1;
  for (const Rational& x : row) scale = lcm(scale, x.den());
  std::vector<Integer> values;
  for (const Rational& x : row) values.push_back(x.num() * exact_div(scale, x.den()));
  values.push_back(scale);
  std::int64_t bits = 0;  // x + 1: the greatest Element stands for what does not fit
  for (const Integer& x : values) bits = std::max(bits, (x.abs() + 1).bit_length());
  bits_.push_back(static_cast<int>(std::min<std::int64_t>(bits, 64)));
  if (fits<std::int64_t>(static_cast<RowId>(id))) {
    for (std::size_t t = 0; t <= d_; ++t) numbers_[first + t] = values[t].to_int64();
  }
  return static_cast<RowId>(id);
}

std::size_t RowKeyHash::operator()(std::span<const std::int64_t> key) const {
  std::uint64_t hash = key.size();
  for (const std::int64_t word : key) {
    // an odd multiplier is a bijection; the rotation brings its good high bits down
    hash = std::rotl((hash ^ static_cast<std::uint64_t>(word)) * 0x9e3779b97f4a7c15, 29);
  }
  return hash * 0x9e3779b97f4a7c15;
}

template <typename Element>
RowGrid<Element>::RowGrid(std::size_t n, std::size_t d, std::size_t first_lane)
    : n_(n),
      d_(d),
      first_lane_(first_lane),
      now_(n, Lanes<Element>::count),
      unfit_(d + 1),
      rows_(n * (d + 1)) {
  unfit_[d] = std::numeric_limits<Element>::max();
  for (std::size_t i = 0; i < n; ++i) rows_[i * (d + 1) + d].at.fill(1);
}

template <typename Element>
void RowGrid<Element>::follow(const RowIds& ids, const RowTable& table) {
  for (std::size_t i = 0; i < n_; ++i) follow(i, ids, table);
}

template <typename Element>
void RowGrid<Element>::follow(std::size_t position, const RowIds& ids, const RowTable& table) {
  std::array<std::size_t, Lanes<Element>::count> lanes;
  std::array<const std::int64_t*, Lanes<Element>::count> rows;
  std::size_t changed = 0;
  for (std::size_t l = 0; l < Lanes<Element>::count; ++l) {
    const RowId id = ids.at(first_lane_ + l, position);
    if (id == now_.at(l, position)) continue;
    now_.set(l, position, id);
    lanes[changed] = l;
    rows[changed++] = table.fits<Element>(id) ? table.numbers(id).data() : unfit_.data();
  }
  if (changed == 0) return;
  // number by number: the lanes of one number share a cache line
  Lanes<Element>* to = rows_.data() + position * (d_ + 1);
  for (std::size_t t = 0; t <= d_; ++t) {
    for (std::size_t c = 0; c < changed; ++c) {
      to[t].at[lanes[c]] = static_cast<Element>(rows[c][t]);
    }
  }
}

template class RowGrid<std::int32_t>;
template class RowGrid<std::int64_t>;

}  // namespace attest::engine

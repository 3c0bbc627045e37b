// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of the residual stream that occur again and again: converted once, then copied.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "reference/engine/kernel.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// Names a row of one `RowTable`.
enum class RowId : std::int32_t {};

/// Rows are looked up by keys of integers.
struct RowKeyHash {
  using is_transparent = void;
  std::size_t operator()(std::span<const std::int64_t> key) const;
};
struct RowKeyEqual {
  using is_transparent = void;
  bool operator()(std::span<const std::int64_t> a, std::span<const std::int64_t> b) const {
    return std::ranges::equal(a, b);
  }
};

/// Rows as [d] numerators and the least positive scale that they are all over.
class RowTable {
 public:
  /// An empty table of rows [d].
  explicit RowTable(std::size_t d) : d_(d) {}

  /// Adds a row. \pre row.size() == d
  RowId add(std::span<const Rational> row);

  /// The row that `key` names; where it is new, `make_row()` gives it. Equal keys name equal rows.
  template <typename MakeRow>
  RowId intern(std::span<const std::int64_t> key, MakeRow&& make_row) {
    const auto found = named_.find(key);
    if (found != named_.end()) return found->second;
    const RowId id = add(make_row());
    named_.emplace(std::vector(key.begin(), key.end()), id);
    return id;
  }

  /// Whether numerators and scale are less than the greatest Element in absolute value.
  template <typename Element>
  [[nodiscard]] bool fits(RowId id) const {
    return bits_[static_cast<std::size_t>(id)] < static_cast<int>(8 * sizeof(Element));
  }

  /// [d + 1] numerators and scale; valid until a row is added. \pre fits<std::int64_t>(id)
  [[nodiscard]] std::span<const std::int64_t> numbers(RowId id) const {
    return std::span(numbers_).subspan(static_cast<std::size_t>(id) * (d_ + 1), d_ + 1);
  }

 private:
  std::size_t d_;
  std::vector<std::int64_t> numbers_;  // [rows x (d + 1)]
  std::vector<int> bits_;              // by row: the numbers are less than 2^bits - 1
  std::unordered_map<std::vector<std::int64_t>, RowId, RowKeyHash, RowKeyEqual> named_;
};

/// The last key at each place and what it named: neighbouring cases mostly agree, and comparing is
/// cheaper than hashing.
template <typename Value>
class LastKeys {
 public:
  explicit LastKeys(std::size_t places) : keys_(places), values_(places) {}

  /// What the key names, if it is the last one at this place; else null.
  [[nodiscard]] const Value* find(std::size_t place, std::span<const std::int64_t> key) const {
    return std::ranges::equal(keys_[place], key) ? &values_[place] : nullptr;
  }
  /// \pre the key is not empty
  void set(std::size_t place, std::span<const std::int64_t> key, Value value) {
    keys_[place].assign(key.begin(), key.end());
    values_[place] = value;
  }

 private:
  std::vector<std::vector<std::int64_t>> keys_;
  std::vector<Value> values_;
};

/// Row ids of every lane at every position.
class RowIds {
 public:
  /// No row anywhere; `lanes` lanes.
  RowIds(std::size_t n, std::size_t lanes) : lanes_(lanes), ids_(n * lanes, RowId{-1}) {}

  void set(std::size_t lane, std::size_t position, RowId id) {
    ids_[position * lanes_ + lane] = id;
  }
  /// RowId{-1} where none was set.
  [[nodiscard]] RowId at(std::size_t lane, std::size_t position) const {
    return ids_[position * lanes_ + lane];
  }

 private:
  std::size_t lanes_;
  std::vector<RowId> ids_;  // [n x lanes]
};

/// Rows of some lanes as a kernel reads them. Lanes::count lanes, from `first_lane` of the ids on.
template <typename Element>
class RowGrid {
 public:
  /// The zero state [n x (d + 1)], of scale 1.
  RowGrid(std::size_t n, std::size_t d, std::size_t first_lane);

  /// Copies the rows that changed since the last call. A row that does not fit Element is written
  /// as zeros over the greatest Element, a scale that is above every cap and equal to no result.
  void follow(const RowIds& ids, const RowTable& table);

  /// [n x (d + 1)].
  [[nodiscard]] const Lanes<Element>* data() const { return rows_.data(); }

 private:
  void follow(std::size_t position, const RowIds& ids, const RowTable& table);

  std::size_t n_;
  std::size_t d_;
  std::size_t first_lane_;
  RowIds now_;
  std::vector<std::int64_t> unfit_;   // [d + 1] what stands for a row that does not fit
  std::vector<Lanes<Element>> rows_;  // [n x (d + 1)]
};

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lists of keys out of nested lists of numbers.
#include "claims/sparse_averaging_moment_curve/input.hpp"

#include <vector>

#include "reference/derive/rows_file.hpp"

namespace attest::sparse_averaging_moment_curve {

Matrix parse_keys(std::string_view text, const std::string& place) {
  const derive::RowItem document = derive::json_lists(text, place, 2);
  if (!document.is_list || document.items.size() < 2) {
    document.refuse("rows-empty", "fewer than two rows", "a list of keys, [[0, 1], [2, 3], ..]");
  }
  std::vector<std::vector<Rational>> keys;
  for (const derive::RowItem& row : document.items) {
    if (!row.is_list) row.refuse("rows-syntax", "a number", "a list of integers");
    const std::vector<derive::RowItem> entries =
        derive::numbers_of(row, "coordinates", derive::most_pointers);
    if (!keys.empty())
      derive::require_size(row, entries.size(), keys.front().size(), "coordinates");
    std::vector<Rational>& key = keys.emplace_back();
    for (const derive::RowItem& entry : entries) {
      if (!entry.value.is_integer())
        entry.refuse("rows-syntax", entry.value.to_string(), "an integer");
      key.push_back(entry.value);
    }
  }
  return Matrix(keys);
}

}  // namespace attest::sparse_averaging_moment_curve

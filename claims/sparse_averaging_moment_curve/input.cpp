// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of features and pointers, and lists of keys, out of nested lists of numbers.
#include "claims/sparse_averaging_moment_curve/input.hpp"

#include <vector>

#include "reference/derive/rows_file.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using Item = derive::RowItem;

/// Pointers that are distinct rows.
void require_pointers(const std::vector<Item>& pointers, std::size_t rows) {
  for (std::size_t l = 0; l < pointers.size(); ++l) {
    const Rational& value = pointers[l].value;
    if (!value.is_integer() || value < 0 || value >= Rational(rows)) {
      pointers[l].refuse("pointer-range", value.to_string(),
                         "a row, 0 to " + std::to_string(rows - 1));
    }
    for (std::size_t k = 0; k < l; ++k) {
      if (pointers[k].value == value) {
        pointers[l].refuse("pointer-twice", value.to_string() + " a second time",
                           "each row at most once");
      }
    }
  }
}

}  // namespace

Rows parse_rows(std::string_view text, const std::string& place) {
  const Item document = derive::first_character(text) == '['
                            ? derive::json_lists(text, place, 3)
                            : derive::csv_pairs(text, place, "',' between z and pointers");
  if (document.items.empty()) document.refuse("rows-empty", "no rows", "rows of (z, pointers)");
  Rows rows;
  std::vector<std::vector<Rational>> tokens;
  for (const Item& row : document.items) {
    if (!row.is_list || row.items.size() != 2)
      row.refuse("rows-syntax", "no pair", "[z, [pointers]]");
    const std::vector<Item> features = derive::numbers_of(row.items[0], "features", most_pointers);
    if (!row.items[1].is_list) row.items[1].refuse("rows-syntax", "a number", "a list of pointers");
    const std::vector<Item> pointers = derive::numbers_of(row.items[1], "pointers", most_pointers);
    if (tokens.empty()) {
      rows.features = static_cast<int>(features.size());
      rows.q = static_cast<int>(pointers.size());
    }
    derive::require_size(row.items[0], features.size(), static_cast<std::size_t>(rows.features),
                         "features");
    derive::require_size(row.items[1], pointers.size(), static_cast<std::size_t>(rows.q),
                         "pointers");
    require_pointers(pointers, document.items.size());
    std::vector<Rational>& token = tokens.emplace_back();
    for (const Item& feature : features) token.push_back(feature.value);
    for (const Item& pointer : pointers) token.push_back(pointer.value);
  }
  rows.tokens = Matrix(tokens);
  return rows;
}

Matrix parse_keys(std::string_view text, const std::string& place) {
  const Item document = derive::json_lists(text, place, 2);
  if (!document.is_list || document.items.size() < 2) {
    document.refuse("rows-empty", "fewer than two rows", "a list of keys, [[0, 1], [2, 3], ..]");
  }
  std::vector<std::vector<Rational>> keys;
  for (const Item& row : document.items) {
    if (!row.is_list) row.refuse("rows-syntax", "a number", "a list of integers");
    const std::vector<Item> entries = derive::numbers_of(row, "coordinates", most_pointers);
    if (!keys.empty())
      derive::require_size(row, entries.size(), keys.front().size(), "coordinates");
    std::vector<Rational>& key = keys.emplace_back();
    for (const Item& entry : entries) {
      if (!entry.value.is_integer())
        entry.refuse("rows-syntax", entry.value.to_string(), "an integer");
      key.push_back(entry.value);
    }
  }
  return Matrix(keys);
}

}  // namespace attest::sparse_averaging_moment_curve

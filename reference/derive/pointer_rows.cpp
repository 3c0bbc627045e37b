// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of features and pointers; see pointer_rows.hpp.
#include "reference/derive/pointer_rows.hpp"

#include "reference/derive/request.hpp"
#include "reference/derive/rows_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::derive {
namespace {

/// Pointers that are distinct rows.
void require_pointers(const std::vector<RowItem>& pointers, std::size_t rows) {
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

/// [["p/q", ..], ..], a row a token.
std::string json_of(const std::vector<Rational>& averages, int features) {
  std::string text;
  for (std::size_t i = 0; i < averages.size(); ++i) {
    const bool is_first = i % static_cast<std::size_t>(features) == 0;
    text += is_first ? (i == 0 ? "[" : "],[") : ",";
    text += "\"" + averages[i].to_string() + "\"";
  }
  return "[" + text + "]]";
}

}  // namespace

PointerRows parse_pointer_rows(std::string_view text, const std::string& place) {
  const RowItem document = first_character(text) == '['
                               ? json_lists(text, place, 3)
                               : csv_pairs(text, place, "',' between z and pointers");
  if (document.items.empty()) document.refuse("rows-empty", "no rows", "rows of (z, pointers)");
  PointerRows rows;
  std::vector<std::vector<Rational>> tokens;
  for (const RowItem& row : document.items) {
    if (!row.is_list || row.items.size() != 2)
      row.refuse("rows-syntax", "no pair", "[z, [pointers]]");
    const std::vector<RowItem> features = numbers_of(row.items[0], "features", most_pointers);
    if (!row.items[1].is_list) row.items[1].refuse("rows-syntax", "a number", "a list of pointers");
    const std::vector<RowItem> pointers = numbers_of(row.items[1], "pointers", most_pointers);
    if (tokens.empty()) {
      rows.features = static_cast<int>(features.size());
      rows.q = static_cast<int>(pointers.size());
    }
    require_size(row.items[0], features.size(), static_cast<std::size_t>(rows.features),
                 "features");
    require_size(row.items[1], pointers.size(), static_cast<std::size_t>(rows.q), "pointers");
    require_pointers(pointers, document.items.size());
    std::vector<Rational>& token = tokens.emplace_back();
    for (const RowItem& feature : features) token.push_back(feature.value);
    for (const RowItem& pointer : pointers) token.push_back(pointer.value);
  }
  rows.tokens = Matrix(tokens);
  return rows;
}

check::RunResult run_pointer_rows(const PointerRows& rows, const model::Transformer& model,
                                  const std::string& input) {
  const std::vector<Rational> truth =
      task::sparse_averaging(rows.q, rows.features).answer(rows.tokens);
  check::RunResult result{.input = input};
  std::string averages = "null";
  try {
    const std::vector<Rational> found = model::answer(model, rows.tokens, {});
    result.agrees = found == truth;
    if (found.size() == truth.size()) averages = json_of(found, rows.features);
  } catch (const model::Undefined&) {  // a broken or a user's model has no value on these rows
  }
  result.result_json = "{\"rows\":" + std::to_string(rows.tokens.rows()) +
                       ",\"q\":" + std::to_string(rows.q) + ",\"averages\":" + averages + "}";
  result.model = facts_of(model);
  return result;
}

}  // namespace attest::derive

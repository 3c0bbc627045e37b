// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary on a user's table of codes.
#include <algorithm>

#include "claims/sparse_averaging_width_bound/separation.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/rows_file.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using derive::RowItem;

constexpr std::size_t most_coordinates = 256;  // of a code, and pointers of a token
constexpr std::int64_t most_tokens = 4096;
constexpr std::int64_t most_bits = 4096;

/// A user's table with its sizes.
struct Table {
  std::vector<CodedToken> rows;
  int q = 0;
  int coordinates = 0;
  std::int64_t largest_pointer = 0;
  std::int64_t bits = 1;  ///< least p that holds every integer
};

/// z and increasing pointers.
Token token_of(const std::vector<RowItem>& items) {
  if (items[0].value.abs() != 1) {
    items[0].refuse("token-value", items[0].value.to_string(), "z = 1 or -1");
  }
  Token token{items[0].value};
  for (std::size_t l = 1; l < items.size(); ++l) {
    const Rational& pointer = items[l].value;
    if (!pointer.is_integer() || pointer < 0 || pointer >= most_tokens) {
      items[l].refuse("pointer-range", pointer.to_string(),
                      "a position, 0 to " + std::to_string(most_tokens - 1));
    }
    if (std::find(token.begin() + 1, token.end(), pointer) != token.end()) {
      items[l].refuse("pointer-twice", pointer.to_string() + " a second time",
                      "each position at most once");
    }
    token.push_back(pointer);
  }
  std::sort(token.begin() + 1, token.end());
  return token;
}

std::vector<Rational> code_of(const std::vector<RowItem>& items) {
  std::vector<Rational> code;
  for (const RowItem& item : items) {
    if (!item.value.is_integer() || item.value < 0) {
      item.refuse("code-range", item.value.to_string(), "an integer from 0 on");
    }
    code.push_back(item.value);
  }
  return code;
}

Table table_of(const check::RunRequest& request) {
  const RowItem document =
      derive::csv_pairs(request.text, request.place, "',' between token and code");
  if (document.items.size() < 2) {
    document.refuse("rows-empty", "fewer than two rows", "rows `z y1 .. yq, c1 .. cm`");
  }
  Table table;
  std::vector<Token> seen;
  for (const RowItem& row : document.items) {
    const std::vector<RowItem> token = derive::numbers_of(row.items[0], "fields", most_coordinates);
    const std::vector<RowItem> code =
        derive::numbers_of(row.items[1], "coordinates", most_coordinates);
    if (token.size() < 2) row.items[0].refuse("rows-length", "z alone", "z and its pointers");
    if (table.rows.empty()) {
      table.q = static_cast<int>(token.size()) - 1;
      table.coordinates = static_cast<int>(code.size());
    }
    derive::require_size(row.items[0], token.size() - 1, static_cast<std::size_t>(table.q),
                         "pointers");
    derive::require_size(row.items[1], code.size(), static_cast<std::size_t>(table.coordinates),
                         "coordinates");
    table.rows.push_back({.token = token_of(token), .code = code_of(code)});
    const CodedToken& read = table.rows.back();
    table.largest_pointer = std::max(table.largest_pointer, read.token.back().num().to_int64());
    for (const Rational& entry : read.code) {
      table.bits = std::max(table.bits, entry.num().bit_length());
    }
    if (std::find(seen.begin(), seen.end(), read.token) != seen.end()) {
      row.refuse("token-twice", "a token a second time", "each (z; y) at most once");
    }
    seen.push_back(read.token);
  }
  return table;
}

std::string json_of(const std::vector<Rational>& numbers) {
  std::string text;
  for (const Rational& number : numbers) text += (text.empty() ? "" : ",") + number.to_string();
  return "[" + text + "]";
}

std::string json_of(const CodedToken& x, const CodedToken& x_prime, const Separation& inputs) {
  std::vector<Rational> others;
  for (int i = 0; i + 1 < inputs.first.rows(); ++i) others.push_back(inputs.first(i, 0));
  return R"({"token":)" + json_of(x.token) + R"(,"token_prime":)" + json_of(x_prime.token) +
         R"(,"code":)" + json_of(x.code) + R"(,"z_of_others":)" + json_of(others) +
         R"(,"reader":)" + std::to_string(inputs.reader) + R"(,"answers_apart":")" +
         distance_at_reader(inputs).to_string() + "\"}";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(
      request,
      {.statements = {"S4"}, .settings = {"n", "bits"}, .no_model = "the table is the embedding"});
  const std::optional<Flaw> flaw = flaw_named(request.mutant);
  if (!flaw) {
    derive::refuse_mutant(request.mutant,
                          "common_element_raised, others_equal, asker_read or "
                          "first_coordinate_compared");
  }
  const Table table = table_of(request);
  const std::int64_t least_n = std::max<std::int64_t>(table.largest_pointer, table.q) + 1;
  const auto n =
      static_cast<int>(derive::integer_setting(request, "n", least_n, most_tokens, least_n));
  const std::int64_t bits =
      derive::integer_setting(request, "bits", table.bits, most_bits, table.bits);
  const std::vector<std::int64_t> earlier = earlier_of(table.rows, *flaw);
  const auto found =
      std::find_if(earlier.begin(), earlier.end(), [](std::int64_t index) { return index >= 0; });
  const std::int64_t sent = bits * table.coordinates;
  const std::int64_t needed = Integer(table.rows.size() - 1).bit_length();
  check::RunResult result{.input = request.place};
  std::string counterexample = "null";
  if (found == earlier.end()) {
    result.agrees = sent >= needed;
  } else {
    const CodedToken& x = table.rows[static_cast<std::size_t>(*found)];
    const CodedToken& x_prime = table.rows[static_cast<std::size_t>(found - earlier.begin())];
    const Separation inputs = separate(n, x.token, x_prime.token, *flaw);
    result.agrees = objection(x, x_prime, inputs).empty();
    counterexample = json_of(x, x_prime, inputs);
  }
  result.result_json = R"({"bits":)" + std::to_string(sent) + R"(,"needed":)" +
                       std::to_string(needed) + R"(,"counterexample":)" + counterexample + "}";
  result.model = {{"rows", std::ssize(table.rows)}, {"coordinates", table.coordinates}};
  return {result};
}

}  // namespace attest::sparse_averaging_width_bound

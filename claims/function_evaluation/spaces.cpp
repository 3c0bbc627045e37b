// SPDX-License-Identifier: Apache-2.0
/// \file
/// Functions as tokens, and which of them are cases.
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::function_evaluation {
namespace {

using check::Case;
using check::CaseSpace;
using Numbers = std::vector<std::int64_t>;

Numbers increasing(std::int64_t n) {
  Numbers numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

Numbers shuffled(std::int64_t n, Random& random) {
  Numbers numbers;
  for (std::int64_t i = 0; i < n; ++i) numbers.insert(numbers.begin() + random.between(0, i), i);
  return numbers;
}

void append(Case& tokens, int& row, const Numbers& fields) {
  for (std::size_t c = 0; c < fields.size(); ++c) tokens(row, static_cast<int>(c)) = fields[c];
  ++row;
}

std::int64_t image_of(const Table& table, std::int64_t key) {
  return table.images[static_cast<std::size_t>(key)];
}

/// The numbers of a column of a case.
Numbers column_of(const Case& rows, int first, int count) {
  Numbers numbers;
  for (int i = first; i < first + count; ++i) numbers.push_back(rows(i, 0).num().to_int64());
  return numbers;
}

/// Two columns one below the other.
std::optional<Case> stacked(const Case& above, const Case& below) {
  Case rows(above.rows() + below.rows(), 1);
  for (int i = 0; i < above.rows(); ++i) rows(i, 0) = above(i, 0);
  for (int i = 0; i < below.rows(); ++i) rows(above.rows() + i, 0) = below(i, 0);
  return rows;
}

const char* text_of(TableForm form) {
  switch (form) {
    case TableForm::pairs:
      return "pairs in every order";
    case TableForm::places:
      return "values at places";
    case TableForm::neighbours:
      return "neighbours in every order of the keys";
    case TableForm::links:
      return "linked tokens in every order of keys and of values";
  }
  broken_invariant(__FILE__, __LINE__, "form", "a form outside the enumeration");
}

std::string opposed_text(std::int64_t n) {
  return "functions of " + std::to_string(n) + " numbers with f(i) = i and every other value n-1-i";
}

}  // namespace

check::Case tokens_of(TableForm form, const Table& table) {
  const std::int64_t n = std::ssize(table.images);
  const bool is_of_one = form == TableForm::pairs || form == TableForm::places;
  const int fields = form == TableForm::places || form == TableForm::neighbours ? 2 : 3;
  Case tokens(static_cast<int>(is_of_one ? n : 2 * n) + 1, fields);
  int row = 0;
  switch (form) {
    case TableForm::pairs:
      for (const std::int64_t key : table.keys) append(tokens, row, {key, image_of(table, key), 0});
      append(tokens, row, {table.argument, 0, 1});
      break;
    case TableForm::places:
      for (const std::int64_t image : table.images) append(tokens, row, {image, 0});
      append(tokens, row, {table.argument, 1});
      break;
    case TableForm::neighbours:
      for (const std::int64_t key : table.keys) {
        append(tokens, row, {key, 0});
        append(tokens, row, {image_of(table, key), 1});
      }
      append(tokens, row, {table.argument, 2});
      break;
    case TableForm::links:  // the key at place j has the link j
      for (std::int64_t j = 0; j < n; ++j)
        append(tokens, row, {table.keys[static_cast<std::size_t>(j)], 0, j});
      for (const std::int64_t link : table.links) {
        const std::int64_t key = table.keys[static_cast<std::size_t>(link)];
        append(tokens, row, {image_of(table, key), 1, link});
      }
      append(tokens, row, {table.argument, 2, 0});
      break;
  }
  return tokens;
}

CaseSpace all_tables(TableForm form, std::int64_t n) {
  const int size = static_cast<int>(n);
  CaseSpace rows =
      check::product(check::functions(size, size), check::integer_box({0}, {n - 1}), stacked);
  if (form != TableForm::places) {
    rows = check::product(check::permutations(size), std::move(rows), stacked);
  }
  if (form == TableForm::links) {
    rows = check::product(check::permutations(size), std::move(rows), stacked);
  }
  // Of links, then keys, n rows each; n values; the argument.
  CaseSpace space = check::mapped(std::move(rows), [form, size](const Case& all) {
    Table table{.keys = {},
                .images = column_of(all, all.rows() - 1 - size, size),
                .argument = all(all.rows() - 1, 0).num().to_int64()};
    if (form != TableForm::places) table.keys = column_of(all, all.rows() - 1 - 2 * size, size);
    if (form == TableForm::links) table.links = column_of(all, 0, size);
    return std::optional<Case>(tokens_of(form, table));
  });
  space.description =
      "all functions of " + std::to_string(n) + " numbers with every argument, " + text_of(form);
  return space;
}

CaseSpace random_tables(TableForm form, std::int64_t n, std::int64_t count, std::uint64_t seed) {
  Integer full = pow(Integer(n), static_cast<unsigned>(n + 1));
  if (form != TableForm::places) {
    for (std::int64_t i = 2; i <= n; ++i) full *= form == TableForm::links ? Integer(i * i) : i;
  }
  return check::sampled(
      "random functions of " + std::to_string(n) + " numbers in random orders", count, seed, full,
      "the whole space is run at smaller n",
      [form, n](Random& random, std::int64_t index) -> std::optional<Case> {
        Table table{.keys = shuffled(n, random), .images = {}, .argument = random.below(n)};
        for (std::int64_t i = 0; i < n; ++i) table.images.push_back(random.below(n));
        if (index % 4 == 0) {
          const std::int64_t value = image_of(table, table.argument);
          const std::int64_t other = (n - 1 - value) % n;
          for (std::int64_t i = 0; i < n; ++i) {
            if (i != table.argument) table.images[static_cast<std::size_t>(i)] = other;
          }
        }
        table.links = shuffled(n, random);
        return tokens_of(form, table);
      });
}

Table opposed_table(std::int64_t n, std::int64_t argument) {
  Table table{.keys = increasing(n), .images = {}, .argument = argument, .links = increasing(n)};
  table.images.assign(static_cast<std::size_t>(n), n - 1 - argument);
  table.images[static_cast<std::size_t>(argument)] = argument;
  return table;
}

CaseSpace opposed_tables(TableForm form, std::int64_t n) {
  ATTEST_REQUIRE(n == std::int64_t{1} << signs_of(n), "n = " + std::to_string(n));
  CaseSpace space = check::mapped(check::integer_box({0}, {n - 1}), [form,
                                                                     n](const Case& argument) {
    return std::optional<Case>(tokens_of(form, opposed_table(n, argument(0, 0).num().to_int64())));
  });
  space.description = opposed_text(n);
  return space;
}

}  // namespace attest::function_evaluation

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.dimension: exact split-VC dimensions.
#include <algorithm>
#include <string>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/disjointness.hpp"
#include "reference/task/sum_two.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Agrees;
using Bits = std::vector<std::vector<char>>;  // [rows x columns] of M_f^A

/// Every word of `length` letters lo, .., hi, as a row or a column.
std::vector<Letters> all_words(int length, std::int64_t lo, std::int64_t hi) {
  std::vector<Letters> words{{}};
  for (int i = 0; i < length; ++i) {
    std::vector<Letters> longer;
    for (const Letters& word : words) {
      for (std::int64_t letter = lo; letter <= hi; ++letter)
        longer.push_back(joined(word, {letter}));
    }
    words = std::move(longer);
  }
  return words;
}

/// Grows shattered sets, rows in increasing order: subsets of shattered sets are shattered.
/// \param patterns the letters of each column in the `rows` chosen so far, as a number
/// \param missing patterns that may fail to occur: 0
/// \returns the most rows
int largest_shattered(const Bits& matrix, int rows, std::size_t next,
                      const std::vector<std::size_t>& patterns, std::size_t missing) {
  int best = rows;
  for (std::size_t r = next; r < matrix.size(); ++r) {
    std::vector<std::size_t> longer = patterns;
    std::vector<char> occurs(std::size_t{2} << rows);
    std::size_t different = 0;
    for (std::size_t c = 0; c < longer.size(); ++c) {
      longer[c] = 2 * longer[c] + static_cast<std::size_t>(matrix[r][c]);
      if (occurs[longer[c]] == 0) ++different;
      occurs[longer[c]] = 1;
    }
    if (different + missing < occurs.size()) continue;
    best = std::max(best, largest_shattered(matrix, rows + 1, r + 1, longer, missing));
  }
  return best;
}

Bits matrix_of(const task::Task& task, const std::vector<Letters>& rows,
               const std::vector<Letters>& columns) {
  Bits result;
  for (const Letters& row : rows) {
    result.emplace_back();
    for (const Letters& column : columns) {
      const Rational entry = task.answer(tokens_of_letters(joined(row, column))).at(0);
      result.back().push_back(entry.is_zero() ? 0 : 1);
    }
  }
  return result;
}

enum class Split { disjointness, sum_two };

/// Rows: words on the first half of the tokens.
int split_dimension(Split split, int size, const std::string& twist) {
  const std::int64_t lo = split == Split::disjointness ? 0 : 1;
  const std::int64_t hi = split == Split::disjointness ? 1 : 2 * size - 1;
  const int length = split == Split::disjointness ? size : size / 2;
  const task::Task task =
      split == Split::disjointness ? task::bits_intersect(size) : task::sum_two(2 * size);
  const std::vector<Letters> rows = all_words(length, lo, hi);
  const std::vector<Letters> columns =
      twist == "columns_without_the_last_letter" ? all_words(length, lo, hi - 1) : rows;
  const Bits matrix = matrix_of(task, rows, columns);
  return dimension_of_columns(matrix, twist == "a_pattern_may_lack" ? 1 : 0);
}

}  // namespace

int dimension_of_columns(const Bits& matrix, std::size_t missing) {
  return largest_shattered(matrix, 0, 0, std::vector<std::size_t>(matrix.front().size()), missing);
}

Statement small_dimensions() {
  Statement about{
      .claim = claim_id, .label = "S3.dimension", .title = "Split-VC dimensions by brute force"};
  about.sentence =
      "The VC dimension of the columns of $M_f^A$ for the split into halves is $m$ for "
      "disjointness of $m$ bits, and 1 and 4 for Sum2 of 2 and of 4 tokens below twice their "
      "number.";
  about.standing = Standing::finite_instance;
  about.fidelity = {.published = "split-VC(Disj_m) >= m and split-VC(Sum2[l, 2l]) >= l/2.",
                    .checked = "Every set of rows of the full matrices, one split.",
                    .gap =
                        "The stated m and l; other splits could only add. At l = 4 it is twice "
                        "the published bound."};
  about.parameters = {{.name = "most", .meaning = "largest m", .lo = 1, .hi = 4}};
  about.points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const auto split = static_cast<Split>(chosen(0, 0).num().to_int64());
      const int size = static_cast<int>(chosen(0, 1).num().to_int64());
      return std::vector<Rational>{Rational(split_dimension(split, size, twist))};
    };
    result.right = [](const check::Case& chosen) {
      const bool is_sum = !chosen(0, 0).is_zero();
      return std::vector<Rational>{is_sum && chosen(0, 1) == Rational(2) ? Rational(1)
                                                                         : chosen(0, 1)};
    };
    result.cases = check::mapped(check::integer_box({0, 1}, {1, params.at("most")}),
                                 [](const check::Case& chosen) -> std::optional<check::Case> {
                                   const bool is_sum = !chosen(0, 0).is_zero();
                                   const bool is_known =
                                       chosen(0, 1) == Rational(2) || chosen(0, 1) == Rational(4);
                                   if (is_sum && !is_known) return std::nullopt;
                                   return chosen;
                                 });
    result.cases.description = "(0, m): disjointness of m bits; (1, l): Sum2 of l = 2, 4 tokens";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "all sets of rows";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "a_pattern_may_lack",
                          .why = "rows count as shattered with all patterns but one",
                          .proof = {}},
                         {.name = "columns_without_the_last_letter",
                          .why = "no column holds the largest letter",
                          .proof = {}}});
}

}  // namespace attest::strassen_attention

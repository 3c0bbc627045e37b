// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.dimension: exact split-VC dimensions.
#include <algorithm>
#include <set>
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

/// Whether every pattern of `rows` occurs in a column.
bool is_shattered(const Bits& matrix, const std::vector<std::size_t>& rows) {
  std::set<std::uint64_t> patterns;
  for (std::size_t c = 0; c < matrix.front().size(); ++c) {
    std::uint64_t pattern = 0;
    for (const std::size_t r : rows) {
      pattern = 2 * pattern + static_cast<std::uint64_t>(matrix[r][c]);
    }
    patterns.insert(pattern);
  }
  return patterns.size() == std::size_t{1} << rows.size();
}

/// Grows shattered sets of rows, in increasing order; subsets of shattered sets are shattered.
int largest_shattered(const Bits& matrix, std::vector<std::size_t>& rows) {
  int best = static_cast<int>(rows.size());
  for (std::size_t r = rows.empty() ? 0 : rows.back() + 1; r < matrix.size(); ++r) {
    rows.push_back(r);
    if (is_shattered(matrix, rows)) best = std::max(best, largest_shattered(matrix, rows));
    rows.pop_back();
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
int split_dimension(Split split, int size) {
  if (split == Split::disjointness) {
    const std::vector<Letters> words = all_words(size, 0, 1);
    return dimension_of_columns(matrix_of(task::bits_intersect(size), words, words));
  }
  const std::vector<Letters> words = all_words(size / 2, 1, 2 * size - 1);
  return dimension_of_columns(matrix_of(task::sum_two(2 * size), words, words));
}

}  // namespace

int dimension_of_columns(const Bits& matrix) {
  std::vector<std::size_t> rows;
  return largest_shattered(matrix, rows);
}

Statement small_dimensions() {
  Statement about{.claim = "strassen_attention",
                  .label = "S3.dimension",
                  .title = "Split-VC dimensions by brute force"};
  about.sentence =
      "The VC dimension of the columns of $M_f^A$ for the split into halves is $m$ for "
      "disjointness of $m$ bits, $m = 1, 2, 3$, and $\\ell/2$ for Sum2 of $\\ell$ tokens below "
      "$2\\ell$, $\\ell = 2$.";
  about.standing = Standing::finite_instance;
  about.fidelity = {.published = "split-VC(Disj_m) >= m and split-VC(Sum2[l, 2l]) >= l/2.",
                    .checked = "Every set of rows of the full matrices, one split.",
                    .gap = "The stated m and l; other splits could only add."};
  about.parameters = {{.name = "most", .meaning = "largest m", .lo = 1, .hi = 4}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 3 : 4}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    // Case m = 0: Sum2 of two tokens.
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const int m = static_cast<int>(chosen(0, 0).num().to_int64());
      const int found =
          m == 0 ? split_dimension(Split::sum_two, 2) : split_dimension(Split::disjointness, m);
      return std::vector<Rational>{Rational(twist == "one_row_more" ? found + 1 : found)};
    };
    result.right = [](const check::Case& chosen) {
      return std::vector<Rational>{chosen(0, 0).is_zero() ? Rational(1) : chosen(0, 0)};
    };
    result.cases = check::integer_box({0}, {params.at("most")});
    result.cases.description = "0: Sum2 of two tokens; m: disjointness of m bits";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "all sets of rows";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "one_row_more", .why = "a row too many", .proof = {}}});
}

}  // namespace attest::strassen_attention

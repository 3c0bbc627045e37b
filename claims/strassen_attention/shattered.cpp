// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.shattered: rows that are shattered at any size.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/composition.hpp"
#include "reference/task/match_three.hpp"
#include "reference/task/sum_two.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Agrees;

enum class Hard { index, relation, sum_two, match_three, count };

/// The row t of `size` shattered ones and the column of the set `members`, as tokens; the answer at
/// `entry` is 1 iff t is in the set.
struct Instance {
  task::Task task;
  check::Case tokens;
  std::size_t entry = 0;
  std::int64_t one = 1;  ///< the answer that stands for 1
};

/// h(g(1)) with g(1) = t and h = 1 or 2.
Instance index_instance(std::int64_t size, std::int64_t t, std::uint64_t members) {
  Letters letters(static_cast<std::size_t>(size), t);
  for (std::int64_t k = 1; k <= size; ++k) letters.push_back(1 + (members >> (k - 1) & 1));
  letters.push_back(1);
  return {task::function_composition(size), tokens_of_letters(letters), 0, 2};
}

/// A_0t = 1 alone, and B_k0 = 1 for k in the set.
Instance relation_instance(std::int64_t size, std::int64_t t, std::uint64_t members) {
  check::Case tokens(static_cast<int>(size * size), 2);
  tokens(static_cast<int>(t - 1), 0) = 1;
  for (std::int64_t k = 0; k < size; ++k) {
    tokens(static_cast<int>(k * size), 1) = Rational(members >> k & 1);
  }
  return {task::relation_composition(size), std::move(tokens), 0, 1};
}

/// Row (t + shift, ..), column l + (2l - t' - shift, or a filler l - 1), less by `down`.
Letters sum_letters(std::int64_t size, std::int64_t t, std::uint64_t members, std::int64_t length,
                    std::int64_t shift, std::int64_t filler, std::int64_t down) {
  Letters letters(static_cast<std::size_t>(size), t + shift - down);
  for (std::int64_t k = 1; k <= size; ++k) {
    const bool is_member = (members >> (k - 1) & 1) != 0;
    letters.push_back((is_member ? 2 * length - k - shift : filler) - down);
  }
  return letters;
}

Instance instance_of(Hard hard, std::int64_t size, std::int64_t t, std::uint64_t members,
                     const std::string& twist) {
  const std::int64_t length = 2 * size;
  switch (hard) {
    case Hard::index:
      return index_instance(size, t, members);
    case Hard::relation:
      return relation_instance(size, t, members);
    case Hard::sum_two: {
      const std::int64_t filler = twist == "filler_l" ? length : length - 1;
      return {task::sum_two(2 * length),
              tokens_of_letters(sum_letters(size, t, members, length, 0, filler, 0)), 0, 1};
    }
    case Hard::match_three: {
      // The first token 2 asks for p_j + p_k = -2 mod 2l, so letters are less by 1. Letters 4, ..
      // of the rows, since 2 itself acts as the letter 3. Size l/2 needs l > 8.
      const std::int64_t longer = std::max<std::int64_t>(length, 10);
      const std::int64_t shift = twist == "rows_from_1" ? 0 : 3;
      const Letters letters = sum_letters(size, t, members, longer, shift, longer - 1, 1);
      return {task::match_three_at(2 * longer, 0), tokens_of_letters(joined({2}, letters)), 0, 1};
    }
    case Hard::count:
      break;
  }
  ATTEST_REQUIRE(false, "not a hard task");
}

/// The entries of one column, row by row.
std::vector<Rational> column_of(Hard hard, std::int64_t size, std::uint64_t members,
                                const std::string& twist) {
  std::vector<Rational> column;
  for (std::int64_t t = 1; t <= size; ++t) {
    const Instance instance = instance_of(hard, size, t, members, twist);
    const Rational answer = instance.task.answer(instance.tokens).at(instance.entry);
    column.emplace_back(answer == Rational(instance.one) ? 1 : 0);
  }
  return column;
}

}  // namespace

std::int64_t shattered_rows(std::int64_t length) {
  const std::int64_t size = length / 2;
  for (std::uint64_t members = 0; members < std::uint64_t{1} << size; ++members) {
    const std::vector<Rational> column = column_of(Hard::sum_two, size, members, "");
    for (std::int64_t t = 1; t <= size; ++t) {
      const bool is_member = (members >> (t - 1) & 1) != 0;
      if (column[static_cast<std::size_t>(t - 1)] != Rational(is_member ? 1 : 0)) return 0;
    }
  }
  return size;
}

Statement shattered_sets() {
  Statement about{
      .claim = claim_id, .label = "S3.shattered", .title = "Rows that are shattered at any size"};
  about.sentence =
      "For every $s$ some $s$ rows of $M_f^A$ are shattered by the columns for function "
      "composition on $s$ elements, composition of relations on $s$ elements, Sum2 of $2s$ tokens "
      "below $4s$, and Match3 of $2s+1$ tokens modulo $4s$ ($s \\ge 5$; modulo 20 below).";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published =
          "Function composition, composition of relations and Match3[n, 2n-2] need "
          "ordinary heads of size n^Omega(1).",
      .checked = "The shattering matrices, entry by entry, at the stated s.",
      .gap =
          "That size is at least a power of the dimension is recalled; a large output MLP "
          "escapes it."};
  about.parameters = {{.name = "size", .meaning = "rows", .lo = 1, .hi = 12}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t size : {2, 5}) points.push_back({{"size", size}});
    if (rung == Rung::fast) return points;
    for (const std::int64_t size : {3, 4, 6, 7, 8}) points.push_back({{"size", size}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"size", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t size = params.at("size");
    Agrees result{.relation = derive::Relation::equal};
    result.left = [size](const check::Case& chosen, const std::string& twist) {
      const auto hard = static_cast<Hard>(chosen(0, 0).num().to_int64());
      const auto members = static_cast<std::uint64_t>(chosen(0, 1).num().to_int64());
      return column_of(hard, size, members, twist);
    };
    result.right = [size](const check::Case& chosen) {
      std::vector<Rational> pattern;
      for (std::int64_t t = 0; t < size; ++t) {
        pattern.emplace_back(chosen(0, 1).num().to_int64() >> t & 1);
      }
      return pattern;
    };
    result.cases = check::integer_box(
        {0, 0}, {static_cast<std::int64_t>(Hard::count) - 1, (std::int64_t{1} << size) - 1});
    result.cases.description =
        "(task, set): function composition, relations, Sum2, Match3; every set of rows";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "tasks on the words";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "filler_l", .why = "the filler l of Sum2, two of which sum to 2l", .proof = {}},
       {.name = "rows_from_1",
        .why = "rows of Match3 from the letter 1 on: the first token meets the letter 3",
        .proof = {}}});
}

}  // namespace attest::strassen_attention

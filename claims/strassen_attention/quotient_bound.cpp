// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4.shattered, S4.sums: what keeps ordinary and triangular heads from composing in a quotient.
#include <string>
#include <utility>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/machine/triangular_attention.hpp"
#include "reference/task/composition.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Agrees;

/// 2s elements, t and s+t of one colour, t < s: A_0t = 1 alone, and B_(s+l)(2s-1) = 1 for l in the
/// set. The entry (0, 2s-1) asks whether t is in the set.
check::Case quotient_instance(int size, int t, std::uint64_t members, const std::string& twist) {
  const int side = 2 * size;
  const auto colour = [&](int element) {
    if (twist == "colours_apart") return element;
    return twist == "one_colour" ? 0 : element % size;
  };
  check::Case tokens(side * side, 4);
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      tokens(row * side + column, 2) = colour(row);
      tokens(row * side + column, 3) = colour(column);
    }
  }
  tokens(t, 0) = 1;
  for (int l = 0; l < size; ++l) {
    tokens((size + l) * side + side - 1, 1) = Rational(members >> l & 1);
  }
  return tokens;
}

/// Weights and values of a triangular head, by tables of letters 0, 1, 2 and places.
Rational weight_of(const machine::PairToken& first, const machine::PairToken& second) {
  const std::int64_t product = (first.letter * second.letter).num().to_int64();
  const std::int64_t sum = (first.letter + second.letter * Rational(2)).num().to_int64();
  return Rational(power_of_two(static_cast<unsigned>((product + sum + first.column) % 5)));
}
Rational value_of_pair(const machine::PairToken& token) {
  return token.letter * Rational(3) + Rational(1 + token.row - 2 * token.column);
}

/// The letters of Alice's pairs (0, l), l < s, and of Bob's, (s+l, 2s-1); 0 elsewhere.
Matrix letters_of(const check::Case& word, int size) {
  Matrix letters(2 * size, 2 * size);
  for (int l = 0; l < size; ++l) {
    letters(0, l) = word(l, 0);
    letters(size + l, 2 * size - 1) = word(size + l, 0);
  }
  return letters;
}

machine::PairToken pair_of(int row, int column, const Rational& letter) {
  return {.row = row, .column = column, .letter = letter};
}
/// What middle elements add, above and below the line.
struct Added {
  Rational above = 0;
  Rational below = 0;
  void add(const machine::PairToken& first, const machine::PairToken& second) {
    const Rational weight = weight_of(first, second);
    above += weight * value_of_pair(first) * value_of_pair(second);
    below += weight;
  }
};

/// Of the two pairs that meet at a middle element one is nobody's and holds 0.
/// alpha and lambda from Alice's letters alone, beta and mu from Bob's; their ratio of sums.
Rational ratio_of_sums(const check::Case& word, int size, const std::string& twist) {
  Added alice;
  Added bob;
  const Rational fixed = twist == "others_hold_a_letter" ? 1 : 0;
  for (int l = 0; l < size; ++l) {
    alice.add(pair_of(0, l, word(l, 0)), pair_of(l, 2 * size - 1, fixed));
    if (twist == "one_element_left_out" && l == 0) continue;
    bob.add(pair_of(0, size + l, fixed), pair_of(size + l, 2 * size - 1, word(size + l, 0)));
  }
  return (alice.above + bob.above) / (alice.below + bob.below);
}

}  // namespace

Statement shattered_quotients() {
  Statement about{.claim = claim_id,
                  .label = "S4.shattered",
                  .title = "Rows of the quotient task that are shattered"};
  about.sentence =
      "For every $s$ some $s$ rows of the entry $(0, 2s-1)$ of the composition in a quotient of "
      "$2s$ elements with $s$ colours are shattered, rows words on the tokens $(0, t)$, $t < s$, "
      "and columns words on the tokens $(s+l, 2s-1)$: no two of these share a middle element.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published =
          "Composition in a quotient needs growing size of ordinary and of triangular "
          "attention.",
      .checked = "The shattering matrices, entry by entry, at the stated s.",
      .gap =
          "With S3.sums and S4.sums both heads give sums of ratios on this split; that their "
          "size is at least a power of the dimension rests on the imported bound of S3.columns."};
  about.parameters = {{.name = "size", .meaning = "s: rows", .lo = 1, .hi = 10}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t size = 1; size <= (rung == Rung::fast ? 4 : 7); ++size) {
      points.push_back({{"size", size}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"size", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int size = static_cast<int>(params.at("size"));
    Agrees result{.relation = derive::Relation::equal};
    result.left = [size](const check::Case& chosen, const std::string& twist) {
      const auto members = static_cast<std::uint64_t>(chosen(0, 0).num().to_int64());
      const task::Task task = task::quotient_composition(2 * size);
      std::vector<Rational> column;
      for (int t = 0; t < size; ++t) {
        const std::vector<Rational> answer =
            task.answer(quotient_instance(size, t, members, twist));
        column.push_back(answer[static_cast<std::size_t>(2 * size - 1)]);
      }
      return column;
    };
    result.right = [size](const check::Case& chosen) {
      std::vector<Rational> pattern;
      for (int t = 0; t < size; ++t) {
        pattern.emplace_back(chosen(0, 0).num().to_int64() >> t & 1);
      }
      return pattern;
    };
    result.cases = check::integer_box({0}, {(std::int64_t{1} << size) - 1});
    result.cases.description = "every set of rows";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "tasks on the words";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "colours_apart", .why = "every element has a colour of its own", .proof = {}},
       {.name = "one_colour", .why = "all elements have one colour", .proof = {}}});
}

Statement triangular_sums() {
  Statement about{
      .claim = claim_id, .label = "S4.sums", .title = "A triangular head adds two halves"};
  about.sentence =
      "On the split of S4.shattered the output of a triangular head at $(0, 2s-1)$, the mean over "
      "$l$ of $v_{0l} u_{l,2s-1}$ with weights of both pairs, is $(\\alpha + \\beta)/(\\lambda + "
      "\\mu)$, $\\alpha$ and $\\lambda$ functions of the row alone, $\\beta$ and $\\mu$ of the "
      "column.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published =
          "Composition in a quotient separates Strassen attention from triangular "
          "attention.",
      .checked =
          "The decomposition, exactly, for tables of weights and values, on all words of "
          "three letters.",
      .gap = "The stated s; one head, whose weights see both pairs. The VC bound is imported."};
  about.parameters = {{.name = "size", .meaning = "s", .lo = 1, .hi = 4}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"size", 1}}, {{"size", 2}}};
    if (rung != Rung::fast) points.push_back({{"size", 3}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"size", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int size = static_cast<int>(params.at("size"));
    Agrees result{.relation = derive::Relation::equal};
    result.left = [size](const check::Case& word, const std::string& twist) {
      return std::vector<Rational>{ratio_of_sums(word, size, twist)};
    };
    result.right = [size](const check::Case& word) {
      return std::vector<Rational>{machine::triangular_attention(
          {.weight = weight_of, .first_value = value_of_pair, .second_value = value_of_pair},
          letters_of(word, size), 0, 2 * size - 1)};
    };
    result.cases = check::words(2 * size, 3);
    result.evaluator = "machine";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "one_element_left_out", .why = "a middle element left out of beta", .proof = {}},
       {.name = "others_hold_a_letter", .why = "pairs of nobody hold 1", .proof = {}}});
}

}  // namespace attest::strassen_attention

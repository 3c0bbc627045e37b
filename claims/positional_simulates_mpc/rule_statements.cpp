// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: no rule sets the first stage from the two destinations at a switch.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::positional_simulates_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

/// One of the four permutations: its first destinations, and which of the bits A, B, C, D it shows
/// to switches 0 and 1. A bit is 1 where the top packet goes up.
struct Shown {
  std::array<int, 4> destinations;
  int top_bit;
  int bottom_bit;
};

constexpr std::array<Shown, 4> four{
    {{{0, 2, 1, 3}, 0, 1}, {{0, 4, 1, 3}, 2, 1}, {{0, 4, 3, 5}, 2, 3}, {{0, 2, 3, 5}, 0, 3}}};

/// A permutation of n inputs that begins with `first`; the others in the order of `rest`.
benes::Permutation completed(const std::array<int, 4>& first, const check::Case& rest) {
  benes::Permutation left;
  for (int d = 0; d < 4 + rest.rows(); ++d) {
    if (std::find(first.begin(), first.end(), d) == first.end()) left.push_back(d);
  }
  benes::Permutation result(first.begin(), first.end());
  for (int i = 0; i < rest.rows(); ++i) {
    result.push_back(left[static_cast<std::size_t>(rest(i, 0).num().to_int64())]);
  }
  return result;
}

/// Whether some setting of the other switches completes bits of switches 0 and 1.
bool is_routed(const benes::Permutation& destinations, char first, char second) {
  const std::size_t others = destinations.size() / 2 - 2;
  for (std::size_t mask = 0; mask < std::size_t{1} << others; ++mask) {
    std::vector<char> stage{first, second};
    for (std::size_t s = 0; s < others; ++s) stage.push_back(static_cast<char>(mask >> s & 1));
    if (benes::can_be_completed(destinations, stage)) return true;
  }
  return false;
}

/// How many of the four permutations the rule A B C D (bits of `rule`) leaves routable.
std::int64_t routed(const check::Case& rest, std::int64_t rule, std::size_t count) {
  std::int64_t result = 0;
  for (std::size_t p = 0; p < count; ++p) {
    // A switch crosses where its top packet goes down.
    const auto crosses = [&](int bit) { return static_cast<char>(1 - (rule >> bit & 1)); };
    const benes::Permutation destinations = completed(four[p].destinations, rest);
    if (is_routed(destinations, crosses(four[p].top_bit), crosses(four[p].bottom_bit))) ++result;
  }
  return result;
}

/// Orders of the other destinations with the 16 rules A B C D in the last row.
check::CaseSpace rule_cases(int n, std::uint64_t seed) {
  const auto join = [](const check::Case& rest, const check::Case& rule) {
    check::Case rows(rest.rows() + 1, 1);
    for (int i = 0; i < rest.rows(); ++i) rows(i, 0) = rest(i, 0);
    rows(rest.rows(), 0) = rule(0, 0);
    return std::optional<check::Case>(std::move(rows));
  };
  if (n == 8) {
    check::CaseSpace space = check::product(check::permutations(4), check::words(1, 16), join);
    space.description = "all orders of the other destinations and all rules A B C D";
    return space;
  }
  return check::sampled("orders of the other destinations and rules A B C D", 400, seed,
                        Integer(16) * 479001600, "12! orders are too many to enumerate",
                        [n, join](Random& random, std::int64_t index) {
                          check::Case rest(n - 4, 1);
                          for (int i = 0; i < rest.rows(); ++i) {
                            rest(i, 0) = i;
                            const int other = static_cast<int>(random.below(i + 1));
                            std::swap(rest(i, 0), rest(other, 0));
                          }
                          return join(rest, Matrix({{Rational(index % 16)}}));
                        });
}

Statement four_permutations() {
  Statement statement = check::about(
      claim_id, "S3", "No rule for the first stage from the two destinations at a switch");
  statement.sentence =
      "For every $N = 2^l \\ge 8$ no rule that sets each switch of the first Benes stage from the "
      "two destinations at it routes all permutations, however the inner stages are set: four "
      "permutations, which differ in switches 0 and 1 and begin $(0,2,1,3)$, $(0,4,1,3)$, "
      "$(0,4,3,5)$, $(0,2,3,5)$, leave none.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "-",
      .checked =
          "All 16 choices of the four bits that these permutations show, each fails on one "
          "of the four, with any setting of the other switches and inner stages.",
      .gap =
          "N = 8 with every order of the other destinations, N = 16 with seeded orders; the "
          "proof for every N is in the README."};
  statement.parameters = {{.name = "bits", .meaning = "l: N = 2^l", .lo = 3, .hi = 4}};
  statement.points = [](Rung rung) { return rung == Rung::fast ? sizes(3, 3) : sizes(3, 4); };
  statement.mutant_points = [](Rung) { return sizes(3, 3); };
  statement.figure.draw = rule_figure;
  const auto make = [](const Params& params, std::uint64_t seed) {
    const int n = 1 << params.at("bits");
    Agrees result{.relation = derive::Relation::equal,
                  .cases = rule_cases(n, seed),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "switches",
                  .is_yes_no = true};
    result.left = [](const check::Case& rows, const std::string& twist) {
      check::Case rest(rows.rows() - 1, 1);
      for (int i = 0; i < rest.rows(); ++i) rest(i, 0) = rows(i, 0);
      const std::size_t count = twist == "three_permutations" ? 3 : 4;
      const std::int64_t found = routed(rest, rows(rest.rows(), 0).num().to_int64(), count);
      return std::vector<Rational>{found == static_cast<std::int64_t>(count) ? 1 : 0};
    };
    result.right = [](const check::Case&) { return std::vector<Rational>{0}; };
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "three_permutations", .why = "the last of the four left out", .proof = {}}});
}

Statement contradiction() {
  Statement statement =
      check::about(claim_id, "S3.constraints", "Where the constraints on a rule contradict");
  statement.sentence =
      "Over all permutations in lexicographic order the constraints on a rule are contradictory "
      "at the 51st for $N = 8$, $(0,1,2,5,3,6,4,7)$, and never for $N = 4$, where 4 of 16 bits "
      "stay free.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Union-find with parities against elimination over GF(2): the "
                            "permutation, the bits, the free bits; and 51, or none.",
                        .gap = "N = 4 and N = 8; the methods share the list of constraints."};
  statement.parameters = {{.name = "bits", .meaning = "l: N = 2^l", .lo = 2, .hi = 3}};
  statement.points = [](Rung) { return sizes(2, 3); };
  statement.mutant_points = [](Rung) { return sizes(3, 3); };
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = 1 << params.at("bits");
    Agrees result{.relation = derive::Relation::equal};
    const auto entries = [](const benes::RuleSearch& found, std::int64_t contradiction) {
      return std::vector<Rational>{found.contradiction, found.variables, found.free_bits,
                                   contradiction};
    };
    result.left = [=](const check::Case&, const std::string& twist) {
      const benes::RuleSearch found = benes::search_rules(n, twist == "unordered_pairs");
      return entries(found, found.contradiction);
    };
    result.right = [=](const check::Case&) {
      return entries(benes::eliminate_rules(n), n == 8 ? 51 : 0);  // as the sentence says
    };
    result.cases = check::integer_box({}, {});
    result.cases.description = "the constraints of all permutations";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "union-find";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "unordered_pairs", .why = "the rule sees the set of destinations", .proof = {}}});
}

Statement four_wires() {
  Statement statement = check::about(claim_id, "S3.four_wires", "For N = 4 there are 16 rules");
  statement.sentence = "For $N = 4$ exactly $2^4$ of the $2^{16}$ rules route all 24 permutations.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Every rule on every permutation, against the free bits.",
                        .gap = "None for N = 4."};
  statement.points = [](Rung) { return std::vector<Params>{{}}; };
  statement.mutant_points = statement.points;
  const auto make = [](const Params&, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case&, const std::string& twist) {
      const std::int64_t free_bits = benes::search_rules(4, false).free_bits;
      return std::vector<Rational>{benes::rules_for_four(twist == "one_switch_seen"),
                                   power_of_two(static_cast<unsigned>(free_bits))};
    };
    result.right = [](const check::Case&) { return std::vector<Rational>{16, 16}; };
    result.cases = check::integer_box({}, {});
    result.cases.description = "all 65,536 rules";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "switches";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "one_switch_seen", .why = "both switches see switch 0 alone", .proof = {}}});
}

}  // namespace

std::vector<Statement> rule_statements() {
  return {four_permutations(), contradiction(), four_wires()};
}

}  // namespace attest::positional_simulates_mpc

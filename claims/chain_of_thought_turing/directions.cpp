// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: a cell is the direction of a pair; what a doubled angle keeps, and how many bits tell
/// neighbours apart.
#include <numeric>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using check::Params;
using check::Rung;

struct Pair {
  std::int64_t x;
  std::int64_t y;

  friend bool operator==(const Pair&, const Pair&) = default;
};

/// The pair of the same direction without a common divisor.
Pair primitive(const Pair& pair) {
  const std::int64_t divisor = std::gcd(pair.x, pair.y);
  return {pair.x / divisor, pair.y / divisor};
}

Rational dot(const Pair& a, const Pair& b) { return a.x * b.x + a.y * b.y; }

/// N of a pair as the model's token map has it.
model::Circuit direction_map(const std::string& twist) {
  model::CircuitBuilder map({"x", "y"});
  const model::Wire x = map.input("x");
  const model::Wire y = map.input("y");
  if (twist == "not_doubled") {
    // The squared norm divides, not the norm.
    const model::Wire square = x * x + y * y;
    map.output("direction", 0, x / square);
    map.output("direction", 1, y / square);
  } else if (twist == "not_normed") {
    map.output("direction", 0, x);
    map.output("direction", 1, y);
  } else {
    double_direction(map, "direction", x, y);
  }
  return map.finish();
}

/// (score, whether the directions are equal) by the model's map.
std::vector<Rational> compared(const Pair& a, const Pair& b, const std::string& twist) {
  const model::Circuit map = direction_map(twist);
  const std::vector<Rational> first = model::evaluate(map, {a.x, a.y}, 0, 1);
  const std::vector<Rational> second = model::evaluate(map, {b.x, b.y}, 0, 1);
  return {first[0] * second[0] + first[1] * second[1], first == second ? 1 : 0};
}

Pair pair_at(const check::Case& pairs, int i) {
  return {pairs(0, 2 * i).num().to_int64(), pairs(0, 2 * i + 1).num().to_int64()};
}

check::Statement doubled() {
  check::Statement result = check::about(claim_id, "S2", "A doubled angle keeps the direction");
  result.sentence =
      "For pairs $a, b$ with a positive second entry the doubled directions "
      "$(x^2-y^2, 2xy)/(x^2+y^2)$ score $2\\cos^2 - 1$, $\\cos^2 = \\langle a,b\\rangle^2 / "
      "(|a|^2 |b|^2)$, and are equal, with the score 1, iff the primitive integer pairs are: "
      "where a key of the direction of the query is visible, doubled and single angles choose the "
      "same keys.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked = "All pairs of pairs with entries up to the stated bound.",
                     .gap = "The stated bound."};
  result.parameters = {{.name = "most", .meaning = "largest entry", .lo = 1, .hi = 20}};
  result.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 5 : 12}}};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& pairs, const std::string& twist) {
      return compared(pair_at(pairs, 0), pair_at(pairs, 1), twist);
    };
    agrees.right = [](const check::Case& pairs) {
      const Pair a = primitive(pair_at(pairs, 0));
      const Pair b = primitive(pair_at(pairs, 1));
      const Rational square = dot(a, b) * dot(a, b) / (dot(a, a) * dot(b, b));
      return std::vector<Rational>{square + square - Rational(1), a == b ? 1 : 0};
    };
    agrees.cases = check::integer_box({-most, 1, -most, 1}, {most, most, most, most});
    agrees.cases.description =
        "all pairs of pairs with entries up to " + std::to_string(most) + ", the second positive";
    agrees.evaluator = "circuit in rationals";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "not_doubled", .why = "the pair over its squared norm", .proof = {}},
       {.name = "not_normed", .why = "the pair itself", .proof = {}}});
}

check::Statement cells() {
  check::Statement result = check::about(claim_id, "S2.cells", "One coordinate tells cells apart");
  result.sentence =
      "The second coordinate of the doubled direction of the cell $p$, $2p/(p^2+1)$, is different "
      "for different integers: a token was found iff its sign of difference is 0.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked = "All pairs of cells up to the stated one.",
                     .gap = "None: equal ones for p and q have pq = 1."};
  result.parameters = {{.name = "most", .meaning = "farthest cell", .lo = 1, .hi = 100}};
  result.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 20 : 100}}};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& pair, const std::string& twist) {
      const std::size_t at = twist == "first_coordinate" ? 0 : 1;
      const model::Circuit map = direction_map("");
      const Rational first = model::evaluate(map, {pair(0, 0), 1}, 0, 1)[at];
      const Rational second = model::evaluate(map, {pair(0, 1), 1}, 0, 1)[at];
      return std::vector<Rational>{first == second ? 1 : 0};
    };
    agrees.right = [](const check::Case& pair) {
      return std::vector<Rational>{pair(0, 0) == pair(0, 1) ? 1 : 0};
    };
    agrees.cases = check::integer_box({-most, -most}, {most, most});
    agrees.cases.description = "all pairs of cells up to " + std::to_string(most);
    agrees.evaluator = "circuit in rationals";
    agrees.is_yes_no = true;
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "first_coordinate", .why = "that of p and -p is the same", .proof = {}}});
}

check::Statement gap() {
  check::Statement result =
      check::about(claim_id, "S2.gap", "Neighbouring cells are almost parallel");
  result.sentence =
      "For the cells $P$ and $P+1$, as $(P,1)$ and $(P+1,1)$: $1 - \\cos^2 = "
      "1/((P^2+1)((P+1)^2+1))$, and no cell is nearer to $P \\ge 0$ in direction than $P+1$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked =
                         "All cells up to the stated one; nearer ones among those up to "
                         "twice as far.",
                     .gap = "The stated cells."};
  result.parameters = {{.name = "most", .meaning = "farthest cell", .lo = 1, .hi = 1000}};
  result.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 32 : 200}}};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 8}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& cell, const std::string& twist) {
      const std::int64_t p = cell(0, 0).num().to_int64();
      Rational largest = 0;
      // A cell on the other side may be as near to the cell 0, never nearer.
      for (std::int64_t q = -2 * p - 1; q <= 2 * p + 1; ++q) {
        const bool is_same = twist == "itself" ? q == p + 1 : q == p;
        if (!is_same && largest < squared_cosine(p, q)) largest = squared_cosine(p, q);
      }
      return std::vector<Rational>{Rational(1) - largest};
    };
    agrees.right = [](const check::Case& cell) {
      const std::int64_t p = cell(0, 0).num().to_int64();
      return std::vector<Rational>{Rational(1, (p * p + 1) * ((p + 1) * (p + 1) + 1))};
    };
    agrees.cases = check::integer_box({0}, {most});
    agrees.evaluator = "rationals";
    return agrees;
  };
  return derive::agrees(std::move(result), make,
                        {{.name = "itself", .why = "the cell itself is a neighbour", .proof = {}}});
}

check::Statement bits() {
  check::Statement result = check::about(claim_id, "S2.bits", "Bits that tell neighbours apart");
  result.sentence =
      "Scores that are rounded to $p$ fractional bits tell the cells $P$ and $P+1$ apart iff "
      "$2^{-(p+1)} < 1-\\cos$; for $P = 2^k$, $k \\ge 2$, the least $p$ is $4\\log_2 P + 1$, and "
      "$4\\log_2 P - 1$ for doubled angles: logarithmic precision is enough.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "Logarithmic precision.",
                     .checked = "Powers of two up to the stated one, by squares of rationals.",
                     .gap = "The stated powers."};
  result.parameters = {
      {.name = "most", .meaning = "binary logarithm of the farthest cell", .lo = 2, .hi = 14}};
  result.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 8 : 14}}};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& power, const std::string& twist) {
      const std::int64_t place = std::int64_t{1} << power(0, 0).num().to_int64();
      const std::int64_t other = twist == "cell_before" ? place / 2 : place;
      return std::vector<Rational>{least_bits(other, false), least_bits(other, true)};
    };
    agrees.right = [](const check::Case& power) {
      const Rational four = Rational(4) * power(0, 0);
      return std::vector<Rational>{four + Rational(1), four - Rational(1)};
    };
    agrees.cases = check::integer_box({2}, {params.at("most")});
    agrees.cases.description = "k = 2, .., " + std::to_string(params.at("most"));
    agrees.evaluator = "rationals";
    return agrees;
  };
  return derive::agrees(std::move(result), make,
                        {{.name = "cell_before", .why = "the cells P/2 and P/2 + 1", .proof = {}}});
}

}  // namespace

Rational squared_cosine(std::int64_t p, std::int64_t q) {
  const Pair a{p, 1};
  const Pair b{q, 1};
  return dot(a, b) * dot(a, b) / (dot(a, a) * dot(b, b));
}

std::int64_t least_bits(std::int64_t place, bool is_doubled) {
  // Both cosines are positive; the single one is compared by its square.
  const Rational square = squared_cosine(place, place + 1);
  Rational half_unit(1, 2);
  for (std::int64_t p = 0;; ++p) {
    const Rational most = Rational(1) - half_unit;
    if (is_doubled ? square + square - Rational(1) < most : square < most * most) return p;
    half_unit = half_unit / Rational(2);
  }
}

std::vector<check::Statement> direction_statements() { return {doubled(), cells(), gap(), bits()}; }

}  // namespace attest::chain_of_thought_turing

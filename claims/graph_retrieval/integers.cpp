// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2.integers and S2.bits: how large the integers get, and how many bits tell degrees apart.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

/// A linear map applied to a row of the state.
std::map<int, Integer> applied(const model::Linear& map, const Matrix& states, int row) {
  std::map<int, Integer> result;
  for (const model::Entry& entry : map) {
    result[entry.to] += (entry.weight.value * states(row, entry.from)).num();
  }
  return result;
}

Integer larger(const Integer& a, const Integer& b) { return a.abs() > b.abs() ? a.abs() : b.abs(); }

void add_largest(Largest& largest, Question question, std::int64_t n) {
  const model::Transformer model = build({.question = question});
  const model::Head& head = model.blocks[0].heads[0];
  const std::vector<task::Edge> asked = questions(question, n);
  const Matrix states =
      model::embed(model, task::graph_tokens(task::complete_graph(static_cast<int>(n)), asked));
  std::vector<std::map<int, Integer>> keys;
  for (int k = 0; k < states.rows(); ++k) {
    keys.push_back(applied(head.keys[0], states, k));
    for (const auto& [at, x] : keys.back()) largest.coordinate = larger(largest.coordinate, x);
  }
  for (int q = states.rows() - static_cast<int>(asked.size()); q < states.rows(); ++q) {
    const std::map<int, Integer> query = applied(head.query, states, q);
    for (const auto& [at, x] : query) largest.coordinate = larger(largest.coordinate, x);
    for (std::map<int, Integer>& key : keys) {
      Integer score = 0;
      for (const auto& [at, x] : query) {
        const Integer product = x * key[at];
        largest.product = larger(largest.product, product);
        score += product;
      }
      largest.score = larger(largest.score, score);
    }
  }
}

/// S2.integers.
Statement integers() {
  Statement statement = check::about(claim_id, "S2.integers", "Integers of O(log n) bits");
  statement.sentence =
      "For $n \\ge 2$ every coordinate of a query or key and every score of S2 is an integer of "
      "absolute value at most $4n^4$, and every product of two coordinates that a score is the sum "
      "of is below $6n^4$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "m = O(log N).",
                        .checked =
                            "Every question against every possible edge, the sentinel and "
                            "the questions.",
                        .gap = "The stated n."};
  statement.parameters = {{.name = "most", .meaning = "largest n", .lo = 2, .hi = 64}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 8 : 24}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_most};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const std::int64_t n = chosen(0, 0).num().to_int64();
      const Largest found = largest_numbers(twist.empty() ? n : 2 * n);
      return std::vector<Rational>{found.coordinate, found.score, found.product + 1};
    };
    result.right = [](const check::Case& chosen) {
      const Integer fourth = pow(chosen(0, 0).num(), 4);
      return std::vector<Rational>{4 * fourth, 4 * fourth, 6 * fourth};
    };
    result.cases = check::integer_box({2}, {params.at("most")});
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "queries and keys of the description";
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "twice_as_many", .why = "graphs of 2n vertices", .proof = {}}});
}

/// S2.bits.
Statement fraction_bits() {
  Statement statement =
      check::about(claim_id, "S2.bits", "Bits of the mean that tell degrees apart");
  statement.sentence =
      "The least $f$ such that the floors of $2^f/(d+1)$, $0 \\le d < n$, all differ is at most "
      "$\\lceil\\log_2 n(n-1)\\rceil$ and, for $n \\ge 3$, more than $\\log_2 n(n-2) - 1$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "m = O(log N).",
                        .checked = "The least f by search, from both sides.",
                        .gap = "The stated n; the inequalities are proved in the README."};
  statement.parameters = {{.name = "most", .meaning = "largest n", .lo = 3, .hi = 4096}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 64 : 512}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 64}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_most};
    // 2^f <= 2^ceil(log2 n(n-1)), and -2^(f+1) <= -(n(n-2) + 1).
    result.left = [](const check::Case& chosen, const std::string& twist) {
      std::int64_t bits = least_fraction_bits(chosen(0, 0).num().to_int64());
      if (twist == "two_bits_more") bits += 2;
      if (twist == "two_bits_fewer") bits -= 2;
      const Rational power = power_of_two(static_cast<unsigned>(bits + 2));
      return std::vector<Rational>{power, -power};
    };
    result.right = [](const check::Case& chosen) {
      const Integer n = chosen(0, 0).num();
      const Integer spacing = n * (n - 1);
      const auto bits = static_cast<unsigned>((spacing - 1).bit_length());
      return std::vector<Rational>{4 * power_of_two(bits), -2 * (n * (n - 2) + 1)};
    };
    result.cases = check::integer_box({3}, {params.at("most")});
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "floors of powers of two";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "two_bits_more", .why = "the least f reported two bits too high", .proof = {}},
       {.name = "two_bits_fewer", .why = "the least f reported two bits too low", .proof = {}}});
}

}  // namespace

std::vector<check::Promise> promises(const Shape& shape) {
  const derive::Resources used = derive::resources(build(shape));
  return {check::at_most("layers", "1", 1, used.layers),
          check::at_most("heads", "1", 1, used.heads),
          check::at_most("key dimension", "5", 5, used.key_dimension),
          check::at_most("value dimension", "3", 3, used.value_dimension),
          check::at_most("width", "20", 20, used.width)};
}

Largest largest_numbers(std::int64_t n) {
  Largest largest;
  add_largest(largest, Question::existence, n);
  add_largest(largest, Question::degree, n);
  return largest;
}

std::int64_t least_fraction_bits(std::int64_t n) {
  for (std::int64_t bits = 0;; ++bits) {
    const Integer power = power_of_two(static_cast<unsigned>(bits));
    std::set<Integer> floors;
    for (std::int64_t d = 0; d < n; ++d) floors.insert(floor_div(power, d + 1));
    if (std::ssize(floors) == n) return bits;
  }
}

std::vector<Statement> integer_statements() { return {integers(), fraction_bits()}; }

}  // namespace attest::graph_retrieval

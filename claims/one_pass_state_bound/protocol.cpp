// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrent layers as players in a row, and the fooling set of INDEX.
#include <memory>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/protocol/segments.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::Automaton;

/// Outputs and bits of two players and of k + 1, against hop_k and the formula.
Agrees players_in_a_row(const Params& params, std::uint64_t) {
  const std::int64_t k = params.at("k");
  const std::int64_t letters = params.at("letters");
  const std::vector<std::int64_t> players{2, k + 1};
  const auto left = [=](const check::Case& word, const std::string& twist) {
    std::vector<Rational> result;
    for (const std::int64_t count : players) {
      const protocol::SegmentRun run = protocol::run_in_segments(
          check::symbols_of(word), letters, k, count,
          twist == "hands_symbol_on" ? protocol::HandOver::previous : protocol::HandOver::state);
      for (const std::int64_t output : run.outputs) result.emplace_back(output);
      result.emplace_back(twist == "counted_in_words" ? run.words : run.bits());
    }
    return result;
  };
  const auto right = [=](const check::Case& word) {
    std::vector<Rational> result;
    for (const std::int64_t count : players) {
      for (const Rational& output : task::k_hop(k).answer(word)) result.push_back(output);
      const std::int64_t words = k * (count - 1) * (letters + 1);
      result.emplace_back(bits_of(pow(Integer(letters + 1), static_cast<unsigned>(words))));
    }
    return result;
  };
  return Agrees{.relation = derive::Relation::equal,
                .left = left,
                .right = right,
                .cases = words_of(letters, params.at("n")),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "players in a row"};
}

Statement segments() {
  Statement statement = check::about(claim_id, "S2", "Recurrent layers are short protocols");
  statement.sentence =
      "Cut a word among $P$ players in a row. $L$ delta-rule layers become $L$ rounds from left to "
      "right with the same outputs, hop_1, .., hop_L, and a transcript of $L(P-1)(s+1)$ words of "
      "$\\log_2(s+1)$ bits each. So what players cannot do in $L$ rounds of so many bits, $L$ "
      "layers cannot do in $s + 1$ words.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "A recurrent model of depth L and width m that computes hop_k has L >= k or m = "
          "Omega(n/k^6), by pointer chasing.",
      .checked = "The simulation: outputs and bits, on every word, for two players and for k + 1.",
      .gap =
          "The bound on pointer chasing itself (Assadi and N, 2021) is recalled, not checked; its "
          "exponent says nothing at these sizes, and nothing for a fixed alphabet (S1.counts)."};
  statement.parameters = table_parameters();
  statement.parameters.push_back(
      {.name = "n", .meaning = "letters of the word", .lo = 1, .hi = 14});
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t k : {1, 2, 3}) {
      points.push_back({{"letters", 2}, {"k", k}, {"n", 6}});
      points.push_back({{"letters", 3}, {"k", k}, {"n", 5}});
    }
    if (rung == Rung::fast) return points;
    for (const std::int64_t k : {1, 2, 3, 4}) {
      points.push_back({{"letters", 2}, {"k", k}, {"n", 11}});
      points.push_back({{"letters", 3}, {"k", k}, {"n", 7}});
      points.push_back({{"letters", 4}, {"k", k}, {"n", 5}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"letters", 3}, {"k", 2}, {"n", 5}}};
  };
  return derive::agrees(
      std::move(statement), players_in_a_row,
      {{.name = "counted_in_words", .why = "the transcript in words for bits", .proof = {}},
       {.name = "hands_symbol_on",
        .why = "the last symbol is all that is handed on",
        .proof = {}}});
}

/// The bits of a case.
std::vector<Rational> asked(const check::Case& bits, const IndexChoices& choices) {
  const Symbols values = check::symbols_of(bits);
  std::vector<Rational> answers;
  for (std::int64_t j = 1; j <= std::ssize(values); ++j) {
    answers.emplace_back(task::last_hop(index_word(values, j, choices), 1));
  }
  return answers;
}

Statement fooling_set() {
  Statement statement = check::about(claim_id, "S3", "2^N prefixes are told apart by N suffixes");
  statement.sentence =
      "On the words $1\\, b_1\\, 2\\, b_2 .. N\\, b_N\\, j$ hop_1 at the end is the symbol of "
      "$b_j$. So the $2^N$ prefixes are pairwise distinguished, and a model of one pass over $N + "
      "2$ symbols has at least $N$ bits of state, already for $k = 1$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "The answers to all N suffixes after every prefix, which spell out "
                            "its bits.",
                        .gap = "The stated N."};
  statement.parameters = {{.name = "n", .meaning = "N: bits", .lo = 1, .hi = 24}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= (rung == Rung::fast ? 7 : 14); ++n) points.push_back({{"n", n}});
    if (rung != Rung::fast) points.push_back({{"n", 20}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  statement.figure.draw = index_figure;
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [](const check::Case& bits, const std::string& twist) {
                        return asked(bits, {.is_bit_first = twist == "bit_first",
                                            .asks_for_bits = twist == "asks_for_bits"});
                      },
                  .right =
                      [n](const check::Case& bits) {
                        std::vector<Rational> symbols;
                        for (int j = 0; j < bits.rows(); ++j) symbols.push_back(n + 1 + bits(j, 0));
                        return symbols;
                      },
                  .cases = check::words(static_cast<int>(n), 2),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "the definition of hop_1"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "bit_first", .why = "pairs b_j j: what follows j is the next bit", .proof = {}},
       {.name = "asks_for_bits", .why = "the suffix is the symbol of a bit", .proof = {}}});
}

/// The 2^n prefixes.
std::vector<Symbols> index_prefixes(std::int64_t n) {
  std::vector<Symbols> prefixes;
  const check::CaseSpace bits = check::words(static_cast<int>(n), 2);
  for (std::int64_t i = 0; i < bits.size; ++i) {
    prefixes.push_back(index_word(check::symbols_of(*bits.at(i)), 1));
    prefixes.back().pop_back();
  }
  return prefixes;
}

Statement index_fewer() {
  Statement statement =
      check::about(claim_id, "S3.fewer", "Fewer than N bits are defeated by two prefixes");
  statement.sentence =
      "A machine of fewer than $2^N$ states is in one state after two of the prefixes, and the "
      "suffix $j$ of a bit in which they differ defeats it; against the machine with a table "
      "nothing is found.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Random machines of sizes below 2^N, the right one with every two "
                            "states merged, and the right one; words are run again.",
                        .gap = "The stated N; 60 random machines."};
  statement.parameters = {{.name = "n", .meaning = "N: bits", .lo = 2, .hi = 3}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const auto prefixes = std::make_shared<const std::vector<Symbols>>(index_prefixes(n));
    Candidates candidates{
        .right = machine::minimal(machine::table_automaton(n + 2, 1, Broken::nothing)),
        .most_states = std::ssize(*prefixes) - 1,
        .random_count = 60,
        .seed = seed};
    for (const Symbols& prefix : *prefixes) {
      candidates.merged_states.push_back(machine::state_after(candidates.right, prefix));
    }
    std::vector<Symbols> suffixes;
    for (std::int64_t j = 1; j <= n; ++j) suffixes.push_back({j});
    const auto left = [=](const check::Case& chosen, const std::string& twist) {
      const Automaton built = candidates.at(chosen(0, 0).num().to_int64());
      const auto found = machine::collision(built, *prefixes, suffixes, [&](const Symbols& word) {
        return task::last_hop(word, twist == "asks_hop_zero" ? 0 : 1);
      });
      return std::vector<Rational>{found && is_sound(built, *found, 1) ? 1 : 0};
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right =
                      [](const check::Case& chosen) {
                        return std::vector<Rational>{chosen(0, 0) == 0 ? 0 : 1};
                      },
                  .cases = candidates.cases(),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "adversary: prefixes in one state",
                  .is_yes_no = true};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "asks_hop_zero", .why = "the adversary asks for the suffix itself", .proof = {}}});
}

}  // namespace

std::vector<Statement> protocol_statements() { return {segments()}; }

std::vector<Statement> index_statements() { return {fooling_set(), index_fewer()}; }

}  // namespace attest::one_pass_state_bound

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounds, words and bits of the program, by the ledger of the machines.
#include <algorithm>
#include <memory>
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::transformer_as_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::mpc::Program;

std::int64_t entry_of(const check::Case& chosen, int at) { return chosen(0, at).num().to_int64(); }

/// Rounds, words sent and received by one machine, words in all, machines, and whether each keeps
/// to the limit; cases are (N, b).
Agrees subject_of_ledger(const Params& params, std::uint64_t) {
  const std::int64_t layers = params.at("layers");
  const std::int64_t most = params.at("most");
  const model::Transformer network =
      drawn_model({.layers = layers, .heads = 2, .head_dimension = 2, .number = 1});
  const auto left = [network](const check::Case& chosen, const std::string& twist) {
    const std::int64_t n = entry_of(chosen, 0);
    const std::int64_t b = entry_of(chosen, 1);
    const Program program = simulation(network, n, twist == "fan_out_of_two" ? 2 : b,
                                       {.drops_last_column = twist == "last_column_dropped"});
    const machine::mpc::Ledger ledger = machine::mpc::ledger_of(program);
    const std::int64_t limit =
        word_limit(load_of(network), b) - (twist == "limit_one_word_less" ? 1 : 0);
    const bool is_kept = ledger.most_sent <= limit && ledger.most_received <= limit;
    const bool is_fitting = program.memory.back() <= 3 * limit;
    return std::vector<Rational>{
        ledger.rounds,     ledger.most_sent,           ledger.most_received,
        ledger.words,      std::ssize(program.memory), is_kept ? 1 : 0,
        is_fitting ? 1 : 0};
  };
  const auto right = [layers](const check::Case& chosen) {
    constexpr std::int64_t m = 4;
    constexpr std::int64_t heads = 2;
    const std::int64_t n = entry_of(chosen, 0);
    const std::int64_t children = std::min(entry_of(chosen, 1), n) - 1;
    std::int64_t depth = 0;
    while (pow(Integer(entry_of(chosen, 1)), static_cast<unsigned>(depth)) < n) ++depth;
    return std::vector<Rational>{layers * (2 * depth + 2),
                                 std::max<std::int64_t>(children, 1) * 3 * m,
                                 std::max(3 * m, children * (m + heads)),
                                 layers * n * n * (4 * m + heads),
                                 n * (n + 1),
                                 1,
                                 1};
  };
  return Agrees{.relation = derive::Relation::equal,
                .left = left,
                .right = right,
                .cases = check::integer_box({1, 2}, {most, params.at("most_b")}),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "ledger of the machines"};
}

Statement ledgers() {
  Statement statement = check::about(claim_id, "S2", "Rounds and words, exactly");
  statement.sentence =
      "With $D = \\lceil\\log_b N\\rceil$ the program of $L$ layers takes $L(2D + 2)$ rounds on "
      "$N^2 + N$ machines. In no round does a machine send or receive more than $s = (b-1)\\,3m$ "
      "words, and for $2 \\le b \\le N$ one sends so many; a pair machine holds at most $3s$. All "
      "machines together send $L N^2 (4m + H)$ words ($m$: queries, keys or values of all $H$ "
      "heads).";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "The messages of the programs, machine by machine and round by round, for every "
          "N and b up to the stated ones.",
      .gap = "Models of two heads of dimension two (m = 4); the stated L, N, b."};
  statement.parameters = {{.name = "layers", .meaning = "L: layers", .lo = 1, .hi = 8},
                          {.name = "most", .meaning = "N from 1 to most", .lo = 1, .hi = 64},
                          {.name = "most_b", .meaning = "b from 2 to most_b", .lo = 2, .hi = 64}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"layers", 1}, {"most", 9}, {"most_b", 10}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"layers", 3}, {"most", 28}, {"most_b", 29}});
    points.push_back({{"layers", 1}, {"most", 64}, {"most_b", 9}});
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"layers", 2}, {"most", 5}, {"most_b", 4}}};
  };
  Statement result = derive::agrees(
      std::move(statement), subject_of_ledger,
      {{.name = "limit_one_word_less", .why = "s = (b - 1) 3m - 1", .proof = {}},
       {.name = "last_column_dropped", .why = "the trees end one column early", .proof = {}},
       {.name = "fan_out_of_two", .why = "binary trees for every b", .proof = {}}});
  result.figure.draw = grid_figure;
  return result;
}

/// Bits of the longest word sent against the scores of the case.
Agrees subject_of_bits(const Params& params, std::uint64_t seed) {
  const std::int64_t n = params.at("n");
  const std::int64_t m = params.at("m");
  const std::int64_t b = params.at("b");
  const auto program = std::make_shared<const Program>(simulation(attention(m), n, b));
  const auto base_four =
      std::make_shared<const Program>(simulation(attention(m), n, b, {.base_more = 2}));
  const auto left = [=](const check::Case& tokens, const std::string& twist) {
    const Program& chosen = twist == "base_four" ? *base_four : *program;
    const auto result = machine::mpc::run(chosen, words_of(tokens));
    if (!result) throw model::Undefined("a word of the program");
    return std::vector<Rational>{result->most_bits};
  };
  const auto right = [n, m](const check::Case& tokens) {
    Rational score = 0;
    Rational entry = 1;
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int j = 0; j < tokens.rows(); ++j) {
        Rational product = 0;
        for (int r = 0; r < m; ++r) {
          product += tokens(i, r) * tokens(j, static_cast<int>(m) + r);
        }
        score = std::max(score, product.abs());
      }
      for (const Rational& word : tokens.row(i)) entry = std::max(entry, word.abs());
    }
    return std::vector<Rational>{3 * score + 1 + (n * entry).num().bit_length()};
  };
  return Agrees{.relation = derive::Relation::at_most,
                .left = left,
                .right = right,
                .cases = n <= 2 ? small_matrices(n, m) : drawn_matrices(n, m, 6, seed),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "machines with word accounting"};
}

Statement bits() {
  Statement statement = check::about(claim_id, "S2.bits", "How long words get");
  statement.sentence =
      "If the scores of a head are integers of absolute value at most $S$ and queries, keys and "
      "values have integers of absolute value at most $V$, $V \\ge 1$, no word sent has more than "
      "$3S + 1 + |NV|_2$ bits, numerator and denominator together ($|x|_2$ bits of $x$): "
      "$O(\\log N)$ bits where scores are $O(\\log N)$ and $V$ is polynomial in $N$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "The longest word of each run against the scores of its input.",
                        .gap = "The stated N; at N = 2 every small matrix, else a sample."};
  statement.parameters = {{.name = "n", .meaning = "N: tokens", .lo = 1, .hi = 64},
                          {.name = "m", .meaning = "dimension", .lo = 1, .hi = 16},
                          {.name = "b", .meaning = "fan-out of the trees", .lo = 2, .hi = 64}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"m", 1}, {"b", 2}}, {{"n", 8}, {"m", 2}, {"b", 2}}};
    if (rung != Rung::fast) points.push_back({{"n", 32}, {"m", 3}, {"b", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 2}, {"m", 1}, {"b", 2}}};
  };
  return derive::agrees(std::move(statement), subject_of_bits,
                        {{.name = "base_four", .why = "weights are powers of 4", .proof = {}}});
}

/// Rounds of a layer where the fan-out is a root of N, and (b - 1)^k; cases are (N, k).
Agrees subject_of_roots(const Params& params, std::uint64_t) {
  const auto left = [](const check::Case& chosen, const std::string& twist) {
    const std::int64_t n = entry_of(chosen, 0);
    const std::int64_t k = entry_of(chosen, 1);
    std::int64_t b = root_fan_out(n, k);
    if (twist == "root_rounded_down" && b > 2 && pow(Integer(b), static_cast<unsigned>(k)) != n) {
      --b;
    }
    if (twist == "fan_out_one_more") ++b;
    return std::vector<Rational>{2 * tree_depth(n, b) + 2,
                                 Rational(pow(Integer(b - 1), static_cast<unsigned>(k)))};
  };
  const auto right = [](const check::Case& chosen) {
    return std::vector<Rational>{2 * chosen(0, 1) + 2, chosen(0, 0) - 1};
  };
  return Agrees{.relation = derive::Relation::at_most,
                .left = left,
                .right = right,
                .cases = check::integer_box({2, 1}, {params.at("most"), params.at("most_k")}),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "depth of the trees"};
}

Statement roots() {
  Statement statement = check::about(claim_id, "S3", "Rounds that do not grow with N");
  statement.sentence =
      "With $b$ the least integer of $b^k \\ge N$, $b \\ge 2$, a layer takes at most $2k + 2$ "
      "rounds for every $N \\ge 2$, and $(b-1)^k < N$: at $m = N^{\\delta}$ words $s = (b-1)\\,3m "
      "< 3 N^{\\delta + 1/k}$, that is $\\delta' - \\delta = 1/k$ and $L(2 / (\\delta' - \\delta) "
      "+ 2)$ rounds.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "The depth of the trees, and (b - 1)^k, for every N and k up to the stated ones.",
      .gap = "The stated N and k."};
  statement.parameters = {{.name = "most", .meaning = "N from 2 to most", .lo = 2, .hi = 1 << 20},
                          {.name = "most_k", .meaning = "k from 1 to most_k", .lo = 1, .hi = 40}};
  statement.points = [](Rung rung) {
    const std::int64_t most = rung == Rung::fast ? 300 : 5000;
    return std::vector<Params>{{{"most", most}, {"most_k", 12}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 64}, {"most_k", 3}}}; };
  return derive::agrees(
      std::move(statement), subject_of_roots,
      {{.name = "root_rounded_down", .why = "the greatest integer of b^k <= N", .proof = {}},
       {.name = "fan_out_one_more", .why = "a fan-out one above the root", .proof = {}}});
}

}  // namespace

std::vector<Statement> count_statements() { return {ledgers(), bits(), roots()}; }

}  // namespace attest::transformer_as_mpc

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounds are layers: pointer doubling on a permutation.
#include <algorithm>
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/cycles.hpp"

namespace attest::mpc_round_per_layer {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using derive::Computes;
using derive::NamedMutant;

Statement pointer_doubling() {
  Statement statement = check::about(claim_id, "S1", "R rounds are R layers");
  statement.sentence =
      "For $0 < \\gamma < \\delta < 1$ a deterministic $R$-round $(\\gamma, \\delta)$-MPC protocol "
      "is computed by a transformer of depth $R + 1$, embedding dimension $O(N^{4\\delta} \\log "
      "N)$ and $O(\\log\\log N)$ heads. Checked: pointer doubling for the minima of the cycles of "
      "a permutation, $R = \\lceil\\log_2 N\\rceil$ rounds of at most two messages a machine, in "
      "$R$ layers of one head, the first outbox in the embedding.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Theorem 3.1: R rounds of a (gamma, delta)-MPC protocol take depth R + 1, m = "
          "O(N^(4 delta) log N), H = O(log log N).",
      .checked = "One protocol in exact weights, on every permutation: its minima and its layers.",
      .gap =
          "One protocol, the stated N; hardmax, one head and a polynomial in the key where the "
          "paper has softmax, hashing and several heads. The corollaries (connectivity, spanning "
          "forests, formulas) are recalled, not run."};
  statement.parameters = {{.name = "n", .meaning = "N: machines", .lo = 2, .hi = 12}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 2; n <= (rung == Rung::fast ? 5 : 8); ++n) points.push_back({{"n", n}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Computes result{.model = cycle_minima(n, rounds_of(n)),
                    .task = task::cycle_minima(1),
                    .inputs = linked_permutations(n)};
    result.promises = layer_promises(result.model, n, 2, "R + 1", rounds_of(n) + 1);
    return result;
  };
  const auto wrong = [](const char* name, const char* why, std::int64_t fewer,
                        const Choices& choices) {
    return NamedMutant{.name = name,
                       .why = why,
                       .proof = {},
                       .apply = [=](Computes& broken, const Params& params) {
                         const std::int64_t n = params.at("n");
                         broken.model = cycle_minima(n, rounds_of(n) - fewer, choices);
                       }};
  };
  return derive::computes(
      std::move(statement), make,
      {wrong("one_round_fewer", "one layer fewer", 1, {}),
       wrong("not_squared", "factors t - d in the key", 0, {.is_squared = false}),
       wrong("not_rescaled", "means are read for sums", 0, {.is_rescaled = false})});
}

Statement random_permutation() {
  Statement statement =
      check::about(claim_id, "S1.random", "Pointer doubling on random permutations");
  statement.sentence = "The protocol of S1 in its layers on random permutations of more machines.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Exact weights on seeded permutations, half of them one cycle.",
                        .gap = "A sample."};
  statement.parameters = {{.name = "n", .meaning = "N: machines", .lo = 2, .hi = 64}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 13}}};
    if (rung != Rung::fast) points.insert(points.end(), {{{"n", 16}}, {{"n", 32}}, {{"n", 64}}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    Computes result{.model = cycle_minima(n, rounds_of(n)),
                    .task = task::cycle_minima(1),
                    .inputs = random_permutations(n, n <= 13 ? 6 : 60, seed)};
    result.promises = layer_promises(result.model, n, 2, "R + 1", rounds_of(n) + 1);
    return result;
  };
  return derive::computes(std::move(statement), make, {});
}

Statement one_round_fewer() {
  Statement statement = check::about(claim_id, "S3", "One round fewer fails where a cycle is long");
  statement.sentence =
      "After $r$ rounds the minimum covers $2^r$ vertices of the cycle. One round fewer than "
      "$\\lceil\\log_2 N\\rceil$ is wrong exactly on the permutations with a cycle longer than "
      "$2^{R-1}$. No machine sends or receives more than two messages in a round.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "The protocol on machines with word accounting, every permutation.",
      .gap = "The stated N."};
  statement.parameters = {{.name = "n", .meaning = "N: machines", .lo = 2, .hi = 9}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 2; n <= (rung == Rung::fast ? 6 : 8); ++n) points.push_back({{"n", n}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const auto left = [n](const check::Case& tokens, const std::string& twist) {
      std::vector<std::int64_t> image;
      for (int j = 0; j < tokens.rows(); ++j) image.push_back(tokens(j, 0).num().to_int64());
      const std::int64_t rounds = rounds_of(n) - (twist == "all_rounds" ? 0 : 1);
      const auto run = machine::mpc::cycle_minima(image, rounds);
      const std::vector<Rational> minima(run.minima.begin(), run.minima.end());
      const bool is_relation = run.ledger.most_sent <= 2 && run.ledger.most_received <= 2;
      return std::vector<Rational>{
          minima != task::cycle_minima(1).answer(tokens) ? 1 : 0, is_relation ? 1 : 0,
          twist == "words_of_one_machine" ? run.ledger.most_sent * rounds : run.ledger.words};
    };
    const auto right = [n](const check::Case& tokens) {
      std::int64_t longest = 0;
      for (std::int64_t first = 1; first <= n; ++first) {
        std::int64_t length = 1;
        for (Rational at = tokens(static_cast<int>(first - 1), 0); at != first;
             at = tokens(static_cast<int>(at.num().to_int64() - 1), 0)) {
          ++length;
        }
        longest = std::max(longest, length);
      }
      const std::int64_t rounds = rounds_of(n) - 1;
      return std::vector<Rational>{longest > std::int64_t{1} << rounds ? 1 : 0, 1, 2 * n * rounds};
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right = right,
                  .cases = linked_permutations(n),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "machines with word accounting"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "all_rounds", .why = "no round fewer", .proof = {}},
       {.name = "words_of_one_machine", .why = "the words of one machine for all", .proof = {}}});
}

}  // namespace

std::vector<Statement> layer_statements() { return {pointer_doubling(), random_permutation()}; }

std::vector<Statement> round_statements() { return {one_round_fewer()}; }

}  // namespace attest::mpc_round_per_layer

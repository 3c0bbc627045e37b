// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers against the adversary: too small ones are defeated, correct ones are not.
#include <array>
#include <utility>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/number/error.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Candidate;
using derive::Contest;
using derive::Expectation;
using derive::MutantOf;

constexpr const char* bound_sentence =
    "In an arithmetic in which a transmitted number takes at most $R$ values ($t = \\log_2 R$ "
    "bits), a layer that answers on one of the three families of graphs has $H(m_v+1)t \\ge n$. ";

Contest contest_of(Gadget gadget, std::int64_t n, Candidate candidate, Expectation expectation) {
  return {.reduces = reduction(gadget, n),
          .candidate = std::move(candidate),
          .expectation = expectation};
}

Gadget gadget_of(const Params& params) { return static_cast<Gadget>(params.at("gadget")); }
int bits_of(const Params& params) { return static_cast<int>(params.at("bits")); }

/// Points (n, bits) at each gadget.
std::vector<Params> at_each_gadget(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  std::vector<Params> points;
  for (std::int64_t gadget = 0; gadget < 3; ++gadget) {
    for (const auto& [n, bits] : pairs) {
      points.push_back({{"gadget", gadget}, {"n", n}, {"bits", bits}});
    }
  }
  return points;
}

/// The same at the gadget path, where mutants are run: the adversary is one for all gadgets.
std::vector<Params> at_path(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  std::vector<Params> points = at_each_gadget(pairs);
  points.resize(pairs.size());
  return points;
}

Statement about_layers(std::string label, std::string title, const std::string& sentence) {
  Statement about{.claim = claim_id, .label = std::move(label), .title = std::move(title)};
  about.sentence = bound_sentence + sentence;
  about.standing = check::Standing::strengthened;
  about.fidelity = {
      .published = "-",
      .checked = "Every collision of messages, as two graphs with one output and two answers.",
      .gap =
          "Integer scores, base 2, integer values; block sums cut to leading bits. The stated "
          "layers."};
  about.parameters = {
      {.name = "gadget", .meaning = "0 path, 1 cycle, 2 connected", .lo = 0, .hi = 2},
      {.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 16},
      {.name = "bits", .meaning = "leading bits of a block sum; 0: exact", .lo = 0, .hi = 64}};
  return about;
}

const MutantOf<Contest> normaliser_dropped{
    .name = "normaliser_dropped",
    .why = "Bob does not send his sums of weights: bits counted short",
    .apply = [](Contest& contest, const Params&) { contest.tampering.drops_normalisers = true; }};

const MutantOf<Contest> normaliser_dropped_from_equal_scores{
    .name = "normaliser_dropped",
    .why = "Bob does not send his sums of weights",
    .apply = [](Contest& contest, const Params&) { contest.tampering.drops_normalisers = true; },
    .proof = [](const Params&) -> std::string {
      return "all scores are 0, so every one of his sums of weights is n";
    }};

/// Alice's input that differs from the right one by the index it is about.
const MutantOf<Contest> agreeing_witness{
    .name = "agreeing_witness",
    .why = "Alice asks about no index at which b and b' differ",
    .apply = [](Contest& contest, const Params& params) {
      const bool is_cover = gadget_of(params) == Gadget::connected;
      const std::int64_t all = (std::int64_t{1} << params.at("n")) - 1;
      contest.reduces.separating = [is_cover, all](std::int64_t, std::int64_t) {
        return is_cover ? all : std::int64_t{0};
      };
    }};

Statement random_layers() {
  Statement about = about_layers("S2.random", "Random layers",
                                 "Checked on random layers: $H, m_v \\le 2$, $t \\le 4$.");
  about.parameters.back() = {.name = "layers", .meaning = "layers drawn", .lo = 1, .hi = 1000};
  const auto point = [](std::int64_t gadget, std::int64_t n, std::int64_t layers) {
    return Params{{"gadget", gadget}, {"n", n}, {"layers", layers}};
  };
  about.points = [point](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t gadget = 0; gadget < 3; ++gadget) {
      points.push_back(point(gadget, 5, 100));
      if (rung == Rung::fast) continue;
      points.push_back(point(gadget, 10, 100));
      points.push_back(point(gadget, 13, 30));
      points.push_back(point(gadget, 16, 5));  // 2^16 inputs of Bob's for each layer
    }
    return points;
  };
  about.mutant_points = [point](Rung) { return std::vector<Params>{point(0, 4, 100)}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const Integer layers =  // scores and values of both heads, and the choice of t
        Integer(4) * pow(Integer(4 * 8 * 8), static_cast<unsigned>(8 * n));
    const auto draw = [](Random&, std::int64_t i) -> std::optional<check::Case> {
      check::Case number(1, 1);
      number(0, 0) = i;
      return number;
    };
    return derive::Contests{
        .at =
            [gadget = gadget_of(params), n, seed](std::int64_t i) {
              Random random(seed, 0, static_cast<std::uint64_t>(i));
              return contest_of(gadget, n, random_candidate(gadget, n, random),
                                Expectation::consistent);
            },
        .candidates = check::sampled("layers with random tables", params.at("layers"), seed, layers,
                                     "", draw)};
  };
  return derive::defeats_each(std::move(about), make, {normaliser_dropped, agreeing_witness});
}

Statement too_few_bits() {
  Statement about =
      about_layers("S2.small", "The best layer with too few bits is defeated",
                   "Checked on scores 0 and the value $2^i$ of Bob's token for $b_i = 1$, at "
                   "$t < n$ leading bits.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? at_each_gadget({{4, 3}, {7, 5}})
                              : at_each_gadget({{4, 3}, {7, 5}, {8, 7}, {10, 9}, {12, 11}});
  };
  about.mutant_points = [](Rung) { return at_path({{4, 3}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    check::require_hypothesis(bits_of(params) >= 1 && bits_of(params) < n, params, "1 <= bits < n");
    const Gadget gadget = gadget_of(params);
    return contest_of(gadget, n, {.layer = powers_layer(gadget, n), .bits = bits_of(params)},
                      Expectation::defeat);
  };
  return derive::defeats(std::move(about), make,
                         {normaliser_dropped_from_equal_scores, agreeing_witness});
}

/// The layer that must survive, where t is at least log2 n.
Contest one_hot_contest(const Params& params) {
  const std::int64_t n = params.at("n");
  const int bits = bits_of(params);
  check::require_hypothesis(bits == 0 || std::int64_t{1} << bits >= n, params,
                            "2^bits >= n, or bits = 0");
  const Gadget gadget = gadget_of(params);
  return contest_of(gadget, n, {.layer = one_hot_layer(gadget, n), .bits = bits},
                    Expectation::no_defeat);
}

/// Bob's tokens for b_0 are not told apart.
const MutantOf<Contest> index_forgotten{
    .name = "index_forgotten",
    .why = "the values of Bob's two tokens of index 0 are 0",
    .apply = [](Contest& contest, const Params& params) {
      const std::int64_t n = params.at("n");
      model::Head& head = contest.candidate.layer.blocks.at(0).heads.at(0);
      std::erase_if(head.values[0], [n](const model::Entry& entry) {
        return entry.to == 2 * n || entry.to == 2 * n + 1;
      });
    }};

Statement enough_bits() {
  Statement about = about_layers("S2.correct", "Nothing is found against one-hot tokens",
                                 "Checked on one head, scores 0, values one-hot over the $4n$ "
                                 "tokens, $t \\ge \\log_2 n$: all $2^n$ messages differ.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? at_each_gadget({{2, 1}, {4, 2}})
                              : at_each_gadget({{2, 1}, {4, 2}, {6, 3}, {8, 3}, {10, 4}});
  };
  about.mutant_points = [](Rung) { return at_path({{4, 2}}); };
  return derive::defeats(
      std::move(about), [](const Params& params, std::uint64_t) { return one_hot_contest(params); },
      {normaliser_dropped_from_equal_scores, index_forgotten});
}

Statement one_hot_decides() {
  Statement about = about_layers("S2.decides", "One-hot tokens decide all three", "");
  about.sentence =
      "One head with scores 0 and values one-hot over the $4n$ tokens of Alice and Bob, at "
      "$t \\ge \\log_2 n$, answers every instance of the three reductions.";
  about.fidelity.checked =
      "Its decoded answers on all pairs of inputs, against the source problem.";
  about.points = [](Rung rung) {
    return rung == Rung::fast ? at_each_gadget({{1, 1}, {2, 1}, {3, 2}})
                              : at_each_gadget({{1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 3}});
  };
  about.mutant_points = [](Rung) { return at_path({{2, 1}}); };
  return derive::decides(
      std::move(about), [](const Params& params, std::uint64_t) { return one_hot_contest(params); },
      {index_forgotten});
}

}  // namespace

std::vector<Statement> layer_statements() {
  return {random_layers(), too_few_bits(), enough_bits(), one_hot_decides()};
}

}  // namespace attest::graph_single_layer_bounds

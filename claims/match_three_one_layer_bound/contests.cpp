// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers against the adversary: too small ones are defeated, correct ones are not; and the claim.
#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/computes.hpp"
#include "reference/number/error.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Candidate;
using derive::Contest;
using derive::Expectation;
using derive::MutantOf;

constexpr const char* bound_sentence =
    "In an arithmetic in which a transmitted number takes at most $R$ values ($t = \\log_2 R$ "
    "bits), a layer that computes Match3 has $H(m_v+1)t \\ge n$. ";

const check::Parameter n_parameter{.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 16};
const check::Parameter bits_parameter{
    .name = "bits", .meaning = "leading bits of a block sum; 0: exact", .lo = 0, .hi = 64};

/// The contest of `candidate` at M = 2n+2, the least modulus.
Contest contest_of(std::int64_t n, Candidate candidate, Expectation expectation) {
  return {.reduces = bits_reduction(n, 2 * n + 2, false),
          .candidate = std::move(candidate),
          .expectation = expectation};
}

Statement about_layers(std::string label, std::string title, const std::string& sentence) {
  Statement about{.claim = claim_id, .label = std::move(label), .title = std::move(title)};
  about.sentence = bound_sentence + sentence;
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "m p H must grow like N / log log N.",
      .checked = "Every collision of messages, as two inputs with one output and two answers.",
      .gap =
          "Integer scores, base 2, integer values; block sums cut to leading bits. The stated "
          "layers."};
  about.parameters = {n_parameter, bits_parameter};
  return about;
}

/// Points (n, bits).
std::vector<Params> points_of(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  std::vector<Params> points;
  points.reserve(pairs.size());
  for (const auto& [n, bits] : pairs) points.push_back({{"n", n}, {"bits", bits}});
  return points;
}

int bits_of(const Params& params) { return static_cast<int>(params.at("bits")); }

void drop_normalisers(Contest& contest, const Params&) {
  contest.tampering.drops_normalisers = true;
}

const MutantOf<Contest> normaliser_dropped{.name = "normaliser_dropped",
                                           .why = "Bob does not send his sums of weights",
                                           .apply = drop_normalisers};

const MutantOf<Contest> normaliser_dropped_from_equal_scores{
    .name = "normaliser_dropped",
    .why = "Bob does not send his sums of weights",
    .apply = drop_normalisers,
    .proof = [](const Params&) -> std::string {
      return "all scores are 0, so every one of his sums of weights is n";
    }};

const MutantOf<Contest> alice_empty_witness{
    .name = "alice_empty_witness",
    .why = "Alice's input is 0, on which Match3 is 0 whatever Bob holds",
    .apply = [](Contest& contest, const Params&) {
      contest.reduces.separating = [](std::int64_t, std::int64_t) { return std::int64_t{0}; };
    }};

Statement tables() {
  Statement about = about_layers(
      "S3.tables", "Quadratic tables are defeated",
      "Checked on $s_h(r) = (r^2 + hr) \\bmod 3$, $v_h(r) = (r^2 + 3r + 5h) \\bmod 7$.");
  about.parameters.push_back({.name = "heads", .meaning = "H", .lo = 1, .hi = 16});
  about.points = [](Rung rung) {
    using Point = std::array<std::int64_t, 3>;
    std::vector<Point> chosen{{4, 1, 2}, {6, 1, 3}, {8, 1, 3}, {8, 2, 3}, {10, 2, 3}};
    if (rung != Rung::fast) {
      const std::vector<Point> more{{12, 1, 3}, {12, 2, 2}, {12, 2, 3}, {12, 4, 3},
                                    {12, 2, 0}, {16, 2, 3}, {16, 4, 4}};
      chosen.insert(chosen.end(), more.begin(), more.end());
    }
    std::vector<Params> points;
    points.reserve(chosen.size());
    for (const Point& p : chosen) points.push_back({{"n", p[0]}, {"heads", p[1]}, {"bits", p[2]}});
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 4}, {"heads", 1}, {"bits", 2}},
                               {{"n", 8}, {"heads", 2}, {"bits", 3}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const int heads = static_cast<int>(params.at("heads"));
    return contest_of(n, {.layer = quadratic_layer(2 * n + 2, heads), .bits = bits_of(params)},
                      Expectation::defeat);
  };
  return derive::defeats(std::move(about), make, {normaliser_dropped, alice_empty_witness});
}

Statement random_layers() {
  Statement about = about_layers("S3.random", "100 random layers",
                                 "Checked on 100 random layers: $H, m_v \\le 2$, $t \\le 4$.");
  about.parameters = {n_parameter};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 7}}};
    if (rung != Rung::fast) points.push_back({{"n", 12}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = 2 * n + 2;
    const Integer layers =  // scores and values of both heads, and the choice of t
        Integer(4) * pow(Integer(4 * 8 * 8), static_cast<unsigned>(2 * modulus));
    const auto draw = [](Random&, std::int64_t i) -> std::optional<check::Case> {
      check::Case number(1, 1);
      number(0, 0) = i;
      return number;
    };
    return derive::Contests{
        .at =
            [n, modulus, seed](std::int64_t i) {
              Random random(seed, 0, static_cast<std::uint64_t>(i));
              return contest_of(n, random_candidate(modulus, random), Expectation::consistent);
            },
        .candidates = check::sampled("layers with random tables", 100, seed, layers, "", draw)};
  };
  return derive::defeats_each(std::move(about), make, {normaliser_dropped, alice_empty_witness});
}

/// The layer that is correct at t >= n and with exact sums, and defeated at 1 <= t < n.
Contest powers_contest(const Params& params, Expectation expectation) {
  const std::int64_t n = params.at("n");
  const bool is_enough = bits_of(params) == 0 || bits_of(params) >= n;
  if (expectation == Expectation::defeat) {
    check::require_hypothesis(!is_enough, params, "1 <= bits < n");
  } else {
    check::require_hypothesis(is_enough, params, "bits >= n, or bits = 0");
  }
  return contest_of(n, {.layer = powers_layer(n, 2 * n + 2), .bits = bits_of(params)}, expectation);
}

Statement too_few_bits() {
  Statement about = about_layers(
      "S3.small", "The best layer with too few bits is defeated",
      "Checked on scores 0 and $v(B_i) = 2^i$, which is correct at $t = n$, at $t < n$.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? points_of({{4, 3}, {4, 2}, {8, 7}, {8, 6}, {10, 9}})
                              : points_of({{4, 3},
                                           {4, 2},
                                           {8, 7},
                                           {8, 6},
                                           {10, 9},
                                           {12, 11},
                                           {12, 10},
                                           {16, 15},
                                           {16, 4}});
  };
  about.mutant_points = [](Rung) { return points_of({{4, 3}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return powers_contest(params, Expectation::defeat);
  };
  return derive::defeats(std::move(about), make,
                         {normaliser_dropped_from_equal_scores, alice_empty_witness});
}

const MutantOf<Contest> one_bit_less{.name = "one_bit_less",
                                     .why = "block sums of n-1 leading bits",
                                     .apply = [](Contest& contest, const Params& params) {
                                       contest.candidate.bits =
                                           static_cast<int>(params.at("n")) - 1;
                                     }};

Statement enough_bits() {
  Statement about =
      about_layers("S3.correct", "Nothing is found against a layer with enough bits",
                   "Checked on scores 0 and $v(B_i) = 2^i$ at $t \\ge n$: all messages differ.");
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? points_of({{4, 4}, {4, 5}, {8, 8}, {10, 10}})
               : points_of({{4, 4}, {4, 5}, {8, 8}, {10, 10}, {12, 12}, {12, 13}, {16, 16}});
  };
  about.mutant_points = [](Rung) { return points_of({{4, 4}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return powers_contest(params, Expectation::no_defeat);
  };
  return derive::defeats(std::move(about), make,
                         {normaliser_dropped_from_equal_scores, one_bit_less});
}

Statement exact_counts() {
  Statement about = about_layers("S3.counts", "Nothing is found against exact counts",
                                 "Checked on scores 0 and $v(r) = (N+1)^r$ with exact sums.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? points_of({{4, 0}, {8, 0}})
                              : points_of({{4, 0}, {8, 0}, {12, 0}, {16, 0}});
  };
  about.mutant_points = [](Rung) { return points_of({{4, 0}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    check::require_hypothesis(bits_of(params) == 0, params, "bits = 0");
    return contest_of(n, {.layer = counts_layer(2 * n + 1, 2 * n + 2), .bits = bits_of(params)},
                      Expectation::no_defeat);
  };
  const MutantOf<Contest> cut_to_three{
      .name = "cut_to_three_bits",
      .why = "block sums of 3 leading bits",
      .apply = [](Contest& contest, const Params&) { contest.candidate.bits = 3; }};
  return derive::defeats(std::move(about), make,
                         {normaliser_dropped_from_equal_scores, cut_to_three});
}

Statement powers_decide() {
  Statement about = about_layers(
      "S3.decides", "The layer with enough bits is correct",
      "The layer with $v(B_i) = 2^i$, $v(A_i) = 2^{n+i}$ at $t = n$ decides every instance.");
  about.fidelity.checked =
      "Its decoded answers on all pairs of inputs, against the source problem.";
  about.points = [](Rung rung) {
    return rung == Rung::fast ? points_of({{1, 1}, {2, 2}, {3, 3}, {4, 4}})
                              : points_of({{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 6}});
  };
  about.mutant_points = [](Rung) { return points_of({{2, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return powers_contest(params, Expectation::no_defeat);
  };
  return derive::decides(std::move(about), make, {one_bit_less});
}

Statement counts_solve() {
  Statement about = about_layers("S3.solves", "Exact counts solve Match3", "");
  about.parameters = {{.name = "tokens", .meaning = "N", .lo = 1, .hi = 8},
                      {.name = "modulus", .meaning = "M", .lo = 1, .hi = 32}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"tokens", 3}, {"modulus", 4}}, {{"tokens", 4}, {"modulus", 5}}};
    if (rung != Rung::fast) points.push_back({{"tokens", 5}, {"modulus", 6}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"tokens", 3}, {"modulus", 4}}}; };
  about.sentence =
      "One layer with one head and $m_v = 1$, scores 0 and $v(r) = (N+1)^r$, equals Match3 at the "
      "first token on every $X \\in \\mathbb{Z}_M^N$.";
  about.fidelity.checked = "The model against Match3 on every word.";
  about.fidelity.gap = "Exact sums; the stated (N, M).";
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t tokens = params.at("tokens");
    const std::int64_t modulus = params.at("modulus");
    return derive::Computes{
        .model = counts_layer(tokens, modulus),
        .task = task::match_three_at(modulus, 0),
        .inputs = check::words(static_cast<int>(tokens), static_cast<int>(modulus)),
        .promises = {}};
  };
  return derive::computes(std::move(about), make,
                          {{.name = "counts_overflow",
                            .why = "v(r) = N^r: a residue that occurs N times carries over",
                            .proof = {},
                            .apply = [](derive::Computes& computes, const Params& params) {
                              computes.model =
                                  counts_layer(params.at("tokens") - 1, params.at("modulus"));
                            }}});
}

}  // namespace

std::vector<Statement> layer_statements() {
  return {tables(),       random_layers(), too_few_bits(), enough_bits(),
          exact_counts(), powers_decide(), counts_solve()};
}

}  // namespace attest::match_three_one_layer_bound

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers against the adversary: too small ones are defeated, a correct one is not.
#include <array>
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/derive/contest.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/number/error.hpp"

namespace attest::function_evaluation {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Contest;
using derive::Expectation;
using derive::MutantOf;

int bits_of(const Params& params) { return static_cast<int>(params.at("bits")); }

Contest contest_of(std::int64_t n, derive::Candidate candidate, Expectation expectation) {
  return {.reduces = reduction(TableForm::neighbours, n),
          .candidate = std::move(candidate),
          .expectation = expectation};
}

Statement about_layers(const char* label, const char* title, const std::string& sentence) {
  Statement about{.claim = claim_id, .label = label, .title = title};
  about.sentence =
      "In an arithmetic in which a transmitted number takes at most $2^p$ values, one layer of $h$ "
      "heads of value dimension $d$ that evaluates every function of $n$ numbers, keys and values "
      "in different tokens, has $h(d+1)p \\ge n \\log_2 n$. " +
      sentence;
  about.standing = check::Standing::strengthened;
  about.fidelity = {
      .published =
          "No concise one-layer transformer does function evaluation where keys and "
          "values stand only in different tokens.",
      .checked = "Every collision of messages, as two functions with one output and two answers.",
      .gap =
          "Integer scores, base 2, integer values by position; block sums cut to leading bits. "
          "The stated layers. The published theorem was not read; the constant is ours."};
  about.parameters = {
      {.name = "n", .meaning = "numbers, 0 to n-1", .lo = 2, .hi = 6},
      {.name = "bits", .meaning = "leading bits of a block sum; 0: exact", .lo = 0, .hi = 64}};
  return about;
}

const MutantOf<Contest> numerators_alone{
    .name = "numerators_alone",
    .why = "only numerators are compared: equal ones with other sums of weights are no collision",
    .apply = [](Contest& contest, const Params&) { contest.tampering.drops_normalisers = true; }};

const MutantOf<Contest> numerators_of_equal_scores{
    .name = "numerators_alone",
    .why = "only numerators are compared",
    .apply = [](Contest& contest, const Params&) { contest.tampering.drops_normalisers = true; },
    .proof = [](const Params&) -> std::string {
      return "all scores are 0, so every one of Bob's sums of weights is n";
    }};

const MutantOf<Contest> asks_elsewhere{
    .name = "asks_elsewhere",
    .why = "the key stands at the place after the one in which the functions differ first",
    .apply = [](Contest& contest, const Params& params) {
      const std::int64_t n = params.at("n");
      contest.reduces.separating = [n, right = contest.reduces.separating](std::int64_t b,
                                                                           std::int64_t b_prime) {
        return (right(b, b_prime) + 1) % n;
      };
    }};

Statement random_layers() {
  Statement about = about_layers(
      "L.random", "Random layers of few bits are defeated",
      "Checked on layers with random tables: whenever two messages coincide, two functions, an "
      "order and an argument show it.");
  about.parameters = {{.name = "n", .meaning = "numbers, 0 to n-1", .lo = 2, .hi = 5},
                      {.name = "heads", .meaning = "h", .lo = 1, .hi = 4},
                      {.name = "dimension", .meaning = "d", .lo = 1, .hi = 4},
                      {.name = "bits", .meaning = "leading bits of a block sum", .lo = 1, .hi = 16},
                      {.name = "layers", .meaning = "layers drawn", .lo = 1, .hi = 1000}};
  const auto points_at = [](const std::vector<std::array<std::int64_t, 4>>& shapes,
                            std::int64_t layers) {
    std::vector<Params> points;
    for (const auto& [n, heads, dimension, bits] : shapes) {
      points.push_back({{"n", n},
                        {"heads", heads},
                        {"dimension", dimension},
                        {"bits", bits},
                        {"layers", layers}});
    }
    return points;
  };
  about.points = [points_at](Rung rung) {
    const std::vector<std::array<std::int64_t, 4>> small{{4, 1, 1, 3}, {4, 1, 2, 2}, {4, 1, 2, 3}};
    if (rung == Rung::fast) return points_at(small, 20);
    std::vector<std::array<std::int64_t, 4>> all = small;
    all.push_back({5, 1, 2, 3});
    all.push_back({5, 2, 1, 3});
    return points_at(all, 100);
  };
  about.mutant_points = [points_at](Rung) { return points_at({{3, 1, 1, 2}}, 40); };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const std::int64_t tables = params.at("heads") * (2 * n + 1) * 3 * n;
    const Integer layers = pow(Integer(4), static_cast<unsigned>(tables)) *
                           pow(Integer(8), static_cast<unsigned>(tables * params.at("dimension")));
    const auto draw = [](Random&, std::int64_t i) {
      return std::optional<check::Case>(check::word_of({i}));
    };
    return derive::Contests{
        .at =
            [params, n, seed](std::int64_t i) {
              Random random(seed, 0, static_cast<std::uint64_t>(i));
              return contest_of(
                  n,
                  {.layer = random_layer(n, params.at("heads"), params.at("dimension"), random),
                   .bits = bits_of(params)},
                  Expectation::defeat);
            },
        .candidates = check::sampled("layers with random tables", params.at("layers"), seed, layers,
                                     "", draw)};
  };
  return derive::defeats_each(std::move(about), make, {numerators_alone, asks_elsewhere});
}

/// The layer that spells all values out is right from needed_bits leading bits on.
Contest spelling_contest(const Params& params, Expectation expectation) {
  const std::int64_t n = params.at("n");
  const std::int64_t needed = needed_bits(n);
  const bool is_enough = bits_of(params) == 0 || bits_of(params) >= needed;
  if (is_enough == (expectation == Expectation::defeat)) {
    throw InputError("hypothesis", "--set", check::text_of(params),
                     expectation == Expectation::defeat ? "1 <= bits < n log2 n"
                                                        : "bits >= n log2 n, or bits = 0");
  }
  return contest_of(n, {.layer = spelling_layer(n), .bits = bits_of(params)}, expectation);
}

/// n = 2, .., most with needed_bits(n) + extra leading bits.
std::vector<Params> needed_points(std::int64_t most, std::int64_t extra) {
  std::vector<Params> points;
  for (std::int64_t n = 2; n <= most; ++n) {
    points.push_back({{"n", n}, {"bits", needed_bits(n) + extra}});
  }
  return points;
}

Statement too_few_bits() {
  Statement about =
      about_layers("L.small", "A correct layer with one bit less is defeated",
                   "Checked on scores 0 and the value $w n^j$ of $w$ at place $j$, at "
                   "$\\lceil n \\log_2 n \\rceil - 1$ leading bits.");
  about.points = [](Rung rung) { return needed_points(rung == Rung::fast ? 4 : 6, -1); };
  about.mutant_points = [](Rung) { return needed_points(4, -1); };
  const auto make = [](const Params& params, std::uint64_t) {
    return spelling_contest(params, Expectation::defeat);
  };
  return derive::defeats(std::move(about), make, {numerators_of_equal_scores, asks_elsewhere});
}

const MutantOf<Contest> one_bit_less{.name = "one_bit_less",
                                     .why = "block sums of one leading bit less",
                                     .apply = [](Contest& contest, const Params& params) {
                                       contest.candidate.bits =
                                           static_cast<int>(needed_bits(params.at("n"))) - 1;
                                     }};

Statement enough_bits() {
  Statement about = about_layers("L.correct", "Nothing is found against a layer with enough bits",
                                 "Checked on the same layer at $\\lceil n \\log_2 n \\rceil$ "
                                 "leading bits: all $n^n$ messages differ.");
  about.points = [](Rung rung) { return needed_points(rung == Rung::fast ? 4 : 6, 0); };
  about.mutant_points = [](Rung) { return needed_points(4, 0); };
  const auto make = [](const Params& params, std::uint64_t) {
    return spelling_contest(params, Expectation::no_defeat);
  };
  return derive::defeats(std::move(about), make, {numerators_of_equal_scores, one_bit_less});
}

/// The layer in other numbers.
MutantOf<Contest> spelled_wrong(const char* name, const char* why, std::int64_t base_less,
                                std::int64_t place) {
  return {.name = name, .why = why, .apply = [=](Contest& contest, const Params& params) {
            const std::int64_t n = params.at("n");
            contest.candidate.layer = spelling_layer(n, {.base = n - base_less, .place = place});
          }};
}

Statement spelling_decides() {
  Statement about =
      about_layers("L.decides", "The layer with enough bits is right on all instances", "");
  about.sentence =
      "One head with scores 0, the value $w n^j$ of the number $w$ at place $j$ and $j 2^t$ of the "
      "key 0 there, $t = \\lceil n \\log_2 n \\rceil$ leading bits, evaluates every function of "
      "the reduction at 0.";
  about.fidelity.checked =
      "Its decoded answers on all pairs of inputs, against the source problem.";
  about.points = [](Rung rung) { return needed_points(rung == Rung::fast ? 4 : 5, 0); };
  about.mutant_points = [](Rung) { return needed_points(3, 0); };
  const auto make = [](const Params& params, std::uint64_t) {
    return spelling_contest(params, Expectation::no_defeat);
  };
  const std::vector<MutantOf<Contest>> mutants{
      one_bit_less,
      spelled_wrong("place_not_told", "the key 0 adds nothing, at whatever place", 0, 0),
      spelled_wrong("powers_of_n_less_1", "the value w at place j is w (n-1)^j", 1, 1)};
  // Most entries of the tables are of tokens that no instance has: moving them proves nothing.
  return derive::without_generic_mutants(derive::decides(std::move(about), make, mutants));
}

}  // namespace

std::vector<Statement> layer_statements() {
  return {random_layers(), too_few_bits(), enough_bits(), spelling_decides()};
}

}  // namespace attest::function_evaluation

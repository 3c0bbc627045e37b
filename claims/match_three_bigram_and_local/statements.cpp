// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <algorithm>
#include <utility>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "claims/match_three_bigram_and_local/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/residue_words.hpp"
#include "reference/number/contract.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

/// The kinds of words that `planted_words` cycles through.
enum class Kind { neighbours, ends, near_pair, near_miss, uniform, count };

using Letters = std::vector<std::int64_t>;

/// All tokens hold `pivot`, but for one pair that cancels it, or misses by one.
Letters planted(Kind kind, std::int64_t n, std::int64_t modulus, Random& random) {
  const std::int64_t pivot = random.below(modulus);
  Letters word(static_cast<std::size_t>(n), pivot);
  if (kind == Kind::uniform || n < 2) {
    for (std::int64_t& letter : word) letter = random.below(modulus);
    return word;
  }
  const std::int64_t share = random.below(modulus);
  const std::int64_t miss = kind == Kind::near_miss ? 1 : 0;
  const std::int64_t rest = (3 * modulus - pivot - share + miss) % modulus;
  const std::int64_t first = kind == Kind::ends ? 0 : random.below(n - 1);
  const std::int64_t second = kind == Kind::ends        ? n - 1
                              : kind == Kind::near_pair ? std::min(first + 2, n - 1)
                                                        : first + 1;
  word[static_cast<std::size_t>(first)] = share;
  word[static_cast<std::size_t>(second)] = rest;
  return word;
}

}  // namespace

std::vector<check::Parameter> word_parameters(bool has_reach, std::int64_t most) {
  std::vector<check::Parameter> parameters{
      {.name = "n", .meaning = "tokens", .lo = 1, .hi = most},
      {.name = "modulus", .meaning = "M: residues are 0, .., M-1", .lo = 1, .hi = 1000}};
  if (has_reach) {
    parameters.push_back({.name = "reach", .meaning = "K: largest distance", .lo = 1, .hi = 32});
  }
  return parameters;
}

Function<std::vector<check::Params>(check::Rung)> points_of(Rows fast, Rows nightly) {
  const auto params_of = [](Rows rows) {
    std::vector<check::Params> points;
    for (const std::initializer_list<std::int64_t>& row : rows) {
      const auto* const value = row.begin();
      check::Params& point = points.emplace_back();
      point["n"] = value[0];
      point["modulus"] = value[1];
      if (row.size() == 3) point["reach"] = value[2];
    }
    return points;
  };
  std::vector<check::Params> early = params_of(fast);
  std::vector<check::Params> all = early;
  for (check::Params& point : params_of(nightly)) all.push_back(std::move(point));
  return [early = std::move(early), all = std::move(all)](check::Rung rung) {
    return rung == check::Rung::fast ? early : all;
  };
}

check::CaseSpace planted_words(std::int64_t n, std::int64_t modulus, std::int64_t size,
                               std::uint64_t seed) {
  return check::sampled(
      "words of length " + std::to_string(n) + " over Z_" + std::to_string(modulus) +
          ", five planted kinds in turn",
      size, seed, pow(Integer(modulus), static_cast<unsigned>(n)), "a sample of long words",
      [n, modulus](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        return derive::word_of_letters(planted(kind, n, modulus, random));
      });
}

int sufficient_precision(std::int64_t n, std::int64_t modulus) {
  const Integer size = n + modulus + 1;
  return static_cast<int>((8 * size * size - 1).bit_length());
}

int sufficient_precision(std::int64_t n, std::int64_t modulus, std::int64_t reach) {
  const Integer amplified = 65536 * pow(Integer(reach + 1), 4) * modulus;
  return std::max(sufficient_precision(n, modulus), static_cast<int>((amplified - 1).bit_length()));
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Match3 over neighbours, and over near tokens, takes constant width",
                     .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements = {bigram_words(), bigram_samples(), bigram_precision(),
                      local_words(),  local_samples(),  local_precision()};
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "a list of integers separated by blanks, commas or line ends; --set modulus=M (1 to 1000); "
      "--statement S1 (neighbours) or S2 (near tokens, --set reach=K, 1 to 32). Entries are taken "
      "mod M.";
  return claim;
}

}  // namespace attest::match_three_bigram_and_local

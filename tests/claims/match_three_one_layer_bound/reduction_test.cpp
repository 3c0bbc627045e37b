// SPDX-License-Identifier: Apache-2.0
/// \file
/// The instance maps and their mutants: counts of wrong pairs, by the theory and by enumeration.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/derive/instances.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

std::int64_t power(std::int64_t base, std::int64_t exponent) {
  return pow(Integer(base), static_cast<unsigned>(exponent)).to_int64();
}

/// Pairs on which the map is wrong.
std::int64_t wrong_pairs(const derive::Reduces& map) {
  const auto subject = derive::make_subject(std::vector<derive::Reduces>{map});
  const check::Tally tally = subject->judge({.begin = 0, .end = subject->cases().size}, false);
  CHECK(tally.judged == subject->cases().size);
  return tally.failed;
}

std::int64_t wrong_pairs(std::int64_t n, std::int64_t modulus, const Choices& choices) {
  return wrong_pairs(bits_reduction(n, modulus, false, choices));
}

const check::Statement& statement(const std::vector<check::Statement>& all,
                                  const std::string& label) {
  return *std::find_if(all.begin(), all.end(),
                       [&](const check::Statement& s) { return s.label == label; });
}

check::Tally judged(const check::Subject& subject) {
  return subject.judge({.begin = 0, .end = subject.cases().size}, false);
}

TEST_CASE("the reduction is right for every M from 2n+2 to 4n+12 with and without a spare token") {
  for (std::int64_t n = 1; n <= 4; ++n) {
    for (std::int64_t modulus = 2 * n + 2; modulus <= 4 * n + 12; ++modulus) {
      CHECK(wrong_pairs(bits_reduction(n, modulus, false)) == 0);
      CHECK(wrong_pairs(bits_reduction(n, modulus, true)) == 0);
    }
  }
}

TEST_CASE("the least modulus is N + 1 for n <= 6: at M = N the map is wrong") {
  for (std::int64_t n = 1; n <= 6; ++n) {
    CHECK(wrong_pairs(bits_reduction(n, 2 * n + 2, false)) == 0);
    CHECK(wrong_pairs(bits_reduction(n, 2 * n + 1, false)) == (n == 1 ? 3 : 2 * power(3, n - 1)));
  }
}

TEST_CASE("the codes of n = 4 at M = 10 are 0 2 3 4 and 9 7 6 5") {
  const derive::Instances instances(bits_reduction(4, 10, false));
  const Matrix full = instances.tokens(15, 15);
  const Matrix expected(
      std::vector<std::vector<Rational>>{{1}, {0}, {2}, {3}, {4}, {9}, {7}, {6}, {5}});
  CHECK(full == expected);
  const Matrix empty = instances.tokens(0, 0);
  for (int i = 0; i < 9; ++i) CHECK(empty(i, 0) == 1);
  // Bit i of an input is token i of its owner.
  const Matrix some = instances.tokens(0b0010, 0b0100);
  CHECK(some(2, 0) == 2);
  CHECK(some(7, 0) == 6);
  CHECK(some(1, 0) == 1);
}

TEST_CASE("wrong codes are wrong on as many pairs at M = N + 1 as worked out for n <= 6") {
  const std::vector<std::int64_t> forgets{1, 5, 21, 75, 255, 843};
  for (std::int64_t n = 1; n <= 6; ++n) {
    const std::int64_t modulus = 2 * n + 2;
    CHECK(wrong_pairs(n, modulus, {.unused = 0}) == power(3, n - 1));
    CHECK(wrong_pairs(n, modulus, {.first = 0, .unused = 0}) == power(3, n));
    CHECK(wrong_pairs(n, modulus, {.pair_sum = 0}) == forgets[static_cast<std::size_t>(n - 1)]);
    CHECK(wrong_pairs(n, modulus, {.code = Code::i}) == (n == 1 ? 0 : power(3, n - 1)));
    if (n >= 2) {
      CHECK(wrong_pairs(n, modulus, {.code = Code::two_plus_i}) == 2 * power(3, n - 2));
    }
  }
}

TEST_CASE("A_i = 2 + i is wrong at M = N + 2 and right from M = N + 3 on for 2 <= n <= 5") {
  for (std::int64_t n = 2; n <= 5; ++n) {
    CHECK(wrong_pairs(n, 2 * n + 3, {.code = Code::two_plus_i}) > 0);
    for (std::int64_t modulus = 2 * n + 4; modulus <= 4 * n + 12; ++modulus) {
      CHECK(wrong_pairs(n, modulus, {.code = Code::two_plus_i}) == 0);
      CHECK(wrong_pairs(n, modulus, {.unused = 0, .code = Code::two_plus_i}) == 0);
    }
  }
}

TEST_CASE("no residues are a reduction at M = N and few are above for n = 1 and 2") {
  const std::vector<check::Statement> all = reduction_statements();
  const check::Statement& least = statement(all, "S2.least");
  const auto solutions = [&](std::int64_t n, std::int64_t modulus) {
    const auto subject = least.subject({{"n", n}, {"modulus", modulus}}, 1);
    const check::Tally tally = judged(*subject);
    CHECK(tally.failed == 0);
    CHECK(tally.judged == power(modulus, 2 * n + 2));
    std::int64_t count = 0;
    for (const auto& [block, yes] : tally.digest.yes) count += yes.first;
    return count;
  };
  CHECK(solutions(1, 3) == 0);
  CHECK(solutions(1, 4) == 4);
  CHECK(solutions(1, 5) == 8);
  CHECK(solutions(2, 5) == 0);
  CHECK(solutions(2, 6) == 24);
  CHECK(solutions(2, 7) == 48);
}

TEST_CASE("Bob has as many sets of pairs as worked out and all pairs of sets are right") {
  const std::vector<std::array<std::int64_t, 3>> expected{
      {2, 16, 29}, {3, 13, 26}, {3, 16, 64}, {4, 13, 31}, {4, 17, 99}};
  for (const auto& [n, modulus, inputs] : expected) {
    const derive::Reduces map = sets_reduction(n, modulus);
    CHECK(map.bob.size == inputs);
    CHECK(set_count(n, usable_pairs(modulus)) == inputs);
    CHECK(wrong_pairs(map) == 0);
  }
  const Integer inputs = set_count(4, usable_pairs(81));
  CHECK(inputs == 92171);
  CHECK(inputs.bit_length() == 17);  // 16.49 bits
  for (std::int64_t n = 1; n <= 60; ++n) {
    CHECK(set_count(n, usable_pairs(2 * n + 2)) == power_of_two(static_cast<unsigned>(n)));
  }
}

TEST_CASE("Alice's set that separates two of Bob's does so for all pairs at n = 3 and M = 13") {
  const derive::Instances instances(sets_reduction(3, 13));
  for (std::int64_t b = 0; b < instances.bob().size(); ++b) {
    for (std::int64_t c = 0; c < b; ++c) {
      const std::int64_t a = instances.reduces().separating(b, c);
      CHECK(instances.source(a, b) != instances.source(a, c));
    }
  }
}

TEST_CASE("every mutant of the reductions is refuted or has its proof") {
  std::vector<check::Statement> all = reduction_statements();
  for (check::Statement& about : set_statements()) all.push_back(std::move(about));
  for (const check::Statement& about : all) {
    std::int64_t refuted = 0;
    for (const check::Params& point : about.mutant_points(check::Rung::fast)) {
      const check::Tally whole = judged(*about.subject(point, 1));
      CHECK(whole.failed == 0);
      for (const check::Mutant& mutant : about.mutants(point, 1)) {
        const check::Tally broken = judged(*mutant.subject());
        CAPTURE(about.label);
        CAPTURE(mutant.name);
        CAPTURE(check::text_of(point));
        if (broken.failed > 0) {
          CHECK(mutant.proof.empty());
          ++refuted;
        } else {
          CHECK(broken.digest == whole.digest);
          // At n = 1 the code that skips residue 1 has nothing to skip.
          const bool is_explained = !mutant.proof.empty() || mutant.name == "instance.step[6].up";
          CHECK(is_explained);
        }
      }
    }
    CHECK(refuted > 0);
  }
}

}  // namespace
}  // namespace attest::match_three_one_layer_bound

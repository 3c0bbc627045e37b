// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers against the adversary: the numbers of messages and first collisions worked out
/// beforehand.
#include "reference/derive/adversary.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <tuple>

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/derive/referee.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using derive::Adversary;
using derive::Candidate;
using derive::Contest;
using derive::Counterexample;
using derive::Instances;
using derive::Referee;

struct Expected {
  std::int64_t n;
  int heads;
  int bits;
  std::int64_t messages;
  std::int64_t b;
  std::int64_t b_prime;
};

Instances instances_of(std::int64_t n) { return Instances(bits_reduction(n, 2 * n + 2, false)); }

/// Consecutive pairs of one bucket, and how many of them are no counterexamples.
std::pair<std::int64_t, std::int64_t> collisions(const Instances& instances,
                                                 const Candidate& candidate,
                                                 const derive::Tampering& tampering) {
  const Adversary adversary(instances, candidate, tampering);
  const Referee referee(instances, candidate);
  std::int64_t pairs = 0;
  std::int64_t false_alarms = 0;
  for (std::int64_t b_prime = 0; b_prime < instances.bob().size(); ++b_prime) {
    const std::optional<std::int64_t> b = adversary.earlier(b_prime);
    if (!b) continue;
    ++pairs;
    const Counterexample found{
        .a = instances.reduces().separating(*b, b_prime), .b = *b, .b_prime = b_prime};
    false_alarms += referee.objection(found).empty() ? 0 : 1;
  }
  CHECK(pairs == adversary.inputs() - adversary.distinct_messages());
  return {pairs, false_alarms};
}

TEST_CASE("quadratic tables have the messages and first collisions of the README") {
  const std::vector<Expected> rows{
      {4, 1, 2, 4, 1, 4},    {6, 1, 3, 7, 0, 1},   {8, 1, 3, 10, 0, 1},  {8, 2, 3, 31, 0, 8},
      {10, 2, 3, 38, 0, 2},  {12, 1, 3, 7, 1, 2},  {12, 2, 2, 16, 0, 4}, {12, 2, 3, 45, 0, 4},
      {12, 4, 3, 492, 0, 4}, {12, 2, 0, 768, 0, 4}};
  for (const Expected& row : rows) {
    CAPTURE(row.n);
    CAPTURE(row.heads);
    CAPTURE(row.bits);
    const Instances instances = instances_of(row.n);
    const Candidate candidate{.layer = quadratic_layer(2 * row.n + 2, row.heads), .bits = row.bits};
    const Adversary adversary(instances, candidate, {});
    CHECK(adversary.distinct_messages() == row.messages);
    REQUIRE(adversary.first_collision() == row.b_prime);
    CHECK(adversary.earlier(row.b_prime) == row.b);
    const auto [pairs, false_alarms] = collisions(instances, candidate, {});
    CHECK(pairs == (std::int64_t{1} << row.n) - row.messages);
    CHECK(false_alarms == 0);
  }
}

TEST_CASE("tables of 2 heads at n = 12 and 3 bits send numbers of 24 values") {
  const Adversary adversary(instances_of(12), {.layer = quadratic_layer(26, 2), .bits = 3}, {});
  CHECK(adversary.ledger().magnitude_bits == 7);
  CHECK(adversary.ledger().values_a_number == 24);
  CHECK(adversary.ledger().numbers == 4);
  CHECK(adversary.ledger().messages == 331776);
  CHECK(adversary.ledger().bits() == 19);
  CHECK(adversary.needed_bits() == 12);
}

TEST_CASE("the messages of the first five inputs at n = 4 are those of the README") {
  const Instances instances = instances_of(4);
  const protocol::OneLayer layer(quadratic_layer(10, 1), 0);
  const std::vector<protocol::Sums> expected{{8, 32}, {6, 24}, {8, 24}, {6, 16}, {6, 24}};
  for (std::int64_t b = 0; b < 5; ++b) {
    const protocol::Execution run =
        protocol::execute(layer, instances.cut(), 2, instances.tokens(0, b));
    CHECK(run.message == expected[static_cast<std::size_t>(b)]);
  }
}

TEST_CASE("the powers layer at n = 12 collides first at 1025 with 10 bits and 2049 with 11") {
  const Instances instances = instances_of(12);
  const auto adversary = [&](int bits) {
    return Adversary(instances, {.layer = powers_layer(12, 26), .bits = bits}, {});
  };
  CHECK(adversary(10).distinct_messages() == 2048);
  CHECK(adversary(10).first_collision() == 1025);
  CHECK(adversary(10).earlier(1025) == 1024);
  CHECK(adversary(11).distinct_messages() == 3072);
  CHECK(adversary(11).first_collision() == 2049);
  CHECK(adversary(11).earlier(2049) == 2048);
  CHECK(adversary(12).distinct_messages() == 4096);
  CHECK_FALSE(adversary(12).first_collision().has_value());
}

TEST_CASE("the powers layer collides exactly below n bits for n = 4 8 and 12") {
  for (const std::int64_t n : {4, 8, 12}) {
    for (int bits = static_cast<int>(n) - 2; bits <= n + 1; ++bits) {
      const Adversary adversary(instances_of(n),
                                {.layer = powers_layer(n, 2 * n + 2), .bits = bits}, {});
      CHECK(adversary.first_collision().has_value() == (bits < n));
      if (bits >= n) CHECK(adversary.has_enough_bits());
    }
  }
}

TEST_CASE("exact counts never collide for n <= 10 and their messages are large enough") {
  for (std::int64_t n = 1; n <= 10; ++n) {
    const Adversary adversary(instances_of(n), {.layer = counts_layer(2 * n + 1, 2 * n + 2)}, {});
    CHECK_FALSE(adversary.first_collision().has_value());
    CHECK(adversary.has_enough_bits());
  }
}

TEST_CASE(
    "without the normaliser 4 of 13 and 110 of 241 and 1091 of 4082 pairs are no counterexamples") {
  const std::vector<std::tuple<std::int64_t, int, int, std::int64_t, std::int64_t>> rows{
      {4, 1, 2, 13, 4}, {8, 2, 3, 241, 110}, {12, 2, 3, 4082, 1091}};
  for (const auto& [n, heads, bits, pairs, wrong] : rows) {
    const auto found =
        collisions(instances_of(n), {.layer = quadratic_layer(2 * n + 2, heads), .bits = bits},
                   {.drops_normalisers = true});
    CHECK(found.first == pairs);
    CHECK(found.second == wrong);
  }
}

TEST_CASE("dropping the normaliser changes nothing where all scores are equal for n <= 10") {
  for (std::int64_t n = 2; n <= 10; ++n) {
    const Candidate candidate{.layer = powers_layer(n, 2 * n + 2), .bits = static_cast<int>(n) - 1};
    CHECK(collisions(instances_of(n), candidate, {.drops_normalisers = true}) ==
          collisions(instances_of(n), candidate, {}));
  }
}

TEST_CASE("Alice's empty input is never a counterexample at n = 8") {
  Instances instances = instances_of(8);
  const Candidate candidate{.layer = quadratic_layer(18, 2), .bits = 3};
  const Adversary adversary(instances, candidate, {});
  const Referee referee(instances, candidate);
  for (std::int64_t b_prime = 0; b_prime < 256; ++b_prime) {
    const std::optional<std::int64_t> b = adversary.earlier(b_prime);
    if (b) CHECK_FALSE(referee.objection({.a = 0, .b = *b, .b_prime = b_prime}).empty());
  }
}

TEST_CASE("the referee with nothing tabulated agrees on every collision at n = 6") {
  const Instances instances = instances_of(6);
  for (const int bits : {0, 1, 2, 3}) {
    const Candidate candidate{.layer = quadratic_layer(14, 2), .bits = bits};
    const Adversary adversary(instances, candidate, {.drops_normalisers = true});
    const Referee referee(instances, candidate);
    for (std::int64_t b_prime = 0; b_prime < 64; ++b_prime) {
      const std::optional<std::int64_t> b = adversary.earlier(b_prime);
      if (!b) continue;
      const Counterexample found{
          .a = instances.reduces().separating(*b, b_prime), .b = *b, .b_prime = b_prime};
      CHECK(referee.objection(found).empty() == referee.literal_objection(found).empty());
    }
  }
}

TEST_CASE("defeat returns the first collision and nothing for a correct layer") {
  const auto contest = [](int bits) {
    return Contest{.reduces = bits_reduction(8, 18, false),
                   .candidate = {.layer = powers_layer(8, 18), .bits = bits}};
  };
  CHECK(derive::defeat(contest(7)) == Counterexample{.a = 1, .b = 128, .b_prime = 129});
  CHECK_FALSE(derive::defeat(contest(8)).has_value());
}

TEST_CASE("a layer against the set reduction at n = 3 and M = 16 is defeated or has 64 messages") {
  const Instances instances(sets_reduction(3, 16));
  for (const int heads : {1, 2, 3}) {
    const Candidate candidate{.layer = quadratic_layer(16, heads), .bits = 2};
    const auto [pairs, false_alarms] = collisions(instances, candidate, {});
    CHECK(pairs > 0);
    CHECK(false_alarms == 0);
  }
  const Adversary counts(instances, {.layer = counts_layer(7, 16)}, {});
  CHECK(counts.distinct_messages() == 64);
  CHECK(counts.needed_bits() == 6);
}

}  // namespace
}  // namespace attest::match_three_one_layer_bound

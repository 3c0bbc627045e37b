// SPDX-License-Identifier: Apache-2.0
/// \file
/// Detectors and candidates against the adversary: dialogues and bits worked out beforehand.
#include <doctest/doctest.h>

#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/dialogue.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using derive::TwoWayContest;
using derive::TwoWayMatch;
using protocol::Channel;

TwoWayContest contest(std::int64_t n, std::int64_t rotations, const Choices& choices,
                      Channel channel) {
  return {
      .fooling = fooling(n), .candidate = detector(2 * n, rotations, choices), .channel = channel};
}

TEST_CASE("bit 1 of both matrices is the two-cycle of u_0 and v_1 at n = 2") {
  const derive::Instances instances(reduction(2, 2));
  // Index bits i n + j: a_01 = 1 is bit 1, and so is b_01.
  CHECK(instances.text(2, 2) == "a = (2, 0) b = (0, 1)");
  const Matrix rows = instances.tokens(2, 2);
  CHECK(rows(0, 0) == 8);  // u_0 -> v_1, vertex 3
  CHECK(rows(3, 0) == 1);  // v_1 -> u_0
  CHECK(instances.target(2, 2));
  CHECK_FALSE(instances.target(2, 4));  // b_10
}

TEST_CASE("halved detectors say n^2 bits on the fooling set for n <= 3 and every K") {
  for (std::int64_t n = 1; n <= 3; ++n) {
    for (std::int64_t rotations = 1; rotations <= 2 * n; ++rotations) {
      const TwoWayMatch match(contest(n, rotations, {.is_halved = true}, Channel::layers));
      CAPTURE(n);
      CAPTURE(rotations);
      CHECK(match.bits() == n * n);
      CHECK(match.dialogues() == std::int64_t{1} << (n * n));
      CHECK_FALSE(match.first_collision().has_value());
    }
  }
}

TEST_CASE("detectors that tell both ends say 2 n^2 bits on the fooling set for n <= 3") {
  for (std::int64_t n = 1; n <= 3; ++n) {
    CHECK(TwoWayMatch(contest(n, 1, {}, Channel::layers)).bits() == 2 * n * n);
  }
}

TEST_CASE("of halved detectors Bob alone does not tell his inputs apart at n = 2 and 3") {
  for (std::int64_t n = 2; n <= 3; ++n) {
    TwoWayContest one_way = contest(n, 1, {.is_halved = true}, Channel::layers);
    one_way.compared.alices = false;
    const TwoWayMatch match(one_way);
    REQUIRE(match.first_collision().has_value());
    CHECK_FALSE(match.objection_to(match.fooled(*match.first_collision())).empty());
  }
}

TEST_CASE("every collision of a detector that lacks a rotation is a counterexample at n = 3") {
  for (const std::int64_t rotations : {2, 3, 6}) {
    const TwoWayMatch match(
        contest(3, rotations, {.is_halved = true, .skipped = 1}, Channel::layers));
    std::int64_t collisions = 0;
    for (std::int64_t b = 0; b < 512; ++b) {
      if (!match.earlier(b)) continue;
      ++collisions;
      CHECK(match.objection_to(match.fooled(b)).empty());
    }
    CHECK(collisions == 512 - match.dialogues());
    CHECK(collisions > 0);
  }
}

TEST_CASE("an embedding that forgets one of n vertices has 2^(n (n - 1)) values for n <= 3") {
  for (std::int64_t n = 1; n <= 3; ++n) {
    const TwoWayMatch match(contest(n, 1, {.forgets = 1}, Channel::embedding));
    CHECK(match.dialogues() == std::int64_t{1} << (n * (n - 1)));
    CHECK(match.objection_to(match.fooled(*match.first_collision())).empty());
  }
}

TEST_CASE("a detector of five vertices finds 1 -> 3 -> 1 in any number of rotations") {
  Matrix rows(5, 1);
  rows(0, 0) = 2;   // 0 -> 1
  rows(1, 0) = 12;  // 1 -> 2 and 1 -> 3
  rows(2, 0) = 4;   // a loop
  rows(3, 0) = 2;   // 3 -> 1
  for (const bool is_halved : {false, true}) {
    for (std::int64_t rotations = 1; rotations <= 5; ++rotations) {
      const model::Transformer model = detector(5, rotations, {.is_halved = is_halved});
      CHECK(model::answer(model, rows, {}) == model::Answer{1});
      Matrix open = rows;
      open(3, 0) = 16;  // 3 -> 4
      CHECK(model::answer(model, open, {}) == model::Answer{0});
    }
  }
}

}  // namespace
}  // namespace attest::two_cycle_cut_bound

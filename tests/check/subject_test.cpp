// SPDX-License-Identifier: Apache-2.0
/// \file
/// Verdict algebra, digests and tallies.
#include "reference/check/subject.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"
#include "tests/check/fake.hpp"

namespace attest::check {
namespace {

Outcome outcome_at(std::int64_t index, bool is_yes_no) {
  const std::uint64_t answer = fake::churn(index, 3);
  return fake::holds(is_yes_no ? answer & 1 : answer);
}

/// The digest of a range, case by case.
Digest digest_of(Range range, bool is_yes_no) {
  Tally tally;
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    tally.add(i, outcome_at(i, is_yes_no), is_yes_no);
  }
  return tally.digest;
}

TEST_CASE("verdicts combine as three-valued conjunction on all nine pairs") {
  const std::vector<Verdict> all = {Verdict::holds(), Verdict::fails({.index = 3, .text = "c"}),
                                    Verdict::unknown("late")};
  for (const Verdict& a : all) {
    for (const Verdict& b : all) {
      const Truth expected = a.truth == Truth::fails || b.truth == Truth::fails   ? Truth::fails
                             : a.truth == Truth::holds && b.truth == Truth::holds ? Truth::holds
                                                                                  : Truth::unknown;
      CHECK(both(a, b).truth == expected);
    }
  }
  const Verdict lesser = Verdict::fails({.index = 2, .text = "b"});
  CHECK(both(all[1], lesser) == lesser);
  CHECK(both(lesser, all[1]) == lesser);
  CHECK(both(all[2], Verdict::unknown("early")).reason == "late; early");
  CHECK(both(all[2], all[2]).reason == "late");
}

TEST_CASE("a digest is the same for every way to cut 200000 cases into ranges") {
  constexpr std::int64_t size = 200'000;
  for (const bool is_yes_no : {false, true}) {
    const std::string expected = digest_of({.begin = 0, .end = size}, is_yes_no).text();
    CHECK(expected.size() == 32);
    for (std::uint64_t cut = 0; cut < 5; ++cut) {
      Random random(1, 0, cut);
      Digest total;
      Digest closed;
      std::int64_t begin = 0;
      while (begin < size) {
        const std::int64_t end = std::min(size, begin + random.between(1, 90'000));
        Digest part = digest_of({.begin = begin, .end = end}, is_yes_no);
        total.add(part);
        part.close({.begin = begin, .end = end});
        closed.add(part);
        begin = end;
      }
      CHECK(total.text() == expected);
      CHECK(closed.text() == expected);
      closed.close({.begin = 0, .end = size});
      CHECK(closed.yes.size() <= 1);
      CHECK(closed.text() == expected);
    }
  }
}

TEST_CASE("a digest changes with one answer or one index") {
  const auto digest = [](std::int64_t index, const std::vector<std::uint64_t>& answer) {
    return tally_of(index, {.truth = Truth::holds, .answer = answer, .text = {}, .bits = 0}, false)
        .digest.text();
  };
  CHECK(digest(1, {2}) != digest(1, {3}));
  CHECK(digest(1, {2}) != digest(2, {2}));
  CHECK(digest(1, {}) != digest(1, {0}));
  CHECK(digest(1, {0}) != digest(1, {0, 0}));
  const auto yes_no = [](std::int64_t index, std::uint64_t answer) {
    return tally_of(index, fake::holds(answer), true).digest.text();
  };
  CHECK(yes_no(1, 1) != yes_no(1, 0));
  CHECK(yes_no(1, 1) != yes_no(2, 1));
  CHECK(yes_no(1, 1) != yes_no((1 << 16) + 1, 1));
  CHECK(yes_no(1, 0) == std::string(32, '0'));
}

TEST_CASE("the digest of three answers is the sum of their hashes mod 2^128") {
  Hash128 sum{};
  Tally tally;
  for (std::int64_t i = 0; i < 3; ++i) {
    Hasher128 hasher;
    hasher.add(static_cast<std::uint64_t>(i));
    hasher.add(std::uint64_t{7});
    sum += hasher.finish();
    tally.add(tally_of(i, fake::holds(7), false));
  }
  CHECK(tally.digest.text() == sum.to_hex());
}

TEST_CASE("the digest of a yes or no block is the hash of its count and the xor of its indices") {
  Tally tally;
  for (const std::int64_t i : {65'536, 65'540, 65'543}) {
    tally.add(tally_of(i, fake::holds(1), true));
  }
  tally.add(tally_of(65'537, fake::holds(0), true));
  Hasher128 hasher;
  hasher.add(std::uint64_t{1});
  hasher.add(std::uint64_t{3});
  hasher.add(std::uint64_t{65'536 ^ 65'540 ^ 65'543});
  CHECK(tally.digest.text() == hasher.finish().to_hex());
}

TEST_CASE("tallies keep counts and least witnesses whatever the order of addition") {
  std::vector<Tally> parts;
  parts.push_back(tally_of(9, fake::fails(9), false));
  parts.push_back(tally_of(4, fake::fails(4), false));
  parts.push_back(tally_of(8, fake::undecided(8), false));
  parts.push_back(tally_of(2, fake::undecided(2), false));
  parts.push_back(
      tally_of(1, {.truth = Truth::holds, .answer = {5}, .text = {}, .bits = 128}, false));
  Tally forward;
  for (const Tally& part : parts) forward.add(part);
  Tally backward;
  std::reverse(parts.begin(), parts.end());
  for (const Tally& part : parts) backward.add(part);
  CHECK(forward == backward);
  CHECK(forward.judged == 5);
  CHECK(forward.failed == 2);
  CHECK(forward.undecided == 2);
  CHECK(forward.bits == 128);
  CHECK(forward.least_failure == Witness{.index = 4, .text = "number 4"});
  CHECK(forward.least_undecided->index == 2);
}

TEST_CASE("judging case by case skips unmet preconditions and stops when asked") {
  const auto judge = [](std::int64_t index) -> std::optional<Outcome> {
    if (index % 2 == 0) return std::nullopt;
    return index % 5 == 0 ? fake::fails(index) : fake::holds(1);
  };
  const Tally all = judge_each({.begin = 0, .end = 20}, false, false, judge);
  CHECK(all.judged == 10);
  CHECK(all.failed == 2);
  CHECK(all.least_failure->index == 5);
  const Tally stopped = judge_each({.begin = 0, .end = 20}, true, false, judge);
  CHECK(stopped.judged == 3);
  CHECK(stopped.failed == 1);
}

TEST_CASE("a yes or no answer of another form is a broken invariant") {
  CHECK_THROWS_AS(static_cast<void>(tally_of(0, fake::holds(2), true)), BrokenInvariant);
  CHECK_THROWS_AS(static_cast<void>(tally_of(
                      0, {.truth = Truth::holds, .answer = {}, .text = {}, .bits = 0}, true)),
                  BrokenInvariant);
}

TEST_CASE("parameters are written in the order of their names") {
  CHECK(text_of(Params{}).empty());
  CHECK(text_of(Params{{"n", 3}, {"modulus", -7}}) == "modulus=-7 n=3");
}

}  // namespace
}  // namespace attest::check

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The counts of the integer statements with entries from -1 to 1, and the refuted step.
#include <doctest/doctest.h>

#include "claims/rank_collapse/parts.hpp"

namespace attest::rank_collapse {
namespace {

check::Statement statement(const char* label) {
  for (check::Statement& about : integer_statements()) {
    if (about.label == label) return std::move(about);
  }
  return {};
}

const check::Params whole{{"reach", 1}};

TEST_SUITE("rank_collapse") {
  TEST_CASE("I4 holds on all 708588 cases with R = 1 as 59049 inputs of twelve") {
    const auto subject = statement("I4").subject(whole, 1);
    const check::Tally tally = subject->judge({.begin = 0, .end = subject->cases().size}, false);
    CHECK(tally.judged * 12 == 708588);
    CHECK(tally.failed == 0);
  }

  TEST_CASE("I4 with R = 1 has 515424 cases that say something and 28224 equalities") {
    const auto subject = statement("I4.attained").subject({{"reach", 1}}, 1);
    CHECK(subject->cases().size == 82);
    const check::Tally tally = subject->judge({.begin = 0, .end = 82}, false);
    CHECK(tally.judged == 82);
    CHECK(tally.failed == 0);
    const std::string total = subject->explain(81);
    CHECK(total.find("left: (515424, 28224)") != std::string::npos);
    CHECK(total.find("right: (515424, 28224)") != std::string::npos);
  }

  TEST_CASE("I3 holds around 0 and the last token on all 1417176 cases with R = 1") {
    const auto subject = statement("I3").subject(whole, 1);
    const check::Tally tally = subject->judge({.begin = 0, .end = subject->cases().size}, false);
    CHECK(tally.judged * 24 == 1417176);
    CHECK(tally.failed == 0);
  }

  TEST_CASE("I3 without the inner absolute values fails on 102720 of them") {
    CHECK(signed_average_failures(1) == 102720);
  }

  TEST_CASE("the entrywise step is refuted by two opposite tokens") {
    const check::Statement about = statement("I3.entrywise");
    CHECK(about.standing == check::Standing::refuted);
    const auto subject = about.subject({}, 1);
    CHECK(subject->judge({.begin = 0, .end = 1}, false).failed == 0);
    CHECK(subject->explain(0).find("left: (1/3, 1/3, 0, 0, 1, 1)") != std::string::npos);
  }

  TEST_CASE("the entrywise step with the inner bars is not refuted by them") {
    const auto mutants = statement("I3.entrywise").mutants({}, 1);
    REQUIRE(mutants.size() == 1);
    CHECK(mutants[0].subject()->explain(0).find("left: (1/3, 1/3, 2, 2, 0, 0)") !=
          std::string::npos);
  }

  TEST_CASE("each mutant of the integer statements is refuted with R = 1") {
    for (const char* label : {"I3", "I4"}) {
      const check::Statement about = statement(label);
      for (const check::Mutant& mutant : about.mutants(whole, 1)) {
        const auto subject = mutant.subject();
        CHECK(subject->judge({.begin = 0, .end = subject->cases().size}, true).failed > 0);
      }
    }
  }
}

}  // namespace
}  // namespace attest::rank_collapse

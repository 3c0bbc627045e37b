// SPDX-License-Identifier: Apache-2.0
/// \file
/// Every claim's checks bite: on the fast rung all rows hold, no mutant stays alive, and enough
/// kinds are refuted.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reference/check/runner.hpp"
#include "registry/registry.hpp"

namespace attest {
namespace {

/// Keeps nothing.
class Nowhere final : public check::Sink {
 public:
  void keep(const check::Key&, const check::Batch&) override {}
  [[nodiscard]] std::vector<check::Batch> kept(const check::Key&) const override { return {}; }
  void keep(const check::Row&) override {}
};

/// All rows of a claim on the fast rung, with mutants where the statement names points for them.
std::vector<check::Row> rows_of(const check::Claim& claim) {
  std::vector<check::Row> rows;
  Nowhere sink;
  for (const check::Statement& statement : claim.statements) {
    const std::vector<check::Params> with_mutants = statement.mutant_points(check::Rung::fast);
    std::vector<check::Params> points = statement.points(check::Rung::fast);
    for (const check::Params& params : with_mutants) {
      if (std::find(points.begin(), points.end(), params) == points.end()) points.push_back(params);
    }
    for (const check::Params& params : points) {
      check::Options options;
      options.with_mutants =
          std::find(with_mutants.begin(), with_mutants.end(), params) != with_mutants.end();
      const auto subject = statement.subject(params, options.seed);
      const std::vector<check::Mutant> mutants = options.with_mutants
                                                     ? statement.mutants(params, options.seed)
                                                     : std::vector<check::Mutant>{};
      const check::Key key{.claim = claim.id,
                           .statement = statement.label,
                           .params = params,
                           .seed = 1,
                           .version = "test"};
      rows.push_back(check::run(key, statement, *subject, mutants, options, sink).row);
    }
  }
  return rows;
}

TEST_SUITE("meta/mutants") {
  TEST_CASE("every row of the fast rung holds and no mutant stays alive") {
    for (const check::Claim& claim : registry::claims()) {
      for (const check::Row& row : rows_of(claim)) {
        CAPTURE(row.claim);
        CAPTURE(row.statement);
        CAPTURE(check::text_of(row.params));
        CAPTURE(row.verdict.reason);
        CHECK(row.verdict.truth == check::Truth::holds);
        CHECK(row.cases > 0);
        CHECK(row.digest.size() == 32);
        for (const check::MutantRow& mutant : row.mutants) {
          CAPTURE(mutant.name);
          CHECK(mutant.fate != check::Fate::alive);
          CHECK(!(mutant.fate == check::Fate::refuted ? mutant.witness : mutant.why).empty());
        }
      }
    }
  }

  TEST_CASE(
      "every claim has at least five refuted mutants and among them some of its own and generic "
      "ones") {
    for (const check::Claim& claim : registry::claims()) {
      int refuted = 0;
      int own = 0;
      for (const check::Row& row : rows_of(claim)) {
        for (const check::MutantRow& mutant : row.mutants) {
          if (mutant.fate != check::Fate::refuted) continue;
          ++refuted;
          own += mutant.origin == check::Origin::claim ? 1 : 0;
        }
      }
      CAPTURE(claim.id);
      CHECK(refuted >= 5);
      CHECK(own >= 1);
      CHECK(refuted > own);
    }
  }
}

}  // namespace
}  // namespace attest

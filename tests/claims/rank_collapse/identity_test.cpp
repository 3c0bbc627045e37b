// SPDX-License-Identifier: Apache-2.0
/// \file
/// The path decomposition on the worked example of the source, its path counts and its mutants.
#include <doctest/doctest.h>

#include "claims/rank_collapse/parts.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::rank_collapse {
namespace {

Matrix scalar(const Rational& value) { return Matrix(std::vector<std::vector<Rational>>{{value}}); }

PathNetwork example(bool has_skips) {
  return {.tokens = 2,
          .width = 1,
          .mixes = {{scalar(2), scalar(-1)}, {scalar(1), scalar(3)}},
          .biases = {{1}, {-2}},
          .has_skips = has_skips};
}

/// X = (1, -1)^T and the rows of the four patterns.
Matrix example_table() {
  const auto q = [](int a, int b) { return Rational(a) / Rational(b); };
  return Matrix(std::vector<std::vector<Rational>>{
      {1, q(2, 3), q(1, 3), q(1, 2), q(1, 2), 1, 0, q(3, 4), q(1, 4)},
      {-1, q(1, 3), q(2, 3), q(1, 4), q(3, 4), q(1, 2), q(1, 2), 0, 1}});
}

TEST_SUITE("rank_collapse") {
  TEST_CASE("two heads and two layers give 97/24 and 7/4 by four paths") {
    const PathNetwork network = example(false);
    const PathSum sum = path_sum(network, example_table());
    CHECK(sum.paths == 4);
    CHECK(sum.value(0, 0) == Rational(97, 24));
    CHECK(sum.value(1, 0) == Rational(7, 4));
    CHECK(model::answer(path_network(network), example_table(), {}) ==
          std::vector<Rational>{Rational(97, 24), Rational(7, 4)});
  }

  TEST_CASE("with skips they give 221/24 and -17/12 by nine paths") {
    const PathNetwork network = example(true);
    const PathSum sum = path_sum(network, example_table());
    CHECK(sum.paths == 9);
    CHECK(sum.value(0, 0) == Rational(221, 24));
    CHECK(sum.value(1, 0) == Rational(-17, 12));
    CHECK(model::answer(path_network(network), example_table(), {}) ==
          std::vector<Rational>{Rational(221, 24), Rational(-17, 12)});
  }

  TEST_CASE("three heads and three layers with skips have 1 9 27 and 27 paths of each length") {
    PathNetwork network{.tokens = 2, .width = 1, .mixes = {}, .biases = {}, .has_skips = true};
    for (int l = 0; l < 3; ++l) {
      network.mixes.push_back({scalar(1), scalar(1), scalar(1)});
      network.biases.push_back({0});
    }
    // All weights are 1 and patterns are z times the identity: a path of length l weighs z^l.
    const auto weight = [&network](std::int64_t z) {
      Matrix table(2, 1 + 9 * 2);
      for (int i = 0; i < 2; ++i) {
        table(i, 0) = 1;
        for (int p = 0; p < 9; ++p) table(i, 1 + 2 * p + i) = z;
      }
      const PathSum sum = path_sum(network, table);
      CHECK(sum.paths == 64);
      CHECK(sum.applications == 63);
      return sum.value(0, 0);
    };
    for (std::int64_t z = -2; z <= 2; ++z)
      CHECK(weight(z) == 1 + 9 * z + 27 * z * z + 27 * z * z * z);
  }

  TEST_CASE("each mutant of the statements on paths is refuted at its points") {
    for (const check::Statement& about : path_statements()) {
      for (const check::Params& point : about.mutant_points(check::Rung::fast)) {
        for (const check::Mutant& mutant : about.mutants(point, 1)) {
          CAPTURE(about.label);
          CAPTURE(mutant.name);
          const auto subject = mutant.subject();
          CHECK(subject->judge({.begin = 0, .end = subject->cases().size}, true).failed > 0);
        }
      }
    }
  }

  TEST_CASE("an exported description of the identity is judged like the built one") {
    for (const check::Statement& about : path_statements()) {
      if (about.label != "I1") continue;
      const check::Params point = about.points(check::Rung::fast).front();
      const std::string text = about.export_model(point);
      const auto subject = about.subject_of_model(text, "model.json", {}, 1);
      CHECK(subject->judge({.begin = 0, .end = 4}, false) ==
            about.subject(point, 1)->judge({.begin = 0, .end = 4}, false));
    }
  }
}

}  // namespace
}  // namespace attest::rank_collapse

// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many cycles and graphs there are, and words and weights against values worked out by hand.
#include <doctest/doctest.h>

#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/cycles.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

/// Cases that meet the precondition, and how many of them have the answer 1.
std::pair<std::int64_t, std::int64_t> counted(const check::CaseSpace& space,
                                              const task::Task& task) {
  std::pair<std::int64_t, std::int64_t> count{0, 0};
  for (std::int64_t i = 0; i < space.size; ++i) {
    const std::optional<check::Case> word = space.at(i);
    if (!word) continue;
    ++count.first;
    count.second += task.answer(*word).at(0) == 1 ? 1 : 0;
  }
  return count;
}

TEST_SUITE("k_hop_depth_optimality") {
  TEST_CASE("one cycle or two equal ones number 9 for n = 4 and 160 for n = 6") {
    const task::Task truth = task::several_cycles(task::Listing::successors);
    CHECK(counted(cycle_words(2, 1), truth) == std::pair<std::int64_t, std::int64_t>{2, 1});
    CHECK(counted(cycle_words(4, 2), truth) == std::pair<std::int64_t, std::int64_t>{9, 3});
    CHECK(counted(cycle_words(6, 3), truth) == std::pair<std::int64_t, std::int64_t>{160, 40});
  }

  TEST_CASE("circles on 6 vertices number 60 of one and 10 of two") {
    const task::Task truth = task::several_cycles(task::Listing::arcs);
    CHECK(counted(graph_words(6, 3), truth) == std::pair<std::int64_t, std::int64_t>{70, 10});
  }

  TEST_CASE("words have 2kn + 1 tokens of vertices and 4kn + 1 tokens of arcs") {
    CHECK(vertex_word({1, 2, 3, 0}, 2, 0).rows() == 17);
    CHECK(word_length(Points::vertices, 4, 2) == 17);
    CHECK(arc_word({1, 2, 3, 4, 5, 0}, 3).rows() == 73);
    CHECK(word_length(Points::arcs, 6, 3) == 73);
  }

  TEST_CASE("the word of a triangle of arcs turns as written out by hand") {
    const check::Case word = arc_word({1, 2, 0}, 1);
    REQUIRE(word.rows() == 13);
    // Vertex 0 has the neighbours 2 and 1: (2,0) goes to (0,1), (1,0) to (0,2).
    const std::vector<std::vector<Rational>> first{{2, 0, 1}, {0, 1, 2}, {1, 0, 1}, {0, 2, 2}};
    for (int i = 0; i < 4; ++i) {
      for (int f = 0; f < 3; ++f)
        CHECK(word(i, f) == first[static_cast<std::size_t>(i)][static_cast<std::size_t>(f)]);
    }
    CHECK(word(12, 0) == 0);
    CHECK(word(12, 1) == 1);
    const check::Case back = arc_word({1, 2, 0}, 1, Turn::back);
    CHECK(back(1, 0) == 0);
    CHECK(back(1, 1) == 2);
  }

  TEST_CASE("three steps along the cycle 0 2 1 3 are read at the last token") {
    const Image image{2, 3, 1, 0};
    CHECK(model::answer(walker(4, 3), vertex_word(image, 3, 0), {}) == std::vector<Rational>{3, 4});
    CHECK(model::answer(walker(4, 4), vertex_word(image, 4, 1), {}) == std::vector<Rational>{1, 5});
  }

  TEST_CASE("the decider has depth floor(log2 k) + 2 for k <= 40") {
    for (std::int64_t k = 1; k <= 40; ++k) {
      std::int64_t logarithm = 0;
      while (k >> (logarithm + 1) > 0) ++logarithm;
      CHECK(derive::resources(decider(Points::vertices, 2 * k, k)).layers == logarithm + 2);
    }
  }

  TEST_CASE("every line of both series is counted and the timed words hold") {
    for (const check::Series& series : series()) {
      for (const std::int64_t size : series.sizes) {
        for (const check::Line& line : series.lines) {
          const std::optional<Rational> count = line.count(size);
          // On a logarithmic scale nothing may be 0.
          CHECK((count.has_value() || size == 1));
          CHECK((!series.is_log_quantity || !count || *count > 0));
        }
      }
    }
    const auto subject = series().at(1).subject(37);
    const check::Tally tally = subject->judge({.begin = 0, .end = subject->cases().size}, false);
    CHECK(tally.judged == 16);
    CHECK(tally.failed == 0);
  }

  TEST_CASE("the bound is printed as conditional wherever it stands") {
    const check::Claim built = claim();
    CHECK(built.title.find("CONDITIONAL") != std::string::npos);
    for (const check::Statement& statement : built.statements) {
      if (statement.standing != check::Standing::assuming) continue;
      CHECK(statement.title.find("CONDITIONAL") != std::string::npos);
      CHECK(statement.fidelity.gap.find("CONDITIONAL") != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace attest::k_hop_depth_optimality

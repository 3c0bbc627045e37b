// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many relations and permutations there are, scores by hand, and lines of the series.
#include <doctest/doctest.h>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/cycles.hpp"

namespace attest::mpc_round_per_layer {
namespace {

TEST_SUITE("mpc_round_per_layer") {
  TEST_CASE("relations with one message a machine number 7 for N = 2 and 34 for N = 3") {
    const auto count = [](const check::CaseSpace& space) {
      std::int64_t found = 0;
      for (std::int64_t i = 0; i < space.size; ++i) found += space.at(i) ? 1 : 0;
      return found;
    };
    CHECK(count(relations(2, 1)) == 7);
    CHECK(count(relations(3, 1)) == 34);
    CHECK(shared_receivers(10, 1).size == 360);
  }

  TEST_CASE("scores are minus the product of squared distances to the destinations") {
    const model::Transformer model = router({.machines = 3, .messages = 2});
    // Machine 1 sends to 2 and 3, machine 2 to itself, machine 3 nothing.
    const model::Trace trace =
        model::trace(model, Matrix({{2, 1, 3, 1}, {2, 1, 0, 0}, {0, 0, 0, 0}}), {});
    const std::vector<Rational> expected{0, -36, -4, -1,   // query 0
                                         0, -4,  -1, -1,   // query 1
                                         0, 0,   0,  -1,   // query 2
                                         0, 0,   -1, -1};  // query 3
    std::vector<Rational> found;
    for (const model::Number& score : trace.layers[0].heads[0].scores) {
      found.push_back(std::get<Rational>(score));
    }
    CHECK(found == expected);
  }

  TEST_CASE("one head takes as many coordinates as worked out beforehand") {
    const auto coordinates = [](std::int64_t machines, std::int64_t messages) {
      const derive::Resources used =
          derive::resources(router({.machines = machines, .messages = messages}));
      CHECK(used.layers == 1);
      CHECK(used.heads == 1);
      return 2 * used.key_dimension + used.value_dimension;
    };
    CHECK(coordinates(8, 2) == 62);
    CHECK(coordinates(16, 2) == 95);
    CHECK(coordinates(8, 3) == 102);
  }

  TEST_CASE("one round fewer is wrong on as many permutations as counted beforehand") {
    const std::vector<std::int64_t> known{1, 2, 14, 24, 264};
    for (std::int64_t n = 2; n <= 6; ++n) {
      const check::CaseSpace space = linked_permutations(n);
      std::int64_t wrong = 0;
      for (std::int64_t i = 0; i < space.size; ++i) {
        const check::Case tokens = *space.at(i);
        std::vector<std::int64_t> image;
        for (int j = 0; j < tokens.rows(); ++j) image.push_back(tokens(j, 0).num().to_int64());
        const auto minima = machine::mpc::cycle_minima(image, rounds_of(n) - 1).minima;
        const std::vector<Rational> found(minima.begin(), minima.end());
        wrong += found == task::cycle_minima(1).answer(tokens) ? 0 : 1;
      }
      CHECK(wrong == known[static_cast<std::size_t>(n - 2)]);
    }
  }

  TEST_CASE("every line of both series is counted and none is 0") {
    for (const check::Series& series : series()) {
      for (const std::int64_t size : series.sizes) {
        for (const check::Line& line : series.lines) CHECK(line.count(size).value() > 0);
      }
    }
  }
}

}  // namespace
}  // namespace attest::mpc_round_per_layer

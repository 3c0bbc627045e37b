// SPDX-License-Identifier: Apache-2.0
/// \file
/// Routing: how many inputs each broken form gets wrong, depths, sizes of case spaces.
#include <doctest/doctest.h>

#include <array>

#include "claims/positional_simulates_mpc/claim.hpp"
#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/positional.hpp"
#include "reference/task/cycles.hpp"
#include "reference/task/routing.hpp"

namespace attest::positional_simulates_mpc {
namespace {

/// Cases on which the model is undefined or differs from the task.
std::int64_t wrong_cases(const model::Transformer& model, const task::Task& truth,
                         const check::CaseSpace& space) {
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < space.size; ++i) {
    const check::Case tokens = *space.at(i);
    try {
      wrong += evaluator.answer(tokens) == truth.answer(tokens) ? 0 : 1;
    } catch (const model::Undefined&) {
      ++wrong;
    }
  }
  return wrong;
}

std::int64_t wrong_permutations(int bits, const SortChoices& choices) {
  const std::int64_t nodes = std::int64_t{1} << bits;
  return wrong_cases(permutation_model(bits, nodes, Sorter::selected, choices), task::delivered(),
                     permutation_packets(bits, false));
}

std::int64_t wrong_sets(int bits, const SortChoices& choices) {
  return wrong_cases(spreading_model(bits, (std::int64_t{1} << bits) + 1, choices),
                     task::delivered(), destination_sets(bits));
}

std::int64_t wrong_cycles(std::int64_t n, std::int64_t rounds) {
  return wrong_cases(cycles_model(n, rounds), task::cycle_minima(0), all_cycles(n));
}

TEST_SUITE("claims/positional_simulates_mpc") {
  TEST_CASE("broken sorts are wrong on as many permutations as worked out") {
    CHECK(wrong_permutations(1, {}) == 0);
    CHECK(wrong_permutations(2, {}) == 0);
    CHECK(wrong_permutations(1, {.sort = {.stages_dropped = 1}}) == 1);
    CHECK(wrong_permutations(2, {.sort = {.stages_dropped = 1}}) == 20);
    CHECK(wrong_permutations(1, {.is_payload_first = true}) == 1);
    CHECK(wrong_permutations(2, {.is_payload_first = true}) == 23);
  }

  TEST_CASE("spreading upwards is wrong on as many sets of destinations as worked out") {
    for (const int bits : {1, 2, 3}) CHECK(wrong_sets(bits, {}) == 0);
    CHECK(wrong_sets(1, {.is_spreading_ascending = true}) == 0);
    CHECK(wrong_sets(2, {.is_spreading_ascending = true}) == 1);
    CHECK(wrong_sets(3, {.is_spreading_ascending = true}) == 105);
  }

  TEST_CASE("one round fewer is wrong on 1 of 2 and 14 of 24 permutations") {
    CHECK(wrong_cycles(2, 1) == 0);
    CHECK(wrong_cycles(2, 0) == 1);
    CHECK(wrong_cycles(4, 2) == 0);
    CHECK(wrong_cycles(4, 1) == 14);
  }

  TEST_CASE("one round fewer is wrong on 25584 of the 40320 permutations of eight vertices") {
    const auto failed = [](std::int64_t rounds) {
      const auto subject = derive::make_subject(derive::Computes{.model = cycles_model(8, rounds),
                                                                 .task = task::cycle_minima(0),
                                                                 .inputs = all_cycles(8)});
      return subject->judge({0, 40320}, false).failed;
    };
    CHECK(failed(3) == 0);
    CHECK(failed(2) == 25584);
  }

  TEST_CASE("layers are 1 3 5 7 with settings and 1 3 6 10 by sorting for N = 2 to 16") {
    const std::array<std::int64_t, 4> settings{1, 3, 5, 7};
    const std::array<std::int64_t, 4> stages{1, 3, 6, 10};
    for (int bits = 1; bits <= 4; ++bits) {
      const auto at = static_cast<std::size_t>(bits - 1);
      CHECK(derive::resources(benes_model(bits, 2)).layers == settings.at(at));
      const model::Transformer indexed = permutation_model(bits, 2, Sorter::indexed);
      CHECK(derive::resources(indexed).layers == stages.at(at));
      CHECK(derive::resources(indexed).heads == 1);
      const model::Transformer selected = permutation_model(bits, 2, Sorter::selected);
      CHECK(derive::resources(selected).layers == stages.at(at) + 1);
      CHECK(derive::resources(partial_model(bits, 2)).layers == stages.at(at) + 1 + bits);
      CHECK(model::content_reads(partial_model(bits, 2)).empty());
      CHECK(model::content_reads(cycles_model(std::int64_t{1} << bits, 1)).empty());
    }
  }

  TEST_CASE("partial permutations number 7 and 209 and 1441729 and each occurs once") {
    CHECK(partial_packets(1).size == 7);
    CHECK(partial_packets(2).size == 209);
    CHECK(partial_packets(3).size == 1441729);
    const check::CaseSpace space = partial_packets(2);
    std::vector<Matrix> seen;
    for (std::int64_t i = 0; i < space.size; ++i) {
      const Matrix rows = *space.at(i);
      for (const Matrix& other : seen) CHECK_FALSE(rows == other);
      seen.push_back(rows);
    }
  }
}

}  // namespace
}  // namespace attest::positional_simulates_mpc

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scans and sorts: how many inputs each broken form gets wrong, depths, positions and constants.
#include <doctest/doctest.h>

#include <array>
#include <utility>

#include "claims/positional_scans_and_sorting/claim.hpp"
#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "reference/model/positional.hpp"
#include "reference/number/error.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using gadget::bitonic_sort::Choices;
using task::Scan;

/// Cases on which the model is undefined or differs from the task.
std::int64_t wrong_cases(const model::Transformer& model, const task::Task& truth,
                         const check::CaseSpace& space) {
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < space.size; ++i) {
    const check::Case tokens = *space.at(i);
    try {
      wrong += model::answer(model, tokens, {}) == truth.answer(tokens) ? 0 : 1;
    } catch (const model::Undefined&) {
      ++wrong;
    }
  }
  return wrong;
}

/// The same of a scan, over all lists of 1 to 4 integers from -2 to 2.
std::int64_t wrong_lists(Scan scan, const ScanChoices& choices, std::int64_t first = 1) {
  std::int64_t wrong = 0;
  for (std::int64_t n = first; n <= 4; ++n) {
    wrong +=
        wrong_cases(scan_model(scan, n, 2, choices), task::prefix_scan(scan), integer_lists(n, 2));
  }
  return wrong;
}

std::int64_t wrong_words(std::int64_t n, const Choices& choices) {
  return wrong_cases(sort_model(n, 0, choices), task::sorted(), binary_lists(n));
}

TEST_SUITE("claims/positional_scans_and_sorting") {
  TEST_CASE("broken scans are wrong on as many of the 780 lists of up to 4 as worked out") {
    CHECK(wrong_lists(Scan::sum, {}) == 0);
    CHECK(wrong_lists(Scan::sum, {.is_shift_doubled = false}) == 740);
    CHECK(wrong_lists(Scan::sum, {.layers_dropped = 1}, 2) == 720);
    CHECK(wrong_lists(Scan::sum, {.has_node = false}) == 620);
    CHECK(wrong_lists(Scan::minimum, {.added_node = Rational(0)}) == 310);
    CHECK(wrong_lists(Scan::minimum, {.added_node = Rational(2)}) == 0);
    CHECK(wrong_lists(Scan::max_subarray, {.is_swapped = true}) == 0);
    CHECK(wrong_lists(Scan::max_subarray, {.infinity_offset = -1}) > 0);
  }

  TEST_CASE("broken sorts are wrong on as many words of zeros and ones as worked out") {
    for (const std::int64_t n : {2, 4, 8}) CHECK(wrong_words(n, {}) == 0);
    const Choices one_bit{.is_direction_low_bit = true};
    CHECK(wrong_words(2, one_bit) == 0);
    CHECK(wrong_words(4, one_bit) == 4);
    CHECK(wrong_words(8, one_bit) == 212);
    const Choices dropped{.stages_dropped = 1};
    CHECK(wrong_words(2, dropped) == 1);
    CHECK(wrong_words(4, dropped) == 4);
    CHECK(wrong_words(8, dropped) == 64);
    const Choices shifted{.is_partner_shifted = true};
    CHECK(wrong_words(2, shifted) == 0);
    CHECK(wrong_words(4, shifted) == 10);
    CHECK(wrong_words(8, shifted) == 249);
  }

  TEST_CASE("scans take 0 1 2 2 3 layers for n from 1 to 5 and sorts 2 4 7 11 16 for n = 2 to 32") {
    const std::array<std::int64_t, 5> scan_layers{0, 1, 2, 2, 3};
    for (std::int64_t n = 1; n <= 5; ++n) {
      const model::Transformer model = scan_model(Scan::sum, n);
      CHECK(derive::resources(model).layers == scan_layers.at(static_cast<std::size_t>(n - 1)));
    }
    const std::array<std::int64_t, 5> stages{1, 3, 6, 10, 15};
    for (int k = 1; k <= 5; ++k) {
      const std::int64_t expected = stages.at(static_cast<std::size_t>(k - 1));
      CHECK(std::ssize(gadget::bitonic_sort::stages(k)) == expected);
      const model::Transformer model = sort_model(std::int64_t{1} << k);
      CHECK(derive::resources(model).layers == expected + 1);
      CHECK(derive::resources(model).heads == (k == 1 ? 2 : 4));
      CHECK(model::positional_width(model) == 2 + k + k * (k - 1) / 2);
    }
  }

  TEST_CASE("no unit has a bias and content attention is not taken for positional") {
    for (const model::Transformer& model :
         {scan_model(Scan::max_subarray_or_empty, 8), sort_model(8), median_model(8)}) {
      for (const model::Block& block : model.blocks) {
        for (const model::Relu& unit : block.mlp) CHECK(unit.bias.value.is_zero());
      }
      CHECK(model::content_reads(model).empty());
    }
    CHECK(model::content_reads(content_model()).size() == 2);
    CHECK(model::content_reads(content_model(true)).empty());
  }

  TEST_CASE("a user's model whose queries read content is refused") {
    const check::Claim built = claim();
    const check::Statement& statement = built.statements.front();
    CHECK(statement.label == "S1.sum");
    model::ModelFile file{.claim = claim_id, .statement = "S1.sum", .params = {{"n", 4}}};
    file.model = scan_model(Scan::sum, 4);
    const auto judged = statement.subject_of_model(model::to_json(file), "mine.json", {}, 1);
    CHECK(judged->judge({0, 10}, false).failed == 0);
    file.model.blocks[0].heads[0].query[0].from = model::coordinate(file.model, "state");
    CHECK_THROWS_WITH_AS(statement.subject_of_model(model::to_json(file), "mine.json", {}, 1),
                         doctest::Contains("layer1.back.query[0] reads state[0]"), InputError);
  }

  TEST_CASE("a scan with -INF does not commute with scaling") {
    const model::Transformer model = scan_model(Scan::max_subarray, 2, 1);
    CHECK(model::answer(model, Matrix({{-1}, {-1}}), {}) == std::vector<Rational>{-1, -1});
    CHECK(model::answer(model, Matrix({{-2}, {-2}}), {}) == std::vector<Rational>{-1, -2});
  }

  TEST_CASE("content attention gives 2/3 on 0 1 and 32/17 on 0 2") {
    CHECK(model::answer(content_model(), Matrix({{0}, {1}}), {}).at(0) == Rational(2, 3));
    CHECK(model::answer(content_model(), Matrix({{0}, {2}}), {}).at(0) == Rational(32, 17));
  }

  TEST_CASE("the base two form has 1 2 2 3 dummies for n from 1 to 4 and 7 for n = 64") {
    const std::array<std::int64_t, 4> expected{1, 2, 2, 3};
    for (std::int64_t n = 1; n <= 4; ++n) {
      CHECK(dummies(n) == expected.at(static_cast<std::size_t>(n - 1)));
    }
    CHECK(dummies(64) == 7);
    for (std::int64_t n = 1; n <= 40; ++n) {
      CHECK(std::ssize(softmax_sum_model(n).extra_tokens) == dummies(n));
    }
  }
}

}  // namespace
}  // namespace attest::positional_scans_and_sorting

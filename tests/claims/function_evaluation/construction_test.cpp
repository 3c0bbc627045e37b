// SPDX-License-Identifier: Apache-2.0
/// \file
/// The two forms by hand, how often broken ones are wrong, and which bases suffice.
#include <doctest/doctest.h>

#include "claims/function_evaluation/claim.hpp"
#include "claims/function_evaluation/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::function_evaluation {
namespace {

using Rows = std::vector<std::vector<Rational>>;

/// Functions of 2, 3 and 4 numbers that a form gets wrong, in every order, for every argument.
std::int64_t wrong_of_25078(TableForm form, const Choices& choices) {
  std::int64_t failed = 0;
  for (std::int64_t n = 2; n <= 4; ++n) {
    const auto subject =
        derive::make_subject(derive::Computes{.model = construction(form, n, choices),
                                              .task = task::function_evaluation(form),
                                              .inputs = all_tables(form, n)});
    failed += subject->judge({0, subject->cases().size}, false).failed;
  }
  return failed;
}

TEST_SUITE("function_evaluation") {
  TEST_CASE("functions of 2 and 3 and 4 numbers make 16 and 486 and 24576 cases") {
    CHECK(all_tables(TableForm::pairs, 2).size == 16);
    CHECK(all_tables(TableForm::pairs, 3).size == 486);
    CHECK(all_tables(TableForm::neighbours, 4).size == 24576);
    CHECK(all_tables(TableForm::places, 4).size == 1024);
    CHECK(all_tables(TableForm::links, 3).size == 2916);
  }

  TEST_CASE("a table in each form") {
    const Table table{.keys = {2, 0, 1}, .images = {1, 2, 0}, .argument = 0, .links = {1, 2, 0}};
    CHECK(tokens_of(TableForm::pairs, table) ==
          Matrix(Rows{{2, 0, 0}, {0, 1, 0}, {1, 2, 0}, {0, 0, 1}}));
    CHECK(tokens_of(TableForm::places, table) == Matrix(Rows{{1, 0}, {2, 0}, {0, 0}, {0, 1}}));
    CHECK(tokens_of(TableForm::neighbours, table) ==
          Matrix(Rows{{2, 0}, {0, 1}, {0, 0}, {1, 1}, {1, 0}, {2, 1}, {0, 2}}));
    CHECK(
        tokens_of(TableForm::links, table) ==
        Matrix(Rows{{2, 0, 0}, {0, 0, 1}, {1, 0, 2}, {1, 1, 1}, {2, 1, 2}, {0, 1, 0}, {0, 2, 0}}));
  }

  TEST_CASE("one layer has width 2k and two have 3k + 3 or 4k + 2") {
    CHECK(derive::resources(one_layer(TableForm::pairs, 16)).width == 8);
    CHECK(derive::resources(two_layers(TableForm::neighbours, 16)).width == 15);
    CHECK(derive::resources(two_layers(TableForm::links, 16)).width == 18);
    CHECK(signs_of(2) == 1);
    CHECK(signs_of(5) == 3);
  }

  TEST_CASE("two back is wrong on 16536 and equal terms on 10436 of 25078 under shared ties") {
    Choices broken{.norm = model::Norm::average_hardmax};
    CHECK(wrong_of_25078(TableForm::neighbours, broken) == 0);
    broken.offset = 2;
    CHECK(wrong_of_25078(TableForm::neighbours, broken) == 16536);
    broken = {.norm = model::Norm::average_hardmax, .priority = 0};
    CHECK(wrong_of_25078(TableForm::neighbours, broken) == 10436);
  }

  TEST_CASE("certified bases of one layer are those worked out for k up to 20") {
    const std::vector<std::int64_t> expected{2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5};
    for (std::size_t k = 1; k <= expected.size(); ++k) {
      CHECK(certified_base(static_cast<std::int64_t>(k)) == expected[k - 1]);
    }
    CHECK(certified_base(20) == 6);
  }

  TEST_CASE("two layers need another base than one at three signs alone up to 256 numbers") {
    for (std::int64_t n = 4; n <= 256; n *= 2) {
      const std::int64_t one = certified_base(signs_of(n));
      CHECK(certified_base_of_two(n) == (n == 8 ? 3 : one));
    }
  }

  TEST_CASE("the least base on opposed values is the certified one for 4 to 64 numbers") {
    const std::vector<std::int64_t> expected{2, 2, 3, 3, 3};
    for (std::size_t at = 0; at < expected.size(); ++at) {
      CHECK(least_base(TableForm::pairs, std::int64_t{4} << at) == expected[at]);
    }
  }

  TEST_CASE("scales of the natural exponential are quarters that grow") {
    CHECK(certified_scale(1) == Rational(1, 4));
    CHECK(certified_scale(2) == Rational(1, 2));
    CHECK(certified_scale(4) == Rational(1));
  }
}

}  // namespace
}  // namespace attest::function_evaluation

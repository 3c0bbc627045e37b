// SPDX-License-Identifier: Apache-2.0
/// \file
/// The instance maps: how often the answer is yes, and how many pairs each broken map gets wrong.
#include <doctest/doctest.h>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/derive/instances.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

/// Pairs on which a map says yes, and on which it differs from its source.
struct Census {
  std::int64_t yes = 0;
  std::int64_t wrong = 0;

  friend bool operator==(const Census&, const Census&) = default;
};

Census census(const derive::Reduces& map) {
  const derive::Instances instances(map);
  Census result;
  for (std::int64_t a = 0; a < instances.alice().size(); ++a) {
    for (std::int64_t b = 0; b < instances.bob().size(); ++b) {
      result.yes += instances.target(a, b) ? 1 : 0;
      result.wrong += instances.target(a, b) != instances.source(a, b) ? 1 : 0;
    }
  }
  return result;
}

std::int64_t wrong(Gadget gadget, std::int64_t n, const Choices& choices) {
  return census(reduction(gadget, n, choices)).wrong;
}

TEST_SUITE("graph_single_layer_bounds") {
  TEST_CASE("graphs with answer yes number 4^n - 3^n or 3^n for n up to 5") {
    const std::vector<std::int64_t> intersecting{1, 7, 37, 175, 781};
    const std::vector<std::int64_t> covering{3, 9, 27, 81, 243};
    for (std::int64_t n = 1; n <= 5; ++n) {
      const auto at = static_cast<std::size_t>(n - 1);
      CHECK(census(reduction(Gadget::path, n)) == Census{.yes = intersecting[at]});
      CHECK(census(reduction(Gadget::cycle, n)) == Census{.yes = intersecting[at]});
      CHECK(census(reduction(Gadget::connected, n)) == Census{.yes = covering[at]});
    }
  }

  TEST_CASE("shared dummies of both parties are wrong on as many pairs as worked out") {
    const Choices shared{.shares_alices = true, .shares_bobs = true};
    const std::vector<std::int64_t> paths{0, 0, 6, 36};
    const std::vector<std::int64_t> cycles{0, 1, 7, 33, 131};
    for (std::size_t n = 1; n <= 5; ++n) {
      const auto size = static_cast<std::int64_t>(n);
      if (n <= 4) CHECK(wrong(Gadget::path, size, shared) == paths[n - 1]);
      CHECK(wrong(Gadget::cycle, size, shared) == cycles[n - 1]);
    }
  }

  TEST_CASE("shared dummies of one party and a bridge change nothing for n up to 5") {
    for (std::int64_t n = 1; n <= 5; ++n) {
      for (const Gadget gadget : {Gadget::path, Gadget::cycle}) {
        CHECK(wrong(gadget, n, {.shares_alices = true}) == 0);
        CHECK(wrong(gadget, n, {.shares_bobs = true}) == 0);
      }
      CHECK(wrong(Gadget::connected, n, {.has_bridge = true}) == 0);
    }
  }

  TEST_CASE("a pair of tokens of one index is no input of the one-hot layer") {
    const model::Transformer layer = one_hot_layer(Gadget::path, 2);
    const derive::Instances instances(reduction(Gadget::path, 2));
    Matrix tokens = instances.tokens(1, 1);
    CHECK(model::answer(layer, tokens, {}) == std::vector<Rational>{1});
    CHECK(model::answer(layer, instances.tokens(1, 2), {}) == std::vector<Rational>{0});
    tokens(1, 0) =
        instances.tokens(0, 0)(2, 0);  // Alice's token of index 1 in the place of index 0
    CHECK(model::answer(layer, tokens, {}) == std::vector<Rational>{2});
  }

  TEST_CASE("dummies that coincide make no simple graph") {
    CHECK(wrong(Gadget::path, 2, {.is_dummy_common = true}) > 0);
  }

  TEST_CASE("a message of Bob has 4n + 1 numbers in the one-hot layer") {
    const model::Transformer layer = one_hot_layer(Gadget::cycle, 3);
    CHECK(layer.blocks.at(0).heads.size() == 1);
    CHECK(tokens_of(reduction(Gadget::cycle, 3), derive::Owner::bob).size() == 6);
  }

  TEST_CASE("the adversary defeats the powers of two at n - 1 bits in every gadget") {
    for (const Gadget gadget : {Gadget::path, Gadget::cycle, Gadget::connected}) {
      const derive::Contest small{.reduces = reduction(gadget, 5),
                                  .candidate = {.layer = powers_layer(gadget, 5), .bits = 4}};
      CHECK(derive::defeat(small).has_value());
      const derive::Contest enough{.reduces = reduction(gadget, 5),
                                   .candidate = {.layer = powers_layer(gadget, 5), .bits = 5}};
      CHECK(!derive::defeat(enough).has_value());
    }
  }
}

}  // namespace
}  // namespace attest::graph_single_layer_bounds

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Range proofs: what the prover proves, the recheck accepts; what is tampered with, it rejects.
#include "reference/engine/range.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/number/random.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

std::vector<Integer> box(int d, int bound) {
  return std::vector<Integer>(static_cast<std::size_t>(d), Integer(bound));
}

/// A list of positive bounds of a proof and its name.
using Named = std::pair<std::string, std::vector<Integer>*>;

/// Every bound of a proof that must not shrink.
std::vector<Named> bounds_of(RangeProof& proof) {
  std::vector<Named> lists;
  for (LayerRange& layer : proof.layers) {
    lists.emplace_back("entry", &layer.entry);
    lists.emplace_back("attended", &layer.attended);
    lists.emplace_back("unit", &layer.unit);
    lists.emplace_back("exit", &layer.exit);
    for (HeadRange& head : layer.heads) {
      lists.emplace_back("query", &head.query);
      lists.emplace_back("key", &head.key);
      lists.emplace_back("value", &head.value);
    }
  }
  return lists;
}

/// A model with one head and one unit in every part of which a bound is tight.
model::Transformer tight_model() {
  model::Head head{.name = "head", .norm = model::Norm::average_hardmax};
  head.query = {{.from = 0, .to = 0, .weight = {.value = Rational(3, 2)}}};
  head.keys = {{{.from = 1, .to = 0, .weight = {.value = -2}}}};
  head.values = {{{.from = 0, .to = 0, .weight = {.value = Rational(1, 3)}},
                  {.from = 1, .to = 0, .weight = {.value = 1}}}};
  head.out = {{.from = 0, .to = 1, .weight = {.value = 5}}};
  model::Relu unit{.name = "unit"};
  unit.in = {{.at = 1, .weight = {.value = Rational(1, 2)}}};
  unit.bias = {.value = 2};
  unit.out = {{.at = 0, .weight = {.value = 1}}, {.at = 1, .weight = {.value = Rational(-7, 2)}}};
  model::Transformer model{.name = "tight", .registers = {{.name = "x", .size = 2}}};
  model.blocks = {{.name = "block", .heads = {head}, .mlp = {unit}}};
  model.schedule = {{0, 2}};
  return model;
}

RangeProof proof_of(const model::Transformer& model, const std::vector<Integer>& box) {
  auto proof = prove_range(model, box, 63);
  REQUIRE(std::holds_alternative<RangeProof>(proof));
  return std::get<RangeProof>(std::move(proof));
}

TEST_CASE("the first layer of a proof has the bounds worked out by hand") {
  const RangeProof proof = proof_of(tight_model(), box(2, 6));
  REQUIRE(proof.steps == std::vector{0, 1});
  const LayerRange& layer = proof.layers[0];
  const HeadRange& head = layer.heads[0];
  CHECK(head.query == std::vector<Integer>{9});  // 6 x 3/2, as 18 halves
  CHECK(head.query_scale == 2);
  CHECK(head.key == std::vector<Integer>{12});
  CHECK(head.score == 2 * 9 * 12);
  CHECK(head.value == std::vector<Integer>{8});  // 6/3 + 6, in thirds
  CHECK(head.value_scale == std::vector<Integer>{3});
  CHECK(layer.attention_scale == 3);
  CHECK(layer.attended == std::vector<Integer>{6, 46});  // 6 + 5 x 8
  CHECK(layer.unit == std::vector<Integer>{25});         // 46/2 + 2
  CHECK(layer.unit_scale == std::vector<Integer>{2});
  CHECK(layer.mlp_scale == 4);                         // -7/2 of a half
  CHECK(layer.exit == std::vector<Integer>{31, 134});  // 46 + 87 1/2, rounded up
  CHECK(proof.layers[1].entry == layer.exit);
  CHECK(recheck_range(tight_model(), proof).empty());
}

TEST_CASE("the recheck accepts every proof of the prover on 1000 random models") {
  int proofs = 0;
  int checked = 0;
  for (std::uint64_t index = 0; index < 1000; ++index) {
    Random random(2, 0, index);
    const RandomModel sizes{.d = static_cast<int>(random.between(1, 8)),
                            .times = static_cast<int>(random.between(1, 12)),
                            .weight = 1 << random.between(1, 20),
                            .denominator = static_cast<int>(random.between(1, 4))};
    const model::Transformer model = random_model(sizes, random);
    const int bits = random.below(3) == 0 ? 31 : 63;
    const auto proof = prove_range(model, box(sizes.d, 1 << random.between(0, 20)), bits);
    if (std::holds_alternative<std::string>(proof)) {
      CHECK_FALSE(std::get<std::string>(proof).empty());
      continue;
    }
    ++proofs;
    CHECK(recheck_range(model, std::get<RangeProof>(proof)).empty());
    for (const LayerRange& layer : std::get<RangeProof>(proof).layers) {
      checked += layer.is_checked ? 1 : 0;
    }
  }
  CHECK(proofs > 250);
  CHECK(checked > 50);
}

TEST_CASE("the recheck rejects a proof in which any one tight bound is smaller by one") {
  const model::Transformer model = tight_model();
  RangeProof proof = proof_of(model, box(2, 6));
  for (const auto& entry : bounds_of(proof)) {
    for (Integer& bound : *entry.second) {
      if (bound.is_zero()) continue;
      bound -= 1;
      CHECK_MESSAGE(!recheck_range(model, proof).empty(), entry.first);
      bound += 1;
    }
  }
  REQUIRE(recheck_range(model, proof).empty());
  proof.layers[0].heads[0].score -= 1;
  CHECK_FALSE(recheck_range(model, proof).empty());
}

TEST_CASE("the recheck rejects other scales and caps and schedules and sizes") {
  const model::Transformer model = tight_model();
  const RangeProof proof = proof_of(model, box(2, 6));
  const auto rejects = [&](auto change) {
    RangeProof other = proof;
    change(other);
    CHECK_FALSE(recheck_range(model, other).empty());
  };
  rejects([](RangeProof& p) { p.cap = power_of_two(32); });
  rejects([](RangeProof& p) { p.cap = 11; });  // a layer multiplies scales by 12
  rejects([](RangeProof& p) { p.bits = 31; });
  rejects([](RangeProof& p) { p.bits = 64; });
  rejects([](RangeProof& p) { p.box[0] += 1; });
  rejects([](RangeProof& p) { p.model = "another"; });
  rejects([](RangeProof& p) { p.steps = {0}; });
  rejects([](RangeProof& p) { p.steps = {0, 0}; });  // it leaves wider than it may enter
  rejects([](RangeProof& p) { p.steps = {0, 1, 1}; });
  rejects([](RangeProof& p) { p.steps = {0, 2}; });
  rejects([](RangeProof& p) { p.layers[0].is_checked = true; });  // nothing runs before it
  rejects([](RangeProof& p) { p.layers[0].entry_cap = 0; });
  rejects([](RangeProof& p) { p.layers[0].entry_cap = p.cap + 1; });
  rejects([](RangeProof& p) { p.layers[0].heads[0].query_scale = 1; });
  rejects([](RangeProof& p) { p.layers[0].heads[0].value_scale[0] = 1; });
  rejects([](RangeProof& p) { p.layers[0].attention_scale = 1; });
  rejects([](RangeProof& p) { p.layers[0].unit_scale[0] = 1; });
  rejects([](RangeProof& p) { p.layers[0].mlp_scale = 2; });
  rejects([](RangeProof& p) { p.layers[0].heads.clear(); });
  rejects([](RangeProof& p) { p.layers[1].unit.clear(); });
  rejects([](RangeProof& p) { p.layers[1].exit.pop_back(); });
}

TEST_CASE("a number beyond 63 bits is named") {
  model::Transformer model = tight_model();
  model.blocks[0].heads[0].query[0].weight.value = power_of_two(62);
  const auto proof = prove_range(model, box(2, 6), 63);
  REQUIRE(std::holds_alternative<std::string>(proof));
  CHECK(std::get<std::string>(proof) == "block: head head query may not fit 63 bits");
}

TEST_CASE("a loop that grows is entered through run time checks and its proof stays short") {
  model::Transformer model = tight_model();
  model.schedule = {{0, 1000}};
  const RangeProof proof = proof_of(model, box(2, 6));
  CHECK(proof.steps.size() == 1000);
  CHECK(proof.layers.size() < 20);
  CHECK(proof.layers.back().is_checked);
  CHECK(recheck_range(model, proof).empty());
}

TEST_CASE("a described proof names registers and heads and units") {
  const model::Transformer model = tight_model();
  const std::string text = describe(model, proof_of(model, box(2, 6)));
  CHECK(text.starts_with(
      "{\"model\":\"tight\",\"bits\":63,\"cap\":\"1048576\",\"box\":{\"x[0]\":\"6\""));
  CHECK(text.find("\"attended\":{\"x[0]\":\"6\",\"x[1]\":\"46\"}") != std::string::npos);
  CHECK(text.find("{\"head\":\"head\",\"query_scale\":\"2\"") != std::string::npos);
  CHECK(text.find("{\"unit\":\"unit\",\"scale\":\"2\",\"bound\":\"25\"}") != std::string::npos);
}

}  // namespace
}  // namespace attest::engine

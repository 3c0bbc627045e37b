// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary on a user's layer.
#include <doctest/doctest.h>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

check::RunRequest request(const model::Transformer& layer, std::int64_t n, std::int64_t bits) {
  return {.text = model::to_json({.params = {{"n", n}, {"bits", bits}}, .model = layer}),
          .place = "layer.json"};
}

const tests::Runner runner(run);

TEST_SUITE("graph_single_layer_bounds") {
  TEST_CASE("run finds a counterexample to a layer with too few bits and none to one-hot tokens") {
    const check::RunResult small = run(request(powers_layer(Gadget::path, 4), 4, 3)).at(0);
    CHECK(small.agrees);
    CHECK(small.result_json.find("\"counterexample\":null") == std::string::npos);
    const check::RunResult enough = run(request(one_hot_layer(Gadget::path, 4), 4, 2)).at(0);
    CHECK(enough.agrees);
    CHECK(enough.result_json.find("\"counterexample\":null") != std::string::npos);
  }

  TEST_CASE("run with an agreeing witness finds no counterexample that holds") {
    check::RunRequest broken = request(powers_layer(Gadget::path, 4), 4, 3);
    broken.mutant = "agreeing_witness";
    CHECK(!run(broken).at(0).agrees);
  }

  TEST_CASE("run refuses what it does not take") {
    check::RunRequest other = request(powers_layer(Gadget::path, 4), 4, 3);
    other.statement = "S2.rank";
    CHECK(runner.error_of(other) == "run-statement");
    other.statement = "S2.cycle";
    other.mutant = "nothing_of_this_name";
    CHECK(runner.error_of(other) == "mutant-unknown");
    CHECK(runner.error_of(request(powers_layer(Gadget::path, 4), 17, 3)) == "model-params");
    CHECK(runner.error_of({.text = "{}", .place = "layer.json"}) != "none");
  }
}

}  // namespace
}  // namespace attest::graph_single_layer_bounds

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bounds and ranks worked out beforehand, runs on the example weights, and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/separation_rank_depth/claim.hpp"
#include "reference/number/error.hpp"

namespace attest::separation_rank_depth {
namespace {

std::string text_of_file(const std::string& name) {
  std::string path = ATTEST_SOURCE_DIR "/claims/separation_rank_depth/inputs/";
  path.append(name);
  std::ifstream file(path);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

check::RunRequest request_of(const std::string& text) {
  check::RunRequest request;
  request.text = text;
  request.place = "input";
  return request;
}

std::string refused(const check::RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    return error.id();
  }
  return "";
}

GridPlan plan_of(std::int64_t d, std::int64_t layers, std::int64_t heads, std::int64_t tokens) {
  GridPlan plan{.shape = {.width = d, .layers = layers, .heads = heads}, .tokens = tokens};
  plan.size = bound_of(plan).to_int64() + margin;
  return plan;
}

TEST_CASE("the bounds for two tokens are 5 15 35 70 126 210 at two layers and 105 560 at three") {
  const std::vector<std::int64_t> two{5, 15, 35, 70, 126, 210};
  for (std::size_t d = 1; d <= two.size(); ++d) {
    CHECK(bound_of_two(static_cast<std::int64_t>(d), gram_degree(2)) == Integer(two[d - 1]));
    CHECK(bound_of_two(static_cast<std::int64_t>(d), gram_degree(1)) ==
          Integer(static_cast<std::int64_t>(d) + 1));
  }
  CHECK(bound_of_two(2, gram_degree(3)) == 105);
  CHECK(bound_of_two(3, gram_degree(3)) == 560);
}

TEST_CASE("the bounds for more tokens are 18 232 49 110 216 and 3102 and K + 1 at width 1") {
  CHECK(bound_of_any(2, gram_degree(2)) == 18);
  CHECK(bound_of_any(2, gram_degree(3)) == 232);
  CHECK(bound_of_any(3, gram_degree(2)) == 49);
  CHECK(bound_of_any(4, gram_degree(2)) == 110);
  CHECK(bound_of_any(5, gram_degree(2)) == 216);
  CHECK(bound_of_any(3, gram_degree(3)) == 3102);
  for (std::int64_t layers = 1; layers <= 5; ++layers) {
    CHECK(bound_of_any(1, gram_degree(layers)) == gram_degree(layers) + 1);
  }
}

TEST_CASE("a residual connection and shared weights leave 15 18 and 232") {
  for (const bool is_shared : {false, true}) {
    GridPlan plan = plan_of(2, 2, 1, 2);
    plan.has_residual = !is_shared;
    plan.is_shared = is_shared;
    CHECK(certified_rank(plan).rank == 15);
    plan.tokens = 4;
    plan.size = 40;
    CHECK(certified_rank(plan).rank == 18);
    plan.shape.layers = 3;
    plan.size = 252;
    CHECK(certified_rank(plan).rank == 232);
  }
}

TEST_CASE("a grid that is too small has full rank and one side alone rank 1") {
  GridPlan plan = plan_of(2, 2, 1, 4);
  plan.size = 17;
  CHECK(certified_rank(plan).rank == 17);
  plan = plan_of(2, 2, 1, 4);
  plan.is_one_sided = true;
  const Certified found = certified_rank(plan);
  CHECK(found.rank == 1);
  CHECK(found.is_proved);
}

TEST_CASE("a run on each example agrees with the bound") {
  const auto random = run(request_of(text_of_file("random_d3.csv"))).at(0);
  CHECK(random.agrees);
  CHECK(random.result_json ==
        R"({"d":3,"layers":2,"heads":1,"tokens":4,"grid":69,"rank":49,"bound":49})");
  const auto heads = run(request_of(text_of_file("two_heads_d2.csv"))).at(0);
  CHECK(heads.agrees);
  CHECK(heads.result_json ==
        R"({"d":2,"layers":2,"heads":2,"tokens":4,"grid":38,"rank":17,"bound":18})");
  check::RunRequest request = request_of(text_of_file("identity_d2.csv"));
  request.settings["tokens"] = "2";
  CHECK(run(request).at(0).result_json ==
        R"({"d":2,"layers":3,"heads":1,"tokens":2,"grid":125,"rank":105,"bound":105})");
}

TEST_CASE("bad weights and settings are refused") {
  CHECK(refused(request_of("# nothing\n")) == "weights-empty");
  CHECK(refused(request_of("0,0,W_X,0,1\n")) == "weights-syntax");
  CHECK(refused(request_of("0,0,W_Q,0,1.5\n")) == "weights-syntax");
  CHECK(refused(request_of("0,0,W_Q,0,1\n0,0,W_Q,0,1\n")) == "weights-twice");
  CHECK(refused(request_of("9,0,W_Q,0,1\n")) == "weights-index");
  CHECK(refused(request_of("0,0,W_Q,0,1\n")) == "weights-shape");
  const std::string good = "0,0,W_Q,0,1\n0,0,W_K,0,2\n0,0,W_V,0,3\n0,0,W_O,0,4\n";
  CHECK(run(request_of(good)).at(0).agrees);
  check::RunRequest request = request_of(good);
  request.settings["tokens"] = "3";
  CHECK(refused(request) == "run-setting");
}

}  // namespace
}  // namespace attest::separation_rank_depth

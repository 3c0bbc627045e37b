// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of networks of attention and MLPs: what is read, and what is refused where.
#include "reference/model/mlp_file.hpp"

#include <doctest/doctest.h>

#include <string>

#include "reference/number/error.hpp"

namespace attest::model {
namespace {

/// "id at place" of the refusal, or "none".
std::string refusal_of(const std::string& text) {
  try {
    (void)parse_mlp(text, "net.json");
  } catch (const InputError& error) {
    return std::string(error.id()) + " at " + std::string(error.place());
  }
  return "none";
}

std::string file(const std::string& block, const std::string& rest = "") {
  return R"({"activation": "silu", "tokens": [["1", "0.5"]], "blocks": [)" + block + "]" + rest +
         "}";
}

const std::string plain = R"({"W_1": [["1"], ["-2"]], "W_2": [["1/3", "0"]]})";

TEST_SUITE("model/mlp_file") {
  TEST_CASE("what is left out is zero and not causal") {
    const MlpFile read = parse_mlp(file(plain), "net.json");
    CHECK(read.activation == "silu");
    CHECK_FALSE(read.is_causal);
    CHECK(read.tokens(0, 1) == Rational(1, 2));
    REQUIRE(read.blocks.size() == 1);
    CHECK(read.blocks[0].heads.empty());
    CHECK(read.blocks[0].in(1, 0) == -2);
    CHECK(read.blocks[0].out(0, 0) == Rational(1, 3));
    CHECK(read.blocks[0].in_bias == std::vector<Rational>{0});
    CHECK(read.blocks[0].out_bias == std::vector<Rational>{0, 0});
  }

  TEST_CASE("heads and biases are read") {
    const MlpFile read = parse_mlp(
        file(R"({"heads": [{"W_QK": [["1", "0"], ["0", "1"]], "W_OV": [["2", "0"], ["0", "3"]]}],
                 "W_1": [["1"], ["1"]], "b_1": ["4"], "W_2": [["1", "1"]], "b_2": ["5", "6"]})",
             R"(, "causal": true)"),
        "net.json");
    CHECK(read.is_causal);
    CHECK(read.blocks[0].heads[0].value(1, 1) == 3);
    CHECK(read.blocks[0].in_bias[0] == 4);
    CHECK(read.blocks[0].out_bias[1] == 6);
  }

  TEST_CASE("shapes and keys and numbers that do not fit are refused") {
    CHECK(refusal_of(file(plain)) == "none");
    CHECK(refusal_of(file(R"({"W_1": [["1"]], "W_2": [["1", "0"]]})"))
              .starts_with("model-value at net.json"));
    CHECK(refusal_of(file(R"({"W_1": [["1"], ["1"]], "W_2": [["1"]]})"))
              .starts_with("model-value at net.json"));
    CHECK(refusal_of(file(R"({"W_1": [["1"], ["1"]]})")).starts_with("model-key at net.json"));
    CHECK(refusal_of(file(plain, R"(, "depth": 3)")).starts_with("model-key at net.json"));
    CHECK(refusal_of(file(R"({"W_1": [[1], ["1"]], "W_2": [["1", "0"]]})"))
              .starts_with("model-value at net.json"));
    CHECK(refusal_of("{").starts_with("model-json at net.json"));
    std::string other = file(plain);
    other.replace(other.find("silu"), 4, "tanh");
    CHECK(refusal_of(other).starts_with("model-value at net.json"));
  }
}

}  // namespace
}  // namespace attest::model

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stacks of linear attention of width 1, worked out by hand.
#include "reference/protocol/linear_stack.hpp"

#include <doctest/doctest.h>

namespace attest::protocol {
namespace {

ResidueMatrix single(std::uint64_t x) {
  ResidueMatrix result(1, 1);
  result(0, 0) = x;
  return result;
}

LinearStack stack(int layers, bool has_residual) {
  LinearStack result{.width = 1, .layers = {}, .has_residual = has_residual};
  for (int l = 0; l < layers; ++l) {
    result.layers.push_back({{.mix = single(1), .form = single(1)}});
  }
  return result;
}

TEST_CASE("one layer of width 1 is S x and two are S^4 x") {
  // Tokens 2 and 3: S = 13, y = 13 * 2; then G = S^2 S, so y = S^3 S x.
  const std::vector<Assignment> rows{{.gram = single(4), .first = {2}}};
  const std::vector<Assignment> cols{{.gram = single(9), .first = {}}};
  CHECK(grid(stack(1, false), rows, cols).entries == std::vector<std::uint64_t>{26});
  CHECK(grid(stack(2, false), rows, cols).entries == std::vector<std::uint64_t>{57122});
}

TEST_CASE("with a residual connection one layer is (S + 1) x") {
  const std::vector<Assignment> rows{{.gram = single(4), .first = {2}}};
  const std::vector<Assignment> cols{{.gram = single(9), .first = {}}};
  CHECK(grid(stack(1, true), rows, cols).entries == std::vector<std::uint64_t>{28});
  // P = 14, G = 14^2 * 13, y = (G + 1) P x.
  CHECK(grid(stack(2, true), rows, cols).entries ==
        std::vector<std::uint64_t>{(14 * 14 * 13 + 1) * 28});
}

TEST_CASE("heads add up") {
  LinearStack two = stack(1, false);
  two.layers[0].push_back({.mix = single(5), .form = single(2)});
  const std::vector<Assignment> rows{{.gram = single(1), .first = {1}}};
  const std::vector<Assignment> cols{{.gram = single(2), .first = {}}};
  CHECK(grid(two, rows, cols).entries == std::vector<std::uint64_t>{33});
}

}  // namespace
}  // namespace attest::protocol

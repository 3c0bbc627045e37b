// SPDX-License-Identifier: Apache-2.0
/// \file
/// Products of integer matrices: every path on every kernel against sums of `Integer`s.
#include "reference/engine/product.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

using Entries = std::vector<std::int64_t>;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

std::vector<Integer> plain_product(const ProductShape& shape, const Entries& a, const Entries& b) {
  std::vector<Integer> c(shape.rows * shape.cols);
  for (std::size_t i = 0; i < shape.rows; ++i) {
    for (std::size_t j = 0; j < shape.cols; ++j) {
      for (std::size_t k = 0; k < shape.inner; ++k) {
        c[i * shape.cols + j] += Integer(a[i * shape.inner + k]) * Integer(b[k * shape.cols + j]);
      }
    }
  }
  return c;
}

/// Entries of at most 2^bits, most of them close to it.
Entries draw(std::size_t count, int bits, Random& random) {
  const std::int64_t most = std::int64_t{1} << bits;
  Entries entries;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t x = random.below(2) == 0 ? most : random.between(0, most);
    entries.push_back(random.below(2) == 0 ? x : -x);
  }
  return entries;
}

/// Every path that the bounds allow gives `expected`, on every kernel.
void check_paths(const ProductShape& shape, const Entries& a, const Entries& b, ProductPath path) {
  const std::vector<Integer> expected = plain_product(shape, a, b);
  CHECK(big_product(shape, a, b) == expected);
  Product product(shape);
  for (const std::string& kernel : product_kernels()) {
    product.use(kernel);
    Entries c(shape.rows * shape.cols, 77);
    ProductProof proof = product.run(a, b, c);
    INFO(kernel << " " << std::string(name_of(proof.path)));
    CHECK(proof.path == path);
    CHECK(recheck_product(proof, a, b).empty());
    if (path == ProductPath::big) {
      CHECK(c == Entries(shape.rows * shape.cols, 77));
      continue;
    }
    CHECK(std::vector<Integer>(c.begin(), c.end()) == expected);
    for (const ProductPath other :
         {ProductPath::doubles, ProductPath::halves, ProductPath::words}) {
      proof.path = other;
      if (!recheck_product(proof, a, b).empty()) continue;
      INFO(std::string(name_of(other)));
      c.assign(c.size(), 77);
      product.run_proved(proof, a, b, c);
      CHECK(std::vector<Integer>(c.begin(), c.end()) == expected);
    }
  }
}

TEST_CASE("products equal sums of Integers for all shapes with sides in 1 to 9 and 63 to 65") {
  const std::vector<std::size_t> sides{1, 2, 3, 4, 5, 8, 9, 63, 64, 65};
  Random random(4, 0, 0);
  for (int index = 0; index < 60; ++index) {
    const auto side = [&] { return sides[static_cast<std::size_t>(random.below(10))]; };
    const ProductShape shape{.rows = side(), .inner = side(), .cols = side()};
    const int bits = static_cast<int>(random.between(0, 22));
    check_paths(shape, draw(shape.rows * shape.inner, bits, random),
                draw(shape.inner * shape.cols, bits, random), ProductPath::doubles);
  }
}

TEST_CASE("sums at both ends of each path are exact") {
  constexpr ProductShape shape{.rows = 5, .inner = 64, .cols = 33};
  Random random(4, 1, 0);
  // 64 2^(a + b): 2^53 is the last of doubles, 2^62 the last of 64 bits
  for (const auto& [a, b, path] : {std::tuple(23, 24, ProductPath::doubles),
                                   {0, 47, ProductPath::doubles},
                                   {47, 0, ProductPath::doubles},
                                   {24, 24, ProductPath::halves},
                                   {28, 28, ProductPath::halves},
                                   {30, 26, ProductPath::halves},
                                   {26, 30, ProductPath::halves},
                                   {31, 25, ProductPath::words},
                                   {0, 56, ProductPath::words},
                                   {56, 0, ProductPath::words},
                                   {28, 29, ProductPath::big},
                                   {57, 0, ProductPath::big},
                                   {62, 62, ProductPath::big}}) {
    const auto entries = [&](std::size_t count, int bits, std::int64_t sign) {
      // -2^bits needs as many bits as 2^bits - 1: the same bound
      Entries result = draw(count, bits, random);
      result[0] = sign * (std::int64_t{1} << bits);
      for (std::int64_t& x : result) x = x > 0 ? x - 1 : x;
      return result;
    };
    check_paths(shape, entries(5 * 64, a, -1), entries(std::size_t{64} * 33, b, -1), path);
  }
}

TEST_CASE("the extremes of int64 go to FLINT and its result is exact") {
  constexpr ProductShape shape{.rows = 2, .inner = 3, .cols = 2};
  check_paths(shape, {least, least, least, largest, largest, 1}, {least, 1, least, 2, least, -3},
              ProductPath::big);
  check_paths(shape, {0, 0, 0, 0, 0, 0}, {least, largest, 0, 0, 1, 2}, ProductPath::big);
}

TEST_CASE("a proof with smaller bits or a path that they do not allow is refused") {
  const Entries a{8, -8};
  const Entries b{std::int64_t{1} << 52, 3};
  Product product({.rows = 1, .inner = 2, .cols = 1});
  Entries c(1);
  const ProductProof proof = product.run(a, b, c);
  CHECK(proof.path == ProductPath::words);
  CHECK(recheck_product(proof, a, b).empty());
  const auto refuses = [&](auto change) {
    ProductProof other = proof;
    change(other);
    CHECK_FALSE(recheck_product(other, a, b).empty());
  };
  refuses([](ProductProof& p) { p.a_bits = 2; });
  refuses([](ProductProof& p) { p.b_bits = 51; });
  refuses([](ProductProof& p) { p.path = ProductPath::doubles; });
  refuses([](ProductProof& p) { p.path = ProductPath::halves; });
  refuses([](ProductProof& p) { p.inner = 1 << 8; });
}

}  // namespace
}  // namespace attest::engine

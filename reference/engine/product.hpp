// SPDX-License-Identifier: Apache-2.0
/// \file
/// Exact products of matrices of 64-bit integers, by the cheapest arithmetic that a bound allows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/number/integer.hpp"

namespace attest::engine {

/// [rows x inner] times [inner x cols], all row by row.
struct ProductShape {
  std::size_t rows = 0;
  std::size_t inner = 0;
  std::size_t cols = 0;
};

/// What the sums are computed in.
enum class ProductPath {
  doubles,  ///< every sum is at most 2^53: no operation on doubles rounds
  halves,   ///< factors are at most 2^30, sums at most 2^62: 32 x 32 bits -> 64 bits
  words,    ///< sums are at most 2^62
  big,      ///< sums may not fit 64 bits: FLINT
};

/// Every |entry| of a factor is at most 2^bits, so every partial sum at most inner 2^(a + b).
struct ProductProof {
  std::size_t inner = 0;
  int a_bits = 0;
  int b_bits = 0;
  ProductPath path = ProductPath::big;

  friend bool operator==(const ProductProof&, const ProductProof&) = default;
};

/// Looks at every entry with `Integer`s, by code that shares nothing with the prover. \returns the
/// empty string if the proof is sound, else what is not
[[nodiscard]] std::string recheck_product(const ProductProof& proof,
                                          std::span<const std::int64_t> a,
                                          std::span<const std::int64_t> b);

struct ProductSpace;

/// Multiplies matrices of one shape. Not for two threads at once.
class Product {
 public:
  explicit Product(const ProductShape& shape);

  /// Proves with the least bits, by one pass over the factors, and multiplies on the cheapest path
  /// that they allow into c [rows x cols], unless the path is `big`, which leaves c alone.
  /// \pre sizes are those of the shape
  ProductProof run(std::span<const std::int64_t> a, std::span<const std::int64_t> b,
                   std::span<std::int64_t> c);

  /// Multiplies on one path. \pre the proof is sound for a and b; its path is not big
  void run_proved(const ProductProof& proof, std::span<const std::int64_t> a,
                  std::span<const std::int64_t> b, std::span<std::int64_t> c);

  /// Runs on the kernel of `product_kernels()` with this name, for tests.
  void use(std::string_view kernel);

 private:
  void require_shape(std::span<const std::int64_t> a, std::span<const std::int64_t> b,
                     std::span<const std::int64_t> c) const;
  ProductSpace space();

  ProductShape shape_;
  std::size_t kernel_ = 0;  // index into the kernels of this machine, the fastest first
  std::vector<double> a_doubles_;
  std::vector<double> b_doubles_;
  std::vector<std::int64_t> b_words_;
};

/// The product by FLINT, for sums of any size.
[[nodiscard]] std::vector<Integer> big_product(const ProductShape& shape,
                                               std::span<const std::int64_t> a,
                                               std::span<const std::int64_t> b);

/// Names of the kernels that this machine can run, the fastest first; the last is portable code.
[[nodiscard]] std::vector<std::string> product_kernels();

/// "doubles", "halves", "words", "big".
[[nodiscard]] std::string_view name_of(ProductPath path);

}  // namespace attest::engine

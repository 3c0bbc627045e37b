// SPDX-License-Identifier: Apache-2.0
/// \file
/// One average-hardmax layer and one product on doubles by Eigen, compiled for several instruction
/// sets.
#pragma once

namespace attest::benchmarks {

/// The layer: tokens n and channels d.
inline constexpr int layer_tokens = 64;
inline constexpr int layer_width = 16;

/// Rows and columns of the factors of a product.
inline constexpr int product_size = 64;

/// Weights [d x d], from rows to columns, all row by row.
struct DoubleLayer {
  const double* query;
  const double* key;
  const double* value;
};

/// result [n x d] = x + the average value of the keys of greatest score, for each row of x [n x d].
using DoubleRun = void (*)(const DoubleLayer& layer, const double* x, double* result);

/// c = a b, all [product_size x product_size], row by row.
using DoubleProduct = void (*)(const double* a, const double* b, double* c);

/// Layer and product for one instruction set. Its vector units are used as far as Eigen uses them.
struct DoubleKernel {
  const char* name;
  int doubles_a_register;
  bool has_fma;
  DoubleRun run;
  DoubleProduct multiply;
};

/// The widest that this machine can run.
[[nodiscard]] DoubleKernel double_kernel();

}  // namespace attest::benchmarks

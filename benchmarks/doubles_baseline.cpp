// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layer on doubles for the instruction set baseline; the build gives this file its flags.
#define Eigen eigen_for_baseline
#include <Eigen/Core>

#include "benchmarks/doubles_kernels.hpp"

namespace attest::benchmarks::baseline {
namespace {
#include "benchmarks/doubles.inc"
}  // namespace

void run_doubles(const DoubleLayer& layer, const double* x, double* result) {
  run(layer.query, layer.key, layer.value, x, result);
}

void multiply_doubles(const double* a, const double* b, double* c) { multiply(a, b, c); }

}  // namespace attest::benchmarks::baseline

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The enumeration on doubles for the instruction set baseline.
#define Eigen eigen_for_words_baseline
#include <Eigen/Core>

#include "benchmarks/enumeration_peer.hpp"

namespace attest::benchmarks::baseline {
namespace {
#include "benchmarks/enumeration_peer.inc"
}  // namespace

void run_words(const WordHead& head, std::uint32_t begin, std::uint32_t end,
               std::uint16_t* result) {
  run(head, begin, end, result);
}

}  // namespace attest::benchmarks::baseline

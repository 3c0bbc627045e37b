// SPDX-License-Identifier: Apache-2.0
/// \file
/// The enumeration on doubles for the instruction set avx2; the build gives this file its flags.
#define Eigen eigen_for_words_avx2
#include <Eigen/Core>

#include "benchmarks/enumeration_peer.hpp"

namespace attest::benchmarks::avx2 {
namespace {
#include "benchmarks/enumeration_peer.inc"
}  // namespace

void run_words(const WordHead& head, std::uint32_t begin, std::uint32_t end,
               std::uint16_t* result) {
  run(head, begin, end, result);
}

}  // namespace attest::benchmarks::avx2

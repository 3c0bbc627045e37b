// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random sign keys, and dual certificates: queries that score 1 on a set of keys and less
/// elsewhere.
///
/// For a set y of q keys u_l in {-1, 1}^m the certificate of least norm is w = sum of a_l u_l with
/// G a = (1, .., 1), G the Gram matrix of the set. Everything is exact in integers.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/model/builder.hpp"

namespace attest::gadget {

/// Keys of n positions [n x m], entries -1 and 1.
using SignKeys = std::vector<std::vector<int>>;

/// Key j has in coordinate c the top bit, 1 for +1, of number j m + c of SplitMix64 from `seed`.
/// \pre n, m >= 1
[[nodiscard]] SignKeys sign_keys(int n, int m, std::uint64_t seed);

/// Keys that are accepted for all q-sets.
struct SignRecord {
  int n = 0;
  int q = 0;
  int m = 0;
  std::uint64_t seed = 0;
};

/// Which sets are accepted.
struct Acceptance {
  int numerator = 7;  ///< scores off the set are at most numerator/denominator
  int denominator = 8;
  bool is_two_sided = false;  ///< and at least minus that
  bool is_corrected = true;   ///< false: w = (sum of the keys) / m, whose own scores are not all 1
};

/// The smallest m at which one of the seeds 1, .., 8 is accepted for all q-sets, at 7/8 from above.
[[nodiscard]] const std::vector<SignRecord>& one_sided_records();
/// The same at 1/2 from both sides.
[[nodiscard]] const std::vector<SignRecord>& two_sided_records();

/// Number of q-sets that are not accepted, or with singular Gram matrix; 1 as soon as there is one
/// if `stops`. \pre 1 <= q <= 4, m <= 256
[[nodiscard]] std::int64_t rejected_sets(const SignKeys& keys, int q, const Acceptance& acceptance,
                                         bool stops);

/// Certificates rounded to multiples of 2^-bits, times alpha.
struct Rounding {
  int bits = 4;
  std::int64_t alpha = 64;
};

/// Keys of a record with a rounding that certifies an error of at most 1/inverse for all q-sets.
struct SignRounding {
  SignRecord record;
  Rounding rounding;
  int inverse = 4;

  /// Bits of a query: m coordinates of b fraction bits, log2 alpha integer bits and a sign.
  [[nodiscard]] std::int64_t query_bits() const;
};

/// For the records of q <= 2, and one of q = 3, the least b, then the least power of 2 for alpha.
[[nodiscard]] const std::vector<SignRounding>& sign_roundings();

/// The rounding of n positions and q pointers; null where there is none.
[[nodiscard]] const SignRounding* rounding_of(int n, int q);
/// The record of n positions and q pointers; null where there is none.
[[nodiscard]] const SignRecord* record_of(const std::vector<SignRecord>& records, int n, int q);

/// An upper bound of the L1 distance between the softmax in base 2 and uniform on y, largest over
/// all q-sets: alpha (hi - lo) + 2 (n-q)/q 2^-floor(alpha (lo - off)) where members score in [lo,
/// hi] and others at most off; 2, which is the largest distance, where alpha (hi - lo) > 1, or lo <
/// off, or a Gram matrix is singular. \pre as above
[[nodiscard]] Rational certified_error(const SignKeys& keys, int q, const Rounding& rounding);

/// The coordinates of the key at position `index`, as tables. \pre keys are not empty
[[nodiscard]] std::vector<model::Wire> key_of(model::CircuitBuilder& circuit, const SignKeys& keys,
                                              model::Wire index);

/// The coordinates of the certificate of the keys at these positions; undefined where their Gram
/// matrix is singular. \pre at least one position
[[nodiscard]] std::vector<model::Wire> certificate(model::CircuitBuilder& circuit,
                                                   const SignKeys& keys,
                                                   const std::vector<model::Wire>& positions);

}  // namespace attest::gadget

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Range proofs: bounds on every number of a hardmax transformer, so that int64 or int32 never
/// overflows.
///
/// A row of the residual stream is stored as whole numerators over one positive row scale. Reals
/// are bounded by `Integer`s here; a numerator is a real times the row scale, and row scales stay
/// at or below `cap` (checked at run time), so real bound x static scale x cap bounds every
/// numerator.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reference/model/transformer.hpp"
#include "reference/number/integer.hpp"

namespace attest::engine {

/// Bounds on the absolute values of one head's reals, and the factors that make its weights whole.
struct HeadRange {
  Integer query_scale = 1;  ///< times any query weight is an integer
  Integer key_scale = 1;    ///< times any key weight is an integer
  std::vector<Integer> value_scale =
      {};                           ///< [d_v] times any weight of that value coordinate is one too
  std::vector<Integer> query = {};  ///< [d_k]
  std::vector<Integer> key = {};    ///< [d_k]
  std::vector<Integer> value = {};  ///< [d_v]
  Integer score = {};               ///< sum over d_k of query_scale query key_scale key
  /// Queries and keys fit half of the bits wherever both may differ from 0: products of halves are
  /// enough for scores.
  bool is_half = false;

  friend bool operator==(const HeadRange&, const HeadRange&) = default;
};

/// Bounds for one use of a block. A layer is entered by states within `entry`.
struct LayerRange {
  int block = 0;
  bool is_checked = false;          ///< `entry` is compared with the state at run time
  Integer entry_cap = 1;            ///< greatest common multiple of the row scales on entry
  std::vector<Integer> entry = {};  ///< [d]
  std::vector<HeadRange> heads = {};
  Integer attention_scale = 1;         ///< makes (out weight / value_scale) whole in every head
  std::vector<Integer> attended = {};  ///< [d] the stream after attention, and all its partial sums
  std::vector<Integer> unit_scale = {};  ///< [d_ff] makes the weights and the bias of a unit whole
  std::vector<Integer> unit = {};        ///< [d_ff] sum of |weight| |stream| + |bias|
  bool is_half = false;   ///< the stream before and after attention and row scales fit a half
  Integer mlp_scale = 1;  ///< makes (out weight / unit_scale) whole in every unit
  std::vector<Integer> exit = {};  ///< [d] the stream after the MLP, and all its partial sums

  friend bool operator==(const LayerRange&, const LayerRange&) = default;
};

/// For embedded rows inside `box` and row scales up to `cap`, those on entry of a layer up to its
/// `entry_cap`, every number of the evaluation is less than 2^bits in absolute value.
struct RangeProof {
  std::string model = {};               ///< name of the transformer
  int bits = 63;                        ///< 63 or 31: the numbers fit int64 or int32
  Integer cap = {};                     ///< greatest row scale that an evaluation may meet
  std::vector<Integer> box = {};        ///< [d] greatest |entry| of an embedded row, rounded up
  std::vector<LayerRange> layers = {};  ///< the different uses of blocks
  std::vector<int> steps = {};          ///< the schedule unrolled: index into `layers`

  friend bool operator==(const RangeProof&, const RangeProof&) = default;
};

/// Bits of a half: of two numbers below 2^15, or 2^31, products are cheaper.
[[nodiscard]] constexpr int half_bits(int bits) { return (bits - 1) / 2; }

/// Greatest row scale that a proof allows. The common multiple of the row scales, that of the tie
/// counts and the static scales of a layer are each at most that; products of two of them are
/// formed before they are compared with the cap, and stay below 2^bits. Row scales fit a half.
[[nodiscard]] constexpr int largest_cap(int bits) { return bits == 31 ? 1 << 14 : 1 << 20; }

/// The proof with the largest cap up to `largest_cap`, or the first number that cannot be bounded.
/// \pre bits is 63 or 31; box.size() == width(model); every head is a hardmax head with one key and
/// one value map
[[nodiscard]] std::variant<RangeProof, std::string> prove_range(const model::Transformer& model,
                                                                const std::vector<Integer>& box,
                                                                int bits);

/// Recomputes every bound of `proof` from the description, by code that shares nothing with the
/// prover. \returns the empty string if the proof is sound, else the first entry that is not
[[nodiscard]] std::string recheck_range(const model::Transformer& model, const RangeProof& proof);

/// The proof as JSON: every bound under the name of its register, head or unit.
[[nodiscard]] std::string describe(const model::Transformer& model, const RangeProof& proof);

}  // namespace attest::engine

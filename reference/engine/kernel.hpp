// SPDX-License-Identifier: Apache-2.0
/// \file
/// The kernel of the lane engine: a hardmax transformer as sparse int64 rows, run on many lanes.
///
/// A row of the stream is [d + 1] whole numbers: d numerators and, last, the positive row scale
/// that they are all over. So a bias is a weight on coordinate d, and scaling a row keeps its
/// meaning.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Bytes of one number in all lanes, whatever the type of the number.
inline constexpr std::size_t lanes_bytes = 128;

/// One number of every lane; Element is std::int64_t or std::int32_t.
template <typename Element>
struct alignas(64) Lanes {
  static constexpr std::size_t count = lanes_bytes / sizeof(Element);
  std::array<Element, count> at{};
};

/// "Half" is half of the bits of an Element: |x| < 2^15 of 31 bits, 2^31 of 63. Products of halves
/// are cheap on every instruction set, and those of 15 bits come two at a time.
///
/// Rows of a sparse map that have equally many terms of each kind.
struct Shape {
  std::uint32_t plus = 0;    ///< terms of weight 1
  std::uint32_t minus = 0;   ///< terms of weight -1
  std::uint32_t narrow = 0;  ///< other terms whose factors fit a half
  std::uint32_t wide = 0;    ///< all others
  std::uint32_t rows = 0;
};

/// A sparse map, ordered by shape: loops of equal length follow each other, which branch predictors
/// like. Coordinates are stored as byte offsets, lanes_bytes apart.
struct SparseMap {
  std::vector<Shape> shapes = {};
  std::vector<std::uint32_t> target = {};  ///< by row
  std::vector<std::uint32_t> source = {};  ///< by term
  std::vector<std::int64_t> weight = {};   ///< by narrow or wide term
};

/// One head. Queries, keys and values of all heads are coordinates of one projection of a row.
struct HeadProgram {
  model::Norm norm = model::Norm::average_hardmax;
  int mask = 0;            ///< index into Program::visible
  bool is_narrow = false;  ///< queries and keys fit a half
  std::uint32_t d_k = 0;
  std::uint32_t d_v = 0;
  std::uint32_t query = 0;  ///< first coordinate of the projection
  std::uint32_t key = 0;
  std::uint32_t value = 0;
  std::uint32_t slot = 0;    ///< first among the value coordinates of all heads
  std::uint32_t packed = 0;  ///< first among the pairs of coordinates of all narrow heads
};

/// One layer.
struct LayerProgram {
  std::int64_t entry_cap = 1;            ///< greatest common multiple of row scales on entry
  std::vector<std::int64_t> entry = {};  ///< [d] bounds to check on entry; empty: nothing to check
  bool is_narrow = false;  ///< numerators before and after attention, and row scales, fit a half
  std::vector<HeadProgram> heads = {};
  std::uint32_t projections = 0;  ///< queries, keys and values of all heads
  std::uint32_t slots = 0;        ///< value coordinates of all heads
  std::uint32_t units = 0;
  std::uint32_t packed = 0;  ///< pairs of query or key coordinates of all narrow heads
  SparseMap project = {};    ///< row -> projection
  SparseMap out = {};        ///< slots -> row
  SparseMap in = {};         ///< row -> units, before max(., 0)
  SparseMap mlp = {};        ///< units -> row
  std::int64_t attention_scale = 1;
  std::int64_t mlp_scale = 1;
};

/// A model at one length, compiled for one range proof.
struct Program {
  std::size_t n = 0;
  std::size_t d = 0;
  std::int64_t cap = 1;  ///< greatest row scale
  std::vector<LayerProgram> layers = {};
  std::vector<std::size_t> steps = {};  ///< layers in the order of the schedule
  std::vector<std::vector<std::vector<std::uint32_t>>> visible = {};  ///< [masks][n]: keys in order
};

/// Numbers of a run. Sizes are those of the program's greatest layer.
template <typename Element>
struct Workspace {
  std::vector<Lanes<Element>> state = {};      ///< [2 x n x (d + 1)]
  std::vector<Lanes<Element>> attended = {};   ///< [d + 1]
  std::vector<Lanes<Element>> projected = {};  ///< [n x projections]
  std::vector<Lanes<Element>> slots = {};      ///< [slots] what one position reads
  std::vector<Lanes<Element>> totals = {};     ///< [slots] sums of the values of all positions
  /// [heads x n x pairs] two coordinates in each number, for narrow heads on 31 bits.
  std::vector<Lanes<Element>> queries = {};
  std::vector<Lanes<Element>> keys = {};
  std::vector<Lanes<Element>> scores = {};  ///< [n]
  std::vector<std::uint32_t> maximal = {};  ///< [n] keys that some lane reads
  std::vector<Lanes<Element>> counts = {};  ///< [heads]
  std::vector<Lanes<Element>> units = {};   ///< [units]
  std::vector<Lanes<Element>> scales = {};  ///< [n] row scales on entry of a layer
  std::vector<Lanes<Element>> ratios =
      {};                         ///< [n] common multiple of the row scales over each of them
  Lanes<Element> guarded = {};    ///< -1 in lanes that left the range of the proof, else 0
  Lanes<Element> undefined = {};  ///< -1 in lanes with a tie of a unique_hardmax head, else 0
};

/// The arrays that `program` needs.
template <typename Element>
[[nodiscard]] Workspace<Element> workspace_for(const Program& program);

/// The kernel compiled for one instruction set. All give the same numbers.
template <typename Element>
struct Kernel {
  const char* name;

  /// Evaluates `input` [n x (d + 1)], whose rows are in lowest terms; any_hardmax heads follow
  /// `any`. Returns the final state [n x (d + 1)], rows in lowest terms, in `work`. A lane that is
  /// marked in `work` has no meaning there. \pre the program is for a proof of as many bits as
  /// Element has
  const Lanes<Element>* (*run)(const Program& program, Workspace<Element>& work,
                               const Lanes<Element>* input, model::Tie any);

  /// 0 in the lanes where a and b [count] are equal.
  Lanes<Element> (*differences)(const Lanes<Element>* a, const Lanes<Element>* b,
                                std::size_t count);
};

/// The kernels that this machine can run, the fastest first; the last is plain portable code.
template <typename Element>
[[nodiscard]] std::span<const Kernel<Element>> kernels();

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Inner products with a fixed set of integer vectors, found by hashing where a proof allows it and
/// by a scan where none does.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace attest::engine {

/// A vector of integers as it stands in memory.
using LoopedVector = std::span<const std::int32_t>;

/// Inner product. \pre it fits int64
[[nodiscard]] std::int64_t looped_dot(LoopedVector a, LoopedVector b);

/// Distinct vectors of one size, numbered in the order of insertion.
class LoopedVectors {
 public:
  explicit LoopedVectors(int size);

  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] LoopedVector at(int number) const {
    return {entries_.data() + static_cast<std::size_t>(number) * size_, size_};
  }
  /// Number of the vector, which is added unless it is there.
  int insert(LoopedVector vector);
  /// Number of the vector; -1: it is not there.
  [[nodiscard]] int find(LoopedVector vector) const;

 private:
  [[nodiscard]] std::size_t hash(LoopedVector vector) const;
  void grow();

  std::size_t size_;
  int count_ = 0;
  std::vector<std::int32_t> entries_ = {};
  std::vector<std::uint64_t> factors_ = {};  // of the hash, by coordinate
  std::vector<int> slots_ = {};              // number or -1; a power of two, at most half full
};

/// The members of a set that share a vector.
class LoopedIndex {
 public:
  /// \param size of the vectors
  explicit LoopedIndex(int size);

  /// Adds `member` with its vector. \pre members come in ascending order; not after finish()
  void add(int member, LoopedVector vector);
  /// Prepares what the look-ups need.
  void finish();
  [[nodiscard]] bool is_empty() const { return everyone_.empty(); }
  [[nodiscard]] const LoopedVectors& vectors() const { return vectors_; }
  [[nodiscard]] const std::vector<int>& members(int number) const {
    return members_[static_cast<std::size_t>(number)];
  }
  /// The member if it is one, else -1. \pre after finish()
  [[nodiscard]] int only(int number) const { return only_[static_cast<std::size_t>(number)]; }

  /// The members of greatest inner product with `query`, ascending.
  struct Best {
    std::int64_t score = 0;
    int only = -1;                              ///< the member if it is one
    const std::vector<int>* members = nullptr;  ///< valid until the next call
  };
  /// \pre !is_empty()
  [[nodiscard]] Best best(LoopedVector query);

  /// Numbers of vectors, among them all whose inner product with `key` is at least their
  /// threshold.
  /// \param thresholds by number of vector, each at least `least_threshold`, the same in every call
  [[nodiscard]] std::span<const int> reaching(LoopedVector key,
                                              const std::vector<std::int64_t>& thresholds,
                                              std::int64_t least_threshold);
  /// Look-ups that no proof covered.
  [[nodiscard]] std::int64_t scans() const { return scans_; }

 private:
  /// What the coordinates that all vectors share add to every product.
  [[nodiscard]] std::int64_t shared_score(LoopedVector vector) const;
  /// Puts the other coordinates into `part_`. \returns the shared score
  std::int64_t split(LoopedVector vector);
  /// Number of the vector of greatest norm that equals `vector` but for shared coordinates; -1:
  /// there is none. \pre direct_ is not empty
  [[nodiscard]] int find_direct(LoopedVector vector) const;
  [[nodiscard]] Best best_at(int number, std::int64_t score) const {
    return {.score = score, .only = only(number), .members = &members(number)};
  }
  void build_direct();
  [[nodiscard]] Best scan_best(LoopedVector query);
  [[nodiscard]] bool is_on_lattice() const;

  LoopedVectors vectors_;
  std::vector<std::vector<int>> members_ = {};
  std::vector<int> everyone_ = {};
  std::vector<int> varying_ = {};         // coordinates that differ between vectors
  std::vector<int> shared_ = {};          // the others
  std::vector<std::int64_t> steps_ = {};  // by coordinate: what all differences are multiples of
  LoopedVectors parts_;                   // the vectors on the varying coordinates
  // Where each coordinate that varies among the longest parts has two values: digits of an address.
  std::vector<int> direct_ = {};        // by address: number or -1; empty: there are others
  std::vector<std::int32_t> low_ = {};  // by coordinate
  std::vector<std::int32_t> high_ = {};
  std::vector<std::int32_t> bits_ = {};       // of the address
  std::vector<std::int32_t> is_shared_ = {};  // -1 where all vectors agree, else 0
  std::vector<int> only_ = {};                // by number: the member if it is one, else -1
  std::int64_t greatest_norm_ = 0;
  std::int64_t least_step_ = 0;          // of the varying coordinates
  std::vector<std::int32_t> part_ = {};  // workspace
  int found_ = -1;                       // workspace
  // Answers of scans.
  LoopedVectors queries_;
  std::vector<Best> bests_ = {};
  std::deque<std::vector<int>> unions_ = {};
  LoopedVectors keys_;
  std::vector<std::vector<int>> reached_ = {};
  std::int64_t scans_ = 0;
};

}  // namespace attest::engine

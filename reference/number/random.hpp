// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random numbers that are a function of (seed, stream, index): the same on every machine, thread
/// and shard.
#pragma once

#include <array>
#include <cstdint>

namespace attest {

/// Names a family of random cases: the seed the user gave and what it is used for.
struct RandomKey {
  std::uint64_t seed = 0;    ///< given on the command line
  std::uint64_t stream = 0;  ///< separates independent uses of one seed
};

/// One block of Philox4x64-10, the counter-based generator of Salmon, Moraes, Dror and Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3", SC 2011. A bijection of the counter for every
/// key.
[[nodiscard]] std::array<std::uint64_t, 4> philox4x64(std::array<std::uint64_t, 4> counter,
                                                      std::array<std::uint64_t, 2> key) noexcept;

/// The random numbers of one case: Philox blocks with key (seed, stream) and counters (0, 1, 2,
/// ...; index).
class Random {
 public:
  /// The generator of case `index` of stream `stream`.
  Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) noexcept
      : Random(RandomKey{.seed = seed, .stream = stream}, index) {}
  /// The generator of case `index` of `key`.
  Random(RandomKey key, std::uint64_t index) noexcept : key_(key), index_(index) {}

  /// The next 64 uniform bits.
  [[nodiscard]] std::uint64_t next() noexcept;
  /// Uniform in {0, ..., bound - 1}, without bias. \pre bound >= 1
  [[nodiscard]] std::int64_t below(std::int64_t bound);
  /// Uniform in {low, ..., high}, both ends included, without bias. \pre low <= high
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);

 private:
  std::uint64_t uniform(std::uint64_t bound) noexcept;

  RandomKey key_;
  std::uint64_t index_;
  std::uint64_t block_ = 0;                  // counter of the next block
  std::array<std::uint64_t, 4> words_ = {};  // the current block
  std::uint32_t used_ = 4;                   // words of the current block already handed out
};

}  // namespace attest

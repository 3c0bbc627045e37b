// SPDX-License-Identifier: Apache-2.0
/// \file
/// The index of a looped model's keys against a scan of all of them.
#include "reference/engine/looped_index.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

using Vector = std::vector<std::int32_t>;

/// Entries base + step * {0, 1}; the last one the same for all.
Vector drawn(Random& random, int size, int base, int step) {
  Vector result;
  for (int i = 0; i + 1 < size; ++i) {
    result.push_back(base + step * static_cast<std::int32_t>(random.below(2)));
  }
  result.push_back(base);
  return result;
}

struct Scan {
  std::int64_t score = 0;
  std::vector<int> members = {};
};

Scan scan(const std::vector<Vector>& vectors, const Vector& query) {
  Scan result;
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    const std::int64_t score = looped_dot(query, vectors[i]);
    if (i > 0 && score < result.score) continue;
    if (i > 0 && score > result.score) result.members.clear();
    result.score = score;
    result.members.push_back(static_cast<int>(i));
  }
  return result;
}

LoopedIndex index_of(const std::vector<Vector>& vectors) {
  LoopedIndex index(static_cast<int>(vectors[0].size()));
  for (std::size_t i = 0; i < vectors.size(); ++i) index.add(static_cast<int>(i), vectors[i]);
  index.finish();
  return index;
}

}  // namespace

TEST_CASE("best finds the vectors of greatest product for 40 random sets and 50 queries each") {
  std::int64_t scans = 0;
  for (std::uint64_t set = 0; set < 40; ++set) {
    Random random(1, 1, set);
    const int base = static_cast<int>(random.between(-2, 1));
    const int step = 1 + static_cast<int>(random.below(3));
    std::vector<Vector> vectors;
    for (int i = 0; i < 30; ++i) vectors.push_back(drawn(random, 6, base, step));
    LoopedIndex index = index_of(vectors);
    for (int i = 0; i < 50; ++i) {
      const Vector query = drawn(random, 6, i % 5 == 0 ? 0 : base, i % 7 == 0 ? 0 : step);
      const Scan expected = scan(vectors, query);
      const LoopedIndex::Best best = index.best(query);
      REQUIRE(best.score == expected.score);
      REQUIRE(*best.members == expected.members);
    }
    scans += index.scans();
  }
  CHECK(scans > 0);
}

TEST_CASE("reaching finds all vectors above their thresholds for 40 random sets and 50 keys each") {
  std::int64_t scans = 0;
  for (std::uint64_t set = 0; set < 40; ++set) {
    Random random(2, 1, set);
    const int step = 1 + static_cast<int>(random.below(3));
    std::vector<Vector> vectors;
    for (int i = 0; i < 30; ++i) vectors.push_back(drawn(random, 6, -1, step));
    LoopedIndex index = index_of(vectors);
    std::vector<std::int64_t> thresholds;
    const std::int64_t high = random.between(-2, 6);
    for (int number = 0; number < index.vectors().count(); ++number) {
      thresholds.push_back(high + random.below(2));
    }
    for (int i = 0; i < 50; ++i) {
      const Vector key = drawn(random, 6, i % 9 == 0 ? 0 : -1, step);
      const std::span<const int> found = index.reaching(key, thresholds, high);
      for (int number = 0; number < index.vectors().count(); ++number) {
        if (looped_dot(key, index.vectors().at(number)) <
            thresholds[static_cast<std::size_t>(number)]) {
          continue;
        }
        REQUIRE(std::ranges::find(found, number) != found.end());
      }
    }
    scans += index.scans();
  }
  CHECK(scans > 0);
}

TEST_CASE("addresses of 6 signed digits need no scan in either direction") {
  std::vector<Vector> vectors;
  for (int i = 0; i < 64; ++i) {
    Vector code;
    for (int bit = 0; bit < 6; ++bit) code.push_back((i >> bit & 1) == 1 ? 1 : -1);
    code.push_back(0);
    vectors.push_back(code);
  }
  LoopedIndex index = index_of(vectors);
  const std::vector<std::int64_t> thresholds(64, 6);
  for (int i = 0; i < 64; ++i) {
    Vector asked = vectors[static_cast<std::size_t>(i)];
    asked.back() = 1;
    CHECK(*index.best(asked).members == std::vector<int>{i});
    const std::span<const int> found = index.reaching(asked, thresholds, 6);
    CHECK(std::vector<int>(found.begin(), found.end()) == std::vector<int>{i});
  }
  CHECK(index.scans() == 0);
}

}  // namespace attest::engine

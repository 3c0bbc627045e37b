// SPDX-License-Identifier: Apache-2.0
/// \file
/// Gram matrices of sign keys, solved without fractions; the same solution as circuit steps.
#include "reference/gadget/sign_keys.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::gadget {
namespace {

using model::CircuitBuilder;
using model::Wire;

constexpr int most_members = 4;
constexpr int most_coordinates = 256;  // 256^4 = 2^32: products of two minors fit 64 bits with room

/// One step of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t next_word(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t word = state;
  word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
  word = (word ^ word >> 27) * 0x94d049bb133111eb;
  return word ^ word >> 31;
}

using Row = std::vector<std::int64_t>;

/// a = numerators / determinant.
struct Solution {
  Row numerators;
  std::int64_t determinant = 0;  ///< > 0; 0 where the matrix is singular
};

/// Inner products of all keys [n x n].
std::vector<Row> gram_of(const SignKeys& keys) {
  std::vector<Row> gram(keys.size(), Row(keys.size()));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      std::int64_t sum = 0;
      for (std::size_t c = 0; c < keys[i].size(); ++c) sum += keys[i][c] * keys[j][c];
      gram[i][j] = gram[j][i] = sum;
    }
  }
  return gram;
}

/// Solves G a = (1, .., 1) by Bareiss. A Gram matrix is positive semidefinite: a leading minor that
/// is 0 makes it singular.
Solution solve(const std::vector<Row>& gram, const std::vector<int>& set) {
  const std::size_t q = set.size();
  std::vector<Row> rows(q, Row(q + 1, 1));
  for (std::size_t i = 0; i < q; ++i) {
    for (std::size_t j = 0; j < q; ++j) {
      rows[i][j] = gram[static_cast<std::size_t>(set[i])][static_cast<std::size_t>(set[j])];
    }
  }
  std::int64_t previous = 1;
  for (std::size_t k = 0; k < q; ++k) {
    if (rows[k][k] == 0) return {};
    for (std::size_t i = k + 1; i < q; ++i) {
      for (std::size_t j = k + 1; j <= q; ++j) {
        rows[i][j] = (rows[k][k] * rows[i][j] - rows[i][k] * rows[k][j]) / previous;
      }
    }
    previous = rows[k][k];
  }
  Solution solution{.numerators = Row(q), .determinant = previous};
  for (std::size_t i = q; i-- > 0;) {
    std::int64_t sum = rows[i][q] * previous;
    for (std::size_t j = i + 1; j < q; ++j) sum -= rows[i][j] * solution.numerators[j];
    solution.numerators[i] = sum / rows[i][i];
  }
  return solution;
}

/// The next q-subset of {0, .., n-1} in lexicographic order; false after the last.
bool advance(std::vector<int>& set, int n) {
  const auto q = static_cast<int>(set.size());
  for (int l = q; l-- > 0;) {
    if (set[static_cast<std::size_t>(l)] == n - q + l) continue;
    int value = ++set[static_cast<std::size_t>(l)];
    for (int k = l + 1; k < q; ++k) set[static_cast<std::size_t>(k)] = ++value;
    return true;
  }
  return false;
}

std::vector<int> first_set(const SignKeys& keys, int q) {
  const auto n = static_cast<int>(keys.size());
  ATTEST_REQUIRE(1 <= q && q <= most_members && q <= n, "q = " + std::to_string(q));
  ATTEST_REQUIRE(std::ssize(keys[0]) <= most_coordinates, std::to_string(keys[0].size()));
  std::vector<int> set;
  for (int l = 0; l < q; ++l) set.push_back(l);
  return set;
}

bool is_accepted(const std::vector<Row>& gram, const std::vector<int>& set, std::int64_t m,
                 const Acceptance& acceptance) {
  Solution a{.numerators = Row(set.size(), 1), .determinant = m};
  if (acceptance.is_corrected) a = solve(gram, set);
  if (a.determinant <= 0) return false;
  for (std::size_t j = 0; j < gram.size(); ++j) {
    std::int64_t score = 0;
    for (std::size_t l = 0; l < set.size(); ++l) {
      score += a.numerators[l] * gram[static_cast<std::size_t>(set[l])][j];
    }
    if (std::binary_search(set.begin(), set.end(), static_cast<int>(j))) {
      if (score != a.determinant) return false;
      continue;
    }
    const std::int64_t bound = acceptance.numerator * a.determinant;
    if (score * acceptance.denominator > bound) return false;
    if (acceptance.is_two_sided && -score * acceptance.denominator > bound) return false;
  }
  return true;
}

std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// The bound of one set; nothing where it says nothing.
std::optional<Rational> bound_of(const SignKeys& keys, const std::vector<Row>& gram,
                                 const std::vector<int>& set, const Rounding& rounding) {
  const Solution a = solve(gram, set);
  if (a.determinant <= 0) return std::nullopt;
  const std::int64_t unit = std::int64_t{1} << rounding.bits;
  Row query;  // times 2^bits
  for (std::size_t c = 0; c < keys[0].size(); ++c) {
    std::int64_t sum = 0;
    for (std::size_t l = 0; l < set.size(); ++l) {
      sum += a.numerators[l] * keys[static_cast<std::size_t>(set[l])][c];
    }
    query.push_back(floor_quotient(2 * unit * sum + a.determinant, 2 * a.determinant));
  }
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::optional<std::int64_t> off;
  for (std::size_t j = 0; j < keys.size(); ++j) {
    std::int64_t score = 0;
    for (std::size_t c = 0; c < query.size(); ++c) score += query[c] * keys[j][c];
    if (std::binary_search(set.begin(), set.end(), static_cast<int>(j))) {
      low = std::min(low.value_or(score), score);
      high = std::max(high.value_or(score), score);
    } else {
      off = std::max(off.value_or(score), score);
    }
  }
  const Rational spread(Integer(rounding.alpha * (*high - *low)), unit);
  if (spread > 1) return std::nullopt;
  if (!off) return spread;
  const std::int64_t gap = floor_quotient(rounding.alpha * (*low - *off), unit);
  if (gap < 0) return std::nullopt;
  const auto q = std::ssize(set);
  return spread + Rational(Integer(2 * (std::ssize(keys) - q)), Integer(q)) /
                      Rational(power_of_two(static_cast<unsigned>(gap)));
}

}  // namespace

SignKeys sign_keys(int n, int m, std::uint64_t seed) {
  ATTEST_REQUIRE(n >= 1 && m >= 1, "n = " + std::to_string(n));
  std::uint64_t state = seed;
  SignKeys keys(static_cast<std::size_t>(n), std::vector<int>(static_cast<std::size_t>(m)));
  for (std::vector<int>& key : keys) {
    for (int& entry : key) entry = next_word(state) >> 63 != 0 ? 1 : -1;
  }
  return keys;
}

const std::vector<SignRecord>& one_sided_records() {
  static const std::vector<SignRecord> records{
      {8, 1, 4, 3},    {16, 1, 6, 4},   {32, 1, 10, 1},  {64, 1, 10, 3},  {128, 1, 12, 4},
      {256, 1, 15, 1}, {512, 1, 16, 4}, {8, 2, 14, 2},   {12, 2, 19, 6},  {16, 2, 21, 4},
      {32, 2, 28, 1},  {64, 2, 44, 3},  {128, 2, 53, 6}, {256, 2, 60, 5}, {512, 2, 72, 2},
      {8, 3, 17, 1},   {12, 3, 29, 4},  {16, 3, 38, 5},  {32, 3, 57, 1},  {64, 3, 78, 3},
      {128, 3, 98, 8}, {40, 4, 98, 4}};
  return records;
}

const std::vector<SignRecord>& two_sided_records() {
  static const std::vector<SignRecord> records{{16, 1, 16, 6},  {32, 1, 26, 5},   {64, 1, 39, 8},
                                               {128, 1, 48, 7}, {256, 1, 56, 7},  {512, 1, 64, 4},
                                               {8, 2, 26, 5},   {16, 2, 54, 4},   {32, 2, 90, 8},
                                               {64, 2, 129, 5}, {128, 2, 157, 8}, {256, 2, 195, 2}};
  return records;
}

std::int64_t SignRounding::query_bits() const {
  return record.m * (rounding.bits + (Integer(rounding.alpha) - 1).bit_length() + 1);
}

const std::vector<SignRounding>& sign_roundings() {
  static const std::vector<SignRounding> roundings{{{64, 1, 10, 3}, {.bits = 3, .alpha = 64}, 4},
                                                   {{8, 2, 14, 2}, {.bits = 3, .alpha = 32}, 4},
                                                   {{16, 2, 21, 4}, {.bits = 4, .alpha = 32}, 4},
                                                   {{32, 2, 28, 1}, {.bits = 4, .alpha = 64}, 4},
                                                   {{64, 2, 44, 3}, {.bits = 5, .alpha = 64}, 4},
                                                   {{128, 2, 53, 6}, {.bits = 5, .alpha = 128}, 4},
                                                   {{256, 2, 60, 5}, {.bits = 5, .alpha = 128}, 4},
                                                   {{8, 3, 17, 1}, {.bits = 12, .alpha = 32}, 8}};
  return roundings;
}

const SignRounding* rounding_of(int n, int q) {
  for (const SignRounding& rounding : sign_roundings()) {
    if (rounding.record.n == n && rounding.record.q == q) return &rounding;
  }
  return nullptr;
}

const SignRecord* record_of(const std::vector<SignRecord>& records, int n, int q) {
  for (const SignRecord& record : records) {
    if (record.n == n && record.q == q) return &record;
  }
  return nullptr;
}

std::int64_t rejected_sets(const SignKeys& keys, int q, const Acceptance& acceptance, bool stops) {
  std::vector<int> set = first_set(keys, q);
  const std::vector<Row> gram = gram_of(keys);
  std::int64_t rejected = 0;
  do {
    if (is_accepted(gram, set, std::ssize(keys[0]), acceptance)) continue;
    ++rejected;
    if (stops) break;
  } while (advance(set, static_cast<int>(keys.size())));
  return rejected;
}

Rational certified_error(const SignKeys& keys, int q, const Rounding& rounding) {
  ATTEST_REQUIRE(0 <= rounding.bits && rounding.bits <= 16 && rounding.alpha >= 1, "rounding");
  std::vector<int> set = first_set(keys, q);
  const std::vector<Row> gram = gram_of(keys);
  Rational largest = 0;
  do {
    const std::optional<Rational> bound = bound_of(keys, gram, set, rounding);
    if (!bound) return 2;
    largest = std::max(largest, *bound);
  } while (advance(set, static_cast<int>(keys.size())));
  return std::min(largest, Rational(2));
}

std::vector<Wire> key_of(CircuitBuilder& circuit, const SignKeys& keys, Wire index) {
  std::vector<Wire> key;
  for (std::size_t c = 0; c < keys.at(0).size(); ++c) {
    std::vector<model::Weight> entries;
    for (const std::vector<int>& row : keys) entries.push_back({.value = row[c]});
    key.push_back(circuit.table(index, std::move(entries)));
  }
  return key;
}

std::vector<Wire> certificate(CircuitBuilder& circuit, const SignKeys& keys,
                              const std::vector<Wire>& positions) {
  const std::size_t q = positions.size();
  ATTEST_REQUIRE(q >= 1, "no positions");
  std::vector<std::vector<Wire>> members;
  for (const Wire position : positions) members.push_back(key_of(circuit, keys, position));
  std::vector<std::vector<Wire>> rows;  // of G, then the right side
  for (std::size_t i = 0; i < q; ++i) {
    std::vector<Wire>& row = rows.emplace_back();
    for (std::size_t j = 0; j < q; ++j) {
      Wire sum = members[i][0] * members[j][0];
      for (std::size_t c = 1; c < members[i].size(); ++c) {
        sum = sum + members[i][c] * members[j][c];
      }
      row.push_back(sum);
    }
    row.push_back(circuit.constant(1));
  }
  for (std::size_t k = 0; k < q; ++k) {
    for (std::size_t i = k + 1; i < q; ++i) {
      const Wire factor = rows[i][k] / rows[k][k];
      for (std::size_t j = k + 1; j <= q; ++j) rows[i][j] = rows[i][j] - factor * rows[k][j];
    }
  }
  std::vector<Wire> a(q, rows[0][q]);
  for (std::size_t i = q; i-- > 0;) {
    Wire sum = rows[i][q];
    for (std::size_t j = i + 1; j < q; ++j) sum = sum - rows[i][j] * a[j];
    a[i] = sum / rows[i][i];
  }
  std::vector<Wire> w;
  for (std::size_t c = 0; c < members[0].size(); ++c) {
    Wire sum = a[0] * members[0][c];
    for (std::size_t l = 1; l < q; ++l) sum = sum + a[l] * members[l][c];
    w.push_back(sum);
  }
  return w;
}

}  // namespace attest::gadget

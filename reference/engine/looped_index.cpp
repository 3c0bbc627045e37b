// SPDX-License-Identifier: Apache-2.0
/// \file
/// Why the hash finds all: Cauchy-Schwarz for the greatest product, the distance of points of a
/// lattice for products above a threshold.
#include "reference/engine/looped_index.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

constexpr int most_scans_kept = 1 << 14;
constexpr std::size_t most_digits = 16;  // of an address
constexpr std::size_t index_lanes = 4;

// SplitMix64: a fixed sequence of well-mixed odd factors.
std::uint64_t factor_of(std::uint64_t i) {
  std::uint64_t z = (i + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return (z ^ (z >> 31U)) | 1U;
}

}  // namespace

std::int64_t looped_dot(LoopedVector a, LoopedVector b) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<std::int64_t>(a[i]) * b[i];
  return sum;
}

LoopedVectors::LoopedVectors(int size) : size_(static_cast<std::size_t>(size)) {
  for (std::size_t i = 0; i < size_; ++i) factors_.push_back(factor_of(i));
}

std::size_t LoopedVectors::hash(LoopedVector vector) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    sum += static_cast<std::uint64_t>(static_cast<std::int64_t>(vector[i])) * factors_[i];
  }
  return static_cast<std::size_t>(sum >> 32U);
}

int LoopedVectors::find(LoopedVector vector) const {
  if (slots_.empty()) return -1;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash(vector) & mask;; slot = (slot + 1) & mask) {
    const int number = slots_[slot];
    if (number < 0 || std::equal(vector.begin(), vector.end(), at(number).begin())) return number;
  }
}

int LoopedVectors::insert(LoopedVector vector) {
  const int found = find(vector);
  if (found >= 0) return found;
  entries_.insert(entries_.end(), vector.begin(), vector.end());
  ++count_;
  grow();
  return count_ - 1;
}

void LoopedVectors::grow() {
  const auto put = [this](int number) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash(at(number)) & mask;
    while (slots_[slot] >= 0) slot = (slot + 1) & mask;
    slots_[slot] = number;
  };
  if (2 * static_cast<std::size_t>(count_) <= slots_.size()) return put(count_ - 1);
  slots_.assign(std::max<std::size_t>(16, 2 * slots_.size()), -1);
  for (int number = 0; number < count_; ++number) put(number);
}

LoopedIndex::LoopedIndex(int size) : vectors_(size), parts_(0), queries_(size), keys_(size) {}

void LoopedIndex::add(int member, LoopedVector vector) {
  const auto number = static_cast<std::size_t>(vectors_.insert(vector));
  if (number == members_.size()) members_.emplace_back();
  members_[number].push_back(member);
  everyone_.push_back(member);
}

void LoopedIndex::finish() {
  if (everyone_.empty()) return;
  const LoopedVector first = vectors_.at(0);
  steps_.assign(first.size(), 0);
  for (int number = 1; number < vectors_.count(); ++number) {
    const LoopedVector vector = vectors_.at(number);
    for (std::size_t i = 0; i < first.size(); ++i) {
      const std::int64_t difference = static_cast<std::int64_t>(vector[i]) - first[i];
      steps_[i] = std::gcd(steps_[i], difference);
    }
  }
  least_step_ = std::numeric_limits<std::int32_t>::max();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i] == 0) continue;
    varying_.push_back(static_cast<int>(i));
    least_step_ = std::min(least_step_, steps_[i]);
  }
  part_.resize(varying_.size());
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i] == 0) shared_.push_back(static_cast<int>(i));
  }
  parts_ = LoopedVectors(static_cast<int>(varying_.size()));
  for (int number = 0; number < vectors_.count(); ++number) {
    const LoopedVector vector = vectors_.at(number);
    (void)split(vector);
    const int added = parts_.insert(part_);  // distinct: they agree on the other coordinates
    ATTEST_REQUIRE(added == number, "two vectors with one part");
    greatest_norm_ = std::max(greatest_norm_, looped_dot(part_, part_));
    only_.push_back(members(number).size() == 1 ? members(number)[0] : -1);
  }
  build_direct();
}

void LoopedIndex::build_direct() {
  std::vector<int> longest;
  for (int number = 0; number < parts_.count(); ++number) {
    if (looped_dot(parts_.at(number), parts_.at(number)) == greatest_norm_) {
      longest.push_back(number);
    }
  }
  low_.assign(steps_.size(), 0);
  high_.assign(steps_.size(), 0);
  bits_.assign(steps_.size(), 0);
  is_shared_.assign(steps_.size(), 0);
  for (const int at : shared_) is_shared_[static_cast<std::size_t>(at)] = -1;
  std::size_t digits = 0;
  // The last coordinate is the last digit: neighbours of a code that begins with its most
  // significant digit stand together.
  for (std::size_t i = varying_.size(); i-- > 0;) {
    const auto digit = [&](int number) { return parts_.at(number)[i]; };
    const auto at = static_cast<std::size_t>(varying_[i]);
    low_[at] = digit(std::ranges::min(longest, {}, digit));
    high_[at] = digit(std::ranges::max(longest, {}, digit));
    if (low_[at] == high_[at]) continue;  // the same in all of them: no digit
    if (digits == most_digits) return;
    bits_[at] = 1 << digits;
    ++digits;
  }
  std::vector<int> direct(std::size_t{1} << digits, -1);
  for (const int number : longest) {
    std::int32_t address = 0;
    for (std::size_t i = 0; i < varying_.size(); ++i) {
      const std::int32_t digit = parts_.at(number)[i];
      const auto at = static_cast<std::size_t>(varying_[i]);
      if (digit != low_[at] && digit != high_[at]) return;
      if (digit == high_[at]) address |= bits_[at];
    }
    direct[static_cast<std::size_t>(address)] = number;
  }
  direct_ = std::move(direct);
}

// All digits of the address at once; coordinates that all vectors share may have any value.
int LoopedIndex::find_direct(LoopedVector vector) const {
  using Lanes [[gnu::vector_size(index_lanes * sizeof(std::int32_t))]] = std::int32_t;
  const auto load = [](const std::int32_t* from) {
    Lanes result;
    std::memcpy(&result, from, sizeof result);
    return result;
  };
  Lanes addresses = {};
  Lanes wrong = {};
  std::size_t i = 0;
  for (; i + index_lanes <= vector.size(); i += index_lanes) {
    const Lanes digits = load(vector.data() + i);
    const Lanes is_high = digits == load(high_.data() + i);
    wrong |= ~(is_high | (digits == load(low_.data() + i)) | load(is_shared_.data() + i));
    addresses |= is_high & load(bits_.data() + i);
  }
  std::int32_t address = 0;
  std::int32_t fault = 0;
  for (std::size_t lane = 0; lane < index_lanes; ++lane) {
    address |= addresses[lane];
    fault |= wrong[lane];
  }
  for (; i < vector.size(); ++i) {
    const bool is_high = vector[i] == high_[i];
    if (!is_high && vector[i] != low_[i] && is_shared_[i] == 0) return -1;
    if (is_high) address |= bits_[i];
  }
  return fault != 0 ? -1 : direct_[static_cast<std::size_t>(address)];
}

std::int64_t LoopedIndex::shared_score(LoopedVector vector) const {
  const LoopedVector first = vectors_.at(0);
  std::int64_t score = 0;
  for (const int at : shared_) {
    const auto i = static_cast<std::size_t>(at);
    score += static_cast<std::int64_t>(vector[i]) * first[i];
  }
  return score;
}

std::int64_t LoopedIndex::split(LoopedVector vector) {
  for (std::size_t i = 0; i < varying_.size(); ++i) {
    part_[i] = vector[static_cast<std::size_t>(varying_[i])];
  }
  return shared_score(vector);
}

LoopedIndex::Best LoopedIndex::best(LoopedVector query) {
  if (!direct_.empty()) {
    const int number = find_direct(query);
    if (number >= 0) return best_at(number, shared_score(query) + greatest_norm_);
  }
  const std::int64_t shared = split(query);
  const std::int64_t norm = looped_dot(part_, part_);
  if (norm == 0) {
    return {
        .score = shared, .only = everyone_.size() == 1 ? everyone_[0] : -1, .members = &everyone_};
  }
  // |<q, v>| <= |q| |v| <= |q|^2, and <q, v> = |q|^2 for |v| <= |q| only if v = q.
  if (norm == greatest_norm_) {
    const int number = parts_.find(part_);
    if (number >= 0) return best_at(number, shared + norm);
  }
  return scan_best(query);
}

LoopedIndex::Best LoopedIndex::scan_best(LoopedVector query) {
  const int known = queries_.find(query);
  if (known >= 0) return bests_[static_cast<std::size_t>(known)];
  if (queries_.count() == most_scans_kept) {
    queries_ = LoopedVectors(static_cast<int>(query.size()));
    bests_.clear();
    unions_.clear();
  }
  ++scans_;
  Best best{.score = std::numeric_limits<std::int64_t>::min()};
  std::vector<int>& members = unions_.emplace_back();
  for (int number = 0; number < vectors_.count(); ++number) {
    const std::int64_t score = looped_dot(query, vectors_.at(number));
    if (score < best.score) continue;
    if (score > best.score) members.clear();
    best.score = score;
    const std::vector<int>& more = this->members(number);
    members.insert(members.end(), more.begin(), more.end());
  }
  std::ranges::sort(members);
  best.members = &members;
  if (members.size() == 1) best.only = members[0];
  queries_.insert(query);
  bests_.push_back(best);
  return best;
}

// Whether `part_` differs from every part by multiples of the steps.
bool LoopedIndex::is_on_lattice() const {
  const LoopedVector first = parts_.at(0);
  for (std::size_t i = 0; i < varying_.size(); ++i) {
    const std::int64_t difference = static_cast<std::int64_t>(part_[i]) - first[i];
    if (difference % steps_[static_cast<std::size_t>(varying_[i])] != 0) return false;
  }
  return true;
}

std::span<const int> LoopedIndex::reaching(LoopedVector key,
                                           const std::vector<std::int64_t>& thresholds,
                                           std::int64_t least_threshold) {
  if (everyone_.empty()) return {};
  // |p - k|^2 = |p|^2 + |k|^2 - 2 <p, k>, so a vector that reaches its threshold is this near.
  const std::int64_t shared = split(key);
  const std::int64_t norm = looped_dot(part_, part_);
  const std::int64_t near = greatest_norm_ + norm - 2 * (least_threshold - shared);
  if (near < 0) return {};
  // Points of the lattice that are not the same differ by a step at least.
  if (!varying_.empty() && near < least_step_ * least_step_) {
    found_ = direct_.empty() ? -1 : find_direct(key);
    if (found_ < 0) found_ = parts_.find(part_);
    if (found_ >= 0) return {&found_, 1};
    if (is_on_lattice()) return {};
  }
  const int known = keys_.find(key);
  if (known >= 0) return reached_[static_cast<std::size_t>(known)];
  if (keys_.count() == most_scans_kept) {
    keys_ = LoopedVectors(static_cast<int>(key.size()));
    reached_.clear();
  }
  ++scans_;
  std::vector<int> reached;
  for (int number = 0; number < vectors_.count(); ++number) {
    const std::int64_t threshold = thresholds[static_cast<std::size_t>(number)];
    if (looped_dot(key, vectors_.at(number)) >= threshold) reached.push_back(number);
  }
  keys_.insert(key);
  reached_.push_back(std::move(reached));
  return reached_.back();
}

}  // namespace attest::engine

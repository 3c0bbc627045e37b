// SPDX-License-Identifier: Apache-2.0
/// \file
/// Split tables at three widths, the narrowest first.
#include "reference/engine/split.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "reference/engine/split_fixed.hpp"
#include "reference/engine/split_kernel.hpp"
#include "reference/engine/split_tables.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::engine {
namespace {

/// Blocks of a group.
constexpr std::int64_t group_blocks = std::int64_t{1} << middle_bits;
/// As few blocks as this are not halved for 16-bit numbers.
constexpr std::int64_t least_narrow_blocks = 4;

/// The truth as a sum over the free tokens.
struct TruthSum {
  std::int64_t constant = 0;
  std::vector<std::int64_t> gain = {};
};

TruthSum truth_of(const ReadoutSum& sum, const LinearThreshold& truth) {
  TruthSum result{.constant = -truth.threshold};
  for (const int token : sum.tokens)
    result.gain.push_back(truth.weight[static_cast<std::size_t>(token)]);
  for (const auto& [token, value] : sum.fixed) {
    if (value != 0) result.constant += truth.weight[static_cast<std::size_t>(token)];
  }
  return result;
}

/// No partial sum of the truth is larger than this.
Integer largest(const LinearThreshold& truth) {
  Integer total = Integer(truth.threshold).abs();
  for (const std::int64_t weight : truth.weight) total += Integer(weight).abs();
  return total;
}

std::vector<std::array<std::int64_t, 2>> pairs_of(const std::vector<std::int64_t>& gains) {
  std::vector<std::array<std::int64_t, 2>> result;
  for (const std::int64_t gain : gains) result.push_back({0, gain});
  return result;
}

/// The tables at one width.
template <typename Element>
struct Level {
  Split<Element> value;
  Split<Element> truth;
  std::int64_t need;   // proved right from here on
  std::int64_t error;  // [units]
  Rational unit;
  const SplitKernel<Element>* kernel = &split_kernels<Element>().front();

  /// The level, if both sums fit its numbers. `is_strict` moves an exact sum by one unit, so that
  /// 0 is not on the side; in a rounded one a proved sum is never 0.
  static std::optional<Level> make(const ReadoutSum& sum, const LinearThreshold& truth) {
    constexpr int bits = 8 * static_cast<int>(sizeof(Element));
    if (largest(truth) >= power_of_two(bits - 2)) return std::nullopt;
    const std::optional<FixedSum> fixed = fixed_sum(sum, bits);
    if (!fixed) return std::nullopt;
    const bool is_moved = fixed->is_exact && sum.is_strict;
    const TruthSum expected = truth_of(sum, truth);
    return Level{.value = {fixed->constant - (is_moved ? 1 : 0), fixed->gain},
                 .truth = {expected.constant, pairs_of(expected.gain)},
                 .need = fixed->is_exact ? 0 : fixed->error + 1,
                 .error = fixed->error,
                 .unit = fixed->unit};
  }

  /// The least proof of some blocks of a group: at least `need` where the tables prove every word
  /// right.
  [[nodiscard]] std::int64_t worst(std::int64_t group, std::int64_t begin, std::int64_t end) const {
    return kernel->worst({.value = value.low.data(),
                          .truth = truth.low.data(),
                          .size = static_cast<std::int64_t>(value.low.size),
                          .value_blocks = value.middle.data(),
                          .truth_blocks = truth.middle.data()},
                         begin, end, value.of_group(group), truth.of_group(group));
  }

  /// The same of one word of a block.
  [[nodiscard]] std::int64_t worst_of(std::int64_t block, std::size_t low) const {
    const auto at = static_cast<std::size_t>(block & (group_blocks - 1));
    const std::int64_t group = block >> middle_bits;
    const std::int64_t v =
        std::int64_t{value.low.at(low)} + value.middle.at(at) + value.of_group(group);
    const std::int64_t t =
        std::int64_t{truth.low.at(low)} + truth.middle.at(at) + truth.of_group(group);
    return t >= 0 ? v : -v - 1;
  }

  /// No word whose proof is at least `least` has a smaller sum: v is at least `least` or at most
  /// -least - 1, the exact sum of a strict side is v + 1, any other is at most `error` off.
  [[nodiscard]] Rational margin(std::int64_t least) const {
    return Rational(std::max<std::int64_t>(least - error, 0)) * unit;
  }

  void use(const std::string& name) {
    for (const auto& candidate : split_kernels<Element>()) {
      if (candidate.name == name) kernel = &candidate;
    }
  }
};

void lower(std::optional<Rational>& margin, const Rational& other) {
  if (!margin || other < *margin) margin = other;
}

}  // namespace

bool is_true(const LinearThreshold& truth, std::uint64_t whole_word) {
  Integer total = 0;
  for (std::size_t j = 0; j < truth.weight.size(); ++j) {
    if (((whole_word >> (truth.weight.size() - 1 - j)) & 1U) != 0) total += truth.weight[j];
  }
  return total >= Integer(truth.threshold);
}

void SplitResult::add(const SplitResult& other) {
  words += other.words;
  exact_words += other.exact_words;
  narrow_blocks += other.narrow_blocks;
  wide_blocks += other.wide_blocks;
  widest_blocks += other.widest_blocks;
  if (other.least_failure && (!least_failure || *other.least_failure < *least_failure)) {
    least_failure = other.least_failure;
  }
  if (other.margin) lower(margin, *other.margin);
}

/// Least proofs of the blocks that a level decided.
struct Least {
  std::int64_t narrow = std::numeric_limits<std::int64_t>::max();
  std::int64_t wide = std::numeric_limits<std::int64_t>::max();
};

struct SplitCheck::Parts {
  ReadoutSum sum;
  LinearThreshold truth;
  std::optional<Level<std::int16_t>> narrow;
  std::optional<Level<std::int32_t>> wide;
  std::optional<Level<std::int64_t>> widest;

  [[nodiscard]] int low_bits() const {
    return std::min(split_low_bits, static_cast<int>(sum.tokens.size()));
  }

  /// Compares the words of blocks [begin, end) of a group: at the narrowest level that proves all
  /// of them, else in two halves, down to a block that is compared word by word.
  void compare(std::int64_t group, std::int64_t begin, std::int64_t end, bool tries_narrow,
               SplitResult& result, Least& least) const {
    const std::int64_t count = end - begin;
    if (narrow && tries_narrow) {
      const std::int64_t found = narrow->worst(group, begin, end);
      if (found >= narrow->need) {
        result.words += count << low_bits();
        result.narrow_blocks += count;
        least.narrow = std::min(least.narrow, found);
        return;
      }
    }
    const bool is_small = count <= least_narrow_blocks;
    if (wide && is_small) {
      const std::int64_t found = wide->worst(group, begin, end);
      if (found >= wide->need) {
        result.words += count << low_bits();
        result.wide_blocks += count;
        least.wide = std::min(least.wide, found);
        return;
      }
    }
    if (count == 1) {
      result.words += std::int64_t{1} << low_bits();
      compare_each((group << middle_bits) + begin, result);
      return;
    }
    const std::int64_t half = begin + count / 2;
    compare(group, begin, half, tries_narrow && !is_small, result, least);
    if (!result.least_failure) compare(group, half, end, tries_narrow && !is_small, result, least);
  }

  /// Compares the words of a block one by one.
  void compare_each(std::int64_t block, SplitResult& result) const {
    ++result.widest_blocks;
    for (std::size_t low = 0; low < std::size_t{1} << low_bits(); ++low) {
      if (widest) {
        const std::int64_t least = widest->worst_of(block, low);
        if (least >= widest->need) {
          lower(result.margin, widest->margin(least));
          continue;
        }
      }
      const std::uint64_t word = (static_cast<std::uint64_t>(block) << low_bits()) | low;
      ++result.exact_words;
      lower(result.margin, 0);
      if (is_on_side(sum, word) != is_true(truth, whole_word(sum, word))) {
        result.least_failure = word;
        return;
      }
    }
  }
};

SplitCheck::SplitCheck(const ReadoutSum& sum, const LinearThreshold& truth)
    : parts_(std::make_unique<Parts>(Parts{.sum = sum, .truth = truth})) {
  ATTEST_REQUIRE(truth.weight.size() == static_cast<std::size_t>(sum.inputs),
                 "weights of the truth");
  ATTEST_REQUIRE(sum.tokens.size() <= 62, "free tokens");
  if (largest(truth).bit_length() > 60) {
    throw InputError("split-truth", "the truth", largest(truth).to_string(), "less than 2^60");
  }
  parts_->narrow = Level<std::int16_t>::make(sum, truth);
  parts_->wide = Level<std::int32_t>::make(sum, truth);
  parts_->widest = Level<std::int64_t>::make(sum, truth);
}

SplitCheck::~SplitCheck() = default;
SplitCheck::SplitCheck(SplitCheck&&) noexcept = default;
SplitCheck& SplitCheck::operator=(SplitCheck&&) noexcept = default;

std::int64_t SplitCheck::blocks() const {
  return std::int64_t{1} << (static_cast<int>(parts_->sum.tokens.size()) - parts_->low_bits());
}

void SplitCheck::use(const std::string& kernel) {
  if (parts_->narrow) parts_->narrow->use(kernel);
  if (parts_->wide) parts_->wide->use(kernel);
  if (parts_->widest) parts_->widest->use(kernel);
}

SplitResult SplitCheck::compare(std::int64_t begin, std::int64_t end) const {
  SplitResult result;
  Least least;
  while (begin < end && !result.least_failure) {
    const std::int64_t group = begin >> middle_bits;
    const std::int64_t first = begin & (group_blocks - 1);
    const std::int64_t last = std::min(group_blocks, end - (group << middle_bits));
    parts_->compare(group, first, last, true, result, least);
    begin = (group << middle_bits) + last;
  }
  if (result.narrow_blocks > 0) lower(result.margin, parts_->narrow->margin(least.narrow));
  if (result.wide_blocks > 0) lower(result.margin, parts_->wide->margin(least.wide));
  return result;
}

}  // namespace attest::engine

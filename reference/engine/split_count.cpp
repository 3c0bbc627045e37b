// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two sorted halves and two pointers.
#include "reference/engine/split_count.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "reference/engine/split_fixed.hpp"

namespace attest::engine {
namespace {

/// The sum of some tokens.
struct Half {
  std::int64_t sum;
  std::uint32_t word;
};

bool is_less(const Half& a, const Half& b) { return a.sum < b.sum; }

/// All sums of some tokens in increasing order: each token merges the list with itself, moved.
std::vector<Half> sorted_sums(std::int64_t base,
                              std::span<const std::array<std::int64_t, 2>> gains) {
  std::vector<Half> sums{{.sum = base, .word = 0}};
  for (std::size_t i = 0; i < gains.size(); ++i) {
    std::vector<Half> zero = sums;
    for (Half& half : zero) half.sum += gains[i][0];
    for (Half& half : sums) {
      half.sum += gains[i][1];
      half.word |= std::uint32_t{1} << i;
    }
    std::vector<Half> merged(2 * sums.size());
    std::ranges::merge(zero, sums, merged.begin(), is_less);
    sums = std::move(merged);
  }
  return sums;
}

/// Both halves of a sum.
struct Halves {
  std::vector<Half> low;
  std::vector<Half> high;

  explicit Halves(const FixedSum& sum) {
    const std::span<const std::array<std::int64_t, 2>> gains(sum.gain);
    low = sorted_sums(sum.constant, gains.first(gains.size() / 2));
    high = sorted_sums(0, gains.subspan(gains.size() / 2));
  }

  /// Number of words with a sum of at least `bound`.
  [[nodiscard]] Integer at_least(std::int64_t bound) const {
    Integer total = 0;
    std::size_t first = high.size();  // high[first ..] reach the bound
    for (const Half& half : low) {
      while (first > 0 && half.sum + high[first - 1].sum >= bound) --first;
      total += Integer(high.size() - first);
    }
    return total;
  }

  /// The least |sum| of a word outside [from, to), an interval around 0 or at its side.
  [[nodiscard]] std::optional<std::int64_t> closest(std::int64_t from, std::int64_t to) const {
    std::optional<std::int64_t> least;
    const auto offer = [&](std::int64_t sum) {
      const std::int64_t size = sum < 0 ? -sum : sum;
      if (!least || size < *least) least = size;
    };
    std::size_t below = high.size();
    std::size_t above = high.size();
    for (const Half& half : low) {
      while (above > 0 && half.sum + high[above - 1].sum >= to) --above;
      while (below > 0 && half.sum + high[below - 1].sum >= from) --below;
      if (above < high.size()) offer(half.sum + high[above].sum);
      if (below > 0) offer(half.sum + high[below - 1].sum);
    }
    return least;
  }

  /// Calls `use` with each word whose sum is in [from, to).
  template <typename Use>
  void each_within(std::int64_t from, std::int64_t to, int shift, Use&& use) const {
    std::size_t first = high.size();
    for (const Half& half : low) {
      while (first > 0 && half.sum + high[first - 1].sum >= from) --first;
      for (std::size_t i = first; i < high.size() && half.sum + high[i].sum < to; ++i) {
        use(half.word | (std::uint64_t{high[i].word} << shift));
      }
    }
  }
};

}  // namespace

std::variant<SplitCount, std::string> count_words(const ReadoutSum& sum) {
  const auto tokens = static_cast<int>(sum.tokens.size());
  if (tokens > most_counted_tokens) return "more than 48 free tokens";
  const std::optional<FixedSum> fixed = fixed_sum(sum, 64);
  if (!fixed) return "the numbers do not fit 64 bits";
  const Halves halves(*fixed);
  SplitCount result{.words = power_of_two(static_cast<unsigned>(tokens))};
  // Sums in [from, to) are doubtful; those of at least `to` are on the side, others are not.
  const std::int64_t to = fixed->is_exact ? (sum.is_strict ? 1 : 0) : fixed->error + 1;
  const std::int64_t from = fixed->is_exact ? to : -fixed->error;
  result.on_side = halves.at_least(to);
  const Integer doubtful = halves.at_least(from) - result.on_side;
  if (doubtful > Integer(most_exact_words)) {
    return doubtful.to_string() + " words are too close to the threshold for the tables";
  }
  std::int64_t accepted = 0;
  if (!doubtful.is_zero()) {
    halves.each_within(from, to, tokens / 2, [&](std::uint64_t word) {
      ++result.exact_words;
      accepted += is_on_side(sum, word) ? 1 : 0;
    });
  } else if (const auto least = halves.closest(from, to)) {
    result.margin = Rational(std::max<std::int64_t>(*least - fixed->error, 0)) * fixed->unit;
  }
  result.on_side += accepted;
  return result;
}

}  // namespace attest::engine

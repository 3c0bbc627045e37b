// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of half words, and the word by word decision behind them.
#include "reference/engine/split_answer.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// Two tables of 2^20 numbers at most.
constexpr int most_tokens = 40;
constexpr int table_bits = 64;

/// Sums of base and gain[b][bit b of the index] for all indices.
std::vector<std::int64_t> table(std::int64_t base,
                                const std::vector<std::array<std::int64_t, 2>>& gain) {
  std::vector<std::int64_t> sums{base};
  for (const auto& pair : gain) {
    const std::size_t half = sums.size();
    for (std::size_t i = 0; i < half; ++i) sums.push_back(sums[i] + pair[1]);
    for (std::size_t i = 0; i < half; ++i) sums[i] += pair[0];
  }
  return sums;
}

}  // namespace

std::optional<SplitAnswers::Sum> SplitAnswers::tables_of(const ReadoutSum& sum) {
  const std::optional<FixedSum> fixed = fixed_sum(sum, table_bits);
  if (!fixed) return std::nullopt;
  Sum result{.exact = sum,
             .bits = {},
             .low_bits = sum.inputs / 2,
             .error = fixed->error,
             .is_table_exact = fixed->is_exact};
  std::vector<std::array<std::int64_t, 2>> gain(static_cast<std::size_t>(sum.inputs));
  for (std::size_t i = 0; i < sum.tokens.size(); ++i) {
    result.bits.push_back(sum.inputs - 1 - sum.tokens[i]);
    gain[static_cast<std::size_t>(result.bits.back())] = fixed->gain[i];
  }
  for (const auto& [token, value] : sum.fixed) {
    const std::uint64_t bit = std::uint64_t{1} << (sum.inputs - 1 - token);
    result.fixed_bits |= bit;
    if (value != 0) result.fixed_values |= bit;
  }
  const auto middle = gain.begin() + result.low_bits;
  result.low = table(fixed->constant, {gain.begin(), middle});
  result.high = table(0, {middle, gain.end()});
  return result;
}

std::variant<SplitAnswers, std::string> SplitAnswers::make(const model::Transformer& model, int n) {
  if (n > most_tokens) return "more than 40 tokens";
  SplitAnswers result;
  for (const Side side : {Side::accept, Side::reject}) {
    auto sums = readout_sums(model, n, side);
    if (const auto* why = std::get_if<std::string>(&sums)) return *why;
    for (const ReadoutSum& sum : std::get<std::vector<ReadoutSum>>(sums)) {
      std::optional<Sum> made = tables_of(sum);
      if (!made) return "a sum does not fit 64 bits";
      (side == Side::accept ? result.accept_ : result.reject_).push_back(*std::move(made));
    }
  }
  return result;
}

std::optional<bool> SplitAnswers::Sum::side(std::uint64_t word) const {
  const std::int64_t found = value(word);
  if (is_table_exact) return exact.is_strict ? found > 0 : found >= 0;
  if (found > error) return true;
  if (found < -error) return false;
  return std::nullopt;
}

const SplitAnswers::Sum& SplitAnswers::sum_for(const std::vector<Sum>& sums, std::uint64_t word) {
  const auto found = std::ranges::find_if(
      sums, [&](const Sum& sum) { return (word & sum.fixed_bits) == sum.fixed_values; });
  ATTEST_REQUIRE(found != sums.end(), "no sum has this word");
  return *found;
}

bool SplitAnswers::is_on(const Sum& sum, std::uint64_t word) {
  if (const std::optional<bool> side = sum.side(word)) return *side;
  std::uint64_t free = 0;
  for (std::size_t i = 0; i < sum.bits.size(); ++i) free |= ((word >> sum.bits[i]) & 1U) << i;
  return is_on_side(sum.exact, free);
}

Rational SplitAnswers::answer(std::uint64_t word) const {
  if (is_on(sum_for(accept_, word), word)) return 1;
  return is_on(sum_for(reject_, word), word) ? Rational(0) : Rational(1, 2);
}

bool SplitAnswers::is_exact_case(std::uint64_t word) const {
  return !sum_for(accept_, word).side(word) || !sum_for(reject_, word).side(word);
}

std::int64_t SplitAnswers::error() const {
  std::int64_t greatest = 0;
  for (const auto* sums : {&accept_, &reject_}) {
    for (const Sum& sum : *sums) greatest = std::max(greatest, sum.error);
  }
  return greatest;
}

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums of digests and tallies.
#include "reference/check/subject.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"
#include "reference/number/function.hpp"

namespace attest::check {
namespace {

Hash128 hash_of_block(std::int64_t block, std::int64_t count, std::uint64_t indices) {
  Hasher128 hasher;
  hasher.add(static_cast<std::uint64_t>(block));
  hasher.add(static_cast<std::uint64_t>(count));
  hasher.add(indices);
  return hasher.finish();
}

Hash128 hash_of_answer(std::int64_t index, const std::vector<std::uint64_t>& answer) {
  Hasher128 hasher;
  hasher.add(static_cast<std::uint64_t>(index));
  for (const std::uint64_t word : answer) hasher.add(word);
  return hasher.finish();
}

void keep_lesser(std::optional<Witness>& kept, const std::optional<Witness>& other) {
  if (other && (!kept || other->index < kept->index)) kept = other;
}

void keep_lesser(std::optional<Witness>& kept, std::int64_t index, const std::string& text) {
  if (!kept || index < kept->index) kept = Witness{.index = index, .text = text};
}

}  // namespace

void Digest::add(const Digest& other) {
  sum += other.sum;
  for (const auto& [block, answers] : other.yes) {
    if (answers.first == 0) continue;  // a block without a yes is the same as none
    auto& [count, indices] = yes[block];
    count += answers.first;
    indices ^= answers.second;
  }
}

void Digest::close(Range range) {
  constexpr std::int64_t block_size = std::int64_t{1} << block_bits;
  auto it = yes.lower_bound((range.begin + block_size - 1) >> block_bits);
  while (it != yes.end() && it->first < (range.end >> block_bits)) {
    const auto& [count, indices] = it->second;
    if (count != 0) sum += hash_of_block(it->first, count, indices);
    it = yes.erase(it);
  }
}

std::string Digest::text() const {
  Hash128 total = sum;
  for (const auto& [block, answers] : yes) {
    if (answers.first != 0) total += hash_of_block(block, answers.first, answers.second);
  }
  return total.to_hex();
}

void Tally::add(const Tally& other) {
  judged += other.judged;
  failed += other.failed;
  undecided += other.undecided;
  digest.add(other.digest);
  keep_lesser(least_failure, other.least_failure);
  keep_lesser(least_undecided, other.least_undecided);
  bits = std::max(bits, other.bits);
}

void Tally::add(std::int64_t index, const Outcome& outcome, bool is_yes_no) {
  ++judged;
  if (outcome.truth == Truth::unknown) {
    ++undecided;
    keep_lesser(least_undecided, index, outcome.text);
    return;
  }
  if (outcome.truth == Truth::fails) {
    ++failed;
    keep_lesser(least_failure, index, outcome.text);
  }
  bits = std::max(bits, outcome.bits);
  if (!is_yes_no) {
    digest.sum += hash_of_answer(index, outcome.answer);
    return;
  }
  if (outcome.truth == Truth::fails && outcome.answer.empty()) return;
  ATTEST_REQUIRE(outcome.answer.size() == 1 && outcome.answer[0] <= 1,
                 "case " + std::to_string(index) + ": a yes/no answer is one word, 0 or 1");
  if (outcome.answer[0] == 0) return;
  auto& [count, indices] = digest.yes[index >> block_bits];
  ++count;
  indices ^= static_cast<std::uint64_t>(index);
}

Promise at_most(std::string quantity, std::string formula, const Rational& value,
                const Rational& used) {
  return {.quantity = std::move(quantity),
          .formula = std::move(formula),
          .relation = "<=",
          .value = value.to_string(),
          .used = used.to_string(),
          .is_met = used <= value};
}

Tally tally_of(std::int64_t index, const Outcome& outcome, bool is_yes_no) {
  Tally tally;
  tally.add(index, outcome, is_yes_no);
  return tally;
}

Tally judge_each(Range range, bool stop_at_failure, bool is_yes_no,
                 const Function<std::optional<Outcome>(std::int64_t)>& judge) {
  Tally tally;
  for (std::int64_t index = range.begin; index < range.end; ++index) {
    const std::optional<Outcome> outcome = judge(index);
    if (!outcome) continue;
    tally.add(index, *outcome, is_yes_no);
    if (stop_at_failure && outcome->truth == Truth::fails) break;
  }
  return tally;
}

std::string_view name_of(Arithmetic arithmetic) {
  switch (arithmetic) {
    case Arithmetic::integer:
      return "integer";
    case Arithmetic::rational:
      return "rational";
    case Arithmetic::certified_ball:
      return "certified_ball";
    case Arithmetic::p_bit_float:
      return "p_bit_float";
  }
  ATTEST_REQUIRE(false, "an arithmetic outside the enumeration");
}

Function<Tally()> Subject::rehearsed() const {
  return [this] {
    constexpr std::int64_t block = std::int64_t{1} << block_bits;
    Tally total;
    for (std::int64_t begin = 0; begin < cases().size && total.failed == 0; begin += block) {
      total.add(judge({.begin = begin, .end = std::min(begin + block, cases().size)}, true));
    }
    return total;
  };
}

std::string text_of(const Params& params) {
  std::string text;
  for (const auto& [name, value] : params) {
    if (!text.empty()) text += ' ';
    text += name;
    text += '=';
    text += std::to_string(value);
  }
  return text;
}

}  // namespace attest::check

template class std::vector<attest::check::Params>;
template class std::vector<attest::check::Promise>;

// SPDX-License-Identifier: Apache-2.0
/// \file
/// One SUBLEQ instruction on raw tokens.
#include "reference/task/subleq.hpp"

#include <algorithm>

namespace attest::task {
namespace {

int column(const Rational& value) { return static_cast<int>(value.num().to_int64()); }

// y - x as a two's complement word of word_bits bits.
Rational wrapped_difference(const Rational& y, const Rational& x, int word_bits) {
  const Integer half = power_of_two(static_cast<unsigned>(word_bits - 1));
  return floor_mod(y.num() - x.num() + half, half + half) - half;
}

std::vector<Rational> entries(const Matrix& tokens) {
  std::vector<Rational> result;
  result.reserve(static_cast<std::size_t>(tokens.rows()) * static_cast<std::size_t>(tokens.cols()));
  for (int i = 0; i < tokens.rows(); ++i) {
    const auto row = tokens.row(i);
    result.insert(result.end(), row.begin(), row.end());
  }
  return result;
}

std::vector<Rational> next_prefetched(const Matrix& tokens, int word_bits) {
  using F = SubleqPrefetched;
  const int a = column(tokens(0, F::a));
  const int b = column(tokens(0, F::b));
  const Rational difference = wrapped_difference(tokens(b, F::word), tokens(a, F::word), word_bits);
  const int pc = difference.sign() <= 0 ? column(tokens(0, F::c)) : column(tokens(0, F::pc)) + 1;

  Matrix next = tokens;
  next(b, F::word) = difference;
  next(0, F::pc) = pc;
  for (const int field : {F::a, F::b, F::c}) next(0, field) = tokens(pc, field);
  return entries(next);
}

std::vector<Rational> next_executed(const Matrix& tokens, int word_bits) {
  using F = SubleqExecuted;
  const int pc = column(tokens(0, F::pc));
  Matrix next = tokens;
  for (const int field : {F::a, F::b, F::c}) next(0, field) = tokens(pc, field);
  const int b = column(next(0, F::b));
  const Rational difference =
      wrapped_difference(tokens(b, F::word), tokens(column(next(0, F::a)), F::word), word_bits);
  next(b, F::word) = difference;
  next(0, F::pc) = difference.sign() <= 0 ? column(next(0, F::c)) : pc + 1;
  return entries(next);
}

std::vector<Rational> next_pending(const Matrix& tokens, int memory, int word_bits) {
  using F = SubleqPending;
  Matrix next = tokens;
  const int target = column(tokens(0, F::target));
  for (int t = 1; t <= memory; ++t) {
    if (t == target) next(t, F::word) = tokens(0, F::word);
  }
  const int a = column(tokens(0, F::a));
  const int b = column(tokens(0, F::b));
  const Rational difference = wrapped_difference(next(b, F::word), next(a, F::word), word_bits);
  const int pc = column(tokens(0, difference.sign() <= 0 ? F::c : F::next));

  for (const int field : {F::a, F::b, F::c}) next(0, field) = tokens(pc, field);
  next(0, F::word) = difference;
  next(0, F::next) = std::min(pc + 1, tokens.rows() - 1);
  next(0, F::target) = b;
  return entries(next);
}

std::string sizes(int memory, int word_bits) {
  return " memory=" + std::to_string(memory) + " word_bits=" + std::to_string(word_bits);
}

}  // namespace

std::vector<std::string> SubleqPrefetched::fields() { return {"a", "b", "c", "word", "pc"}; }

std::vector<std::string> SubleqPending::fields() {
  return {"a", "b", "c", "word", "next", "target"};
}

std::vector<std::string> SubleqExecuted::fields() { return {"a", "b", "c", "word", "pc"}; }

Task subleq_prefetched(int memory, int word_bits) {
  return {
      .id = "subleq_prefetched" + sizes(memory, word_bits),
      .answer = [word_bits](const Matrix& tokens) { return next_prefetched(tokens, word_bits); }};
}

Task subleq_executed(int memory, int word_bits) {
  return {.id = "subleq_executed" + sizes(memory, word_bits),
          .answer = [word_bits](const Matrix& tokens) { return next_executed(tokens, word_bits); }};
}

Task subleq_pending(int memory, int word_bits) {
  return {.id = "subleq_pending" + sizes(memory, word_bits),
          .answer = [memory, word_bits](const Matrix& tokens) {
            return next_pending(tokens, memory, word_bits);
          }};
}

}  // namespace attest::task

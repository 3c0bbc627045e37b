// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counts, then computes as balls do.
#include "reference/model/counting.hpp"

#include "reference/model/evaluate_decode.hpp"
#include "reference/model/evaluate_pass.hpp"

namespace attest::model {
namespace {

constexpr int first_precision = 64;   // [bits]
constexpr int last_precision = 4096;  // [bits]

/// Where the operations of two numbers are counted.
Operations* counts_of(const Counted& a, const Counted& b) {
  return a.counts != nullptr ? a.counts : b.counts;
}

/// Adds one to a kind of operation, where somebody counts.
void count(Operations* counts, std::int64_t Operations::*kind) {
  if (counts != nullptr) ++(counts->*kind);
}

Operations operations_at(int precision, const Transformer& model, const Matrix& tokens) {
  Operations counts;
  const Counting arithmetic{.precision = precision, .counts = &counts};
  State<Counting> x = Embedding(model).of(arithmetic, tokens);
  Layers<Counting>(model, arithmetic).pass(x, Tie::average, nullptr, {.first = 0, .last = x.n});
  static_cast<void>(read(arithmetic, model, x, tokens.rows()));
  return counts;
}

}  // namespace

Operations operations(const Transformer& model, const Matrix& tokens) {
  for (int precision = first_precision;; precision *= 2) {
    try {
      return operations_at(precision, model, tokens);
    } catch (const Undecided&) {
      if (precision >= last_precision) throw;
    }
  }
}

Counted operator+(const Counted& a, const Counted& b) {
  Operations* counts = counts_of(a, b);
  count(counts, &Operations::additions);
  return {a.value + b.value, counts};
}

Counted operator-(const Counted& a, const Counted& b) {
  Operations* counts = counts_of(a, b);
  count(counts, &Operations::additions);
  return {a.value - b.value, counts};
}

Counted operator*(const Counted& a, const Counted& b) {
  Operations* counts = counts_of(a, b);
  count(counts, &Operations::multiplications);
  return {a.value * b.value, counts};
}

Counted operator/(const Counted& a, const Counted& b) {
  Operations* counts = counts_of(a, b);
  count(counts, &Operations::divisions);
  return {a.value / b.value, counts};
}

std::optional<bool> less(const Counted& a, const Counted& b) {
  count(counts_of(a, b), &Operations::comparisons);
  return less(a.value, b.value);
}

bool is_zero(const Counted& x) { return is_zero(x.value); }

bool is_same(const Counted& a, const Counted& b) {
  count(counts_of(a, b), &Operations::comparisons);
  return is_same(a.value, b.value);
}

std::optional<Rational> exactly(const Counted& x) { return exactly(x.value); }

Integer floor(const Counted& x) {
  count(x.counts, &Operations::roundings);
  return floor(x.value);
}

Integer round(const Counted& x) {
  count(x.counts, &Operations::roundings);
  return round(x.value);
}

Counted relu(const Counted& x) {
  count(x.counts, &Operations::comparisons);
  return {relu(x.value), x.counts};
}

Number number_of(const Counted& x) { return number_of(x.value); }

Counted exponential(const Counting& arithmetic, const Counted& x) {
  ++arithmetic.counts->exponentials;
  return {exponential(Enclosed{arithmetic.precision}, x.value), arithmetic.counts};
}

Counted cosine(const Counting& arithmetic, const Counted& x, const Rational& shift) {
  ++arithmetic.counts->trigonometrics;
  return {cosine(Enclosed{arithmetic.precision}, x.value, shift), arithmetic.counts};
}

}  // namespace attest::model

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits of a message: what is needed, what correct layers send, what small layers send.
#include "reference/derive/series.hpp"

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/protocol/cut.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using check::LineKind;
using Bits = std::optional<Rational>;

constexpr std::int64_t most_enumerated = 8;  // bits of Bob's words that are all tried

/// Least b with x <= 2^b. \pre x >= 1
Rational ceil_log2_of(const Integer& x) { return Rational((x - 1).bit_length()); }

Bits disjointness(std::int64_t n) { return Rational(n); }
/// S4 at M = N^2, N = 2n+1.
Bits sets_at_square(std::int64_t n) {
  return ceil_log2_of(set_count(n, usable_pairs((2 * n + 1) * (2 * n + 1))));
}
Bits all_residues(std::int64_t n) { return Rational(n) * ceil_log2_of(2 * n + 2); }

/// Bob's part of the instance at M = 2n+2 in which Alice holds nothing.
Matrix bobs_instance(std::int64_t n, std::int64_t word) {
  const std::int64_t modulus = 2 * n + 2;
  Matrix tokens(static_cast<int>(2 * n + 1), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = 1;
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t low = i == 0 ? 0 : i + 1;
    if ((word >> i & 1) != 0) tokens(static_cast<int>(1 + n + i), 0) = modulus - 1 - low;
  }
  return tokens;
}

protocol::Cut cut_of(std::int64_t n) {
  protocol::Cut cut;
  for (std::int64_t i = 0; i < n; ++i) cut.bobs.push_back(static_cast<int>(1 + n + i));
  return cut;
}

/// The bits of a message of exact sums: of the largest one, with all of Bob's tokens at B_i for the
/// layers below, whose values are no less there than at the unused token.
Bits exact_message(const model::Transformer& layer, std::int64_t n) {
  const protocol::OneLayer one(layer, 0);
  const std::int64_t all = n < 62 ? (std::int64_t{1} << n) - 1 : -1;
  const protocol::Execution run = protocol::execute(one, cut_of(n), 0, bobs_instance(n, all));
  return Rational(protocol::ledger_of({run.message}, one.numbers(), 0).bits());
}

Bits powers_message(std::int64_t n) { return exact_message(powers_layer(n, 2 * n + 2), n); }
Bits counts_message(std::int64_t n) { return exact_message(counts_layer(2 * n + 1, 2 * n + 2), n); }

/// log2 of the messages that two heads of quadratic tables, three leading bits, really send.
Bits quadratic_messages(std::int64_t n) {
  if (n > most_enumerated) return std::nullopt;
  const protocol::OneLayer one(quadratic_layer(2 * n + 2, 2), 0);
  const protocol::Cut cut = cut_of(n);
  std::vector<protocol::Sums> messages;
  for (std::int64_t word = 0; word < std::int64_t{1} << n; ++word) {
    messages.push_back(protocol::execute(one, cut, 3, bobs_instance(n, word)).message);
  }
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return ceil_log2_of(Integer(messages.size()));
}

}  // namespace

std::vector<check::Series> series() {
  check::Series bits{
      .name = "message_bits",
      .title = "Bits that Bob's tokens send through one layer",
      .size = "n",
      .size_meaning = "tokens of each party, N = 2n+1",
      .quantity = "one message [bits]",
      .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {{.name = "disjointness, every M >= N+1",
                 .kind = LineKind::bound,
                 .formula = "$n$",
                 .note = "S3",
                 .count = disjointness},
                {.name = "sets of pairs, M = N^2",
                 .kind = LineKind::bound,
                 .formula = "$\\lceil \\log_2 \\sum_{k \\le n} \\binom{U}{k} \\rceil$",
                 .note = "S4; needs the larger modulus",
                 .count = sets_at_square},
                {.name = "powers of two in one head",
                 .kind = LineKind::construction,
                 .note = "M = 2n+2; right on the instances of the reduction",
                 .count = powers_message},
                {.name = "counts in one number",
                 .kind = LineKind::competitor,
                 .note = "M = 2n+2; right on every input",
                 .count = counts_message},
                {.name = "quadratic tables, two heads, three leading bits",
                 .kind = LineKind::competitor,
                 .formula = "$\\lceil \\log_2 \\text{messages} \\rceil$",
                 .note = "too small: below n it collides; counted for n <= 8",
                 .count = quadratic_messages},
                {.name = "all residues, one number a token",
                 .kind = LineKind::baseline,
                 .formula = "$n \\lceil \\log_2 (2n+2) \\rceil$",
                 .note = "M = 2n+2",
                 .count = all_residues}}};
  return {std::move(bits)};
}

}  // namespace attest::match_three_one_layer_bound

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits of a message: what is needed, what correct layers send, what small layers tell apart.
#include "reference/check/series.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/number/integer.hpp"
#include "reference/protocol/cut.hpp"
#include "reference/protocol/one_layer.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using check::LineKind;
using Bits = std::optional<Rational>;

/// Least b with x <= 2^b. \pre x >= 1
Rational ceil_log2_of(const Integer& x) { return Rational((x - 1).bit_length()); }

/// N^2 for N = 2n+1 tokens.
std::int64_t square(std::int64_t n) { return (2 * n + 1) * (2 * n + 1); }

Bits disjointness(std::int64_t n) { return Rational(n); }
Bits sets_at_square(std::int64_t n) { return ceil_log2_of(set_count(n, usable_pairs(square(n)))); }
Bits residues_at_least(std::int64_t n) { return Rational(n) * ceil_log2_of(2 * n + 2); }
Bits residues_at_square(std::int64_t n) { return Rational(n) * ceil_log2_of(square(n)); }

/// 2n+1 tokens of which Alice's and those that Bob does not use are 1; Bob's are the n last.
Matrix with_bobs(const std::vector<std::int64_t>& bobs) {
  const auto n = static_cast<int>(bobs.size());
  Matrix tokens(2 * n + 1, 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = 1;
  for (int i = 0; i < n; ++i) tokens(1 + n + i, 0) = bobs[static_cast<std::size_t>(i)];
  return tokens;
}

/// B_i at M. \pre i < usable_pairs(modulus)
std::int64_t high_end(std::int64_t i, std::int64_t modulus) {
  return modulus - 1 - (i == 0 ? 0 : i + 1);
}

protocol::Cut cut_of(std::int64_t n) {
  protocol::Cut cut;
  for (std::int64_t i = 0; i < n; ++i) cut.bobs.push_back(static_cast<int>(1 + n + i));
  return cut;
}

/// The bits of messages of exact sums none of which is larger than that of `bobs`.
Bits exact_message(const model::Transformer& layer, const std::vector<std::int64_t>& bobs) {
  const protocol::OneLayer one(layer, 0);
  const auto n = static_cast<std::int64_t>(bobs.size());
  const protocol::Execution run = protocol::execute(one, cut_of(n), 0, with_bobs(bobs));
  return Rational(protocol::ledger_of({run.message}, one.numbers(), 0).bits());
}

/// Values are 2^i at B_i: Bob's largest sums are those of the last pairs.
Bits powers_message(std::int64_t n, std::int64_t pairs, std::int64_t modulus) {
  std::vector<std::int64_t> bobs;
  for (std::int64_t i = pairs - n; i < pairs; ++i) bobs.push_back(high_end(i, modulus));
  return exact_message(powers_layer(pairs, modulus), bobs);
}
Bits powers_at_least(std::int64_t n) { return powers_message(n, n, 2 * n + 2); }
Bits powers_at_square(std::int64_t n) {
  return powers_message(n, usable_pairs(square(n)), square(n));
}

/// Values are (N+1)^r: all of Bob's tokens at M-1 have the largest sum of any input.
Bits counts_message(std::int64_t n) {
  const std::int64_t modulus = 2 * n + 2;
  const std::vector<std::int64_t> bobs(static_cast<std::size_t>(n), modulus - 1);
  return exact_message(counts_layer(2 * n + 1, modulus), bobs);
}

/// log2 of the messages that `layer` sends on the 2^n inputs of Bob at M = 2n+2, cut to `bits`
/// leading bits.
Bits distinct_messages(const model::Transformer& layer, std::int64_t n, int bits) {
  const protocol::OneLayer one(layer, 0);
  const protocol::Cut cut = cut_of(n);
  std::vector<protocol::Sums> messages;
  for (std::int64_t word = 0; word < std::int64_t{1} << n; ++word) {
    std::vector<std::int64_t> bobs;
    for (std::int64_t i = 0; i < n; ++i) {
      bobs.push_back((word >> i & 1) != 0 ? high_end(i, 2 * n + 2) : 1);
    }
    messages.push_back(protocol::execute(one, cut, bits, with_bobs(bobs)).message);
  }
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return ceil_log2_of(Integer(messages.size()));
}
Bits powers_messages(std::int64_t n) { return distinct_messages(powers_layer(n, 2 * n + 2), n, 0); }
Bits quadratic_messages(std::int64_t n) {
  return distinct_messages(quadratic_layer(2 * n + 2, 2), n, 3);
}

/// A series over n with logarithmic axes.
check::Series over_n(const char* name, const char* title, const char* quantity) {
  return {.name = name,
          .title = title,
          .size = "n",
          .size_meaning = "tokens of each party, N = 2n+1",
          .quantity = quantity,
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true};
}

check::Series at_least_modulus() {
  check::Series bits =
      over_n("message_bits", "Bits that Bob's tokens send through one layer, M = 2n+2",
             "one message [bits]");
  bits.lines = {{.name = "disjointness",
                 .kind = LineKind::lower_bound,
                 .formula = "$n$",
                 .note = "S3, for every M >= N+1",
                 .count = disjointness},
                {.name = "powers of two in one head",
                 .kind = LineKind::construction,
                 .note = "right on the instances of the reduction",
                 .count = powers_at_least},
                {.name = "counts in one number",
                 .kind = LineKind::competitor,
                 .note = "right on every input, and counted for all of Bob's",
                 .count = counts_message},
                {.name = "all residues, one number a token",
                 .kind = LineKind::baseline,
                 .formula = "$n \\lceil \\log_2 (2n+2) \\rceil$",
                 .count = residues_at_least}};
  return bits;
}

check::Series at_square_modulus() {
  check::Series bits =
      over_n("message_bits_square", "Bits that Bob's tokens send through one layer, M = N^2",
             "one message [bits]");
  bits.lines = {{.name = "sets of pairs",
                 .kind = LineKind::lower_bound,
                 .formula = "$\\lceil \\log_2 \\sum_{k \\le n} \\binom{U}{k} \\rceil$, "
                            "$U = \\lfloor M/2 \\rfloor - 1$",
                 .note = "S4",
                 .count = sets_at_square},
                {.name = "powers of two in one head, a power a pair",
                 .kind = LineKind::construction,
                 .note = "right on the instances of the reduction from sets",
                 .count = powers_at_square},
                {.name = "all residues, one number a token",
                 .kind = LineKind::baseline,
                 .formula = "$n \\lceil \\log_2 (2n+1)^2 \\rceil$",
                 .count = residues_at_square}};
  return bits;
}

check::Series distinct() {
  check::Series bits =
      over_n("distinct_messages", "Different messages on Bob's 2^n inputs, M = 2n+2",
             "log2 of the number of messages, rounded up [bits]");
  bits.sizes = {2, 3, 4, 5, 6, 7, 8, 9};
  bits.why_short = "all 2^n inputs of Bob are run through each layer";
  bits.is_log_size = false;
  bits.is_log_quantity = false;
  bits.lines = {{.name = "disjointness",
                 .kind = LineKind::lower_bound,
                 .formula = "$n$",
                 .note = "S3: with fewer, two of Bob's inputs collide",
                 .count = disjointness},
                {.name = "powers of two in one head",
                 .kind = LineKind::construction,
                 .count = powers_messages},
                {.name = "quadratic tables, two heads, three leading bits",
                 .kind = LineKind::competitor,
                 .note = "wrong on some input wherever it is below n",
                 .count = quadratic_messages},
                {.name = "all residues, one number a token",
                 .kind = LineKind::baseline,
                 .formula = "$n \\lceil \\log_2 (2n+2) \\rceil$",
                 .note = "any residues, not Bob's 2^n inputs alone",
                 .count = residues_at_least}};
  return bits;
}

}  // namespace

std::vector<check::Series> series() {
  return {at_least_modulus(), at_square_modulus(), distinct()};
}

}  // namespace attest::match_three_one_layer_bound

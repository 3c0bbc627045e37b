// SPDX-License-Identifier: Apache-2.0
/// \file
/// A cut of a one-layer model as a one-way protocol between two parties, with a bit ledger.
///
/// The reader's token is fixed, so Bob knows the query of every head. He sends the sums of his
/// tokens, each cut to its leading bits; Alice adds the sums of all other tokens, cut in the same
/// way, divides, and finishes. The layer that is judged *is* this arithmetic.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/protocol/one_layer.hpp"

namespace attest::protocol {

/// Which input tokens are Bob's, 0-based. All others, the reader among them, are Alice's or fixed.
struct Cut {
  std::vector<int> bobs;
  int reader = 0;
};

/// x with all but its `bits` leading bits zeroed, sign kept; x itself for bits = 0.
/// \pre bits >= 0
[[nodiscard]] Integer leading_bits(const Integer& x, int bits);

/// The same for every entry.
[[nodiscard]] Sums leading_bits(Sums sums, int bits);

/// What one run of the protocol sends and computes.
struct Execution {
  Sums message;                   ///< Bob's
  Sums total;                     ///< Alice's sums added
  std::vector<Rational> outputs;  ///< of the heads at the reader
};

/// Runs the protocol on `tokens`, block sums cut to `bits` leading bits (0: exact).
/// \throws InputError as OneLayer::terms
[[nodiscard]] Execution execute(const OneLayer& layer, const Cut& cut, int bits,
                                const Matrix& tokens);

/// Number of values of an integer of magnitude below 2^magnitude_bits with at most `bits` leading
/// bits that are not zero (0: all): 2^t + (E-t) 2^(t-1) for E >= t, and twice that less one if
/// signed. \pre both >= 0
[[nodiscard]] Integer values_of_number(int magnitude_bits, int bits, bool is_signed);

/// The size of a message.
struct Ledger {
  int numbers = 0;              ///< H (m_v + 1)
  int leading_bits = 0;         ///< t; 0: exact sums
  int magnitude_bits = 0;       ///< E: every sum sent is below 2^E in magnitude
  bool is_signed = false;       ///< some sum is negative
  Integer values_a_number = 1;  ///< R
  Integer messages = 1;         ///< R^numbers

  /// Least b with R^numbers <= 2^b: the bits of one message.
  [[nodiscard]] std::int64_t bits() const;
};

/// The ledger of messages that were sent. \pre all messages have `numbers` entries
[[nodiscard]] Ledger ledger_of(const std::vector<Sums>& messages, int numbers, int bits);

}  // namespace attest::protocol

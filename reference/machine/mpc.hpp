// SPDX-License-Identifier: Apache-2.0
/// \file
/// Massively parallel machines: rounds of messages with word accounting, and a code that keeps
/// superposed messages apart.
///
/// Machines are numbered 1, .., N. In a round each machine sends and receives at most s messages:
/// an s-relation. A message is one word, its payload.
#pragma once

#include <cstdint>
#include <vector>

namespace attest::machine::mpc {

/// One message; `to` 0 is an empty slot.
struct Message {
  std::int64_t to = 0;
  std::int64_t payload = 0;

  friend bool operator==(const Message&, const Message&) = default;
};

/// What each machine sends: outbox j - 1 is that of machine j, entry `slot` its message number
/// slot.
using Outboxes = std::vector<std::vector<Message>>;

/// One message as it arrives.
struct Received {
  std::int64_t from = 0;
  std::int64_t slot = 0;
  std::int64_t payload = 0;

  friend bool operator==(const Received&, const Received&) = default;
};

/// Words of the rounds so far.
struct Ledger {
  std::int64_t rounds = 0;
  std::int64_t words = 0;          ///< sent in all rounds
  std::int64_t most_sent = 0;      ///< by one machine in one round
  std::int64_t most_received = 0;  ///< by one machine in one round
};

/// Enters a round in which machine j sends sent[j] words and receives received[j].
/// \pre as many words are received as are sent
void enter_round(Ledger& ledger, const std::vector<std::int64_t>& sent,
                 const std::vector<std::int64_t>& received);

/// Whether each machine sends and receives at most s messages, to machines that there are.
[[nodiscard]] bool is_relation(const Outboxes& outboxes, std::int64_t s);

/// What each machine receives, by sender and slot; the words are entered in the ledger.
/// \pre every destination is 0 or a machine
[[nodiscard]] std::vector<std::vector<Received>> deliver(const Outboxes& outboxes, Ledger& ledger);

/// Least number on the cycle of each machine after `rounds` rounds of pointer doubling on the
/// permutation j -> image[j - 1] of 1, .., N, as far as the pointers reach by then.
struct CycleMinima {
  std::vector<std::int64_t> minima;
  Ledger ledger;
};
[[nodiscard]] CycleMinima cycle_minima(const std::vector<std::int64_t>& image, std::int64_t rounds);

/// Where message id leaves its marks: in point e at P_id(e), P_id the polynomial over Z_Q whose
/// coefficients are the k base-Q digits of id, the least digit constant, for e = 0, .., n - 1.
struct Code {
  std::int64_t prime = 2;   ///< Q
  std::int64_t digits = 1;  ///< k: Q^k is at least the number of messages
  std::int64_t points = 1;  ///< n

  [[nodiscard]] std::int64_t cells() const { return prime * points; }
  /// P_id(e). \pre id >= 0, 0 <= e < Q
  [[nodiscard]] std::int64_t mark(std::int64_t id, std::int64_t e) const;

  friend bool operator==(const Code&, const Code&) = default;
};

/// The code of fewest cells n Q with n = (s^2 - 1)(k - 1) + 1 <= Q: two of N s messages agree in at
/// most k - 1 points, so each of s^2 has a point of its own. \pre machines >= 1, s >= 1
[[nodiscard]] Code best_code(std::int64_t machines, std::int64_t s);

/// Whether all s messages of every one of these senders have a cell of their own among theirs.
[[nodiscard]] bool isolates(const Code& code, const std::vector<std::int64_t>& senders,
                            std::int64_t s);

}  // namespace attest::machine::mpc

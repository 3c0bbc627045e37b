// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary of a lower bound: sorts Bob's inputs by the message a layer makes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/derive/contest.hpp"
#include "reference/derive/instances.hpp"
#include "reference/protocol/cut.hpp"

namespace attest::derive {

/// The messages of all inputs of Bob, and which of them meet.
class Adversary {
 public:
  /// \throws InputError if the layer is no candidate for these instances
  Adversary(const Instances& instances, const Candidate& candidate, const Tampering& tampering);

  /// The last input before `b_prime` with the same message; nothing if there is none.
  [[nodiscard]] std::optional<std::int64_t> earlier(std::int64_t b_prime) const;
  /// The least input that has an earlier one; nothing if all messages differ.
  [[nodiscard]] std::optional<std::int64_t> first_collision() const { return first_collision_; }
  [[nodiscard]] std::int64_t distinct_messages() const { return distinct_; }
  /// Bob's inputs that are admitted.
  [[nodiscard]] std::int64_t inputs() const { return inputs_; }
  /// Size of the untampered messages.
  [[nodiscard]] const protocol::Ledger& ledger() const { return ledger_; }
  /// Least b with inputs <= 2^b: bits that a correct layer needs.
  [[nodiscard]] std::int64_t needed_bits() const;
  /// Whether R^numbers >= inputs: the messages suffice to tell all inputs apart.
  [[nodiscard]] bool has_enough_bits() const { return ledger_.messages >= Integer(inputs_); }

 private:
  void bucket(const std::vector<protocol::Sums>& messages, const Instances& instances,
              const Tampering& tampering, int bits);

  std::vector<std::int64_t> earlier_;  // -1: none
  std::optional<std::int64_t> first_collision_;
  std::int64_t distinct_ = 0;
  std::int64_t inputs_ = 0;
  protocol::Ledger ledger_;
};

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Verdicts: holds, fails with a witness, or unknown with a reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace attest::check {

/// The three outcomes.
enum class Truth { holds, fails, unknown };

/// A case on which a statement fails, and what was seen there.
struct Witness {
  std::int64_t index = 0;  ///< of the case in enumeration order; -1: no case but a broken promise
  std::string text;        ///< the case, what was expected and what was found

  friend bool operator==(const Witness&, const Witness&) = default;
};

/// A three-valued verdict; never a bool.
struct [[nodiscard]] Verdict {
  Truth truth = Truth::unknown;
  std::string reason;              ///< of unknown
  std::optional<Witness> witness;  ///< of fails

  /// The statement holds on every case.
  static Verdict holds() { return {.truth = Truth::holds}; }
  /// The statement fails on the case of `witness`.
  static Verdict fails(Witness witness) {
    return {.truth = Truth::fails, .witness = std::move(witness)};
  }
  /// It could not be decided, for `reason`.
  static Verdict unknown(std::string reason) {
    return {.truth = Truth::unknown, .reason = std::move(reason)};
  }

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Conjunction: fails if either fails (the lesser witness), else unknown if either is unknown (for
/// both reasons).
[[nodiscard]] Verdict both(Verdict a, Verdict b);

/// "holds", "fails", "unknown".
[[nodiscard]] std::string_view name_of(Truth truth);

}  // namespace attest::check

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The time that multiply-adds of doubles take at the machine's peak.
#pragma once

#include <cstdint>
#include <optional>

namespace attest::benchmarks {

/// Seconds for `multiply_adds` at the nominal clock and two FMA units of the widest registers,
/// which are assumed; empty where the clock is not known or there is no FMA.
[[nodiscard]] std::optional<double> least_seconds(std::int64_t multiply_adds);

}  // namespace attest::benchmarks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// A readout over boolean tokens beside MAJORITY, on every word.
#pragma once

#include "benchmarks/enumeration_rows.hpp"

namespace attest::benchmarks {

/// Split tables: natural softmax over 2^40 words, each enumerated and compared.
[[nodiscard]] EngineRow threshold_row(const Effort& effort);

}  // namespace attest::benchmarks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Conclusions: from tallies to verdicts, digests and replay commands.
#pragma once

#include <string>

#include "reference/check/row.hpp"

namespace attest::check {

/// The row with the result of a run that judged every case of its shard, or every case up to the
/// least failing one: cases, bits, digest and verdict. Its space and promises are filled in
/// already.
[[nodiscard]] Row concluded(Row row, const Tally& tally);

/// The command that shows the case of the row's witness, or that checks the row again.
/// \param flags added to the command
[[nodiscard]] std::string replay_of(const Row& row, const std::string& flags);

}  // namespace attest::check

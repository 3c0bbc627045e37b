// SPDX-License-Identifier: Apache-2.0
/// \file
/// SIGINT and SIGTERM: the run ends within a second and keeps what it checked.
#pragma once

namespace attest::cli {

/// From now on SIGINT and SIGTERM are remembered; the process ends with exit code 130 one second
/// after the first of them, or at the second one, should the command not have ended by itself.
void watch_for_interrupts();

/// Whether one of these signals has come.
[[nodiscard]] bool is_interrupted();

}  // namespace attest::cli

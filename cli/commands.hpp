// SPDX-License-Identifier: Apache-2.0
/// \file
/// The commands: one function and one source file each.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/context.hpp"
#include "reference/number/function.hpp"

namespace attest::cli {

/// A command: how it is called and what it does. \throws InputError for bad input
struct Command {
  Syntax syntax;
  Function<Exit(const Values&, Context&)> run;
};

/// Which claims and statements there are.
[[nodiscard]] Command list_command();
/// What a claim says, or the trace of one case.
[[nodiscard]] Command show_command();
/// Checks statements.
[[nodiscard]] Command check_command();
/// Counts, verifies and times the series of claims.
[[nodiscard]] Command bench_command();
/// Draws a construction or a cut.
[[nodiscard]] Command draw_command();
/// Runs a construction on a user's input.
[[nodiscard]] Command run_command();
/// Writes a model file.
[[nodiscard]] Command export_command();
/// Joins ledgers and the shards in them.
[[nodiscard]] Command merge_command();
/// Writes the pages of a report.
[[nodiscard]] Command report_command();
/// Starts the folder of a claim.
[[nodiscard]] Command new_claim_command();
/// What the program was built from.
[[nodiscard]] Command version_command();

/// All commands in the order of the help.
[[nodiscard]] std::vector<Command> all_commands();

/// Runs one command line: its answer to `context.out`, errors to `context.err`.
[[nodiscard]] Exit run_program(const std::vector<std::string>& words, Context& context);

}  // namespace attest::cli

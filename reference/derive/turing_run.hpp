// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims on Turing machines share when they run a user's file: a result for each machine,
/// beside the plain interpreter and what the file expects.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/generates.hpp"
#include "reference/derive/request.hpp"
#include "reference/machine/turing.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::derive {

/// What a construction made of a machine, read off its tokens.
struct MachineResult {
  bool is_stopped = false;  ///< by a halting or a missing entry
  std::int64_t steps = 0;
  std::int64_t ones = 0;                           ///< cells that are not blank
  std::int64_t tokens = 0;                         ///< written, the prompt left out
  bool agrees = false;                             ///< every token, and the tape at the end
  std::map<std::string, std::int64_t> model = {};  ///< facts_of the model
};

/// What a plain interpreter makes of it.
struct MachineTruth {
  bool is_stopped = false;
  std::int64_t steps = 0;
  std::int64_t ones = 0;
};

/// {"halted","steps","ones","tokens"}. A machine agrees if its tokens and tape do, if the rest is
/// that of the interpreter, and if the file's expectation, where there is one, is met.
[[nodiscard]] check::RunResult run_result(
    const MachineResult& result, const std::string& input, const MachineTruth& truth,
    const std::optional<machine::turing::Expectation>& expected);

/// --max-steps, else `otherwise`. \throws InputError run-max-steps
[[nodiscard]] std::int64_t most_steps_of(const check::RunRequest& request, std::int64_t otherwise);

/// A construction that runs any machine.
struct TuringRun {
  RunTakes takes;  ///< --max-steps is always taken
  std::int64_t default_max_steps = 10000;
  std::int64_t default_most_cells = 0;  ///< that are read, without --max-steps; 0: no limit
  bool takes_word = false;              ///< else every machine is run from a blank tape
  /// Runs one machine on its word for at most `most_steps` steps of it. `truth` is where the plain
  /// interpreter is then, on an infinite tape. \throws InputError
  Function<MachineResult(const machine::turing::Listed& machine,
                         const machine::turing::Configuration& truth, std::int64_t most_steps)>
      run;
};

/// One result a machine, in the order of the file; ends early where the request is interrupted.
/// \throws InputError as machine::turing::parse and require_taken; run-max-steps, run-word
[[nodiscard]] std::vector<check::RunResult> run_machines(const check::RunRequest& request,
                                                         const TuringRun& run);

}  // namespace attest::derive

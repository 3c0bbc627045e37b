// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims on looped SUBLEQ machines share when they run a user's programs: the weights, loop
/// by loop beside the direct interpreter.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/gadget/looped_blocks.hpp"
#include "reference/number/function.hpp"

namespace attest::derive::looped {

/// The blocks of a claim.
struct LoopedRun {
  /// By the label of their statement; the first is the default.
  std::vector<std::pair<std::string, gadget::looped::Blocks>> blocks;
  Function<std::vector<NamedMutant>(gadget::looped::Blocks)> mutants;
};

/// A result for each program of the request's file (machine::subleq::parse): a block, its model
/// file or its mutant, run to the last command or the most steps, every loop compared with the
/// interpreter. \throws InputError run-statement, run-setting, run-input, subleq-word,
/// model-params, model-fields, mutant-unknown, or what machine::subleq::parse throws
[[nodiscard]] std::vector<check::RunResult> run_programs(const check::RunRequest& request,
                                                         const LoopedRun& run);

/// What such a `run` takes, but for its statements.
inline constexpr const char* run_programs_help =
    "FILE: JSON with one program {\"commands\": [[a, b, c], ...], \"init_mem\": [word, ...]}, "
    "optional name and convention, or {\"programs\": [...]}; columns are numbered from 0, the last "
    "command jumps to itself; with --set format=assembly a text with labels (README); --set "
    "dialect=looped_transformer may name the dialect, and no other is taken. --set "
    "word_bits=N (2 to 64, default 16), --set check_every=K (every K-th loop is evaluated in full "
    "too, as loops 1, 2, 4, ... of up to 512 columns are; default 0: no others), --max-steps K "
    "(default 10000), --trace FILE --from A --to B.";

}  // namespace attest::derive::looped

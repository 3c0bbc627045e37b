// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a request to run programs through a block asks for.
#pragma once

#include <cstdint>
#include <string>

#include "reference/derive/looped_run.hpp"
#include "reference/gadget/looped_machine.hpp"
#include "reference/machine/subleq.hpp"

namespace attest::derive::looped {

constexpr int default_word_bits = 16;
constexpr std::int64_t default_most_steps = 10000;

/// What was asked for, read.
struct Settings {
  gadget::looped::Blocks blocks = gadget::looped::Blocks::one_layer;
  int word_bits = default_word_bits;
  std::int64_t most_steps = default_most_steps;
  std::int64_t check_every = 0;  ///< loops also evaluated in full: every so many; 0: none
  bool is_assembly = false;      ///< the file is a text with labels
};

/// The settings of a request, read. \throws InputError run-statement, run-setting, run-input
[[nodiscard]] Settings settings_of(const check::RunRequest& request, const LoopedRun& run);

/// Refuses a program with a word of more bits. \throws InputError subleq-word
void require_fitting_words(const machine::subleq::Program& program, int word_bits,
                           const std::string& place);

/// The built block, or what stands in its place: the request's model file or mutant.
/// \throws InputError model-params, model-fields, mutant-unknown
[[nodiscard]] model::Transformer model_of(const check::RunRequest& request, const LoopedRun& run,
                                          const Settings& settings, const check::Params& params,
                                          const model::Transformer& built);

}  // namespace attest::derive::looped

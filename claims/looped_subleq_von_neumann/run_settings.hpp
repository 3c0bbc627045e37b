// SPDX-License-Identifier: Apache-2.0
/// \file
/// What `attest run` is asked for: a block, a dialect, an image, what it reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/looped_subleq_von_neumann/claim.hpp"
#include "reference/number/function.hpp"

namespace attest::looped_subleq_von_neumann {

/// Instructions of a run without --max-steps, and how often it asks whether it is interrupted.
inline constexpr std::int64_t default_most_steps = 100'000'000;
inline constexpr std::int64_t interrupt_every = 1 << 14;

/// What was asked for, read.
struct Settings {
  Blocks blocks = Blocks::three_layers;
  machine::subleq::Rules rules = {};
  std::vector<std::int64_t> image = {};
  std::string input = {};
  std::int64_t most_steps = default_most_steps;
  std::int64_t check_every = 0;  ///< loops also evaluated in full: every so many; 0: none
};

/// The request, read. \throws InputError
[[nodiscard]] Settings settings_of(const check::RunRequest& request);

/// The least memory, zero behind the image, in which the run meets no address without a word.
/// \throws InputError subleq-address where there is none
[[nodiscard]] int least_words(const Settings& settings, const Function<bool()>& is_interrupted);

}  // namespace attest::looped_subleq_von_neumann

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `iarc_task_switching`: two causal layers with constant weights switch between four tasks.
///
/// Source: Small transformer architectures for task switching (Gros, ICANN 2025), of which the
/// abstract was read. Kind: counter-construction to an empirical finding; the formalisation of the
/// tasks is ours (reference/task/task_switching.hpp). Statements: see statements.cpp.
/// Setting: causal decoder, the symbol of a token and its position, two layers, rightmost and
/// unique hardmax, one hidden ReLU layer each, read at the last token.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::iarc_task_switching {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "iarc_task_switching";

/// What a lane reads at the place that it finds: the last digit so far, or the token's own digit,
/// which controls lack.
enum class Reads { last_digit, own_digit };

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  model::Norm control = model::Norm::rightmost_hardmax;  ///< which control is found
  std::int64_t mirror = -1;     ///< of the place 2p - t + mirror that reverse reads
  bool skips_control = true;    ///< whether addition steps over a control at the end
  std::int64_t pair_bias = -2;  ///< of units that add two digits: neither alone is enough
  std::int64_t step_bias = -1;  ///< of units that turn one digit round
  bool is_squared = true;       ///< whether positions are scored by their squares
  bool is_doubled = true;       ///< whether the target of a look-up is doubled
  bool masks_previous = true;   ///< whether the digit before counts at controls alone
  Reads reversed = Reads::last_digit;
  Reads context = Reads::last_digit;
  model::Norm induction = model::Norm::rightmost_hardmax;  ///< which match is found
  bool needs_digit = true;  ///< whether a match must be followed by a digit
};

/// Softmax in place of hardmax.
struct Attention {
  bool is_softmax = false;
  Integer base = 0;        ///< of base-b softmax; 0: the natural one
  Rational scale = 1;      ///< of the scores of the natural one
  bool is_rounded = true;  ///< whether what layer 1 found is rounded to integers
  bool is_recent = true;   ///< whether controls score more the later they stand
};

/// How the next digit is read.
enum class View { one_hot, number };

/// Which model is built.
struct Shape {
  std::int64_t digits = 2;     ///< N
  bool has_induction = false;  ///< whether there is a fifth task
  View view = View::one_hot;
  Choices choices = {};
  Attention attention = {};
};

/// The model. Field: symbol (0, .., N-1 digits, then the controls). It knows N, not the length.
[[nodiscard]] model::Transformer build(const Shape& shape);

/// Says what follows the streams of a user's file.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::iarc_task_switching

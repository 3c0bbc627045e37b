// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `micropy_executor`: a decoder of two blocks, whose weights know no program, runs MicroPy
/// programs that stand in its prompt, a line of the trace a token.
///
/// Source: Training Transformers as a Universal Computer (Xu, Yang, Li, McAllester, 2026). Kind:
/// empirical there; the construction, its weights and its constants are ours. Statements: see
/// statements.cpp.
/// Setting: causal decoder, one head and then four, hardmax, three hidden layers, no positions. In
/// the reduced mode a return erases the lines of its frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/machine/micropy.hpp"
#include "reference/machine/three_address.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/erasure.hpp"
#include "reference/model/transformer.hpp"

namespace attest::micropy_executor {

/// Name of the claim.
inline constexpr const char* claim_id = "micropy_executor";

/// What an executor is built for; nothing else about a program enters its weights.
struct Sizes {
  int address = 8;     ///< A: 2^A instructions [bits]
  int variable = 6;    ///< V: 2^V variables of a procedure [bits]
  int depth = 6;       ///< D: calls below depth 2^D [bits]
  int word = 3;        ///< w: values mod 2^w [bits]
  int attributes = 2;  ///< exactly

  friend bool operator==(const Sizes&, const Sizes&) = default;
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  model::Norm lookup = model::Norm::rightmost_hardmax;
  bool is_depth_compared = true;   ///< operands are those of the live frame
  bool returns_to_caller = true;   ///< RET goes on at the address that the call noted
  bool is_argument_deeper = true;  ///< ARG writes into the next frame
  bool is_call_of_depth = true;    ///< a return looks for the call of its own depth
  bool drops_answer = false;       ///< the reduction erases the attributes that are told too
  bool copies_locals = true;       ///< an operand that is a variable is copied before the next one
  bool reads_attribute_late = false;  ///< a left operand that is an attribute is read last

  friend bool operator==(const Choices&, const Choices&) = default;
};

/// The program as three-address code, in the reduced mode with RETP for RET. \param attributes of
/// the code, at least as many as the program has
[[nodiscard]] machine::three_address::Code compiled(const machine::micropy::Program& program,
                                                    bool is_reduced, int attributes,
                                                    const Choices& choices = {});

/// Whether every address, variable and depth has a code. \param deepest frames at a time
[[nodiscard]] bool fits(const machine::three_address::Code& code, int deepest, const Sizes& sizes);

/// Least sizes that fit. \param deepest as above
[[nodiscard]] Sizes least_sizes(const machine::three_address::Code& code, int deepest, int word);

/// The executor.
[[nodiscard]] model::Transformer executor(const Sizes& sizes, const Choices& choices = {});

/// What a result line erases in the reduced mode: from the last call through the last separator.
[[nodiscard]] model::Erasure erasure(const Sizes& sizes, const Choices& choices = {});

/// The instructions, a line of 0 for every attribute, the arguments at depth 1, the call of the
/// entry. \pre the code fits
[[nodiscard]] check::Case prompt_of(const machine::three_address::Code& code,
                                    const std::vector<std::int64_t>& arguments, const Sizes& sizes);

/// Runs a user's program or formula.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::micropy_executor

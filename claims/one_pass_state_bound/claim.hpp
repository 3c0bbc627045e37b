// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `one_pass_state_bound`: what a model that reads hop_k once, or in windows, has to hold.
///
/// Source: Transformers, parallel computation, and logarithmic depth (Sanford, Hsu, Telgarsky,
/// 2024), Section 5, the comparison with other models. Kind: finite lower bounds and exact counts.
/// Statements: see statements.cpp. The models are in reference/machine: recurrent layers,
/// automata, windows, kernel attention, message passing. The task is in reference/task/k_hop.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/machine/automaton.hpp"
#include "reference/model/transformer.hpp"

namespace attest::one_pass_state_bound {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "one_pass_state_bound";

/// What a mutant breaks in the index words; the defaults are right.
struct IndexChoices {
  bool is_bit_first = false;   ///< pairs b_j j
  bool asks_for_bits = false;  ///< the suffix is the symbol of the bit 0
};

/// 1 b_1 2 b_2 .. N b_N j over the symbols 1, .., N and two more for the bits: hop_1 at its end is
/// the symbol N + 1 + b_j.
[[nodiscard]] machine::Symbols index_word(const std::vector<std::int64_t>& bits, std::int64_t j,
                                          const IndexChoices& choices = {});

/// What a mutant breaks in kernel attention; the defaults are right.
struct KernelChoices {
  bool is_causal = true;
  bool is_normalised = true;
  bool is_square_kept = true;  ///< the feature x^2
};

/// Number of features phi(x) = (1, x^2, (x - 1)^2) of S5.
inline constexpr std::int64_t kernel_features = 3;

/// Causal attention over fields (q, k, v) with weights phi(q) . phi(k): two linear heads, one of
/// weights times values and one of weights, divided by the decoder.
[[nodiscard]] model::Transformer kernel_attention(const KernelChoices& choices = {});

/// Reads a user's text with recurrent layers; setting `k`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::one_pass_state_bound

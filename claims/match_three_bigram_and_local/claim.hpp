// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `match_three_bigram_and_local`: two restrictions of Match3 that need no wide model.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), the variants of Match3 that are easy. Kind: constructions. Statements: see
/// statements.cpp. Bigram_i = 1 iff some neighbours have x_i + x_j + x_{j+1} = 0 mod M; Local_i = 1
/// iff some j and k within distance K of i have x_i + x_j + x_k = 0 mod M. Setting: no mask,
/// positions; n tokens.
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::match_three_bigram_and_local {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "match_three_bigram_and_local";

/// Whom the first layer of the bigram form reads. Only `next` is right.
enum class Neighbour { next, previous, cyclic_next };

/// What the mutants choose differently; the defaults are the construction.
struct BigramChoices {
  Neighbour neighbour = Neighbour::next;
  bool penalises_last = true;  ///< the last token, which has no successor, is no key
  bool reduces_sum = true;     ///< x_j + x_{j+1} is brought below M
};

/// Two layers of one head: each token reads its successor, then looks for the pair that cancels it.
/// One blank after the tokens. Field: x, a residue. \pre modulus >= 1
[[nodiscard]] model::Transformer bigram_form(std::int64_t modulus,
                                             const BigramChoices& choices = {});

/// What the mutants choose differently; the defaults are the construction.
struct LocalChoices {
  int slots_fewer = 0;               ///< x_j stands in slot j mod (2K+1 - slots_fewer)
  bool knows_short_block = true;     ///< false: the last block counts as full
  bool has_blanks = true;            ///< false: no blanks in the blocks before and after the word
  bool has_block_after = true;       ///< the head that reads the next block
  bool gate_too_weak = false;        ///< one less than what a slot may hold
  bool empty_slot_too_near = false;  ///< an empty slot looks like a residue of -(2M-2)
};

/// One layer of three heads, which read the blocks of 2K+1 tokens around a token; ReLU units keep
/// the 2K+1 tokens around it and look for a pair among them. Two blanks after the tokens. Field: x,
/// a residue. \pre modulus >= 1, reach >= 1
[[nodiscard]] model::Transformer local_form(std::int64_t modulus, std::int64_t reach,
                                            const LocalChoices& choices = {});

/// Runs a construction on a user's list of integers; settings `modulus`, `reach`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::match_three_bigram_and_local

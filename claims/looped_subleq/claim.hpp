// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `looped_subleq`: one attention layer, looped, executes one SUBLEQ instruction per loop.
///
/// Source: Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee,
/// Papailiopoulos, ICML 2023), which uses nine or more layers. Kind: construction; both blocks are
/// ours.
/// Statement: see statements.cpp. With k address bits and N-bit words, (S1) a block of two layers
/// and (S2) a block of one layer map the encoding of any machine state to that of the next one,
/// every entry of the stream included; (S3) softmax at an explicit temperature does the same with a
/// rounding layer appended.
/// Setting: encoder, no mask, residual stream, no layer norm. Column 0 belongs to the machine,
/// columns 1, .., m hold words, the others hold commands; column j carries the k-bit code of j.
#pragma once

#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/transformer.hpp"

namespace attest::looped_subleq {

/// Name of the claim.
inline constexpr std::string_view claim_id = "looped_subleq";

/// One machine. The blocks depend on k and N alone; only the embedding and the decoder know m.
struct Size {
  int columns = 0;    ///< n >= 3
  int memory = 0;     ///< m: words, 1 <= m <= n - 2
  int word_bits = 0;  ///< N >= 2

  /// k = max(2, ceil(log2 n)) [bits of an address]
  [[nodiscard]] int address_bits() const;
};

/// Which of the two blocks.
enum class Blocks {
  two_layers,  ///< S1: raw tokens task::SubleqPrefetched
  one_layer,   ///< S2: raw tokens task::SubleqPending
};

/// S1: reads and arithmetic, then the write, both branch targets and the choice; any_hardmax.
[[nodiscard]] model::Transformer two_layer_block(const Size& size);

/// S2: one layer; each write is left pending and committed by the attention of the next loop.
[[nodiscard]] model::Transformer one_layer_block(const Size& size);

/// The block as it is called by name.
[[nodiscard]] model::Transformer block(Blocks blocks, const Size& size);

/// S3: `model` under base-2^kappa softmax with the rounding layer appended. \pre kappa >= 1
[[nodiscard]] model::Transformer with_softmax(model::Transformer model, Blocks blocks, int kappa);

/// Least kappa that satisfies the inequality of S3, where the temperature is lambda = kappa ln 2.
[[nodiscard]] int sufficient_kappa(Blocks blocks, int address_bits, int word_bits);

/// What the README promises of a block at hardmax, compared with what it uses.
[[nodiscard]] std::vector<check::Promise> promises(Blocks blocks, const Size& size,
                                                   const model::Transformer& model);

/// The closed form of a sufficient kappa (k <= 20, N <= 40), compared with `kappa`.
[[nodiscard]] std::vector<check::Promise> softmax_promises(Blocks blocks, const Size& size,
                                                           int kappa);

/// The named mutants and those that are equivalent to the construction, with the reason.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Blocks blocks);

/// Runs a block on a user's programs, loop by loop, beside the direct interpreter.
/// \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::looped_subleq

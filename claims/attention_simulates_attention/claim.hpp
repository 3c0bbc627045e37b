// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `attention_simulates_attention`: one fixed stack of average hard attention computes any
/// attention head whose weights stand in its input.
///
/// Source: On the Existence of Universal Simulators of Attention (Dutta, Ansari, Chakrabarty, Das,
/// 2025), of which the abstract was read. Kind: construction; the weights are ours. Statements: see
/// statements.cpp.
/// Setting: encoder, no mask, no positions, average hard attention over the rationals; token maps
/// with sums, products and quotients stand where a transformer has its MLP. A token is an entry of
/// a matrix or a blank work token with indices.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/attention_head.hpp"
#include "reference/task/task.hpp"

namespace attest::attention_simulates_attention {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "attention_simulates_attention";

/// Fields of a token. Indices count from 1; one that a kind lacks is 0.
struct Field {
  static constexpr int kind = 0;         ///< see Kind
  static constexpr int row = 1;          ///< first index
  static constexpr int inner = 2;        ///< what is summed over
  static constexpr int column = 3;       ///< last index
  static constexpr int numerator = 4;    ///< of the entry of a matrix; else 0
  static constexpr int denominator = 5;  ///< else 1
  static constexpr int tokens = 6;       ///< n; the sizes stand at every token
  static constexpr int channels = 7;     ///< c
  static constexpr int width = 8;        ///< d
  static constexpr int keys = 9;         ///< m
};

/// What a token is: entries of matrices, then work tokens.
enum class Kind {
  x,           ///< X[i, k]
  w_q,         ///< W_Q[k, j]
  w_k,         ///< W_K[k, j]
  w_v,         ///< W_V[k, j]
  e,           ///< E[a, i]
  f,           ///< F[a, i]
  term,        ///< P(i, k, j): a term of the projections of token i
  projected,   ///< R(i, j): query, key and value of token i; in the end the output
  mixed_term,  ///< (a, i, j): a term of a mixture of keys and values
  mixed,       ///< (a, j): a mixture of keys and values
  pair,        ///< S(i, a, j): query i and key a, coordinate j
  score,       ///< A(i, a)
};

/// Which head is simulated.
enum class Attention { linear, kernel, average_hardmax, softmax_base, softmax_e };

/// Whether keys and values are mixed by E and F before they are scored.
enum class Mixing { none, linformer };

/// Whether scores and weights stand at tokens of their own, or at pairs.
enum class Steps { shown, fused };

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  Rational bonus = 1;                ///< of keys of the kind that is meant
  bool sums_terms = true;            ///< projections are means times c
  bool sums_mixtures = true;         ///< mixtures are means times n
  bool swaps_row_of_key = true;      ///< a pair fetches the key of token a, not i
  bool reads_weights_by_row = true;  ///< W_Q[k, j], not W_Q[j, k]
  bool counts_ties = true;           ///< equal to the largest score counts
  bool divides = true;               ///< weights are divided by their sum
  bool exchanges_sizes = false;      ///< m for c and d, and d for m
  std::int64_t output_keys = 0;      ///< added to m in the last sum
  std::int64_t both_keys = 0;        ///< added to m in the last two sums
  Rational rank_weight = Rational(1, 2);
};

/// Which model is built.
struct Shape {
  Attention attention = Attention::linear;
  Mixing mixing = Mixing::none;
  Steps steps = Steps::shown;
  std::int64_t base = 2;  ///< of softmax_base
  int score_bits = 6;     ///< of softmax_base: scores are less than 2^score_bits in absolute value
};

/// The model. It knows none of the sizes. \pre base >= 2, 1 <= score_bits <= 16
[[nodiscard]] model::Transformer construction(const Shape& shape, const Choices& choices = {});

/// Layers of the model.
[[nodiscard]] int layer_count(const Shape& shape);

/// Entries and work tokens of a head, kind by kind.
[[nodiscard]] check::Case tokens_of(const task::AttentionHead& head, Steps steps = Steps::shown);

/// The head whose entries the tokens hold. \pre every entry stands once
[[nodiscard]] task::AttentionHead head_of(const check::Case& tokens);

/// The output of the head at its tokens R(i, j), 0 at all others.
[[nodiscard]] task::Task head_output(task::Weighting weighting, std::int64_t base);

/// Runs the model on a user's head.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::attention_simulates_attention

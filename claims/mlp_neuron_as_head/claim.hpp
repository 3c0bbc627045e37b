// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `mlp_neuron_as_head`: a hidden SiLU unit is one attention head of dimension one.
///
/// Source: Attention-Only Transformers and Implementing MLPs with Attention Heads (Huben, Morris,
/// 2023). Kind: identities, and inequalities with constants of ours. Statements: see
/// statements.cpp. Setting: n tokens of d features and one bias token after them, whose features
/// are 0; `one` is 1 at tokens and 0 at the bias token. A head adds softmax(X W_QK X^T + mask) X
/// W_OV to the stream.
///
/// A unit out * SiLU(in . x + b): scores in . x_i + b towards tokens and 0 towards the bias token,
/// of which token i sees itself and the bias token alone, and values in . x_j + b and 0.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/mlp.hpp"
#include "reference/task/mlp_network.hpp"

namespace attest::mlp_neuron_as_head {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "mlp_neuron_as_head";

using task::HiddenUnit;
using task::Mlp;
using task::MlpNetwork;

/// Whom a token sees: by a mask, or by weights.
struct Masking {
  std::int64_t omega = 0;   ///< 0: masks; else 2 omega is added to the scores of allowed pairs
  std::int64_t tokens = 0;  ///< n, for which weights hold their masks

  [[nodiscard]] bool is_in_weights() const { return omega > 0; }
};

/// How scores become weights, and what the mutants choose differently; the defaults are the
/// construction in base 2.
struct Choices {
  Integer base = 2;    ///< of softmax_base; 0: softmax_e
  Rational inner = 1;  ///< the head is outer * SiLU(inner z)
  Rational outer = 1;
  Masking masking = {};
  bool is_bias_row_open = false;      ///< the bias token attends to everybody
  bool is_mask_transposed = false;    ///< who may see whom, turned around
  bool are_keys_forgotten = false;    ///< keys of tokens are 0, like that of the bias token
  Rational bias_feature = 0;          ///< every feature of the bias token
  bool keeps_identity = false;        ///< T2: W in place of W - I
  bool is_self_unmasked = false;      ///< T2: heads of linear maps see the bias token too
  bool hears_bias_token = false;      ///< ordinary heads see the bias token
  bool is_activation_turned = false;  ///< T2: scores x_c in place of -x_c
};

/// x + MLP(x) as one layer of a head a unit (T1), and one more where the MLP has a bias.
[[nodiscard]] model::Transformer heads_of(const Mlp& mlp, const Choices& choices = {});

/// W x by d heads that see themselves alone: the stream gains (W - I) x (T2).
[[nodiscard]] model::Transformer linear_by_heads(const Matrix& weights,
                                                 const Choices& choices = {});
/// SiLU of every coordinate in its place by d heads (T2).
[[nodiscard]] model::Transformer silu_by_heads(int width, const Choices& choices = {});
/// x + MLP(x) as three layers: linear, SiLU, linear (T2).
[[nodiscard]] model::Transformer three_layers(const Mlp& mlp, const Choices& choices = {});

/// A network of attention and MLPs as heads alone, under the natural exponential: two layers a
/// block. Its MLPs are read as outer * SiLU(inner z).
[[nodiscard]] model::Transformer heads_of_network(const MlpNetwork& network,
                                                  const Choices& choices);

/// The description read at the bias token: its features, then `one`.
[[nodiscard]] model::Transformer read_at_bias(model::Transformer model);

/// Replaces a user's network by heads and compares them. \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::mlp_neuron_as_head

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `sparse_averaging_dual_certificate`: one head averages any q tokens with short numbers.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), Theorem 2. Kind: construction at fixed precision; an existence proof made checkable.
/// Task: qSA(X)_i is the mean of z_j over the q-set y_i that token i holds. Setting: one head, no
/// mask, N tokens; the key of a token depends on its position alone, its query on its own q
/// pointers alone. Statements: see statements.cpp. Positions count from 0.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/gadget/disjunct_code.hpp"
#include "reference/gadget/sign_keys.hpp"
#include "reference/model/transformer.hpp"

namespace attest::sparse_averaging_dual_certificate {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "sparse_averaging_dual_certificate";

/// The choices of the head of sign keys; the defaults are the exact construction.
struct Choices {
  model::Norm norm = model::Norm::average_hardmax;
  /// Nothing: the query is the certificate. Else alpha times its multiple of 2^-bits, rounded.
  std::optional<gadget::Rounding> rounding = {};
  bool is_corrected = true;       ///< false: the query is the sum of the members' keys over m
  bool is_second_key_own = true;  ///< false: position 1 holds the key of position 0
};

/// Sign keys, read off a table by position; the query is the certificate of the q pointers, solved
/// by steps of the embedding; values z. Fields z, y1, .., yq. \pre q >= 1, keys are not empty
[[nodiscard]] model::Transformer sign_head(const gadget::SignKeys& keys, int q,
                                           const Choices& choices = {});

/// Keys are the cells of a disjunct code; the query is -1 on every cell that no pointer covers. A
/// member scores 0, any other token at most -1. Fields z (z0, z1, .. where there are several), then
/// y1, .., yq. \pre q, features >= 1
[[nodiscard]] model::Transformer code_head(const gadget::DisjunctCode& code, int q,
                                           int features = 1);

/// Averages a user's rows by the head of the disjunct code.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::sparse_averaging_dual_certificate

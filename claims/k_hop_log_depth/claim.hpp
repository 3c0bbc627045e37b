// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `k_hop_log_depth`: depth floor(log2 k) + 2 composes the induction heads task k times.
///
/// Source: Transformers, parallel computation, and logarithmic depth (Sanford, Hsu, Telgarsky,
/// 2024), Theorem 4.2. Kind: construction, depth upper bound. Statements: see statements.cpp.
/// Positions are numbered from 1 as in the paper and position 0 is a sentinel, so they are the
/// positions of the model's tokens. The task is in reference/task/k_hop.hpp. Setting: causal, one
/// head a layer, integer weights.
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/gadget/pointer_doubling.hpp"

namespace attest::k_hop_log_depth {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "k_hop_log_depth";

using gadget::pointer_doubling::Attention;
using gadget::pointer_doubling::build;
using gadget::pointer_doubling::Choices;
using gadget::pointer_doubling::depth;
using gadget::pointer_doubling::Form;
using gadget::pointer_doubling::Shape;
using gadget::pointer_doubling::View;

/// Pointer and value after `layers` layers: p = find^pointer and val = x at find^value.
struct Reach {
  std::int64_t pointer = 0;
  std::int64_t value = 0;
};
/// \pre 1 <= layers <= depth(form, k); 2 <= layers in the form standard
[[nodiscard]] Reach reach(Form form, std::int64_t k, std::int64_t layers);

/// Runs the pointers on a user's text; setting `k`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::k_hop_log_depth

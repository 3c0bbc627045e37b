// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, mutants and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/mpc_round_per_layer/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::mpc_round_per_layer {

/// All choices of a destination 0, .., N for each of the N s messages that are s-relations; message
/// id carries the payload 1 + id mod 2, so that equal messages of one pair occur.
[[nodiscard]] check::CaseSpace relations(std::int64_t machines, std::int64_t messages);

/// Two machines with full outboxes that share receiver `receivers` or a smaller one: every pair,
/// and every choice of the message that each sends there; the other two go to the next machine or
/// to the one after it.
[[nodiscard]] check::CaseSpace shared_receivers(std::int64_t machines, std::int64_t receivers);

/// All permutations of 1, .., N, as fields (succ, pred).
[[nodiscard]] check::CaseSpace linked_permutations(std::int64_t machines);

/// Random relations with payloads 0 to 3; in every third one nothing is left out on purpose.
[[nodiscard]] check::CaseSpace random_relations(std::int64_t machines, std::int64_t messages,
                                                std::int64_t size, std::uint64_t seed);

/// The fields (succ, pred) of the permutation j -> image[j] of 0, .., N-1, counted from 1.
[[nodiscard]] check::Case linked(const std::vector<std::int64_t>& image);

/// Random permutations, every other one a single cycle.
[[nodiscard]] check::CaseSpace random_permutations(std::int64_t machines, std::int64_t size,
                                                   std::uint64_t seed);

/// The case of outboxes: fields to0, payload0, ..
[[nodiscard]] check::Case tokens_of(const machine::mpc::Outboxes& outboxes, std::int64_t messages);

/// One head of the stated sizes a layer, and so many layers.
[[nodiscard]] std::vector<check::Promise> layer_promises(const model::Transformer& model,
                                                         std::int64_t machines,
                                                         std::int64_t messages, const char* formula,
                                                         std::int64_t layers);

/// A wrong choice by name.
using Wrong = derive::Wrong<Choices>;
/// The named wrong choices of a router whose code has at least two points.
[[nodiscard]] std::vector<Wrong> wrong_choices();

/// S1, S1.random: R rounds are R layers.
[[nodiscard]] std::vector<check::Statement> layer_statements();
/// S2, S2.shared, S2.random: one layer delivers.
[[nodiscard]] std::vector<check::Statement> delivery_statements();
/// S2.isolation, S2.codes, S2.least: the code that keeps messages apart.
[[nodiscard]] std::vector<check::Statement> code_statements();
/// S3: how many rounds the protocol takes.
[[nodiscard]] std::vector<check::Statement> round_statements();

/// Runs S1 on a user's permutation or arcs; setting `format`.
[[nodiscard]] std::vector<check::RunResult> run_permutation(const check::RunRequest& request);

/// Three machines, their outboxes, and the cells that a receiver reads.
[[nodiscard]] check::Drawing cell_figure(const check::Params& params);

/// What is counted at growing s and N.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::mpc_round_per_layer

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `transformer_as_mpc`: massively parallel machines run a transformer in few rounds.
///
/// Source: Transformers, parallel computation, and logarithmic depth (Sanford, Hsu, Telgarsky,
/// 2024), Theorem 3.4. Kind: construction (the converse simulation). Statements: see
/// statements.cpp. Machine i < N is token i, machine N + i N + j the pair (i, j); the protocol is a
/// program of reference/machine/mpc_program.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/machine/mpc_program.hpp"
#include "reference/model/transformer.hpp"

namespace attest::transformer_as_mpc {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "transformer_as_mpc";

/// What a mutant breaks in the program; the defaults are the construction.
struct Choices {
  bool is_normalised = true;        ///< token machines divide by the sum of weights
  bool divides_before_sum = false;  ///< pair machines divide by their own weight
  bool drops_last_column = false;   ///< of a tree whose N is no power of the fan-out
  bool sums_forwards = false;       ///< the rounds of the broadcast again, not their reverse
  bool swaps_trees = false;         ///< queries go down the columns, keys and values along the rows
  bool has_own_term = true;         ///< a holder adds its own weight to those of its children
  bool keeps_stream = true;         ///< what a head gives is added to the stream
  std::int64_t base_more = 0;       ///< added to the base of the softmax
};

/// D = ceil(log_b N): rounds in which a word reaches N machines. \pre N >= 1, b >= 2
[[nodiscard]] std::int64_t tree_depth(std::int64_t n, std::int64_t fan_out);

/// The program that does what `model` does on n tokens: words in are the fields, token by token,
/// words out the decoded answers. \pre softmax in a base without masks, no extra tokens, circuits
/// without transcendental steps and tables, every input token read exactly
[[nodiscard]] machine::mpc::Program simulation(const model::Transformer& model, std::int64_t n,
                                               std::int64_t fan_out, const Choices& choices = {});

/// What the messages of a model are counted by: the most in any of its layers.
struct Load {
  std::int64_t dimension = 0;  ///< m: the larger of the widths of queries and values, all heads
  std::int64_t heads = 0;
};
[[nodiscard]] Load load_of(const model::Transformer& model);

/// One softmax head in base 2 over given queries, keys and values of the stated dimension: fields
/// q0, .., k0, .., v0, ..; decoded: the average of the values.
[[nodiscard]] model::Transformer attention(std::int64_t dimension);

/// Which random model.
struct Shape {
  std::int64_t layers = 1;
  std::int64_t heads = 1;
  std::int64_t head_dimension = 1;
  std::int64_t number = 0;  ///< of the draw
};

/// Layers of softmax heads in base 2 and ReLU units with drawn integer weights, rounded to small
/// integers between layers; field x in {0, 1, 2}; decoded: the whole stream, which is rounded
/// nowhere after the last layer.
[[nodiscard]] model::Transformer drawn_model(const Shape& shape);

/// Runs attention on a user's matrices; settings `fan_out`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::transformer_as_mpc

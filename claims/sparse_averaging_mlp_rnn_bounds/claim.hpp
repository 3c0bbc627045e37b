// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `sparse_averaging_mlp_rnn_bounds`: a network needs a first layer as wide as the data, and
/// a recurrence a state as long, for one sparse average.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), Theorems 10 and 11. Kind: lower bounds with constructive adversaries, and networks that
/// meet them. Statements: see statements.cpp. Task: qSA(X)_i is the mean of z_j over the q-set y_i
/// that token i holds, z_j in the unit ball of R^d'. Setting: a fully connected network reads all
/// tokens at once, a recurrence one after the other; positions count from 0, the last token asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "sparse_averaging_mlp_rnn_bounds";

/// The choices of the network; the defaults are the construction.
struct Choices {
  int pointer_weight = 4;  ///< of a pointer in the first layer: a step is 4 t - 2 to 4 t
  int gate = 2;            ///< what an unselected value is lowered by
};

/// A ReLU network of three layers whose first one has n d' units: unit (j, f) is z_jf + 1, plus 4
/// y_j where f = 0 and j < q. It is one token whose fields are z[j d' + f], then y1, .., yq, and it
/// gives the mean over y. \pre n > q >= 1, features >= 1
[[nodiscard]] model::Transformer network(int n, int q, int features, const Choices& choices = {});

/// Weights of a first layer on the data columns [width x n d'], tokens before features.
struct Layer {
  std::string name;
  Matrix weights;
};

/// Layers of fewer than n d' rows, or of more rows but less rank.
[[nodiscard]] std::vector<Layer> deficient_layers(int n, int features);
/// Layers of rank n d': identity, Hadamard, prefix sums, Vandermonde, and the one of `network`.
[[nodiscard]] std::vector<Layer> full_layers(int n, int q, int features);
/// Random small integers [rows x columns]; every third matrix is sparse.
[[nodiscard]] Matrix random_weights(int rows, int columns, std::uint64_t seed, std::int64_t index);

/// A recurrence over values z = +-1 as a circuit: fields state, z; output next, from 0 to states-1.
struct Machine {
  std::string name;
  model::Circuit next;
  Integer states = 1;
};

/// Machines of fewer than 2^steps states: window, counts, checksums, a random table.
[[nodiscard]] std::vector<Machine> small_machines(int steps, std::uint64_t seed);
/// Machines of 2^bits states: window, counts and a checksum, modulo the number of states.
[[nodiscard]] std::vector<Machine> machines_of_bits(int bits);
/// The machine that keeps every value: 2^steps states.
[[nodiscard]] Machine complete_machine(int steps);

/// The reduction from INDEX: Bob's n-1 bits are the values of the first tokens, Alice's number is
/// the last token's pointer. \pre n >= 2
[[nodiscard]] derive::Reduces prefix_reduction(int n);

/// Runs the adversary on a user's first layer.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

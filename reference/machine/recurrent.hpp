// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrent layers that compute hop_k: a delta-rule layer a hop, or one layer with a table a hop.
///
/// A recurrent layer reads its word once from left to right: h_i = G(h_{i-1}, y_i) and an output
/// that is a function of h_i. Symbols are 1, .., letters; 0 is bottom. The task is in
/// reference/task/k_hop.hpp.
#pragma once

#include <cstdint>
#include <vector>

namespace attest::machine::recurrent {

/// A word, or the outputs at its tokens.
using Symbols = std::vector<std::int64_t>;

/// What is broken in a machine.
enum class Broken { nothing, read_before_write, not_erased, queries_previous, bottom_merged };

/// One delta-rule layer (DeltaNet with step 1, a diagonal selective state space). Its state is the
/// previous symbol and a table h over the alphabet.
class DeltaLayer {
 public:
  DeltaLayer(std::int64_t letters, Broken how);

  /// h <- h - e<h, e> + y e with e = e_previous (0 at first), then <h, e_x>.
  std::int64_t step(std::int64_t x, std::int64_t y);

  /// The words of the state, each in 0, .., letters: what a player hands to the next one.
  [[nodiscard]] Symbols state() const;
  /// Goes on from a state. \pre letters + 1 words
  void set_state(const Symbols& words);

 private:
  std::vector<Symbols> units_;  // weights, no state
  Broken how_;
  std::int64_t previous_ = 0;
  Symbols h_;
};

/// One layer of k tables: the value read off one is written to the next. Its state is the previous
/// symbol and the tables.
class Cascade {
 public:
  Cascade(std::int64_t letters, std::int64_t hops, Broken how);

  std::int64_t step(std::int64_t x);

  /// The words of the state, each in 0, .., letters.
  [[nodiscard]] Symbols state() const;
  /// Goes on from a state. \pre letters * hops + 1 words
  void set_state(const Symbols& words);

 private:
  Broken how_;
  std::int64_t previous_ = 0;
  std::vector<Symbols> tables_;
};

/// What a recurrent machine gives, and what it holds.
struct Recurrent {
  Symbols outputs;         ///< one a token
  std::int64_t words = 0;  ///< of the state of one layer
};

/// `layers` delta-rule layers on symbols 1, .., letters: hop_layers where nothing is broken.
[[nodiscard]] Recurrent delta_rule_layers(const Symbols& x, std::int64_t letters,
                                          std::int64_t layers, Broken how);

/// One layer that holds a table a hop, on symbols 1, .., letters: hop_hops where nothing is broken.
[[nodiscard]] Recurrent one_pass(const Symbols& x, std::int64_t letters, std::int64_t hops,
                                 Broken how);

}  // namespace attest::machine::recurrent

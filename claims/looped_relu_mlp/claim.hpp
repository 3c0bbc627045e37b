// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `looped_relu_mlp`: a plain ReLU network of six hidden layers, looped, executes SUBLEQ
/// programs that change themselves.
///
/// Source: Looped ReLU MLPs May Be All You Need as Practical Programmable Computers (Liang, Sha,
/// Shi, Song, Zhou, AISTATS 2025), whose network has 23 layers. Kind: construction, ours.
/// Statement: see statements.cpp. For M = 2^K words of N bits one network maps every state of the
/// machine, bit by bit, to the next one.
/// Setting: x -> W7 relu(W6 .. relu(W1 x + b1) .. + b6); no attention, no residual, integer
/// weights. The input is the MN bits of the memory and the K bits of pc, each 0 or 1, the least
/// significant first; the output is the input of the next loop.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/subleq_bits.hpp"

namespace attest::looped_relu_mlp {

/// Name of the claim.
inline constexpr const char* claim_id = "looped_relu_mlp";

/// Hidden ReLU layers.
inline constexpr int hidden_layers = 6;

/// How the matrices between two hidden layers are written.
enum class Form {
  plain,     ///< W_l reads the units of layer l - 1: sums of units are multiplied out
  factored,  ///< W_l = Q_l P_l: P_l sums units into wires, once, Q_l reads the wires
};

/// M words of N bits. M is a power of two.
struct Size {
  int words = 0;
  int word_bits = 0;

  /// K = log2 M.
  [[nodiscard]] int address_bits() const { return task().address_bits(); }
  /// The bits of a word that an address has: min(N, K).
  [[nodiscard]] int used_bits() const { return std::min(word_bits, address_bits()); }
  /// MN + K.
  [[nodiscard]] int state_bits() const { return words * word_bits + address_bits(); }
  [[nodiscard]] task::SubleqBits task() const { return {.words = words, .word_bits = word_bits}; }
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  int select_bias = 1;           ///< H1: a word is selected by relu(select_bias - distance)
  int second_word = 1;           ///< b is read at pc + second_word
  bool has_third_step = true;    ///< [pc + 3 >= 3 2^i] is part of bit i of pc + 3
  bool has_carry = true;         ///< [pc_0 + 3 >= 4] is part of bit 0
  bool has_fourth_step = false;  ///< [.. >= 4 2^i] is part of bit i > 0 too
  bool has_fifth_step = false;   ///< [.. >= 5 2^i] is part of bit i
  bool erases = true;            ///< the word that is written is erased first
  Rational flag_threshold = 1;   ///< no branch from this difference on
};

/// The network as blocks of ReLU units on one token. Each layer has registers of its own, which are
/// 0 until its units write them, so that nothing is added to what a layer leaves.
/// \pre words is a power of two, 2 at least; 1 <= word_bits <= 62
[[nodiscard]] model::Transformer network(Form form, const Size& size, const Choices& choices = {});

/// Nonzero entries of the weight matrices, biases not counted: what the units read, and the terms
/// of each sum of two or more units.
[[nodiscard]] std::int64_t weights_of(const model::Transformer& network);

/// The same by formula; see the README.
[[nodiscard]] Rational promised_weights(Form form, const Size& size);

/// What the README promises of a network, compared with what it uses.
[[nodiscard]] std::vector<check::Promise> promises(Form form, const Size& size,
                                                   const model::Transformer& network);

/// The named mutants and those that are equivalent to the construction, with the reason.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Form form);

/// Runs the network on a user's image, loop by loop, beside the direct interpreter.
/// \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::looped_relu_mlp

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `arithmetic_circuit_as_input`: one block of average hard attention, looped, evaluates
/// every arithmetic circuit that stands in its input.
///
/// Source: Average Attention Transformers and Arithmetic Circuits (Ehrmuth, Strieker, 2026). Kind:
/// construction; the weights are ours. Statements: see statements.cpp.
/// Setting: encoder, no mask, no positions, average hard attention over the rationals; a token map
/// with sums, products and signs stands where a transformer has its MLP. A token is a gate or a
/// wire of the circuit; tokens stand in any order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/machine/netlist.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/task.hpp"

namespace attest::arithmetic_circuit_as_input {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "arithmetic_circuit_as_input";

/// Fields of a token. Gates are numbered from 1, and a source has a lower number.
struct Field {
  static constexpr int op = 0;           ///< 0 wire, 1 given number, 2 sum, 3 product, 4 sign
  static constexpr int id = 1;           ///< number of the gate; of a wire, of its destination
  static constexpr int source = 2;       ///< number of a wire's source; 0 of gates
  static constexpr int slot = 3;         ///< 1 and 2 of a destination's first wires, else 0
  static constexpr int fan_in = 4;       ///< wires into the gate; 0 of wires
  static constexpr int numerator = 5;    ///< of the number of an input or constant; else 0
  static constexpr int denominator = 6;  ///< else 1
};

/// Heads of the block.
enum class Heads {
  four,  ///< a head of wires, one of gates, one for each operand of a product
  one,   ///< one head with three values; the token map sorts the operands
};

/// How a head tells the tokens that are meant from the others with the same number.
enum class Bonus {
  added,      ///< `bonus` is added to their score
  penalised,  ///< scores are doubled, and 1 is taken from all others
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  Heads heads = Heads::four;
  Bonus form = Bonus::added;
  Rational bonus = 1;             ///< of gates for wires, of wires for gates
  Rational slot_bonus = 1;        ///< of the wire of a slot for products
  bool multiplies_fan_in = true;  ///< a sum is the mean times the number of wires
  Rational sign_of_zero = 0;
};

/// The model for circuits of depth at most `depth`: one block, 2 depth times. It depends on nothing
/// else. \pre depth >= 0
[[nodiscard]] model::Transformer construction(int depth, const Choices& choices = {});

/// The tokens of a circuit and of the numbers of its inputs: gates in order, each followed by its
/// wires.
[[nodiscard]] check::Case tokens_of(const machine::netlist::Netlist& netlist,
                                    const std::vector<Rational>& inputs);

/// The circuit that the tokens say, in the order of the numbers; given numbers are constants.
/// \pre numbers of gates differ, sources are gates of lower number
[[nodiscard]] machine::netlist::Netlist netlist_of(const check::Case& tokens);

/// The value of every gate, at its token, by evaluation gate by gate; 0 at wires.
[[nodiscard]] task::Task gate_values();

/// Runs the block on a user's circuits.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::arithmetic_circuit_as_input

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of massively parallel machines as data: who sends which words in each round, and what
/// each machine does with its own words between rounds.
///
/// Machines are numbered 0, 1, .. here. A word is one exact number. A machine sees its own words
/// alone; words travel by transfers only, and each of them is entered in the ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/machine/mpc.hpp"
#include "reference/number/rational.hpp"

namespace attest::machine::mpc {

/// What an instruction does with words x and y, its constant c, and the word that it writes.
enum class Do {
  constant,      ///< c
  scale,         ///< c x
  gain,          ///< what stood there + c x
  gain_product,  ///< what stood there + x y
  add,           ///< x + y
  subtract,      ///< x - y
  multiply,      ///< x y
  divide,        ///< x / y; not defined where y is 0
  power,         ///< c^x; not defined where x is no integer
  floor,         ///< greatest integer <= x
  smaller,       ///< the smaller of x, y
  larger,        ///< the larger of x, y
  less,          ///< 1 if x < y, else 0
};

/// One step of local work: word `to` of the machine is written.
struct Instruction {
  Do what = Do::constant;
  int to = 0;
  int x = 0;
  int y = 0;
  Rational constant = 0;

  friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// Machines that run the same code, each on its own words.
struct Work {
  std::vector<int> machines = {};
  std::vector<Instruction> code = {};
};

/// Words at, .., at + words - 1 of one machine, copied to to_at, .. of another.
struct Transfer {
  int from = 0;
  int at = 0;
  int to = 0;
  int to_at = 0;
  int words = 1;
};

/// Local work, then messages; they all leave before any arrives.
struct Round {
  std::vector<Work> work = {};
  std::vector<Transfer> transfers = {};
};

/// A word of a machine.
struct Place {
  int machine = 0;
  int at = 0;
};

/// A whole protocol. Words are 0 before the input is written.
struct Program {
  std::vector<int> memory = {};    ///< of each machine [words]
  std::vector<Place> inputs = {};  ///< where the input stands before the first round
  std::vector<Round> rounds = {};
  std::vector<Work> end = {};       ///< local work after the last round
  std::vector<Place> outputs = {};  ///< where the output stands at the end
};

/// What a run leaves.
struct Run {
  std::vector<Rational> outputs = {};
  Ledger ledger = {};
  std::int64_t most_bits = 0;  ///< of a word sent, numerator and denominator together
};

/// Checks that every place exists, that transfers join different machines, and that no word
/// receives twice in a round: a broken invariant else.
void validate(const Program& program);

/// Runs a program on input words; nothing where a word is not defined.
/// \pre the program is valid; as many inputs as it has places for
[[nodiscard]] std::optional<Run> run(const Program& program, const std::vector<Rational>& inputs);

/// Rounds and words of a run: they do not depend on the input. \pre the program is valid
[[nodiscard]] Ledger ledger_of(const Program& program);

/// Words that all machines hold together.
[[nodiscard]] std::int64_t total_memory(const Program& program);

}  // namespace attest::machine::mpc

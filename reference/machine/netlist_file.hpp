// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of arithmetic circuits: netlists with rational constants.
///
/// A netlist is one statement a line; what follows a # is left out, words are separated by blanks:
///   input x y              input gates
///   half = const -1/2      a constant
///   s = sum x y x          any number of sources, one may occur twice
///   p = product s half     two sources
///   t = sign p             one source
///   output t p             gates that are asked for; every gate where there is no such line
///   at 3 1/4 gives -1 -13/8    numbers of the inputs in their order: a run of the circuit; and
///                          what its outputs should be, which may be missing
/// A name is a letter or _, then letters, digits or _, and no word of the grammar. A gate is named
/// once and used below that line only, so there are no cycles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/machine/netlist.hpp"

namespace attest::machine::netlist {

/// Numbers of the inputs, as a file gives them.
struct Run {
  std::vector<Rational> inputs = {};
  std::optional<std::vector<Rational>> expected = {};  ///< of the outputs
  std::string place = {};                              ///< "file:line"
};

/// What a file says.
struct Listing {
  Netlist netlist = {};
  std::vector<Run> runs = {};
};

/// Most gates, wires or runs of a file.
inline constexpr std::int64_t most_parts = 100000;

/// Reads a netlist. \param place the file's name
/// \throws InputError netlist-syntax, netlist-name, netlist-number, netlist-count, netlist-empty
/// with line and column
[[nodiscard]] Listing parse(std::string_view text, const std::string& place);

}  // namespace attest::machine::netlist

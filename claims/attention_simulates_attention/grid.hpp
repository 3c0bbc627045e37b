// SPDX-License-Identifier: Apache-2.0
/// \file
/// Models on tokens with indices: heads look tokens up by their indices, maps compute.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/attention_simulates_attention/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/function.hpp"

namespace attest::attention_simulates_attention {

/// An index that a query asks for, and the index of keys that should equal it: names of registers.
struct Match {
  const char* asked;
  const char* found;
};

/// A register of keys that is read, and the register of the query that gains the mean.
struct Read {
  const char* from;
  const char* to;
};

/// A head: the keys of one kind whose indices match.
struct Lookup {
  const char* name;
  Kind kind;
  std::vector<Match> matches;
  std::vector<Read> reads;
};

/// Registers of a model.
struct Registers {
  std::vector<Kind> kinds;           ///< that heads look for or maps tell apart: is_x, ..
  std::vector<std::string> indices;  ///< fields that are asked for or found
  std::vector<std::string> squared;  ///< those that are found
  std::vector<std::string> numbers;  ///< those named like a field start there, `entry` at the entry
  /// Embeds numbers of the claim's own; may be empty.
  Function<void(model::CircuitBuilder&)> embed = {};
};

/// Writes a model layer by layer.
class Grid {
 public:
  Grid(std::string name, const Registers& registers, const Rational& bonus);

  /// A head whose keys of maximal score are those of the kind with the indices asked for. The score
  /// is the sum of 2 a p - p^2 over the indices, plus 1 for the kind.
  [[nodiscard]] model::Head lookup(const Lookup& wanted) const;
  /// The same among which the largest rank wins. \pre ranks are less than 1 in absolute value
  [[nodiscard]] model::Head best(const Lookup& wanted, const char* rank,
                                 const Rational& weight) const;

  /// A map of the registers.
  [[nodiscard]] model::CircuitBuilder map() const;
  /// A register's wire in it.
  [[nodiscard]] static model::Wire in(model::CircuitBuilder& map, const char* name);
  /// 1 at tokens of the kind.
  [[nodiscard]] static model::Wire is(model::CircuitBuilder& map, Kind kind);

  void add_layer(const char* name, std::vector<model::Head> heads,
                 const model::CircuitBuilder& map);
  /// The model whose answer is a register.
  [[nodiscard]] model::Transformer finish(const char* answer);

 private:
  [[nodiscard]] model::Slice at(const std::string& name) const { return slices_.at(name); }
  void embed(const Registers& registers);

  model::Transformer model_;
  std::map<std::string, model::Slice> slices_;
  Rational bonus_;
};

}  // namespace attest::attention_simulates_attention

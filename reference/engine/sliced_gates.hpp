// SPDX-License-Identifier: Apache-2.0
/// \file
/// Gate lists over bit planes: chains, shared, pruned, and laid out on few wires.
///
/// A plane is one truth value of many cases, one a bit. A chain starts with a plane and goes
/// through terms: where a term's plane is 1, the value becomes the term's constant. So the last
/// term that is 1 decides, and a chain is a priority encoder; `a or b` and `a and not b` are chains
/// of one term.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace attest::engine {

/// A plane of a builder.
enum class Plane : std::int32_t {};

/// Where `plane` is 1, the value becomes `sets`.
struct ChainTerm {
  Plane plane;
  bool sets;
};

/// One chain on wires. Its target may be a wire that it reads.
struct Chain {
  std::uint32_t target = 0;
  std::uint32_t start = 0;  ///< a wire
  std::uint32_t terms = 0;  ///< number of its terms; they stand one after the other
};

/// Chains in order. Wires 0 and 1 hold the constants, wires 2 .. 2 + inputs - 1 the inputs; none of
/// these is a target.
struct GateProgram {
  std::uint32_t inputs = 0;
  std::uint32_t wires = 0;
  std::vector<Chain> chains = {};
  std::vector<std::uint32_t> terms = {};    ///< 2 * wire + constant
  std::vector<std::uint32_t> outputs = {};  ///< wires that hold the results at the end
};

/// Writes a gate list. Equal chains are one plane; what is constant is found where one term shows
/// it.
class GateBuilder {
 public:
  /// A list over `inputs` planes.
  explicit GateBuilder(std::uint32_t inputs);

  [[nodiscard]] static constexpr Plane constant(bool value) { return Plane{value ? 1 : 0}; }
  [[nodiscard]] Plane input(std::uint32_t i) const;
  /// Says that one of the two inputs is 1, and not both.
  void are_opposite(std::uint32_t a, std::uint32_t b);

  /// The chain from `start` through `terms`, the last of which has the last word.
  [[nodiscard]] Plane chain(Plane start, std::span<const ChainTerm> terms);
  [[nodiscard]] Plane either(Plane a, Plane b);
  [[nodiscard]] Plane both(Plane a, Plane b);
  [[nodiscard]] Plane both_not(Plane a, Plane b);  ///< a and not b
  [[nodiscard]] Plane negation(Plane a);

  /// Terms of all chains made so far.
  [[nodiscard]] std::int64_t size() const { return size_; }

  /// The program for some planes: chains that no output needs are left out, and a wire is used
  /// again once its plane was read for the last time.
  [[nodiscard]] GateProgram finish(std::span<const Plane> outputs) const;

 private:
  struct Node {
    Plane start;
    std::vector<ChainTerm> terms;
  };

  /// Indices of the planes that outputs need, by depth, and within a depth by number of terms.
  [[nodiscard]] std::vector<std::size_t> schedule(std::span<const Plane> outputs) const;

  std::uint32_t inputs_;
  std::vector<Node> nodes_;                                // of planes from 2 + inputs on
  std::map<std::vector<std::int32_t>, Plane> known_ = {};  // start, then 2 * plane + sets
  std::map<Plane, Plane> opposite_ = {};
  std::int64_t size_ = 0;
};

}  // namespace attest::engine

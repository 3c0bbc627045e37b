// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the blocks promise. Their weights stand in reference/gadget/one_memory_blocks.cpp and
/// one_memory_integers.cpp.
#include "claims/looped_subleq_von_neumann/claim.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/signs.hpp"

namespace attest::looped_subleq_von_neumann {

std::vector<check::Promise> promises(Blocks blocks, const Size& size,
                                     const model::Transformer& model) {
  const std::int64_t n = size.rules.word_bits;
  const derive::Resources used = derive::resources(model);
  const bool is_three = blocks == Blocks::three_layers;
  std::vector<check::Promise> result;
  const auto add = [&](const char* quantity, const char* formula, const Rational& value,
                       const Rational& actual) {
    result.push_back(check::at_most(quantity, formula, value, actual));
  };
  const Rational largest = Rational::parse(used.largest_weight);
  if (blocks == Blocks::integers) {
    add("layers", "3", 3, used.layers);
    add("heads in all", "6", 6, used.heads_in_all);
    add("width", "19", 19, used.width);
    add("ReLU units", "32", 32, used.units);
    add("largest |weight|", "Bd + 3", branch_gate() + 3, largest);
    return result;
  }
  add("layers", is_three ? "3" : "2", is_three ? 3 : 2, used.layers);
  add("heads in all", is_three ? "6" : "10", is_three ? 6 : 10, used.heads_in_all);
  add("width", is_three ? "14N+10" : "26N+10", (is_three ? 14 : 26) * n + 10, used.width);
  add("ReLU units", is_three ? "28N+16" : "60N+18", is_three ? 28 * n + 16 : 60 * n + 18,
      used.units);
  add("largest |weight|", "2^(N+1)", gadget::two_to(n + 1), largest);
  return result;
}

}  // namespace attest::looped_subleq_von_neumann

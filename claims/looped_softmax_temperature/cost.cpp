// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the block of five layers, counted as of every looped
/// computer.
#include <optional>

#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/looped_sizes.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using derive::looped::by_memory_words;
using derive::looped::columns_of_words;

model::Transformer five_layers_at(std::int64_t words) {
  return gadget::looped::five_layer_block(by_memory_words(words));
}
/// That of the two layers which it parts.
std::optional<Rational> five_layers_width(std::int64_t words) {
  return derive::looped::promised_width(Blocks::five_layers, by_memory_words(words));
}

}  // namespace

std::vector<check::Series> machine_series() {
  derive::Computer five =
      derive::computer_of("five layers, rounding", five_layers_at, columns_of_words);
  five.note = "M words, M - 1 commands, all columns evaluated";
  five.width_formula = "$15k + 4N + 3$, $k = \\log_2 2M$";
  five.promised_width = five_layers_width;
  return derive::computer_series({five});
}

}  // namespace attest::looped_softmax_temperature

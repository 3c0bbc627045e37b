// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the block of five layers, counted as of every looped
/// computer.
#include <optional>

#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_softmax_temperature {
namespace {

/// M words, M - 1 commands and the machine's column.
Size by_memory_words(std::int64_t words) {
  const auto memory = static_cast<int>(words);
  return {.columns = 2 * memory, .memory = memory, .word_bits = derive::computer_word_bits};
}
std::int64_t columns_of_words(std::int64_t words) { return by_memory_words(words).columns; }

model::Transformer five_layers_at(std::int64_t words) {
  return gadget::looped::five_layer_block(by_memory_words(words));
}
/// That of the two layers which it parts.
std::optional<Rational> five_layers_width(std::int64_t words) {
  const Size size = by_memory_words(words);
  return Rational(15 * size.address_bits() + 4 * size.word_bits + 3);
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

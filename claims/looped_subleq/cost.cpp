// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the blocks, counted as of every looped computer.
#include "claims/looped_subleq/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_subleq {
namespace {

using Entries = std::optional<Rational>;

/// M words, M - 1 commands and the machine's column.
Size by_memory_words(std::int64_t words) {
  const auto memory = static_cast<int>(words);
  return {.columns = 2 * memory, .memory = memory, .word_bits = derive::computer_word_bits};
}
std::int64_t columns_of_words(std::int64_t words) { return by_memory_words(words).columns; }

model::Transformer two_layers_at(std::int64_t words) {
  return two_layer_block(by_memory_words(words));
}
model::Transformer one_layer_at(std::int64_t words) {
  return one_layer_block(by_memory_words(words));
}

Entries two_layers_width(std::int64_t words) {
  const Size size = by_memory_words(words);
  return Rational(15 * size.address_bits() + 4 * size.word_bits + 3);
}
Entries one_layer_width(std::int64_t words) {
  const Size size = by_memory_words(words);
  return Rational(18 * size.address_bits() + 4 * size.word_bits + 2);
}

derive::Computer computer(const char* name, const derive::BuildAt& block, const char* formula,
                          const derive::Count& promised) {
  derive::Computer result = derive::computer_of(name, block, columns_of_words);
  result.note = "M words, M - 1 commands, all columns evaluated";
  result.width_formula = formula;
  result.promised_width = promised;
  return result;
}

}  // namespace

std::vector<check::Series> machine_series() {
  return derive::computer_series(
      {computer("two layers", two_layers_at, "$15k + 4N + 3$, $k = \\log_2 2M$", two_layers_width),
       computer("one layer", one_layer_at, "$18k + 4N + 2$, $k = \\log_2 2M$", one_layer_width)});
}

}  // namespace attest::looped_subleq

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the blocks, counted as of every looped computer.
#include "claims/looped_subleq/parts.hpp"
#include "reference/derive/looped_sizes.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_subleq {
namespace {

using Entries = std::optional<Rational>;

model::Transformer two_layers_at(std::int64_t words) {
  return two_layer_block(by_memory_words(words));
}
model::Transformer one_layer_at(std::int64_t words) {
  return one_layer_block(by_memory_words(words));
}

Entries two_layers_width(std::int64_t words) {
  return promised_width(Blocks::two_layers, by_memory_words(words));
}
Entries one_layer_width(std::int64_t words) {
  return promised_width(Blocks::one_layer, by_memory_words(words));
}

derive::Computer computer(const char* name, const derive::BuildAt& block, const char* formula,
                          const derive::Count& promised) {
  derive::Computer result = derive::computer_of(name, block, derive::looped::columns_of_words);
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

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the network, counted as of every looped computer.
#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_relu_mlp {
namespace {

using Entries = std::optional<Rational>;

constexpr std::int64_t most_multiplied = 128;  // words of a plain network that is built

Size by_memory_words(std::int64_t words) {
  return {.words = static_cast<int>(words), .word_bits = derive::computer_word_bits};
}

Entries layers_at(std::int64_t words) {
  return Rational(derive::all_layers(network(Form::factored, by_memory_words(words))));
}
/// Units of the widest layer, which both forms share.
Entries width_at(std::int64_t words) {
  std::size_t most = 0;
  for (const model::Block& block : network(Form::factored, by_memory_words(words)).blocks) {
    most = std::max(most, block.mlp.size());
  }
  return Rational(static_cast<std::int64_t>(most));
}
Entries promised_width_at(std::int64_t words) {
  const Size size = by_memory_words(words);
  return Rational(4 * words * size.word_bits + size.address_bits());
}
/// Every weight of a network is used once a loop: what is stored is what a loop costs.
Entries plain_at(std::int64_t words) {
  if (words > most_multiplied) return std::nullopt;
  return Rational(weights_of(network(Form::plain, by_memory_words(words))));
}
Entries factored_at(std::int64_t words) {
  return Rational(weights_of(network(Form::factored, by_memory_words(words))));
}

}  // namespace

std::vector<check::Series> machine_series() {
  const derive::Computer plain{.name = "ReLU network",
                               .note = "its one column holds the memory; built up to 128 words",
                               .layers = layers_at,
                               .width = width_at,
                               .weights = plain_at,
                               .cost = plain_at,
                               .width_formula = "$4MN + K$",
                               .promised_width = promised_width_at};
  const derive::Computer factored{.name = "ReLU network, sums as wires",
                                  .note = "each matrix as a product of two sparse ones",
                                  .layers = layers_at,
                                  .width = width_at,
                                  .weights = factored_at,
                                  .cost = factored_at};
  const derive::Computer published{.name = "published ReLU network",
                                   .note = "by its own count of layers",
                                   .kind = check::LineKind::recalled,
                                   .layers = derive::constant(23)};
  return derive::computer_series({plain, factored, published});
}

}  // namespace attest::looped_relu_mlp

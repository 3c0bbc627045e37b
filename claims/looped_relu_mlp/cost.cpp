// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the network, counted as of every looped computer.
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_relu_mlp {
namespace {

using Entries = std::optional<Rational>;

constexpr std::int64_t most_multiplied = 128;  // words of a plain network that is built

Size by_memory_words(std::int64_t words) {
  return {.words = static_cast<int>(words), .word_bits = derive::computer_word_bits};
}

Entries promised_width_at(std::int64_t words) {
  const Size size = by_memory_words(words);
  return Rational(4 * words * size.word_bits + size.address_bits());
}
/// What is counted of both forms. Every weight of a network is used once a loop: what is stored is
/// what a loop costs.
struct Counts {
  Entries layers = {};
  Entries width = {};  ///< units of the widest layer, which both forms share
  Entries plain = {};
  Entries factored = {};
};

/// Counts every size once: a network of 1024 words takes a second to build.
class Counted {
 public:
  Counts at(std::int64_t words) {
    const std::lock_guard lock(mutex_);
    const auto [found, is_new] = counts_.try_emplace(words);
    if (is_new) found->second = counts_of(by_memory_words(words));
    return found->second;
  }

 private:
  static Counts counts_of(const Size& size) {
    const model::Transformer factored = network(Form::factored, size);
    std::size_t widest = 0;
    for (const model::Block& block : factored.blocks) widest = std::max(widest, block.mlp.size());
    Counts counts{.layers = Rational(derive::all_layers(factored)),
                  .width = Rational(static_cast<std::int64_t>(widest)),
                  .factored = Rational(weights_of(factored))};
    if (size.words <= most_multiplied) {
      counts.plain = Rational(weights_of(network(Form::plain, size)));
    }
    return counts;
  }

  std::mutex mutex_;
  std::map<std::int64_t, Counts> counts_;
};

derive::Count count_by(const std::shared_ptr<Counted>& counted, Entries Counts::*count) {
  return [counted, count](std::int64_t words) { return counted->at(words).*count; };
}

}  // namespace

std::vector<check::Series> machine_series() {
  const auto counted = std::make_shared<Counted>();
  const derive::Computer plain{.name = "ReLU network",
                               .note = "its one column holds the memory; built up to 128 words",
                               .layers = count_by(counted, &Counts::layers),
                               .width = count_by(counted, &Counts::width),
                               .weights = count_by(counted, &Counts::plain),
                               .cost = count_by(counted, &Counts::plain),
                               .width_formula = "$4MN + K$",
                               .promised_width = promised_width_at};
  const derive::Computer factored{.name = "ReLU network, sums as wires",
                                  .note = "each matrix as a product of two sparse ones",
                                  .layers = count_by(counted, &Counts::layers),
                                  .width = count_by(counted, &Counts::width),
                                  .weights = count_by(counted, &Counts::factored),
                                  .cost = count_by(counted, &Counts::factored)};
  const derive::Computer published{.name = "published ReLU network",
                                   .note = "by its own count of layers",
                                   .kind = check::LineKind::recalled,
                                   .layers = derive::constant(23)};
  return derive::computer_series({plain, factored, published});
}

}  // namespace attest::looped_relu_mlp

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the block, counted as of every looped computer.
#include <algorithm>
#include <optional>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/derive/looped_sizes.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_subleq_published {
namespace {

using derive::looped::by_memory_words;
using derive::looped::columns_of_words;

model::Transformer ten_layers_at(std::int64_t words) {
  return ten_layer_block(by_memory_words(words));
}
std::optional<Rational> ten_layers_width(std::int64_t words) {
  return derive::looped::promised_width(Blocks::ten_layers, by_memory_words(words));
}

/// 8 log n + 5N, which leaves out what does not grow and the case 3k > 2N.
std::optional<Rational> printed_width(std::int64_t words) {
  return Rational(8 * by_memory_words(words).address_bits() + 5 * derive::computer_word_bits);
}
/// At 1024 columns.
std::optional<Rational> loom_width_at(std::int64_t words) {
  return columns_of_words(words) == 1024 ? std::optional(Rational(155)) : std::nullopt;
}

/// A figure from print.
derive::Computer printed(const char* name, const char* note, std::int64_t layers,
                         const derive::Count& width = {}) {
  return {.name = name,
          .note = note,
          .kind = check::LineKind::recalled,
          .layers = derive::constant(layers),
          .width = width};
}

}  // namespace

std::vector<check::Series> machine_series() {
  derive::Computer ten =
      derive::computer_of("published block, rebuilt", ten_layers_at, columns_of_words);
  ten.note = "M words, M - 1 commands, all columns evaluated";
  ten.width_formula = "$8k + 3N + \\max(3k, 2N) + 1$, $k = \\log_2 2M$";
  ten.promised_width = ten_layers_width;
  return derive::computer_series(
      {ten,
       printed("published block", "by the paper's count of layers; width without what is constant",
               9, printed_width),
       printed("Loom", "another machine, of 22 instructions; its width at 1024 columns", 8,
               loom_width_at)});
}

}  // namespace attest::looped_subleq_published

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the block, counted as of every looped computer.
#include <algorithm>
#include <optional>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_subleq_published {
namespace {

/// M words, M - 1 commands and the machine's column.
Size by_memory_words(std::int64_t words) {
  const auto memory = static_cast<int>(words);
  return {.columns = 2 * memory, .memory = memory, .word_bits = derive::computer_word_bits};
}
std::int64_t columns_of_words(std::int64_t words) { return by_memory_words(words).columns; }

model::Transformer ten_layers_at(std::int64_t words) {
  return ten_layer_block(by_memory_words(words));
}
std::optional<Rational> ten_layers_width(std::int64_t words) {
  const std::int64_t k = by_memory_words(words).address_bits();
  constexpr std::int64_t n = derive::computer_word_bits;
  return Rational(8 * k + 3 * n + std::max(3 * k, 2 * n) + 1);
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

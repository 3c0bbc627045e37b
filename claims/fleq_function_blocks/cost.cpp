// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the block, counted as of every looped computer.
#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::fleq_function_blocks {
namespace {

/// Layers of the published machine with its functions for linear algebra.
constexpr int published_layers = 13;

/// M cells of one number, M commands, all functions.
Size by_memory_words(std::int64_t words) {
  const auto cells = static_cast<int>(words);
  return {.side = 1, .cells = cells, .commands = cells, .operations = all_operations()};
}
std::int64_t columns_of_words(std::int64_t words) { return by_memory_words(words).columns(); }

model::Transformer numbers_at(std::int64_t words) { return construction(by_memory_words(words)); }

/// d = 1, sum r_m = 7, M = 5.
std::optional<Rational> numbers_width(std::int64_t words) {
  return Rational(14 * by_memory_words(words).address_bits() + 26);
}

}  // namespace

std::vector<check::Series> machine_series() {
  derive::Computer numbers =
      derive::computer_of("FLEQ, cells of one number", numbers_at, columns_of_words);
  numbers.note = "M cells, M commands, five functions; numbers are rationals, not 16 bits";
  numbers.width_formula = "$14k + 26$, $k = \\log_2 2M$";
  numbers.promised_width = numbers_width;
  const derive::Computer published{.name = "published FLEQ machine",
                                   .note = "by its own count of layers",
                                   .kind = check::LineKind::recalled,
                                   .layers = derive::constant(published_layers)};
  return derive::computer_series({numbers, published});
}

}  // namespace attest::fleq_function_blocks

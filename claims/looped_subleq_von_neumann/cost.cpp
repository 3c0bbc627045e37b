// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, width, weights and cost of the blocks, counted as of every looped computer.
#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using machine::subleq::Dialect;

constexpr int counted_loops = 64;
constexpr std::int64_t least_indexed = 16;  // words from which the engine leaves columns out

/// M words and the columns before them.
Size by_memory_words(std::int64_t words, Blocks blocks) {
  const int bits = blocks == Blocks::integers ? 0 : derive::computer_word_bits;
  return {.words = static_cast<int>(words),
          .rules = {.dialect = Dialect::davidar_sq, .word_bits = bits}};
}

template <Blocks blocks>
model::Transformer block_at(std::int64_t words) {
  return block(blocks, by_memory_words(words, blocks));
}
template <Blocks blocks>
std::int64_t columns_at(std::int64_t words) {
  return by_memory_words(words, blocks).columns();
}
template <Blocks blocks>
derive::Computer computer(const char* name) {
  return derive::computer_of(name, block_at<blocks>, columns_at<blocks>);
}

/// The machine before its first loop, with a program that counts down for ever in eight words:
/// m[6] -= m[7], then back.
check::Case start_at(std::int64_t words) {
  Snapshot first{.memory = {.words = {7, 6, 3, 7, 6, 0, 0, 1}}};
  first.memory.words.resize(static_cast<std::size_t>(words));
  return tokens_of(Blocks::three_layers, by_memory_words(words, Blocks::three_layers), first);
}

std::optional<Rational> changed_cost(std::int64_t words) {
  if (words < least_indexed) return std::nullopt;
  return derive::incremental_cost(block_at<Blocks::three_layers>, start_at, counted_loops)(words);
}

}  // namespace

std::vector<check::Series> machine_series() {
  constexpr std::int64_t n = derive::computer_word_bits;
  derive::Computer three = computer<Blocks::three_layers>("three layers, one memory");
  three.note = "code and data in M words, all columns evaluated";
  three.width_formula = "$14N + 10$";
  three.promised_width = derive::constant(14 * n + 10);
  derive::Computer two = computer<Blocks::two_layers>("two layers, one memory");
  two.note = three.note;
  two.width_formula = "$26N + 10$";
  two.promised_width = derive::constant(26 * n + 10);
  // Bits are not what it reads: words are numbers on one register.
  derive::Computer integers = computer<Blocks::integers>("three layers on integers");
  integers.note = "a word is one number; weights up to 2^33";
  integers.kind = check::LineKind::competitor;
  integers.width_formula = "$19$";
  integers.promised_width = derive::constant(19);
  const derive::Computer changed{
      .name = "three layers, changed columns",
      .note = "keys found by an index, from 16 words on; mean of 64 loops of one program",
      .cost = changed_cost};
  return derive::computer_series({three, two, integers, changed});
}

}  // namespace attest::looped_subleq_von_neumann

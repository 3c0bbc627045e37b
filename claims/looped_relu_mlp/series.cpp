// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the network grows with its memory and with its words.
#include "reference/derive/series.hpp"

#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/gadget/one_memory_blocks.hpp"

namespace attest::looped_relu_mlp {
namespace {

using check::LineKind;
using Entries = std::optional<Rational>;

constexpr int series_word_bits = 8;
constexpr std::int64_t most_built = 128;  // words of a plain network that is built

Size by_words(std::int64_t words) {
  return {.words = static_cast<int>(words), .word_bits = series_word_bits};
}
/// Eight words.
Size by_word_bits(std::int64_t bits) { return {.words = 8, .word_bits = static_cast<int>(bits)}; }

model::Transformer factored_of(std::int64_t words) {
  return network(Form::factored, by_words(words));
}

Entries plain_weights(std::int64_t words) {
  if (words > most_built) return std::nullopt;
  return Rational(weights_of(network(Form::plain, by_words(words))));
}
Entries factored_weights(std::int64_t words) { return Rational(weights_of(factored_of(words))); }
Entries promised_plain(std::int64_t words) {
  return promised_weights(Form::plain, by_words(words));
}
Entries promised_factored(std::int64_t words) {
  return promised_weights(Form::factored, by_words(words));
}
/// Every bit of the state is read.
Entries bits_of(std::int64_t words) { return Rational(by_words(words).state_bits()); }
/// For each pc and each address, twice, a unit that reads one bit of the memory, the address at pc
/// and pc itself; and what it is added to.
Entries pairs_of(std::int64_t words) {
  const Size size = by_words(words);
  const Rational reads = 2 + size.address_bits() + size.used_bits();
  return 2 * Rational(words) * Rational(words) * size.word_bits * reads;
}

std::unique_ptr<check::Subject> steps_at(std::int64_t words) {
  const Size size = by_words(words);
  return derive::make_subject(derive::Computes{.model = network(Form::factored, size),
                                               .task = task::subleq_bits(size.task()),
                                               .inputs = random_states(size, 64, 1)});
}

check::Series weights() {
  return {.name = "weights",
          .title = "Nonzero weights by memory",
          .size = "M",
          .size_meaning = "words of memory, 8 bits each",
          .quantity = "nonzero weights, biases not counted [count]",
          .sizes = {4, 8, 16, 32, 64, 128, 256, 512},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every bit of the state is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$MN + K$",
                     .count = bits_of},
                    {.name = "promised, sums multiplied out",
                     .kind = LineKind::upper_bound,
                     .formula = "$6MN^2+45MN+2M^2u+MK+2M+2N+3K^2+27K+u+4$, $u = \\min(N,K)$",
                     .note = "S1",
                     .bounded = "plain network",
                     .count = promised_plain},
                    {.name = "plain network",
                     .kind = LineKind::construction,
                     .note = "built up to 128 words",
                     .count = plain_weights},
                    {.name = "promised, sums kept as wires",
                     .kind = LineKind::upper_bound,
                     .formula = "$26MN+6N^2+27N+MK+2Mu+2M+3K^2+18K+u+10$, $u = \\min(N,K)$",
                     .note = "S1.factored",
                     .bounded = "sums kept as wires",
                     .count = promised_factored},
                    {.name = "sums kept as wires",
                     .kind = LineKind::construction,
                     .count = factored_weights},
                    {.name = "a unit for each pc and address",
                     .kind = LineKind::baseline,
                     .formula = "$2M^2 N (K+u+2)$",
                     .note = "no buses: both operands in one layer",
                     .count = pairs_of}},
          .subject = steps_at};
}

Entries units_at(std::int64_t bits) {
  std::int64_t sum = 0;
  for (const model::Block& block : network(Form::factored, by_word_bits(bits)).blocks) {
    sum += static_cast<std::int64_t>(block.mlp.size());
  }
  return Rational(sum);
}
Entries promised_units(std::int64_t bits) {
  const Rational m = 8;
  const Rational k = 3;
  return 12 * m * bits + 5 * m + 9 * Rational(bits) + 12 * k + 8;
}
/// All that a loop hands on.
Entries word_of_state(std::int64_t bits) { return Rational(8 * bits + 3); }
/// The looped attention block of three layers on the same machine.
Entries attention_units(std::int64_t bits) {
  namespace one_memory = gadget::one_memory;
  const machine::subleq::Rules rules{.dialect = machine::subleq::Dialect::howerj,
                                     .word_bits = static_cast<int>(bits)};
  const model::Transformer block =
      one_memory::block(one_memory::Blocks::three_layers, {.words = 3, .rules = rules});
  return Rational(derive::resources(block).units);
}
/// A unit for each pair of operands, for the difference alone.
Entries operand_table(std::int64_t bits) {
  return Rational(power_of_two(static_cast<unsigned>(2 * bits)));
}

check::Series units() {
  return {
      .name = "units",
      .title = "ReLU units by word length",
      .size = "N",
      .size_meaning = "bits of a word, eight words",
      .quantity = "ReLU units [count]",
      .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {{.name = "promised",
                 .kind = LineKind::upper_bound,
                 .formula = "$12MN+5M+9N+12K+8$, $M = 8$, $K = 3$",
                 .note = "S1: the six layers together",
                 .count = promised_units},
                {.name = "six hidden layers", .kind = LineKind::construction, .count = units_at},
                {.name = "bits of the state",
                 .kind = LineKind::competitor,
                 .formula = "$MN + K$",
                 .note = "copied from layer to layer for want of a residual stream",
                 .count = word_of_state},
                {.name = "looped attention, three layers",
                 .kind = LineKind::competitor,
                 .formula = "$28N + 16$",
                 .note = "of each column; whatever M is; looped_subleq_von_neumann",
                 .count = attention_units},
                {.name = "table of all operand pairs",
                 .kind = LineKind::baseline,
                 .formula = "$4^N$",
                 .note = "a unit a pair, for the difference alone",
                 .count = operand_table}}};
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  result.push_back(weights());
  result.push_back(units());
  return result;
}

}  // namespace attest::looped_relu_mlp

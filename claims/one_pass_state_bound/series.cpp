// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits of state at depth one: against the hops, and against the alphabet.
#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/machine/automaton.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;

constexpr std::int64_t series_letters = 3;
constexpr std::int64_t series_tokens = 64;

/// Bits of `words` words over 0, .., letters.
Rational word_bits(std::int64_t words, std::int64_t letters) {
  return bits_of(pow(Integer(letters + 1), static_cast<unsigned>(words)));
}

Count needed_bits(std::int64_t k) {
  const machine::Automaton least =
      machine::minimal(machine::table_automaton(series_letters, k, Broken::nothing));
  return Rational(bits_of(machine::reached_counts(least, 100).back()));
}
Count least_bits(std::int64_t k) {
  return Rational(bits_of(
      machine::minimal(machine::table_automaton(series_letters, k, Broken::nothing)).states()));
}
Count table_bits(std::int64_t k) { return word_bits(k * series_letters + 1, series_letters); }
Count remembered_bits(std::int64_t) { return word_bits(series_tokens, series_letters - 1); }
/// Bits that one token holds in the pointers that double: p and val, over positions 0, .., N.
Count pointer_bits(std::int64_t) { return word_bits(2, series_tokens); }

Series bits_of_hops() {
  Series series{.name = "state_bits",
                .title = "Bits of state that one pass of k hops needs, three letters",
                .size = "k",
                .size_meaning = "hops",
                .quantity = "state [bits]"};
  series.why_short = "the number of states grows 3.4 times from one k to the next";
  series.sizes = {1, 2, 3, 4, 5};
  series.lines = {
      {.name = "prefixes that are told apart",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil\\log_2 N_k\\rceil$",
       .note = "S1.counts: no model of one pass has fewer",
       .count = needed_bits},
      {.name = "machine of the classes", .note = "S1.minimal", .count = least_bits},
      {.name = "one layer with k tables",
       .kind = LineKind::competitor,
       .formula = "$\\lceil (3k + 1) \\cdot 2\\rceil$",
       .note = "k s + 1 words of log2(s + 1) bits",
       .count = table_bits},
      {.name = "the word itself",
       .kind = LineKind::baseline,
       .formula = "$\\lceil 64 \\log_2 3\\rceil$",
       .note = "64 tokens kept",
       .count = remembered_bits},
      {.name = "one token of a transformer",
       .kind = LineKind::competitor,
       .formula = "$\\lceil 2\\log_2 65\\rceil$",
       .note = "pointer and value of floor(log2 k) + 2 layers, at 64 tokens: whatever k is",
       .count = pointer_bits},
  };
  return series;
}

Count index_bits(std::int64_t n) { return Rational(n); }
Count delta_bits(std::int64_t n) {
  const std::int64_t words =
      machine::recurrent::delta_rule_layers({1}, n + 2, 1, Broken::nothing).words;
  return word_bits(words, n + 2);
}
Count whole_word_bits(std::int64_t n) { return word_bits(2 * n, n + 1); }
Count token_bits(std::int64_t n) {
  // Pointer up to 2N + 1 and value up to N + 2.
  return Rational(bits_of(Integer(2 * n + 2)) + bits_of(Integer(n + 3)));
}

Series bits_of_letters() {
  Series series{.name = "index_bits",
                .title = "Bits of state that one hop needs, by the alphabet",
                .size = "N",
                .size_meaning = "bits of INDEX; N + 2 symbols, 2N + 1 tokens",
                .quantity = "state [bits]",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t n = 2; n <= 1024; n *= 2) series.sizes.push_back(n);
  series.lines = {
      {.name = "fooling set of INDEX",
       .kind = LineKind::lower_bound,
       .formula = "$N$",
       .note = "S3: recurrent, state-space and kernel models of one layer",
       .count = index_bits},
      {.name = "one delta-rule layer", .note = "s + 1 words, s = N + 2", .count = delta_bits},
      {.name = "the word itself",
       .kind = LineKind::baseline,
       .formula = "$\\lceil 2N\\log_2(N+2)\\rceil$",
       .count = whole_word_bits},
      {.name = "one token of a transformer",
       .kind = LineKind::competitor,
       .formula = "$\\lceil\\log_2(2N+2)\\rceil + \\lceil\\log_2(N+3)\\rceil$",
       .note = "pointer and value of two layers; each token has its own, and all are read",
       .count = token_bits},
  };
  return series;
}

}  // namespace

std::vector<Series> series() { return {bits_of_hops(), bits_of_letters()}; }

}  // namespace attest::one_pass_state_bound

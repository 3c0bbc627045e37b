// SPDX-License-Identifier: Apache-2.0
/// \file
/// The least temperature, as kappa = lambda / ln 2, against the length of words and of addresses.
#include "reference/derive/series.hpp"

#include <optional>
#include <string>

#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using check::LineKind;
using Entries = std::optional<Rational>;

constexpr int series_address_bits = 3;
constexpr int series_word_bits = 4;

/// 2^k columns, one of them a word: no weight depends on more.
Size columns_of(int address_bits, std::int64_t word_bits) {
  return {.columns = 1 << address_bits, .memory = 1, .word_bits = static_cast<int>(word_bits)};
}

template <Blocks blocks>
Entries certified_by_words(std::int64_t bits) {
  return Rational(certified_kappa(blocks, columns_of(series_address_bits, bits)));
}
template <Blocks blocks>
Entries promised_by_words(std::int64_t bits) {
  return Rational(promised_kappa(blocks, series_address_bits, static_cast<int>(bits)));
}
template <Blocks blocks>
Entries found_by_words(std::int64_t bits) {
  const std::optional<int> found = found_kappa(blocks, static_cast<int>(bits));
  return found ? Entries(*found) : std::nullopt;
}
template <Blocks blocks>
Entries certified_by_addresses(std::int64_t k) {
  return Rational(certified_kappa(blocks, columns_of(static_cast<int>(k), series_word_bits)));
}
template <Blocks blocks>
Entries promised_by_addresses(std::int64_t k) {
  return Rational(promised_kappa(blocks, static_cast<int>(k), series_word_bits));
}

/// log2(n^3 / eps) at n = 8, eps = 1/4.
Entries rule_by_words(std::int64_t) { return Rational(3 * series_address_bits + 2); }
/// The same at n = 2^k.
Entries rule_by_addresses(std::int64_t k) { return Rational(3 * k + 2); }
/// Reads to within the square of the last bit, without a look at the arithmetic.
Entries squared_by_words(std::int64_t bits) { return Rational(2 * bits + 6); }
/// Every one of n other columns counted as if its code differed in one bit.
Entries counted_by_addresses(std::int64_t k) {
  return Rational(series_word_bits + 6 + (k + 1) / 2);
}

check::Series by_words() {
  return {.name = "kappa_by_word",
          .title = "Minimal temperature against word length",
          .size = "N",
          .size_meaning = "bits of a word, eight columns",
          .quantity = "kappa = lambda / ln 2 [bits a unit of score]",
          .sizes = {2, 3, 4, 5, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "ten layers, closed form",
                     .kind = LineKind::upper_bound,
                     .formula = "$N + 6 + \\lceil\\log_2 k\\rceil$",
                     .note = "S4",
                     .bounded = "ten layers, certified",
                     .count = promised_by_words<Blocks::ten_layers>},
                    {.name = "ten layers, certified",
                     .kind = LineKind::construction,
                     .note = "the published block, by interval propagation",
                     .count = certified_by_words<Blocks::ten_layers>},
                    {.name = "ten layers, found",
                     .kind = LineKind::lower_bound,
                     .note = "S5: some state goes wrong with one less",
                     .bounded = "ten layers, certified",
                     .count = found_by_words<Blocks::ten_layers>},
                    {.name = "one layer and a rounding one, certified",
                     .kind = LineKind::competitor,
                     .count = certified_by_words<Blocks::one_layer>},
                    {.name = "one layer and a rounding one, found",
                     .kind = LineKind::lower_bound,
                     .note = "S5",
                     .bounded = "one layer and a rounding one, certified",
                     .count = found_by_words<Blocks::one_layer>},
                    {.name = "two layers and a rounding one, certified",
                     .kind = LineKind::competitor,
                     .count = certified_by_words<Blocks::two_layers>},
                    {.name = "two layers and a rounding one, found",
                     .kind = LineKind::lower_bound,
                     .note = "S5",
                     .bounded = "two layers and a rounding one, certified",
                     .count = found_by_words<Blocks::two_layers>},
                    {.name = "five layers, certified",
                     .kind = LineKind::construction,
                     .note = "words rounded before they are subtracted",
                     .count = certified_by_words<Blocks::five_layers>},
                    {.name = "five layers, found",
                     .kind = LineKind::lower_bound,
                     .note = "S5",
                     .bounded = "five layers, certified",
                     .count = found_by_words<Blocks::five_layers>},
                    {.name = "published rule",
                     .kind = LineKind::recalled,
                     .formula = "$\\log_2(n^3/\\epsilon)$, $\\epsilon = 1/4$",
                     .note = "too weak for long words",
                     .count = rule_by_words},
                    {.name = "two bits of kappa a bit",
                     .kind = LineKind::baseline,
                     .formula = "$2N + 6$",
                     .note = "every read as exact as two sums in a row could ask for",
                     .count = squared_by_words}}};
}

check::Series by_addresses() {
  return {.name = "kappa_by_address",
          .title = "Sufficient temperature against the length of addresses",
          .size = "k",
          .size_meaning = "bits of an address, words of four bits",
          .quantity = "kappa = lambda / ln 2 [bits a unit of score]",
          .sizes = {2, 3, 4, 5, 6, 8, 12, 16, 20, 24, 30},
          .why_short = "columns are counted by a 32-bit integer, so k is at most 30",
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "ten layers, closed form",
                     .kind = LineKind::upper_bound,
                     .formula = "$N + 6 + \\lceil\\log_2 k\\rceil$",
                     .note = "S4",
                     .bounded = "ten layers, certified",
                     .count = promised_by_addresses<Blocks::ten_layers>},
                    {.name = "ten layers, certified",
                     .kind = LineKind::construction,
                     .note = "the published block, by interval propagation",
                     .count = certified_by_addresses<Blocks::ten_layers>},
                    {.name = "one layer and a rounding one, certified",
                     .kind = LineKind::competitor,
                     .count = certified_by_addresses<Blocks::one_layer>},
                    {.name = "two layers and a rounding one, certified",
                     .kind = LineKind::competitor,
                     .count = certified_by_addresses<Blocks::two_layers>},
                    {.name = "five layers, closed form",
                     .kind = LineKind::upper_bound,
                     .formula = "$\\lceil\\log_2(48k)/2\\rceil$",
                     .note = "S4",
                     .bounded = "five layers, certified",
                     .count = promised_by_addresses<Blocks::five_layers>},
                    {.name = "five layers, certified",
                     .kind = LineKind::construction,
                     .note = "words rounded before they are subtracted",
                     .count = certified_by_addresses<Blocks::five_layers>},
                    {.name = "published rule",
                     .kind = LineKind::recalled,
                     .formula = "$\\log_2(n^3/\\epsilon)$, $\\epsilon = 1/4$, $n = 2^k$",
                     .note = "more than a read needs",
                     .count = rule_by_addresses},
                    {.name = "half a bit of kappa for each bit of an address",
                     .kind = LineKind::baseline,
                     .formula = "$N + 6 + \\lceil k/2\\rceil$",
                     .note = "every other column counted as if one bit away",
                     .count = counted_by_addresses}}};
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  result.push_back(by_words());
  result.push_back(by_addresses());
  return result;
}

}  // namespace attest::looped_softmax_temperature

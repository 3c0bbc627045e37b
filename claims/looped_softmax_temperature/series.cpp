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

/// Kappas of a block by the size of a series; what is empty is not drawn.
struct Kappas {
  derive::Count promised = {};
  derive::Count certified = {};
  derive::Count found = {};
};

Kappas by_words_of(Blocks blocks) {
  return {.promised = [blocks](std::int64_t bits) -> Entries {
            return promised_kappa(blocks, series_address_bits, static_cast<int>(bits));
          },
          .certified = [blocks](std::int64_t bits) -> Entries {
            return certified_kappa(blocks, columns_of(series_address_bits, bits));
          },
          .found = [blocks](std::int64_t bits) -> Entries {
            const std::optional<int> found = found_kappa(blocks, static_cast<int>(bits));
            return found ? Entries(*found) : std::nullopt;
          }};
}

Kappas by_addresses_of(Blocks blocks) {
  return {.promised = [blocks](std::int64_t k) -> Entries {
            return promised_kappa(blocks, static_cast<int>(k), series_word_bits);
          },
          .certified = [blocks](std::int64_t k) -> Entries {
            return certified_kappa(blocks, columns_of(static_cast<int>(k), series_word_bits));
          }};
}

/// The lines of a block: its closed form if it has a formula, what is certified and what is found.
void add_block(std::vector<check::Line>& lines, const std::string& block, LineKind kind,
               const std::string& note, const Kappas& kappas, const std::string& formula = {}) {
  const std::string certified = block + ", certified";
  if (!formula.empty()) {
    lines.push_back({.name = block + ", closed form",
                     .kind = LineKind::upper_bound,
                     .formula = formula,
                     .note = "S4",
                     .bounded = certified,
                     .count = kappas.promised});
  }
  lines.push_back({.name = certified, .kind = kind, .note = note, .count = kappas.certified});
  if (!kappas.found) return;
  lines.push_back({.name = block + ", found",
                   .kind = LineKind::lower_bound,
                   .note = "S5: some state goes wrong with one less",
                   .bounded = certified,
                   .count = kappas.found});
}

constexpr const char* ten_formula = "$N + 6 + \\lceil\\log_2 k\\rceil$";
constexpr const char* five_formula = "$\\lceil\\log_2(48k)/2\\rceil$";

/// Those of all blocks; of the five layers the closed form where `five` is one.
std::vector<check::Line> of_blocks(Kappas (*kappas)(Blocks), const char* five) {
  std::vector<check::Line> lines;
  add_block(lines, "ten layers", LineKind::construction,
            "the published block, by interval propagation", kappas(Blocks::ten_layers),
            ten_formula);
  add_block(lines, "one layer and a rounding one", LineKind::competitor, "",
            kappas(Blocks::one_layer));
  add_block(lines, "two layers and a rounding one", LineKind::competitor, "",
            kappas(Blocks::two_layers));
  add_block(lines, "five layers", LineKind::construction,
            "words rounded before they are subtracted", kappas(Blocks::five_layers), five);
  return lines;
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
  check::Series series{.name = "kappa_by_word",
                       .title = "Minimal temperature against word length",
                       .size = "N",
                       .size_meaning = "bits of a word, eight columns",
                       .quantity = "kappa = lambda / ln 2 [bits a unit of score]",
                       .sizes = {2, 3, 4, 5, 6, 8, 12, 16, 24, 32},
                       .is_log_size = true,
                       .is_log_quantity = true,
                       .lines = of_blocks(by_words_of, "")};
  series.lines.push_back({.name = "published rule",
                          .kind = LineKind::recalled,
                          .formula = "$\\log_2(n^3/\\epsilon)$, $\\epsilon = 1/4$",
                          .note = "too weak for long words",
                          .count = rule_by_words});
  series.lines.push_back({.name = "two bits of kappa a bit",
                          .kind = LineKind::baseline,
                          .formula = "$2N + 6$",
                          .note = "every read as exact as two sums in a row could ask for",
                          .count = squared_by_words});
  return series;
}

check::Series by_addresses() {
  check::Series series{.name = "kappa_by_address",
                       .title = "Sufficient temperature against the length of addresses",
                       .size = "k",
                       .size_meaning = "bits of an address, words of four bits",
                       .quantity = "kappa = lambda / ln 2 [bits a unit of score]",
                       .sizes = {2, 3, 4, 5, 6, 8, 12, 16, 20, 24, 30},
                       .why_short = "columns are counted by a 32-bit integer, so k is at most 30",
                       .is_log_size = true,
                       .is_log_quantity = true,
                       .lines = of_blocks(by_addresses_of, five_formula)};
  series.lines.push_back({.name = "published rule",
                          .kind = LineKind::recalled,
                          .formula = "$\\log_2(n^3/\\epsilon)$, $\\epsilon = 1/4$, $n = 2^k$",
                          .note = "more than a read needs",
                          .count = rule_by_addresses});
  series.lines.push_back({.name = "half a bit of kappa for each bit of an address",
                          .kind = LineKind::baseline,
                          .formula = "$N + 6 + \\lceil k/2\\rceil$",
                          .note = "every other column counted as if one bit away",
                          .count = counted_by_addresses});
  return series;
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  result.push_back(by_words());
  result.push_back(by_addresses());
  return result;
}

}  // namespace attest::looped_softmax_temperature

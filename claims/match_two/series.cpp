// SPDX-License-Identifier: Apache-2.0
/// \file
/// How keys and the head grow with the modulus and the number of tokens.
#include "reference/derive/series.hpp"

#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

using check::LineKind;
using Bits = std::optional<Rational>;

constexpr std::int64_t series_modulus = 64;  // of the words whose evaluation is counted and timed
constexpr std::int64_t series_cases = 256;   // timed at each length

/// Two coordinates of absolute value at most 2^p, with their signs.
Bits pair_bits(std::int64_t precision) { return Rational(2 * (precision + 2)); }

Bits one_number(std::int64_t modulus) { return Rational(bits_of(modulus - 1)); }
Bits proved_pair(std::int64_t modulus) { return pair_bits(sufficient_precision(modulus)); }
Bits least_pair(std::int64_t modulus) { return pair_bits(least_precision(modulus)); }
Bits integer_pair(std::int64_t modulus) {
  return Rational(bits_of(modulus - 1) + bits_of((modulus - 1) * (modulus - 1)));
}
Bits one_hot(std::int64_t modulus) { return Rational(modulus); }

/// Keys of tokens; the blank's coordinate is the same for all of them.
check::Series key_bits() {
  return {.name = "key_bits",
          .title = "Bits of a token's key",
          .size = "M",
          .size_meaning = "modulus",
          .quantity = "key [bits]",
          .sizes = {4, 8, 16, 32, 64, 128, 256, 512},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "keys of different residues differ",
                     .kind = LineKind::bound,
                     .formula = "$\\lceil \\log_2 M \\rceil$",
                     .note = "a lower bound",
                     .count = one_number},
                    {.name = "cosine and sine at the precision of S5",
                     .kind = LineKind::bound,
                     .formula = "$2(\\lceil 2\\log_2 M - 1 \\rceil + 2)$",
                     .note = "proved to suffice",
                     .count = proved_pair},
                    {.name = "cosine and sine at the least precision that separates",
                     .kind = LineKind::construction,
                     .formula = "$2(p+2)$",
                     .count = least_pair},
                    {.name = "integer form, x and x^2",
                     .kind = LineKind::competitor,
                     .formula = "$\\lceil \\log_2 M \\rceil + \\lceil 2 \\log_2 (M-1) \\rceil$",
                     .count = integer_pair},
                    {.name = "one-hot",
                     .kind = LineKind::baseline,
                     .formula = "$M$",
                     .note = "key dimension M",
                     .count = one_hot}}};
}

model::Transformer series_form(std::int64_t) { return integer_form(series_modulus); }

/// n tokens equal to (M-1)/2: no match, and no product with 0.
check::Case middle_word(std::int64_t n) {
  Matrix word(static_cast<int>(n), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = (series_modulus - 1) / 2;
  return word;
}

Bits every_token(std::int64_t n) { return Rational(n); }
/// A sum, a remainder and a comparison a pair.
Bits every_pair(std::int64_t n) { return Rational(3 * n * n); }

std::unique_ptr<check::Subject> words_at(std::int64_t n) {
  derive::Computes computes{.model = integer_form(series_modulus),
                            .task = task::match_two(series_modulus),
                            .inputs = adversarial_words(n, series_modulus, 1)};
  computes.inputs.size = series_cases;
  return derive::make_subject(std::move(computes));
}

check::Series operations() {
  return {.name = "operations",
          .title = "Operations of the integer form on one word",
          .size = "n",
          .size_meaning = "tokens besides the blank",
          .quantity = "operations of exact arithmetic",
          .sizes = {8, 16, 24, 32, 48, 64, 96, 128},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every token is read",
                     .kind = LineKind::bound,
                     .formula = "$n$",
                     .note = "a lower bound",
                     .count = every_token},
                    {.name = "integer form, literal evaluator",
                     .kind = LineKind::construction,
                     .note = "M = 64, all tokens (M-1)/2",
                     .count = derive::operations_of(series_form, middle_word)},
                    {.name = "loop over all pairs",
                     .kind = LineKind::baseline,
                     .formula = "$3n^2$",
                     .count = every_pair}},
          .subject = words_at};
}

}  // namespace

std::vector<check::Series> series() { return {key_bits(), operations()}; }

}  // namespace attest::match_two

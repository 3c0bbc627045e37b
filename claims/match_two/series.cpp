// SPDX-License-Identifier: Apache-2.0
/// \file
/// How keys, the head and its base grow with the modulus and the number of tokens.
#include "reference/derive/series.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

using check::LineKind;
using Bits = std::optional<Rational>;

constexpr std::int64_t series_modulus = 64;  // of the words whose evaluation is counted and timed
constexpr std::int64_t series_cases = 256;   // timed at each length

/// Bits of the keys that `model` makes of all residues: each coordinate as wide as its largest
/// value, and one bit more where it has both signs.
Bits counted_bits(const model::Transformer& model, std::int64_t modulus) {
  Matrix residues(static_cast<int>(modulus), 1);
  for (int x = 0; x < residues.rows(); ++x) residues(x, 0) = x;
  const Matrix states = model::embed(model, residues);
  std::map<int, std::pair<Rational, Rational>> extents;  // least and largest, 0 among them
  for (int x = 0; x < residues.rows(); ++x) {
    std::map<int, Rational> key;
    for (const model::Entry& entry : model.blocks[0].heads[0].keys[0]) {
      key[entry.to] += entry.weight.value * states(x, entry.from);
    }
    for (const auto& [at, value] : key) {
      auto& [least, largest] = extents[at];
      least = std::min(least, value);
      largest = std::max(largest, value);
    }
  }
  std::int64_t bits = 0;
  for (const auto& [at, extent] : extents) {
    const Rational magnitude = std::max(extent.second, -extent.first);
    bits += magnitude.num().bit_length() + (extent.first.sign() < 0 ? 1 : 0);
  }
  return Rational(bits);
}

Bits one_number(std::int64_t modulus) { return Rational(bits_of(modulus - 1)); }
/// Two coordinates of absolute value at most 2^p, with their signs.
Bits proved_pair(std::int64_t modulus) { return Rational(2 * (sufficient_precision(modulus) + 2)); }
Bits least_pair(std::int64_t modulus) {
  return counted_bits(
      trigonometric_form(modulus, least_precision(modulus), model::Norm::any_hardmax, /*scale=*/1),
      modulus);
}
Bits integer_pair(std::int64_t modulus) { return counted_bits(integer_form(modulus), modulus); }
Bits one_hot(std::int64_t modulus) { return Rational(modulus); }

/// Keys of tokens; the blank's coordinate is the same for all of them.
check::Series key_bits() {
  return {
      .name = "key_bits",
      .title = "Bits of a token's key",
      .size = "M",
      .size_meaning = "modulus",
      .quantity = "key [bits]",
      .sizes = {4, 8, 16, 32, 64, 128, 256, 512},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {{.name = "keys of different residues differ",
                 .kind = LineKind::lower_bound,
                 .formula = "$\\lceil \\log_2 M \\rceil$",
                 .count = one_number},
                {.name = "cosine and sine at the precision of S5",
                 .kind = LineKind::upper_bound,
                 .formula = "$2(\\lceil 2\\log_2 M - 1 \\rceil + 2)$",
                 .note = "S5",
                 .count = proved_pair},
                {.name = "cosine and sine at the least precision that separates",
                 .kind = LineKind::construction,
                 .formula = "$2(p+2)$",
                 .note = "p that precision",
                 .count = least_pair},
                {.name = "integer form, x and x^2",
                 .kind = LineKind::competitor,
                 .formula = "$\\lceil \\log_2 M \\rceil + \\lceil \\log_2 ((M-1)^2 + 1) \\rceil$",
                 .count = integer_pair},
                {.name = "one-hot",
                 .kind = LineKind::baseline,
                 .formula = "$M$",
                 .note = "key dimension M",
                 .count = one_hot}}};
}

model::Transformer series_form(std::int64_t) { return integer_form(series_modulus); }

/// n tokens equal to `x`: no match where 2x is no multiple of the modulus.
check::Case equal_tokens(std::int64_t n, std::int64_t x) {
  Matrix word(static_cast<int>(n), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = x;
  return word;
}
/// 31 + 31 is no multiple of 64, and no product is one with 0.
check::Case middle_word(std::int64_t n) { return equal_tokens(n, series_modulus / 2 - 1); }

Bits every_token(std::int64_t n) { return Rational(n); }

/// The loop over pairs, up to the first match of each token, on the same word.
Bits every_pair(std::int64_t n) {
  const check::Case word = middle_word(n);
  std::int64_t operations = 0;
  for (int i = 0; i < word.rows(); ++i) {
    for (int j = 0; j < word.rows(); ++j) {
      const Rational sum = word(i, 0) + word(j, 0);
      const bool is_match = (sum / series_modulus).is_integer();
      operations += 3;  // the sum, its remainder, the comparison with 0
      if (is_match) break;
    }
  }
  return Rational(operations);
}

/// A table of the residues that occur, then one look for the complement of each token.
Bits residue_table(std::int64_t n) {
  const check::Case word = middle_word(n);
  std::vector<char> occurs(static_cast<std::size_t>(series_modulus));
  std::int64_t operations = 0;
  for (int i = 0; i < word.rows(); ++i) {
    occurs[static_cast<std::size_t>(word(i, 0).num().to_int64())] = 1;
    operations += 1;  // the mark
  }
  std::int64_t matches = 0;
  for (int i = 0; i < word.rows(); ++i) {
    const std::int64_t x = word(i, 0).num().to_int64();
    matches += occurs[static_cast<std::size_t>((series_modulus - x) % series_modulus)];
    operations += 3;  // the difference, its remainder, the look
  }
  ATTEST_REQUIRE(matches == 0, "a word without a match");
  return Rational(operations);
}

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
          .quantity = "operations of exact arithmetic [count]",
          .sizes = {8, 16, 24, 32, 48, 64, 96, 128},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every token is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$n$",
                     .count = every_token},
                    {.name = "integer form, literal evaluator",
                     .kind = LineKind::construction,
                     .note = "M = 64, all tokens 31",
                     .count = derive::operations_of(series_form, middle_word)},
                    {.name = "loop over all pairs",
                     .kind = LineKind::baseline,
                     .formula = "$3n^2$",
                     .note = "on the same word; a sum, a remainder and a comparison a pair",
                     .count = every_pair},
                    {.name = "table of residues",
                     .kind = LineKind::baseline,
                     .formula = "$4n$",
                     .note = "on the same word; a mark or a look at the table is an operation",
                     .count = residue_table}},
          .subject = words_at};
}

constexpr std::int64_t odd_modulus = 7;  // (M-1)/2 is a residue

Bits least_factor(std::int64_t n) { return Rational(sufficient_beta(n, 3)); }
Bits wide_factor(std::int64_t n) { return Rational(sufficient_beta(n, 4)); }

/// Least beta at which the form answers at most 1/4 on n tokens equal to (M-1)/2.
Bits measured_beta(std::int64_t n) {
  const check::Case word = equal_tokens(n, (odd_modulus - 1) / 2);
  for (std::int64_t beta = 0;; ++beta) {
    model::Transformer model = softmax_form(odd_modulus, 2, beta, Rational(3, 4));
    model.decode.readout = model::Readout::exact;
    const std::vector<Rational> outputs = model::answer(model, word, {});
    const bool is_small = std::all_of(outputs.begin(), outputs.end(),
                                      [](const Rational& x) { return x <= Rational(1, 4); });
    if (is_small) return Rational(beta);
  }
}

/// One-hot keys, score 2 of a match, 1 of the blank, 0 of every other token: n/(n + 2^beta).
Bits one_hot_beta(std::int64_t n) {
  std::int64_t beta = 0;
  while (Rational(n, Integer(n) + power_of_two(static_cast<unsigned>(beta))) > Rational(1, 4)) {
    ++beta;
  }
  return Rational(beta);
}

check::Series betas() {
  return {.name = "beta",
          .title = "Bits of the softmax base that tell a match from none",
          .size = "n",
          .size_meaning = "tokens besides the blank",
          .quantity = "$\\beta$ of the base $2^\\beta$ [bits]",
          .sizes = {2, 3, 5, 8, 10, 16, 21, 32, 42},
          .is_log_size = true,
          .lines = {{.name = "no smaller base",
                     .kind = LineKind::lower_bound,
                     .formula = "$\\lceil \\log_2 3n \\rceil$",
                     .note = "S3, odd M: outputs of at most 1/4 without a match",
                     .count = least_factor},
                    {.name = "sufficient for 4/5 against 1/5",
                     .kind = LineKind::upper_bound,
                     .formula = "$\\lceil \\log_2 4n \\rceil$",
                     .note = "S3",
                     .count = wide_factor},
                    {.name = "least that gives at most 1/4 on n tokens (M-1)/2",
                     .kind = LineKind::construction,
                     .note = "M = 7; exact outputs of the integer form",
                     .count = measured_beta},
                    {.name = "one-hot keys",
                     .kind = LineKind::baseline,
                     .note = "key dimension M: its scores stand as far apart",
                     .count = one_hot_beta}}};
}

}  // namespace

std::vector<check::Series> series() { return {key_bits(), operations(), betas()}; }

}  // namespace attest::match_two

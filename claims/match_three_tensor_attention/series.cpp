// SPDX-License-Identifier: Apache-2.0
/// \file
/// What third-order heads save in size, and what they cost in time.
#include "reference/derive/series.hpp"

#include <algorithm>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

constexpr std::int64_t series_modulus = 1024;  // of the words that are counted and timed
constexpr std::int64_t series_cases = 20;      // timed at each length

model::Transformer series_form(std::int64_t) { return integer_form(series_modulus); }

/// n tokens 1, .., n: no triple of sum zero below M / 3.
check::Case small_numbers(std::int64_t n) {
  Matrix word(static_cast<int>(n), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = i + 1;
  return word;
}

Count every_token(std::int64_t n) { return Rational(n); }

/// The loop over triples, up to the first of sum zero of each token, on the same word.
Count every_triple(std::int64_t n) {
  const check::Case word = small_numbers(n);
  std::int64_t operations = 0;
  for (int i = 0; i < word.rows(); ++i) {
    for (int j = 0; j < word.rows(); ++j) {
      for (int k = 0; k < word.rows(); ++k) {
        const Rational sum = word(i, 0) + word(j, 0) + word(k, 0);
        operations += 4;  // two sums, a remainder, the comparison with 0
        ATTEST_REQUIRE(!(sum / series_modulus).is_integer(), "a word without a match");
      }
    }
  }
  return Rational(operations);
}

/// A table of the residues that occur, then one look for each pair.
Count residue_table(std::int64_t n) {
  const check::Case word = small_numbers(n);
  std::vector<char> occurs(static_cast<std::size_t>(series_modulus));
  std::int64_t operations = 0;
  for (int k = 0; k < word.rows(); ++k) {
    occurs[static_cast<std::size_t>(word(k, 0).num().to_int64())] = 1;
    operations += 1;  // the mark
  }
  for (int i = 0; i < word.rows(); ++i) {
    for (int j = 0; j < word.rows(); ++j) {
      const Integer sum = (word(i, 0) + word(j, 0)).num();
      const std::int64_t rest = floor_mod(-sum, series_modulus).to_int64();
      operations += 3;  // the sum, its remainder, the look
      ATTEST_REQUIRE(occurs[static_cast<std::size_t>(rest)] == 0, "a word without a match");
    }
  }
  return Rational(operations);
}

std::unique_ptr<check::Subject> words_at(std::int64_t n) {
  derive::Computes computes{.model = integer_form(series_modulus),
                            .task = task::match_three(series_modulus),
                            .inputs = planted_words(n, series_modulus, 1)};
  computes.inputs.size = series_cases;
  return derive::make_subject(std::move(computes));
}

check::Series operations() {
  return {.name = "operations",
          .title = "Operations on one word: the price of pairs",
          .size = "n",
          .size_meaning = "tokens besides the blank",
          .quantity = "operations of exact arithmetic [count]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every token is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$n$",
                     .count = every_token},
                    {.name = "third-order heads, literal evaluator",
                     .kind = LineKind::construction,
                     .note = "M = 1024, tokens 1, .., n",
                     .count = derive::operations_of(series_form, small_numbers)},
                    {.name = "loop over all triples",
                     .kind = LineKind::baseline,
                     .formula = "$4n^3$",
                     .note = "on the same word; two sums, a remainder, a comparison a triple",
                     .count = every_triple},
                    {.name = "table of residues, loop over pairs",
                     .kind = LineKind::baseline,
                     .formula = "$3n^2 + n$",
                     .note = "on the same word; a mark or a look at the table is an operation",
                     .count = residue_table}},
          .subject = words_at};
}

/// Scores that the heads compute on n tokens, the blank's rows included.
Count counted_scores(std::int64_t n) {
  const model::Trace trace = model::trace(series_form(n), small_numbers(n), {});
  std::int64_t scores = 0;
  for (const model::HeadTrace& head : trace.layers[0].heads) {
    scores += std::count(head.visible.begin(), head.visible.end(), 1);
  }
  return Rational(scores);
}
Count promised_scores(std::int64_t n) { return Rational(2 * (n + 1) * (n + 1) * (n + 1)); }
Count triples(std::int64_t n) { return Rational(n * n * n); }
Count ordinary_scores(std::int64_t n) { return Rational((n + 1) * (n + 1)); }

check::Series scores() {
  return {.name = "scores",
          .title = "Attention scores of one layer",
          .size = "n",
          .size_meaning = "tokens besides the blank",
          .quantity = "scores [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "two heads over all pairs",
                     .kind = LineKind::upper_bound,
                     .formula = "$2(n+1)^3$",
                     .count = promised_scores},
                    {.name = "third-order heads",
                     .kind = LineKind::construction,
                     .note = "S2, the blank among queries and keys",
                     .count = counted_scores},
                    {.name = "all triples of tokens",
                     .kind = LineKind::baseline,
                     .formula = "$n^3$",
                     .count = triples},
                    {.name = "one ordinary head",
                     .kind = LineKind::competitor,
                     .formula = "$(n+1)^2$",
                     .note = "of constant size it fails the task",
                     .count = ordinary_scores}}};
}

/// M = n^2, the size from which ordinary attention is bounded best.
std::int64_t square(std::int64_t n) { return n * n; }

/// Heads times rank times the bits of a coordinate below 8M^2 and its sign.
Count third_order_size(std::int64_t n) {
  const derive::Resources used = derive::resources(integer_form(square(n)));
  const Integer bound = Integer(8) * square(n) * square(n);
  return Rational(Integer(used.heads * used.key_dimension) * ((bound - 1).bit_length() + 1));
}
Count promised_size(std::int64_t n) { return Rational(16 * (4 * bits_of(n - 1) + 4)); }
Count ordinary_bound(std::int64_t n) { return Rational((n - 1) / 2); }
/// Heads times key dimension of the Strassen form of Match3 (strassen_attention, S2.match) times
/// the bits of its largest coordinate, twice the sink's penalty 20 + 2(2M-3)^2, and its sign.
Count strassen_size(std::int64_t n) {
  const Integer offset = Integer(2) * square(n) - 3;
  return Rational(Integer(2 * 12) * ((4 * offset * offset + 40).bit_length() + 1));
}
Count all_residues(std::int64_t n) { return Rational(n * bits_of(square(n) - 1)); }

check::Series sizes() {
  return {
      .name = "size",
      .title = "Heads times dimension times bits, M = n^2",
      .size = "n",
      .size_meaning = "tokens besides the blank",
      .quantity = "heads times dimension times precision [bits]",
      .sizes = {16, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {{.name = "ordinary attention, one layer",
                 .kind = LineKind::lower_bound,
                 .formula = "$\\lfloor (n-1)/2 \\rfloor$",
                 .note = "match_three_one_layer_bound, S3; third-order heads pass below it from "
                         "n = 2048 on",
                 .bounded = "ordinary attention, a number a token",
                 .count = ordinary_bound},
                {.name = "16 coordinates of O(log n) bits",
                 .kind = LineKind::upper_bound,
                 .formula = "$16(4 \\lceil \\log_2 n \\rceil + 4)$",
                 .count = promised_size},
                {.name = "third-order heads",
                 .kind = LineKind::construction,
                 .note = "S2: two heads, rank 8, coordinates below 8M^2",
                 .count = third_order_size},
                {.name = "Strassen attention, two heads",
                 .kind = LineKind::competitor,
                 .formula = "$24(\\lfloor \\log_2 (4(2M-3)^2 + 40) \\rfloor + 2)$",
                 .note = "strassen_attention, S2.match: key dimension 12",
                 .count = strassen_size},
                {.name = "ordinary attention, a number a token",
                 .kind = LineKind::baseline,
                 .formula = "$n \\lceil \\log_2 n^2 \\rceil$",
                 .count = all_residues}}};
}

}  // namespace

std::vector<check::Series> series() { return {operations(), scores(), sizes()}; }

}  // namespace attest::match_three_tensor_attention

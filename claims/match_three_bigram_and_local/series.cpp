// SPDX-License-Identifier: Apache-2.0
/// \file
/// Width of the local form by K and by n, and bits of the bigram form's scores.
#include "reference/derive/series.hpp"

#include <optional>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "claims/match_three_bigram_and_local/parts.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

constexpr std::int64_t series_modulus = 3;
constexpr std::int64_t series_reach = 2;
constexpr std::int64_t series_tokens = 4096;
constexpr std::int64_t number_bits = 32;  // of Match3's numbers

model::Transformer local_at_reach(std::int64_t reach) { return local_form(series_modulus, reach); }
model::Transformer local_at_length(std::int64_t) {
  return local_form(series_modulus, series_reach);
}

Count width_bound(std::int64_t reach) { return Rational(6 * reach + 9); }
Count published_width(std::int64_t reach) { return Rational(reach * ceil_log2(series_tokens)); }
Count published_width_at(std::int64_t n) { return Rational(series_reach * ceil_log2(n)); }
Count all_tokens(std::int64_t n) { return Rational(n); }

/// H (m+1) log2 R >= floor((n-1)/2), one head, R = 2^32.
Count match_three_width(std::int64_t n) {
  const Rational least = Rational((n - 1) / 2, number_bits) - 1;
  return Rational(std::max(least.ceil(), Integer(0)));
}

check::Series width_by_reach() {
  return {.name = "width_by_reach",
          .title = "Width of the local form by distance",
          .size = "K",
          .size_meaning = "largest distance",
          .quantity = "width [channels]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "claimed",
                     .kind = LineKind::upper_bound,
                     .formula = "$6K+9$",
                     .note = "S2",
                     .count = width_bound},
                    {.name = "three blocks",
                     .kind = LineKind::construction,
                     .note = "M = 3, any n",
                     .count = derive::resource_of(local_at_reach, &derive::Resources::width)},
                    {.name = "published, by sparse averaging",
                     .kind = LineKind::competitor,
                     .formula = "$K \\lceil \\log_2 N \\rceil$",
                     .note = "recalled; N = 4096, the constant taken as 1",
                     .count = published_width},
                    {.name = "every token in a slot of its own",
                     .kind = LineKind::baseline,
                     .formula = "$N$",
                     .note = "N = 4096",
                     .count = derive::constant(series_tokens)}}};
}

check::Series width_by_length() {
  return {.name = "width_by_length",
          .title = "Width of the local form by length",
          .size = "N",
          .size_meaning = "tokens",
          .quantity = "width [channels]",
          .sizes = {64, 128, 256, 512, 1024, 2048, 4096, 8192},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "claimed",
                     .kind = LineKind::upper_bound,
                     .formula = "$6K+9$",
                     .note = "K = 2",
                     .count = derive::constant(8 * series_reach + 8)},
                    {.name = "three blocks",
                     .kind = LineKind::construction,
                     .note = "K = 2, M = 3",
                     .count = derive::resource_of(local_at_length, &derive::Resources::width)},
                    {.name = "published, by sparse averaging",
                     .kind = LineKind::competitor,
                     .formula = "$K \\lceil \\log_2 N \\rceil$",
                     .note = "recalled; K = 2, the constant taken as 1",
                     .count = published_width_at},
                    {.name = "Match3 itself in one layer, at least",
                     .kind = LineKind::competitor,
                     .formula = "$\\lceil \\lfloor (N-1)/2 \\rfloor / 32 \\rceil - 1$",
                     .note = "one head, numbers of 32 bits; match_three_one_layer_bound",
                     .count = match_three_width},
                    {.name = "every token in a slot of its own",
                     .kind = LineKind::baseline,
                     .formula = "$N$",
                     .count = all_tokens}}};
}

}  // namespace

std::vector<check::Series> series() { return {width_by_reach(), width_by_length()}; }

}  // namespace attest::match_three_bigram_and_local

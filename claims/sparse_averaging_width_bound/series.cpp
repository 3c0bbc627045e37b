// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits of the asking token: what is needed, what the constructions send, and the ratio.
#include "reference/check/series.hpp"

#include <algorithm>

#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "reference/gadget/disjunct_code.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/gadget/sign_keys.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using check::LineKind;
using Bits = std::optional<Rational>;

constexpr int fixed_n = 64;
constexpr int fixed_q = 4;

/// Bits of z = +-1 and of a set of q of n positions, by embedding.
Bits moment_bits(int n, int q) {
  Rational sum = 1;
  for (const std::int64_t bits : gadget::moment_query_bits(n, q)) sum += bits;
  return sum;
}
Bits disjunct_bits(int n, int q) { return 1 + gadget::least_disjunct_code(n, q).cells(); }
Bits sign_bits(int n, int q) {
  const gadget::SignRounding* rounding = gadget::rounding_of(n, q);
  if (rounding == nullptr) return std::nullopt;
  return 1 + rounding->query_bits();
}
Bits pointer_bits(int n, int q) { return 1 + q * Integer(n - 1).bit_length(); }

int narrow(std::int64_t size) { return static_cast<int>(size); }

Bits disjointness_by_q(std::int64_t q) { return q; }
Bits bound_by_q(std::int64_t q) { return bits_needed(fixed_n, narrow(q)); }
Bits moment_by_q(std::int64_t q) { return moment_bits(fixed_n, narrow(q)); }
Bits disjunct_by_q(std::int64_t q) { return disjunct_bits(fixed_n, narrow(q)); }
Bits signs_by_q(std::int64_t q) { return sign_bits(fixed_n, narrow(q)); }
Bits pointers_by_q(std::int64_t q) { return pointer_bits(fixed_n, narrow(q)); }
Bits one_hot_by_q(std::int64_t) { return fixed_n + 1; }

Bits disjointness_by_n(std::int64_t) { return fixed_q; }
Bits bound_by_n(std::int64_t n) { return bits_needed(narrow(n), fixed_q); }
Bits moment_by_n(std::int64_t n) { return moment_bits(narrow(n), fixed_q); }
Bits disjunct_by_n(std::int64_t n) { return disjunct_bits(narrow(n), fixed_q); }
Bits pointers_by_n(std::int64_t n) { return pointer_bits(narrow(n), fixed_q); }
Bits one_hot_by_n(std::int64_t n) { return n + 1; }

Rational over_bound(const Bits& bits, std::int64_t n) {
  return *bits / Rational(bits_needed(narrow(n), fixed_q));
}
Bits one(std::int64_t) { return 1; }
Bits moment_ratio(std::int64_t n) { return over_bound(moment_by_n(n), n); }
Bits disjunct_ratio(std::int64_t n) { return over_bound(disjunct_by_n(n), n); }
Bits pointers_ratio(std::int64_t n) { return over_bound(pointers_by_n(n), n); }
Bits one_hot_ratio(std::int64_t n) { return over_bound(one_hot_by_n(n), n); }

/// The same sizes with every line over the counting bound.
check::Series gap_of(const check::Series& by_n) {
  check::Series gap = by_n;
  gap.name = "optimality_gap";
  gap.title = "Bits of the asking token over the counting bound, q = 4";
  gap.quantity = "bits over the bound of S3 [ratio]";
  gap.lines.erase(gap.lines.begin());
  const std::vector<Bits (*)(std::int64_t)> ratios{one, moment_ratio, disjunct_ratio,
                                                   pointers_ratio, one_hot_ratio};
  for (std::size_t l = 0; l < ratios.size(); ++l) gap.lines[l].count = ratios[l];
  gap.lines[0].formula = "$1$";
  for (check::Line& line : gap.lines) {
    if (line.kind != LineKind::lower_bound) line.formula = {};
  }
  return gap;
}

}  // namespace

std::vector<check::Series> series() {
  check::Series by_q{.name = "message_bits",
                     .title = "Bits in which a token asks, N = 64",
                     .size = "q",
                     .size_meaning = "pointers of a token",
                     .quantity = "embedding of the asking token [bits]",
                     .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 31},
                     .is_log_size = true,
                     .is_log_quantity = true};
  by_q.lines = {
      {.name = "disjointness",
       .kind = LineKind::lower_bound,
       .formula = "$q$",
       .note = "S2, N >= 2q+1",
       .count = disjointness_by_q},
      {.name = "counting",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil 1 + \\log_2 \\binom{N}{q} \\rceil$",
       .note = "S3",
       .count = bound_by_q},
      {.name = "moment curve", .kind = LineKind::construction, .count = moment_by_q},
      {.name = "disjunct code",
       .kind = LineKind::competitor,
       .note = "one bit a cell",
       .count = disjunct_by_q},
      {.name = "pointers, for q heads",
       .kind = LineKind::competitor,
       .formula = "$1 + q \\lceil \\log_2 N \\rceil$",
       .note = "q heads of key dimension 2",
       .count = pointers_by_q},
      {.name = "one-hot", .kind = LineKind::baseline, .formula = "$N + 1$", .count = one_hot_by_q}};
  check::Series by_n{.name = "message_bits_by_length",
                     .title = "Bits in which a token asks, q = 4",
                     .size = "N",
                     .size_meaning = "tokens",
                     .quantity = "embedding of the asking token [bits]",
                     .sizes = {16, 32, 64, 128, 256, 512, 1024, 2048},
                     .is_log_size = true,
                     .is_log_quantity = true};
  by_n.lines = by_q.lines;
  by_q.lines.push_back({.name = "random signs",
                        .kind = LineKind::competitor,
                        .note = "rounded certificates of error 1/4, certified at q = 1 and 2",
                        .count = signs_by_q});
  const std::vector<Bits (*)(std::int64_t)> by_length{
      disjointness_by_n, bound_by_n, moment_by_n, disjunct_by_n, pointers_by_n, one_hot_by_n};
  for (std::size_t l = 0; l < by_length.size(); ++l) by_n.lines[l].count = by_length[l];
  return {by_q, by_n, gap_of(by_n)};
}

}  // namespace attest::sparse_averaging_width_bound

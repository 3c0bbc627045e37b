// SPDX-License-Identifier: Apache-2.0
/// \file
/// Key dimension and query bits by N: sign keys, disjunct code, moment curve, one-hot keys.
#include "reference/check/series.hpp"

#include <algorithm>
#include <bit>

#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/moment_curve.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

using check::LineKind;
using Width = std::optional<Rational>;

template <int q>
Width recorded(const std::vector<gadget::SignRecord>& records, std::int64_t n) {
  const gadget::SignRecord* record = gadget::record_of(records, static_cast<int>(n), q);
  if (record == nullptr) return std::nullopt;
  return record->m;
}
template <int q>
Width one_sided(std::int64_t n) {
  return recorded<q>(gadget::one_sided_records(), n);
}
template <int q>
Width two_sided(std::int64_t n) {
  return recorded<q>(gadget::two_sided_records(), n);
}
/// c q log2 N where that is whole.
template <int q, int c>
Width fitted(std::int64_t n) {
  const auto word = static_cast<std::uint64_t>(n);
  if (!std::has_single_bit(word)) return std::nullopt;
  return c * q * std::countr_zero(word);
}
template <int q>
Width code_width(std::int64_t n) {
  const gadget::DisjunctCode code = gadget::least_disjunct_code(static_cast<int>(n), q);
  return derive::resources(code_head(code, q)).key_dimension;
}
template <int q>
Width order_bound(std::int64_t) {
  return 2 * q;
}
Width one_hot(std::int64_t n) { return n; }

Width moment_bits(std::int64_t n) {
  std::int64_t sum = 0;
  for (const std::int64_t bits : gadget::moment_query_bits(static_cast<int>(n), 2)) sum += bits;
  return sum;
}
Width sign_bits(std::int64_t n) {
  const gadget::SignRounding* rounding = gadget::rounding_of(static_cast<int>(n), 2);
  if (rounding == nullptr) return std::nullopt;
  return rounding->query_bits();
}
Width counting(std::int64_t n) { return (Integer(n) * Integer(n - 1) - 1).bit_length(); }

/// Key dimension at q pointers.
template <int q, int c>
check::Series dimension(const char* name, const char* title, std::vector<std::int64_t> sizes) {
  check::Series series{.name = name,
                       .title = title,
                       .size = "N",
                       .size_meaning = "tokens",
                       .quantity = "key dimension [coordinates]",
                       .sizes = std::move(sizes),
                       .is_log_size = true,
                       .is_log_quantity = true};
  series.lines = {
      {.name = "any index keys in strict order",
       .kind = LineKind::lower_bound,
       .formula = "$2q$",
       .note = "numbers of any length; met by the moment curve, N >= 2q+2",
       .count = order_bound<q>},
      {.name = "disjunct code",
       .kind = LineKind::construction,
       .note = "S4: one bit a coordinate, exact",
       .count = code_width<q>},
      {.name = "random signs, 7/8 from above",
       .kind = LineKind::construction,
       .note = "S2: the least m of eight seeds",
       .count = one_sided<q>},
      {.name = "random signs, 1/2 from both sides",
       .kind = LineKind::competitor,
       .note = "S2.two_sided: the least m of eight seeds",
       .count = two_sided<q>},
      {.name = std::to_string(c) + " q log2 N",
       .kind = LineKind::fitted,
       .note = "to the random signs",
       .count = fitted<q, c>},
      {.name = "one-hot keys", .kind = LineKind::baseline, .formula = "$N$", .count = one_hot}};
  return series;
}

}  // namespace

std::vector<check::Series> series() {
  const std::vector<std::int64_t> all{8, 12, 16, 32, 64, 128, 256, 512};
  check::Series three =
      dimension<3, 5>("key_dimension_q3", "Key dimension at q = 3", {8, 12, 16, 32, 64, 128});
  three.why_short = "every set is checked at each size";
  check::Series bits{.name = "query_bits",
                     .title = "Bits of a query at q = 2",
                     .size = "N",
                     .size_meaning = "tokens",
                     .quantity = "query, all coordinates [bits]",
                     .sizes = all,
                     .is_log_size = true,
                     .is_log_quantity = true};
  bits.lines = {
      {.name = "any index keys",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil \\log_2 N (N-1) \\rceil$",
       .note = "1 + log2 C(N, 2): sparse_averaging_width_bound",
       .count = counting},
      {.name = "disjunct code",
       .kind = LineKind::construction,
       .note = "one bit a coordinate",
       .count = code_width<2>},
      {.name = "random signs, error 1/4",
       .kind = LineKind::construction,
       .note = "m (b + log2 alpha + 1), certified by S3",
       .count = sign_bits},
      {.name = "moment curve",
       .kind = LineKind::competitor,
       .note = "2q coordinates, exact",
       .count = moment_bits},
      {.name = "one-hot keys", .kind = LineKind::baseline, .formula = "$N$", .count = one_hot}};
  return {dimension<1, 2>("key_dimension_q1", "Key dimension at q = 1", all),
          dimension<2, 4>("key_dimension_q2", "Key dimension at q = 2", all), std::move(three),
          std::move(bits)};
}

}  // namespace attest::sparse_averaging_dual_certificate

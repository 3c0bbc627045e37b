// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scaling series: heads, the readout's cost for both sinks, and heads against degree.
#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "claims/symmetric_head_count/recheck.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Line;
using check::LineKind;
using check::Series;

constexpr std::int64_t hyperbola_bits = 16;  // n of the series over degrees

Values row_of(std::int64_t n, bool (*is_one)(std::int64_t s, std::int64_t n)) {
  Values values;
  for (std::int64_t s = 0; s <= n; ++s) values.push_back(is_one(s, n) ? 1 : 0);
  return values;
}

Values parity_row(std::int64_t n) { return parity_values(static_cast<int>(n)); }
Values majority_row(std::int64_t n) {
  return row_of(n, [](std::int64_t s, std::int64_t bits) { return 2 * s > bits; });
}
Values multiples_of_three(std::int64_t n) {
  return row_of(n, [](std::int64_t s, std::int64_t) { return s % 3 == 0; });
}

using Row = Values (*)(std::int64_t);

Line heads_line(const char* name, Row row) {
  return {.name = name,
          .kind = LineKind::construction,
          .count = [row](std::int64_t n) -> std::optional<Rational> {
            return derive::resources(transformer_of(plan_of(row(n), 1, Sinks::powers))).heads;
          }};
}

Line bound_line(const char* name, const char* bounded, const char* formula, Row row) {
  return {.name = name,
          .kind = LineKind::lower_bound,
          .formula = formula,
          .note = "proved by a certificate at each size",
          .bounded = bounded,
          .count = [row](std::int64_t n) -> std::optional<Rational> {
            return proved_degree(row(n), certificate_of(row(n)));
          }};
}

std::unique_ptr<check::Subject> parity_subject(std::int64_t n, Sinks sinks) {
  const Values parity = parity_row(n);
  return derive::make_subject({.model = transformer_of(plan_of(parity, 1, sinks)),
                               .task = task::symmetric_sign(parity),
                               .inputs = counts(static_cast<int>(n))});
}

Series least_heads() {
  return {.name = "least_heads",
          .title = "Least heads of symmetric functions",
          .size = "n",
          .size_meaning = "bits",
          .quantity = "heads [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32},
          .lines = {bound_line("parity, certified", "parity", "$n$", parity_row),
                    heads_line("parity", parity_row),
                    bound_line("s mod 3 = 0, certified", "s mod 3 = 0",
                               "$\\lceil n/3 \\rceil + \\lfloor n/3 \\rfloor$", multiples_of_three),
                    heads_line("s mod 3 = 0", multiples_of_three),
                    heads_line("majority", majority_row),
                    {.name = "interpolation, one head a count",
                     .kind = LineKind::baseline,
                     .formula = "$n + 1$",
                     .note = "n+1 different poles interpolate any n+1 values: a Cauchy system, "
                             "solved without a look at where f changes",
                     .count = [](std::int64_t n) { return std::optional<Rational>(n + 1); }}},
          .subject = [](std::int64_t n) { return parity_subject(n, Sinks::powers); }};
}

/// -log2 of a lower bound of the least |output|: |P(s)| >= 2^-n, and s + T_h <= 2n + w_h.
Rational margin_bound(std::int64_t n, Sinks sinks) {
  std::int64_t bound = n;
  for (std::int64_t h = 1; h <= n; ++h) {
    const Integer weight = sinks == Sinks::powers ? power_of_two(static_cast<unsigned>(h)) : h;
    bound += (weight + (2 * n - 1)).bit_length();  // ceil(log2(2n + w_h))
  }
  return bound;
}

Line margin_line(const char* name, Sinks sinks) {
  return {
      .name = name,
      .kind = LineKind::construction,
      .count = [sinks](std::int64_t n) -> std::optional<Rational> {
        return negative_log2(cost_of(plan_of(parity_row(n), 1, sinks), static_cast<int>(n)).margin);
      }};
}

Line bits_line(const char* name, Sinks sinks) {
  return {.name = name,
          .kind = LineKind::construction,
          .count = [sinks](std::int64_t n) -> std::optional<Rational> {
            return cost_of(plan_of(parity_row(n), 1, sinks), static_cast<int>(n)).bits;
          }};
}

Line margin_bound_line(const char* name, const char* bounded, const char* formula, Sinks sinks) {
  return {.name = name,
          .kind = LineKind::upper_bound,
          .formula = formula,
          .note = "of -log2 |output|",
          .bounded = bounded,
          .count = [sinks](std::int64_t n) -> std::optional<Rational> {
            return margin_bound(n, sinks);
          }};
}

Series readout_cost() {
  return {
      .name = "readout_cost",
      .title = "What the sinks cost the readout of parity",
      .size = "n",
      .size_meaning = "bits",
      .quantity = "readout or margin [bits]",
      .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32},
      .is_log_quantity = true,
      .lines = {bits_line("readout, sinks $2^h$", Sinks::powers),
                bits_line("readout, sinks $h$", Sinks::integers),
                margin_line("$-\\log_2$ margin, sinks $2^h$", Sinks::powers),
                margin_line("$-\\log_2$ margin, sinks $h$", Sinks::integers),
                margin_bound_line("proved margin, sinks $2^h$", "$-\\log_2$ margin, sinks $2^h$",
                                  "$n + \\sum_h \\lceil \\log_2(2n + 2^h) \\rceil$", Sinks::powers),
                margin_bound_line("proved margin, sinks $h$", "$-\\log_2$ margin, sinks $h$",
                                  "$n + \\sum_h \\lceil \\log_2(2n + h) \\rceil$", Sinks::integers),
                {.name = "a table of f",
                 .kind = LineKind::baseline,
                 .formula = "$n + 1$",
                 .note = "bits that tell f from the other symmetric functions",
                 .count = [](std::int64_t n) { return std::optional<Rational>(n + 1); }}},
      .subject = [](std::int64_t n) { return parity_subject(n, Sinks::integers); }};
}

Series heads_and_degree() {
  return {
      .name = "heads_and_degree",
      .title = "Least heads of the parity of 16 bits, by the degree of the readout",
      .size = "d",
      .size_meaning = "degree of the readout",
      .quantity = "heads [count]",
      .sizes = {1, 2, 3, 4, 5, 6, 8, 11, 16},
      .is_log_size = true,
      .lines = {{.name = "certified",
                 .kind = LineKind::lower_bound,
                 .formula = "$\\lceil 16/d \\rceil$",
                 .note = "least H with H d at least what the certificate proves",
                 .count = [](std::int64_t d) -> std::optional<Rational> {
                   const Values parity = parity_row(hyperbola_bits);
                   const std::int64_t proved = proved_degree(parity, certificate_of(parity));
                   return (proved + d - 1) / d;
                 }},
                {.name = "construction",
                 .kind = LineKind::construction,
                 .count = [](std::int64_t d) -> std::optional<Rational> {
                   return derive::resources(
                              transformer_of(plan_of(parity_row(hyperbola_bits),
                                                     static_cast<int>(d), Sinks::integers)))
                       .heads;
                 }},
                {.name = "linear readout",
                 .kind = LineKind::baseline,
                 .formula = "$16$",
                 .count = [](std::int64_t) { return std::optional<Rational>(hyperbola_bits); }}},
      .subject = [](std::int64_t d) {
        const Values parity = parity_row(hyperbola_bits);
        return derive::make_subject(
            {.model = transformer_of(plan_of(parity, static_cast<int>(d), Sinks::integers)),
             .task = task::symmetric_sign(parity),
             .inputs = counts(static_cast<int>(hyperbola_bits))});
      }};
}

}  // namespace

std::vector<Series> series() { return {least_heads(), readout_cost(), heads_and_degree()}; }

}  // namespace attest::symmetric_head_count

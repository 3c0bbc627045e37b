// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the head costs at growing q and N, beside the bounds and the trivial alternatives.
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using Count = std::optional<Rational>;

constexpr int fixed_n = 64;
constexpr int fixed_q = 4;

std::int64_t sum_of(const std::vector<std::int64_t>& bits) {
  std::int64_t sum = 0;
  for (const std::int64_t entry : bits) sum += entry;
  return sum;
}

Count bound_by_q(std::int64_t q) { return tie_dimension(fixed_n, static_cast<int>(q)); }
Count built_by_q(std::int64_t q) {
  return derive::resources(average_form(static_cast<int>(q))).key_dimension;
}
Count one_hot_by_q(std::int64_t) { return fixed_n; }
Count heads_by_q(std::int64_t q) {
  const derive::Resources used = derive::resources(multi_head_form(static_cast<int>(q)));
  return used.key_dimension * used.heads;
}

Count bound_by_n(std::int64_t n) { return counting_bound(static_cast<int>(n), fixed_q); }
Count built_by_n(std::int64_t n) {
  return sum_of(gadget::moment_query_bits(static_cast<int>(n), fixed_q));
}
Count one_hot_by_n(std::int64_t n) { return n; }
/// The numbers 2 y_r of the q queries.
Count heads_by_n(std::int64_t n) { return fixed_q * (Integer(2 * (n - 1)).bit_length()); }

/// The head on sampled subsets at the first of n tokens.
std::unique_ptr<check::Subject> long_input(std::int64_t n, int q) {
  model::Transformer model = average_form(q);
  model.decode.at = model::ReadAt::first_input;
  return derive::make_subject({.model = std::move(model),
                               .task = task::sparse_averaging_first(q),
                               .inputs = large_subsets(static_cast<int>(n), q, 1)});
}

/// The head on sampled subsets at growing q.
std::unique_ptr<check::Subject> at_q(std::int64_t q) {
  return long_input(fixed_n, static_cast<int>(q));
}
std::unique_ptr<check::Subject> at_n(std::int64_t n) { return long_input(n, fixed_q); }

}  // namespace

std::vector<check::Series> series() {
  using check::LineKind;
  check::Series by_q{.name = "key_dimension",
                     .title = "Key dimension at N = 64",
                     .size = "q",
                     .size_meaning = "pointers of a token",
                     .quantity = "key dimension [coordinates]",
                     .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24},
                     .is_log_size = true,
                     .is_log_quantity = true};
  by_q.lines = {
      {.name = "least for exact ties (S4)",
       .kind = LineKind::lower_bound,
       .formula = "$\\min(2q, N-1)$",
       .note = "also the least for the strict order (S5), as N >= 2q+2; q >= 2",
       .count = bound_by_q},
      {.name = "moment curve", .kind = LineKind::construction, .count = built_by_q},
      {.name = "one-hot keys", .kind = LineKind::baseline, .formula = "$N$", .count = one_hot_by_q},
      {.name = "q heads of dimension 2, together",
       .kind = LineKind::competitor,
       .note = "2 for each head",
       .count = heads_by_q}};
  by_q.subject = at_q;

  check::Series by_n{.name = "query_bits",
                     .title = "Bits of a query at q = 4",
                     .size = "N",
                     .size_meaning = "tokens",
                     .quantity = "query, all coordinates [bits]",
                     .sizes = {16, 32, 64, 128, 256, 512, 1024, 2048},
                     .is_log_size = true,
                     .is_log_quantity = true};
  by_n.lines = {
      {.name = "any index keys",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil \\log_2 \\binom{N-1}{q} \\rceil$",
       .note = "queries tell the q-sets apart",
       .count = bound_by_n},
      {.name = "moment curve",
       .kind = LineKind::construction,
       .note = "c_1, .., c_(2q-1) with their signs, at their largest over sets at both ends",
       .count = built_by_n},
      {.name = "one-hot keys",
       .kind = LineKind::baseline,
       .formula = "$N$",
       .note = "one bit a coordinate",
       .count = one_hot_by_n},
      {.name = "q heads of dimension 2, together",
       .kind = LineKind::competitor,
       .formula = "$q \\lceil \\log_2 (2N-1) \\rceil$",
       .note = "the numbers 2 y_r; the price of 2q dimensions is that of one head",
       .count = heads_by_n}};
  by_n.subject = at_n;
  return {by_q, by_n};
}

}  // namespace attest::sparse_averaging_moment_curve

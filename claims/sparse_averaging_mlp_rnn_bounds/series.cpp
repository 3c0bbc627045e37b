// SPDX-License-Identifier: Apache-2.0
/// \file
/// Width and bits against N for one sparse average: attention, networks, recurrences, one-hot keys.
#include "reference/check/series.hpp"

#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "reference/gadget/disjunct_code.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/gadget/sign_keys.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using check::LineKind;
using Width = std::optional<Rational>;

constexpr int fixed_q = 2;
constexpr std::int64_t most_built = 64;  // a larger network takes seconds to write down

int narrow(std::int64_t n) { return static_cast<int>(n); }

Width data_width(std::int64_t n) { return n; }
Width prefix_bits(std::int64_t n) { return n - 1; }
/// Units of the first layer of the network that is built.
Width built_width(std::int64_t n) {
  if (n > most_built) return std::nullopt;
  return std::ssize(network(narrow(n), fixed_q, 1).blocks.at(0).mlp);
}
Width kept_bits(std::int64_t n) {
  return (complete_machine(narrow(n) - 1).states - 1).bit_length();
}
Width moment_width(std::int64_t) { return std::ssize(gadget::moment_query(fixed_q).out); }
Width code_width(std::int64_t n) { return gadget::least_disjunct_code(narrow(n), fixed_q).cells(); }
Width sign_width(std::int64_t n) {
  const gadget::SignRecord* record =
      gadget::record_of(gadget::one_sided_records(), narrow(n), fixed_q);
  if (record == nullptr) return std::nullopt;
  return record->m;
}
Width moment_bits(std::int64_t n) {
  std::int64_t sum = 0;
  for (const std::int64_t bits : gadget::moment_query_bits(narrow(n), fixed_q)) sum += bits;
  return sum;
}

check::Series with_sizes(const char* name, const char* title, const char* quantity) {
  return {.name = name,
          .title = title,
          .size = "N",
          .size_meaning = "tokens",
          .quantity = quantity,
          .sizes = {8, 16, 32, 64, 128, 256, 512, 1024, 2048},
          .is_log_size = true,
          .is_log_quantity = true};
}

check::Series widths() {
  check::Series width = with_sizes("width", "Width against N for sparse averaging, q = 2, d' = 1",
                                   "numbers: units of a first layer, coordinates of a key");
  width.lines = {{.name = "network, any first layer",
                  .kind = LineKind::lower_bound,
                  .formula = "$N d'$",
                  .note = "S2",
                  .bounded = "network of three layers",
                  .count = data_width},
                 {.name = "network of three layers",
                  .kind = LineKind::construction,
                  .note = "units of the first layer; built up to N = 64",
                  .count = built_width},
                 {.name = "published bound, any first layer",
                  .kind = LineKind::recalled,
                  .formula = "$N d'/2$",
                  .note = "S1",
                  .count = [](std::int64_t n) -> Width { return Rational(n, 2); }},
                 {.name = "attention, moment curve",
                  .kind = LineKind::competitor,
                  .note = "key dimension 2q, whatever N is",
                  .count = moment_width},
                 {.name = "attention, disjunct code",
                  .kind = LineKind::competitor,
                  .note = "key dimension",
                  .count = code_width},
                 {.name = "attention, random signs",
                  .kind = LineKind::competitor,
                  .note = "key dimension, the least of eight seeds: "
                          "sparse_averaging_dual_certificate",
                  .count = sign_width},
                 {.name = "attention, one-hot keys",
                  .kind = LineKind::baseline,
                  .formula = "$N$",
                  .count = data_width}};
  return width;
}

check::Series bits() {
  check::Series series = with_sizes("bits", "Bits against N for sparse averaging, q = 2, d' = 1",
                                    "bits of a state, or of a query");
  series.lines = {{.name = "recurrence, any",
                   .kind = LineKind::lower_bound,
                   .formula = "$N - 1$",
                   .note = "S5",
                   .bounded = "recurrence that keeps every value",
                   .count = prefix_bits},
                  {.name = "published bound, any recurrence",
                   .kind = LineKind::recalled,
                   .formula = "$(N - 1)/2$",
                   .note = "S4",
                   .count = [](std::int64_t n) -> Width { return Rational(n - 1, 2); }},
                  {.name = "recurrence that keeps every value",
                   .kind = LineKind::construction,
                   .note = "values +-1",
                   .count = kept_bits},
                  {.name = "attention, moment curve",
                   .kind = LineKind::competitor,
                   .note = "a query of 2q coordinates",
                   .count = moment_bits},
                  {.name = "attention, disjunct code",
                   .kind = LineKind::competitor,
                   .note = "a query, one bit a coordinate",
                   .count = code_width},
                  {.name = "attention, one-hot keys",
                   .kind = LineKind::baseline,
                   .formula = "$N$",
                   .note = "a query, one bit a coordinate",
                   .count = data_width}};
  return series;
}

}  // namespace

std::vector<check::Series> series() { return {widths(), bits()}; }

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

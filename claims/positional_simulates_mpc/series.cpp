// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers that one round of messages takes.
#include "reference/derive/series.hpp"

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/routing.hpp"

namespace attest::positional_simulates_mpc {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;
using gadget::bitonic_sort::address_bits;

constexpr std::int64_t few_payloads = 2;

model::Transformer benes_at(std::int64_t n) { return benes_model(address_bits(n), few_payloads); }
model::Transformer selected_at(std::int64_t n) {
  return permutation_model(address_bits(n), few_payloads, Sorter::selected);
}
model::Transformer indexed_at(std::int64_t n) {
  return permutation_model(address_bits(n), few_payloads, Sorter::indexed);
}

Count published(std::int64_t n) { return Rational(2 * address_bits(n)); }

/// Least S with 2^(S N/2) >= N!: S stages of N/2 switches have to tell all permutations apart.
Count settings_needed(std::int64_t n) {
  Integer permutations = 1;
  for (std::int64_t i = 2; i <= n; ++i) permutations *= i;
  std::int64_t stages = 0;
  while (power_of_two(static_cast<unsigned>(stages * n / 2)) < permutations) ++stages;
  return Rational(stages);
}

Count one(std::int64_t) { return Rational(1); }
Count every_node(std::int64_t n) { return Rational(n); }

}  // namespace

std::vector<Series> series() {
  Series series{.name = "layers_per_round",
                .title = "Layers that a round of messages takes",
                .size = "N",
                .size_meaning = "nodes",
                .quantity = "depth of a round [layers]",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t n = 2; n <= 1024; n *= 2) series.sizes.push_back(n);
  series.lines = {
      {.name = "Theorem 5.1",
       .kind = LineKind::upper_bound,
       .formula = "$2\\lceil\\log_2 N\\rceil$",
       .note = "S1, recalled",
       .bounded = "Benes, settings given",
       .count = published},
      {.name = "stages that tell all permutations apart",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil \\log_2 N! / (N/2) \\rceil$",
       .note = "for layers of N/2 switches",
       .bounded = "Benes, settings given",
       .count = settings_needed},
      {.name = "Benes, settings given",
       .note = "S1",
       .count = derive::resource_of(benes_at, &derive::Resources::layers)},
      {.name = "sorting, units without biases",
       .note = "S4: destinations known to their packets alone",
       .count = derive::resource_of(selected_at, &derive::Resources::layers)},
      {.name = "sorting, units that know the index",
       .note = "S4.indexed",
       .count = derive::resource_of(indexed_at, &derive::Resources::layers)},
      {.name = "attention to content",
       .kind = LineKind::competitor,
       .formula = "$1$",
       .note = "keys are destinations: the claim mpc_round_per_layer",
       .count = one},
      {.name = "around a ring",
       .kind = LineKind::baseline,
       .formula = "$N$",
       .note = "each layer passes on by one",
       .count = every_node},
  };
  series.subject = [](std::int64_t n) {
    const int bits = address_bits(n);
    return derive::make_subject(derive::Computes{.model = benes_model(bits, n),
                                                 .task = task::delivered(),
                                                 .inputs = drawn_packets(bits, true, 4, 1)});
  };
  return {series};
}

}  // namespace attest::positional_simulates_mpc

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cells against messages a machine, and layers against machines.
#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::mpc_round_per_layer {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;

constexpr std::int64_t many_machines = std::int64_t{1} << 20;
constexpr std::int64_t many_digits = 20;  // log2 of it

Count own_cells(std::int64_t s) { return Rational(s * s); }
Count code_cells(std::int64_t s) {
  return Rational(machine::mpc::best_code(many_machines, s).cells());
}
Count published_cells(std::int64_t s) { return Rational(s * s * s * s * many_digits); }
Count later_cells(std::int64_t s) { return Rational(s); }
Count one_hot_cells(std::int64_t s) { return Rational(many_machines * s); }

Series cells_of_messages() {
  return {.name = "cells",
          .title = "Cells that keep superposed messages apart, N = 2^20",
          .size = "s",
          .size_meaning = "messages that a machine sends or receives",
          .quantity = "cells [count]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "a cell for each message that meets",
                     .kind = LineKind::lower_bound,
                     .formula = "$s^2$",
                     .note = "s senders of s messages each lie over each other",
                     .count = own_cells},
                    {.name = "best code", .note = "S2.codes", .count = code_cells},
                    {.name = "published order of the dimension",
                     .kind = LineKind::competitor,
                     .formula = "$s^4 \\log_2 N$",
                     .note = "Theorem 3.1, recalled, its constant taken for 1",
                     .count = published_cells},
                    {.name = "later published order",
                     .kind = LineKind::competitor,
                     .formula = "$s$",
                     .note = "width N^(delta + eps) in depth O(R) (2405.18512), recalled, eps and "
                             "constant left out",
                     .count = later_cells},
                    {.name = "a cell a message id",
                     .kind = LineKind::baseline,
                     .formula = "$N s$",
                     .note = "one-hot: never collides",
                     .count = one_hot_cells}}};
}

Count sufficient_layers(std::int64_t n) { return Rational(rounds_of(n) + 1); }
Count counted_layers(std::int64_t n) {
  return Rational(derive::resources(cycle_minima(n, rounds_of(n))).layers);
}
Count one_step_a_layer(std::int64_t n) { return Rational(n - 1); }

Series layers_of_machines() {
  return {.name = "layers",
          .title = "Layers for the minima of the cycles of a permutation",
          .size = "N",
          .size_meaning = "machines",
          .quantity = "depth [layers]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .lines = {{.name = "one layer more than rounds",
                     .kind = LineKind::upper_bound,
                     .formula = "$\\lceil\\log_2 N\\rceil + 1$",
                     .note = "Theorem 3.1 at R rounds",
                     .count = sufficient_layers},
                    {.name = "pointer doubling", .note = "S1", .count = counted_layers},
                    {.name = "one step a layer",
                     .kind = LineKind::baseline,
                     .formula = "$N - 1$",
                     .count = one_step_a_layer}}};
}

}  // namespace

std::vector<Series> series() { return {cells_of_messages(), layers_of_machines()}; }

}  // namespace attest::mpc_round_per_layer

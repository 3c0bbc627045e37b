// SPDX-License-Identifier: Apache-2.0
/// \file
/// P4: with ReLU units behind it one uniform head computes parity.
#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/builder.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Computes;

/// The mean s/(n+1) of the bits and a sink of value 0; with u = (n+1) o the units add up to relu(u)
/// + sum_{k=1}^{n-1} 2 (-1)^k relu(u-k), which is s mod 2 at integers u = s.
model::Transformer mean_and_units(int n) {
  model::Transformer model{.name = "one uniform head and ReLU units"};
  model.fields = {"bit"};
  model::Stream stream;
  const model::Slice bit = stream.add("bit");
  const model::Slice mean = stream.add("mean");
  const model::Slice parity = stream.add("parity");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("bit", embed.input("bit"));
  model.embed = embed.finish();
  model.extra_tokens.push_back({.name = "sink", .embed = {}, .is_first = true});
  model::Head head{.name = "mean", .norm = model::Norm::softmax_base, .base = 2};
  head.keys.resize(1);  // every score is 0
  head.values.resize(1);
  model::copy(head.values[0], bit, 0);
  model::write(head.out, 0, mean);
  model::Block layer{.name = "layer", .heads = {std::move(head)}};
  for (int k = 0; k < n; ++k) {
    const Rational slope = k == 0 ? 1 : (k % 2 == 0 ? 2 : -2);
    layer.mlp.push_back({.name = "above_" + std::to_string(k),
                         .in = {{.at = mean[0], .weight = {.value = n + 1}}},
                         .bias = {.value = -k},
                         .out = {{.at = parity[0], .weight = {.value = slope}}}});
  }
  model.blocks.push_back(std::move(layer));
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("parity", decode.input("parity[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::first_extra;
  return model;
}

}  // namespace

check::Statement parity_by_units() {
  check::Statement about = statement_of(
      {.label = "P4",
       .title = "One head and n ReLU units compute parity",
       .sentence =
           "One uniform head (sink value 0, bit value $x_j$) has output $s/(n+1)$, and with "
           "$u = (n+1) o$: $\\mathrm{relu}(u) + \\sum_{k=1}^{n-1} 2 (-1)^k "
           "\\mathrm{relu}(u-k) = s \\bmod 2$.",
       .checked = "Exact outputs on every word. The pattern is uniform under any exponential.",
       .gap = "The stated n."});
  about.parameters = {bits_parameter(1, 16)};
  about.points = points_up_to(1, 5, 12);
  about.mutant_points = points_up_to(4, 4, 5);
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    return Computes{.model = mean_and_units(n),
                    .task = task::parity(),
                    .inputs = check::words(n, 2),
                    .promises = {check::promise("ReLU units", "n", "<=", n,
                                                std::ssize(mean_and_units(n).blocks[0].mlp))}};
  };
  return derive::computes(
      std::move(about), make,
      {{.name = "one_unit_fewer",
        .why = "n-1 units",
        .proof = {},
        .apply = [](Computes& c, const Params&) { c.model.blocks[0].mlp.pop_back(); }},
       {.name = "slopes_without_signs",
        .why = "slopes 2 in place of 2 (-1)^k",
        .proof = {},
        .apply =
            [](Computes& c, const Params&) {
              for (model::Relu& unit : c.model.blocks[0].mlp) {
                unit.out[0].weight.value = unit.out[0].weight.value.abs();
              }
            }},
       {.name = "sink_left_out",
        .why = "u = n o: the sink is not counted",
        .proof = {},
        .apply = [](Computes& c, const Params& params) {
          for (model::Relu& unit : c.model.blocks[0].mlp) {
            unit.in[0].weight.value = params.at("n");
          }
        }}});
}

}  // namespace attest::symmetric_head_count

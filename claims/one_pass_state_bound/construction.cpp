// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words of the fooling set, and kernel attention as weights.
#include <utility>

#include "claims/one_pass_state_bound/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::one_pass_state_bound {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// (1, x^2, (x - 1)^2): at least 1 in sum, so no row of weights is 0.
void write_features(CircuitBuilder& circuit, const char* name, Wire x,
                    const KernelChoices& choices) {
  circuit.output(name, 0, circuit.constant(1));
  circuit.output(name, 1, choices.is_square_kept ? x * x : circuit.constant(0));
  circuit.output(name, 2, (x - 1) * (x - 1));
}

/// A head whose weight of key j for query i is phi(q_i) . phi(k_j).
model::Head kernel_head(std::string name, Slice query, Slice key, Slice value, Slice to, int mask) {
  model::Head head{.name = std::move(name),
                   .norm = model::Norm::linear,
                   .mask = mask,
                   .keys = {{}},
                   .values = {{}}};
  model::copy(head.query, query, 0);
  model::copy(head.keys[0], key, 0);
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, to);
  return head;
}

}  // namespace

machine::Symbols index_word(const std::vector<std::int64_t>& bits, std::int64_t j,
                            const IndexChoices& choices) {
  const std::int64_t pairs = std::ssize(bits);
  ATTEST_REQUIRE(1 <= j && j <= pairs, "j = " + std::to_string(j));
  machine::Symbols word;
  for (std::int64_t i = 1; i <= pairs; ++i) {
    const std::int64_t bit = pairs + 1 + bits[static_cast<std::size_t>(i - 1)];
    word.push_back(choices.is_bit_first ? bit : i);
    word.push_back(choices.is_bit_first ? i : bit);
  }
  word.push_back(choices.asks_for_bits ? pairs + 1 : j);
  return word;
}

model::Transformer kernel_attention(const KernelChoices& choices) {
  model::Transformer model;
  model.name = claim_id;
  model.fields = {"q", "k", "v"};
  model::Stream stream;
  const int features = static_cast<int>(kernel_features);
  const Slice query = stream.add("phi_q", features);
  const Slice key = stream.add("phi_k", features);
  const Slice value = stream.add("v");
  const Slice one = stream.add("one");
  const Slice sum = stream.add("sum");
  const Slice weight = stream.add("weight");
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  write_features(embed, "phi_q", embed.input("q"), choices);
  write_features(embed, "phi_k", embed.input("k"), choices);
  embed.output("v", embed.input("v"));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();

  CircuitBuilder mask({"query", "key"});
  mask.output("visible", 1 - mask.less(mask.input("query"), mask.input("key")));
  model.masks = {mask.finish()};
  const int causal = choices.is_causal ? 0 : -1;
  model.blocks.push_back({.name = "layer",
                          .heads = {kernel_head("values", query, key, value, sum, causal),
                                    kernel_head("weights", query, key, one, weight, causal)}});
  model.schedule = {{0, 1}};

  CircuitBuilder decode(model::coordinate_names(model.registers));
  const Wire total = decode.input("sum[0]");
  decode.output("mean", choices.is_normalised ? total / decode.input("weight[0]") : total);
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::one_pass_state_bound

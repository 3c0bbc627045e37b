// SPDX-License-Identifier: Apache-2.0
/// \file
/// The head of sign keys and the head of a disjunct code, as weights.
#include "claims/sparse_averaging_dual_certificate/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

std::vector<std::string> fields_of(int q, int features) {
  std::vector<std::string> fields;
  for (int f = 0; f < features; ++f) {
    fields.push_back(features == 1 ? "z" : "z" + std::to_string(f));
  }
  for (int l = 1; l <= q; ++l) fields.push_back("y" + std::to_string(l));
  return fields;
}

/// The one-head model whose embedding writes these keys and queries beside z.
model::Transformer one_head(std::string name, CircuitBuilder& embed, int features,
                            const std::vector<Wire>& keys, const std::vector<Wire>& queries,
                            model::Norm norm) {
  model::Transformer model{.name = std::move(name)};
  model::Stream stream;
  const auto dimension = static_cast<int>(keys.size());
  const Slice z = stream.add("z", features);
  const Slice key = stream.add("key", dimension);
  const Slice query = stream.add("query", dimension);
  const Slice out = stream.add("out", features);
  model.registers = stream.registers();
  for (int c = 0; c < dimension; ++c) {
    embed.output("key", c, keys[static_cast<std::size_t>(c)]);
    embed.output("query", c, queries[static_cast<std::size_t>(c)]);
  }
  model.embed = embed.finish();
  model.fields = model.embed.in;
  model::Head head{.name = "select", .norm = norm};
  if (norm == model::Norm::softmax_base) head.base = 2;
  model::copy(head.query, query, 0);
  head.keys.emplace_back();
  model::copy(head.keys.back(), key, 0);
  head.values.emplace_back();
  model::copy(head.values.back(), z, 0);
  model::write(head.out, 0, out);
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int f = 0; f < features; ++f) {
    decode.output("mean", f, decode.input("out[" + std::to_string(f) + "]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

/// z goes in; the wires of the pointers come back.
std::vector<Wire> read_token(CircuitBuilder& embed, int q, int features) {
  const std::vector<std::string> fields = fields_of(q, features);
  for (int f = 0; f < features; ++f) {
    embed.output("z", f, embed.input(fields[static_cast<std::size_t>(f)]));
  }
  std::vector<Wire> pointers;
  for (int l = 1; l <= q; ++l) pointers.push_back(embed.input("y" + std::to_string(l)));
  return pointers;
}

/// (sum of the keys) / m: right where the keys are orthogonal, else members interfere.
std::vector<Wire> uncorrected(CircuitBuilder& embed, const gadget::SignKeys& keys,
                              const std::vector<Wire>& pointers) {
  std::vector<Wire> sum;
  for (const Wire pointer : pointers) {
    const std::vector<Wire> key = gadget::key_of(embed, keys, pointer);
    for (std::size_t c = 0; c < key.size(); ++c) {
      const Wire part = key[c] * Rational(1, std::ssize(key));
      if (sum.size() == c) {
        sum.push_back(part);
      } else {
        sum[c] = sum[c] + part;
      }
    }
  }
  return sum;
}

}  // namespace

model::Transformer sign_head(const gadget::SignKeys& keys, int q, const Choices& choices) {
  ATTEST_REQUIRE(q >= 1 && !keys.empty(), "q = " + std::to_string(q));
  CircuitBuilder embed(fields_of(q, 1));
  const std::vector<Wire> pointers = read_token(embed, q, 1);
  gadget::SignKeys held = keys;
  if (!choices.is_second_key_own) held.at(1) = held.at(0);
  const std::vector<Wire> key = gadget::key_of(embed, held, embed.position());
  std::vector<Wire> query = choices.is_corrected ? gadget::certificate(embed, keys, pointers)
                                                 : uncorrected(embed, keys, pointers);
  if (choices.rounding) {
    const Rational unit(power_of_two(static_cast<unsigned>(choices.rounding->bits)));
    for (Wire& entry : query) {
      entry = embed.round(entry * unit) * (Rational(choices.rounding->alpha) / unit);
    }
  }
  return one_head("sparse averaging by sign keys", embed, 1, key, query, choices.norm);
}

model::Transformer code_head(const gadget::DisjunctCode& code, int q, int features) {
  ATTEST_REQUIRE(q >= 1 && features >= 1, "q = " + std::to_string(q));
  CircuitBuilder embed(fields_of(q, features));
  const std::vector<Wire> pointers = read_token(embed, q, features);
  const std::vector<Wire> key = gadget::cells_of(embed, code, embed.position());
  std::vector<Wire> query = gadget::covered_cells(embed, code, pointers);
  // 0 on a covered cell, -1 on any other: a token scores minus its cells that nobody covers.
  for (Wire& entry : query) entry = entry - Rational(1);
  model::Transformer model = one_head("sparse averaging by a disjunct code", embed, features, key,
                                      query, model::Norm::average_hardmax);
  model::Head& head = model.blocks.at(0).heads.at(0);
  for (model::Linear* map : {&head.query, &head.keys.at(0)}) {
    for (model::Entry& entry : *map) {
      entry.weight.slack = model::Slack::at_least;
      entry.weight.why = "a cell that nobody covers counts against its token, however much";
    }
  }
  return model;
}

}  // namespace attest::sparse_averaging_dual_certificate

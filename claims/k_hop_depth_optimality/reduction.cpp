// SPDX-License-Identifier: Apache-2.0
/// \file
/// The instance map from cycles to words, in front of pointers that double.
#include <utility>

#include "claims/k_hop_depth_optimality/claim.hpp"
#include "reference/gadget/pointer_doubling.hpp"
#include "reference/model/builder.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

using model::CircuitBuilder;
using model::Wire;
namespace pointer_doubling = gadget::pointer_doubling;

/// Symbols of one block: one a point that a token can name. Of the n^2 pairs only 2n are arcs of a
/// graph, but a vertex that names its own arcs knows no numbering of them.
std::int64_t symbols_of_block(Points points, std::int64_t n) {
  return points == Points::arcs ? n * n : n;
}

std::vector<std::string> fields_of(Points points) {
  if (points == Points::arcs) return {"tail", "head", "block"};
  return {"vertex", "block"};
}

/// Pointers of k hops behind the instance map, without a decoder.
model::Transformer undecoded(Points points, std::int64_t n, std::int64_t k,
                             const Choices& choices) {
  const std::int64_t hops = k + choices.extra_hops;
  pointer_doubling::Shape shape{.n = word_length(points, n, k), .k = hops};
  shape.layers =
      pointer_doubling::depth(pointer_doubling::Form::strict, hops) - choices.layers_less;
  model::Transformer model = pointer_doubling::build(shape);
  model.name = claim_id;
  model.embed = model::composed(model.embed, instance_map(points, n, choices));
  model.fields = fields_of(points);
  model.decode.at = model::ReadAt::last_input;
  return model;
}

}  // namespace

model::Circuit instance_map(Points points, std::int64_t n, const Choices& choices) {
  CircuitBuilder map(fields_of(points));
  const Wire point =
      points == Points::arcs ? map.input("tail") * n + map.input("head") : map.input("vertex");
  // From 1 on: 0 is bottom. Points are 0, .., size - 1, so (point, block) is told by its symbol.
  if (choices.is_one_alphabet) {
    map.output("x", point + 1);
  } else {
    map.output("x", (map.input("block") - 1) * symbols_of_block(points, n) + point + 1);
  }
  return map.finish();
}

std::int64_t word_length(Points points, std::int64_t n, std::int64_t k) {
  return 2 * k * (points == Points::arcs ? 2 * n : n) + 1;
}

model::Transformer walker(std::int64_t n, std::int64_t k, const Choices& choices) {
  model::Transformer model = undecoded(Points::vertices, n, k, choices);
  CircuitBuilder decode(model::coordinate_names(model.registers));
  // val = (block - 1) n + vertex + 1; bottom, 0, gives the block 0.
  const Wire index = decode.input("val[0]") - 1;
  const Wire vertex = decode.mod(index, n);
  decode.output("vertex", vertex);
  decode.output("block", (index - vertex) * Rational(1, Integer(n)) + 1);
  model.decode.circuit = decode.finish();
  return model;
}

model::Transformer decider(Points points, std::int64_t n, std::int64_t k, const Choices& choices) {
  model::Transformer model = undecoded(points, n, k, choices);
  CircuitBuilder decode(model::coordinate_names(model.registers));
  // Back at the start after k steps: its symbol, k blocks on.
  const Wire start = decode.input("x[0]") + k * symbols_of_block(points, n);
  decode.output("several", decode.equal(decode.input("val[0]"), start));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::k_hop_depth_optimality

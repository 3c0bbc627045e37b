// SPDX-License-Identifier: Apache-2.0
/// \file
/// Detectors: rows of arcs, heard in rotations.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"
#include "reference/number/integer.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Stream;
using model::Wire;

/// The registers of a detector.
struct DetectorStream {
  Stream stream = {};
  Slice row = stream.add("row");    // the arcs of the vertex, loop struck
  Slice one = stream.add("one");    // 1
  Slice slot, key, heard;           // [B] each
  Slice hit = stream.add("hit");    // 1 once a two-cycle through the vertex was seen
  Slice hits = stream.add("hits");  // of all vertices

  explicit DetectorStream(int block)
      : slot(stream.add("slot", block)),
        key(stream.add("key", block)),
        heard(stream.add("heard", block)) {}
};

/// 2^0, 2^1, .., so that a bit whose number is a wire can be read.
std::vector<model::Weight> powers(std::int64_t count) {
  std::vector<model::Weight> result;
  for (std::int64_t i = 0; i < count; ++i) {
    result.push_back({.value = power_of_two(static_cast<unsigned>(i))});
  }
  return result;
}

/// Circuits of a detector on positions in blocks: vertex K t + r has slot t and class r.
class DetectorCircuits {
 public:
  DetectorCircuits(std::int64_t vertices, std::int64_t rotations, const Choices& choices)
      : rotations_(rotations),
        block_((vertices + rotations - 1) / rotations),
        powers_(powers(rotations * block_)),
        choices_(choices) {}

  [[nodiscard]] int block() const { return static_cast<int>(block_); }

  /// Bit number `at` of the integer `row`.
  [[nodiscard]] Wire bit(CircuitBuilder& circuit, Wire row, Wire at) const {
    return circuit.mod(circuit.floor(row / circuit.table(at, powers_)), 2);
  }

  /// What a token says in rotation l: coordinate t of its key is its arc to vertex K t + r, where r
  /// is the class that listens to it.
  void say(CircuitBuilder& circuit, Wire row, std::int64_t rotation) const {
    const Wire own = circuit.position();
    const Wire listeners = circuit.mod(own - Rational(rotation), rotations_);
    for (std::int64_t t = 0; t < block_; ++t) {
      const Wire listener = listeners + Rational(rotations_ * t);
      Wire arc = bit(circuit, row, listener);
      if (choices_.is_halved) {
        // Of two vertices the lower one listens if their sum is even, else the higher one.
        const Wire is_lower = circuit.less(listener, own);
        const Wire is_odd = circuit.mod(listener + own, 2);
        arc = arc * circuit.equal(is_lower, 1 - is_odd);
      }
      if (choices_.says_row) arc = row;
      circuit.output("key", static_cast<int>(t), arc);
    }
  }

  /// The arcs heard in rotation l against the own ones: hit = 1 where both are there.
  void listen(CircuitBuilder& circuit, std::int64_t rotation) const {
    const Wire row = circuit.input("row[0]");
    const Wire speakers = circuit.mod(circuit.position() + Rational(rotation), rotations_);
    Wire hit = circuit.input("hit[0]");
    for (std::int64_t t = 0; t < block_; ++t) {
      const Wire arc = bit(circuit, row, speakers + Rational(rotations_ * t));
      const Wire both = arc * circuit.input("heard[" + std::to_string(t) + "]");
      hit = choices_.counts_hits ? hit + both : circuit.max(hit, both);
      circuit.output("heard", static_cast<int>(t), circuit.constant(0));
    }
    circuit.output("hit", hit);
  }

  /// row, slot, one, and the key of the first rotation.
  void embed(CircuitBuilder& circuit) const {
    const Wire given = circuit.input("row");
    const Wire own = circuit.position();
    Wire row = given;
    if (!choices_.keeps_loops) {
      const Wire loop = bit(circuit, row, own);
      row = row - loop * circuit.table(own, powers_);
    }
    if (choices_.forgets > 0) {
      row = row - circuit.mod(row, power_of_two(static_cast<unsigned>(choices_.forgets)));
    }
    circuit.output("row", row);
    circuit.output("one", circuit.constant(1));
    const Wire slot = circuit.floor(own / circuit.constant(rotations_));
    for (std::int64_t t = 0; t < block_; ++t) {
      circuit.output("slot", static_cast<int>(t), circuit.equal(slot, circuit.constant(t)));
    }
    say(circuit, row, 0);
  }

 private:
  std::int64_t rotations_;
  std::int64_t block_;
  std::vector<model::Weight> powers_;
  Choices choices_;
};

/// Positions i and j = i + l mod K see each other, i as the query.
model::Circuit rotation_mask(std::int64_t rotation, std::int64_t rotations) {
  CircuitBuilder mask({"query", "key"});
  const Wire query = mask.input("query");
  const Wire step = mask.mod(mask.input("key") - query, rotations);
  mask.output("visible", mask.equal(step, mask.constant(rotation)));
  return mask.finish();
}

/// Linear: the score of (i, j) is [j -> i], read off j's key at i's slot; the value tells who j is.
model::Head rotation_head(const DetectorStream& at, int mask) {
  model::Head head{.name = "hear", .norm = model::Norm::linear, .mask = mask};
  model::copy(head.query, at.slot, 0);
  head.keys.emplace_back();
  model::copy(head.keys[0], at.key, 0);
  head.values.emplace_back();
  model::copy(head.values[0], at.slot, 0);
  model::write(head.out, 0, at.heard);
  return head;
}

/// Linear with all scores 1: every token gets the number of hits.
model::Head sum_head(const DetectorStream& at) {
  model::Head head{.name = "sum", .norm = model::Norm::linear};
  model::copy(head.query, at.one, 0);
  head.keys.emplace_back();
  model::copy(head.keys[0], at.one, 0);
  head.values.emplace_back();
  model::copy(head.values[0], at.hit, 0);
  model::write(head.out, 0, at.hits);
  return head;
}

}  // namespace

model::Transformer detector(std::int64_t vertices, std::int64_t rotations, const Choices& choices) {
  if (rotations < 1 || rotations > vertices || vertices > 62) {
    throw InputError(
        "hypothesis", "rotations", std::to_string(rotations),
        "1 to the number of vertices, " + std::to_string(vertices) + ", which is at most 62");
  }
  const DetectorCircuits circuits(vertices, rotations, choices);
  const DetectorStream at(circuits.block());
  model::Transformer model;
  model.name = "two-cycle detector, " + std::to_string(rotations) + " rotations";
  model.fields = {"row"};
  model.registers = at.stream.registers();
  CircuitBuilder embed(model.fields);
  circuits.embed(embed);
  model.embed = embed.finish();
  const std::int64_t used = rotations - choices.skipped;
  for (std::int64_t l = 0; l < used; ++l) {
    int mask = -1;  // one rotation: everybody listens to everybody
    if (rotations > 1) {
      mask = static_cast<int>(model.masks.size());
      model.masks.push_back(rotation_mask(l, rotations));
    }
    CircuitBuilder map(model::coordinate_names(model.registers));
    circuits.listen(map, l);
    if (l + 1 < used) circuits.say(map, map.input("row[0]"), l + 1);
    model.blocks.push_back({.name = "rotation" + std::to_string(l),
                            .heads = {rotation_head(at, mask)},
                            .token_maps = {map.finish()}});
  }
  model.blocks.push_back({.name = "sum", .heads = {sum_head(at)}});
  for (int b = 0; std::cmp_less(b, model.blocks.size()); ++b) model.schedule.emplace_back(b, 1);
  CircuitBuilder decode(model::coordinate_names(model.registers));
  const Wire hits = decode.input("hits[0]");
  decode.output("two_cycle", decode.less(decode.constant(0), hits));
  model.decode = {.circuit = decode.finish(), .at = model::ReadAt::first_input};
  return model;
}

}  // namespace attest::two_cycle_cut_bound

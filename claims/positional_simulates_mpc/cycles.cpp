// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pointer doubling: two permutations a round, sorted side by side.
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/gadget/units.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_simulates_mpc {
namespace {

namespace bitonic = gadget::bitonic_sort;
using gadget::add_step;
using gadget::unit;
using model::CircuitBuilder;
using model::Transformer;
using model::Wire;

/// Writes the model of the cycle minima. A vertex i has the successor s and the predecessor p at
/// distance 2^r and the least of the 2^r vertices from i on. It sends (s, least) to p and p to s:
/// contents p N^2 + s N + least and s N + p.
class CycleWriter {
 public:
  CycleWriter(std::int64_t n, std::int64_t rounds, const SortChoices& choices)
      : bits_(bitonic::address_bits(n)), nodes_(std::int64_t{1} << bits_) {
    model::Stream stream;
    positions_ = bitonic::add_positions(stream, bits_, true, choices.sort);
    index_ = stream.add("index");
    least_ = stream.add("least");
    passed_ = stream.add("passed");
    to_predecessor_ = bitonic::add_channel(stream, "_back");
    to_successor_ = bitonic::add_channel(stream, "_on");
    model_.name = claim_id;
    model_.fields = {"successor", "predecessor"};
    model_.registers = stream.registers();
    embed(n);
    for (std::int64_t r = 1; r <= rounds; ++r) add_round("round" + std::to_string(r) + "_");
    add_schedule(model_);
    CircuitBuilder decode(model::coordinate_names(model_.registers));
    decode.output("least", decode.input("least[0]"));
    model_.decode.circuit = decode.finish();
  }

  [[nodiscard]] Transformer take() { return std::move(model_); }

 private:
  void embed_vertex(CircuitBuilder& circuit, Wire index, Wire successor, Wire predecessor) const {
    bitonic::embed_node(circuit, index, positions_);
    circuit.output("index", index);
    circuit.output("least", index);
    const Wire back = (predecessor * Rational(nodes_) + successor) * Rational(nodes_) + index;
    const Wire on = successor * Rational(nodes_) + predecessor;
    for (const char* name : {"lo", "hi"}) {
      circuit.output(std::string(name) + "_back", back);
      circuit.output(std::string(name) + "_on", on);
    }
  }

  /// Vertices from n on are their own successors.
  void embed(std::int64_t n) {
    CircuitBuilder circuit(model_.fields);
    embed_vertex(circuit, circuit.position() - 1, circuit.input("successor"),
                 circuit.input("predecessor"));
    model_.embed = circuit.finish();
    CircuitBuilder dummy({});
    bitonic::embed_dummy(dummy);
    model_.extra_tokens = {{.name = "dummy", .embed = dummy.finish(), .is_first = true}};
    for (std::int64_t i = n; i < nodes_; ++i) {
      CircuitBuilder padding({});
      const Wire index = padding.position() - 1;
      embed_vertex(padding, index, index, index);
      model_.extra_tokens.push_back(
          {.name = "padding" + std::to_string(i), .embed = padding.finish(), .is_first = false});
    }
  }

  void add_round(const std::string& prefix) {
    const std::vector<bitonic::Channel> channels{to_predecessor_, to_successor_};
    for (model::Block& block : bitonic::stage_blocks(positions_, channels, prefix)) {
      model_.blocks.push_back(std::move(block));
    }
    // own_back = i N^2 + s' N + least' from the successor: `passed` counts to s'.
    model::Block select = bitonic::select_block(positions_, channels, prefix + "select");
    const Rational n(nodes_);
    const int index = index_[0];
    const int back = to_predecessor_.own[0];
    for (std::int64_t t = 1; t < nodes_; ++t) {
      add_step(select.mlp, "successor", {{back, 1}, {index, -n * n}}, Rational(t) * n,
               {{passed_[0], 1}});
    }
    model_.blocks.push_back(std::move(select));
    model_.blocks.push_back(update(prefix + "update"));
  }

  /// The new least, and the contents of the next round; every number is >= 0, so relu(x) = x.
  [[nodiscard]] model::Block update(std::string name) const {
    model::Block block{.name = std::move(name)};
    const Rational n(nodes_);
    const int index = index_[0];
    const int least = least_[0];
    const int passed = passed_[0];
    const bitonic::Channel& back = to_predecessor_;
    const bitonic::Channel& on = to_successor_;
    const auto both = [](const bitonic::Channel& channel, const Rational& weight) {
      return std::vector<gadget::Scaled>{{channel.lo[0], weight}, {channel.hi[0], weight}};
    };
    const auto joined = [](std::vector<gadget::Scaled> one,
                           const std::vector<gadget::Scaled>& more) {
      one.insert(one.end(), more.begin(), more.end());
      return one;
    };
    for (const bitonic::Channel& channel : {back, on}) {
      for (const int old : {channel.lo[0], channel.hi[0], channel.own[0]}) {
        block.mlp.push_back(unit("old", {{old, 1}}, {{old, -1}}));
      }
    }
    // least' = own_back - i N^2 - s' N.
    block.mlp.push_back(unit("smaller",
                             {{least, 1}, {back.own[0], -1}, {index, n * n}, {passed, n}},
                             joined({{least, -1}}, both(back, -1))));
    block.mlp.push_back(unit("least", {{least, 1}}, both(back, 1)));
    block.mlp.push_back(unit("successor", {{passed, 1}},
                             joined({{passed, -1}}, joined(both(back, n), both(on, n)))));
    block.mlp.push_back(
        unit("predecessor", {{on.own[0], 1}, {index, -n}}, joined(both(back, n * n), both(on, 1))));
    return block;
  }

  int bits_;
  std::int64_t nodes_;
  Transformer model_;
  bitonic::Positions positions_;
  model::Slice index_;
  model::Slice least_;
  model::Slice passed_;
  bitonic::Channel to_predecessor_;
  bitonic::Channel to_successor_;
};

}  // namespace

Transformer cycles_model(std::int64_t n, std::int64_t rounds, const SortChoices& choices) {
  ATTEST_REQUIRE(n >= 1 && rounds >= 0, std::to_string(n) + " vertices");
  return CycleWriter(n, rounds, choices).take();
}

}  // namespace attest::positional_simulates_mpc

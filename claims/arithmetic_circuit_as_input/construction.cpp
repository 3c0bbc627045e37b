// SPDX-License-Identifier: Apache-2.0
/// \file
/// The weights of the block: heads that route, a token map that computes.
#include <string>
#include <utility>

#include "claims/arithmetic_circuit_as_input/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// Registers of the stream. What a head fetches is 0 between layers.
struct Registers {
  Slice is_gate, is_wire, number, square, source, slot1, slot2, fan_in;
  Slice given, sum, product, sign, value;
  Slice value1, value2;  ///< of the block with one head: a wire's value if it is in that slot
  std::vector<Slice> fetched;
};

constexpr const char* positive_bonus =
    "positive: a token that is meant scores a^2 + M, one of its number a^2, others at most "
    "a^2 - 1 + M";

/// A bonus M as a weight of the query.
void copy_bonus(model::Linear& map, Slice from, int to, const Rational& bonus) {
  map.push_back(
      {.from = from[0],
       .to = to,
       .weight = {.value = bonus, .slack = model::Slack::at_least, .why = positive_bonus}});
}

/// A query coordinate that is 1 wherever tokens are.
void copy_one(model::Linear& map, const Registers& r, int to, const Rational& weight) {
  model::copy(map, r.is_gate, to, weight);
  model::copy(map, r.is_wire, to, weight);
}

class BlockBuilder {
 public:
  BlockBuilder(int depth, const Choices& choices) : depth_(depth), choices_(choices) {}

  model::Transformer build() {
    model::Transformer model{.name = claim_id};
    model.fields = {"op", "id", "source", "slot", "fan_in", "numerator", "denominator"};
    declare(model);
    model.embed = embedding(model.fields);
    model::Block block{.name = "evaluate"};
    if (has_four()) {
      block.heads = four_heads();
      block.token_maps.push_back(four_head_map(model));
    } else {
      block.heads.push_back(one_head());
      block.token_maps.push_back(one_head_map(model));
    }
    model.blocks.push_back(std::move(block));
    if (depth_ > 0) model.schedule = {{0, 2 * depth_}};
    CircuitBuilder decode(model::coordinate_names(model.registers));
    decode.output("value", decode.input("is_gate[0]") * decode.input("value[0]"));
    model.decode.circuit = decode.finish();
    return model;
  }

 private:
  [[nodiscard]] bool has_four() const { return choices_.heads == Heads::four; }

  void declare(model::Transformer& model) {
    model::Stream stream;
    r_.is_gate = stream.add("is_gate");
    r_.is_wire = stream.add("is_wire");
    r_.number = stream.add("number");
    r_.square = stream.add("square");
    r_.source = stream.add(has_four() ? "source" : "asked");
    r_.slot1 = stream.add("slot1");
    r_.slot2 = stream.add("slot2");
    r_.fan_in = stream.add("fan_in");
    r_.given = stream.add("given");
    r_.sum = stream.add("sum");
    r_.product = stream.add("product");
    r_.sign = stream.add("sign");
    r_.value = stream.add("value");
    if (!has_four()) {
      r_.value1 = stream.add("value1");
      r_.value2 = stream.add("value2");
    }
    const std::vector<const char*> fetched =
        has_four() ? std::vector{"from_source", "from_wires", "from_first", "from_second"}
                   : std::vector{"mean", "mean1", "mean2"};
    for (const char* name : fetched) r_.fetched.push_back(stream.add(name));
    model.registers = stream.registers();
  }

  [[nodiscard]] model::Circuit embedding(const std::vector<std::string>& fields) const {
    CircuitBuilder embed(fields);
    const Wire op = embed.input("op");
    const Wire id = embed.input("id");
    const auto is = [&embed](Wire which, std::vector<model::Weight> table) {
      return embed.table(which, std::move(table));
    };
    const Wire is_gate = is(op, {{0}, {1}, {1}, {1}, {1}});
    embed.output("is_gate", is_gate);
    embed.output("is_wire", is(op, {{1}, {0}, {0}, {0}, {0}}));
    embed.output("number", id);
    embed.output("square", id * id);
    // A gate asks for its own number: one head serves both kinds of token.
    if (has_four()) {
      embed.output("source", embed.input("source"));
    } else {
      embed.output("asked", embed.input("source") + is_gate * id);
    }
    const Wire slot = embed.input("slot");
    embed.output("slot1", is(slot, {{0}, {1}, {0}}));
    embed.output("slot2", is(slot, {{0}, {0}, {1}}));
    embed.output("fan_in", embed.input("fan_in"));
    embed.output("given", is(op, {{0}, {1}, {0}, {0}, {0}}));
    embed.output("sum", is(op, {{0}, {0}, {1}, {0}, {0}}));
    embed.output("product", is(op, {{0}, {0}, {0}, {1}, {0}}));
    embed.output("sign", is(op, {{0}, {0}, {0}, {0}, {1}}));
    embed.output("value", embed.input("numerator") / embed.input("denominator"));
    return embed.finish();
  }

  /// Reads the value of the tokens of number a among those where `mark` is 1. The score is
  /// 2 a p - p^2 = a^2 - (a-p)^2, plus 1 at marked tokens: numbers are integers, so a^2 + 1 is
  /// reached by marked tokens of number a alone, and no other token exceeds a^2.
  [[nodiscard]] model::Head reader(std::string name, Slice asked, Slice mark, const Rational& bonus,
                                   Slice fetched) const {
    model::Head head{.name = std::move(name), .norm = model::Norm::average_hardmax};
    const bool is_doubled = choices_.form == Bonus::penalised;
    const Rational scale = is_doubled ? 2 : 1;
    model::copy(head.query, asked, 0, 2 * scale);
    copy_one(head.query, r_, 1, -scale);
    model::Linear key;
    model::copy(key, r_.number, 0);
    model::copy(key, r_.square, 1);
    if (!bonus.is_zero()) {
      copy_bonus(head.query, r_.is_gate, 2, bonus);
      copy_bonus(head.query, r_.is_wire, 2, bonus);
      model::copy(key, mark, 2);
      if (is_doubled) {  // mark - 1: a penalty for all others
        copy_one(head.query, r_, 3, -1);
        copy_one(key, r_, 3, 1);
      }
    }
    head.keys.push_back(std::move(key));
    model::Linear value;
    model::copy(value, r_.value, 0);
    head.values.push_back(std::move(value));
    model::write(head.out, 0, fetched);
    return head;
  }

  [[nodiscard]] std::vector<model::Head> four_heads() const {
    return {
        reader("source", r_.source, r_.is_gate, choices_.bonus, r_.fetched[0]),
        reader("wires", r_.number, r_.is_wire, choices_.bonus, r_.fetched[1]),
        reader("first", r_.number, r_.slot1, choices_.slot_bonus, r_.fetched[2]),
        reader("second", r_.number, r_.slot2, choices_.slot_bonus, r_.fetched[3]),
    };
  }

  /// Wires look for gates, gates for wires: the bonus is is_wire is_gate' + is_gate is_wire'.
  [[nodiscard]] model::Head one_head() const {
    model::Head head{.name = "read", .norm = model::Norm::average_hardmax};
    model::copy(head.query, r_.source, 0, 2);
    copy_one(head.query, r_, 1, -1);
    model::Linear key;
    model::copy(key, r_.number, 0);
    model::copy(key, r_.square, 1);
    if (!choices_.bonus.is_zero()) {
      copy_bonus(head.query, r_.is_wire, 2, choices_.bonus);
      copy_bonus(head.query, r_.is_gate, 3, choices_.bonus);
      model::copy(key, r_.is_gate, 2);
      model::copy(key, r_.is_wire, 3);
    }
    head.keys.push_back(std::move(key));
    model::Linear value;
    int to = 0;
    for (const Slice each : {r_.value, r_.value1, r_.value2}) {
      model::copy(value, each, to);
      model::write(head.out, to, r_.fetched[static_cast<std::size_t>(to)]);
      ++to;
    }
    head.values.push_back(std::move(value));
    return head;
  }

  [[nodiscard]] Wire sign_of(CircuitBuilder& map, Wire x) const {
    const Wire zero = map.constant(0);
    const Wire sign = map.less(zero, x) - map.less(x, zero);
    if (choices_.sign_of_zero.is_zero()) return sign;
    return map.select(sign, sign, map.constant(choices_.sign_of_zero));
  }

  [[nodiscard]] Wire total(CircuitBuilder& map, Wire mean) const {
    return choices_.multiplies_fan_in ? map.input("fan_in[0]") * mean : mean;
  }

  /// value := is_wire from_source + given value + sum fan_in from_wires
  ///          + product from_first from_second + sign sgn(from_wires).
  [[nodiscard]] model::Circuit four_head_map(const model::Transformer& model) const {
    CircuitBuilder map(model::coordinate_names(model.registers));
    const Wire wires = map.input("from_wires[0]");
    map.output("value", map.input("is_wire[0]") * map.input("from_source[0]") +
                            map.input("given[0]") * map.input("value[0]") +
                            map.input("sum[0]") * total(map, wires) +
                            map.input("product[0]") * map.input("from_first[0]") *
                                map.input("from_second[0]") +
                            map.input("sign[0]") * sign_of(map, wires));
    clear_fetched(map, model);
    return map.finish();
  }

  /// The same; an operand of a product is twice the mean over its two wires, one of which is 0.
  [[nodiscard]] model::Circuit one_head_map(const model::Transformer& model) const {
    CircuitBuilder map(model::coordinate_names(model.registers));
    const Wire mean = map.input("mean[0]");
    const Wire first = total(map, map.input("mean1[0]"));
    const Wire second = total(map, map.input("mean2[0]"));
    map.output("value", map.input("is_wire[0]") * mean +
                            map.input("given[0]") * map.input("value[0]") +
                            map.input("sum[0]") * total(map, mean) +
                            map.input("product[0]") * first * second +
                            map.input("sign[0]") * sign_of(map, mean));
    map.output("value1", map.input("slot1[0]") * mean);
    map.output("value2", map.input("slot2[0]") * mean);
    clear_fetched(map, model);
    return map.finish();
  }

  /// Heads add to the stream, so what they fetched is taken away again.
  void clear_fetched(CircuitBuilder& map, const model::Transformer& model) const {
    const Wire zero = map.constant(0);
    for (const Slice fetched : r_.fetched) {
      for (const model::Register& each : model.registers) {
        if (model::coordinate(model, each.name) == fetched[0]) map.output(each.name, zero);
      }
    }
  }

  int depth_;
  Choices choices_;
  Registers r_ = {};
};

}  // namespace

model::Transformer construction(int depth, const Choices& choices) {
  ATTEST_REQUIRE(depth >= 0, "a depth is not negative");
  return BlockBuilder(depth, choices).build();
}

}  // namespace attest::arithmetic_circuit_as_input

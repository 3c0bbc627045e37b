// SPDX-License-Identifier: Apache-2.0
/// \file
/// Models on tokens with indices.
#include "claims/attention_simulates_attention/grid.hpp"

#include <algorithm>
#include <utility>

namespace attest::attention_simulates_attention {
namespace {

using model::CircuitBuilder;
using model::Wire;

constexpr const char* squared_suffix = "_squared";

std::string mark_of(Kind kind) {
  constexpr const char* names[] = {"x",    "w_q",       "w_k",        "w_v",   "e",    "f",
                                   "term", "projected", "mixed_term", "mixed", "pair", "score"};
  return std::string("is_") + names[static_cast<int>(kind)];
}

std::vector<std::string> field_names() {
  return {"kind",        "row",    "inner",    "column", "numerator",
          "denominator", "tokens", "channels", "width",  "keys"};
}

}  // namespace

Grid::Grid(std::string name, const Registers& registers, const Rational& bonus) : bonus_(bonus) {
  model_.name = std::move(name);
  model_.fields = field_names();
  model::Stream stream;
  const auto add = [this, &stream](const std::string& each) { slices_[each] = stream.add(each); };
  add("one");
  for (const Kind kind : registers.kinds) add(mark_of(kind));
  for (const std::string& index : registers.indices) add(index);
  for (const std::string& index : registers.squared) add(index + squared_suffix);
  for (const std::string& number : registers.numbers) add(number);
  model_.registers = stream.registers();
  embed(registers);
}

void Grid::embed(const Registers& registers) {
  CircuitBuilder embed(model_.fields);
  const Wire kind = embed.input("kind");
  embed.output("one", embed.constant(1));
  for (const Kind each : registers.kinds) {
    embed.output(mark_of(each), embed.equal(kind, embed.constant(static_cast<int>(each))));
  }
  for (const std::string& index : registers.indices) embed.output(index, embed.input(index));
  for (const std::string& index : registers.squared) {
    embed.output(index + squared_suffix, embed.input(index) * embed.input(index));
  }
  for (const std::string& number : registers.numbers) {
    if (number == "entry") {
      embed.output(number, embed.input("numerator") / embed.input("denominator"));
    } else if (std::ranges::find(model_.fields, number) != model_.fields.end()) {
      embed.output(number, embed.input(number));
    }
  }
  if (registers.embed) registers.embed(embed);
  model_.embed = embed.finish();
}

model::Head Grid::lookup(const Lookup& wanted) const {
  model::Head head{.name = wanted.name, .norm = model::Norm::average_hardmax};
  model::Linear key;
  int to = 0;
  for (const Match& match : wanted.matches) {
    model::copy(head.query, at(match.asked), to, 2);
    model::copy(key, at(match.found), to);
    ++to;
  }
  model::copy(head.query, at("one"), to);
  for (const Match& match : wanted.matches) {
    model::copy(key, at(std::string(match.found) + squared_suffix), to, -1);
  }
  if (!bonus_.is_zero()) {
    // Numbers are integers: a key with both indices has a^2 + b^2, all others at most 1 less.
    key.push_back(
        {.from = at(mark_of(wanted.kind))[0],
         .to = to,
         .weight = {.value = bonus_,
                    .slack = model::Slack::at_least,
                    .why = "positive: a key that is meant has a^2 + b^2 + M, one with the "
                           "same indices a^2 + b^2, others at most a^2 + b^2 - 1 + M"}});
  }
  head.keys.push_back(std::move(key));
  model::Linear value;
  int channel = 0;
  for (const Read& read : wanted.reads) {
    model::copy(value, at(read.from), channel);
    model::write(head.out, channel, at(read.to));
    ++channel;
  }
  head.values.push_back(std::move(value));
  return head;
}

model::Head Grid::best(const Lookup& wanted, const char* rank, const Rational& weight) const {
  model::Head head = lookup(wanted);
  // Less than 1/2 in absolute value: what is added moves no key past one of another row.
  model::copy(head.keys[0], at(rank), static_cast<int>(wanted.matches.size()), weight);
  return head;
}

model::CircuitBuilder Grid::map() const {
  return CircuitBuilder(model::coordinate_names(model_.registers));
}

Wire Grid::in(CircuitBuilder& map, const char* name) {
  return map.input(std::string(name) + "[0]");
}

Wire Grid::is(CircuitBuilder& map, Kind kind) { return map.input(mark_of(kind) + "[0]"); }

void Grid::add_layer(const char* name, std::vector<model::Head> heads, const CircuitBuilder& map) {
  model_.schedule.emplace_back(static_cast<int>(model_.blocks.size()), 1);
  model_.blocks.push_back(
      {.name = name, .heads = std::move(heads), .mlp = {}, .token_maps = {map.finish()}});
}

model::Transformer Grid::finish(const char* answer) {
  CircuitBuilder decode(model::coordinate_names(model_.registers));
  decode.output("answer", in(decode, answer));
  model_.decode.circuit = decode.finish();
  return model_;
}

}  // namespace attest::attention_simulates_attention

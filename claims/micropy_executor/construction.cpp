// SPDX-License-Identifier: Apache-2.0
/// \file
/// The executor: one head that fetches, four that look up, units that compute and write a line.
#include <string>
#include <utility>

#include "claims/micropy_executor/units.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Opcode;

/// A weight of a lookup. Codes are signs, so that a match has the full score and every other key
/// less, whatever the factors are.
model::Weight match_weight() {
  return {.value = 1,
          .slack = model::Slack::at_least,
          .why = "a match wins with any positive weight: every other key loses a positive term"};
}

void match(model::Linear& map, const model::Slice& slice, int to) {
  for (int i = 0; i < slice.size; ++i) {
    map.push_back({.from = slice[i], .to = to + i, .weight = match_weight()});
  }
}

/// A head whose value goes to a register of its size.
struct Reading {
  model::Slice value;
  model::Slice to;
};

void read(model::Head& head, const std::vector<Reading>& readings) {
  head.values.emplace_back();
  int at = 0;
  for (const Reading& reading : readings) {
    model::copy(head.values[0], reading.value, at);
    model::write(head.out, at, reading.to);
    at += reading.value.size;
  }
}

/// pc finds its instruction: score A there, at most A - 2 at others, 0 at lines.
model::Head fetch_head(const Registers& r) {
  model::Head head{.name = "fetch", .norm = model::Norm::rightmost_hardmax, .mask = 0};
  head.keys.emplace_back();
  match(head.query, r.line.pc, 0);
  match(head.keys[0], r.instruction.address, 0);
  read(head, {{r.instruction.op, r.fetched.op},
              {r.instruction.target, r.fetched.target},
              {r.instruction.first, r.fetched.first},
              {r.instruction.second, r.fetched.second},
              {r.instruction.number, r.fetched.number},
              {r.instruction.label, r.fetched.label},
              {r.instruction.after, r.fetched.after},
              {r.instruction.attribute, r.fetched.attribute}});
  return head;
}

/// The last line that wrote a variable of the live frame: score V + D there alone.
model::Head operand_head(const char* name, const model::Slice& operand, const model::Slice& to,
                         const Registers& r, const Choices& choices) {
  model::Head head{.name = name, .norm = choices.lookup, .mask = 0};
  head.keys.emplace_back();
  match(head.query, operand, 0);
  match(head.keys[0], r.line.variable, 0);
  if (choices.is_depth_compared) {
    match(head.query, r.line.depth, operand.size);
    match(head.keys[0], r.line.written, operand.size);
  }
  read(head, {{r.line.value, to}});
  return head;
}

/// The last line that wrote the attribute: score 1 there alone.
model::Head attribute_head(const Registers& r, const Choices& choices) {
  model::Head head{.name = "attribute", .norm = choices.lookup, .mask = 0};
  head.keys.emplace_back();
  match(head.query, r.fetched.attribute, 0);
  match(head.keys[0], r.line.attribute, 0);
  read(head, {{r.line.value, r.attribute}});
  return head;
}

/// The last call of this depth, which the live frame began: score D there alone.
model::Head call_head(const Registers& r, const Choices& choices) {
  model::Head head{.name = "call", .norm = choices.lookup, .mask = 0};
  head.keys.emplace_back();
  if (choices.is_call_of_depth) {
    match(head.query, r.line.depth, 0);
    match(head.keys[0], r.line.called, 0);
  } else {
    for (const Opcode op : {Opcode::give, Opcode::give_and_tell}) {
      head.query.push_back(
          {.from = r.fetched.op[static_cast<int>(op)], .to = 0, .weight = match_weight()});
    }
    head.keys[0].push_back({.from = r.is_call[0], .to = 0, .weight = match_weight()});
  }
  read(head, {{r.line.return_to, r.return_to}, {r.line.destination, r.destination}});
  return head;
}

Registers add_registers(model::Stream& stream, const Sizes& sizes, const Choices& choices) {
  Registers r;
  r.instruction = add_instruction(stream, sizes);
  r.line = add_line(stream, sizes, "");
  if (!choices.is_call_of_depth) r.is_call = stream.add("is_call");
  r.fetched = {.address = {},
               .op = stream.add("f_op", run_opcodes),
               .target = stream.add("f_t", sizes.variable),
               .first = stream.add("f_y", sizes.variable),
               .second = stream.add("f_z", sizes.variable),
               .number = stream.add("f_imm", sizes.word),
               .label = stream.add("f_L", sizes.address),
               .after = stream.add("f_nxt", sizes.address),
               .attribute = {}};
  if (sizes.attributes > 0) r.fetched.attribute = stream.add("f_at", sizes.attributes);
  r.deeper = stream.add("dp", sizes.depth);
  r.shallower = stream.add("dm", sizes.depth);
  r.first = stream.add("vy", sizes.word);
  r.second = stream.add("vz", sizes.word);
  if (sizes.attributes > 0) r.attribute = stream.add("vg", sizes.word);
  r.return_to = stream.add("cret", sizes.address);
  r.destination = stream.add("cdst", sizes.variable);
  r.sum = stream.add("add", sizes.word);
  r.difference = stream.add("sub", sizes.word);
  r.conjunction = stream.add("and", sizes.word);
  r.parity = stream.add("xor", sizes.word);
  r.is_less = stream.add("lt");
  r.is_equal = stream.add("eq");
  r.is_taken = stream.add("taken");
  r.separates = stream.add("sep");
  r.results = stream.add("res");
  r.next_kind = stream.add("n_kind", kind_count - 1);
  r.next = add_line(stream, sizes, "n_");
  return r;
}

model::Circuit embedding(const TokenFields& fields, const Registers& r) {
  model::CircuitBuilder embed(fields.names);
  for (std::size_t i = kind_count; i < fields.names.size(); ++i) {
    const std::string& name = fields.names[i];
    const std::size_t bracket = name.find('[');
    embed.output(name.substr(0, bracket), std::stoi(name.substr(bracket + 1)), embed.input(name));
  }
  if (r.is_call.size > 0) {
    const auto call = static_cast<std::size_t>(Kind::call);
    embed.output("is_call", embed.input(fields.names[call]));
  }
  return embed.finish();
}

/// The next line as it was written; instructions are never written.
model::Circuit decoding(const TokenFields& fields, const model::Transformer& model) {
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  const model::Wire nothing = decode.constant(0);
  for (int i = 0; i < static_cast<int>(fields.names.size()); ++i) {
    const std::string& name = fields.names[static_cast<std::size_t>(i)];
    const std::size_t bracket = name.find('[');
    const std::string field = name.substr(0, bracket);
    const int at = std::stoi(name.substr(bracket + 1));
    model::Wire wire = nothing;
    if (0 < i && i < kind_count) wire = decode.input("n_kind[" + std::to_string(i - 1) + "]");
    if (i >= fields.line.pc.first) wire = decode.input("n_" + name);
    decode.output(field, at, wire);
  }
  return decode.finish();
}

}  // namespace

model::Transformer executor(const Sizes& sizes, const Choices& choices) {
  const TokenFields fields = token_fields(sizes);
  model::Transformer model{.name = claim_id};
  model.fields = fields.names;
  model::Stream stream;
  const Registers r = add_registers(stream, sizes, choices);
  model.registers = stream.registers();
  model.embed = embedding(fields, r);
  model.masks = {model::causal_mask()};

  model::Block fetch{.name = "fetch", .heads = {fetch_head(r)}, .mlp = counter_units(r)};
  model::Block look{.name = "look", .mlp = value_units(r)};
  look.heads = {operand_head("first", r.fetched.first, r.first, r, choices),
                operand_head("second", r.fetched.second, r.second, r, choices),
                call_head(r, choices)};
  if (sizes.attributes > 0) look.heads.push_back(attribute_head(r, choices));
  model::Block write{.name = "write", .mlp = line_units(r, choices)};
  model.blocks = {std::move(fetch), std::move(look), std::move(write)};
  model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  model.decode.circuit = decoding(fields, model);
  model.decode.at = model::ReadAt::last_input;
  return model;
}

model::Erasure erasure(const Sizes& sizes, const Choices& choices) {
  const model::Slice kind = token_fields(sizes).kind;
  return {.opens = kind[static_cast<int>(Kind::call)],
          .separates = kind[static_cast<int>(Kind::separator)],
          .closes = kind[static_cast<int>(Kind::write)],
          .drops_answer = choices.drops_answer};
}

}  // namespace attest::micropy_executor

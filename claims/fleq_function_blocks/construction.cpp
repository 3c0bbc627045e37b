// SPDX-License-Identifier: Apache-2.0
/// \file
/// The block as weights: fetch, read, compute, write, flag, branch.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/fleq_function_blocks/functions.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/indicator_units.hpp"

namespace attest::fleq_function_blocks {
namespace {

using gadget::single;
using machine::fleq::Operation;
using model::Head;
using model::Linear;
using model::Slice;

/// ins := cmd of the command at pc. Other columns ask for the machine's, whose cmd is empty.
model::Block fetch(const Registers& r) {
  const int k = r.pos.size;
  Head head{.name = "fetch", .norm = model::Norm::any_hardmax};
  Linear key;
  Linear value;
  model::copy(head.query, r.pc, 0);
  put_weight(head.query, r.one, k, {.value = 1});
  put_weight(head.query, r.mac, k, {.value = -1});
  model::copy(key, r.pos, 0);
  put_weight(key, r.mac, k, {.value = 1});
  model::copy(value, r.cmd, 0);
  model::copy(value, r.call, r.cmd.size);
  model::write(head.out, 0, r.ins);
  model::write(head.out, r.ins.size, r.called);
  head.keys = {std::move(key)};
  head.values = {std::move(value)};
  model::Block result = empty_layer("fetch");
  result.heads.push_back(std::move(head));
  return result;
}

/// mem of column j of cell c := mem of the machine's column j. A column of a cell scores k + 2 with
/// itself and at most k with other cells; with column i of the machine <pos, c> + 2 [i = j] + 1,
/// which is k + 3 iff i = j and the cell is c, else at most k + 1. The machine's own columns ask
/// for commands, so that their mem becomes 0.
model::Block write_result(const Registers& r, const Choices& choices) {
  const int k = r.pos.size;
  const int side = r.lane.size;
  Head head{.name = "write", .norm = model::Norm::any_hardmax};
  Linear key;
  Linear value;
  model::copy(head.query, r.pos, 0);
  model::copy(key, r.pos, 0);
  model::copy(key, r.part(r.ins, Part::c), 0);
  if (choices.writes_own_lane) model::copy(head.query, r.cell_lane, k, 2);
  model::copy(key, r.cell_lane, k);
  model::copy(key, r.lane, k);
  put_weight(head.query, r.one, k + side, {.value = 1});
  put_weight(key, r.mac, k + side, {.value = 1});
  put_weight(head.query, r.mac, k + side + 1, {.value = 1});
  put_weight(key, r.com, k + side + 1,
             {.value = 2,
              .slack = model::Slack::at_least,
              .why = "the machine's columns score 1 with each other"});
  model::copy(value, r.mem, 0);
  model::write(head.out, 0, r.fresh);
  head.keys = {std::move(key)};
  head.values = {std::move(value)};
  model::Block result = empty_layer("write");
  result.heads.push_back(std::move(head));
  // mem += fresh - mem, fresh := 0; both of any sign.
  gadget::IndicatorUnits units(r.mac[0]);
  for (int i = 0; i < side; ++i) {
    const std::string at = "[" + std::to_string(i) + "]";
    units.clear("mem" + at, r.mem[i]);
    for (const int sign : {1, -1}) {
      units.unit("fresh" + at + (sign > 0 ? ".plus" : ".minus"), single(r.fresh[i], sign),
                 gadget::joined(single(r.mem[i], sign), single(r.fresh[i], -sign)));
    }
  }
  result.mlp = units.finish();
  return result;
}

/// flag := entry (0, 0) of the cell under the pointer: row 0 of its column 0. Beside products by
/// softmax the columns that are not the machine's read commands, whose mem is nearly 0.
model::Block read_flag(const Registers& r, const Choices& choices) {
  const int k = r.pos.size;
  Head head{.name = "flag", .norm = model::Norm::any_hardmax};
  Linear key;
  Linear value;
  model::copy(head.query, r.part(r.ins, Part::flag), 0);
  put_weight(head.query, r.mac, k, {.value = 1});
  model::copy(key, r.pos, 0);
  put_weight(key, r.cell_lane, k, {.value = 1});
  if (choices.product) {
    put_weight(head.query, r.one, k + 1, {.value = 1});
    put_weight(head.query, r.mac, k + 1, {.value = -1});
    put_weight(key, r.com, k + 1, {.value = 1});
  }
  put_weight(value, r.mem, 0, {.value = 1});
  model::write(head.out, 0, r.flag);
  head.keys = {std::move(key)};
  head.values = {std::move(value)};
  model::Block result = empty_layer("flag");
  result.heads.push_back(std::move(head));
  return result;
}

/// taken := [flag <= 0], for flags of any size: commands score flag, all others 0, and of equal
/// scores the first one counts, which is column 0, the machine's. Then pc := taken ? target : next.
model::Block branch(const Registers& r, const Size& size, const Choices& choices) {
  Head head{.name = "branch", .norm = choices.branch};
  put_weight(head.query, r.flag, 0, {.value = 1});
  // Beside products by softmax the dummy stands for the commands: what is nearly equal has no
  // order.
  const Slice& rival = choices.product ? r.product.dummy : r.com;
  put_weight(head.keys.emplace_back(), rival, 0, {.value = 1});
  if (choices.product) {
    // Nor has what is nearly 0 a sign: in the other columns the dummy scores the flag less 1.
    put_weight(head.query, r.one, 1, {.value = -1});
    put_weight(head.query, r.mac, 1, {.value = 1});
    put_weight(head.keys[0], rival, 1, {.value = 1});
  }
  put_weight(head.values.emplace_back(), r.mac, 0, {.value = 1});
  model::write(head.out, 0, r.taken);
  model::Block result = empty_layer("branch");
  result.heads.push_back(std::move(head));
  gadget::IndicatorUnits units(r.mac[0]);
  const Slice target = r.part(r.ins, choices.swaps_targets ? Part::next : Part::target);
  const Slice next = r.part(r.ins, choices.swaps_targets ? Part::target : Part::next);
  for (int i = 0; i < r.pc.size; ++i) {
    const std::string name = "pc[" + std::to_string(i) + "]";
    for (const int s : {1, -1}) {
      const std::string sign = s > 0 ? ".plus" : ".minus";
      // relu(s x + t - 1) is relu(s x) where t = 1 and 0 where t = 0, since |x| <= 1.
      units.unit(name + ".target" + sign, gadget::joined(single(target[i], s), single(r.taken[0])),
                 single(r.pc[i], s), -1);
      units.unit(name + ".next" + sign, gadget::joined(single(next[i], s), single(r.taken[0], -1)),
                 single(r.pc[i], s));
    }
    units.clear(name + ".old", r.pc[i]);
  }
  // Neither of the first two is ever negative.
  units.unit("taken", single(r.taken[0]), single(r.taken[0], -1));
  for (int m = 0; m < r.called.size; ++m) {
    units.unit("called[" + std::to_string(m) + "]", single(r.called[m]), single(r.called[m], -1));
  }
  units.clear("flag", r.flag);
  units.clear("ins", r.ins);
  for (const Operation operation : size.operations) {
    if (!choices.clears_operands) break;
    const Operands& operands = r.of(operation);
    const std::string name(machine::fleq::name_of(operation));
    units.clear(name + ".a", operands.first);
    units.clear(name + ".b", operands.second);
    units.clear(name + ".ab", operands.product);
  }
  result.mlp = units.finish();
  return result;
}

}  // namespace

model::Transformer construction(const Size& size, const Choices& choices) {
  model::Transformer model{.name = "fleq_function_blocks"};
  const Registers r = encode(model, size, choices);
  model.blocks = {fetch(r), read_operands(r, size, choices)};
  for (model::Block& block : function_layers(r, size, choices)) {
    model.blocks.push_back(std::move(block));
  }
  model.blocks.push_back(write_result(r, choices));
  model.blocks.push_back(read_flag(r, choices));
  model.blocks.push_back(branch(r, size, choices));
  const int layers = static_cast<int>(model.blocks.size());
  for (int l = 0; l < layers; ++l) model.schedule.emplace_back(l, 1);
  if (choices.reads_flag_first) {
    std::swap(model.schedule[static_cast<std::size_t>(layers - 3)],
              model.schedule[static_cast<std::size_t>(layers - 2)]);
  }
  return model;
}

std::vector<check::Promise> promises(const Size& size, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t k = size.address_bits();
  const auto functions = static_cast<std::int64_t>(size.operations.size());
  std::int64_t deepest = 0;
  std::int64_t heads = 4;
  std::int64_t registers = 4;
  for (const Operation operation : size.operations) {
    const Cost cost = cost_of(operation, size.side);
    deepest = std::max<std::int64_t>(deepest, cost.layers);
    heads += cost.heads + (machine::fleq::is_binary(operation) ? 2 : 1);
    registers += cost.registers;
  }
  return {
      check::at_most("layers", "5 + max l_m", 5 + deepest, used.layers),
      check::at_most("heads in all", "4 + sum of (h_m + operands of m)", heads, used.heads_in_all),
      check::at_most("width", "(4 + sum r_m) d + 14k + 2M + 5",
                     registers * size.side + 14 * k + 2 * functions + 5, used.width),
      check::at_most("ReLU units", "2 (2 + sum r_m) d + 18k + M + 3",
                     2 * (registers - 2) * size.side + 18 * k + functions + 3, used.units)};
}

}  // namespace attest::fleq_function_blocks
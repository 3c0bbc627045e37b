// SPDX-License-Identifier: Apache-2.0
/// \file
/// The functions as weights: what each reads, computes and needs.
#include "claims/fleq_function_blocks/functions.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::fleq_function_blocks {
namespace {

using machine::fleq::Operation;
using model::Head;
using model::Linear;
using model::Slice;

/// What a read of one operand is for.
struct Read {
  Operation operation = Operation::subtract;
  int number = 0;  ///< of the operation in the block
  Part pointer = Part::a;
};

/// Column j of the machine reads column j of the cell under a pointer, if the function is called.
/// The column sought scores k + 1, all other columns of cells at most k, commands at most k - 2.
/// Else commands score at least G - k, and their mem is 0.
Head read(const Registers& r, const Read& what, bool is_gated) {
  const int k = r.pos.size;
  Head head{.name = std::string(machine::fleq::name_of(what.operation)) +
                    (what.pointer == Part::a ? ".read_a" : ".read_b"),
            .norm = model::Norm::any_hardmax};
  Linear key;
  Linear value;
  model::copy(head.query, r.part(r.ins, what.pointer), 0);
  model::copy(head.query, r.lane, k);
  model::copy(key, r.pos, 0);
  model::copy(key, r.cell_lane, k);
  if (is_gated) {
    const int gate = k + r.lane.size;
    put_weight(head.query, r.one, gate, {.value = 1});
    head.query.push_back({.from = r.called[what.number],
                          .to = gate,
                          .weight = {.value = -1,
                                     .slack = model::Slack::at_most,
                                     .why = "commands score no more than k - 2 when called"}});
    put_weight(
        key, r.com, gate,
        {.value = 2 * k + 2,
         .slack = model::Slack::at_least,
         .why = "G - k > k + 1: a command beats every cell when the function is not called"});
  }
  model::copy(value, r.mem, 0);
  head.keys = {std::move(key)};
  head.values = {std::move(value)};
  return head;
}

/// A head of linear attention: column j gains sum over columns k of <query_j, key_k> value_k.
Head linear(std::string name, const Slice& query, const Slice& key, const Slice& value,
            const Slice& out, int sign = 1) {
  Head head{.name = std::move(name), .norm = model::Norm::linear};
  model::copy(head.query, query, 0);
  model::copy(head.keys.emplace_back(), key, 0);
  model::copy(head.values.emplace_back(), value, 0);
  model::write(head.out, 0, out, sign);
  return head;
}

/// With the unit vector e_k in the lane of column k and a_k, b_k in the operands,
/// (A^T B)_j = sum_k <b_j, a_k> e_k, (A^T)_j = sum_k <e_j, a_k> e_k, (A B)_j = sum_k <b_j, e_k>
/// a_k.
model::Block compute_first(const Registers& r, const Size& size, const Choices& choices) {
  model::Block result = empty_layer("compute_1");
  for (const Operation operation : size.operations) {
    const Operands& operands = r.of(operation);
    const std::string name(machine::fleq::name_of(operation));
    switch (operation) {
      case Operation::subtract:
        break;
      case Operation::multiply:
        if (choices.product) {
          append_product(
              result, *choices.product, r.product,
              {.name = name, .keys = operands.first, .queries = operands.second, .out = r.mem},
              choices.product_choices);
          break;
        }
        result.heads.push_back(choices.is_transposed_product
                                   ? linear(name, operands.second, operands.first, r.lane, r.mem)
                                   : linear(name, operands.second, r.lane, operands.first, r.mem));
        break;
      case Operation::transpose:
        result.heads.push_back(linear(name, r.lane, operands.first, r.lane, r.mem));
        break;
      case Operation::diagonal:
        // Row i: column j gains [j = i] a_k[i] for k = 0, the only column with lane[0] = 1.
        for (int i = 0; i < size.side; ++i) {
          const Slice lane{.first = r.lane[i], .size = 1};
          const Slice entry{.first = operands.first[i], .size = 1};
          result.heads.push_back(linear(name + "." + std::to_string(i), lane, entry,
                                        {.first = r.lane[0], .size = 1},
                                        {.first = r.mem[i], .size = 1}));
        }
        break;
      case Operation::inverse_step:
        result.heads.push_back(
            linear(name + ".ab", operands.second, r.lane, operands.first, operands.product));
        break;
    }
  }
  return result;
}

/// Newton's second product: mem -= B (A B).
model::Block compute_second(const Registers& r) {
  const Operands& operands = r.of(Operation::inverse_step);
  model::Block result = empty_layer("compute_2");
  result.heads.push_back(
      linear("inverse_step.bab", operands.product, r.lane, operands.second, r.mem, -1));
  return result;
}

}  // namespace

Cost cost_of(Operation operation, int side) {
  switch (operation) {
    case Operation::subtract:  // it is read into the result
      return {.layers = 0, .heads = 0, .registers = 0};
    case Operation::multiply:
      return {.layers = 1, .heads = 1, .registers = 2};
    case Operation::transpose:
      return {.layers = 1, .heads = 1, .registers = 1};
    case Operation::diagonal:
      return {.layers = 1, .heads = side, .registers = 1};
    case Operation::inverse_step:
      return {.layers = 2, .heads = 2, .registers = 3};
  }
  broken_invariant(__FILE__, __LINE__, "operation", "unknown operation");
}

model::Block read_operands(const Registers& r, const Size& size, const Choices& choices) {
  model::Block result = empty_layer("read");
  for (int m = 0; m < static_cast<int>(size.operations.size()); ++m) {
    const Operation operation = size.operations[static_cast<std::size_t>(m)];
    const Operands& operands = r.of(operation);
    const bool is_difference = operation == Operation::subtract;
    Head first =
        read(r, {.operation = operation, .number = m, .pointer = Part::a}, choices.is_gated);
    // A difference needs no layer of its own: it is read into the result.
    model::write(first.out, 0, is_difference ? r.mem : operands.first,
                 is_difference && choices.swaps_difference ? -1 : 1);
    result.heads.push_back(std::move(first));
    if (!machine::fleq::is_binary(operation)) continue;
    Head second =
        read(r, {.operation = operation, .number = m, .pointer = Part::b}, choices.is_gated);
    if (is_difference) {
      model::write(second.out, 0, r.mem, choices.swaps_difference ? 1 : -1);
    } else {
      model::write(second.out, 0, operands.second);
    }
    // The 2B of 2B - B (A B).
    if (operation == Operation::inverse_step) model::write(second.out, 0, r.mem, choices.twice);
    result.heads.push_back(std::move(second));
  }
  return result;
}

std::vector<model::Block> function_layers(const Registers& r, const Size& size,
                                          const Choices& choices) {
  int deepest = 0;
  for (const Operation operation : size.operations) {
    deepest = std::max(deepest, cost_of(operation, size.side).layers);
  }
  std::vector<model::Block> result;
  if (deepest >= 1) result.push_back(compute_first(r, size, choices));
  if (deepest >= 2) result.push_back(compute_second(r));
  return result;
}

void put_weight(Linear& map, const Slice& from, int to, model::Weight weight) {
  map.push_back({.from = from[0], .to = to, .weight = std::move(weight)});
}

model::Block empty_layer(const char* name) { return {.name = name, .heads = {}, .mlp = {}}; }

}  // namespace attest::fleq_function_blocks

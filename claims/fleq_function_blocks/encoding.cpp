// SPDX-License-Identifier: Apache-2.0
/// \file
/// Raw tokens to registers and back. Only these circuits know which columns belong to cells.
#include "claims/fleq_function_blocks/encoding.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::fleq_function_blocks {
namespace {

using gadget::bits;
using gadget::signed_sum;
using gadget::two_to;
using gadget::write_signs;
using machine::fleq::Operation;
using model::CircuitBuilder;
using model::Wire;

/// A circuit that knows the kinds of columns.
class ColumnKinds {
 public:
  ColumnKinds(const std::vector<std::string>& fields, const Size& size)
      : circuit(fields),
        one(circuit.constant(1)),
        position(circuit.position()),
        machine(circuit.less(position, circuit.constant(size.side))),
        not_command(circuit.less(position, circuit.constant(size.side * (1 + size.cells)))),
        cell(not_command - machine),
        command(one - not_command),
        cells(circuit.constant(size.cells)) {}

  CircuitBuilder circuit;
  Wire one;
  Wire position;
  Wire machine;  ///< 1 in the machine's columns
  Wire not_command;
  Wire cell;     ///< 1 in the columns of cells
  Wire command;  ///< 1 in the others
  Wire cells;    ///< the number of cells
};

/// lane, cell_lane and pos: where a column stands.
void embed_place(ColumnKinds& kinds, const Size& size) {
  CircuitBuilder& circuit = kinds.circuit;
  const Wire side = circuit.constant(size.side);
  const Wire lane = circuit.mod(kinds.position, side);
  for (int j = 0; j < size.side; ++j) {
    const Wire is_lane = circuit.equal(lane, circuit.constant(j));
    circuit.output("lane", j, is_lane * kinds.machine);
    circuit.output("cell_lane", j, is_lane * kinds.cell);
  }
  const Wire cell = circuit.floor(kinds.position * (Rational(1) / Rational(size.side))) - kinds.one;
  const Wire command = kinds.position - (size.side * (1 + size.cells) - size.cells);
  const Wire number = kinds.cell * cell + kinds.command * command;
  write_signs(circuit, bits(circuit, number, size.address_bits()), kinds.one - kinds.machine,
              "pos");
}

/// cmd and call: what a command says.
void embed_command(ColumnKinds& kinds, const Size& size, int extra_tokens) {
  CircuitBuilder& circuit = kinds.circuit;
  const int k = size.address_bits();
  const Wire last = circuit.length() - (1 + extra_tokens);
  const Wire own = kinds.position - (size.side * (1 + size.cells) - size.cells);
  const Wire end = last - (size.side * (1 + size.cells) - size.cells);
  const Wire next = kinds.command * circuit.min(own + kinds.one, end);
  const std::vector<Wire> numbers = {circuit.input("a"),
                                     circuit.input("b"),
                                     circuit.input("c"),
                                     circuit.input("flag"),
                                     circuit.input("target") + kinds.cells,
                                     next};
  int first = 0;
  for (const Wire number : numbers) {
    write_signs(circuit, bits(circuit, number, k), kinds.command, "cmd", first);
    first += k;
  }
  const Wire operation = circuit.input("operation");
  for (int m = 0; m < static_cast<int>(size.operations.size()); ++m) {
    circuit.output("call", m, circuit.equal(operation, circuit.constant(m)) * kinds.command);
  }
}

/// The embedding, and the extra token that products by softmax have.
void embed_tokens(model::Transformer& model, const Size& size, const Choices& choices) {
  const std::vector<std::string>& fields = model.fields;
  ColumnKinds kinds(fields, size);
  CircuitBuilder& circuit = kinds.circuit;
  for (int i = 0; i < size.side; ++i) {
    circuit.output("mem", i, circuit.input(fields[static_cast<std::size_t>(i)]) * kinds.cell);
  }
  embed_place(kinds, size);
  embed_command(kinds, size, choices.product ? 1 : 0);
  const Wire pc = circuit.input("pc") + kinds.cells;
  write_signs(circuit, bits(circuit, pc, size.address_bits()), kinds.machine, "pc");
  circuit.output("mac", kinds.machine);
  circuit.output("com", kinds.command);
  circuit.output("one", kinds.one);
  if (choices.product) {
    embed_product(circuit, model, *choices.product, choices.product_choices);
  }
  model.embed = circuit.finish();
}

model::Circuit decoder(const Size& size, const Registers& r, const model::Transformer& model) {
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  ColumnKinds kinds(names, size);
  CircuitBuilder& circuit = kinds.circuit;
  for (int i = 0; i < size.side; ++i) {
    circuit.output(model.fields[static_cast<std::size_t>(i)],
                   circuit.input(names[static_cast<std::size_t>(r.mem[i])]));
  }
  // Bits b = (x + 1) / 2: a number is (sum of 2^i x_i + 2^k - 1) / 2.
  const auto number = [&](const model::Slice& code, Wire gate) {
    return (signed_sum(circuit, names, code) + gate * (two_to(r.pos.size) - 1)) * Rational(1, 2);
  };
  circuit.output("a", number(r.part(r.cmd, Part::a), kinds.command));
  circuit.output("b", number(r.part(r.cmd, Part::b), kinds.command));
  circuit.output("c", number(r.part(r.cmd, Part::c), kinds.command));
  Wire operation = circuit.constant(0);
  for (int m = 1; m < r.call.size; ++m) {
    operation = operation + circuit.input(names[static_cast<std::size_t>(r.call[m])]) * m;
  }
  circuit.output("operation", operation);
  circuit.output("flag", number(r.part(r.cmd, Part::flag), kinds.command));
  circuit.output("target",
                 number(r.part(r.cmd, Part::target), kinds.command) - kinds.command * kinds.cells);
  circuit.output("pc", number(r.pc, kinds.machine) - kinds.machine * kinds.cells);
  return circuit.finish();
}

Operands declare_operands(model::Stream& stream, Operation operation, int side) {
  Operands result;
  if (operation == Operation::subtract) return result;  // it is read into the result
  const std::string name(machine::fleq::name_of(operation));
  result.first = stream.add(name + ".a", side);
  if (!machine::fleq::is_binary(operation)) return result;
  result.second = stream.add(name + ".b", side);
  if (operation == Operation::inverse_step) result.product = stream.add(name + ".ab", side);
  return result;
}

Registers declare(model::Transformer& model, const Size& size, const Choices& choices) {
  const int k = size.address_bits();
  const int functions = static_cast<int>(size.operations.size());
  model::Stream stream;
  Registers r;
  r.mem = stream.add("mem", size.side);
  r.fresh = stream.add("fresh", size.side);
  for (const Operation operation : size.operations) {
    r.operands[static_cast<std::size_t>(operation)] =
        declare_operands(stream, operation, size.side);
  }
  r.cmd = stream.add("cmd", part_count * k);
  r.call = stream.add("call", functions);
  r.ins = stream.add("ins", part_count * k);
  r.called = stream.add("called", functions);
  r.pc = stream.add("pc", k);
  r.pos = stream.add("pos", k);
  r.lane = stream.add("lane", size.side);
  r.cell_lane = stream.add("cell_lane", size.side);
  r.flag = stream.add("flag");
  r.taken = stream.add("taken");
  r.mac = stream.add("mac");
  r.com = stream.add("com");
  r.one = stream.add("one");
  if (choices.product) r.product = declare_product(stream, size.side, r.one);
  model.registers = stream.registers();
  return r;
}

}  // namespace

model::Slice Registers::part(const model::Slice& slice, Part part) const {
  return {.first = slice[static_cast<int>(part) * pos.size], .size = pos.size};
}

Registers encode(model::Transformer& model, const Size& size, const Choices& choices) {
  ATTEST_REQUIRE(
      size.side >= 1 && size.cells >= 1 && size.commands >= 1 && !size.operations.empty(),
      "a machine without cells, commands or operations");
  const Registers registers = declare(model, size, choices);
  model.fields = fields_of(size);
  embed_tokens(model, size, choices);
  model.decode.circuit = decoder(size, registers, model);
  model.decode.readout = model::Readout::whole_state;
  model.decode.at = model::ReadAt::every_input;
  return registers;
}

}  // namespace attest::fleq_function_blocks

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
void embed_command(ColumnKinds& kinds, const Size& size) {
  CircuitBuilder& circuit = kinds.circuit;
  const int k = size.address_bits();
  const Wire last = circuit.length() - kinds.one;
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

model::Circuit embedding(const Size& size, const std::vector<std::string>& fields) {
  ColumnKinds kinds(fields, size);
  CircuitBuilder& circuit = kinds.circuit;
  for (int i = 0; i < size.side; ++i) {
    circuit.output("mem", i, circuit.input(fields[static_cast<std::size_t>(i)]) * kinds.cell);
  }
  embed_place(kinds, size);
  embed_command(kinds, size);
  const Wire pc = circuit.input("pc") + kinds.cells;
  write_signs(circuit, bits(circuit, pc, size.address_bits()), kinds.machine, "pc");
  circuit.output("mac", kinds.machine);
  circuit.output("com", kinds.command);
  circuit.output("one", kinds.one);
  return circuit.finish();
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

Registers declare(model::Transformer& model, const Size& size) {
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
  model.registers = stream.registers();
  return r;
}

int whole(const Rational& value) { return static_cast<int>(value.num().to_int64()); }

}  // namespace

std::vector<Operation> all_operations() {
  std::vector<Operation> result;
  for (int m = 0; m < machine::fleq::operation_count; ++m) {
    result.push_back(static_cast<Operation>(m));
  }
  return result;
}

Size size_for(const machine::fleq::Program& program) {
  Size size{.side = program.side,
            .cells = static_cast<int>(program.memory.size()),
            .commands = static_cast<int>(program.commands.size())};
  for (const Operation operation : all_operations()) {
    const auto calls = [&](const machine::fleq::Command& c) { return c.operation == operation; };
    if (std::ranges::any_of(program.commands, calls)) size.operations.push_back(operation);
  }
  return size;
}

int Size::address_bits() const {
  int bits = 2;
  while ((1 << bits) < cells + commands) ++bits;
  return bits;
}

int Size::number_of(Operation operation) const {
  const auto found = std::ranges::find(operations, operation);
  ATTEST_REQUIRE(found != operations.end(), "the block lacks an operation");
  return static_cast<int>(found - operations.begin());
}

std::vector<std::string> fields_of(const Size& size) {
  std::vector<std::string> fields;
  for (int i = 0; i < size.side; ++i) fields.push_back("x" + std::to_string(i));
  for (const char* name : {"a", "b", "c", "operation", "flag", "target", "pc"}) {
    fields.emplace_back(name);
  }
  return fields;
}

model::Slice Registers::part(const model::Slice& slice, Part part) const {
  return {.first = slice[static_cast<int>(part) * pos.size], .size = pos.size};
}

Registers encode(model::Transformer& model, const Size& size) {
  ATTEST_REQUIRE(
      size.side >= 1 && size.cells >= 1 && size.commands >= 1 && !size.operations.empty(),
      "a machine without cells, commands or operations");
  const Registers registers = declare(model, size);
  model.fields = fields_of(size);
  model.embed = embedding(size, model.fields);
  model.decode.circuit = decoder(size, registers, model);
  model.decode.readout = model::Readout::whole_state;
  model.decode.at = model::ReadAt::every_input;
  return registers;
}

check::Case tokens_of(const Size& size, const machine::fleq::Program& program,
                      const machine::fleq::State& state) {
  check::Case tokens(size.columns(), size.side + Field::count);
  for (int j = 0; j < size.side; ++j) tokens(j, size.side + Field::pc) = state.pc;
  for (int cell = 0; cell < size.cells; ++cell) {
    for (int j = 0; j < size.side; ++j) {
      for (int i = 0; i < size.side; ++i) {
        tokens(size.side * (1 + cell) + j, i) = state.memory[static_cast<std::size_t>(cell)](i, j);
      }
    }
  }
  for (int at = 0; at < size.commands; ++at) {
    const machine::fleq::Command& command = program.commands[static_cast<std::size_t>(at)];
    const std::span<Rational> token = tokens.row(size.side * (1 + size.cells) + at);
    const auto put = [&](Field::Name field, int value) {
      token[static_cast<std::size_t>(size.side + field)] = value;
    };
    put(Field::a, command.a);
    put(Field::b, command.b);
    put(Field::c, command.c);
    put(Field::operation, size.number_of(command.operation));
    put(Field::flag, command.flag);
    put(Field::target, command.target);
  }
  return tokens;
}

Snapshot snapshot_of(const Size& size, const check::Case& tokens) {
  Snapshot result;
  result.program.side = size.side;
  result.state.pc = whole(tokens(0, size.side + Field::pc));
  for (int cell = 0; cell < size.cells; ++cell) {
    Matrix& matrix = result.state.memory.emplace_back(size.side, size.side);
    for (int j = 0; j < size.side; ++j) {
      for (int i = 0; i < size.side; ++i) matrix(i, j) = tokens(size.side * (1 + cell) + j, i);
    }
  }
  for (int at = 0; at < size.commands; ++at) {
    const auto field = [&](Field::Name name) {
      return whole(tokens(size.side * (1 + size.cells) + at, size.side + name));
    };
    result.program.commands.push_back(
        {.operation = size.operations.at(static_cast<std::size_t>(field(Field::operation))),
         .a = field(Field::a),
         .b = field(Field::b),
         .c = field(Field::c),
         .flag = field(Field::flag),
         .target = field(Field::target)});
  }
  return result;
}

task::Task next_state(const Size& size) {
  return {.id = "fleq side=" + std::to_string(size.side) + " cells=" + std::to_string(size.cells),
          .answer = [size](const Matrix& tokens) {
            Snapshot snapshot = snapshot_of(size, tokens);
            machine::fleq::step(snapshot.program, snapshot.state);
            const Matrix next = tokens_of(size, snapshot.program, snapshot.state);
            std::vector<Rational> entries;
            for (int i = 0; i < next.rows(); ++i) {
              entries.insert(entries.end(), next.row(i).begin(), next.row(i).end());
            }
            return entries;
          }};
}

}  // namespace attest::fleq_function_blocks

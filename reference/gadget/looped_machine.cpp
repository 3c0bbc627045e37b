// SPDX-License-Identifier: Apache-2.0
/// \file
/// Raw tokens to signed bits and back. Only these circuits know which columns are memory.
#include "reference/gadget/looped_machine.hpp"

#include <algorithm>
#include <string>

#include "reference/number/contract.hpp"
#include "reference/task/subleq.hpp"

namespace attest::gadget::looped {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// A circuit that knows the kinds of columns.
class Columns {
 public:
  Columns(const std::vector<std::string>& fields, const Size& size)
      : circuit(fields),
        one(circuit.constant(1)),
        position(circuit.position()),
        machine(circuit.less(position, one)),
        not_command(circuit.less(position, circuit.constant(size.memory + 1))),
        memory(not_command - machine),
        command(one - not_command) {}

  CircuitBuilder circuit;
  Wire one;
  Wire position;
  Wire machine;  ///< 1 in column 0
  Wire not_command;
  Wire memory;   ///< 1 in columns 1, .., m
  Wire command;  ///< 1 in the others
};

void embed_commands(Columns& columns, int k) {
  const std::vector<std::string> pointers{"a", "b", "c"};
  int first = 0;
  for (const std::string& pointer : pointers) {
    const std::vector<Wire> code = bits(columns.circuit, columns.circuit.input(pointer), k);
    write_signs(columns.circuit, code, columns.command, "cmd", first);
    write_signs(columns.circuit, code, columns.machine, "ins", first);
    first += k;
  }
}

model::Circuit embedding(Blocks blocks, const Size& size, const std::vector<std::string>& fields) {
  const int k = size.address_bits();
  Columns columns(fields, size);
  CircuitBuilder& circuit = columns.circuit;
  embed_commands(columns, k);
  const std::vector<Wire> word = word_bits(circuit, circuit.input("word"), size.word_bits);
  write_signs(circuit, word, columns.memory, "mem");
  if (!has_pending_write(blocks)) {
    write_signs(circuit, bits(circuit, circuit.input("pc"), k), columns.machine, "pc");
  } else {
    write_signs(circuit, word, columns.machine, "diff");
    write_signs(circuit, bits(circuit, circuit.input("next"), k), columns.machine, "pc1");
    write_signs(circuit, bits(circuit, circuit.input("target"), k), columns.machine, "bp");
    const Wire next = circuit.min(columns.position + columns.one, circuit.length() - columns.one);
    write_signs(circuit, bits(circuit, next, k), columns.command, "nxt");
  }
  const Wire elsewhere = columns.one - columns.machine;
  write_signs(circuit, bits(circuit, columns.position, k), elsewhere, "pos");
  circuit.output("ind", columns.machine);
  if (blocks != Blocks::ten_layers) circuit.output("one", columns.one);
  return circuit.finish();
}

model::Circuit decoder(Blocks blocks, const Size& size, const Registers& r,
                       const model::Transformer& model) {
  const int k = size.address_bits();
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  Columns columns(names, size);
  CircuitBuilder& circuit = columns.circuit;
  const Rational half(1, 2);
  // Bits b = (x + 1) / 2: an address is (sum of 2^i x_i + 2^k - 1) / 2, a word (sum - 1) / 2.
  const auto address = [&](Wire sum, Wire gate) { return (sum + gate * (two_to(k) - 1)) * half; };
  const Wire has_command = columns.machine + columns.command;
  const std::vector<std::string> pointers{"a", "b", "c"};
  for (int i = 0; i < 3; ++i) {
    const Wire sum = signed_sum(circuit, names, part(r.ins, i, k)) +
                     signed_sum(circuit, names, part(r.cmd, i, k));
    circuit.output(pointers[static_cast<std::size_t>(i)], address(sum, has_command));
  }
  const Wire words = signed_sum(circuit, names, r.mem, true);
  const auto held = [&](const Slice& slice) {
    return address(signed_sum(circuit, names, slice), columns.machine);
  };
  if (!has_pending_write(blocks)) {
    circuit.output("word", (words - columns.memory) * half);
    circuit.output("pc", held(r.pc));
  } else {
    const Wire pending = signed_sum(circuit, names, r.diff, true);
    circuit.output("word", (words + pending - columns.not_command) * half);
    circuit.output("next", held(r.pc1));
    circuit.output("target", held(r.bp));
  }
  return circuit.finish();
}

Registers declare_published(model::Stream& stream, int k, int word_bits) {
  Registers r;
  r.cmd = stream.add("cmd", 3 * k);
  r.mem = stream.add("mem", word_bits);
  r.b1 = stream.add("sa", word_bits);
  r.b2 = stream.add("sb", word_bits);
  r.ins = stream.add("ins", 3 * k);
  r.pc = stream.add("pc", k);
  r.pos = stream.add("pos", k);
  r.buf = stream.add("buf", std::max(3 * k, 2 * word_bits));
  r.ind = stream.add("ind");
  return r;
}

Registers declare_ours(model::Stream& stream, Blocks blocks, int k, int word_bits) {
  const bool is_pending = has_pending_write(blocks);
  const int fetched = is_pending ? 4 * k : 3 * k;
  Registers r;
  r.cmd = stream.add("cmd", 3 * k);
  if (is_pending) r.nxt = stream.add("nxt", k);
  r.mem = stream.add("mem", word_bits);
  r.ins = stream.add("ins", 3 * k);
  if (is_pending) r.pc1 = stream.add("pc1", k);
  if (is_pending) r.bp = stream.add("bp", k);
  r.diff = stream.add("diff", word_bits);
  if (!is_pending) r.flag = stream.add("flag");
  if (!is_pending) r.pc = stream.add("pc", k);
  if (!is_pending) r.pc1 = stream.add("pc1", k);
  r.pos = stream.add("pos", k);
  r.b1 = stream.add("b1", word_bits);
  r.b2 = stream.add("b2", word_bits);
  r.b3 = stream.add("b3", fetched);
  r.b4 = stream.add("b4", fetched);
  r.ind = stream.add("ind");
  r.one = stream.add("one");
  return r;
}

Registers declare(model::Transformer& model, Blocks blocks, int k, int word_bits) {
  model::Stream stream;
  const Registers r = blocks == Blocks::ten_layers ? declare_published(stream, k, word_bits)
                                                   : declare_ours(stream, blocks, k, word_bits);
  model.registers = stream.registers();
  return r;
}

std::vector<std::string> fields_of(Blocks blocks) {
  if (has_pending_write(blocks)) return task::SubleqPending::fields();
  return blocks == Blocks::ten_layers ? task::SubleqExecuted::fields()
                                      : task::SubleqPrefetched::fields();
}

}  // namespace

bool has_pending_write(Blocks blocks) { return blocks == Blocks::one_layer; }

Matrix tokens_of(Blocks blocks, const Snapshot& snapshot) {
  using P = task::SubleqPrefetched;
  using Q = task::SubleqPending;
  using E = task::SubleqExecuted;
  static_assert(int{P::a} == Q::a && int{P::b} == Q::b && int{P::c} == Q::c &&
                int{P::word} == Q::word && int{P::a} == E::a && int{P::b} == E::b &&
                int{P::c} == E::c && int{P::word} == E::word && int{P::pc} == E::pc);
  const bool is_pending = has_pending_write(blocks);
  const int memory = static_cast<int>(snapshot.memory.size());
  const int first = memory + 1;
  const int n = first + static_cast<int>(snapshot.commands.size());
  Matrix tokens(n, is_pending ? 6 : 5);
  const auto put = [&](int column, const machine::subleq::Command& command) {
    tokens(column, P::a) = command.a;
    tokens(column, P::b) = command.b;
    tokens(column, P::c) = command.c;
  };
  const int held = blocks == Blocks::ten_layers ? snapshot.last : snapshot.pc;
  if (held != 0) put(0, snapshot.commands[static_cast<std::size_t>(held - first)]);
  for (int column = 1; column < n; ++column) {
    const std::size_t i = static_cast<std::size_t>(column - (column < first ? 1 : first));
    if (column < first) tokens(column, P::word) = snapshot.memory[i];
    if (column >= first) put(column, snapshot.commands[i]);
  }
  if (!is_pending) {
    tokens(0, P::pc) = snapshot.pc;
  } else {
    tokens(0, Q::word) = snapshot.pending;
    tokens(0, Q::next) = std::min(snapshot.pc + 1, n - 1);
    tokens(0, Q::target) = snapshot.target;
  }
  return tokens;
}

Slice part(const Slice& slice, int index, int size) {
  return {.first = slice[index * size], .size = size};
}

int Size::address_bits() const {
  int bits = 2;
  while ((1 << bits) < columns) ++bits;
  return bits;
}

Registers encode(model::Transformer& model, Blocks blocks, const Size& size) {
  ATTEST_REQUIRE(size.word_bits >= 2 && size.memory >= 1 && size.columns >= size.memory + 2,
                 "a machine of " + std::to_string(size.columns) + " columns");
  const Registers registers = declare(model, blocks, size.address_bits(), size.word_bits);
  model.fields = fields_of(blocks);
  model.embed = embedding(blocks, size, model.fields);
  model.decode.circuit = decoder(blocks, size, registers, model);
  model.decode.readout = model::Readout::whole_state;
  model.decode.at = model::ReadAt::every_input;
  model.quantum = Rational(1, 2);
  return registers;
}

}  // namespace attest::gadget::looped

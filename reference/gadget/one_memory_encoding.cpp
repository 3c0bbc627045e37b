// SPDX-License-Identifier: Apache-2.0
/// \file
/// Raw tokens to signed bits or integers and back. Only these circuits know which column is which.
#include "reference/gadget/one_memory_encoding.hpp"

#include "reference/gadget/signs.hpp"
#include "reference/task/subleq_memory.hpp"

namespace attest::gadget::one_memory {
namespace {

using gadget::two_to;
using machine::subleq::Dialect;
using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// A circuit that knows the kinds of columns: 0, 1, (2,) the empty one, memory.
class Columns {
 public:
  Columns(const std::vector<std::string>& fields, int special)
      : circuit(fields), one(circuit.constant(1)), position(circuit.position()) {
    Wire before = circuit.less(position, one);
    kinds.push_back(before);
    for (int i = 1; i < special; ++i) {
      const Wire up_to = circuit.less(position, circuit.constant(i + 1));
      kinds.push_back(up_to - before);
      before = up_to;
    }
    kinds.push_back(one - before);
  }

  [[nodiscard]] Wire machine() const { return kinds.front(); }
  [[nodiscard]] Wire port() const { return kinds[1]; }
  [[nodiscard]] Wire empty() const { return kinds[kinds.size() - 2]; }
  [[nodiscard]] Wire memory() const { return kinds.back(); }

  CircuitBuilder circuit;
  Wire one;
  Wire position;
  std::vector<Wire> kinds = {};
};

/// Whether an operand names the console.
Wire names_console(CircuitBuilder& circuit, Dialect dialect, const std::string& field) {
  const Wire operand = circuit.input(field);
  const Wire is_negative = circuit.less(operand, circuit.constant(0));
  if (dialect != Dialect::howerj) return is_negative;
  return is_negative - circuit.less(operand, circuit.constant(-1));
}

void embed_machine(Columns& columns, Blocks blocks, const Size& size) {
  CircuitBuilder& circuit = columns.circuit;
  const int n = size.rules.word_bits;
  const Wire machine = columns.machine();
  const Wire pc = circuit.input("pc");
  gadget::write_signs(circuit, gadget::bits(circuit, pc, n), machine, "pc");
  if (blocks == Blocks::three_layers) {
    const Wire on_a = circuit.input("on_a");
    const Wire on_b = circuit.input("on_b");
    circuit.output("on_a", on_a);
    circuit.output("on_b", on_b);
    circuit.output("took", on_a);
    circuit.output("gave", on_b - on_a * on_b);
    return;
  }
  const Wire third = circuit.mod(pc + circuit.constant(3), two_to(n));
  gadget::write_signs(circuit, gadget::bits(circuit, third, n), machine, "pc3");
  const std::vector<std::string> operands{"a", "b", "c"};
  for (const std::string& operand : operands) {
    gadget::write_signs(circuit, gadget::word_bits(circuit, circuit.input(operand), n), machine,
                        "i" + operand);
  }
  circuit.output("on_a", names_console(circuit, size.rules.dialect, "a") * machine);
  circuit.output("on_b", names_console(circuit, size.rules.dialect, "b") * machine);
  circuit.output("took", circuit.input("took"));
  circuit.output("gave", circuit.input("gave"));
}

model::Circuit embedding(Blocks blocks, const Size& size, const std::vector<std::string>& fields) {
  const int n = size.rules.word_bits;
  Columns columns(fields, 4);
  CircuitBuilder& circuit = columns.circuit;
  const std::vector<Wire> word = gadget::word_bits(circuit, circuit.input("word"), n);
  const Wire held = columns.memory() + columns.port() + columns.kinds[2];
  gadget::write_signs(circuit, word, held, "mem");
  gadget::write_signs(circuit, word, columns.machine(),
                      blocks == Blocks::three_layers ? "va" : "ow");
  embed_machine(columns, blocks, size);
  const auto code = [&](const char* name, std::int64_t offset) {
    const Wire address = circuit.mod(columns.position + circuit.constant(offset - 4), two_to(n));
    gadget::write_signs(circuit, gadget::bits(circuit, address, n), columns.memory(), name);
  };
  code("pos", 0);
  code("pm1", -1);
  code("pm2", -2);
  code("pp3", 3);
  circuit.output("one", columns.one);
  circuit.output("ind", columns.machine());
  circuit.output("inp", columns.port());
  circuit.output("zer", columns.kinds[2]);
  circuit.output("rest", columns.empty());
  return circuit.finish();
}

model::Circuit decoder(Blocks blocks, const Size& size, const Registers& r,
                       const model::Transformer& model) {
  const int n = size.rules.word_bits;
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  Columns columns(names, 4);
  CircuitBuilder& circuit = columns.circuit;
  const Rational half(1, 2);
  // Bits b = (x + 1) / 2: an address is (sum of 2^i x_i + 2^N - 1) / 2, a word (sum - 1) / 2.
  const auto word = [&](const Slice& slice, Wire gate) {
    return (gadget::signed_sum(circuit, names, slice, true) - gate) * half;
  };
  const Slice& read = blocks == Blocks::three_layers ? r.va : r.ow;
  circuit.output("word", word(r.mem, columns.one - columns.machine() - columns.empty()) +
                             word(read, columns.machine()));
  const Wire pc = gadget::signed_sum(circuit, names, r.pc);
  circuit.output("pc", (pc + columns.machine() * (two_to(n) - 1)) * half);
  const auto flag = [&](const char* name, const Slice& slice) {
    circuit.output(name, circuit.input(names[static_cast<std::size_t>(slice[0])]));
  };
  if (blocks == Blocks::three_layers) {
    flag("on_a", r.on_a);
    flag("on_b", r.on_b);
  } else {
    circuit.output("a", word(r.ia, columns.machine()));
    circuit.output("b", word(r.ib, columns.machine()));
    circuit.output("c", word(r.ic, columns.machine()));
    flag("took", r.took);
    flag("gave", r.gave);
  }
  return circuit.finish();
}

Registers declare(model::Transformer& model, Blocks blocks, int n) {
  model::Stream stream;
  Registers r;
  r.mem = stream.add("mem", n);
  r.pos = stream.add("pos", n);
  r.pm1 = stream.add("pm1", n);
  r.pm2 = stream.add("pm2", n);
  r.pp3 = stream.add("pp3", n);
  r.pc = stream.add("pc", n);
  r.pc3 = stream.add("pc3", n);
  r.ia = stream.add("ia", n);
  r.ib = stream.add("ib", n);
  r.ic = stream.add("ic", n);
  r.va = stream.add("va", n);
  r.vb = stream.add("vb", n);
  r.r = stream.add("r", n);
  r.b1 = stream.add("b1", n);
  if (blocks == Blocks::two_layers) {
    r.ow = stream.add("ow", n);
    r.bm1 = stream.add("bm1", n);
    r.bm2 = stream.add("bm2", n);
    r.bp3 = stream.add("bp3", n);
    for (int i = 0; i < 4; ++i) r.c.push_back(stream.add("c" + std::to_string(i), n));
    for (int i = 0; i < 4; ++i) r.d.push_back(stream.add("d" + std::to_string(i), n));
  }
  r.on_a = stream.add("on_a");
  r.on_b = stream.add("on_b");
  r.taken = stream.add("taken");
  r.took = stream.add("took");
  r.gave = stream.add("gave");
  r.one = stream.add("one");
  r.ind = stream.add("ind");
  r.inp = stream.add("inp");
  r.zer = stream.add("zer");
  r.rest = stream.add("rest");
  model.registers = stream.registers();
  return r;
}

IntegerRegisters declare_integers(model::Transformer& model) {
  model::Stream stream;
  IntegerRegisters r;
  r.x = stream.add("x");
  r.p = stream.add("p");
  r.p2 = stream.add("p2");
  r.pc = stream.add("pc");
  r.ia = stream.add("ia");
  r.ib = stream.add("ib");
  r.ic = stream.add("ic");
  r.va = stream.add("va");
  r.vb = stream.add("vb");
  r.b2 = stream.add("b2");
  r.b1 = stream.add("b1");
  r.on_a = stream.add("on_a");
  r.on_b = stream.add("on_b");
  r.taken = stream.add("taken");
  r.gave = stream.add("gave");
  r.one = stream.add("one");
  r.ind = stream.add("ind");
  r.inp = stream.add("inp");
  r.rest = stream.add("rest");
  model.registers = stream.registers();
  return r;
}

void decode_with(model::Transformer& model, model::Circuit circuit) {
  model.decode.circuit = std::move(circuit);
  model.decode.readout = model::Readout::whole_state;
  model.decode.at = model::ReadAt::every_input;
}

}  // namespace

Matrix tokens_of(Blocks blocks, const Size& size, const Snapshot& snapshot) {
  using M = task::SubleqMemory;
  using F = task::SubleqFetched;
  const bool is_fetched = blocks == Blocks::two_layers;
  const machine::subleq::Memory& memory = snapshot.memory;
  const int first = size.columns() - size.words;
  Matrix tokens(size.columns(), is_fetched ? 7 : 4);
  for (int t = 0; t < size.words; ++t) {
    tokens(first + t, M::word) = memory.words[static_cast<std::size_t>(t)];
  }
  tokens(0, M::word) = snapshot.read;
  tokens(1, M::word) = size.rules.word(-snapshot.character);
  tokens(0, M::pc) = size.rules.address(memory.pc);
  if (!is_fetched) {
    tokens(0, M::on_a) = snapshot.is_input ? 1 : 0;
    tokens(0, M::on_b) = snapshot.is_output ? 1 : 0;
    return tokens;
  }
  for (int i = 0; i < 3; ++i) {
    const std::int64_t address = size.rules.address(size.rules.word(memory.pc + i));
    if (address < size.words) {
      tokens(0, F::a + i) = memory.words[static_cast<std::size_t>(address)];
    }
  }
  tokens(0, F::took) = snapshot.is_input ? 1 : 0;
  tokens(0, F::gave) = snapshot.is_output && !snapshot.is_input ? 1 : 0;
  return tokens;
}

Registers encode_words(model::Transformer& model, Blocks blocks, const Size& size) {
  const Registers registers = declare(model, blocks, size.rules.word_bits);
  model.fields =
      blocks == Blocks::three_layers ? task::SubleqMemory::fields() : task::SubleqFetched::fields();
  model.embed = embedding(blocks, size, model.fields);
  decode_with(model, decoder(blocks, size, registers, model));
  model.quantum = Rational(1, 2);
  return registers;
}

IntegerRegisters encode_integers(model::Transformer& model) {
  const IntegerRegisters r = declare_integers(model);
  model.fields = task::SubleqMemory::fields();
  Columns in(model.fields, 3);
  CircuitBuilder& circuit = in.circuit;
  const Wire word = circuit.input("word");
  const Wire address = (in.position - circuit.constant(3)) * in.memory();
  const Wire on_a = circuit.input("on_a");
  const Wire on_b = circuit.input("on_b");
  circuit.output("x", word * (in.one - in.machine()));
  circuit.output("p", address);
  circuit.output("p2", address * address);
  circuit.output("pc", circuit.input("pc"));
  circuit.output("va", word * in.machine());
  circuit.output("on_a", on_a);
  circuit.output("on_b", on_b);
  circuit.output("gave", on_b - on_a * on_b);
  circuit.output("one", in.one);
  circuit.output("ind", in.machine());
  circuit.output("inp", in.port());
  circuit.output("rest", in.empty());
  model.embed = circuit.finish();

  CircuitBuilder out(model::coordinate_names(model.registers));
  out.output("word", out.input("x[0]") + out.input("va[0]"));
  out.output("pc", out.input("pc[0]"));
  out.output("on_a", out.input("on_a[0]"));
  out.output("on_b", out.input("on_b[0]"));
  decode_with(model, out.finish());
  return r;
}

}  // namespace attest::gadget::one_memory

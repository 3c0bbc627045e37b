// SPDX-License-Identifier: Apache-2.0
/// \file
/// The three hidden layers of the executor.
#include "claims/micropy_executor/units.hpp"

#include <string>
#include <utility>

#include "reference/gadget/units.hpp"

namespace attest::micropy_executor {
namespace {

using gadget::Scaled;
using gadget::unit;
using machine::three_address::Opcode;

/// A linear form.
using Form = std::vector<Scaled>;

Form plus(Form form, const Form& more, const Rational& factor = 1) {
  for (const auto& [at, weight] : more) form.emplace_back(at, factor * weight);
  return form;
}

Rational power(int exponent) { return Rational(std::int64_t{1} << exponent); }

std::string named(const char* name, int i) { return std::string(name) + std::to_string(i); }

/// sum of 2^j x_j for j <= top
Form prefix(const model::Slice& x, int top) {
  Form form;
  for (int j = 0; j <= top; ++j) form.emplace_back(x[j], power(j));
  return form;
}

/// out += 2 [s >= t] for the number s of the signs of a prefix, x = 2 s - (2^(top+1) - 1): steps of
/// 2, so that relu(x - c + 2) - relu(x - c) is 2 or 0 with c = 2 t - (2^(top+1) - 1).
void add_double_step(std::vector<model::Relu>& mlp, const std::string& name, const Form& x, int top,
                     const Rational& threshold, int out, const Rational& sign) {
  const Rational at = 2 * threshold - (power(top + 1) - 1);
  mlp.push_back(unit(name + " above", x, {{out, sign}}, 2 - at));
  mlp.push_back(unit(name + " at", x, {{out, -sign}}, -at));
}

/// a_i = sum of 2^j (vy_j + vz_j) for j <= i is at most 2^(i+2) - 2. Bit i of the sum is 1 for a_i
/// in [2^i, 2 2^i) and from 3 2^i on.
void add_sum_units(std::vector<model::Relu>& mlp, const Registers& r) {
  const Form lowest = {{r.first[0], 1}, {r.second[0], 1}};
  mlp.push_back(unit("add 0 one", lowest, {{r.sum[0], 1}}));
  mlp.push_back(unit("add 0 two", lowest, {{r.sum[0], -2}}, -1));
  for (int i = 1; i < r.sum.size; ++i) {
    const Form a = plus(prefix(r.first, i), prefix(r.second, i));
    gadget::add_step(mlp, named("add ", i) + " from 1", a, power(i), {{r.sum[i], 1}});
    gadget::add_step(mlp, named("add ", i) + " from 2", a, 2 * power(i), {{r.sum[i], -1}});
    gadget::add_step(mlp, named("add ", i) + " from 3", a, 3 * power(i), {{r.sum[i], 1}});
  }
}

/// u_i = sum of 2^j (vy_j - vz_j) for j <= i lies in (-2^(i+1), 2^(i+1)). Bit i of the difference
/// is 1 for u_i >= 2^i and in [-2^i, 0).
void add_difference_units(std::vector<model::Relu>& mlp, const Registers& r) {
  mlp.push_back(unit("sub 0 +", {{r.first[0], 1}, {r.second[0], -1}}, {{r.difference[0], 1}}));
  mlp.push_back(unit("sub 0 -", {{r.first[0], -1}, {r.second[0], 1}}, {{r.difference[0], 1}}));
  for (int i = 1; i < r.difference.size; ++i) {
    const Form u = plus(prefix(r.first, i), prefix(r.second, i), -1);
    gadget::add_step(mlp, named("sub ", i) + " high", u, power(i), {{r.difference[i], 1}});
    gadget::add_step(mlp, named("sub ", i) + " low", u, -power(i), {{r.difference[i], 1}});
    gadget::add_step(mlp, named("sub ", i) + " zero", u, 0, {{r.difference[i], -1}});
  }
}

/// One field of a line that some operations write: a bit b under a signal s is relu(b + s - 1), a
/// sign x is relu(x + 2s - 2) - relu(-x + 2s - 2). Where the signal is 0 or -1 both are 0.
class FieldWriter {
 public:
  explicit FieldWriter(std::vector<model::Relu>& mlp) : mlp_(mlp) {}

  void bits(const std::string& name, const model::Slice& from, const Form& signal,
            const model::Slice& to) {
    for (int i = 0; i < from.size; ++i) bit(name + std::to_string(i), from[i], signal, to[i]);
  }
  void bit(const std::string& name, int from, const Form& signal, int to) {
    mlp_.push_back(unit(name, plus({{from, 1}}, signal), {{to, 1}}, -1));
  }
  /// To one register or several.
  void signs(const std::string& name, const model::Slice& from, const Form& signal,
             const std::vector<model::Slice>& to) {
    for (int i = 0; i < from.size; ++i) {
      Form out;
      for (const model::Slice& slice : to) out.emplace_back(slice[i], 1);
      const std::string full = name + std::to_string(i);
      mlp_.push_back(unit(full + " +", plus({{from[i], 1}}, signal, 2), out, -2));
      mlp_.push_back(unit(full + " -", plus({{from[i], -1}}, signal, 2), plus({}, out, -1), -2));
    }
  }
  void signal(const std::string& name, const Form& signal, const Form& to,
              const Rational& bias = 0) {
    mlp_.push_back(unit(name, signal, to, bias));
  }

 private:
  std::vector<model::Relu>& mlp_;
};

/// The signals of the operations: each a sum of numbers of which at most one is 1.
struct Signals {
  explicit Signals(const Registers& r) : op(r.fetched.op) {
    assign = of({Opcode::constant, Opcode::move, Opcode::add, Opcode::subtract, Opcode::bit_and,
                 Opcode::bit_xor, Opcode::less, Opcode::equal, Opcode::get_attribute});
    taken = {{r.is_taken[0], 1}};
    result = {{r.results[0], 1}};
    separate = {{r.separates[0], 1}};
    tell = plus(plus(of({Opcode::give_and_tell}), separate, -1), result, -1);
  }

  [[nodiscard]] Form of(const std::vector<Opcode>& ops) const {
    Form form;
    for (const Opcode each : ops) form.emplace_back(op[static_cast<int>(each)], 1);
    return form;
  }

  model::Slice op;
  Form assign = {};
  Form taken = {};
  Form result = {};
  Form separate = {};
  Form tell = {};  ///< -1 at RET
};

void write_values(FieldWriter& write, const Registers& r, const Signals& s) {
  const model::Slice& to = r.next.value;
  write.bits("val imm ", r.fetched.number, s.of({Opcode::constant}), to);
  write.bits("val vy ", r.first,
             plus(s.of({Opcode::move, Opcode::argument, Opcode::set_attribute}), s.result), to);
  write.bits("val add ", r.sum, s.of({Opcode::add}), to);
  write.bits("val sub ", r.difference, s.of({Opcode::subtract}), to);
  write.bits("val and ", r.conjunction, s.of({Opcode::bit_and}), to);
  write.bits("val xor ", r.parity, s.of({Opcode::bit_xor}), to);
  write.bit("val lt", r.is_less[0], s.of({Opcode::less}), to[0]);
  write.bit("val eq", r.is_equal[0], s.of({Opcode::equal}), to[0]);
  write.bits("val vg ", r.attribute, plus(s.of({Opcode::get_attribute}), s.tell), to);
}

void write_control(FieldWriter& write, const Registers& r, const Signals& s,
                   const Choices& choices) {
  const LineFields& to = r.next;
  const Form call = s.of({Opcode::call});
  const Form argument = s.of({Opcode::argument});
  Form goes_on =
      plus(s.assign, s.of({Opcode::argument, Opcode::set_attribute, Opcode::jump_if_zero}));
  goes_on = plus(goes_on, s.taken, -1);
  if (!choices.returns_to_caller) goes_on = plus(goes_on, s.result);
  const Form stays = plus(s.of({Opcode::give_and_tell}), s.result, -1);
  write.signs("pc nxt ", r.fetched.after, goes_on, {to.pc});
  write.signs("pc L ", r.fetched.label, plus(s.of({Opcode::jump, Opcode::call}), s.taken), {to.pc});
  if (choices.returns_to_caller) write.signs("pc cret ", r.return_to, s.result, {to.pc});
  write.signs("pc pc ", r.line.pc, stays, {to.pc});

  const Form remains = plus(plus(s.assign, s.of({Opcode::argument, Opcode::set_attribute,
                                                 Opcode::jump_if_zero, Opcode::jump})),
                            stays);
  write.signs("dep dp ", r.deeper, call, {to.depth, to.called});
  write.signs("dep dm ", r.shallower, s.result, {to.depth, to.written});
  write.signs("dep dep ", r.line.depth, remains, {to.depth});
  write.signs("var t ", r.fetched.target, plus(s.assign, argument), {to.variable});
  write.signs("var cdst ", r.destination, s.result, {to.variable});
  if (choices.is_argument_deeper) {
    write.signs("vd dep ", r.line.depth, s.assign, {to.written});
    write.signs("vd dp ", r.deeper, argument, {to.written});
  } else {
    write.signs("vd dep ", r.line.depth, plus(s.assign, argument), {to.written});
  }
  write.signs("ret nxt ", r.fetched.after, call, {to.return_to});
  write.signs("dst t ", r.fetched.target, call, {to.destination});
}

/// Kinds, attributes, and how far a return has told.
void write_kinds(FieldWriter& write, const Registers& r, const Signals& s) {
  const auto kind = [&](Kind of) { return r.next_kind[static_cast<int>(of) - 1]; };
  write.signal("kind W", plus(plus(s.assign, s.of({Opcode::argument})), s.result),
               {{kind(Kind::write), 1}});
  write.signal("kind J", s.of({Opcode::jump_if_zero, Opcode::jump}), {{kind(Kind::jump), 1}});
  write.signal("kind C", s.of({Opcode::call}), {{kind(Kind::call), 1}});
  write.signal("separator", s.separate,
               {{kind(Kind::separator), 1}, {r.next.phase[0], 1}, {r.next.told[0], 1}});
  const int attributes = r.next.attribute.size;
  if (attributes == 0) return;
  const Form attribute = plus(s.of({Opcode::set_attribute}), s.tell);
  write.signal("kind G", attribute, {{kind(Kind::attribute), 1}});
  // The separator and the result have no attribute: nothing keeps them from being copied.
  write.bits("gat ", r.fetched.attribute, s.of({Opcode::set_attribute, Opcode::give_and_tell}),
             r.next.attribute);
  for (int k = 0; k < attributes; ++k) {
    write.signal(named("idx ", k), {{r.line.told[k], 1}},
                 {{r.next.phase[0], 1}, {r.next.told[k + 1], 1}});
  }
}

}  // namespace

std::vector<model::Relu> counter_units(const Registers& r) {
  std::vector<model::Relu> mlp;
  const int bits = r.deeper.size;
  // Bit 0 changes, whichever way one counts.
  gadget::add_linear(mlp, "bit 0", r.line.depth[0], {{r.deeper[0], -1}, {r.shallower[0], -1}});
  Form ones;
  for (int i = 1; i < bits; ++i) {
    ones.emplace_back(r.deeper[i], -1);
    ones.emplace_back(r.shallower[i], 1);
  }
  if (!ones.empty()) mlp.push_back(unit("one", {}, ones, 1));
  for (int i = 1; i < bits; ++i) {
    const Form x = prefix(r.line.depth, i);
    // Bit i of s + 1 is 1 for s in [2^i - 1, 2^(i+1) - 2].
    add_double_step(mlp, named("dp ", i) + " from", x, i, power(i) - 1, r.deeper[i], 1);
    add_double_step(mlp, named("dp ", i) + " to", x, i, power(i + 1) - 1, r.deeper[i], -1);
    // Bit i of s - 1 is 1 for s = 0 and from 2^i + 1 on.
    add_double_step(mlp, named("dm ", i) + " to", x, i, 1, r.shallower[i], -1);
    add_double_step(mlp, named("dm ", i) + " from", x, i, power(i) + 1, r.shallower[i], 1);
  }
  for (int k = 0; k < r.fetched.attribute.size; ++k) {
    mlp.push_back(unit(named("tell ", k), {{r.line.phase[0], 1}, {r.line.told[k], 1}},
                       {{r.fetched.attribute[k], 1}}, -1));
  }
  return mlp;
}

std::vector<model::Relu> value_units(const Registers& r) {
  std::vector<model::Relu> mlp;
  add_sum_units(mlp, r);
  add_difference_units(mlp, r);
  const int bits = r.first.size;
  for (int i = 0; i < bits; ++i) {
    const Form both = {{r.first[i], 1}, {r.second[i], 1}};
    mlp.push_back(unit(named("and ", i), both, {{r.conjunction[i], 1}, {r.parity[i], -2}}, -1));
    mlp.push_back(unit(named("xor ", i), both, {{r.parity[i], 1}}));
  }
  const Form u = plus(prefix(r.first, bits - 1), prefix(r.second, bits - 1), -1);
  gadget::add_step(mlp, "lt", plus({}, u, -1), 1, {{r.is_less[0], 1}});
  // 1 for u = 0, at most 0 elsewhere: what is below 0 is not written.
  mlp.push_back(unit("eq -1", u, {{r.is_equal[0], 1}}, 1));
  mlp.push_back(unit("eq 0", u, {{r.is_equal[0], -2}}));
  const auto op = [&](Opcode of) { return r.fetched.op[static_cast<int>(of)]; };
  Form zero = {{op(Opcode::jump_if_zero), 1}};
  for (int i = 0; i < bits; ++i) zero.emplace_back(r.first[i], -1);
  mlp.push_back(unit("taken", zero, {{r.is_taken[0], 1}}));
  mlp.push_back(
      unit("sep", {{op(Opcode::give_and_tell), 1}, {r.line.phase[0], -1}}, {{r.separates[0], 1}}));
  mlp.push_back(unit("res at once", {{op(Opcode::give), 1}}, {{r.results[0], 1}}));
  const int last = r.line.told.size - 1;
  mlp.push_back(
      unit("res at last", {{r.line.phase[0], 1}, {r.line.told[last], 1}}, {{r.results[0], 1}}, -1));
  return mlp;
}

std::vector<model::Relu> line_units(const Registers& r, const Choices& choices) {
  std::vector<model::Relu> mlp;
  FieldWriter write(mlp);
  const Signals signals(r);
  write_values(write, r, signals);
  write_control(write, r, signals, choices);
  write_kinds(write, r, signals);
  return mlp;
}

}  // namespace attest::micropy_executor

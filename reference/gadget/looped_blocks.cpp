// SPDX-License-Identifier: Apache-2.0
/// \file
/// The blocks of two layers and of one layer as weights.
///
/// u = (b2 - b1) / 2 read as unsigned numbers of the low i bits lies in (-2^i, 2^i), so bit i of
/// the wrapped difference is [u >= 2^(i-1)] + [u >= -2^(i-1)] - [u >= 0], and it is <= 0 at i = N
/// iff [u >= 2^(N-1)] + [u >= -2^(N-1)] - [u >= 1]. Bits i are counted from 1, the least
/// significant.
#include "reference/gadget/looped_blocks.hpp"

#include <string>
#include <utility>

#include "reference/gadget/indicator_units.hpp"

namespace attest::gadget::looped {
namespace {

using model::Head;
using model::Linear;
using model::Slice;

/// A smaller g lets what column 0 read into its mem.
constexpr const char* gate_reason = "g >= 1, because |b1 - mem| <= 1 in column 0";

/// The units of one layer.
class Mlp : public gadget::IndicatorUnits {
 public:
  explicit Mlp(const Registers& registers) : IndicatorUnits(registers.ind[0]), r_(registers) {}

  /// u of the `bits` low bits: sum of 2^(j-2) (b2_j - b1_j).
  [[nodiscard]] Terms difference(int bits) const {
    Terms u;
    for (int j = 1; j <= bits; ++j) {
      const int at = r_.b1.size - j;
      add(u, r_.b2[at], two_to(j - 2));
      add(u, r_.b1[at], -two_to(j - 2));
    }
    return u;
  }

  /// DIFF but for its -1: diff_i += 2 ([u >= 2^(i-1)] + [u >= -2^(i-1)] - [u >= 0]).
  void write_difference() {
    const int n = r_.diff.size;
    for (int i = 1; i <= n; ++i) {
      const std::string name = "diff[" + std::to_string(n - i) + "]";
      const Terms u = difference(i);
      const int out = r_.diff[n - i];
      threshold(name + ".high", u, two_to(i - 1), single(out, 2));
      threshold(name + ".low", u, -two_to(i - 1), single(out, 2));
      threshold(name + ".zero", u, 0, single(out, -2));
    }
  }

  /// mem += b1 - mem outside column 0: two ramps that a gate on row ind closes there.
  void write_memory() {
    for (int i = 0; i < r_.mem.size; ++i) {
      for (const int sign : {1, -1}) {
        Terms in = joined(single(r_.b1[i], sign), single(r_.mem[i], -sign));
        in.push_back({.at = r_.ind[0],
                      .weight = {.value = -1, .slack = model::Slack::at_most, .why = gate_reason}});
        unit("mem[" + std::to_string(i) + "]" + (sign > 0 ? ".plus" : ".minus"), std::move(in),
             single(r_.mem[i], sign));
      }
    }
  }

 private:
  const Registers& r_;
};

/// The thresholds that make [wrapped difference <= 0] of u_N, with their signs.
struct FlagTerm {
  const char* name;
  Rational threshold;
  int sign;
};
std::vector<FlagTerm> flag_terms(int word_bits) {
  return {
      {"high", two_to(word_bits - 1), 1}, {"low", -two_to(word_bits - 1), 1}, {"positive", 1, -1}};
}

/// A head that reads `values` (all into `out`) where keys match queries, slice by slice.
Head lookup(std::string name, const Slice& query, const std::vector<Slice>& keys,
            const std::vector<Slice>& values, const Slice& out) {
  Head head{.name = std::move(name), .norm = model::Norm::any_hardmax};
  model::copy(head.query, query, 0);
  Linear key;
  for (const Slice& slice : keys) model::copy(key, slice, 0);
  head.keys.push_back(std::move(key));
  Linear value;
  int at = 0;
  for (const Slice& slice : values) {
    model::copy(value, slice, at);
    if (slice.size < out.size) at += slice.size;  // else the next slice is read into the same place
  }
  head.values.push_back(std::move(value));
  model::write(head.out, 0, out);
  return head;
}

/// Adds the coordinate that lets column 0 win by 1, iff its key matches too.
void favour_column_0(Head& head, const Registers& r) {
  const int at = r.pos.size;
  model::copy(head.query, r.one, at);
  model::copy(head.keys[0], r.ind, at);
}

/// S1, layer A: PC1_i = 2 ([v >= 2^(i-1)] - [v >= 2^i]) - 1, v the low i bits of pc, plus 1.
void write_successor(Mlp& mlp, const Registers& r) {
  const int k = r.pc.size;
  for (int i = 1; i <= k; ++i) {
    Terms v;
    for (int j = 1; j <= i; ++j) add(v, r.pc[k - j], two_to(j - 2));
    const Rational offset = (two_to(i) - 1) / 2 + 1;  // of the signed bits, and the 1 to be added
    const std::string name = "pc1[" + std::to_string(k - i) + "]";
    mlp.threshold(name + ".bit", v, two_to(i - 1) - offset, single(r.pc1[k - i], 2));
    mlp.threshold(name + ".carry", v, two_to(i) - offset, single(r.pc1[k - i], -2));
  }
}

model::Block read_and_subtract(const Registers& r) {
  const int k = r.pos.size;
  Mlp mlp(r);
  mlp.write_difference();
  for (const FlagTerm& term : flag_terms(r.diff.size)) {
    mlp.threshold(std::string("flag.") + term.name, mlp.difference(r.diff.size), term.threshold,
                  single(r.flag[0], term.sign));
  }
  write_successor(mlp, r);
  Terms minus_one;
  for (int i = 0; i < r.diff.size; ++i) add(minus_one, r.diff[i], -1);
  for (int i = 0; i < k; ++i) add(minus_one, r.pc1[i], -1);
  mlp.unit("minus_one", single(r.ind[0]), std::move(minus_one));
  mlp.clear("b1", r.b1);
  mlp.clear("b2", r.b2);
  return {.name = "A",
          .heads = {lookup("read_a", part(r.ins, 0, k), {r.pos}, {r.mem}, r.b1),
                    lookup("read_b", part(r.ins, 1, k), {r.pos}, {r.mem}, r.b2)},
          .mlp = mlp.finish()};
}

/// ins := flag ? b3 : b4 and pc := flag ? ic : PC1 in column 0. The gate ind - one keeps the other
/// columns, whose b3 and b4 are averages of absolute value <= 1, out of ins.
void choose_branch(Mlp& mlp, const Registers& r) {
  const int k = r.pos.size;
  const Terms flag = single(r.flag[0]);
  const Terms not_flag = single(r.flag[0], -1);
  const Terms gate = joined(single(r.ind[0]), single(r.one[0], -1));
  for (int i = 0; i < r.ins.size; ++i) {
    const std::string name = "ins[" + std::to_string(i) + "]";
    for (const int s : {1, -1}) {
      const std::string side = s > 0 ? ".plus" : ".minus";
      mlp.unit(name + ".taken" + side, joined(joined(single(r.b3[i], s), flag), gate),
               single(r.ins[i], s), -1);
      mlp.unit(name + ".next" + side, joined(joined(single(r.b4[i], s), not_flag), gate),
               single(r.ins[i], s));
    }
    mlp.clear(name + ".old", r.ins[i]);
  }
  const Slice target = part(r.ins, 2, k);
  for (int i = 0; i < k; ++i) {
    const std::string name = "pc[" + std::to_string(i) + "]";
    for (const int s : {1, -1}) {
      const std::string side = s > 0 ? ".plus" : ".minus";
      mlp.unit(name + ".taken" + side, joined(single(target[i], s), flag), single(r.pc[i], s), -1);
      mlp.unit(name + ".next" + side, joined(single(r.pc1[i], s), not_flag), single(r.pc[i], s));
    }
    mlp.clear(name + ".old", r.pc[i]);
  }
}

model::Block write_and_fetch(const Registers& r) {
  const int k = r.pos.size;
  // A memory column t scores k with itself and <t, b> + 1 with column 0, which wins iff t = b.
  Head write = lookup("write", r.pos, {part(r.ins, 1, k), r.pos}, {r.mem, r.diff}, r.b1);
  favour_column_0(write, r);
  Mlp mlp(r);
  mlp.write_memory();
  choose_branch(mlp, r);
  mlp.clear("b1", r.b1);
  mlp.clear("b3", r.b3);
  mlp.clear("b4", r.b4);
  mlp.clear("diff", r.diff);
  mlp.clear("flag", r.flag);
  mlp.clear("pc1", r.pc1);
  return {
      .name = "B",
      .heads = {std::move(write), lookup("fetch_target", part(r.ins, 2, k), {r.pos}, {r.cmd}, r.b3),
                lookup("fetch_next", r.pc1, {r.pos}, {r.cmd}, r.b4)},
      .mlp = mlp.finish()};
}

/// S2: one bit of (ins, PC1) := flag ? b3 : b4, the flag fused into the choice. E = (b3 - b4) / 2;
/// G (sE - 1) leaves u_N as it is where sE = 1, closes both ramps where sE = -1, and where E = 0
/// the units of s = 1 and s = -1 cancel. G = 2^N; G >= 3 2^(N-2) suffices: at u_N = 2^N - 1, sE =
/// -1 the largest argument is 2^N - 1 + 2^(N-1) + 1 - 2G <= 0.
void choose_bit(Mlp& mlp, const Registers& r, const std::string& name, int b3, int b4, int out) {
  const int word_bits = r.diff.size;
  const Rational gain = two_to(word_bits);
  for (const int s : {1, -1}) {
    Terms u = mlp.difference(word_bits);
    add(u, b3, gain * s / 2);
    add(u, b4, -gain * s / 2);
    const std::string side = s > 0 ? ".plus" : ".minus";
    for (const FlagTerm& term : flag_terms(word_bits)) {
      mlp.threshold(name + side + "." + term.name, u, term.threshold + gain,
                    single(out, 2 * s * term.sign));
    }
    mlp.unit(name + ".pass" + side, joined(single(b4, s), single(r.ind[0])), single(out, s), -1);
  }
}

model::Block execute(const Registers& r) {
  const int k = r.pos.size;
  // Column 0 reads word a, or its own pending word iff bp = a; a memory column t reads itself, or
  // the pending word iff bp = t. ia is 0 outside column 0, pos is 0 inside.
  Head read_a = lookup("read_a", part(r.ins, 0, k), {r.pos, r.bp}, {r.mem, r.diff}, r.b1);
  model::copy(read_a.query, r.pos, 0);
  favour_column_0(read_a, r);
  Head read_b = lookup("read_b", part(r.ins, 1, k), {r.pos, r.bp}, {r.mem, r.diff}, r.b2);
  favour_column_0(read_b, r);

  Mlp mlp(r);
  mlp.write_difference();
  Terms minus_one;
  for (int i = 0; i < r.diff.size; ++i) add(minus_one, r.diff[i], -1);
  mlp.unit("minus_one", single(r.ind[0]), std::move(minus_one));
  mlp.clear("diff.old", r.diff);
  mlp.write_memory();
  mlp.clear("bp.old", r.bp);
  mlp.clear("b1", r.b1);
  mlp.clear("b2", r.b2);
  mlp.clear("b3", r.b3);
  mlp.clear("b4", r.b4);
  for (int i = 0; i < 4 * k; ++i) {
    const bool is_ins = i < 3 * k;
    const int at = is_ins ? r.ins[i] : r.pc1[i - 3 * k];
    const std::string name =
        is_ins ? "ins[" + std::to_string(i) + "]" : "pc1[" + std::to_string(i - 3 * k) + "]";
    choose_bit(mlp, r, name, r.b3[i], r.b4[i], at);
    const bool is_b = k <= i && i < 2 * k;  // bp := ib by the units that clear ib
    mlp.clear(name + ".old", at, is_b ? single(r.bp[i - k]) : Terms{});
  }
  return {.name = "L",
          .heads = {std::move(read_a), std::move(read_b),
                    lookup("fetch_target", part(r.ins, 2, k), {r.pos}, {r.cmd, r.nxt}, r.b3),
                    lookup("fetch_next", r.pc1, {r.pos}, {r.cmd, r.nxt}, r.b4)},
          .mlp = mlp.finish()};
}

}  // namespace

model::Transformer two_layer_block(const Size& size) {
  model::Transformer model{.name = "looped_subleq two-layer block"};
  const Registers registers = encode(model, Blocks::two_layers, size);
  model.blocks = {read_and_subtract(registers), write_and_fetch(registers)};
  model.schedule = {{0, 1}, {1, 1}};
  return model;
}

model::Transformer one_layer_block(const Size& size) {
  model::Transformer model{.name = "looped_subleq one-layer block"};
  const Registers registers = encode(model, Blocks::one_layer, size);
  model.blocks = {execute(registers)};
  model.schedule = {{0, 1}};
  return model;
}

model::Transformer block(Blocks blocks, const Size& size) {
  switch (blocks) {
    case Blocks::two_layers:
      return two_layer_block(size);
    case Blocks::one_layer:
      return one_layer_block(size);
    case Blocks::five_layers:
      return five_layer_block(size);
    case Blocks::ten_layers:
      break;
  }
  return ten_layer_block(size);
}

}  // namespace attest::gadget::looped

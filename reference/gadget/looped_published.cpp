// SPDX-License-Identifier: Apache-2.0
/// \file
/// The published block as weights: ten layers, whose reads need a tie of two.
///
/// The column that is addressed and the one that asks score k both, so that an average reads half
/// the sum of what they hold. Heads write twice the average, so that everything stays an integer:
/// buf = new + old, and dst += buf - 2 dst overwrites. Bits i are counted from 1, the least
/// significant.
#include <string>
#include <utility>

#include "reference/gadget/indicator_units.hpp"
#include "reference/gadget/looped_blocks.hpp"
#include "reference/gadget/looped_rounding.hpp"

namespace attest::gadget::looped {
namespace {

using model::Head;
using model::Linear;
using model::Slice;

/// |buf - 2 dst| where a gate has to close it: dst is 0 there.
constexpr int gate = 2;
constexpr const char* gate_of_memory = "buf - 2 mem reaches 2 in column 0, whose mem is 0";

/// The first `size` coordinates of `slice` from `first` on.
Slice piece(const Slice& slice, int first, int size) {
  return {.first = slice[first], .size = size};
}

/// The units of one layer of the published block.
class PublishedMlp : public IndicatorUnits {
 public:
  explicit PublishedMlp(const Registers& r) : IndicatorUnits(r.ind[0]), ind_(r.ind[0]) {}

  /// dst := new in column 0, where buf = new + dst. Elsewhere dst stays 0.
  void overwrite_machine(const std::string& name, const Slice& dst, const Slice& buf) {
    for (int i = 0; i < dst.size; ++i) {
      for (const int sign : {1, -1}) {
        Terms in = move(dst[i], buf[i], sign);
        in = joined(std::move(in), single(ind_, gate));
        unit(named(name, i, sign), std::move(in), single(dst[i], sign), -gate);
      }
    }
  }

  /// dst := new in the other columns.
  void overwrite_others(const std::string& name, const Slice& dst, const Slice& buf) {
    for (int i = 0; i < dst.size; ++i) {
      for (const int sign : {1, -1}) {
        Terms in = move(dst[i], buf[i], sign);
        in.push_back(
            {.at = ind_,
             .weight = {.value = -gate, .slack = model::Slack::at_most, .why = gate_of_memory}});
        unit(named(name, i, sign), std::move(in), single(dst[i], sign));
      }
    }
  }

  /// out += the bits, as signs, of x + offset mod 2^size, but for `minus(out, 3)`. x is a sum of
  /// unsigned numbers whose bits stand as signs in `words`. With s the sum of the i low bits, bit i
  /// is 1 iff 2^(i-1) <= s < 2^i or s >= 3 2^(i-1).
  void add_bits(const std::string& name, const std::vector<Slice>& words, const Rational& offset,
                const Slice& out) {
    for (int i = 1; i <= out.size; ++i) {
      Terms s;
      Rational constant = offset;  // of the low bits (b + 1) / 2
      for (const Slice& word : words) {
        for (int j = 1; j <= i; ++j) add(s, word[out.size - j], two_to(j - 2));
        constant += (two_to(i) - 1) / 2;
      }
      const int at = out[out.size - i];
      const std::string bit = name + "[" + std::to_string(out.size - i) + "]";
      threshold(bit + ".bit", s, two_to(i - 1) - constant, single(at, 2));
      // [s <= 2^i - 1] = [-s >= 1 - 2^i]
      threshold(bit + ".below", times(s, -1), constant + 1 - two_to(i), single(at, 2));
      threshold(bit + ".carry", s, 3 * two_to(i - 1) - constant, single(at, 2));
    }
  }

  /// out -= by in column 0.
  void minus(const Slice& out, const Rational& by) {
    Terms terms;
    for (int i = 0; i < out.size; ++i) add(terms, out[i], -by);
    unit("constant", single(ind_), std::move(terms));
  }

 private:
  static Terms move(int dst, int buf, int sign) {
    return joined(single(buf, sign), single(dst, -2 * sign));
  }
  static std::string named(const std::string& name, int i, int sign) {
    return name + "[" + std::to_string(i) + "]" + (sign > 0 ? ".plus" : ".minus");
  }

  int ind_;
};

/// Asks for the column that `pointer` addresses; it and column 0 are read, twice their mean of
/// `source` and `old` added to `buf`.
Head read_both(std::string name, const Registers& r, const Slice& pointer, const Slice& source,
               const Slice& old, const Slice& buf) {
  Head head{.name = std::move(name), .norm = model::Norm::average_hardmax};
  model::copy(head.query, pointer, 0);
  model::copy(head.query, r.pos, 0);
  Linear key;
  model::copy(key, pointer, 0);
  model::copy(key, r.pos, 0);
  head.keys.push_back(std::move(key));
  Linear value;
  model::copy(value, source, 0);
  model::copy(value, old, 0);
  head.values.push_back(std::move(value));
  model::write(head.out, 0, buf, 2);
  return head;
}

model::Block fetch(const Registers& r) {
  const Slice buf = piece(r.buf, 0, r.ins.size);
  PublishedMlp mlp(r);
  mlp.overwrite_machine("ins", r.ins, buf);
  mlp.clear("buf", buf);
  return {.name = "fetch",
          .heads = {read_both("fetch", r, r.pc, r.cmd, r.ins, buf)},
          .mlp = mlp.finish()};
}

model::Block read(const Registers& r) {
  const int n = r.mem.size;
  const int k = r.pc.size;
  const Slice low = piece(r.buf, 0, n);
  const Slice high = piece(r.buf, n, n);
  PublishedMlp mlp(r);
  mlp.overwrite_machine("sa", r.b1, low);
  mlp.overwrite_machine("sb", r.b2, high);
  mlp.clear("buf.low", low);
  mlp.clear("buf.high", high);
  return {.name = "read",
          .heads = {read_both("read_a", r, part(r.ins, 0, k), r.mem, r.b1, low),
                    read_both("read_b", r, part(r.ins, 1, k), r.mem, r.b2, high)},
          .mlp = mlp.finish()};
}

/// buf := the complement of sa: 2 relu(-sa) - 1.
model::Block complement(const Registers& r) {
  const Slice low = piece(r.buf, 0, r.mem.size);
  PublishedMlp mlp(r);
  for (int i = 0; i < low.size; ++i) {
    mlp.unit("flip[" + std::to_string(i) + "]", single(r.b1[i], -1), single(low[i], 2));
  }
  mlp.minus(low, 1);
  return {.name = "complement", .heads = {}, .mlp = mlp.finish()};
}

model::Block negate(const Registers& r) {
  const int n = r.mem.size;
  const Slice high = piece(r.buf, n, n);
  PublishedMlp mlp(r);
  mlp.add_bits("minus_sa", {piece(r.buf, 0, n)}, 1, high);
  mlp.minus(high, 3);
  return {.name = "negate", .heads = {}, .mlp = mlp.finish()};
}

model::Block add_words(const Registers& r) {
  const int n = r.mem.size;
  PublishedMlp mlp(r);
  mlp.add_bits("sum", {piece(r.buf, n, n), r.b2}, 0, r.b2);
  mlp.minus(r.b2, 3);
  mlp.clear("buf", piece(r.buf, 0, 2 * n));
  mlp.clear("sa.old", r.b1);
  mlp.clear("sb.old", r.b2);
  return {.name = "add", .heads = {}, .mlp = mlp.finish()};
}

/// A memory column t scores k with itself and <t, b> with column 0: both are read iff t = b.
model::Block write_word(const Registers& r) {
  const Slice low = piece(r.buf, 0, r.mem.size);
  PublishedMlp mlp(r);
  mlp.overwrite_others("mem", r.mem, low);
  mlp.clear("buf", low);
  return {.name = "write",
          .heads = {read_both("write", r, part(r.ins, 1, r.pc.size), r.mem, r.b2, low)},
          .mlp = mlp.finish()};
}

/// sa[0] := [word <= 0], the sign bit or no bit at all: relu(sb_N) + relu(1 - N - sum of sb).
model::Block set_flag(const Registers& r) {
  PublishedMlp mlp(r);
  const Terms flag = single(r.b1[0]);
  mlp.unit("flag.negative", single(r.b2[0]), flag);
  Terms none;
  for (int i = 0; i < r.b2.size; ++i) add(none, r.b2[i], -1);
  add(none, r.ind[0], 1 - r.b2.size);
  mlp.unit("flag.zero", std::move(none), flag);
  mlp.clear("sb", r.b2);
  return {.name = "flag", .heads = {}, .mlp = mlp.finish()};
}

model::Block count_up(const Registers& r) {
  PublishedMlp mlp(r);
  mlp.add_bits("pc", {r.pc}, 1, r.pc);
  mlp.minus(r.pc, 3);
  mlp.clear("pc.old", r.pc);
  return {.name = "count", .heads = {}, .mlp = mlp.finish()};
}

/// pc := flag ? c : pc, by relu(+-c + flag - 1) and relu(+-pc - flag).
model::Block jump(const Registers& r) {
  const Slice target = part(r.ins, 2, r.pc.size);
  const int flag = r.b1[0];
  PublishedMlp mlp(r);
  for (int i = 0; i < r.pc.size; ++i) {
    const std::string name = "pc[" + std::to_string(i) + "]";
    for (const int s : {1, -1}) {
      const std::string side = s > 0 ? ".plus" : ".minus";
      mlp.unit(name + ".taken" + side, joined(single(target[i], s), single(flag)),
               single(r.pc[i], s), -1);
      mlp.unit(name + ".next" + side, joined(single(r.pc[i], s), single(flag, -1)),
               single(r.pc[i], s));
    }
    mlp.clear(name + ".old", r.pc[i]);
  }
  mlp.clear("flag", flag);
  return {.name = "jump", .heads = {}, .mlp = mlp.finish()};
}

}  // namespace

model::Transformer ten_layer_block(const Size& size) {
  model::Transformer model{.name = "looped_subleq_published block"};
  const Registers r = encode(model, Blocks::ten_layers, size);
  model.blocks = {fetch(r),      read(r),     complement(r), negate(r), add_words(r),
                  write_word(r), set_flag(r), count_up(r),   jump(r)};
  model.blocks.push_back(
      rounding_layer(model, rounded_registers(Blocks::ten_layers), rounding_radius(), "round"));
  for (int i = 0; i < 10; ++i) model.schedule.emplace_back(i, 1);
  return model;
}

}  // namespace attest::gadget::looped

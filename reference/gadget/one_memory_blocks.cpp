// SPDX-License-Identifier: Apache-2.0
/// \file
/// V3 and V2: the blocks on N-bit words as weights.
///
/// Every query of column 0 is the code of an address t: the column of t scores N with it, another
/// memory column at most N - 2, columns 0 to 3, whose pos is 0, nothing. All other columns ask only
/// for the empty one, whose words are 0. The console takes part by scores: on input the port gets
/// 2N, more than N, and so does the word 0 where it replaces m[b].
#include "reference/gadget/one_memory_blocks.hpp"

#include <utility>

#include "reference/gadget/indicator_units.hpp"
#include "reference/gadget/one_memory_heads.hpp"
#include "reference/gadget/signs.hpp"

namespace attest::gadget::one_memory {
namespace {

using gadget::add;
using gadget::joined;
using gadget::single;
using gadget::Terms;
using gadget::two_to;
using model::Head;
using model::Slice;

/// The units of one layer.
class Units : public gadget::IndicatorUnits {
 public:
  explicit Units(const Plan& plan) : IndicatorUnits(plan.r.ind[0]), plan_(plan), r_(plan.r) {}

  /// u_i: the low i + 1 bits of vb - va, read as unsigned numbers; in (-2^(i+1), 2^(i+1)).
  [[nodiscard]] Terms difference(int i) const {
    Terms u;
    for (int j = 0; j <= i; ++j) {
      const int at = plan_.bits() - 1 - j;
      add(u, r_.vb[at], two_to(j - 1));
      add(u, r_.va[at], -two_to(j - 1));
    }
    return u;
  }

  /// r_i += 2 ([u_i >= 2^i] + [u_i >= -2^i] - [u_i >= 0]) - 1.
  void write_difference() {
    Terms minus_one;
    for (int i = 0; i < plan_.bits(); ++i) {
      const int out = r_.r[plan_.bits() - 1 - i];
      const std::string name = "r[" + std::to_string(plan_.bits() - 1 - i) + "]";
      const Terms u = difference(i);
      threshold(name + ".high", u, two_to(i), single(out, 2));
      threshold(name + ".low", u, -two_to(i), single(out, 2));
      threshold(name + ".zero", u, 0, single(out, -2));
      add(minus_one, out, -1);
    }
    unit("minus_one", single(r_.ind[0]), std::move(minus_one));
  }

  /// taken += [u >= 2^(N-1)] + [u >= -2^(N-1)] - [u >= 1], unless the console takes part.
  void write_flag() {
    const Rational half = two_to(plan_.bits() - 1);
    Terms u = difference(plan_.bits() - 1);
    if (plan_.choices.masks_flag) {
      for (const Slice& console : {r_.on_a, r_.on_b}) {
        u.push_back({.at = console[0],
                     .weight = {.value = -3 * half,
                                .slack = model::Slack::at_most,
                                .why = "u + 2^(N-1) + 1 <= 3 2^(N-1), because u < 2^N"}});
      }
    }
    threshold("taken.high", u, half, single(r_.taken[0]));
    threshold("taken.low", u, -half, single(r_.taken[0]));
    threshold("taken.positive", u, plan_.choices.flag_threshold, single(r_.taken[0], -1));
  }

  /// took := on_a and gave := on_b without on_a, added to what they hold.
  void write_console() {
    unit("took", single(r_.on_a[0]), single(r_.took[0]));
    unit("gave", joined(single(r_.on_b[0]), single(r_.on_a[0], -1)), single(r_.gave[0]));
  }

  /// x -= relu(x), for x in {0, 1}.
  void drop(const std::string& name, const Slice& flag) {
    unit(name, single(flag[0]), single(flag[0], -1));
  }

  /// flag += 1 where the word in `slice` names the console and `gate` - `closed` is 0; both are
  /// integers with gate <= closed, `closed` standing on row ind.
  void test_console(const std::string& name, const Slice& slice, const Slice& flag,
                    const Terms& gate = {}, int closed = 0) {
    Terms in = gate;
    const int bits = plan_.is_howerj() ? slice.size : 1;  // all of them, or the top one alone
    for (int i = 0; i < bits; ++i) add(in, slice[i], 1);
    add(in, r_.ind[0], 1 - bits - closed);  // the sum of the bits is `bits` iff all are 1
    unit(name, std::move(in), single(flag[0]));
  }

  /// mem += b1 - mem; b1 = mem = 0 in column 0.
  void write_memory() { move("mem", r_.mem, r_.mem, r_.b1); }

  /// x += to - from, where x stands in its own register.
  void move(const std::string& name, const Slice& x, const Slice& from, const Slice& to) {
    for (int i = 0; i < x.size; ++i) {
      for (const int sign : {1, -1}) {
        unit(name + "[" + std::to_string(i) + "]" + (sign > 0 ? ".plus" : ".minus"),
             joined(single(to[i], sign), single(from[i], -sign)), single(x[i], sign));
      }
    }
  }

  /// x += c - d where the branch is taken: |c - d| <= 2, and 2 (taken - 1) closes both units.
  void move_if_taken(const std::string& name, const Slice& x, const Slice& d, const Slice& c) {
    for (int i = 0; i < x.size; ++i) {
      for (const int sign : {1, -1}) {
        Terms in = joined(single(c[i], sign), single(d[i], -sign));
        in.push_back({.at = r_.taken[0], .weight = {.value = 2}});
        in.push_back({.at = r_.ind[0], .weight = {.value = -2}});
        unit(name + "[" + std::to_string(i) + "].taken" + (sign > 0 ? ".plus" : ".minus"),
             std::move(in), single(x[i], sign));
      }
    }
  }

 private:
  const Plan& plan_;
  const Registers& r_;
};

model::Block fetch(const Plan& plan) {
  const Registers& r = plan.r;
  HeadBuilder first = read_head(r, "fetch_a", r.pc, {r.pos});
  first.read({r.mem}, r.ia).read({r.pp3}, r.pc3);
  HeadBuilder second =
      read_head(r, "fetch_b", r.pc, {plan.choices.fetches_b_at_pc ? r.pos : r.pm1});
  HeadBuilder third = read_head(r, "fetch_c", r.pc, {r.pm2});
  Units units(plan);
  units.test_console("on_a", r.ia, r.on_a);
  units.test_console("on_b", r.ib, r.on_b);
  units.drop("on_a.old", r.on_a);
  units.drop("on_b.old", r.on_b);
  units.drop("took.old", r.took);
  units.drop("gave.old", r.gave);
  units.clear("va.old", r.va);
  return {.name = "fetch",
          .heads = {first.finish(), second.read({r.mem}, r.ib).finish(),
                    third.read({r.mem}, r.ic).finish()},
          .mlp = units.finish()};
}

model::Block subtract(const Plan& plan) {
  const Registers& r = plan.r;
  Units units(plan);
  units.write_difference();
  units.write_flag();
  units.write_console();
  units.clear("vb", r.vb);
  return {.name = "subtract", .heads = operand_heads(plan), .mlp = units.finish()};
}

model::Block write_and_branch(const Plan& plan) {
  const Registers& r = plan.r;
  Units units(plan);
  units.write_memory();
  units.move("pc", r.pc, r.pc, r.pc3);
  units.move_if_taken("pc", r.pc, r.pc3, r.ic);
  units.clear("b1", r.b1);
  units.clear("ia", r.ia);
  units.clear("ib", r.ib);
  units.clear("ic", r.ic);
  units.clear("pc3", r.pc3);
  units.clear("r", r.r);
  units.drop("taken", r.taken);
  return {.name = "write", .heads = {write_head(plan)}, .mlp = units.finish()};
}

/// V2, layer A: the operands, and the codes of b - 1, b - 2 and b + 3, told by column b.
model::Block subtract_and_locate(const Plan& plan) {
  const Registers& r = plan.r;
  std::vector<Head> heads = operand_heads(plan);
  HeadBuilder locate = read_head(r, "locate", r.ib, {r.pos});
  locate.score({{r.on_b, 2 * plan.bits()}}, {{r.zer, 1}});
  heads.push_back(locate.read({r.pm1}, r.bm1).read({r.pm2}, r.bm2).read({r.pp3}, r.bp3).finish());
  Units units(plan);
  units.drop("took.old", r.took);
  units.drop("gave.old", r.gave);
  units.clear("ow.old", r.ow);
  units.write_difference();
  units.write_flag();
  units.write_console();
  for (int i = 0; i < r.va.size; ++i) {
    units.clear("va[" + std::to_string(i) + "]", r.va[i], single(r.ow[i]));  // ow := va
  }
  units.clear("vb", r.vb);
  return {.name = "subtract", .heads = std::move(heads), .mlp = units.finish()};
}

/// V2, layer B: the three words at `query` and, with the first, its successor's code. Column 0
/// offers the pending word at b with score N + 1, one more than the stale column, and <= N - 1
/// elsewhere.
void add_fetches(std::vector<Head>& heads, const Plan& plan, const std::string& name,
                 const Slice& query, const std::vector<Slice>& out) {
  const Registers& r = plan.r;
  const Slice keys[] = {r.pos, r.pm1, r.pm2};
  const Slice pending[] = {r.ib, r.bm1, r.bm2};
  for (int i = 0; i < 3; ++i) {
    const bool is_forwarded = plan.choices.not_forwarded != i;
    std::vector<Slice> matched{keys[i]};
    if (is_forwarded) matched.push_back(pending[i]);
    HeadBuilder head = read_head(r, name + std::to_string(i), query, matched);
    if (is_forwarded) head.score({{r.ind, 1}}, {{r.ind, 1}, {r.on_b, -2}});
    head.read({r.mem, r.r}, out[static_cast<std::size_t>(i)]);
    if (i == 0) {
      std::vector<Slice> third{r.pp3};
      if (plan.choices.not_forwarded != 3) third.push_back(r.bp3);
      head.read(third, out[3]);
    }
    heads.push_back(head.finish());
  }
}

model::Block write_and_fetch(const Plan& plan) {
  const Registers& r = plan.r;
  std::vector<Head> heads{write_head(plan)};
  add_fetches(heads, plan, "taken", r.ic, r.c);
  add_fetches(heads, plan, "next", r.pc3, r.d);
  Units units(plan);
  units.write_memory();
  const auto choose = [&](const std::string& name, const Slice& x, const Slice& d, const Slice& c) {
    units.move(name, x, x, d);
    units.move_if_taken(name, x, d, c);
  };
  choose("pc", r.pc, r.pc3, r.ic);
  choose("ia", r.ia, r.d[0], r.c[0]);
  choose("ib", r.ib, r.d[1], r.c[1]);
  choose("ic", r.ic, r.d[2], r.c[2]);
  choose("pc3", r.pc3, r.d[3], r.c[3]);
  // A sum of N bits is at most N, so a gate of 1 closes its unit.
  const Terms taken = single(r.taken[0]);
  const Terms next = single(r.taken[0], -1);
  units.test_console("on_a.taken", r.c[0], r.on_a, taken, 1);
  units.test_console("on_a.next", r.d[0], r.on_a, next);
  units.test_console("on_b.taken", r.c[1], r.on_b, taken, 1);
  units.test_console("on_b.next", r.d[1], r.on_b, next);
  units.drop("on_a.old", r.on_a);
  units.drop("on_b.old", r.on_b);
  units.clear("b1", r.b1);
  units.clear("r", r.r);
  units.clear("bm1", r.bm1);
  units.clear("bm2", r.bm2);
  units.clear("bp3", r.bp3);
  for (int i = 0; i < 4; ++i) {
    units.clear("c" + std::to_string(i), r.c[static_cast<std::size_t>(i)]);
    units.clear("d" + std::to_string(i), r.d[static_cast<std::size_t>(i)]);
  }
  units.drop("taken", r.taken);
  return {.name = "write", .heads = std::move(heads), .mlp = units.finish()};
}

}  // namespace

model::Transformer block(Blocks blocks, const Size& size, const Choices& choices) {
  const int bits = size.rules.word_bits;
  if (blocks == Blocks::integers) {
    ATTEST_REQUIRE(bits == 0 && size.rules.dialect == machine::subleq::Dialect::davidar_sq,
                   "davidar on integers");
    return integer_block(choices);
  }
  ATTEST_REQUIRE(2 <= bits && bits <= 64, "words of " + std::to_string(bits) + " bits");
  model::Transformer model;
  Plan plan{.size = size, .choices = choices, .r = encode_words(model, blocks, size)};
  if (blocks == Blocks::three_layers) {
    model.name = "looped_subleq_von_neumann three-layer block";
    model.blocks = {fetch(plan), subtract(plan), write_and_branch(plan)};
    model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  } else {
    model.name = "looped_subleq_von_neumann two-layer block";
    model.blocks = {subtract_and_locate(plan), write_and_fetch(plan)};
    model.schedule = {{0, 1}, {1, 1}};
  }
  return model;
}

}  // namespace attest::gadget::one_memory

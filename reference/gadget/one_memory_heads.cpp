// SPDX-License-Identifier: Apache-2.0
/// \file
/// Heads that read the operands and write the result; see one_memory_heads.hpp.
#include "reference/gadget/one_memory_heads.hpp"

namespace attest::gadget::one_memory {

using model::Head;
using model::Slice;

HeadBuilder read_head(const Registers& r, std::string name, const Slice& query,
                      const std::vector<Slice>& keys) {
  HeadBuilder head(std::move(name));
  head.match(query, keys);
  head.score({{r.one, 1}, {r.ind, -1}}, {{r.rest, 1}});
  return head;
}

std::vector<Head> operand_heads(const Plan& plan) {
  const Registers& r = plan.r;
  // Every score of a read is at most N.
  const Rational first = 2 * plan.bits();
  HeadBuilder a = read_head(r, "read_a", r.ia, {r.pos});
  if (plan.choices.redirects_a) a.score({{r.on_a, first}}, {{r.inp, 1}});
  HeadBuilder b = read_head(r, "read_b", r.ib, {r.pos});
  std::vector<std::pair<Slice, Rational>> console;
  if (plan.choices.redirects_b_on_output) console.emplace_back(r.on_b, first);
  // howerj: m[b] := 0 - (-character); davidar adds the character to m[b].
  if (plan.is_howerj() && plan.choices.redirects_b_on_input) console.emplace_back(r.on_a, first);
  if (!console.empty()) b.score(console, {{r.zer, 1}});
  a.read({r.mem}, r.va);
  b.read({r.mem}, r.vb);
  return {a.finish(), b.finish()};
}

Head write_head(const Plan& plan) {
  const Registers& r = plan.r;
  HeadBuilder head("write");
  head.match(r.pos, {r.ib, r.pos});
  std::vector<std::pair<Slice, Rational>> favour;
  if (plan.choices.favours_writer) favour.emplace_back(r.ind, 1);
  if (plan.choices.blocks_output) favour.emplace_back(r.on_b, -2);
  head.score({{r.one, 1}}, favour);
  head.score({{r.inp, 2}}, {{r.inp, 1}});
  head.score({{r.zer, 2}}, {{r.zer, 1}});
  head.score({{r.rest, 2}, {r.ind, 3}}, {{r.rest, 1}});
  return head.read({r.mem, r.r}, r.b1).finish();
}

}  // namespace attest::gadget::one_memory

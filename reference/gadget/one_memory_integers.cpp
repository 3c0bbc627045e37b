// SPDX-License-Identifier: Apache-2.0
/// \file
/// VI: the block on plain integers as weights.
///
/// The score 2 q t - t^2 = q^2 - (q - t)^2 of address t is greatest at t = q, by at least 1.
#include "reference/gadget/indicator_units.hpp"
#include "reference/gadget/one_memory_blocks.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/gadget/signs.hpp"

namespace attest::gadget::one_memory {
namespace {

using gadget::single;
using gadget::Terms;
using model::Head;

/// A linear form of registers of size 1.
using Form = std::vector<std::pair<model::Slice, Rational>>;

/// A head whose score is a sum of products of forms.
Head scored(const std::string& name, const std::vector<std::pair<Form, Form>>& products,
            const std::vector<std::pair<Form, model::Slice>>& reads) {
  Head head{.name = name, .norm = model::Norm::any_hardmax};
  head.keys.emplace_back();
  head.values.emplace_back();
  int at = 0;
  for (const auto& [query, key] : products) {
    for (const auto& [slice, weight] : query) {
      if (!weight.is_zero()) model::copy(head.query, slice, at, weight);
    }
    for (const auto& [slice, weight] : key) model::copy(head.keys[0], slice, at, weight);
    ++at;
  }
  int from = 0;
  for (const auto& [value, out] : reads) {
    for (const auto& [slice, weight] : value) model::copy(head.values[0], slice, from, weight);
    model::write(head.out, from, out);
    ++from;
  }
  return head;
}

/// The products of a read at `query`: 2 q t - t^2, where the columns before the memory score -1;
/// columns other than 0 ask for the empty one.
std::vector<std::pair<Form, Form>> at_address(const IntegerRegisters& r, Form query) {
  for (auto& [slice, weight] : query) weight *= 2;
  return {{query, {{r.p, 1}}},
          {{{r.ind, -1}}, {{r.p2, 1}, {r.ind, 1}, {r.inp, 1}, {r.rest, 1}}},
          {{{r.one, 1}, {r.ind, -1}}, {{r.rest, 1}}}};
}

Terms form(const Form& terms) {
  Terms result;
  for (const auto& [slice, weight] : terms) gadget::add(result, slice[0], weight);
  return result;
}

void drop(gadget::IndicatorUnits& units, const std::string& name, const model::Slice& flag) {
  units.unit(name, single(flag[0]), single(flag[0], -1));
}

model::Block fetch_integers(const IntegerRegisters& r, const Choices& choices) {
  gadget::IndicatorUnits units(r.ind[0]);
  units.threshold("on_a", form({{r.ia, -1}}), 1, single(r.on_a[0]));
  units.threshold("on_b", form({{r.ib, -1}}), 1, single(r.on_b[0]));
  drop(units, "on_a.old", r.on_a);
  drop(units, "on_b.old", r.on_b);
  drop(units, "gave.old", r.gave);
  units.clear("va.old", r.va);
  const Rational second = choices.fetches_b_at_pc ? 0 : 1;
  return {
      .name = "fetch",
      .heads = {scored("fetch_a", at_address(r, {{r.pc, 1}}), {{{{r.x, 1}}, r.ia}}),
                scored("fetch_b", at_address(r, {{r.pc, 1}, {r.ind, second}}),
                       {{{{r.x, 1}}, r.ib}}),
                scored("fetch_c", at_address(r, {{r.pc, 1}, {r.ind, 2}}), {{{{r.x, 1}}, r.ic}})},
      .mlp = units.finish()};
}

model::Block subtract_integers(const IntegerRegisters& r, const Choices& choices) {
  // At a < 0 memory scores at most 0, the port -1 + 3.
  auto products = at_address(r, {{r.ia, 1}});
  if (choices.redirects_a) products.push_back({{{r.on_a, 3}}, {{r.inp, 1}}});
  gadget::IndicatorUnits units(r.ind[0]);
  // taken := [vb - va <= 0]
  units.threshold("taken", form({{r.va, 1}, {r.vb, -1}}), 1 - choices.flag_threshold,
                  single(r.taken[0]));
  units.unit("gave", form({{r.on_b, 1}, {r.on_a, -1}}), single(r.gave[0]));
  return {.name = "subtract",
          .heads = {scored("read_a", products, {{{{r.x, 1}}, r.va}}),
                    scored("read_b", at_address(r, {{r.ib, 1}}),
                           {{{{r.x, 1}}, r.vb}, {{{r.p2, 1}}, r.b2}})},
          .mlp = units.finish()};
}

model::Block write_integers(const IntegerRegisters& r, const Choices& choices) {
  // Doubled, a neighbour of t scores 2 less than t itself; column 0 scores 1 more iff t = b.
  const Rational twice = choices.doubles_write ? 2 : 1;
  Form offer{{r.p2, -twice}, {r.b2, -twice}, {r.inp, -3}, {r.rest, -3}};
  if (choices.favours_writer) offer.emplace_back(r.ind, 1);
  if (choices.blocks_output) offer.emplace_back(r.on_b, -2);
  const Head write = scored("write",
                            {{{{r.p, 2 * twice}}, {{r.p, 1}, {r.ib, 1}}},
                             {{{r.one, 1}, {r.ind, -1}}, offer},
                             {{{r.inp, 5}}, {{r.inp, 1}}},
                             {{{r.rest, 5}, {r.ind, 5}}, {{r.rest, 1}}}},
                            {{{{r.x, 1}, {r.vb, 1}, {r.va, -1}}, r.b1}});
  gadget::IndicatorUnits units(r.ind[0]);
  for (const int sign : {1, -1}) {
    const std::string side = sign > 0 ? ".plus" : ".minus";
    units.unit("x" + side, form({{r.b1, sign}, {r.x, -sign}}), single(r.x[0], sign));
    Terms in = form({{r.ic, sign}, {r.pc, -sign}, {r.ind, -3 * sign - branch_gate()}});
    const auto gate = [&](const model::Slice& flag, int weight) {
      in.push_back({.at = flag[0],
                    .weight = {.value = weight * branch_gate(),
                               .slack = weight < 0 ? model::Slack::at_most : model::Slack::at_least,
                               .why = "|c - pc - 3| <= Bd"}});
    };
    gadget::add(in, r.taken[0], branch_gate());
    if (choices.masks_flag) {
      gate(r.on_a, -1);
      gate(r.on_b, -1);
    }
    units.unit("pc.taken" + side, std::move(in), single(r.pc[0], sign));
  }
  units.unit("pc.next", single(r.ind[0]), single(r.pc[0], 3));
  for (const auto& [name, slice] :
       {std::pair{"ia", r.ia}, {"ib", r.ib}, {"ic", r.ic}, {"vb", r.vb}, {"b1", r.b1}}) {
    units.clear(name, slice[0]);
  }
  drop(units, "b2", r.b2);
  drop(units, "taken", r.taken);
  return {.name = "write", .heads = {write}, .mlp = units.finish()};
}

}  // namespace

Rational branch_gate() { return gadget::two_to(33); }

model::Transformer integer_block(const Choices& choices) {
  model::Transformer model{.name = "looped_subleq_von_neumann integer block"};
  const IntegerRegisters r = encode_integers(model);
  model.blocks = {fetch_integers(r, choices), subtract_integers(r, choices),
                  write_integers(r, choices)};
  model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  return model;
}

}  // namespace attest::gadget::one_memory

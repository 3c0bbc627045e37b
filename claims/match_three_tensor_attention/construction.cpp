// SPDX-License-Identifier: Apache-2.0
/// \file
/// The integer form of the third-order heads, and the same under softmax.
#include <algorithm>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Slice;
using model::Transformer;
using model::Wire;

/// What a head reads: powers of the residue and of its complement, and which token is the blank.
struct Features {
  Slice x;
  Slice x2;
  Slice t;
  Slice t2;
  Slice one;  // 0 on the blank
  Slice blank;
};

/// Adds a coordinate whose keys are registers of the two tokens of a pair.
void pair_coordinate(Head& head, int at, Slice first, Slice second) {
  model::copy(head.keys[0], first, at);
  model::copy(head.keys[1], second, at);
}

/// The head that looks for pairs of sum T = t + offset.
Head target_head(const char* name, const Features& f, std::int64_t offset,
                 const IntegerChoices& choices) {
  Head head{.name = name, .norm = model::Norm::any_hardmax};
  head.keys.resize(2);
  head.values.resize(2);
  const Rational m(offset);
  // 2T^2 - 2(T-x-y)^2 = 4Tx + 4Ty - 2x^2 - 4xy - 2y^2: a hit stands 2 above any miss.
  for (const int at : {0, 1}) {
    model::copy(head.query, f.t, at, 4);
    if (!m.is_zero()) model::copy(head.query, f.one, at, 4 * m);
  }
  pair_coordinate(head, 0, f.x, f.one);
  pair_coordinate(head, 1, f.one, f.x);
  model::copy(head.query, f.one, 2, -2);
  pair_coordinate(head, 2, f.x2, f.one);
  if (choices.has_cross_term) model::copy(head.query, f.one, 3, -4);
  pair_coordinate(head, 3, f.x, f.x);
  model::copy(head.query, f.one, 4, -2);
  pair_coordinate(head, 4, f.one, f.x2);
  // 2T^2 - 1 on (blank, blank): between a hit and a miss. T^2 = t^2 + 2mt + m^2.
  if (!choices.is_blank_at_zero) {
    model::copy(head.query, f.t2, 5, 2);
    if (!m.is_zero()) model::copy(head.query, f.t, 5, 4 * m);
    model::copy(head.query, f.one, 5, 2 * m * m + choices.blank);
  }
  pair_coordinate(head, 5, f.blank, f.blank);
  // A token with the blank has no other coordinate. At T = 0 its score 0 would tie with a hit; at
  // T >= M >= 1 the blank pair, at 2T^2 - 1 >= 1, stands above 0.
  if (offset == 0) {
    const char* why = "below 0, the score of a hit at T = 0";
    for (const int at : {6, 7}) {
      head.query.push_back(
          {.from = f.one[0],
           .to = at,
           .weight = {.value = -choices.penalty, .slack = model::Slack::at_most, .why = why}});
    }
    pair_coordinate(head, 6, f.blank, f.one);
    pair_coordinate(head, 7, f.one, f.blank);
  }
  // 1 on two tokens, 0 where the blank is among them.
  for (model::Linear& value : head.values) model::copy(value, f.one, 0);
  return head;
}

/// match = first + relu(second - first), the larger of two outputs in [0, 1]; or a wrong one.
std::vector<model::Relu> combined(Slice first, Slice second, Slice match, Combination kind) {
  if (kind == Combination::first) return {};
  const bool is_either = kind == Combination::either;
  // min(a, b) = a - relu(a - b).
  const Rational sign = is_either ? 1 : -1;
  return {{.name = is_either ? "either" : "both",
           .in = {{.at = second[0], .weight = {.value = sign}},
                  {.at = first[0], .weight = {.value = -sign}}},
           .bias = {},
           .out = {{.at = match[0], .weight = {.value = sign}}}}};
}

}  // namespace

Transformer integer_form(std::int64_t modulus, const IntegerChoices& choices) {
  Transformer model{.name = "match_three_tensor_attention integer form"};
  model.fields = {"x"};
  model::Stream stream;
  const Features f{.x = stream.add("x"),
                   .x2 = stream.add("x2"),
                   .t = stream.add("t"),
                   .t2 = stream.add("t2"),
                   .one = stream.add("one"),
                   .blank = stream.add("blank")};
  const Slice first = stream.add("first");
  const Slice second = stream.add("second");
  const Slice match = stream.add("match");
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  const Wire in = embed.input("x");
  const Wire target = gadget::complement(embed, in, modulus, choices.complement);
  embed.output("x", in);
  embed.output("x2", in * in);
  embed.output("t", target);
  embed.output("t2", target * target);
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model.extra_tokens.push_back(gadget::blank_token());

  // Two residues sum to t or to t + M, or not to -x mod M.
  model::Block layer{.name = "layer"};
  layer.heads = {target_head("sum_t", f, 0, choices),
                 target_head("sum_t_plus_M", f, modulus, choices)};
  model::write(layer.heads[0].out, 0, first);
  model::write(layer.heads[0].out, 0, match);
  model::write(layer.heads[1].out, 0, second);
  layer.mlp = combined(first, second, match, choices.combination);
  model.blocks.push_back(std::move(layer));
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("match", decode.input("match[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

IntegerChoices softmax_choices() { return {.penalty = 2}; }

Transformer softmax_form(std::int64_t modulus, const Integer& base, std::int64_t scale,
                         const IntegerChoices& choices) {
  Transformer model = integer_form(modulus, choices);
  model.name = "match_three_tensor_attention softmax form";
  for (Head& head : model.blocks[0].heads) {
    head.norm = base.is_zero() ? model::Norm::softmax_e : model::Norm::softmax_base;
    head.base = base;
    for (model::Entry& entry : head.query) {
      entry.weight.value *= scale;
      if (entry.weight.slack != model::Slack::exact) {
        entry.weight.why = "C >= 2: at T = 0 a hit keeps b^2/(b^2+b+2n) > 1/2, for n = 1 too";
      }
    }
  }
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("match", decode.less(decode.constant(Rational(1, 2)), decode.input("match[0]")));
  model.decode.circuit = decode.finish();
  return model;
}

std::int64_t sufficient_base(std::int64_t n) { return std::max<std::int64_t>(3, n * n + 1); }

std::int64_t sufficient_scale(std::int64_t n) { return least_exponent(sufficient_base(n)); }

}  // namespace attest::match_three_tensor_attention

// SPDX-License-Identifier: Apache-2.0
/// \file
/// What Strassen heads compute, as weights.
#include <algorithm>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/heads.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/model/builder.hpp"

namespace attest::strassen_attention {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Transformer;
using model::Wire;

/// What a token p holds for the head of sum s.
void embed_match(CircuitBuilder& circuit, const std::string& prefix, Wire p, std::int64_t sum,
                 const MatchChoices& choices) {
  const Wire q = choices.has_factor_three ? p * 3 - Rational(sum) : p - Rational(sum / 3);
  const Wire one = circuit.constant(1);
  const Wire minus_q2 = one - one - q * q;
  const Wire minus_4q = q * -4;
  // -q_i^2 - 4 q_i q_j - q_j^2 for each pairing: -2(q_i+q_j+q_k)^2 in all.
  for (const char* name : {"f_g", "g_h", "f_h"}) {
    assign_from(circuit, prefix + name, 0, {minus_q2, minus_4q, one});
  }
  for (const char* name : {"g_f", "h_g", "h_f"}) {
    assign_from(circuit, prefix + name, 0, {one, q, minus_q2});
  }
  no_sink(circuit, prefix, 3, one);
}

}  // namespace

std::int64_t sufficient_exponent(std::int64_t n) {
  if (n <= 295) return 1;  // n^2 2^-18 + 2n 2^-20 <= 1/3
  std::int64_t c = 1;      // 2^(18c) >= 8 n^2
  while (power_of_two(static_cast<unsigned>(18 * c)) < Integer(8) * n * n) ++c;
  return c;
}

std::int64_t largest_offset(std::int64_t modulus) {
  // 3p - s over 1 <= p <= m-1 and s = m, 2m: from 3 - 2m to 2m - 3.
  return std::max<std::int64_t>(2 * modulus - 3, 1);
}

std::int64_t sufficient_penalty(std::int64_t modulus) {
  const std::int64_t q = largest_offset(modulus);
  return 20 + 2 * q * q;
}

Transformer match_form(std::int64_t n, std::int64_t modulus, const MatchChoices& choices) {
  Transformer model{.name = "strassen_attention Match3"};
  model.fields = {"p"};
  model::Stream stream;
  const Slice one = stream.add("one");
  const Slice sink = stream.add("sink");
  const Vectors first = add_vectors(stream, "m.", 3, 6, 3);
  const Vectors second = add_vectors(stream, "2m.", 3, 6, 3);
  const Slice low = stream.add("low");
  const Slice other = stream.add("other");
  model.registers = stream.registers();

  const std::int64_t penalty = choices.penalty == 0 ? sufficient_penalty(modulus) : choices.penalty;
  CircuitBuilder embed(model.fields);
  embed.output("one", embed.constant(1));
  const Wire p = embed.input("p");
  embed_match(embed, "m.", p, modulus, choices);
  embed_match(embed, "2m.", p, 2 * modulus, choices);
  model.embed = embed.finish();
  CircuitBuilder extra({});
  add_sink(extra, "m.", 3, penalty, 0);
  add_sink(extra, "2m.", 3, penalty, 0);
  finish_sink(model, extra);

  const std::int64_t c = choices.exponent == 0 ? sufficient_exponent(n) : choices.exponent;
  const Integer base = power_of_two(static_cast<unsigned>(c));
  model::Block layer{.name = "layer"};
  layer.heads.push_back(
      strassen_head("sum_m", first, one, sink, sink, low, base, choices.has_last_pairing));
  if (choices.has_second_sum) {
    layer.heads.push_back(
        strassen_head("sum_2m", second, one, sink, sink, other, base, choices.has_last_pairing));
    // min(a, b) = a - relu(a - b).
    layer.mlp.push_back(
        {.name = "either",
         .in = {{.at = low[0], .weight = {.value = 1}}, {.at = other[0], .weight = {.value = -1}}},
         .bias = {},
         .out = {{.at = low[0], .weight = {.value = -1}}}});
  }
  model.blocks.push_back(std::move(layer));
  model.schedule = {{0, 1}};
  read_below_half(model, "low[0]");
  return model;
}

Transformer function_form(std::int64_t n, const Integer& base) {
  Transformer model{.name = "strassen_attention function composition"};
  model.fields = {"phi"};
  model::Stream stream;
  const Slice one = stream.add("one");
  const Slice phi = stream.add("phi");
  const Vectors v{.f_g = stream.add("f_g", 2),
                  .g_f = stream.add("g_f", 2),
                  .g_h = stream.add("g_h", 3),
                  .h_g = stream.add("h_g", 3),
                  .h_f = {},
                  .f_h = {}};
  const Slice out = stream.add("out");
  model.registers = stream.registers();

  // -(phi(i) - j)^2 - (n + phi(j) - k)^2, tokens counted from 1: from x to j = x, from there to
  // k = n + g(x). -phi(i)^2 is the same for all pairs of a query and is left out.
  CircuitBuilder embed(model.fields);
  const Wire value = embed.input("phi");
  const Wire unit = embed.constant(1);
  const Wire place = embed.position() + unit;
  const Wire next = value + Rational(n);
  embed.output("one", unit);
  embed.output("phi", value);
  const Wire zero = unit - unit;
  const Wire minus_place2 = zero - place * place;
  assign_from(embed, "f_g", 0, {value + value, unit});
  assign_from(embed, "g_f", 0, {place, minus_place2});
  assign_from(embed, "g_h", 0, {zero - next * next, next + next, unit});
  assign_from(embed, "h_g", 0, {unit, place, minus_place2});
  model.embed = embed.finish();

  model::Block layer{.name = "layer"};
  layer.heads.push_back(strassen_head("compose", v, one, one, phi, out, base, true));
  model.blocks.push_back(std::move(layer));
  model.schedule = {{0, 1}};
  model.decode.at = model::ReadAt::last_input;
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("value", decode.round(decode.input("out[0]")));
  model.decode.circuit = decode.finish();
  return model;
}

namespace {

/// Tokens (i, j) of two relations; `left` and `right` are what the middle pairing compares, j of A
/// and i of B or their colours.
Transformer composition(std::int64_t m, std::vector<std::string> fields,
                        const RelationChoices& choices) {
  Transformer model{.name = "strassen_attention composition of relations"};
  model.fields = std::move(fields);
  model::Stream stream;
  const Slice one = stream.add("one");
  const Slice sink = stream.add("sink");
  const Vectors v = add_vectors(stream, "", 3, 6, 3);
  const Slice low = stream.add("low");
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  const Wire unit = embed.constant(1);
  const Wire place = embed.position();
  const Wire column = embed.mod(place, m);
  const Wire row = (place - column) * Rational(1, m);
  const bool has_colours = model.fields.size() > 2;
  const Wire left = has_colours ? embed.input("colour_j") : column;
  const Wire right = has_colours ? embed.input("colour_i") : row;
  const Wire a = embed.input("a");
  const Wire b = embed.input("b");
  embed.output("one", unit);
  // -2(i-c)^2, -2(left_d-right_k)^2 + 2 A_cd + 2 B_kl, -2(l-j)^2: 4 at a witness, else at most 2.
  const Wire two = embed.constant(2);
  const auto squared = [&](Wire x) { return unit - unit - two * x * x; };  // -2x^2
  assign_from(embed, "f_g", 0, {squared(row), row * 4, two});
  assign_from(embed, "g_f", 0, {unit, row, unit - unit - row * row});
  assign_from(embed, "g_h", 0, {squared(left) + two * a, left * 4, two});
  assign_from(embed, "h_g", 0, {unit, right, b - right * right});
  assign_from(embed, "h_f", 0, {squared(column), column * 4, two});
  assign_from(embed, "f_h", 0, {unit, column, unit - unit - column * column});
  no_sink(embed, "", 3, unit);
  model.embed = embed.finish();
  CircuitBuilder extra({});
  add_sink(extra, "", 3, choices.penalty, choices.sink);
  finish_sink(model, extra);

  // No witness: at most m^4 pairs of weight 1/b beside the sinks.
  const Integer base = Integer(4) * m * m * m * m + 1;
  model::Block layer{.name = "layer"};
  layer.heads.push_back(
      strassen_head("witness", v, one, sink, sink, low, base, choices.has_last_pairing));
  model.blocks.push_back(std::move(layer));
  model.schedule = {{0, 1}};
  read_below_half(model, "low[0]");
  return model;
}

}  // namespace

Transformer relation_form(std::int64_t m, const RelationChoices& choices) {
  return composition(m, {"a", "b"}, choices);
}

Transformer quotient_form(std::int64_t m) {
  Transformer model = composition(m, {"a", "b", "colour_i", "colour_j"}, {});
  model.name = "strassen_attention composition in the quotient";
  return model;
}

Transformer dense_form(int d) {
  Transformer model{.name = "strassen_attention dense head"};
  model::Stream stream;
  const Slice one = stream.add("one");
  const Slice f = stream.add("f", d);
  const Slice g = stream.add("g", d);
  const Slice h = stream.add("h", d);
  const Slice v = stream.add("v");
  const Slice u = stream.add("u");
  const Slice out = stream.add("out");
  model.registers = stream.registers();
  for (const char* name : {"f", "g", "h"}) {
    for (int r = 0; r < d; ++r) model.fields.push_back(name + std::to_string(r));
  }
  for (const char* name : {"v", "u"}) model.fields.emplace_back(name);
  CircuitBuilder embed(model.fields);
  embed.output("one", embed.constant(1));
  for (const char* name : {"f", "g", "h"}) {
    for (int r = 0; r < d; ++r) embed.output(name, r, embed.input(name + std::to_string(r)));
  }
  embed.output("v", embed.input("v"));
  embed.output("u", embed.input("u"));
  model.embed = embed.finish();
  model::Block layer{.name = "layer"};
  layer.heads.push_back(strassen_head("dense",
                                      {.f_g = f, .g_f = g, .g_h = g, .h_g = h, .h_f = h, .f_h = f},
                                      one, v, u, out, 2, true));
  model.blocks.push_back(std::move(layer));
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("out", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::strassen_attention

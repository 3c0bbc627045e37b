// SPDX-License-Identifier: Apache-2.0
/// \file
/// The three forms of the Match2 head, as weights.
#include <limits>

#include "claims/match_two/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::match_two {
namespace {

using model::CircuitBuilder;
using model::Linear;
using model::Slice;
using model::Transformer;
using model::Wire;

/// The registers that every form shares: which token is the blank, a one on the others, and the
/// output.
struct Common {
  Slice one;
  Slice blank;
  Slice out;
};

/// Adds the blank, the value (1 on tokens, 0 on the blank) and the readout of `out`.
void finish(Transformer& model, const Common& common, model::Head head) {
  model.extra_tokens.push_back(gadget::blank_token());
  Linear value;
  model::copy(value, common.one, 0);
  model::write(head.out, 0, common.out);
  head.values.push_back(std::move(value));
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("match", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
}

}  // namespace

Transformer integer_form(std::int64_t modulus, const IntegerChoices& choices) {
  Transformer model{.name = "match_two integer form"};
  model.fields = {"x"};
  model::Stream stream;
  const Slice x = stream.add("x");
  const Slice x2 = stream.add("x2");
  const Slice t = stream.add("t");
  const Slice t2 = stream.add("t2");
  const Common common{
      .one = stream.add("one"), .blank = stream.add("blank"), .out = stream.add("out")};
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

  model::Head head{.name = "match", .norm = model::Norm::any_hardmax};
  // (4t, -2, 2t^2-1) . (x, x^2, 0) = 2t^2 - 2(t-x)^2: a match stands 2 above any mismatch, the
  // blank between them.
  model::copy(head.query, t, 0, 4);
  if (choices.has_square) model::copy(head.query, common.one, 1, -2);
  model::copy(head.query, t2, 2, 2);
  model::copy(head.query, common.one, 2, choices.blank);
  Linear key;
  model::copy(key, x, 0);
  model::copy(key, x2, 1);
  model::copy(key, common.blank, 2);
  head.keys.push_back(std::move(key));
  finish(model, common, std::move(head));
  return model;
}

Transformer softmax_form(std::int64_t modulus, const Integer& base, std::int64_t scale,
                         const Rational& accept, const IntegerChoices& choices) {
  Transformer model = integer_form(modulus, choices);
  model.name = "match_two softmax form";
  model::Head& head = model.blocks[0].heads[0];
  head.norm = base.is_zero() ? model::Norm::softmax_e : model::Norm::softmax_base;
  head.base = base;
  for (model::Entry& entry : head.query) entry.weight.value *= scale;
  model.decode.readout = model::Readout::threshold;
  model.decode.accept.value = accept;
  model.decode.reject.value = 1 - accept;
  return model;
}

Table rounded_table(std::int64_t modulus, std::int64_t precision) {
  CircuitBuilder circuit({"x"});
  gadget::embed_angle(circuit, circuit.input("x"), modulus, precision);
  const model::Circuit both = circuit.finish();
  Table table;
  for (std::int64_t x = 0; x < modulus; ++x) {
    const std::vector<Rational> values = model::evaluate(both, {Rational(x)}, 0, 1);
    table.cosines.push_back(values[0].num().to_int64());
    table.sines.push_back(values[1].num().to_int64());
  }
  return table;
}

Separation separation(std::int64_t modulus, std::int64_t precision) {
  const Table table = rounded_table(modulus, precision);
  Separation result{.lo = std::numeric_limits<std::int64_t>::max(),
                    .hi = std::numeric_limits<std::int64_t>::min()};
  for (std::size_t x = 0; x < table.cosines.size(); ++x) {
    for (std::size_t y = 0; y < table.cosines.size(); ++y) {
      const std::int64_t score =
          table.cosines[x] * table.cosines[y] - table.sines[x] * table.sines[y];
      const bool is_match = (x + y) % table.cosines.size() == 0;
      std::int64_t& bound = is_match ? result.lo : result.hi;
      bound = is_match ? std::min(bound, score) : std::max(bound, score);
    }
  }
  return result;
}

Transformer trigonometric_form(std::int64_t modulus, std::int64_t precision, model::Norm norm,
                               std::int64_t scale) {
  const Separation bounds = separation(modulus, precision);
  Transformer model{.name = "match_two trigonometric form"};
  model.fields = {"x"};
  model::Stream stream;
  const Slice cosine = stream.add("cos");
  const Slice sine = stream.add("sin");
  const Common common{
      .one = stream.add("one"), .blank = stream.add("blank"), .out = stream.add("out")};
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  gadget::embed_angle(embed, embed.input("x"), modulus, precision);
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();

  model::Head head{.name = "match", .norm = norm};
  // All scores are doubled, so that the blank at twice (lo+hi)/2 stays an integer.
  model::copy(head.query, cosine, 0, 2 * scale);
  model::copy(head.query, sine, 1, -2 * scale);
  model::copy(head.query, common.one, 2, Rational(bounds.lo) * scale + Rational(bounds.hi) * scale);
  Linear key;
  model::copy(key, cosine, 0);
  model::copy(key, sine, 1);
  model::copy(key, common.blank, 2);
  head.keys.push_back(std::move(key));
  finish(model, common, std::move(head));
  if (norm == model::Norm::softmax_e) {
    model.decode.readout = model::Readout::threshold;
    model.decode.accept.value = Rational(4, 5);
    model.decode.reject.value = Rational(1, 5);
  }
  return model;
}

Transformer planar_form() {
  Transformer model{.name = "match_two planar form"};
  model.fields = {"x"};
  model::Stream stream;
  const Slice key = stream.add("key", 2);
  const Slice query = stream.add("query", 2);
  const Common common{
      .one = stream.add("one"), .blank = stream.add("blank"), .out = stream.add("out")};
  model.registers = stream.registers();

  // q_t . u_t = 4 or 5 > 0 > q_t . u_x = -2 or -3: three directions around the origin, where the
  // blank stands.
  const std::vector<model::Weight> first{{.value = 2}, {.value = -1}, {.value = -1}};
  const std::vector<model::Weight> second{{.value = 0}, {.value = 2}, {.value = -2}};
  CircuitBuilder embed(model.fields);
  const Wire in = embed.input("x");
  const Wire target = gadget::complement(embed, in, 3, Complement::mod);
  embed.output("key", 0, embed.table(in, first));
  embed.output("key", 1, embed.table(in, second));
  embed.output("query", 0, embed.table(target, first));
  embed.output("query", 1, embed.table(target, second));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();

  model::Head head{.name = "match", .norm = model::Norm::any_hardmax};
  model::copy(head.query, query, 0);
  Linear keys;
  model::copy(keys, key, 0);
  head.keys.push_back(std::move(keys));
  finish(model, common, std::move(head));
  return model;
}

std::int64_t sufficient_precision(std::int64_t modulus) {
  std::int64_t precision = 0;
  while (power_of_two(static_cast<unsigned>(precision + 1)) < Integer(modulus) * modulus)
    ++precision;
  return precision;
}

std::int64_t sufficient_beta(std::int64_t n, std::int64_t factor) {
  std::int64_t beta = 0;
  while (power_of_two(static_cast<unsigned>(beta)) < Integer(factor) * n) ++beta;
  return beta;
}

std::int64_t sufficient_scale(std::int64_t n) { return least_exponent(4 * n); }

}  // namespace attest::match_two

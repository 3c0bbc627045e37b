// SPDX-License-Identifier: Apache-2.0
/// \file
/// The one-layer and the two-layer form, as weights, and the bases at which they survive softmax.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/function_evaluation/claim.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"

namespace attest::function_evaluation {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Linear;
using model::Slice;
using model::Stream;
using model::Transformer;
using model::Wire;

/// The last token, which asks, is no key.
model::Circuit all_but_the_last() {
  CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.less(mask.input("key"), mask.length() - 1));
  return mask.finish();
}

model::Circuit everything() {
  CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.constant(1));
  return mask.finish();
}

/// Keys at a distance of at least `offset` before the query.
model::Circuit before(std::int64_t offset) {
  CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.less(mask.input("key") + Rational(offset - 1), mask.input("query")));
  return mask.finish();
}

/// The number that the signs of a register spell, the first the most significant. A coordinate that
/// is 0 has no sign: it takes 2^k off, so that what is read is negative and wrong.
void spell(Transformer& model, const std::string& name, int signs) {
  CircuitBuilder decode(model::coordinate_names(model.registers));
  const Wire zero = decode.constant(0);
  Wire number = zero;
  for (int c = 0; c < signs; ++c) {
    const Wire x = decode.input(name + "[" + std::to_string(c) + "]");
    const Wire is_positive = decode.less(zero, x);
    const Wire has_no_sign = Rational(1) - is_positive - decode.less(x, zero);
    number =
        number + is_positive * gadget::two_to(signs - 1 - c) - has_no_sign * gadget::two_to(signs);
  }
  decode.output("value", number);
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
}

void choose_norm(Head& head, const Choices& choices) {
  head.norm = choices.norm;
  head.base = choices.base;
  for (model::Entry& entry : head.query) entry.weight.value *= choices.scale;
}

/// The first layer: every value token reads the code of its key.
Head partner(TableForm form, const Slice& one, const Slice& code, const Slice& at,
             const Slice& is_value, const Slice& key_code, const Choices& choices) {
  const bool is_soft = choices.sharpness > 0;
  const Rational scale = is_soft ? choices.sharpness : 1;
  Head head{.name = "partner"};
  head.keys.emplace_back();
  if (form == TableForm::neighbours) {
    // Of the tokens before, the last has the largest position.
    head.norm = model::Norm::unique_hardmax;
    head.mask = 1;
    model::copy(head.query, one, 0, scale);
    model::copy(head.keys[0], at, 0);
  } else {
    // Equal links score k, others at most k-2; value tokens lose one, and so to their key.
    // The last token has no link: what it reads is seen by nobody, whatever the tie rule.
    head.norm = model::Norm::any_hardmax;
    head.mask = 0;
    if (!choices.forgets_links) model::copy(head.query, at, 0, scale);
    model::copy(head.query, one, at.size, scale);
    model::copy(head.keys[0], at, 0);
    head.keys[0].push_back({.from = is_value[0],
                            .to = at.size,
                            .weight = {.value = -1,
                                       .slack = model::Slack::at_most,
                                       .why = "a value token scores below the key of its link"}});
  }
  if (is_soft) head.norm = model::Norm::softmax_e;
  head.values.emplace_back();
  model::copy(head.values[0], code, 0);
  model::write(head.out, 0, key_code);
  return head;
}

}  // namespace

int signs_of(std::int64_t n) { return static_cast<int>(std::max<std::int64_t>(1, ceil_log2(n))); }

Transformer one_layer(TableForm form, std::int64_t n, const Choices& choices) {
  ATTEST_REQUIRE(form == TableForm::pairs || form == TableForm::places, "a form of one layer");
  const bool is_pairs = form == TableForm::pairs;
  const int k = signs_of(n);
  Transformer model{.name = is_pairs ? "one layer for pairs" : "one layer for places"};
  if (is_pairs) {
    model.fields = {"key", "value", "is_query"};
  } else {
    model.fields = {"number", "is_query"};
  }
  Stream stream;
  const Slice address = stream.add("address", k);  // code of the key, or of the argument
  const Slice value = stream.add("value", k);      // code of f(key); 0 at the last token
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  const Wire is_query = embed.input("is_query");
  const Wire is_table = Rational(1) - is_query;
  const Wire key = is_pairs ? embed.input("key")
                            : embed.select(is_query, embed.input("number"), embed.position());
  const Wire image = is_pairs ? embed.input("value") : embed.input("number");
  gadget::write_signs(embed, gadget::bits(embed, key, k), embed.constant(1), "address");
  gadget::write_signs(embed, gadget::bits(embed, image, k), is_table, "value");
  model.embed = embed.finish();

  // <code(argument), code(key)> = k - 2 (signs that differ): the key that is asked for alone has k.
  Head head{.name = "lookup", .mask = 0};
  model::copy(head.query, address, 0);
  head.keys.emplace_back();
  model::copy(head.keys[0], address, 0);
  if (choices.flips_key_bit) head.keys[0][0].weight.value = -1;
  head.values.emplace_back();
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, value);  // at the last token this register is free
  choose_norm(head, choices);
  model.masks = {choices.is_query_seen ? everything() : all_but_the_last()};
  model.blocks = {{.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}};
  spell(model, "value", k);
  return model;
}

Transformer two_layers(TableForm form, std::int64_t n, const Choices& choices) {
  const bool is_linked = form == TableForm::links;
  ATTEST_REQUIRE(is_linked || form == TableForm::neighbours, "a form of two layers");
  const int k = signs_of(n);
  Transformer model{.name = is_linked ? "two layers for links" : "two layers for neighbours"};
  model.fields = {"number", "role"};
  if (is_linked) model.fields.emplace_back("link");
  Stream stream;
  const Slice code = stream.add("code", k);          // of the token's own number
  const Slice key_code = stream.add("key_code", k);  // of the key of a value token
  const Slice answer = stream.add("answer", k);
  const Slice is_value = stream.add("is_value");
  const Slice at = stream.add(is_linked ? "link" : "position", is_linked ? k : 1);
  const Slice one = stream.add("one");
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  const Wire role = embed.input("role");
  const Wire unit = embed.constant(1);
  gadget::write_signs(embed, gadget::bits(embed, embed.input("number"), k), unit, "code");
  embed.output("is_value", embed.equal(role, unit));
  if (is_linked) {
    const Wire is_table = embed.less(role, embed.constant(2));
    gadget::write_signs(embed, gadget::bits(embed, embed.input("link"), k), is_table, "link");
  } else {
    embed.output("position", embed.position());
  }
  embed.output("one", unit);
  model.embed = embed.finish();

  // Key tokens, whatever they read, score at most k: one more for value tokens and the value of the
  // argument alone has k + 1.
  Head lookup{.name = "lookup", .mask = 0};
  model::copy(lookup.query, code, 0);
  model::copy(lookup.query, one, k, choices.priority);
  lookup.keys.emplace_back();
  model::copy(lookup.keys[0], key_code, 0);
  model::copy(lookup.keys[0], is_value, k);
  if (choices.flips_key_bit) lookup.keys[0][0].weight.value = -1;
  lookup.values.emplace_back();
  model::copy(lookup.values[0], code, 0);
  model::write(lookup.out, 0, answer);
  choose_norm(lookup, choices);
  model.masks = {choices.is_query_seen ? everything() : all_but_the_last(), before(choices.offset)};
  if (is_linked) model.masks.pop_back();
  model.blocks = {{.name = "partner",
                   .heads = {partner(form, one, code, at, is_value, key_code, choices)},
                   .mlp = {},
                   .token_maps = {}},
                  {.name = "lookup", .heads = {std::move(lookup)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}, {1, 1}};
  spell(model, "answer", k);
  return model;
}

std::int64_t certified_base(std::int64_t k) {
  const auto power = static_cast<unsigned>(k);
  std::int64_t base = 2;  // (B^2 + 1)^k < 2 B^2k
  while (pow(Integer(base * base + 1), power) >= 2 * pow(Integer(base * base), power)) ++base;
  return base;
}

std::int64_t certified_base_of_two(std::int64_t n) {
  const auto k = static_cast<unsigned>(signs_of(n));
  const auto fits = [&](const Integer& base) {  // both sides times B^(2k+1)
    return pow(base * base + 1, k) * base + n < 2 * pow(base, 2 * k + 1);
  };
  std::int64_t base = 2;
  while (!fits(base)) ++base;
  return base;
}

Rational certified_scale(std::int64_t k) {
  constexpr int bits = 64;
  for (std::int64_t quarters = 1;; ++quarters) {
    Ball product(Rational(1), bits);
    const Ball factor = Ball(Rational(1), bits) + exp(Ball(Rational(-quarters, 2), bits));
    for (std::int64_t i = 0; i < k; ++i) product *= factor;
    if (less(product, Ball(Rational(2), bits)) == true) return {quarters, 4};
  }
}

}  // namespace attest::function_evaluation

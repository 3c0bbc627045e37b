// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bigram form, two layers that find a pair of neighbours.
#include <utility>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

using model::Block;
using model::CircuitBuilder;
using model::Head;
using model::Linear;
using model::Slice;
using model::Wire;

/// Registers of the bigram form.
struct Layout {
  model::Stream stream;
  Slice x = stream.add("x");
  Slice one = stream.add("one");      // of every token but the blank
  Slice blank = stream.add("blank");  // of the blank alone
  Slice place = stream.add("place");  // position j, and j^2
  Slice place2 = stream.add("place2");
  Slice wanted = stream.add("wanted");  // position that the first layer reads
  Slice target = stream.add("target");  // t = -x mod M
  Slice level = stream.add("level");    // 2t^2 - 1: between a match and the rest
  Slice next = stream.add("next");      // x of the successor
  Slice ends = stream.add("ends");      // read the blank: no successor
  Slice sum = stream.add("sum");        // s = (x_j + x_{j+1}) mod M
  Slice square = stream.add("square");  // s^2
  Slice match = stream.add("match");
};

Wire wanted_position(CircuitBuilder& embed, Wire position, Neighbour neighbour) {
  if (neighbour == Neighbour::next) return position + 1;
  if (neighbour == Neighbour::previous) return position - 1;
  return embed.mod(position + 1, embed.length() - 1);  // the blank is a token of the length
}

model::Circuit token_embedding(const std::vector<std::string>& fields, std::int64_t modulus,
                               Neighbour neighbour) {
  CircuitBuilder embed(fields);
  const Wire x = embed.input("x");
  const Wire position = embed.position();
  const Wire target = embed.mod(0 - x, Rational(modulus));
  embed.output("x", x);
  embed.output("one", embed.constant(1));
  embed.output("place", position);
  embed.output("place2", position * position);
  embed.output("wanted", wanted_position(embed, position, neighbour));
  embed.output("target", target);
  embed.output("level", target * target * Rational(2) - 1);
  return embed.finish();
}

/// The blank stands at position n, where the last token looks for its successor.
model::ExtraToken blank_token() {
  CircuitBuilder blank({});
  const Wire position = blank.position();
  blank.output("blank", blank.constant(1));
  blank.output("place", position);
  blank.output("place2", position * position);
  blank.output("wanted", position);
  return {.name = "blank", .embed = blank.finish(), .is_first = false};
}

/// Score 2wj - j^2 = w^2 - (w-j)^2 of position j: the token at w alone is maximal.
Head successor_head(const Layout& at) {
  Head head{.name = "successor", .norm = model::Norm::unique_hardmax};
  model::copy(head.query, at.wanted, 0, 2);
  model::copy(head.query, at.one, 1, -1);
  model::copy(head.query, at.blank, 1, -1);
  head.keys.emplace_back();
  model::copy(head.keys[0], at.place, 0);
  model::copy(head.keys[0], at.place2, 1);
  head.values.emplace_back();
  model::copy(head.values[0], at.x, 0);
  model::copy(head.values[0], at.blank, 1);
  model::write(head.out, 0, at.next);
  model::write(head.out, 1, at.ends);
  return head;
}

/// s = y - M [y >= M] for y = x + next, with [y >= M] = relu(y-M+1) - relu(y-M); y >= 0.
std::vector<model::Relu> sum_units(const Layout& at, std::int64_t modulus, bool reduces_sum) {
  const std::vector<gadget::Scaled> pair{{at.x[0], 1}, {at.next[0], 1}};
  std::vector<model::Relu> units{gadget::unit("sum", pair, {{at.sum[0], 1}})};
  if (reduces_sum) gadget::add_step(units, "M", pair, modulus, {{at.sum[0], -modulus}});
  return units;
}

/// s^2 = relu(s) + sum over 1 <= k <= M-2 of 2 relu(s-k) for s = 0, .., M-1.
std::vector<model::Relu> square_units(const Layout& at, std::int64_t modulus) {
  std::vector<model::Relu> units;
  for (std::int64_t k = 0; k == 0 || k <= modulus - 2; ++k) {
    units.push_back(gadget::unit("kink" + std::to_string(k), {{at.sum[0], 1}},
                                 {{at.square[0], k == 0 ? 1 : 2}}, -k));
  }
  return units;
}

/// Score 2t^2 - 2(t-s)^2 of a token, 2t^2 - 1 of the blank: a match stands above it, the rest
/// below.
Head match_head(const Layout& at, const BigramChoices& choices) {
  Head head{.name = "match", .norm = model::Norm::any_hardmax};
  model::copy(head.query, at.target, 0, 4);
  model::copy(head.query, at.one, 1, -2);
  model::copy(head.query, at.level, 2);
  head.keys.emplace_back();
  model::copy(head.keys[0], at.sum, 0);
  model::copy(head.keys[0], at.square, 1);
  model::copy(head.keys[0], at.blank, 2);
  if (choices.penalises_last) {
    head.query.push_back({.from = at.one[0],
                          .to = 3,
                          .weight = {.value = -2,
                                     .slack = model::Slack::at_most,
                                     .why = "2t^2 - 2 is below the blank's 2t^2 - 1"}});
    model::copy(head.keys[0], at.ends, 3);
    model::copy(head.keys[0], at.blank, 3, -1);  // the blank reads itself
  }
  head.values.emplace_back();
  model::copy(head.values[0], at.one, 0);
  model::write(head.out, 0, at.match);
  return head;
}

}  // namespace

model::Transformer bigram_form(std::int64_t modulus, const BigramChoices& choices) {
  ATTEST_REQUIRE(modulus >= 1, "modulus " + std::to_string(modulus));
  const Layout at;
  model::Transformer model{.name = "match_three_bigram", .fields = {"x"}};
  model.registers = at.stream.registers();
  model.embed = token_embedding(model.fields, modulus, choices.neighbour);
  model.extra_tokens = {blank_token()};
  model.blocks = {
      {.name = "pairs",
       .heads = {successor_head(at)},
       .mlp = sum_units(at, modulus, choices.reduces_sum),
       .token_maps = {}},
      {.name = "squares", .heads = {}, .mlp = square_units(at, modulus), .token_maps = {}},
      {.name = "search", .heads = {match_head(at, choices)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  // Whole already; a mean of rounded weights is not.
  decode.output("match", decode.round(decode.input("match[0]")));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::match_three_bigram_and_local

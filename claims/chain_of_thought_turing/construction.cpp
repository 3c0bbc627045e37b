// SPDX-License-Identifier: Apache-2.0
/// \file
/// The decoder: mean of the moves, direction of the place, last token of that direction, one unit
/// an entry of the table.
#include <string>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/gadget/one_hot.hpp"
#include "reference/model/builder.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using machine::turing::Entry;
using machine::turing::Move;
using machine::turing::Table;

model::Entry entry(int from, int to, const Rational& weight = 1) {
  return {.from = from, .to = to, .weight = {.value = weight}};
}

model::Term term(int at, const Rational& weight = 1) {
  return {.at = at, .weight = {.value = weight}};
}

/// What a decoder has on its stream.
struct Registers {
  model::Slice separator;
  model::Slice move;    ///< one-hot: left, right; 0 in the prompt
  model::Slice state;   ///< one-hot, halted last; later the logits of the next state
  model::Slice symbol;  ///< one-hot
  model::Slice read;    ///< the symbol under the head, later the logits of the written one
  model::Slice place;   ///< of the head after this token: a pair, later its direction
  model::Slice key;     ///< the cell that this token holds or wrote, likewise
  model::Slice seen;    ///< of the key that was found, later the sign of a difference
  model::Slice far;     ///< 1 if that is another cell
  model::Slice next_move;
  model::Slice end;      ///< 1 where there is no entry
  model::Slice squares;  ///< of sums: what a key scores with
};

/// The wire of a coordinate in a token map or decoder.
model::Wire coordinate_of(model::CircuitBuilder& map, const char* name, int at) {
  return map.input(std::string(name) + "[" + std::to_string(at) + "]");
}

/// Sets a pair to its doubled direction.
void norm_pair(model::CircuitBuilder& map, const char* name) {
  double_direction(map, name, coordinate_of(map, name, 0), coordinate_of(map, name, 1));
}

/// (2p, 1 - p^2), so that the place (q, 1) scores 2pq - p^2 + 1 = q^2 - (p-q)^2 + 1; the separator
/// 0.
void square_key(model::CircuitBuilder& map) {
  const model::Wire p = coordinate_of(map, "key", 0);
  map.output("squares", 0, p + p);
  map.output("squares", 1, coordinate_of(map, "key", 1) - p * p);
}

/// N of a single coordinate, x - than: its sign.
model::Wire sign_of(model::CircuitBuilder& map, model::Wire x, model::Wire than) {
  return map.less(than, x) - map.less(x, than);
}

/// Every token is seen alike: place gains the mean of the moves and the share of the separator.
model::Head mean_head(const Registers& r, const Choices& choices) {
  model::Head head{.name = "mean",
                   .norm = choices.is_sum ? model::Norm::linear : model::Norm::average_hardmax,
                   .mask = 0};
  head.keys.emplace_back();
  const auto see_moves = [&](int i) {
    head.query.push_back(entry(r.move[i], 0));
    head.keys[0].push_back(entry(r.move[i], 0));
  };
  if (choices.is_sum || !choices.sees_separator) {
    see_moves(0);
    see_moves(1);
  }
  head.values = {{entry(r.move[0], 0, -1), entry(r.move[1], 0)}};
  head.out = {entry(0, r.place[0])};
  if (!choices.is_sum) {
    head.values[0].push_back(entry(r.separator[0], 1));
    head.out.push_back(entry(1, r.place[1]));
  }
  return head;
}

/// key = place before the move, on the scale of place: the share of the separator is at most 1, so
/// relu(share + moved - 1) is the share or 0.
std::vector<model::Relu> key_units(const Registers& r, const Choices& choices) {
  std::vector<model::Relu> units;
  units.push_back({.name = "place+", .in = {term(r.place[0])}, .out = {term(r.key[0])}});
  units.push_back({.name = "place-", .in = {term(r.place[0], -1)}, .out = {term(r.key[0], -1)}});
  for (const int side : {0, 1}) {
    model::Relu unit{.name = side == 0 ? "left" : "right",
                     .in = {term(r.place[1]), term(r.move[side])},
                     .bias = {.value = -1},
                     .out = {term(r.key[1])}};
    if (choices.is_key_before_move) unit.out.push_back(term(r.key[0], side == 0 ? 1 : -1));
    units.push_back(std::move(unit));
  }
  return units;
}

/// The coordinate of keys and places that tells cells apart: 2p/(p^2+1) is different for different
/// integers, and so is a sum.
int compared_at(const Choices& choices) { return choices.is_sum ? 0 : 1; }

/// The last token of the largest score has the symbol, and its key is compared with the place.
model::Head recall_head(const Registers& r, const Choices& choices) {
  model::Head head{.name = "recall", .norm = choices.recall, .mask = 0};
  head.keys.emplace_back();
  model::copy(head.query, r.place, 0);
  model::copy(head.keys[0], choices.is_sum ? r.squares : r.key, 0);
  head.values.emplace_back();
  model::copy(head.values[0], r.symbol, 0);
  head.values[0].push_back(entry(r.key[compared_at(choices)], r.symbol.size));
  model::write(head.out, 0, r.read);
  model::write(head.out, r.symbol.size, r.seen);
  return head;
}

/// far += the absolute value of the sign.
std::vector<model::Relu> distance_units(const Registers& r) {
  return {{.in = {term(r.seen[0])}, .out = {term(r.far[0])}},
          {.in = {term(r.seen[0], -1)}, .out = {term(r.far[0])}}};
}

/// What was found elsewhere is forgotten: a cell that no token wrote is blank.
std::vector<model::Relu> blank_units(const Registers& r) {
  std::vector<model::Relu> units;
  for (int a = 1; a < r.read.size; ++a) {
    units.push_back({.in = {term(r.read[a]), term(r.far[0])},
                     .bias = {.value = -1},
                     .out = {term(r.read[a], -1)}});
  }
  units.push_back({.in = {term(r.far[0]), term(r.read[0], -1)}, .out = {term(r.read[0])}});
  return units;
}

/// A weight of a logit: one unit is awake, and a larger step in its direction leaves the largest
/// logit the largest.
model::Weight logit_weight(int sign) {
  return {.value = sign,
          .slack = sign > 0 ? model::Slack::at_least : model::Slack::at_most,
          .why = "one unit is awake: the largest logit stays the largest"};
}

/// relu(state_q + read_a - 1) is 1 for the pair at hand: it moves the 1 of q to the next state and
/// that of a to the written symbol.
model::Relu unit_of(const Registers& r, const Table& table, int q, int a) {
  model::Relu unit{.in = {term(r.state[q]), term(r.read[a])}, .bias = {.value = -1}};
  const auto move = [&unit](const model::Slice& slice, int from, int to) {
    if (from == to) return;
    unit.out.push_back({.at = slice[to], .weight = logit_weight(1)});
    unit.out.push_back({.at = slice[from], .weight = logit_weight(-1)});
  };
  const std::optional<Entry>& found = table.at(q, a);
  if (!found) {
    unit.out.push_back(term(r.end[0]));
    return unit;
  }
  move(r.state, q, found->next == machine::turing::halt_state ? table.states : found->next);
  move(r.read, a, found->write);
  unit.out.push_back(
      {.at = r.next_move[found->move == Move::left ? 0 : 1], .weight = logit_weight(1)});
  return unit;
}

model::Circuit embedding(const Table& table, const std::vector<std::string>& fields,
                         const Choices& choices) {
  model::CircuitBuilder embed(fields);
  const model::Wire kind = embed.input("kind");
  const auto number = [&](Kind of) { return embed.constant(static_cast<int>(of)); };
  if (!choices.is_sum) {
    embed.output("separator", embed.equal(kind, number(Kind::separator)));
  }
  gadget::embed_one_hot(embed, "move", "move", 2, left_move);
  gadget::embed_one_hot(embed, "state", "state", table.states);  // a halted one has no next token
  gadget::embed_one_hot(embed, "symbol", "symbol", table.symbols);
  // Only the direction of a key counts: (p, 1) serves as well as (p/n, 1/n).
  const model::Wire is_input = embed.equal(kind, number(Kind::input));
  embed.output("key", 0, is_input * embed.position());
  embed.output("key", 1, is_input);
  if (choices.is_sum) embed.output("place", 1, embed.constant(1));
  return embed.finish();
}

model::Circuit decoding(const Table& table, const model::Transformer& model) {
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  const auto largest = [&](const char* name, int size, std::vector<model::Wire> logits = {}) {
    for (int i = 0; i < size; ++i) logits.push_back(coordinate_of(decode, name, i));
    return model::argmax(decode, logits);
  };
  decode.output("kind", coordinate_of(decode, "end", 0) + Rational(static_cast<int>(Kind::step)));
  decode.output("state", largest("state", table.states + 1));
  decode.output("symbol", largest("read", table.symbols));
  decode.output("move", largest("next_move", 2, {decode.constant(0)}));
  return decode.finish();
}

}  // namespace

void double_direction(model::CircuitBuilder& map, const char* name, model::Wire x, model::Wire y) {
  const model::Wire square = x * x + y * y;
  const model::Wire divisor =
      map.select(square, square,
                 map.constant(model::Weight{
                     .value = 1, .slack = model::Slack::at_least, .why = "0 is divided by it"}));
  map.output(name, 0, (x * x - y * y) / divisor);
  map.output(name, 1, (x * y + x * y) / divisor);
}

model::Transformer decoder(const Table& table, const Choices& choices) {
  model::Transformer model{.name = claim_id};
  model.fields = {"kind", "state", "symbol", "move"};
  model::Stream stream;
  Registers r;
  if (!choices.is_sum) r.separator = stream.add("separator");
  r.move = stream.add("move", 2);
  r.state = stream.add("state", table.states + 1);
  r.symbol = stream.add("symbol", table.symbols);
  r.read = stream.add("read", table.symbols);
  r.place = stream.add("place", 2);
  r.key = stream.add("key", 2);
  r.seen = stream.add("seen");
  r.far = stream.add("far");
  r.next_move = stream.add("next_move", 2);
  r.end = stream.add("end");
  if (choices.is_sum) r.squares = stream.add("squares", 2);
  model.registers = stream.registers();
  model.embed = embedding(table, model.fields, choices);
  model.masks = {model::causal_mask()};
  const std::vector<std::string> names = model::coordinate_names(model.registers);

  model::Block place{.name = "place", .heads = {mean_head(r, choices)}};
  place.mlp = key_units(r, choices);
  model::CircuitBuilder norm(names);
  if (choices.is_sum) {
    square_key(norm);
  } else if (choices.is_normed) {
    norm_pair(norm, "place");
    norm_pair(norm, "key");
  }
  place.token_maps.push_back(norm.finish());

  model::Block recall{.name = "recall", .heads = {recall_head(r, choices)}};
  model::CircuitBuilder signs(names);
  signs.output("seen", sign_of(signs, coordinate_of(signs, "seen", 0),
                               coordinate_of(signs, "place", compared_at(choices))));
  recall.token_maps.push_back(signs.finish());

  model::Block distance{.name = "distance"};
  if (choices.is_tested) distance.mlp = distance_units(r);
  const model::Block blank{.name = "blank", .mlp = blank_units(r)};
  model::Block transition{.name = "transition"};
  for (int q = 0; q < table.states; ++q) {
    for (int a = 0; a < table.symbols; ++a) transition.mlp.push_back(unit_of(r, table, q, a));
  }
  model.blocks = {place, recall, distance, blank, transition};
  for (int b = 0; b < 5; ++b) model.schedule.emplace_back(b, 1);
  model.decode.circuit = decoding(table, model);
  model.decode.at = model::ReadAt::last_input;
  return model;
}

}  // namespace attest::chain_of_thought_turing

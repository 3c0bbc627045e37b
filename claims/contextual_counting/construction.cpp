// SPDX-License-Identifier: Apache-2.0
/// \file
/// The two layers of contextual counting and each of them alone, with the reason of each weight.
#include <string>
#include <utility>

#include "claims/contextual_counting/claim.hpp"
#include "reference/model/builder.hpp"

namespace attest::contextual_counting {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Linear;
using model::Slice;
using model::Stream;
using model::Wire;

/// What the embedding says of a token.
struct TokenSlices {
  explicit TokenSlices(Stream& stream)
      : one(stream.add("one")),
        bos(stream.add("bos")),
        open(stream.add("open")),
        close(stream.add("close")) {}
  Slice one;  // of every token but BOS
  Slice bos;
  Slice open;
  Slice close;
};

/// What a question asks for, and who may answer.
struct QuestionSlices {
  explicit QuestionSlices(Stream& stream)
      : is_one(stream.add("is_one")),
        bad(stream.add("bad")),
        ask(stream.add("ask")),
        region(stream.add("region")),
        bias_mean(stream.add("bias_mean")),
        one_mean(stream.add("one_mean")) {}
  Slice is_one;  // the digit 1
  Slice bad;     // may not join a decoder's tie
  Slice ask;     // a question
  Slice region;  // that it asks about
  Slice bias_mean;
  Slice one_mean;
};

void embed_brackets(CircuitBuilder& embed, Wire symbol) {
  embed.output("open", embed.equal(symbol, embed.constant(2)));
  embed.output("close", embed.equal(symbol, embed.constant(3)));
}

/// The registers of QuestionSlices. \returns the wire of `bad`
Wire embed_questions(CircuitBuilder& embed, Wire symbol, Joins joins) {
  const auto is = [&](std::int64_t letter) { return embed.equal(symbol, embed.constant(letter)); };
  const Wire is_one = is(1);
  Wire bad = 1 - is_one;
  if (joins == Joins::zeros) bad = bad - is(0);
  if (joins == Joins::brackets) bad = bad - is(2) - is(3);
  if (joins == Joins::all) bad = bad * Rational(0);
  embed.output("is_one", is_one);
  embed.output("ask", is(4));
  embed.output("region", embed.input("region"));
  return bad;
}

model::ExtraToken bos_token() {
  CircuitBuilder bos({});
  bos.output("bos", bos.constant(1));
  return {.name = "bos", .embed = bos.finish(), .is_first = true};
}

/// Which keys the encoder shows a query.
model::Circuit encoder_mask(Encoder encoder) {
  CircuitBuilder mask({"query", "key"});
  const Wire query = mask.input("query");
  const Wire key = mask.input("key");
  switch (encoder) {
    case Encoder::causal:
      mask.output("visible", 1 - mask.less(query, key));
      break;
    case Encoder::strict:  // BOS still sees itself, or it would have no key at all
      mask.output("visible", mask.less(key, mask.max(query, mask.constant(1))));
      break;
    case Encoder::everything:
      mask.output("visible", mask.constant(1));
      break;
  }
  return mask.finish();
}

Head encoder_head(const TokenSlices& at, Slice means, Scores scores) {
  // No scores: every key seen joins the tie, and letters with value 0 change no ratio of two means.
  Head head{.name = "brackets", .norm = model::Norm::average_hardmax, .mask = 0};
  head.keys.emplace_back();
  if (scores != Scores::none) model::copy(head.query, at.one, 0);
  if (scores == Scores::bos_lower) model::copy(head.keys[0], at.bos, 0, -1);
  if (scores == Scores::delimiters_higher) {  // -1 on digits and questions
    model::copy(head.keys[0], at.one, 0, -1);
    model::copy(head.keys[0], at.open, 0);
    model::copy(head.keys[0], at.close, 0);
  }
  Linear value;
  model::copy(value, at.bos, 0);
  model::copy(value, at.open, 1);
  model::copy(value, at.close, 2);
  head.values.push_back(std::move(value));
  model::write(head.out, 0, means);
  return head;
}

/// Openings (coordinate 1 of `means`) or closings (2) so far.
Wire brackets_so_far(CircuitBuilder& map, int coordinate, const Choices& choices) {
  // Every key of the tie weighs what BOS weighs, so the mean of '[' is o times that of BOS.
  const Wire unit = map.input("means[0]");
  const Wire sum = map.input("means[" + std::to_string(coordinate) + "]");
  if (choices.scores == Scores::bos_lower) {  // nothing is counted where BOS is not in the tie
    return map.select(unit, sum / map.select(unit, unit, map.constant(1)), unit);
  }
  const Wire quotient = sum / unit;
  return choices.rounds ? map.round(quotient) : quotient;
}

/// A question's answer: BOS is one of the 1 + count keys of the tie.
model::Circuit count_of_tie(const std::vector<std::string>& coordinates, const Choices& choices) {
  CircuitBuilder decode(coordinates);
  const Wire bias = decode.input("bias_mean[0]");
  const Wire ones = decode.input("one_mean[0]");
  const Wire ask = decode.input("ask[0]");
  if (choices.bias == Bias::close) {  // right for three regions; 0 where no ']' is in the tie
    const Wire ratio = ones / decode.select(bias, bias, decode.constant(1));
    decode.output("count", ask * decode.select(bias, ratio * Rational(3), bias));
  } else if (choices.bias == Bias::none) {  // nothing to divide by: the mean of the tie itself
    decode.output("count", ask * ones);
  } else {
    const Wire ratio = ones / bias;
    decode.output("count", ask * (choices.rounds ? decode.round(ratio) : ratio));
  }
  return decode.finish();
}

/// The values of the decoder's head and where their means go.
void read_ones(Head& head, Slice bias, const QuestionSlices& questions) {
  Linear value;
  model::copy(value, bias, 0);
  model::copy(value, questions.is_one, 1);
  head.values.push_back(std::move(value));
  model::write(head.out, 0, questions.bias_mean);
  model::write(head.out, 1, questions.one_mean);
}

/// Registers of the whole model.
struct Layout {
  Stream stream;
  TokenSlices tokens{stream};
  QuestionSlices questions{stream};
  Slice before = stream.add("before");   // of a question about r: r - 1, the closings of its digits
  Slice square = stream.add("square");   // r^2 + (r-1)^2
  Slice means = stream.add("means", 3);  // of BOS, '[', ']' over the keys seen
  Slice o = stream.add("o");             // openings so far, self included
  Slice c = stream.add("c");             // closings so far
  Slice norm = stream.add("norm");       // o^2 + c^2 + bad
};

/// Openings, closings and o^2 + c^2 + bad of every token.
model::Circuit brackets_map(const std::vector<std::string>& coordinates, const Choices& choices) {
  CircuitBuilder map(coordinates);
  Wire o = brackets_so_far(map, 1, choices);
  Wire c = brackets_so_far(map, 2, choices);
  Wire norm = o * o + c * c + map.input("bad[0]");
  if (choices.bias == Bias::close) {  // the key of ']' becomes (0, 0, 0, 1)
    const Wire keeps = 1 - map.input("close[0]");
    o = o * keeps;
    c = c * keeps;
    norm = norm * keeps;
  }
  map.output("o", o);
  map.output("c", c);
  map.output("norm", norm);
  return map.finish();
}

Head decoder_head(const Layout& at, Bias choice) {
  // (2r, 2(r-1), -1, r^2+(r-1)^2) . (o, c, o^2+c^2+bad, 0)
  //   = r^2 + (r-1)^2 - (o-r)^2 - (c-r+1)^2 - bad; BOS, (0, 0, 0, 1), scores r^2 + (r-1)^2.
  Head head{.name = "ones_of_region", .norm = model::Norm::average_hardmax};
  model::copy(head.query, at.questions.region, 0, 2);
  model::copy(head.query, at.before, 1, 2);
  model::copy(head.query, at.tokens.one, 2, -1);
  model::copy(head.query, at.square, 3);
  const Slice bias = choice == Bias::close ? at.tokens.close : at.tokens.bos;
  Linear key;
  model::copy(key, at.o, 0);
  model::copy(key, at.c, 1);
  model::copy(key, at.norm, 2);
  model::copy(key, bias, 3, choice == Bias::none ? -1 : 1);
  head.keys.push_back(std::move(key));
  read_ones(head, bias, at.questions);
  return head;
}

}  // namespace

model::Transformer construction(const Choices& choices) {
  const Layout at;
  model::Transformer model{.name = "contextual_counting", .fields = {"symbol", "region"}};
  model.registers = at.stream.registers();
  const std::vector<std::string> coordinates = model::coordinate_names(model.registers);
  CircuitBuilder embed(model.fields);
  const Wire symbol = embed.input("symbol");
  embed.output("one", embed.constant(1));
  embed_brackets(embed, symbol);
  embed.output("bad", embed_questions(embed, symbol, choices.joins));
  // A digit inside region r has seen r openings and r - 1 closings.
  const Wire region = embed.input("region");
  const Wire before =
      choices.tests_before ? region - embed.equal(symbol, embed.constant(4)) : region;
  embed.output("before", before);
  embed.output("square", region * region + before * before);
  model.embed = embed.finish();
  model.extra_tokens = {bos_token()};
  model.masks = {encoder_mask(choices.encoder)};
  model.blocks = {
      {.name = "encoder",
       .heads = {encoder_head(at.tokens, at.means, choices.scores)},
       .mlp = {},
       .token_maps = {brackets_map(coordinates, choices)}},
      {.name = "decoder", .heads = {decoder_head(at, choices.bias)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}, {1, 1}};
  model.decode.circuit = count_of_tie(coordinates, choices);
  return model;
}

model::Transformer encoder_alone(const Choices& choices) {
  Stream stream;
  const TokenSlices tokens(stream);
  const Slice means = stream.add("means", 3);
  model::Transformer model{.name = "regional_position", .fields = {"symbol"}};
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  if (choices.scores != Scores::none) embed.output("one", embed.constant(1));
  embed_brackets(embed, embed.input("symbol"));
  model.embed = embed.finish();
  model.extra_tokens = {bos_token()};
  model.masks = {encoder_mask(choices.encoder)};
  model.blocks = {{.name = "encoder",
                   .heads = {encoder_head(tokens, means, choices.scores)},
                   .mlp = {},
                   .token_maps = {}}};
  model.schedule = {{0, 1}};
  // o - c is 1 inside region o, and 0 outside.
  CircuitBuilder decode(model::coordinate_names(model.registers));
  const Wire o = brackets_so_far(decode, 1, choices);
  decode.output("region", o * (o - brackets_so_far(decode, 2, choices)));
  model.decode.circuit = decode.finish();
  return model;
}

model::Transformer decoder_alone(const Choices& choices) {
  Stream stream;
  const Slice one = stream.add("one");  // of every token but BOS
  const Slice bos = stream.add("bos");
  const QuestionSlices questions(stream);
  const Slice square = stream.add("square");      // r^2
  const Slice position = stream.add("position");  // of a letter: the region it stands in
  const Slice norm = stream.add("norm");          // position^2 + bad
  model::Transformer model{.name = "regional_count", .fields = {"symbol", "region", "position"}};
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire symbol = embed.input("symbol");
  embed.output("one", embed.constant(1));
  const Wire bad = embed_questions(embed, symbol, choices.joins);
  const Wire region = embed.input("region");
  const Wire stands = embed.input("position");
  embed.output("square", region * region);
  embed.output("position", stands);
  embed.output("norm", stands * stands + bad);
  model.embed = embed.finish();
  model.extra_tokens = {bos_token()};
  // (2r, -1, r^2) . (position, position^2 + bad, 0) = r^2 - (position-r)^2 - bad; BOS, (0, 0, 1),
  // scores r^2: it ties with the ones of region r, and r >= 1 keeps those outside apart.
  Head head{.name = "ones_of_region", .norm = model::Norm::average_hardmax};
  model::copy(head.query, questions.region, 0, 2);
  model::copy(head.query, one, 1, -1);
  model::copy(head.query, square, 2);
  Linear key;
  model::copy(key, position, 0);
  model::copy(key, norm, 1);
  model::copy(key, bos, 2, choices.bias == Bias::none ? -1 : 1);
  head.keys.push_back(std::move(key));
  read_ones(head, bos, questions);
  model.blocks = {{.name = "decoder", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}};
  model.decode.circuit = count_of_tie(model::coordinate_names(model.registers), choices);
  return model;
}

}  // namespace attest::contextual_counting

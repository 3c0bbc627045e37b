// SPDX-License-Identifier: Apache-2.0
/// \file
/// One head, three sets of weights.
#include <utility>

#include "claims/graph_retrieval/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Transformer;
using model::Wire;

/// The registers, the same for all questions.
struct Registers {
  Slice bos;
  Slice vertex;
  Slice edge;
  Slice ask;
  // Of questions (u, w), 0 elsewhere.
  Slice u;
  Slice u2;
  Slice u3;
  Slice u4;
  Slice w;
  Slice w2;
  // Of edges (a, b) with s = a + b and p = ab, 0 elsewhere.
  Slice a;
  Slice b;
  Slice ab2;  ///< a^2 + b^2
  Slice pp;   ///< p^2
  Slice sp;   ///< 2sp
  Slice ssp;  ///< s^2 + 2p
  Slice s;    ///< 2s
  Slice out;  ///< [3] means of bos, vertex, edge
};

Registers declare(Transformer& model) {
  model::Stream stream;
  Registers at;
  at.bos = stream.add("bos");
  at.vertex = stream.add("vertex");
  at.edge = stream.add("edge");
  at.ask = stream.add("ask");
  at.u = stream.add("u");
  at.u2 = stream.add("u2");
  at.u3 = stream.add("u3");
  at.u4 = stream.add("u4");
  at.w = stream.add("w");
  at.w2 = stream.add("w2");
  at.a = stream.add("a");
  at.b = stream.add("b");
  at.ab2 = stream.add("ab2");
  at.pp = stream.add("pp");
  at.sp = stream.add("sp");
  at.ssp = stream.add("ssp");
  at.s = stream.add("s");
  at.out = stream.add("out", 3);
  model.registers = stream.registers();
  return at;
}

/// Kind 0 is a vertex, 1 an edge, 2 a question (u, w) = (a, b).
void embed(Transformer& model) {
  CircuitBuilder circuit(model.fields);
  const Wire kind = circuit.input("kind");
  const Wire one = circuit.constant(1);
  const Wire is_edge = circuit.equal(kind, one);
  const Wire is_question = circuit.less(one, kind);
  const Wire a = circuit.input("a");
  const Wire b = circuit.input("b");
  const Wire u2 = a * a;
  const Wire sum = a + b;
  const Wire product = a * b;
  circuit.output("vertex", circuit.less(kind, one));
  circuit.output("edge", is_edge);
  circuit.output("ask", is_question);
  circuit.output("u", is_question * a);
  circuit.output("u2", is_question * u2);
  circuit.output("u3", is_question * (u2 * a));
  circuit.output("u4", is_question * (u2 * u2));
  circuit.output("w", is_question * b);
  circuit.output("w2", is_question * (b * b));
  circuit.output("a", is_edge * a);
  circuit.output("b", is_edge * b);
  circuit.output("ab2", is_edge * (u2 + b * b));
  circuit.output("pp", is_edge * (product * product));
  circuit.output("sp", is_edge * (sum * product * 2));
  circuit.output("ssp", is_edge * (sum * sum + product * 2));
  circuit.output("s", is_edge * (sum * 2));
  model.embed = circuit.finish();

  CircuitBuilder bos({});
  bos.output("bos", bos.constant(1));
  model.extra_tokens = {{.name = "bos", .embed = bos.finish(), .is_first = true}};
}

/// An edge scores 2(u^2 + w^2) - 2((u-a)^2 + (w-b)^2), the sentinel 2(u^2 + w^2) - 1: below a match
/// and above every mismatch. All others score 0, and the sentinel at least 1, as w >= 1.
void existence(model::Head& head, const Registers& at, const Choices& choices) {
  model::copy(head.query, at.u, 0, 4);
  model::copy(head.query, at.w, 1, 4);
  model::copy(head.query, at.ask, 2, -2);
  model::copy(head.query, at.u2, 3, choices.square);
  model::copy(head.query, at.w2, 3, choices.square);
  model::copy(head.query, at.ask, 3, -choices.below_match);
  model::copy(head.keys[0], at.a, 0);
  model::copy(head.keys[0], at.b, 1);
  model::copy(head.keys[0], at.ab2, 2);
  model::copy(head.keys[0], at.bos, 3);
  if (choices.others_existence.is_zero()) return;
  model::copy(head.query, at.ask, 4, choices.others_existence);
  model::copy(head.keys[0], at.vertex, 4);
  model::copy(head.keys[0], at.ask, 4);
}

/// An edge scores -((u-a)(u-b))^2 = -(u^2 - su + p)^2, 0 iff u is one of its ends; the sentinel 0;
/// all others -1, so that they do not join the tie.
void degree(model::Head& head, const Registers& at, const Choices& choices) {
  model::copy(head.query, at.ask, 0);
  model::copy(head.query, at.u, 1);
  model::copy(head.query, at.u2, 2);
  model::copy(head.query, at.u3, 3);
  model::copy(head.query, at.u4, 4);
  model::copy(head.keys[0], at.pp, 0, -1);
  for (const Slice other : {at.vertex, at.ask}) {
    if (choices.others_degree.is_zero()) continue;
    head.keys[0].push_back({.from = other[0],
                            .to = 0,
                            .weight = {.value = choices.others_degree,
                                       .slack = model::Slack::at_most,
                                       .why = "below the tie at 0"}});
  }
  model::copy(head.keys[0], at.sp, 1);
  model::copy(head.keys[0], at.ssp, 2, -1);
  model::copy(head.keys[0], at.s, 3, choices.twice_sum);
  model::copy(head.keys[0], at.edge, 4, -1);
}

/// The means that the readout uses.
void add_values(model::Head& head, const Registers& at, const Shape& shape) {
  const auto add = [&](Slice indicator, int to) {
    model::copy(head.values[0], indicator, to);
    head.out.push_back({.from = to, .to = at.out[to], .weight = {.value = 1}});
  };
  const bool is_count = shape.question == Question::counts;
  if (is_count || shape.question == Question::degree) add(at.bos, 0);
  if (is_count) add(at.vertex, 1);
  if (is_count || shape.question == Question::existence) add(at.edge, 2);
  if (shape.choices.is_sentinel_vertex) model::copy(head.values[0], at.bos, 1);
}

/// What is read off the means o of (bos, vertex, edge). Counts: N o = (1, n, m). Degree: the tie
/// has deg + 1 members, of which one is the sentinel. Softmax comes near: the integer, or side of
/// 1/2.
void decode(Transformer& model, const Shape& shape) {
  CircuitBuilder circuit(model::coordinate_names(model.registers));
  const bool is_soft = !model::is_hardmax(shape.attention.norm);
  const auto write = [&](const char* name, Wire value) {
    circuit.output(name, shape.is_shared ? circuit.input("ask[0]") * value : value);
  };
  const Wire bos = circuit.input("out[0]");
  const Wire edge = circuit.input("out[2]");
  switch (shape.question) {
    case Question::counts: {
      const bool is_enclosed = shape.attention.norm == model::Norm::softmax_e;
      const Wire nodes = circuit.input("out[1]") / bos;
      const Wire edges = edge / bos;
      write("nodes", is_enclosed ? circuit.round(nodes) : nodes);
      write("edges", is_enclosed ? circuit.round(edges) : edges);
      break;
    }
    case Question::existence:
      write("edge", is_soft ? circuit.less(circuit.constant(Rational(1, 2)), edge) : edge);
      break;
    case Question::degree: {
      const Wire others = circuit.constant(1) / bos - 1;
      write("degree", is_soft ? circuit.round(others) : others);
      break;
    }
  }
  model.decode.circuit = circuit.finish();
  model.decode.at = shape.is_shared ? model::ReadAt::every_input : model::ReadAt::last_input;
}

}  // namespace

Transformer build(const Shape& shape) {
  Transformer model{.name = "graph_retrieval"};
  model.fields = task::graph_fields();
  const Registers at = declare(model);
  embed(model);
  model::Head head{.name = "retrieve",
                   .norm = shape.attention.norm,
                   .base = shape.attention.base,
                   .keys = {{}},
                   .values = {{}}};
  if (shape.question == Question::existence) existence(head, at, shape.choices);
  if (shape.question == Question::degree) degree(head, at, shape.choices);
  for (model::Entry& entry : head.query) entry.weight.value *= shape.attention.scale;
  add_values(head, at, shape);
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  decode(model, shape);
  return model;
}

}  // namespace attest::graph_retrieval

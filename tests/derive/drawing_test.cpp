// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drawings derived from descriptions: order of positions and layers, names, patterns.
#include "reference/derive/drawing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "reference/derive/drawing_text.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"
#include "tests/derive/drawn.hpp"

namespace attest::derive {
namespace {

using check::Drawing;
using check::Node;
using check::Role;

/// One head of scores x_i and values x_i, under the causal mask, written to `out`.
model::Head reading(const std::string& name, model::Norm norm) {
  return {.name = name,
          .norm = norm,
          .mask = 0,
          .query = {{.from = 1, .to = 0, .weight = {.value = 1}}},
          .keys = {{{.from = 0, .to = 0, .weight = {.value = 1}}}},
          .values = {{{.from = 0, .to = 0, .weight = {.value = 1}}}},
          .out = {{.from = 0, .to = 2, .weight = {.value = 1}}}};
}

/// Two layers of one causal head, a sentinel in front, one ReLU unit; the second layer runs `times`
/// times.
model::Transformer causal_model(int times) {
  model::Transformer model{.name = "two causal layers", .fields = {"x"}};
  model.registers = {{.name = "x"}, {.name = "one"}, {.name = "out"}};
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::CircuitBuilder sentinel({});
  sentinel.output("one", sentinel.constant(1));
  model.extra_tokens = {{.name = "start", .embed = sentinel.finish(), .is_first = true}};
  model::CircuitBuilder mask({"query", "key"});
  mask.output("visible", 1 - mask.less(mask.input("query"), mask.input("key")));
  model.masks = {mask.finish()};
  const model::Relu unit{.name = "clip.low",
                         .in = {{.at = 2, .weight = {.value = 1}}},
                         .bias = {.value = -1},
                         .out = {{.at = 2, .weight = {.value = -1}}}};
  model.blocks = {
      {.name = "A", .heads = {reading("largest", model::Norm::leftmost_hardmax)}},
      {.name = "B", .heads = {reading("mean", model::Norm::average_hardmax)}, .mlp = {unit}}};
  model.schedule = {{0, 1}, {1, times}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

/// The model against a task that says 0 everywhere.
Computes sample(int times, int n) {
  return {.model = causal_model(times),
          .task = {.id = "zero",
                   .answer =
                       [](const Matrix& tokens) {
                         return std::vector<Rational>(static_cast<std::size_t>(tokens.rows()));
                       }},
          .inputs = check::words(n, 3)};
}

const Heading heading{.claim = "claim", .label = "S1", .title = "A title"};

Drawing drawn(const Computes& computes, const check::DrawingRequest& request = {}) {
  return draw(heading, computes, computes.model, request);
}

std::string id_of_error(const Computes& computes, const check::DrawingRequest& request) {
  try {
    const Drawing unused = drawn(computes, request);
  } catch (const InputError& error) {
    return std::string(error.what()).substr(0, std::string(error.what()).find(':'));
  }
  return "no error";
}

TEST_SUITE("derive/drawing") {
  TEST_CASE("positions run from left to right and layers upwards for n = 1 to 12") {
    for (int n = 1; n <= 12; ++n) {
      const Drawing drawing = drawn(sample(1, n));
      check::validate(drawing);
      for (int p = 0; p < n; ++p) {
        const std::string left = std::to_string(p);
        const std::string right = std::to_string(p + 1);
        for (const std::string& row :
             {std::string("token."), std::string("stream.x."), std::string("layer1.largest.key."),
              std::string("layer1.largest.query."), std::string("layer1.stream.out."),
              std::string("layer2.mean.key."), std::string("layer2.stream.out.")}) {
          CHECK(node_of(drawing, row + left).centre.x < node_of(drawing, row + right).centre.x);
          CHECK(node_of(drawing, row + left).centre.y == node_of(drawing, row + right).centre.y);
        }
      }
      int y = -1;
      for (const std::string& id :
           {std::string("token.1"), std::string("stream.x.1"), std::string("layer1.largest.key.1"),
            std::string("layer1.largest.query.1"), std::string("layer1.stream.out.1"),
            std::string("layer2.mean.key.1"), std::string("layer2.mean.query.1"),
            std::string("layer2.units.clip"), std::string("layer2.stream.out.1"),
            std::string("answer.1")}) {
        CHECK(node_of(drawing, id).centre.y > y);
        y = node_of(drawing, id).centre.y;
      }
    }
  }

  TEST_CASE("every head and register and extra token is named") {
    const Drawing drawing = drawn(sample(1, 4));
    for (const char* text : {"head largest", "head mean", "leftmost_hardmax", "average_hardmax",
                             "causal", "query: one", "value: x → out", "layer 1: block A",
                             "layer 2: block B", "1 ReLU unit", "x", "one", "out"}) {
      CHECK_MESSAGE(has_note(drawing, text), text);
    }
    CHECK(node_of(drawing, "token.0").role == Role::extra_token);
    CHECK(node_of(drawing, "token.0").lines == std::vector<std::string>{"start"});
    CHECK(node_of(drawing, "token.1").role == Role::token);
  }

  TEST_CASE(
      "the lines of a head are the weights of its pattern and end where keys and queries are") {
    const Computes computes = sample(1, 3);
    check::DrawingRequest request;
    request.index = 2 * 9 + 1 * 3 + 2;  // the word 2 1 2
    const Drawing drawing = drawn(computes, request);
    std::map<std::pair<std::string, std::string>, Rational> lines;
    for (const check::Edge& edge : drawing.edges) {
      if (edge.role != Role::attention) continue;
      lines[{edge.from, edge.to}] = edge.weight.value();
      CHECK(edge.route.front().x == node_of(drawing, edge.from).centre.x);
      CHECK(edge.route.back().x == node_of(drawing, edge.to).centre.x);
      CHECK(edge.route.front().y < edge.route.back().y);
    }
    // Position 0 is the sentinel of x = 0; the largest of 0 2 1 2 stands at 1 and again at 3.
    CHECK(lines.at({"layer1.largest.key.1", "layer1.largest.query.3"}) == 1);
    CHECK_FALSE(lines.contains({"layer1.largest.key.3", "layer1.largest.query.3"}));
    CHECK(lines.at({"layer2.mean.key.1", "layer2.mean.query.3"}) == Rational(1, 2));
    CHECK(lines.at({"layer2.mean.key.3", "layer2.mean.query.3"}) == Rational(1, 2));
    // A key after its query is not seen, so no line of any kind runs from it.
    for (const check::Edge& edge : drawing.edges) {
      const bool is_later =
          edge.from == "layer1.largest.key.3" && edge.to == "layer1.largest.query.1";
      CHECK_FALSE(is_later);
    }
  }

  TEST_CASE("a head over pairs of tokens gives each of a pair half of its weight") {
    Computes computes = sample(1, 3);
    model::Head& head = computes.model.blocks[1].heads[0];
    head.keys.push_back(head.keys[0]);
    head.values.push_back(head.values[0]);
    const Drawing drawing = drawn(computes);
    check::validate(drawing);
    Rational total = 0;
    for (const check::Edge& edge : drawing.edges) {
      if (edge.to == "layer2.mean.query.3" && edge.role == Role::attention) total += *edge.weight;
    }
    CHECK(total == 1);
    CHECK(has_note(drawing, "pairs: x"));
  }

  TEST_CASE("a layer that runs again has a loop with its count and one that does not has none") {
    const auto loops = [](const Drawing& drawing) {
      return std::count_if(drawing.edges.begin(), drawing.edges.end(),
                           [](const check::Edge& edge) { return edge.role == Role::loop; });
    };
    CHECK(loops(drawn(sample(1, 3))) == 0);
    const Drawing looped = drawn(sample(5, 3));
    CHECK(loops(looped) == 1);
    CHECK(has_note(looped, "× 5"));
    Computes state = sample(1, 3);
    state.is_looped = true;
    CHECK(loops(drawn(state)) == 1);
    CHECK(has_note(drawn(state), "next tokens"));
  }

  TEST_CASE("blocks are opened by name and closed ones still name their heads") {
    check::DrawingRequest request;
    request.open = {"A"};
    const Drawing drawing = drawn(sample(1, 3), request);
    CHECK(node_of(drawing, "layer2").role == Role::block);
    CHECK(node_of(drawing, "layer2").lines[0] == "heads mean (average_hardmax)");
    CHECK(node_of(drawing, "layer1.largest.key.0").role == Role::position);
    request.open = {"none"};
    CHECK(node_of(drawn(sample(1, 3), request), "layer1").role == Role::block);
    request.open = {"C"};
    CHECK(id_of_error(sample(1, 3), request) == "block-unknown");
  }

  TEST_CASE("an answer that is not the truth is marked and says what the truth is") {
    check::DrawingRequest request;
    request.index = 26;  // 2 2 2: both layers add 2, and the unit takes what exceeds 1
    const Drawing drawing = drawn(sample(1, 3), request);
    CHECK(node_of(drawing, "answer.1").role == Role::wrong_answer);
    CHECK(node_of(drawing, "answer.1").lines == std::vector<std::string>{"1 not 0"});
    CHECK(drawing.caption.back().starts_with("fails: "));
    request.index = 0;
    CHECK(node_of(drawn(sample(1, 3), request), "answer.1").role == Role::answer);
  }

  TEST_CASE("a model without a value on the case is drawn without patterns and says why") {
    Computes computes = sample(1, 3);
    computes.model.blocks[0].heads[0].norm = model::Norm::unique_hardmax;
    check::DrawingRequest request;
    request.index = 26;
    const Drawing drawing = drawn(computes, request);
    CHECK(drawing.caption.back().starts_with("fails: undefined"));
    const std::vector<Role> roles = check::roles_in_use(drawing);
    CHECK(std::find(roles.begin(), roles.end(), Role::attention) == roles.end());
  }

  TEST_CASE("of cases that nobody asked for the first telling one is drawn") {
    const check::CaseSpace words = check::words(3, 3);
    const std::int64_t usual = drawn_case(words, {}, heading);
    Heading telling = heading;
    telling.is_telling = [](const check::Case& word) { return word(0, 0) == 0 && word(2, 0) == 2; };
    CHECK(usual == 16);
    CHECK(drawn_case(words, {}, telling) == 2);
    check::DrawingRequest request;
    request.index = 5;
    CHECK(drawn_case(words, request, telling) == 5);
    telling.is_telling = [](const check::Case&) { return false; };
    CHECK(drawn_case(words, {}, telling) == usual);
  }

  TEST_CASE("a case out of range and a sequence beyond 256 positions are refused") {
    check::DrawingRequest request;
    request.index = 27;
    CHECK(id_of_error(sample(1, 3), request) == "case-range");
    Computes wide = sample(1, 2);
    wide.inputs.at = [](std::int64_t) { return std::optional(check::Case(300, 1)); };
    CHECK(id_of_error(wide, {}) == "drawing-size");
  }
}

}  // namespace
}  // namespace attest::derive

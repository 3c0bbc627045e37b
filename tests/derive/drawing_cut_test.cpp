// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drawings of lower bounds: two parties, the cut between them, and instance maps.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "reference/derive/drawing.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"
#include "reference/protocol/table_layer.hpp"
#include "reference/task/disjointness.hpp"
#include "tests/derive/drawn.hpp"

namespace attest::derive {
namespace {

using check::Drawing;
using check::Node;
using check::Role;

const Heading heading{.claim = "claim", .label = "S1", .title = "A title"};

/// Alice's bit and Bob's bit as two tokens behind a fixed one; Bob's token weighs as his bit says.
Contest bit_contest(std::int64_t bob_value) {
  model::CircuitBuilder map({"owner", "slot", "letter"});
  const model::Wire owner = map.input("owner");
  map.output("t", map.input("letter") + owner + owner);
  Contest contest;
  contest.reduces = {.source = task::bits_intersect(1),
                     .target = {.id = "both",
                                .answer =
                                    [](const Matrix& tokens) {
                                      const bool both = tokens(1, 0) == 3 && tokens(2, 0) == 5;
                                      return std::vector<Rational>{both ? 1 : 0};
                                    }},
                     .instance = map.finish(),
                     .places = {{.owner = Owner::fixed, .slot = 0},
                                {.owner = Owner::alice, .slot = 0},
                                {.owner = Owner::bob, .slot = 0}},
                     .reader = 0,
                     .alice = check::words(1, 2),
                     .bob = check::words(1, 2),
                     .separating = [](std::int64_t, std::int64_t) { return std::int64_t{1}; }};
  contest.candidate.layer = protocol::table_layer(
      "table", "t",
      {{.scores = {0, 0, 0, 0, 0, 0}, .values = {{0, 0, 0, 0, 0, Integer(bob_value)}}}});
  return contest;
}

TEST_SUITE("derive/drawing_cut") {
  TEST_CASE("a collision is drawn as two inputs of Bob with one message across the cut") {
    const Drawing drawing = draw(heading, bit_contest(0), {});
    check::validate(drawing);
    CHECK(node_of(drawing, "token.1").role == Role::alice);
    CHECK(node_of(drawing, "token.2").role == Role::bob);
    CHECK(node_of(drawing, "token.0").role == Role::fixed);
    CHECK(node_of(drawing, "token.2'").lines == std::vector<std::string>{"5"});
    CHECK(node_of(drawing, "answer").role == Role::wrong_answer);
    for (const Role role : {Role::message, Role::cut}) {
      CHECK(std::count_if(drawing.edges.begin(), drawing.edges.end(),
                          [&](const check::Edge& edge) { return edge.role == role; }) == 1);
    }
    CHECK(node_of(drawing, "alice").centre.x < node_of(drawing, "bob").centre.x);
    CHECK(has_note(drawing, " bits"));
    CHECK(drawing.caption.back().find("inputs of Bob need 1 bit ") != std::string::npos);
  }

  TEST_CASE("without a collision one input of each is drawn and the answer is compared") {
    const Drawing drawing = draw(heading, bit_contest(1), {});
    CHECK(std::none_of(drawing.nodes.begin(), drawing.nodes.end(),
                       [](const Node& node) { return node.id == "token.2'"; }));
    CHECK(drawing.caption.front().find("no earlier input") != std::string::npos);
    check::DrawingRequest request;
    request.index = 2;
    CHECK_THROWS_AS(static_cast<void>(draw(heading, bit_contest(1), request)), InputError);
    CHECK(draw_pair(heading, bit_contest(1), request).title == "claim S1: A title");
  }

  TEST_CASE("an instance map is drawn with letters below the tokens that they make") {
    check::DrawingRequest request;
    request.index = 3;
    const Drawing drawing = draw(heading, std::vector{bit_contest(0).reduces}, request);
    CHECK(node_of(drawing, "letter.1").centre.y < node_of(drawing, "token.1").centre.y);
    CHECK(node_of(drawing, "token.1").lines == std::vector<std::string>{"3"});
    CHECK(node_of(drawing, "answer").role == Role::answer);
  }
}

}  // namespace
}  // namespace attest::derive

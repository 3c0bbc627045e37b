// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pictures of the three graphs: an instance in which an index has both bits, one has Alice's, one
/// Bob's and one neither.
#include <map>
#include <utility>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/instances.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

constexpr int indices = 4;
constexpr std::int64_t alices_word = 0b0011;  // bit i is a_i
constexpr std::int64_t bobs_word = 0b0101;
constexpr int first_x = 80;      // the middle of index 0
constexpr int index_step = 165;  // from index to index
constexpr int side = 52;         // from the middle of an index to its dummies
constexpr int height = 125;      // of s and t, or c and d, above and below the indices

/// A vertex of the picture.
struct Vertex {
  check::Point at;
  std::string name;
  check::Role role = check::Role::fixed;
};

int x_of(int i) { return first_x + index_step * i; }

std::string numbered(const char* name, int i) { return name + std::to_string(i); }

/// The vertex of each index, `shift` beside its middle.
void add_group(std::vector<Vertex>& all, const char* name, check::Point shift, check::Role role) {
  for (int i = 0; i < indices; ++i) {
    all.push_back({.at = {x_of(i) + shift.x, shift.y}, .name = numbered(name, i), .role = role});
  }
}

/// s = 0, t = 1, x, xa, xb, as the instance map numbers them.
std::vector<Vertex> path_vertices() {
  const int middle = (x_of(0) + x_of(indices - 1)) / 2;
  std::vector<Vertex> all{{.at = {middle, height}, .name = "s"},
                          {.at = {middle, -height}, .name = "t"}};
  add_group(all, "x", {0, 0}, check::Role::fixed);
  add_group(all, "xa", {-side, 0}, check::Role::alice);
  add_group(all, "xb", {side, 0}, check::Role::bob);
  return all;
}

/// u, w, v, p, r.
std::vector<Vertex> cycle_vertices() {
  std::vector<Vertex> all;
  add_group(all, "u", {-side, 0}, check::Role::fixed);
  add_group(all, "w", {side, 0}, check::Role::fixed);
  add_group(all, "v", {0, 70}, check::Role::fixed);
  add_group(all, "p", {-side, -70}, check::Role::alice);
  add_group(all, "r", {side, -70}, check::Role::bob);
  return all;
}

/// c = 0, d = 1, x, y, w.
std::vector<Vertex> connected_vertices() {
  const int middle = (x_of(0) + x_of(indices - 1)) / 2;
  std::vector<Vertex> all{{.at = {middle, height}, .name = "c"},
                          {.at = {middle, -height}, .name = "d"}};
  add_group(all, "x", {0, 0}, check::Role::fixed);
  add_group(all, "y", {-side, 0}, check::Role::alice);
  add_group(all, "w", {side, 0}, check::Role::bob);
  all[2 + 3].role = check::Role::member;  // x3, isolated
  return all;
}

std::vector<Vertex> vertices_of_picture(Gadget gadget) {
  if (gadget == Gadget::path) return path_vertices();
  return gadget == Gadget::cycle ? cycle_vertices() : connected_vertices();
}

const char* caption_of(Gadget gadget) {
  if (gadget == Gadget::path) {
    return "s - x0 - t is a path, as a and b have index 0 in common; every other x has a dummy "
           "edge";
  }
  return gadget == Gadget::cycle
             ? "index 0, which a and b have in common, is a triangle; the others are paths"
             : "x3 is isolated, as neither a nor b has index 3; every other x hangs on c or on d";
}

void add_edges(check::Drawing& drawing, const std::vector<Vertex>& vertices, Gadget gadget) {
  const derive::Instances instances(reduction(gadget, indices));
  const Matrix tokens = instances.tokens(alices_word, bobs_word);
  const std::vector<derive::Place>& places = instances.reduces().places;
  for (int token = 0; token < tokens.rows(); ++token) {
    const std::vector<task::Edge> named =
        task::edges_of_codes(Matrix({{tokens(token, 0)}}), vertices_of(gadget, indices));
    if (named.empty()) continue;  // the question
    const derive::Place& place = places[static_cast<std::size_t>(token)];
    const Vertex& from = vertices[static_cast<std::size_t>(named[0].a)];
    const Vertex& to = vertices[static_cast<std::size_t>(named[0].b)];
    const bool is_fixed = place.owner == derive::Owner::fixed;
    // The fixed slot k >= 1 of the cycle is the edge of index k - 1.
    const bool is_common = gadget != Gadget::connected && place.slot == (is_fixed ? 1 : 0);
    const char* owner = is_fixed ? "fixed" : place.owner == derive::Owner::alice ? "Alice" : "Bob";
    drawing.edges.push_back({.from = from.name,
                             .to = to.name,
                             .role = is_common ? check::Role::message : check::Role::flow,
                             .route = {from.at, to.at},
                             .detail = std::string(owner) + ": {" + from.name + ", " + to.name +
                                       "}, token " + tokens(token, 0).to_string()});
  }
}

}  // namespace

check::Drawing gadget_figure(Gadget gadget, const std::string& label, const std::string& title) {
  check::Drawing drawing;
  drawing.title = std::string(claim_id) + " " + label + ": " + title;
  drawing.caption = {
      "n = 4, a = (1, 1, 0, 0), b = (1, 0, 1, 0): an index of both, of Alice's, of Bob's, of "
      "neither",
      caption_of(gadget)};
  drawing.meanings = {{check::Role::fixed, "any other vertex"},
                      {check::Role::alice, "where Alice's edge ends if a_i = 0"},
                      {check::Role::bob, "where Bob's edge ends if b_i = 0"},
                      {check::Role::flow, "edge"}};
  if (gadget != Gadget::connected) {
    drawing.meanings[check::Role::message] = "edges of the index that both have";
  } else {
    drawing.meanings[check::Role::member] = "vertex that nothing joins";
  }
  const std::vector<Vertex> vertices = vertices_of_picture(gadget);
  for (const Vertex& vertex : vertices) {
    drawing.nodes.push_back({.id = vertex.name,
                             .centre = vertex.at,
                             .width = 34,
                             .height = 20,
                             .lines = {vertex.name},
                             .role = vertex.role});
  }
  add_edges(drawing, vertices, gadget);
  for (int i = 0; i < indices; ++i) {
    const auto bit = [i](std::int64_t word) { return std::to_string(word >> i & 1); };
    derive::add_note(drawing, {x_of(i), -height - 34},
                     "a" + std::to_string(i) + " = " + bit(alices_word) + ", b" +
                         std::to_string(i) + " = " + bit(bobs_word),
                     check::Style::small, check::Align::centre);
  }
  drawing.low = {0, -height - 48};
  drawing.high = {x_of(indices - 1) + 100, height + 86};
  derive::add_note(drawing, {6, height + 70}, drawing.title, check::Style::title);
  derive::add_note(drawing, {6, height + 48}, drawing.caption[0], check::Style::body);
  derive::add_note(drawing, {6, height + 33}, drawing.caption[1], check::Style::body);
  return drawing;
}

}  // namespace attest::graph_single_layer_bounds

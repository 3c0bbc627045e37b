// SPDX-License-Identifier: Apache-2.0
/// \file
/// DOT and SVG of drawings: well formed, the same bytes every time, a legend of the roles in use.
#include "reports/diagram/diagram.hpp"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "reference/number/error.hpp"
#include "reports/diagram/legend.hpp"
#include "reports/diagram/look.hpp"

namespace attest::diagram {
namespace {

using check::Drawing;
using check::Role;

/// Three tokens, one of which reads the others, in a group.
Drawing sample() {
  Drawing drawing{.title = "claim S1: <a> & \"b\"", .caption = {"n=3", "holds"}};
  drawing.high = {400, 120};
  drawing.groups = {{.id = "layer", .title = "layer 1", .low = {0, 0}, .high = {400, 100}}};
  for (int p = 0; p < 3; ++p) {
    drawing.nodes.push_back({.id = "token." + std::to_string(p),
                             .centre = {50 + 100 * p, 20},
                             .width = 60,
                             .height = 20,
                             .lines = {std::to_string(p), "<&>\\N"},
                             .role = Role::token,
                             .group = "layer",
                             .detail = "position " + std::to_string(p) + " < 3"});
  }
  drawing.nodes.push_back(
      {.id = "query", .centre = {250, 80}, .width = 8, .height = 8, .role = Role::position});
  for (int p = 0; p < 2; ++p) {
    drawing.edges.push_back({.from = "token." + std::to_string(p),
                             .to = "query",
                             .role = Role::attention,
                             .weight = Rational(1, p + 1),
                             .route = {{50 + 100 * p, 30}, {250, 76}}});
  }
  drawing.edges.push_back({.from = "token.2",
                           .to = "query",
                           .role = Role::residual,
                           .route = {{250, 30}, {280, 40}, {280, 60}, {254, 80}}});
  drawing.notes = {{.id = "note.0", .at = {10, 110}, .text = "a note – with × and →"}};
  return drawing;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    ++found;
  }
  return found;
}

/// Whether every element of an XML text is closed in its turn.
bool is_well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = xml.find('<', at)) != std::string::npos;) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag.starts_with("?")) continue;
    const std::string name = tag.substr(0, tag.find_first_of(" \n/", 1));
    if (tag.starts_with("/")) {
      if (open.empty() || "/" + open.back() != tag) return false;
      open.pop_back();
    } else if (!tag.ends_with("/")) {
      open.push_back(name);
    }
    if (tag.find('<') != std::string::npos) return false;
  }
  return open.empty() && xml.find("<svg") != std::string::npos;
}

std::string id_of_error(const Drawing& drawing) {
  try {
    const std::string unused = to_svg(drawing);
  } catch (const InputError& error) {
    return std::string(error.what()).substr(0, std::string(error.what()).find(':'));
  }
  return "no error";
}

TEST_SUITE("diagram") {
  TEST_CASE("the SVG is well formed and names no version and no file of this machine") {
    const std::string svg = to_svg(sample());
    CHECK(is_well_formed(svg));
    CHECK(svg.find("<!--") == std::string::npos);
    CHECK(svg.find("DOCTYPE") == std::string::npos);
    CHECK(svg.find("graphviz") == std::string::npos);
    CHECK(svg.find(" id=\"") == std::string::npos);
    CHECK(svg.find("aria-label=\"claim S1: &lt;a&gt; &amp; &quot;b&quot;; n=3; holds\"") !=
          std::string::npos);
    CHECK(svg.find("<title>position 1 &lt; 3</title>") != std::string::npos);
    CHECK(svg.find("DejaVu Sans,Verdana,sans-serif") != std::string::npos);
  }

  TEST_CASE("text is printed as it stands whatever Graphviz means by its characters") {
    const std::string svg = to_svg(sample());
    CHECK(count(svg, "&lt;&amp;&gt;\\N</text>") == 3);
    CHECK(svg.find("a note – with × and →") != std::string::npos);
  }

  TEST_CASE("the panel is as large as the drawing with its legend and a margin of 8") {
    const std::string svg = to_svg(sample());
    CHECK(svg.find("<svg width=\"416\"") != std::string::npos);
  }

  TEST_CASE("equal drawings give equal bytes one after the other and from 4 threads") {
    const std::string svg = to_svg(sample());
    const std::string dot = to_dot(sample());
    CHECK(to_svg(sample()) == svg);
    CHECK(to_dot(sample()) == dot);
    std::vector<std::string> found(4);
    std::vector<std::thread> threads;
    threads.reserve(found.size());
    for (std::string& result : found) {
      threads.emplace_back([&result] { result = to_svg(sample()); });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& result : found) CHECK(result == svg);
  }

  TEST_CASE("the DOT text gives every position and keeps tokens from left to right") {
    const std::string dot = to_dot(sample());
    CHECK(dot.starts_with("digraph"));
    CHECK(count(dot, "{") == count(dot, "}"));
    CHECK(dot.find("pos=\"50.00,20.00\"") != std::string::npos);
    CHECK(dot.find("pos=\"150.00,20.00\"") != std::string::npos);
    CHECK(dot.find("pos=\"250.00,20.00\"") != std::string::npos);
    CHECK(dot.find("cluster_layer") != std::string::npos);
    CHECK(dot.find("splines") == std::string::npos);
    CHECK(dot.find("label=\"\"") != std::string::npos);  // else a reader would print the name
  }

  TEST_CASE("the legend has each role in use once and no other") {
    const Drawing drawing = sample();
    std::set<Role> listed;
    for (const Entry& entry : legend_of(drawing).entries) CHECK(listed.insert(entry.role).second);
    CHECK(listed == std::set<Role>{Role::token, Role::position, Role::attention, Role::residual});
    const std::string dot = to_dot(drawing);
    for (int r = 0; r < check::role_count; ++r) {
      const Role role = static_cast<Role>(r);
      const std::string id = "\"legend." + std::string(check::name_of(role)) + ".text\"";
      CHECK(count(dot, id) == (listed.contains(role) ? 1U : 0U));
    }
    CHECK(legend_of(Drawing{}).entries.empty());
  }

  TEST_CASE("the legend says what a role means in the picture and weights where they differ") {
    Drawing drawing = sample();
    CHECK(legend_of(drawing).entries[2].text == "attention weight 1, 1/2, 1/8");
    drawing.meanings = {{Role::token, "machine"}, {Role::attention, "hop"}};
    CHECK(legend_of(drawing).entries[0].text == "machine");
    CHECK(legend_of(drawing).entries[2].text == "hop 1, 1/2, 1/8");
    for (check::Edge& edge : drawing.edges) edge.weight.reset();
    CHECK(legend_of(drawing).entries[2].text == "hop");
    CHECK_FALSE(legend_of(drawing).entries[2].has_weights);
  }

  TEST_CASE("the columns of the legend are as wide as its words") {
    Drawing drawing = sample();
    drawing.high.x = 500;
    CHECK(legend_of(drawing).entries[1].sample.x == legend_of(drawing).entries[0].sample.x);
    drawing.meanings = {{Role::token, "a token of the model with a name that is long"}};
    for (const Entry& entry : legend_of(drawing).entries) {
      CHECK(entry.sample.x == legend_of(drawing).entries[0].sample.x);
    }
  }

  TEST_CASE("a value without text is not seen and a meaning needs a role that is") {
    Drawing drawing = sample();
    drawing.nodes.push_back({.id = "end", .width = 2, .height = 2, .role = Role::value});
    CHECK(legend_of(drawing).entries.size() == 4);
    CHECK(id_of_error(drawing) == "no error");
    drawing.meanings = {{Role::value, "an end"}};
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing.meanings = {{Role::token, ""}};
    CHECK(id_of_error(drawing) == "drawing-invalid");
  }

  TEST_CASE("small letters of every text stand high and low") {
    Drawing drawing = sample();
    drawing.notes[0].text = "2^{x_i} of k_hop -> R_uj";
    const std::string svg = to_svg(drawing);
    CHECK(is_well_formed(svg));
    CHECK(svg.find(">2<tspan dy=\"-4.20\" font-size=\"7.88\">x</tspan>"
                   "<tspan dy=\"1.73\" font-size=\"5.91\">i</tspan>"
                   "<tspan dy=\"2.47\"> of k_hop → R</tspan>"
                   "<tspan dy=\"2.31\" font-size=\"7.88\">uj</tspan></text>") != std::string::npos);
  }

  TEST_CASE("no two roles of one picture look alike without colour") {
    const std::vector<std::pair<Role, Role>> of_models{{Role::token, Role::wrong_answer},
                                                       {Role::attention, Role::loop}};
    const std::vector<std::pair<Role, Role>> of_cuts{
        {Role::value, Role::value}, {Role::answer, Role::fixed}, {Role::message, Role::cut}};
    for (const auto& ranges : {of_models, of_cuts}) {
      std::set<std::vector<std::string>> seen;
      for (const auto& [first, last] : ranges) {
        for (int r = static_cast<int>(first); r <= static_cast<int>(last); ++r) {
          const Look& look = look_of(static_cast<Role>(r));
          INFO(look.meaning);
          CHECK(seen.insert({look.shape, look.style, look.font, std::to_string(look.line_width)})
                    .second);
          CHECK(std::string(look.line).size() == 7);
        }
      }
    }
  }

  TEST_CASE("a drawing that is not sound is refused") {
    Drawing drawing = sample();
    drawing.edges[0].to = "nowhere";
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing = sample();
    drawing.edges[0].weight = Rational(3, 2);
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing = sample();
    drawing.edges[0].route.pop_back();
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing = sample();
    drawing.edges[0].role = Role::token;
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing = sample();
    drawing.nodes[1].id = drawing.nodes[0].id;
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing = sample();
    drawing.nodes[0].group = "none";
    CHECK(id_of_error(drawing) == "drawing-invalid");
    drawing = sample();
    drawing.nodes[0].width = 0;
    CHECK(id_of_error(drawing) == "drawing-invalid");
    CHECK(id_of_error(sample()) == "no error");
  }
}

}  // namespace
}  // namespace attest::diagram

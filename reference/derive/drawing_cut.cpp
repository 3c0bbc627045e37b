// SPDX-License-Identifier: Apache-2.0
/// \file
/// Letters, tokens and the line of the cut; pictures of instance maps.
#include "reference/derive/drawing_cut.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/drawing_text.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::Align;
using check::Role;
using check::Style;

constexpr int token_height = 22;

Role role_of(Owner owner) {
  switch (owner) {
    case Owner::fixed:
      return Role::fixed;
    case Owner::alice:
      return Role::alice;
    case Owner::bob:
      return Role::bob;
  }
  ATTEST_REQUIRE(false, "an owner outside the enumeration");
}

const char* name_of(Owner owner) {
  switch (owner) {
    case Owner::fixed:
      return "neither party's";
    case Owner::alice:
      return "Alice's";
    case Owner::bob:
      return "Bob's";
  }
  ATTEST_REQUIRE(false, "an owner outside the enumeration");
}

}  // namespace

std::string place_text(const Heading& heading) { return heading.claim + " " + heading.label; }

std::string title_text(const Heading& heading) {
  return place_text(heading) + ": " + heading.title;
}

std::string params_text(const check::DrawingRequest& request) {
  std::string text;
  for (const auto& [name, value] : request.params) {
    text += (text.empty() ? "" : ", ") + name + " = " + std::to_string(value);
  }
  return text + (request.mutant.empty() ? "" : "; broken on purpose: " + request.mutant);
}

CutPicture::CutPicture(const Heading& heading, const Instances& instances, int least_width)
    : instances_(instances),
      reduces_(instances.reduces()),
      canvas_(static_cast<int>(reduces_.places.size()), false, least_width, place_text(heading)) {
  canvas_.mean(Role::value, "letter of an input");
  canvas_.mean(Role::alice, "token that Alice's letters make");
  canvas_.mean(Role::bob, "token that Bob's letters make");
  canvas_.mean(Role::fixed, "token that is always the same");
}

void CutPicture::add_positions() {
  canvas_.note({gutter - 14, 7}, "position", Style::small, Align::right);
  for (int p = 0; p < count(); ++p) {
    canvas_.note({canvas_.x(p), 7}, std::to_string(p), Style::small, Align::centre);
  }
  canvas_.rise(16);
}

void CutPicture::add_pair(const DrawnPair& pair) {
  const std::vector<int>& alices = instances_.alice().at(pair.a).value();
  const std::vector<int>& bobs = instances_.bob().at(pair.b).value();
  const std::string suffix = pair.name == "(a, b′)" ? "'" : "";
  const int letters = canvas_.top() + row_height / 2;
  const int tokens = canvas_.top() + row_height + 12 + token_height / 2;
  canvas_.note({10, tokens}, "tokens of " + pair.name, Style::heading);
  canvas_.note({10, letters}, "letters of " + pair.name, Style::body);
  Matrix found;
  try {
    found = instances_.tokens(pair.a, pair.b);
  } catch (const model::Undefined&) {
    found = Matrix();
  }
  for (int p = 0; p < count(); ++p) {
    const Place& place = reduces_.places[static_cast<std::size_t>(p)];
    const std::string number = std::to_string(p) + suffix;
    std::string letter = "·";
    if (place.owner != Owner::fixed) {
      const std::vector<int>& word = place.owner == Owner::alice ? alices : bobs;
      letter = std::to_string(word.at(static_cast<std::size_t>(place.slot)));
    }
    canvas_.add(check::Node{.id = "letter." + number,
                            .centre = {canvas_.x(p), letters},
                            .width = std::max(10, canvas_.pitch() - 6),
                            .height = row_height - 1,
                            .lines = {fitted(letter, canvas_.cell_characters())},
                            .role = Role::value});
    const std::string text = found.rows() == 0 ? "?" : field_text(found, p);
    canvas_.add(check::Node{.id = "token." + number,
                            .centre = {canvas_.x(p), tokens},
                            .width = std::max(10, canvas_.pitch() - 6),
                            .height = token_height,
                            .lines = {text},
                            .role = role_of(place.owner),
                            .detail = "position " + std::to_string(p) + ", " +
                                      std::string(name_of(place.owner)) +
                                      (p == reduces_.reader ? ", read: " : ": ") + text});
    if (place.owner != Owner::fixed) {
      add_flow("letter." + number, "token." + number,
               {{canvas_.x(p), canvas_.top() + row_height - 1},
                {canvas_.x(p), tokens - token_height / 2}});
    }
  }
  canvas_.rise(row_height + 12 + token_height + 10);
}

void CutPicture::add_flow(const std::string& from, const std::string& to,
                          std::vector<check::Point> route) {
  canvas_.add(check::Edge{.from = from, .to = to, .role = Role::flow, .route = std::move(route)});
}

std::optional<int> CutPicture::cut_x() const {
  int first = count();
  for (int p = count(); p-- > 0;) {
    const Owner owner = reduces_.places[static_cast<std::size_t>(p)].owner;
    if (owner == Owner::alice) break;
    if (owner == Owner::bob) first = p;
  }
  const auto stray = [&](int p) {
    return p < first && reduces_.places[static_cast<std::size_t>(p)].owner == Owner::bob;
  };
  for (int p = 0; p < count(); ++p) {
    if (stray(p)) return std::nullopt;
  }
  if (first == 0 || first == count()) return std::nullopt;
  return canvas_.x(first) - canvas_.pitch() / 2;
}

void CutPicture::add_cut(int low, int high, int bend, int top) {
  std::string alice = "token.0";
  std::string bob = alice;
  for (int p = 0; p < count(); ++p) {
    const Owner owner = reduces_.places[static_cast<std::size_t>(p)].owner;
    if (owner == Owner::alice) alice = "token." + std::to_string(p);
    if (owner == Owner::bob && bob == "token.0") bob = "token." + std::to_string(p);
  }
  const check::Point bottom{low, 16};
  const check::Point first{low, bend};
  const check::Point second{high, bend};
  const check::Point end{high, top};
  std::vector<check::Point> route{bottom, end};
  if (low != high) {
    route = {bottom, bottom, first, first, first, second, second, second, end, end};
  }
  canvas_.add(check::Edge{.from = alice, .to = bob, .role = Role::cut, .route = std::move(route)});
}

void CutPicture::add_box(const std::string& id, Role role, const std::vector<std::string>& lines) {
  const int height = static_cast<int>(lines.size()) * line_height + 12;
  const int y = canvas_.top() + height / 2;
  canvas_.add(check::Node{.id = id,
                          .centre = {(gutter + canvas_.right()) / 2, y},
                          .width = canvas_.right() - gutter,
                          .height = height,
                          .lines = lines,
                          .role = role});
  canvas_.rise(height);
}

std::string CutPicture::field_text(const Matrix& tokens, int row) const {
  std::string text;
  for (const Rational& field : tokens.row(row)) {
    text += (text.empty() ? "" : " ") + short_text(field, canvas_.cell_characters());
  }
  return length_of(text) <= canvas_.cell_characters() ? text : "•";
}

check::Drawing draw(const Heading& heading, const std::vector<Reduces>& maps,
                    const check::DrawingRequest& request) {
  const auto subject = make_subject(maps);
  std::int64_t index = drawn_case(subject->cases(), request, heading);
  const std::int64_t drawn = index;
  for (const Reduces& map : maps) {
    const Instances instances(map);
    if (index >= instances.pairs()) {
      index -= instances.pairs();
      continue;
    }
    const DrawnPair pair{
        .a = index / instances.bob().size(), .b = index % instances.bob().size(), .name = "(a, b)"};
    CutPicture picture(heading, instances, least_page_width);
    Canvas& canvas = picture.canvas();
    picture.add_positions();
    picture.add_pair(pair);
    if (const std::optional<int> line = picture.cut_x()) {
      picture.add_cut(*line, *line, 0, canvas.top());
    }
    canvas.rise(8);
    const check::Tally tally = subject->judge({drawn, drawn + 1}, false);
    const std::string source = std::to_string(instances.source(pair.a, pair.b));
    std::string target = "undefined";
    try {
      target = std::to_string(instances.target(pair.a, pair.b));
    } catch (const model::Undefined&) {
      // The picture says so.
    }
    canvas.mean(Role::answer, "answers of both tasks, equal");
    canvas.mean(Role::wrong_answer, "answers of both tasks, different");
    canvas.note({10, canvas.top() + 18}, "answer", Style::heading);
    picture.add_box("answer", tally.failed > 0 ? Role::wrong_answer : Role::answer,
                    {map.target.id + " on the tokens: " + target,
                     map.source.id + " on the letters: " + source});
    return canvas.finish(
        title_text(heading),
        {params_text(request) + "; case " + std::to_string(drawn) + " of " +
             std::to_string(subject->cases().size) + ": " + instances.text(pair.a, pair.b),
         tally.failed > 0 ? "fails: the answers differ" : "holds: the answers are equal"});
  }
  ATTEST_REQUIRE(false, "a case outside the space");
}

}  // namespace attest::derive

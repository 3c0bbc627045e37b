// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drawings on a claim's page: what is built, with the attention pattern of a case.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"
#include "reports/diagram/diagram.hpp"
#include "reports/diagram/legible.hpp"
#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

/// A drawing and the point at which it was made.
struct Picture {
  check::Drawing drawing;
  check::Params params;
};

/// The statement's drawing at the last of its fast points at which it stays legible, if possible
/// with every value in full; nothing where it is legible at none.
std::optional<Picture> picture_of(const check::Statement& statement) {
  std::vector<check::Params> points = statement.points(check::Rung::fast);
  if (points.empty()) points = statement.points(check::Rung::nightly);
  std::reverse(points.begin(), points.end());
  std::optional<Picture> cut;
  for (const check::Params& params : points) {
    try {
      Picture picture{.drawing = statement.drawing({.params = params}), .params = params};
      const diagram::Legibility legibility = diagram::legibility_of(picture.drawing);
      if (legibility == diagram::Legibility::full) return picture;
      if (legibility == diagram::Legibility::cut) cut = std::move(picture);
    } catch (const InputError& error) {
      if (error.id() != "drawing-size") throw;
    }
  }
  return cut;
}

std::string command_text(const check::Statement& statement, const check::Params& params,
                         bool is_figure) {
  std::string text =
      fmt::format("./attest draw {} --statement {}", statement.claim, statement.label);
  for (const auto& [name, value] : params) text += fmt::format(" --set {}={}", name, value);
  return text + (is_figure ? " --figure" : "") + " -o drawing.svg\n";
}

void add_picture(Figures& figures, const check::Statement& statement, const Picture& picture,
                 bool is_figure) {
  const std::string name =
      statement.claim + "/drawing_" + statement.label + (is_figure ? "_figure" : "") + ".svg";
  figures.files[name] = diagram::to_svg(picture.drawing);
  std::string words = picture.drawing.title;
  const std::string start = statement.claim + " " + statement.label + ": ";
  if (words.starts_with(start)) words.erase(0, start.size());  // the caption links to the label
  std::string pause = ": ";  // before what is no sentence of its own
  for (const std::string& line : picture.drawing.caption) {
    const bool goes_on = words.ends_with(',') || words.ends_with('.');
    const bool is_sentence =
        !line.empty() && std::isupper(static_cast<unsigned char>(line[0])) != 0;
    if (!words.empty()) words += goes_on ? " " : is_sentence ? ". " : pause;
    words += line;
    pause = "; ";
  }
  Line caption{page(statement.label, "#" + statement.label), plain(" "), plain(words)};
  Block shown = figure(name, words, std::move(caption),
                       {code_block(command_text(statement, picture.params, is_figure))});
  // Letters of 10 points are still read at 7; where the page is narrower, the frame scrolls.
  shown.least_width = (picture.drawing.high.x - picture.drawing.low.x) * 7 / 10;
  figures.blocks.push_back(std::move(shown));
}

}  // namespace

Figures drawing_section(const ClaimRows& claim) {
  Figures figures;
  std::set<check::Shape> drawn;
  for (const StatementRows& rows : claim.statements) {
    const check::Statement& statement = *rows.statement;
    if (statement.drawing && !drawn.contains(statement.shape)) {
      if (const std::optional<Picture> picture = picture_of(statement)) {
        add_picture(figures, statement, *picture, false);
        drawn.insert(statement.shape);
      }
    }
    if (statement.figure) {
      const check::Params& params = statement.figure.params;
      add_picture(figures, statement, {.drawing = statement.figure.draw(params), .params = params},
                  true);
    }
  }
  if (figures.blocks.empty()) return figures;
  figures.blocks.insert(figures.blocks.begin(),
                        heading(3, text_line("Drawn from the description"), "drawing"));
  return figures;
}

}  // namespace attest::site

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphviz's SVG made fit for a page: no versions, no machine's names, details where one points.
#include "reports/diagram/diagram.hpp"

#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include "reference/number/contract.hpp"
#include "reports/diagram/attributes.hpp"
#include "reports/diagram/graph.hpp"
#include "reports/diagram/look.hpp"
#include "reports/prose/prose.hpp"
#include "reports/prose/text.hpp"

namespace attest::diagram {
namespace {

/// Everything from `open` to `close` taken out, wherever it stands.
void remove_all(std::string& text, std::string_view open, std::string_view close) {
  std::size_t at = 0;
  while ((at = text.find(open, at)) != std::string::npos) {
    const std::size_t end = text.find(close, at);
    if (end == std::string::npos) return;
    text.erase(at, end + close.size() - at);
    if (at < text.size() && text[at] == '\n') text.erase(at, 1);
  }
}

/// Details by the id of their element.
std::map<std::string, std::string> details_of(const check::Drawing& drawing) {
  std::map<std::string, std::string> details;
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
    if (!drawing.nodes[i].detail.empty()) details[node_element(i)] = drawing.nodes[i].detail;
  }
  for (std::size_t i = 0; i < drawing.edges.size(); ++i) {
    if (!drawing.edges[i].detail.empty()) details[edge_element(i)] = drawing.edges[i].detail;
  }
  return details;
}

/// Graphviz writes the name of every element as its title, right after the line with its id. Puts
/// the details there instead, and drops the ids, which would clash on a page of several drawings.
std::string with_details(const std::string& svg, const check::Drawing& drawing) {
  const std::map<std::string, std::string> details = details_of(drawing);
  std::string result;
  std::string id;
  for (std::size_t at = 0; at < svg.size();) {
    std::size_t end = svg.find('\n', at);
    if (end == std::string::npos) end = svg.size();
    std::string line = svg.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("<g id=\"")) {
      const std::size_t close = line.find('"', 7);
      id = line.substr(7, close - 7);
      line = "<g" + line.substr(close + 1);
    } else if (line.starts_with("<title>")) {
      const auto found = details.find(id);
      if (found == details.end()) continue;
      line = "<title>" + prose::escaped(found->second) + "</title>";
    }
    result += line + "\n";
  }
  return result;
}

/// The text of an element without Graphviz's entities.
std::string unescaped(std::string text) {
  for (const auto& [entity, character] : {std::pair{"&lt;", "<"},
                                          {"&gt;", ">"},
                                          {"&quot;", "\""},
                                          {"&#39;", "'"},
                                          {"&#45;", "-"},
                                          {"&#160;", "\u00A0"},
                                          {"&amp;", "&"}}) {
    prose::replace_all(text, entity, character);
  }
  return text;
}

/// How a level stands: its size and how far below the line, both over the size of the line.
struct Stand {
  double size = 1;
  double below = 0;
};
Stand stand_of(std::string_view level) {
  constexpr double smaller = 0.75;
  Stand stand;
  for (const char step : level) {
    stand.below += (step == '^' ? -0.4 : 0.22) * stand.size;
    stand.size *= smaller;
  }
  return stand;
}

/// The text with its small letters high and low. \param size of the line [points]
std::string set_text(const std::string& text, double size) {
  std::string result;
  double below = 0;
  for (const prose::Run& run : prose::runs_of(text, prose::Spaces::kept)) {
    const Stand stand = stand_of(run.level);
    const bool is_moved = stand.below != below;
    if (is_moved || !run.level.empty()) {
      result += "<tspan";
      if (is_moved) result += " dy=\"" + number((stand.below - below) * size) + "\"";
      if (!run.level.empty()) result += " font-size=\"" + number(stand.size * size) + "\"";
      result += ">" + prose::escaped(run.text) + "</tspan>";
    } else {
      result += prose::escaped(run.text);
    }
    below = stand.below;
  }
  return result;
}

/// Every text of the picture set as print would.
std::string with_small_letters(const std::string& svg) {
  constexpr std::string_view size_of = "font-size=\"";
  std::string result;
  std::size_t at = 0;
  for (std::size_t open = 0; (open = svg.find("<text ", at)) != std::string::npos;) {
    const std::size_t begin = svg.find('>', open) + 1;
    const std::size_t end = svg.find("</text>", begin);
    const std::size_t size = svg.find(size_of, open);
    ATTEST_REQUIRE(end != std::string::npos && size < begin, "a text of Graphviz's SVG");
    result += svg.substr(at, begin - at);
    result += set_text(unescaped(svg.substr(begin, end - begin)),
                       std::strtod(svg.c_str() + size + size_of.size(), nullptr));
    at = end;
  }
  return result + svg.substr(at);
}

/// What the picture is, for those who do not see it.
std::string summary(const check::Drawing& drawing) {
  std::string text = drawing.title;
  for (const std::string& line : drawing.caption) text += "; " + line;
  return text;
}

/// The root element sized in pixels, with the summary as its label.
void set_root(std::string& svg, const check::Drawing& drawing) {
  const std::size_t open = svg.find("<svg ");
  const std::size_t close = svg.find('>', open);
  std::string root = svg.substr(open, close - open);
  prose::replace_all(root, "pt\"", "\"");
  root += " role=\"img\" aria-label=\"" + prose::escaped(summary(drawing)) + "\"";
  svg.replace(open, close - open, root);
}

/// Puts the fonts to take in the place of the one that Graphviz names.
void set_font(std::string& svg, const std::string& font, const std::string& weight,
              const std::string& fonts) {
  prose::replace_all(svg, "font-family=\"" + font + "\"", weight + "font-family=\"" + fonts + "\"");
}

}  // namespace

std::string to_dot(const check::Drawing& drawing) {
  check::validate(drawing);
  return render(drawing, Target::dot);
}

std::string to_svg(const check::Drawing& drawing) {
  check::validate(drawing);
  std::string svg = render(drawing, Target::svg);
  remove_all(svg, "<!--", "-->");
  remove_all(svg, "<!DOCTYPE", ">");
  set_root(svg, drawing);
  svg = with_details(svg, drawing);
  svg = with_small_letters(svg);
  // Graphviz names one font; a page needs what to take where it is missing.
  const std::string bold_face = "font-weight=\"bold\" ";
  set_font(svg, mono_bold, bold_face, "DejaVu Sans Mono,Menlo,Consolas,monospace");
  set_font(svg, mono, "", "DejaVu Sans Mono,Menlo,Consolas,monospace");
  set_font(svg, bold, bold_face, "DejaVu Sans,Verdana,sans-serif");
  set_font(svg, sans, "", "DejaVu Sans,Verdana,sans-serif");
  return svg;
}

}  // namespace attest::diagram

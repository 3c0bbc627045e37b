// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs gnuplot and takes out of its SVG what is not the picture.
#include "reports/plot/plot.hpp"

#include <fmt/format.h>

#include <string_view>

#include "reference/number/contract.hpp"
#include "reports/plot/script.hpp"
#include "reports/prose/text.hpp"
#include "reports/tool/tool.hpp"

namespace attest::plot {
namespace {

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return result;
}

/// Replaces the text from `open` to `close`, both included. \pre both are there
void replace_between(std::string& svg, std::string_view open, std::string_view close,
                     const std::string& text) {
  const std::size_t begin = svg.find(open);
  const std::size_t end = begin == std::string::npos ? begin : svg.find(close, begin);
  ATTEST_REQUIRE(end != std::string::npos, "gnuplot's SVG lacks " + std::string(open));
  svg.replace(begin, end + close.size() - begin, text);
}

}  // namespace

std::string to_svg(const Plot& plot) {
  std::string svg =
      tool::output_of({.command = {"gnuplot", "-"}, .package = "gnuplot-nox"}, script_of(plot));
  replace_between(svg, "<title>", "</title>", "<title>" + escaped(plot.title) + "</title>");
  replace_between(svg, "<desc>", "</desc>\n", "");  // gnuplot's version
  prose::replace_all(svg, fmt::format("font-family=\"{}\"", font_placeholder),
                     "font-family=\"system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif\"");
  return svg;
}

}  // namespace attest::plot

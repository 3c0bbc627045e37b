// SPDX-License-Identifier: Apache-2.0
/// \file
/// Collects the formulas of documents and hands them to KaTeX.
#include "reports/site/typeset.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reports/site/assets.hpp"
#include "reports/tool/tool.hpp"

namespace attest::site {
namespace {

/// The formulas of documents, each once, with the place where it stands first.
class Collector {
 public:
  void collect(const Document& document) {
    page_ = document.name;
    heading_.clear();
    collect(with_math(document.title));
    collect(document.trail);
    for (const Block& block : document.blocks) collect(block);
    collect(document.footer);
  }
  [[nodiscard]] const std::vector<std::string>& formulas() const { return formulas_; }
  [[nodiscard]] const std::string& place_of(const std::string& tex) const {
    return places_.at(tex);
  }

 private:
  void collect(const Line& line) {
    for (const Span& span : line) {
      if (span.kind != Span::Kind::math || places_.contains(span.text)) continue;
      places_[span.text] = heading_.empty() ? page_ : page_ + ", " + heading_;
      formulas_.push_back(span.text);
    }
  }
  void collect(const Block& block) {
    if (block.kind == Block::Kind::heading) {
      heading_.clear();
      for (const Span& span : block.line) heading_ += span.text;
    }
    collect(block.line);
    for (const Line& item : block.items) collect(item);
    for (const std::vector<Line>& row : block.rows) {
      for (const Line& cell : row) collect(cell);
    }
    for (const Block& inner : block.inside) collect(inner);
  }

  std::string page_;
  std::string heading_;
  std::vector<std::string> formulas_;
  std::map<std::string, std::string> places_;
};

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in || bytes.empty()) {
    throw InputError("tool-failed", path, std::strerror(errno),
                     "a font of the Debian package fonts-katex");
  }
  return bytes;
}

}  // namespace

Typeset typeset(const std::vector<Document>& documents) {
  Collector collector;
  for (const Document& document : documents) collector.collect(document);
  const std::vector<std::string>& formulas = collector.formulas();
  if (formulas.empty()) return {};
  const tool::Tool node{.command = {"node", "-e", std::string(typesetting_program())},
                        .package = "katex"};
  const nlohmann::json result = nlohmann::json::parse(
      tool::output_of(node, nlohmann::json{{"formulas", formulas}}.dump(
                                -1, ' ', false, nlohmann::json::error_handler_t::replace)));
  if (result.contains("failed")) {
    const std::string& tex = formulas.at(result.at("failed").get<std::size_t>());
    throw InputError("formula-invalid", collector.place_of(tex),
                     "$" + tex + "$ (" + result.at("message").get<std::string>() + ")",
                     "TeX that KaTeX typesets");
  }
  Typeset typeset;
  const nlohmann::json& html = result.at("html");
  ATTEST_REQUIRE(html.size() == formulas.size(), "as many formulas typeset as asked for");
  for (std::size_t i = 0; i < formulas.size(); ++i) typeset.html[formulas[i]] = html.at(i);
  typeset.css = result.at("css");
  const std::string folder = result.at("folder");
  for (const std::string font : result.at("fonts")) {
    typeset.fonts["fonts/" + font] = bytes_of(folder + "/" + font);
  }
  return typeset;
}

}  // namespace attest::site

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Makes spans and blocks.
#include "reports/site/document.hpp"

#include <utility>

namespace attest::site {

Span plain(std::string_view text) {
  return {.kind = Span::Kind::text, .text = std::string(text), .target = {}};
}

Span strong(std::string_view text) {
  return {.kind = Span::Kind::strong, .text = std::string(text), .target = {}};
}

Span code(std::string_view text) {
  return {.kind = Span::Kind::code, .text = std::string(text), .target = {}};
}

Span link(std::string_view text, std::string_view address) {
  return {.kind = Span::Kind::link, .text = std::string(text), .target = std::string(address)};
}

Span page(std::string_view text, std::string_view name) {
  return {.kind = Span::Kind::page, .text = std::string(text), .target = std::string(name)};
}

Span mark(std::string_view text, std::string_view style) {
  return {.kind = Span::Kind::mark, .text = std::string(text), .target = std::string(style)};
}

Line with_math(std::string_view text) {
  Line line;
  while (!text.empty()) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == std::string_view::npos ? open : text.find('$', open + 1);
    if (close == std::string_view::npos) {
      line.push_back(plain(text));
      break;
    }
    if (open > 0) line.push_back(plain(text.substr(0, open)));
    line.push_back({.kind = Span::Kind::math,
                    .text = std::string(text.substr(open + 1, close - open - 1)),
                    .target = {}});
    text.remove_prefix(close + 1);
  }
  return line;
}

Block heading(int level, Line line) {
  Block block;
  block.kind = Block::Kind::heading;
  block.level = level;
  block.line = std::move(line);
  return block;
}

Block paragraph(Line line) {
  Block block;
  block.line = std::move(line);
  return block;
}

Block list(std::vector<Line> items) {
  Block block;
  block.kind = Block::Kind::list;
  block.items = std::move(items);
  return block;
}

Block code_block(std::string_view text) {
  Block block;
  block.kind = Block::Kind::code;
  block.text = text;
  return block;
}

Block table(std::vector<std::string> titles, std::vector<std::vector<Line>> rows) {
  Block block;
  block.kind = Block::Kind::table;
  block.titles = std::move(titles);
  block.rows = std::move(rows);
  return block;
}

Block fold(Line summary, std::vector<Block> inside) {
  Block block;
  block.kind = Block::Kind::fold;
  block.line = std::move(summary);
  block.inside = std::move(inside);
  return block;
}

}  // namespace attest::site

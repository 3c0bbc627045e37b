// SPDX-License-Identifier: Apache-2.0
/// \file
/// Makes spans and blocks.
#include "reports/site/document.hpp"

#include <iterator>

namespace attest::site {
namespace {

Span span_of(Span::Kind kind, std::string_view text, std::string_view target) {
  return {.kind = kind, .text = std::string(text), .target = std::string(target)};
}

Block block_of(Block::Kind kind) {
  Block block;
  block.kind = kind;
  return block;
}

}  // namespace

Span plain(std::string_view text) { return span_of(Span::Kind::text, text, {}); }
Span strong(std::string_view text) { return span_of(Span::Kind::strong, text, {}); }
Span emphasis(std::string_view text) { return span_of(Span::Kind::emphasis, text, {}); }
Span faint(std::string_view text) { return span_of(Span::Kind::faint, text, {}); }
Span below(std::string_view text) { return span_of(Span::Kind::below, text, {}); }
Span code(std::string_view text) { return span_of(Span::Kind::code, text, {}); }
Span link(std::string_view text, std::string_view address) {
  return span_of(Span::Kind::link, text, address);
}
Span page(std::string_view text, std::string_view name) {
  return span_of(Span::Kind::page, text, name);
}
Span file(std::string_view text, std::string_view name) {
  return span_of(Span::Kind::file, text, name);
}
Span mark(std::string_view text, std::string_view style) {
  return span_of(Span::Kind::mark, text, style);
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
    line.push_back(span_of(Span::Kind::math, text.substr(open + 1, close - open - 1), {}));
    text.remove_prefix(close + 1);
  }
  return line;
}

Line text_line(std::string_view text) { return text.empty() ? Line() : Line{plain(text)}; }

void append(Line& line, Line more) {
  std::move(more.begin(), more.end(), std::back_inserter(line));
}

Block heading(int level, Line line, std::string_view anchor) {
  Block block = block_of(Block::Kind::heading);
  block.level = level;
  block.line = std::move(line);
  block.anchor = anchor;
  return block;
}

Block paragraph(Line line, std::string_view style) {
  Block block = block_of(Block::Kind::paragraph);
  block.line = std::move(line);
  block.style = style;
  return block;
}

Block list(std::vector<Line> items) {
  Block block = block_of(Block::Kind::list);
  block.items = std::move(items);
  return block;
}

Block code_block(std::string_view text) {
  Block block = block_of(Block::Kind::code);
  block.text = text;
  return block;
}

Block table(std::string_view caption, std::vector<std::string> titles,
            std::vector<std::vector<Line>> rows, Narrow narrow) {
  Block block = block_of(Block::Kind::table);
  block.text = caption;
  block.titles = std::move(titles);
  block.rows = std::move(rows);
  block.narrow = narrow;
  return block;
}

Block facts(const std::vector<std::pair<std::string, Line>>& entries, std::string_view style) {
  Block block = block_of(Block::Kind::facts);
  block.style = style;
  for (const auto& [name, line] : entries) {
    block.titles.push_back(name);
    block.items.push_back(line);
  }
  return block;
}

Block figure(std::string_view picture, std::string_view alternative, Line caption,
             std::vector<Block> inside) {
  Block block = block_of(Block::Kind::figure);
  block.picture = picture;
  block.text = alternative;
  block.line = std::move(caption);
  block.inside = std::move(inside);
  return block;
}

Block fold(Line summary, std::vector<Block> inside) {
  Block block = block_of(Block::Kind::fold);
  block.line = std::move(summary);
  block.inside = std::move(inside);
  return block;
}

Block panel(std::string_view style, std::vector<Block> inside) {
  Block block = block_of(Block::Kind::panel);
  block.style = style;
  block.inside = std::move(inside);
  return block;
}

}  // namespace attest::site

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as Markdown in GitHub's flavour.
#include "reports/site/document.hpp"

namespace attest::site {
namespace {

/// Text with the characters escaped that Markdown or a table would take for its own.
std::string escaped(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>|#$~";
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += ' ';
      continue;
    }
    if (special.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// A code span with as many backquotes as it needs; a bar would end a table cell.
std::string code_of(std::string_view text) {
  std::string body;
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = run > longest ? run : longest;
    if (c == '|') body += '\\';
    body += c == '\n' ? ' ' : c;
  }
  const std::string fence(longest + 1, '`');
  const std::string space = longest > 0 ? " " : "";
  return fence + space + body + space + fence;
}

/// TeX without the character that ends a table cell.
std::string math_of(std::string_view tex) {
  std::string result;
  for (const char c : tex) result += c == '|' ? std::string("\\vert ") : std::string(1, c);
  return result;
}

/// The words of a line for a place where only HTML is read.
std::string html_text_of(const Line& line) {
  std::string result;
  for (const Span& span : line) {
    for (const char c : span.text) {
      result += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
  }
  return result;
}

std::string markdown_of(const Span& span) {
  switch (span.kind) {
    case Span::Kind::text:
      return escaped(span.text);
    case Span::Kind::strong:
    case Span::Kind::mark:
      return "**" + escaped(span.text) + "**";
    case Span::Kind::code:
      return code_of(span.text);
    case Span::Kind::math:
      return "$" + math_of(span.text) + "$";
    case Span::Kind::link:
      return "[" + escaped(span.text) + "](" + span.target + ")";
    case Span::Kind::page:
      return "[" + escaped(span.text) + "](" + span.target + ".md)";
  }
  return {};
}

std::string markdown_of(const Line& line) {
  std::string result;
  for (const Span& span : line) result += markdown_of(span);
  return result;
}

std::string table_of(const Block& block) {
  std::string head = "|";
  std::string rule = "|";
  for (const std::string& title : block.titles) {
    const bool is_number = title.starts_with(">");
    head += " " + escaped(is_number ? title.substr(1) : title) + " |";
    rule += is_number ? "---:|" : "---|";
  }
  std::string result = head + "\n" + rule + "\n";
  for (const std::vector<Line>& row : block.rows) {
    result += "|";
    for (const Line& cell : row) result += " " + markdown_of(cell) + " |";
    result += "\n";
  }
  return result + "\n";
}

std::string markdown_of(const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      return std::string(static_cast<std::size_t>(block.level), '#') + " " +
             markdown_of(block.line) + "\n\n";
    case Block::Kind::paragraph:
      return markdown_of(block.line) + "\n\n";
    case Block::Kind::list: {
      std::string result;
      for (const Line& item : block.items) result += "- " + markdown_of(item) + "\n";
      return result + "\n";
    }
    case Block::Kind::table:
      return table_of(block);
    case Block::Kind::code: {
      const bool ends = block.text.ends_with('\n');
      return "````text\n" + block.text + (ends ? "" : "\n") + "````\n\n";
    }
    case Block::Kind::fold: {
      std::string result = "<details><summary>" + html_text_of(block.line) + "</summary>\n\n";
      for (const Block& inner : block.inside) result += markdown_of(inner);
      return result + "</details>\n\n";
    }
  }
  return {};
}

}  // namespace

std::string to_markdown(const Document& document) {
  std::string result;
  for (const Block& block : document.blocks) result += markdown_of(block);
  while (result.ends_with("\n\n")) result.pop_back();
  return result;
}

}  // namespace attest::site

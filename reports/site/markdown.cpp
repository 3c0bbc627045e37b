// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as Markdown in GitHub's flavour.
#include <map>

#include "reports/site/render.hpp"

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

/// TeX that Markdown leaves alone: it would take "\\{" for "{" and a bar for the end of a cell.
std::string math_of(std::string_view tex) {
  static const std::map<char, std::string> commands{
      {'{', "\\lbrace "},     {'}', "\\rbrace "},       {',', "\\thinspace "}, {':', "\\medspace "},
      {';', "\\thickspace "}, {'!', "\\negthinspace "}, {'|', "\\Vert "}};
  static const std::map<char, std::string> signs{
      {'|', "\\vert "}, {'<', "\\lt "}, {'>', "\\gt "}, {'*', "\\ast "}};
  std::string result;
  for (std::size_t i = 0; i < tex.size(); ++i) {
    const bool is_command = tex[i] == '\\' && i + 1 < tex.size();
    const auto& table = is_command ? commands : signs;
    const auto found = table.find(is_command ? tex[i + 1] : tex[i]);
    if (found != table.end()) {
      result += found->second;
      i += is_command ? 1 : 0;
    } else {
      result += tex[i];
      if (is_command) result += tex[++i];
    }
  }
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

/// The address of a page of the report: "match_two#S1" is match_two.md#S1, "#S1" stays.
std::string markdown_address(const std::string& target) {
  const std::size_t hash = target.find('#');
  const std::string name = target.substr(0, hash);
  const std::string anchor = hash == std::string::npos ? "" : target.substr(hash);
  return (name.empty() ? "" : name + ".md") + anchor;
}

std::string markdown_of(const Span& span) {
  switch (span.kind) {
    case Span::Kind::text:
    case Span::Kind::faint:
      return escaped(span.text);
    case Span::Kind::emphasis:
      return "*" + escaped(span.text) + "*";
    case Span::Kind::below:
      return "<br>" + escaped(span.text);
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
      return "[" + escaped(span.text) + "](" + markdown_address(span.target) + ")";
    case Span::Kind::file:
      return "[" + escaped(span.text) + "](" + span.target + ")";
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

std::string markdown_of(const std::vector<Block>& blocks);

std::string code_block_of(const Block& block) {
  const bool ends = block.text.ends_with('\n');
  return "````text\n" + block.text + (ends ? "" : "\n") + "````\n\n";
}

std::string items_of(const Block& block) {
  std::string result;
  for (std::size_t i = 0; i < block.items.size(); ++i) {
    const std::string name =
        block.kind == Block::Kind::facts ? "**" + escaped(block.titles[i]) + "**: " : "";
    result += "- " + name + markdown_of(block.items[i]) + "\n";
  }
  return result + "\n";
}

std::string heading_of(const Block& block) {
  const std::string anchor = block.anchor.empty() ? "" : "<a id=\"" + block.anchor + "\"></a>\n\n";
  return anchor + std::string(static_cast<std::size_t>(block.level), '#') + " " +
         markdown_of(block.line) + "\n\n";
}

std::string markdown_of(const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      return heading_of(block);
    case Block::Kind::paragraph:
      return markdown_of(block.line) + "\n\n";
    case Block::Kind::list:
    case Block::Kind::facts:
      return items_of(block);
    case Block::Kind::table:
      return table_of(block);
    case Block::Kind::code:
      return code_block_of(block);
    case Block::Kind::figure:
      return "![" + escaped(block.text) + "](" + block.picture + ")\n\n" + markdown_of(block.line) +
             "\n\n" + markdown_of(block.inside);
    case Block::Kind::fold:
      return "<details><summary>" + html_text_of(block.line) + "</summary>\n\n" +
             markdown_of(block.inside) + "</details>\n\n";
    case Block::Kind::panel:
      return markdown_of(block.inside);
  }
  return {};
}

std::string markdown_of(const std::vector<Block>& blocks) {
  std::string result;
  for (const Block& block : blocks) result += markdown_of(block);
  return result;
}

}  // namespace

std::string to_markdown(const Document& document) {
  std::string result = document.trail.empty() ? "" : markdown_of(document.trail) + "\n\n";
  result += markdown_of(document.blocks);
  if (!document.footer.empty()) result += "---\n\n" + markdown_of(document.footer) + "\n";
  while (result.ends_with("\n\n")) result.pop_back();
  return result;
}

}  // namespace attest::site

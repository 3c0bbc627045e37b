// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as HTML.
#include "reports/site/document.hpp"

namespace attest::site {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// Escaped text in which no line breaks inside a number such as "35 831 808", nor between a number
/// and the word that it counts.
std::string escaped_prose(std::string_view text) {
  const auto is_digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  const auto is_letter = [&](std::size_t i) { return text[i] >= 'a' && text[i] <= 'z'; };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_after_digit = i > 0 && i + 1 < text.size() && text[i] == ' ' && is_digit(i - 1);
    if (is_after_digit && is_digit(i + 1)) {
      result += "&#8239;";
    } else if (is_after_digit && is_letter(i + 1)) {
      result += "&nbsp;";
    } else {
      result += escaped(text.substr(i, 1));
    }
  }
  return result;
}

/// Escaped code that may break after an underscore or a dot.
std::string escaped_code(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result += escaped(text.substr(i, 1));
    if ((text[i] == '_' || text[i] == '.') && i + 1 < text.size()) result += "<wbr>";
  }
  return result;
}

std::string html_of(const Span& span) {
  std::string text = escaped(span.text);
  switch (span.kind) {
    case Span::Kind::text:
      return escaped_prose(span.text);
    case Span::Kind::strong:
      return "<strong>" + text + "</strong>";
    case Span::Kind::code:
      return "<code>" + escaped_code(span.text) + "</code>";
    case Span::Kind::math:
      return "<span class=\"math\">" + text + "</span>";
    case Span::Kind::link:
      return "<a href=\"" + escaped(span.target) + "\">" + text + "</a>";
    case Span::Kind::page:
      return "<a href=\"" + escaped(span.target) + ".html\">" + escaped_code(span.text) + "</a>";
    case Span::Kind::mark:
      return "<span class=\"mark " + escaped(span.target) + "\">" + text + "</span>";
  }
  return text;
}

std::string html_of(const Line& line) {
  std::string result;
  for (const Span& span : line) result += html_of(span);
  return result;
}

std::string title_of(const std::string& title) {
  return escaped(title.starts_with(">") ? title.substr(1) : title);
}

/// A cell of a table; on a narrow screen it stands on a line of its own behind its title.
std::string cell_of(const std::string& title, const std::string& content) {
  std::string style = title.starts_with(">") ? "number" : "";
  if (content.empty()) style += style.empty() ? "empty" : " empty";
  const std::string attributes = style.empty() ? "" : " class=\"" + style + "\"";
  return "<td" + attributes + " data-title=\"" + title_of(title) + "\">" + content + "</td>";
}

std::string table_of(const Block& block) {
  std::string result = "<div class=\"table\"><table>\n<thead><tr>";
  for (const std::string& title : block.titles) {
    const std::string style = title.starts_with(">") ? " class=\"number\"" : "";
    result += "<th" + style + ">" + title_of(title) + "</th>";
  }
  result += "</tr></thead>\n<tbody>\n";
  for (const std::vector<Line>& row : block.rows) {
    result += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      result += cell_of(block.titles[i], html_of(row[i]));
    }
    result += "</tr>\n";
  }
  return result + "</tbody>\n</table></div>\n";
}

std::string html_of(const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading: {
      const std::string tag = "h" + std::to_string(block.level);
      return "<" + tag + ">" + html_of(block.line) + "</" + tag + ">\n";
    }
    case Block::Kind::paragraph:
      return "<p>" + html_of(block.line) + "</p>\n";
    case Block::Kind::list: {
      std::string result = "<ul>\n";
      for (const Line& item : block.items) result += "<li>" + html_of(item) + "</li>\n";
      return result + "</ul>\n";
    }
    case Block::Kind::table:
      return table_of(block);
    case Block::Kind::code:
      return "<pre><code>" + escaped(block.text) + "</code></pre>\n";
    case Block::Kind::fold: {
      std::string result = "<details><summary>" + html_of(block.line) + "</summary>\n";
      for (const Block& inner : block.inside) result += html_of(inner);
      return result + "</details>\n";
    }
  }
  return {};
}

}  // namespace

std::string to_html(const Document& document) {
  std::string result =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      escaped(document.title) +
      "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<main>\n";
  for (const Block& block : document.blocks) result += html_of(block);
  return result + "</main>\n</body>\n</html>\n";
}

}  // namespace attest::site

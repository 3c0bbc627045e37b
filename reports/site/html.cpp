// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as HTML.
#include "reference/number/contract.hpp"
#include "reports/site/render.hpp"

namespace attest::site {
namespace {

std::string escaped_code(std::string_view text);

/// A title reads like print; a label or a file's name may break.
std::string link_text(std::string_view text) {
  return text.find(' ') == std::string_view::npos ? escaped_code(text) : html_prose(text);
}

/// Escaped code that may break after an underscore, a dot or a slash.
std::string escaped_code(std::string_view text) {
  constexpr std::string_view breaking = "_./:,=";
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result += html_escaped(text.substr(i, 1));
    if (breaking.find(text[i]) != std::string_view::npos && i + 1 < text.size()) result += "<wbr>";
  }
  return result;
}

/// The address of a page of the report: "match_two#S1" is match_two.html#S1, "#S1" stays.
std::string address_of(const std::string& target) {
  const std::size_t hash = target.find('#');
  const std::string name = target.substr(0, hash);
  const std::string anchor = hash == std::string::npos ? "" : target.substr(hash);
  return html_escaped((name.empty() ? "" : name + ".html") + anchor);
}

/// Writes a document's blocks with the formulas at hand.
class Writer {
 public:
  explicit Writer(const Typeset& typeset) : typeset_(typeset) {}

  [[nodiscard]] std::string html_of(const Line& line) const {
    std::string result;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string next = i + 1 < line.size() ? line[i + 1].text : "";
      if (!holds_on_to(line[i], next)) {
        result += html_of(line[i]);
        continue;
      }
      Span rest = line[i + 1];
      rest.text = next.substr(1);
      result += "<span class=\"nobreak\">" + html_of(line[i]) + next.substr(0, 1) + "</span>" +
                html_of(rest);
      ++i;
    }
    return result;
  }

  [[nodiscard]] std::string html_of(const std::vector<Block>& blocks) const {
    std::string result;
    for (const Block& block : blocks) result += html_of(block);
    return result;
  }

 private:
  /// Whether the punctuation that starts `next` would hang alone on the next line: browsers may
  /// break a line after any formula. Long formulas have to break inside.
  static bool holds_on_to(const Span& span, const std::string& next) {
    constexpr std::size_t longest = 30;
    return span.kind == Span::Kind::math && span.text.size() <= longest && !next.empty() &&
           std::string_view(".,;:)?").find(next.front()) != std::string_view::npos;
  }

  [[nodiscard]] std::string html_of(const Span& span) const {
    switch (span.kind) {
      case Span::Kind::text:
        return html_prose(span.text);
      case Span::Kind::strong:
        return "<strong>" + html_prose(span.text) + "</strong>";
      case Span::Kind::emphasis:
        return "<em>" + html_prose(span.text) + "</em>";
      case Span::Kind::faint:
        return "<span class=\"faint\">" + html_prose(span.text) + "</span>";
      case Span::Kind::below:
        return "<span class=\"faint below\">" + html_prose(span.text) + "</span>";
      case Span::Kind::code:
        return "<code>" + escaped_code(span.text) + "</code>";
      case Span::Kind::math: {
        const auto found = typeset_.html.find(span.text);
        ATTEST_REQUIRE(found != typeset_.html.end(),
                       "a formula that was not typeset: " + span.text);
        return found->second;
      }
      case Span::Kind::link:
        return "<a href=\"" + html_escaped(span.target) + "\">" + html_prose(span.text) + "</a>";
      case Span::Kind::page:
        return "<a href=\"" + address_of(span.target) + "\">" + link_text(span.text) + "</a>";
      case Span::Kind::file:
        return "<a href=\"" + html_escaped(span.target) + "\">" + escaped_code(span.text) + "</a>";
      case Span::Kind::mark:
        return "<span class=\"mark " + html_escaped(span.target) + "\">" + html_prose(span.text) +
               "</span>";
    }
    return {};
  }

  [[nodiscard]] std::string html_of(const Block& block) const {
    switch (block.kind) {
      case Block::Kind::heading: {
        const std::string tag = "h" + std::to_string(block.level);
        const std::string id =
            block.anchor.empty() ? "" : " id=\"" + html_escaped(block.anchor) + "\"";
        return "<" + tag + id + ">" + html_of(block.line) + "</" + tag + ">\n";
      }
      case Block::Kind::paragraph:
        return "<p" + class_of(block.style) + ">" + html_of(block.line) + "</p>\n";
      case Block::Kind::list: {
        std::string result = "<ul" + class_of(block.style) + ">\n";
        for (const Line& item : block.items) result += "<li>" + html_of(item) + "</li>\n";
        return result + "</ul>\n";
      }
      case Block::Kind::table:
        return table_of(block);
      case Block::Kind::facts: {
        std::string result =
            "<dl" + class_of(block.style.empty() ? "facts" : "facts " + block.style) + ">\n";
        for (std::size_t i = 0; i < block.items.size(); ++i) {
          result += "<div><dt>" + html_prose(block.titles[i]) + "</dt><dd>" +
                    html_of(block.items[i]) + "</dd></div>\n";
        }
        return result + "</dl>\n";
      }
      case Block::Kind::code:
        return "<pre tabindex=\"0\"><code>" + html_escaped(block.text) + "</code></pre>\n";
      case Block::Kind::figure:
        return "<figure>\n<div class=\"picture\"" + frame_of(block) +
               " tabindex=\"0\" role=\"group\" "
               "aria-label=\"picture\">"
               "<img src=\"" +
               html_escaped(block.picture) + "\" alt=\"" + html_escaped(block.text) + "\"" +
               width_of(block) + "></div>\n<figcaption>" + html_of(block.line) + "</figcaption>\n" +
               html_of(block.inside) + "</figure>\n";
      case Block::Kind::fold:
        return "<details><summary>" + html_of(block.line) + "</summary>\n" + html_of(block.inside) +
               "</details>\n";
      case Block::Kind::panel:
        return "<div" + class_of(block.style) + ">\n" + html_of(block.inside) + "</div>\n";
    }
    return {};
  }

  static std::string width_of(const Block& block) {
    return block.least_width == 0
               ? ""
               : " style=\"min-width:" + std::to_string(block.least_width) + "px\"";
  }

  /// A small picture is not blown up to the width of the page.
  static std::string frame_of(const Block& block) {
    return block.least_width == 0
               ? ""
               : " style=\"max-width:" + std::to_string(block.least_width * 3 / 2) + "px\"";
  }

  static std::string class_of(const std::string& style) {
    return style.empty() ? "" : " class=\"" + html_escaped(style) + "\"";
  }

  static std::string title_of(const std::string& title) {
    return html_prose(title.starts_with(">") ? title.substr(1) : title);
  }

  /// A table in a frame that scrolls by itself and takes the focus, so that keys can scroll it.
  /// Rows and cells say their roles because some browsers forget them when cells are stacked.
  [[nodiscard]] std::string table_of(const Block& block) const {
    const bool stacks = block.narrow == Narrow::stacks;
    std::string result = "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"" +
                         html_escaped(block.text.empty() ? "table" : block.text) +
                         "\"><table role=\"table\"" + (stacks ? " class=\"stacks\"" : "") + ">\n" +
                         caption_of(block) + "<thead role=\"rowgroup\"><tr role=\"row\">";
    for (const std::string& title : block.titles) {
      const std::string style = title.starts_with(">") ? " class=\"number\"" : "";
      result += "<th scope=\"col\" role=\"columnheader\"" + style + ">" + title_of(title) + "</th>";
    }
    result += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const std::vector<Line>& row = block.rows[r];
      result += "<tr role=\"row\"" + data_of(block, r) + ">";
      for (std::size_t i = 0; i < row.size(); ++i) {
        result += cell_of(block.titles[i], row[i], stacks);
      }
      result += "</tr>\n";
    }
    return result + "</tbody>\n</table></div>\n";
  }

  static std::string data_of(const Block& block, std::size_t row) {
    if (block.row_data.empty()) return {};
    std::string result;
    for (const auto& [name, value] : block.row_data.at(row)) {
      result += " data-" + name + "=\"" + html_escaped(value) + "\"";
    }
    return result;
  }

  static std::string caption_of(const Block& block) {
    return block.text.empty() ? "" : "<caption>" + html_prose(block.text) + "</caption>\n";
  }

  static std::size_t length_of(const Line& line) {
    std::size_t length = 0;
    for (const Span& span : line) length += span.text.size();
    return length;
  }

  /// Short cells do not break, long ones are not squeezed: the frame scrolls instead.
  static std::string style_of_length(std::size_t length) {
    constexpr std::size_t longest_short = 22;  // characters
    constexpr std::size_t shortest_long = 70;
    return length <= longest_short ? "short" : length >= shortest_long ? "long" : "";
  }

  [[nodiscard]] std::string cell_of(const std::string& title, const Line& line, bool stacks) const {
    std::string style = title.starts_with(">") ? "number" : "";
    if (line.empty()) style += style.empty() ? "empty" : " empty";
    if (style.empty()) style = style_of_length(length_of(line));
    const std::string label = title.starts_with(">") ? title.substr(1) : title;
    return "<td role=\"cell\"" + class_of(style) +
           (stacks && !label.empty() ? " data-title=\"" + html_escaped(label) + "\"" : "") + ">" +
           (stacks ? "<div>" + html_of(line) + "</div>" : html_of(line)) + "</td>";
  }

  const Typeset& typeset_;
};

/// The words of a title for the window, which shows no markup.
std::string window_title(const std::string& title) {
  std::string result;
  for (const char c : title) {
    if (c != '$' && c != '\\' && c != '{' && c != '}') result += c;
  }
  return html_escaped(result);
}

/// Links to the headings of the second level.
std::string contents_of(const Writer& writer, const Document& document) {
  std::string items;
  for (const Block& block : document.blocks) {
    if (block.kind != Block::Kind::heading || block.level != 2 || block.anchor.empty()) continue;
    items += "<li><a href=\"#" + html_escaped(block.anchor) + "\">" + writer.html_of(block.line) +
             "</a></li>\n";
  }
  return "<nav class=\"contents\" aria-label=\"On this page\">\n<p>On this page</p>\n<ul>\n" +
         items + "</ul>\n</nav>\n";
}

std::string script_of(const Document& document) {
  return document.script.empty()
             ? ""
             : "<script src=\"" + html_escaped(document.script) + "\"></script>\n";
}

}  // namespace

std::string to_html(const Document& document, const Typeset& typeset) {
  const Writer writer(typeset);
  std::string result =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      window_title(document.title) +
      "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n" +
      script_of(document) +
      "</head>\n<body>\n"
      "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n";
  result += "<header class=\"top\"><nav aria-label=\"Where this page is\">" +
            writer.html_of(document.trail) + "</nav></header>\n<div class=\"sheet\">\n";
  if (document.has_contents) result += contents_of(writer, document);
  result += "<main id=\"content\">\n" + writer.html_of(document.blocks) + "</main>\n</div>\n";
  result += "<footer><p>" + writer.html_of(document.footer) + "</p></footer>\n</body>\n</html>\n";
  return result;
}

}  // namespace attest::site

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents: what a page says, written once and rendered as HTML and as Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::site {

/// A piece of a line.
struct Span {
  enum class Kind {
    text,
    strong,
    code,
    math,  ///< TeX, without its dollars
    link,  ///< to the address `target`
    page,  ///< to the page `target` of the same report, without its ending
    mark,  ///< a word that a stylesheet colours by `target`: good, bad, open
  };
  Kind kind = Kind::text;
  std::string text;
  std::string target;
};

/// A line of text.
using Line = std::vector<Span>;

/// One block of a page.
struct Block {
  enum class Kind { heading, paragraph, list, table, code, fold };
  Kind kind = Kind::paragraph;
  int level = 2;                        ///< of a heading: 1 to 4
  Line line;                            ///< of a heading, a paragraph; the summary of a fold
  std::vector<Line> items;              ///< of a list
  std::vector<std::string> titles;      ///< of a table; a title that starts with '>' is a number's
  std::vector<std::vector<Line>> rows;  ///< of a table, as wide as its titles
  std::string text;                     ///< of code
  std::vector<Block> inside;            ///< of a fold
};

/// One page.
struct Document {
  std::string title;
  std::vector<Block> blocks;
};

/// \name Spans and lines.
/// @{
[[nodiscard]] Span plain(std::string_view text);
[[nodiscard]] Span strong(std::string_view text);
[[nodiscard]] Span code(std::string_view text);
[[nodiscard]] Span link(std::string_view text, std::string_view address);
[[nodiscard]] Span page(std::string_view text, std::string_view name);
[[nodiscard]] Span mark(std::string_view text, std::string_view style);
/// Text in which `$...$` is math; a dollar without its partner stands for itself.
[[nodiscard]] Line with_math(std::string_view text);
/// @}

/// \name Blocks.
/// @{
[[nodiscard]] Block heading(int level, Line line);
[[nodiscard]] Block paragraph(Line line);
[[nodiscard]] Block list(std::vector<Line> items);
[[nodiscard]] Block code_block(std::string_view text);
[[nodiscard]] Block table(std::vector<std::string> titles, std::vector<std::vector<Line>> rows);
[[nodiscard]] Block fold(Line summary, std::vector<Block> inside);
/// @}

/// The page as HTML that needs style.css beside it and nothing else.
[[nodiscard]] std::string to_html(const Document& document);

/// The page as Markdown in GitHub's flavour.
[[nodiscard]] std::string to_markdown(const Document& document);

/// The stylesheet of all pages: light and dark, narrow and wide, screen and paper.
[[nodiscard]] std::string_view stylesheet();

}  // namespace attest::site

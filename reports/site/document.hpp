// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents: what a page says, written once and rendered as HTML and as Markdown.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attest::site {

/// A piece of a line.
struct Span {
  enum class Kind {
    text,
    strong,
    emphasis,
    faint,  ///< less important than what stands around it
    below,  ///< faint, on a line of its own
    code,
    math,  ///< TeX, without its dollars
    link,  ///< to the address `target`
    page,  ///< to the page `target` of the same report, without its ending; may end in "#anchor"
    file,  ///< to the file `target` of the same report
    mark,  ///< a word that a stylesheet colours by `target`: good, bad, open, part
  };
  Kind kind = Kind::text;
  std::string text;
  std::string target;
};

/// A line of text.
using Line = std::vector<Span>;

/// How a table behaves where it is wider than the screen.
enum class Narrow {
  scrolls,  ///< inside a frame of its own: numbers
  stacks,   ///< a row becomes a card: sentences
};

/// What a program of the page may choose a row of a table by: names of letters, and their values.
using RowData = std::vector<std::pair<std::string, std::string>>;

/// One block of a page.
struct Block {
  enum class Kind { heading, paragraph, list, table, facts, code, figure, fold, panel };
  Kind kind = Kind::paragraph;
  int level = 2;            ///< of a heading: 1 to 4
  std::string anchor;       ///< of a heading: what a link may lead to; may be empty
  std::string style;        ///< of a paragraph, of facts, of a panel: its class; may be empty
  Line line;                ///< of a heading, a paragraph, a figure: the caption; a fold
  std::vector<Line> items;  ///< of a list, of facts
  std::vector<std::string> titles;  ///< of a table; one that starts with '>' is a number's; facts
  std::vector<std::vector<Line>> rows;  ///< of a table, as wide as its titles
  Narrow narrow = Narrow::scrolls;      ///< of a table
  std::vector<RowData> row_data;        ///< of a table: one a row, or none
  std::string text;                     ///< of code; of a table: what it is, for screen readers
  std::string picture;                  ///< of a figure: the file; `text` is what it shows
  int least_width = 0;                  ///< of a figure [pixels]; 0: as wide as the page lets it
  std::vector<Block> inside;            ///< of a fold, a panel; of a figure: what belongs to it
};

/// One page.
struct Document {
  std::string name;   ///< of its files, without the ending
  std::string title;  ///< of the window; may hold math
  Line trail;         ///< where the page stands in the report
  std::vector<Block> blocks;
  Line footer;               ///< what the page was made from
  bool has_contents = true;  ///< links to its headings of the second level
  std::string script;  ///< the file of a program without which the page is whole; may be empty
};

/// \name Spans and lines.
/// @{
[[nodiscard]] Span plain(std::string_view text);
[[nodiscard]] Span strong(std::string_view text);
[[nodiscard]] Span emphasis(std::string_view text);
[[nodiscard]] Span faint(std::string_view text);
[[nodiscard]] Span below(std::string_view text);
[[nodiscard]] Span code(std::string_view text);
[[nodiscard]] Span link(std::string_view text, std::string_view address);
[[nodiscard]] Span page(std::string_view text, std::string_view name);
[[nodiscard]] Span file(std::string_view text, std::string_view name);
[[nodiscard]] Span mark(std::string_view text, std::string_view style);
/// Text in which `$...$` is math; a dollar without its partner stands for itself.
[[nodiscard]] Line with_math(std::string_view text);
/// A line of plain text.
[[nodiscard]] Line text_line(std::string_view text);
/// Appends the spans of `more`.
void append(Line& line, Line more);
/// @}

/// \name Blocks.
/// @{
[[nodiscard]] Block heading(int level, Line line, std::string_view anchor);
[[nodiscard]] Block paragraph(Line line, std::string_view style);
[[nodiscard]] Block list(std::vector<Line> items);
[[nodiscard]] Block code_block(std::string_view text);
/// \param caption what the table holds
[[nodiscard]] Block table(std::string_view caption, std::vector<std::string> titles,
                          std::vector<std::vector<Line>> rows, Narrow narrow);
/// Names and what belongs to them.
/// \param style empty, or "totals" for few numbers side by side
[[nodiscard]] Block facts(const std::vector<std::pair<std::string, Line>>& entries,
                          std::string_view style);
/// \param alternative what the picture shows, for those who do not see it
[[nodiscard]] Block figure(std::string_view picture, std::string_view alternative, Line caption,
                           std::vector<Block> inside);
[[nodiscard]] Block fold(Line summary, std::vector<Block> inside);
[[nodiscard]] Block panel(std::string_view style, std::vector<Block> inside);
/// @}

}  // namespace attest::site

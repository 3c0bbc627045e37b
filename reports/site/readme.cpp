// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads the Markdown that READMEs of claims are written in.
#include "reports/site/readme.hpp"

#include <algorithm>

namespace attest::site {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// The cells of "| a | b |"; a bar inside backquotes or after a backslash does not end a cell.
std::vector<Line> cells_of(std::string_view row) {
  row = trimmed(row);
  if (row.starts_with('|')) row.remove_prefix(1);
  if (row.ends_with('|')) row.remove_suffix(1);
  std::vector<Line> cells;
  std::string cell;
  bool is_code = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '`') is_code = !is_code;
    if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|') continue;
    const bool is_escaped = i > 0 && row[i - 1] == '\\';
    if (row[i] == '|' && !is_code && !is_escaped) {
      cells.push_back(marked_up(trimmed(cell)));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  cells.push_back(marked_up(trimmed(cell)));
  return cells;
}

bool is_rule(std::string_view line) {
  return !line.empty() && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

std::string words_of(const Line& line) {
  std::string text;
  for (const Span& span : line) text += span.text;
  return text;
}

/// Turns lines into blocks, one construct at a time.
class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(lines_of(text)) {}

  std::vector<Section> read() {
    sections_.push_back({});
    while (at_ < lines_.size()) read_block();
    if (sections_.front().blocks.empty()) sections_.erase(sections_.begin());
    return std::move(sections_);
  }

 private:
  [[nodiscard]] std::string_view line(std::size_t i) const {
    return i < lines_.size() ? lines_[i] : std::string_view();
  }
  void add(Block block) { sections_.back().blocks.push_back(std::move(block)); }

  void read_block() {
    const std::string_view here = trimmed(line(at_));
    if (here.empty()) {
      ++at_;
    } else if (here.starts_with("```")) {
      read_code();
    } else if (here.starts_with("#")) {
      read_heading(here);
    } else if (here.starts_with("|") && is_rule(trimmed(line(at_ + 1)))) {
      read_table();
    } else if (here.starts_with("- ")) {
      read_list();
    } else {
      read_paragraph();
    }
  }

  void read_heading(std::string_view here) {
    const std::size_t level = std::min(here.find_first_not_of('#'), here.size());
    const std::string_view title = trimmed(here.substr(level));
    ++at_;
    if (level == 1) return;
    if (level == 2) {
      sections_.push_back({.title = std::string(title), .blocks = {}});
    } else {
      add(heading(4, marked_up(title), ""));
    }
  }

  void read_code() {
    std::string text;
    for (++at_; at_ < lines_.size() && !trimmed(line(at_)).starts_with("```"); ++at_) {
      text += std::string(line(at_)) + "\n";
    }
    ++at_;
    add(code_block(text));
  }

  void read_table() {
    std::vector<std::string> titles;
    for (const Line& cell : cells_of(line(at_))) titles.push_back(words_of(cell));
    std::vector<std::vector<Line>> rows;
    for (at_ += 2; trimmed(line(at_)).starts_with("|"); ++at_) {
      rows.push_back(cells_of(line(at_)));
      rows.back().resize(titles.size());
    }
    add(table("", std::move(titles), std::move(rows), Narrow::scrolls));
  }

  void read_list() {
    std::vector<Line> items;
    while (at_ < lines_.size()) {
      const std::string_view here = trimmed(line(at_));
      if (!here.starts_with("- ")) break;
      std::string text(trimmed(here.substr(2)));
      for (++at_; continues(); ++at_) text += " " + std::string(trimmed(line(at_)));
      items.push_back(marked_up(text));
    }
    add(list(std::move(items)));
  }

  void read_paragraph() {
    std::string text(trimmed(line(at_)));
    for (++at_; continues(); ++at_) text += " " + std::string(trimmed(line(at_)));
    add(paragraph(marked_up(text), ""));
  }

  /// Whether the current line goes on with the paragraph or item before it.
  [[nodiscard]] bool continues() const {
    const std::string_view here = trimmed(line(at_));
    return !here.empty() && !here.starts_with("- ") && !here.starts_with("#") &&
           !here.starts_with("```") && !here.starts_with("|");
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::vector<Section> sections_;
};

}  // namespace

std::vector<Section> sections_of(std::string_view readme) { return Reader(readme).read(); }

const Section* find(const std::vector<Section>& sections, std::string_view title) {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const Section& section) { return section.title == title; });
  return found == sections.end() ? nullptr : &*found;
}

namespace {

/// Where "*a b*" at the start of the text ends; npos where the star is not one of emphasis.
std::size_t emphasis_end(std::string_view text, char before) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (!text.starts_with('*') || text.size() < 3 || text[1] == ' ' || text[1] == '*' ||
      is_word(before)) {
    return std::string_view::npos;
  }
  const std::size_t end = text.find('*', 1);
  const bool is_closed = end != std::string_view::npos && text[end - 1] != ' ' &&
                         (end + 1 == text.size() || !is_word(text[end + 1]));
  return is_closed ? end : std::string_view::npos;
}

}  // namespace

Line marked_up(std::string_view text) {
  Line line;
  char before = ' ';
  bool is_math = false;
  std::string plain_text;
  const auto flush = [&] {
    if (!plain_text.empty()) append(line, with_math(plain_text));
    plain_text.clear();
  };
  while (!text.empty()) {
    const std::size_t code_end = text.starts_with('`') ? text.find('`', 1) : std::string_view::npos;
    const std::size_t strong_end =
        text.starts_with("**") ? text.find("**", 2) : std::string_view::npos;
    const std::size_t emphasis_close =
        is_math ? std::string_view::npos : emphasis_end(text, before);
    const std::size_t label_end =
        text.starts_with('[') ? text.find("](", 1) : std::string_view::npos;
    const std::size_t link_end =
        label_end == std::string_view::npos ? label_end : text.find(')', label_end);
    if (code_end != std::string_view::npos) {
      flush();
      line.push_back(code(text.substr(1, code_end - 1)));
      text.remove_prefix(code_end + 1);
    } else if (strong_end != std::string_view::npos) {
      flush();
      line.push_back(strong(text.substr(2, strong_end - 2)));
      text.remove_prefix(strong_end + 2);
    } else if (link_end != std::string_view::npos &&
               text.substr(label_end + 2).starts_with("https://")) {
      flush();
      line.push_back(link(text.substr(1, label_end - 1),
                          text.substr(label_end + 2, link_end - label_end - 2)));
      text.remove_prefix(link_end + 1);
    } else if (strong_end == std::string_view::npos && emphasis_close != std::string_view::npos) {
      flush();
      line.push_back(emphasis(text.substr(1, emphasis_close - 1)));
      text.remove_prefix(emphasis_close + 1);
    } else {
      before = text.front();
      if (before == '$') is_math = !is_math;
      plain_text += before;
      text.remove_prefix(1);
      continue;
    }
    before = ' ';
  }
  flush();
  return line;
}

bool says_none(const Section& section) {
  if (section.blocks.empty()) return true;
  const Block& first = section.blocks.front();
  if (section.blocks.size() != 1 || first.kind != Block::Kind::paragraph) return false;
  const std::string words = words_of(first.line);
  constexpr std::size_t longest = 40;  // "None found.", "None in the paper's own text."
  return words.size() <= longest && (words.starts_with("None") || words.starts_with("none"));
}

}  // namespace attest::site

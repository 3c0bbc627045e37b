// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words out of a user's text: brackets, intervals with hits, windows of a log.
#include <algorithm>
#include <tuple>
#include <utility>

#include "claims/contextual_counting/parts.hpp"
#include "reference/number/error.hpp"

namespace attest::contextual_counting {
namespace {

constexpr std::size_t most_letters = 2048;  // quadratic time: a word this long takes seconds
constexpr std::size_t most_digits = 15;     // of a position
constexpr std::size_t most_shown = 40;      // characters of what was found

/// A line without its end, and where it stands.
struct Line {
  std::string_view text;
  std::string place;
};

std::vector<Line> lines_of(std::string_view text, const std::string& place) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::int64_t number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({line, place + ":" + std::to_string(number)});
    begin = end + 1;
  }
  return lines;
}

/// What blanks and tabs separate.
std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  std::size_t at = 0;
  while ((at = line.find_first_not_of(" \t", at)) != std::string_view::npos) {
    const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end;
  }
  return fields;
}

std::string shown(std::string_view text) {
  return "'" + std::string(text.substr(0, most_shown)) + "'";
}

/// A name as it can stand in a result.
std::string name_of(std::string_view name, const std::string& place) {
  const bool is_plain = std::all_of(
      name.begin(), name.end(), [](char c) { return c > ' ' && c < 127 && c != '"' && c != '\\'; });
  if (!is_plain) {
    throw InputError("word-name", place, "other characters",
                     "a name of printable ASCII characters without quotes and backslashes");
  }
  return std::string(name);
}

void require_length(const Letters& word, const std::string& place) {
  if (word.size() <= most_letters) return;
  throw InputError("word-length", place, std::to_string(word.size()) + " letters",
                   "at most " + std::to_string(most_letters));
}

void require_words(const std::vector<NamedWord>& words, const std::string& place,
                   const char* expected) {
  if (words.empty()) throw InputError("word-empty", place, "no words", expected);
}

std::int64_t position_of(std::string_view text, const std::string& place) {
  const bool is_number = !text.empty() && text.size() <= most_digits &&
                         text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_number) {
    throw InputError("interval-number", place, shown(text),
                     "a position of at most " + std::to_string(most_digits) + " digits");
  }
  return Integer::parse(text).to_int64();
}

/// An end of an interval, or a hit; events at one position stand in this order.
enum class Mark { end, start, hit };

struct Event {
  std::int64_t position;
  Mark mark;
  std::string name;  // of the interval that starts
  std::string place;
  [[nodiscard]] auto order() const { return std::tuple(position, mark); }
};

/// The events of one chromosome, in any order.
struct Chromosome {
  std::string name;
  std::vector<Event> events;
};

Chromosome& chromosome_of(std::vector<Chromosome>& all, const std::string& name) {
  for (Chromosome& chromosome : all) {
    if (chromosome.name == name) return chromosome;
  }
  return all.emplace_back(Chromosome{.name = name, .events = {}});
}

void add_line(std::vector<Chromosome>& all, const Line& line) {
  const std::vector<std::string_view> fields = fields_of(line.text);
  if (fields.empty() || fields[0].starts_with('#')) return;
  if (fields.size() == 1) {
    throw InputError("interval-fields", line.place, shown(fields[0]),
                     "chromosome start end [name], or chromosome position");
  }
  std::vector<Event>& events = chromosome_of(all, name_of(fields[0], line.place)).events;
  const std::int64_t start = position_of(fields[1], line.place);
  if (fields.size() == 2) {
    events.push_back({start, Mark::hit, {}, line.place});
    return;
  }
  const std::int64_t end = position_of(fields[2], line.place);
  if (end <= start) {
    throw InputError("interval-empty", line.place,
                     "[" + std::to_string(start) + ", " + std::to_string(end) + ")",
                     "a start before the end");
  }
  events.push_back(
      {start, Mark::start, fields.size() > 3 ? name_of(fields[3], line.place) : "", line.place});
  events.push_back({end, Mark::end, {}, line.place});
}

NamedWord word_of(Chromosome chromosome, const std::string& place) {
  std::stable_sort(chromosome.events.begin(), chromosome.events.end(),
                   [](const Event& a, const Event& b) { return a.order() < b.order(); });
  NamedWord word{.name = place + ":" + chromosome.name, .letters = {}, .regions = {}};
  bool is_inside = false;
  for (const Event& event : chromosome.events) {
    if (event.mark == Mark::hit) {
      word.letters.push_back(1);
      continue;
    }
    if (event.mark == Mark::start) {
      if (is_inside) {
        throw InputError("interval-overlap", event.place, "an interval inside another",
                         "intervals that do not overlap");
      }
      word.regions.push_back(event.name.empty() ? std::to_string(word.regions.size() + 1)
                                                : event.name);
    }
    is_inside = event.mark == Mark::start;
    word.letters.push_back(is_inside ? open_symbol : close_symbol);
  }
  require_length(word.letters, word.name);
  return word;
}

}  // namespace

std::vector<NamedWord> words_of_brackets(std::string_view text, const std::string& place) {
  std::vector<NamedWord> words;
  for (const Line& line : lines_of(text, place)) {
    if (line.text.empty()) continue;
    NamedWord word{.name = line.place, .letters = {}, .regions = {}};
    bool is_inside = false;
    for (std::size_t at = 0; at < line.text.size(); ++at) {
      const std::string here = line.place + ":" + std::to_string(at + 1);
      const char letter = line.text[at];
      const std::size_t symbol = std::string_view("01[]").find(letter);
      if (symbol == std::string_view::npos) {
        const bool is_plain = letter > ' ' && letter < 127;
        throw InputError("word-letter", here,
                         is_plain ? shown(line.text.substr(at, 1)) : "another byte",
                         "0, 1, [ or ]");
      }
      if (symbol >= 2 && is_inside != (symbol == 3)) {
        throw InputError("word-region", here, is_inside ? "a nested region" : "nothing to close",
                         "regions one after the other");
      }
      if (symbol >= 2) is_inside = !is_inside;
      if (symbol == 2) word.regions.push_back(std::to_string(word.regions.size() + 1));
      word.letters.push_back(static_cast<std::int64_t>(symbol));
    }
    if (is_inside) {
      throw InputError("word-region", line.place, "an open region", "a ] for every [");
    }
    require_length(word.letters, line.place);
    words.push_back(std::move(word));
  }
  require_words(words, place, "a word a line");
  return words;
}

std::vector<NamedWord> words_of_intervals(std::string_view text, const std::string& place) {
  std::vector<Chromosome> chromosomes;
  for (const Line& line : lines_of(text, place)) add_line(chromosomes, line);
  std::vector<NamedWord> words;
  for (Chromosome& chromosome : chromosomes) words.push_back(word_of(std::move(chromosome), place));
  require_words(words, place, "lines of intervals and hits");
  return words;
}

std::vector<NamedWord> words_of_log(std::string_view text, const std::string& place) {
  NamedWord word{.name = place, .letters = {}, .regions = {}};
  bool is_inside = false;
  for (const Line& line : lines_of(text, place)) {
    const std::vector<std::string_view> fields = fields_of(line.text);
    if (fields.empty()) continue;
    if (fields.size() == 1) {
      throw InputError("log-fields", line.place, shown(fields[0]), "a time and an event");
    }
    const bool is_begin = fields[1] == "begin";
    const bool is_end = fields[1] == "end";
    if ((is_begin && is_inside) || (is_end && !is_inside)) {
      throw InputError("log-window", line.place,
                       is_begin ? "a window in a window" : "no window open",
                       "windows one after the other");
    }
    if (is_begin) {
      word.regions.push_back(fields.size() > 2 ? name_of(fields[2], line.place)
                                               : std::to_string(word.regions.size() + 1));
    }
    if (is_begin || is_end) is_inside = is_begin;
    word.letters.push_back(is_begin             ? open_symbol
                           : is_end             ? close_symbol
                           : fields[1] == "hit" ? 1
                                                : 0);
  }
  if (is_inside) throw InputError("log-window", place, "an open window", "an end of every begin");
  require_length(word.letters, place);
  std::vector<NamedWord> words;
  if (!word.letters.empty()) words.push_back(std::move(word));
  require_words(words, place, "lines of a log");
  return words;
}

}  // namespace attest::contextual_counting

// SPDX-License-Identifier: Apache-2.0
/// \file
/// JSON files of SUBLEQ programs; every refusal names the program and the key.
#include "reference/machine/subleq_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

using Json = nlohmann::json;

// A text in quotes, in printable ASCII, cut to a length that fits a message.
std::string in_quotes(const std::string& text) {
  return Json(text.size() > 60 ? text.substr(0, 57) + "..." : text)
      .dump(-1, ' ', true, Json::error_handler_t::replace);
}

// "file.json:3:14" of a byte offset.
std::string position_of(std::string_view text, std::string_view place, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return std::string(place) + ":" + std::to_string(line) + ":" +
         std::to_string(before.size() - start + 1);
}

// Parses and refuses keys that an object holds twice: of these a reader would silently drop one.
Json parse_json(std::string_view text, std::string_view place) {
  std::vector<std::set<std::string>> keys;
  std::optional<std::string> repeated;
  const auto watch = [&](int, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second) {
      repeated = value.get<std::string>();
    }
    return true;
  };
  Json result;
  try {
    result = Json::parse(text, watch);
  } catch (const Json::parse_error& error) {
    throw InputError("subleq-json", position_of(text, place, error.byte == 0 ? 0 : error.byte - 1),
                     text.empty()               ? "an empty file"
                     : error.byte > text.size() ? "the end inside a value"
                                                : "no JSON",
                     "a JSON object");
  }
  if (repeated) {
    throw InputError("subleq-key", std::string(place), "the key " + in_quotes(*repeated) + " twice",
                     "each key at most once");
  }
  return result;
}

// A value of a file and its place, such as `file.json: programs[2] "ftrl".commands[0]`.
class Node {
 public:
  Node(const Json& value, std::string place) : value_(value), place_(std::move(place)) {}

  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] int size() const { return static_cast<int>(value_.size()); }
  [[nodiscard]] bool has(const char* key) const { return value_.contains(key); }

  void require_object(std::initializer_list<std::string_view> known) const {
    if (!value_.is_object()) refuse("subleq-value", found(), "an object");
    for (const auto& item : value_.items()) {
      if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
      std::string names;
      for (const std::string_view name : known)
        names += (names.empty() ? "" : ", ") + std::string(name);
      refuse("subleq-key", "the key " + in_quotes(item.key()), "only " + names);
    }
  }

  [[nodiscard]] Node at(const char* key) const {
    if (!has(key)) refuse("subleq-key", "no \"" + std::string(key) + "\"", "this key");
    const bool is_file = place_.ends_with(": ");
    return {value_[key], place_ + (is_file ? "" : ".") + key};
  }

  [[nodiscard]] Node item(int i) const {
    return {value_[static_cast<std::size_t>(i)], place_ + "[" + std::to_string(i) + "]"};
  }

  void require_list(std::size_t least, std::size_t most, const std::string& of) const {
    if (!value_.is_array()) refuse("subleq-value", found(), "a list of " + of);
    if (value_.size() < least || value_.size() > most) {
      refuse("subleq-size", std::to_string(value_.size()) + " " + of,
             least == most ? std::to_string(least)
                           : std::to_string(least) + " to " + std::to_string(most));
    }
  }

  [[nodiscard]] std::string text() const {
    if (!value_.is_string()) refuse("subleq-value", found(), "a string");
    return value_.get<std::string>();
  }

  [[nodiscard]] std::int64_t integer() const {
    const bool is_large = value_.is_number_unsigned() &&
                          value_.get<std::uint64_t>() >
                              static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!value_.is_number_integer() || is_large)
      refuse("subleq-value", found(), "a 64-bit integer");
    return value_.get<std::int64_t>();
  }

  [[noreturn]] void refuse(const char* id, std::string found, std::string expected) const {
    const bool is_file = place_.ends_with(": ");
    throw InputError(id, is_file ? place_.substr(0, place_.size() - 2) : place_, std::move(found),
                     std::move(expected));
  }

 private:
  [[nodiscard]] std::string found() const {
    std::string text = value_.dump(-1, ' ', true, Json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
  }

  const Json& value_;
  std::string place_;
};

int address(const Node& node) {
  const std::int64_t value = node.integer();
  if (value < 0 || value > std::numeric_limits<int>::max()) {
    node.refuse("subleq-range", std::to_string(value), "a column");
  }
  return static_cast<int>(value);
}

void require_between(const Node& node, int value, int first, int last, const std::string& what) {
  if (first <= value && value <= last) return;
  node.refuse("subleq-range", std::to_string(value),
              what + ", " + std::to_string(first) + " to " + std::to_string(last));
}

// The last command jumps to itself; the columns before the words are scratch.
int scratch_of(const Node& commands, const Program& program) {
  const int words = static_cast<int>(program.memory.size());
  const int count = static_cast<int>(program.commands.size());
  const int last = program.commands.back().c;
  const int least = words + count;  // column of the last command behind one scratch column
  if (last < least || last >= most_columns) {
    commands.item(count - 1).item(2).refuse(
        "subleq-range", std::to_string(last),
        "the column of the last command itself, " + std::to_string(least) + " (with " +
            std::to_string(words) + " words, " + std::to_string(count) +
            " commands and one scratch column) to " + std::to_string(most_columns - 1));
  }
  return last - words - count + 1;
}

void require_addresses(const Node& commands, const Program& program) {
  for (int i = 0; i < commands.size(); ++i) {
    const Command& command = program.commands[static_cast<std::size_t>(i)];
    const Node node = commands.item(i);
    const int last_word = program.first_command() - 1;
    require_between(node.item(0), command.a, program.scratch, last_word, "a column of a word");
    require_between(node.item(1), command.b, program.scratch, last_word, "a column of a word");
    require_between(node.item(2), command.c, program.first_command(), program.last_command(),
                    "a column of a command");
  }
}

Program program_of(const Node& node) {
  node.require_object({"name", "convention", "commands", "init_mem"});
  Program program;
  if (node.has("name")) program.name = node.at("name").text();
  if (node.has("convention")) {
    const Node convention = node.at("convention");
    static_cast<void>(dialect_of(convention.text(), convention.place()));
  }
  const Node words = node.at("init_mem");
  words.require_list(1, most_columns, "words");
  for (int i = 0; i < words.size(); ++i) program.memory.push_back(words.item(i).integer());
  const Node commands = node.at("commands");
  commands.require_list(1, most_columns, "commands");
  for (int i = 0; i < commands.size(); ++i) {
    const Node command = commands.item(i);
    command.require_list(3, 3, "columns (a, b, c)");
    program.commands.push_back({.a = address(command.item(0)),
                                .b = address(command.item(1)),
                                .c = address(command.item(2))});
  }
  program.scratch = scratch_of(commands, program);
  require_addresses(commands, program);
  return program;
}

}  // namespace

Dialect dialect_of(std::string_view convention, std::string_view place) {
  std::string name;
  for (const char letter : convention.substr(0, convention.find(':'))) {
    const bool is_gap = letter == '-' || letter == '_' || letter == ' ';
    name += is_gap ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  constexpr std::array<std::pair<std::string_view, Dialect>, 4> known{{
      {"looped transformer", Dialect::looped_transformer},
      {"howerj", Dialect::howerj},
      {"davidar", Dialect::davidar_sq},
      {"416 cell", Dialect::cells_416},
  }};
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const auto& item) { return name.starts_with(item.first); });
  if (found == known.end() || found->second != Dialect::looped_transformer) {
    const bool is_known = found != known.end();
    throw InputError(
        "subleq-dialect", std::string(place),
        is_known ? "the dialect of " + std::string(found->first)
                 : in_quotes(std::string(convention)),
        "a convention that begins with \"Looped-Transformer\"; other dialects differ in "
        "overflow, halting and addresses and are not read");
  }
  return found->second;
}

std::vector<Program> parse(std::string_view text, std::string_view place) {
  const Json file = parse_json(text, place);
  const Node root(file, std::string(place) + ": ");
  if (!file.is_object()) root.refuse("subleq-value", "no object", "an object");
  if (!root.has("programs")) return {program_of(root)};
  root.require_object({"convention", "programs"});
  if (root.has("convention")) {
    const Node convention = root.at("convention");
    static_cast<void>(dialect_of(convention.text(), convention.place()));
  }
  const Node list = root.at("programs");
  list.require_list(1, most_columns, "programs");
  std::vector<Program> programs;
  for (int i = 0; i < list.size(); ++i) {
    const Json& item = file["programs"][static_cast<std::size_t>(i)];
    const bool is_named = item.is_object() && item.contains("name") && item["name"].is_string();
    const std::string name = is_named ? " " + in_quotes(item["name"].get<std::string>()) : "";
    programs.push_back(program_of(Node(item, list.item(i).place() + name)));
  }
  return programs;
}

}  // namespace attest::machine::subleq

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Command lines: a command declares what it takes, and gets texts by name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attest::cli {

/// How often an argument may stand on the command line and whether a value follows its name.
enum class Takes {
  required_word,   ///< positional, exactly once
  optional_words,  ///< positional, any number
  required_words,  ///< positional, at least once
  value,           ///< `--name VALUE`, at most once
  values,          ///< `--name VALUE`, any number of times
  nothing,         ///< `--name`
};

/// One argument that a command takes.
struct Argument {
  std::string name;         ///< `--rung`, or `ID` for a positional one
  std::string placeholder;  ///< what the help prints for the value
  std::string meaning;
  Takes takes = Takes::value;
};

/// What a command's line looks like.
struct Syntax {
  std::string command;
  std::string about;    ///< one sentence
  std::string example;  ///< one or more lines, shown by --help
  std::vector<Argument> arguments;
};

/// The values of one command line, by argument name.
class Values {
 public:
  /// The command that was named; empty for `--help` and `--version`.
  std::string command;
  /// The text asked for by `--help`, to be printed instead of running anything.
  std::optional<std::string> help;

  [[nodiscard]] bool has(const std::string& name) const { return words_.contains(name); }
  /// The value of an argument that stands at most once.
  [[nodiscard]] std::optional<std::string> text(const std::string& name) const;
  /// The value of an argument that must stand.
  [[nodiscard]] const std::string& word(const std::string& name) const;
  /// Every value of an argument in the order given.
  [[nodiscard]] std::vector<std::string> texts(const std::string& name) const;
  /// Adds a value (or the empty text for an argument that takes none).
  void add(const std::string& name, std::string value) { words_[name].push_back(std::move(value)); }

 private:
  std::map<std::string, std::vector<std::string>> words_;
};

/// Reads a command line. \param words without the program's name
/// \throws InputError command-missing, command-unknown, argument-unknown, argument-syntax
[[nodiscard]] Values parse(const std::vector<Syntax>& commands,
                           const std::vector<std::string>& words);

/// A whole number in [low, high]. \param place the flag
/// \throws InputError argument-value
[[nodiscard]] std::int64_t integer_argument(std::string_view text, std::string_view place,
                                            std::int64_t low, std::int64_t high);

/// A duration such as `500ms`, `60s`, `5m`, `2h` [milliseconds], at least 1. A bare number is
/// refused.
/// \throws InputError argument-value
[[nodiscard]] std::int64_t duration_argument(std::string_view text, std::string_view place);

}  // namespace attest::cli

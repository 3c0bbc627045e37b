// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads command lines with CLI11, and numbers and durations by hand.
#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <list>
#include <utility>

#include "cli/nearest.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

/// Where CLI11 leaves the words of one argument.
struct Slot {
  std::string name;
  std::string meaning;
  Takes takes = Takes::value;
  CLI::Option* option = nullptr;
  std::vector<std::string> words;
};

/// A command of the CLI11 parser with its slots; a list, because CLI11 keeps their addresses.
struct Parser {
  CLI::App* app = nullptr;
  std::list<Slot> slots;
};

void declare(Parser& parser, const Argument& argument) {
  Slot& slot = parser.slots.emplace_back();
  slot.name = argument.name;
  slot.meaning = argument.meaning;
  slot.takes = argument.takes;
  if (argument.takes == Takes::nothing) {
    slot.option = parser.app->add_flag(argument.name, argument.meaning);
    return;
  }
  slot.option = parser.app->add_option(argument.name, slot.words, argument.meaning);
  slot.option->type_name(argument.placeholder)->allow_extra_args(false);
  switch (argument.takes) {
    case Takes::required_word:
      slot.option->expected(1);
      break;
    case Takes::required_words:
    case Takes::optional_words:
      slot.option->expected(1, std::numeric_limits<int>::max())->allow_extra_args();
      break;
    case Takes::value:
      slot.option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
      break;
    default:
      slot.option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      break;
  }
}

/// The first word that no argument took is refused; then the arguments that must stand are checked.
void refuse_unknown(const Syntax& syntax, const Parser& parser) {
  const std::string place = "attest " + syntax.command;
  std::vector<std::string> flags{"--help"};
  for (const Slot& slot : parser.slots) {
    if (slot.name.starts_with("-")) flags.push_back(slot.name);
  }
  for (const std::string& word : parser.app->remaining()) {
    if (word.starts_with("-") && word != "-") {
      const std::string flag = word.substr(0, word.find('='));
      throw InputError("argument-unknown", place, in_quotes(flag), one_of(flag, flags));
    }
    throw InputError("argument-unexpected", place, in_quotes(word), "no further word");
  }
  for (const Slot& slot : parser.slots) {
    const bool must_stand =
        slot.takes == Takes::required_word || slot.takes == Takes::required_words;
    if (must_stand && slot.option->count() == 0) {
      throw InputError("argument-missing", place, "no " + slot.name,
                       slot.name + ": " + slot.meaning);
    }
  }
}

Values values_of(const Syntax& syntax, const Parser& parser) {
  Values values;
  values.command = syntax.command;
  for (const Slot& slot : parser.slots) {
    if (slot.takes == Takes::nothing) {
      if (slot.option->count() > 0) values.add(slot.name, "");
      continue;
    }
    for (const std::string& word : slot.words) values.add(slot.name, word);
  }
  return values;
}

/// CLI11 wants the words in reverse.
void parse_with(CLI::App& app, std::vector<std::string> words) {
  std::reverse(words.begin(), words.end());
  app.parse(words);
}

}  // namespace

std::optional<std::string> Values::text(const std::string& name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? std::nullopt : std::optional(found->second.back());
}

const std::string& Values::word(const std::string& name) const {
  const auto found = words_.find(name);
  ATTEST_REQUIRE(found != words_.end() && found->second.size() == 1, name + " stands once");
  return found->second.front();
}

std::vector<std::string> Values::texts(const std::string& name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? std::vector<std::string>() : found->second;
}

Values parse(const std::vector<Syntax>& commands, const std::vector<std::string>& words) {
  CLI::App app("Published claims on transformers, checked exactly.", "attest");
  app.require_subcommand(0, 1);
  app.get_formatter()->column_width(28);
  app.footer(
      "`attest COMMAND --help` shows the arguments of a command and an example.\n"
      "Exit codes: 0 all as expected, 1 some not, 2 bad input, 3 broken invariant,\n"
      "4 budget spent with unknowns, 130 interrupted.");
  std::vector<std::string> names;
  std::vector<Parser> parsers(commands.size());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    parsers[i].app = app.add_subcommand(commands[i].command, commands[i].about);
    parsers[i].app->allow_extras();
    parsers[i].app->footer("Example:\n" + commands[i].example);
    for (const Argument& argument : commands[i].arguments) declare(parsers[i], argument);
    names.push_back(commands[i].command);
  }
  if (words.empty()) {
    throw InputError("command-missing", "attest", "no command", one_of("", names));
  }
  const bool is_command = std::find(names.begin(), names.end(), words[0]) != names.end();
  if (!is_command && words[0] != "--help" && words[0] != "-h") {
    throw InputError("command-unknown", "attest", in_quotes(words[0]), one_of(words[0], names));
  }
  try {
    parse_with(app, words);
  } catch (const CLI::CallForHelp&) {
    Values values;
    values.help = app.help();
    return values;
  } catch (const CLI::ParseError& error) {
    throw InputError("argument-syntax", "attest " + words[0], in_quotes(error.what()),
                     "arguments as `attest " + words[0] + " --help` shows them");
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!parsers[i].app->parsed()) continue;
    refuse_unknown(commands[i], parsers[i]);
    return values_of(commands[i], parsers[i]);
  }
  throw InputError("command-missing", "attest", "no command", one_of("", names));
}

std::int64_t integer_argument(std::string_view text, std::string_view place, std::int64_t low,
                              std::int64_t high) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value < low || value > high) {
    throw InputError("argument-value", std::string(place), in_quotes(text),
                     "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  }
  return value;
}

std::int64_t duration_argument(std::string_view text, std::string_view place) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units{
      {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}}};
  constexpr std::int64_t most =
      1'000'000;  // of any unit: a million hours still fit int64 milliseconds
  for (const auto& [unit, milliseconds] : units) {
    if (!text.ends_with(unit)) continue;
    const std::string_view digits = text.substr(0, text.size() - unit.size());
    std::int64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error == std::errc() && stop == end && value >= 1 && value <= most) {
      return value * milliseconds;
    }
  }
  throw InputError("argument-value", std::string(place), in_quotes(text),
                   "a duration such as 500ms, 60s, 5m or 2h, at most a million of its unit");
}

}  // namespace attest::cli

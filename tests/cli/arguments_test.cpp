// SPDX-License-Identifier: Apache-2.0
/// \file
/// Command lines that must be accepted and refused; numbers, durations, names perhaps meant.
#include "cli/arguments.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/nearest.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

std::vector<Syntax> syntaxes() {
  std::vector<Syntax> result;
  for (const Command& command : all_commands()) result.push_back(command.syntax);
  return result;
}

/// The id of the error that `action` throws; empty where it throws none.
std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

std::string error_of(const std::vector<std::string>& words) {
  return error_of([&] { static_cast<void>(parse(syntaxes(), words)); });
}

TEST_CASE("every flag of check reaches the command under its own name") {
  const Values values =
      parse(syntaxes(),
            {"check", "match_two", "looped_subleq", "--rung",       "nightly",   "--statement=S3",
             "--set", "n=3",       "--set",         "modulus=2..7", "--mutants", "--jobs",
             "2",     "--shard",   "1/3",           "--seed",       "7",         "--budget",
             "60s",   "--resume",  "--ledger",      "a.db",         "--json"});
  CHECK(values.command == "check");
  CHECK(values.texts("IDS") == std::vector<std::string>{"match_two", "looped_subleq"});
  CHECK(values.text("--rung") == "nightly");
  CHECK(values.text("--statement") == "S3");
  CHECK(values.texts("--set") == std::vector<std::string>{"n=3", "modulus=2..7"});
  CHECK(values.has("--mutants"));
  CHECK(values.text("--shard") == "1/3");
  CHECK(values.has("--resume"));
  CHECK(values.has("--json"));
  CHECK_FALSE(values.has("--mutant"));
  CHECK_FALSE(values.text("--model").has_value());
}

TEST_CASE("flags may stand before and between positional words") {
  const Values values =
      parse(syntaxes(), {"run", "--json", "match_two", "--set", "modulus=7", "-"});
  CHECK(values.word("ID") == "match_two");
  CHECK(values.word("FILE") == "-");
  CHECK(parse(syntaxes(), {"merge", "out.db", "a.db", "b.db"}).texts("IN").size() == 2);
  CHECK(parse(syntaxes(), {"export", "match_two", "-o", "m.json"}).text("-o") == "m.json");
}

TEST_CASE("help is a text for the program and for each command with an example") {
  CHECK(parse(syntaxes(), {"--help"}).help->find("check") != std::string::npos);
  for (const Syntax& syntax : syntaxes()) {
    INFO(syntax.command);
    const Values values = parse(syntaxes(), {syntax.command, "--help"});
    REQUIRE(values.help.has_value());
    CHECK(values.help->find("attest " + syntax.command) != std::string::npos);
    CHECK(values.help->find("Example") != std::string::npos);
  }
}

TEST_CASE("a line without a known command is refused") {
  CHECK(error_of(std::vector<std::string>{}) == "command-missing");
  CHECK(error_of({"chekc"}) == "command-unknown");
  CHECK(error_of({""}) == "command-unknown");
  CHECK(error_of({"--version"}) == "command-unknown");
  CHECK(error_of({"check", "list"}).empty());  // a claim might be called list
}

TEST_CASE("a flag takes one value and leaves the next word alone") {
  const Values values = parse(syntaxes(), {"check", "--set", "n=3", "sums", "--rung", "fast", "b"});
  CHECK(values.texts("--set") == std::vector<std::string>{"n=3"});
  CHECK(values.texts("IDS") == std::vector<std::string>{"sums", "b"});
}

TEST_CASE("unknown and missing and repeated arguments are refused") {
  CHECK(error_of({"check", "--rnug", "fast"}) == "argument-unknown");
  CHECK(error_of({"check", "--rung"}) == "argument-syntax");
  CHECK(error_of({"check", "--rung", "fast", "--rung", "fast"}) == "argument-syntax");
  CHECK(error_of({"version", "extra"}) == "argument-unexpected");
  CHECK(error_of({"show"}) == "argument-missing");
  CHECK(error_of({"run", "match_two"}) == "argument-missing");
  CHECK(error_of({"merge", "out.db"}) == "argument-missing");
  CHECK(error_of({"run", "a", "b", "c"}) == "argument-unexpected");
  CHECK(error_of({"list", "-x"}) == "argument-unknown");
}

TEST_CASE("an unknown flag is answered with the nearest one") {
  try {
    static_cast<void>(parse(syntaxes(), {"check", "--mutnat=x"}));
    FAIL("the flag was accepted");
  } catch (const InputError& error) {
    CHECK(error.place() == "attest check");
    CHECK(error.found() == "`--mutnat`");
    CHECK(error.expected().find("did you mean --mutant?") != std::string::npos);
  }
}

TEST_CASE("whole numbers are read from end to end of their range and nothing else is") {
  const auto read = [](std::string_view text, std::int64_t low, std::int64_t high) {
    return integer_argument(text, "--n", low, high);
  };
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(read("0", 0, 9) == 0);
  CHECK(read("9", 0, 9) == 9);
  CHECK(read("-3", -5, 9) == -3);
  CHECK(read("9223372036854775807", 0, most) == most);
  for (const char* text : {"", "10", "-1", "+1", " 1", "1 ", "1x", "0x1", "1.0", "1e3",
                           "9223372036854775808", "99999999999999999999999"}) {
    INFO(text);
    CHECK(error_of([&] { static_cast<void>(read(text, 0, 9)); }) == "argument-value");
  }
}

TEST_CASE("durations need a unit and stay positive") {
  CHECK(duration_argument("500ms", "--budget") == 500);
  CHECK(duration_argument("60s", "--budget") == 60'000);
  CHECK(duration_argument("5m", "--budget") == 300'000);
  CHECK(duration_argument("2h", "--budget") == 7'200'000);
  for (const char* text :
       {"", "60", "s", "0s", "-1s", "1.5s", "1d", "1 s", "99999999999999999999s", "1000001s"}) {
    INFO(text);
    CHECK(error_of([&] { static_cast<void>(duration_argument(text, "--budget")); }) ==
          "argument-value");
  }
}

TEST_CASE("the nearest name is at most a third of its length away") {
  const std::vector<std::string> names{"match_two", "looped_subleq", "k_hop"};
  CHECK(nearest("match_tow", names) == "match_two");
  CHECK(nearest("loop_subleq", names) == "looped_subleq");
  CHECK(nearest("zzz", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest("match_two", {}).empty());
  CHECK(nearest(std::string(100'000, 'a'), names).empty());
  CHECK(one_of("khop", names) == "one of match_two, looped_subleq, k_hop (did you mean k_hop?)");
  CHECK(one_of("x", {}) == "nothing: there is none");
}

TEST_CASE("quoted words never carry control characters into a message") {
  CHECK(in_quotes("abc") == "`abc`");
  CHECK(in_quotes("a\x1b[2J\n") == "`a?[2J?`");
  CHECK(in_quotes(std::string(200, 'x')).size() == 85);
}

}  // namespace
}  // namespace attest::cli

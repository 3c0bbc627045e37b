// SPDX-License-Identifier: Apache-2.0
/// \file
/// FLEQ assembly that is accepted, refused with an id and a place, or survived.
#include "reference/machine/fleq_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"

namespace attest::machine::fleq {
namespace {

std::vector<std::filesystem::path> programs_in(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "fleq")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The error of a text that must be refused.
attest::InputError refused(const std::string& text) {
  try {
    static_cast<void>(parse(text, "x.fleq"));
  } catch (const attest::InputError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", "", "", ""};
}

}  // namespace

TEST_CASE("every file of inputs/accept/fleq is read") {
  for (const auto& path : programs_in("accept")) {
    CAPTURE(path);
    CHECK_NOTHROW(static_cast<void>(parse(bytes_of(path), path.filename().string())));
  }
}

TEST_CASE("every file of inputs/reject/fleq is refused with the id that begins its name") {
  for (const auto& path : programs_in("reject")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    const attest::InputError error = refused(bytes_of(path));
    CHECK(error.id() == name.substr(0, name.find('.')));
    CHECK(error.place().starts_with("x.fleq"));
    CHECK_FALSE(error.expected().empty());
  }
}

TEST_CASE("every file of inputs/survive/fleq is refused or read without harm") {
  for (const auto& path : programs_in("survive")) {
    CAPTURE(path);
    try {
      const Program program = parse(bytes_of(path), "x.fleq");
      CHECK_FALSE(program.commands.empty());
    } catch (const attest::InputError& error) {
      CHECK(error.id().starts_with("fleq-"));
    }
  }
}

TEST_CASE("cells and commands and labels are read") {
  const Program program = parse(
      "# a comment\nside 2\ncell a = 1 2 ; 3/4 -0.5\n cell b = 7\ncell c\n"
      "begin: multiply a b -> c if b goto end\n"
      "transpose a -> c # and another\r\n"
      "subtract c a -> b if c goto begin\nend:\n",
      "x.fleq");
  CHECK(program.side == 2);
  CHECK(program.names == std::vector<std::string>{"a", "b", "c"});
  CHECK(program.memory[0](1, 0) == Rational(3, 4));
  CHECK(program.memory[0](1, 1) == Rational(-1, 2));
  CHECK(program.memory[1](0, 0) == Rational(7));
  CHECK(program.memory[1](1, 1) == Rational(0));
  REQUIRE(program.commands.size() == 4);
  CHECK(program.commands[0] ==
        Command{.operation = Operation::multiply, .a = 0, .b = 1, .c = 2, .flag = 1, .target = 3});
  CHECK(program.commands[1] ==
        Command{.operation = Operation::transpose, .a = 0, .b = 0, .c = 2, .flag = 2, .target = 2});
  CHECK(program.commands[2] ==
        Command{.operation = Operation::subtract, .a = 2, .b = 0, .c = 1, .flag = 2, .target = 0});
  CHECK(program.commands[3] == Command{.target = 3});
}

TEST_CASE("a refusal names line and column") {
  CHECK(refused("side 1\ncell x\nsubtract x y -> x\n").place() == "x.fleq:3:12");
  CHECK(refused("side 1\ncell x\nsubtract x x -> x if x goto there\n").place() == "x.fleq:3:29");
  CHECK(refused("side 1\ncell x = 1 2\n").place() == "x.fleq:2:12");
  CHECK(refused("side 1\ncell x\n  divide x x -> x\n").place() == "x.fleq:3:3");
  CHECK(refused("side 1\ncell x\n").place() == "x.fleq");
}

TEST_CASE("sizes are bounded and the greatest are read") {
  std::string text = "side 8\n";
  for (int cell = 0; cell < most_cells; ++cell) text += "cell c" + std::to_string(cell) + "\n";
  CHECK(refused(text + "cell more\n").id() == "fleq-size");
  for (int command = 1; command < most_commands; ++command) text += "transpose c0 -> c1\n";
  CHECK(parse(text, "x.fleq").last_command() == most_commands - 1);
  CHECK(refused(text + "transpose c0 -> c1\n").id() == "fleq-size");
}

}  // namespace attest::machine::fleq

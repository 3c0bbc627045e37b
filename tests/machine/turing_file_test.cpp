// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of Turing machines that are accepted, refused with an id and a place, or survived.
#include "reference/machine/turing_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"

namespace attest::machine::turing {
namespace {

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "turing")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The error of a text that must be refused.
attest::InputError refusal(const std::string& text) {
  try {
    static_cast<void>(parse(text, "x.txt"));
  } catch (const attest::InputError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", "", "", ""};
}

}  // namespace

TEST_CASE("every file of inputs/accept/turing is read") {
  for (const auto& path : files_of("accept")) {
    CAPTURE(path);
    CHECK_NOTHROW(static_cast<void>(parse(text_of_file(path), path.filename().string())));
  }
}

TEST_CASE("every file of inputs/reject/turing is refused with the id that begins its name") {
  for (const auto& path : files_of("reject")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    const attest::InputError error = refusal(text_of_file(path));
    CHECK(error.id() == name.substr(0, name.find('.')));
    CHECK(error.place().starts_with("x.txt"));
    CHECK_FALSE(error.expected().empty());
  }
}

TEST_CASE("every file of inputs/survive/turing is refused or read without harm") {
  for (const auto& path : files_of("survive")) {
    CAPTURE(path);
    try {
      const std::vector<Listed> machines = parse(text_of_file(path), "x.txt");
      CHECK_FALSE(machines.empty());
    } catch (const attest::InputError& error) {
      CHECK(error.id().starts_with("turing-"));
    }
  }
}

TEST_CASE("a table is read state by state with its expectation and its place") {
  const std::vector<Listed> machines = parse(
      "# first\n\n  1RB---_0LH1RZ Halt 12 3 # second\n2LC1RA0RB_---1RA1RH_0LA0LB0LC\r\n", "x.txt");
  REQUIRE(machines.size() == 2);
  const Table& table = machines[0].table;
  CHECK(table.states == 2);
  CHECK(table.symbols == 2);
  CHECK(table.at(0, 0) == Entry{.write = 1, .move = Move::right, .next = 1});
  CHECK_FALSE(table.at(0, 1).has_value());
  CHECK(table.at(1, 0) == Entry{.write = 0, .move = Move::left, .next = halt_state});
  CHECK(table.at(1, 1) == Entry{.write = 1, .move = Move::right, .next = halt_state});
  CHECK(machines[0].expected == Expectation{.steps = 12, .ones = 3});
  CHECK(machines[0].text == "1RB---_0LH1RZ");
  CHECK(machines[0].place == "x.txt:3:3");
  CHECK(machines[1].table.symbols == 3);
  CHECK(machines[1].place == "x.txt:4:1");
  CHECK_FALSE(machines[1].expected.has_value());
}

TEST_CASE("a refusal names line and column") {
  CHECK(refusal("0RA\n1RB1LB_1LC1RZ\n").place() == "x.txt:2:10");
  CHECK(refusal("\n # x\n  1RB1XB_1LA1RZ").place() == "x.txt:3:7");
  CHECK(refusal("1RB1LB_1LA").place() == "x.txt:1:8");
  CHECK(refusal("1RB1LB_1LA1RZ Halt 6 x").place() == "x.txt:1:22");
}

}  // namespace attest::machine::turing

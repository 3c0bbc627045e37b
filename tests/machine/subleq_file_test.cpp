// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of SUBLEQ programs that are accepted, refused with an id and a place, or survived.
#include "reference/machine/subleq_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "subleq")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The error of a text that must be refused.
attest::InputError refusal(const std::string& text) {
  try {
    static_cast<void>(parse(text, "x.json"));
  } catch (const attest::InputError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", "", "", ""};
}

}  // namespace
TEST_CASE("every file of inputs/accept/subleq is read") {
  for (const auto& path : files_of("accept")) {
    CAPTURE(path);
    CHECK_NOTHROW(static_cast<void>(parse(text_of(path), path.filename().string())));
  }
}

TEST_CASE("every file of inputs/reject/subleq is refused with the id that begins its name") {
  for (const auto& path : files_of("reject")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    const attest::InputError error = refusal(text_of(path));
    CHECK(error.id() == name.substr(0, name.find('.')));
    CHECK(error.place().starts_with("x.json"));
    CHECK_FALSE(error.expected().empty());
  }
}

TEST_CASE("every file of inputs/survive/subleq is refused or read without harm") {
  for (const auto& path : files_of("survive")) {
    CAPTURE(path);
    try {
      const std::vector<Program> programs = parse(text_of(path), "x.json");
      CHECK_FALSE(programs.empty());
    } catch (const attest::InputError& error) {
      CHECK(error.id().starts_with("subleq-"));
    }
  }
}

TEST_CASE("a refusal names the program and the key") {
  const attest::InputError range = refusal(
      R"({"programs": [{"name": "p", "init_mem": [0, 1], "commands": [[1, 3, 4], [1, 2, 4]]}]})");
  CHECK(range.id() == "subleq-range");
  CHECK(range.place() == "x.json: programs[0] \"p\".commands[0][1]");
  CHECK(range.found() == "3");
  CHECK(range.expected() == "a column of a word, 1 to 2");
  const attest::InputError syntax = refusal("{\n  \"commands\": oops}");
  CHECK(syntax.id() == "subleq-json");
  CHECK(syntax.place().starts_with("x.json:2:"));
  CHECK(refusal("").found() == "an empty file");
}

TEST_CASE("a convention must name the looped transformer dialect") {
  CHECK(dialect_of("Looped-Transformer: code and data separate", "") ==
        Dialect::looped_transformer);
  CHECK(dialect_of("looped transformer", "") == Dialect::looped_transformer);
  CHECK_THROWS_AS(static_cast<void>(dialect_of("howerj", "")), attest::InputError);
  CHECK_THROWS_AS(static_cast<void>(dialect_of("", "")), attest::InputError);
  const attest::InputError other =
      refusal(R"({"convention": "davidar .sq", "init_mem": [0], "commands": [[1, 1, 2]]})");
  CHECK(other.id() == "subleq-dialect");
  CHECK(other.found() == "the dialect of davidar");
}

}  // namespace attest::machine::subleq

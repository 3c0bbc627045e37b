// SPDX-License-Identifier: Apache-2.0
/// \file
/// MicroPy texts that are accepted, refused with an id and a place, or survived.
#include "reference/machine/micropy_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"

namespace attest::machine::micropy {
namespace {

std::vector<std::filesystem::path> sources_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "micropy")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string source_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The error of a text that must be refused.
attest::InputError refusal(const std::string& text) {
  try {
    static_cast<void>(parse(text, "x.py"));
  } catch (const attest::InputError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", "", "", ""};
}

}  // namespace

TEST_CASE("every file of inputs/accept/micropy is read and written as text that reads the same") {
  for (const auto& path : sources_of("accept")) {
    CAPTURE(path);
    const Program program = parse(source_of(path), path.filename().string());
    CHECK(parse(text_of(program), "again") == program);
  }
}

TEST_CASE("every file of inputs/reject/micropy is refused with the id that begins its name") {
  for (const auto& path : sources_of("reject")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    const attest::InputError error = refusal(source_of(path));
    CHECK(error.id() == name.substr(0, name.find('.')));
    CHECK(error.place().starts_with("x.py"));
    CHECK_FALSE(error.expected().empty());
  }
}

TEST_CASE("every file of inputs/survive/micropy is refused or read without harm") {
  for (const auto& path : sources_of("survive")) {
    CAPTURE(path);
    try {
      const Program program = parse(source_of(path), "x.py");
      CHECK_FALSE(program.procedures.empty());
    } catch (const attest::InputError& error) {
      CHECK(error.id().starts_with("micropy-"));
    }
  }
}

TEST_CASE("refusals name line and column") {
  const auto place = [](const std::string& text) { return refusal(text).place(); };
  CHECK(place("def f(n):\n    return n +\n") == "x.py:2:15");
  CHECK(place("def f(n):\n    x = m\n    return x\n") == "x.py:2:9");
  CHECK(place("def f(n):\n    return 1 + g(n)\n") == "x.py:2:16");
  CHECK(place("def f(n):\n  x = 1\n    y = 2\n") == "x.py:3:5");
  CHECK(place("def f(n): return f()\n") == "x.py:1:18");
}

TEST_CASE("operators bind as in Python") {
  const auto value = [](const std::string& expression) {
    return text_of(parse("def f(a, b, c): return " + expression, "x.py"));
  };
  CHECK(value("a + b & c ^ a - b - c") ==
        "def f(a, b, c):\n    return ((a + b) & c) ^ ((a - b) - c)\n");
  CHECK(value("a & b == c ^ 1") == "def f(a, b, c):\n    return (a & b) == (c ^ 1)\n");
  CHECK(value("a - (b - c)") == "def f(a, b, c):\n    return a - (b - c)\n");
}

TEST_CASE("the entry is the call at the end or main or the first procedure") {
  CHECK(parse("def f(): pass\ndef main(): pass\n", "x.py").entry == 1);
  CHECK(parse("def f(): pass\ndef g(): pass\n", "x.py").entry == 0);
  const Program called = parse("def f(): pass\ndef g(a, b): pass\ng(2, 3)\n", "x.py");
  CHECK(called.entry == 1);
  CHECK(called.arguments == std::vector<std::int64_t>{2, 3});
}

TEST_CASE("variables are numbered as they are mentioned and attributes by object and name") {
  const Program program =
      parse("def f(n):\n  x = y\n  y = g.a + h.a\n  g.b = x\n  return n\n", "x.py");
  CHECK(program.procedures[0].variables == std::vector<std::string>{"n", "x", "y"});
  CHECK(program.attributes == std::vector<std::string>{"g.a", "h.a", "g.b"});
}

}  // namespace attest::machine::micropy

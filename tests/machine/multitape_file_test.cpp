// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of machines with several tapes that are accepted, refused with an id and a place, or
/// survived.
#include "reference/machine/multitape_file.hpp"

#include <doctest/doctest.h>

#include "reference/number/error.hpp"
#include "tests/machine/input_files.hpp"

namespace attest::machine::multitape {
namespace {

/// "id at place" of the refusal of a text.
std::string refusal(const std::string& text) {
  try {
    static_cast<void>(parse(text, "x"));
  } catch (const InputError& error) {
    CHECK_FALSE(error.expected().empty());
    return error.id() + " at " + error.place();
  }
  return "none";
}

}  // namespace

TEST_CASE("every file of inputs/accept/multitape is read") {
  for (const auto& path : tests::input_files("accept/multitape")) {
    CAPTURE(path);
    CHECK(refusal(tests::text_of(path)) == "none");
  }
}

TEST_CASE("every file of inputs/reject/multitape is refused with the id that begins its name") {
  for (const auto& path : tests::input_files("reject/multitape")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    CHECK(refusal(tests::text_of(path)).starts_with(name.substr(0, name.find('.')) + " at x"));
  }
}

TEST_CASE("every file of inputs/survive/multitape is refused or read without harm") {
  for (const auto& path : tests::input_files("survive/multitape")) {
    CAPTURE(path);
    const std::string found = refusal(tests::text_of(path));
    CHECK((found == "none" || found.starts_with("multitape-") || found.starts_with("turing-")));
  }
}

TEST_CASE("a refusal of several tapes names line and column") {
  CHECK(is_multitape("# x\n\nmachine m"));
  CHECK_FALSE(is_multitape("1RB1LB_1LA1RZ"));
  CHECK(refusal("") == "multitape-empty at x:1");
  CHECK(refusal("A 0 0 R A") == "multitape-line at x:1:1");
  CHECK(refusal("machine m\n") == "multitape-empty at x:1:1");
  CHECK(refusal("machine m\ninput - -\nA 0 0 R A") == "multitape-tapes at x:3:3");
  CHECK(refusal("machine m\nA 0x 00 RR A") == "multitape-symbol at x:2:4");
  CHECK(refusal("machine m\nA 00 00 RS A") == "multitape-move at x:2:10");
  CHECK(refusal("machine m\nA 00 00 RR B") == "multitape-state at x:2:12");
  CHECK(refusal("machine m\nA 0 0 R A\nA 0 1 R A") == "multitape-twice at x:3:1");
  CHECK(refusal("machine m\nA 0009 0000 RRRR A") == "multitape-size at x:1:1");
  CHECK(refusal("machine m\nA 0 0 R A\nexpect Halt 3") == "turing-expectation at x:3:13");
}

}  // namespace attest::machine::multitape

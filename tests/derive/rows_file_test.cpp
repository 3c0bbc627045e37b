// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of numbers out of users' files: what is read and what is refused where.
#include "reference/derive/rows_file.hpp"

#include <doctest/doctest.h>

#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

std::string refusal(const char* text) {
  try {
    static_cast<void>(csv_lines(text, "x"));
  } catch (const InputError& error) {
    return error.id() + " " + error.place();
  }
  return "accepted";
}

TEST_CASE("lines of numbers are read with commas or blanks between them and empty lines left out") {
  const RowItem document = csv_lines("1, -2.5\r\n\n 1/3 4\t5\n6", "x");
  REQUIRE(document.items.size() == 3);
  REQUIRE(document.items[0].items.size() == 2);
  CHECK(document.items[0].items[1].value == Rational(-5, 2));
  CHECK(document.items[0].items[1].place == "x:1:4");
  REQUIRE(document.items[1].items.size() == 3);
  CHECK(document.items[1].items[0].value == Rational(1, 3));
  CHECK(document.items[2].items[0].value == 6);
  CHECK(first_character(" \n[") == '[');
  CHECK(first_character(" ") == '\0');
}

TEST_CASE("lines with something else in them are refused at its place") {
  CHECK(refusal("1,2\n3,x") == "rows-syntax x:2:3");
  CHECK(refusal("1,\n2") == "rows-syntax x:1:3");
  CHECK(refusal("1,,2") == "rows-syntax x:1:3");
  CHECK(refusal("") == "accepted");
  std::string many;
  for (std::size_t i = 0; i <= most_rows; ++i) many += "1\n";
  CHECK(refusal(many.c_str()) == "rows-count x:2049:1");
}

std::string members_refusal(const char* text) {
  try {
    static_cast<void>(json_members(text, "x", {"A", "B"}, 2));
  } catch (const InputError& error) {
    return error.id() + " " + error.place();
  }
  return "accepted";
}

TEST_CASE("members of an object are read in any order") {
  const auto members = json_members(" {\"B\": [[1, \"2/3\"]],\n\"A\": 4}\n", "x", {"A", "B"}, 2);
  REQUIRE(members.size() == 2);
  CHECK(members[0].value == 4);
  CHECK(members[1].items[0].items[1].value == Rational(2, 3));
  CHECK(members[1].items[0].items[1].place == "x:1:14");
}

TEST_CASE("members that are missing or unknown or twice there are refused at their place") {
  CHECK(members_refusal("") == "rows-syntax x:1:1");
  CHECK(members_refusal("[1]") == "rows-syntax x:1:1");
  CHECK(members_refusal("{\"A\": 1}") == "rows-syntax x:1:8");
  CHECK(members_refusal("{\"A\": 1, \"C\": 2}") == "rows-key x:1:10");
  CHECK(members_refusal("{\"A\": 1, \"A\": 2}") == "rows-key x:1:10");
  CHECK(members_refusal("{\"A\": 1, \"B\": 2, \"C\": 3}") == "rows-syntax x:1:16");
  CHECK(members_refusal("{\"A\": 1, \"B\": [[[2]]]}") == "rows-syntax x:1:17");
  CHECK(members_refusal("{\"A\": 1, \"B\": 2} 3") == "rows-syntax x:1:18");
  CHECK(members_refusal("{\"A") == "rows-syntax x:1:4");
}

}  // namespace
}  // namespace attest::derive

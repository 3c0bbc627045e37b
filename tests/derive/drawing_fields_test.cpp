// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lines of tokens with few and with many fields.
#include "reference/derive/drawing_fields.hpp"

#include <doctest/doctest.h>

namespace attest::derive {
namespace {

using Texts = std::vector<std::vector<std::string>>;

/// "kind[0]" to "kind[size - 1]".
std::vector<std::string> names_of(const std::string& stem, int size) {
  std::vector<std::string> names;
  for (int i = 0; i < size; ++i) names.push_back(stem + "[" + std::to_string(i) + "]");
  return names;
}

TEST_CASE("up to twelve fields have a line each and more are one line a name") {
  CHECK(field_lines(names_of("bit", 12)).size() == 12);
  std::vector<std::string> names = names_of("bit", 12);
  names.insert(names.end(), {"word", "word", "bit[0]"});
  const std::vector<FieldLine> lines = field_lines(names);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].name == "bit");
  CHECK(lines[0].size == 12);
  CHECK(lines[1].first == 12);
  CHECK(lines[1].size == 2);
  CHECK(lines[2].first == 14);  // not a neighbour of the first twelve
}

TEST_CASE("a line of signs is written as signs and a unit vector that does not fit as its place") {
  const std::vector<FieldLine> lines{{.name = "one_of", .first = 0, .size = 4},
                                     {.name = "number", .first = 4, .size = 1}};
  const std::vector<std::vector<Rational>> tokens{{0, 0, 1, 0, 7}, {1, -1, 0, 0, 8}};
  CHECK(texts_of(lines, tokens, 4) == Texts{{"00+0", "7"}, {"+-00", "8"}});
  CHECK(texts_of(lines, tokens, 3) == Texts{{"#2", "7"}, {"•", "8"}});
  CHECK(texts_of(lines, {{0, 0, 2, 0, 7}}, 9) == Texts{{"0 0 2 0", "7"}});
  CHECK(texts_of(lines, {}, 9).empty());
}

}  // namespace
}  // namespace attest::derive

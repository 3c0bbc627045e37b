// SPDX-License-Identifier: Apache-2.0
/// \file
/// READMEs of claims as sections.
#include "reports/site/readme.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reports/site/render.hpp"

namespace attest::site {
namespace {

std::string markdown_of(const Section& section) {
  return to_markdown(
      {.name = "p", .title = "t", .trail = {}, .blocks = section.blocks, .footer = {}});
}

TEST_CASE("a README is its sections in order without its title") {
  const std::vector<Section> sections = sections_of(
      "# sums\n\n**Source.** On\nSums.\n\n## Construction\nFirst $x$.\n\n### Weights\n- one\n  "
      "more\n- `two`\n"
      "\n```\ncode  here\n```\n## Errata\nNone found.\n");
  REQUIRE(sections.size() == 3);
  CHECK(sections[0].title.empty());
  CHECK(markdown_of(sections[0]) == "**Source.** On Sums.\n");
  CHECK(sections[1].title == "Construction");
  CHECK(markdown_of(sections[1]) ==
        "First $x$.\n\n#### Weights\n\n- one more\n- `two`\n\n````text\ncode  here\n````\n");
  CHECK(find(sections, "Errata") == &sections[2]);
  CHECK(find(sections, "Proofs") == nullptr);
}

TEST_CASE("tables and links and strong words are read and code keeps its bars") {
  const std::vector<Section> sections =
      sections_of("| a | b |\n|---|:--|\n| `x|y` | [paper](https://arxiv.org/abs/1) |\n| z |\n");
  REQUIRE(sections.size() == 1);
  CHECK(markdown_of(sections[0]) ==
        "| a | b |\n|---|---|\n| `x\\|y` | [paper](https://arxiv.org/abs/1) |\n| z |  |\n");
}

TEST_CASE("stars are emphasis around words and signs between numbers") {
  const Line line = marked_up("under *any* rule, 2*x*y and a * b and $a*b*c$");
  REQUIRE(line.size() == 4);
  CHECK(line[1].kind == Span::Kind::emphasis);
  CHECK(line[1].text == "any");
  CHECK(line[2].text == " rule, 2*x*y and a * b and ");
  CHECK(line[3].kind == Span::Kind::math);
}

TEST_CASE("what is not closed stays as it was written") {
  for (const char* text : {"a ` b", "a ** b", "[a](b", "[a](file.md)", "5 $ and"}) {
    const Line line = marked_up(text);
    REQUIRE(line.size() == 1);
    CHECK(line[0].kind == Span::Kind::text);
    CHECK(line[0].text == text);
  }
}

TEST_CASE("a section that says none is told from one that says something") {
  CHECK(says_none({.title = "Errata", .blocks = {}}));
  CHECK(says_none(sections_of("## Errata\nNone found.\n").front()));
  CHECK_FALSE(says_none(
      sections_of("## Errata\nNone of the paper's three constants is right: 2 is 3.\n").front()));
  CHECK_FALSE(says_none(sections_of("## Errata\n- a\n").front()));
}

TEST_CASE("an empty README has no sections") {
  CHECK(sections_of("").empty());
  CHECK(sections_of("\n\n# title\n").empty());
}

}  // namespace
}  // namespace attest::site

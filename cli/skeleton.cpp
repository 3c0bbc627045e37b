// SPDX-License-Identifier: Apache-2.0
/// \file
/// Texts of a new claim, with @ID@ for its id and @INCLUDE@ for the line that includes its header.
#include "cli/skeleton.hpp"

#include <algorithm>
#include <array>

namespace attest::cli {
namespace {

constexpr std::string_view readme = R"text(# @ID@

**Source.** Title (authors, year, arXiv number), theorem number. Say what is recalled and not read in the paper's text.

**Setting.** Layers, heads, mask, positions, norm, precision, token maps.

## Statements
- **S1**: the sentence with its quantifiers and constants.

## Construction
Every weight with its reason.

## Deviations
What differs from the paper, and why.

## Errata
None found.
)text";

constexpr std::string_view header = R"text(// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `@ID@`: one line that says what holds.
///
/// Source: title (authors, year), theorem number. Kind: construction. Statement: see statements.cpp.
#pragma once

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::@ID@ {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "@ID@";

/// The construction; this one copies its input.
[[nodiscard]] model::Transformer construction();

/// The claim with all its statements.
[[nodiscard]] check::Claim claim();

}  // namespace attest::@ID@
)text";

constexpr std::string_view construction = R"text(// SPDX-License-Identifier: Apache-2.0
/// \file
/// The weights of the construction, each with its reason.
@INCLUDE@
#include "reference/model/builder.hpp"

namespace attest::@ID@ {

model::Transformer construction() {
  model::Transformer model;
  model.name = claim_id;
  model.fields = {"x"};
  model::Stream stream;
  stream.add("x");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("answer", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::@ID@
)text";

constexpr std::string_view statements = R"text(// SPDX-License-Identifier: Apache-2.0
/// \file
/// The statements of the claim: what is checked, where, and against which truth.
@INCLUDE@
#include "reference/check/about.hpp"
#include "reference/derive/computes.hpp"

namespace attest::@ID@ {
namespace {

/// Ground truth as a plain loop that knows nothing of models; its place is reference/task/.
task::Task truth() {
  return {.id = "@ID@", .answer = [](const Matrix& tokens) {
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) answer.push_back(tokens(i, 0));
            return answer;
          }};
}

check::Statement s1() {
  check::Statement about = check::about(claim_id, "S1", "What holds");
  about.sentence = "For every $n \\ge 1$ ...";
  about.standing = check::Standing::finite_instance;
  about.is_recalled = true;
  about.fidelity = {.published = "The paper's sentence.",
                    .checked = "Nothing yet: the case space is empty.",
                    .gap = "Everything."};
  about.parameters = {{.name = "n", .meaning = "context length", .lo = 1, .hi = 64}};
  about.points = [](check::Rung) { return std::vector<check::Params>{{{"n", 2}}}; };
  about.mutant_points = about.points;
  const auto make = [](const check::Params& params, std::uint64_t) {
    // An empty alphabet has no words, so the verdict is unknown until the alphabet is given.
    return derive::Computes{.model = construction(),
                            .task = truth(),
                            .inputs = check::words(static_cast<int>(params.at("n")), 0)};
  };
  return derive::computes(std::move(about), make, {});
}

}  // namespace

check::Claim claim() {
  check::Claim claim{.id = claim_id, .title = "One line that says what holds"};
  claim.paper = "Title (authors, year)";
  claim.arxiv = "";
  claim.family = "unsorted";
  claim.statements = {s1()};
  return claim;
}

}  // namespace attest::@ID@
)text";

std::string replaced(std::string_view text, std::string_view place, std::string_view by) {
  std::string result;
  while (true) {
    const std::size_t at = text.find(place);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += by;
    text.remove_prefix(at + place.size());
  }
}

std::string with_id(std::string_view text, std::string_view id) {
  const std::string included = replaced(text, "@INCLUDE@", "#include \"claims/@ID@/claim.hpp\"");
  return replaced(included, "@ID@", id);
}

}  // namespace

std::map<std::string, std::string> skeleton(std::string_view id) {
  return {{"README.md", with_id(readme, id)},
          {"claim.hpp", with_id(header, id)},
          {"construction.cpp", with_id(construction, id)},
          {"statements.cpp", with_id(statements, id)}};
}

bool is_keyword(std::string_view word) {
  constexpr std::array words{
      "alignas",   "alignof",   "and",      "and_eq",   "asm",       "attest",   "auto",
      "bitand",    "bitor",     "bool",     "break",    "case",      "catch",    "char",
      "check",     "class",     "cli",      "compl",    "concept",   "const",    "consteval",
      "constexpr", "constinit", "continue", "co_await", "co_return", "co_yield", "decltype",
      "default",   "delete",    "derive",   "do",       "double",    "else",     "engine",
      "enum",      "explicit",  "export",   "extern",   "false",     "float",    "for",
      "friend",    "gadget",    "goto",     "if",       "inline",    "int",      "long",
      "machine",   "meta",      "model",    "mutable",  "namespace", "new",      "noexcept",
      "not",       "not_eq",    "nullptr",  "operator", "or",        "or_eq",    "private",
      "protected", "protocol",  "public",   "register", "registry",  "requires", "return",
      "short",     "signed",    "site",     "sizeof",   "static",    "std",      "store",
      "struct",    "switch",    "task",     "template", "this",      "throw",    "true",
      "try",       "typedef",   "typeid",   "typename", "union",     "unsigned", "using",
      "virtual",   "void",      "volatile", "while",    "xor",       "xor_eq"};
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

}  // namespace attest::cli

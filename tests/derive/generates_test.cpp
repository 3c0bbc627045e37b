// SPDX-License-Identifier: Apache-2.0
/// \file
/// Autoregressive statements: prompts member by member, windows, digests, witnesses, files,
/// drawings.
#include "reference/derive/generates.hpp"

#include <doctest/doctest.h>

#include "reference/check/drawing.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

/// Continues a word over Z_5 with the first letter that it sees plus m.
model::Transformer oldest_plus(std::int64_t m) {
  model::Transformer model{.name = "oldest_plus"};
  model.fields = {"x"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice read = stream.add("read");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model::Head head{.name = "oldest", .norm = model::Norm::leftmost_hardmax};
  head.keys.emplace_back();
  head.values.emplace_back();
  model::copy(head.values[0], x, 0);
  model::write(head.out, 0, read);
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.mod(decode.input("read[0]") + Rational(m), 5));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

/// Seven letters after a prompt, each the one `window` places before it plus m.
Continuation shifted(std::int64_t m, int window) {
  return {.id = "shifted", .tokens = [m, window](const check::Case& prompt) {
            std::vector<std::int64_t> letters = check::symbols_of(prompt);
            for (int i = 0; i < 7; ++i) {
              const auto oldest = std::max(std::ssize(letters) - window, std::ptrdiff_t{0});
              letters.push_back((letters[static_cast<std::size_t>(oldest)] + m) % 5);
            }
            letters.erase(letters.begin(), letters.begin() + prompt.rows());
            return check::word_of(letters);
          }};
}

/// Members 1 to 3 on all words of three letters, a window of two; member 2 is wrong on request.
GeneratesParts shifts(bool has_error) {
  Generators generators{.count = 4,
                        .prompts = check::words(3, 3),
                        .member =
                            [has_error](std::int64_t m) {
                              return Generates{.model = oldest_plus(has_error && m == 2 ? 3 : m),
                                               .window = 2,
                                               .task = shifted(m, 2)};
                            },
                        .text = [](std::int64_t m) { return "shift by " + std::to_string(m); },
                        .exemplar = 1};
  std::vector<GeneratesMutant> mutants = {
      {.name = "wider",
       .why = "a window of three",
       .proof = {},
       .applies = {},
       .apply = [](Generates& g, std::int64_t) { g.window = 3; }},
      {.name = "five_more",
       .why = "a shift by m + 5",
       .proof = "the same modulo 5",
       .applies = [](std::int64_t m) { return m > 1; },
       .apply = [](Generates& g, std::int64_t m) { g.model = oldest_plus(m + 5); }}};
  return {.generators = std::move(generators), .mutants = std::move(mutants)};
}

check::Statement statement(bool has_error) {
  check::Statement about{.claim = "shifts", .label = "G"};
  about.parameters = {{.name = "member", .meaning = "-1: all", .lo = -1, .hi = 3}};
  return generates(std::move(about), "member",
                   [has_error](const check::Params&, std::uint64_t) { return shifts(has_error); });
}

TEST_SUITE("derive/generates") {
  TEST_CASE("four members on 27 prompts have one digest however the cases are cut") {
    const auto subject = statement(false).subject({{"member", -1}}, 1);
    CHECK(subject->cases().size == 108);
    CHECK(subject->cases().full_size == 108);
    CHECK(subject->evaluator() == "incremental");
    CHECK(subject->resources().at("window") == "2");
    check::Tally parts = subject->judge({0, 40}, false);
    parts.add(subject->judge({40, 108}, false));
    const check::Tally whole = subject->judge({0, 108}, false);
    CHECK(whole.judged == 108);
    CHECK(whole.failed == 0);
    CHECK(parts.digest.text() == whole.digest.text());
  }

  TEST_CASE("the pairs of all members and the given prompts are all cases") {
    GeneratesParts parts = shifts(false);
    parts.generators.prompts.coverage = check::Coverage::given;
    const auto subject = make_subject(std::move(parts.generators), {0, 1, 2, 3});
    CHECK(subject->cases().size == 108);
    CHECK(subject->cases().full_size == 108);
  }

  TEST_CASE("the literal evaluator gives the same digest") {
    const check::Statement about = statement(false);
    const auto literal = about.literal_subject({{"member", -1}}, 1);
    CHECK(literal->evaluator() == "literal");
    CHECK(literal->judge({0, 108}, false).digest.text() ==
          about.subject({{"member", -1}}, 1)->judge({0, 108}, false).digest.text());
  }

  TEST_CASE("one wrong member fails on its first prompt and the witness names prompt and token") {
    for (const bool is_literal : {false, true}) {
      const check::Statement about = statement(true);
      const auto subject = is_literal ? about.literal_subject({{"member", -1}}, 1)
                                      : about.subject({{"member", -1}}, 1);
      const check::Tally tally = subject->judge({0, 108}, true);
      REQUIRE(tally.least_failure.has_value());
      CHECK(tally.least_failure->index == 54);
      CHECK(tally.least_failure->text ==
            "shift by 2, prompt [0, 0, 0], token 1: expected (2), found (3)");
      CHECK(subject->judge({0, 108}, false).failed == 27);
    }
  }

  TEST_CASE("named mutants run on the members they apply to and generic ones on the exemplar") {
    const auto mutants = statement(false).mutants({{"member", -1}}, 1);
    REQUIRE(mutants.size() > 4);
    CHECK(mutants[0].name == "wider");
    CHECK(mutants[0].subject()->judge({0, 108}, true).failed > 0);
    CHECK(mutants[1].subject()->cases().size == 54);
    CHECK(mutants[1].subject()->judge({0, 54}, false).failed == 0);
    CHECK(mutants[2].name.starts_with("member[1].layer.oldest."));
    CHECK(mutants[2].subject()->cases().size == 27);
  }

  TEST_CASE("a member is exported and judged in place of the built one") {
    const check::Statement about = statement(false);
    const std::string text = about.export_model({{"member", 3}});
    CHECK(about.subject_of_model(text, "x.json", {}, 1)->judge({0, 27}, false).failed == 0);
    CHECK(
        about.subject_of_model(text, "x.json", {{"member", 1}}, 1)->judge({0, 27}, false).failed ==
        27);
    CHECK_THROWS_WITH_AS(static_cast<void>(about.subject({{"member", 4}}, 1)),
                         doctest::Contains("-1 to 3"), InputError);
  }

  TEST_CASE("a drawing shows a step in the middle or the first that goes wrong") {
    const check::Statement about = statement(false);
    const check::Drawing right = about.drawing({.params = {{"member", -1}}});
    CHECK(right.title.find("step 4 of 7") != std::string::npos);
    const check::Drawing wrong = about.drawing({.params = {{"member", 1}}, .mutant = "wider"});
    CHECK(wrong.title.find("step 1 of 7") != std::string::npos);
    // A case of a mutant is one of the members that it breaks.
    const auto drawn = [&about](const std::string& mutant, std::int64_t index) {
      return about.drawing({.params = {{"member", -1}}, .index = index, .mutant = mutant});
    };
    CHECK_NOTHROW(static_cast<void>(drawn("five_more", 53)));
    CHECK_THROWS_WITH_AS(static_cast<void>(drawn("five_more", 54)), doctest::Contains("0..53"),
                         InputError);
    const std::string generic = about.mutants({{"member", -1}}, 1)[2].name;
    CHECK_NOTHROW(static_cast<void>(drawn(generic, 26)));
    CHECK_THROWS_WITH_AS(static_cast<void>(drawn(generic, 27)), doctest::Contains("0..26"),
                         InputError);
    CHECK(about.subject({{"member", -1}}, 1)->explain(30).find("next token: (") !=
          std::string::npos);
  }
}

}  // namespace
}  // namespace attest::derive

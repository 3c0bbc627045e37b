// SPDX-License-Identifier: Apache-2.0
/// \file
/// Families: cases member by member, one member's file, and mutants on the members they apply to.
#include "reference/derive/family.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

/// A model without heads that answers with x + m at every token.
model::Transformer shift_by(std::int64_t m) {
  model::Transformer model{.name = "shift"};
  model.fields = {"x"};
  model::Stream stream;
  stream.add("x");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.input("x[0]") + Rational(m));
  model.decode.circuit = decode.finish();
  return model;
}

task::Task sum_with(std::int64_t m) {
  return {.id = "sum", .answer = [m](const Matrix& tokens) {
            std::vector<Rational> result;
            for (int i = 0; i < tokens.rows(); ++i) result.push_back(tokens(i, 0) + m);
            return result;
          }};
}

/// Members 0 .. 4 on the words of two letters out of three; member 3 is wrong on request.
FamilyParts shifts(bool has_error) {
  Family family{.count = 5,
                .inputs = check::words(2, 3),
                .member =
                    [has_error](std::int64_t m) {
                      return Computes{.model = shift_by(has_error && m == 3 ? 0 : m),
                                      .task = sum_with(m)};
                    },
                .text = [](std::int64_t m) { return "shift by " + std::to_string(m); },
                .exemplar = 2};
  const auto add_two = [](Computes& c, std::int64_t m) { c.model = shift_by(m + 2); };
  return {
      .family = std::move(family),
      .mutants = {
          {.name = "two_more", .why = "shift by m+2", .proof = {}, .applies = {}, .apply = add_two},
          {.name = "odd_two_more",
           .why = "shift by m+2 where m is odd",
           .proof = {},
           .applies = [](std::int64_t m) { return m % 2 == 1; },
           .apply = add_two},
          {.name = "nobody",
           .why = "applies nowhere",
           .proof = {},
           .applies = [](std::int64_t) { return false; },
           .apply = add_two},
          {.name = "nothing",
           .why = "changes nothing",
           .proof = "it applies the identity",
           .applies = {},
           .apply = [](Computes&, std::int64_t) {}}}};
}

check::Statement statement(bool has_error) {
  check::Statement about{.claim = "shifts", .label = "F"};
  about.parameters = {{.name = "member", .meaning = "-1: all", .lo = -1, .hi = 4}};
  return family(std::move(about), "member",
                [has_error](const check::Params&, std::uint64_t) { return shifts(has_error); });
}

TEST_SUITE("derive/family") {
  TEST_CASE("a family of 5 members on 9 words has 45 cases and one digest however it is cut") {
    const auto subject = statement(false).subject({{"member", -1}}, 1);
    CHECK(subject->cases().size == 45);
    CHECK(subject->cases().full_size == 45);
    check::Tally parts = subject->judge({0, 14}, false);
    parts.add(subject->judge({14, 30}, false));
    parts.add(subject->judge({30, 45}, false));
    const check::Tally whole = subject->judge({0, 45}, false);
    CHECK(whole.judged == 45);
    CHECK(whole.failed == 0);
    CHECK(parts.digest.text() == whole.digest.text());
    CHECK(subject->resources().at("descriptions") == "5");
    CHECK(subject->resources().at("width") == "1");
  }

  TEST_CASE("digests of the literal evaluator and of the chosen one agree on all 45 cases") {
    const check::Statement about = statement(false);
    const auto chosen = about.subject({{"member", -1}}, 1);
    const auto literal = about.literal_subject({{"member", -1}}, 1);
    CHECK(chosen->judge({0, 45}, false).digest.text() ==
          literal->judge({0, 45}, false).digest.text());
  }

  TEST_CASE("one wrong member of 5 fails first on its first word and the witness names it") {
    const auto subject = statement(true).subject({{"member", -1}}, 1);
    const check::Tally tally = subject->judge({0, 45}, true);
    REQUIRE(tally.least_failure.has_value());
    CHECK(tally.least_failure->index == 27);
    CHECK(tally.least_failure->text.starts_with("shift by 3, tokens [0, 0]"));
    CHECK(subject->explain(27).starts_with("shift by 3\n"));
    CHECK(subject->judge({0, 45}, false).failed == 9);
  }

  TEST_CASE("a chosen member is judged alone on 9 words") {
    const check::Statement about = statement(true);
    CHECK(about.subject({{"member", 2}}, 1)->judge({0, 9}, false).failed == 0);
    CHECK(about.subject({{"member", 3}}, 1)->judge({0, 9}, false).failed == 9);
    CHECK_THROWS_AS((void)about.subject({{"member", 5}}, 1), InputError);
  }

  TEST_CASE("the exported file is that of the exemplar or of the chosen member and is judged so") {
    const check::Statement about = statement(false);
    const model::ModelFile all = model::from_json(about.export_model({{"member", -1}}), "all");
    CHECK(all.params.at("member") == 2);
    CHECK(all.model == shift_by(2));
    const std::string one = about.export_model({{"member", 4}});
    CHECK(model::from_json(one, "one").model == shift_by(4));
    CHECK(about.subject_of_model(one, "one", {}, 1)->judge({0, 9}, false).failed == 0);
    CHECK(about.subject_of_model(one, "one", {{"member", 1}}, 1)->judge({0, 9}, false).failed == 9);
  }

  TEST_CASE("named mutants run on the members they apply to and generic ones on the exemplar") {
    const std::vector<check::Mutant> mutants = statement(false).mutants({{"member", -1}}, 1);
    REQUIRE(mutants.size() > 3);
    CHECK(mutants[0].name == "two_more");
    CHECK(mutants[0].subject()->cases().size == 45);
    CHECK(mutants[0].subject()->judge({0, 45}, false).failed == 45);
    CHECK(mutants[1].name == "odd_two_more");
    CHECK(mutants[1].subject()->cases().size == 18);
    CHECK(mutants[1].subject()->judge({0, 18}, true).least_failure->text.starts_with("shift by 1"));
    CHECK(mutants[2].name == "nothing");
    CHECK(mutants[2].subject()->judge({0, 45}, false).failed == 0);
    for (std::size_t i = 3; i < mutants.size(); ++i) {
      CHECK(mutants[i].origin == check::Origin::generic);
      CHECK(mutants[i].name.starts_with("member[2]."));
      CHECK(mutants[i].subject()->cases().size == 9);
    }
    CHECK(statement(false).mutants({{"member", 4}}, 1)[0].subject()->cases().size == 9);
  }
}

}  // namespace
}  // namespace attest::derive

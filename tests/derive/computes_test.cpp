// SPDX-License-Identifier: Apache-2.0
/// \file
/// The shapes Computes and Agrees: right ones hold, broken ones fail with the least witness.
#include "reference/derive/computes.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reference/derive/agrees.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/builder.hpp"

namespace attest::derive {
namespace {

/// One leftmost head that copies the largest letter, in a stream of two registers.
model::Transformer largest_letter(model::Norm norm) {
  model::Transformer model{.name = "largest letter"};
  model.fields = {"x"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice one = stream.add("one");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::Head head{.name = "h", .norm = norm};
  model::copy(head.query, one, 0);
  head.keys.resize(1);
  head.values.resize(1);
  model::copy(head.keys[0], x, 0);
  model::copy(head.values[0], x, 0);
  model::write(head.out, 0, out);
  model.blocks.push_back({.name = "A", .heads = {head}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

const task::Task largest{.id = "largest letter", .answer = [](const Matrix& word) {
                           Rational best = word(0, 0);
                           for (int i = 1; i < word.rows(); ++i)
                             best = word(i, 0) > best ? word(i, 0) : best;
                           return std::vector<Rational>(static_cast<std::size_t>(word.rows()),
                                                        best);
                         }};

Computes sample(model::Norm norm) {
  return {.model = largest_letter(norm), .task = largest, .inputs = check::words(3, 3)};
}

/// Leaves every letter as it is; in the register of that name stands the number `beside`.
model::Transformer unchanged(std::int64_t beside,
                             const std::vector<std::string>& registers = {"x", "beside"}) {
  model::Transformer model{.name = "unchanged"};
  model.fields = {"x"};
  model::Stream stream;
  std::map<std::string, model::Slice> slices;
  for (const std::string& name : registers) slices.emplace(name, stream.add(name));
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("beside", embed.constant(beside));
  model.embed = embed.finish();
  const model::Relu never{.name = "never",
                          .in = {{.at = slices.at("x")[0], .weight = {.value = -1}}},
                          .bias = {.value = -1},
                          .out = {{.at = slices.at("x")[0], .weight = {.value = 1}}}};
  model.blocks.push_back({.name = "A", .heads = {}, .mlp = {never}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  model.decode.readout = model::Readout::whole_state;
  return model;
}

/// The letters as they are.
task::Task the_word() {
  return {.id = "the word", .answer = [](const Matrix& word) {
            std::vector<Rational> letters;
            for (int i = 0; i < word.rows(); ++i) letters.push_back(word(i, 0));
            return letters;
          }};
}

TEST_SUITE("derive/computes") {
  TEST_CASE("whole states are compared with rows of the unbroken description on 125 words") {
    Computes computes{.model = unchanged(1), .task = the_word(), .inputs = check::words(3, 5)};
    CHECK(make_subject(computes)->evaluator() == "int64 lanes");
    CHECK(make_subject(computes)->judge({0, 125}, false).failed == 0);
    Computes broken = computes;
    broken.model = unchanged(2);
    const auto lanes = make_subject(broken, Engine::automatic, computes.model);
    const auto literal = make_subject(broken, Engine::literal, computes.model);
    CHECK(lanes->evaluator() == "int64 lanes");
    CHECK(lanes->judge({0, 125}, false) == literal->judge({0, 125}, false));
    CHECK(lanes->judge({0, 125}, false).failed == 125);
  }

  TEST_CASE("whole states count an extra token that is another or elsewhere or missing") {
    const auto with_token = [](bool is_first, std::int64_t beside) {
      model::Transformer model = unchanged(1);
      model::CircuitBuilder embed({});
      embed.output("beside", embed.constant(beside));
      model.extra_tokens.push_back(
          {.name = "extra", .embed = embed.finish(), .is_first = is_first});
      return model;
    };
    Computes computes{
        .model = with_token(true, 2), .task = the_word(), .inputs = check::words(3, 5)};
    CHECK(make_subject(computes)->evaluator() == "int64 lanes");
    CHECK(make_subject(computes)->judge({0, 125}, false).failed == 0);
    for (const model::Transformer& model :
         {with_token(true, 3), with_token(false, 2), unchanged(1)}) {
      Computes broken = computes;
      broken.model = model;
      const auto lanes = make_subject(broken, Engine::automatic, computes.model);
      const auto literal = make_subject(broken, Engine::literal, computes.model);
      CHECK(lanes->judge({0, 125}, false) == literal->judge({0, 125}, false));
      CHECK(lanes->judge({0, 125}, false).failed == 125);
    }
  }

  TEST_CASE("whole states count where registers stand and what is decoded from them") {
    const Computes computes{.model = unchanged(1, {"x", "beside", "empty"}),
                            .task = the_word(),
                            .inputs = check::words(3, 5)};
    Computes moved = computes;
    moved.model = unchanged(1, {"x", "empty", "beside"});
    Computes misread = computes;
    model::CircuitBuilder decode(model::coordinate_names(misread.model.registers));
    const model::Wire letter = decode.input("x[0]");
    decode.output("x", letter - decode.less(decode.constant(3), letter));
    misread.model.decode.circuit = decode.finish();
    for (const Computes& broken : {moved, misread}) {
      const auto lanes = make_subject(broken, Engine::automatic, computes.model);
      const auto literal = make_subject(broken, Engine::literal, computes.model);
      CHECK(lanes->evaluator() == "int64 lanes");
      CHECK(lanes->judge({0, 125}, false) == literal->judge({0, 125}, false));
    }
    CHECK(make_subject(moved, Engine::automatic, computes.model)->judge({0, 125}, false).failed ==
          125);
    // 61 words hold the letter 4.
    CHECK(make_subject(misread, Engine::automatic, computes.model)->judge({0, 125}, false).failed ==
          61);
  }

  TEST_CASE("a right description holds on all 27 words under any tie rule") {
    const auto subject = make_subject(sample(model::Norm::any_hardmax));
    const check::Tally tally = subject->judge({0, 27}, false);
    CHECK(tally.judged == 27);
    CHECK(tally.failed == 0);
    CHECK(tally.undecided == 0);
  }

  TEST_CASE("the literal evaluator and the chosen one give one digest") {
    const auto chosen = make_subject(sample(model::Norm::any_hardmax));
    const auto literal = make_subject(sample(model::Norm::any_hardmax), Engine::literal);
    CHECK(chosen->judge({0, 27}, false).digest == literal->judge({0, 27}, false).digest);
  }

  TEST_CASE(
      "lanes prove their range for all inputs together and the literal evaluator needs none") {
    const auto four = [] {
      Computes result = sample(model::Norm::leftmost_hardmax);
      result.inputs = check::words(4, 3);
      return result;
    };
    const auto lanes = make_subject(four());
    REQUIRE(lanes->evaluator() == "int64 lanes");
    CHECK(lanes->proof().empty());  // nothing was judged
    static_cast<void>(lanes->judge({0, 40}, false));
    CHECK(lanes->proof().find(R"("kind":"range proof")") != std::string::npos);
    CHECK(lanes->proof().find(R"("box":{"x[0]":"2","one[0]":"1"})") != std::string::npos);

    const auto in_parts = make_subject(four());
    static_cast<void>(in_parts->judge({30, 40}, false));
    static_cast<void>(in_parts->judge({0, 30}, false));
    CHECK(in_parts->proof() == lanes->proof());

    const auto literal = make_subject(four(), Engine::literal);
    static_cast<void>(literal->judge({0, 40}, false));
    CHECK(literal->proof().empty());
  }

  TEST_CASE("a judge of many wide rows lets go of some and proves the range of all of them") {
    // 2100 rows of 2^14 numbers, a little more than a worker keeps.
    const auto wide = [] {
      model::Transformer model{.name = "wide", .fields = {"x"}};
      model::Stream stream;
      const model::Slice x = stream.add("x");
      const model::Slice sum = stream.add("sum");
      static_cast<void>(stream.add("padding", (1 << 14) - 2));
      model.registers = stream.registers();
      model::CircuitBuilder embed(model.fields);
      embed.output("x", embed.input("x"));
      model.embed = embed.finish();
      model.blocks = {{.name = "double",
                       .mlp = {{.name = "twice",
                                .in = {{.at = x[0], .weight = {.value = 2}}},
                                .out = {{.at = sum[0], .weight = {.value = 1}}}}}}};
      model.schedule = {{0, 1}};
      model::CircuitBuilder decode(model::coordinate_names(model.registers));
      decode.output("y", decode.input("sum[0]"));
      model.decode.circuit = decode.finish();
      return Computes{.model = std::move(model),
                      .task = {.id = "double",
                               .answer =
                                   [](const Matrix& tokens) {
                                     return std::vector<Rational>{2 * tokens(0, 0)};
                                   }},
                      .inputs = check::integer_box({0}, {2099})};
    };
    const auto lanes = make_subject(wide());
    REQUIRE(lanes->evaluator() == "int64 lanes");
    const check::Tally tally = lanes->judge({0, 2100}, false);
    CHECK(tally.judged == 2100);
    CHECK(tally.failed == 0);
    CHECK(lanes->proof().find(R"("x[0]":"4096")") != std::string::npos);
  }

  TEST_CASE("a broken description fails first on the least word that shows it") {
    Computes broken = sample(model::Norm::average_hardmax);
    broken.model.blocks[0].heads[0].keys[0][0].weight.value = -1;
    const auto subject = make_subject(std::move(broken));
    const check::Tally tally = subject->judge({0, 27}, true);
    REQUIRE(tally.least_failure.has_value());
    CHECK(tally.least_failure->index == 1);  // 001 is the first word whose letters differ
  }

  TEST_CASE("resources count nonzeros and dimensions of the sample") {
    const Resources used = resources(largest_letter(model::Norm::any_hardmax));
    CHECK(used.layers == 1);
    CHECK(used.heads == 1);
    CHECK(used.width == 3);
    CHECK(used.nonzeros == 3);
    CHECK(used.order == 2);
    CHECK(used.key_dimension == 1);
    CHECK(used.largest_weight == "1");
  }

  TEST_CASE("a head over pairs counts as order 3 and is explained pair by pair") {
    Computes pairs = sample(model::Norm::average_hardmax);
    model::Head& head = pairs.model.blocks[0].heads[0];
    head.keys.push_back(head.keys[0]);
    head.values.push_back(head.values[0]);
    CHECK(resources(pairs.model).order == 3);
    CHECK(resources(pairs.model).nonzeros == 5);
    const std::string text = make_subject(std::move(pairs))->explain(1);  // the word 001
    CHECK(text.find("0, pairs (2, .): scores 0 0 1 | weights 0 0 1\n") != std::string::npos);
  }
}

TEST_SUITE("derive/agrees") {
  TEST_CASE("an identity holds and its twist is refuted at the least case") {
    const auto square_of_sum = [](const check::Params&, std::uint64_t) {
      Agrees result{.relation = Relation::equal};
      result.left = [](const check::Case& c, const std::string& twist) {
        const Rational cross = twist == "no_cross_term" ? 0 : 2 * c(0, 0) * c(0, 1);
        return std::vector<Rational>{c(0, 0) * c(0, 0) + cross + c(0, 1) * c(0, 1)};
      };
      result.right = [](const check::Case& c) {
        const Rational sum = c(0, 0) + c(0, 1);
        return std::vector<Rational>{sum * sum};
      };
      result.cases = check::integer_box({0, 0}, {3, 3});
      result.evaluator = "literal";
      return result;
    };
    const check::Statement statement =
        agrees({.label = "I"}, square_of_sum,
               {{.name = "no_cross_term", .why = "2ab dropped", .proof = {}}});
    CHECK(statement.subject({}, 1)->judge({0, 16}, false).failed == 0);
    const std::vector<check::Mutant> mutants = statement.mutants({}, 1);
    REQUIRE(mutants.size() == 1);
    const check::Tally tally = mutants[0].subject()->judge({0, 16}, true);
    REQUIRE(tally.least_failure.has_value());
    CHECK(tally.least_failure->index == 5);  // (1, 1)
  }

  TEST_CASE("an inequality that is broken in one entry fails") {
    Agrees wrong{.relation = Relation::at_most};
    wrong.left = [](const check::Case&, const std::string&) { return std::vector<Rational>{0, 2}; };
    wrong.right = [](const check::Case&) { return std::vector<Rational>{0, 1}; };
    wrong.cases = check::integer_box({0}, {0});
    CHECK(make_subject(wrong)->judge({0, 1}, false).failed == 1);
  }
}

}  // namespace
}  // namespace attest::derive

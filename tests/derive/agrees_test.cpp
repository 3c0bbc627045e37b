// SPDX-License-Identifier: Apache-2.0
/// \file
/// Identities and inequalities whose sides are exact, enclosed, or a description.
#include "reference/derive/agrees.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::derive {
namespace {

using check::Tally;

check::CaseSpace exponents(std::int64_t most) { return check::integer_box({1}, {most}); }

unsigned exponent_of(const check::Case& chosen) {
  return static_cast<unsigned>(chosen(0, 0).num().to_int64());
}

/// e^(2^-k) >= 1 + 2^-k by about 2^-2k/2: k decides how many bits are needed.
Agrees above_its_tangent(std::int64_t most) {
  Agrees result{.relation = Relation::at_least};
  const auto argument = [](const check::Case& chosen) {
    return Rational(Integer(1), power_of_two(exponent_of(chosen)));
  };
  result.enclosed_left = [argument](const check::Case& chosen, const std::string& twist,
                                    int precision) {
    const Ball x = Ball::exact(argument(chosen), precision);
    return std::vector<Ball>{twist.empty() ? exp(x) : exp(-x)};
  };
  result.enclosed_right = [argument](const check::Case& chosen, int precision) {
    return std::vector<Ball>{Ball::exact(argument(chosen) + 1, precision)};
  };
  result.cases = exponents(most);
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = 32;
  result.most_bits = 256;
  return result;
}

Tally judged(const check::Subject& subject) {
  return subject.judge({.begin = 0, .end = subject.cases().size}, false);
}

TEST_CASE("an inequality of balls is decided at the first precision that suffices") {
  const auto subject = make_subject(above_its_tangent(100));
  for (std::int64_t k = 1; k <= 100; ++k) {
    const Tally tally = subject->judge({.begin = k - 1, .end = k}, false);
    CHECK(tally.failed == 0);
    CHECK(tally.undecided == 0);
    CHECK(tally.bits >= 2 * k);  // fewer bits do not hold 1 + 2^-k and the gap
    CHECK(tally.bits <= std::max<std::int64_t>(32, 4 * k + 8));
  }
  CHECK(judged(*subject).bits == 256);
}

TEST_CASE("a relation that is open at the last precision is unknown and not in the digest") {
  const auto subject = make_subject(above_its_tangent(200));
  const Tally open = subject->judge({.begin = 199, .end = 200}, false);
  CHECK(open.judged == 1);
  CHECK(open.undecided == 1);
  CHECK(open.failed == 0);
  REQUIRE(open.least_undecided);
  CHECK(open.least_undecided->text.find("undecided at 256 bits") != std::string::npos);
  CHECK(open.digest == check::Digest{});
}

TEST_CASE("a twisted side in balls fails with its witness") {
  const Tally tally = judged(*make_subject(above_its_tangent(20), "sign"));
  CHECK(tally.failed == 20);
  REQUIRE(tally.least_failure);
  CHECK(tally.least_failure->text.find("not left >= right at 32 bits") != std::string::npos);
}

TEST_CASE("a side that asks for more bits gets them and is unknown at the last") {
  Agrees asking = above_its_tangent(1);
  asking.enclosed_left = [](const check::Case&, const std::string&, int precision) {
    if (precision < 128) throw model::Undecided("not yet");
    return std::vector<Ball>{Ball::exact(2, precision)};
  };
  CHECK(judged(*make_subject(asking)).bits == 128);
  asking.most_bits = 64;
  CHECK(judged(*make_subject(asking)).undecided == 1);
}

TEST_CASE("balls are related for certain or not at all") {
  const auto number = [](int value) { return Ball::exact(value, 64); };
  const Ball third(Rational(1, 3), 64);
  const std::vector<Ball> none;
  CHECK(are_related(Relation::equal, {number(2)}, {number(2)}) == true);
  CHECK(are_related(Relation::equal, {number(2)}, {number(3)}) == false);
  CHECK_FALSE(are_related(Relation::equal, {third}, {third}).has_value());
  CHECK_FALSE(are_related(Relation::at_most, {third}, {third}).has_value());
  CHECK(are_related(Relation::at_most, {number(2)}, {number(2)}) == true);
  CHECK(are_related(Relation::at_least, {number(2)}, {number(3)}) == false);
  CHECK(are_related(Relation::at_most, none, none) == true);
  CHECK(are_related(Relation::at_most, none, {number(1)}) == false);
  // One entry that fails for certain settles the list, whatever is open.
  CHECK(are_related(Relation::at_most, {third, number(2)}, {third, number(1)}) == false);
  CHECK_FALSE(are_related(Relation::at_most, {third, number(0)}, {third, number(1)}).has_value());
}

/// Out = 3 x + 1 by a token map.
model::Transformer tripled() {
  model::Transformer model{.name = "3x + 1"};
  model::Stream stream;
  static_cast<void>(stream.add("x"));
  model.registers = stream.registers();
  model.fields = {"x"};
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model::CircuitBuilder map(model::coordinate_names(model.registers));
  map.output("x", map.input("x[0]") * Rational(3) + Rational(1));
  model.blocks.push_back({.name = "map", .token_maps = {map.finish()}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

Agrees of_description(const check::Params&, std::uint64_t) {
  Agrees result;
  result.model = tripled();
  result.right = [](const check::Case& chosen) {
    return std::vector<Rational>{chosen(0, 0) * Rational(3) + 1};
  };
  result.cases = exponents(5);
  return result;
}

TEST_CASE("a description on the left is evaluated and counted and its changes are mutants") {
  const check::Statement about =
      description_agrees({.claim = "test", .label = "T"}, of_description);
  const auto subject = about.subject({}, 1);
  CHECK(judged(*subject).failed == 0);
  CHECK(subject->resources().at("width") == "1");
  CHECK(subject->explain(0).find("left: (4)\nright: (4)") != std::string::npos);
  int refuted = 0;
  for (const check::Mutant& mutant : about.mutants({}, 1)) {
    CHECK(mutant.origin == check::Origin::generic);
    refuted += judged(*mutant.subject()).failed > 0 ? 1 : 0;
  }
  CHECK(refuted == 4);  // 3 and 1 one quantum up and down; a readout of one channel does not shift
  const std::string text = about.export_model({});
  CHECK(judged(*about.subject_of_model(text, "model.json", {}, 1)).failed == 0);
}

}  // namespace
}  // namespace attest::derive

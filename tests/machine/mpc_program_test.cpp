// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of parallel machines by hand: words, ledger, and what is not defined.
#include "reference/machine/mpc_program.hpp"

#include <doctest/doctest.h>

#include "reference/number/contract.hpp"

namespace attest::machine::mpc {
namespace {

/// Machine 0 sends x and y to machine 1, which sends y^2 and 2^x back.
Program echo() {
  Program program{.memory = {4, 4}, .inputs = {{0, 0}, {0, 1}}, .outputs = {{0, 2}, {0, 3}}};
  program.rounds.push_back({.transfers = {{.from = 0, .at = 0, .to = 1, .to_at = 0, .words = 2}}});
  const Work work{.machines = {1},
                  .code = {{.what = Do::multiply, .to = 2, .x = 1, .y = 1},
                           {.what = Do::power, .to = 3, .x = 0, .constant = 2}}};
  program.rounds.push_back(
      {.work = {work}, .transfers = {{.from = 1, .at = 2, .to = 0, .to_at = 2, .words = 2}}});
  return program;
}

TEST_CASE("words travel by transfers and are entered in the ledger") {
  const Program program = echo();
  validate(program);
  const auto result = run(program, {-3, Rational(5, 2)});
  REQUIRE(result.has_value());
  CHECK(result->outputs == std::vector<Rational>{Rational(25, 4), Rational(1, 8)});
  CHECK(result->ledger.rounds == 2);
  CHECK(result->ledger.words == 4);
  CHECK(result->ledger.most_sent == 2);
  CHECK(result->ledger.most_received == 2);
  CHECK(result->most_bits == 8);  // 25/4
  CHECK(total_memory(program) == 8);
}

TEST_CASE("transfers of a round leave before any arrives") {
  Program program{.memory = {1, 1}, .inputs = {{0, 0}, {1, 0}}, .outputs = {{0, 0}, {1, 0}}};
  program.rounds.push_back({.transfers = {{.from = 0, .to = 1}, {.from = 1, .to = 0}}});
  CHECK(run(program, {7, 9})->outputs == std::vector<Rational>{9, 7});
}

TEST_CASE("every instruction does what its name says") {
  const auto value = [](const Instruction& step) {
    Program program{.memory = {3}, .inputs = {{0, 0}, {0, 1}, {0, 2}}, .outputs = {{0, 2}}};
    program.end = {{.machines = {0}, .code = {step}}};
    return run(program, {Rational(7, 2), -2, 10})->outputs[0];
  };
  const auto step = [](Do what, Rational constant = 0) {
    return Instruction{.what = what, .to = 2, .x = 0, .y = 1, .constant = std::move(constant)};
  };
  CHECK(value(step(Do::constant, 5)) == 5);
  CHECK(value(step(Do::scale, 4)) == 14);
  CHECK(value(step(Do::gain, 4)) == 24);
  CHECK(value(step(Do::gain_product)) == 3);
  CHECK(value(step(Do::add)) == Rational(3, 2));
  CHECK(value(step(Do::subtract)) == Rational(11, 2));
  CHECK(value(step(Do::multiply)) == -7);
  CHECK(value(step(Do::divide)) == Rational(-7, 4));
  CHECK(value({.what = Do::power, .to = 2, .x = 1, .constant = 3}) == Rational(1, 9));
  CHECK(value(step(Do::floor)) == 3);
  CHECK(value(step(Do::smaller)) == -2);
  CHECK(value(step(Do::larger)) == Rational(7, 2));
  CHECK(value(step(Do::less)) == 0);
}

TEST_CASE("a zero divisor and a fractional exponent leave nothing") {
  CHECK(!run(echo(), {Rational(1, 2), 1}).has_value());
  Program program{.memory = {1}, .outputs = {{0, 0}}};
  program.end = {{.machines = {0}, .code = {{.what = Do::divide}}}};
  CHECK(!run(program, {}).has_value());
}

TEST_CASE("transfers to oneself and words that receive twice are no programs") {
  Program program = echo();
  program.rounds[0].transfers.push_back({.from = 0, .to = 0});
  CHECK_THROWS_AS(validate(program), BrokenInvariant);
  program = echo();
  program.rounds[0].transfers.push_back({.from = 0, .to = 1, .to_at = 1});
  CHECK_THROWS_AS(validate(program), BrokenInvariant);
  program = echo();
  program.rounds[1].work[0].code[0].to = 4;
  CHECK_THROWS_AS(validate(program), BrokenInvariant);
}

}  // namespace
}  // namespace attest::machine::mpc

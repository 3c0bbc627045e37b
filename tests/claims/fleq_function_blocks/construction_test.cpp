// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the statements do not say: on what the weights depend, sizes of spaces, numbers by hand.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "claims/fleq_function_blocks/parts.hpp"
#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/derive/explain.hpp"
#include "reference/machine/fleq_file.hpp"
#include "reference/number/error.hpp"

namespace attest::fleq_function_blocks {
namespace {

using machine::fleq::Operation;

/// The only output of one column of a sigmoid block at z = 0.7 and M = 3.
Ball weight_at(const Rational& bias) {
  check::Case tokens(3, 1);
  tokens(0, 0) = Rational(7, 10);
  return enclosed_register(sigmoid_block({{.direction = {1}}}, {bias}), tokens, "out", 1, 128)
      .at(0);
}

bool is_between(const Ball& x, const Rational& low, const Rational& high) {
  return low < x.lower() && x.upper() < high;
}

/// The largest error of a product of 2 x 2 matrices of ones and minus ones.
Rational largest_error(const ProductShape& shape, const ProductChoices& choices) {
  check::Case tokens(2, 4);
  for (int j = 0; j < 2; ++j) {
    for (int i = 0; i < 2; ++i) {
      tokens(j, i) = 1;
      tokens(j, 2 + i) = 1 - 2 * j;
    }
  }
  const std::vector<Ball> out =
      enclosed_register(product_block(shape, choices), tokens, "out", 2, 256);
  Rational largest;
  for (int j = 0; j < 2; ++j) {
    for (int i = 0; i < 2; ++i) {
      const Rational exact = 2 - 4 * j;
      const Ball& found = out.at(static_cast<std::size_t>(2 * j + i));
      largest = std::max({largest, (found.upper() - exact).abs(), (found.lower() - exact).abs()});
    }
  }
  return largest;
}

TEST_SUITE("fleq_function_blocks") {
  TEST_CASE("the weights of the block are the same for all machines with as many address bits") {
    const Size small{.side = 2, .cells = 3, .commands = 2, .operations = all_operations()};
    Size large = small;
    large.cells = 5;
    large.commands = 3;
    CHECK(small.address_bits() == 3);
    CHECK(construction(small).blocks == construction(large).blocks);
    large.cells = 6;
    CHECK(large.address_bits() == 4);
    CHECK(construction(small).blocks != construction(large).blocks);
  }

  TEST_CASE("a program gets the functions that it calls and their layers") {
    const machine::fleq::Program program = machine::fleq::parse(
        "side 2\ncell x\ncell y\nsubtract x y -> x\nmultiply x y -> y\n", "x.fleq");
    const Size size = size_for(program);
    CHECK(size.operations == std::vector<Operation>{Operation::subtract, Operation::multiply});
    CHECK(size.columns() == 2 + 4 + 3);
    CHECK(construction(size).blocks.size() == 6);
    CHECK(construction({.side = 2, .cells = 1, .commands = 1, .operations = all_operations()})
              .blocks.size() == 7);
    CHECK(construction({.side = 2, .cells = 1, .commands = 1, .operations = {Operation::subtract}})
              .blocks.size() == 5);
  }

  TEST_CASE("the spaces hold all commands and all machines") {
    const check::Claim built = claim();
    const auto cases = [&](const char* label, const check::Params& params) {
      const auto found = std::ranges::find(built.statements, label, &check::Statement::label);
      REQUIRE(found != built.statements.end());
      return found->subject(params, 1)->cases().size;
    };
    // 5 functions, 4 pointers to 2 cells, 2 targets, 2 places
    CHECK(cases("S1", {{"side", 2}, {"cells", 2}, {"commands", 2}, {"lists", 1}, {"every", 1}}) ==
          5 * 16 * 2 * 2);
    const auto states = [&](int side, int cells, int commands, int entries, int tables,
                            int functions) {
      return cases("S1.states", {{"side", side},
                                 {"cells", cells},
                                 {"commands", commands},
                                 {"entries", entries},
                                 {"tables", tables},
                                 {"functions", functions}});
    };
    // two commands of 5 functions and 2 targets, 2 places, 2^4 contents
    CHECK(states(2, 1, 2, 2, 1, 5) == 10 * 10 * 2 * 16);
    CHECK(states(1, 2, 1, 3, 1, 5) == 5 * 16 * 9);
    // the command at pc alone
    CHECK(states(1, 2, 2, 3, 0, 1) == 16 * 2 * 2 * 9);
    CHECK(states(1, 3, 3, 2, 0, 1) == 81 * 3 * 3 * 8);
  }

  TEST_CASE("every machine of a space is met once in whatever order they come") {
    const Size size{.side = 1, .cells = 2, .commands = 2, .operations = {Operation::subtract}};
    for (const Tables tables : {Tables::one_command, Tables::all}) {
      const check::CaseSpace space = all_machines(size, 2, tables);
      std::set<std::string> machines;
      for (std::int64_t i = 0; i < space.size; ++i) {
        machines.insert(derive::text_of(space.at(i).value()));
      }
      CHECK(std::ssize(machines) == space.size);
    }
  }

  TEST_CASE("spaces of more than 2^31 machines end with the last one and 2^62 are too many") {
    Size size{.side = 3, .cells = 2, .commands = 1, .operations = all_operations()};
    const check::CaseSpace space = all_machines(size, 3, Tables::all);
    CHECK(space.size == std::int64_t{5 * 16} * 387420489);  // 3^18 contents
    machine::fleq::Program program{.side = 3};
    program.commands = {
        {.operation = size.operations.back(), .a = 1, .b = 1, .c = 1, .flag = 1, .target = 0}};
    const Matrix ones(std::vector<std::vector<Rational>>(3, std::vector<Rational>(3, 1)));
    CHECK(space.at(space.size - 1) == tokens_of(size, program, {.memory = {ones, ones}, .pc = 0}));
    size.cells = 4;
    CHECK_THROWS_AS(static_cast<void>(all_machines(size, 3, Tables::all)), InputError);
  }

  TEST_CASE("the bias of three columns gives 0.668 at 0.7 and its negative 0.335") {
    const Rational log_two = Rational(693147, 1000000);
    CHECK(is_between(weight_at(log_two), Rational(6681, 10000), Rational(6683, 10000)));
    CHECK(is_between(weight_at(-log_two), Rational(3348, 10000), Rational(3349, 10000)));
  }

  TEST_CASE("the dummy's value matters to one head and not to two") {
    const Rational tenth(1, 10);
    ProductShape shape{.side = 2, .inverse_log2 = 6, .level = 30, .is_odd = false};
    CHECK(largest_error(shape, {}) < tenth);
    CHECK(largest_error(shape, {.dummy_sign = 1}) > Rational(100));
    shape.is_odd = true;
    CHECK(largest_error(shape, {}) < tenth * tenth);
    CHECK(largest_error(shape, {.dummy_sign = 1}) < tenth * tenth);
  }

  TEST_CASE("products by softmax take a head and a token and d + 1 channels more") {
    const Size size{.side = 3, .cells = 2, .commands = 2, .operations = {Operation::multiply}};
    Choices choices;
    choices.product = {.side = 3, .inverse_log2 = 20, .level = 40, .is_odd = true};
    const model::Transformer exact = construction(size);
    const model::Transformer nearly = construction(size, choices);
    CHECK(model::width(nearly) == model::width(exact) + 4);
    CHECK(nearly.blocks.size() == exact.blocks.size());
    CHECK(nearly.blocks[2].heads.size() == exact.blocks[2].heads.size() + 1);
    CHECK(nearly.extra_tokens.size() == 1);
    CHECK(exact.extra_tokens.empty());
  }

  TEST_CASE("a loop without functions that are called leaves other cells as they are") {
    const machine::fleq::Program program = machine::fleq::parse(
        "side 2\ncell x = 1 2 ; 3 4\ncell y = 5 6 ; 7 8\ncell z\n"
        "multiply x y -> z\ninverse_step x y -> x\n",
        "x.fleq");
    const machine::fleq::Run run = LoopedBlock(size_for(program)).run(program, 1);
    CHECK_FALSE(run.is_halted);
    CHECK(run.state.pc == 1);
    CHECK(run.state.memory[0] == program.memory[0]);
    CHECK(run.state.memory[1] == program.memory[1]);
    // (1 3; 2 4) (5 6; 7 8)
    CHECK(run.state.memory[2] == Matrix(std::vector<std::vector<Rational>>{{26, 30}, {38, 44}}));
  }
}

}  // namespace
}  // namespace attest::fleq_function_blocks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The executor by hand: the compiled fib, its table, spaces of programs, resources, erasing.
#include <doctest/doctest.h>

#include "claims/micropy_executor/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/micropy_file.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Code;

/// Value, lines and largest context of fib(n).
std::vector<std::int64_t> row_of_fibonacci(std::int64_t n, bool is_reduced) {
  static const Executor whole(fibonacci_sizes(), {}, false);
  static const Executor reducing(fibonacci_sizes(), {}, true);
  ExecutorRun run(is_reduced ? reducing : whole, compiled(fibonacci(), is_reduced, 0), {n});
  REQUIRE(run.finish(3000));
  return {run.value(), run.lines(), run.largest_context()};
}

check::Statement statement(const std::string& label) {
  const check::Claim all = claim();
  for (const check::Statement& each : all.statements) {
    if (each.label == label) return each;
  }
  FAIL(label);
  return {};
}

TEST_SUITE("micropy_executor") {
  TEST_CASE("fib has 22 instructions and a prompt of 24 tokens") {
    const Code code = compiled(fibonacci(), false, 0);
    CHECK(code.instructions.size() == 22);
    CHECK(prompt_of(code, {10}, fibonacci_sizes()).rows() == 24);
    CHECK(machine::three_address::text_of(code.instructions[18], 18) == "18 ADD 13 8 12");
    CHECK(fits(code, 10, fibonacci_sizes()));
    CHECK_FALSE(fits(code, 32, fibonacci_sizes()));
    CHECK(least_sizes(code, 31, 8) == fibonacci_sizes());
  }

  TEST_CASE("the table of fib is that of the first prototype") {
    using Row = std::vector<std::int64_t>;
    CHECK(row_of_fibonacci(2, false) == Row{1, 28, 52});
    CHECK(row_of_fibonacci(5, false) == Row{5, 160, 184});
    CHECK(row_of_fibonacci(7, false) == Row{13, 446, 470});
    CHECK(row_of_fibonacci(9, false) == Row{34, 1194, 1218});
    CHECK(row_of_fibonacci(2, true) == Row{1, 31, 45});
    CHECK(row_of_fibonacci(5, true) == Row{5, 175, 72});
    CHECK(row_of_fibonacci(7, true) == Row{13, 487, 90});
    CHECK(row_of_fibonacci(9, true) == Row{34, 1303, 108});
    CHECK(row_of_fibonacci(10, true) == Row{55, 2119, 117});
  }

  TEST_CASE("all programs of at most two statements and of three are as many as they should be") {
    const check::Statement s1 = statement("S1");
    std::int64_t up_to_two = 0;
    std::int64_t three = 0;
    for (const check::Params& params : s1.points(check::Rung::nightly)) {
      if (params.at("reduced") == 0) continue;
      const std::int64_t size = s1.subject(params, 1)->cases().size;
      (params.at("statements") == 3 ? three : up_to_two) += size;
    }
    CHECK(up_to_two == 3614);
    CHECK(three == 54000);
  }

  TEST_CASE("the family with calls and the formulas are as many as they should be") {
    const check::Statement calls = statement("S1.calls");
    std::int64_t runs = 0;
    for (const check::Params& params : calls.points(check::Rung::nightly)) {
      const bool is_whole = params.at("value") < 0 && params.at("reduced") == 1;
      if (is_whole) runs += calls.subject(params, 1)->cases().size;
    }
    CHECK(runs == 5 * 3 * 4 * 3 * 5 * 6 * 4);
    const check::Statement solver = statement("S3");
    const check::Params three{{"variables", 3}, {"clauses", 3}, {"reduced", 1}};
    CHECK(solver.subject(three, 1)->cases().size == 29 * 28 * 27 / 6);
  }

  TEST_CASE("resources are those that are promised") {
    const Sizes sizes{.address = 8, .variable = 6, .depth = 6, .word = 3, .attributes = 2};
    const derive::Resources used = derive::resources(executor(sizes));
    CHECK(used.layers == 2);
    CHECK(used.mlp_layers == 1);
    CHECK(used.heads_in_all == 5);
    CHECK(used.width == 285);
    CHECK(used.units == 295);
    CHECK(used.largest_weight == "63");
    CHECK(used.extra_tokens == 0);
    CHECK(used.token_map_ops == 0);
  }

  TEST_CASE("a left operand that is an attribute is read before the right one writes it") {
    const machine::micropy::Program program = machine::micropy::parse(
        "def f():\n  g.a = 1\n  return 0\ndef main(): return g.a + f()\n", claim_id);
    const Sizes sizes{.address = 5, .variable = 3, .depth = 2, .word = 2, .attributes = 1};
    for (const bool is_reduced : {false, true}) {
      const Executor executor(sizes, {}, is_reduced);
      ExecutorRun right(executor, compiled(program, is_reduced, 1), {});
      REQUIRE(right.finish(100));
      CHECK(right.value() == 0);
      CHECK(right.attributes() == std::vector<std::int64_t>{1});
      ExecutorRun late(executor, compiled(program, is_reduced, 1, {.reads_attribute_late = true}),
                       {});
      REQUIRE(late.finish(100));
      CHECK(late.value() == 1);
    }
  }

  TEST_CASE("what stays of a call is its argument the attributes and the result") {
    const machine::micropy::Program program = machine::micropy::parse(
        "def f(x):\n  g.a = x\n  return x\ndef main(): return f(1)\n", claim_id);
    const Sizes sizes{.address = 5, .variable = 3, .depth = 2, .word = 2, .attributes = 1};
    const Executor executor(sizes, {}, true);
    const Code code = compiled(program, true, 1);
    ExecutorRun run(executor, code, {});
    const std::int64_t prompt = run.context();
    std::vector<std::int64_t> contexts;
    while (!run.is_finished()) {
      REQUIRE(run.step());
      contexts.push_back(run.context() - prompt);
    }
    // CONST, ARG, CALL, MOV, SETG, MOV, S, G, result: three lines are left of eight.
    CHECK(contexts.size() == 12);
    CHECK(contexts[7] == 8);
    CHECK(contexts[8] == 4);
  }

  TEST_CASE("lines and instructions are read back as they were written") {
    const Sizes sizes{.address = 5, .variable = 3, .depth = 2, .word = 2, .attributes = 2};
    const TokenFields fields = token_fields(sizes);
    const machine::three_address::Line told{.mark = machine::three_address::Mark::attribute,
                                            .next = 9,
                                            .depth = 2,
                                            .value = 3,
                                            .attribute = 1,
                                            .is_telling = true,
                                            .told = 2};
    CHECK(line_at(tokens_of({told}, fields), 0, fields) == told);
    const PlacedInstruction placed{
        .address = 17,
        .instruction = {.op = machine::three_address::Opcode::call, .target = 5, .label = 30}};
    const Matrix tokens = tokens_of(std::vector{placed}, fields);
    CHECK(instruction_at(tokens, 0, fields).address == 17);
    CHECK(instruction_at(tokens, 0, fields).instruction == placed.instruction);
  }
}

}  // namespace
}  // namespace attest::micropy_executor

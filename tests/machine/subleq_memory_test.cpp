// SPDX-License-Identifier: Apache-2.0
/// \file
/// SUBLEQ machines with one memory against values worked out by hand, and what images are refused.
#include "reference/machine/subleq_memory.hpp"

#include <doctest/doctest.h>

#include "reference/machine/subleq_image.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

using Words = std::vector<std::int64_t>;

const Rules howerj{.dialect = Dialect::howerj, .word_bits = 16};
const Rules davidar{.dialect = Dialect::davidar_sq, .word_bits = 16};
const Rules integers{.dialect = Dialect::davidar_sq, .word_bits = 0};

const Words hi{16, -1, 3, 12, 0, 6, 13, 14, -1, 15, 15, 0, -1, 1, 3, 0, 72, 105, 10};

/// The error of a call that must be refused.
template <typename Call>
attest::InputError refusal(Call call) {
  try {
    static_cast<void>(call());
  } catch (const attest::InputError& error) {
    CHECK_FALSE(error.place().empty());
    CHECK_FALSE(error.expected().empty());
    return error;
  }
  FAIL("accepted");
  return {"", "", "", ""};
}

}  // namespace
TEST_CASE("the image that changes its first instruction writes Hi in every dialect") {
  for (const Rules& rules : {howerj, davidar, integers}) {
    const ConsoleRun done = run(rules, {.words = hi}, "", 100);
    CHECK(done.is_halted);
    CHECK(done.steps == 11);
    CHECK(done.output == "Hi\n");
    CHECK(done.memory.pc == -1);
    CHECK(done.memory.words[0] == 19);
    CHECK(done.memory.words[14] == 0);
  }
}

TEST_CASE("howerj replaces a word by the character and davidar adds it") {
  const Words words{-1, 3, 9, 5};
  for (const auto& [rules, expected] : {std::pair{howerj, 65}, {davidar, 70}, {integers, 70}}) {
    Memory memory{.words = words};
    const Executed done = step(rules, memory, 'A');
    CHECK(done.is_input);
    CHECK_FALSE(done.is_output);
    CHECK(done.read == -65);
    CHECK(done.target == 3);
    CHECK(memory.words[3] == expected);
    CHECK(memory.pc == 3);  // input does not branch
  }
  Memory memory{.words = words};
  static_cast<void>(step(howerj, memory, -1));
  CHECK(memory.words[3] == -1);
  CHECK(memory.pc == 3);
}

TEST_CASE("output writes nothing to the memory and does not branch") {
  for (const Rules& rules : {howerj, davidar, integers}) {
    Memory memory{.words = {3, -1, 0, 7}};
    const Executed done = step(rules, memory, 'x');
    CHECK(done.has_output());
    CHECK(done.read == 7);
    CHECK_FALSE(done.target.has_value());
    CHECK(memory.words == Words{3, -1, 0, 7});
    CHECK(memory.pc == 3);
  }
}

TEST_CASE("where both operands name the console the character is taken and nothing written") {
  for (const Rules& rules : {howerj, davidar, integers}) {
    Memory memory{.words = {-1, -1, 0, 7}};
    const Executed done = step(rules, memory, 'x');
    CHECK(done.is_input);
    CHECK_FALSE(done.has_output());
    CHECK_FALSE(done.target.has_value());
    CHECK(memory.words == Words{-1, -1, 0, 7});
  }
}

TEST_CASE("a difference wraps with bits and the branch looks at the wrapped word") {
  const Rules four{.dialect = Dialect::howerj, .word_bits = 4};
  // 7 - (-1) = 8 wraps to -8, which branches.
  Memory memory{.words = {3, 4, 6, -1, 7}};
  static_cast<void>(step(four, memory, -1));
  CHECK(memory.words[4] == -8);
  CHECK(memory.pc == 6);
  memory = {.words = {3, 4, 6, -1, 7}};
  static_cast<void>(step(integers, memory, -1));
  CHECK(memory.words[4] == 8);
  CHECK(memory.pc == 3);
}

TEST_CASE("negative words are addresses from the top with bits and the console in davidar") {
  const Rules four{.dialect = Dialect::howerj, .word_bits = 4};
  Memory memory{.words = Words(16)};
  memory.words[0] = -2;  // address 14
  memory.words[1] = -3;  // address 13
  memory.words[14] = 3;
  const Executed done = step(four, memory, -1);
  CHECK(done.target == 13);
  CHECK(memory.words[13] == -3);
  CHECK(Rules{.dialect = Dialect::davidar_sq, .word_bits = 4}.is_input(-2));
  CHECK_FALSE(four.is_input(-2));
}

TEST_CASE("an address without a word is refused") {
  Memory memory{.words = {9, 0, 0}};
  const attest::InputError error = refusal([&] { return step(howerj, memory, -1); });
  CHECK(error.id() == "subleq-address");
  CHECK(error.found() == "address 9");
}

TEST_CASE("a dialect has to be named") {
  CHECK(console_dialect("howerj", "") == Dialect::howerj);
  CHECK(console_dialect("davidar", "") == Dialect::davidar_sq);
  for (const char* name : {"", "Howerj", "looped_transformer", "416"}) {
    CHECK(refusal([&] { return console_dialect(name, "--set dialect"); }).id() == "subleq-dialect");
  }
}

TEST_CASE("an image is integers between blanks commas and line ends") {
  CHECK(parse_image("16,-1,3\n 12\t0 ,6,\n", "x", howerj) == Words{16, -1, 3, 12, 0, 6});
  CHECK(parse_image("65535 32768 -32768", "x", howerj) == Words{-1, -32768, -32768});
  CHECK(parse_image("1000000000", "x", integers) == Words{1000000000});
  const auto refused = [](const char* text) {
    return refusal([&] { return parse_image(text, "x.dec", howerj); });
  };
  CHECK(refused("1,2,a").id() == "subleq-image");
  CHECK(refused("1,2,a").place() == "x.dec:1:5");
  CHECK(refused("1\n2;3").place() == "x.dec:2:2");
  CHECK(refused("--1").id() == "subleq-image");
  CHECK(refused("1.5").id() == "subleq-image");
  CHECK(refused("65536").id() == "subleq-word");
  CHECK(refused("-32769").id() == "subleq-word");
  CHECK(refused("99999999999999999999").id() == "subleq-word");
  CHECK(refused("").id() == "subleq-size");
  CHECK(refused(" ,\n").id() == "subleq-size");
}

TEST_CASE("assembly knows labels and the next address and texts and space") {
  const char* text =
      "start: one, x        ; x -= 1\n"
      "       z, z, start + 0\n"
      "one:   .word 1, -'A', . - 1, x-one\n"
      "x:     .space 2\n"
      "z:     .text \"a\\n\\\"\"\n"
      "\n"
      "end:   z, z, -1";
  CHECK(assemble(text, "x", howerj) ==
        Words{6, 10, 3, 12, 12, 0, 1, -65, 7, 4, 0, 0, 97, 10, 34, 12, 12, -1});
  CHECK(run(howerj, {.words = assemble("x, -1\nx, x, -1\nx: .word 'Q'", "x", howerj)}, "", 9)
            .output == "Q");
}

TEST_CASE("with code apart instructions stand behind all words and dots are columns") {
  const Program program = assemble_apart(
      "start: one, x\n"
      "one:   .word 1\n"
      "       x, x, start + 1   ; as the next one\n"
      "x:     .word . - 1, -2\n"
      "end:   x, x, .\n",
      "x");
  CHECK(program.scratch == 1);
  CHECK(program.memory == Words{1, 1, -2});
  CHECK(program.commands == std::vector<Command>{{1, 2, 5}, {2, 2, 5}, {2, 2, 6}});
  CHECK(program.first_command() == 4);
}

TEST_CASE("a text with code apart is refused where it leaves its columns") {
  const auto refused = [](const char* text) {
    return refusal([&] { return assemble_apart(text, "x.asm"); });
  };
  CHECK(refused("a: .word 1").id() == "subleq-size");
  CHECK(refused("1, 1, .").id() == "subleq-size");
  CHECK(refused("a: .word 1\nb: a, b, b").place() == "x.asm:2:7");
  CHECK(refused("a: .word 1\na, a, a").id() == "subleq-range");
  CHECK(refused("a: .word 1\nb: a, a, b\na, a, b").place() == "x.asm:3:7");
  CHECK(refused("a: .word 1\na, a").id() == "subleq-range");
  CHECK(refused("a: .word 1\na, c, .").id() == "subleq-label");
}

TEST_CASE("assembly that is not of the grammar is refused at its place") {
  const auto refused = [](const char* text) {
    return refusal([&] { return assemble(text, "x.asq", howerj); });
  };
  CHECK(refused("a: .word 1\na: .word 2").id() == "subleq-label");
  CHECK(refused("a: .word 1\na: .word 2").place() == "x.asq:2:1");
  CHECK(refused(".word b").id() == "subleq-label");
  CHECK(refused(".word b").found() == "b");
  CHECK(refused("1").id() == "subleq-assembly");
  CHECK(refused("1, 2, 3, 4").id() == "subleq-assembly");
  CHECK(refused("1, 2 3").place() == "x.asq:1:6");
  CHECK(refused(".words 1").id() == "subleq-assembly");
  CHECK(refused(".text \"a").id() == "subleq-assembly");
  CHECK(refused(".text \"\\q\"").id() == "subleq-assembly");
  CHECK(refused(".space -1").id() == "subleq-size");
  CHECK(refused(".word 70000").id() == "subleq-word");
  CHECK(refused(".word 9223372036854775807 + 1").id() == "subleq-word");
  CHECK(refused("; nothing").id() == "subleq-size");
}

}  // namespace attest::machine::subleq

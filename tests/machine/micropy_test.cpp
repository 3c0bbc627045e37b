// SPDX-License-Identifier: Apache-2.0
/// \file
/// MicroPy programs whose results were worked by hand.
#include "reference/machine/micropy.hpp"

#include <doctest/doctest.h>

#include "reference/machine/micropy_file.hpp"

namespace attest::machine::micropy {
namespace {

std::int64_t value_of(const std::string& text, const std::vector<std::int64_t>& arguments = {},
                      int word_bits = 8) {
  const Outcome outcome = run(parse(text, "x.py"), arguments, word_bits);
  CHECK(outcome.ending == Ending::finished);
  return outcome.value;
}

}  // namespace

TEST_CASE("values are numbers mod 2^w and compared without sign") {
  CHECK(value_of("def f(a, b): return a + b", {5, 6}, 3) == 3);
  CHECK(value_of("def f(a, b): return a - b", {5, 6}, 3) == 7);
  CHECK(value_of("def f(a, b): return a < b", {7, 1}, 3) == 0);
  CHECK(value_of("def f(a, b): return a & b", {6, 3}, 3) == 2);
  CHECK(value_of("def f(a, b): return a ^ b", {6, 3}, 3) == 5);
  CHECK(value_of("def f(a): return a == 8", {0}, 3) == 1);
}

TEST_CASE("locals and a missing return are 0") {
  CHECK(value_of("def f():\n  if 0: x = 5\n  return x") == 0);
  CHECK(value_of("def f(): x = 5") == 0);
  CHECK(value_of("def f(): return g() + 3\ndef g(): pass") == 3);
}

TEST_CASE("operands are evaluated from left to right") {
  const std::string writes = "def w():\n  g.a = 5\n  return 1\n";
  CHECK(value_of(writes + "def main(): return g.a + w()") == 1);
  CHECK(value_of(writes + "def main(): return w() + g.a") == 6);
  CHECK(value_of(writes + "def two(a, b): return a - b\ndef main(): return two(g.a, w())") == 255);
}

TEST_CASE("parameters are passed by value and every call has variables of its own") {
  CHECK(value_of("def f(n):\n  n = n + 1\n  return n\ndef main(n):\n  x = f(n)\n  return x + n",
                 {4}) == 9);
  CHECK(value_of("def f(n):\n  if n == 0: return 0\n  x = n\n  y = f(n - 1)\n  return x + y",
                 {5}) == 15);
}

TEST_CASE("fib(10) is 55 and fib(14) is 377 mod 256") {
  const std::string fib = "def fib(n):\n  if n < 2: return n\n  return fib(n - 1) + fib(n - 2)\n";
  CHECK(value_of(fib, {10}) == 55);
  CHECK(value_of(fib, {14}) == 377 - 256);
  CHECK(run(parse(fib, "x.py"), {10}, 8).deepest == 10);
}

TEST_CASE("while loops run until their condition is 0 or they return") {
  CHECK(value_of("def f(n):\n  s = 0\n  while n:\n    s = s + n\n    n = n - 1\n  return s", {6}) ==
        21);
  CHECK(value_of("def f(n):\n  while 1:\n    if n == 3: return n\n    n = n + 1", {0}) == 3);
}

TEST_CASE("attributes are those of the end and runs that are too long or too deep say so") {
  const Program program =
      parse("def f():\n  g.b = 3\n  g.a = g.b + 1\n  g.b = 2\n  return 7", "x.py");
  const Outcome outcome = run(program, {}, 4);
  CHECK(outcome.value == 7);
  CHECK(outcome.attributes == std::vector<std::int64_t>{2, 4});
  CHECK(run(parse("def f(): return f()", "x.py"), {}, 4).ending == Ending::too_deep);
  CHECK(run(parse("def f():\n  while 1: pass", "x.py"), {}, 4).ending == Ending::too_long);
}

}  // namespace attest::machine::micropy

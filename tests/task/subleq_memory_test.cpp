// SPDX-License-Identifier: Apache-2.0
/// \file
/// The ground truth of SUBLEQ machines with one memory, against states worked by hand.
#include "reference/task/subleq_memory.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace attest::task {
namespace {

using Words = std::vector<std::int64_t>;

/// Columns: the machine's fields, the port with the character 5, those before the words, words.
std::vector<Rational> state(const SubleqConsole& console, const Words& machine,
                            const Words& words) {
  const std::size_t fields = machine.size();
  std::vector<Rational> result(machine.begin(), machine.end());
  const auto add = [&](std::int64_t word) {
    result.emplace_back(word);
    result.resize(result.size() + fields - 1);
  };
  add(-5);
  for (int column = 2; column < console.first(); ++column) add(0);
  for (const std::int64_t word : words) add(word);
  return result;
}

Matrix tokens(const SubleqConsole& console, const Words& machine, const Words& words) {
  const std::vector<Rational> entries = state(console, machine, words);
  const int fields = static_cast<int>(machine.size());
  Matrix result(static_cast<int>(entries.size()) / fields, fields);
  for (std::size_t at = 0; at < entries.size(); ++at) {
    result(static_cast<int>(at) / fields, static_cast<int>(at) % fields) = entries[at];
  }
  return result;
}

constexpr SubleqConsole howerj = {.is_howerj = true, .word_bits = 4};
constexpr SubleqConsole davidar = {.is_howerj = false, .word_bits = 0};

std::vector<Rational> after(const SubleqConsole& console, const Words& machine,
                            const Words& words) {
  const Task task = machine.size() == 4 ? subleq_memory(console) : subleq_fetched(console);
  return task.answer(tokens(console, machine, words));
}

TEST_SUITE("task/subleq_memory") {
  TEST_CASE("a difference of at most 0 branches") {
    CHECK(after(howerj, {0, 0, 0, 0}, {3, 4, 6, 3, 2}) ==
          state(howerj, {3, 6, 0, 0}, {3, 4, 6, 3, -1}));
    CHECK(after(howerj, {0, 0, 0, 0}, {3, 4, 6, 3, 3}) ==
          state(howerj, {3, 6, 0, 0}, {3, 4, 6, 3, 0}));
  }

  TEST_CASE("a difference that wraps to a positive word goes on") {
    // -8 - 1 = -9 is 7 mod 16.
    CHECK(after(howerj, {9, 0, 1, 1}, {3, 4, 6, 1, -8}) ==
          state(howerj, {1, 3, 0, 0}, {3, 4, 6, 1, 7}));
  }

  TEST_CASE("minus one as a reads a character and as b writes one in one dialect") {
    CHECK(after(howerj, {0, 0, 0, 0}, {-1, 4, 6, 1, 2}) ==
          state(howerj, {-5, 3, 1, 0}, {-1, 4, 6, 1, 5}));
    CHECK(after(howerj, {0, 0, 0, 0}, {3, -1, 6, 1, 2}) ==
          state(howerj, {1, 3, 0, 1}, {3, -1, 6, 1, 2}));
  }

  TEST_CASE("every address below 0 is the console in the other and a character is added") {
    CHECK(after(davidar, {0, 0, 0, 0}, {-2, 4, 6, 1, 2}) ==
          state(davidar, {-5, 3, 1, 0}, {-2, 4, 6, 1, 7}));
  }

  TEST_CASE("a fetched state holds the next instruction") {
    const Words words = {6, 7, 3, 7, 6, 0, 4, 4};
    CHECK(after(davidar, {0, 0, 6, 7, 3, 0, 0}, words) ==
          state(davidar, {4, 3, 7, 6, 0, 0, 0}, {6, 7, 3, 7, 6, 0, 4, 0}));
    CHECK(after(davidar, {0, 0, -1, 6, 0, 0, 0}, words) ==
          state(davidar, {-5, 3, 7, 6, 0, 1, 0}, {6, 7, 3, 7, 6, 0, 9, 4}));
    CHECK(after(davidar, {0, 0, 6, -1, 0, 1, 0}, words) ==
          state(davidar, {4, 3, 7, 6, 0, 0, 1}, words));
  }
}

}  // namespace
}  // namespace attest::task

// SPDX-License-Identifier: Apache-2.0
/// \file
/// An endless program whose every third instruction changes the next one, as a user runs it.
#include "benchmarks/one_memory_rows.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "claims/looped_subleq_von_neumann/claim.hpp"
#include "reference/check/claim.hpp"

namespace attest::benchmarks {
namespace {

constexpr int groups = 500;
constexpr int data = 2000;
constexpr std::int64_t instructions = 1 << 18;

/// 500 times: the first operand of the next instruction goes up by 1, that instruction subtracts a
/// word from another somewhere in the data, the operand goes down again; then all over again.
std::string image() {
  constexpr int minus_one = 9 * groups + 4;  // after the code come 0, -1, 1 and the data
  constexpr int one = minus_one + 1;
  constexpr int first = one + 1;
  // Coprime to the numbers of places: every word is met.
  constexpr int from_stride = 1237;
  constexpr int to_stride = 731;
  constexpr int spread = 7919;
  std::string text;
  const auto write = [&text](int a, int b, int c) {
    text += std::to_string(a) + " " + std::to_string(b) + " " + std::to_string(c) + "\n";
  };
  for (int i = 0; i < groups; ++i) {
    const int at = 9 * i;
    write(minus_one, at + 3, at + 3);
    write(first + i * from_stride % (data - 1), first + (i * to_stride + 1) % data, at + 6);
    write(one, at + 3, at + 9);
  }
  write(minus_one - 1, minus_one - 1, 0);
  write(0, -1, 1);
  for (int i = 0; i < data; ++i) text += std::to_string(i * spread % (1 << 16)) + "\n";
  return text;
}

}  // namespace

std::vector<EngineRow> one_memory_rows(const Effort& effort) {
  bool is_equal = true;
  check::RunRequest request{
      .text = image(), .place = "the program", .settings = {{"dialect", "howerj"}}};
  request.is_interrupted = effort.is_interrupted;
  const auto run_for = [&](std::int64_t steps) {
    return [&request, &is_equal, steps] {
      request.max_steps = steps;
      for (const check::RunResult& result : looped_subleq_von_neumann::run(request)) {
        is_equal = is_equal && result.agrees;
      }
    };
  };
  const std::vector<Times> times = time_tasks(
      {{.name = "start", .run = run_for(1)}, {.name = "run", .run = run_for(instructions + 1)}},
      effort);
  if (times[0].seconds.empty() || times[1].seconds.empty()) return {};
  EngineRow row{
      .name = "one_memory_instructions_per_second",
      .ours = static_cast<double>(instructions) / (median_of(times[1]) - median_of(times[0])),
      .unit = "instructions/s",
      .equal = is_equal,
      .target = 1e6};
  row.is_met = row.equal && row.ours >= row.target;
  row.note =
      "attest run of an image of 6506 words of 16 bits through the three-layer block; a third of "
      "the "
      "instructions changes the next one; every loop equal to the interpreter's in every column "
      "that "
      "either side changed; without the start";
  return {std::move(row)};
}

}  // namespace attest::benchmarks

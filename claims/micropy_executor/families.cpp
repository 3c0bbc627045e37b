// SPDX-License-Identifier: Apache-2.0
/// \file
/// Families of programs as spaces of cases: those with calls, and drawn ones.
#include <optional>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/number/integer.hpp"

namespace attest::micropy_executor {

using check::Params;
using check::Rung;

std::vector<std::int64_t> numbers_of(const check::Case& row) {
  std::vector<std::int64_t> numbers;
  for (int i = 0; i < row.cols(); ++i) numbers.push_back(row(0, i).num().to_int64());
  return numbers;
}

std::vector<check::Parameter> call_parameters() {
  return {{.name = "sign", .meaning = "+ - & ^ < ==, by number", .lo = 0, .hi = 5},
          {.name = "caller",
           .meaning = "first statement of main: pass, g.a = v, u = v, v = f(v)",
           .lo = 0,
           .hi = 3},
          {.name = "value", .meaning = "of f: x, the attribute, 1; -1: any", .lo = -1, .hi = 2},
          {.name = "arguments", .meaning = "of main: the first of 2, 1, 3, 0", .lo = 1, .hi = 4},
          reduced_parameter()};
}

Params call_point(int sign, int caller, int arguments, int reduced) {
  return {{"sign", sign},
          {"caller", caller},
          {"value", -1},
          {"arguments", arguments},
          {"reduced", reduced}};
}

Params small_call_point(int sign, int caller, int reduced) {
  Params params = call_point(sign, caller, 1, reduced);
  params["value"] = 0;
  return params;
}

std::vector<Params> call_points(Rung rung) {
  std::vector<Params> points;
  for (int reduced = 0; reduced <= 1; ++reduced) {
    points.push_back(small_call_point(1, 2, reduced));
    if (rung == Rung::fast) continue;
    for (int sign = 0; sign <= 5; ++sign) {
      for (int caller = 0; caller <= 3; ++caller) {
        points.push_back(call_point(sign, caller, 4, reduced));
      }
    }
  }
  return points;
}

Programs call_programs(const Params& params) {
  const std::vector<std::int64_t> radices = call_radices();
  std::vector<std::int64_t> least(radices.size(), 0);
  std::vector<std::int64_t> most;
  for (const std::int64_t radix : radices) most.push_back(radix - 1);
  if (params.at("value") >= 0) least[1] = most[1] = params.at("value");
  least[2] = most[2] = params.at("caller");
  least[5] = most[5] = params.at("sign");
  least.push_back(0);
  most.push_back(params.at("arguments") - 1);
  Programs programs{.sizes = {.address = 6, .variable = 4, .depth = 2, .word = 2, .attributes = 1},
                    .cases = check::integer_box(least, most)};
  programs.cases.description = "programs with calls and their arguments";
  programs.at = [](const check::Case& row) { return call_program(numbers_of(row)); };
  return programs;
}

Programs drawn_programs(const Params& params, std::uint64_t seed) {
  Programs programs{.sizes = {}, .cases = {}, .most_lines = 20000};
  programs.cases = check::sampled(
      "programs of four procedures that fit, drawn", params.at("programs"), seed,
      pow(Integer(2), 64), "",
      [](Random&, std::int64_t index) { return std::optional(check::word_of({index})); });
  programs.at = [seed, sizes = programs.sizes](const check::Case& index) {
    constexpr std::uint64_t stream = 7;  // apart from the case's own
    constexpr int deepest = 4;           // a procedure calls later ones alone
    Random random(seed, stream, static_cast<std::uint64_t>(index(0, 0).num().to_int64()));
    Called called = random_program(random, sizes.word);
    while (!fits(compiled(called.program, true, sizes.attributes), deepest, sizes)) {
      called = random_program(random, sizes.word);
    }
    return called;
  };
  return programs;
}

}  // namespace attest::micropy_executor

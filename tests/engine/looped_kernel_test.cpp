// SPDX-License-Identifier: Apache-2.0
/// \file
/// Kernels of looped models against the units that they stand for, where neighbouring units read
/// neighbouring coordinates.
#include "reference/engine/looped_kernel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

constexpr int width = 90;
constexpr int reach = 9;
constexpr std::int32_t most = 1 << 30;  // result that is of use

/// What a random layer may be made of.
struct Kind {
  int forms = 20;              ///< neighbours
  bool has_common = false;     ///< a sum that all of them read
  bool has_odd_steps = false;  ///< ramps with other weights than 1 and -1
  bool is_scattered = false;   ///< forms read coordinates of others too
  int scale = 1;               ///< of the coordinates
};

/// Forms i = 0, 1, ...: coordinates i and 30 + i and what the kind adds; two to five ramps each,
/// written to 60 + i.
std::vector<model::Relu> neighbours(const Kind& kind, Random& random) {
  std::vector<model::Relu> units;
  const std::int64_t left = random.below(2) == 0 ? kind.scale : -kind.scale;
  const std::int64_t ramps = random.between(2, 5);
  for (int form = 0; form < kind.forms; ++form) {
    std::vector<model::Term> in = {{.at = form, .weight = {.value = left}},
                                   {.at = 30 + form, .weight = {.value = -2 * left}}};
    if (kind.has_common) {
      in.push_back({.at = 27, .weight = {.value = 3}});
      in.push_back({.at = 57, .weight = {.value = -1}});
    }
    if (kind.is_scattered) {
      in.push_back({.at = static_cast<int>(random.between(58, 59)), .weight = {.value = 1}});
    }
    for (std::int64_t r = 0; r < ramps; ++r) {
      const std::int64_t out =
          kind.has_odd_steps ? random.between(-3, 3) : (random.below(2) == 0 ? 1 : -1);
      if (out == 0) continue;
      units.push_back({.name = "ramp",
                       .in = in,
                       .bias = {.value = random.between(-20, 20) * kind.scale},
                       .out = {{.at = 60 + form, .weight = {.value = out}}}});
    }
  }
  return units;
}

/// x + units(x).
std::vector<Rational> after(const std::vector<model::Relu>& units,
                            const std::vector<std::int32_t>& x) {
  std::vector<Rational> y(x.begin(), x.end());
  for (const model::Relu& unit : units) {
    Rational sum = unit.bias.value;
    for (const model::Term& term : unit.in) {
      sum += term.weight.value * x[static_cast<std::size_t>(term.at)];
    }
    if (sum <= Rational(0)) continue;
    for (const model::Term& term : unit.out) {
      y[static_cast<std::size_t>(term.at)] += term.weight.value * sum;
    }
  }
  return y;
}

/// Thirty rows through the kernels of every instruction set. \returns the bits that they have
int compare(const std::vector<model::Relu>& units, Random& random) {
  std::vector<int> all(width);
  std::iota(all.begin(), all.end(), 0);
  const LoopedFunction function = looped_function(units, std::vector<LoopedBounds>(width), all);
  int bits = 0;
  for (const LoopedSet set : looped_sets()) {
    const auto kernel = LoopedKernel::of(function, std::vector<Integer>(width, reach), most, set);
    REQUIRE(kernel != nullptr);
    bits = kernel->bits();
    std::vector<std::int32_t> y(kernel->outputs().size());
    for (int row = 0; row < 30; ++row) {
      std::vector<std::int32_t> x(width);
      for (std::int32_t& entry : x) {
        entry = static_cast<std::int32_t>(random.between(-reach, reach));
      }
      std::vector<std::int32_t> read;
      for (const int at : kernel->inputs()) read.push_back(x[static_cast<std::size_t>(at)]);
      const std::vector<Rational> wanted = after(units, x);
      const bool fits = std::ranges::all_of(kernel->outputs(), [&](int at) {
        return wanted[static_cast<std::size_t>(at)].abs() <= Rational(most);
      });
      CHECK(kernel->evaluate(read.data(), y.data()) == fits);
      if (!fits) continue;
      bool is_equal = true;
      for (std::size_t i = 0; i < y.size(); ++i) {
        const auto at = static_cast<std::size_t>(kernel->outputs()[i]);
        is_equal = is_equal && Rational(y[i]) == wanted[at];
      }
      CHECK(is_equal);
    }
  }
  return bits;
}

TEST_CASE("kernels equal their units on 240 layers of neighbours and every instruction set") {
  int wide = 0;
  for (int i = 0; i < 240; ++i) {
    CAPTURE(i);
    Random random(23, 0, static_cast<std::uint64_t>(i));
    const Kind kind{.forms = static_cast<int>(random.between(1, 25)),
                    .has_common = random.below(2) == 0,
                    .has_odd_steps = random.below(2) == 0,
                    .is_scattered = random.below(3) == 0,
                    .scale = random.below(4) == 0 ? 1 << 22 : 1};
    if (compare(neighbours(kind, random), random) == 64) ++wide;
  }
  CHECK(wide > 20);
  CHECK(wide < 120);
}

TEST_CASE("the first and the last coordinates of a row are neighbours of nothing") {
  // Windows that begin before the row and end behind it.
  Random random(29, 0, 0);
  std::vector<model::Relu> units;
  for (int form = 0; form < 16; ++form) {
    for (const int at : {form - 14, form + width - 2}) {
      if (at < 0 || at >= width) continue;
      units.push_back({.name = "edge",
                       .in = {{.at = at, .weight = {.value = 1}}},
                       .bias = {.value = -form},
                       .out = {{.at = 40 + form, .weight = {.value = 1}}}});
    }
  }
  CHECK(compare(units, random) == 32);
}

}  // namespace
}  // namespace attest::engine

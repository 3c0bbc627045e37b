// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: the bits that tell the numbers n/(n+1) apart.
#include <map>
#include <utility>

#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::contextual_counting {
namespace {

using check::Params;
using derive::Agrees;

/// Least p with 2^p >= n^2.
std::int64_t twice_logarithm(std::int64_t n) { return (Integer(n) * n - 1).bit_length(); }

bool is_power_of_two(std::int64_t n) { return (n & (n - 1)) == 0; }

std::int64_t measured(const check::Case& chosen, Rounding rounding, const std::string& twist) {
  const std::int64_t bits = least_bits(chosen(0, 0).num().to_int64(), rounding);
  if (twist == "one_bit_more") return bits + 1;
  return twist == "two_bits_fewer" ? bits - 2 : bits;
}

/// Whether the measured p is b, or off powers of two b or b - 1: to the nearest, then down, where
/// powers of two take b + 1.
Agrees bits_of_fractions(const Params& params, std::uint64_t) {
  Agrees result{.relation = derive::Relation::equal};
  result.left = [](const check::Case& chosen, const std::string& twist) {
    const std::int64_t n = chosen(0, 0).num().to_int64();
    const std::int64_t bound = twice_logarithm(n);
    const std::int64_t nearest = bound - measured(chosen, Rounding::nearest, twist);
    const std::int64_t down =
        bound + (is_power_of_two(n) ? 1 : 0) - measured(chosen, Rounding::down, twist);
    // 1 where the bound is attained or, off powers of two, missed by one bit.
    const auto is_near = [&](std::int64_t gap) {
      return gap == 0 || (gap == 1 && !is_power_of_two(n)) ? 1 : 0;
    };
    return std::vector<Rational>{is_near(nearest), is_near(down)};
  };
  result.right = [](const check::Case&) { return std::vector<Rational>{1, 1}; };
  result.cases = check::integer_box({2}, {params.at("most")});
  result.cases.description = "every n_0 from 2 to " + std::to_string(params.at("most"));
  result.evaluator = "integers";
  return result;
}

/// n_0, and the least bits for rounding to nearest and down, worked out beforehand.
const std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>>& known_bits() {
  static const std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> bits{
      {2, {2, 3}},     {3, {3, 3}},      {4, {4, 5}},     {8, {6, 7}},     {16, {8, 9}},
      {32, {10, 11}},  {64, {12, 13}},   {100, {14, 14}}, {128, {14, 15}}, {256, {16, 17}},
      {512, {18, 19}}, {1000, {20, 20}}, {1024, {20, 21}}};
  return bits;
}

Agrees bits_table(const Params& params, std::uint64_t) {
  const std::int64_t most = params.at("most");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [most](const check::Case&, const std::string& twist) {
    const std::int64_t off = twist == "one_bit_fewer" ? -1 : 0;
    return std::vector<Rational>{least_bits(most, Rounding::nearest) + off,
                                 least_bits(most, Rounding::down)};
  };
  result.right = [most](const check::Case&) {
    const auto& [nearest, down] = known_bits().at(most);
    return std::vector<Rational>{nearest, down};
  };
  result.cases = check::integer_box({}, {});
  result.cases.description = "the numbers n/(n+1)";
  result.evaluator = "integers";
  return result;
}

}  // namespace

std::int64_t least_bits(std::int64_t most, Rounding rounding) {
  for (unsigned bits = 0;; ++bits) {
    bool is_injective = true;
    Integer last = -1;
    // From the largest n downwards, where neighbours are closest: a collision is met early.
    for (std::int64_t n = most; n >= 0 && is_injective; --n) {
      const Integer scaled = power_of_two(bits) * n;
      Integer rounded = rounding == Rounding::nearest
                            ? floor_div(2 * scaled + (n + 1), 2 * Integer(n + 1))
                            : floor_div(scaled, Integer(n + 1));
      is_injective = rounded != last;
      last = std::move(rounded);
    }
    if (is_injective) return bits;
  }
}

check::Statement resolution() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5",
       .title = "Bits of n/(n+1)",
       .sentence =
           "With $b = \\lceil 2\\log_2 n_0 \\rceil$ the least $p$ for which rounding $n/(n+1)$ to "
           "the nearest multiple of $2^{-p}$ is injective on $0, \\dots, n_0$ is $b$ where $n_0$ "
           "is a power of two, else $b$ or $b-1$. Rounding down takes $b+1$ where $n_0$ is a power "
           "of two, else $b$ or $b-1$.",
       .checked = "Every n_0 of the range, every p from 0.",
       .gap = "The stated range."});
  about.parameters = {{.name = "most", .meaning = "largest n_0", .lo = 2, .hi = 1 << 16}};
  about.points = [](check::Rung rung) {
    return std::vector<Params>{{{"most", rung == check::Rung::fast ? 512 : 4096}}};
  };
  about.mutant_points = points_of("most", {256}, {});
  return derive::agrees(std::move(about), bits_of_fractions,
                        {{.name = "one_bit_more", .why = "one bit more", .proof = {}},
                         {.name = "two_bits_fewer", .why = "two bits fewer", .proof = {}}});
}

check::Statement resolution_table() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.values",
       .title = "Bits of n/(n+1), worked out beforehand",
       .sentence = "The least $p$ at the stated $n_0$: 2 at 2, 4 at 4, .., 20 at 1024, 14 at 100, "
                   "20 at 1000 to the nearest, and one more at powers of two rounding down. At "
                   "$n_0 = 3$ both are 3, not $\\lceil 2\\log_2 3 \\rceil = 4$.",
       .checked = "Both roundings.",
       .gap = "The stated n_0."});
  about.parameters = {{.name = "most", .meaning = "n_0", .lo = 2, .hi = 1024}};
  about.points = points_of("most", {2, 3, 4, 8, 16, 32, 64, 100, 128, 256, 512, 1000, 1024}, {});
  about.mutant_points = points_of("most", {16}, {});
  return derive::agrees(std::move(about), bits_table,
                        {{.name = "one_bit_fewer", .why = "one bit fewer", .proof = {}}});
}

}  // namespace attest::contextual_counting

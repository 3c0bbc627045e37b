// SPDX-License-Identifier: Apache-2.0
/// \file
/// Common denominators, and sums of absolute values.
#include "reference/engine/looped_integers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace attest::engine {
namespace {

// The outputs as a multiple of integers without a common divisor, the first one positive.
std::pair<LoopedTerms, Rational> direction_of(const LoopedTerms& out) {
  Integer multiple = 1;
  Integer divisor = 0;
  for (const auto& [at, weight] : out) multiple = lcm(multiple, weight.den());
  for (const auto& [at, weight] : out) divisor = gcd(divisor, (weight * Rational(multiple)).num());
  Rational factor(divisor, multiple);
  if (out.front().second.sign() < 0) factor = -factor;
  LoopedTerms direction = out;
  for (auto& [at, weight] : direction) weight /= factor;
  return {std::move(direction), std::move(factor)};
}

}  // namespace

LoopedIntegers looped_integers(const LoopedFunction& function) {
  struct Group {
    Integer scale = 1;  // makes the constants integers: relu(z) = relu(scale z) / scale
    std::vector<std::pair<Rational, Rational>> ramps = {};
  };
  LoopedIntegers result{.inputs = function.inputs()};
  std::map<std::pair<LoopedTerms, LoopedTerms>, Group> groups;
  for (const LoopedRamp& ramp : function.ramps) {
    auto [direction, weight] = direction_of(ramp.out);
    Group& group = groups[{ramp.terms, std::move(direction)}];
    group.scale = lcm(group.scale, ramp.constant.den());
    group.ramps.emplace_back(ramp.constant, std::move(weight));
  }
  Integer& denominator = result.denominator;
  for (const auto& [key, group] : groups) {
    for (const auto& [constant, weight] : group.ramps) {
      denominator = lcm(denominator, (weight / Rational(group.scale)).den());
    }
  }
  const std::vector<std::optional<Rational>> constants = function.constants();
  for (std::size_t i = 0; i < constants.size(); ++i) {
    if (constants[i]) continue;
    result.outputs.push_back(function.written[i]);
    const LoopedAffine& y = result.affine.emplace_back(function.affine[i]);
    denominator = lcm(denominator, y.constant.den());
    for (const auto& [at, weight] : y.terms) denominator = lcm(denominator, weight.den());
  }
  for (LoopedAffine& y : result.affine) {
    y.constant *= Rational(denominator);
    for (auto& [at, weight] : y.terms) weight *= Rational(denominator);
  }
  for (const auto& [key, group] : groups) {
    LoopedIntegerForm& form =
        result.forms.emplace_back(LoopedIntegerForm{.terms = key.first, .out = key.second});
    for (auto& [at, weight] : form.terms) weight *= Rational(group.scale);
    for (const auto& [constant, weight] : group.ramps) {
      form.ramps.emplace_back((constant * Rational(group.scale)).num(),
                              (weight / Rational(group.scale) * Rational(denominator)).num());
    }
  }
  // Forms that write neighbours stand side by side.
  std::map<std::pair<std::size_t, LoopedTerms>, int> ranks;
  std::vector<std::pair<std::array<int, 3>, LoopedIntegerForm>> ordered;
  for (LoopedIntegerForm& form : result.forms) {
    const int rank = ranks[{form.ramps.size(), form.out}]++;
    const std::array<int, 3> key{-static_cast<int>(form.ramps.size()), rank,
                                 form.out.front().first};
    ordered.emplace_back(key, std::move(form));
  }
  std::ranges::stable_sort(ordered, {}, &std::pair<std::array<int, 3>, LoopedIntegerForm>::first);
  for (std::size_t i = 0; i < ordered.size(); ++i) result.forms[i] = std::move(ordered[i].second);
  return result;
}

Integer looped_greatest_number(const LoopedIntegers& f, const std::vector<Integer>& reach,
                               std::int32_t most) {
  Integer greatest = f.denominator * most;
  const auto meet = [&](const Integer& number) { greatest = std::max(greatest, number); };
  const auto sum = [&](const LoopedTerms& terms) {
    Integer total = 0;
    for (const auto& [at, weight] : terms) {
      meet(weight.abs().num());
      total += weight.abs().num() * reach[static_cast<std::size_t>(at)];
    }
    return total;
  };
  std::map<int, Integer> results;
  for (std::size_t i = 0; i < f.outputs.size(); ++i) {
    results[f.outputs[i]] = sum(f.affine[i].terms) + f.affine[i].constant.abs().num();
  }
  for (const LoopedIntegerForm& form : f.forms) {
    const Integer form_sum = sum(form.terms);
    Integer gain = 0;
    for (const auto& [constant, weight] : form.ramps) {
      meet(form_sum + constant.abs());
      meet(weight.abs());
      gain += (form_sum + constant.abs()) * weight.abs();
    }
    meet(gain);
    for (const auto& [at, weight] : form.out) {
      meet(weight.abs().num());
      results[at] += gain * weight.abs().num();
    }
  }
  for (const auto& [at, number] : results) meet(number + most);
  return greatest;
}

}  // namespace attest::engine

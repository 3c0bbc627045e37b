// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a plan costs, and the bits of its logarithms.
#include <algorithm>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::symmetric_head_count {
namespace {

std::int64_t bits_of(const Rational& x) {
  return std::max(x.num().bit_length(), x.den().bit_length());
}

/// Adds the output at one count: the reader's bit is `bit`, and `others` bit tokens differ from it
/// (at a sink: are 1).
void add_count(Cost& cost, const Plan& plan, int n, bool bit, int others) {
  Rational output = plan.readout.constant + (bit ? plan.readout.at_one : Rational());
  Rational mass = plan.readout.constant.abs() + plan.readout.at_one.abs();
  for (std::size_t h = 0; h < plan.heads.size(); ++h) {
    const HeadPlan& head = plan.heads[h];
    const Rational& sinks = bit ? head.swapped : head.weight;
    const Rational read = sinks * head.value / (Rational(plan.unit * n + others) + sinks);
    Rational power = 1;
    for (const Rational& coefficient : plan.readout.powers[h]) {
      power *= read;
      output += coefficient * power;
      mass += (coefficient * power).abs();
    }
  }
  if (cost.mass.is_zero() || output.abs() < cost.margin) cost.margin = output.abs();
  cost.mass = std::max(cost.mass, mass);
}

}  // namespace

Cost cost_of(const Plan& plan, int n) {
  Cost cost;
  for (const Rational& x : {plan.readout.constant, plan.readout.at_one}) {
    cost.bits = std::max(cost.bits, bits_of(x));
  }
  for (const auto& powers : plan.readout.powers) {
    for (const Rational& x : powers) cost.bits = std::max(cost.bits, bits_of(x));
  }
  const bool is_bit = plan.reader == Reader::first_bit;
  for (int others = 0; others < (is_bit ? n : n + 1); ++others) {
    add_count(cost, plan, n, false, others);
    if (is_bit) add_count(cost, plan, n, true, others);
  }
  return cost;
}

std::int64_t negative_log2(const Rational& x) {
  ATTEST_REQUIRE(x.sign() > 0, "a logarithm of " + x.to_string());
  const Integer inverse = (1 / x).floor();  // 2^-k <= x iff 1/x <= 2^k
  std::int64_t k = x > Rational(1) ? -(x.floor().bit_length() - 1)
                                   : std::max<std::int64_t>(inverse.bit_length() - 1, 0);
  while (k >= 0 && 1 / x > Rational(power_of_two(static_cast<unsigned>(k)))) ++k;
  return k;
}

Plan natural(Plan plan, int n) {
  const Cost cost = cost_of(plan, n);
  plan.exponential = Exponential::natural;
  // Logarithms that are off by 2^-p move a weight by 2^(1-p) of itself, a head's output by 2^(3-p),
  // a power o^j with j <= 32 by 2^(8-p); so the readout by 2^(8-p) mass, which is to stay below the
  // margin.
  plan.log_bits =
      static_cast<int>(std::max<std::int64_t>(9 + negative_log2(cost.margin / cost.mass), 16));
  return plan;
}

}  // namespace attest::symmetric_head_count

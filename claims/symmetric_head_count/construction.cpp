// SPDX-License-Identifier: Apache-2.0
/// \file
/// Readouts by partial fractions, and the model of a plan.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/contract.hpp"

namespace attest::symmetric_head_count {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// A power series up to u^(size-1), times (u + shift).
void multiply(std::vector<Rational>& series, const Rational& shift) {
  for (std::size_t i = series.size(); i-- > 0;) {
    series[i] = series[i] * shift + (i > 0 ? series[i - 1] : Rational());
  }
}

/// The same divided by (u + shift). \pre shift is not 0
void divide(std::vector<Rational>& series, const Rational& shift) {
  for (std::size_t i = 0; i < series.size(); ++i) {
    series[i] = (series[i] - (i > 0 ? series[i - 1] : Rational())) / shift;
  }
}

/// Exactly `count` exponents whose powers of 2 add up to `weight`, increasing.
std::vector<std::int64_t> exponents_of(const Rational& weight, int count) {
  std::vector<std::int64_t> exponents;
  std::int64_t exponent = 1 - weight.den().bit_length();
  for (Integer rest = weight.num(); !rest.is_zero(); rest = floor_div(rest, 2), ++exponent) {
    if (!floor_mod(rest, 2).is_zero()) exponents.push_back(exponent);
  }
  while (std::ssize(exponents) < count) {  // 2^e = 2^(e-1) + 2^(e-1)
    --exponents.back();
    exponents.push_back(exponents.back());
    std::sort(exponents.begin(), exponents.end());
  }
  return exponents;
}

/// A dyadic number at most 2^-bits below ln `weight`, the lower end of an enclosure. \pre |ln
/// weight| < 64
Rational logarithm(const Rational& weight, int bits) {
  if (weight == Rational(1)) return 0;
  return log(Ball(weight, bits + 8)).lower();
}

/// Scores of the sinks in every head: [heads x sinks], for the reader's bit 0 and 1.
struct Scores {
  Rational bit = 1;  ///< of a bit token of the larger weight
  std::vector<std::vector<Rational>> at_zero;
  std::vector<std::vector<Rational>> at_one;
};

Scores scores_of(const Plan& plan) {
  Scores scores;
  if (plan.exponential == Exponential::natural) {
    scores.bit = logarithm(Rational(plan.unit + 1, plan.unit), plan.log_bits);
    for (const HeadPlan& head : plan.heads) {
      scores.at_zero.push_back({logarithm(head.weight / plan.unit, plan.log_bits)});
      scores.at_one.push_back({logarithm(head.swapped / plan.unit, plan.log_bits)});
    }
    return scores;
  }
  ATTEST_REQUIRE(plan.unit == 1, "bit weights whose ratio is no power of 2");
  int sinks = 1;
  for (const HeadPlan& head : plan.heads) {
    sinks = std::max({sinks, terms_of(head.weight), terms_of(head.swapped)});
  }
  for (const HeadPlan& head : plan.heads) {
    const auto zero = exponents_of(head.weight, sinks);
    const auto one = exponents_of(head.swapped, sinks);
    scores.at_zero.emplace_back(zero.begin(), zero.end());
    scores.at_one.emplace_back(one.begin(), one.end());
  }
  return scores;
}

/// The registers of a model.
struct Registers {
  Slice one;   // 1 on every token; only where a sink reads
  Slice bit;   // x_j on bit tokens
  Slice zero;  // 1 - x_j on bit tokens; only where a bit reads
  Slice sink;  // [sinks] which sink a token is
  Slice out;   // [heads]
};

void embed_tokens(model::Transformer& model, const Registers& at) {
  CircuitBuilder embed(model.fields);
  const Wire bit = embed.input("bit");
  if (at.one.size > 0) embed.output("one", embed.constant(1));
  embed.output("bit", bit);
  if (at.zero.size > 0) embed.output("zero", 1 - bit);
  model.embed = embed.finish();
  for (int k = 0; k < at.sink.size; ++k) {
    CircuitBuilder sink({});
    const Wire one = sink.constant(1);
    if (at.one.size > 0) sink.output("one", one);
    sink.output("sink", k, one);
    model.extra_tokens.push_back(
        {.name = "sink" + std::to_string(k + 1), .embed = sink.finish(), .is_first = true});
  }
}

/// At a sink the query is the same whatever the bits are; at a bit b its two coordinates say b.
model::Head head_of(const Plan& plan, const Registers& at, const Scores& scores, std::size_t h) {
  const bool is_base = plan.exponential == Exponential::base_two;
  model::Head head{.name = "h" + std::to_string(h + 1),
                   .norm = is_base ? model::Norm::softmax_base : model::Norm::softmax_e,
                   .base = is_base ? 2 : 0};
  head.keys.resize(1);
  head.values.resize(1);
  const bool is_bit = plan.reader == Reader::first_bit;
  model::copy(head.query, is_bit ? at.zero : at.one, 0);
  model::copy(head.keys[0], at.bit, 0, scores.bit);  // a bit that is not 0 weighs more
  if (is_bit) {
    model::copy(head.query, at.bit, 1);
    model::copy(head.keys[0], at.zero, 1, scores.bit);  // one that is not 1 does
  }
  for (int k = 0; k < at.sink.size; ++k) {
    const Slice sink{.first = at.sink[k], .size = 1};
    const auto index = static_cast<std::size_t>(k);
    model::copy(head.keys[0], sink, 0, scores.at_zero[h][index]);
    if (is_bit) model::copy(head.keys[0], sink, 1, scores.at_one[h][index]);
    model::copy(head.values[0], sink, 0, plan.heads[h].value);
  }
  model::write(head.out, 0, {.first = at.out[static_cast<int>(h)], .size = 1});
  return head;
}

/// The sign of constant + at_one b + sum a_{h,j} o_h^j.
model::Circuit sign_of(const model::Transformer& model, const Readout& readout) {
  CircuitBuilder decode(model::coordinate_names(model.registers));
  Wire sum = decode.constant(readout.constant);
  if (!readout.at_one.is_zero()) sum = sum + decode.input("bit[0]") * readout.at_one;
  for (std::size_t h = 0; h < readout.powers.size(); ++h) {
    const Wire output = decode.input("out[" + std::to_string(h) + "]");
    Wire power = output;
    for (std::size_t j = 0; j < readout.powers[h].size(); ++j) {
      if (j > 0) power = power * output;
      sum = sum + power * readout.powers[h][j];
    }
  }
  const Wire zero = decode.constant(0);
  const Wire is_positive = decode.less(zero, sum);
  decode.output("sign", is_positive - decode.less(sum, zero));
  return decode.finish();
}

}  // namespace

Values function_of(int n, std::int64_t number) {
  ATTEST_REQUIRE(n >= 0 && n < 62 && number >= 0 && number < (std::int64_t{1} << (n + 1)),
                 "function " + std::to_string(number) + " of " + std::to_string(n) + " bits");
  Values values(static_cast<std::size_t>(n) + 1);
  for (std::size_t k = values.size(); k-- > 0; number /= 2)
    values[k] = static_cast<int>(number % 2);
  return values;
}

std::int64_t number_of(const Values& values) {
  std::int64_t number = 0;
  for (const int value : values) number = 2 * number + value;
  return number;
}

Values parity_values(int n) {
  Values values(static_cast<std::size_t>(n) + 1);
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<int>(k % 2);
  return values;
}

int terms_of(const Rational& weight) {
  const Integer den = weight.den();
  ATTEST_REQUIRE(
      weight.sign() > 0 && den == power_of_two(static_cast<unsigned>(den.bit_length() - 1)),
      "a sink weight " + weight.to_string() + " that is no sum of powers of 2");
  int terms = 0;
  for (Integer rest = weight.num(); !rest.is_zero(); rest = floor_div(rest, 2)) {
    terms += floor_mod(rest, 2).is_zero() ? 0 : 1;
  }
  return terms;
}

Readout partial_fractions(const std::vector<Rational>& roots, int sign,
                          const std::vector<Rational>& poles, int degree) {
  const std::size_t most = poles.size() * static_cast<std::size_t>(degree);
  ATTEST_REQUIRE(roots.size() <= most, "a numerator of higher degree than the denominator");
  Readout readout{.constant = roots.size() == most ? sign : 0, .at_one = 0, .powers = {}};
  for (const Rational& pole : poles) {
    // With u = s + T_h: the Laurent coefficients at u = 0 of P / prod (s+T_g)^degree.
    std::vector<Rational> series(static_cast<std::size_t>(degree));
    series[0] = sign;
    for (const Rational& root : roots) multiply(series, -pole - root);
    for (const Rational& other : poles) {
      for (int j = 0; j < degree && other != pole; ++j) divide(series, other - pole);
    }
    readout.powers.emplace_back(series.rbegin(), series.rend());
  }
  return readout;
}

Plan plan_of(const Values& values, int degree, Sinks sinks) {
  const auto n = static_cast<std::int64_t>(values.size()) - 1;
  std::vector<Rational> roots;  // half-way between counts of different value
  for (std::int64_t k = 0; k < n; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (values[at] != values[at + 1]) roots.emplace_back(2 * k + 1, 2);
  }
  const std::int64_t heads = (std::ssize(roots) + degree - 1) / degree;
  Plan plan;
  std::vector<Rational> poles;
  for (std::int64_t h = 1; h <= heads; ++h) {
    const Rational weight =
        sinks == Sinks::powers ? Rational(power_of_two(static_cast<unsigned>(h))) : Rational(h);
    plan.heads.push_back({.weight = weight, .swapped = weight, .value = 1 / weight});
    poles.push_back(n + weight);
  }
  plan.readout = partial_fractions(roots, values.back() != 0 ? 1 : -1, poles, degree);
  return plan;
}

model::Transformer transformer_of(const Plan& plan) {
  const Scores scores = scores_of(plan);
  const int sinks = scores.at_zero.empty() ? 1 : static_cast<int>(scores.at_zero[0].size());
  model::Transformer model{.name = std::to_string(plan.heads.size()) + " heads on bits"};
  model.fields = {"bit"};
  model::Stream stream;
  Registers at;
  if (plan.reader == Reader::sink) at.one = stream.add("one");
  at.bit = stream.add("bit");
  if (plan.reader == Reader::first_bit) at.zero = stream.add("zero");
  at.sink = stream.add("sink", sinks);
  at.out = stream.add("out", std::max(1, static_cast<int>(plan.heads.size())));
  model.registers = stream.registers();
  embed_tokens(model, at);
  if (!plan.heads.empty()) {
    model::Block layer{.name = "layer"};
    for (std::size_t h = 0; h < plan.heads.size(); ++h) {
      layer.heads.push_back(head_of(plan, at, scores, h));
    }
    model.blocks.push_back(std::move(layer));
    model.schedule = {{0, 1}};
  }
  model.decode.circuit = sign_of(model, plan.readout);
  model.decode.at =
      plan.reader == Reader::first_bit ? model::ReadAt::first_input : model::ReadAt::first_extra;
  return model;
}

}  // namespace attest::symmetric_head_count

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums, products and comparisons of estimates; see softmax_decoder.hpp.
#include "reference/engine/softmax_decoder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace attest::engine {
namespace {

constexpr double decoder_unit = 0x1p-53;  // relative error of one rounding
constexpr double vanishing = 0x1p-1000;   // above every error of rounding to a subnormal number

/// An upper bound of a sum or product of errors that took at most five roundings.
double widened(double error) { return error * (1 + 8 * decoder_unit) + vanishing; }

double low_end(const Estimate& x) {
  if (x.error == 0) return x.value;
  return (x.value - x.error) - (std::abs(x.value) + x.error) * (4 * decoder_unit);
}

double high_end(const Estimate& x) {
  if (x.error == 0) return x.value;
  return (x.value + x.error) + (std::abs(x.value) + x.error) * (4 * decoder_unit);
}

/// The integer that an exact estimate is.
std::optional<Rational> integer_of(const Estimate& x) {
  if (x.error != 0 || std::abs(x.value) >= 0x1p53 || x.value != std::floor(x.value)) {
    return std::nullopt;
  }
  return Rational(static_cast<std::int64_t>(x.value));
}

}  // namespace

std::optional<Estimate> estimate_of(const Rational& x) {
  const std::optional<Nearest> near = nearest_double(x);
  if (!near) return std::nullopt;
  return Estimate{.value = near->value,
                  .error = near->is_exact ? 0 : widened(std::abs(near->value) * decoder_unit)};
}

Estimate add(const Estimate& a, const Estimate& b) {
  const double sum = a.value + b.value;
  // What the rounding lost, exactly (Knuth).
  const double second = sum - a.value;
  const double lost = (a.value - (sum - second)) + (b.value - second);
  if (a.error == 0 && b.error == 0 && lost == 0) return {.value = sum, .error = 0};
  return {.value = sum, .error = widened(a.error + b.error + std::abs(lost))};
}

Estimate multiply(const Estimate& a, const Estimate& b) {
  const double product = a.value * b.value;
  const bool is_zero = (a.value == 0 && a.error == 0) || (b.value == 0 && b.error == 0);
  if (is_zero) return {};
  const bool is_exact = a.error == 0 && b.error == 0 && std::abs(product) > 0x1p-900 &&
                        std::fma(a.value, b.value, -product) == 0;
  if (is_exact) return {.value = product, .error = 0};
  const double error = std::abs(a.value) * b.error + std::abs(b.value) * a.error;
  return {.value = product,
          .error = widened(widened(error + a.error * b.error) + std::abs(product) * decoder_unit)};
}

std::optional<bool> is_less(const Estimate& a, const Estimate& b) {
  if (high_end(a) < low_end(b)) return true;
  if (low_end(a) >= high_end(b)) return false;
  return std::nullopt;
}

std::optional<SoftmaxDecoder> SoftmaxDecoder::make(const model::Decode& decode) {
  using model::Readout;
  if (decode.readout != Readout::exact && decode.readout != Readout::threshold) return std::nullopt;
  SoftmaxDecoder result;
  for (const model::Step& step : decode.circuit.steps) {
    if (!result.add_step(step)) return std::nullopt;
  }
  for (const model::Output& out : decode.circuit.out) {
    result.outputs_.push_back(static_cast<std::size_t>(out.wire));
  }
  const auto accept = estimate_of(decode.accept.value);
  const auto reject = estimate_of(decode.reject.value);
  if (!accept || !reject) return std::nullopt;
  result.is_threshold_ = decode.readout == Readout::threshold;
  result.accept_ = *accept;
  result.reject_ = *reject;
  result.wires_.resize(result.steps_.size());
  return result;
}

bool SoftmaxDecoder::add_step(const model::Step& step) {
  using model::Op;
  switch (step.op) {
    case Op::input: {
      const auto found = std::ranges::find(fields_, step.args[0]);
      steps_.push_back({.op = step.op, .a = static_cast<std::size_t>(found - fields_.begin())});
      if (found == fields_.end()) fields_.push_back(step.args[0]);
      return true;
    }
    case Op::constant: {
      const auto value = estimate_of(step.constant.value);
      if (value) steps_.push_back({.op = step.op, .constant = *value});
      return value.has_value();
    }
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::less:
      steps_.push_back({.op = step.op,
                        .a = static_cast<std::size_t>(step.args[0]),
                        .b = static_cast<std::size_t>(step.args[1])});
      return true;
    case Op::position:
    case Op::length:
    case Op::div:
    case Op::mod:
    case Op::floor:
    case Op::min:
    case Op::max:
    case Op::select:
    case Op::relu:
    case Op::exp:
    case Op::cos_turns:
    case Op::sin_turns:
    case Op::round:
    case Op::table:
      return false;
  }
  return false;
}

bool SoftmaxDecoder::decode(const std::vector<Estimate>& fields, model::Answer& answer) {
  using model::Op;
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    const Step& step = steps_[s];
    if (step.op == Op::input) {
      wires_[s] = fields[step.a];
    } else if (step.op == Op::constant) {
      wires_[s] = step.constant;
    } else if (step.op == Op::add) {
      wires_[s] = add(wires_[step.a], wires_[step.b]);
    } else if (step.op == Op::sub) {
      const Estimate& b = wires_[step.b];
      wires_[s] = add(wires_[step.a], {.value = -b.value, .error = b.error});
    } else if (step.op == Op::mul) {
      wires_[s] = multiply(wires_[step.a], wires_[step.b]);
    } else {
      const std::optional<bool> is_true = is_less(wires_[step.a], wires_[step.b]);
      if (!is_true) return false;
      wires_[s] = {.value = *is_true ? 1.0 : 0.0, .error = 0};
    }
  }
  for (const std::size_t wire : outputs_) {
    if (!is_threshold_) {
      const std::optional<Rational> value = integer_of(wires_[wire]);
      if (!value) return false;
      answer.push_back(*value);
      continue;
    }
    const std::optional<bool> is_below = is_less(wires_[wire], accept_);
    const std::optional<bool> is_above = is_less(reject_, wires_[wire]);
    if (!is_below || (*is_below && !is_above)) return false;
    answer.push_back(!*is_below ? Rational(1) : *is_above ? Rational(1, 2) : Rational(0));
  }
  return true;
}

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hidden layers in plain loops; see mlp.hpp.
#include "reference/task/mlp.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

constexpr int least_tail = 63;  // |z| from which on GELU is ReLU up to 2^-2800

std::vector<Rational> row_of(const Matrix& tokens, int i) {
  const auto row = tokens.row(i);
  return {row.begin(), row.end()};
}

/// [-1, 1]: the sine of a number that may be anything.
Ball unit_interval() {
  static const Ball anything(Rational(power_of_two(200), 3), 2);
  return sin(anything);
}

/// (sum of z^(2m+1) / (2m+1)!!) e^(-z^2/2) / sqrt(2 pi) = Phi(z) - 1/2.
Ball central_distribution(const Ball& z) {
  // Terms grow up to e^(z^2/2): as many more bits.
  const Rational reach = std::max(z.upper().abs(), z.lower().abs());
  const std::int64_t square_of_reach = (reach * reach).ceil().to_int64();
  const int precision = z.precision() + 32 + static_cast<int>(square_of_reach);
  const Ball x = z + Ball::exact(0, precision);
  const Ball square = x * x;
  const Ball least = Ball::exact(
      Rational(1) / Rational(power_of_two(static_cast<unsigned>(precision))), precision);
  Ball term = x;
  Ball sum = x;
  // Once 2 z^2 <= odd + 2 each term is at most half of the one before, and all that is left at most
  // the last one.
  std::int64_t odd = 1;
  do {
    odd += 2;
    term *= square / Ball::exact(odd, precision);
    sum += term;
  } while (2 * square_of_reach > odd + 2 || less(max(term, -term), least) != true);
  sum += max(term, -term) * unit_interval();
  const Ball density = exp(-square / Ball::exact(2, precision)) /
                       sqrt(Ball::exact(2, precision) * Ball::pi(precision));
  return sum * density;
}

}  // namespace

Rational preactivation(const HiddenUnit& unit, const std::vector<Rational>& token) {
  ATTEST_REQUIRE(unit.in.size() == token.size(), "a weight for each coordinate");
  Rational sum = unit.bias;
  for (std::size_t c = 0; c < token.size(); ++c) sum += unit.in[c] * token[c];
  return sum;
}

Rational silu_in_base(const Rational& z, const Integer& base) {
  ATTEST_REQUIRE(z.is_integer() && base >= 2, "b^z for an integer z = " + z.to_string());
  const Rational power(pow(base, static_cast<unsigned>(z.num().abs().to_int64())));
  return z.sign() < 0 ? z / (power + 1) : z * power / (power + 1);
}

Task silu_mlp(const Mlp& mlp, const Integer& base, const Rational& inner, const Rational& outer) {
  return {.id = "silu_mlp width=" + std::to_string(mlp.width) +
                " units=" + std::to_string(mlp.units.size()) + " base=" + base.to_string(),
          .answer = [=](const Matrix& tokens) {
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) {
              std::vector<Rational> token = row_of(tokens, i);
              std::vector<Rational> result = token;
              for (const HiddenUnit& unit : mlp.units) {
                const Rational y = outer * silu_in_base(inner * preactivation(unit, token), base);
                for (std::size_t c = 0; c < result.size(); ++c) result[c] += unit.out[c] * y;
              }
              for (std::size_t c = 0; c < mlp.bias.size(); ++c) result[c] += mlp.bias[c];
              answer.insert(answer.end(), result.begin(), result.end());
            }
            return answer;
          }};
}

Task linear_map(const Matrix& weights) {
  return {.id = "linear_map", .answer = [weights](const Matrix& tokens) {
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) {
              for (int r = 0; r < weights.rows(); ++r) {
                Rational sum = 0;
                for (int c = 0; c < weights.cols(); ++c) sum += weights(r, c) * tokens(i, c);
                answer.push_back(std::move(sum));
              }
            }
            return answer;
          }};
}

std::string_view name_of(UnitActivation activation) {
  switch (activation) {
    case UnitActivation::silu:
      return "silu";
    case UnitActivation::gelu:
      return "gelu";
    case UnitActivation::relu:
      return "relu";
  }
  broken_invariant(__FILE__, __LINE__, "activation", "an activation outside the enumeration");
}

Ball silu(const Ball& z) { return z / (Ball::exact(1, z.precision()) + exp(-z)); }

Ball normal_distribution(const Ball& z) {
  return central_distribution(z) + Ball::exact(Rational(1, 2), z.precision());
}

Ball gelu(const Ball& z) {
  const int precision = z.precision();
  const Ball reach = Ball::exact(least_tail, precision);
  if (less(reach, z) == true || less(z, -reach) == true) {
    // |z| Phi(-|z|) <= e^(-z^2/2) < 2^-2800 there.
    const Ball rest = Ball::exact(Rational(1) / Rational(power_of_two(2800)), precision);
    return max(z, Ball::exact(0, precision)) + rest * unit_interval();
  }
  return z * normal_distribution(z);
}

Ball activated(UnitActivation activation, const Ball& z) {
  switch (activation) {
    case UnitActivation::silu:
      return silu(z);
    case UnitActivation::gelu:
      return gelu(z);
    case UnitActivation::relu:
      return max(z, Ball::exact(0, z.precision()));
  }
  broken_invariant(__FILE__, __LINE__, "activation", "an activation outside the enumeration");
}

}  // namespace attest::task

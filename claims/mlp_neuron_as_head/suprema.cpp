// SPDX-License-Identifier: Apache-2.0
/// \file
/// Branch and bound on one real line, in balls.
#include "claims/mlp_neuron_as_head/suprema.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using task::UnitActivation;

constexpr int bits = 96;

Ball ball(const Rational& x) { return Ball(x, bits); }

/// 1 / (1 + e^-z).
Ball logistic(const Ball& z) { return ball(1) / (ball(1) + exp(-z)); }

/// SiLU(gain x) / gain less the activation, at a point.
Ball gap(const Difference& about, const Rational& x) {
  const Ball z = ball(about.gain * x);
  const Ball divisor = ball(about.is_undivided ? Rational(1) : about.gain);
  const Ball target = task::activated(about.activation, about.is_undivided ? z : ball(x));
  return task::silu(z) / divisor - target;
}

/// Its derivative, for ReLU on the side of x on which the middle of a piece lies.
Ball slope(const Difference& about, const Rational& x) {
  const Ball z = ball(about.gain * x);
  const Ball sigma = logistic(z);
  const Ball scale = ball(about.is_undivided ? about.gain : Rational(1));
  const Ball steep = scale * (sigma + z * sigma * (ball(1) - sigma));
  if (about.activation == UnitActivation::relu) {
    return x.sign() > 0 ? steep - scale : steep;
  }
  const Ball density = exp(ball(-x * x / 2)) / sqrt(ball(2) * Ball::pi(bits));
  return steep - task::normal_distribution(ball(x)) - ball(x) * density;
}

/// |SiLU''| <= 1: 2 sigma' <= 1/2 and |z sigma''| <= 1/2, since |y| tanh|y| <= cosh(y)^2 for
/// y = z/2. |GELU''| = density |2 - x^2| <= 4/5.
Rational curvature(const Difference& about) {
  const Rational of_silu = about.is_undivided ? about.gain * about.gain : about.gain;
  return of_silu + (about.activation == UnitActivation::gelu ? Rational(4, 5) : Rational(0));
}

struct Piece {
  Rational from;
  Rational to;
};

/// Splits pieces until none can exceed what was attained by more than 10^-12.
class Search {
 public:
  explicit Search(const Difference& about)
      : about_(about), curvature_(curvature(about)), slack_(Rational(1) / Rational(pow(10, 12))) {}

  Enclosure over(const Rational& reach) {
    // ReLU has its kink at 0: no piece lies on both sides.
    std::vector<Piece> pieces{{-reach, 0}, {0, reach}};
    Enclosure found;
    // A first value on a grid, so that flat pieces need not be split.
    for (int step = -64; step <= 64; ++step) {
      (void)magnitude_at(gap(about_, reach * Rational(step, 64)), found);
    }
    while (!pieces.empty()) {
      const Piece piece = pieces.back();
      pieces.pop_back();
      const Rational middle = (piece.from + piece.to) / 2;
      const Rational half = (piece.to - piece.from) / 2;
      const Rational value = magnitude_at(gap(about_, middle), found);
      const Ball steep = slope(about_, middle);
      const Rational most_slope = std::max(steep.upper().abs(), steep.lower().abs());
      const Rational most = value + most_slope * half + curvature_ * half * half / 2;
      if (most <= found.lower + slack_) continue;
      pieces.push_back({piece.from, middle});
      pieces.push_back({middle, piece.to});
    }
    found.upper = found.lower + slack_;
    return found;
  }

 private:
  /// An upper bound of |value|; what it is at least is noted.
  static Rational magnitude_at(const Ball& value, Enclosure& found) {
    const Rational low = value.lower();
    const Rational high = value.upper();
    const Rational least = low.sign() > 0 ? low : high.sign() < 0 ? -high : Rational(0);
    found.lower = std::max(found.lower, least);
    return std::max(low.abs(), high.abs());
  }

  const Difference& about_;
  Rational curvature_;
  Rational slack_;
};

/// Beyond `reach` both lie within |x| e^(-gain |x|) of ReLU, and GELU within e^(-x^2/2) of it; both
/// decrease from 1/gain on.
Rational tail(const Difference& about, const Rational& reach) {
  const Rational divisor = about.is_undivided ? Rational(1) / about.gain : Rational(1);
  Ball most = ball(reach / divisor) * exp(-ball(about.gain * reach));
  if (about.activation == UnitActivation::gelu) most += exp(ball(-reach * reach / 2));
  return most.upper();
}

}  // namespace

Rational gelu_gain() { return {851, 500}; }

Enclosure supremum_of(const Difference& difference) {
  ATTEST_REQUIRE(difference.activation != UnitActivation::silu, "ReLU or GELU");
  const bool is_everywhere = difference.reach.is_zero();
  const Rational reach = is_everywhere ? Rational(12) / difference.gain : difference.reach;
  const Enclosure found = Search(difference).over(reach);
  if (is_everywhere) {
    ATTEST_REQUIRE(tail(difference, reach) < found.lower, "the supremum is attained within reach");
  }
  return found;
}

Enclosure lambert_of_inverse_e() {
  Enclosure w{.lower = 0, .upper = 1};
  for (int step = 0; step < 64; ++step) {
    const Rational middle = (w.lower + w.upper) / 2;
    const auto is_below = less(ball(middle) * exp(ball(middle + 1)), ball(1));
    ATTEST_REQUIRE(is_below.has_value(), "w e^(w+1) is not 1 at a dyadic w");
    (*is_below ? w.lower : w.upper) = middle;
  }
  return w;
}

}  // namespace attest::mlp_neuron_as_head

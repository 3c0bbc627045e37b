// SPDX-License-Identifier: Apache-2.0
/// \file
/// Means under softmax by MPFR with directed rounding and by Arb; see softmax_oracle.hpp.
#include "tests/engine/softmax_oracle.hpp"

#include <arb.h>
#include <mpfr.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace attest::engine {
namespace {

/// An MPFR number that frees itself.
class Real {
 public:
  explicit Real(int bits = 64) {
    mpfr_init2(value_, bits);
    mpfr_set_zero(value_, 1);
  }
  /// 0 at another precision.
  void reset(int bits) {
    mpfr_set_prec(value_, bits);
    mpfr_set_zero(value_, 1);
  }
  Real(const Real&) = delete;
  Real& operator=(const Real&) = delete;
  ~Real() { mpfr_clear(value_); }
  mpfr_ptr get() { return value_; }

 private:
  mpfr_t value_;
};

/// num / den of a rational whose parts fit int64, rounded one way. One rounding: the parts are
/// exact at 64 bits.
void set_rational(mpfr_ptr to, const Rational& x, mpfr_rnd_t way) {
  Real number(64);
  mpfr_set_si(number.get(), x.num().to_int64(), MPFR_RNDN);
  mpfr_div_si(to, number.get(), x.den().to_int64(), way);
}

Rational largest(const Matrix& scores, int r) {
  const auto row = scores.row(r);
  return *std::max_element(row.begin(), row.end());
}

/// floor(2^p x + 1/2) of one end.
std::int64_t steps_of(mpfr_ptr end, int p, int bits) {
  Real scaled(bits);
  mpfr_mul_2si(scaled.get(), end, p, MPFR_RNDD);
  mpfr_add_d(scaled.get(), scaled.get(), 0.5, MPFR_RNDD);
  return mpfr_get_si(scaled.get(), MPFR_RNDD);
}

/// Weights e^(score - largest) of one row, rounded downwards and upwards.
struct MpfrWeights {
  std::vector<Real> low;
  std::vector<Real> high;
  Real low_sum;
  Real high_sum;

  MpfrWeights(const Matrix& scores, int r, int bits)
      : low(static_cast<std::size_t>(scores.cols())), high(low.size()) {
    for (Real* sum : {&low_sum, &high_sum}) sum->reset(bits);
    const Rational top = largest(scores, r);
    for (std::size_t j = 0; j < low.size(); ++j) {
      set(low[j], low_sum, scores(r, static_cast<int>(j)) - top, bits, MPFR_RNDD);
      set(high[j], high_sum, scores(r, static_cast<int>(j)) - top, bits, MPFR_RNDU);
    }
  }

 private:
  static void set(Real& weight, Real& sum, const Rational& gap, int bits, mpfr_rnd_t way) {
    weight.reset(bits);
    set_rational(weight.get(), gap, way);
    mpfr_exp(weight.get(), weight.get(), way);
    mpfr_add(sum.get(), sum.get(), weight.get(), way);
  }
};

/// One end of a mean. A product rounded down takes the smaller weight of a value >= 0 and the
/// larger of one below; a numerator >= 0 rounded down is divided by the larger sum.
void set_mean(mpfr_ptr to, MpfrWeights& weights, const Matrix& values, int channel, int bits,
              mpfr_rnd_t way) {
  Real term(bits);
  Real value(bits);
  const bool is_low = way == MPFR_RNDD;
  mpfr_set_zero(to, 1);
  for (std::size_t j = 0; j < weights.low.size(); ++j) {
    const Rational& exact = values(static_cast<int>(j), channel);
    auto& side = (exact.sign() >= 0) == is_low ? weights.low : weights.high;
    set_rational(value.get(), exact, way);
    mpfr_mul(term.get(), side[j].get(), value.get(), way);
    mpfr_add(to, to, term.get(), way);
  }
  Real& sum = (mpfr_sgn(to) >= 0) == is_low ? weights.high_sum : weights.low_sum;
  mpfr_div(to, to, sum.get(), way);
}

/// An Arb number that frees itself.
class Arb {
 public:
  Arb() { arb_init(value_); }
  Arb(const Arb&) = delete;
  Arb& operator=(const Arb&) = delete;
  ~Arb() { arb_clear(value_); }
  arb_ptr get() { return value_; }

 private:
  arb_t value_;
};

void set_rational(arb_ptr to, const Rational& x, int bits) {
  arb_set_si(to, x.num().to_int64());
  arb_div_si(to, to, x.den().to_int64(), bits);
}

Enclosure enclosure_of(arb_ptr mean, int p, int bits) {
  Enclosure result;
  arf_t end;
  arf_init(end);
  arb_get_lbound_arf(end, mean, bits);
  result.low_approx = arf_get_d(end, ARF_RND_FLOOR);
  arb_get_ubound_arf(end, mean, bits);
  result.high_approx = arf_get_d(end, ARF_RND_CEIL);
  arf_clear(end);
  Arb half;
  arb_mul_2exp_si(mean, mean, p);
  arb_set_d(half.get(), 0.5);
  arb_add(mean, mean, half.get(), bits);
  arb_floor(mean, mean, bits);
  fmpz_t steps;
  fmpz_init(steps);
  if (arb_get_unique_fmpz(steps, mean) != 0) result.steps = fmpz_get_si(steps);
  fmpz_clear(steps);
  return result;
}

/// About normal: the sum of twelve uniform numbers, of variance 1 in steps of 2^-20.
std::int64_t normal_steps(Random& random) {
  constexpr std::int64_t half = std::int64_t{1} << 19;
  std::int64_t sum = 0;
  for (int i = 0; i < 12; ++i) sum += random.between(-half, half);
  return sum;
}

Rational score_of(Family family, Random& random) {
  constexpr std::int64_t steps = std::int64_t{1} << 20;
  switch (family) {
    case Family::gaussian:
      return {normal_steps(random), steps};
    case Family::thirds:
      return {normal_steps(random), 3 * steps / 2 + 1};
    case Family::near_ties:
      return {random.between(-1, 1), steps * steps};
    case Family::exact_ties:
      return {random.between(-9, 9), 3};
    case Family::huge_gaps: {
      const std::int64_t units = random.between(-3, 0);
      return units * random.between(0, 2000);
    }
    case Family::large:
      return {random.between(-(steps << 32), steps << 32),
              std::int64_t{1} << random.between(42, 49)};
  }
  return 0;
}

}  // namespace

std::vector<Enclosure> means_by_mpfr(const Matrix& scores, int r, const Matrix& values, int p,
                                     int bits) {
  MpfrWeights weights(scores, r, bits);
  std::vector<Enclosure> result;
  for (int c = 0; c < values.cols(); ++c) {
    Real a(bits);
    Real b(bits);
    set_mean(a.get(), weights, values, c, bits, MPFR_RNDD);
    set_mean(b.get(), weights, values, c, bits, MPFR_RNDU);
    Enclosure& mean = result.emplace_back();
    mean.low_approx = mpfr_get_d(a.get(), MPFR_RNDD);
    mean.high_approx = mpfr_get_d(b.get(), MPFR_RNDU);
    const std::int64_t steps = steps_of(a.get(), p, bits);
    if (steps == steps_of(b.get(), p, bits)) mean.steps = steps;
  }
  return result;
}

std::vector<Enclosure> means_by_arb(const Matrix& scores, int r, const Matrix& values, int p,
                                    int bits) {
  const Rational top = largest(scores, r);
  std::vector<Arb> sums(static_cast<std::size_t>(values.cols()));
  Arb total;
  Arb weight;
  Arb value;
  for (int j = 0; j < scores.cols(); ++j) {
    set_rational(weight.get(), scores(r, j) - top, bits);
    arb_exp(weight.get(), weight.get(), bits);
    arb_add(total.get(), total.get(), weight.get(), bits);
    for (int c = 0; c < values.cols(); ++c) {
      set_rational(value.get(), values(j, c), bits);
      arb_addmul(sums[static_cast<std::size_t>(c)].get(), weight.get(), value.get(), bits);
    }
  }
  std::vector<Enclosure> result;
  for (Arb& sum : sums) {
    arb_div(sum.get(), sum.get(), total.get(), bits);
    result.push_back(enclosure_of(sum.get(), p, bits));
  }
  return result;
}

Matrix scores_of(Family family, int keys, Random& random) {
  Matrix scores(8, keys);
  for (int r = 0; r < 8; ++r) {
    for (int j = 0; j < keys; ++j) {
      const bool is_paired = family == Family::exact_ties && j % 2 == 1;
      scores(r, j) = is_paired ? scores(r, j - 1) : score_of(family, random);
    }
  }
  return scores;
}

Matrix values_of(Family family, int keys, int width, Random& random) {
  const bool has_ties = family == Family::near_ties || family == Family::exact_ties;
  Matrix values(keys, width);
  for (int c = 0; c < width; ++c) {
    for (int j = 0; j < keys; ++j) {
      // Of ties every other value is 1, but for the channels from the ninth on.
      const bool is_one = c < 8 ? j % 2 == 1 : random.below(2) == 1;
      values(j, c) = has_ties ? Rational(is_one ? 1 : 0) : Rational(random.between(-16, 16), 16);
    }
  }
  return values;
}

}  // namespace attest::engine

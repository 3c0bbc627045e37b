// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Ball` on Arb.
#include "reference/number/ball.hpp"

#include <arb.h>
#include <flint/fmpq.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <ostream>
#include <utility>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest {
namespace {

constexpr int least_precision = 2;                  // Arb's own minimum
constexpr slong largest_exponent = slong{1} << 26;  // a rational with 2^26 bits takes 8 MiB

class FlintInteger {
 public:
  FlintInteger() { fmpz_init(value_); }
  explicit FlintInteger(const Integer& value) : FlintInteger() {
    const std::vector<std::uint64_t> limbs = value.magnitude_limbs();
    if (limbs.empty()) return;
    fmpz_set_ui_array(value_, limbs.data(), static_cast<slong>(limbs.size()));
    if (value.sign() < 0) fmpz_neg(value_, value_);
  }
  FlintInteger(const FlintInteger&) = delete;
  FlintInteger& operator=(const FlintInteger&) = delete;
  ~FlintInteger() { fmpz_clear(value_); }

  fmpz* get() { return value_; }
  [[nodiscard]] Integer value() const {
    FlintInteger magnitude;
    fmpz_abs(magnitude.value_, value_);
    std::vector<std::uint64_t> limbs(static_cast<std::size_t>(fmpz_size(value_)) + 1);
    fmpz_get_ui_array(limbs.data(), static_cast<slong>(limbs.size()), magnitude.value_);
    return Integer::from_limbs(limbs, fmpz_sgn(value_) < 0);
  }

 private:
  fmpz_t value_;
};

class FlintRational {
 public:
  explicit FlintRational(const Rational& value) {
    fmpq_init(value_);
    fmpz_set(fmpq_numref(value_), FlintInteger(value.num()).get());
    fmpz_set(fmpq_denref(value_), FlintInteger(value.den()).get());
  }
  FlintRational(const FlintRational&) = delete;
  FlintRational& operator=(const FlintRational&) = delete;
  ~FlintRational() { fmpq_clear(value_); }

  fmpq* get() { return value_; }

 private:
  fmpq_t value_;
};

class Endpoint {
 public:
  Endpoint() { arf_init(value_); }
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;
  ~Endpoint() { arf_clear(value_); }

  arf_struct* get() { return value_; }

 private:
  arf_t value_;
};

// The endpoint as a rational, moved outwards when it is too close to 0 to write down.
Rational to_rational(Endpoint& endpoint, bool is_lower) {
  arf_struct* value = endpoint.get();
  if (arf_is_zero(value) != 0) return 0;
  ATTEST_REQUIRE(arf_cmpabs_2exp_si(value, largest_exponent) <= 0, "the ball is beyond 2^(2^26)");
  if (arf_cmpabs_2exp_si(value, -largest_exponent) < 0) {
    if ((arf_sgn(value) > 0) == is_lower) return 0;
    const Rational tiny(1, power_of_two(unsigned{largest_exponent}));
    return is_lower ? -tiny : tiny;
  }
  FlintInteger significand;
  FlintInteger exponent;
  arf_get_fmpz_2exp(significand.get(), exponent.get(), value);
  const std::int64_t shift = fmpz_get_si(exponent.get());
  const Integer scale = power_of_two(static_cast<unsigned>(shift < 0 ? -shift : shift));
  return shift < 0 ? Rational(significand.value(), scale) : Rational(significand.value() * scale);
}

std::optional<Integer> shared(const std::optional<std::pair<Integer, Integer>>& ends) {
  if (!ends || ends->first != ends->second) return std::nullopt;
  return ends->first;
}

}  // namespace

struct Ball::Arb {
  Arb() { arb_init(value); }
  Arb(const Arb& other) : Arb() { arb_set(value, other.value); }
  Arb& operator=(const Arb&) = delete;
  ~Arb() { arb_clear(value); }

  arb_t value;
};

struct Ball::Access {
  using Unary = void (*)(arb_t, const arb_t, slong);
  using Binary = void (*)(arb_t, const arb_t, const arb_t, slong);

  static Ball apply(Unary function, const Ball& x) {
    Ball result(x.precision_);
    function(result.arb_->value, x.arb_->value, result.precision_);
    return result;
  }

  static Ball apply(Binary function, const Ball& a, const Ball& b) {
    Ball result(std::max(a.precision_, b.precision_));
    function(result.arb_->value, a.arb_->value, b.arb_->value, result.precision_);
    return result;
  }

  // Arb reads and writes the same variable correctly, so `x += x` needs no copy.
  static Ball& update(Binary function, Ball& a, const Ball& b) {
    a.precision_ = std::max(a.precision_, b.precision_);
    function(a.arb_->value, a.arb_->value, b.arb_->value, a.precision_);
    return a;
  }

  static bool is_nan(const Ball& x) { return arf_is_nan(arb_midref(x.arb_->value)) != 0; }

  // floor(2^doublings e) for both endpoints e; no value when they are more than 2 apart or too
  // large.
  static std::optional<std::pair<Integer, Integer>> floors(const Ball& x, slong doublings) {
    const arb_struct* value = x.arb_->value;
    if (arb_is_finite(value) == 0 || mag_cmp_2exp_si(arb_radref(value), 0) > 0 ||
        arf_cmpabs_2exp_si(arb_midref(value), largest_exponent) > 0) {
      return std::nullopt;
    }
    // Rounding down to a grid that contains the integers changes no floor: e < 2^(bits + 1) after
    // adding a radius <= 1.
    const slong bits = std::max(arf_abs_bound_lt_2exp_si(arb_midref(value)), slong{0});
    const slong precision = bits + doublings + 2;
    Endpoint radius;
    Endpoint low;
    Endpoint high;
    arf_set_mag(radius.get(), arb_radref(value));
    arf_sub(low.get(), arb_midref(value), radius.get(), precision, ARF_RND_FLOOR);
    arf_add(high.get(), arb_midref(value), radius.get(), precision, ARF_RND_FLOOR);
    return std::pair(floor_scaled(low, doublings), floor_scaled(high, doublings));
  }

 private:
  static Integer floor_scaled(Endpoint& endpoint, slong doublings) {
    FlintInteger result;
    arf_mul_2exp_si(endpoint.get(), endpoint.get(), doublings);
    arf_get_fmpz(result.get(), endpoint.get(), ARF_RND_FLOOR);
    return result.value();
  }
};

Ball::Ball() : Ball(least_precision) {}

Ball::Ball(int precision) : arb_(std::make_unique<Arb>()), precision_(precision) {
  ATTEST_REQUIRE(precision >= least_precision, "precision " + std::to_string(precision));
}

Ball::Ball(const Rational& value, int precision) : Ball(precision) {
  arb_set_fmpq(arb_->value, FlintRational(value).get(), precision_);
}

Ball::Ball(const Ball& other)
    : arb_(std::make_unique<Arb>(*other.arb_)), precision_(other.precision_) {}

Ball& Ball::operator=(const Ball& other) {
  if (this != &other) *this = Ball(other);
  return *this;
}

Ball::Ball(Ball&& other) noexcept = default;
Ball& Ball::operator=(Ball&& other) noexcept = default;
Ball::~Ball() = default;

Ball Ball::exact(const Rational& value, int precision) {
  const Integer denominator = value.den();
  const std::int64_t exponent = denominator.bit_length() - 1;
  if (exponent > largest_exponent || denominator != power_of_two(static_cast<unsigned>(exponent))) {
    return {value, precision};
  }
  Ball result(precision);
  arb_set_fmpz(result.arb_->value, FlintInteger(value.num()).get());
  arb_mul_2exp_si(result.arb_->value, result.arb_->value, -exponent);
  return result;
}

Ball Ball::pi(int precision) {
  Ball result(precision);
  arb_const_pi(result.arb_->value, precision);
  return result;
}

Ball operator+(const Ball& a, const Ball& b) { return Ball::Access::apply(arb_add, a, b); }
Ball operator-(const Ball& a, const Ball& b) { return Ball::Access::apply(arb_sub, a, b); }
Ball operator*(const Ball& a, const Ball& b) { return Ball::Access::apply(arb_mul, a, b); }
Ball operator/(const Ball& a, const Ball& b) { return Ball::Access::apply(arb_div, a, b); }

Ball operator-(const Ball& x) {
  Ball result(x);
  arb_neg(result.arb_->value, result.arb_->value);
  return result;
}

Ball& Ball::operator+=(const Ball& other) { return Access::update(arb_add, *this, other); }
Ball& Ball::operator-=(const Ball& other) { return Access::update(arb_sub, *this, other); }
Ball& Ball::operator*=(const Ball& other) { return Access::update(arb_mul, *this, other); }
Ball& Ball::operator/=(const Ball& other) { return Access::update(arb_div, *this, other); }

bool Ball::contains(const Rational& value) const {
  return arb_contains_fmpq(arb_->value, FlintRational(value).get()) != 0;
}

bool Ball::is_exact() const { return arb_is_exact(arb_->value) != 0 && is_finite(); }

bool Ball::is_finite() const { return arb_is_finite(arb_->value) != 0; }

std::int64_t Ball::radius_log2() const {
  const mag_struct* radius = arb_radref(arb_->value);
  if (!is_finite()) return std::numeric_limits<std::int64_t>::max();
  if (mag_is_zero(radius) != 0) return std::numeric_limits<std::int64_t>::min();
  // the radius is man 2^(exp - 30) with 2^29 <= man < 2^30
  if (fmpz_fits_si(MAG_EXPREF(radius)) == 0) {
    return fmpz_sgn(MAG_EXPREF(radius)) > 0 ? std::numeric_limits<std::int64_t>::max()
                                            : std::numeric_limits<std::int64_t>::min();
  }
  const std::int64_t exponent = fmpz_get_si(MAG_EXPREF(radius));
  return MAG_MAN(radius) == MAG_ONE_HALF ? exponent - 1 : exponent;
}

Rational Ball::lower() const {
  ATTEST_REQUIRE(is_finite(), "an unbounded ball has no lower end");
  Endpoint end;
  arb_get_lbound_arf(end.get(), arb_->value, precision_);
  return to_rational(end, true);
}

Rational Ball::upper() const {
  ATTEST_REQUIRE(is_finite(), "an unbounded ball has no upper end");
  Endpoint end;
  arb_get_ubound_arf(end.get(), arb_->value, precision_);
  return to_rational(end, false);
}

std::string Ball::to_string() const {
  const slong digits = precision_ * slong{3} / 10 + 1;  // log10(2) > 3/10
  const std::unique_ptr<char, void (*)(void*)> text(arb_get_str(arb_->value, digits, 0),
                                                    flint_free);
  return text.get();
}

std::optional<bool> less(const Ball& a, const Ball& b) {
  if (Ball::Access::is_nan(a) || Ball::Access::is_nan(b)) return std::nullopt;
  if (arb_lt(a.arb_->value, b.arb_->value) != 0) return true;
  if (arb_ge(a.arb_->value, b.arb_->value) != 0) return false;
  return std::nullopt;
}

std::optional<bool> less_equal(const Ball& a, const Ball& b) {
  const std::optional<bool> is_greater = less(b, a);
  if (!is_greater) return std::nullopt;
  return !*is_greater;
}

std::optional<Integer> floor(const Ball& x) { return shared(Ball::Access::floors(x, 0)); }

std::optional<Integer> round_half_up(const Ball& x) {
  auto ends = Ball::Access::floors(x, 1);
  if (!ends) return std::nullopt;
  // floor(x + 1/2) = floor((floor(2x) + 1) / 2)
  ends->first = floor_div(ends->first + 1, 2);
  ends->second = floor_div(ends->second + 1, 2);
  return shared(ends);
}

Ball max(const Ball& a, const Ball& b) { return Ball::Access::apply(arb_max, a, b); }
Ball min(const Ball& a, const Ball& b) { return Ball::Access::apply(arb_min, a, b); }
Ball exp(const Ball& x) { return Ball::Access::apply(arb_exp, x); }
Ball cos(const Ball& x) { return Ball::Access::apply(arb_cos, x); }
Ball sin(const Ball& x) { return Ball::Access::apply(arb_sin, x); }
Ball log(const Ball& x) { return Ball::Access::apply(arb_log, x); }
Ball tanh(const Ball& x) { return Ball::Access::apply(arb_tanh, x); }
Ball sqrt(const Ball& x) { return Ball::Access::apply(arb_sqrt, x); }

std::ostream& operator<<(std::ostream& out, const Ball& x) { return out << x.to_string(); }

}  // namespace attest

template class std::vector<attest::Ball>;

// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Float` on MPFR.
#include "reference/number/float.hpp"

#include <gmp.h>  // before MPFR, whose conversions to GMP depend on it
#include <mpfr.h>

#include <algorithm>
#include <ostream>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/gmp_bridge.hpp"

namespace attest {
namespace {

constexpr mpfr_exp_t largest_float_exponent = mpfr_exp_t{1} << 26;  // 2^26 bits take 8 MiB

struct Fraction {
  Fraction() { mpq_init(value); }
  Fraction(const Fraction&) = delete;
  Fraction& operator=(const Fraction&) = delete;
  ~Fraction() { mpq_clear(value); }

  mpq_t value;
};

}  // namespace

struct Float::Mpfr {
  explicit Mpfr(mpfr_prec_t precision) {
    mpfr_init2(value, precision);
    mpfr_set_zero(value, 1);
  }
  Mpfr(const Mpfr& other) : Mpfr(mpfr_get_prec(other.value)) {
    mpfr_set(value, other.value, MPFR_RNDN);
  }
  Mpfr& operator=(const Mpfr&) = delete;
  ~Mpfr() { mpfr_clear(value); }

  mpfr_t value;
};

struct Float::Access {
  using Binary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

  // Runs one correctly rounded operation into a new float; MPFR reports what went wrong in its
  // flags.
  template <typename Operation>
  static Float rounded(const char* name, int precision, Operation operation) {
    Float result(precision);
    mpfr_clear_flags();
    operation(result.mpfr_->value);
    const mpfr_flags_t wrong =
        MPFR_FLAGS_UNDERFLOW | MPFR_FLAGS_OVERFLOW | MPFR_FLAGS_NAN | MPFR_FLAGS_DIVBY0;
    if (mpfr_flags_test(wrong) != 0) {
      throw InputError("float-range", std::string("float ") + name,
                       mpfr_divby0_p() != 0      ? "a division by zero"
                       : mpfr_underflow_p() != 0 ? "an underflow"
                       : mpfr_overflow_p() != 0  ? "an overflow"
                                                 : "an undefined result",
                       "a finite result with an exponent within +-2^30");
    }
    if (mpfr_zero_p(result.mpfr_->value) != 0) mpfr_set_zero(result.mpfr_->value, 1);
    return result;
  }

  static Float apply(const char* name, Binary function, const Float& a, const Float& b) {
    return rounded(name, std::max(a.precision(), b.precision()), [&](mpfr_ptr result) {
      function(result, a.mpfr_->value, b.mpfr_->value, MPFR_RNDN);
    });
  }
};

Float::Float() : Float(1) {}

Float::Float(int precision) {
  ATTEST_REQUIRE(precision >= 1, "precision " + std::to_string(precision));
  mpfr_ = std::make_unique<Mpfr>(precision);
}

Float::Float(const Rational& value, int precision)
    : Float(Access::rounded("conversion", precision, [&](mpfr_ptr result) {
        Fraction fraction;
        to_gmp(mpq_numref(fraction.value), value.num());
        to_gmp(mpq_denref(fraction.value), value.den());
        mpfr_set_q(result, fraction.value, MPFR_RNDN);
      })) {}

Float::Float(const Float& other) : mpfr_(std::make_unique<Mpfr>(*other.mpfr_)) {}

Float& Float::operator=(const Float& other) {
  if (this != &other) *this = Float(other);
  return *this;
}

Float::Float(Float&& other) noexcept = default;
Float& Float::operator=(Float&& other) noexcept = default;
Float::~Float() = default;

Float operator+(const Float& a, const Float& b) {
  return Float::Access::apply("addition", mpfr_add, a, b);
}

Float operator-(const Float& a, const Float& b) {
  return Float::Access::apply("subtraction", mpfr_sub, a, b);
}

Float operator*(const Float& a, const Float& b) {
  return Float::Access::apply("multiplication", mpfr_mul, a, b);
}

Float operator/(const Float& a, const Float& b) {
  return Float::Access::apply("division", mpfr_div, a, b);
}

Float operator-(const Float& x) {
  return Float::Access::rounded("negation", x.precision(), [&](mpfr_ptr result) {
    mpfr_neg(result, x.mpfr_->value, MPFR_RNDN);
  });
}

Float exp(const Float& x) {
  return Float::Access::rounded("exponential", x.precision(), [&](mpfr_ptr result) {
    mpfr_exp(result, x.mpfr_->value, MPFR_RNDN);
  });
}

bool operator==(const Float& a, const Float& b) {
  return mpfr_equal_p(a.mpfr_->value, b.mpfr_->value) != 0;
}

std::weak_ordering operator<=>(const Float& a, const Float& b) {
  return mpfr_cmp(a.mpfr_->value, b.mpfr_->value) <=> 0;
}

Float Float::round_to(int precision) const {
  return Access::rounded("rounding", precision,
                         [&](mpfr_ptr result) { mpfr_set(result, mpfr_->value, MPFR_RNDN); });
}

int Float::precision() const { return static_cast<int>(mpfr_get_prec(mpfr_->value)); }

int Float::sign() const { return mpfr_sgn(mpfr_->value); }

Rational Float::to_rational() const {
  if (sign() == 0) return 0;
  Fraction significand;  // over 1
  const mpfr_exp_t exponent = mpfr_get_z_2exp(mpq_numref(significand.value), mpfr_->value);
  ATTEST_REQUIRE(-largest_float_exponent <= exponent && exponent <= largest_float_exponent,
                 "exponent " + std::to_string(exponent));
  const Integer scale = power_of_two(static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  const Integer value = from_gmp(mpq_numref(significand.value));
  return exponent < 0 ? Rational(value, scale) : Rational(value * scale);
}

std::string Float::to_string() const { return to_rational().to_string(); }

std::ostream& operator<<(std::ostream& out, const Float& x) { return out << x.to_string(); }

}  // namespace attest

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Slow paths of `Rational`: fractions of machine words, and Boost.Multiprecision's GMP rational
/// beyond.
#include "reference/number/rational.hpp"

#include <algorithm>
#include <bit>
#include <boost/multiprecision/gmp.hpp>
#include <memory>
#include <ostream>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/gmp_bridge.hpp"
#include "reference/number/hash128.hpp"
#include "reference/number/word.hpp"

namespace attest {
namespace {

using boost::multiprecision::mpq_rational;

// x / divisor; divisors are mostly 1 or a power of two.
std::uint64_t divide(std::uint64_t x, std::uint64_t divisor) {
  return std::has_single_bit(divisor) ? x >> std::countr_zero(divisor) : x / divisor;
}

// Dyadic rationals, most of those in models, are added and multiplied by shifts. \pre b >= 1
bool is_power_of_two(std::int64_t b) { return (b & (b - 1)) == 0; }
int log2(std::int64_t b) { return std::countr_zero(magnitude(b)); }

bool fits_word(Int128 x) { return x >= min64 && x <= max64; }

// gcd(|x|, b). \pre b >= 1
std::uint64_t wide_gcd(Int128 x, std::uint64_t b) {
  if (fits_word(x)) return word_gcd(magnitude(static_cast<std::int64_t>(x)), b);
  const UInt128 wide = static_cast<UInt128>(x < 0 ? -x : x);
  return word_gcd(static_cast<std::uint64_t>(wide % b), b);
}

void assign(mpz_ptr target, Int128 value) {
  const UInt128 wide = static_cast<UInt128>(value < 0 ? -value : value);
  const std::uint64_t limbs[2] = {static_cast<std::uint64_t>(wide),
                                  static_cast<std::uint64_t>(wide >> 64)};
  mpz_import(target, 2, -1, sizeof(std::uint64_t), 0, 0, limbs);
  if (value < 0) mpz_neg(target, target);
}

[[noreturn]] void refuse_zero_denominator(const std::string& dividend) {
  throw InputError("division-by-zero", "rational", dividend + " / 0",
                   "a denominator that is not zero");
}

}  // namespace

struct Rational::Big {
  mpq_rational value;
};

struct Rational::Access {
  static mpq_srcptr raw(const Big& big) { return big.value.backend().data(); }
  static mpq_ptr raw(mpq_rational& value) { return value.backend().data(); }

  static mpq_rational to_boost(const Rational& x) {
    if (!x.is_small()) return x.big_->value;
    mpq_rational result;
    mpz_set_si(mpq_numref(raw(result)), x.numerator_);
    mpz_set_si(mpq_denref(raw(result)), x.denominator_);
    return result;
  }

  // The value of a fraction in lowest terms.
  static Rational from_boost(mpq_rational value) {
    const mpz_srcptr numerator = mpq_numref(raw(value));
    const mpz_srcptr denominator = mpq_denref(raw(value));
    if (mpz_fits_slong_p(numerator) != 0 && mpz_fits_slong_p(denominator) != 0) {
      return small(mpz_get_si(numerator), mpz_get_si(denominator));
    }
    Rational result;
    result.denominator_ = 0;
    result.big_ = std::make_unique<Big>(Big{std::move(value)}).release();
    return result;
  }

  // numerator / denominator. \pre lowest terms, denominator >= 1
  static Rational small(std::int64_t numerator, std::int64_t denominator) {
    Rational result(numerator);
    result.denominator_ = denominator;
    return result;
  }

  // numerator / denominator. \pre lowest terms, denominator >= 1
  static Rational fraction(Int128 numerator, Int128 denominator) {
    if (fits_word(numerator) && denominator <= max64) {
      return small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
    }
    mpq_rational value;
    assign(mpq_numref(raw(value)), numerator);
    assign(mpq_denref(raw(value)), denominator);
    return from_boost(std::move(value));
  }

  // n / 2^k. \pre 0 <= k <= 62
  static Rational dyadic(std::int64_t n, int k) {
    const int shared = n == 0 ? k : std::min(std::countr_zero(magnitude(n)), k);
    return small(n >> shared, std::int64_t{1} << (k - shared));
  }

  // a / b + c / d (Knuth, TAOCP 4.5.1): the sum shares with its denominator only divisors of gcd(b,
  // d).
  static Rational add(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    if (is_power_of_two(b) && is_power_of_two(d)) {
      const int k = std::max(log2(b), log2(d));
      std::int64_t left = 0;
      std::int64_t right = 0;
      std::int64_t total = 0;
      if (!__builtin_mul_overflow(a, std::int64_t{1} << (k - log2(b)), &left) &&
          !__builtin_mul_overflow(c, std::int64_t{1} << (k - log2(d)), &right) &&
          !__builtin_add_overflow(left, right, &total)) {
        return dyadic(total, k);
      }
    }
    const std::uint64_t common = b == d ? magnitude(b) : word_gcd(magnitude(b), magnitude(d));
    const std::uint64_t b_part = divide(magnitude(b), common);
    const std::uint64_t d_part = divide(magnitude(d), common);
    // |a| <= 2^63 and d_part < 2^63, so each product is at most 2^126 and the sum fits
    const Int128 numerator = Int128{a} * d_part + Int128{c} * b_part;
    const std::uint64_t shared = common == 1 ? 1 : wide_gcd(numerator, common);
    const Int128 denominator = Int128{b_part} * divide(magnitude(d), shared);
    return fraction(shared == 1 ? numerator : reduce(numerator, shared), denominator);
  }

  // (a / b) (c / d).
  static Rational multiply(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    if (is_power_of_two(b) && is_power_of_two(d) && log2(b) + log2(d) <= 62) {
      std::int64_t total = 0;
      if (!__builtin_mul_overflow(a, c, &total)) return dyadic(total, log2(b) + log2(d));
    }
    return cross_multiply((a < 0) != (c < 0), magnitude(a), magnitude(b), magnitude(c),
                          magnitude(d));
  }

  // (-1)^is_negative (a / b) (c / d): cross-cancelling leaves lowest terms. \pre both are in lowest
  // terms, b, d >= 1
  static Rational cross_multiply(bool is_negative, std::uint64_t a, std::uint64_t b,
                                 std::uint64_t c, std::uint64_t d) {
    const std::uint64_t left = word_gcd(a, d);
    const std::uint64_t right = word_gcd(c, b);
    const Int128 numerator = Int128{divide(a, left)} * divide(c, right);
    const Int128 denominator = Int128{divide(b, right)} * divide(d, left);
    return fraction(is_negative ? -numerator : numerator, denominator);
  }

 private:
  // numerator / divisor, which is exact.
  static Int128 reduce(Int128 numerator, std::uint64_t divisor) {
    if (std::has_single_bit(divisor)) return numerator >> std::countr_zero(divisor);
    const bool is_word = fits_word(numerator) && divisor <= magnitude(max64);
    return is_word
               ? Int128{static_cast<std::int64_t>(numerator) / static_cast<std::int64_t>(divisor)}
               : numerator / divisor;
  }
};

static_assert(sizeof(Rational) == 16);
static_assert(sizeof(long) == 8, "GMP's signed long functions carry int64");

Rational::Big* Rational::clone(const Big& big) { return std::make_unique<Big>(big).release(); }

void Rational::release(Big* big) noexcept { std::default_delete<Big>()(big); }

Rational::Rational(const Integer& value) : numerator_(0) {
  if (value.fits_int64()) {
    numerator_ = value.to_int64();
  } else {
    *this = Rational(value, 1);
  }
}

Rational::Rational(const Integer& numerator, const Integer& denominator) : numerator_(0) {
  if (denominator.is_zero()) refuse_zero_denominator(numerator.to_string());
  if (numerator.fits_int64() && denominator.fits_int64()) {
    *this = quotient(Rational(numerator.to_int64()), Rational(denominator.to_int64()));
    return;
  }
  mpq_rational value;
  to_gmp(mpq_numref(Access::raw(value)), numerator);
  to_gmp(mpq_denref(Access::raw(value)), denominator);
  mpq_canonicalize(Access::raw(value));
  *this = Access::from_boost(std::move(value));
}

Rational Rational::sum(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small()) {
    return Access::add(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
  }
  return Access::from_boost(Access::to_boost(a) + Access::to_boost(b));
}

Rational Rational::difference(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small() && b.numerator_ != min64) {
    return Access::add(a.numerator_, a.denominator_, -b.numerator_, b.denominator_);
  }
  return Access::from_boost(Access::to_boost(a) - Access::to_boost(b));
}

Rational Rational::product(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small()) {
    return Access::multiply(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
  }
  return Access::from_boost(Access::to_boost(a) * Access::to_boost(b));
}

Rational Rational::quotient(const Rational& a, const Rational& b) {
  if (b.is_zero()) refuse_zero_denominator(a.to_string());
  if (a.is_small() && b.is_small()) {
    return Access::cross_multiply((a.numerator_ < 0) != (b.numerator_ < 0), magnitude(a.numerator_),
                                  magnitude(a.denominator_), magnitude(b.denominator_),
                                  magnitude(b.numerator_));
  }
  return Access::from_boost(Access::to_boost(a) / Access::to_boost(b));
}

int Rational::compare(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small()) {
    const Int128 left = Int128{a.numerator_} * b.denominator_;
    const Int128 right = Int128{b.numerator_} * a.denominator_;
    return (left > right ? 1 : 0) - (left < right ? 1 : 0);
  }
  return Access::to_boost(a).compare(Access::to_boost(b));
}

Integer Rational::num() const {
  return is_small() ? Integer(numerator_) : from_gmp(mpq_numref(Access::raw(*big_)));
}

Integer Rational::den() const {
  return is_small() ? Integer(denominator_) : from_gmp(mpq_denref(Access::raw(*big_)));
}

int Rational::sign() const {
  if (!is_small()) return mpq_sgn(Access::raw(*big_));
  return (numerator_ > 0 ? 1 : 0) - (numerator_ < 0 ? 1 : 0);
}

bool Rational::is_integer() const {
  return is_small() ? denominator_ == 1 : mpz_cmp_ui(mpq_denref(Access::raw(*big_)), 1) == 0;
}

Integer Rational::floor() const { return floor_div(num(), den()); }

Integer Rational::ceil() const { return -floor_div(-num(), den()); }

Integer Rational::round_half_up() const { return floor_div(2 * num() + den(), 2 * den()); }

std::string Rational::to_string() const {
  return is_integer() ? num().to_string() : num().to_string() + "/" + den().to_string();
}

std::uint64_t Rational::hash() const {
  Hasher128 hasher;
  hasher.add(*this);
  return hasher.finish().low;
}

Rational Rational::parse(std::string_view text) {
  const auto is_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const std::size_t split = digits.find_first_of("/.");
  const std::string_view head = digits.substr(0, split);
  const std::string_view tail =
      split == std::string_view::npos ? std::string_view("1") : digits.substr(split + 1);
  if (!is_digits(head) || !is_digits(tail)) {
    throw InputError("number-syntax", "rational", "\"" + std::string(text) + "\"",
                     "-?[0-9]+, -?[0-9]+/[0-9]+ or -?[0-9]+.[0-9]+");
  }
  Rational result = Integer::parse(head);
  if (split != std::string_view::npos && digits[split] == '.') {
    const Integer scale = pow(Integer(10), static_cast<unsigned>(tail.size()));
    result += Rational(Integer::parse(tail), scale);
  } else {
    result /= Integer::parse(tail);
  }
  return text.starts_with('-') ? -result : result;
}

std::ostream& operator<<(std::ostream& out, const Rational& value) {
  return out << value.to_string();
}

}  // namespace attest

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Slow paths of `Integer`: values beyond int64, on Boost.Multiprecision's GMP integer.
#include "reference/number/integer.hpp"

#include <bit>
#include <boost/multiprecision/gmp.hpp>
#include <ostream>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/hash128.hpp"
#include "reference/number/word.hpp"

namespace attest {
namespace {

using boost::multiprecision::mpz_int;

void require_nonzero(const Integer& divisor, const Integer& dividend) {
  if (divisor.is_zero()) {
    throw InputError("division-by-zero", "integer division", dividend.to_string() + " / 0",
                     "a divisor that is not zero");
  }
}

}  // namespace

struct Integer::Big {
  mpz_int value;
};

void Integer::BigDelete::operator()(Big* big) const noexcept { std::default_delete<Big>()(big); }

struct Integer::Access {
  static mpz_int to_boost(const Integer& x) { return x.big_ ? x.big_->value : mpz_int(x.small_); }

  static Integer from_boost(mpz_int value) {
    Integer result;
    result.big_ = BigPointer(std::make_unique<Big>(Big{std::move(value)}).release());
    demote(result);
    return result;
  }

  static void promote(Integer& x) {
    if (x.big_) return;
    x.big_ = BigPointer(std::make_unique<Big>(Big{mpz_int(x.small_)}).release());
    x.small_ = 0;
  }

  static void demote(Integer& x) {
    if (mpz_fits_slong_p(x.big_->value.backend().data()) == 0) return;
    x.small_ = mpz_get_si(x.big_->value.backend().data());
    x.big_.reset();
  }

  // x = x op other. After promote, an aliased `other` is big too, so it is read only then.
  template <typename Operation>
  static Integer& apply(Integer& x, const Integer& other, Operation operation) {
    promote(x);
    if (other.big_) {
      operation(x.big_->value, other.big_->value);
    } else {
      operation(x.big_->value, other.small_);
    }
    demote(x);
    return x;
  }
};

static_assert(sizeof(Integer) == 16);
static_assert(sizeof(long) == 8, "GMP's signed long functions carry int64");

Integer::BigPointer Integer::clone(const Big& big) {
  return BigPointer(std::make_unique<Big>(big).release());
}

int Integer::compare_big(const Integer& a, const Integer& b) {
  if (a.big_ && b.big_) return a.big_->value.compare(b.big_->value);
  return a.big_ ? a.big_->value.sign() : -b.big_->value.sign();  // the big one has the larger |x|
}

void Integer::assign_unsigned(std::uint64_t value) { *this = Access::from_boost(mpz_int(value)); }

Integer& Integer::add_big(const Integer& other) {
  return Access::apply(*this, other, [](mpz_int& x, const auto& y) { x += y; });
}

Integer& Integer::subtract_big(const Integer& other) {
  return Access::apply(*this, other, [](mpz_int& x, const auto& y) { x -= y; });
}

Integer& Integer::multiply_big(const Integer& other) {
  return Access::apply(*this, other, [](mpz_int& x, const auto& y) { x *= y; });
}

Integer Integer::parse(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    throw InputError("number-syntax", "integer", "\"" + std::string(text) + "\"", "-?[0-9]+");
  }
  mpz_int value;
  mpz_set_str(value.backend().data(), std::string(text).c_str(), 10);
  return Access::from_boost(std::move(value));
}

Integer Integer::from_limbs(std::span<const std::uint64_t> limbs, bool is_negative) {
  mpz_int value;
  mpz_import(value.backend().data(), limbs.size(), -1, sizeof(std::uint64_t), 0, 0, limbs.data());
  if (is_negative) value.backend().negate();
  return Access::from_boost(std::move(value));
}

int Integer::sign() const {
  if (big_) return big_->value.sign();
  return (small_ > 0 ? 1 : 0) - (small_ < 0 ? 1 : 0);
}

std::int64_t Integer::bit_length() const {
  if (!big_) return static_cast<std::int64_t>(std::bit_width(magnitude(small_)));
  return static_cast<std::int64_t>(mpz_sizeinbase(big_->value.backend().data(), 2));
}

std::int64_t Integer::to_int64() const {
  ATTEST_REQUIRE(fits_int64(), "the integer has " + std::to_string(bit_length()) + " bits");
  return small_;
}

std::vector<std::uint64_t> Integer::magnitude_limbs() const {
  if (is_zero()) return {};
  if (!big_) return {magnitude(small_)};
  const auto limbs = static_cast<std::size_t>((bit_length() + 63) / 64);
  std::vector<std::uint64_t> result(limbs);
  mpz_export(result.data(), nullptr, -1, sizeof(std::uint64_t), 0, 0, big_->value.backend().data());
  return result;
}

std::string Integer::to_string() const { return big_ ? big_->value.str() : std::to_string(small_); }

std::uint64_t Integer::hash() const {
  Hasher128 hasher;
  hasher.add(*this);
  return hasher.finish().low;
}

Integer floor_div(const Integer& a, const Integer& b) {
  require_nonzero(b, a);
  if (!a.big_ && !b.big_ && !(a.small_ == min64 && b.small_ == -1)) {
    const std::int64_t quotient = a.small_ / b.small_;
    const bool is_above = a.small_ % b.small_ != 0 && (a.small_ < 0) != (b.small_ < 0);
    return quotient - (is_above ? 1 : 0);
  }
  mpz_int quotient;
  mpz_fdiv_q(quotient.backend().data(), Integer::Access::to_boost(a).backend().data(),
             Integer::Access::to_boost(b).backend().data());
  return Integer::Access::from_boost(std::move(quotient));
}

Integer floor_mod(const Integer& a, const Integer& b) {
  require_nonzero(b, a);
  if (!a.big_ && !b.big_ && b.small_ != -1) {
    const std::int64_t remainder = a.small_ % b.small_;
    return remainder != 0 && (remainder < 0) != (b.small_ < 0) ? remainder + b.small_ : remainder;
  }
  mpz_int remainder;
  mpz_fdiv_r(remainder.backend().data(), Integer::Access::to_boost(a).backend().data(),
             Integer::Access::to_boost(b).backend().data());
  return Integer::Access::from_boost(std::move(remainder));
}

Integer exact_div(const Integer& a, const Integer& b) {
  ATTEST_REQUIRE(b.is_zero() || floor_mod(a, b).is_zero(),
                 b.to_string() + " does not divide " + a.to_string());
  return floor_div(a, b);
}

Integer gcd(const Integer& a, const Integer& b) {
  if (!a.big_ && !b.big_) return word_gcd(magnitude(a.small_), magnitude(b.small_));
  mpz_int result;
  mpz_gcd(result.backend().data(), Integer::Access::to_boost(a).backend().data(),
          Integer::Access::to_boost(b).backend().data());
  return Integer::Access::from_boost(std::move(result));
}

Integer lcm(const Integer& a, const Integer& b) {
  if (a.is_zero() || b.is_zero()) return 0;
  return floor_div(a, gcd(a, b)).abs() * b.abs();
}

Integer pow(const Integer& base, unsigned exponent) {
  mpz_int result;
  mpz_pow_ui(result.backend().data(), Integer::Access::to_boost(base).backend().data(), exponent);
  return Integer::Access::from_boost(std::move(result));
}

Integer power_of_two(unsigned exponent) {
  if (exponent < 63) return std::int64_t{1} << exponent;
  return pow(Integer(2), exponent);
}

std::ostream& operator<<(std::ostream& out, const Integer& value) {
  return out << value.to_string();
}

}  // namespace attest

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names, medians and growth in words.
#include "reference/check/series_row.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"
#include "reference/number/hash128.hpp"

namespace attest::check {
namespace {

/// x rounded to two decimals; an integer without any.
std::string two_decimals(const Rational& x) {
  if (x.is_integer()) return x.to_string();
  const Integer hundredths = (x * 100).round_half_up();
  std::string digits = Rational(hundredths).abs().to_string();
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  digits.insert(digits.size() - 2, ".");
  return (x.sign() < 0 ? "-" : "") + digits;
}

/// "n", "n^2", "log2 n", "(log2 n)^2".
std::string power_text(std::string_view size, bool is_log, std::size_t exponent) {
  const std::string base = is_log ? "log2 " + std::string(size) : std::string(size);
  if (exponent == 1) return base;
  return (is_log ? "(" + base + ")" : base) + "^" + std::to_string(exponent);
}

std::string polynomial_text(const std::vector<Rational>& coefficients, std::string_view size,
                            bool is_log) {
  std::string text;
  for (std::size_t i = coefficients.size(); i-- > 0;) {
    const Rational& c = coefficients[i];
    if (c.is_zero() && coefficients.size() > 1) continue;
    if (text.empty()) {
      text = c.sign() < 0 ? "-" : "";
    } else {
      text += c.sign() < 0 ? " - " : " + ";
    }
    const bool is_one = i > 0 && c.abs() == Rational(1);
    const std::string factor = is_one ? "" : c.abs().to_string();
    const bool needs_space = !factor.empty() && (is_log || !c.is_integer());
    text += factor;
    if (i > 0) text += (needs_space ? " " : "") + power_text(size, is_log, i);
  }
  return text;
}

}  // namespace

int Growth::degree() const {
  return coefficients.empty() ? 0 : static_cast<int>(coefficients.size()) - 1;
}

double TimingRow::median_approx() const {
  ATTEST_REQUIRE(!seconds_approx.empty(), "a timing without a repetition");
  std::vector<double> sorted_approx = seconds_approx;
  std::sort(sorted_approx.begin(), sorted_approx.end());
  const std::size_t middle = sorted_approx.size() / 2;
  return sorted_approx.size() % 2 == 1 ? sorted_approx[middle]
                                       : (sorted_approx[middle - 1] + sorted_approx[middle]) / 2;
}

double TimingRow::least_approx() const {
  ATTEST_REQUIRE(!seconds_approx.empty(), "a timing without a repetition");
  return *std::min_element(seconds_approx.begin(), seconds_approx.end());
}

std::string id_of(const Machine& machine) {
  Hasher128 hasher;
  for (const std::string& part :
       {machine.cpu, std::to_string(machine.cores), machine.caches, machine.governor,
        machine.compiler, machine.flags, machine.kernel, machine.library}) {
    hasher.add(part);
  }
  return hasher.finish().to_hex();
}

std::string_view name_of(LineKind kind) {
  switch (kind) {
    case LineKind::lower_bound:
      return "lower_bound";
    case LineKind::upper_bound:
      return "upper_bound";
    case LineKind::construction:
      return "construction";
    case LineKind::baseline:
      return "baseline";
    case LineKind::competitor:
      return "competitor";
    case LineKind::recalled:
      return "recalled";
    case LineKind::fitted:
      return "fitted";
  }
  ATTEST_REQUIRE(false, "a kind of line outside the enumeration");
}

std::string text_of(LineKind kind) {
  std::string text(name_of(kind));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string_view name_of(Growth::Kind kind) {
  switch (kind) {
    case Growth::Kind::polynomial:
      return "polynomial";
    case Growth::Kind::polynomial_of_log:
      return "polynomial_of_log";
    case Growth::Kind::ratios:
      return "ratios";
    case Growth::Kind::none:
      return "none";
  }
  ATTEST_REQUIRE(false, "a kind of growth outside the enumeration");
}

std::string text_of(const Growth& growth, std::string_view size) {
  switch (growth.kind) {
    case Growth::Kind::polynomial:
      return polynomial_text(growth.coefficients, size, false);
    case Growth::Kind::polynomial_of_log:
      return polynomial_text(growth.coefficients, size, true);
    case Growth::Kind::ratios: {
      std::string text = "x2:";
      const std::size_t count = growth.ratios.size();
      for (std::size_t i = count < 2 ? 0 : count - 2; i < count; ++i) {
        text += (text.ends_with(":") ? " " : ", ") + two_decimals(growth.ratios[i].second);
      }
      return text;
    }
    case Growth::Kind::none:
      return {};
  }
  ATTEST_REQUIRE(false, "a kind of growth outside the enumeration");
}

}  // namespace attest::check

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Laws of made-up times: which functions are chosen, and when an exponent is reported.
#include "benchmarks/fit.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace attest::benchmarks {
namespace {

using Sizes = std::vector<std::int64_t>;

/// Functions of a law by name.
std::vector<std::string> names_of(const Law& law) {
  std::vector<std::string> names;
  for (const std::size_t f : law.functions) names.emplace_back(function_names()[f]);
  return names;
}

std::vector<double> times_of(const Sizes& sizes, const std::function<double(double)>& f) {
  std::vector<double> times;
  for (const std::int64_t size : sizes) times.push_back(f(static_cast<double>(size)));
  return times;
}

/// Five repetitions around each time, spread by `spread` in all.
std::vector<std::vector<double>> repeated(const std::vector<double>& times, double spread) {
  std::vector<std::vector<double>> repetitions;
  for (const double time : times) {
    repetitions.emplace_back();
    for (int i = -2; i <= 2; ++i) repetitions.back().push_back(time * (1 + spread * i / 4));
  }
  return repetitions;
}

TEST_CASE("nonnegative least squares solves small problems whose solutions are known") {
  const auto rounded = [](const std::vector<double>& x) {
    std::vector<long long> millionths;
    for (const double entry : x) millionths.push_back(std::llround(entry * 1e6));
    return millionths;
  };
  // The unconstrained solution, where it is nonnegative.
  CHECK(rounded(nonnegative_least_squares({{1, 0, 0}, {0, 2, 0}, {0, 0, 4}}, {3, 4, 2})) ==
        std::vector<long long>{3000000, 2000000, 500000});
  // (2, -1) without the constraint; with it the first column alone: <a, b> / <a, a> = 3/2.
  CHECK(rounded(nonnegative_least_squares({{1, 1}, {0, 1}}, {2, 1})) ==
        std::vector<long long>{1500000, 0});
  CHECK(rounded(nonnegative_least_squares({{1, 1}, {1, 2}}, {-1, -1})) ==
        std::vector<long long>{0, 0});
  // A coordinate that enters first and has to leave again: the target is the second and the third.
  CHECK(rounded(nonnegative_least_squares({{5, 5, 1}, {1, 0, 0}, {0, 1, 0}}, {10, 9, 0})) ==
        std::vector<long long>{0, 10000000, 9000000});
}

TEST_CASE("the law of exact times names the functions that they are made of") {
  const Sizes doubling{8, 16, 32, 64, 128, 256, 512, 1024};
  CHECK(names_of(law_of(doubling, times_of(doubling, [](double) { return 5e-6; }))) ==
        std::vector<std::string>{"1"});
  CHECK(names_of(law_of(doubling, times_of(doubling, [](double n) { return 3e-9 * n * n; }))) ==
        std::vector<std::string>{"n^2"});
  CHECK(names_of(law_of(doubling, times_of(doubling, [](double n) {
                          return 1e-9 * (n * n + 50 * n);
                        }))) == std::vector<std::string>{"n", "n^2"});
  CHECK(names_of(law_of(doubling, times_of(doubling, [](double n) {
                          return 1e-9 * n * std::log2(n);
                        }))) == std::vector<std::string>{"n log n"});
  const Sizes steps{2, 4, 6, 8, 10, 12, 16, 20, 24, 32};
  CHECK(names_of(law_of(steps, times_of(steps, [](double n) { return n * std::exp2(n); }))) ==
        std::vector<std::string>{"n 2^n"});
}

TEST_CASE("the coefficients of exact times are found to a billionth") {
  const Sizes sizes{8, 16, 32, 64, 128, 256, 512, 1024};
  const Law law = law_of(sizes, times_of(sizes, [](double n) { return n * n + 50 * n; }));
  REQUIRE(law.coefficients.size() == 2);
  CHECK(std::llround(law.coefficients[0] * 1e6) == 50000000);
  CHECK(std::llround(law.coefficients[1] * 1e9) == 1000000000);
}

TEST_CASE("no exponent is reported for n^2 + 50n up to n = 64") {
  const Sizes sizes{2, 4, 8, 16, 32, 64};
  const auto times = times_of(sizes, [](double n) { return n * n + 50 * n; });
  const check::FitRow row = fit(sizes, repeated(times, 0), 1);
  CHECK_FALSE(row.exponent);
  CHECK(exponent_text(row).starts_with("no exponent: the last two local exponents differ"));
  CHECK(row.local_exponents_approx.size() == 5);
}

TEST_CASE("an exponent is reported for exact cubes and it is 3") {
  const Sizes sizes{2, 4, 8, 16, 32, 64};
  const check::FitRow row =
      fit(sizes, repeated(times_of(sizes, [](double n) { return n * n * n; }), 0.001), 1);
  REQUIRE(row.exponent);
  CHECK(std::llround(row.exponent->value_approx * 1e6) == 3000000);
  REQUIRE(row.exponent->interval_approx);
  CHECK(row.exponent->interval_approx->low_approx <= 3);
  CHECK(row.exponent->interval_approx->high_approx >= 3);
  CHECK(text_of(row, "n") == "1 n^3 s");
}

TEST_CASE("no exponent is reported for times that scatter by half") {
  const Sizes sizes{2, 4, 8, 16, 32, 64};
  const check::FitRow row = fit(sizes, repeated(times_of(sizes, [](double n) { return n; }), 1), 1);
  CHECK_FALSE(row.exponent);
  CHECK(exponent_text(row).find("scatter") != std::string::npos);
}

TEST_CASE("equal times and seeds give equal fits") {
  const Sizes sizes{2, 4, 8, 16, 32, 64};
  const auto times = repeated(times_of(sizes, [](double n) { return n * n; }), 0.1);
  CHECK(fit(sizes, times, 1) == fit(sizes, times, 1));
  const check::FitRow row = fit(sizes, times, 1);
  const auto& interval = row.terms.at(0).second.interval_approx;
  REQUIRE(interval);
  CHECK(interval->low_approx < interval->high_approx);
}

TEST_CASE("without a bootstrap sample no number has an interval and there is no exponent") {
  const Sizes sizes{2, 4, 8, 16, 32, 64};
  const auto times = repeated(times_of(sizes, [](double n) { return n * n; }), 0.1);
  const check::FitRow row = fit(sizes, times, 1, 0);
  CHECK_FALSE(row.terms.at(0).second.interval_approx);
  CHECK_FALSE(row.exponent);
}

}  // namespace
}  // namespace attest::benchmarks

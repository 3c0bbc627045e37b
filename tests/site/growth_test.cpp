// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rates: what finitely many points say of "O".
#include "reports/site/growth.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace attest::site {
namespace {

std::vector<RatePoint> points(const std::vector<std::pair<int, int>>& pairs) {
  std::vector<RatePoint> result;
  for (const auto& [value, used] : pairs) result.push_back({.value = value, .used = used});
  return result;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("numbers are read exactly and words are no numbers") {
  CHECK(rate_point("7/2", "7")->used == Rational(7));
  CHECK_FALSE(rate_point("log M", "7").has_value());
  CHECK_FALSE(rate_point("3", "none up to 24").has_value());
  CHECK_FALSE(rate_point("0", "1").has_value());
}

TEST_CASE("ratios have three decimals rounded to nearest") {
  CHECK(ratio_text({.value = 3, .used = 4}) == "1.333");
  CHECK(ratio_text({.value = 3, .used = 5}) == "1.667");
  CHECK(ratio_text({.value = 2, .used = 4}) == "2");
  CHECK(ratio_text({.value = 8, .used = 1}) == "0.125");
  CHECK(ratio_text({.value = 100000, .used = 1}) == "0");
}

TEST_CASE("a ratio that is larger on the larger half grows and one that is not does not") {
  CHECK(has(growth_text(points({{1, 2}, {2, 4}, {4, 9}, {8, 20}})), "it grows"));
  CHECK(has(growth_text(points({{8, 17}, {1, 3}, {2, 5}, {4, 9}})), "it does not grow"));
  CHECK(has(growth_text(points({{1, 3}, {1, 2}, {9, 18}})), "it does not grow"));
  CHECK(has(growth_text(points({{1, 2}, {9, 27}, {9, 18}})), "it grows"));
}

TEST_CASE("one value of the formula says nothing of growth") {
  const std::string text = growth_text(points({{3, 4}, {3, 5}, {3, 3}}));
  CHECK(has(text, "between 1 and 1.667"));
  CHECK(has(text, "nothing is seen of its growth"));
  CHECK(has(growth_text(points({{3, 6}})), "is 2 at every point"));
}

}  // namespace
}  // namespace attest::site

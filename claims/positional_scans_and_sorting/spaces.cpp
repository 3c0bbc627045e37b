// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lists that are enumerated, and longer seeded ones.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

/// The kinds of long lists, in turn.
enum class Kind { uniform, rising, falling, constant, few_values, count };

check::Case list_of(std::int64_t n, std::int64_t largest, Kind kind, Random& random) {
  std::vector<Rational> x;
  const auto draw = [&] {
    const std::int64_t denominator = random.between(1, 4);
    return Rational(random.between(-largest * denominator, largest * denominator), denominator);
  };
  const Rational one_value = draw();
  const Rational other_value = draw();
  for (std::int64_t i = 0; i < n; ++i) {
    if (kind == Kind::constant) {
      x.push_back(one_value);
    } else if (kind == Kind::few_values) {
      x.push_back(random.below(2) == 0 ? one_value : other_value);
    } else {
      x.push_back(draw());
    }
  }
  if (kind == Kind::rising || kind == Kind::falling) std::sort(x.begin(), x.end());
  if (kind == Kind::falling) std::reverse(x.begin(), x.end());
  Matrix result(static_cast<int>(n), 1);
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = std::move(x[static_cast<std::size_t>(i)]);
  return result;
}

}  // namespace

check::CaseSpace integer_lists(std::int64_t n, std::int64_t largest) {
  check::CaseSpace space =
      check::mapped(check::words(static_cast<int>(n), static_cast<int>(2 * largest + 1)),
                    [largest](const check::Case& word) -> std::optional<check::Case> {
                      check::Case list = word;
                      for (int i = 0; i < list.rows(); ++i) list(i, 0) -= largest;
                      return list;
                    });
  space.description = "all lists of " + std::to_string(n) + " integers from -" +
                      std::to_string(largest) + " to " + std::to_string(largest);
  return space;
}

check::CaseSpace binary_lists(std::int64_t n) {
  check::CaseSpace space = check::words(static_cast<int>(n), 2);
  space.description = "all lists of " + std::to_string(n) + " zeros and ones";
  return space;
}

check::CaseSpace rational_lists(std::int64_t n, std::int64_t largest, std::int64_t size,
                                std::uint64_t seed) {
  return check::sampled(
      "lists of " + std::to_string(n) + " rationals, five kinds in turn", size, seed,
      pow(Integer(2 * largest + 1), static_cast<unsigned>(n)), "rationals are without number",
      [n, largest](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        return list_of(n, largest, kind, random);
      });
}

}  // namespace attest::positional_scans_and_sorting

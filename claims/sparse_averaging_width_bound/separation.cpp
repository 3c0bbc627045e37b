// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary: tokens by code, and inputs that tell two tokens apart.
#include "claims/sparse_averaging_width_bound/separation.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "reference/number/contract.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

bool has_pointer(const Token& token, const Rational& position) {
  return std::find(token.begin() + 1, token.end(), position) != token.end();
}

/// A pointer of x that x_prime has (`is_common`) or has not; nothing where there is none.
std::optional<int> pointer_of(const Token& x, const Token& x_prime, bool is_common) {
  for (std::size_t l = 1; l < x.size(); ++l) {
    if (has_pointer(x_prime, x[l]) == is_common) return static_cast<int>(x[l].num().to_int64());
  }
  return std::nullopt;
}

}  // namespace

std::optional<Flaw> flaw_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Flaw>, 5> names{
      {{"", Flaw::none},
       {"common_element_raised", Flaw::common_raised},
       {"others_equal", Flaw::others_equal},
       {"asker_read", Flaw::asker_read},
       {"first_coordinate_compared", Flaw::first_coordinate}}};
  for (const auto& [known, flaw] : names) {
    if (known == name) return flaw;
  }
  return std::nullopt;
}

Separation separate(int n, const Token& x, const Token& x_prime, Flaw flaw) {
  const auto q = static_cast<int>(x.size()) - 1;
  ATTEST_REQUIRE(n > q && x.size() == x_prime.size(), "n = " + std::to_string(n));
  const int asker = n - 1;
  Separation result{.first = Matrix(n, 1 + q), .second = {}, .reader = asker};
  std::vector<Rational> others(static_cast<std::size_t>(asker), -1);
  if (x[0] != x_prime[0]) {
    if (flaw != Flaw::asker_read) result.reader = 0;  // it points to the asker, see below
  } else if (has_pointer(x, asker) != has_pointer(x_prime, asker)) {
    // The asker's own value is the one that differs from all others.
    std::fill(others.begin(), others.end(), -x[0]);
  } else {
    std::optional<int> raised = pointer_of(x, x_prime, flaw == Flaw::common_raised);
    if (!raised) raised = pointer_of(x, x_prime, false);
    ATTEST_REQUIRE(raised.has_value(), "one token twice");
    if (*raised < asker) others[static_cast<std::size_t>(*raised)] = 1;
  }
  if (flaw == Flaw::others_equal) std::fill(others.begin(), others.end(), x[0]);
  for (int i = 0; i < asker; ++i) {
    result.first(i, 0) = others[static_cast<std::size_t>(i)];
    for (int l = 0; l < q; ++l) result.first(i, 1 + l) = l == 0 ? asker : l - 1;
  }
  result.second = result.first;
  std::ranges::copy(x, result.first.row(asker).begin());
  std::ranges::copy(x_prime, result.second.row(asker).begin());
  return result;
}

std::vector<std::int64_t> earlier_of(const std::vector<CodedToken>& list, Flaw flaw) {
  std::map<std::vector<Rational>, std::int64_t> last;
  std::vector<std::int64_t> result;
  for (std::size_t t = 0; t < list.size(); ++t) {
    std::vector<Rational> code = list[t].code;
    if (flaw == Flaw::first_coordinate) code.resize(1);
    const auto [found, is_new] = last.try_emplace(std::move(code), static_cast<std::int64_t>(t));
    result.push_back(is_new ? -1 : found->second);
    found->second = static_cast<std::int64_t>(t);
  }
  return result;
}

}  // namespace attest::sparse_averaging_width_bound

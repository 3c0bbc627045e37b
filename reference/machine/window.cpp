// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sliding windows in integers; see window.hpp.
#include "reference/machine/window.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::window {

bool reads(const Pattern& pattern, std::int64_t i, std::int64_t j) {
  if (j <= i) return i - j <= pattern.w || j < pattern.globals;
  return i < pattern.globals && !pattern.is_causal;
}

bool may_differ(const std::vector<std::int64_t>& u, const std::vector<std::int64_t>& v,
                std::int64_t layers, const Pattern& pattern) {
  ATTEST_REQUIRE(!u.empty() && u.size() == v.size(), std::to_string(u.size()) + " tokens");
  std::vector<char> differs;
  for (std::size_t i = 0; i < u.size(); ++i) differs.push_back(u[i] != v[i] ? 1 : 0);
  for (std::int64_t l = 0; l < layers; ++l) {
    std::vector<char> next = differs;
    for (std::size_t i = 0; i < u.size(); ++i) {
      for (std::size_t j = 0; j < u.size(); ++j) {
        const bool is_read =
            reads(pattern, static_cast<std::int64_t>(i), static_cast<std::int64_t>(j));
        if (is_read && differs[j] != 0) next[i] = 1;
      }
    }
    differs = std::move(next);
  }
  return differs.back() != 0;
}

std::int64_t crossing(const Pattern& pattern, std::int64_t n, std::int64_t cut) {
  std::int64_t count = 0;
  for (std::int64_t j = 0; j < cut; ++j) {
    bool is_read = false;
    for (std::int64_t i = cut; i < n; ++i) is_read = is_read || reads(pattern, i, j);
    count += is_read ? 1 : 0;
  }
  return count;
}

std::int64_t max_plus(std::vector<std::int64_t> y, std::int64_t layers, std::int64_t w) {
  ATTEST_REQUIRE(!y.empty(), "no tokens");
  for (std::int64_t l = 0; l < layers; ++l) {
    std::vector<std::int64_t> next = y;
    for (std::size_t i = 0; i < y.size(); ++i) {
      for (std::size_t d = 1; d <= std::min(i, static_cast<std::size_t>(w)); ++d) {
        next[i] = std::max(next[i], y[i - d] + static_cast<std::int64_t>(d));
      }
    }
    y = std::move(next);
  }
  return y.back();
}

}  // namespace attest::machine::window

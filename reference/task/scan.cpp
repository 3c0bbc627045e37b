// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scans, sorting and medians from their definitions; see scan.hpp.
#include "reference/task/scan.hpp"

#include <algorithm>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

std::string name_of(Scan scan) {
  switch (scan) {
    case Scan::sum:
      return "prefix_sum";
    case Scan::minimum:
      return "prefix_minimum";
    case Scan::maximum:
      return "prefix_maximum";
    case Scan::max_subarray:
      return "prefix_max_subarray";
    case Scan::max_subarray_or_empty:
      return "prefix_max_subarray_or_empty";
  }
  broken_invariant(__FILE__, __LINE__, "scan", "unknown scan");
}

std::vector<Rational> numbers_of(const Matrix& tokens) {
  ATTEST_REQUIRE(tokens.rows() == 0 || tokens.cols() == 1, "one number a token expected");
  std::vector<Rational> result;
  for (int i = 0; i < tokens.rows(); ++i) result.push_back(tokens(i, 0));
  return result;
}

/// The largest sum of a run that ends at `last`.
Rational best_ending_at(const std::vector<Rational>& x, std::size_t last) {
  Rational sum = x[last];
  Rational best = sum;
  for (std::size_t first = last; first-- > 0;) {
    sum += x[first];
    best = std::max(best, sum);
  }
  return best;
}

}  // namespace

Task prefix_scan(Scan scan) {
  return {.id = name_of(scan), .answer = [scan](const Matrix& tokens) {
            const std::vector<Rational> x = numbers_of(tokens);
            std::vector<Rational> result;
            for (std::size_t i = 0; i < x.size(); ++i) {
              const bool is_run = scan == Scan::max_subarray || scan == Scan::max_subarray_or_empty;
              const Rational next = is_run ? best_ending_at(x, i) : x[i];
              if (i == 0) {
                result.push_back(scan == Scan::max_subarray_or_empty ? std::max(next, Rational(0))
                                                                     : next);
              } else if (scan == Scan::sum) {
                result.push_back(result.back() + next);
              } else if (scan == Scan::minimum) {
                result.push_back(std::min(result.back(), next));
              } else {
                result.push_back(std::max(result.back(), next));
              }
            }
            return result;
          }};
}

Task prefix_minimum_of_sums() {
  return {.id = "prefix_minimum_of_sums", .answer = [](const Matrix& tokens) {
            const std::vector<Rational> x = numbers_of(tokens);
            ATTEST_REQUIRE(x.size() % 2 == 0,
                           std::to_string(x.size()) + " numbers are no two lists");
            const std::size_t n = x.size() / 2;
            std::vector<Rational> result(2 * n);
            for (std::size_t i = 0; i < n; ++i) {
              const Rational sum = x[i] + x[n + i];
              result[i] = i == 0 ? sum : std::min(result[i - 1], sum);
              result[n + i] = result[i];
            }
            return result;
          }};
}

Task sorted() {
  return {.id = "sorted", .answer = [](const Matrix& tokens) {
            std::vector<Rational> x = numbers_of(tokens);
            std::sort(x.begin(), x.end());
            return x;
          }};
}

Task median() {
  return {.id = "median", .answer = [](const Matrix& tokens) {
            std::vector<Rational> x = numbers_of(tokens);
            ATTEST_REQUIRE(!x.empty(), "the median of no numbers");
            std::sort(x.begin(), x.end());
            const std::size_t n = x.size();
            return std::vector<Rational>{(x[(n - 1) / 2] + x[n / 2]) * Rational(1, 2)};
          }};
}

}  // namespace attest::task

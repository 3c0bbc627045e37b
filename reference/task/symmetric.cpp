// SPDX-License-Identifier: Apache-2.0
/// \file
/// Functions of bits from their definitions; see symmetric.hpp.
#include "reference/task/symmetric.hpp"

#include <string>
#include <utility>

namespace attest::task {
namespace {

std::size_t ones(const Matrix& tokens) {
  std::size_t count = 0;
  for (int i = 0; i < tokens.rows(); ++i)
    if (!tokens(i, 0).is_zero()) ++count;
  return count;
}

std::vector<Rational> sign(bool is_positive) { return {Rational(is_positive ? 1 : -1)}; }

}  // namespace

Task symmetric_sign(std::vector<int> values) {
  std::string id = "symmetric_sign f=";
  for (const int value : values) id += value != 0 ? '1' : '0';
  return {.id = std::move(id), .answer = [values = std::move(values)](const Matrix& tokens) {
            return sign(values.at(ones(tokens)) != 0);
          }};
}

Task parity() {
  return {.id = "parity", .answer = [](const Matrix& tokens) {
            return std::vector<Rational>{Rational(ones(tokens) % 2)};
          }};
}

Task parity_sign() {
  return {.id = "parity_sign",
          .answer = [](const Matrix& tokens) { return sign(ones(tokens) % 2 == 1); }};
}

Task linear_thresholds(std::vector<std::int64_t> weights, std::vector<Rational> thresholds) {
  std::string id = "linear_thresholds w=";
  for (std::size_t j = 0; j < weights.size(); ++j) {
    id += (j == 0 ? "" : ",") + std::to_string(weights[j]);
  }
  return {.id = std::move(id),
          .answer = [weights = std::move(weights),
                     thresholds = std::move(thresholds)](const Matrix& tokens) {
            Rational sum = 0;
            for (int j = 0; j < tokens.rows(); ++j) {
              if (!tokens(j, 0).is_zero()) sum += weights.at(static_cast<std::size_t>(j));
            }
            std::vector<Rational> result;
            result.reserve(thresholds.size());
            for (const Rational& threshold : thresholds) {
              result.emplace_back(sum > threshold ? 1 : -1);
            }
            return result;
          }};
}

Task priority_majority(std::int64_t classes, Balance balance) {
  const bool is_balance_won = balance == Balance::counts;
  std::string id = "priority_majority classes=" + std::to_string(classes);
  if (is_balance_won) id += " balance=counts";
  return {.id = std::move(id), .answer = [classes, is_balance_won](const Matrix& tokens) {
            for (std::int64_t rank = classes - 1; rank >= 0; --rank) {
              int lead = 0;
              for (auto j = static_cast<int>(rank); j < tokens.rows();
                   j += static_cast<int>(classes))
                lead += tokens(j, 0).is_zero() ? -1 : 1;
              if (lead != 0) return std::vector<Rational>{lead > 0 ? 1 : 0};
            }
            return std::vector<Rational>{is_balance_won ? 1 : 0};
          }};
}

int sign_changes(const std::vector<int>& values) {
  int changes = 0;
  for (std::size_t k = 0; k + 1 < values.size(); ++k) changes += values[k] != values[k + 1] ? 1 : 0;
  return changes;
}

Rational average_sensitivity(const std::vector<int>& table) {
  std::int64_t sensitive = 0;
  for (std::size_t x = 0; x < table.size(); ++x) {
    for (std::size_t bit = 1; bit < table.size(); bit *= 2) {
      sensitive += table[x] != table[x ^ bit] ? 1 : 0;
    }
  }
  return {sensitive, static_cast<std::int64_t>(table.size())};
}

}  // namespace attest::task

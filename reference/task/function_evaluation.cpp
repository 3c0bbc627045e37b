// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looks an argument up by going through all tokens; see function_evaluation.hpp.
#include "reference/task/function_evaluation.hpp"

#include <string>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// The value of the only key that equals the argument, else -1.
class Found {
 public:
  void offer(bool is_argument, const Rational& value) {
    if (is_argument) ++times_;
    if (is_argument) value_ = value;
  }
  [[nodiscard]] Rational value() const { return times_ == 1 ? value_ : Rational(-1); }

 private:
  int times_ = 0;
  Rational value_;
};

/// The number of the value token with this link.
Rational linked_value(const Matrix& tokens, const Rational& link) {
  Found found;
  for (int i = 0; i + 1 < tokens.rows(); ++i) {
    if (tokens(i, 1) == 1) found.offer(tokens(i, 2) == link, tokens(i, 0));
  }
  return found.value();
}

Rational value_in(TableForm form, const Matrix& tokens) {
  const int last = tokens.rows() - 1;
  const Rational& argument = tokens(last, 0);
  Found found;
  switch (form) {
    case TableForm::pairs:
      for (int i = 0; i < last; ++i) found.offer(tokens(i, 0) == argument, tokens(i, 1));
      break;
    case TableForm::places:
      for (int i = 0; i < last; ++i) found.offer(Rational(i) == argument, tokens(i, 0));
      break;
    case TableForm::neighbours:
      for (int i = 0; i + 1 < last; i += 2) {
        if (tokens(i, 1) != 0 || tokens(i + 1, 1) != 1) return -1;
        found.offer(tokens(i, 0) == argument, tokens(i + 1, 0));
      }
      break;
    case TableForm::links:
      for (int i = 0; i < last; ++i) {
        if (tokens(i, 1) == 0 && tokens(i, 0) == argument) {
          found.offer(true, linked_value(tokens, tokens(i, 2)));
        }
      }
      break;
  }
  return found.value();
}

std::string name_of(TableForm form) {
  switch (form) {
    case TableForm::pairs:
      return "pairs";
    case TableForm::places:
      return "places";
    case TableForm::neighbours:
      return "neighbours";
    case TableForm::links:
      return "links";
  }
  broken_invariant(__FILE__, __LINE__, "form", "a form outside the enumeration");
}

}  // namespace

Task function_evaluation(TableForm form) {
  return {.id = "function_evaluation form=" + name_of(form),
          .answer = [form](const Matrix& tokens) {
            ATTEST_REQUIRE(tokens.rows() >= 2, "a function and an argument");
            return std::vector<Rational>{value_in(form, tokens)};
          }};
}

Task placed_value(int n) {
  return {.id = "placed_value n=" + std::to_string(n), .answer = [n](const Matrix& letters) {
            ATTEST_REQUIRE(letters.rows() == 2 * n, "keys and values");
            Found found;
            for (int j = 0; j < n; ++j) found.offer(letters(j, 0) == 0, letters(n + j, 0));
            return std::vector<Rational>{found.value()};
          }};
}

}  // namespace attest::task

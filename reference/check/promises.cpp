// SPDX-License-Identifier: Apache-2.0
/// \file
/// Promises whose relation is named.
#include "reference/check/promises.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::check {

Promise promise(std::string quantity, std::string formula, const char* relation,
                const Rational& value, const Rational& used) {
  const std::string how = relation;
  ATTEST_REQUIRE(how == "<=" || how == ">=" || how == "=" || how == "O",
                 quantity + ": the relation " + how);
  bool is_met = true;
  if (how == "<=") is_met = used <= value;
  if (how == ">=") is_met = used >= value;
  if (how == "=") is_met = used == value;
  return {.quantity = std::move(quantity),
          .formula = std::move(formula),
          .relation = how,
          .value = value.to_string(),
          .used = used.to_string(),
          .is_met = is_met};
}

}  // namespace attest::check

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Three-valued conjunction.
#include "reference/check/verdict.hpp"

#include "reference/number/contract.hpp"

namespace attest::check {
namespace {

bool is_lesser(const Witness& a, const Witness& b) { return a.index < b.index; }

}  // namespace

Verdict both(Verdict a, Verdict b) {
  const bool a_fails = a.truth == Truth::fails;
  const bool b_fails = b.truth == Truth::fails;
  if (a_fails && b_fails) {
    ATTEST_REQUIRE(a.witness && b.witness, "a failing verdict has a witness");
    return is_lesser(*b.witness, *a.witness) ? b : a;
  }
  if (a_fails) return a;
  if (b_fails) return b;
  if (a.truth == Truth::holds) return b;
  if (b.truth == Truth::holds || b.reason == a.reason) return a;
  return Verdict::unknown(a.reason + "; " + b.reason);
}

std::string_view name_of(Truth truth) {
  switch (truth) {
    case Truth::holds:
      return "holds";
    case Truth::fails:
      return "fails";
    case Truth::unknown:
      return "unknown";
  }
  ATTEST_REQUIRE(false, "a truth outside the enumeration");
}

}  // namespace attest::check

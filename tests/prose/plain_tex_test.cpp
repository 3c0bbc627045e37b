// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas as a terminal shows them.
#include "reports/prose/plain_tex.hpp"

#include <doctest/doctest.h>

namespace attest::prose {
namespace {

TEST_CASE("formulas between dollars lose commands and braces and keep their meaning") {
  CHECK(plain_tex("at most $\\lceil \\log_2 n \\rceil \\le n^{k+1}$ bits") ==
        "at most ⌈log_2 n⌉ ≤ n^(k+1) bits");
  CHECK(plain_tex("$X \\in \\mathbb{Z}_M^n$, $x \\in \\{0,1\\}^n$") == "X ∈ Z_M^n, x ∈ {0,1}^n");
  CHECK(plain_tex("$\\frac{1}{n+1} + \\binom{n}{2}$") == "1/(n+1) + C(n, 2)");
  CHECK(plain_tex("$\\mathrm{hop}_k$ and $\\lambda \\ge \\ln(n^3/\\epsilon)$") ==
        "hop_k and λ ≥ ln(n^3/ε)");
  CHECK(plain_tex("$\\max_i \\sqrt{x_i}$") == "max_i √(x_i)");
}

TEST_CASE("text outside of dollars stays and so does a dollar without its partner") {
  CHECK(plain_tex("n^{2} for $5") == "n^{2} for $5");
  CHECK(plain_tex("") == "");
  CHECK(plain_tex("$$").empty());
}

TEST_CASE("formulas that do not end are read to their end") {
  CHECK(plain_tex("$x_{1$") == "x_1");
  CHECK(plain_tex("$a\\$") == "a\\");
  CHECK(plain_tex("$a^$") == "a^");
}

}  // namespace
}  // namespace attest::prose

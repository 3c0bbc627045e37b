// SPDX-License-Identifier: Apache-2.0
/// \file
/// Kautz-Singleton codes by circuit steps; see disjunct_code.hpp.
#include "reference/gadget/disjunct_code.hpp"

#include <optional>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::gadget {
namespace {

using model::CircuitBuilder;
using model::Wire;

bool is_prime(int p) {
  if (p < 2) return false;
  for (int d = 2; d * d <= p; ++d) {
    if (p % d == 0) return false;
  }
  return true;
}

/// Whether base^exponent >= n.
bool reaches(int base, int exponent, int n) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent && power < n; ++i) power *= base;
  return power >= n;
}

}  // namespace

DisjunctCode least_disjunct_code(int n, int q) {
  ATTEST_REQUIRE(n >= 2 && q >= 1, "n = " + std::to_string(n));
  std::optional<DisjunctCode> best;
  for (int k = 1; k == 1 || !reaches(2, k - 1, n); ++k) {
    const int points = q * (k - 1) + 1;
    int prime = points < 2 ? 2 : points;
    while (!is_prime(prime) || !reaches(prime, k, n)) ++prime;
    const DisjunctCode code{.prime = prime, .digits = k, .points = points};
    if (!best || code.cells() < best->cells()) best = code;
  }
  return *best;
}

std::vector<Wire> cells_of(CircuitBuilder& circuit, const DisjunctCode& code, Wire index) {
  ATTEST_REQUIRE(code.points <= code.prime, "more points than elements of the field");
  std::vector<Wire> digits;
  Wire rest = index;
  for (int d = 0; d < code.digits; ++d) {
    digits.push_back(d + 1 < code.digits ? circuit.mod(rest, code.prime) : rest);
    if (d + 1 < code.digits) rest = circuit.floor(rest * Rational(1, code.prime));
  }
  std::vector<Wire> cells;
  for (int x = 0; x < code.points; ++x) {
    // Horner: the highest digit is the leading coefficient.
    Wire value = digits.back();
    for (std::size_t d = digits.size() - 1; d-- > 0;) value = value * Rational(x) + digits[d];
    const Wire place = code.digits == 1 ? value : circuit.mod(value, code.prime);
    for (int c = 0; c < code.prime; ++c) {
      cells.push_back(circuit.equal(place, circuit.constant(c)));
    }
  }
  return cells;
}

std::vector<Wire> covered_cells(CircuitBuilder& circuit, const DisjunctCode& code,
                                const std::vector<Wire>& positions) {
  ATTEST_REQUIRE(!positions.empty(), "no positions");
  std::vector<Wire> covered = cells_of(circuit, code, positions[0]);
  for (std::size_t l = 1; l < positions.size(); ++l) {
    const std::vector<Wire> cells = cells_of(circuit, code, positions[l]);
    for (std::size_t c = 0; c < cells.size(); ++c) covered[c] = circuit.max(covered[c], cells[c]);
  }
  return covered;
}

}  // namespace attest::gadget

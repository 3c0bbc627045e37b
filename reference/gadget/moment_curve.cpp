// SPDX-License-Identifier: Apache-2.0
/// \file
/// The product of the factors of a moment-curve query, multiplied out by circuit steps.
#include "reference/gadget/moment_curve.hpp"

#include <algorithm>
#include <string>

#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::gadget {
namespace {

using model::CircuitBuilder;
using model::Wire;

/// The product of `low` + `middle` t + t^2 (or of `middle` + t) with a polynomial, lowest first.
std::vector<Wire> times(const std::vector<Wire>& polynomial, const std::vector<Wire>& factor) {
  std::vector<Wire> result;
  for (std::size_t k = 0; k + 1 < polynomial.size() + factor.size(); ++k) {
    std::vector<Wire> terms;
    for (std::size_t i = 0; i < factor.size() && i <= k; ++i) {
      if (k - i >= polynomial.size()) continue;
      const bool is_leading = i + 1 == factor.size();  // the leading coefficient is 1
      terms.push_back(is_leading ? polynomial[k - i] : polynomial[k - i] * factor[i]);
    }
    Wire sum = terms[0];
    for (std::size_t i = 1; i < terms.size(); ++i) sum = sum + terms[i];
    result.push_back(sum);
  }
  return result;
}

}  // namespace

std::vector<Wire> root_product(CircuitBuilder& circuit, const std::vector<Wire>& roots,
                               bool has_squares) {
  ATTEST_REQUIRE(!roots.empty(), "no roots");
  const Wire one = circuit.constant(1);
  std::vector<Wire> result;
  for (const Wire root : roots) {
    const std::vector<Wire> factor = has_squares
                                         ? std::vector<Wire>{root * root, root * Rational(-2), one}
                                         : std::vector<Wire>{root * Rational(-1), one};
    result = result.empty() ? factor : times(result, factor);
  }
  return result;
}

model::Circuit moment_query(int q) {
  ATTEST_REQUIRE(q >= 1, "q = " + std::to_string(q));
  std::vector<std::string> fields;
  for (int l = 1; l <= q; ++l) fields.push_back("y" + std::to_string(l));
  CircuitBuilder circuit(fields);
  const Wire centre = circuit.floor(circuit.length() * Rational(1, 2));
  std::vector<Wire> roots;
  for (const std::string& field : fields) roots.push_back(circuit.input(field) - centre);
  const std::vector<Wire> c = root_product(circuit, roots, /*has_squares=*/true);
  for (int r = 1; r <= 2 * q; ++r) {
    circuit.output("coefficient", r - 1, c[static_cast<std::size_t>(r)]);
  }
  return circuit.finish();
}

std::vector<std::int64_t> moment_query_bits(int n, int q) {
  ATTEST_REQUIRE(n >= q, "n = " + std::to_string(n));
  const model::Circuit query = moment_query(q);
  std::vector<std::int64_t> bits(static_cast<std::size_t>(2 * q - 1));
  for (int left = 0; left <= q; ++left) {
    std::vector<Rational> pointers;
    for (int l = 0; l < q; ++l) pointers.emplace_back(l < left ? l : n - q + l);
    const std::vector<Rational> values = model::evaluate(query, pointers, 0, n);
    for (std::size_t r = 0; r < bits.size(); ++r) {
      bits[r] = std::max(bits[r], values[r].num().bit_length() + 1);
    }
  }
  return bits;
}

}  // namespace attest::gadget

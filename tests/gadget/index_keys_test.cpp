// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queries on the moment curve and disjunct codes: values worked out by hand, codes exhaustively.
#include <doctest/doctest.h>

#include <algorithm>

#include "reference/gadget/disjunct_code.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::gadget {
namespace {

TEST_CASE("the query of positions 0 and 3 of 8 has the coefficients worked out by hand") {
  // t = -4, -1: (t + 4)^2 (t + 1)^2 = 16 + 40 t + 33 t^2 + 10 t^3 + t^4
  CHECK(model::evaluate(moment_query(2), {0, 3}, 0, 8) == std::vector<Rational>{40, 33, 10, 1});
  CHECK(moment_query_bits(8, 2).size() == 3);
  CHECK(moment_query_bits(1, 1) == std::vector<std::int64_t>{1});
}

TEST_CASE("the least disjunct codes have the cells worked out by hand") {
  CHECK(least_disjunct_code(16, 2) == DisjunctCode{.prime = 5, .digits = 2, .points = 3});
  CHECK(least_disjunct_code(25, 2).cells() == 15);
  CHECK(least_disjunct_code(49, 3).cells() == 28);
  CHECK(least_disjunct_code(121, 2).cells() == 25);
  CHECK(least_disjunct_code(2, 1).cells() == 2);
}

/// The cells of a position, read off the circuit.
std::vector<Rational> row_of(const DisjunctCode& code, int position) {
  model::CircuitBuilder circuit({"y"});
  const std::vector<model::Wire> cells = cells_of(circuit, code, circuit.input("y"));
  for (std::size_t c = 0; c < cells.size(); ++c) {
    circuit.output("cell", static_cast<int>(c), cells[c]);
  }
  return model::evaluate(circuit.finish(), {position}, 0, 1);
}

TEST_CASE("a codeword has one cell a point and no two positions cover a third for n <= 25") {
  for (const int n : {4, 9, 16, 25}) {
    const DisjunctCode code = least_disjunct_code(n, 2);
    std::vector<std::vector<Rational>> rows;
    for (int p = 0; p < n; ++p) rows.push_back(row_of(code, p));
    for (const std::vector<Rational>& row : rows) {
      CHECK(std::ranges::count(row, Rational(1)) == code.points);
      CHECK(std::ranges::count(row, Rational(0)) == code.cells() - code.points);
    }
    std::int64_t covered = 0;
    for (int a = 0; a < n; ++a) {
      for (int b = 0; b < a; ++b) {
        for (int c = 0; c < n; ++c) {
          if (c == a || c == b) continue;
          bool is_covered = true;
          for (std::size_t x = 0; x < rows[0].size() && is_covered; ++x) {
            const auto at = [&](int p) { return rows[static_cast<std::size_t>(p)][x]; };
            is_covered = at(c).is_zero() || at(a) == 1 || at(b) == 1;
          }
          covered += is_covered ? 1 : 0;
        }
      }
    }
    CHECK(covered == 0);
  }
}

}  // namespace
}  // namespace attest::gadget

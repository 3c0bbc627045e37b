// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two-cycles by trying all pairs.
#include "reference/task/two_cycle.hpp"

#include <string>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

std::string id_of(const char* name, TwoCycle kind) {
  switch (kind) {
    case TwoCycle::directed:
      return name;
    case TwoCycle::with_loops:
      return std::string(name) + " loops=count";
    case TwoCycle::undirected:
      return std::string(name) + " arcs=edges";
  }
  broken_invariant(__FILE__, __LINE__, "kind", "a kind outside the enumeration");
}

}  // namespace

Task two_cycle(TwoCycle kind) {
  return {.id = id_of("two_cycle", kind), .answer = [kind](const Matrix& rows) {
            ATTEST_REQUIRE(rows.cols() == 1 && rows.rows() <= 62, "a row of arcs a vertex");
            const auto has_arc = [&rows](int from, int to) {
              return (rows(from, 0).num().to_int64() >> to & 1) != 0;
            };
            for (int u = 0; u < rows.rows(); ++u) {
              for (int v = 0; v < rows.rows(); ++v) {
                if (u == v && kind != TwoCycle::with_loops) continue;
                const bool returns = kind == TwoCycle::undirected || has_arc(v, u);
                if (has_arc(u, v) && returns) return std::vector<Rational>{1};
              }
            }
            return std::vector<Rational>{0};
          }};
}

Task two_cycle_of_arcs(TwoCycle kind) {
  return {.id = id_of("two_cycle_of_arcs", kind), .answer = [kind](const Matrix& arcs) {
            ATTEST_REQUIRE(arcs.cols() == 2, "tail and head of an arc");
            for (int e = 0; e < arcs.rows(); ++e) {
              for (int f = 0; f < arcs.rows(); ++f) {
                const bool is_loop = arcs(e, 0) == arcs(e, 1);
                if (is_loop && kind != TwoCycle::with_loops) continue;
                const bool returns = kind == TwoCycle::undirected ||
                                     (arcs(e, 0) == arcs(f, 1) && arcs(e, 1) == arcs(f, 0));
                if (returns) return std::vector<Rational>{1};
              }
            }
            return std::vector<Rational>{0};
          }};
}

}  // namespace attest::task

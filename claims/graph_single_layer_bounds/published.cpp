// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: what the published bound excludes, with a constant.
#include <utility>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/protocol/one_layer.hpp"
#include "reference/protocol/table_layer.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

using check::Params;
using check::Rung;

/// A layer of H heads of value dimension m_v.
model::Transformer shape_of(std::int64_t heads, std::int64_t dimension) {
  const protocol::HeadTable head{
      .scores = {0},
      .values = std::vector(static_cast<std::size_t>(dimension), std::vector<Integer>{1})};
  return protocol::table_layer("shape", "edge", std::vector(static_cast<std::size_t>(heads), head));
}

/// Shapes (m_v, H, t) with 2 m_v H t < n, n = (N - 1) / c; case: one of them.
derive::Agrees excluded(const Params& params, std::uint64_t) {
  const auto gadget = static_cast<Gadget>(params.at("gadget"));
  const std::int64_t n = params.at("n");
  const std::int64_t most = params.at("most");
  const Rational edges_an_index = Rational(edges_of(gadget, n)) / n;  // c
  derive::Agrees agrees{.relation = derive::Relation::at_most};
  agrees.cases = check::mapped(
      check::integer_box({1, 1, 1}, {most, most, most}),
      [n, gadget, edges_an_index](const check::Case& shape) -> std::optional<check::Case> {
        const Rational size = shape(0, 0) * shape(0, 1) * shape(0, 2);
        if (Rational(2) * edges_an_index * size >= Rational(edges_of(gadget, n)))
          return std::nullopt;
        return shape;
      });
  agrees.cases.description = "all (m_v, H, t) up to " + std::to_string(most) +
                             " with 2 c m_v H t < N - 1 = " + std::to_string(edges_of(gadget, n));
  agrees.left = [n](const check::Case& shape, const std::string& twist) {
    const auto entry = [&](int i) { return shape(0, i).num().to_int64(); };
    const protocol::OneLayer layer(shape_of(entry(1), entry(0)), 0);
    std::int64_t numbers = layer.numbers();
    if (twist == "alice_sends_too") numbers += layer.numbers();
    if (twist == "edges_sent_apart") {
      numbers = 0;
      for (const protocol::Sums& edge : layer.terms(Matrix(static_cast<int>(n), 1))) {
        numbers += std::ssize(edge);
      }
    }
    return std::vector<Rational>{numbers * entry(2)};
  };
  agrees.right = [n](const check::Case&) { return std::vector<Rational>{n - 1}; };
  agrees.arithmetic = check::Arithmetic::integer;
  agrees.evaluator = "numbers of a description";
  return agrees;
}

}  // namespace

check::Statement published_bound() {
  check::Statement about{.claim = claim_id, .label = "S1", .title = "Width times heads"};
  about.sentence =
      "Any single-layer transformer for graph connectivity, shortest path or cycle detection on "
      "$N$ edge tokens has $mH = \\tilde\\Omega(N)$. Here with a constant: on the graphs of S2, of "
      "$N - 1 = cn$ edges, $c = 2, 3, 4$, whoever has $2 c\\, m_v H t < N - 1$ sends at most $n - "
      "1$ bits, and S2 needs $n$.";
  about.standing = check::Standing::finite_instance;
  about.fidelity = {
      .published =
          "Theorem 6: any single-layer transformer for graph connectivity, shortest path "
          "or cycle detection has m H of order N up to logarithms.",
      .checked = "The numbers of a description of every shape of the regime, times t.",
      .gap =
          "The stated N; block sums of t-bit words, as in S2. The logarithms of the published "
          "bound are those of t."};
  about.parameters = {
      {.name = "gadget", .meaning = "0 path, 1 cycle, 2 connected", .lo = 0, .hi = 2},
      {.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 1000},
      {.name = "most", .meaning = "largest m_v, H and t", .lo = 1, .hi = 64}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t gadget = 0; gadget < 3; ++gadget) {
      points.push_back({{"gadget", gadget}, {"n", 17}, {"most", 8}});
      if (rung == Rung::fast) continue;
      points.push_back({{"gadget", gadget}, {"n", 65}, {"most", 32}});
      points.push_back({{"gadget", gadget}, {"n", 129}, {"most", 64}});
    }
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"gadget", 0}, {"n", 17}, {"most", 8}}};
  };
  return derive::agrees(
      std::move(about), excluded,
      {{.name = "edges_sent_apart",
        .why = "Bob sends what each of his edges adds, not their sum",
        .proof = {}},
       {.name = "alice_sends_too", .why = "Alice sends her block sums as well", .proof = {}}});
}

}  // namespace attest::graph_single_layer_bounds

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: what the published bound excludes, with a constant.
#include <utility>

#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/protocol/two_party.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;

/// Shapes (m, p, H, L) with 4 m p H L < n; case: one of them.
derive::Agrees regime(const Params& params, std::uint64_t) {
  const std::int64_t n = params.at("n");
  const std::int64_t most = params.at("most");
  derive::Agrees agrees{.relation = derive::Relation::at_most};
  agrees.cases = check::mapped(check::integer_box({1, 1, 1, 1}, {most, most, most, most}),
                               [n](const check::Case& shape) -> std::optional<check::Case> {
                                 const Rational size =
                                     shape(0, 0) * shape(0, 1) * shape(0, 2) * shape(0, 3);
                                 if (Rational(4) * size >= Rational(n)) return std::nullopt;
                                 return shape;
                               });
  agrees.cases.description = "all (m, p, H, L) up to " + std::to_string(most) +
                             " with m p H L < N/8, N = " + std::to_string(2 * n);
  agrees.left = [n](const check::Case& shape, const std::string& twist) {
    const auto entry = [&](int i) { return shape(0, i).num().to_int64(); };
    model::Transformer network = shape_of(entry(3), entry(2), entry(0));
    for (model::Head& head : network.blocks[0].heads) {
      const auto m = static_cast<int>(entry(0));
      const auto widen = [m](model::Linear& map, std::int64_t by) {
        for (int i = 0; i < by; ++i)
          map.push_back({.from = 0, .to = m + i, .weight = {.value = 1}});
      };
      if (twist == "keys_hold_rows") widen(head.keys[0], 2 * n);
      if (twist == "queries_said_too") widen(head.values[0], m);
    }
    std::vector<int> bobs;
    for (std::int64_t j = n; j < 2 * n; ++j) bobs.push_back(static_cast<int>(j));
    const protocol::TwoParty parties(network, bobs, protocol::Channel::layers);
    return std::vector<Rational>{parties.numbers(static_cast<int>(2 * n)) * entry(1)};
  };
  agrees.right = [n](const check::Case&) { return std::vector<Rational>{n * n - 1}; };
  agrees.arithmetic = check::Arithmetic::integer;
  agrees.evaluator = "numbers of a description";
  return agrees;
}

}  // namespace

check::Statement published_bound() {
  Statement about{.claim = claim_id, .label = "S1", .title = "Width, precision, heads and depth"};
  about.sentence =
      "Directed two-cycle detection on $N$ vertices, one token each, needs $mpHL = \\Omega(N)$, "
      "rows of arcs in every layer at hand. Here with a constant: whoever has $mpHL < N/8$ says at "
      "most $4nmpHL < n^2$ bits across the cut of $n = N/2$ vertices a side, and S3 needs $n^2$.";
  about.standing = Standing::finite_instance;
  about.is_recalled = true;
  about.fidelity = {
      .published = "m p H L = Omega(n) with inputs injected again, m p H = Omega(n) without.",
      .checked = "The numbers of a description of every shape of the regime, times p.",
      .gap =
          "The stated N; keys, values and their precision as the parties say them: a number "
          "takes at most 2^p values."};
  about.parameters = {{.name = "n", .meaning = "vertices of each party, N = 2n", .lo = 1, .hi = 31},
                      {.name = "most", .meaning = "largest m, p, H and L", .lo = 1, .hi = 64}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 5}, {"most", 4}}, {{"n", 17}, {"most", 4}}};
    if (rung != Rung::fast) points.push_back({{"n", 31}, {"most", 8}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 5}, {"most", 4}}}; };
  return derive::agrees(
      std::move(about), regime,
      {{.name = "queries_said_too", .why = "queries are sent beside keys and values", .proof = {}},
       {.name = "keys_hold_rows", .why = "every key holds its vertex's row of arcs", .proof = {}}});
}

}  // namespace attest::two_cycle_cut_bound

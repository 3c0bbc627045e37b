// SPDX-License-Identifier: Apache-2.0
/// \file
/// The cut: the reduction, what is hard about it, and what the count of numbers gives; the claim.
#include <algorithm>

#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/error.hpp"
#include "reference/task/disjointness.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::MutantOf;
using derive::Reduces;

const std::vector<check::Parameter> sides{
    {.name = "rows", .meaning = "vertices of Alice", .lo = 1, .hi = 20},
    {.name = "cols", .meaning = "vertices of Bob", .lo = 1, .hi = 20}};

constexpr std::int64_t most_bits = 12;  // of each party: 2^24 pairs

/// Refuses cuts of too many pairs. \throws InputError hypothesis
void require_small(const Params& params) {
  if (params.at("rows") * params.at("cols") > most_bits) {
    throw InputError("hypothesis", "--set", check::text_of(params),
                     "rows times cols at most " + std::to_string(most_bits));
  }
}

Params sides_of(std::int64_t rows, std::int64_t cols) { return {{"rows", rows}, {"cols", cols}}; }

Statement map_is_right() {
  Statement about{.claim = claim_id, .label = "S2", .title = "Reduction from disjointness"};
  about.sentence =
      "For all $r, c$ and $a, b \\in \\{0,1\\}^{r \\times c}$ the graph with $u_i \\to v_j$ iff "
      "$a_{ij} = 1$ and $v_j \\to u_i$ iff $b_{ij} = 1$ has a two-cycle iff $a \\wedge b \\ne 0$: "
      "disjointness of $rc$ bits by $r + c$ tokens.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The instance map on all pairs of inputs against a naive search.",
                    .gap = "The stated r and c."};
  about.parameters = sides;
  about.points = [](Rung rung) {
    std::vector<Params> points{sides_of(1, 1), sides_of(2, 1), sides_of(1, 3), sides_of(2, 2)};
    if (rung == Rung::fast) return points;
    for (const auto& [r, c] : {std::pair{2, 3}, {7, 1}, {4, 2}, {3, 3}}) {
      points.push_back(sides_of(r, c));
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{sides_of(2, 2), sides_of(1, 3)}; };
  const auto make = [](const Params& params) {
    require_small(params);
    return std::vector<Reduces>{reduction(params.at("rows"), params.at("cols"))};
  };
  const std::vector<MutantOf<Reduces>> mutants{
      {.name = "undirected_edges",
       .why = "every arc is an edge, and an edge is a two-cycle",
       .apply = [](Reduces& map,
                   const Params&) { map.target = task::two_cycle(task::TwoCycle::undirected); }},
      {.name = "self_loops_allowed",
       .why = "a loop counts as a two-cycle",
       .apply = [](Reduces& map,
                   const Params&) { map.target = task::two_cycle(task::TwoCycle::with_loops); },
       .proof = [](const Params&) -> std::string {
         return "every arc of an instance crosses the cut, so there are no loops";
       }},
      {.name = "bob_not_transposed",
       .why = "Bob's letters are read as rows, as if v_i stood for row i",
       .apply =
           [](Reduces& map, const Params& params) {
             map.bob = reduction(params.at("cols"), params.at("rows")).alice;
             const auto n = static_cast<int>(params.at("rows"));
             map.source = {.id = "rows against rows", .answer = [n](const Matrix& words) {
                             for (int i = 0; i < n; ++i) {
                               const std::int64_t both =
                                   words(i, 0).num().to_int64() & words(n + i, 0).num().to_int64();
                               if (both != 0) return std::vector<Rational>{1};
                             }
                             return std::vector<Rational>{0};
                           }};
           },
       .applies = [](const Params& params) { return params.at("rows") == params.at("cols"); }}};
  return derive::reduces(std::move(about), make, mutants);
}

Statement source_is_hard() {
  Statement about{
      .claim = claim_id, .label = "S3.rank", .title = "Disjointness of matrices is hard"};
  about.sentence =
      "The matrix of disjointness on $rc$ bits has $2^{rc}$ distinct rows and rank $2^{rc}$: every "
      "deterministic protocol, one-way or two-way, sends $rc$ bits. With one vertex of Bob's "
      "($c = 1$, $r = N - 1$): whatever the others know of a vertex takes $N - 1$ bits.";
  about.standing = Standing::finite_instance;
  about.fidelity = {.published = "-",
                    .checked = "Distinct rows by a sorted order; rank modulo two primes.",
                    .gap = "Deterministic protocols; the stated r and c."};
  about.parameters = sides;
  about.points = [](Rung rung) {
    std::vector<Params> points{sides_of(1, 1), sides_of(2, 2), sides_of(2, 1), sides_of(6, 1)};
    if (rung == Rung::fast) return points;
    for (const auto& [r, c] : {std::pair{8, 1}, {4, 2}, {3, 3}}) points.push_back(sides_of(r, c));
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{sides_of(2, 2), sides_of(3, 1)}; };
  const auto make = [](const Params& params) {
    require_small(params);
    const std::int64_t inputs = std::int64_t{1} << (params.at("rows") * params.at("cols"));
    return derive::Hardness{.reduces = reduction(params.at("rows"), params.at("cols")),
                            .rows = inputs,
                            .rank = inputs,
                            .answer = 0};  // disjoint; the other matrix has an empty row
  };
  return derive::is_hard(
      std::move(about), make,
      {{.name = "rank_of_intersection",
        .why = "the matrix of the opposite answer, whose row of the empty set is 0",
        .apply = [](derive::Hardness& hardness, const Params&) { hardness.answer = 1; }},
       {.name = "loop_counted_as_a_bit",
        .why = "a vertex has N bits to tell instead of N - 1",
        .apply = [](derive::Hardness& hardness, const Params& params) {
          hardness.rows <<= params.at("cols");
          hardness.rank = hardness.rows;
        }}});
}

/// The pairs (a, b) of a fooling set, the answers on them and on two of them crossed: 1 unless the
/// answer on both is 0 and on one of the crossed pairs 1.
derive::Agrees fooling_agrees(const Params& params, std::uint64_t) {
  const std::int64_t n = params.at("n");
  const derive::Fooling pairs = fooling(n);
  const std::int64_t size = pairs.reduces.bob.size;
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.cases = check::integer_box({0, 0}, {size - 1, size - 1});
  agrees.left = [pairs, n](const check::Case& two, const std::string& twist) {
    const std::int64_t b = two(0, 0).num().to_int64();
    const std::int64_t b_prime = two(0, 1).num().to_int64();
    const auto answer = [&](std::int64_t a, std::int64_t other) {
      check::Case words(static_cast<int>(2 * n), 1);
      const check::Case left = pairs.reduces.alice.at(a).value();
      const check::Case right = pairs.reduces.bob.at(other).value();
      for (int i = 0; i < left.rows(); ++i) {
        words(i, 0) = left(i, 0);
        words(left.rows() + i, 0) = right(i, 0);
      }
      return task::matrices_intersect(static_cast<int>(n), static_cast<int>(n)).answer(words).at(0);
    };
    const auto partner = [&](std::int64_t other) {
      if (twist == "alice_holds_what_bob_holds") return other;
      if (twist == "alice_holds_nothing") return std::int64_t{0};
      return pairs.partner(other);
    };
    const Rational own = answer(partner(b), b);
    const Rational crossed = answer(partner(b), b_prime) + answer(partner(b_prime), b);
    return std::vector<Rational>{own, crossed > 0 ? 1 : 0};
  };
  agrees.right = [](const check::Case& two) {
    return std::vector<Rational>{0, two(0, 0) == two(0, 1) ? 0 : 1};
  };
  agrees.arithmetic = check::Arithmetic::integer;
  agrees.evaluator = "pairs of pairs";
  return agrees;
}

Statement complements_fool() {
  Statement about{
      .claim = claim_id, .label = "S3.fooling", .title = "Complements are a fooling set"};
  about.sentence =
      "The $2^{n^2}$ pairs $(\\bar b, b)$ are disjoint, and of any two of them crossed at least "
      "one is not. Two pairs with one dialogue share it with both crossed pairs, and whoever reads "
      "the answer cannot tell: one of the four answers is wrong.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "All pairs of pairs.",
                    .gap = "The stated n; the argument is for every n."};
  about.parameters = {{.name = "n", .meaning = "vertices of each party", .lo = 1, .hi = 3}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}}, {{"n", 2}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}}}; };
  return derive::agrees(
      std::move(about), fooling_agrees,
      {{.name = "alice_holds_what_bob_holds", .why = "the pairs (b, b)", .proof = {}},
       {.name = "alice_holds_nothing", .why = "the pairs (0, b)", .proof = {}}});
}

}  // namespace

std::vector<Statement> cut_statements() {
  std::vector<Statement> result{published_bound(), map_is_right(), source_is_hard(),
                                complements_fool()};
  result[0].figure = check::figure_at(result[0], {{"n", 5}}, cut_figure);
  return result;
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "Two-cycles need width, precision, heads and depth of the order of the graph",
      .paper =
          "Yehudai, Sanford, Bechler-Speicher, Fischer, Gilad-Bachrach, Globerson: Depth-Width "
          "tradeoffs in Algorithmic Reasoning of Graph Tasks with Transformers, 2025",
      .arxiv = "2503.01805",
      .family = "lower bounds"};
  claim.bibtex =
      "@article{yehudai2025depth,\n"
      "  title = {Depth-Width tradeoffs in Algorithmic Reasoning of Graph Tasks with "
      "Transformers},\n"
      "  author = {Yehudai, Gilad and Sanford, Clayton and Bechler-Speicher, Maya and Fischer, Orr "
      "and Gilad-Bachrach, Ran and Globerson, Amir},\n"
      "  journal = {arXiv preprint arXiv:2503.01805},\n"
      "  year = {2025}\n"
      "}\n";
  claim.bibtex += check::sanford2023representational().bibtex;
  claim.statements = check::joined(
      {cut_statements(), protocol_statements(), candidate_statements(), detector_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "A list of arcs \"u v\", one a line, vertices 0, 1, ..: the graph is given to the detector "
      "(--statement S7, the default; --set rotations=K, or --model FILE over tokens with the field "
      "`row`), and for a yes the two-cycle is named. Or, with --statement S5.random (keys and "
      "values, layer by layer) or S6.random (embeddings), a model file (attest.model/1) over "
      "tokens with the field `row`, read at one token; n (vertices of each party, 1 to 3) by --set "
      "or in the file. Result: bits said, bits needed, distinct dialogues, and a counterexample or "
      "null: bit i * n + j of a and b is a_ij and b_ij, and of the model's answers on (a, b), "
      "(a_prime, b_prime), (a, b_prime), (a_prime, b) one is wrong.";
  return claim;
}

}  // namespace attest::two_cycle_cut_bound

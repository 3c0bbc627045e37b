// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: the head of a disjunct code, exact and without randomness.
#include <algorithm>

#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/derive/subset_cases.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using derive::Computes;
using derive::NamedMutant;
using gadget::DisjunctCode;

int code_parameter(const Params& params, const char* name) {
  return static_cast<int>(params.at(name));
}

DisjunctCode code_of(const Params& params) {
  const int n = code_parameter(params, "n");
  const int q = code_parameter(params, "q");
  if (n <= q) throw InputError("parameter-range", "n", std::to_string(n), "more than q");
  return gadget::least_disjunct_code(n, q);
}

std::vector<Params> code_points(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  std::vector<Params> points;
  for (const auto& [n, q] : pairs) points.push_back({{"n", n}, {"q", q}});
  return points;
}

NamedMutant wrong_code(const char* name, const char* why, void (*change)(DisjunctCode&)) {
  return {.name = name, .why = why, .proof = {}, .apply = [change](Computes& c, const Params& p) {
            DisjunctCode code = code_of(p);
            change(code);
            c.model = code_head(code, code_parameter(p, "q"));
          }};
}

std::vector<NamedMutant> code_mutants() {
  return {wrong_code("one_point_less", "q (k-1) points: a set may cover an outsider",
                     [](DisjunctCode& code) { --code.points; }),
          wrong_code("field_of_two", "Q = 2 with as many points as it has",
                     [](DisjunctCode& code) {
                       code.prime = 2;
                       code.points = 2;
                     }),
          {.name = "query_flipped",
           .why = "the query is +1 on cells that nobody covers",
           .proof = {},
           .apply =
               [](Computes& c, const Params&) {
                 for (model::Entry& entry : c.model.blocks.at(0).heads.at(0).query) {
                   entry.weight.value = -entry.weight.value;
                 }
               }},
          {.name = "rightmost",
           .why = "rightmost instead of average hardmax",
           .proof = {},
           .apply = [](Computes& c, const Params&) {
             c.model.blocks.at(0).heads.at(0).norm = model::Norm::rightmost_hardmax;
           }}};
}

check::Statement code_is_exact() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S4",
       .title = "A disjunct code, one-bit keys and queries, zero error",
       .sentence =
           "For all $N > q \\ge 1$: with a prime $Q$ and $k$ digits, $Q^k \\ge N$ and $n = q (k-1) "
           "+ 1 \\le Q$, the head whose keys are the codewords of length $n$ over $\\mathbb{F}_Q$, "
           "one-hot, and whose query is $-1$ on every cell that no member covers, equals qSA: "
           "members score 0, all others at most $-1$. Its key dimension is $n Q$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every q-set as the query of a token; z_j = (N+1)^-j, so that the output "
                  "determines the attention row.",
       .gap = "The stated N and q, with the code of fewest cells; other z by linearity."},
      {{.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 256},
       {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 8}});
  about.points = [](Rung rung) {
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs{{4, 1}, {9, 2}, {8, 3}, {16, 2}};
    if (rung != Rung::fast) {
      pairs.insert(pairs.end(), {{25, 2}, {25, 3}, {20, 4}, {49, 3}, {121, 2}});
    }
    return code_points(pairs);
  };
  about.mutant_points = [](Rung) { return code_points({{9, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = code_parameter(params, "n");
    const int q = code_parameter(params, "q");
    const DisjunctCode code = code_of(params);
    model::Transformer model = code_head(code, q);
    const std::int64_t used = derive::resources(model).key_dimension;
    return Computes{.model = std::move(model),
                    .task = task::sparse_averaging(q),
                    .inputs = derive::subset_batches(q, n, n, derive::Values::powers),
                    .promises = {check::at_most("key dimension", "(q (k-1) + 1) Q",
                                                code.prime * (q * (code.digits - 1) + 1), used)}};
  };
  return derive::computes(std::move(about), make, code_mutants());
}

/// The fewest cells over all primes and numbers of digits, tried one by one.
std::int64_t fewest_cells(std::int64_t n, std::int64_t q, bool is_point_less) {
  std::optional<std::int64_t> fewest;
  for (std::int64_t prime = 2; prime <= 2 * n + 2; ++prime) {
    bool is_prime = true;
    for (std::int64_t d = 2; d < prime; ++d) is_prime = is_prime && prime % d != 0;
    std::int64_t power = 1;
    for (std::int64_t k = 1; k <= 12 && is_prime; ++k) {
      power = std::min(power * prime, n);
      const std::int64_t points = q * (k - 1) + (is_point_less ? 0 : 1);
      if (power < n || points > prime || points < 1) continue;
      fewest = std::min(fewest.value_or(points * prime), points * prime);
    }
  }
  return *fewest;
}

check::Statement dimensions() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S4.dimension",
       .title = "Key dimensions of disjunct codes",
       .sentence = "The least $n Q$ over all primes $Q$ and all $k$ with $Q^k \\ge N$ and $n = q "
                   "(k-1) + 1 \\le Q$: 15 at $(N, q) = (16, 2)$ and $(25, 2)$, 28 at $(49, 3)$, 25 "
                   "at $(121, 2)$; below $N$ from some $N$ on.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The code that is built against a search over all primes and digits.",
       .gap = "The stated N and q; codes of Kautz and Singleton's form alone."},
      {{.name = "n", .meaning = "largest N", .lo = 2, .hi = 512},
       {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 8}});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= 4; ++q) {
      points.push_back({{"n", rung == Rung::fast ? 64 : 256}, {"q", q}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return code_points({{32, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t q = params.at("q");
    derive::Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({2}, {params.at("n")});
    result.cases.description = "N = 2, .., " + std::to_string(params.at("n"));
    result.left = [q](const check::Case& c, const std::string& twist) {
      const std::int64_t n = c(0, 0).num().to_int64();
      if (!twist.empty()) return std::vector<Rational>{fewest_cells(n, q, true)};
      return std::vector<Rational>{
          gadget::least_disjunct_code(static_cast<int>(n), static_cast<int>(q)).cells()};
    };
    result.right = [q](const check::Case& c) {
      return std::vector<Rational>{fewest_cells(c(0, 0).num().to_int64(), q, false)};
    };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "integers";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "one_point_less", .why = "n = q (k-1) points", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> code_statements() { return {code_is_exact(), dimensions()}; }

}  // namespace attest::sparse_averaging_dual_certificate

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4.sum: the degrees of two tokens add up to one binomial coefficient.
#include "claims/separation_rank_depth/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/binomial.hpp"

namespace attest::separation_rank_depth {
namespace {

/// dim_k = C(d+k-1, k), the monomials of degree k in d variables.
Integer monomials(std::int64_t d, std::int64_t k) { return binomial(d + k - 1, k); }

}  // namespace

check::Statement degree_statement() {
  check::Statement about{
      .claim = claim_id, .label = "S4.sum", .title = "The degrees add up to C(d+K, d)"};
  about.sentence =
      "$\\sum_{k \\text{ even}} \\min(\\dim_k, \\dim_{3^L-k}) = \\binom{d+K}{d}$, $\\dim_k = "
      "\\binom{d+k-1}{k}$: the even $k \\le K$ and the odd $3^L - k \\le K$ are $0, .., K$ once "
      "each.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Both sides for every d and L of the box.",
                    .gap = "The stated d and L; the argument is for all."};
  about.parameters = {{.name = "d", .meaning = "largest d", .lo = 1, .hi = 64},
                      {.name = "layers", .meaning = "largest L", .lo = 1, .hi = 8}};
  about.points = [](check::Rung rung) {
    return std::vector<check::Params>{rung == check::Rung::fast
                                          ? check::Params{{"d", 12}, {"layers", 4}}
                                          : check::Params{{"d", 40}, {"layers", 6}}};
  };
  about.mutant_points = [](check::Rung) {
    return std::vector<check::Params>{{{"d", 6}, {"layers", 3}}};
  };
  const auto make = [](const check::Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.cases = check::integer_box({1, 1}, {params.at("d"), params.at("layers")});
    agrees.left = [](const check::Case& at, const std::string& twist) {
      const std::int64_t d = at(0, 0).num().to_int64();
      const std::int64_t power = 2 * gram_degree(at(0, 1).num().to_int64()) + 1;
      Integer sum = 0;
      for (std::int64_t k = twist == "odd_degrees_too" ? 1 : 0; k <= power;
           k += twist == "odd_degrees_too" ? 1 : 2) {
        sum += std::min(monomials(d, k), monomials(d, power - k));
      }
      return std::vector<Rational>{sum};
    };
    agrees.right = [](const check::Case& at) {
      return std::vector<Rational>{
          bound_of_two(at(0, 0).num().to_int64(), gram_degree(at(0, 1).num().to_int64()))};
    };
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "integers";
    return agrees;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "odd_degrees_too", .why = "k may be odd", .proof = {}}});
}

}  // namespace attest::separation_rank_depth

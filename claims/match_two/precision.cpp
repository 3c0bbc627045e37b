// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many bits Match2 needs: of rounded cosines, and of every operation.
#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/ladder.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {

using check::Params;
using check::Rung;
using derive::Agrees;

std::int64_t least_precision(std::int64_t modulus) {
  const std::int64_t most = 2 * bits_of(modulus - 1) + 2;
  std::int64_t least = most + 1;
  for (std::int64_t p = most; p >= 0 && separation(modulus, p).separates(); --p) least = p;
  return least;
}

check::Statement precision_ladder() {
  check::Statement about{
      .claim = claim_id, .label = "S5.ladder", .title = "Least separating precision"};
  about.sentence =
      "The least $p$ such that $p, p+1, \\dots, 2\\lceil \\log_2 M \\rceil + 2$ all separate "
      "matching from other pairs with "
      "one threshold is at most $2 \\log_2 M - 1$ (rounded up), and from that $p$ on separation "
      "holds.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "O(log M) bits suffice.",
                    .checked = "Every 3 <= M <= most, all pairs of residues, certified rounding.",
                    .gap = "The stated M and p."};
  about.parameters = {{.name = "most", .meaning = "largest M", .lo = 3, .hi = 4096}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 34 : 512}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 34}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_most};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const std::int64_t least = least_precision(chosen(0, 0).num().to_int64());
      return std::vector<Rational>{Rational(twist == "three_bits_more" ? least + 3 : least)};
    };
    result.right = [](const check::Case& chosen) {
      return std::vector<Rational>{Rational(sufficient_precision(chosen(0, 0).num().to_int64()))};
    };
    result.cases = check::integer_box({3}, {params.at("most")});
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "integer scores of certified cosines";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "three_bits_more",
                          .why = "the least precision reported three bits too high",
                          .proof = {}}});
}

check::Statement rounding_ladder() {
  check::Statement about{
      .claim = claim_id, .label = "S2.precision", .title = "Integer form, every operation rounded"};
  about.sentence =
      "With every operation rounded to $p$ bits the integer form stays right for every $p$ with "
      "$2^p \\ge 8M^2$: no number "
      "of the evaluation reaches $8M^2$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "O(log M) bits suffice.",
                    .checked = "Every word of the stated sizes at every p up to 24 bits.",
                    .gap = "The stated (n, M)."};
  about.parameters = {{.name = "n", .meaning = "tokens besides the blank", .lo = 1, .hi = 4},
                      {.name = "modulus", .meaning = "M", .lo = 1, .hi = 16}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"modulus", 5}}, {{"n", 2}, {"modulus", 8}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}, {"modulus", 16}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"modulus", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    return derive::Ladder{.computes = {.model = integer_form(modulus),
                                       .task = task::match_two(modulus),
                                       .inputs = check::words(static_cast<int>(params.at("n")),
                                                              static_cast<int>(modulus))},
                          .sufficient = static_cast<int>(bits_of(8 * modulus * modulus - 1)),
                          .most = 24};
  };
  return derive::ladder(std::move(about), make);
}

}  // namespace attest::match_two

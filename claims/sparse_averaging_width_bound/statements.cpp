// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_width_bound {

std::vector<check::Params> sizes_of(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  std::vector<check::Params> points;
  points.reserve(pairs.size());
  for (const auto& [n, q] : pairs) points.push_back({{"n", n}, {"q", q}});
  return points;
}

std::vector<check::Parameter> size_parameters() {
  return {{.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 64},
          {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 16}};
}

void require_room(const check::Params& params) {
  if (params.at("n") > params.at("q")) return;
  throw InputError("parameter-range", "n", std::to_string(params.at("n")), "more than q");
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "A token asks for its sparse average in 1 + log2 C(N, q) bits",
                     .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements = check::joined({published_statements(), reduction_statements(),
                                    counting_statements(), embedding_statements()});
  // No published sentence was read in the paper's own text; what is ours has none.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "An embedding as a table of CSV rows `token, code`: `z y1 .. yq, c1 .. cm` with z = 1 or -1, "
      "q distinct pointers to positions from 0 and m integers from 0 to 2^p - 1, every token once. "
      "Settings: n (default: the largest pointer + 1, at least q+1), bits (p, default: the least "
      "that holds every integer). Result: m p, the bits that as many tokens need, and two tokens "
      "with one code as two inputs with their answers at the token that is read, or null. It "
      "agrees when they were found and rechecked, or m p bits suffice for the rows.";
  return claim;
}

}  // namespace attest::sparse_averaging_width_bound

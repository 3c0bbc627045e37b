// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_dual_certificate {

std::vector<check::Parameter> key_parameters() {
  return {{.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 1024},
          {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 4},
          {.name = "m", .meaning = "key dimension", .lo = 2, .hi = 256},
          {.name = "seed", .meaning = "of SplitMix64", .lo = 0, .hi = 1 << 30}};
}

check::Params point_of(const gadget::SignRecord& record) {
  return {{"n", record.n},
          {"q", record.q},
          {"m", record.m},
          {"seed", static_cast<std::int64_t>(record.seed)}};
}

std::vector<check::Params> points_of(const std::vector<gadget::SignRecord>& records, int most_n) {
  std::vector<check::Params> points;
  for (const gadget::SignRecord& record : records) {
    if (record.n <= most_n) points.push_back(point_of(record));
  }
  return points;
}

gadget::SignKeys keys_of(const check::Params& params, int fewer) {
  const auto n = static_cast<int>(params.at("n"));
  if (params.at("n") < params.at("q")) {
    throw InputError("parameter-range", "n", std::to_string(n), "at least q");
  }
  return gadget::sign_keys(n, static_cast<int>(params.at("m")) - fewer,
                           static_cast<std::uint64_t>(params.at("seed")));
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One head averages any q tokens with short numbers",
                     .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements = check::joined(
      {published_statements(), key_statements(), rounding_statements(), code_statements()});
  // No published sentence was read in the paper's own text; what is ours has none.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "Rows of (z, pointers), one a token. CSV: features and pointers apart by blanks, the two "
      "lists by a comma: `1/2 0.25, 0 3`. JSON: [[z, [0, 3]], ..] with z a number, a string "
      "\"p/q\" or a list of these. Pointers are 0-based rows, distinct, as many in every row. "
      "Result: the mean of z over the pointers of each row, by the head of the least disjunct code "
      "(S4).";
  return claim;
}

}  // namespace attest::sparse_averaging_dual_certificate

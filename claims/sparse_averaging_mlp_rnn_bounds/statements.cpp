// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

Size size_of(const check::Params& params) {
  const auto features = params.find("features");
  const Size size{.n = static_cast<int>(params.at("n")),
                  .q = static_cast<int>(params.at("q")),
                  .features = features == params.end() ? 1 : static_cast<int>(features->second)};
  if (size.n <= size.q) {
    throw InputError("parameter-range", "n", std::to_string(size.n), "more than q");
  }
  return size;
}

std::vector<check::Params> points_of(const std::vector<Size>& sizes) {
  std::vector<check::Params> points;
  points.reserve(sizes.size());
  for (const Size& size : sizes) {
    points.push_back({{"n", size.n}, {"q", size.q}, {"features", size.features}});
  }
  return points;
}

std::vector<check::Parameter> size_parameters() {
  return {{.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 128},
          {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 64},
          {.name = "features", .meaning = "d'", .lo = 1, .hi = 16}};
}

check::Parameter length_parameter(std::int64_t hi) {
  return {.name = "n", .meaning = "N [tokens]", .lo = 3, .hi = hi};
}

int length_of(const check::Params& params) { return static_cast<int>(params.at("n")); }

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Networks and recurrences pay N for a sparse average",
                     .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements = check::joined({layer_statements(), network_statements(), stream_statements()});
  // No published sentence was read in the paper's own text; what is ours has none.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "The weights of a first layer on the data columns, a row a unit: CSV of integers, fractions "
      "and decimals, or a .npy file of a matrix (<f4, <f8, <i4 or <i8, C order). Column j d' + f "
      "is feature f of token j; pointer, position and bias columns are left out, as they are equal "
      "in both inputs. Settings: features (d', default 1), q (default 1). Result: width, columns, "
      "and values z with the pointers y, such that z and -z have one hidden vector and means far "
      "apart; null where the rank is N d'. It agrees when the inputs were found and rechecked, or "
      "the layer is at least as wide as its columns.";
  return claim;
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

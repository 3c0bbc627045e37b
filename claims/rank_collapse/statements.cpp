// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include "claims/rank_collapse/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::rank_collapse {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Pure attention loses rank doubly exponentially with depth",
                     .paper =
                         "Attention is not all you need: pure attention loses rank doubly "
                         "exponentially with depth (Dong, Cordonnier, Loukas, 2021)",
                     .arxiv = "2103.03404",
                     .family = "depth and rank"};
  claim.bibtex =
      "@inproceedings{dong2021attention,\n"
      "  title = {Attention is not all you need: pure attention loses rank doubly exponentially "
      "with depth},\n"
      "  author = {Dong, Yihe and Cordonnier, Jean-Baptiste and Loukas, Andreas},\n"
      "  booktitle = {International Conference on Machine Learning},\n"
      "  year = {2021}\n}\n";
  claim.statements = check::joined(
      {path_statements(), integer_statements(), network_statements(), toy_statements()});
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: JSON {\"tokens\": [[x, ..], ..], \"layers\": [{\"heads\": [{\"W_Q\": [[..]], \"W_K\": "
      "[[..]], \"W_V\": [[..]], optional \"W_O\", \"b_Q\"}], optional \"bias\"}]}; rows are input "
      "coordinates, numbers are strings \"p/q\" or decimals, exact. --set bits=B (64 to 131072, "
      "default 16384): precision up to which a layer is tried; a layer that stays open is null and "
      "the run undecided. evaluator: what the bounds are compared with, literal where every d_k is "
      "a square, else the plain formulas that the bounds use too.";
  return claim;
}

}  // namespace attest::rank_collapse

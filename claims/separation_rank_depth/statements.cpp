// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include "claims/separation_rank_depth/claim.hpp"
#include "reference/check/about.hpp"

namespace attest::separation_rank_depth {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title =
                         "The separation rank of linear attention grows double exponentially "
                         "with depth, up to log_3 d",
                     .paper =
                         "Levine, Wies, Sharir, Bata, Shashua: Limits to Depth-Efficiencies of "
                         "Self-Attention, 2020",
                     .arxiv = "2006.12467",
                     .family = "depth and rank"};
  claim.bibtex =
      "@inproceedings{levine2020limits,\n"
      "  title = {Limits to Depth-Efficiencies of Self-Attention},\n"
      "  author = {Levine, Yoav and Wies, Noam and Sharir, Or and Bata, Hofit and Shashua, "
      "Amnon},\n"
      "  booktitle = {Advances in Neural Information Processing Systems},\n"
      "  year = {2020},\n"
      "  note = {arXiv:2006.12467}\n"
      "}\n";
  claim.statements =
      check::joined({published_statements(), structure_statements(), rank_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: CSV, a line for each row of a map: layer,head,map,row,entry,entry,.. with layers, "
      "heads and rows from 0, map one of W_Q, W_K, W_V (d/H rows of d entries) and W_O (d rows of "
      "d/H), entries integers; # begins a comment. --set tokens=N (even, 2 to 64, default 4), "
      "residual=1 for y + heads. Result: d, layers, heads, tokens, the grid's size, its rank "
      "modulo 2^61 + 5967, and the bound. It agrees when the rank is at most the bound and its "
      "factors were rechecked. The bound is at most 1200.";
  return claim;
}

}  // namespace attest::separation_rank_depth

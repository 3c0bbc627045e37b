// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::iarc_task_switching {

check::Params point(std::int64_t digits, std::int64_t length) {
  return {{"digits", digits}, {"length", length}};
}

std::vector<check::Parameter> stream_parameters() {
  return {{.name = "digits", .meaning = "N", .lo = 2, .hi = most_digits},
          {.name = "length", .meaning = "T: tokens", .lo = 2, .hi = 256}};
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "Two causal layers with constant weights switch between tasks",
      .paper = "Small transformer architectures for task switching (Gros, ICANN 2025)",
      .arxiv = "2508.04461",
      .family = "machines"};
  claim.bibtex =
      "@inproceedings{gros2025small,\n"
      "  title = {Small transformer architectures for task switching},\n"
      "  author = {Gros, Claudius},\n"
      "  booktitle = {International Conference on Artificial Neural Networks},\n"
      "  year = {2025}\n}\n";
  claim.statements =
      check::joined({hardmax_statements(), softmax_statements(), window_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a stream a line, symbols between blanks: digits 0, .., N-1 and I (increment), A "
      "(addition), R (reverse), C (context), with --statement S2 also K (induction); # begins a "
      "comment. --set digits=N (2 to 64, default 10). next[i] is what follows token i, or null "
      "where the task does not say.";
  return claim;
}

}  // namespace attest::iarc_task_switching

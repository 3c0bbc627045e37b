// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::micropy_executor {

check::Parameter reduced_parameter() {
  return {.name = "reduced", .meaning = "1: a return erases its frame", .lo = 0, .hi = 1};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "A decoder with fixed weights runs the programs in its prompt",
                     .paper =
                         "Training Transformers as a Universal Computer (Xu, Yang, Li, "
                         "McAllester, 2026)",
                     .arxiv = "2604.25166",
                     .family = "machines"};
  claim.bibtex =
      "@misc{xu2026training,\n"
      "  title = {Training Transformers as a Universal Computer},\n"
      "  author = {Xu, Ruize and Yang, Chenxiao and Li, Yanhong and McAllester, David},\n"
      "  year = {2026},\n"
      "  eprint = {2604.25166},\n"
      "  archivePrefix = {arXiv}\n}\n";
  claim.statements = check::joined(
      {result_statements(), line_statements(), space_statements(), formula_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a MicroPy program (procedures, then a call such as fib(7) as its last line), or a "
      "formula in DIMACS CNF, for which a program that looks for a model is run. --set word=W bits "
      "of a word (default 8, of a formula one more than variables); --set reduced=0 keeps every "
      "line; --set assignment=BITS checks a formula's assignment, variable 1 the lowest bit; "
      "--max-steps K lines (default 10000, at most 1000000); --trace FILE writes them. Every line "
      "is compared with an interpreter of three-address code, the result with one of the syntax "
      "tree, and of a formula with all assignments.";
  // The published sentences are recalled.
  check::mark_recalled(claim.statements);
  return claim;
}

}  // namespace attest::micropy_executor

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim on Strassen attention: its statements in the order of the README.
#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::strassen_attention {

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "Strassen attention of constant size composes functions and relations",
      .paper =
          "Strassen Attention, Split-VC Dimension and Compositionality in Transformers "
          "(Kozachinskiy et al., 2025)",
      .arxiv = "2501.19215",
      .family = "representational strengths"};
  claim.bibtex =
      "@article{kozachinskiy2025strassen,\n  title = {Strassen Attention, Split-VC Dimension and "
      "Compositionality in Transformers},\n"
      "  author = {Kozachinskiy, Alexander and others},\n  journal = {arXiv:2501.19215},\n  year = "
      "{2025}\n}\n";
  claim.statements.push_back(product_identity());
  claim.statements.push_back(modular_identity());
  claim.statements.push_back(match_words());
  claim.statements.push_back(match_samples());
  claim.statements.push_back(match_constant());
  claim.statements.push_back(functions());
  claim.statements.push_back(function_error());
  claim.statements.push_back(relations());
  claim.statements.push_back(relation_samples());
  claim.statements.push_back(split_sums());
  claim.statements.push_back(columns_of_sums());
  claim.statements.push_back(small_dimensions());
  claim.statements.push_back(shattered_sets());
  claim.statements.push_back(quotients());
  claim.statements.push_back(shattered_quotients());
  claim.statements.push_back(triangular_sums());
  // The paper's formulas were lost in the text that was read.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "S2.match: at most 64 integers 1, .., m-1, --set modulus=m (2 to 64). S2.function: 2n+1 "
      "integers g(1) .. g(n) h(1) .. h(n) x. S2.relation: edges u v on 0, .., m-1, --set m=M (1 to "
      "8); the answer is who is reached in two steps, row by row. Integers are separated by "
      "blanks, commas or line ends.";
  return claim;
}

}  // namespace attest::strassen_attention

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::mlp_neuron_as_head {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "A hidden SiLU unit is one attention head of dimension one",
                     .paper =
                         "Attention-Only Transformers and Implementing MLPs with Attention Heads "
                         "(Huben, Morris, 2023)",
                     .arxiv = "2309.08593",
                     .family = "equivalences"};
  claim.bibtex =
      "@article{huben2023attention,\n"
      "  title = {Attention-Only Transformers and Implementing MLPs with Attention Heads},\n"
      "  author = {Huben, Robert and Morris, Valerie},\n"
      "  journal = {arXiv:2309.08593},\n"
      "  year = {2023}\n}\n";
  claim.statements = check::joined({neuron_statements(), separate_statements(), mask_statements(),
                                    activation_statements(), network_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: JSON {\"activation\": \"silu\", \"gelu\" or \"relu\", \"causal\": true or false, "
      "\"tokens\": [[x, ..], ..], \"blocks\": [{\"heads\": [{\"W_QK\": [[..]], \"W_OV\": [[..]]}], "
      "\"W_1\": [[..]], \"b_1\": [..], \"W_2\": [[..]], \"b_2\": [..]}]}; heads and biases may be "
      "left out, rows are input coordinates, numbers are strings \"p/q\" or decimals, exact. "
      "--set omega=W (1 to 200) moves the masks into weights, without it they stay; --set gain=K "
      "(1 to 1000000, default 1000) is that of a ReLU unit. Result: the largest difference after "
      "the last layer and its certified budget, as powers of two.";
  return claim;
}

}  // namespace attest::mlp_neuron_as_head

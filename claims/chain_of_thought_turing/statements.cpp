// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::chain_of_thought_turing {

using machine::turing::Table;

std::vector<Wrong> wrong_choices() {
  using model::Norm;
  return {{"leftmost_tie", "the first write of a cell is read", {.recall = Norm::leftmost_hardmax}},
          {"average_tie", "all writes of a cell are read", {.recall = Norm::average_hardmax}},
          {"key_after_move", "a key is the place after the move", {.is_key_before_move = false}},
          {"no_equality_test", "whatever is found is read", {.is_tested = false}},
          {"separator_not_in_mean", "the mean leaves the separator out", {.sees_separator = false}},
          {"no_norm", "pairs are compared, not directions", {.is_normed = false}}};
}

std::vector<Wrong> wrong_sums() {
  std::vector<Wrong> result = wrong_choices();
  // A sum knows neither a mean nor directions.
  std::erase_if(result, [](const Wrong& wrong) {
    return !wrong.choices.sees_separator || !wrong.choices.is_normed;
  });
  for (Wrong& wrong : result) wrong.choices.is_sum = true;
  return result;
}

namespace {

std::vector<derive::GeneratesMutant> mutants_by(const Function<Table(std::int64_t member)>& table,
                                                bool is_sum) {
  return derive::generates_mutants(is_sum ? wrong_sums() : wrong_choices(),
                                   [table](const Choices& choices, std::int64_t member) {
                                     return decoder(table(member), choices);
                                   });
}

}  // namespace

std::vector<derive::GeneratesMutant> mutants(const Function<Table(std::int64_t member)>& table) {
  return mutants_by(table, false);
}

std::vector<derive::GeneratesMutant> sum_mutants(
    const Function<Table(std::int64_t member)>& table) {
  return mutants_by(table, true);
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "A chain of thought runs Turing machines, a token a step",
      .paper =
          "The Expressive Power of Transformers with Chain of Thought (Merrill, Sabharwal, ICLR "
          "2024); Attention is Turing-Complete (Perez, Barcelo, Marinkovic, JMLR 2021)",
      .arxiv = "2310.07923",
      .family = "machines"};
  claim.bibtex =
      "@inproceedings{merrill2024expressive,\n"
      "  title = {The Expressive Power of Transformers with Chain of Thought},\n"
      "  author = {Merrill, William and Sabharwal, Ashish},\n"
      "  booktitle = {International Conference on Learning Representations},\n"
      "  year = {2024}\n}\n"
      "@article{perez2021attention,\n"
      "  title = {Attention is Turing-Complete},\n"
      "  author = {P{\\'e}rez, Jorge and Barcel{\\'o}, Pablo and Marinkovic, Javier},\n"
      "  journal = {Journal of Machine Learning Research},\n"
      "  year = {2021}\n}\n";
  claim.statements = check::joined(
      {token_statements(), run_statements(), direction_statements(), sum_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a Turing machine a line in the text of bbchallenge, 1RB1LB_1LA1RZ (Z or H halts, --- "
      "is no entry), then nothing or on WORD, then nothing or Halt STEPS ONES; # begins a comment. "
      "The word stands on the cells 0, 1, .., the head on cell 0; without one the tape is blank. "
      "--max-steps K (default 1000). Every token, and at the end steps, ones and tape, are "
      "compared with a plain interpreter, and with the file's expectation.";
  // The published sentences are recalled.
  check::mark_recalled(claim.statements);
  return claim;
}

}  // namespace attest::chain_of_thought_turing

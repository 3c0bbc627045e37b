// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::geometric_queue_machine {

using machine::multitape::Table;

std::vector<Wrong> wrong_choices() {
  return {{"offset_one_short", "the longest rings pop a token late", {.short_by = 1}},
          {"homes_stay", "HOMEs of stored rings do not move", {.copies_homes = false}},
          {"home_not_reset", "no HOME after a pop", {.resets_home = false}},
          {"lower_not_emptied", "a half that moved up stays full", {.empties_lower = false}},
          {"lower_not_filled", "a half that came down stays empty", {.fills_lower = false}},
          {"never_flips_back", "half 1 stays the top half", {.flips_back = false}},
          {"unguarded_step", "what is read weighs as much as idle stacks", {.is_guarded = false}},
          {"tapes_swapped", "one tape is read for the other", {.reads_own_tape = false}}};
}

std::vector<derive::GeneratesMutant> mutants(int base, int levels,
                                             const Function<Table(std::int64_t member)>& table) {
  std::vector<Wrong> wrong = wrong_choices();
  // There may be one tape.
  std::erase_if(wrong, [](const Wrong& each) { return !each.choices.reads_own_tape; });
  return derive::generates_mutants(wrong, [=](const Choices& choices, std::int64_t member) {
    return decoder(table(member), base, levels, choices);
  });
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "Geometric queues: k' heads run k-tape Turing machines at s^(1/k') tokens a step",
      .paper = "Efficient Turing Machine Simulation with Transformers (Li, Wang, ICLR 2026)",
      .arxiv = "2512.00003",
      .family = "machines"};
  claim.bibtex =
      "@inproceedings{li2026efficient,\n"
      "  title = {Efficient {T}uring Machine Simulation with Transformers},\n"
      "  author = {Li, Qian and Wang, Yuyi},\n"
      "  booktitle = {International Conference on Learning Representations},\n"
      "  year = {2026}\n}\n";
  claim.statements = check::joined({machine_statements(), token_statements(), cost_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a Turing machine a line in the text of bbchallenge, 1RB1LB_1LA1RZ (Z or H halts, --- "
      "is no entry), then nothing or on WORD, then nothing or Halt STEPS ONES; # begins a comment. "
      "Or machines with up to four tapes: machine NAME, input 1011 - (a word or - a tape), a rule "
      "a line (A 10 11 RL B: state, read, written, moves, next state), expect Halt STEPS ONES. "
      "--set levels=K (heads, default 3) base=B (default the least whose rings hold all cells that "
      "are read), --max-steps K (default 1000, or as long as no more than 1024 cells are read). "
      "State and tapes after every step are compared with a plain interpreter, and the end with "
      "the file's expectation.";
  // The published sentences were read in abstract and reviews, not in the paper's text.
  check::mark_recalled(claim.statements);
  return claim;
}

}  // namespace attest::geometric_queue_machine

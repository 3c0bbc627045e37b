// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "claims/post_machine_constant_bits/queues.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/generator_run.hpp"

namespace attest::post_machine_constant_bits {

using machine::turing::Table;
using machine::turing::Tables;

Tables tables_of(const check::Params& params) {
  return {.states = static_cast<int>(params.at("states")),
          .symbols = static_cast<int>(params.at("symbols")),
          .has_halting = params.at("halting") != 0};
}

std::vector<check::Parameter> table_parameters() {
  return {{.name = "states", .meaning = "of the machines", .lo = 1, .hi = 4},
          {.name = "symbols", .meaning = "of their tapes", .lo = 2, .hi = 4},
          {.name = "halting", .meaning = "1: entries may halt", .lo = 0, .hi = 1},
          {.name = "window", .meaning = "W: tokens; cells less one", .lo = 1, .hi = 64}};
}

std::vector<Wrong> wrong_choices() {
  return {{"offset_one_short", "the token after the oldest is popped", {.read_position = 1}},
          {"mark_not_cleared", "a move to the right pushes a mark", {.clears_mark = false}},
          {"pushes_popped", "a searching control pushes what it popped", {.keeps_held = false}},
          {"state_of_oldest", "the state of the oldest token", {.is_newest_state = false}},
          {"forgets_held", "a stopped control forgets the held cell", {.remembers_held = false}}};
}

std::vector<derive::GeneratesMutant> mutants(const Function<Table(std::int64_t member)>& table) {
  std::vector<derive::GeneratesMutant> result = derive::generates_mutants(
      wrong_choices(), [table](const Choices& choices, std::int64_t member) {
        return decoder(table(member), choices);
      });
  result.push_back({.name = "window_one_short",
                    .why = "a window of one token fewer",
                    .proof = {},
                    .applies = {},
                    .apply = [](derive::Generates& g, std::int64_t) { --g.window; }});
  result.push_back(derive::with_model(
      "leftmost_tie", "a tie rule in place of a unique maximum",
      [table](std::int64_t member) {
        return decoder(table(member), {.norm = model::Norm::leftmost_hardmax});
      },
      "the oldest token alone scores 1, so no query that is read has a tie"));
  return result;
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "A window of s tokens and one-bit weights run Turing machines of space s",
      .paper =
          "Constant Bit-size Transformers Are Turing Complete (Li, Wang, "
          "NeurIPS 2025)",
      .arxiv = "2506.12027",
      .family = "machines"};
  claim.bibtex =
      "@inproceedings{li2025constant,\n"
      "  title = {Constant Bit-size Transformers Are Turing Complete},\n"
      "  author = {Li, Qian and Wang, Yuyi},\n"
      "  booktitle = {Advances in Neural Information Processing Systems},\n"
      "  year = {2025}\n}\n";
  claim.statements = check::joined({token_statements(), run_statements(), queue_statements(),
                                    space_statements(), softmax_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a Turing machine a line in the text of bbchallenge, 1RB1LB_1LA1RZ (Z or H halts, --- "
      "is no entry), then nothing or Halt STEPS ONES; # begins a comment. Each is run from a blank "
      "tape. Or queue machines and tag systems: queue NAME or tag NAME V, input WORD, a rule a "
      "line (A 1 01 B: state, popped, pushed or -, next state; a bc: letter, production), expect "
      "Halt STEPS LEFT. --set window=W (default the least of 15, 31, 63, .. that holds the cells "
      "that are read), --max-steps K (default 10000, or as long as no more than 256 cells are "
      "read; of queues 1000). Every token, or the queue after every step, and the end are compared "
      "with a plain interpreter, and with the file's expectation.";
  // The published sentences were read in abstract and comparison table, not in the paper's text.
  check::mark_recalled(claim.statements);
  return claim;
}

}  // namespace attest::post_machine_constant_bits

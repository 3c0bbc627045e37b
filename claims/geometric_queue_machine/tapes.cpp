// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.tapes: all machines with two tapes that read crosswise.
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::geometric_queue_machine {
namespace {

using check::Params;
using check::Rung;
using machine::multitape::Entry;
using machine::multitape::Move;
using machine::multitape::Table;

constexpr int tape_actions = 4;  // a bit that is written, a move

/// Two bits of `actions` for each symbol read.
int action_on(std::int64_t actions, int symbol) {
  return static_cast<int>(actions >> (2 * symbol)) % tape_actions;
}

/// One state, two symbols: what happens on a tape depends on the symbol read on the other one.
Table crossed_table(std::int64_t number) {
  Table table{.tapes = 2, .states = 1, .symbols = 2};
  for (int reading = 0; reading < table.readings(); ++reading) {
    const std::vector<int> read = table.symbols_of(reading);
    Entry entry;
    for (const int action : {action_on(number / 16, read[1]), action_on(number % 16, read[0])}) {
      entry.write.push_back(action % 2);
      entry.moves.push_back(action / 2 == 0 ? Move::left : Move::right);
    }
    table.entries.emplace_back(std::move(entry));
  }
  return table;
}

}  // namespace

check::Statement crossed_tapes() {
  check::Statement result = check::about(claim_id, "S1.tapes", "Two tapes that read crosswise");
  result.sentence =
      "Machines with two tapes are run as S1 says, by four stacks and the same $k'$ heads: here "
      "those of one state on which what a tape does depends on the symbol read on the other.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S1.",
                     .checked = "All these machines on the words 011 and 101, every step.",
                     .gap = "One state, two symbols; S1.random samples others."};
  result.parameters = ring_parameters();
  const auto at = [](int base, int levels, int steps) {
    return Params{{"base", base}, {"levels", levels}, {"steps", steps}};
  };
  result.points = [at](Rung rung) {
    std::vector<Params> points = {at(3, 1, 4)};
    if (rung != Rung::fast) points.insert(points.end(), {at(2, 2, 12), at(3, 2, 20), at(2, 3, 20)});
    return points;
  };
  result.mutant_points = [at](Rung) { return std::vector<Params>{at(3, 1, 4)}; };
  const Jobs jobs{.job =
                      [](const Params& params, std::uint64_t, const check::Case& number) {
                        Job job = job_at(params);
                        job.table = crossed_table(number(0, 0).num().to_int64());
                        job.words = {{0, 1, 1}, {1, 0, 1}};
                        return within_capacity(std::move(job));
                      },
                  .cases =
                      [](const Params&, std::uint64_t) {
                        check::CaseSpace space = check::integer_box({0}, {255});
                        space.description =
                            "all machines of one state with two tapes that read crosswise";
                        return space;
                      }};
  return on_jobs(std::move(result), jobs, derive::Relation::equal, written_steps, direct_steps,
                 {"offset_one_short", "tapes_swapped"});
}

}  // namespace attest::geometric_queue_machine

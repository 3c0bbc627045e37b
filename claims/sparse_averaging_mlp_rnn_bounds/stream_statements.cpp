// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4 and S5: what a recurrence has to keep.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/stream_check.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;

StreamFlaw stream_flaw(const std::string& twist) {
  if (twist == "agreeing_place") return StreamFlaw::agreeing_place;
  if (twist == "low_bit_alone") return StreamFlaw::low_bit_alone;
  return StreamFlaw::none;
}

/// Prefixes with the state of an earlier one; -1 where the two are no counterexample.
Rational stream_counterexamples(const Machine& machine, int steps, StreamFlaw flaw) {
  const std::vector<std::int64_t> earlier = earlier_prefixes(machine, steps, flaw);
  std::int64_t found = 0;
  for (std::size_t p = 0; p < earlier.size(); ++p) {
    if (earlier[p] < 0) continue;
    const auto prefix = static_cast<std::int64_t>(p);
    const int place = asked_place(earlier[p], prefix, steps, flaw);
    if (!stream_objection(machine, earlier[p], prefix, steps, place).empty()) return -1;
    ++found;
  }
  return found;
}

std::string names_of(const std::vector<Machine>& machines) {
  std::string names;
  for (const Machine& machine : machines) {
    names +=
        (names.empty() ? "" : ", ") + machine.name + " (" + machine.states.to_string() + " states)";
  }
  return names;
}

/// Machines that have too few states, all defeated often enough.
check::Statement machines(const check::Wording& words, bool is_published) {
  check::Statement about = check::about(claim_id, words, {length_parameter(17)});
  about.points = [is_published](Rung rung) {
    if (is_published) return check::points_between("n", 3, rung == Rung::fast ? 7 : 10);
    return check::points_between("n", 6, rung == Rung::fast ? 7 : 12);
  };
  about.mutant_points = [](Rung) { return check::points_between("n", 6, 6); };
  const auto make = [is_published](const Params& params, std::uint64_t seed) {
    const int steps = length_of(params) - 1;
    // Of the published regime: the most bits that are fewer than (N-1)/2, where N-1 = steps.
    const std::vector<Machine> list =
        is_published ? machines_of_bits((steps - 1) / 2) : small_machines(steps, seed);
    Agrees result{.relation = derive::Relation::at_least};
    result.cases = check::integer_box({0}, {std::ssize(list) - 1});
    result.cases.description = names_of(list);
    result.cases.coverage = check::Coverage::given;
    result.left = [steps, list](const Case& c, const std::string& twist) {
      const auto at = static_cast<std::size_t>(c(0, 0).num().to_int64());
      return std::vector<Rational>{stream_counterexamples(list[at], steps, stream_flaw(twist))};
    };
    result.right = [steps, list](const Case& c) {
      const auto at = static_cast<std::size_t>(c(0, 0).num().to_int64());
      return std::vector<Rational>{power_of_two(static_cast<unsigned>(steps)) - list[at].states};
    };
    result.evaluator = "circuits, literal; prefixes rechecked";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "agreeing_place", .why = "the last token asks where both agree", .proof = {}},
       {.name = "low_bit_alone", .why = "states count as equal mod 2", .proof = {}}});
}

check::Statement published_memory() {
  return machines(
      {.label = "S4",
       .title = "The published memory",
       .sentence =
           "A model that reads the tokens from left to right and keeps fewer than $(N-1)/2$ "
           "bits does not approximate qSA, even for $q = 1$. Checked: such machines have "
           "two prefixes with one state and answers 2 apart.",
       .standing = Standing::finite_instance,
       .published = "At least (N-1)/2 bits of memory, even for q = 1.",
       .checked = "Every prefix with the state of an earlier one, as two inputs, rechecked.",
       .gap = "Recalled, not read. The stated machines; S5 has twice the bits. The asking token "
              "comes last; models that read twice or backwards escape."},
      true);
}

check::Statement too_few_states() {
  return machines(
      {.label = "S5.machines",
       .title = "Machines with too few states are defeated",
       .sentence =
           "A machine with $S$ states has at least $2^{N-1} - S$ prefixes with the state of "
           "an earlier one, and each is a counterexample. Checked on windows, counts, "
           "checksums and a random table.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every collision, rechecked by running both prefixes again.",
       .gap = "The stated machines."},
      false);
}

check::Statement enough_states() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.correct",
       .title = "Nothing is found against the machine that keeps every value",
       .sentence = "A state of $N - 1$ bits that holds all values has no two prefixes with one "
                   "state: the bound of S5 is attained on values $\\pm 1$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All prefixes.",
       .gap = "The stated N."},
      {length_parameter(17)});
  about.points = [](Rung rung) {
    return check::points_between("n", 3, rung == Rung::fast ? 8 : 13);
  };
  about.mutant_points = [](Rung) { return check::points_between("n", 5, 5); };
  const auto make = [](const Params& params, std::uint64_t) {
    const int steps = length_of(params) - 1;
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({}, {});
    result.cases.description = "the machine of " + std::to_string(steps) + " bits";
    result.left = [steps](const Case&, const std::string& twist) {
      const Machine machine =
          twist == "one_value_forgotten" ? small_machines(steps, 1)[0] : complete_machine(steps);
      std::int64_t found = 0;
      for (const std::int64_t earlier : earlier_prefixes(machine, steps, stream_flaw(twist))) {
        found += earlier >= 0 ? 1 : 0;
      }
      return std::vector<Rational>{found};
    };
    result.right = [](const Case&) { return std::vector<Rational>{0}; };
    result.evaluator = "circuits, literal";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "one_value_forgotten", .why = "the window of N-2 values", .proof = {}},
       {.name = "low_bit_alone", .why = "states count as equal mod 2", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> stream_statements() {
  return check::joined(
      {{published_memory()}, prefix_statements(), {too_few_states(), enough_states()}});
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

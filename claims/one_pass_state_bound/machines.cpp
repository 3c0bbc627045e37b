// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machines of one pass: the least one is right, and those of fewer states are defeated.
#include <algorithm>
#include <memory>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::Automaton;

/// All words of 1 to n letters.
check::CaseSpace all_words(std::int64_t letters, std::int64_t n) {
  std::vector<check::CaseSpace> parts;
  for (std::int64_t length = 1; length <= n; ++length) {
    parts.push_back(words_of(letters, length));
  }
  check::CaseSpace space = check::concatenated(std::move(parts));
  space.description =
      "all words of 1 to " + std::to_string(n) + " of " + std::to_string(letters) + " letters";
  return space;
}

Statement least_machines() {
  Statement statement = check::about(claim_id, "S1.minimal", "As many states suffice");
  statement.sentence =
      "The machine whose states are the classes computes hop_k in one pass: $\\lceil\\log_2 "
      "N\\rceil$ bits, $N$ the limit of $N_k(a)$ and one state or two more for short prefixes.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every output on every word.",
                        .gap = "Words of the stated sizes."};
  statement.parameters = table_parameters();
  statement.parameters.push_back(
      {.name = "n", .meaning = "letters of the longest word", .lo = 1, .hi = 16});
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"letters", 2}, {"k", 3}, {"n", 7}},
                               {{"letters", 3}, {"k", 2}, {"n", 5}}};
    if (rung != Rung::fast) {
      points.push_back({{"letters", 2}, {"k", 8}, {"n", 13}});
      points.push_back({{"letters", 3}, {"k", 3}, {"n", 9}});
      points.push_back({{"letters", 4}, {"k", 2}, {"n", 6}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"letters", 2}, {"k", 3}, {"n", 8}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t k = params.at("k");
    const auto least = std::make_shared<const Automaton>(least_machine(params));
    const std::int64_t states = least->states();
    const auto fewer = std::make_shared<const Automaton>(merged(*least, 1, states - 1));
    // N by the definition of hop_k: the machine's own count is never above its states.
    const std::int64_t limit = prefixes_by_definition(params.at("letters"), k, true).counts.back();
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [=](const check::Case& word, const std::string& twist) {
                        const Symbols found = machine::outputs_of(twist.empty() ? *least : *fewer,
                                                                  check::symbols_of(word));
                        return std::vector<Rational>(found.begin(), found.end());
                      },
                  .right = [k](const check::Case& word) { return task::k_hop(k).answer(word); },
                  .cases = all_words(params.at("letters"), params.at("n")),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "the machine of the classes",
                  .resources = {{"states", std::to_string(states)},
                                {"state_bits", std::to_string(bits_of(states))}},
                  .promises = {check::promise("states", "N", ">=", limit, states)}};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "one_state_fewer", .why = "two classes merged", .proof = {}}});
}

/// Pair number `index` of (0, 1), (0, 2), (1, 2), (0, 3), ..
std::pair<std::int64_t, std::int64_t> pair_of(std::int64_t index) {
  std::int64_t second = 1;
  while (index >= second) index -= second++;
  return {index, second};
}

/// 1 where the adversary finds two words against a candidate; it should for all but number 0.
Agrees defeats(const Params& params, std::uint64_t seed) {
  const std::int64_t letters = params.at("letters");
  const std::int64_t k = params.at("k");
  const auto least = std::make_shared<const Automaton>(least_machine(params));
  const auto counts = machine::reached_counts(*least, most_lengths);
  const auto prefixes = std::make_shared<const std::vector<Symbols>>(
      machine::words_of_length(letters, std::ssize(counts) - 1));
  const auto suffixes = std::make_shared<const std::vector<Symbols>>(
      suffixes_up_to(letters, std::max<std::int64_t>(k, 3)));
  Candidates candidates{
      .right = *least, .most_states = counts.back() - 1, .random_count = 100, .seed = seed};
  for (const Symbols& prefix : *prefixes) {
    candidates.merged_states.push_back(machine::state_after(*least, prefix));
  }
  std::vector<std::int64_t>& reached = candidates.merged_states;
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  return Agrees{.relation = derive::Relation::equal,
                .left =
                    [=](const check::Case& chosen, const std::string& twist) {
                      const Automaton built = candidates.at(chosen(0, 0).num().to_int64());
                      const auto found =
                          machine::collision(built, *prefixes, *suffixes, [&](const Symbols& word) {
                            return task::last_hop(word, twist == "one_hop_fewer" ? k - 1 : k);
                          });
                      return std::vector<Rational>{found && is_sound(built, *found, k) ? 1 : 0};
                    },
                .right =
                    [](const check::Case& chosen) {
                      return std::vector<Rational>{chosen(0, 0) == 0 ? 0 : 1};
                    },
                .cases = candidates.cases(),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "adversary: prefixes in one state",
                .is_yes_no = true};
}

Statement fewer_states() {
  Statement statement =
      check::about(claim_id, "S1.fewer", "A machine with fewer states is defeated");
  statement.sentence =
      "Whatever a machine of fewer than $N_k(a)$ states does, two prefixes of length $a$ lead to "
      "one state and some suffix has two right answers after them. Found for every pair of classes "
      "merged and for random machines; nothing is found against the machine of the classes.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "The adversary on every candidate; its two words are run again and "
                            "compared with the definition.",
                        .gap = "The stated alphabets and k; 100 random machines."};
  statement.parameters = table_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"letters", 2}, {"k", 3}}, {{"letters", 3}, {"k", 1}}};
    if (rung != Rung::fast) {
      points.push_back({{"letters", 2}, {"k", 8}});
      points.push_back({{"letters", 3}, {"k", 2}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"letters", 2}, {"k", 3}}}; };
  return derive::agrees(
      std::move(statement), defeats,
      {{.name = "one_hop_fewer", .why = "the adversary asks for hop_(k-1)", .proof = {}}});
}

}  // namespace

machine::Automaton merged(const machine::Automaton& built, std::int64_t kept, std::int64_t gone) {
  machine::Automaton result = built;
  for (std::int32_t& state : result.next) {
    if (state == gone) state = static_cast<std::int32_t>(kept);
  }
  return result;
}

machine::Automaton random_machine(std::int64_t letters, std::int64_t states, Random& random) {
  machine::Automaton result{.letters = letters};
  for (std::int64_t entry = 0; entry < states * letters; ++entry) {
    result.next.push_back(static_cast<std::int32_t>(random.below(states)));
    result.output.push_back(static_cast<std::int32_t>(random.between(0, letters)));
  }
  return result;
}

Automaton Candidates::at(std::int64_t index) const {
  if (index == 0) return right;
  if (index <= random_count) {
    Random random(seed, 0, static_cast<std::uint64_t>(index));
    return random_machine(right.letters, random.between(1, most_states), random);
  }
  const auto [kept, gone] = pair_of(index - random_count - 1);
  return merged(right, merged_states[static_cast<std::size_t>(kept)],
                merged_states[static_cast<std::size_t>(gone)]);
}

check::CaseSpace Candidates::cases() const {
  const std::int64_t states = std::ssize(merged_states);
  const std::int64_t entries = most_states * right.letters;
  check::CaseSpace space = check::integer_box({0}, {random_count + states * (states - 1) / 2});
  space.description = "the right machine, " + std::to_string(random_count) +
                      " random ones, and every two of " + std::to_string(states) + " states merged";
  space.coverage = check::Coverage::sampled;
  space.full_size =
      1 + pow(Integer(most_states * (right.letters + 1)), static_cast<unsigned>(entries));
  space.why_sampled = "tables of random machines";
  return space;
}

bool is_sound(const machine::Automaton& candidate, const machine::Collision& found,
              std::int64_t k) {
  const auto answered = [&](const Symbols& prefix) {
    Symbols word = prefix;
    word.insert(word.end(), found.suffix.begin(), found.suffix.end());
    return std::pair{machine::outputs_of(candidate, word).back(), task::last_hop(word, k)};
  };
  const auto [output, truth] = answered(found.prefix);
  const auto [other_output, other_truth] = answered(found.other);
  return output == other_output && truth != other_truth;
}

std::vector<Statement> machine_statements() { return {least_machines(), fewer_states()}; }

}  // namespace attest::one_pass_state_bound

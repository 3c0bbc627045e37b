// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: machines through the weights, read at every step beside a plain interpreter.
#include <algorithm>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/machine/turing.hpp"

namespace attest::geometric_queue_machine {

using check::Params;
using check::Rung;
using machine::multitape::Configuration;
using machine::multitape::Status;
using machine::multitape::Table;
using machine::turing::Tables;

std::vector<Rational> written_steps(const Job& job, const Choices& choices) {
  DecoderRun run = start(job, choices);
  std::vector<Rational> numbers;
  while (true) {
    const std::optional<Snapshot> now = run.snapshot();
    if (!now) break;
    append(*now, numbers);
    if (run.is_stopped() || run.steps() == job.steps) return numbers;
    if (!run_steps(run, run.steps() + 1)) break;
  }
  numbers.emplace_back(-1);
  return numbers;
}

std::vector<Rational> direct_steps(const Job& job) {
  Configuration now = machine::multitape::start(job.words);
  std::vector<Rational> numbers;
  append(snapshot_of(job.table, now), numbers);
  while (now.status == Status::running && now.steps < job.steps) {
    machine::multitape::step(job.table, now);
    append(snapshot_of(job.table, now), numbers);
  }
  return numbers;
}

namespace {

Tables tables_at(const Params& params) {
  return {.states = static_cast<int>(params.at("states")),
          .symbols = 2,
          .has_halting = params.at("halting") != 0};
}

std::int64_t number_at(const check::Case& numbers, int field) {
  return numbers(0, field).num().to_int64();
}

check::Statement every_table() {
  check::Statement result = check::about(claim_id, "S1", "Every machine, every step");
  result.sentence =
      "Every $k$-tape Turing machine is run by a decoder with a window of $B^{k'}$ tokens, one "
      "layer of $k'$ heads, head $i$ on the token $B^i-1$ before, and three hidden ReLU layers: "
      "whenever all $2k$ stacks are idle, state, scanned symbols and both sides of every tape are "
      "those of the machine after as many steps.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published =
          "A k-tape machine of time t and space s is simulated with constant bit size, window "
          "O(s) and O(t s^(6k/K)) tokens, K the product of heads and layers.",
      .checked =
          "All tables of the stated size on all words of the stated length, after every step, "
          "through the weights.",
      .gap =
          "The stated sizes. Wires are bits of a token, so the vocabulary is exponential in "
          "their number; one layer and k' heads for every k."};
  result.parameters = table_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points = {table_point(1, 1, 2, 1, 1, 4), table_point(1, 1, 2, 2, 1, 8)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(), {table_point(1, 1, 2, 3, 4, 20), table_point(1, 1, 3, 2, 4, 20),
                                 table_point(2, 0, 2, 2, 1, 12), table_point(2, 1, 2, 2, 0, 8)});
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{table_point(1, 1, 2, 2, 1, 8)}; };
  result.figure.draw = ring_figure;
  return on_jobs(std::move(result), all_tables(), derive::Relation::equal, written_steps,
                 direct_steps,
                 {"offset_one_short", "home_not_reset", "lower_not_emptied", "never_flips_back",
                  "unguarded_step"});
}

/// A random machine with random words, by its number.
Job random_job(const Params& params, std::uint64_t seed, const check::Case& number) {
  Random random(seed, 1, static_cast<std::uint64_t>(number_at(number, 0)));
  Job job = job_at(params);
  const auto tapes = static_cast<int>(params.at("tapes"));
  job.table = machine::multitape::random_table(tapes, static_cast<int>(params.at("states")), 2,
                                               /*has_halting=*/true, random);
  const std::int64_t most = machine::ring_stack::ring_cells(job.base, job.levels);
  for (int tape = 0; tape < tapes; ++tape) {
    std::vector<int>& word = job.words.emplace_back();
    const std::int64_t length = random.below(most + 1);
    for (std::int64_t i = 0; i < length; ++i) word.push_back(static_cast<int>(random.below(2)));
  }
  return within_capacity(std::move(job));
}

/// All that random_job draws from: every entry writes a symbol and moves on each tape.
Integer machines_with_words(const Params& params) {
  const auto tapes = static_cast<unsigned>(params.at("tapes"));
  const auto states = static_cast<unsigned>(params.at("states"));
  const Integer entries = pow(Integer(4), tapes) * (states + 1);
  const Job job = job_at(params);
  const auto most = static_cast<unsigned>(machine::ring_stack::ring_cells(job.base, job.levels));
  const Integer words = pow(Integer(2), most + 1) - 1;
  return pow(entries, states * (1U << tapes)) * pow(words, tapes);
}

check::Statement random_tables() {
  check::Statement result =
      check::about(claim_id, "S1.random", "Random machines with one to three tapes");
  result.sentence =
      "Random machines with random words on their tapes are run as S1 says, with $2k$ stacks and "
      "the same $k'$ heads.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {
      .published = "As S1.", .checked = "Random tables and words, every step.", .gap = "A sample."};
  result.parameters = ring_parameters();
  result.parameters.push_back({.name = "tapes", .meaning = "k", .lo = 1, .hi = 3});
  result.parameters.push_back({.name = "states", .meaning = "of the machines", .lo = 1, .hi = 4});
  const auto at = [](int tapes, int base, int levels, int steps) {
    return Params{{"base", base},
                  {"levels", levels},
                  {"steps", steps},
                  {"tapes", tapes},
                  {"states", tapes == 1 ? 3 : 2}};
  };
  result.points = [at](Rung rung) {
    std::vector<Params> points;
    if (rung == Rung::fast) return points;
    for (const int levels : {1, 2, 3, 4, 5}) points.push_back(at(1, 2, levels, 40));
    for (const auto& [base, levels] : {std::pair{3, 2}, {4, 2}, {3, 3}}) {
      points.push_back(at(1, base, levels, 40));
    }
    for (const auto& [base, levels] : {std::pair{2, 2}, {2, 3}, {3, 2}}) {
      points.push_back(at(2, base, levels, 40));
    }
    points.push_back(at(3, 2, 2, 20));
    return points;
  };
  result.mutant_points = [at](Rung rung) {
    return rung == Rung::fast ? std::vector<Params>{}
                              : std::vector<Params>{at(1, 2, 4, 40), at(2, 2, 3, 40)};
  };
  const Jobs jobs{
      .job = random_job, .cases = [](const Params& params, std::uint64_t seed) {
        return check::sampled(
            "random machines and words", 100, seed, machines_with_words(params),
            "machines with words are too many to enumerate",
            [](Random&, std::int64_t index) { return std::optional(check::word_of({index})); });
      }};
  return on_jobs(std::move(result), jobs, derive::Relation::equal, written_steps, direct_steps,
                 {"offset_one_short", "homes_stay", "home_not_reset", "lower_not_emptied",
                  "lower_not_filled", "never_flips_back", "unguarded_step"});
}

}  // namespace

std::vector<check::Parameter> ring_parameters() {
  return {{.name = "base", .meaning = "B: units of a ring", .lo = 2, .hi = 16},
          {.name = "levels", .meaning = "k': heads", .lo = 1, .hi = 6},
          {.name = "steps", .meaning = "of a machine, at most", .lo = 1, .hi = 10000}};
}

Job job_at(const Params& params) {
  return {.base = static_cast<int>(params.at("base")),
          .levels = static_cast<int>(params.at("levels")),
          .steps = params.at("steps")};
}

Job within_capacity(Job job) {
  const std::int64_t most = machine::ring_stack::capacity(job.base, job.levels);
  Configuration now = machine::multitape::start(job.words);
  while (now.status == Status::running && now.steps < job.steps) {
    machine::multitape::step(job.table, now);
    const Snapshot snapshot = snapshot_of(job.table, now);
    const bool fits = std::ranges::all_of(snapshot.tapes, [most](const Snapshot::View& view) {
      return std::ssize(view.left) <= most && std::ssize(view.right) <= most;
    });
    if (!fits) job.steps = now.steps - 1;
  }
  return job;
}

DecoderRun start(const Job& job, const Choices& choices) {
  const int window = Layout(sizes_of(job.table, job.base, job.levels)).window();
  return {job.table, job.base, job.levels, decoder(job.table, job.base, job.levels, choices),
          window,    job.words};
}

Params table_point(int states, int halting, int base, int levels, int word, int steps) {
  return {{"states", states}, {"halting", halting}, {"base", base},
          {"levels", levels}, {"word", word},       {"steps", steps}};
}

std::vector<check::Parameter> table_parameters() {
  std::vector<check::Parameter> result = ring_parameters();
  result.push_back({.name = "states", .meaning = "of the machines", .lo = 1, .hi = 2});
  result.push_back({.name = "halting", .meaning = "1: entries may halt", .lo = 0, .hi = 1});
  result.push_back({.name = "word", .meaning = "symbols of the input", .lo = 0, .hi = 8});
  return result;
}

Jobs all_tables() {
  Jobs jobs;
  jobs.job = [](const Params& params, std::uint64_t, const check::Case& numbers) {
    Job job = job_at(params);
    job.table = machine::multitape::table_of(tables_at(params).at(number_at(numbers, 0)));
    std::vector<int>& word = job.words.emplace_back();
    for (std::int64_t i = 0; i < params.at("word"); ++i) {
      word.push_back(static_cast<int>(number_at(numbers, 1) >> i & 1));
    }
    return within_capacity(std::move(job));
  };
  jobs.cases = [](const Params& params, std::uint64_t) {
    const std::int64_t words = std::int64_t{1} << params.at("word");
    check::CaseSpace space = check::integer_box({0, 0}, {tables_at(params).size() - 1, words - 1});
    space.description = "all tables of " + std::to_string(params.at("states")) +
                        " states and two symbols, each on all words of length " +
                        std::to_string(params.at("word"));
    return space;
  };
  return jobs;
}

check::Statement on_jobs(check::Statement result, const Jobs& jobs, derive::Relation relation,
                         const Function<std::vector<Rational>(const Job&, const Choices&)>& left,
                         const Function<std::vector<Rational>(const Job&)>& right,
                         const std::vector<const char*>& twists) {
  const auto make = [=](const Params& params, std::uint64_t seed) {
    derive::Agrees agrees{.relation = relation};
    agrees.left = [=](const check::Case& numbers, const std::string& twist) {
      return left(jobs.job(params, seed, numbers), derive::choices_of(wrong_choices(), twist));
    };
    agrees.right = [=](const check::Case& numbers) {
      return right(jobs.job(params, seed, numbers));
    };
    agrees.cases = jobs.cases(params, seed);
    agrees.evaluator = "incremental";
    return agrees;
  };
  std::vector<derive::Twist> named;
  for (const Wrong& wrong : wrong_choices()) {
    if (std::ranges::find(twists, std::string(wrong.name)) == twists.end()) continue;
    named.push_back(derive::twist_of(wrong));
  }
  return derive::agrees(std::move(result), make, std::move(named));
}

std::vector<check::Statement> machine_statements() {
  return {every_table(), crossed_tapes(), random_tables()};
}

}  // namespace attest::geometric_queue_machine

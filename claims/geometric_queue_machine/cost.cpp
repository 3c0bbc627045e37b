// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2, S3: tokens a step takes, exchanges of a level, symbols that a stack holds.
#include <algorithm>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::geometric_queue_machine {
namespace {

using check::Params;
using check::Rung;

/// Tokens up to every step of the run and its end; one more than the bound where a step is not done
/// by then.
std::vector<Rational> tokens_by_step(const Job& job, const Choices& choices) {
  DecoderRun run = start(job, choices);
  std::vector<Rational> tokens;
  for (std::int64_t steps = 1; steps <= job.steps && !run.is_stopped(); ++steps) {
    tokens.emplace_back(run_steps(run, steps) ? run.tokens() : token_bound(run.sizes(), steps) + 1);
  }
  tokens.resize(static_cast<std::size_t>(job.steps));
  return tokens;
}

std::vector<Rational> bound_by_step(const Job& job) {
  const Sizes sizes = sizes_of(job.table, job.base, job.levels);
  std::vector<Rational> bound;
  for (std::int64_t steps = 1; steps <= job.steps; ++steps) {
    bound.emplace_back(token_bound(sizes, steps));
  }
  return bound;
}

std::vector<Params> cost_points(Rung rung) {
  std::vector<Params> points = {table_point(1, 1, 2, 2, 0, 8)};
  if (rung == Rung::fast) return points;
  points.insert(points.end(), {table_point(1, 1, 3, 2, 4, 30), table_point(1, 1, 2, 4, 4, 30),
                               table_point(2, 0, 2, 3, 0, 10)});
  return points;
}

check::Statement token_cost() {
  check::Statement result = check::about(claim_id, "S2", "Tokens for T steps");
  result.sentence =
      "$T$ steps of a $k$-tape machine take at most $T(2kk'(2B+3)+1) + 2k\\sum_i(2B^i+3)$ tokens: "
      "with $B = \\lceil s^{1/k'}\\rceil$ about $s^{1/k'}$ a step, whatever $k$ is.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "O(t s^(6k/K)) tokens, K the product of heads and layers.",
      .checked =
          "All tables of the stated size on all words of the stated length: the tokens up to "
          "every step, by the weights.",
      .gap =
          "The stated sizes. One layer of k' heads: the exponent is 1/K where 6k/K is published."};
  result.parameters = table_parameters();
  result.points = cost_points;
  result.mutant_points = [](Rung) { return cost_points(Rung::fast); };
  return on_jobs(std::move(result), all_tables(), derive::Relation::at_most, tokens_by_step,
                 bound_by_step, {"offset_one_short", "lower_not_emptied", "never_flips_back"});
}

/// How long operations of a level take, and how many lie between two of the level above.
struct Watch {
  std::int64_t running = 0;  ///< tokens of the operation at work
  std::int64_t longest = 0;
  std::int64_t since_above = -1;  ///< operations since one of the level above; -1: there was none
  std::int64_t least_between = -1;
};

/// The operations of all stacks, by level.
class Watcher {
 public:
  explicit Watcher(const Sizes& sizes)
      : sizes_(sizes),
        layout_(sizes),
        watches_(static_cast<std::size_t>(layout_.stacks() * sizes.levels)) {}

  void see(const Bits& token) {
    for (int s = 0; s < layout_.stacks(); ++s) {
      for (int i = 1; i <= sizes_.levels; ++i) see(token, s, i);
    }
  }

  /// The longest operation of every level, and, negated, the fewest between two of the level above.
  [[nodiscard]] std::vector<Rational> numbers() const {
    std::vector<Rational> result;
    for (int i = 1; i <= sizes_.levels; ++i) {
      std::int64_t longest = 0;
      std::int64_t between = sizes_.base;
      for (int s = 0; s < layout_.stacks(); ++s) {
        const Watch& watch = watches_[index(s, i)];
        longest = std::max({longest, watch.longest, watch.running});
        if (watch.least_between >= 0) between = std::min(between, watch.least_between);
      }
      result.emplace_back(longest);
      result.emplace_back(-between);
    }
    return result;
  }

 private:
  [[nodiscard]] std::size_t index(int s, int i) const {
    return static_cast<std::size_t>(s * sizes_.levels + i - 1);
  }

  void see(const Bits& token, int s, int i) {
    Watch& watch = watches_[index(s, i)];
    const auto is_set = [&token](int bit) { return token[static_cast<std::size_t>(bit)] != 0; };
    const bool is_at_work = is_set(layout_.push_waits(s, i)) || is_set(layout_.push_runs(s, i)) ||
                            is_set(layout_.pop_waits(s, i)) || is_set(layout_.pop_runs(s, i));
    if (is_at_work && watch.running++ == 0) begin(s, i);
    if (is_at_work) return;
    watch.longest = std::max(watch.longest, watch.running);
    watch.running = 0;
  }

  void begin(int s, int i) {
    Watch& watch = watches_[index(s, i)];
    if (watch.since_above >= 0) ++watch.since_above;
    if (i == 1) return;
    Watch& below = watches_[index(s, i - 1)];
    if (below.since_above >= 0 &&
        (below.least_between < 0 || below.since_above < below.least_between)) {
      below.least_between = below.since_above;
    }
    below.since_above = 0;
  }

  Sizes sizes_;
  Layout layout_;
  std::vector<Watch> watches_;
};

std::vector<Rational> watched(const Job& job, const Choices& choices) {
  DecoderRun run = start(job, choices);
  Watcher watcher(run.sizes());
  const std::int64_t most = token_bound(run.sizes(), job.steps);
  while (run.tokens() < most &&
         !(run.is_idle() && (run.is_stopped() || run.steps() == job.steps))) {
    if (!run.step()) return {};
    watcher.see(run.last());
  }
  return watcher.numbers();
}

std::vector<Rational> level_bounds(const Job& job) {
  std::vector<Rational> result;
  for (int i = 1; i <= job.levels; ++i) {
    result.emplace_back(2 * machine::ring_stack::ring_cells(job.base, i) + 1);
    result.emplace_back(-job.base);
  }
  return result;
}

check::Statement level_cost() {
  check::Statement result = check::about(claim_id, "S2.levels", "Exchanges of a level");
  result.sentence =
      "A push or a pop of level $i$ takes at most $2B^i+1$ tokens, and between two of level $i+1$ "
      "of a stack lie at least $B$ of level $i$: so a step costs $2B+3$ tokens a level on average.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "-",
      .checked =
          "All tables of the stated size on all words of the stated length: the "
          "longest operation of every level, and the fewest between two of the next.",
      .gap = "The stated sizes."};
  result.parameters = table_parameters();
  result.points = cost_points;
  result.mutant_points = [](Rung) { return cost_points(Rung::fast); };
  return on_jobs(std::move(result), all_tables(), derive::Relation::at_most, watched, level_bounds,
                 {"offset_one_short", "lower_not_emptied", "never_flips_back"});
}

/// Moves to the left for ever: the right stack takes a symbol a step.
Job left_runner(const Params& params) {
  const machine::turing::Table table = machine::turing::table_of("1LA1LA", claim_id);
  return {.table = machine::multitape::table_of(table),
          .words = Words(1),
          .base = static_cast<int>(params.at("base")),
          .levels = static_cast<int>(params.at("levels")),
          .steps = 1 << 20};
}

/// Steps after which all stacks came to rest, until they do no more, and cells to the right then.
std::vector<Rational> symbols_taken(const Job& job, const Choices& choices) {
  DecoderRun run = start(job, choices);
  std::int64_t at_rest = 0;
  std::int64_t cells = 0;
  std::int64_t since = 0;
  const std::int64_t most = token_bound(run.sizes(), 1);  // of one step
  while (since <= most) {
    if (!run.step()) return {};
    ++since;
    if (!run.is_idle()) continue;
    const std::optional<Snapshot> now = run.snapshot();
    if (!now) return {};
    since = 0;
    at_rest = run.steps();
    cells = std::ssize(now->tapes[0].right);
  }
  return {at_rest, cells};
}

std::vector<Rational> capacity_twice(const Job& job) {
  Rational sum;
  for (int i = 1; i <= job.levels; ++i) {
    Rational power = 2;
    for (int factor = 0; factor < i; ++factor) power *= job.base;
    sum += power;
  }
  return {sum, sum};
}

check::Statement capacity_statement() {
  check::Statement result = check::about(claim_id, "S3", "What a stack holds");
  result.sentence =
      "A stack takes exactly $2\\sum_i B^i > 2B^{k'}$ symbols, twice the window and more; with one "
      "more it is neither idle nor at work, and no step follows.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "Window O(s).",
                     .checked = "A machine that goes left for ever, until its stacks rest no more.",
                     .gap = "The stated B and k'."};
  result.parameters = {{.name = "base", .meaning = "B: units of a ring", .lo = 2, .hi = 16},
                       {.name = "levels", .meaning = "k': heads", .lo = 1, .hi = 6}};
  result.points = [](Rung rung) {
    std::vector<Params> points = {
        {{"base", 2}, {"levels", 1}}, {{"base", 2}, {"levels", 2}}, {{"base", 3}, {"levels", 2}}};
    if (rung == Rung::fast) return points;
    for (const auto& [base, levels] : {std::pair{2, 3}, {2, 4}, {4, 2}, {3, 3}, {16, 1}}) {
      points.push_back({{"base", base}, {"levels", levels}});
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"base", 2}, {"levels", 2}}}; };
  const Jobs jobs{.job = [](const Params& params, std::uint64_t,
                            const check::Case&) { return left_runner(params); },
                  .cases =
                      [](const Params&, std::uint64_t) {
                        check::CaseSpace space = check::integer_box({}, {});
                        space.description = "1LA1LA on a blank tape";
                        return space;
                      }};
  return on_jobs(std::move(result), jobs, derive::Relation::equal, symbols_taken, capacity_twice,
                 {"offset_one_short", "lower_not_emptied", "never_flips_back"});
}

}  // namespace

std::vector<check::Statement> cost_statements() {
  return {token_cost(), level_cost(), capacity_statement()};
}

}  // namespace attest::geometric_queue_machine

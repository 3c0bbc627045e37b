// SPDX-License-Identifier: Apache-2.0
/// \file
/// Mutants are judged each by one thread, up to the first failing case.
#include "reference/check/mutants.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "reference/number/function.hpp"
#include "reference/number/random.hpp"

namespace attest::check {
namespace {

/// Separates the choice of mutants from the cases, which are drawn with the same seed.
constexpr std::uint64_t mutant_stream = 1;

/// Cases of the first piece: what a batch evaluator takes at once.
constexpr std::int64_t first_piece = 32;

std::string count_of(std::int64_t part, std::int64_t whole) {
  return std::to_string(part) + " of " + std::to_string(whole) + " cases";
}

std::string_view reason_of(Ending ending) {
  return ending == Ending::interrupted ? "interrupted" : "budget spent";
}

/// Judges the cases in order, in growing pieces. \returns the end of what was judged, and the tally
std::pair<std::int64_t, Tally> judge_until_failure(const Subject& subject, std::int64_t size,
                                                   Limits& limits) {
  Tally total;
  PieceSize pieces(first_piece);
  std::int64_t done = 0;
  while (done < size && !total.least_failure && limits.may_go_on()) {
    const Range piece = pieces.first_of({.begin = done, .end = size});
    const Clock::time_point start = Clock::now();
    Tally tally = subject.judge(piece, /*stop_at_failure=*/true);
    pieces.took(piece, Clock::now() - start);
    tally.digest = {};  // answers of mutants are compared, not summed up
    total.add(tally);
    done = piece.end;
  }
  return {done, total};
}

/// Fate and reason of a mutant without a failing case.
std::pair<Fate, std::string> fate_of_survivor(const Mutant& mutant, const CaseSpace& space,
                                              std::int64_t done, const Tally& tally,
                                              Ending ending) {
  if (done < space.size) {
    return {Fate::alive, std::string(reason_of(ending)) + " after " + count_of(done, space.size)};
  }
  if (tally.judged == 0) return {Fate::alive, "no case meets the preconditions"};
  if (tally.undecided > 0) {
    return {Fate::alive, count_of(tally.undecided, tally.judged) + " undecided"};
  }
  const std::string unchanged = "no decided answer changed on all " + std::to_string(tally.judged) +
                                " cases (" + std::string(name_of(space.coverage)) + ")";
  if (!is_whole(space.coverage) && !mutant.must_change_nothing) {
    return {Fate::alive, unchanged};
  }
  return {Fate::equivalent, mutant.proof.empty() ? unchanged : mutant.proof};
}

JudgedMutant row_of(const Mutant& mutant, Fate fate, const std::string& reason) {
  JudgedMutant judged{.row = {.name = mutant.name,
                              .origin = mutant.origin,
                              .fate = fate,
                              .witness = {},
                              .why = mutant.why},
                      .least_failure = std::nullopt,
                      .must_change_nothing = mutant.must_change_nothing};
  if (reason.empty()) return judged;
  judged.row.why += (mutant.why.empty() ? "" : ": ") + reason;
  return judged;
}

}  // namespace

std::vector<Mutant> chosen_mutants(const std::vector<Mutant>& mutants, const Options& options) {
  std::vector<std::pair<std::uint64_t, std::size_t>> generic;  // (random key, place)
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    if (mutants[i].origin != Origin::generic) continue;
    generic.emplace_back(Random(options.seed, mutant_stream, i).next(), i);
  }
  std::sort(generic.begin(), generic.end());
  std::vector<bool> is_chosen(mutants.size(), true);
  const auto most =
      static_cast<std::size_t>(std::max<std::int64_t>(0, options.most_generic_mutants));
  for (std::size_t i = options.rung == Rung::fast ? most : generic.size(); i < generic.size();
       ++i) {
    is_chosen[generic[i].second] = false;
  }
  std::vector<Mutant> chosen;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    if (is_chosen[i]) chosen.push_back(mutants[i]);
  }
  return chosen;
}

JudgedMutant judge_mutant(const Mutant& mutant, Limits& limits) {
  if (!limits.may_go_on()) {
    return row_of(mutant, Fate::alive, std::string(reason_of(limits.ending())) + " before it ran");
  }
  const std::unique_ptr<Subject> subject = mutant.subject();
  const CaseSpace& space = subject->cases();
  const auto [done, tally] = judge_until_failure(*subject, space.size, limits);
  if (!tally.least_failure) {
    const auto [fate, reason] = fate_of_survivor(mutant, space, done, tally, limits.ending());
    return row_of(mutant, fate, reason);
  }
  JudgedMutant judged = row_of(mutant, Fate::refuted, {});
  judged.least_failure = tally.least_failure;
  judged.row.witness =
      "case " + std::to_string(tally.least_failure->index) + ": " + tally.least_failure->text;
  return judged;
}

std::vector<JudgedMutant> judge_mutants(const std::vector<Mutant>& mutants, Workers& workers,
                                        Limits& limits,
                                        const Function<void(std::int64_t)>& report) {
  std::vector<JudgedMutant> judged(mutants.size());
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::int64_t done = 0;
  const auto judge_while = [&](const Function<bool()>& goes_on) {
    while (goes_on()) {
      const std::size_t i = next++;
      if (i >= mutants.size()) return;
      try {
        judged[i] = judge_mutant(mutants[i], limits);
      } catch (...) {
        next = mutants.size();  // the other threads finish the mutant they are at
        throw;
      }
      const std::lock_guard lock(mutex);
      if (report) report(++done);
    }
  };
  const Clock::time_point start = Clock::now();
  const bool is_serial = workers.threads() <= 1;
  judge_while([&] { return is_serial || Clock::now() - start < serial_time; });
  if (next < mutants.size()) workers.run([&] { judge_while([] { return true; }); });
  return judged;
}

}  // namespace attest::check

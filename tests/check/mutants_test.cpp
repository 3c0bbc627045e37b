// SPDX-License-Identifier: Apache-2.0
/// \file
/// The three fates of mutants, and which mutants are run.
#include "reference/check/mutants.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reference/number/error.hpp"
#include "tests/check/fake.hpp"

namespace attest::check {
namespace {

using fake::FunctionSubject;
using fake::MemorySink;
using fake::numbers;

/// A mutant with 5000 cases, judged by `judge`.
Mutant mutant(std::string name, FunctionSubject::Judge judge,
              Coverage coverage = Coverage::exhaustive) {
  return {.name = std::move(name),
          .origin = Origin::claim,
          .why = "something broken",
          .proof = {},
          .must_change_nothing = false,
          .subject = [judge = std::move(judge), coverage] {
            return std::make_unique<FunctionSubject>(numbers(5000, coverage), judge);
          }};
}

std::optional<Outcome> always_holds(std::int64_t) { return fake::holds(1); }

FunctionSubject::Judge failing_from(std::int64_t least) {
  return [least](std::int64_t index) -> std::optional<Outcome> {
    return index >= least ? fake::fails(index) : fake::holds(1);
  };
}

/// The row of a subject that holds, with the given mutants.
Run run_with(const std::vector<Mutant>& mutants, Options options, Sink& sink) {
  const FunctionSubject subject(numbers(10), always_holds);
  options.with_mutants = true;
  return run(fake::key(), fake::statement(), subject, mutants, options, sink);
}

std::vector<MutantRow> rows_of(const std::vector<Mutant>& mutants, const Options& options) {
  MemorySink sink;
  return run_with(mutants, options, sink).row.mutants;
}

Mutant generic(int number) {
  Mutant result = mutant("weight[" + std::to_string(number) + "].up", failing_from(number));
  result.origin = Origin::generic;
  return result;
}

TEST_CASE("a mutant with a failing case is refuted by the least of them") {
  const std::vector<MutantRow> rows =
      rows_of({mutant("first", failing_from(0)), mutant("late", failing_from(4321))}, {});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] == MutantRow{.name = "first",
                             .origin = Origin::claim,
                             .fate = Fate::refuted,
                             .witness = "case 0: number 0",
                             .why = "something broken"});
  CHECK(rows[1].witness == "case 4321: number 4321");
}

TEST_CASE("a mutant that changes nothing on an exhaustive space is equivalent with its reason") {
  Mutant proved = mutant("proved", always_holds);
  proved.proof = "keys are distinct";
  const std::vector<MutantRow> rows =
      rows_of({mutant("same", always_holds), proved,
               mutant("certified", always_holds, Coverage::certificate)},
              {});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].fate == Fate::equivalent);
  CHECK(rows[0].why ==
        "something broken: no decided answer changed on all 5000 cases (exhaustive)");
  CHECK(rows[1].why == "something broken: keys are distinct");
  CHECK(rows[2].fate == Fate::equivalent);
}

TEST_CASE("a mutant that changes nothing on a sample is alive") {
  const std::vector<MutantRow> rows =
      rows_of({mutant("same", always_holds, Coverage::sampled)}, {});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].fate == Fate::alive);
  CHECK(rows[0].why.ends_with("on all 5000 cases (sampled)"));
}

TEST_CASE("a mutant that changes nothing on given cases is alive") {
  const std::vector<MutantRow> rows = rows_of({mutant("same", always_holds, Coverage::given)}, {});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].fate == Fate::alive);
  CHECK(rows[0].why.ends_with("on all 5000 cases (given)"));
}

TEST_CASE("a mutant with undecided cases and none that fails is alive") {
  const std::vector<MutantRow> rows =
      rows_of({mutant("unclear",
                      [](std::int64_t index) -> std::optional<Outcome> {
                        return index == 7 ? fake::undecided(index) : fake::holds(1);
                      }),
               mutant("none", [](std::int64_t) { return std::nullopt; })},
              {});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].fate == Fate::alive);
  CHECK(rows[0].why == "something broken: 1 of 5000 cases undecided");
  CHECK(rows[1].fate == Fate::alive);
  CHECK(rows[1].why == "something broken: no case meets the preconditions");
}

TEST_CASE("mutants are alive when the run is interrupted and the row is not kept") {
  MemorySink sink;
  std::int64_t calls = 0;
  const Run done = run_with({mutant("a", always_holds), mutant("b", failing_from(0))},
                            {.jobs = 1, .is_interrupted = [&calls] { return ++calls > 8; }}, sink);
  CHECK(done.ending == Ending::interrupted);
  REQUIRE(done.row.mutants.size() == 2);
  CHECK(done.row.mutants[0].fate == Fate::alive);
  CHECK(done.row.mutants[1].why == "something broken: interrupted before it ran");
  CHECK(done.row.verdict == Verdict::holds());
  CHECK(sink.rows.empty());
}

TEST_CASE("rows of mutants are the same for 1 and 2 threads") {
  std::vector<Mutant> mutants;
  mutants.reserve(40);
  for (int i = 0; i < 40; ++i) {
    mutants.push_back(mutant("m" + std::to_string(i), [i](std::int64_t index) {
      const std::uint64_t answer = fake::churn(index, 500);
      const bool fails = i % 3 != 0 && index >= 100 * i;
      return std::optional<Outcome>(fails ? fake::fails(index) : fake::holds(answer));
    }));
  }
  const std::vector<MutantRow> one = rows_of(mutants, {.jobs = 1});
  CHECK(one.size() == 40);
  CHECK(one == rows_of(mutants, {.jobs = 2}));
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].name == mutants[i].name);
    CHECK(one[i].fate == (i % 3 == 0 ? Fate::equivalent : Fate::refuted));
  }
}

TEST_CASE("the rung fast takes a choice of generic mutants by seed and every mutant of the claim") {
  std::vector<Mutant> mutants;
  mutants.reserve(103);
  for (int i = 0; i < 100; ++i) mutants.push_back(generic(i));
  for (int i = 0; i < 3; ++i) {
    mutants.push_back(mutant("named_" + std::to_string(i), failing_from(i)));
  }
  const auto names = [&](Rung rung, std::uint64_t seed) {
    std::vector<std::string> result;
    const Options options{.rung = rung, .seed = seed, .most_generic_mutants = 10};
    for (const Mutant& chosen : chosen_mutants(mutants, options)) result.push_back(chosen.name);
    return result;
  };
  const std::vector<std::string> first = names(Rung::fast, 1);
  CHECK(first.size() == 13);
  CHECK(first == names(Rung::fast, 1));
  CHECK(first != names(Rung::fast, 2));
  CHECK(first.back() == "named_2");
  CHECK(names(Rung::nightly, 1).size() == 103);
  CHECK(names(Rung::exhaustive, 1).size() == 103);
  CHECK(chosen_mutants(mutants, {}).size() == 67);
}

TEST_CASE(
    "mutants are run only on demand and only of a subject that holds and in the first shard") {
  const std::vector<Mutant> mutants = {mutant("m", failing_from(0))};
  MemorySink sink;
  const FunctionSubject holding(numbers(1000), always_holds);
  const FunctionSubject failing(numbers(1000), failing_from(500));
  const auto count = [&](const Subject& subject, const Options& options) {
    return run(fake::key(), fake::statement(), subject, mutants, options, sink).row.mutants.size();
  };
  CHECK(count(holding, {}) == 0);
  CHECK(count(holding, {.with_mutants = true}) == 1);
  CHECK(count(failing, {.with_mutants = true}) == 0);
  CHECK(count(holding, {.shard = 1, .shards = 2, .with_mutants = true}) == 1);
  CHECK(count(holding, {.shard = 2, .shards = 2, .with_mutants = true}) == 0);
}

TEST_CASE(
    "an allowed move that changes something fails the row and one that does not is equivalent") {
  Mutant harmless = mutant("bias.down", always_holds, Coverage::sampled);
  harmless.must_change_nothing = true;
  MemorySink sink;
  const Run good = run_with({harmless}, {}, sink);
  CHECK(good.row.verdict == Verdict::holds());
  CHECK(good.row.mutants[0].fate == Fate::equivalent);

  Mutant harmful = mutant("bias.up", failing_from(12));
  harmful.must_change_nothing = true;
  const Run bad = run_with({harmless, harmful}, {}, sink);
  CHECK(bad.row.verdict ==
        Verdict::fails({.index = 12, .text = "mutant bias.up must change nothing: number 12"}));
  CHECK(bad.row.replay ==
        "./attest show some_claim --statement S1 --set m=3 --set n=4 --case 12 --mutant 'bias.up'");
}

TEST_CASE("bad input from building a mutant ends the run") {
  Mutant broken = mutant("broken", always_holds);
  broken.subject = []() -> std::unique_ptr<Subject> {
    throw InputError("model-shape", "here", "this", "that");
  };
  for (const int jobs : {1, 2}) {
    MemorySink sink;
    CHECK_THROWS_AS(static_cast<void>(run_with({broken}, {.jobs = jobs}, sink)), InputError);
  }
}

}  // namespace
}  // namespace attest::check

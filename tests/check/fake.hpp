// SPDX-License-Identifier: Apache-2.0
/// \file
/// Subjects, sinks and statements for the tests of the runner.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reference/check/runner.hpp"
#include "reference/number/function.hpp"

namespace attest::check::fake {

/// A space of `size` cases without content.
inline CaseSpace numbers(std::int64_t size, Coverage coverage = Coverage::exhaustive) {
  const bool is_sampled = coverage == Coverage::sampled;
  return {.description = "the numbers below " + std::to_string(size),
          .coverage = coverage,
          .size = size,
          .full_size = is_sampled ? Integer(1'000'000'000'000) : Integer(size),
          .why_sampled = {},
          .at = [](std::int64_t index) { return Case({{Rational(index)}}); }};
}

/// Asks for an interruption at the call `calls` and ever after.
inline Function<bool()> interrupted_at(std::int64_t calls) {
  return
      [calls, count = std::make_shared<std::atomic<std::int64_t>>(0)] { return ++*count >= calls; };
}

/// Judges a case by a function of its index.
class FunctionSubject final : public Subject {
 public:
  using Judge = Function<std::optional<Outcome>(std::int64_t)>;

  FunctionSubject(CaseSpace space, Judge judge, bool is_yes_no = false)
      : space_(std::move(space)), judge_(std::move(judge)), is_yes_no_(is_yes_no) {}

  [[nodiscard]] const CaseSpace& cases() const override { return space_; }
  [[nodiscard]] Tally judge(Range range, bool stop_at_failure) const override {
    return judge_each(range, stop_at_failure, is_yes_no_, [this](std::int64_t index) {
      ++judged_;
      return judge_(index);
    });
  }
  [[nodiscard]] std::string evaluator() const override { return "function"; }
  [[nodiscard]] Arithmetic arithmetic() const override { return Arithmetic::integer; }
  [[nodiscard]] std::vector<Promise> promises() const override { return promised; }
  [[nodiscard]] std::string explain(std::int64_t index) const override {
    return "case " + std::to_string(index) + "\n";
  }
  [[nodiscard]] bool is_yes_no() const override { return is_yes_no_; }

  /// Cases judged so far, repetitions included.
  [[nodiscard]] std::int64_t judged() const { return judged_; }

  std::vector<Promise> promised;

 private:
  CaseSpace space_;
  Judge judge_;
  bool is_yes_no_;
  mutable std::atomic<std::int64_t> judged_ = 0;
};

inline Outcome holds(std::uint64_t answer) {
  return {.truth = Truth::holds, .answer = {answer}, .text = {}, .bits = 0};
}
inline Outcome fails(std::int64_t index) {
  return {
      .truth = Truth::fails, .answer = {}, .text = "number " + std::to_string(index), .bits = 0};
}
inline Outcome undecided(std::int64_t index) {
  return {.truth = Truth::unknown,
          .answer = {},
          .text = "number " + std::to_string(index) + " at 64 bits",
          .bits = 0};
}

/// Some work, so that a space takes long enough for threads to start.
inline std::uint64_t churn(std::int64_t index, int rounds) {
  auto state = static_cast<std::uint64_t>(index) + 0x9e3779b97f4a7c15;
  for (int i = 0; i < rounds; ++i) state = state * 6364136223846793005 + 1442695040888963407;
  return state >> 32;
}

/// A ledger in memory.
class MemorySink final : public Sink {
 public:
  void keep(const Key& key, const Batch& batch) override { batches[key].push_back(batch); }
  [[nodiscard]] std::vector<Batch> kept(const Key& key) const override {
    const auto found = batches.find(key);
    if (found == batches.end()) return {};
    std::vector<Batch> sorted = found->second;
    std::sort(sorted.begin(), sorted.end(),
              [](const Batch& a, const Batch& b) { return a.range.begin < b.range.begin; });
    return sorted;
  }
  void keep(const Row& row) override { rows.push_back(row); }

  std::map<Key, std::vector<Batch>> batches;
  std::vector<Row> rows;
};

inline Key key() {
  return {.claim = "some_claim",
          .statement = "S1",
          .params = {{"m", 3}, {"n", 4}},
          .seed = 1,
          .version = "0123456789abcdef",
          .variant = {}};
}

inline Statement statement() {
  Statement result;
  result.claim = "some_claim";
  result.label = "S1";
  return result;
}

/// Runs a subject without mutants.
inline Run run_alone(const Subject& subject, const Options& options, Sink& sink) {
  return run(key(), statement(), subject, {}, options, sink);
}

/// A subject of 200000 cases, long enough for threads to start; every seventh case is not judged.
inline FunctionSubject long_subject(bool is_yes_no) {
  return FunctionSubject(
      numbers(200'000),
      [is_yes_no](std::int64_t index) -> std::optional<Outcome> {
        const std::uint64_t answer = churn(index, 400);
        if (index % 7 == 6) return std::nullopt;
        return holds(is_yes_no ? answer & 1 : answer);
      },
      is_yes_no);
}

/// What must not depend on how a row was run.
inline std::string result_of(const Row& row) {
  return std::to_string(row.cases) + " " + row.digest + " " +
         std::string(name_of(row.verdict.truth)) + " " + row.verdict.reason + " " +
         (row.verdict.witness
              ? std::to_string(row.verdict.witness->index) + " " + row.verdict.witness->text
              : std::string("-"));
}

}  // namespace attest::check::fake

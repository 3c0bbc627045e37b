// SPDX-License-Identifier: Apache-2.0
/// \file
/// One subject, judged by one thread and by two in turns.
#include "benchmarks/threads_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "benchmarks/layer.hpp"
#include "benchmarks/machine.hpp"
#include "reference/check/runner.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::benchmarks {
namespace {

/// More than a second on one thread: the runner's first 20 ms are on one, and a piece of the end of
/// 35 ms may be, too.
constexpr std::int64_t case_count = 2048;
constexpr int most_repetitions = 5;  // it would take half a minute else
constexpr std::size_t inputs = 16;

/// Case i: the layer on input i mod 16 by the literal evaluator; the answer is a hash of its state.
class LayerSubject final : public check::Subject {
 public:
  LayerSubject() : layer_(layer_case(inputs)), model_(layer_.layer.description()) {
    space_.description = "the dense layer on 16 inputs, again and again";
    space_.size = case_count;
    space_.full_size = case_count;
    space_.at = [](std::int64_t index) { return check::Case({{Rational(index)}}); };
    for (const Entries& input : layer_.inputs) states_.push_back(state_of(input));
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return space_; }
  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    const model::Evaluator literal(model_, model::Arithmetic::rational, 0);
    return check::judge_each(range, stop_at_failure, false, [&](std::int64_t index) {
      const Matrix state = literal.final_state(states_[static_cast<std::size_t>(index) % inputs],
                                               model::Tie::average);
      check::Outcome outcome;
      for (int i = 0; i < layer_tokens; ++i) outcome.answer.push_back(state(i, 0).hash());
      return std::optional(outcome);
    });
  }
  [[nodiscard]] std::string evaluator() const override { return "literal"; }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::rational;
  }
  [[nodiscard]] std::string explain(std::int64_t index) const override {
    return "case " + std::to_string(index);
  }

 private:
  LayerCase layer_;
  model::Transformer model_;
  std::vector<Matrix> states_;
  check::CaseSpace space_;
};

/// Keeps nothing.
class NoSink final : public check::Sink {
 public:
  void keep(const check::Key&, const check::Batch&) override {}
  [[nodiscard]] std::vector<check::Batch> kept(const check::Key&) const override { return {}; }
  void keep(const check::Row&) override {}
};

/// Wall time and digest of one run.
std::pair<double, std::string> timed(const check::Subject& subject, int jobs,
                                     const Effort& effort) {
  check::Options options{.jobs = jobs};
  options.is_interrupted = [&effort] { return effort.is_interrupted(); };
  NoSink sink;
  const auto begin = std::chrono::steady_clock::now();
  const check::Run run =
      check::run({.claim = "engine", .statement = "threads"}, {}, subject, {}, options, sink);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return {took.count(), run.row.digest};
}

}  // namespace

std::vector<EngineRow> threads_rows(const Effort& effort) {
  const LayerSubject subject;
  std::array<Times, 2> times;
  const std::string digest = timed(subject, 1, effort).second;
  bool is_equal = true;
  const int repetitions = std::min(effort.repetitions, most_repetitions);
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    for (const int jobs : {1, 2}) {
      const auto [seconds, found] = timed(subject, jobs, effort);
      if (effort.is_interrupted()) return {};
      times[static_cast<std::size_t>(jobs - 1)].seconds.push_back(seconds);
      is_equal = is_equal && found == digest;
    }
  }
  EngineRow row{.name = "threads_2", .ours = median_of(times[1]), .peer = median_of(times[0])};
  row.peer_name = "one thread";
  row.unit = "s";
  row.equal = is_equal;
  row.ratio = row.peer / row.ours;
  row.target = 1.9;
  row.is_met = row.ratio >= row.target;
  // with nothing else running, this program alone has brought the load to between 1 and 2
  const double load = this_moment().load;
  row.note = fmt::format(
      "the check runner on {} cases of the literal evaluator, wall time; digests compared; load of "
      "the last minute {:.1f}{}",
      case_count, load, load > 2 ? ": other programs shared the cores" : "");
  return {row};
}

}  // namespace attest::benchmarks

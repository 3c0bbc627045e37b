// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading words off bit planes; see sliced_judge.hpp.
#include "reference/derive/sliced_judge.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "reference/derive/word_space.hpp"
#include "reference/engine/sliced.hpp"

namespace attest::derive {
namespace {

using check::Case;

/// Below this many cases a gate list costs more than it saves.
constexpr std::int64_t least_sliced_space = 4096;

/// Engines by length of the words: one a tie rule.
using Engines = std::map<int, std::vector<engine::SlicedEngine>>;

}  // namespace

/// Engines for every length and tie rule; used by one thread at a time.
class SlicedJudge::Worker {
 public:
  explicit Worker(Engines engines) : engines_(std::move(engines)) {}

  /// What the planes of one length say of a word.
  [[nodiscard]] Opinion opinion(int length, std::int64_t word,
                                const std::vector<Rational>& expected) {
    std::vector<engine::SlicedEngine>& engines = engines_.at(length);
    const engine::WordPlanes& words = engines.front().words();
    const std::int64_t block = words.block_of(word);
    if (length != length_ || block != block_) {
      for (engine::SlicedEngine& engine : engines) engine.run(block);
      length_ = length;
      block_ = block;
    }
    const auto lane = static_cast<int>(word - words.first_word(block));
    for (const engine::SlicedEngine& engine : engines) {
      const Opinion opinion = of(engine, lane, expected);
      if (opinion != Opinion::holds) return opinion;
    }
    return Opinion::holds;
  }

 private:
  static Opinion of(const engine::SlicedEngine& engine, int lane,
                    const std::vector<Rational>& expected) {
    if (engine.is_undefined(lane)) return Opinion::fails;
    std::size_t at = 0;
    for (const engine::Reading& reading : engine.model().readings) {
      const std::size_t number = engine.answer_index(reading, lane);
      if (number >= reading.answers.size()) return Opinion::none;
      for (const Rational& entry : reading.answers[number]) {
        if (at == expected.size() || entry != expected[at++]) return Opinion::fails;
      }
    }
    return at == expected.size() ? Opinion::holds : Opinion::fails;
  }

  Engines engines_;
  int length_ = 0;           // of the words that were run last,
  std::int64_t block_ = -1;  // and their block
};

/// The words, the engines as they were made, and idle workers.
struct SlicedJudge::Pool {
  WordSpace words;
  Engines engines;
  std::mutex mutex;
  std::vector<std::unique_ptr<Worker>> idle;

  std::unique_ptr<Worker> take() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return std::make_unique<Worker>(engines);
    std::unique_ptr<Worker> worker = std::move(idle.back());
    idle.pop_back();
    return worker;
  }

  void give_back(std::unique_ptr<Worker> worker) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(worker));
  }

  /// Judges one case, also literally if `is_spot_check`.
  void judge(const JudgeOrder& order, Worker& worker, std::int64_t index, const Case& tokens,
             bool is_spot_check, check::Tally& total) const {
    const std::vector<Rational> expected = order.computes.task.answer(tokens);
    const std::optional<std::int64_t> word = words.number_of(tokens);
    const Opinion opinion = word ? worker.opinion(tokens.rows(), *word, expected) : Opinion::none;
    if (opinion == Opinion::holds && !is_spot_check) {
      total.add(index, {.truth = check::Truth::holds, .answer = order.words(expected), .text = {}},
                false);
      return;
    }
    const check::Outcome outcome = order.literal(tokens);
    const bool is_same = opinion == Opinion::none ||
                         (opinion == Opinion::holds) == (outcome.truth == check::Truth::holds);
    ATTEST_REQUIRE(is_same, "bit planes and the literal semantics differ on case " +
                                std::to_string(index) + " of " + order.computes.model.name);
    total.add(index, outcome, false);
  }
};

SlicedJudge::SlicedJudge(const JudgeOrder& order)
    : order_(order), pool_(std::make_unique<Pool>()) {}
SlicedJudge::~SlicedJudge() = default;

std::unique_ptr<SlicedJudge> SlicedJudge::make(const JudgeOrder& order) {
  const model::Transformer& model = order.computes.model;
  if (order.computes.arithmetic != model::Arithmetic::rational || model.fields.size() != 1 ||
      model.decode.readout == model::Readout::whole_state) {
    return nullptr;
  }
  if (order.computes.inputs.size < least_sliced_space) return nullptr;
  const std::optional<WordSpace> words = word_space(order.computes.inputs);
  if (!words) return nullptr;
  std::vector<engine::Letter> letters;
  for (std::int64_t v = 0; v < words->letters; ++v) letters.push_back({Rational(words->first + v)});
  std::unique_ptr<SlicedJudge> judge(new SlicedJudge(order));
  judge->pool_->words = *words;
  for (int length = words->longest; length >= words->shortest; --length) {
    for (const model::Tie tie : order.ties) {
      auto made = engine::SlicedEngine::make(model, length, letters, tie);
      if (std::holds_alternative<std::string>(made)) return nullptr;
      judge->pool_->engines[length].push_back(std::get<engine::SlicedEngine>(std::move(made)));
    }
  }
  return judge;
}

check::Tally SlicedJudge::judge(check::Range range, bool stop_at_failure) const {
  check::Tally total;
  std::unique_ptr<Worker> worker = pool_->take();
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    const std::optional<Case> tokens = order_.computes.inputs.at(i);
    if (!tokens) continue;
    pool_->judge(order_, *worker, i, *tokens, total.judged == 0, total);
    if (stop_at_failure && total.failed > 0) break;
  }
  pool_->give_back(std::move(worker));
  return total;
}

check::Tally SlicedJudge::judge_made(
    const std::vector<std::pair<std::int64_t, Case>>& cases) const {
  check::Tally total;
  std::unique_ptr<Worker> worker = pool_->take();
  for (const auto& [index, tokens] : cases) {
    pool_->judge(order_, *worker, index, tokens, false, total);
    if (total.failed > 0) break;
  }
  pool_->give_back(std::move(worker));
  return total;
}

std::string SlicedJudge::proof() const {
  std::string lists;
  for (const auto& [length, engines] : pool_->engines) {
    for (const engine::SlicedEngine& engine : engines) {
      if (!lists.empty()) lists += ",";
      const engine::SlicedModel& model = engine.model();
      lists += "{\"inputs\":" + std::to_string(length);
      lists += ",\"most_rows\":" + std::to_string(model.rows);
      lists += ",\"chains\":" + std::to_string(model.program.chains.size());
      lists += ",\"terms\":" + std::to_string(model.program.terms.size()) + "}";
    }
  }
  return "{\"kind\":\"gate lists\",\"lists\":[" + lists + "]}";
}

}  // namespace attest::derive

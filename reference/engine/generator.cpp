// SPDX-License-Identifier: Apache-2.0
/// \file
/// Steps of autoregressive models for the newest column alone; see generator.hpp.
#include "reference/engine/generator.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "reference/engine/generator_erasure.hpp"
#include "reference/engine/generator_model.hpp"
#include "reference/model/evaluate_decode.hpp"
#include "reference/model/generation.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// What a mask shows to a query.
struct Shown {
  int query = -1;
  int length = 0;
  std::vector<int> keys = {};
};

}  // namespace

struct Generation::Parts {
  const Generator::Parts* shared;
  std::deque<Token> tokens = {};  // with a window the last ones
  Token last = {};
  std::int64_t steps = 0;
  // A growing sequence: the columns of every layer with heads.
  std::vector<std::deque<Column>> columns = {};
  std::vector<std::vector<const Column*>> seen = {};  // by layer: pointers to them
  std::vector<Rational> newest = {};  // the row before the last heads of the last position
  int absorbed = 0;                   // positions
  BegunTokens begun = {};             // where rows are functions of the token
  ErasureMarks marks = {};
  // A window that slides.
  KeptColumns kept = {};
  std::deque<int> ids = {};
  std::vector<Shown> visible = {};  // by mask: of the last query
  HeadsWork work = {};
  std::optional<model::Evaluator> literal = {};  // once it is asked

  [[nodiscard]] const model::Transformer& model() const { return *shared->model; }
  [[nodiscard]] bool is_sliding() const {
    return shared->window > 0 && std::ssize(tokens) >= shared->window;
  }
  [[nodiscard]] int extra() const { return static_cast<int>(shared->extra.size()); }
  [[nodiscard]] int length() const { return extra() + static_cast<int>(tokens.size()); }
  [[nodiscard]] Matrix context() const;
  [[nodiscard]] Token literal_next();
  void keep_beginning_of(const Matrix& prompt);
  void append(Token token, bool may_erase);
  void erase(const model::Span& span);
  [[nodiscard]] Token next();
  [[nodiscard]] BegunToken begin(int token, const model::Place& place) const;
  void absorb();
  void attend(std::size_t layer, const std::vector<const Column*>& keys, std::vector<Rational>& row,
              int position);
  [[nodiscard]] Token finish(std::vector<Rational> row, const std::vector<const Column*>& keys);
  [[nodiscard]] Token slide();
};

Matrix Generation::Parts::context() const {
  Matrix result(static_cast<int>(tokens.size()), static_cast<int>(model().fields.size()));
  for (int i = 0; i < result.rows(); ++i) {
    std::ranges::copy(tokens[static_cast<std::size_t>(i)], result.row(i).begin());
  }
  return result;
}

Token Generation::Parts::literal_next() {
  if (!literal) literal.emplace(model(), model::Arithmetic::rational, 0);
  return model::next_token(*literal, context());
}

/// Drops all tokens but those that a prompt begins with too, and all columns but theirs: where
/// later tokens change no earlier row these are as they would be. The prompt's last token is always
/// new.
void Generation::Parts::keep_beginning_of(const Matrix& prompt) {
  const bool is_kept = shared->is_incremental(false) && shared->window == 0 && !shared->erasure;
  std::size_t same = 0;
  while (is_kept && same < tokens.size() && static_cast<int>(same) + 1 < prompt.rows() &&
         std::ranges::equal(tokens[same], prompt.row(static_cast<int>(same)))) {
    ++same;
  }
  tokens.resize(same);
  ids.clear();
  marks.clear();
  absorbed = is_kept ? std::min(absorbed, extra() + static_cast<int>(same)) : 0;
  seen.resize(shared->plan.layers.size());
  columns.resize(shared->plan.layers.size());
  for (std::size_t layer = 0; layer < seen.size(); ++layer) {
    if (absorbed == 0) {  // columns of erased tokens may be among them
      seen[layer].clear();
      columns[layer].clear();
    }
    while (std::ssize(seen[layer]) > absorbed) {
      if (!columns[layer].empty() && seen[layer].back() == &columns[layer].back()) {
        columns[layer].pop_back();
      }
      seen[layer].pop_back();
    }
  }
}

void Generation::Parts::append(Token token, bool may_erase) {
  if (shared->window > 0) {
    if (kept.is_full()) {
      kept.clear();
      ids.clear();
      for (const Token& each : tokens) ids.push_back(kept.id_of(each));
    }
    ids.push_back(kept.id_of(token));
  }
  std::optional<model::Span> erased;
  if (shared->erasure) {
    erased = marks.note(*shared->erasure, token, static_cast<int>(tokens.size()), may_erase);
  }
  tokens.push_back(std::move(token));
  if (shared->window > 0 && std::ssize(tokens) > shared->window) {
    tokens.pop_front();
    ids.pop_front();
  }
  if (erased) erase(*erased);
}

/// The newest token is not absorbed yet. The columns of the others stay as they are: keys and
/// values are functions of the token.
void Generation::Parts::erase(const model::Span& span) {
  tokens.erase(tokens.begin() + span.first, tokens.begin() + span.last + 1);
  for (std::vector<const Column*>& layer : seen) {
    if (layer.empty()) continue;
    layer.erase(layer.begin() + extra() + span.first, layer.begin() + extra() + span.last + 1);
  }
  if (absorbed > 0) absorbed -= span.last - span.first + 1;
}

/// Adds what the heads of a layer give to the row at a position.
void Generation::Parts::attend(std::size_t layer, const std::vector<const Column*>& keys,
                               std::vector<Rational>& row, int position) {
  const HeadsPlan& heads = shared->plan.layers[layer].heads;
  const auto shown = [&](int mask) -> const std::vector<int>* {
    if (mask < 0) return nullptr;
    const auto at = static_cast<std::size_t>(mask);
    if (shared->plan.is_causal[at] != 0) return nullptr;
    Shown& list = visible[at];
    if (list.query != position || list.length != length()) {
      list = {.query = position,
              .length = length(),
              .keys = visible_keys(model().masks[at], position, length())};
    }
    return &list.keys;
  };
  work.attend(heads, keys, row, shared->any, shown);
}

/// A token, or one before the first input, up to the first heads.
BegunToken Generation::Parts::begin(int token, const model::Place& place) const {
  const GeneratorPlan& plan = shared->plan;
  BegunToken result;
  result.row =
      shared->embedded(token < 0 ? nullptr : &tokens[static_cast<std::size_t>(token)], place);
  if (plan.first_heads < 0) return result;
  const auto first = static_cast<std::size_t>(plan.first_heads);
  for (std::size_t l = 0; l < first; ++l) shared->transform(plan.layers[l], result.row, place);
  result.column = column_of(plan.layers[first].heads, result.row);
  return result;
}

/// The columns of every position that is new, in a sequence that grows.
void Generation::Parts::absorb() {
  const GeneratorPlan& plan = shared->plan;
  for (; absorbed < length(); ++absorbed) {
    const int token = absorbed - extra();
    const model::Place place{.position = absorbed, .length = length()};
    const BegunToken* known = nullptr;
    if (token >= 0 && !plan.embeds_position && !plan.embeds_length) {
      known =
          begun.of(tokens[static_cast<std::size_t>(token)], [&] { return begin(token, place); });
    }
    BegunToken own = known == nullptr ? begin(token, place) : BegunToken{};
    std::vector<Rational> row = (known == nullptr ? own : *known).row;
    for (int l = std::max(plan.first_heads, 0); l <= plan.last_heads; ++l) {
      const auto layer = static_cast<std::size_t>(l);
      const GeneratorLayer& each = plan.layers[layer];
      if (l == plan.first_heads && known != nullptr) {
        seen[layer].push_back(&known->column);
      } else if (each.heads.block != nullptr) {
        columns[layer].push_back(l == plan.first_heads ? std::move(own.column)
                                                       : column_of(each.heads, row));
        seen[layer].push_back(&columns[layer].back());
      }
      if (l == plan.last_heads) break;
      if (each.heads.block != nullptr) attend(layer, seen[layer], row, absorbed);
      shared->transform(each, row, place);
    }
    newest = std::move(row);
  }
}

/// The token that the row before the last heads leads to.
Token Generation::Parts::finish(std::vector<Rational> row, const std::vector<const Column*>& keys) {
  const GeneratorPlan& plan = shared->plan;
  const model::Place place{.position = length() - 1, .length = length()};
  const auto first = static_cast<std::size_t>(std::max(plan.last_heads, 0));
  for (std::size_t l = first; l < plan.layers.size(); ++l) {
    if (plan.layers[l].heads.block != nullptr) attend(l, keys, row, length() - 1);
    shared->transform(plan.layers[l], row, place);
  }
  const std::span<const Rational> fields = row;
  return model::read_row(model::Exact{}, model().decode, fields, place);
}

/// The next token of a full window.
Token Generation::Parts::slide() {
  const GeneratorPlan& plan = shared->plan;
  std::vector<const Column*>& keys = work.columns;
  keys.clear();
  for (int position = 0; position < length(); ++position) {
    const int token = position - extra();
    const auto place =
        static_cast<std::size_t>(token >= 0 && !plan.embeds_position ? extra() : position);
    std::unique_ptr<const Column>& kept_column =
        kept.at(place, token < 0 ? 0 : ids[static_cast<std::size_t>(token)]);
    if (!kept_column) {
      const model::Place at{.position = position, .length = length()};
      std::vector<Rational> row =
          shared->embedded(token < 0 ? nullptr : &tokens[static_cast<std::size_t>(token)], at);
      for (int l = 0; l < plan.last_heads; ++l) {
        shared->transform(plan.layers[static_cast<std::size_t>(l)], row, at);
      }
      Column column =
          plan.last_heads < 0
              ? Column{}
              : column_of(plan.layers[static_cast<std::size_t>(plan.last_heads)].heads, row);
      column.row = std::move(row);
      kept_column = std::make_unique<const Column>(std::move(column));
    }
    keys.push_back(kept_column.get());
  }
  return finish(keys.back()->row, keys);
}

Token Generation::Parts::next() {
  if (!shared->is_incremental(is_sliding())) return literal_next();
  if (is_sliding()) return slide();
  absorb();
  static const std::vector<const Column*> none;
  const int last_heads = shared->plan.last_heads;
  return finish(newest, last_heads < 0 ? none : seen[static_cast<std::size_t>(last_heads)]);
}

Generation::Generation(const Generator& generator, const Matrix& prompt)
    : parts_(std::make_unique<Parts>(Parts{.shared = generator.parts_.get()})) {
  parts_->visible.resize(parts_->model().masks.size());
  restart(prompt);
}
Generation::Generation(Generation&&) noexcept = default;
Generation& Generation::operator=(Generation&&) noexcept = default;
Generation::~Generation() = default;

void Generation::restart(const Matrix& prompt) {
  Parts& p = *parts_;
  ATTEST_REQUIRE(prompt.rows() > 0 && prompt.cols() == std::ssize(p.model().fields), "a prompt");
  p.keep_beginning_of(prompt);
  p.steps = 0;
  p.last.clear();
  for (int i = static_cast<int>(p.tokens.size()); i < prompt.rows(); ++i) {
    const std::span<const Rational> row = prompt.row(i);
    p.append(Token(row.begin(), row.end()), /*may_erase=*/false);
  }
}

const std::vector<Rational>& Generation::step() {
  Parts& p = *parts_;
  p.last = p.next();
  p.append(p.last, /*may_erase=*/true);
  ++p.steps;
  return p.last;
}

bool Generation::checked_step(const LoopedChecks& checks) {
  Parts& p = *parts_;
  if (!p.shared->is_incremental(p.is_sliding()) || !checks.includes(p.steps + 1)) {
    step();
    return true;
  }
  const Token expected = p.literal_next();
  try {
    return step() == expected;
  } catch (const model::Undefined&) {
    return false;
  }
}

const std::vector<Rational>& Generation::last() const {
  ATTEST_REQUIRE(parts_->steps > 0, "a token was appended");
  return parts_->last;
}

std::int64_t Generation::steps() const { return parts_->steps; }

Matrix Generation::context() const { return parts_->context(); }

std::int64_t Generation::length() const { return std::ssize(parts_->tokens); }

}  // namespace attest::engine

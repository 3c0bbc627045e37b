// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layers of a pass one after the other, and the literal evaluation where they stop.
#include "reference/engine/looped.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <utility>

#include "reference/engine/looped_layer.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

// Larger entries than this at the start are left to the literal evaluation.
constexpr std::int64_t most_first_entry = 1 << 18;
// How much entries may grow before the pass is left to it.
constexpr std::int64_t growth = 4;
// How many supposed constants may turn out to vary.
constexpr std::size_t most_varying = 64;

// The greatest |entry| if all are integers of at most most_first_entry.
std::optional<std::int64_t> greatest_entry(const Matrix& state) {
  std::int64_t greatest = 1;
  for (int i = 0; i < state.rows(); ++i) {
    for (const Rational& x : state.row(i)) {
      if (!x.is_integer() || x.num().abs() > most_first_entry) return std::nullopt;
      greatest = std::max(greatest, x.num().abs().to_int64());
    }
  }
  return greatest;
}

LoopedRows looped_rows_of(const Matrix& state) {
  LoopedRows result(state.rows(), state.cols());
  for (int i = 0; i < state.rows(); ++i) {
    for (int at = 0; at < state.cols(); ++at) {
      result.at(i, at) = static_cast<std::int32_t>(state(i, at).num().to_int64());
    }
  }
  return result;
}

Matrix matrix_of(const LoopedRows& rows) {
  Matrix result(rows.n(), rows.d());
  for (int i = 0; i < rows.n(); ++i) {
    for (int at = 0; at < rows.d(); ++at) result(i, at) = rows.at(i, at);
  }
  return result;
}

}  // namespace

bool LoopedChecks::includes(std::int64_t number) const {
  const bool is_power = at_powers_of_two && (number & (number - 1)) == 0;
  return is_power || (every > 0 && number % every == 0);
}

struct Looped::Parts {
  const model::Transformer* model;
  model::Tie any;
  int n;
  LoopedSet set = LoopedSet::baseline;
  std::int32_t most = 0;  // greatest |entry|
  std::vector<LoopedPlace> varying = {};
  bool is_recorded = false;
  LoopedPlan plan = {};
  std::string why_not = {};
  std::deque<LoopedRows> rows = {};  // before each layer
  std::deque<LoopedLayerState> layers = {};
  std::vector<int> changed = {};  // columns changed by the layer, and at last by the pass
  std::vector<int> next = {};
  bool is_first = true;
  std::int64_t passes = 0;
  std::int64_t computed = 0;  // before the literal evaluation began
  Matrix state = {};          // when literal
  std::optional<model::Evaluator> literal = {};

  void begin(const Matrix& first);
  void prepare(const Matrix& first);
  [[nodiscard]] std::optional<LoopedRows> once(const LoopedLayer& layer,
                                               const std::vector<int>& class_of,
                                               const LoopedRows& in) const;
  void write_constants(LoopedRows& rows, const LoopedLayer& layer) const;
  void leave(std::string reason, Matrix now);
  [[nodiscard]] bool step();
  void write_constants();
  [[nodiscard]] bool has_small_constants() const;
  model::Evaluator& evaluator();
  [[nodiscard]] Matrix now() const { return why_not.empty() ? matrix_of(rows[0]) : state; }
};

void Looped::Parts::begin(const Matrix& first) {
  const std::optional<std::int64_t> greatest = greatest_entry(first);
  if (!greatest) return leave("the state is not of small integers", first);
  if (!LoopedRows::fits(n, first.cols())) return leave("the state has too many entries", first);
  most = static_cast<std::int32_t>(growth * *greatest);
  prepare(first);
}

void Looped::Parts::prepare(const Matrix& first) {
  plan = looped_plan(*model, first);
  if (!plan.why_not.empty()) {
    const std::string proved = plan.why_not;
    plan = observed_plan(*model, first, looped_rows_of(first), varying,
                         [this](const LoopedLayer& layer, const std::vector<int>& class_of,
                                const LoopedRows& in) { return once(layer, class_of, in); });
    if (!plan.why_not.empty()) return leave(proved, first);
  }
  if (!has_small_constants()) return leave("a constant is no small integer", first);
  for (const LoopedLayer& layer : plan.layers) {
    layers.emplace_back(layer, plan.class_of, first.cols(), most, any, set);
    if (!layers.back().why_not().empty()) return leave(layers.back().why_not(), first);
    layers.back().record(is_recorded);
    rows.push_back(looped_rows_of(first));
    LoopedRows& before = rows.back();
    if (layers.size() > 1) write_constants(before, plan.layers[layers.size() - 2]);
    for (int column = 0; column < n; ++column) {
      const LoopedClass& each =
          layer.classes[static_cast<std::size_t>(plan.class_of[static_cast<std::size_t>(column)])];
      for (std::size_t at = 0; at < each.constants.size(); ++at) {
        const std::optional<Rational>& value = each.constants[at];
        if (!value) continue;
        before.at(column, static_cast<int>(at)) =
            static_cast<std::int32_t>(value->num().to_int64());
      }
    }
  }
  changed.resize(static_cast<std::size_t>(n));
  std::iota(changed.begin(), changed.end(), 0);
  is_first = true;
}

// A layer in all columns.
std::optional<LoopedRows> Looped::Parts::once(const LoopedLayer& layer,
                                              const std::vector<int>& class_of,
                                              const LoopedRows& in) const {
  LoopedLayerState single(layer, class_of, in.d(), most, any, set);
  if (single.why_not().empty()) single.begin(in);
  if (!single.why_not().empty()) return std::nullopt;
  std::vector<int> all(static_cast<std::size_t>(n));
  std::iota(all.begin(), all.end(), 0);
  if (!single.evaluate(in, all)) return std::nullopt;
  LoopedRows out = in;
  write_constants(out, layer);
  std::vector<int> ignored;
  single.commit(in, out, ignored);
  return out;
}

// What a layer makes constant, which it does not compute.
void Looped::Parts::write_constants(LoopedRows& out, const LoopedLayer& layer) const {
  for (const LoopedClass& each : layer.classes) {
    const std::vector<std::optional<Rational>> constants = each.function.constants();
    for (const int column : each.columns) {
      for (std::size_t i = 0; i < constants.size(); ++i) {
        if (!constants[i]) continue;
        out.at(column, each.function.written[i]) =
            static_cast<std::int32_t>(constants[i]->num().to_int64());
      }
    }
  }
}

// Whether all constants that a layer leaves are integers of at most `most`.
bool Looped::Parts::has_small_constants() const {
  for (const LoopedLayer& layer : plan.layers) {
    for (const LoopedClass& each : layer.classes) {
      for (const std::optional<Rational>& value : each.function.constants()) {
        if (value && (!value->is_integer() || value->num().abs() > most)) return false;
      }
    }
  }
  return true;
}

void Looped::Parts::leave(std::string reason, Matrix now) {
  for (const LoopedLayerState& layer : layers) computed += layer.computed();
  why_not = std::move(reason);
  state = std::move(now);
  layers.clear();
  rows.clear();
  changed.clear();
}

model::Evaluator& Looped::Parts::evaluator() {
  if (!literal) literal.emplace(*model, model::Arithmetic::rational, 0);
  return *literal;
}

// One pass in the columns that it may change. The rows before the first layer are written last, so
// that a pass that stops has not begun.
bool Looped::Parts::step() {
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (is_first) {
      layers[l].begin(rows[l]);
      if (!layers[l].why_not().empty()) {
        leave(layers[l].why_not(), matrix_of(rows[0]));
        return false;
      }
    }
    if (!layers[l].evaluate(rows[l], changed)) {
      if (layers[l].violation() && varying.size() < most_varying) {
        const LoopedLayerState::Violation found = *layers[l].violation();
        varying.push_back({.layer = static_cast<int>((l + 1) % layers.size()),
                           .of_class = found.of_class,
                           .at = found.at});
        const Matrix now = matrix_of(rows[0]);
        for (const LoopedLayerState& layer : layers) computed += layer.computed();
        layers.clear();
        rows.clear();
        prepare(now);
        return why_not.empty() && step();
      }
      leave("an entry is no small integer in pass " + std::to_string(passes + 1),
            matrix_of(rows[0]));
      return false;
    }
    const bool is_last = l + 1 == layers.size();
    next.clear();
    if (is_first && is_last) write_constants();
    layers[l].commit(rows[l], rows[is_last ? 0 : l + 1], next);
    if (!is_first || is_last) changed.swap(next);  // else all columns of the next layer are new too
  }
  if (is_first) {
    std::ranges::sort(changed);
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  }
  is_first = false;
  return true;
}

// What the first pass makes constant and was not before: the layers compute the rest alone.
void Looped::Parts::write_constants() {
  for (const LoopedClass& each : plan.layers.back().classes) {
    const std::vector<std::optional<Rational>> constants = each.function.constants();
    for (const int column : each.columns) {
      for (std::size_t i = 0; i < constants.size(); ++i) {
        if (!constants[i]) continue;
        std::int32_t& entry = rows[0].at(column, each.function.written[i]);
        const auto value = static_cast<std::int32_t>(constants[i]->num().to_int64());
        if (entry != value) next.push_back(column);
        entry = value;
      }
    }
  }
}

Looped::Looped(const model::Transformer& model, const Matrix& state, model::Tie any,
               std::optional<LoopedSet> set)
    : parts_(std::make_unique<Parts>(Parts{.model = &model,
                                           .any = any,
                                           .n = state.rows(),
                                           .set = set.value_or(looped_sets().front())})) {
  ATTEST_REQUIRE(any != model::Tie::as_declared, "a rule for any_hardmax");
  ATTEST_REQUIRE(state.cols() == model::width(model), "a state of the model's width");
  parts_->begin(state);
}

Looped::Looped(Looped&&) noexcept = default;
Looped& Looped::operator=(Looped&&) noexcept = default;
Looped::~Looped() = default;

void Looped::pass() {
  Parts& p = *parts_;
  if (!p.why_not.empty() || !p.step()) p.state = p.evaluator().final_state(p.state, p.any);
  ++p.passes;
}

bool Looped::checked_pass(const LoopedChecks& checks) {
  Parts& p = *parts_;
  if (!p.why_not.empty() || !checks.includes(p.passes + 1)) {
    pass();
    return true;
  }
  const Matrix expected = p.evaluator().final_state(p.now(), p.any);
  pass();
  return p.now() == expected;
}

std::int64_t Looped::passes() const { return parts_->passes; }

void Looped::set(int column, int at, std::int32_t value) {
  Parts& p = *parts_;
  ATTEST_REQUIRE(0 <= column && column < p.n && 0 <= at && at < model::width(*p.model), "an entry");
  if (!p.why_not.empty()) {
    p.state(column, at) = value;
    return;
  }
  std::int32_t& entry = p.rows[0].at(column, at);
  if (entry == value) return;
  entry = value;
  const auto of_class = static_cast<std::size_t>(p.plan.class_of[static_cast<std::size_t>(column)]);
  const bool is_constant =
      p.plan.layers[0].classes[of_class].constants[static_cast<std::size_t>(at)].has_value();
  if (is_constant || value < -p.most || p.most < value) {
    p.leave("an entry set from outside was taken to be constant, or is large",
            matrix_of(p.rows[0]));
    return;
  }
  if (std::ranges::find(p.changed, column) == p.changed.end()) p.changed.push_back(column);
}

std::vector<std::int32_t> Looped::row(int layer, int column) const {
  const Parts& p = *parts_;
  ATTEST_REQUIRE(p.why_not.empty() && 0 <= column && column < p.n && 0 <= layer &&
                     std::cmp_less(layer, p.rows.size()),
                 "a row");
  return p.rows[static_cast<std::size_t>(layer)].row(column);
}

bool Looped::agrees(int column, const LoopedRows& expected) const {
  const Parts& p = *parts_;
  ATTEST_REQUIRE(p.why_not.empty() && 0 <= column && column < p.n && expected.n() == p.n &&
                     expected.d() == p.rows[0].d(),
                 "a row");
  return p.layers.back().equals(column, p.rows[0], expected);
}

void Looped::record(bool is_recorded) {
  parts_->is_recorded = is_recorded;
  for (LoopedLayerState& layer : parts_->layers) layer.record(is_recorded);
}

std::vector<Looped::Read> Looped::reads() const {
  std::vector<Read> result;
  for (std::size_t l = 0; l < parts_->layers.size(); ++l) {
    for (const LoopedLayerState::Read& read : parts_->layers[l].reads()) {
      result.push_back({.layer = static_cast<int>(l),
                        .head = read.head,
                        .column = read.column,
                        .columns = read.columns});
    }
  }
  return result;
}

Rational Looped::entry(int column, int at) const {
  const Parts& p = *parts_;
  ATTEST_REQUIRE(0 <= column && column < p.n && 0 <= at && at < model::width(*p.model), "an entry");
  if (!p.why_not.empty()) return p.state(column, at);
  return p.rows[0].at(column, at);
}

Matrix Looped::state() const { return parts_->now(); }

std::span<const int> Looped::changed() const { return parts_->changed; }

bool Looped::has_tie() const {
  const Parts& p = *parts_;
  return !p.why_not.empty() || std::ranges::any_of(p.layers, &LoopedLayerState::has_tie);
}

bool Looped::is_incremental() const { return parts_->why_not.empty(); }

const std::string& Looped::why_not() const { return parts_->why_not; }

std::int64_t Looped::computed() const {
  std::int64_t total = parts_->computed;
  for (const LoopedLayerState& layer : parts_->layers) total += layer.computed();
  return total;
}

std::int64_t Looped::scans() const {
  std::int64_t total = 0;
  for (const LoopedLayerState& layer : parts_->layers) total += layer.scans();
  return total;
}

}  // namespace attest::engine

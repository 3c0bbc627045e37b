// SPDX-License-Identifier: Apache-2.0
/// \file
/// Preparing the layers and going through them, until a pass cannot be computed in part.
#include "reference/engine/looped_parts.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

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

Matrix Looped::Parts::now() const { return why_not.empty() ? matrix_of(rows[0]) : state; }

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
  for (std::size_t l = 0; l + 1 < layers.size(); ++l) {
    for (const int column : changed) layers[l].ask_early(column, rows[l + 1]);
  }
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

}  // namespace attest::engine

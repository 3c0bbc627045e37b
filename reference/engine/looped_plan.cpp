// SPDX-License-Identifier: Apache-2.0
/// \file
/// Static coordinates, classes of columns, and the constants that a pass provably restores.
#include "reference/engine/looped_plan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reference/engine/looped_heads.hpp"

namespace attest::engine {
namespace {

constexpr std::size_t most_classes = 16;

std::string unsuitable_part(const model::Transformer& model) {
  for (const model::Block& block : model.blocks) {
    if (!block.token_maps.empty()) return "block " + block.name + " has token maps";
    for (const model::Head& head : block.heads) {
      if (!model::is_hardmax(head.norm) || head.norm == model::Norm::unique_hardmax) {
        return "head " + head.name + " is " + std::string(model::name_of(head.norm));
      }
      if (head.mask >= 0) return "head " + head.name + " is masked";
      if (head.keys.size() != 1) return "head " + head.name + " is of third order";
    }
  }
  return "";
}

// The coordinates that the heads or the units of a block write.
std::vector<int> written_by(const model::Block& block) {
  std::set<int> written;
  for (const model::Head& head : block.heads) {
    for (const model::Entry& entry : head.out) written.insert(entry.to);
  }
  for (const model::Relu& unit : block.mlp) {
    for (const model::Term& term : unit.out) written.insert(term.at);
  }
  return {written.begin(), written.end()};
}

// Makes the plan.
class Planner {
 public:
  Planner(const model::Transformer& model, const Matrix& state) : model_(model), state_(state) {}

  LoopedPlan plan() {
    prove();
    if (result_.why_not.empty()) limit_movement();
    return std::move(result_);
  }

  LoopedPlan observed(const LoopedRows& first, std::vector<LoopedPlace> varying,
                      const LoopedOnce& once) {
    prove();
    varying_ = std::move(varying);
    while (result_.why_not.empty() && !observe(first, once)) {
    }
    if (result_.why_not.empty()) limit_movement();
    return std::move(result_);
  }

 private:
  using Constants = std::vector<std::optional<Rational>>;  // [d]

  // Everything but the limits on movement.
  void prove() {
    result_.why_not = unsuitable_part(model_);
    if (result_.why_not.empty()) find_static();
    if (result_.why_not.empty()) find_classes();
    if (!result_.why_not.empty()) return;
    for (LoopedLayer& layer : result_.layers) {
      gains_.push_back(head_gains(layer, state_, is_static_));
    }
    std::vector<Constants> constants = first_constants();
    while (!restores(constants)) {
    }
  }

  // One pass from `first`, layer by layer, with what large classes have in common before each layer
  // supposed constant. Returns whether the last layer restores what the first one supposes; what it
  // does not is varying from then on.
  bool observe(const LoopedRows& first, const LoopedOnce& once) {
    LoopedRows rows = first;
    for (std::size_t l = 0; l < result_.layers.size(); ++l) {
      LoopedLayer& layer = result_.layers[l];
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        LoopedClass& each = layer.classes[c];
        if (!is_large(c)) continue;
        suppose(static_cast<int>(l), static_cast<int>(c), rows, each.constants);
        each.function = looped_function(layer.block->mlp,
                                        bounds_after_heads(each.constants, gains_[l]), written_);
      }
      find_movement(layer, is_static_);
      LoopedLayer still = layer;
      for (std::vector<int>& columns : still.moving_keys) {
        if (std::cmp_greater(columns.size(), most_moving_columns)) columns.clear();
      }
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (is_large(c)) still.classes[c].is_moving = false;
      }
      std::optional<LoopedRows> next = once(still, result_.class_of, rows);
      if (!next) {
        result_.why_not = "an entry is no small integer in the first pass";
        return true;
      }
      rows = std::move(*next);
    }
    const std::size_t before = varying_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (is_large(c)) find_varying(static_cast<int>(c), rows);
    }
    if (varying_.size() > before) return false;
    for (std::size_t l = 0; l < result_.layers.size(); ++l) find_supposed(l);
    return true;
  }

  [[nodiscard]] bool is_large(std::size_t of_class) const {
    return std::cmp_greater(columns_[of_class].size(), most_moving_columns);
  }

  // What the columns of a class have in common in `rows`, but for varying places.
  void suppose(int l, int c, const LoopedRows& rows, Constants& constants) const {
    const std::vector<int>& columns = columns_[looped_index(c)];
    constants.assign(looped_index(rows.d()), std::nullopt);
    for (int at = 0; at < rows.d(); ++at) {
      if (std::ranges::find(varying_, LoopedPlace{.layer = l, .of_class = c, .at = at}) !=
          varying_.end()) {
        continue;
      }
      const std::int32_t value = rows.at(columns[0], at);
      const bool is_common =
          std::ranges::all_of(columns, [&](int j) { return rows.at(j, at) == value; });
      if (is_common) constants[looped_index(at)] = Rational(value);
    }
  }

  // What the first layer supposes of a class and `rows`, after the last one, have not.
  void find_varying(int c, const LoopedRows& rows) {
    const Constants& constants = result_.layers[0].classes[looped_index(c)].constants;
    for (int at = 0; at < rows.d(); ++at) {
      if (!constants[looped_index(at)]) continue;
      const bool is_restored = std::ranges::all_of(columns_[looped_index(c)], [&](int j) {
        return *constants[looped_index(at)] == rows.at(j, at);
      });
      if (!is_restored) varying_.push_back({.layer = 0, .of_class = c, .at = at});
    }
  }

  // What the next layer supposes and this one does not prove.
  void find_supposed(std::size_t l) {
    const std::size_t next = (l + 1) % result_.layers.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      LoopedClass& each = result_.layers[l].classes[c];
      const Constants& constants = result_.layers[next].classes[c].constants;
      const Constants proved = each.function.constants();
      each.supposed.clear();
      for (std::size_t i = 0; i < proved.size(); ++i) {
        const std::optional<Rational>& value = constants[looped_index(each.function.written[i])];
        if (value && proved[i] != value)
          each.supposed.emplace_back(each.function.written[i], *value);
      }
    }
  }

  void limit_movement() {
    for (LoopedLayer& layer : result_.layers) {
      find_movement(layer, is_static_);
      result_.why_not = excess_movement(layer);
      if (!result_.why_not.empty()) return;
    }
  }

  void find_static() {
    is_static_.assign(looped_index(state_.cols()), 1);
    for (const auto& [block, times] : model_.schedule) {
      for (const int at : written_by(model_.blocks[looped_index(block)]))
        is_static_[looped_index(at)] = 0;
      for (int i = 0; i < times; ++i) {
        result_.layers.push_back({.block = &model_.blocks[looped_index(block)]});
      }
    }
    for (int at = 0; at < state_.cols(); ++at) {
      if (is_static_[looped_index(at)] == 0) written_.push_back(at);
    }
    if (result_.layers.empty()) result_.why_not = "a pass has no layers";
  }

  // By the static coordinates that units read.
  void find_classes() {
    std::set<int> read;
    for (const LoopedLayer& layer : result_.layers) {
      for (const model::Relu& unit : layer.block->mlp) {
        for (const model::Term& term : unit.in) {
          if (is_static_[looped_index(term.at)] != 0) read.insert(term.at);
        }
      }
    }
    std::map<std::vector<Rational>, int> numbers;
    for (int j = 0; j < state_.rows(); ++j) {
      std::vector<Rational> key;
      for (const int at : read) key.push_back(state_(j, at));
      const auto [place, is_new] = numbers.emplace(key, static_cast<int>(columns_.size()));
      if (is_new) columns_.emplace_back();
      columns_[looped_index(place->second)].push_back(j);
      result_.class_of.push_back(place->second);
      if (columns_.size() > most_classes) {
        result_.why_not =
            "units tell more than " + std::to_string(most_classes) + " kinds of columns";
        return;
      }
    }
  }

  // What all columns of a class have in common now.
  std::vector<Constants> first_constants() const {
    std::vector<Constants> result;
    for (const std::vector<int>& columns : columns_) {
      Constants& constants = result.emplace_back(looped_index(state_.cols()));
      for (int at = 0; at < state_.cols(); ++at) {
        const Rational& first = state_(columns[0], at);
        const bool is_common =
            std::ranges::all_of(columns, [&](int j) { return state_(j, at) == first; });
        if (is_common) constants[looped_index(at)] = first;
      }
    }
    return result;
  }

  // Whether a pass leaves `constants` as they are; those that it does not are dropped.
  bool restores(std::vector<Constants>& constants) {
    bool is_restored = true;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      Constants now = constants[c];
      for (std::size_t l = 0; l < result_.layers.size(); ++l) {
        LoopedLayer& layer = result_.layers[l];
        layer.classes.resize(columns_.size());
        layer.classes[c] = {.columns = columns_[c], .constants = now};
        LoopedFunction& function = layer.classes[c].function;
        function = looped_function(layer.block->mlp, bounds_after_heads(now, gains_[l]), written_);
        const Constants after = function.constants();
        for (std::size_t i = 0; i < after.size(); ++i)
          now[looped_index(function.written[i])] = after[i];
      }
      for (std::size_t at = 0; at < now.size(); ++at) {
        if (!constants[c][at] || now[at] == constants[c][at]) continue;
        constants[c][at].reset();
        is_restored = false;
      }
    }
    return is_restored;
  }

  const model::Transformer& model_;
  const Matrix& state_;
  LoopedPlan result_ = {};
  std::vector<char> is_static_ = {};            // [d] neither a head nor a unit writes it
  std::vector<int> written_ = {};               // the other coordinates
  std::vector<std::vector<int>> columns_ = {};  // by class
  std::vector<LoopedGains> gains_ = {};         // by layer
  std::vector<LoopedPlace> varying_ = {};       // not to be supposed constant
};

}  // namespace

LoopedPlan looped_plan(const model::Transformer& model, const Matrix& state) {
  return Planner(model, state).plan();
}

LoopedPlan observed_plan(const model::Transformer& model, const Matrix& state,
                         const LoopedRows& first, const std::vector<LoopedPlace>& varying,
                         const LoopedOnce& once) {
  return Planner(model, state).observed(first, varying, once);
}

}  // namespace attest::engine

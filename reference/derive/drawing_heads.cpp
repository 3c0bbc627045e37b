// SPDX-License-Identifier: Apache-2.0
/// \file
/// One head: its panel, its name and kind, the pattern of one case; see drawing_model.hpp.
#include <algorithm>

#include "reference/derive/drawing_model.hpp"
#include "reference/derive/drawing_text.hpp"

namespace attest::derive {
namespace {

using check::Role;
using check::Style;

constexpr int band_height = 90;  // of one head
constexpr int rail = 12;         // from a panel's edge to its dots
constexpr int dot = 8;
constexpr int most_for_all_pairs = 8;  // positions up to which every visible pair is drawn

std::vector<int> sources_of(const model::Linear& map) {
  std::vector<int> result;
  for (const model::Entry& entry : map) result.push_back(entry.from);
  return result;
}

std::vector<int> sources_of(const std::vector<model::Linear>& maps) {
  std::vector<int> result;
  for (const model::Linear& map : maps) {
    for (const model::Entry& entry : map) result.push_back(entry.from);
  }
  return result;
}

std::string norm_text(const model::Head& head) {
  std::string text(model::name_of(head.norm));
  if (head.norm == model::Norm::softmax_base) text += " " + head.base.to_string();
  if (head.norm == model::Norm::any_hardmax) text += " (drawn: average)";
  return text;
}

/// Which keys a query sees, in words.
std::string mask_text(const model::Head& head, const model::HeadTrace* trace) {
  if (head.mask < 0) return "sees every key";
  const std::string name = "mask " + std::to_string(head.mask);
  if (trace == nullptr || trace->is_of_pairs) return name;
  bool is_causal = true;
  bool is_strict = true;
  for (int q = 0; q < trace->queries; ++q) {
    for (int k = 0; k < trace->keys; ++k) {
      const bool is_visible = trace->visible[static_cast<std::size_t>(q * trace->keys + k)] != 0;
      is_causal = is_causal && is_visible == (k <= q);
      is_strict = is_strict && is_visible == (k < q);
    }
  }
  return name + (is_strict ? ": earlier keys" : is_causal ? ": causal, itself too" : "");
}

/// Weight of every (query, key), row by row; of third-order heads the sum over pairs with the key
/// in either place, halved.
std::vector<Rational> weights_of(const model::HeadTrace& trace) {
  const auto n = static_cast<std::size_t>(trace.queries);
  const auto columns = static_cast<std::size_t>(trace.keys);
  std::vector<Rational> weights(n * n);
  for (std::size_t q = 0; q < n; ++q) {
    for (std::size_t i = 0; i < columns; ++i) {
      const Rational weight = middle_of(trace.pattern[q * columns + i]);
      if (!trace.is_of_pairs) {
        weights[q * n + i] = weight;
      } else {
        weights[q * n + i / n] += weight / 2;
        weights[q * n + i % n] += weight / 2;
      }
    }
  }
  return weights;
}

/// Lines from keys to queries.
class Pattern {
 public:
  Pattern(Canvas& canvas, const std::string& id, const model::HeadTrace& trace, int low, int high)
      : canvas_(canvas),
        id_(id),
        trace_(trace),
        low_(low),
        high_(high),
        weights_(weights_of(trace)) {
    for (const Rational& weight : weights_) largest_ = std::max(largest_, weight.abs());
  }

  void draw() const {
    const bool is_small = trace_.queries <= most_for_all_pairs;
    for (int q = 0; q < trace_.queries; ++q) {
      Rational row_largest = 0;
      for (int k = 0; k < trace_.queries; ++k) row_largest = std::max(row_largest, at(q, k).abs());
      for (int k = 0; k < trace_.queries; ++k) {
        const Rational weight = at(q, k);
        if (weight.is_zero()) {
          if (is_small && is_visible(q, k)) add(q, k, Role::unattended, std::nullopt);
        } else if (is_small || weight.abs() * 20 >= row_largest) {
          // Linear and mean patterns are not normalised: the largest is drawn as 1.
          const Rational share = weight.abs() / std::max(Rational(1), largest_);
          add(q, k, weight < 0 ? Role::negative : Role::attention, share);
        }
      }
    }
  }

 private:
  [[nodiscard]] std::size_t offset(int q, int k) const {
    return static_cast<std::size_t>(q) * static_cast<std::size_t>(trace_.queries) +
           static_cast<std::size_t>(k);
  }
  [[nodiscard]] const Rational& at(int q, int k) const { return weights_[offset(q, k)]; }
  [[nodiscard]] bool is_visible(int q, int k) const {
    return !trace_.is_of_pairs && trace_.visible[offset(q, k)] != 0;
  }

  void add(int q, int k, Role role, std::optional<Rational> weight) const {
    canvas_.add(
        check::Edge{.from = id_ + ".key." + std::to_string(k),
                    .to = id_ + ".query." + std::to_string(q),
                    .role = role,
                    .weight = std::move(weight),
                    .route = {{canvas_.x(k), low_ + dot / 2}, {canvas_.x(q), high_ - dot / 2}},
                    .detail = trace_.head + ": position " + std::to_string(q) + " reads position " +
                              std::to_string(k) + " with weight " + short_text(at(q, k), 24)});
  }

  Canvas& canvas_;
  const std::string& id_;
  const model::HeadTrace& trace_;
  int low_;
  int high_;
  std::vector<Rational> weights_;
  Rational largest_ = 0;
};

}  // namespace

void add_head(Canvas& canvas, const Scene& scene, const Stage& stage, std::size_t index,
              IsFirst is_first) {
  const model::Head& head = stage.block->heads[index];
  const model::HeadTrace* const trace =
      scene.trace ? &scene.trace->layers[static_cast<std::size_t>(stage.first)].heads[index]
                  : nullptr;
  const std::string id = open_panel(canvas, stage, stage.id() + "." + head.name,
                                    "head " + head.name + ", " + norm_text(head), band_height);
  const int low = canvas.top() + rail;
  const int high = canvas.top() + band_height - rail;
  for (int p = 0; p < scene.n; ++p) {
    for (const bool is_key : {true, false}) {
      canvas.add(check::Node{.id = id + (is_key ? ".key." : ".query.") + std::to_string(p),
                             .centre = {canvas.x(p), is_key ? low : high},
                             .width = dot,
                             .height = dot,
                             .role = Role::position,
                             .group = id});
    }
    if (is_first) canvas.connect(p, id + ".key." + std::to_string(p), low - dot / 2);
    canvas.set_anchor(p, id + ".query." + std::to_string(p), high + dot / 2);
  }
  if (trace != nullptr) Pattern(canvas, id, *trace, low, high).draw();
  const int y = canvas.top() + band_height - 11;
  canvas.note({label_left, y}, "head " + head.name, Style::heading, check::Align::left,
              label_width);
  const auto names = [&](const std::vector<int>& coordinates) {
    return coordinates.empty() ? "none" : listed(register_names(scene.model, coordinates), 40);
  };
  add_lines(
      canvas, y - 14,
      {norm_text(head), mask_text(head, trace), "query: " + names(sources_of(head.query)),
       std::string(head.keys.size() == 2 ? "pairs: " : "key: ") + names(sources_of(head.keys)),
       "value: " + names(sources_of(head.values)) + " → " + names(targets_of(head.out))});
  canvas.rise(band_height + 6);
}

}  // namespace attest::derive

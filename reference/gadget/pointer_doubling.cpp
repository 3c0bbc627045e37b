// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers that find the first pointer, and layers that double it; see pointer_doubling.hpp.
#include "reference/gadget/pointer_doubling.hpp"

#include <utility>

#include "reference/gadget/pointer_stream.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::gadget::pointer_doubling {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Linear;
using model::Slice;
using model::Transformer;
using model::Wire;

// Indices into Transformer::masks.
constexpr int strict_mask = 0;
constexpr int causal_mask = 1;

/// Number of binary digits; 0 for 0.
int bit_count(std::int64_t value) {
  int bits = 0;
  for (; value > 0; value /= 2) ++bits;
  return bits;
}

/// Layers before the first that doubles.
int first_layers(Form form) { return form == Form::standard ? 2 : 1; }

/// The hops that the layers above the first ones add to the value.
std::int64_t later_hops(Form form, std::int64_t k) { return form == Form::standard ? k - 1 : k; }

/// Writes the model of one shape.
class Writer {
 public:
  explicit Writer(const Shape& shape)
      : shape_(shape),
        choices_(shape.choices),
        at_(shape.form),
        bound_(shape.n + (shape.form == Form::standard ? 1 : 0) + choices_.bound_offset) {
    model_.name = "k_hop_log_depth";
    model_.registers = at_.registers;
    model_.fields = fields_of(shape);
    model_.embed = embedding(shape, model_.fields);
    model_.extra_tokens = {sentinel()};
    model_.masks = {mask(true, choices_.is_sentinel_visible),
                    mask(false, choices_.is_sentinel_visible)};
    layers();
    decode();
  }

  [[nodiscard]] Transformer take() { return std::move(model_); }

 private:
  [[nodiscard]] bool is(Form form) const { return shape_.form == form; }

  /// A head with the norm of the model, without weights.
  [[nodiscard]] Head head(std::string name, int mask_index) const {
    return {.name = std::move(name),
            .norm = shape_.attention.norm,
            .base = shape_.attention.base,
            .mask = mask_index,
            .keys = {{}},
            .values = {{}}};
  }

  /// Adds a block of one head and some units; scores are scaled, p and val rounded if asked for.
  void add_block(std::string name, Head head, std::vector<model::Relu> units = {}) {
    for (model::Entry& entry : head.query) entry.weight.value *= shape_.attention.scale;
    model::Block block{
        .name = std::move(name), .heads = {std::move(head)}, .mlp = std::move(units)};
    if (shape_.attention.is_rounded) {
      CircuitBuilder circuit(model::coordinate_names(model_.registers));
      circuit.output("p", circuit.round(circuit.input("p[0]")));
      circuit.output("val", circuit.round(circuit.input("val[0]")));
      block.token_maps = {circuit.finish()};
    }
    model_.schedule.emplace_back(static_cast<int>(model_.blocks.size()), 1);
    model_.blocks.push_back(std::move(block));
  }

  /// Query and key of A x_i^2 + [j - A (x_i - symbol_j)^2], and A x_i^2 for the sentinel. A match
  /// is at least A x_i^2 + 1 and a mismatch at most A x_i^2 - A + (largest j): below the sentinel.
  void find(Head& head, Slice symbol, Slice symbol2) const {
    model::copy(head.query, at_.x, 0, 2 * bound_);
    model::copy(head.query, at_.one, 1, -bound_);
    if (!choices_.position_weight.is_zero())
      model::copy(head.query, at_.one, 2, choices_.position_weight);
    model::copy(head.query, at_.x2, 3, bound_);
    model::copy(head.keys[0], symbol, 0);
    model::copy(head.keys[0], symbol2, 1);
    model::copy(head.keys[0], at_.j, 2);
    model::copy(head.keys[0], at_.snt, 3);
  }

  /// p = find(i) from j + 1, where j is the last place before i with x_j = x_i.
  void find_strictly() {
    Head head = this->head("find", choices_.is_self_excluded ? strict_mask : causal_mask);
    find(head, at_.x, at_.x2);
    model::copy(head.values[0], choices_.reads_next ? at_.nx : at_.j, 0);
    model::write(head.out, 0, at_.p);
    add_block("find", std::move(head));
  }

  /// The same score times B^i, less C B^j. At j = i the loss C B^i outweighs every gain; at j < i
  /// it is at most C B^(i-1), less than the least difference of two scores, B^i.
  void find_by_powers() {
    Head head = this->head("find", causal_mask);
    const std::int64_t penalty = shape_.n + 1 + choices_.penalty_offset;
    model::copy(head.query, at_.power_x, 0, 2 * bound_);
    model::copy(head.query, at_.power, 1, -bound_);
    if (!choices_.position_weight.is_zero())
      model::copy(head.query, at_.power, 2, choices_.position_weight);
    model::copy(head.query, at_.power_x2, 3, bound_);
    model::copy(head.query, at_.one, 4, -penalty);
    model::copy(head.keys[0], at_.x, 0);
    model::copy(head.keys[0], at_.x2, 1);
    model::copy(head.keys[0], at_.j, 2);
    model::copy(head.keys[0], at_.snt, 3);
    model::copy(head.keys[0], at_.power, 4);
    model::copy(head.values[0], at_.nx, 0);
    model::write(head.out, 0, at_.p);
    add_block("find", std::move(head));
  }

  /// y_j = at_.x{j-1}, then p = find(i) = the last j <= i with y_j = x_i, and val = what stands
  /// there.
  void find_in_two() {
    Head copy = this->head("previous", causal_mask);
    // 2 (j_i - 1) j - j^2: the unique maximum is at j_i - 1.
    model::copy(copy.query, at_.j, 0, 2);
    model::copy(copy.query, at_.one, 0, -2);
    model::copy(copy.query, at_.one, 1, -1);
    model::copy(copy.keys[0], at_.j, 0);
    model::copy(copy.keys[0], at_.j2, 1);
    model::copy(copy.values[0], at_.x, 0);
    model::copy(copy.values[0], at_.x2, 1);
    model::write(copy.out, 0, at_.y);
    model::write(copy.out, 1, at_.y2);
    add_block("previous", std::move(copy));

    Head head = this->head("find", causal_mask);
    find(head, at_.y, at_.y2);
    model::copy(head.values[0], at_.j, 0);
    model::copy(head.values[0], shape_.view == View::source ? at_.j : at_.x, 1);
    model::write(head.out, 0, at_.p);
    model::write(head.out, 1, at_.val);
    add_block("find", std::move(head));
  }

  /// A unit relu(register); every register is >= 0, so it is the register itself.
  [[nodiscard]] static model::Relu unit(const char* name, Slice in,
                                        const std::vector<std::pair<Slice, int>>& out) {
    model::Relu result{.name = name, .in = {{.at = in[0], .weight = {.value = 1}}}};
    for (const auto& [to, weight] : out) {
      result.out.push_back({.at = to[0], .weight = {.value = weight}});
    }
    return result;
  }

  /// Reads (p, val) at position p: score p^2 - (j - p)^2. Then p and, if asked for, val are what
  /// was read.
  void hop(std::string name, bool moves_pointer, bool moves_value) {
    Head head = this->head("hop", choices_.is_strict_above ? strict_mask : causal_mask);
    model::copy(head.query, at_.p, 0, choices_.is_pointer_doubled ? 2 : 1);
    model::copy(head.query, at_.one, 1, -1);
    model::copy(head.keys[0], at_.j, 0);
    model::copy(head.keys[0], at_.j2, 1);
    model::copy(head.values[0], at_.p, 0);
    model::copy(head.values[0], at_.val, 1);
    model::write(head.out, 0, at_.bp);
    model::write(head.out, 1, at_.bv);
    std::vector<model::Relu> units;
    if (moves_pointer) {
      units.push_back(unit("pointer", at_.bp, {{at_.p, 1}, {at_.bp, -1}}));
      units.push_back(unit("old pointer", at_.p, {{at_.p, -1}}));
    } else {
      units.push_back(unit("pointer unused", at_.bp, {{at_.bp, -1}}));
    }
    if (moves_value) {
      units.push_back(unit("value", at_.bv, {{at_.val, 1}, {at_.bv, -1}}));
      units.push_back(unit("old value", at_.val, {{at_.val, -1}}));
    } else {
      units.push_back(unit("value unused", at_.bv, {{at_.bv, -1}}));
    }
    add_block(std::move(name), std::move(head), std::move(units));
  }

  void layers() {
    if (is(Form::standard)) {
      find_in_two();
    } else if (is(Form::powers)) {
      find_by_powers();
    } else {
      find_strictly();
    }
    const std::int64_t hops = later_hops(shape_.form, shape_.k);
    const auto all = static_cast<int>(depth(shape_.form, shape_.k));
    const int digits = all - first_layers(shape_.form);
    for (int t = 0; t < digits; ++t) {
      const int bit = choices_.is_most_significant_first ? digits - 1 - t : t;
      const bool is_single = is(Form::sequential);
      hop("hop" + std::to_string(t + 1), !is_single, is_single || ((hops >> bit) & 1) != 0);
    }
    if (!shape_.layers) return;
    model_.blocks.resize(static_cast<std::size_t>(*shape_.layers));
    model_.schedule.resize(static_cast<std::size_t>(*shape_.layers));
  }

  void decode() {
    CircuitBuilder circuit(model::coordinate_names(model_.registers));
    if (shape_.view == View::state) {
      for (const std::string& field : model_.fields) {
        circuit.output(field, circuit.input(field + "[0]"));
      }
      model_.decode.readout = model::Readout::whole_state;
    } else {
      circuit.output(shape_.view == View::hop ? "hop" : "find", circuit.input("val[0]"));
    }
    model_.decode.circuit = circuit.finish();
  }

  const Shape& shape_;
  const Choices& choices_;
  PointerStream at_;
  std::int64_t bound_;  // A
  Transformer model_;
};

}  // namespace

std::int64_t depth(Form form, std::int64_t k) {
  if (form == Form::sequential) return k + 1;
  return first_layers(form) + bit_count(later_hops(form, k));
}

Transformer build(const Shape& shape) {
  ATTEST_REQUIRE(shape.n >= 1 && shape.k >= 1, "k = " + std::to_string(shape.k));
  const std::int64_t all = depth(shape.form, shape.k);
  const std::int64_t layers = shape.layers.value_or(all);
  ATTEST_REQUIRE(0 <= layers && layers <= all, "a model of " + std::to_string(layers) +
                                                   " layers for k = " + std::to_string(shape.k));
  return Writer(shape).take();
}

}  // namespace attest::gadget::pointer_doubling

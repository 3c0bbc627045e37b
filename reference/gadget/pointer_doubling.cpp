// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers that find the first pointer, and layers that double it; see pointer_doubling.hpp.
#include "reference/gadget/pointer_doubling.hpp"

#include <utility>

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

/// keys j with j < i, or j <= i.
model::Circuit mask(bool is_strict, bool is_sentinel_visible) {
  CircuitBuilder circuit({"query", "key"});
  const Wire query = circuit.input("query");
  const Wire key = circuit.input("key");
  Wire visible = is_strict ? circuit.less(key, query) : 1 - circuit.less(query, key);
  if (!is_sentinel_visible) visible = visible * circuit.less(circuit.constant(0), key);
  circuit.output("visible", visible);
  return circuit.finish();
}

/// Writes the model of one shape.
class Writer {
 public:
  explicit Writer(const Shape& shape)
      : shape_(shape),
        choices_(shape.choices),
        bound_(shape.n + (shape.form == Form::standard ? 1 : 0) + choices_.bound_offset) {
    declare();
    embed();
    sentinel();
    model_.masks = {mask(true, choices_.is_sentinel_visible),
                    mask(false, choices_.is_sentinel_visible)};
    layers();
    decode();
  }

  [[nodiscard]] Transformer take() { return std::move(model_); }

 private:
  [[nodiscard]] bool is(Form form) const { return shape_.form == form; }

  void declare() {
    model::Stream stream;
    x_ = stream.add("x");
    x2_ = stream.add("x2");
    if (is(Form::standard)) {
      y_ = stream.add("y");
      y2_ = stream.add("y2");
    }
    j_ = stream.add("j");
    j2_ = stream.add("j2");
    if (!is(Form::standard)) nx_ = stream.add("nx");
    if (is(Form::powers)) {
      power_ = stream.add("power");
      power_x_ = stream.add("power_x");
      power_x2_ = stream.add("power_x2");
    }
    snt_ = stream.add("snt");
    one_ = stream.add("one");
    p_ = stream.add("p");
    val_ = stream.add("val");
    bp_ = stream.add("bp");
    bv_ = stream.add("bv");
    model_.registers = stream.registers();
    model_.name = "k_hop_log_depth";
    model_.fields = {"x"};
    if (shape_.view != View::state) return;
    if (is(Form::standard)) model_.fields.emplace_back("y");
    model_.fields.emplace_back("p");
    model_.fields.emplace_back("val");
  }

  void embed() {
    CircuitBuilder circuit(model_.fields);
    const Wire x = circuit.input("x");
    const Wire j = circuit.position();
    circuit.output("x", x);
    circuit.output("x2", x * x);
    circuit.output("j", j);
    circuit.output("j2", j * j);
    circuit.output("one", circuit.constant(1));
    if (!is(Form::standard)) circuit.output("nx", j + 1);
    if (is(Form::powers)) {
      const Wire power = circuit.table(j, powers());
      circuit.output("power", power);
      circuit.output("power_x", power * x);
      circuit.output("power_x2", power * (x * x));
    }
    if (shape_.view == View::state) {
      if (is(Form::standard)) {
        const Wire y = circuit.input("y");
        circuit.output("y", y);
        circuit.output("y2", y * y);
      }
      circuit.output("p", circuit.input("p"));
      circuit.output("val", circuit.input("val"));
    } else if (!is(Form::standard)) {
      circuit.output("val", shape_.view == View::source ? j : x);
    }
    model_.embed = circuit.finish();
  }

  /// B^j for j = 0, .., n.
  [[nodiscard]] std::vector<model::Weight> powers() const {
    const Integer base = shape_.n + 2 + choices_.base_offset;
    std::vector<model::Weight> result;
    for (std::int64_t j = 0; j <= shape_.n; ++j) {
      result.push_back({.value = pow(base, static_cast<unsigned>(j))});
    }
    return result;
  }

  void sentinel() {
    CircuitBuilder circuit({});
    circuit.output("snt", circuit.constant(1));
    circuit.output("one", circuit.constant(1));
    model_.extra_tokens = {{.name = "sentinel", .embed = circuit.finish(), .is_first = true}};
  }

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
    model::copy(head.query, x_, 0, 2 * bound_);
    model::copy(head.query, one_, 1, -bound_);
    if (!choices_.position_weight.is_zero())
      model::copy(head.query, one_, 2, choices_.position_weight);
    model::copy(head.query, x2_, 3, bound_);
    model::copy(head.keys[0], symbol, 0);
    model::copy(head.keys[0], symbol2, 1);
    model::copy(head.keys[0], j_, 2);
    model::copy(head.keys[0], snt_, 3);
  }

  /// p = find(i) from j + 1, where j is the last place before i with x_j = x_i.
  void find_strictly() {
    Head head = this->head("find", choices_.is_self_excluded ? strict_mask : causal_mask);
    find(head, x_, x2_);
    model::copy(head.values[0], choices_.reads_next ? nx_ : j_, 0);
    model::write(head.out, 0, p_);
    add_block("find", std::move(head));
  }

  /// The same score times B^i, less C B^j. At j = i the loss C B^i outweighs every gain; at j < i
  /// it is at most C B^(i-1), less than the least difference of two scores, B^i.
  void find_by_powers() {
    Head head = this->head("find", causal_mask);
    const std::int64_t penalty = shape_.n + 1 + choices_.penalty_offset;
    model::copy(head.query, power_x_, 0, 2 * bound_);
    model::copy(head.query, power_, 1, -bound_);
    if (!choices_.position_weight.is_zero())
      model::copy(head.query, power_, 2, choices_.position_weight);
    model::copy(head.query, power_x2_, 3, bound_);
    model::copy(head.query, one_, 4, -penalty);
    model::copy(head.keys[0], x_, 0);
    model::copy(head.keys[0], x2_, 1);
    model::copy(head.keys[0], j_, 2);
    model::copy(head.keys[0], snt_, 3);
    model::copy(head.keys[0], power_, 4);
    model::copy(head.values[0], nx_, 0);
    model::write(head.out, 0, p_);
    add_block("find", std::move(head));
  }

  /// y_j = x_{j-1}, then p = find(i) = the last j <= i with y_j = x_i, and val = what stands there.
  void find_in_two() {
    Head copy = this->head("previous", causal_mask);
    // 2 (j_i - 1) j - j^2: the unique maximum is at j_i - 1.
    model::copy(copy.query, j_, 0, 2);
    model::copy(copy.query, one_, 0, -2);
    model::copy(copy.query, one_, 1, -1);
    model::copy(copy.keys[0], j_, 0);
    model::copy(copy.keys[0], j2_, 1);
    model::copy(copy.values[0], x_, 0);
    model::copy(copy.values[0], x2_, 1);
    model::write(copy.out, 0, y_);
    model::write(copy.out, 1, y2_);
    add_block("previous", std::move(copy));

    Head head = this->head("find", causal_mask);
    find(head, y_, y2_);
    model::copy(head.values[0], j_, 0);
    model::copy(head.values[0], shape_.view == View::source ? j_ : x_, 1);
    model::write(head.out, 0, p_);
    model::write(head.out, 1, val_);
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
    model::copy(head.query, p_, 0, choices_.is_pointer_doubled ? 2 : 1);
    model::copy(head.query, one_, 1, -1);
    model::copy(head.keys[0], j_, 0);
    model::copy(head.keys[0], j2_, 1);
    model::copy(head.values[0], p_, 0);
    model::copy(head.values[0], val_, 1);
    model::write(head.out, 0, bp_);
    model::write(head.out, 1, bv_);
    std::vector<model::Relu> units;
    if (moves_pointer) {
      units.push_back(unit("pointer", bp_, {{p_, 1}, {bp_, -1}}));
      units.push_back(unit("old pointer", p_, {{p_, -1}}));
    } else {
      units.push_back(unit("pointer unused", bp_, {{bp_, -1}}));
    }
    if (moves_value) {
      units.push_back(unit("value", bv_, {{val_, 1}, {bv_, -1}}));
      units.push_back(unit("old value", val_, {{val_, -1}}));
    } else {
      units.push_back(unit("value unused", bv_, {{bv_, -1}}));
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
  std::int64_t bound_;  // A
  Transformer model_;
  Slice x_, x2_, y_, y2_, j_, j2_, nx_, power_, power_x_, power_x2_, snt_, one_, p_, val_, bp_, bv_;
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

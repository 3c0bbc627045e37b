// SPDX-License-Identifier: Apache-2.0
/// \file
/// The two layers as weights: where the last control is, four lanes, and the choice among them.
#include <string>
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::iarc_task_switching {
namespace {

using gadget::unit;
using model::CircuitBuilder;
using model::Head;
using model::Norm;
using model::Slice;
using model::Wire;
using task::Control;

/// Registers; those above the line of the README are embedded, the others are 0 before.
struct Registers {
  explicit Registers(const Shape& shape) {
    const int n = static_cast<int>(shape.digits);
    const int controls = static_cast<int>(controls_of(shape));
    dig = stream.add("dig", n);
    ctl = stream.add("ctl", controls);
    pos = stream.add("pos");
    pos2 = stream.add("pos2");
    one = stream.add("one");
    if (shape.attention.is_softmax) recent = stream.add("recent");
    mode = stream.add("mode", controls);
    p = stream.add("p");
    prevd = stream.add("prevd", n);
    near = stream.add("near", n);
    a2 = stream.add("a2", n);
    r = stream.add("r", n);
    c = stream.add("c", n);
    if (shape.has_induction) k = stream.add("k", n);
    out = stream.add("out", n);
  }

  model::Stream stream;
  Slice dig, ctl;        // the symbol, as a digit or as a control
  Slice pos, pos2, one;  // t, t^2, 1
  Slice recent;          // t + 1 at controls (softmax)
  Slice mode, p;         // the last control and its position
  Slice prevd;           // the digit just before
  Slice near;            // the last digit so far
  Slice a2, r, c, k;     // what the lanes read: before near, mirror image, context, induction
  Slice out;             // the next digit
};

/// Writes the model of one shape.
class SwitchWriter {
 public:
  explicit SwitchWriter(const Shape& shape)
      : shape_(shape), choices_(shape.choices), at_(shape), n_(static_cast<int>(shape.digits)) {
    model_.name = claim_id;
    model_.fields = {"symbol"};
    model_.registers = at_.stream.registers();
    model_.masks = {model::causal_mask()};
    embed();
    find_control();
    run_lanes();
    model_.schedule = {{0, 1}, {1, 1}};
    decode();
  }

  [[nodiscard]] model::Transformer take() { return std::move(model_); }

 private:
  void embed() {
    CircuitBuilder circuit(model_.fields);
    const Wire symbol = circuit.input("symbol");
    const auto is = [&](std::int64_t s) { return circuit.equal(symbol, circuit.constant(s)); };
    for (int d = 0; d < n_; ++d) circuit.output("dig", d, is(d));
    for (int i = 0; i < at_.ctl.size; ++i) circuit.output("ctl", i, is(n_ + i));
    const Wire t = circuit.position();
    circuit.output("pos", t);
    circuit.output("pos2", t * t);
    circuit.output("one", circuit.constant(1));
    if (shape_.attention.is_softmax) {
      // Digits score 0; of two controls the later one scores at least 2 more.
      const Wire is_control = 1 - circuit.less(symbol, circuit.constant(n_));
      circuit.output("recent", shape_.attention.is_recent ? (t + 1) * is_control : is_control);
    }
    model_.embed = circuit.finish();
  }

  /// A head without weights.
  [[nodiscard]] Head head(std::string name, Norm norm) const {
    Head result{.name = std::move(name), .norm = norm, .mask = 0, .keys = {{}}, .values = {{}}};
    if (shape_.attention.is_softmax) {
      result.base = shape_.attention.base;
      result.norm = result.base.is_zero() ? Norm::softmax_e : Norm::softmax_base;
    }
    return result;
  }

  /// What the head finds is read from one register into another.
  static void read(Head& head, Slice from, Slice to) {
    int first = 0;
    for (const model::Entry& entry : head.out) first = std::max(first, entry.from + 1);
    model::copy(head.values[0], from, first);
    model::write(head.out, first, to);
  }

  /// The head whose query is 2 target, -1 and whose key is j, j^2: the score target^2 - (j -
  /// target)^2 has its one maximum at the token nearest to the target.
  [[nodiscard]] Head look(std::string name, const std::vector<gadget::Scaled>& target) const {
    Head result = head(std::move(name), Norm::unique_hardmax);
    for (const auto& [from, weight] : target) {
      result.query.push_back(
          {.from = from, .to = 0, .weight = {.value = (choices_.is_doubled ? 2 : 1) * weight}});
    }
    model::copy(result.query, at_.one, 1, -1);
    model::copy(result.keys[0], at_.pos, 0);
    model::copy(result.keys[0], choices_.is_squared ? at_.pos2 : at_.pos, 1);
    return result;
  }

  void scale(Head& head) const {
    for (model::Entry& entry : head.query) entry.weight.value *= shape_.attention.scale;
  }

  /// Layer 1: the last control with its position, and the last digit so far.
  void find_control() {
    Head control = head("control", choices_.control);
    model::copy(control.query, at_.one, 0);
    if (shape_.attention.is_softmax) {
      model::copy(control.keys[0], at_.recent, 0);
    } else {
      for (int i = 0; i < at_.ctl.size; ++i) {  // 1 at controls
        control.keys[0].push_back({.from = at_.ctl[i], .to = 0, .weight = {.value = 1}});
      }
    }
    read(control, at_.ctl, at_.mode);
    read(control, at_.pos, at_.p);
    Head previous = look("previous", {{at_.pos[0], 1}, {at_.one[0], -1}});
    read(previous, at_.dig, at_.prevd);
    model::Block block{.name = "find"};
    for (Head* found : {&control, &previous}) {
      scale(*found);
      block.heads.push_back(std::move(*found));
    }
    for (int d = 0; d < n_; ++d) {
      const std::string name = "near[" + std::to_string(d) + "]";
      block.mlp.push_back(unit(name + " own", {{at_.dig[d], 1}}, {{at_.near[d], 1}}));
      // The digit before counts at controls alone: elsewhere it stays below the bias.
      std::vector<gadget::Scaled> in{{at_.prevd[d], 1}};
      for (int i = 0; i < at_.ctl.size; ++i) in.emplace_back(at_.ctl[i], 1);
      block.mlp.push_back(unit(name + " previous", in, {{at_.near[d], 1}},
                               Rational(choices_.masks_previous ? -1 : 0)));
    }
    if (shape_.attention.is_softmax && shape_.attention.is_rounded) {
      block.token_maps = {rounding()};
    }
    model_.blocks.push_back(std::move(block));
  }

  /// What layer 1 found, to the nearest integers.
  [[nodiscard]] model::Circuit rounding() const {
    CircuitBuilder map(model::coordinate_names(model_.registers));
    const auto round = [&map](const char* name, Slice slice) {
      for (int i = 0; i < slice.size; ++i) {
        map.output(name, i, map.round(map.input(name + ("[" + std::to_string(i) + "]"))));
      }
    };
    round("mode", at_.mode);
    round("p", at_.p);
    round("near", at_.near);
    return map.finish();
  }

  [[nodiscard]] Slice read_by(Reads reads) const {
    return reads == Reads::last_digit ? at_.near : at_.dig;
  }

  /// Layer 2: the lanes, and the units that let one of them through.
  void run_lanes() {
    model::Block block{.name = "lanes"};
    // The last digit stands at t, or at t - 1 where t is a control: the one before it is the last
    // digit so far one place earlier.
    std::vector<gadget::Scaled> before{{at_.pos[0], 1}, {at_.one[0], -1}};
    if (choices_.skips_control) {
      for (int i = 0; i < at_.ctl.size; ++i) before.emplace_back(at_.ctl[i], -1);
    }
    block.heads.push_back(look("before", before));
    read(block.heads.back(), at_.near, at_.a2);
    block.heads.push_back(
        look("mirror", {{at_.p[0], 2}, {at_.pos[0], -1}, {at_.one[0], choices_.mirror}}));
    read(block.heads.back(), read_by(choices_.reversed), at_.r);
    block.heads.push_back(look("context", {{at_.p[0], 1}, {at_.one[0], -1}}));
    read(block.heads.back(), read_by(choices_.context), at_.c);
    if (shape_.has_induction) block.heads.push_back(induction());
    for (Head& lane : block.heads) scale(lane);
    choose(block.mlp);
    model_.blocks.push_back(std::move(block));
  }

  /// Score 2 [the digit just before is the last digit] + [a digit], 3 at the matches that count; a
  /// control after the digit has 2, any other digit 1.
  [[nodiscard]] Head induction() const {
    Head result = head("induction", choices_.induction);
    model::copy(result.query, at_.near, 0, 2);
    model::copy(result.keys[0], at_.prevd, 0);
    if (choices_.needs_digit) {
      model::copy(result.query, at_.one, n_);
      for (int d = 0; d < n_; ++d) {
        result.keys[0].push_back({.from = at_.dig[d], .to = n_, .weight = {.value = 1}});
      }
    }
    read(result, at_.dig, at_.k);
    return result;
  }

  [[nodiscard]] int mode(Control control) const { return at_.mode[static_cast<int>(control)]; }

  /// mode and the digits in brackets are 1, or the unit is off.
  void choose(std::vector<model::Relu>& mlp) const {
    const Rational step = choices_.step_bias;
    const Rational pair = choices_.pair_bias;
    for (int a = 0; a < n_; ++a) {
      const std::string digit = "[" + std::to_string(a) + "]";
      mlp.push_back(unit("increment" + digit, {{mode(Control::increment), 1}, {at_.near[a], 1}},
                         {{at_.out[(a + 1) % n_], 1}}, step));
      mlp.push_back(unit("reverse" + digit, {{mode(Control::reverse), 1}, {at_.r[a], 1}},
                         {{at_.out[a], 1}}, step));
      if (shape_.has_induction) {
        mlp.push_back(unit("induction" + digit, {{mode(Control::induction), 1}, {at_.k[a], 1}},
                           {{at_.out[a], 1}}, step));
      }
      for (int b = 0; b < n_; ++b) {
        const std::string digits = digit + "[" + std::to_string(b) + "]";
        const int sum = at_.out[(a + b) % n_];
        mlp.push_back(unit("addition" + digits,
                           {{mode(Control::addition), 1}, {at_.near[a], 1}, {at_.a2[b], 1}},
                           {{sum, 1}}, pair));
        mlp.push_back(unit("context" + digits,
                           {{mode(Control::context), 1}, {at_.near[a], 1}, {at_.c[b], 1}},
                           {{sum, 1}}, pair));
      }
    }
  }

  void decode() {
    CircuitBuilder circuit(model::coordinate_names(model_.registers));
    for (int d = 0; d < n_; ++d) {
      circuit.output("next", d, circuit.input("out[" + std::to_string(d) + "]"));
    }
    model_.decode.circuit = circuit.finish();
    if (shape_.view == View::number) model_.decode.readout = model::Readout::argmax;
    model_.decode.at = model::ReadAt::last_input;
  }

  const Shape& shape_;
  const Choices& choices_;
  Registers at_;
  int n_;
  model::Transformer model_;
};

}  // namespace

model::Transformer build(const Shape& shape) {
  ATTEST_REQUIRE(1 <= shape.digits && shape.digits <= most_digits,
                 "N = " + std::to_string(shape.digits));
  ATTEST_REQUIRE(!shape.has_induction || !shape.attention.is_softmax,
                 "the fifth task is built for hardmax");
  return SwitchWriter(shape).take();
}

}  // namespace attest::iarc_task_switching

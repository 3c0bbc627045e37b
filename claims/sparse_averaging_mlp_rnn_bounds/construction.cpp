// SPDX-License-Identifier: Apache-2.0
/// \file
/// The network whose first layer is as wide as the data, as weights.
#include "claims/sparse_averaging_mlp_rnn_bounds/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using model::Relu;
using model::Slice;

/// The network under construction: hidden vectors are registers that one block writes and the next
/// one reads.
class Draft {
 public:
  Draft(int n, int q, int features, const Choices& choices)
      : n_(n), q_(q), features_(features), choices_(choices) {
    z_ = stream_.add("z", n * features);
    y_ = stream_.add("y", q);
    first_ = stream_.add("first", n * features);
    second_ = stream_.add("second", n * features);
    step_ = stream_.add("step", q * (n - 1));
    sum_ = stream_.add("sum", features);
  }

  model::Transformer finish() {
    model::Transformer model{.name = "sparse averaging by a network of three layers"};
    for (int c = 0; c < n_ * features_; ++c) model.fields.push_back("z" + std::to_string(c));
    for (int l = 1; l <= q_; ++l) model.fields.push_back("y" + std::to_string(l));
    model::CircuitBuilder embed(model.fields);
    for (int c = 0; c < n_ * features_; ++c) {
      embed.output("z", c, embed.input(model.fields[static_cast<std::size_t>(c)]));
    }
    for (int l = 0; l < q_; ++l) {
      embed.output("y", l, embed.input("y" + std::to_string(l + 1)));
    }
    model.embed = embed.finish();
    model.registers = stream_.registers();
    model.blocks = {{.name = "first", .mlp = first_layer()},
                    {.name = "second", .mlp = second_layer()},
                    {.name = "third", .mlp = third_layer()}};
    model.schedule = {{0, 1}, {1, 1}, {2, 1}};
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    for (int f = 0; f < features_; ++f) {
      // Every member adds (z + 1) / q.
      decode.output("mean", f, decode.input("sum[" + std::to_string(f) + "]") - Rational(1));
    }
    model.decode.circuit = decode.finish();
    model.decode.at = model::ReadAt::first_input;
    return model;
  }

 private:
  [[nodiscard]] int value(int j, int f) const { return j * features_ + f; }
  /// The unit whose value also tells pointer l.
  [[nodiscard]] int carrier(int l) const { return first_[value(l, 0)]; }
  /// Where [y_l >= t] stands among the steps.
  [[nodiscard]] int offset(int l, int t) const { return l * (n_ - 1) + t - 1; }
  [[nodiscard]] int step(int l, int t) const { return step_[offset(l, t)]; }

  /// z + 1 is at least 0, so no unit is cut off; pointer j stands on the first value of token j.
  [[nodiscard]] std::vector<Relu> first_layer() const {
    std::vector<Relu> units;
    for (int j = 0; j < n_; ++j) {
      for (int f = 0; f < features_; ++f) {
        const int c = value(j, f);
        Relu unit{.name = "value_" + std::to_string(c),
                  .in = {{.at = z_[c], .weight = {.value = 1}}},
                  .bias = {.value = 1},
                  .out = {{.at = first_[c], .weight = {.value = 1}}}};
        if (f == 0 && j < q_) {
          unit.in.push_back({.at = y_[j], .weight = {.value = choices_.pointer_weight}});
        }
        units.push_back(std::move(unit));
      }
    }
    return units;
  }

  /// z + 1 is at most 2: a carrier is at most 4 t - 2 where y_l < t, at least 4 t where y_l >= t.
  /// The ramp between is a step at every input.
  [[nodiscard]] std::vector<Relu> second_layer() const {
    std::vector<Relu> units;
    for (int c = 0; c < n_ * features_; ++c) {
      units.push_back({.name = "keep_" + std::to_string(c),
                       .in = {{.at = first_[c], .weight = {.value = 1}}},
                       .bias = {.value = 0},
                       .out = {{.at = second_[c], .weight = {.value = 1}}}});
    }
    for (int l = 0; l < q_; ++l) {
      for (int t = 1; t < n_; ++t) {
        const std::string name = std::to_string(l + 1) + "_" + std::to_string(t);
        for (const int side : {1, -1}) {
          units.push_back({.name = (side > 0 ? "reach_" : "pass_") + name,
                           .in = {{.at = carrier(l), .weight = {.value = Rational(1, 2)}}},
                           .bias = {.value = side > 0 ? 1 - 2 * t : -2 * t},
                           .out = {{.at = step(l, t), .weight = {.value = side}}}});
        }
      }
    }
    return units;
  }

  /// relu(z_jf + 1 - 2 (1 - [y_l = j])), [y_l = j] = step_j - step_(j+1): z + 1 of a member, else
  /// 0.
  [[nodiscard]] std::vector<Relu> third_layer() const {
    std::vector<Relu> units;
    for (int l = 0; l < q_; ++l) {
      for (int j = 0; j < n_; ++j) {
        for (int f = 0; f < features_; ++f) {
          Relu unit{.name = "select_" + std::to_string(l + 1) + "_" + std::to_string(value(j, f)),
                    .in = {{.at = second_[value(j, f)], .weight = {.value = 1}}},
                    // Every pointer has reached 0.
                    .bias = {.value = j == 0 ? 0 : -choices_.gate},
                    .out = {{.at = sum_[f], .weight = {.value = Rational(1, q_)}}}};
          std::vector<int> gain(static_cast<std::size_t>(q_ * (n_ - 1)));
          const auto add = [&](int pointer, int t, int amount) {
            if (t >= 1 && t < n_) gain[static_cast<std::size_t>(offset(pointer, t))] += amount;
          };
          add(l, j, choices_.gate);
          add(l, j + 1, -choices_.gate);
          // Takes 4 y_j off again, y_j being the number of steps it has reached.
          for (int t = 1; t < n_ && f == 0 && j < q_; ++t) add(j, t, -4);
          for (std::size_t s = 0; s < gain.size(); ++s) {
            if (gain[s] == 0) continue;
            model::Weight weight{.value = gain[s]};
            if (static_cast<int>(s) == offset(l, j + 1) && j + 1 < n_) {
              weight.slack = model::Slack::at_most;
              weight.why = "closes the gate on z + 1 <= 2 where the pointer is past position j";
            }
            unit.in.push_back({.at = step_[static_cast<int>(s)], .weight = std::move(weight)});
          }
          units.push_back(std::move(unit));
        }
      }
    }
    return units;
  }

  int n_;
  int q_;
  int features_;
  Choices choices_;
  model::Stream stream_;
  Slice z_;
  Slice y_;
  Slice first_;
  Slice second_;
  Slice step_;
  Slice sum_;
};

}  // namespace

model::Transformer network(int n, int q, int features, const Choices& choices) {
  ATTEST_REQUIRE(n > q && q >= 1 && features >= 1, "n = " + std::to_string(n));
  return Draft(n, q, features, choices).finish();
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

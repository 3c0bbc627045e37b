// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a defeat: two inputs, one hidden vector, two answers.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

constexpr int first_column = 150;
constexpr int column_pitch = 46;
constexpr int most_drawn = 14;

/// Second differences against a kernel vector, one feature.
class HiddenPicture {
 public:
  explicit HiddenPicture(const Size& size)
      : layer_(deficient_layers(size.n, 1).at(2)), inputs_(*defeat(layer_.weights, 1, size.q)) {}

  check::Drawing draw() {
    const int n = inputs_.z.rows();
    sketch_.drawing.title =
        std::string(claim_id) + " S2.structured: Two inputs, one hidden vector, two answers";
    sketch_.drawing.caption = {
        "N = " + std::to_string(n) + ", q = " + std::to_string(inputs_.y.size()) + ", d' = 1; " +
            layer_.name + ": " + std::to_string(layer_.weights.rows()) + " units",
        "pointers, positions and biases are the same in both inputs"};
    sketch_.drawing.low = {0, 0};
    sketch_.drawing.high = {std::max(x_of(n - 1) + 40, 790), 390};
    sketch_.label(20, "position");
    sketch_.label(60, "y");
    sketch_.label(100, "z of the other");
    sketch_.label(140, "z of one input");
    sketch_.label(225, "hidden units");
    sketch_.label(305, "mean over y");
    for (int j = 0; j < n; ++j) add_token(j);
    add_hidden();
    add_answers();
    sketch_.note({6, 382}, sketch_.drawing.title, check::Style::title, check::Align::left);
    sketch_.note({6, 362}, sketch_.drawing.caption[0], check::Style::body, check::Align::left);
    sketch_.note({6, 347}, sketch_.drawing.caption[1], check::Style::body, check::Align::left);
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] int x_of(int column) const { return first_column + column_pitch * column; }

  void add_token(int j) {
    const std::string number = std::to_string(j);
    const Rational& value = inputs_.z(j, 0);
    sketch_.note({x_of(j), 20}, number, check::Style::small, check::Align::centre);
    sketch_.box("z." + number, {x_of(j), 140}, column_pitch - 6, value.to_string(),
                check::Role::token);
    sketch_.box("z_prime." + number, {x_of(j), 100}, column_pitch - 6, (-value).to_string(),
                check::Role::token);
    const bool is_member = std::ranges::find(inputs_.y, j) != inputs_.y.end();
    sketch_.box("y." + number, {x_of(j), 60}, column_pitch - 6, is_member ? "1" : "0",
                is_member ? check::Role::member : check::Role::amount);
  }

  /// What every unit sees of the values of either input, and the weights that it sees them with.
  void add_hidden() {
    const std::vector<Rational> hidden = seen(layer_.weights, inputs_.z, 1);
    for (int r = 0; r < layer_.weights.rows(); ++r) {
      const std::string name = "unit." + std::to_string(r);
      const int x = x_of(r) + column_pitch / 2;
      sketch_.box(name, {x, 225}, column_pitch - 6, hidden[static_cast<std::size_t>(r)].to_string(),
                  check::Role::units);
      for (int j = 0; j < layer_.weights.cols(); ++j) {
        if (layer_.weights(r, j).is_zero()) continue;
        sketch_.drawing.edges.push_back({.from = "z." + std::to_string(j),
                                         .to = name,
                                         .role = check::Role::flow,
                                         .route = {{x_of(j), 151}, {x, 214}},
                                         .detail = "weight " + layer_.weights(r, j).to_string()});
      }
    }
  }

  void add_answers() {
    const std::string text = mean_of(inputs_, 1)[0].to_string() + " and " +
                             mean_of(inputs_, -1)[0].to_string() +
                             "; whatever follows gives one output for both";
    sketch_.box("answers", {first_column + 190, 305}, 430, text, check::Role::wrong_answer);
  }

  Layer layer_;
  Opposite inputs_;
  derive::Sketch sketch_;
};

}  // namespace

check::Drawing hidden_figure(const check::Params& params) {
  const Size size = size_of(params);
  if (size.n > most_drawn) {
    throw InputError("drawing-size", std::string(claim_id) + " S2.structured, --figure",
                     "n = " + std::to_string(size.n), "at most " + std::to_string(most_drawn));
  }
  return HiddenPicture(size).draw();
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

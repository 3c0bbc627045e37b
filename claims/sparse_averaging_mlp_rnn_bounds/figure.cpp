// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a defeat: two inputs, one hidden vector, two answers.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
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
    drawing_.title = std::string(id) + " S2.structured: Two inputs, one hidden vector, two answers";
    drawing_.caption = {"N = " + std::to_string(n) + ", q = " + std::to_string(inputs_.y.size()) +
                            ", d' = 1; " + layer_.name + ": " +
                            std::to_string(layer_.weights.rows()) + " units",
                        "pointers, positions and biases are the same in both inputs"};
    drawing_.low = {0, 0};
    drawing_.high = {std::max(x_of(n - 1) + 40, 790), 390};
    label(20, "position");
    label(60, "y");
    label(100, "z of the other");
    label(140, "z of one input");
    label(225, "hidden units");
    label(305, "mean over y");
    for (int j = 0; j < n; ++j) add_token(j);
    add_hidden();
    add_answers();
    note({6, 382}, drawing_.title, check::Style::title, check::Align::left);
    note({6, 362}, drawing_.caption[0], check::Style::body, check::Align::left);
    note({6, 347}, drawing_.caption[1], check::Style::body, check::Align::left);
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] int x_of(int column) const { return first_column + column_pitch * column; }

  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }
  void label(int y, const char* text) {
    note({6, y}, text, check::Style::heading, check::Align::left);
  }

  void add_box(const std::string& name, check::Point at, int width, std::string text,
               check::Role role) {
    drawing_.nodes.push_back({.id = name,
                              .centre = at,
                              .width = width,
                              .height = 22,
                              .lines = {std::move(text)},
                              .role = role});
  }

  void add_token(int j) {
    const std::string number = std::to_string(j);
    const Rational& value = inputs_.z(j, 0);
    note({x_of(j), 20}, number, check::Style::small, check::Align::centre);
    add_box("z." + number, {x_of(j), 140}, column_pitch - 6, value.to_string(), check::Role::token);
    add_box("z_prime." + number, {x_of(j), 100}, column_pitch - 6, (-value).to_string(),
            check::Role::token);
    const bool is_member = std::ranges::find(inputs_.y, j) != inputs_.y.end();
    add_box("y." + number, {x_of(j), 60}, column_pitch - 6, is_member ? "1" : "0",
            is_member ? check::Role::member : check::Role::amount);
  }

  /// What every unit sees of the values of either input, and the weights that it sees them with.
  void add_hidden() {
    const std::vector<Rational> hidden = seen(layer_.weights, inputs_.z, 1);
    for (int r = 0; r < layer_.weights.rows(); ++r) {
      const std::string name = "unit." + std::to_string(r);
      const int x = x_of(r) + column_pitch / 2;
      add_box(name, {x, 225}, column_pitch - 6, hidden[static_cast<std::size_t>(r)].to_string(),
              check::Role::units);
      for (int j = 0; j < layer_.weights.cols(); ++j) {
        if (layer_.weights(r, j).is_zero()) continue;
        drawing_.edges.push_back({.from = "z." + std::to_string(j),
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
    add_box("answers", {first_column + 190, 305}, 430, text, check::Role::wrong_answer);
  }

  Layer layer_;
  Opposite inputs_;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing hidden_figure(const check::Params& params) {
  const Size size = size_of(params);
  if (size.n > most_drawn) {
    throw InputError("drawing-size", std::string(id) + " S2.structured, --figure",
                     "n = " + std::to_string(size.n), "at most " + std::to_string(most_drawn));
  }
  return HiddenPicture(size).draw();
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

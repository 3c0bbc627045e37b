// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a softmax as a sigmoid: three columns, and the weight of one against its score.
#include <utility>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::fleq_function_blocks {
namespace {

constexpr int drawn_columns = 3;
constexpr int curve_left = 360;   // z = -5
constexpr int unit_width = 56;    // of z
constexpr int unit_height = 220;  // of the weight
constexpr int steps_a_unit = 4;
constexpr int greatest_z = 5;
constexpr int curve_precision = 96;

/// ln 2 to six digits, which is finer than a line.
const Rational log_two(693147, 1000000);

class SigmoidPicture {
 public:
  check::Drawing draw() {
    add_columns();
    sketch_.drawing.nodes.push_back({.id = "origin",
                                     .centre = place(0, Rational(1, 2)),
                                     .width = 6,
                                     .height = 6,
                                     .lines = {},
                                     .role = check::Role::amount,
                                     .detail = "weight 1/2 at z = 0"});
    add_line(check::Role::axis, place(-greatest_z, 0), place(greatest_z, 0));
    add_line(check::Role::axis, place(-greatest_z, 1), place(greatest_z, 1));
    add_curve(log_two, check::Role::curve);
    add_curve(-log_two, check::Role::negative);
    for (int z = -greatest_z; z <= greatest_z; ++z) {
      sketch_.note({place(z, 0).x, -16}, std::to_string(z), check::Style::small,
                   check::Align::centre);
    }
    sketch_.note({place(0, 0).x, -34}, "z", check::Style::body, check::Align::centre);
    for (const int weight : {0, 1}) {
      sketch_.note({curve_left - 10, place(0, weight).y}, std::to_string(weight),
                   check::Style::small, check::Align::right);
    }
    add_probe(log_two, "0.668", {-50, 16});
    add_probe(-log_two, "0.335", {14, -12});
    add_words();
    return std::move(sketch_.drawing);
  }

 private:
  static check::Point place(const Rational& z, const Rational& weight) {
    return {curve_left + pixels((z + greatest_z) * unit_width), pixels(weight * unit_height)};
  }
  static int pixels(const Rational& x) { return static_cast<int>(x.round_half_up().to_int64()); }

  /// The weight of the first column of the model with that bias.
  static Rational weight_at(const Rational& z, const Rational& bias) {
    check::Case tokens(drawn_columns, 1);
    for (int j = 0; j < drawn_columns; ++j) tokens(j, 0) = z;
    const Ball weight = enclosed_register(sigmoid_block({{.direction = {1}}}, {bias}), tokens,
                                          "out", 1, curve_precision)
                            .at(0);
    return (weight.lower() + weight.upper()) / Rational(2);
  }

  void add_line(check::Role role, check::Point from, check::Point to) {
    sketch_.drawing.edges.push_back(
        {.from = "origin", .to = "origin", .role = role, .route = {from, to}});
  }

  void add_curve(const Rational& bias, check::Role role) {
    check::Point last;
    for (int step = -greatest_z * steps_a_unit; step <= greatest_z * steps_a_unit; ++step) {
      const Rational z = Rational(step) / Rational(steps_a_unit);
      const check::Point next = place(z, weight_at(z, bias));
      if (step > -greatest_z * steps_a_unit) add_line(role, last, next);
      last = next;
    }
  }

  /// The weight at z = 0.7.
  void add_probe(const Rational& bias, const std::string& text, check::Point shift) {
    const Rational z(7, 10);
    const check::Point at = place(z, weight_at(z, bias));
    sketch_.drawing.nodes.push_back({.id = "probe" + text,
                                     .centre = at,
                                     .width = 8,
                                     .height = 8,
                                     .lines = {},
                                     .role = check::Role::amount,
                                     .detail = "weight " + text + " at z = 0.7"});
    sketch_.note({at.x + shift.x, at.y + shift.y}, text, check::Style::small);
  }

  /// The three columns, their scores, and the head that reads them.
  void add_columns() {
    for (int j = 0; j < drawn_columns; ++j) {
      const int x = 46 + 96 * j;
      const std::string name = "column" + std::to_string(j);
      sketch_.box(name, {x, 20}, 84, j == 0 ? "value 1" : "value 0", check::Role::token);
      sketch_.note({x, -4}, "column " + std::to_string(j), check::Style::small,
                   check::Align::centre);
      sketch_.box("score" + std::to_string(j), {x, 90}, 84, j == 0 ? "z + ln 2" : "0",
                  check::Role::value);
      sketch_.drawing.edges.push_back({.from = "score" + std::to_string(j),
                                       .to = "weight",
                                       .role = check::Role::flow,
                                       .route = {{x, 101}, {142, 169}}});
      sketch_.drawing.edges.push_back({.from = name,
                                       .to = "score" + std::to_string(j),
                                       .role = check::Role::flow,
                                       .route = {{x, 31}, {x, 79}}});
    }
    sketch_.box("weight", {142, 180}, 200, "2 e^z / (2 e^z + 2)", check::Role::written);
    sketch_.note({142, 206}, "= sigma(z)", check::Style::body, check::Align::centre);
  }

  void add_words() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S3: A column of a softmax is a sigmoid";
    drawing.caption = {
        "three columns, M = 3: the scores are z + ln(M-1), 0, 0, and the head reads the weight of "
        "the first",
        "with the bias -ln(M-1), as one note has it, the curve is moved to the right"};
    drawing.meanings = {{check::Role::token, "column"},
                        {check::Role::value, "score"},
                        {check::Role::written, "softmax weight of column 0"},
                        {check::Role::flow, "is made into"},
                        {check::Role::amount, "weights at z = 0 and z = 0.7"},
                        {check::Role::curve, "weight by the model"},
                        {check::Role::negative, "weight with the bias of opposite sign"},
                        {check::Role::axis, "weights 0 and 1"}};
    drawing.low = {0, -48};
    drawing.high = {curve_left + 2 * greatest_z * unit_width + 30, unit_height + 90};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 28}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 42}, drawing.caption[1], check::Style::body);
  }

  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing sigmoid_figure(const check::Params&) { return SigmoidPicture().draw(); }

}  // namespace attest::fleq_function_blocks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Growth curves: log_3 of the rank against depth, and where the threshold of each width lies.
#include <string>

#include "claims/separation_rank_depth/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::separation_rank_depth {
namespace {

constexpr int axis_x = 70;
constexpr int layer_step = 90;
constexpr int drawn_layers = 6;
constexpr int unit_height = 6;         // of one unit of log_3
constexpr int threshold_height = -52;  // of the marks of log_3 d

/// Height of log_3 x in the picture: of log2 x^16 in whole bits, which is fine enough to look at.
int height_of(const Integer& x) {
  const std::int64_t bits = pow(x, 16).bit_length() - 1;
  return static_cast<int>(bits * unit_height * 631 / (16 * 1000));  // log_3 2 = 0.6309..
}

check::Point place_of(std::int64_t layers, int height) {
  return {axis_x + layer_step * static_cast<int>(layers), height};
}

/// x of log_3 d.
int threshold_x(std::int64_t d) {
  const std::int64_t bits = pow(Integer(d), 64).bit_length() - 1;
  return axis_x + static_cast<int>(bits * layer_step * 631 / (64 * 1000));
}

void add_curve(check::Drawing& drawing, std::int64_t d) {
  const std::string name = "d" + std::to_string(d);
  for (std::int64_t layers = 1; layers <= drawn_layers; ++layers) {
    const int height = height_of(bound_of_two(d, gram_degree(layers)));
    const std::string node = name + "." + std::to_string(layers);
    drawing.nodes.push_back(
        {.id = node,
         .centre = place_of(layers, height),
         .width = 8,
         .height = 8,
         .lines = {},
         .role = check::Role::amount,
         .detail = "d = " + std::to_string(d) + ", L = " + std::to_string(layers) +
                   ": C(d+K, d) = " + bound_of_two(d, gram_degree(layers)).to_string()});
    if (layers == 1) continue;
    const int before = height_of(bound_of_two(d, gram_degree(layers - 1)));
    drawing.edges.push_back({.from = name + "." + std::to_string(layers - 1),
                             .to = node,
                             .role = check::Role::curve,
                             .route = {place_of(layers - 1, before), place_of(layers, height)}});
  }
  const int top = height_of(bound_of_two(d, gram_degree(drawn_layers)));
  derive::add_note(drawing, {place_of(drawn_layers, top).x + 12, top}, "d = " + std::to_string(d),
                   check::Style::small);
  drawing.nodes.push_back({.id = name + ".threshold",
                           .centre = {threshold_x(d), threshold_height},
                           .width = 24,
                           .height = 16,
                           .lines = {std::to_string(d)},
                           .role = check::Role::amount,
                           .detail = "log_3 " + std::to_string(d)});
}

}  // namespace

check::Drawing growth_figure(const check::Params&) {
  check::Drawing drawing;
  drawing.title = std::string(claim_id) + " S4: Growth with depth, two tokens";
  for (const std::int64_t d : {2, 4, 8, 16}) add_curve(drawing, d);
  const int highest = height_of(bound_of_two(16, gram_degree(drawn_layers)));
  drawing.edges.push_back({.from = "d2.1",
                           .to = "d2.2",
                           .role = check::Role::axis,
                           .route = {{axis_x, 0}, place_of(drawn_layers, 0)}});
  for (std::int64_t layers = 1; layers <= drawn_layers; ++layers) {
    derive::add_note(drawing, {place_of(layers, 0).x, -26}, "L = " + std::to_string(layers),
                     check::Style::small, check::Align::centre);
  }
  for (int mark = 0; unit_height * mark <= highest; mark += 10) {
    derive::add_note(drawing, {axis_x - 8, unit_height * mark}, std::to_string(mark),
                     check::Style::small, check::Align::right);
  }
  derive::add_note(drawing, {8, highest + 26}, "log_3 rank", check::Style::heading);
  drawing.caption = {
      "log_3 C(d+K, d), K = (3^L - 1)/2: about K log_3(d/K) while K < d, about d L beyond",
      "below the axis: the threshold L = log_3 d of each width d"};
  derive::add_note(drawing, {8, threshold_height}, "log_3 d", check::Style::heading);
  drawing.low = {0, -66};
  drawing.high = {place_of(drawn_layers, 0).x + 90, highest + 106};
  const int top = drawing.high.y;
  derive::add_note(drawing, {6, top - 10}, drawing.title, check::Style::title);
  derive::add_note(drawing, {6, top - 32}, drawing.caption[0], check::Style::body);
  derive::add_note(drawing, {6, top - 48}, drawing.caption[1], check::Style::body);
  return drawing;
}

}  // namespace attest::separation_rank_depth

// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the paths of the identity: how many pass how many heads.
#include <algorithm>
#include <string>

#include "claims/rank_collapse/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::rank_collapse {
namespace {

constexpr int lattice_left = 150;
constexpr int lattice_step_x = 128;
constexpr int lattice_step_y = 66;

std::string path_node(std::int64_t layer, std::int64_t length) {
  return "paths." + std::to_string(layer) + "." + std::to_string(length);
}

check::Point path_place(std::int64_t layer, std::int64_t length) {
  return {lattice_left + lattice_step_x * static_cast<int>(length),
          lattice_step_y * static_cast<int>(layer)};
}

void add_step(check::Drawing& drawing, std::int64_t layer, std::int64_t from, std::int64_t to) {
  check::Point low = path_place(layer, from);
  check::Point high = path_place(layer + 1, to);
  low.y += 12;
  high.y -= 12;
  drawing.edges.push_back({.from = path_node(layer, from),
                           .to = path_node(layer + 1, to),
                           .role = from == to ? check::Role::residual : check::Role::flow,
                           .route = {low, high}});
}

}  // namespace

check::Drawing path_figure(const check::Params& params) {
  const std::int64_t heads = params.at("heads");
  const std::int64_t layers = params.at("layers");
  const bool has_skips = params.at("skips") != 0;
  check::Drawing drawing;
  drawing.title = std::string(claim_id) + " I1: Paths through the layers";
  // counts[j]: paths that have passed j heads so far.
  std::vector<std::int64_t> counts{1};
  for (std::int64_t layer = 0; layer <= layers; ++layer) {
    derive::add_note(drawing, {10, path_place(layer, 0).y},
                     layer == 0 ? "X" : "after layer " + std::to_string(layer),
                     check::Style::heading, check::Align::left);
    for (std::int64_t j = 0; j <= layer; ++j) {
      const std::int64_t count = counts[static_cast<std::size_t>(j)];
      if (count == 0) continue;
      drawing.nodes.push_back({.id = path_node(layer, j),
                               .centre = path_place(layer, j),
                               .width = 84,
                               .height = 24,
                               .lines = {std::to_string(count) + (count == 1 ? " path" : " paths")},
                               .role = check::Role::amount});
    }
    if (layer == layers) break;
    std::vector<std::int64_t> next(counts.size() + 1, 0);
    for (std::size_t j = 0; j < counts.size(); ++j) {
      if (has_skips) next[j] += counts[j];
      next[j + 1] += heads * counts[j];
    }
    counts = std::move(next);
  }
  for (std::int64_t layer = 0; layer < layers; ++layer) {
    for (std::int64_t j = has_skips ? 0 : layer; j <= layer; ++j) {
      if (has_skips) add_step(drawing, layer, j, j);
      add_step(drawing, layer, j, j + 1);
    }
  }
  std::int64_t all = 0;
  for (const std::int64_t count : counts) all += count;
  drawing.caption = {
      std::to_string(layers) + " layers of " + std::to_string(heads) + " heads" +
          (has_skips ? " with skips: " : " without skips: ") + std::to_string(all) +
          " paths; a step to the right passes one of the " + std::to_string(heads) + " heads",
      has_skips ? "a step straight up is the skip, P = W = I; one path passes no head and is X"
                : "every path passes as many heads as there are layers"};
  drawing.meanings = {{check::Role::amount, "number of paths that lead here"},
                      {check::Role::flow, "passes one of the heads"}};
  if (has_skips) drawing.meanings[check::Role::residual] = "takes the skip";
  for (std::int64_t j = 0; j <= layers; ++j) {
    derive::add_note(drawing, {path_place(0, j).x, -28}, std::to_string(j), check::Style::small,
                     check::Align::centre);
  }
  derive::add_note(drawing, {10, -28}, "heads passed", check::Style::small);
  drawing.low = {0, -42};
  drawing.high = {std::max(640, path_place(0, layers).x + 60), path_place(layers, 0).y + 84};
  const int top = drawing.high.y;
  derive::add_note(drawing, {6, top - 8}, drawing.title, check::Style::title);
  derive::add_note(drawing, {6, top - 30}, drawing.caption[0], check::Style::body);
  derive::add_note(drawing, {6, top - 45}, drawing.caption[1], check::Style::body);
  return drawing;
}

}  // namespace attest::rank_collapse

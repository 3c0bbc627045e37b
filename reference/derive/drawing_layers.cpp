// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, opened or as one box; see drawing_model.hpp.
#include <algorithm>

#include "reference/derive/drawing_model.hpp"
#include "reference/derive/drawing_text.hpp"

namespace attest::derive {
namespace {

using check::Role;
using check::Style;

constexpr int chip_height = 32;

std::string units_text(const model::Block& block) {
  return counted(std::ssize(block.mlp), "ReLU unit");
}

/// A box that stands for several parts of a layer.
struct Chip {
  std::string id;
  std::vector<std::string> lines;
  Role role;
  std::string detail;
};

/// Units by the part of their name before the first dot or bracket, in order of appearance.
std::vector<Chip> unit_chips(const Scene& scene, const Stage& stage) {
  struct Bundle {
    std::string name;
    int count = 0;
    std::vector<int> written;
  };
  std::vector<Bundle> bundles;
  for (const model::Relu& unit : stage.block->mlp) {
    const std::string stem = unit.name.substr(0, unit.name.find_first_of(".["));
    const std::string name = stem.empty() ? "unit" : stem;
    auto found = std::find_if(bundles.begin(), bundles.end(),
                              [&](const Bundle& bundle) { return bundle.name == name; });
    if (found == bundles.end()) found = bundles.insert(found, {.name = name});
    ++found->count;
    for (const model::Term& term : unit.out) found->written.push_back(term.at);
  }
  std::vector<Chip> chips;
  for (const Bundle& bundle : bundles) {
    const std::string written = listed(register_names(scene.model, bundle.written), 60);
    chips.push_back(
        {.id = stage.id() + ".units." + bundle.name,
         .lines = {bundle.name + " × " + std::to_string(bundle.count), "→ " + fitted(written, 24)},
         .role = Role::units,
         .detail = std::to_string(bundle.count) + " ReLU units write " + written});
  }
  return chips;
}

std::vector<Chip> map_chips(const Scene& scene, const Stage& stage) {
  std::vector<Chip> chips;
  for (const model::Circuit& map : stage.block->token_maps) {
    const std::string written =
        listed(register_names(scene.model, targets_of(scene.model, map)), 60);
    const std::string number = std::to_string(chips.size() + 1);
    chips.push_back(
        {.id = stage.id() + ".map." + number,
         .lines = {std::to_string(map.steps.size()) + " operations", "→ " + fitted(written, 24)},
         .role = Role::token_map,
         .detail = "assigns " + written});
  }
  return chips;
}

/// Chips from left to right, then in the row below, in a panel named in the gutter.
void add_chips(Canvas& canvas, const Scene& scene, const Stage& stage, const std::string& id,
               const std::string& title, const std::vector<Chip>& chips, IsFirst is_first) {
  std::vector<std::vector<std::pair<const Chip*, int>>> rows(1);
  int x = gutter;
  for (const Chip& chip : chips) {
    int text = 0;
    for (const std::string& line : chip.lines) {
      text = std::max(text, width_of(line, check::node_text_size));
    }
    const int width = text + (chip.role == Role::token_map ? 46 : 16);
    if (x + width > canvas.right() && x > gutter) {
      rows.emplace_back();
      x = gutter;
    }
    rows.back().emplace_back(&chip, width);
    x += width + 8;
  }
  const int height = static_cast<int>(rows.size()) * (chip_height + 6) + 6;
  open_panel(canvas, stage, id, title, height);
  int y = canvas.top() + height - 6 - chip_height / 2;
  for (const auto& row : rows) {
    x = gutter;
    for (const auto& [chip, width] : row) {
      canvas.add(check::Node{.id = chip->id,
                             .centre = {x + width / 2, y},
                             .width = width,
                             .height = chip_height,
                             .lines = chip->lines,
                             .role = chip->role,
                             .group = id,
                             .detail = chip->detail});
      x += width + 8;
    }
    y -= chip_height + 6;
  }
  for (int p = 0; p < scene.n; ++p) {
    if (is_first) canvas.connect(p, chips.front().id, canvas.top());
    canvas.set_anchor(p, chips.front().id, canvas.top() + height);
  }
  const int label = canvas.top() + height - 12;
  canvas.note({label_left, label}, title, Style::heading);
  add_lines(canvas, label - 14, {"the same at every position"});
  canvas.rise(height + 6);
}

void add_open(Canvas& canvas, const Scene& scene, const Stage& stage, const std::string& title) {
  const model::Block& block = *stage.block;
  canvas.add(check::Group{.id = stage.id(),
                          .title = title,
                          .low = {2, canvas.top()},
                          .high = {canvas.right() + 12, canvas.top()}});
  canvas.rise(8);
  IsFirst is_first = true;
  for (std::size_t h = 0; h < block.heads.size(); ++h) {
    add_head(canvas, scene, stage, h, is_first);
    is_first = false;
  }
  if (!block.mlp.empty()) {
    add_chips(canvas, scene, stage, stage.id() + ".units", units_text(block),
              unit_chips(scene, stage), is_first);
    is_first = false;
  }
  if (!block.token_maps.empty()) {
    add_chips(canvas, scene, stage, stage.id() + ".maps", "token map", map_chips(scene, stage),
              is_first);
  }
  canvas.rise(12);
  canvas.note({10, canvas.top() - 4}, title, Style::heading);
  canvas.rise(8);
  canvas.close_group(stage.id(), canvas.top());
}

void add_closed(Canvas& canvas, const Scene& scene, const Stage& stage, const std::string& title) {
  const model::Block& block = *stage.block;
  std::vector<std::string> heads;
  for (const model::Head& head : block.heads) {
    heads.push_back(head.name + " (" + std::string(model::name_of(head.norm)) + ")");
  }
  std::vector<std::string> registers;
  for (const int index : written_registers(scene.model, block)) {
    registers.push_back(scene.model.registers[static_cast<std::size_t>(index)].name);
  }
  const auto fit = [&](const std::string& line) {
    return fitted_to(canvas.right() - gutter, line, check::node_text_size);
  };
  std::vector<std::string> lines;
  if (!heads.empty()) lines.push_back(fit("heads " + listed(heads, 400)));
  lines.push_back(fit(units_text(block) + "; writes " + listed(registers, 400)));
  const int height = static_cast<int>(lines.size()) * line_height + 18;
  for (int p = 0; p < scene.n; ++p) canvas.connect(p, stage.id(), canvas.top());
  canvas.add(check::Node{.id = stage.id(),
                         .centre = {(gutter + canvas.right()) / 2, canvas.top() + height / 2},
                         .width = canvas.right() - gutter + 12,
                         .height = height,
                         .lines = lines,
                         .role = Role::block,
                         .detail = title});
  canvas.note({10, canvas.top() + height - 12}, title, Style::heading);
  add_lines(canvas, canvas.top() + height - 26, {"opened by --open " + block.name});
  canvas.rise(height);
  for (int p = 0; p < scene.n; ++p) canvas.set_anchor(p, stage.id(), canvas.top());
}

}  // namespace

void add_lines(Canvas& canvas, int y, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    canvas.note({label_left, y}, line, Style::small, check::Align::left, label_width);
    y -= line_height;
  }
}

std::string open_panel(Canvas& canvas, const Stage& stage, const std::string& id,
                       const std::string& title, int height) {
  canvas.add(check::Group{.id = id,
                          .title = title,
                          .low = {gutter - 8, canvas.top()},
                          .high = {canvas.right() + 6, canvas.top() + height},
                          .parent = stage.id()});
  return id;
}

void add_stage(Canvas& canvas, const Scene& scene, const Stage& stage) {
  std::string title = "layer " + std::to_string(stage.number) + ": block " + stage.block->name;
  if (stage.is_open && stage.block->heads.size() > 1) title += ", heads side by side";
  if (stage.times > 1) {
    title += " × " + std::to_string(stage.times);
    if (stage.is_open) title += " (pattern of the first pass)";
  }
  canvas.rise(14);
  const int low = canvas.top();
  if (stage.is_open) {
    add_open(canvas, scene, stage, title);
  } else {
    add_closed(canvas, scene, stage, title);
  }
  if (stage.times > 1) {
    const std::string last = canvas.anchor(scene.n - 1).id;
    canvas.loop(last, last, canvas.top() - 8, low + 8, {"× " + std::to_string(stage.times)});
  }
}

}  // namespace attest::derive

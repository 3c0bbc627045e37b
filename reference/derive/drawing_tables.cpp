// SPDX-License-Identifier: Apache-2.0
/// \file
/// Registers by name, and the tables of their values; see drawing_model.hpp.
#include <algorithm>
#include <set>

#include "reference/derive/drawing_model.hpp"
#include "reference/derive/drawing_text.hpp"

namespace attest::derive {
namespace {

using check::Role;
using check::Style;

/// First coordinate of every register.
std::vector<int> starts_of(const model::Transformer& model) {
  std::vector<int> starts;
  int next = 0;
  for (const model::Register& slice : model.registers) {
    starts.push_back(next);
    next += slice.size;
  }
  return starts;
}

int register_of(const model::Transformer& model, int coordinate) {
  const std::vector<int> starts = starts_of(model);
  return static_cast<int>(std::upper_bound(starts.begin(), starts.end(), coordinate) -
                          starts.begin()) -
         1;
}

}  // namespace

std::vector<int> targets_of(const model::Linear& map) {
  std::vector<int> result;
  for (const model::Entry& entry : map) result.push_back(entry.to);
  return result;
}

std::vector<int> targets_of(const model::Transformer& model, const model::Circuit& map) {
  std::vector<int> result;
  for (const model::Output& output : map.out) {
    result.push_back(model::coordinate(model, output.name, output.at));
  }
  return result;
}

std::vector<std::string> register_names(const model::Transformer& model,
                                        const std::vector<int>& coordinates) {
  std::set<int> indices;
  for (const int coordinate : coordinates) indices.insert(register_of(model, coordinate));
  std::vector<std::string> names;
  for (const int index : indices) {
    names.push_back(model.registers[static_cast<std::size_t>(index)].name);
  }
  return names;
}

std::vector<int> written_registers(const model::Transformer& model, const model::Block& block) {
  std::set<int> indices;
  const auto add = [&](const std::vector<int>& coordinates) {
    for (const int coordinate : coordinates) indices.insert(register_of(model, coordinate));
  };
  for (const model::Head& head : block.heads) add(targets_of(head.out));
  for (const model::Relu& unit : block.mlp) {
    for (const model::Term& term : unit.out) add({term.at});
  }
  for (const model::Circuit& map : block.token_maps) add(targets_of(model, map));
  return {indices.begin(), indices.end()};
}

const Numbers* state_before(const Scene& scene, const Stage& stage) {
  if (!scene.trace) return nullptr;
  if (stage.first == 0) return &scene.trace->embedded;
  return &scene.trace->layers[static_cast<std::size_t>(stage.first - 1)].state;
}

const Numbers* state_after(const Scene& scene, const Stage& stage) {
  if (!scene.trace) return nullptr;
  return &scene.trace->layers[static_cast<std::size_t>(stage.first + stage.times - 1)].state;
}

void add_table(Canvas& canvas, const Scene& scene, const std::string& id,
               const std::vector<int>& registers, const Numbers* state, const Numbers* before) {
  if (registers.empty()) return;
  const std::vector<int> starts = starts_of(scene.model);
  const int d = model::width(scene.model);
  canvas.rise(16);
  for (std::size_t row = registers.size(); row-- > 0;) {
    const int index = registers[row];
    const model::Register& slice = scene.model.registers[static_cast<std::size_t>(index)];
    const int y = canvas.top() + row_height / 2;
    canvas.note({gutter - 14, y}, fitted(slice.name, 24), Style::body, check::Align::right);
    const auto start = static_cast<std::size_t>(starts[static_cast<std::size_t>(index)]);
    const auto size = static_cast<std::size_t>(slice.size);
    const auto entries_at = [&](const Numbers& from, int p) {
      return std::span(from).subspan(static_cast<std::size_t>(p * d) + start, size);
    };
    bool as_signs = state != nullptr;  // one way of writing in a row
    for (int p = 0; p < scene.n && as_signs; ++p) {
      as_signs = are_signs(entries_at(*state, p)) &&
                 (before == nullptr || are_signs(entries_at(*before, p)));
    }
    for (int p = 0; p < scene.n; ++p) {
      const auto entries = [&](const Numbers& from) {
        return cell_text(entries_at(from, p), canvas.cell_characters(), as_signs);
      };
      const auto whole = [&](const Numbers& from) {
        return cell_text(entries_at(from, p), 200, as_signs);
      };
      const bool is_written =
          state != nullptr && before != nullptr && whole(*state) != whole(*before);
      const std::string node = id + "." + slice.name + "." + std::to_string(p);
      canvas.add(check::Node{.id = node,
                             .centre = {canvas.x(p), y},
                             .width = std::max(10, canvas.pitch() - 6),
                             .height = row_height - 1,
                             .lines = {state == nullptr ? "?" : entries(*state)},
                             .role = is_written ? Role::written : Role::value,
                             .detail = state == nullptr
                                           ? ""
                                           : slice.name + " at position " + std::to_string(p) +
                                                 " = " + whole(*state)});
      if (row + 1 == registers.size()) canvas.connect(p, node, canvas.top());
      canvas.set_anchor(p, node, canvas.top() + row_height);
    }
    canvas.rise(row_height);
  }
}

}  // namespace attest::derive

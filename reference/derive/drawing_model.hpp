// SPDX-License-Identifier: Apache-2.0
/// \file
/// The parts of a model's picture: tables of registers, and layers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/derive/drawing_canvas.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::derive {

using Numbers = std::vector<model::Number>;

/// A model on one case.
struct Scene {
  const model::Transformer& model;
  int n = 0;  ///< positions, extra tokens included
  /// Every layer's patterns and state; nothing where the model has no value on the case.
  std::optional<model::Trace> trace = {};
};

/// One entry of the schedule.
struct Stage {
  int number = 0;  ///< 1-based, in the order of the schedule
  const model::Block* block = nullptr;
  int times = 1;
  int first = 0;  ///< index of its first layer in the trace
  bool is_open = true;

  /// "layer2", the beginning of every id of it.
  [[nodiscard]] std::string id() const { return "layer" + std::to_string(number); }
};

/// The trace of a case, raising the precision of balls until every comparison is decided.
/// \throws model::Undefined, model::Undecided
[[nodiscard]] model::Trace traced(const Computes& computes, const check::Case& tokens);

/// The name of the extra token at a position; empty where one of the `inputs` input tokens stands.
[[nodiscard]] std::string extra_name(const model::Transformer& model, int position, int inputs);

/// Positions that the decoder reads.
[[nodiscard]] std::vector<int> read_positions(const model::Transformer& model, int inputs);

/// The entries of the schedule.
[[nodiscard]] std::vector<Stage> stages_of(const model::Transformer& model);

/// Opens the stages asked for; where none is, all while the picture stays legible, or the first one
/// with heads. \param place claim and statement \throws InputError block-unknown
void choose_open(std::vector<Stage>& stages, const std::vector<std::string>& asked,
                 const std::string& place);

/// Registers that a block writes, by index, in order.
[[nodiscard]] std::vector<int> written_registers(const model::Transformer& model,
                                                 const model::Block& block);

/// Names of the registers that hold the coordinates, in order, each once.
[[nodiscard]] std::vector<std::string> register_names(const model::Transformer& model,
                                                      const std::vector<int>& coordinates);

/// The state before the stage and after it; null where there is none.
[[nodiscard]] const Numbers* state_before(const Scene& scene, const Stage& stage);
[[nodiscard]] const Numbers* state_after(const Scene& scene, const Stage& stage);

/// Adds a table, one row a register and one column a position, the first register on top; entries
/// that differ from `before` (unless null) are marked. \param state null: values unknown
void add_table(Canvas& canvas, const Scene& scene, const std::string& id,
               const std::vector<int>& registers, const Numbers* state, const Numbers* before);

/// Coordinates that a map or a circuit writes.
[[nodiscard]] std::vector<int> targets_of(const model::Linear& map);
[[nodiscard]] std::vector<int> targets_of(const model::Transformer& model,
                                          const model::Circuit& map);

inline constexpr int label_left = 14;                         ///< of names in the gutter
inline constexpr int label_width = gutter - 12 - label_left;  ///< up to the panels

/// Small lines of text in the gutter under one another, from `y` downwards.
void add_lines(Canvas& canvas, int y, const std::vector<std::string>& lines);

/// Adds a panel inside an opened layer and returns its id.
std::string open_panel(Canvas& canvas, const Stage& stage, const std::string& id,
                       const std::string& title, int height);

/// Whether nothing of the layer stands below.
using IsFirst = bool;

/// Adds the panel of one head: keys below, queries above, a line for each weight.
void add_head(Canvas& canvas, const Scene& scene, const Stage& stage, std::size_t index,
              IsFirst is_first);

/// Adds a layer: opened, with a panel for each head, its units and maps in groups; else as one box.
void add_stage(Canvas& canvas, const Scene& scene, const Stage& stage);

}  // namespace attest::derive

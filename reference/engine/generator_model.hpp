// SPDX-License-Identifier: Apache-2.0
/// \file
/// A model made ready to continue sequences: what all its sequences share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reference/engine/generator.hpp"
#include "reference/engine/generator_attention.hpp"
#include "reference/engine/generator_plan.hpp"
#include "reference/engine/generator_window.hpp"
#include "reference/model/evaluate_pass.hpp"

namespace attest::engine {

/// The model, its plan and its embeddings compiled.
struct Generator::Parts {
  const model::Transformer* model;
  int window;
  model::Tie any;
  std::optional<model::Erasure> erasure;
  GeneratorPlan plan;
  model::Assignment embed;
  std::vector<model::Assignment> extra = {};  // tokens before the first input

  Parts(const model::Transformer& description, int most, model::Tie rule,
        std::optional<model::Erasure> erased)
      : model(&description),
        window(most),
        any(rule),
        erasure(erased),
        plan(generator_plan(description)),
        embed(description, description.embed) {
    for (const model::ExtraToken& token : description.extra_tokens) {
      if (token.is_first) extra.emplace_back(description, token.embed);
    }
  }

  /// Why all steps are literal; empty where some are not.
  [[nodiscard]] const std::string& why_not() const {
    static const std::string deep_window = "a window of several layers";
    if (!plan.why_not.empty()) return plan.why_not;
    if (erasure && !plan.why_erased.empty()) return plan.why_erased;
    if (window > 0) return plan.is_deep ? deep_window : plan.why_not;
    return plan.why_deep;
  }

  /// Whether a step is incremental; in a window that is not full yet the sequence grows.
  [[nodiscard]] bool is_incremental(bool is_sliding) const {
    return why_not().empty() && (is_sliding || plan.why_deep.empty());
  }

  /// The embedded row of the token at a position; null: an extra one.
  [[nodiscard]] std::vector<Rational> embedded(const Token* token,
                                               const model::Place& place) const {
    std::vector<Rational> row(static_cast<std::size_t>(model::width(*model)));
    const std::span<const Rational> fields =
        token == nullptr ? std::span<const Rational>() : std::span<const Rational>(*token);
    const model::Assignment& assignment =
        token == nullptr ? extra[static_cast<std::size_t>(place.position)] : embed;
    assignment.assign(std::span<Rational>(row), model::Exact{}, fields, place);
    return row;
  }

  /// Units and token maps of a layer.
  void transform(const GeneratorLayer& layer, std::vector<Rational>& row,
                 const model::Place& place) const {
    add_units(layer.units, row);
    for (const model::Assignment& map : layer.maps) {
      const std::span<const Rational> fields = row;
      map.assign(std::span<Rational>(row), model::Exact{}, fields, place);
    }
  }
};

}  // namespace attest::engine

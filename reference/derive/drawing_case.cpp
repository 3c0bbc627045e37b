// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is drawn of a model: which case, its trace, which blocks are opened.
#include <algorithm>

#include "reference/derive/drawing.hpp"
#include "reference/derive/drawing_model.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/model/evaluate_decode.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

constexpr int most_open_heads = 4;   // of a picture in which nothing was asked to be opened
constexpr int most_open_units = 64;  // the same

/// Decodes for the sake of its comparisons; an answer without a value is no matter here.
/// \throws model::Undecided
void require_decided(const model::Transformer& model, const model::Trace& trace) {
  try {
    const model::Answer answer = model::decode(model, trace);
    static_cast<void>(answer);
  } catch (const model::Undefined&) {
    return;
  }
}

}  // namespace

model::Trace traced(const Computes& computes, const check::Case& tokens) {
  bool has_any = false;
  for (const model::Block& block : computes.model.blocks) {
    for (const model::Head& head : block.heads) {
      has_any = has_any || head.norm == model::Norm::any_hardmax;
    }
  }
  const model::Tie tie = has_any ? model::Tie::average : model::Tie::as_declared;
  for (int precision = computes.precision;; precision *= 2) {
    try {
      model::Trace trace =
          model::Evaluator(computes.model, computes.arithmetic, precision).trace(tokens, tie);
      require_decided(computes.model, trace);
      return trace;
    } catch (const model::Undecided&) {
      if (computes.arithmetic != model::Arithmetic::ball ||
          2 * precision > computes.most_precision) {
        throw;
      }
    }
  }
}

std::vector<Stage> stages_of(const model::Transformer& model) {
  std::vector<Stage> stages;
  int first = 0;
  for (const auto& [block, times] : model.schedule) {
    stages.push_back({.number = static_cast<int>(stages.size()) + 1,
                      .block = &model.blocks[static_cast<std::size_t>(block)],
                      .times = times,
                      .first = first});
    first += times;
  }
  return stages;
}

void choose_open(std::vector<Stage>& stages, const std::vector<std::string>& asked,
                 const std::string& place) {
  if (!asked.empty()) {
    std::vector<std::string> names;
    for (const Stage& stage : stages) names.push_back(stage.block->name);
    for (const std::string& name : asked) {
      if (name == "all" || name == "none") continue;
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      throw InputError("block-unknown", place + ", --open", name,
                       "all, none, or one of " + listed(names, 400));
    }
    for (Stage& stage : stages) {
      stage.is_open = std::any_of(asked.begin(), asked.end(), [&](const std::string& name) {
        return name == "all" || name == stage.block->name;
      });
    }
    return;
  }
  std::size_t heads = 0;
  std::size_t units = 0;
  for (const Stage& stage : stages) {
    heads += stage.block->heads.size();
    units += stage.block->mlp.size();
  }
  if (heads <= most_open_heads && units <= most_open_units) return;
  bool is_one_open = false;
  for (Stage& stage : stages) {
    stage.is_open = !is_one_open && !stage.block->heads.empty();
    is_one_open = is_one_open || stage.is_open;
  }
}

Heading heading_of(const check::Statement& statement) {
  return {.claim = statement.claim,
          .label = statement.label,
          .title = statement.title,
          .is_telling = statement.is_telling};
}

std::int64_t drawn_case(const check::CaseSpace& cases, const check::DrawingRequest& request,
                        const Heading& heading) {
  const std::string place = heading.claim + " " + heading.label + ", --case";
  if (cases.size == 0) {
    throw InputError("case-range", place, "an empty case space",
                     "parameters with at least one case");
  }
  if (request.index) {
    if (*request.index < 0 || *request.index >= cases.size) {
      throw InputError("case-range", place, std::to_string(*request.index),
                       "an index in 0.." + std::to_string(cases.size - 1));
    }
    if (cases.at(*request.index)) return *request.index;
    throw InputError("case-precondition", place, std::to_string(*request.index),
                     "a case that meets the precondition");
  }
  const std::int64_t start = floor_div(Integer(cases.size) * 618, 1000).to_int64();
  constexpr std::int64_t most_tries = 1 << 16;
  std::optional<std::int64_t> first;
  for (std::int64_t i = 0; i < std::min(cases.size, most_tries); ++i) {
    const std::int64_t index = (start + i) % cases.size;
    const std::optional<check::Case> found = cases.at(index);
    if (!found) continue;
    if (!heading.is_telling || heading.is_telling(*found)) return index;
    if (!first) first = index;
  }
  if (first) return *first;
  throw InputError("case-precondition", place, "no case with its precondition met near 0.618",
                   "--case K");
}

std::string extra_name(const model::Transformer& model, int position, int inputs) {
  const int first = model::first_input(model);
  if (position >= first && position < first + inputs) return {};
  const bool is_before = position < first;
  int place = is_before ? position : position - first - inputs;
  for (const model::ExtraToken& token : model.extra_tokens) {
    if (token.is_first == is_before && place-- == 0) return token.name;
  }
  return {};
}

std::vector<int> read_positions(const model::Transformer& model, int inputs) {
  const int first = model::first_input(model);
  switch (model.decode.at) {
    case model::ReadAt::first_input:
      return {first};
    case model::ReadAt::last_input:
      return {first + inputs - 1};
    case model::ReadAt::first_extra:
      return {model.extra_tokens[0].is_first ? 0 : first + inputs};
    case model::ReadAt::every_input:
      break;
  }
  std::vector<int> positions;
  for (int i = 0; i < inputs; ++i) positions.push_back(first + i);
  return positions;
}

}  // namespace attest::derive

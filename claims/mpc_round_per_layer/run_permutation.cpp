// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's permutation, or the arcs of one: the minima of its cycles by layers.
#include <algorithm>
#include <optional>
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/rows_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/cycles.hpp"

namespace attest::mpc_round_per_layer {
namespace {

constexpr std::int64_t most_points = 64;

/// A vertex with the place of the number that names it.
struct Arc {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::string from_place;
  std::string to_place;
};

/// A number of a file as a vertex. \throws InputError permutation-entry
std::int64_t vertex_of(const derive::RowItem& item, std::int64_t points) {
  if (!item.value.is_integer() || item.value < 0 || item.value >= points) {
    item.refuse("permutation-entry", item.value.to_string(),
                "a vertex from 0 to " + std::to_string(points - 1));
  }
  return item.value.num().to_int64();
}

/// The arcs i -> image of a list of images, or one arc a line.
std::vector<Arc> arcs_of(const derive::RowItem& lines, bool is_arcs) {
  std::vector<Arc> arcs;
  if (is_arcs) {
    for (const derive::RowItem& line : lines.items) {
      derive::require_size(line, line.items.size(), 2, "numbers");
      arcs.push_back({.from = vertex_of(line.items[0], std::ssize(lines.items)),
                      .to = vertex_of(line.items[1], std::ssize(lines.items)),
                      .from_place = line.items[0].place,
                      .to_place = line.items[1].place});
    }
    return arcs;
  }
  std::vector<derive::RowItem> images;
  for (const derive::RowItem& line : lines.items) {
    images.insert(images.end(), line.items.begin(), line.items.end());
  }
  for (const derive::RowItem& image : images) {
    arcs.push_back({.from = std::ssize(arcs),
                    .to = vertex_of(image, std::ssize(images)),
                    .from_place = image.place,
                    .to_place = image.place});
  }
  return arcs;
}

/// Image of each vertex. \throws InputError permutation-repeat where a vertex has two arcs out of
/// it, or two into it
std::vector<std::int64_t> image_of(const std::vector<Arc>& arcs) {
  std::vector<std::int64_t> image(arcs.size(), -1);
  std::vector<char> is_reached(arcs.size(), 0);
  for (const Arc& arc : arcs) {
    if (image[static_cast<std::size_t>(arc.from)] >= 0) {
      throw InputError("permutation-repeat", arc.from_place,
                       "a second arc from " + std::to_string(arc.from), "one from each vertex");
    }
    if (is_reached[static_cast<std::size_t>(arc.to)] != 0) {
      throw InputError("permutation-repeat", arc.to_place,
                       "a second arc to " + std::to_string(arc.to), "one to each vertex");
    }
    image[static_cast<std::size_t>(arc.from)] = arc.to;
    is_reached[static_cast<std::size_t>(arc.to)] = 1;
  }
  return image;
}

/// The text without what follows a '#' in a line; blanks keep the columns.
std::string without_comments(std::string text) {
  bool is_comment = false;
  for (char& letter : text) {
    if (letter == '\n') is_comment = false;
    is_comment = is_comment || letter == '#';
    if (is_comment) letter = ' ';
  }
  return text;
}

/// \throws InputError run-setting
bool asks_for_arcs(const check::RunRequest& request, const derive::RowItem& lines) {
  const auto format = request.settings.find("format");
  if (format == request.settings.end()) {
    return lines.items.size() > 1 &&
           std::all_of(lines.items.begin(), lines.items.end(),
                       [](const derive::RowItem& line) { return line.items.size() == 2; });
  }
  if (format->second != "arcs" && format->second != "permutation") {
    throw InputError("run-setting", "--set format", "'" + format->second + "'",
                     "arcs or permutation");
  }
  return format->second == "arcs";
}

/// The layers that are asked for, broken where a mutant is named.
model::Transformer layers_for(std::int64_t machines, const std::string& mutant) {
  const std::int64_t rounds = rounds_of(machines);
  if (mutant.empty()) return cycle_minima(machines, rounds);
  if (mutant == "one_round_fewer") {
    return cycle_minima(machines, std::max<std::int64_t>(rounds - 1, 0));
  }
  std::string names = "one_round_fewer";
  for (const Wrong& wrong : wrong_choices()) {
    if (wrong.choices.points_less > 0) continue;  // what it does depends on N and s
    if (wrong.name == mutant) return cycle_minima(machines, rounds, wrong.choices);
    names += ", " + std::string(wrong.name);
  }
  derive::refuse_mutant(mutant, "one of " + names);
}

}  // namespace

std::vector<check::RunResult> run_permutation(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S1"},
                                  .settings = {"format"},
                                  .no_model = "the model of S1 belongs to a number of machines"});
  const derive::RowItem lines = derive::csv_lines(without_comments(request.text), request.place);
  if (lines.items.empty()) {
    throw InputError("permutation-empty", request.place, "no numbers", "a permutation");
  }
  const std::vector<Arc> arcs = arcs_of(lines, asks_for_arcs(request, lines));
  const std::int64_t machines = std::ssize(arcs);
  if (machines > most_points) {
    throw InputError("permutation-length", request.place, std::to_string(machines) + " vertices",
                     "at most " + std::to_string(most_points));
  }
  const check::Case tokens = linked(image_of(arcs));
  const model::Transformer model = layers_for(machines, request.mutant);
  const std::vector<Rational> truth = task::cycle_minima(1).answer(tokens);
  check::RunResult result{.input = request.place};
  std::string minima = "null";
  std::int64_t cycles = 0;
  try {
    const std::vector<Rational> found = model::answer(model, tokens, {});
    result.agrees = found == truth;
    minima.clear();
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Rational vertex = found[i] - 1;
      cycles += vertex == static_cast<std::int64_t>(i) ? 1 : 0;
      minima += (i == 0 ? "[" : ",") +
                (vertex.is_integer() ? vertex.to_string() : '"' + vertex.to_string() + '"');
    }
    minima += "]";
  } catch (const model::Undefined&) {  // a division by 0: only a broken model comes here
  }
  result.result_json = "{\"machines\":" + std::to_string(machines) +
                       ",\"rounds\":" + std::to_string(rounds_of(machines)) +
                       ",\"cycles\":" + (minima == "null" ? minima : std::to_string(cycles)) +
                       ",\"minima\":" + minima + "}";
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::mpc_round_per_layer

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The separation rank of a user's weights.
#include <algorithm>
#include <map>
#include <tuple>

#include "claims/separation_rank_depth/claim.hpp"
#include "reference/derive/request.hpp"
#include "reference/number/error.hpp"

namespace attest::separation_rank_depth {
namespace {

constexpr std::int64_t most_run_bound = 1200;  // a grid of that size takes some seconds
constexpr std::int64_t most_width = 32;
constexpr std::int64_t most_layers = 6;

/// (layer, head, map, row).
using RowKey = std::tuple<std::int64_t, std::int64_t, std::string, std::int64_t>;

struct Row {
  std::vector<Rational> entries;
  std::string place;
};

/// The cells of a line, spaces removed; nothing for a line without cells.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == '#') break;
    if (c == ',') {
      cells.emplace_back();
    } else if (c != ' ' && c != '\t' && c != '\r') {
      cells.back().push_back(c);
    }
  }
  if (cells.size() == 1 && cells[0].empty()) cells.clear();
  return cells;
}

Integer integer_of(const std::string& cell, const std::string& place) {
  const bool is_integer =
      !cell.empty() && cell != "-" && cell.size() <= 1000 &&
      cell.find_first_not_of("0123456789", cell[0] == '-' ? 1 : 0) == std::string::npos;
  if (!is_integer) {
    throw InputError("weights-syntax", place, "'" + cell.substr(0, 40) + "'", "an integer");
  }
  return Integer::parse(cell);
}

std::int64_t index_of(const std::string& cell, std::int64_t most, const std::string& place) {
  const Integer value = integer_of(cell, place);
  if (value < Integer(0) || value > Integer(most)) {
    throw InputError("weights-index", place, value.to_string(), "0 to " + std::to_string(most));
  }
  return value.to_int64();
}

std::map<RowKey, Row> parse_rows(const check::RunRequest& request) {
  std::map<RowKey, Row> rows;
  std::size_t begin = 0;
  for (std::int64_t number = 1; begin < request.text.size(); ++number) {
    const std::size_t end = std::min(request.text.find('\n', begin), request.text.size());
    const std::vector<std::string> cells = cells_of(request.text.substr(begin, end - begin));
    begin = end + 1;
    if (cells.empty()) continue;
    const std::string place = request.place + ":" + std::to_string(number);
    const std::vector<std::string> maps{"W_Q", "W_K", "W_V", "W_O"};
    if (cells.size() < 5 || std::find(maps.begin(), maps.end(), cells[2]) == maps.end()) {
      throw InputError("weights-syntax", place, std::to_string(cells.size()) + " cells",
                       "layer,head,W_Q|W_K|W_V|W_O,row,entry,..");
    }
    Row row{.entries = {}, .place = place};
    for (std::size_t i = 4; i < cells.size(); ++i) {
      row.entries.emplace_back(integer_of(cells[i], place));
    }
    const RowKey key(index_of(cells[0], most_layers - 1, place),
                     index_of(cells[1], most_width - 1, place), cells[2],
                     index_of(cells[3], most_width - 1, place));
    if (!rows.emplace(key, std::move(row)).second) {
      throw InputError("weights-twice", place, "a row that stands above", "every row once");
    }
  }
  if (rows.empty()) throw InputError("weights-empty", request.place, "no rows", "rows of maps");
  return rows;
}

/// The map of one head. \throws InputError weights-shape
Matrix map_of(const std::map<RowKey, Row>& rows, std::int64_t layer, std::int64_t head,
              const std::string& name, std::int64_t height, std::int64_t width,
              const std::string& place) {
  Matrix result(static_cast<int>(height), static_cast<int>(width));
  for (std::int64_t i = 0; i < height; ++i) {
    const auto found = rows.find(RowKey(layer, head, name, i));
    const std::string expected = "layer " + std::to_string(layer) + ", head " +
                                 std::to_string(head) + ": " + name + " of " +
                                 std::to_string(height) + " rows of " + std::to_string(width);
    if (found == rows.end()) {
      throw InputError("weights-shape", place, "no row " + std::to_string(i), expected);
    }
    if (std::cmp_not_equal(found->second.entries.size(), width)) {
      throw InputError("weights-shape", found->second.place,
                       std::to_string(found->second.entries.size()) + " entries", expected);
    }
    for (int j = 0; j < result.cols(); ++j) {
      result(static_cast<int>(i), j) = found->second.entries[static_cast<std::size_t>(j)];
    }
  }
  return result;
}

struct Parsed {
  Weights weights;
  Shape shape;
};

Parsed parse_weights(const check::RunRequest& request) {
  const std::map<RowKey, Row> rows = parse_rows(request);
  Parsed parsed;
  parsed.shape.width = std::ssize(rows.begin()->second.entries);
  for (const auto& [key, row] : rows) {
    parsed.shape.layers = std::max(parsed.shape.layers, std::get<0>(key) + 1);
    parsed.shape.heads = std::max(parsed.shape.heads, std::get<1>(key) + 1);
    // W_Q, W_K, W_V have rows of d entries; W_O, if narrower, does not.
    parsed.shape.width = std::max(parsed.shape.width, std::ssize(row.entries));
  }
  const Shape& shape = parsed.shape;
  if (shape.width > most_width || shape.width % shape.heads != 0) {
    throw InputError(
        "weights-shape", request.place,
        "width " + std::to_string(shape.width) + " and " + std::to_string(shape.heads) + " heads",
        "a width of at most " + std::to_string(most_width) + " that the heads divide");
  }
  const std::int64_t head_width = shape.width / shape.heads;
  std::size_t used = 0;
  parsed.weights.width = static_cast<int>(shape.width);
  for (std::int64_t l = 0; l < shape.layers; ++l) {
    std::vector<HeadWeights>& layer = parsed.weights.layers.emplace_back();
    for (std::int64_t h = 0; h < shape.heads; ++h) {
      const auto map = [&](const char* name, std::int64_t height, std::int64_t width) {
        used += static_cast<std::size_t>(height);
        return map_of(rows, l, h, name, height, width, request.place);
      };
      HeadWeights& maps = layer.emplace_back();
      maps.query = map("W_Q", head_width, shape.width);
      maps.key = map("W_K", head_width, shape.width);
      maps.value = map("W_V", head_width, shape.width);
      maps.out = map("W_O", shape.width, head_width);
    }
  }
  if (used != rows.size()) {
    throw InputError("weights-shape", request.place, std::to_string(rows.size()) + " rows",
                     std::to_string(used) + " rows for " + std::to_string(shape.layers) +
                         " layers of " + std::to_string(shape.heads) + " heads");
  }
  return parsed;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S5"},
                                  .settings = {"tokens", "residual"},
                                  .no_model = "the input file is the weights"});
  if (!request.mutant.empty()) derive::refuse_mutant(request.mutant, "none: change the weights");
  const std::int64_t tokens = derive::integer_setting(request, "tokens", 2, 64, 4);
  const bool has_residual = derive::integer_setting(request, "residual", 0, 1, 0) != 0;
  if (tokens % 2 != 0) {
    throw InputError("run-setting", "--set tokens", std::to_string(tokens), "an even number");
  }
  const Parsed parsed = parse_weights(request);
  GridPlan plan{.shape = parsed.shape, .tokens = tokens, .has_residual = has_residual};
  const Integer bound = bound_of(plan);
  if (bound > Integer(most_run_bound)) {
    throw InputError("weights-size", request.place, "bound " + bound.to_string(),
                     "at most " + std::to_string(most_run_bound));
  }
  plan.size = bound.to_int64() + margin;
  const Certified found = certified_rank(stack_of(parsed.weights, has_residual), tokens, plan.size,
                                         /*is_one_sided=*/false);
  check::RunResult result{.input = request.place};
  const auto entry = [](const char* name, std::int64_t value) {
    return "\"" + std::string(name) + "\":" + std::to_string(value);
  };
  result.result_json = "{" + entry("d", parsed.shape.width) + "," +
                       entry("layers", parsed.shape.layers) + "," +
                       entry("heads", parsed.shape.heads) + "," + entry("tokens", tokens) + "," +
                       entry("grid", plan.size) + "," + entry("rank", found.rank) + "," +
                       entry("bound", bound.to_int64()) + "}";
  result.agrees = found.is_proved && Integer(found.rank) <= bound;
  result.model = derive::facts_of(description(parsed.weights, has_residual));
  return {result};
}

}  // namespace attest::separation_rank_depth

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The detector on a user's graph, and the adversary on a user's network.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/contest_run.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

constexpr std::int64_t most_vertices = 62;

/// Arcs and the number of vertices, the largest one named plus one.
struct Graph {
  std::vector<std::pair<std::int64_t, std::int64_t>> arcs;
  std::int64_t vertices = 0;
};

/// The numbers of one line of text; what follows # is a comment. \throws InputError
std::vector<std::int64_t> numbers_of(const std::string& line, const std::string& place) {
  std::vector<std::int64_t> result;
  std::size_t at = 0;
  while (at < line.size() && line[at] != '#') {
    if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(" \t\r#", at), line.size());
    const std::string word = line.substr(at, end - at);
    if (word.find_first_not_of("0123456789") != std::string::npos || word.size() > 9) {
      throw InputError("arcs-syntax", place + ":" + std::to_string(at + 1),
                       "'" + word.substr(0, 40) + "'", "a vertex: 0, 1, ..");
    }
    result.push_back(std::stoll(word));
    at = end;
  }
  return result;
}

Graph parse_arcs(const check::RunRequest& request) {
  Graph graph;
  std::size_t begin = 0;
  for (std::int64_t line = 1; begin < request.text.size(); ++line) {
    const std::size_t end = std::min(request.text.find('\n', begin), request.text.size());
    const std::string place = request.place + ":" + std::to_string(line);
    const std::vector<std::int64_t> ends =
        numbers_of(request.text.substr(begin, end - begin), place);
    begin = end + 1;
    if (ends.empty()) continue;
    if (ends.size() != 2) {
      throw InputError("arcs-syntax", place, std::to_string(ends.size()) + " numbers",
                       "two: tail and head of an arc");
    }
    graph.arcs.emplace_back(ends[0], ends[1]);
    graph.vertices = std::max({graph.vertices, ends[0] + 1, ends[1] + 1});
    if (graph.vertices > most_vertices) {
      throw InputError("arcs-size", place, std::to_string(graph.vertices) + " vertices",
                       "at most " + std::to_string(most_vertices));
    }
  }
  if (graph.arcs.empty()) {
    throw InputError("arcs-empty", request.place, "no arcs", "an arc \"u v\" a line");
  }
  return graph;
}

Matrix rows_of(const Graph& graph) {
  std::vector<std::int64_t> rows(static_cast<std::size_t>(graph.vertices), 0);
  for (const auto& [tail, head] : graph.arcs) {
    rows[static_cast<std::size_t>(tail)] |= std::int64_t{1} << head;
  }
  Matrix tokens(static_cast<int>(graph.vertices), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = rows[static_cast<std::size_t>(i)];
  return tokens;
}

/// The first arc whose reverse is there, as JSON; null if there is none.
std::string cycle_of(const Graph& graph) {
  for (const auto& [tail, head] : graph.arcs) {
    const bool returns =
        std::find(graph.arcs.begin(), graph.arcs.end(), std::pair(head, tail)) != graph.arcs.end();
    if (tail != head && returns) {
      return "[" + std::to_string(tail) + "," + std::to_string(head) + "]";
    }
  }
  return "null";
}

model::Transformer detector_of(const check::RunRequest& request, const Graph& graph) {
  const std::int64_t rotations =
      derive::integer_setting(request, "rotations", 1, graph.vertices, 1);
  if (!request.model_text.empty()) {
    model::Transformer model = derive::file_of(request, {"row"}).model;
    derive::require_rational(model, request.model_place);
    return model;
  }
  if (request.mutant == "loops_kept") {
    return detector(graph.vertices, rotations, {.keeps_loops = true});
  }
  if (request.mutant == "last_rotation_left_out") {
    return detector(graph.vertices, rotations, {.skipped = 1});
  }
  if (request.mutant == "first_vertex_forgotten") {
    return detector(graph.vertices, rotations, {.forgets = 1});
  }
  return derive::broken(detector(graph.vertices, rotations), request.mutant);
}

check::RunResult run_graph(const check::RunRequest& request) {
  const Graph graph = parse_arcs(request);
  const Matrix tokens = rows_of(graph);
  const model::Transformer model = detector_of(request, graph);
  check::RunResult result{.input = request.place};
  std::string found = "null";
  try {
    const std::vector<Rational> answer = model::answer(model, tokens, {});
    result.agrees = answer == task::two_cycle().answer(tokens);
    found = answer == std::vector<Rational>{1} ? "true" : "false";
  } catch (const model::Undefined&) {  // only a user's model or a broken one comes here
    result.agrees = false;
  }
  result.result_json = "{\"vertices\":" + std::to_string(graph.vertices) +
                       ",\"arcs\":" + std::to_string(graph.arcs.size()) +
                       ",\"two_cycle\":" + found + ",\"witness\":" + cycle_of(graph) + "}";
  result.model = derive::facts_of(model);
  return result;
}

check::RunResult run_network(const check::RunRequest& request, protocol::Channel channel) {
  const model::ModelFile file = model::from_json(request.text, request.place);
  const std::int64_t n = derive::parameter(request, file, "n", 1, 3);
  derive::require_fields(file, request.place, {"row"}, "one field, row: the arcs of the vertex");
  derive::TwoWayContest contest{.fooling = fooling(n), .candidate = file.model, .channel = channel};
  if (request.mutant == "one_direction_counted") {
    contest.compared.alices = false;
  } else if (!request.mutant.empty()) {
    derive::refuse_mutant(request.mutant, "one_direction_counted");
  }
  return derive::run_contest_of_file(contest, request.place);
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const bool is_graph = request.statement.empty() || request.statement == "S7";
  const std::string statement = derive::require_taken(
      request, {.statements = {"S7", "S5.random", "S6.random"},
                .settings = {is_graph ? "rotations" : "n"},
                .no_model = is_graph ? nullptr : "the input file is the model"});
  if (statement == "S7") return {run_graph(request)};
  return {run_network(request, statement == "S5.random" ? protocol::Channel::layers
                                                        : protocol::Channel::embedding)};
}

}  // namespace attest::two_cycle_cut_bound

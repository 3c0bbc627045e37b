// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graph after graph of a user's file through the weights; see graph_run.hpp.
#include "reference/derive/graph_run.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::derive {
namespace {

std::vector<std::string> names_of(const std::vector<model::Output>& outputs) {
  std::vector<std::string> names;
  for (const model::Output& output : outputs) names.push_back(output.name);
  return names;
}

/// A model of one size, made ready.
struct Sized {
  explicit Sized(model::Transformer made)
      : model(std::move(made)), evaluator(model, model::Arithmetic::rational, 0) {}
  Sized(const Sized&) = delete;
  Sized& operator=(const Sized&) = delete;

  model::Transformer model;
  model::Evaluator evaluator;  // of model
};

/// The models of a run, each made for the first graph of its size.
class Models {
 public:
  Models(const check::RunRequest& request, const GraphRun& run) : request_(request), run_(run) {
    if (request.model_text.empty()) return;
    file_ = file_of(request, task::graph_fields());
    const model::Transformer built = run.build(1);
    const auto wanted = names_of(built.decode.circuit.out);
    if (names_of(file_.model.decode.circuit.out) != wanted ||
        file_.model.decode.at != built.decode.at) {
      throw InputError("model-outputs", request.model_place, "other outputs",
                       "those of " + built.name + ", as `attest export` writes them");
    }
    require_rational(file_.model, request.model_place);
  }

  /// The model for a graph of n vertices; the least has a coordinate for one. \throws InputError
  /// model-params
  [[nodiscard]] const Sized& at(int n) {
    n = std::max(n, 1);
    if (!request_.model_text.empty()) return file_model(n);
    std::unique_ptr<const Sized>& sized = by_size_[n];
    if (!sized) {
      sized = std::make_unique<const Sized>(
          broken(run_.build(n), request_.mutant, run_.mutants, {{"n", n}}));
    }
    return *sized;
  }

 private:
  [[nodiscard]] const Sized& file_model(int n) {
    const auto found = file_.params.find("n");
    if (found == file_.params.end() || found->second < n) {
      throw InputError("model-params", request_.model_place + ": params.n",
                       found == file_.params.end() ? "nothing" : std::to_string(found->second),
                       "at least " + std::to_string(n) + ", the vertices of the graph");
    }
    std::unique_ptr<const Sized>& sized = by_size_[0];
    if (!sized) sized = std::make_unique<const Sized>(file_.model);
    return *sized;
  }

  const check::RunRequest& request_;
  const GraphRun& run_;
  model::ModelFile file_;
  std::map<int, std::unique_ptr<const Sized>> by_size_;  // a file's model stands at 0
};

check::RunResult result_of(const task::NamedGraph& named, const Sized& sized,
                           const task::Task& task) {
  check::RunResult result{.input = named.name};
  const Matrix tokens = task::graph_tokens(named.graph);
  const std::vector<model::Output>& names = sized.model.decode.circuit.out;
  try {
    const std::vector<Rational> found = sized.evaluator.answer(tokens);
    result.result_json = object_of(names, found);
    result.agrees = found == task.answer(tokens);
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.result_json = object_of(names, {});
  }
  result.model = facts_of(sized.model);
  return result;
}

/// The format of --set format, or of the file's ending. \throws InputError graph-format
task::GraphFormat format_of(const check::RunRequest& request) {
  const auto format = request.settings.find("format");
  const std::string name = format == request.settings.end() ? "" : format->second;
  if (format != request.settings.end() && name.empty()) {
    throw InputError("graph-format", "--set format", "nothing",
                     "graph6, dimacs, edges, roads or graphml");
  }
  return task::graph_format(name, request.place);
}

/// \throws InputError graph-size for a graph beyond the limits
void require_at_most(const GraphLimits& limits, const std::string& name, int vertices,
                     std::int64_t edges) {
  if (vertices > limits.vertices) {
    throw InputError("graph-size", name, std::to_string(vertices) + " vertices",
                     "at most " + std::to_string(limits.vertices) + " in a run");
  }
  if (edges > limits.edges) {
    throw InputError("graph-size", name, std::to_string(edges) + " edges",
                     "at most " + std::to_string(limits.edges) + " in a run");
  }
}

}  // namespace

void require_within(const GraphLimits& limits, const std::string& name, const task::Graph& graph) {
  require_at_most(limits, name, graph.vertices, std::ssize(graph.edges));
}

std::vector<task::NamedGraph> graphs_of(const check::RunRequest& request,
                                        const GraphLimits& limits) {
  std::vector<task::NamedGraph> graphs =
      task::parse_graphs(request.text, request.place, format_of(request));
  for (const task::NamedGraph& named : graphs) {
    require_within(limits, named.name, named.graph);
  }
  return graphs;
}

std::vector<task::NamedNetwork> networks_of(const check::RunRequest& request,
                                            const GraphLimits& limits) {
  std::vector<task::NamedNetwork> networks =
      task::parse_networks(request.text, request.place, format_of(request));
  for (const task::NamedNetwork& named : networks) {
    require_at_most(limits, named.name, named.network.vertices, std::ssize(named.network.arcs));
  }
  return networks;
}

std::string object_of(const std::vector<model::Output>& names,
                      const std::vector<Rational>& answer) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (text.empty() ? "\"" : ",\"") + names[i].name + "\":";
    text += i >= answer.size()       ? "null"
            : answer[i].is_integer() ? answer[i].to_string()
                                     : "\"" + answer[i].to_string() + "\"";
  }
  return "{" + text + "}";
}

std::vector<check::RunResult> run_graphs(const check::RunRequest& request, const GraphRun& run) {
  RunTakes takes = run.takes;
  takes.settings.emplace_back("format");
  static_cast<void>(require_taken(request, takes));
  const std::vector<task::NamedGraph> graphs = graphs_of(request, run.limits);
  Models models(request, run);
  std::vector<check::RunResult> results;
  for (const task::NamedGraph& named : graphs) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(graphs));
    results.push_back(result_of(named, models.at(named.graph.vertices), run.task));
  }
  return results;
}

}  // namespace attest::derive

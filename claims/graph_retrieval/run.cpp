// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about a user's graphs, and prompts that bring graph and question.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/derive/graph_run.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_prompt.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

/// Every vertex is asked about in a sequence of its own: graphs this large take seconds.
constexpr derive::GraphLimits limits{.vertices = 500, .edges = 5000};

constexpr std::array all_questions{Question::counts, Question::existence, Question::degree};

const char* label_of(Question question) {
  switch (question) {
    case Question::counts:
      return "S2.counts";
    case Question::existence:
      return "S2.existence";
    case Question::degree:
      return "S2.degree";
  }
  ATTEST_REQUIRE(false, "a question outside the enumeration");
}

bool has_mutant(Question question, const std::string& name) {
  return std::ranges::any_of(mutants_of(question),
                             [&](const auto& mutant) { return mutant.name == name; });
}

/// The weights of a question: the user's, or the construction, or a mutant of it.
model::Transformer model_of(const check::RunRequest& request, Question question) {
  if (!request.model_text.empty()) {
    model::Transformer model = derive::file_of(request, task::graph_fields()).model;
    derive::require_rational(model, request.model_place);
    return model;
  }
  const bool is_broken = has_mutant(question, request.mutant);
  return derive::broken(build({.question = question}), is_broken ? request.mutant : "",
                        mutants_of(question));
}

/// The weights of a question, made ready, and what is true.
struct Ready {
  Ready(const check::RunRequest& request, Question asked)
      : question(asked),
        model(model_of(request, asked)),
        evaluator(model, model::Arithmetic::rational, 0) {}
  Ready(const Ready&) = delete;
  Ready& operator=(const Ready&) = delete;

  Question question;
  model::Transformer model;
  model::Evaluator evaluator;  // of model
};

/// The answers about one graph, as the entries of an object.
class Answers {
 public:
  explicit Answers(const task::Graph& graph) : graph_(&graph) {}

  /// Adds what is asked; `pair` is that of the existence question.
  void add(const Ready& ready, const std::optional<task::Edge>& pair) {
    if (ready.question == Question::counts) {
      const std::vector<std::string> found = ask(ready, {.a = 0, .b = 0}, 2);
      text_ += ",\"nodes\":" + found[0] + ",\"edges\":" + found[1];
    } else if (ready.question == Question::degree) {
      std::string list;
      for (int u = 0; u < graph_->vertices; ++u) {
        list += (u > 0 ? "," : "") + ask(ready, {.a = u, .b = u}, 1)[0];
      }
      text_ += ",\"degrees\":[" + list + "]";
    } else if (pair) {
      text_ += ",\"edge\":" + ask(ready, *pair, 1)[0];
    }
  }

  /// Adds what a prompt asks.
  void add(const Ready& ready, const task::GraphPrompt& prompt) {
    const task::Edge pair{.a = std::min(prompt.u, prompt.w), .b = std::max(prompt.u, prompt.w)};
    const bool is_count = ready.question == Question::counts;
    const std::vector<std::string> found = ask(ready, pair, is_count ? 2 : 1);
    switch (prompt.question) {
      case task::PromptQuestion::node_count:
        text_ += ",\"nodes\":" + found[0];
        break;
      case task::PromptQuestion::edge_count:
        text_ += ",\"edges\":" + found[1];
        break;
      case task::PromptQuestion::edge_existence:
        text_ += ",\"edge\":" + found[0];
        break;
      case task::PromptQuestion::node_degree:
        text_ += ",\"degree\":" + found[0];
        break;
    }
  }

  [[nodiscard]] std::string json() const { return "{" + text_.substr(text_.empty() ? 0 : 1) + "}"; }
  [[nodiscard]] bool agrees() const { return agrees_; }

 private:
  /// The entries of an answer as JSON; null where a broken model gives none.
  std::vector<std::string> ask(const Ready& ready, task::Edge pair, std::size_t entries) {
    const Matrix tokens = task::graph_tokens(*graph_, {pair});
    std::vector<std::string> texts(entries, "null");
    try {
      const std::vector<Rational> found = ready.evaluator.answer(tokens);
      agrees_ = agrees_ && found == truth(ready.question).answer(tokens);
      for (std::size_t i = 0; i < std::min(entries, found.size()); ++i) {
        texts[i] =
            found[i].is_integer() ? found[i].to_string() : "\"" + found[i].to_string() + "\"";
      }
    } catch (const model::Undefined&) {
      agrees_ = false;
    }
    return texts;
  }

  const task::Graph* graph_;
  std::string text_;
  bool agrees_ = true;
};

/// The pair of --set u and w, the smaller first. \throws InputError run-setting
std::optional<task::Edge> pair_of(const check::RunRequest& request) {
  const bool is_set = request.settings.contains("u") || request.settings.contains("w");
  if (!is_set && request.statement != label_of(Question::existence)) return std::nullopt;
  const std::int64_t u = derive::integer_setting(request, "u", 0, task::most_vertices - 1);
  const std::int64_t w = derive::integer_setting(request, "w", 0, task::most_vertices - 1);
  if (u == w) {
    throw InputError("run-setting", "--set w", std::to_string(w), "another vertex than u");
  }
  return task::Edge{.a = static_cast<int>(std::min(u, w)), .b = static_cast<int>(std::max(u, w))};
}

/// The questions that are asked: that of --statement, or all. \throws InputError
std::vector<Question> asked_of(const check::RunRequest& request) {
  std::vector<Question> asked;
  for (const Question question : all_questions) {
    if (request.statement.empty() || request.statement == label_of(question)) {
      asked.push_back(question);
    }
  }
  if (!request.model_text.empty() && asked.size() > 1) {
    throw InputError("run-statement", "--statement", "nothing",
                     "the statement that the model file is for, such as S2.degree");
  }
  const bool is_known = request.mutant.empty() || std::ranges::any_of(asked, [&](Question q) {
                          return has_mutant(q, request.mutant);
                        });
  if (!is_known) {
    derive::refuse_mutant(request.mutant,
                          "a mutant of S2 that changes weights, as `attest check --mutants` lists "
                          "them");
  }
  return asked;
}

/// Whether the file holds prompts: by --set format, else by its ending.
bool has_prompts(const check::RunRequest& request) {
  const auto format = request.settings.find("format");
  if (format != request.settings.end()) return format->second == "graphqa";
  return request.place.ends_with(".graphqa");
}

/// The question that answers a prompt.
Question question_of(const task::GraphPrompt& prompt) {
  if (prompt.question == task::PromptQuestion::edge_existence) return Question::existence;
  return prompt.question == task::PromptQuestion::node_degree ? Question::degree : Question::counts;
}

/// A result for each prompt. \throws InputError
std::vector<check::RunResult> run_prompts(const check::RunRequest& request,
                                          const std::vector<std::unique_ptr<const Ready>>& ready) {
  if (request.settings.contains("u") || request.settings.contains("w")) {
    throw InputError("run-setting", "--set u, w", "a pair",
                     "no pair: each prompt asks for its own");
  }
  const std::vector<task::GraphPrompt> prompts = task::parse_prompts(request.text, request.place);
  for (const task::GraphPrompt& prompt : prompts) {
    derive::require_within(limits, prompt.name, prompt.graph);
  }
  std::vector<check::RunResult> results;
  for (const task::GraphPrompt& prompt : prompts) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(prompts));
    const auto found = std::ranges::find_if(
        ready, [&](const auto& one) { return one->question == question_of(prompt); });
    if (found == ready.end()) {
      throw InputError("graph-question", prompt.name, label_of(question_of(prompt)),
                       "a question for the statement that --statement names");
    }
    Answers answers(prompt.graph);
    answers.add(**found, prompt);
    results.push_back({.input = prompt.name,
                       .result_json = answers.json(),
                       .agrees = answers.agrees(),
                       .model = derive::facts_of((*found)->model)});
  }
  return results;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2.counts", "S2.existence", "S2.degree"},
                                  .settings = {"format", "u", "w"}});
  std::vector<std::unique_ptr<const Ready>> ready;
  for (const Question question : asked_of(request)) {
    ready.push_back(std::make_unique<const Ready>(request, question));
  }
  if (has_prompts(request)) return run_prompts(request, ready);
  const std::optional<task::Edge> pair = pair_of(request);
  const std::vector<task::NamedGraph> graphs = derive::graphs_of(request, limits);
  std::vector<check::RunResult> results;
  for (const task::NamedGraph& named : graphs) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(graphs));
    if (pair && pair->b >= named.graph.vertices) {
      throw InputError("graph-vertex", named.name, "vertex " + std::to_string(pair->b),
                       "a vertex below " + std::to_string(named.graph.vertices));
    }
    Answers answers(named.graph);
    for (const auto& one : ready) answers.add(*one, pair);
    results.push_back({.input = named.name,
                       .result_json = answers.json(),
                       .agrees = answers.agrees(),
                       .model = derive::facts_of(ready.back()->model)});
  }
  return results;
}

}  // namespace attest::graph_retrieval

// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the rows of scores of two questions about one graph.
#include <string>
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

using check::Role;

constexpr int first_x = 150;  // of the sentinel; the names of the rows stand left of it
constexpr int step_x = 58;

/// A triangle 0, 1, 2, the edge {2, 3} and a vertex without edges.
task::Graph pictured() {
  return {.vertices = 5,
          .edges = {{.a = 0, .b = 1}, {.a = 0, .b = 2}, {.a = 1, .b = 2}, {.a = 2, .b = 3}}};
}

/// One question: a row of keys with their scores, those that are read marked, and the answer.
class ScorePicture {
 public:
  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S2: The scores of a question";
    drawing_.meanings = {{check::Role::value, "score of a key"},
                         {check::Role::member, "score of a key that is read"}};
    drawing_.caption = {
        "a graph on 5 vertices with the edges 01, 02, 12, 23; a column is a key, a row a question",
        "the keys of maximal score are read, each with the same weight"};
    add_tokens();
    add_question(Question::degree, {.a = 2, .b = 2}, "degree of 2");
    add_question(Question::degree, {.a = 4, .b = 4}, "degree of 4");
    add_question(Question::existence, {.a = 1, .b = 2}, "is 12 an edge");
    add_question(Question::existence, {.a = 1, .b = 3}, "is 13 an edge");
    drawing_.low = {0, -30};
    drawing_.high = {first_x + step_x * (columns_ + 2) + 30, step_y * rows_ - 6};
    add_words();
    return drawing_;
  }

 private:
  static constexpr int step_y = 66;

  [[nodiscard]] static int x_of(int column) { return first_x + step_x * column; }

  void add_node(const std::string& id, int column, int y, std::string text, Role role) {
    drawing_.nodes.push_back({.id = id,
                              .centre = {x_of(column), y},
                              .width = 50,
                              .height = 20,
                              .lines = {std::move(text)},
                              .role = role});
  }

  void add_name(const std::string& id, int y, std::string text) {
    drawing_.notes.push_back(
        {.id = id, .at = {8, y}, .text = std::move(text), .style = check::Style::body});
  }

  void add_tokens() {
    add_name("tokens", 0, "tokens");
    add_node("token.0", 0, 0, "bos", Role::extra_token);
    const Matrix tokens = task::graph_tokens(pictured());
    for (int i = 0; i < tokens.rows(); ++i) {
      const bool is_edge = tokens(i, task::GraphField::kind) == task::GraphKind::edge;
      std::string text = tokens(i, task::GraphField::a).to_string();
      if (is_edge) text += "-" + tokens(i, task::GraphField::b).to_string();
      add_node("token." + std::to_string(i + 1), i + 1, 0, std::move(text), Role::token);
    }
    columns_ = tokens.rows() + 1;
    rows_ = 1;
  }

  void add_question(Question question, task::Edge asked, const std::string& name) {
    const model::Transformer model = build({.question = question});
    const Matrix tokens = task::graph_tokens(pictured(), {asked});
    const model::Trace trace = model::trace(model, tokens, {});
    const model::HeadTrace& head = trace.layers[0].heads[0];
    const int y = step_y * rows_;
    const std::string row = "row" + std::to_string(rows_);
    add_name(row, y, name);
    const std::string answer = row + ".answer";
    add_node(answer, columns_ + 1, y, model::decode(model, trace)[0].to_string(), Role::answer);
    for (int key = 0; key <= columns_; ++key) {
      const std::size_t at =
          static_cast<std::size_t>(head.queries - 1) * static_cast<std::size_t>(head.keys) +
          static_cast<std::size_t>(key);
      const auto& score = std::get<Rational>(head.scores[at]);
      const auto& weight = std::get<Rational>(head.pattern[at]);
      const std::string id = row + "." + std::to_string(key);
      if (key == columns_) continue;  // the question itself, which scores as the vertices do
      add_node(id, key, y, score.to_string(), weight.is_zero() ? Role::value : Role::member);
      if (weight.is_zero()) continue;
      drawing_.edges.push_back({.from = id,
                                .to = answer,
                                .role = Role::attention,
                                .weight = weight,
                                .route = {{x_of(key), y + 10},
                                          {x_of(key), y + 34},
                                          {x_of(columns_ + 1), y + 34},
                                          {x_of(columns_ + 1), y + 10}},
                                .detail = "weight " + weight.to_string()});
    }
    ++rows_;
  }

  void add_words() {
    const int top = drawing_.high.y;
    drawing_.high.y += 60;
    drawing_.notes.push_back(
        {.id = "title", .at = {8, top + 44}, .text = drawing_.title, .style = check::Style::title});
    for (int i = 0; i < 2; ++i) {
      drawing_.notes.push_back({.id = "caption" + std::to_string(i),
                                .at = {8, top + 24 - 14 * i},
                                .text = drawing_.caption[static_cast<std::size_t>(i)],
                                .style = check::Style::body});
    }
  }

  check::Drawing drawing_;
  int columns_ = 0;
  int rows_ = 0;
};

}  // namespace

check::Drawing score_figure() { return ScorePicture().draw(); }

}  // namespace attest::graph_retrieval

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about all small graphs: how many answers each broken form gets wrong, and values
/// worked out beforehand.
#include <doctest/doctest.h>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

/// Questions that a model answered, and how many of them wrongly; no value is wrong.
struct Score {
  std::int64_t asked = 0;
  std::int64_t wrong = 0;

  void add(const model::Transformer& model, const check::Case& tokens, const task::Task& truth) {
    ++asked;
    try {
      wrong += model::answer(model, tokens, {}) == truth.answer(tokens) ? 0 : 1;
    } catch (const model::Undefined&) {
      ++wrong;
    }
  }
};

/// Every question about every labelled graph on least, .., 4 vertices; `build_for` makes the model
/// for a sequence of so many tokens, the sentinel included.
template <typename BuildFor>
Score score(Question question, int least, BuildFor build_for, bool is_turned = false) {
  Score total;
  for (int n = least; n <= 4; ++n) {
    const check::CaseSpace cases = asked_one_by_one(derive::labelled_graphs(n), question, n);
    for (std::int64_t i = 0; i < cases.size; ++i) {
      check::Case tokens = *cases.at(i);
      const int last = tokens.rows() - 1;
      if (is_turned) std::swap(tokens(last, 1), tokens(last, 2));
      total.add(build_for(tokens.rows() + 1), tokens, truth(question));
    }
  }
  return total;
}

Score hard(Question question, const Choices& choices, bool is_turned = false) {
  const model::Transformer model = build({.question = question, .choices = choices});
  return score(
      question, 1, [&](int) { return model; }, is_turned);
}

Score soft(Question question, std::int64_t factor, std::int64_t offset,
           const Choices& choices = {}) {
  return score(question, 2, [=](int tokens) {
    const Integer base = factor * tokens + offset;
    return build({.question = question,
                  .attention = {.norm = model::Norm::softmax_base, .base = base},
                  .choices = choices});
  });
}

TEST_SUITE("graph_retrieval") {
  TEST_CASE("broken forms are wrong on as many of 410 pairs and 285 degrees as worked out") {
    CHECK(hard(Question::existence, {}).asked == 410);
    CHECK(hard(Question::existence, {}).wrong == 0);
    CHECK(hard(Question::existence, {}, true).wrong == 205);
    CHECK(hard(Question::existence, {.others_existence = -1}).wrong == 0);
    CHECK(hard(Question::degree, {}).asked == 285);
    CHECK(hard(Question::degree, {}).wrong == 0);
    CHECK(hard(Question::degree, {.twice_sum = -1}).wrong == 181);
    CHECK(hard(Question::degree, {.others_degree = 0}).wrong == 285);
  }

  TEST_CASE("without the sentinel all 285 degrees are wrong") {
    model::Transformer model = build({.question = Question::degree});
    model.extra_tokens.clear();
    CHECK(score(Question::degree, 1, [&](int) { return model; }).wrong == 285);
  }

  TEST_CASE("small bases are wrong on as many of 410 pairs and 284 degrees as worked out") {
    CHECK(soft(Question::existence, 0, 2).wrong == 74);
    CHECK(soft(Question::existence, 0, 2, {.others_existence = -1}).wrong == 54);
    CHECK(soft(Question::existence, 1, 1).wrong == 0);
    CHECK(soft(Question::degree, 0, 2).asked == 284);
    CHECK(soft(Question::degree, 0, 2).wrong == 284);
    // Three of them lie half-way between two integers, and half-way is rounded up.
    CHECK(soft(Question::degree, 1, 1).wrong == 224);
    CHECK(soft(Question::degree, 2, 1).wrong == 0);
  }

  TEST_CASE("an edge with two tokens counts twice as in a multigraph") {
    const Matrix tokens({{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 0, 1}, {2, 0, 0}});
    CHECK(model::answer(build({.question = Question::counts}), tokens, {}) ==
          std::vector<Rational>{2, 2});
    CHECK(model::answer(build({.question = Question::degree}), tokens, {}).at(0) == 2);
  }

  TEST_CASE("the centre of a star with 499 leaves reads 1/500 and its degree is 499") {
    const task::Graph star = task::star_graph(500);
    model::Transformer model = build({.question = Question::degree});
    const Matrix tokens = task::graph_tokens(star, {{.a = 0, .b = 0}});
    CHECK(tokens.rows() == 1000);
    CHECK(model::answer(model, tokens, {}).at(0) == 499);
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    decode.output("mean", decode.input("out[0]"));
    model.decode.circuit = decode.finish();
    CHECK(model::answer(model, tokens, {}).at(0) == Rational(1, 500));
  }

  TEST_CASE("products reach 4n^4 from 14 vertices on and coordinates and scores do not") {
    CHECK(largest_numbers(13).product == 114192);
    CHECK(largest_numbers(13).product < 4 * pow(Integer(13), 4));
    CHECK(largest_numbers(14).product == 158353);
    CHECK(largest_numbers(14).product > 4 * pow(Integer(14), 4));
    CHECK(largest_numbers(14).coordinate == 28561);
    CHECK(largest_numbers(14).score == 24336);
  }

  TEST_CASE("graphs with m edges number binomial coefficients and have n + m tokens") {
    std::int64_t total = 0;
    for (int m = 0; m <= 6; ++m) {
      const check::CaseSpace graphs = graphs_with_edges(4, m);
      total += graphs.size;
      for (std::int64_t i = 0; i < graphs.size; ++i) CHECK(graphs.at(i)->rows() == 4 + m);
    }
    CHECK(total == 64);
  }

  TEST_CASE("every form has one layer and one head and width 20 and key dimension at most 5") {
    const auto used = [](Question question) {
      return derive::resources(build({.question = question}));
    };
    for (const Question question : {Question::counts, Question::existence, Question::degree}) {
      CHECK(used(question).layers == 1);
      CHECK(used(question).heads_in_all == 1);
      CHECK(used(question).width == 20);
    }
    CHECK(used(Question::counts).key_dimension == 0);
    CHECK(used(Question::existence).key_dimension == 4);
    CHECK(used(Question::degree).key_dimension == 5);
  }

  TEST_CASE("the picture of scores is sound and reads degree 3 at vertex 2") {
    const check::Drawing drawing = score_figure();
    CHECK_NOTHROW(check::validate(drawing));
    for (const check::Node& node : drawing.nodes) {
      if (node.id == "row1.answer") CHECK(node.lines.at(0) == "3");
      if (node.id == "row2.answer") CHECK(node.lines.at(0) == "0");
      if (node.id == "row3.answer") CHECK(node.lines.at(0) == "1");
      if (node.id == "row4.answer") CHECK(node.lines.at(0) == "0");
    }
  }
}

}  // namespace
}  // namespace attest::graph_retrieval

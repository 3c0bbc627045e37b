// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of contextual counting, broken forms by the number of words they get wrong, and the
/// figure.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/contextual_counting.hpp"

namespace attest::contextual_counting {
namespace {

using Answer = std::vector<Rational>;

Letters letters_of(const check::Case& tokens) {
  Letters word;
  for (int i = 0; i < tokens.rows(); ++i) word.push_back(tokens(i, 0).num().to_int64());
  return word;
}

/// Of the 550 valid words of length 0 to 6, asked about each of their regions, those with a wrong
/// answer or none.
std::int64_t wrong_words(const Choices& choices) {
  const model::Transformer model = construction(choices);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  std::int64_t wrong = 0;
  std::int64_t words = 0;
  for (std::int64_t length = 0; length <= 6; ++length) {
    const check::CaseSpace space = bracketed_words(length);
    for (std::int64_t i = 0; i < space.size; ++i, ++words) {
      const Letters word = letters_of(*space.at(i));
      const check::Case tokens = asked(word, regions_in(word));
      try {
        if (evaluator.answer(tokens) != task::contextual_counting().answer(tokens)) ++wrong;
      } catch (const model::Undefined&) {
        ++wrong;
      }
    }
  }
  CHECK(words == 550);
  return wrong;
}

TEST_SUITE("claims/contextual_counting") {
  TEST_CASE("the valid words of length 0 to 8 are as many as worked out and all different") {
    const std::vector<std::int64_t> sizes{1, 2, 5, 14, 41, 122, 365, 1094, 3281};
    for (std::size_t length = 0; length < sizes.size(); ++length) {
      const check::CaseSpace space = bracketed_words(static_cast<std::int64_t>(length));
      CHECK(space.size == sizes[length]);
      std::set<std::uint64_t> seen;
      for (std::int64_t i = 0; i < space.size; ++i) seen.insert(space.at(i)->hash());
      CHECK(static_cast<std::int64_t>(seen.size()) == space.size);
    }
  }

  TEST_CASE("broken forms are wrong on as many of the 550 words of length 0 to 6 as worked out") {
    CHECK(wrong_words({}) == 0);
    CHECK(wrong_words({.bias = Bias::none}) == 247);
    CHECK(wrong_words({.tests_before = false}) == 262);
    CHECK(wrong_words({.encoder = Encoder::everything}) == 173);
    CHECK(wrong_words({.encoder = Encoder::strict}) == 0);
    CHECK(wrong_words({.joins = Joins::all}) == 0);
  }

  TEST_CASE("closing brackets as bias are right for three regions and wrong for one") {
    const model::Transformer wrong = construction({.bias = Bias::close});
    const Answer three = model::answer(wrong, asked({2, 1, 3, 2, 3, 2, 3}, 1), {});
    CHECK(three.back() == 1);
    const Answer one = model::answer(wrong, asked({2, 1, 3}, 1), {});
    CHECK(one.back() == 3);
  }

  TEST_CASE("the head without a mask has the pattern of the causal mask for 5 tokens") {
    Matrix numbers(5, 1);
    const model::Trace trace = model::trace(past_head(5), numbers, {});
    const model::HeadTrace& head = trace.layers.at(0).heads.at(0);
    for (int i = 0; i < 5; ++i) {
      for (int j = 0; j < 5; ++j) {
        const auto at = static_cast<std::size_t>(i * 5 + j);
        CHECK(std::get<Rational>(head.pattern.at(at)) == (j <= i ? Rational(1, i + 1) : 0));
      }
    }
  }

  TEST_CASE("the picture draws the delimiters of one digit and the tie of region 3") {
    const check::Drawing drawing = attention_figure({});
    check::validate(drawing);
    const auto with_weight = [&](const Rational& weight) {
      return std::count_if(drawing.edges.begin(), drawing.edges.end(),
                           [&](const check::Edge& edge) {
                             return edge.role == check::Role::attention && edge.weight == weight;
                           });
    };
    // BOS, three openings and two closings; BOS and three ones.
    CHECK(with_weight(Rational(1, 6)) == 6);
    CHECK(with_weight(Rational(1, 4)) == 4);
    const auto answer = std::find_if(drawing.nodes.begin(), drawing.nodes.end(),
                                     [](const check::Node& node) { return node.id == "answer"; });
    REQUIRE(answer != drawing.nodes.end());
    CHECK(answer->lines.at(0) == "3");
  }
}

}  // namespace
}  // namespace attest::contextual_counting

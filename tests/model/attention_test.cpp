// SPDX-License-Identifier: Apache-2.0
/// \file
/// Attention heads: every norm, mask, order and tie rule against values worked out by hand.
#include <doctest/doctest.h>

#include <variant>

#include "reference/number/contract.hpp"
#include "tests/model/models.hpp"

namespace attest::model {
namespace {

// Keys 0, 1, 1 with values 10, 20, 40; every query is `q`.
Matrix three_tokens(const Rational& q) { return rows({{q, 0, 10}, {q, 1, 20}, {q, 1, 40}}); }

Answer repeated(const Rational& value) { return {value, value, value}; }

Rational rational_of(const Number& number) { return std::get<Rational>(number); }

// A head whose keys are pairs of tokens: score q k k', value v v'.
Transformer third_order(Norm norm, const Integer& base = 0) {
  Transformer model = attention(norm, base);
  Head& head = model.blocks[0].heads[0];
  head.keys.push_back(head.keys[0]);
  head.values.push_back(head.values[0]);
  return model;
}

}  // namespace

TEST_CASE("each norm gives its weighted sum of three values") {
  const Matrix tokens = three_tokens(1);
  CHECK(answer(attention(Norm::average_hardmax), tokens, rational) == repeated(30));
  CHECK(answer(attention(Norm::leftmost_hardmax), tokens, rational) == repeated(20));
  CHECK(answer(attention(Norm::rightmost_hardmax), tokens, rational) == repeated(40));
  CHECK(answer(attention(Norm::softmax_base, 2), tokens, rational) == repeated(26));
  CHECK(answer(attention(Norm::linear), tokens, rational) == repeated(60));
  CHECK(answer(attention(Norm::relu_mean), tokens, rational) == repeated(20));
}

TEST_CASE("each norm gives its weighted sum for negative scores") {
  const Matrix tokens = three_tokens(-1);
  CHECK(answer(attention(Norm::average_hardmax), tokens, rational) == repeated(10));
  CHECK(answer(attention(Norm::unique_hardmax), tokens, rational) == repeated(10));
  CHECK(answer(attention(Norm::any_hardmax), tokens, rational) == repeated(10));
  CHECK(answer(attention(Norm::softmax_base, 2), tokens, rational) == repeated(20));
  CHECK(answer(attention(Norm::softmax_base, 3), tokens, rational) == repeated(18));
  CHECK(answer(attention(Norm::linear), tokens, rational) == repeated(-60));
  CHECK(answer(attention(Norm::relu_mean), tokens, rational) == repeated(0));
}

TEST_CASE("a tie breaks the precondition of unique_hardmax") {
  CHECK_THROWS_AS((void)answer(attention(Norm::unique_hardmax), three_tokens(1), rational),
                  Undefined);
}

TEST_CASE("any_hardmax runs all three rules and demands one answer") {
  const Transformer model = attention(Norm::any_hardmax);
  CHECK_THROWS_AS((void)answer(model, three_tokens(1), rational), Undefined);
  const Matrix equal = rows({{1, 0, 10}, {1, 1, 20}, {1, 1, 20}});
  CHECK(answer(model, equal, rational) == repeated(20));
  for (const auto& [rule, expected] :
       {std::pair{Tie::average, 30}, {Tie::leftmost, 20}, {Tie::rightmost, 40}}) {
    Mode mode = rational;
    mode.any = rule;
    CHECK(decode(model, trace(model, three_tokens(1), mode)) == repeated(expected));
  }
  Mode undeclared = rational;
  undeclared.any = Tie::as_declared;
  CHECK_THROWS_AS((void)trace(model, three_tokens(1), undeclared), BrokenInvariant);
}

TEST_CASE("softmax_base needs integer scores") {
  CHECK_THROWS_AS(
      (void)answer(attention(Norm::softmax_base, 2), three_tokens(Rational(1, 2)), rational),
      Undefined);
  CHECK(answer(attention(Norm::linear), three_tokens(Rational(1, 2)), rational) == repeated(30));
}

TEST_CASE("softmax_base is exact for scores beyond every machine word") {
  const Matrix tokens = rows({{1, 500, 1}, {1, 0, 0}});
  const Rational power{power_of_two(500)};
  const Rational expected = power / (power + 1);
  CHECK(answer(attention(Norm::softmax_base, 2), tokens, rational) == Answer{expected, expected});
  const Matrix absurd = rows({{1, Rational(power_of_two(40)), 1}, {1, 0, 0}});
  CHECK_THROWS_AS((void)answer(attention(Norm::softmax_base, 2), absurd, rational), Undefined);
}

TEST_CASE("softmax_e is undefined in exact arithmetic") {
  CHECK_THROWS_AS((void)answer(attention(Norm::softmax_e), three_tokens(1), rational), Undefined);
}

TEST_CASE("softmax_e in balls encloses (10 + 60 e) / (1 + 2 e)") {
  // It increases with e, which lies between 2.718281828 and 2.718281829.
  const auto of = [](const Rational& e) {
    return (Rational(10) + Rational(60) * e) / (Rational(1) + Rational(2) * e);
  };
  const Rational lower = of(Rational(2718281828, 1000000000));
  const Rational upper = of(Rational(2718281829, 1000000000));
  const Transformer model = attention(Norm::softmax_e);
  const Trace result = trace(model, three_tokens(1), balls(64));
  const Ball& out = std::get<Ball>(result.layers.at(0).state.at(3));
  CHECK(out.lower() > lower);
  CHECK(out.upper() < upper);
  CHECK_FALSE(out.is_exact());
}

TEST_CASE("softmax_e does not overflow for scores of any size") {
  const Matrix tokens = rows({{1, Rational(power_of_two(80)), 3}, {1, 0, 5}});
  Transformer model = attention(Norm::softmax_e);
  model.decode.readout = Readout::threshold;
  model.decode.accept.value = Rational(4);
  model.decode.reject.value = Rational(7, 2);
  CHECK(answer(model, tokens, balls(128)) == Answer{0, 0});
}

TEST_CASE("a mask hides keys and a row without a visible key reads 0") {
  const Matrix tokens = three_tokens(-1);
  Transformer model = attention(Norm::average_hardmax);
  model.blocks[0].heads[0].mask = 0;
  model.masks = {mask(0)};  // causal
  CHECK(answer(model, tokens, rational) == repeated(10));
  model.masks = {mask(-1)};  // strictly before
  CHECK(answer(model, tokens, rational) == Answer{0, 10, 10});
  CHECK(answer(model, three_tokens(1), rational) == Answer{0, 10, 20});
  model.blocks[0].heads[0].norm = Norm::relu_mean;
  CHECK(answer(model, three_tokens(1), rational) == Answer{0, 0, 10});
  model.blocks[0].heads[0].norm = Norm::softmax_base;
  model.blocks[0].heads[0].base = 2;
  CHECK(answer(model, three_tokens(1), rational) == Answer{0, 10, Rational(50, 3)});
}

TEST_CASE("a mask value other than 0 and 1 is undefined") {
  Transformer model = attention(Norm::linear);
  model.blocks[0].heads[0].mask = 0;
  CircuitBuilder circuit({"query", "key"});
  circuit.output("visible", circuit.input("key"));
  model.masks = {circuit.finish()};
  CHECK_THROWS_AS((void)answer(model, three_tokens(1), rational), Undefined);
}

TEST_CASE("third-order attention ranges over ordered pairs") {
  const Matrix tokens = three_tokens(1);
  // The four pairs of tokens 1 and 2 score 1: values 400, 800, 800, 1600.
  CHECK(answer(third_order(Norm::average_hardmax), tokens, rational) == repeated(900));
  CHECK(answer(third_order(Norm::leftmost_hardmax), tokens, rational) == repeated(400));
  CHECK(answer(third_order(Norm::rightmost_hardmax), tokens, rational) == repeated(1600));
  CHECK(answer(third_order(Norm::linear), tokens, rational) == repeated(3600));
  CHECK(answer(third_order(Norm::relu_mean), tokens, rational) == repeated(400));
  // All nine pairs: 70 * 70 = 4900; the four of score 1 count twice: (4900 + 3600) / 13.
  CHECK(answer(third_order(Norm::softmax_base, 2), tokens, rational) ==
        repeated(Rational(8500, 13)));
}

TEST_CASE("a pair of tokens is visible when both are") {
  Transformer model = third_order(Norm::linear);
  model.blocks[0].heads[0].mask = 0;
  model.masks = {mask(0)};
  // Position 1 sees the pair (1, 1) of score 1; position 2 the four pairs.
  CHECK(answer(model, three_tokens(1), rational) == Answer{0, 400, 3600});
  const Trace result = trace(model, three_tokens(1), rational);
  const HeadTrace& head = result.layers.at(0).heads.at(0);
  CHECK(head.keys == 9);
  CHECK(std::vector<char>(head.visible.begin() + 9, head.visible.begin() + 18) ==
        std::vector<char>{1, 1, 0, 1, 1, 0, 0, 0, 0});
}

TEST_CASE("ordered pairs are asymmetric when their keys are") {
  Transformer model = third_order(Norm::linear);
  // score q k; value v v': each pair (j, k) counts k_j times.
  model.blocks[0].heads[0].keys[1] = entry(0, 0);
  CHECK(answer(model, rows({{1, 2, 3}, {1, 0, 5}}), rational) == Answer{48, 48});
}

TEST_CASE("the trace holds scores and pattern of every visible pair") {
  const Trace result = trace(attention(Norm::softmax_base, 2), three_tokens(1), rational);
  const HeadTrace& head = result.layers.at(0).heads.at(0);
  CHECK(head.queries == 3);
  CHECK(head.keys == 3);
  for (std::size_t i = 0; i < 9; i += 3) {
    CHECK(rational_of(head.scores[i]) == Rational(0));
    CHECK(rational_of(head.scores[i + 1]) == Rational(1));
    CHECK(rational_of(head.pattern[i]) == Rational(1, 5));
    CHECK(rational_of(head.pattern[i + 2]) == Rational(2, 5));
    CHECK(head.visible[i] == 1);
  }
}

TEST_CASE("hardmax on equal enclosures is undecided and on equal numbers a tie") {
  const Transformer hard = [] {
    Transformer model = attention(Norm::average_hardmax);
    CircuitBuilder circuit({"q", "k", "v"});
    circuit.output("q", circuit.input("q"));
    circuit.output("k", circuit.exp(circuit.input("k")));
    circuit.output("v", circuit.input("v"));
    model.embed = circuit.finish();
    return model;
  }();
  CHECK_THROWS_AS((void)answer(hard, three_tokens(1), balls(64)), Undecided);
  CHECK(answer(hard, rows({{1, 3, 10}, {1, 1, 20}, {1, 1, 40}}), balls(64)) == repeated(10));
  CHECK_THROWS_AS((void)answer(hard, three_tokens(1), rational), Undefined);
  CHECK(answer(attention(Norm::average_hardmax), three_tokens(1), balls(64)) == repeated(30));
}

TEST_CASE("a two-bit pattern rounds one third to three eighths") {
  const Transformer model = attention(Norm::average_hardmax);
  CHECK(answer(model, rows({{0, 0, 1}, {0, 0, 0}, {0, 0, 0}}), floats(2)) ==
        repeated(Rational(3, 8)));
  // 3/8 + 3/8 + 3/8 = 3/4 + 3/8 = 9/8, which rounds to 1.
  CHECK(answer(model, rows({{0, 0, 1}, {0, 0, 1}, {0, 0, 1}}), floats(2)) == repeated(1));
  // The input 5 rounds to 4, a tie to the even significand.
  CHECK(answer(model, rows({{0, 0, 5}}), floats(2)) == Answer{4});
}

TEST_CASE("softmax in p bits rounds every step") {
  // Weights 1 and e^-1 = .3678.. -> 3/8; sum 11/8 -> 3/2; patterns 2/3 -> 3/4 and 1/4; output 3/4 +
  // 1/2 = 5/4, a tie between 1 and 3/2 that goes to the even significand.
  const Matrix tokens = rows({{1, 1, 1}, {1, 0, 2}});
  CHECK(answer(attention(Norm::softmax_e), tokens, floats(2)) == Answer{1, 1});
}

}  // namespace attest::model

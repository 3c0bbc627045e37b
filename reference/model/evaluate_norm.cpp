// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hardmax, softmax, linear and ReLU-mean patterns of one row of scores.
#include "reference/model/evaluate_norm.hpp"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "reference/model/counting.hpp"
#include "reference/number/contract.hpp"

namespace attest::model {
namespace {

// Powers of a softmax base stay below 2^max_power_bits: guards memory against absurd scores.
constexpr std::int64_t max_power_bits = std::int64_t{1} << 26;

// Indices of the maximal scores, increasing.
template <typename Value>
std::vector<std::size_t> maximal(const std::vector<Value>& scores) {
  std::size_t best = 0;
  for (std::size_t c = 1; c < scores.size(); ++c) {
    if (less(scores[best], scores[c]) == true) best = c;
  }
  std::vector<std::size_t> result;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    if (c == best || is_same(scores[c], scores[best])) {
      result.push_back(c);
    } else if (!decide(less(scores[c], scores[best]), "which score is the largest")) {
      throw Undecided("which score is the largest is not decided at this precision");
    }
  }
  return result;
}

// The keys that a hardmax takes among the maximal ones.
std::vector<std::size_t> chosen(std::vector<std::size_t> keys, const Head& head, Tie any) {
  const auto leftmost = [&] { return std::vector{keys.front()}; };
  const auto rightmost = [&] { return std::vector{keys.back()}; };
  switch (head.norm) {
    case Norm::leftmost_hardmax:
      return leftmost();
    case Norm::rightmost_hardmax:
      return rightmost();
    case Norm::unique_hardmax:
      if (keys.size() > 1) {
        throw Undefined("head " + head.name + ": a tie of " + std::to_string(keys.size()) +
                        " keys under unique_hardmax");
      }
      return keys;
    case Norm::any_hardmax:
      ATTEST_REQUIRE(any != Tie::as_declared, "no tie rule for any_hardmax of head " + head.name);
      if (any == Tie::leftmost) return leftmost();
      if (any == Tie::rightmost) return rightmost();
      return keys;
    case Norm::average_hardmax:
    case Norm::softmax_e:
    case Norm::softmax_base:
    case Norm::linear:
    case Norm::relu_mean:
      return keys;
  }
  broken_invariant(__FILE__, __LINE__, "norm", "unknown norm");
}

template <typename A>
Row<typename A::Value> hardmax(const A& arithmetic, const std::vector<typename A::Value>& scores,
                               const Head& head, Tie any) {
  const std::vector<std::size_t> keys = chosen(maximal(scores), head, any);
  Row<typename A::Value> row{.weights = std::vector(scores.size(), arithmetic.of(0))};
  for (const std::size_t c : keys) row.weights[c] = arithmetic.of(1);
  row.is_divided = keys.size() > 1;
  row.divisor = arithmetic.of(Rational(keys.size()));
  return row;
}

Rational largest(const std::vector<Float>& scores) {
  return std::max_element(scores.begin(), scores.end())->to_rational();
}

// A rational near the largest score: shifting all scores by it changes no pattern.
Rational largest(const std::vector<Mixed>& scores) {
  const auto lower = [](const Mixed& score) {
    if (const Rational* value = std::get_if<Rational>(&score.value)) return *value;
    const Ball& ball = std::get<Ball>(score.value);
    if (!ball.is_finite()) throw Undecided("an attention score is not bounded at this precision");
    return ball.lower();
  };
  Rational result = lower(scores[0]);
  for (const Mixed& score : scores) result = std::max(result, lower(score));
  return result;
}

Rational largest(const std::vector<Counted>& scores) {
  std::vector<Mixed> values;
  values.reserve(scores.size());
  for (const Counted& score : scores) values.push_back(score.value);
  if (scores.front().counts != nullptr) {
    scores.front().counts->comparisons += static_cast<std::int64_t>(scores.size()) - 1;
  }
  return largest(values);
}

template <typename A>
Row<typename A::Value> softmax_e(const A& arithmetic,
                                 const std::vector<typename A::Value>& scores) {
  if constexpr (std::is_same_v<A, Exact>) {
    throw Undefined("softmax_e is not rational: it needs ball or p-bit arithmetic");
  } else {
    const auto shift = arithmetic.of(largest(scores));
    Row<typename A::Value> row{.is_divided = true, .divisor = arithmetic.of(0)};
    for (const auto& score : scores) {
      row.weights.push_back(exponential(arithmetic, score - shift));
      row.divisor += row.weights.back();
    }
    return row;
  }
}

// Weights base^(s - least s): integers, so that exact rows need one division an output.
template <typename A>
Row<typename A::Value> softmax_base(const A& arithmetic,
                                    const std::vector<typename A::Value>& scores,
                                    const Integer& base) {
  std::vector<Integer> exponents;
  exponents.reserve(scores.size());
  for (const auto& score : scores) {
    exponents.push_back(integer_value(score, "a score of softmax_base"));
  }
  const auto [least, most] = std::minmax_element(exponents.begin(), exponents.end());
  const Integer low = *least;
  if ((*most - low) * Integer(base.bit_length()) > Integer(max_power_bits)) {
    throw Undefined("scores of softmax_base differ by " + (*most - low).to_string());
  }
  Row<typename A::Value> row{.is_divided = true, .divisor = arithmetic.of(0)};
  for (const Integer& exponent : exponents) {
    const auto power = static_cast<unsigned>((exponent - low).to_int64());
    row.weights.push_back(arithmetic.of(Rational(pow(base, power))));
    count_power(arithmetic);
    row.divisor += row.weights.back();
  }
  return row;
}

template <typename A>
Row<typename A::Value> undivided(const A& arithmetic, const std::vector<typename A::Value>& scores,
                                 const Head& head, Tie any) {
  if (is_hardmax(head.norm)) return hardmax(arithmetic, scores, head, any);
  if (head.norm == Norm::softmax_e) return softmax_e(arithmetic, scores);
  if (head.norm == Norm::softmax_base) return softmax_base(arithmetic, scores, head.base);
  Row<typename A::Value> row{.weights = scores};
  if (head.norm == Norm::relu_mean) {
    for (auto& weight : row.weights) weight = relu(weight);
    row.is_divided = true;
    row.divisor = arithmetic.of(Rational(scores.size()));
  }
  return row;
}

}  // namespace

template <typename A>
Row<typename A::Value> normalise(const A& arithmetic, const std::vector<typename A::Value>& scores,
                                 const Head& head, Tie any) {
  Row<typename A::Value> row = undivided(arithmetic, scores, head, any);
  if constexpr (std::is_same_v<A, Rounded>) return divided(std::move(row));
  return row;
}

template Row<Rational> normalise(const Exact&, const std::vector<Rational>&, const Head&, Tie);
template Row<Mixed> normalise(const Enclosed&, const std::vector<Mixed>&, const Head&, Tie);
template Row<Float> normalise(const Rounded&, const std::vector<Float>&, const Head&, Tie);
template Row<Counted> normalise(const Counting&, const std::vector<Counted>&, const Head&, Tie);

template <typename Value>
Row<Value> divided(Row<Value> row) {
  if (!row.is_divided) return row;
  for (Value& weight : row.weights) {
    if (!is_zero(weight)) weight = weight / row.divisor;
  }
  row.is_divided = false;
  return row;
}

template Row<Rational> divided(Row<Rational>);
template Row<Mixed> divided(Row<Mixed>);
template Row<Float> divided(Row<Float>);
template Row<Counted> divided(Row<Counted>);

}  // namespace attest::model

// SPDX-License-Identifier: Apache-2.0
/// \file
/// T3.heads: ordinary heads that ignore the bias token, and the future, by weights alone.
#include <algorithm>
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;

/// A head of one feature: scores x_i score x_j, values value x_j.
struct ScalarHead {
  std::int64_t score;
  std::int64_t value;
  std::vector<std::int64_t> tokens;
};

ScalarHead head_of(const check::Case& row) {
  ScalarHead head{.score = row(0, 0).num().to_int64(), .value = row(0, 1).num().to_int64()};
  for (int i = 2; i < row.cols(); ++i) head.tokens.push_back(row(0, i).num().to_int64());
  return head;
}

/// What its weights are measured in, by plain sums.
class PlainHead {
 public:
  PlainHead(ScalarHead head, const Params& params)
      : head_(std::move(head)), base_(params.at("base")), is_causal_(params.at("causal") != 0) {}

  [[nodiscard]] std::size_t size() const { return head_.tokens.size(); }
  [[nodiscard]] bool is_allowed(std::size_t i, std::size_t j) const {
    return !is_causal_ || j <= i;
  }
  [[nodiscard]] std::int64_t score(std::size_t i, std::size_t j) const {
    return head_.tokens[i] * head_.score * head_.tokens[j];
  }
  [[nodiscard]] Rational value(std::size_t j) const { return head_.value * head_.tokens[j]; }
  /// base^exponent.
  [[nodiscard]] Rational weight(std::int64_t exponent) const {
    const Rational power(pow(base_, static_cast<unsigned>(exponent < 0 ? -exponent : exponent)));
    return exponent < 0 ? Rational(1) / power : power;
  }
  /// What token i reads under a mask.
  [[nodiscard]] Rational output(std::size_t i) const {
    Rational total = 0;
    Rational sum = 0;
    for (std::size_t j = 0; j < size(); ++j) {
      if (!is_allowed(i, j)) continue;
      total += weight(score(i, j));
      sum += weight(score(i, j)) * value(j);
    }
    return sum / total;
  }

 private:
  ScalarHead head_;
  Integer base_;
  bool is_causal_;
};

/// sum over hidden keys of b^(s_ij - s_ii - 2 omega), times |o_i| and the largest hidden value.
std::vector<Rational> leak_bound(const PlainHead& head, std::int64_t omega,
                                 const std::string& twist) {
  std::vector<Rational> bound;
  const std::int64_t gain = twist == "omega_doubled" ? 4 * omega : 2 * omega;
  Rational largest = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const std::int64_t own = twist == "own_score_forgotten" ? 0 : head.score(i, i);
    Rational mass = head.weight(-own - gain);  // of the bias token, whose score is 0
    Rational hidden = 0;
    for (std::size_t j = 0; j < head.size(); ++j) {
      if (head.is_allowed(i, j) || twist == "future_forgotten") continue;
      mass += head.weight(head.score(i, j) - own - gain);
      hidden = std::max(hidden, head.value(j).abs());
    }
    bound.push_back(mass * (head.output(i).abs() + hidden));
    largest = std::max(largest, head.value(i).abs());
  }
  bound.push_back(head.weight(-gain) * static_cast<std::int64_t>(head.size()) * largest);
  return bound;
}

/// |head with weights - head with a mask|; of the bias token what it has gained.
std::vector<Rational> leak_error(const ScalarHead& chosen, const PlainHead& plain,
                                 const Params& params) {
  Matrix score(1, 1);
  Matrix value(1, 1);
  score(0, 0) = chosen.score;
  value(0, 0) = chosen.value;
  const MlpNetwork network{.width = 1,
                           .is_causal = params.at("causal") != 0,
                           .blocks = {{.heads = {{.score = score, .value = value}}, .mlp = {}}}};
  const model::Transformer model = heads_of_network(
      network, {.base = params.at("base"),
                .masking = {.omega = params.at("omega"), .tokens = std::ssize(chosen.tokens)}});
  const check::Case tokens = check::word_of(chosen.tokens);
  const Matrix state =
      model::final_state(model, model::embed(model, tokens), model::Tie::as_declared);
  std::vector<Rational> result;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const int at = static_cast<int>(i);
    result.push_back((state(at, 0) - tokens(at, 0) - plain.output(i)).abs());
  }
  result.push_back(state(tokens.rows(), 0).abs());
  return result;
}

}  // namespace

check::Statement ignoring_heads() {
  check::Statement result = check::about(
      claim_id,
      {.label = "T3.heads",
       .title = "Ordinary heads that ignore the bias token by weights",
       .sentence =
           "A head with scores $s_{ij}$ whose mask is $2\\Omega$ on allowed pairs, and to which "
           "the bias token is hidden, is off by at most $\\sum_{j \\text{ hidden}} b^{s_{ij} - "
           "s_{ii} - 2\\Omega} (|o_i| + \\max |v_j|)$ at token $i$: unlike in T3 the leak depends "
           "on the scores. The bias token gains at most $n b^{-2\\Omega} \\max |v_j|$.",
       .standing = check::Standing::finite_instance,
       .published = "Any mask can be moved into W_QK with an error that tends to 0.",
       .checked = "Every token and the bias token: all heads of one feature with scores -1 to 1 "
                  "times x_i x_j, all tokens up to 2, with and without a causal mask.",
       .gap = "The constants are ours. One feature; an integer base."});
  result.parameters = {
      {.name = "base", .meaning = "b of the softmax", .lo = 2, .hi = 8},
      {.name = "omega", .meaning = "allowed pairs score 2 omega more", .lo = 1, .hi = 64},
      {.name = "causal", .meaning = "1: token i sees tokens 0, .., i", .lo = 0, .hi = 1},
      {.name = "n", .meaning = "tokens", .lo = 1, .hi = 4}};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t causal : {0, 1}) {
      points.push_back({{"base", 2}, {"omega", 3}, {"causal", causal}, {"n", 2}});
      if (rung == Rung::fast) continue;
      points.push_back({{"base", 2}, {"omega", 10}, {"causal", causal}, {"n", 4}});
      points.push_back({{"base", 3}, {"omega", 2}, {"causal", causal}, {"n", 3}});
    }
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"base", 2}, {"omega", 3}, {"causal", 1}, {"n", 2}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::at_least};
    agrees.left = [params](const check::Case& row, const std::string& twist) {
      return leak_bound(PlainHead(head_of(row), params), params.at("omega"), twist);
    };
    agrees.right = [params](const check::Case& row) {
      const ScalarHead head = head_of(row);
      return leak_error(head, PlainHead(head, params), params);
    };
    std::vector<std::int64_t> lo{-1, 1};
    std::vector<std::int64_t> hi{1, 1};
    lo.resize(2 + static_cast<std::size_t>(params.at("n")), -2);
    hi.resize(2 + static_cast<std::size_t>(params.at("n")), 2);
    agrees.cases = check::integer_box(lo, hi);
    agrees.cases.description = "all scores -1 to 1 times x_i x_j and all tokens up to 2";
    agrees.evaluator = "literal";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "own_score_forgotten",
        .why = "the leak is said not to depend on s_ii",
        .proof = {}},
       {.name = "future_forgotten", .why = "the bias token alone is hidden", .proof = {}},
       {.name = "omega_doubled", .why = "the bound of 2 omega for a model of omega", .proof = {}}});
}

}  // namespace attest::mlp_neuron_as_head

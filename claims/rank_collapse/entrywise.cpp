// SPDX-License-Identifier: Apache-2.0
/// \file
/// The false entrywise step of the proof, and its counterexample.
#include "claims/rank_collapse/integers.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::rank_collapse {
namespace {

using check::Params;
using check::Rung;

/// X = (1, -1)^T, W_h = 1, scores (x_i x_j + 1)/2 in base 2: the second term is the same along a
/// row.
model::Transformer counterexample() {
  model::Transformer model{.name = "two opposite tokens"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice one = stream.add("one");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model.fields = {"x"};
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::Block& block = model.blocks.emplace_back();
  block.name = "layer";
  model.schedule = {{0, 1}};
  model::Head& head = block.heads.emplace_back();
  head.name = "head";
  head.norm = model::Norm::softmax_base;
  head.base = 2;
  model::copy(head.query, x, 0, Rational(1, 2));
  model::copy(head.query, one, 1, Rational(1, 2));
  model::copy(head.keys.emplace_back(), x, 0);
  model::copy(head.keys[0], one, 1);
  model::copy(head.values.emplace_back(), x, 0);
  model::write(head.out, 0, out);
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("out", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

/// Around the centre 0 of the tokens: |PX - 1x'^T| row by row, the published bound 2 |D_i s^T R W|,
/// and whether the first exceeds the second. R = X, W = 1 and x'^T = s^T R W; s weighs all keys
/// alike, since its scores R W_QK^T x are 0 (the shift of the scores is the same for every key).
derive::Agrees entrywise(const Params&, std::uint64_t) {
  const auto model = std::make_shared<const model::Transformer>(counterexample());
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [model](const check::Case& tokens, const std::string& twist) {
    const std::vector<Rational> found = model::answer(*model, tokens, {});
    const model::Trace trace = model::trace(*model, tokens, {});
    const std::vector<model::Number>& scores = trace.layers.at(0).heads.at(0).scores;
    const int n = tokens.rows();
    Rational centre;   // s^T R W
    Rational average;  // s^T R W, or s^T |R W|
    for (int j = 0; j < n; ++j) {
      const Rational share = tokens(j, 0) / Rational(n);
      centre += share;
      average += twist == "inner_bars" ? share.abs() : share;
    }
    std::vector<Rational> deviations;
    std::vector<Rational> bounds;
    std::vector<Rational> exceed;
    for (int i = 0; i < n; ++i) {
      const auto score = [&](int j) {
        return std::get<Rational>(scores.at(static_cast<std::size_t>(std::int64_t{i} * n + j)));
      };
      Rational most = score(0);
      Rational least = score(0);
      for (int j = 1; j < n; ++j) {
        most = std::max(most, score(j));
        least = std::min(least, score(j));
      }
      deviations.push_back((found.at(static_cast<std::size_t>(i)) - centre).abs());
      bounds.push_back(2 * ((most - least) * average).abs());
      exceed.emplace_back(deviations.back() > bounds.back() ? 1 : 0);
    }
    deviations.insert(deviations.end(), bounds.begin(), bounds.end());
    deviations.insert(deviations.end(), exceed.begin(), exceed.end());
    return deviations;
  };
  result.right = [](const check::Case&) {
    return std::vector<Rational>{Rational(1, 3), Rational(1, 3), 0, 0, 1, 1};
  };
  result.cases = check::mapped(check::integer_box({}, {}), [](const check::Case&) {
    return std::optional<check::Case>(Matrix(std::vector<std::vector<Rational>>{{1}, {-1}}));
  });
  result.cases.description = "X = (1, -1)";
  result.evaluator = "literal";
  return result;
}

}  // namespace

check::Statement entrywise_step() {
  check::Statement result = check::about(
      claim_id,
      {.label = "I3.entrywise",
       .title = "The entrywise step of the proof is false for signed residuals",
       .sentence = "It is false that $|SA(X) - 1x'^T| \\le 2 |D 1 s^T R W|$ entry by entry: for $X "
                   "= (1,-1)^T$, centre 0, $W = 1$ and softmax of base 2 of the shifted scores "
                   "$(x_i x_j + 1)/2$, so that $P_{11} = 2/3$, the right side is 0, since $s = "
                   "(1/2, 1/2)$ and $s^T R W = 0$, and the left side is $1/3$.",
       .standing = check::Standing::refuted,
       .published = "The deviation of a row is at most 2 D_i s^T R W in absolute value.",
       .checked = "Deviation and bound of both rows, from the scores and outputs of one "
                  "evaluation. I3 has s^T |R W| instead, with the same constants.",
       .gap = "The step was read in a public walkthrough of the proof, not in the paper."});
  result.points = [](Rung) { return std::vector<Params>{{}}; };
  result.mutant_points = result.points;
  return derive::agrees(
      std::move(result), entrywise,
      {{.name = "inner_bars", .why = "s^T |R W| for s^T R W, as in I3", .proof = {}}});
}

}  // namespace attest::rank_collapse

// SPDX-License-Identifier: Apache-2.0
/// \file
/// T3.attained and T3.leak: what leaks through a mask in weights, in closed form.
#include <utility>

#include "claims/mlp_neuron_as_head/masks.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

/// u = b^q / (1 + b^q), what a token weighs beside the bias token.
Rational share_of(const Rational& q, const Params& params) {
  const Rational weight = power(params.at("base"), q.num().to_int64());
  return weight / (weight + 1);
}

/// The unit x -> SiLU(x).
Mlp identity_unit() { return {.width = 1, .units = {{.in = {1}, .bias = 0, .out = {1}}}}; }

/// x_0 = q and x_j = other.
Matrix tokens_around(const Rational& q, const Rational& other, std::int64_t n) {
  Matrix tokens(static_cast<int>(n), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = i == 0 ? q : other;
  return tokens;
}

Statement attained() {
  Statement result = check::about(
      claim_id,
      {.label = "T3.attained",
       .title = "The bound of T3 is attained in the limit",
       .sentence =
           "For $q_0 = q > 0$ and $q_j = -q$ elsewhere the error at token 0 is $q m u (1+u) / "
           "(1+mu)$, $m = (n-1) b^{-2\\Omega}$, $u = b^q / (1 + b^q)$: $u(1+u)/(2+2mu)$ of the "
           "bound $2qm$, which tends to 1 as $q$ and $\\Omega$ grow.",
       .standing = check::Standing::finite_instance,
       .published = "-",
       .checked = "The error of the description against the closed form, as rationals.",
       .gap = "The stated q, n and omega."});
  result.parameters = {
      {.name = "base", .meaning = "b of the softmax", .lo = 2, .hi = 8},
      {.name = "omega", .meaning = "allowed pairs score 2 omega more", .lo = 1, .hi = 64},
      {.name = "n", .meaning = "tokens", .lo = 2, .hi = 6}};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t omega : {3, 5, 10, 20}) {
      points.push_back({{"base", 2}, {"omega", omega}, {"n", rung == Rung::fast ? 3 : 6}});
    }
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"base", 2}, {"omega", 3}, {"n", 3}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [params, n](const check::Case& row, const std::string& twist) {
      const Rational& q = row(0, 0);
      const Rational u = share_of(twist == "score_0" ? Rational(0) : q, params);
      const Rational m = grain(params) * (n - 1);
      const Rational scale = twist == "first_order" ? Rational(1) : 1 + m * u;
      return std::vector<Rational>{q * m * u * (1 + u) / scale};
    };
    agrees.right = [params, n](const check::Case& row) {
      const Matrix tokens = tokens_around(row(0, 0), -row(0, 0), n);
      const Mlp mlp = identity_unit();
      return std::vector<Rational>{
          errors(features_of(heads_of(mlp, weights_at(params)), tokens),
                 task::silu_mlp(mlp, params.at("base"), 1, 1).answer(tokens))[0]};
    };
    agrees.cases = check::integer_box({1}, {12});
    agrees.evaluator = "literal";
    return agrees;
  };
  return derive::agrees(std::move(result), make,
                        {{.name = "score_0", .why = "the share u of a score 0", .proof = {}},
                         {.name = "first_order", .why = "1 for 1 + m u", .proof = {}}});
}

/// What token 0 weighs of other tokens, and the bias token of all tokens.
std::vector<Rational> leaks(const model::Transformer& model, const Matrix& tokens) {
  const model::Trace trace =
      model::trace(model, tokens, {.arithmetic = model::Arithmetic::rational});
  const model::HeadTrace& head = trace.layers[0].heads[0];
  const int bias = tokens.rows();
  std::vector<Rational> result(2);
  for (int j = 0; j < bias; ++j) {
    const auto weight = [&](int query) {
      return std::get<Rational>(head.pattern[static_cast<std::size_t>(query * head.keys + j)]);
    };
    if (j > 0) result[0] += weight(0);
    result[1] += weight(bias);
  }
  return result;
}

Statement leaked_mass() {
  Statement result = check::about(
      claim_id,
      {.label = "T3.leak",
       .title = "What leaks through a mask in weights",
       .sentence =
           "A token whose score is $q$ weighs the others $mu/(1+mu) \\le m = (n-1) b^{-2\\Omega}$ "
           "together, $u = b^q/(1+b^q)$: nearly $m$ for a large score, half of it for the score 0. "
           "The bias token weighs all tokens $n / (n + b^{2\\Omega})$.",
       .standing = check::Standing::finite_instance,
       .published = "-",
       .checked = "The attention pattern of the description against the closed form.",
       .gap = "The stated q, n and omega."});
  result.parameters = {
      {.name = "base", .meaning = "b of the softmax", .lo = 2, .hi = 8},
      {.name = "omega", .meaning = "allowed pairs score 2 omega more", .lo = 1, .hi = 64},
      {.name = "n", .meaning = "tokens", .lo = 2, .hi = 6}};
  result.points = [](Rung) {
    return std::vector<Params>{{{"base", 2}, {"omega", 3}, {"n", 3}},
                               {{"base", 3}, {"omega", 5}, {"n", 6}},
                               {{"base", 2}, {"omega", 20}, {"n", 6}}};
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"base", 2}, {"omega", 3}, {"n", 3}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [params, n](const check::Case& row, const std::string& twist) {
      const Rational m = grain(params) * (n - 1);
      const Rational u = twist == "bias_token_not_seen" ? Rational(1) : share_of(row(0, 0), params);
      const Rational open = grain(params) * (twist == "bias_token_among_others" ? n - 1 : n);
      return std::vector<Rational>{m * u / (1 + m * u), open / (1 + open)};
    };
    agrees.right = [params, n](const check::Case& row) {
      return leaks(heads_of(identity_unit(), weights_at(params)), tokens_around(row(0, 0), 0, n));
    };
    agrees.cases = check::integer_box({-8}, {8});
    agrees.evaluator = "literal";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "bias_token_not_seen", .why = "a token weighs itself alone", .proof = {}},
       {.name = "bias_token_among_others", .why = "n - 1 tokens at the bias token", .proof = {}}});
}

}  // namespace

Rational power(const Rational& base, std::int64_t exponent) {
  const Rational result(
      pow(base.num(), static_cast<unsigned>(exponent < 0 ? -exponent : exponent)));
  return exponent < 0 ? Rational(1) / result : result;
}

Choices weights_at(const check::Params& params) {
  return {.base = params.at("base"),
          .masking = {.omega = params.at("omega"), .tokens = params.at("n")}};
}

Rational grain(const check::Params& params, bool is_doubled) {
  return power(params.at("base"), (is_doubled ? -4 : -2) * params.at("omega"));
}

std::vector<Rational> features_of(const model::Transformer& model, const Matrix& tokens) {
  const Matrix state =
      model::final_state(model, model::embed(model, tokens), model::Tie::as_declared);
  std::vector<Rational> result;
  for (int i = 0; i < state.rows(); ++i) {
    for (int c = 0; c < tokens.cols(); ++c) result.push_back(state(i, c));
  }
  return result;
}

std::vector<Rational> errors(std::vector<Rational> found, const std::vector<Rational>& expected) {
  for (std::size_t e = 0; e < found.size(); ++e) {
    found[e] = (e < expected.size() ? found[e] - expected[e] : found[e]).abs();
  }
  return found;
}

std::vector<Statement> closed_forms() { return {attained(), leaked_mass()}; }

}  // namespace attest::mlp_neuron_as_head

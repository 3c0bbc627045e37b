// SPDX-License-Identifier: Apache-2.0
/// \file
/// I6.collapse: with skips delta may grow, and then one layer may lose nearly all of it.
#include "claims/rank_collapse/bounds.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::rank_collapse {
namespace {

constexpr int growing_layers = 6;
constexpr int collapse_bits = 512;  // delta_7 is about 2^-333 of tokens of about 10
constexpr int lost_digits = 90;

/// Tokens 1/2 and -1/2, W_QK = 1, six layers with W = 1 and one with W = -1; c = 1/4 in all.
Network growing_then_shrinking() {
  Network network = toy_network(Rational(1, 2), Rational(-1, 2), growing_layers + 1);
  network.layers.back().heads[0].mix(0, 0) = -1;
  network.has_skips = true;
  return network;
}

/// Left: c delta_0^2 by layer, and delta_7. Right: 1/4, and 10^-90 delta_0.
derive::Agrees growth_then_loss(const check::Params&, std::uint64_t) {
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.enclosed_left = [](const check::Case& chosen, const std::string& twist, int precision) {
    Network network = network_of(chosen);
    if (twist == "sign_kept") network.layers.back().heads[0].mix(0, 0) = 1;
    const std::vector<Table> states = literal_states(network, precision);
    const View view{.network = network, .states = states, .precision = precision};
    const Ball start = delta(states[0]);
    std::vector<Ball> sides;
    for (std::size_t l = 0; l < view.layers(); ++l) {
      sides.push_back(cubic_constant(view, l, "") * start * start);
    }
    sides.push_back(delta(states.back()));
    return sides;
  };
  result.enclosed_right = [](const check::Case& chosen, int precision) {
    const Network network = network_of(chosen);
    std::vector<Ball> sides(network.layers.size(), Ball::exact(Rational(1, 4), precision));
    const Ball start = delta(table_of(network.tokens, precision));
    sides.push_back(start * Ball(Rational(Integer(1), pow(Integer(10), lost_digits)), precision));
    return sides;
  };
  result.cases = check::mapped(check::integer_box({}, {}), [](const check::Case&) {
    return std::optional<check::Case>(case_of(growing_then_shrinking()));
  });
  result.cases.description = "six skip layers with W = 1, then one with W = -1";
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = collapse_bits;
  result.most_bits = 4 * collapse_bits;
  result.evaluator = "literal";
  return result;
}

}  // namespace

check::Statement collapse_with_skips() {
  check::Statement result = check::about(
      claim_id,
      {.label = "I6.collapse",
       .title = "With skips tokens may still collapse although c delta^2 < 1 at the input",
       .sentence = "It is false that nothing collapses once $c \\delta_0^2 < 1$. With $d = 1$, "
                   "$W_{QK} = 1$ and tokens $\\pm 1/2$, $c = 1/4$ in every layer and $c "
                   "\\delta_0^2 = 1/4$, six layers with $W = 1$ give $\\delta \\leftarrow \\delta "
                   "(1 + \\tanh(\\delta^2/4))$ and a seventh with $W = -1$ gives $\\delta (1 - "
                   "\\tanh(\\delta^2/4)) \\le 10^{-90} \\delta_0$.",
       .standing = check::Standing::finite_instance,
       .published = "-",
       .checked = "The network by the literal evaluator, in balls, with c of every layer.",
       .gap = "The clause is of our own first wording of I6, not of the paper."});
  result.points = [](check::Rung) { return std::vector<check::Params>{{}}; };
  result.mutant_points = result.points;
  return derive::agrees(
      std::move(result), growth_then_loss,
      {{.name = "sign_kept", .why = "W = 1 in the last layer too: delta grows", .proof = {}}});
}

}  // namespace attest::rank_collapse

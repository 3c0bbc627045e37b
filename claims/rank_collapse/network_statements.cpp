// SPDX-License-Identifier: Apache-2.0
/// \file
/// I2, I3, I4 and I6 along networks of natural softmax: every layer is certified in balls.
///
/// The left side of a statement is its bound, computed from states that this claim evaluates by
/// plain formulas; the right side is what is bounded, read off the literal evaluation of the
/// description.
#include "claims/rank_collapse/bounds.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/error.hpp"

namespace attest::rank_collapse {
namespace {

using check::Params;
using check::Rung;

constexpr int first_bits = 128;     // four layers of most random networks
constexpr int most_bits = 1 << 16;  // 3^8 log2(2/delta) of the smallest delta drawn is below it

/// log10 of the least residual among the cases: that of the first extremal network, the toy law
/// from 6/5 and 1, after its last layer. Its exponent is 3^L.
check::Promise least_residual(int layers) {
  std::int64_t cube = 1;
  for (int l = 0; l < layers; ++l) cube *= 3;
  const int precision = static_cast<int>(5 * cube) + 128;  // log2 10 < 4 bits a power of ten
  const Ball residual =
      delta(literal_states(toy_network(Rational(6, 5), 1, layers), precision).back());
  const Rational logarithm(thousandths_of_log10(residual), 1000);
  const Rational most = 1 - cube;
  return {.quantity = "log10 of the least residual, from the tokens 6/5 and 1",
          .formula = "1 - 3^L",
          .relation = "<=",
          .value = most.to_string(),
          .used = logarithm.ceil().to_string(),
          .is_met = logarithm <= most};
}

/// One of the six statements of this file.
struct Inequality {
  const char* label;
  const char* title;
  const char* sentence;
  const char* published;
  const char* checked;
  Bound bound;
  Measure measure;
  bool is_upper;   ///< the bound is at least what is measured; else at most
  bool has_named;  ///< extremal networks come first
  bool has_skips;
  int shrink;  ///< tokens divided by it
  std::vector<derive::Twist> twists;
};

Shape shape_of(const Params& params, const Inequality& what) {
  const auto of = [&params](const char* name) { return static_cast<int>(params.at(name)); };
  if (of("key") != 1 && of("key") != 4 && of("key") != 9) {
    throw InputError("parameter-range", "--set key", std::to_string(of("key")), "1, 4 or 9");
  }
  return {.tokens = of("tokens"),
          .width = of("width"),
          .key = of("key"),
          .heads = of("heads"),
          .layers = of("layers"),
          .shrink = what.shrink,
          .has_skips = what.has_skips};
}

Params network_point(int tokens, int width, int key, int heads, int layers, int count) {
  return {{"tokens", tokens}, {"width", width},   {"key", key},
          {"heads", heads},   {"layers", layers}, {"networks", count}};
}

/// Four layers on the rung fast; then the grid of sizes, and eight layers.
std::vector<Params> network_points(Rung rung) {
  std::vector<Params> points{network_point(4, 3, 1, 1, 4, 8), network_point(3, 2, 4, 2, 4, 5)};
  if (rung == Rung::fast) return points;
  for (const int tokens : {3, 4, 6}) {
    for (const int width : {2, 3}) {
      for (const int heads : {1, 2, 3})
        points.push_back(network_point(tokens, width, 1, heads, 4, 25));
    }
  }
  for (const int heads : {1, 2}) points.push_back(network_point(4, 3, 1, heads, 8, 8));
  return points;
}

derive::Agrees along_networks(const Inequality& what, const Params& params, std::uint64_t seed) {
  derive::Agrees result{.relation =
                            what.is_upper ? derive::Relation::at_least : derive::Relation::at_most};
  result.enclosed_left = [bound = what.bound](const check::Case& chosen, const std::string& twist,
                                              int precision) {
    const Network network = network_of(chosen);
    const std::vector<Table> states = plain_states(network, precision);
    return bound({.network = network, .states = states, .precision = precision}, twist);
  };
  result.enclosed_right = [measure = what.measure](const check::Case& chosen, int precision) {
    const Network network = network_of(chosen);
    const std::vector<Table> states = literal_states(network, precision);
    return measure({.network = network, .states = states, .precision = precision});
  };
  result.cases = network_space(shape_of(params, what), params.at("networks"), what.has_named, seed);
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = first_bits;
  result.most_bits = most_bits;
  result.evaluator = "literal";
  if (what.has_named && !what.has_skips) {
    result.promises = {least_residual(static_cast<int>(params.at("layers")))};
  }
  return result;
}

check::Statement certified(const Inequality& what) {
  check::Statement result =
      check::about(claim_id, {.label = what.label,
                              .title = what.title,
                              .sentence = what.sentence,
                              .standing = check::Standing::finite_instance,
                              .published = what.published,
                              .checked = what.checked,
                              .gap = "Sampled networks with weights k/4, at the stated sizes."});
  if (std::string(what.published) == "-") result.standing = check::Standing::strengthened;
  result.parameters = {{.name = "tokens", .meaning = "n", .lo = 3, .hi = 16},
                       {.name = "width", .meaning = "d", .lo = 1, .hi = 16},
                       {.name = "key", .meaning = "d_k: 1, 4 or 9", .lo = 1, .hi = 9},
                       {.name = "heads", .meaning = "H", .lo = 1, .hi = 8},
                       {.name = "layers", .meaning = "L", .lo = 1, .hi = 9},
                       {.name = "networks", .meaning = "random networks", .lo = 1, .hi = 100000}};
  result.points = network_points;
  result.mutant_points = [](Rung) { return std::vector<Params>{network_point(4, 3, 1, 1, 4, 8)}; };
  return derive::agrees(
      std::move(result),
      [what](const Params& params, std::uint64_t seed) {
        return along_networks(what, params, seed);
      },
      what.twists);
}

const derive::Twist power_four{.name = "power_four", .why = "power 4 for 3", .proof = {}};
const derive::Twist sum_dropped{
    .name = "sum_dropped", .why = "the largest head for the sum over heads", .proof = {}};

/// I2 and I2.norms: norms of the residual.
std::vector<Inequality> inequalities_of_norms() {
  return {
      {.label = "I2",
       .title = "Published cubic contraction, composite norm",
       .sentence =
           "Put $\\|A\\|_{1,\\infty} = \\sqrt{\\|A\\|_1 \\|A\\|_\\infty}$ and $res(X) = X - 1x^T$ "
           "with the $x$ that makes it least. If $\\|W_{QK,h}\\|_1 \\|W_h\\|_{1,\\infty} \\le "
           "\\beta$ then $\\|res(SAN_L(X))\\|_{1,\\infty} \\le (4 \\gamma \\beta H / "
           "\\sqrt{d_k})^{(3^L-1)/2} \\|res(X)\\|_{1,\\infty}^{3^L}$, for inputs so small that "
           "$e^D - 1 \\le 2D$.",
       .published =
           "The residual of L layers is at most a constant to the power (3^L-1)/2 times the "
           "input's residual to the power 3^L.",
       .checked =
           "The squares, layer by layer and from the input on, with gamma = 1, an upper bound "
           "of the left norm and a lower bound of the right one: no argmin is needed.",
       .bound = published_bound,
       .measure = published_measure,
       .is_upper = true,
       .has_named = false,
       .has_skips = false,
       .shrink = 4,
       .twists = {power_four}},
      {.label = "I2.norms",
       .title = "Cubic contraction, norm by norm around the mean",
       .sentence =
           "Around any centre $\\|SA(X) - 1x'^T\\|_1 \\le \\sum_h (\\sum_i (e^{D_{h,i}} - 1)) "
           "\\|R\\|_1 \\|W_h\\|_1 \\le \\sum_h 4 \\gamma_h \\|W_{QK,h}\\|_1 \\|W_h\\|_1 "
           "\\|R\\|_1^2 \\|R\\|_\\infty / \\sqrt{d_k}$, and $\\|SA(X) - 1x'^T\\|_\\infty \\le "
           "\\sum_h \\max_i (e^{D_{h,i}} - 1) \\|R\\|_\\infty \\|W_h\\|_\\infty \\le \\sum_h 4 "
           "\\|W_{QK,h}\\|_1 \\|W_h\\|_\\infty \\|R\\|_1 \\|R\\|_\\infty^2 / \\sqrt{d_k}$, the "
           "second of each if $D \\le 1.256$.",
       .published = "-",
       .checked = "Both norms in both forms, around the mean, layer by layer.",
       .bound = norm_bound,
       .measure = norm_measure,
       .is_upper = true,
       .has_named = false,
       .has_skips = false,
       .shrink = 4,
       .twists = {power_four}}};
}

/// I3.natural and I4.natural: entries and pairs of tokens.
std::vector<Inequality> inequalities_of_entries() {
  return {{.label = "I3.natural",
           .title = "Deviation from the centres 0 and mean, natural softmax",
           .sentence =
               "$|SA(X) - 1x'^T|_{ik} \\le \\sum_h (e^{D_{h,i}} - 1) (s_h^T |R W_h|)_k$ for any "
               "centre, see I3.",
           .published = "-",
           .checked = "Every entry of every layer, biases included, around 0 and around the mean.",
           .bound = centre_bound,
           .measure = centre_measure,
           .is_upper = true,
           .has_named = false,
           .has_skips = false,
           .shrink = 1,
           .twists = {{.name = "signed_average", .why = "|s^T R W| for s^T |R W|", .proof = {}}}},
          {.label = "I4.natural",
           .title = "Contraction of pairs of tokens, natural softmax",
           .sentence = "$|SA(X)_{ik} - SA(X)_{i'k}| \\le \\sum_h \\tanh(D_{h,ii'}/4)\\, osc((X "
                       "W_h)_{\\cdot k})$, see I4.",
           .published = "-",
           .checked = "Every pair of tokens and every column of every layer, biases included.",
           .bound = pair_bound,
           .measure = pair_distance,
           .is_upper = true,
           .has_named = true,
           .has_skips = false,
           .shrink = 1,
           .twists = {{.name = "tanh_of_an_eighth", .why = "tanh(D/8) for tanh(D/4)", .proof = {}},
                      sum_dropped}}};
}

/// I4.cubic and I6: delta alone.
std::vector<Inequality> inequalities_of_delta() {
  return {
      {.label = "I4.cubic",
       .title = "Cubic contraction of delta",
       .sentence =
           "With $c = \\sum_h \\|W_{QK,h}\\|_{sum} \\|W_h\\|_1 / (4 \\sqrt{d_k})$: "
           "$\\delta(SA(X)) \\le \\sum_h \\tanh(\\|W_{QK,h}\\|_{sum} \\delta^2 / (4 \\sqrt{d_k})) "
           "\\|W_h\\|_1 \\delta \\le c \\delta^3$, and $\\delta(SAN_L(X)) \\le c^{(3^L-1)/2} "
           "\\delta(X)^{3^L}$ with the largest layer's $c$. The bound is below $\\delta$ iff "
           "$c \\delta^2 < 1$.",
       .published = "-",
       .checked = "All three forms, layer by layer.",
       .bound = cubic_bound,
       .measure = cubic_measure,
       .is_upper = true,
       .has_named = true,
       .has_skips = false,
       .shrink = 1,
       .twists = {power_four,
                  sum_dropped,
                  {.name = "spectral_norm",
                   .why = "spectral norm of W_QK for the sum of its entries",
                   .proof = {}}}},
      {.label = "I6",
       .title = "With skips one layer shrinks delta by at most a factor 1 - c delta^2",
       .sentence =
           "$osc_k(X + SA(X)) \\ge osc_k(X) - \\delta(SA(X))$, so with a skip $\\delta$ of the "
           "next layer is at least $\\delta (1 - c \\delta^2)$. $\\delta$ may grow, so this says "
           "nothing of several layers: see I6.collapse.",
       .published = "-",
       .checked = "delta (1 - c delta^2), layer by layer; of the first form what follows with the "
                  "tanh form of I4.cubic for delta(SA(X)), since the form itself may be an "
                  "equality.",
       .bound = skip_bound,
       .measure = skip_measure,
       .is_upper = false,
       .has_named = true,
       .has_skips = true,
       .shrink = 4,
       .twists = {{.name = "half_the_loss", .why = "c/2 for c", .proof = {}}}},
  };
}

}  // namespace

std::vector<check::Statement> network_statements() {
  std::vector<check::Statement> result;
  for (const Inequality& what : inequalities_of_norms()) result.push_back(certified(what));
  for (const Inequality& what : inequalities_of_entries()) result.push_back(certified(what));
  for (const Inequality& what : inequalities_of_delta()) result.push_back(certified(what));
  result.push_back(collapse_with_skips());
  return result;
}

}  // namespace attest::rank_collapse

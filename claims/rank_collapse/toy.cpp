// SPDX-License-Identifier: Apache-2.0
/// \file
/// I5: two tokens in one dimension, all weights 1, where the contraction is attained at every
/// depth.
#include "claims/rank_collapse/enclosed.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::rank_collapse {
namespace {

using check::Params;
using check::Rung;

constexpr int first_toy_bits = 1024;    // four layers from 1/5
constexpr int most_toy_bits = 1 << 17;  // layer 9 from 1/5 needs 65 386

Rational initial(const check::Case& tokens) { return (tokens(0, 0) - tokens(0, 1)).abs(); }

/// e^x / (1 + e^x).
Ball logistic(const Ball& x, int precision) {
  const Ball one = Ball::exact(1, precision);
  return one / (one + exp(-x));
}

/// delta_1, .., delta_L by the closed recursion: delta tanh(delta^2/4) where the tokens are
/// opposite, else (sigma(a delta) - sigma(b delta)) delta for the tokens a > b.
std::vector<Ball> closed_recursion(const Rational& a, const Rational& b, int layers,
                                   int precision) {
  std::vector<Ball> result;
  Ball spread = Ball::exact(a - b, precision);
  Ball low = Ball::exact(b, precision);
  Ball high = Ball::exact(a, precision);
  const bool is_opposite = a == -b;
  for (int l = 0; l < layers; ++l) {
    if (is_opposite) {
      spread *= tanh(spread * spread / Ball::exact(4, precision));
    } else {
      // Each token moves to low plus its weight of the high one times delta.
      const Ball upper = logistic(high * spread, precision);
      const Ball lower = logistic(low * spread, precision);
      high = low + upper * spread;
      low += lower * spread;
      spread *= upper - lower;
    }
    result.push_back(spread);
  }
  return result;
}

std::vector<Ball> literal_deltas(const Rational& a, const Rational& b, int layers, int precision) {
  const std::vector<Table> states = literal_states(toy_network(a, b, layers), precision);
  std::vector<Ball> result;
  for (std::size_t l = 1; l < states.size(); ++l) result.push_back(delta(states[l]));
  return result;
}

/// delta_1, .., delta_L with every operation rounded to 53 bits; the nearest number at `precision`.
std::vector<Ball> rounded_deltas(const Rational& a, const Rational& b, int layers, int precision) {
  const Network network = toy_network(a, b, layers);
  const model::Trace trace =
      model::trace(attention_network(network), network.tokens,
                   {.arithmetic = model::Arithmetic::p_bit, .precision = 53});
  std::vector<Ball> result;
  for (const model::LayerTrace& layer : trace.layers) {
    const Rational high = std::get<Float>(layer.state[0]).to_rational();
    const Rational low =
        std::get<Float>(layer.state[static_cast<std::size_t>(trace.d)]).to_rational();
    result.push_back(Ball::exact((high - low).abs(), precision));
  }
  return result;
}

/// delta_1, .., delta_L by delta^3/4.
std::vector<Ball> cubic_deltas(const Rational& start, int layers, int precision) {
  std::vector<Ball> result;
  Ball spread = Ball::exact(start, precision);
  for (int l = 0; l < layers; ++l) {
    spread *= spread * spread / Ball::exact(4, precision);
    result.push_back(spread);
  }
  return result;
}

/// At delta = 1/5 the logarithms of tanh(delta^2/4) and delta^2/4 differ by 10^-5.
const Integer log_scale = Integer(1000000) * Integer(1000000);

/// round(10^12 log10 delta); 1 for delta = 0, which no residual below 1 has.
std::vector<Ball> logarithms(const std::vector<Ball>& deltas, int precision) {
  std::vector<Ball> result;
  for (const Ball& spread : deltas) {
    const bool is_collapsed = spread.is_exact() && spread.contains(0);
    result.push_back(Ball::exact(
        is_collapsed ? Rational(1) : Rational(scaled_log10(spread, log_scale)), precision));
  }
  return result;
}

constexpr std::int64_t named_pairs = 3;
constexpr std::int64_t random_pairs = 9;
constexpr std::int64_t grid = 16;  // random tokens are multiples of 1/16 in [-1, 1]

/// (1/10, -1/10), (1/2, -1/2), (6/5, 1), then random pairs a > b of a grid.
check::CaseSpace token_pairs(std::uint64_t seed) {
  return check::sampled(
      "the tokens (1/10, -1/10), (1/2, -1/2) and (6/5, 1), and random multiples of 1/16 in [-1, 1]",
      named_pairs + random_pairs, seed, named_pairs + grid * (2 * grid + 1),
      "tokens are real numbers, and a residual of 3^L digits is slow",
      [](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const std::vector<std::vector<Rational>> named{{Rational(1, 10), Rational(-1, 10)},
                                                       {Rational(1, 2), Rational(-1, 2)},
                                                       {Rational(6, 5), 1}};
        if (index < named_pairs) {
          return Matrix(std::vector<std::vector<Rational>>{named[static_cast<std::size_t>(index)]});
        }
        const std::int64_t low = random.between(-grid, grid - 1);
        const std::int64_t high = random.between(low + 1, grid);
        return Matrix(
            std::vector<std::vector<Rational>>{{Rational(high, grid), Rational(low, grid)}});
      });
}

/// 3^L.
std::int64_t cubes(std::int64_t layers) {
  std::int64_t result = 1;
  for (std::int64_t l = 0; l < layers; ++l) result *= 3;
  return result;
}

/// floor(-log2) of the closed bound 2 (delta_0/2)^(3^L) and of delta_L, at delta_0 = 1/5.
check::Promise exponent_promise(std::int64_t layers) {
  const int precision = static_cast<int>(4 * cubes(layers)) + 64;  // log2 10 < 4
  const Ball tenth(Rational(1, 10), precision);
  const Integer bound = bits_below_one(Ball::exact(2, precision) * power(tenth, cubes(layers)));
  const Integer used = bits_below_one(
      closed_recursion(Rational(1, 10), Rational(-1, 10), static_cast<int>(layers), precision)
          .back());
  return check::promise("residual exponent, delta_0 = 1/5 [bits]", "3^L log2(2/delta_0) - 1",
                        ">=", bound, used);
}

derive::Agrees enclosed_toy(std::uint64_t seed) {
  derive::Agrees result;
  result.cases = token_pairs(seed);
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = first_toy_bits;
  result.most_bits = most_toy_bits;
  result.evaluator = "literal";
  return result;
}

derive::Agrees toy_law(const Params& params, std::uint64_t seed) {
  const int layers = static_cast<int>(params.at("layers"));
  derive::Agrees result = enclosed_toy(seed);
  result.relation = derive::Relation::equal;
  result.enclosed_left = [layers](const check::Case& tokens, const std::string& twist,
                                  int precision) {
    const Rational& a = tokens(0, 0);
    const Rational& b = tokens(0, 1);
    return logarithms(twist == "bits_53"        ? rounded_deltas(a, b, layers, precision)
                      : twist == "tanh_dropped" ? cubic_deltas(initial(tokens), layers, precision)
                                                : literal_deltas(a, b, layers, precision),
                      precision);
  };
  result.enclosed_right = [layers](const check::Case& tokens, int precision) {
    return logarithms(closed_recursion(tokens(0, 0), tokens(0, 1), layers, precision), precision);
  };
  result.promises = {exponent_promise(layers)};
  return result;
}

derive::Agrees toy_bound(const Params& params, std::uint64_t seed) {
  const int layers = static_cast<int>(params.at("layers"));
  derive::Agrees result = enclosed_toy(seed);
  result.relation = derive::Relation::at_least;
  result.enclosed_left = [layers](const check::Case& tokens, const std::string& twist,
                                  int precision) {
    std::vector<Ball> bounds;
    const Ball half(initial(tokens) / Rational(2), precision);
    std::int64_t exponent = 1;
    for (int l = 0; l < layers; ++l) {
      exponent *= twist == "power_four" ? 4 : 3;
      bounds.push_back(Ball::exact(2, precision) * power(half, exponent));
    }
    return bounds;
  };
  result.enclosed_right = [layers](const check::Case& tokens, int precision) {
    return literal_deltas(tokens(0, 0), tokens(0, 1), layers, precision);
  };
  return result;
}

check::Statement toy_about(const char* label, const char* title, const char* sentence) {
  check::Statement result = check::about(
      claim_id,
      {.label = label,
       .title = title,
       .sentence = sentence,
       .standing = check::Standing::strengthened,
       .published = "-",
       .checked = "The description by the literal evaluator, in balls, against the recursion.",
       .gap = "Three inputs and nine random pairs of a grid, and the stated number of layers."});
  result.parameters = {{.name = "layers", .meaning = "L", .lo = 1, .hi = 9}};
  result.points = [](Rung rung) {
    return rung == Rung::fast ? std::vector<Params>{{{"layers", 5}}}
                              : std::vector<Params>{{{"layers", 5}}, {{"layers", 9}}};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"layers", 5}}}; };
  return result;
}

}  // namespace

std::vector<check::Statement> toy_statements() {
  std::vector<check::Statement> result;
  result.push_back(derive::agrees(
      toy_about(
          "I5", "The toy law, attained at every depth",
          "For $n = 2$, $d = 1$, all weights 1 and tokens $\\pm\\delta/2$: $\\delta' = \\delta "
          "\\tanh(\\delta^2/4)$, and the tokens stay opposite. For any tokens $a > b$: $\\delta' = "
          "(\\sigma(a\\delta) - \\sigma(b\\delta)) \\delta$. Checked as $10^{12} \\log_{10} "
          "\\delta_l$, rounded."),
      toy_law,
      {{.name = "bits_53", .why = "every operation rounded to 53 bits", .proof = {}},
       {.name = "tanh_dropped", .why = "delta^2/4 for tanh(delta^2/4)", .proof = {}}}));
  result.push_back(
      derive::agrees(toy_about("I5.bound", "The toy law, closed bound",
                               "$\\delta_l \\le 2 (\\delta_0/2)^{3^l}$ for any two tokens."),
                     toy_bound, {{.name = "power_four", .why = "power 4 for 3", .proof = {}}}));
  return result;
}

}  // namespace attest::rank_collapse

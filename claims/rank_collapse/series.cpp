// SPDX-License-Identifier: Apache-2.0
/// \file
/// How fast tokens become alike, and what it costs to sum over paths.
#include "claims/rank_collapse/enclosed.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::rank_collapse {
namespace {

const Rational first_token(1, 10);

/// floor(-log2 delta_L) of the description, at rising precision.
Rational literal_bits(std::int64_t layers, bool has_skips) {
  Network network = toy_network(first_token, -first_token, static_cast<int>(layers));
  network.has_skips = has_skips;
  for (int precision = 128;; precision *= 2) {
    try {
      return bits_below_one(delta(literal_states(network, precision).back()));
    } catch (const model::Undecided&) {
      continue;  // delta_L > 0, so that some precision decides
    }
  }
}

/// floor(-log2 2 (1/10)^(3^L)).
Rational bound_bits(std::int64_t layers) {
  Integer denominator = 10;
  for (std::int64_t l = 0; l < layers; ++l) denominator = pow(denominator, 3);
  // delta = 2 / 10^(3^L), which is no power of two
  return exact_div(denominator, 2).bit_length() - 1;
}

/// The same network with every operation rounded to 53 bits; nothing once the tokens are equal.
std::optional<Rational> rounded_bits(std::int64_t layers) {
  const Network network = toy_network(first_token, -first_token, static_cast<int>(layers));
  const model::Trace trace =
      model::trace(attention_network(network), network.tokens,
                   {.arithmetic = model::Arithmetic::p_bit, .precision = 53});
  const std::vector<model::Number>& state = trace.layers.back().state;
  const Rational spread = (std::get<Float>(state[0]).to_rational() -
                           std::get<Float>(state[static_cast<std::size_t>(trace.d)]).to_rational())
                              .abs();
  if (spread.is_zero()) return std::nullopt;
  // least b with 2^b > 1/delta, less one
  return Rational((Rational(1) / spread).floor().bit_length() - 1);
}

std::unique_ptr<check::Subject> subject_at(const char* label, const check::Params& params) {
  for (const std::vector<check::Statement>& all : {path_statements(), toy_statements()}) {
    for (const check::Statement& statement : all) {
      if (statement.label == label) return statement.subject(params, /*seed=*/1);
    }
  }
  return nullptr;
}

check::Series collapse() {
  check::Series result{.name = "collapse",
                       .title = "Bits by which two tokens still differ",
                       .size = "L",
                       .size_meaning = "layers",
                       .quantity = "-log2 of the residual, rounded down [bits]",
                       .sizes = {1, 2, 3, 4, 5, 6, 7, 8, 9}};
  result.why_short =
      "the precision that decides a residual grows as 3^L: layer 9 takes 65 386 bits";
  result.is_log_quantity = true;
  result.lines = {
      {.name = "closed bound",
       .kind = check::LineKind::lower_bound,
       .formula = "$\\lfloor 3^L \\log_2(2/\\delta_0) - 1 \\rfloor$",
       .note = "tokens 1/10 and -1/10",
       .count = [](std::int64_t layers) { return std::optional(bound_bits(layers)); }},
      {.name = "toy law",
       .kind = check::LineKind::construction,
       .note = "certified balls, by the literal evaluator",
       .count = [](std::int64_t layers) { return std::optional(literal_bits(layers, false)); }},
      {.name = "with skips",
       .kind = check::LineKind::baseline,
       .note = "all weights 1: the tokens part again",
       .count = [](std::int64_t layers) { return std::optional(literal_bits(layers, true)); }},
      {.name = "double precision",
       .kind = check::LineKind::competitor,
       .note = "53 bits: wrong, then exactly 0, once a residual is below 2^-53 of the tokens",
       .count = rounded_bits}};
  result.subject = [](std::int64_t layers) { return subject_at("I5", {{"layers", layers}}); };
  return result;
}

constexpr int path_layers = 2;

check::Params path_params(std::int64_t heads) {
  return {{"heads", heads}, {"layers", path_layers}, {"skips", 1}, {"tokens", 2}, {"width", 2}};
}

/// A network of that many heads, all weights 1, and patterns of ones in their first column.
PathNetwork uniform_network(std::int64_t heads) {
  Matrix ones(2, 2);
  for (int i = 0; i < 2; ++i) {
    for (Rational& entry : ones.row(i)) entry = 1;
  }
  return {.tokens = 2,
          .width = 2,
          .mixes = std::vector<std::vector<Matrix>>(
              path_layers, std::vector<Matrix>(static_cast<std::size_t>(heads), ones)),
          .biases = std::vector<std::vector<Rational>>(path_layers, {1, 1}),
          .has_skips = true};
}

std::optional<Rational> counted_applications(std::int64_t heads) {
  const PathNetwork network = uniform_network(heads);
  const Matrix table(2, 2 + path_layers * static_cast<int>(heads) * 2);
  return Rational(path_sum(network, table).applications);
}

std::optional<Rational> heads_in_all(std::int64_t heads) {
  return Rational(derive::resources(path_network(uniform_network(heads))).heads_in_all);
}

check::Series paths() {
  check::Series result{.name = "paths",
                       .title = "Summing over paths against running the network",
                       .size = "H",
                       .size_meaning = "heads a layer, two layers with skips",
                       .quantity = "heads applied to a state [count]",
                       .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32}};
  result.is_log_size = true;
  result.is_log_quantity = true;
  result.lines = {{.name = "paths of length at least 1",
                   .kind = check::LineKind::lower_bound,
                   .formula = "$(H+1)^2 - 1$",
                   .count =
                       [](std::int64_t heads) {
                         return std::optional(Rational((heads + 1) * (heads + 1) - 1));
                       }},
                  {.name = "sum over paths",
                   .kind = check::LineKind::construction,
                   .note = "a prefix is multiplied once for all its paths",
                   .count = counted_applications},
                  {.name = "layer by layer",
                   .kind = check::LineKind::baseline,
                   .formula = "$2H$",
                   .count = heads_in_all}};
  result.subject = [](std::int64_t heads) { return subject_at("I1", path_params(heads)); };
  return result;
}

}  // namespace

std::vector<check::Series> series() { return {collapse(), paths()}; }

}  // namespace attest::rank_collapse

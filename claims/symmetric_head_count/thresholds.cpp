// SPDX-License-Identifier: Apache-2.0
/// \file
/// P3: one head with a linear readout computes exactly the linear threshold functions.
#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/layers.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/family.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Agrees;

/// Weights -most, .., most of n bits, by number: the first the most significant digit.
std::vector<std::int64_t> weights_of(int n, std::int64_t most, std::int64_t number) {
  std::vector<std::int64_t> weights(static_cast<std::size_t>(n));
  for (std::size_t j = weights.size(); j-- > 0; number /= 2 * most + 1) {
    weights[j] = number % (2 * most + 1) - most;
  }
  return weights;
}

/// A uniform head over the sink (value 0) and the bits (value w_j x_j): output w.x/(n+1); the signs
/// of (n+1) o - threshold.
model::Transformer uniform_head(const std::vector<std::int64_t>& weights) {
  const auto n = std::ssize(weights);
  model::Transformer model{.name = "one uniform head"};
  model.fields = {"bit"};
  model::Stream stream;
  const model::Slice value = stream.add("value");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  std::vector<model::Weight> table;
  for (const std::int64_t weight : weights) table.push_back({.value = weight});
  const model::Wire weight = embed.table(embed.position() - 1, std::move(table));
  embed.output("value", weight * embed.input("bit"));
  model.embed = embed.finish();
  model.extra_tokens.push_back({.name = "sink", .embed = {}, .is_first = true});
  model::Head head{.name = "mean", .norm = model::Norm::softmax_base, .base = 2};
  head.keys.resize(1);  // every score is 0
  head.values.resize(1);
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, out);
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  const model::Wire zero = decode.constant(0);
  const model::Wire sum = decode.input("out[0]") * Rational(n + 1);
  int at = 0;
  for (const Rational& threshold : thresholds_of(weights)) {
    const model::Wire side = sum - threshold;
    const model::Wire is_positive = decode.less(zero, side);
    decode.output("sign", at++, is_positive - decode.less(side, zero));
  }
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::first_extra;
  return model;
}

/// Signs of a one-head layer's readout a + b N/D on all words: literally, or as the affine function
/// a D + b N of the bits, from its values at the words of at most one 1.
std::vector<Rational> literal_signs(const RandomLayer& layer) {
  const model::Transformer model = model_of(layer);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const check::CaseSpace words = check::words(layer.n, 2);
  std::vector<Rational> signs;
  for (std::int64_t i = 0; i < words.size; ++i) {
    signs.emplace_back(evaluator.answer(*words.at(i)).at(0).sign());
  }
  return signs;
}

std::vector<Rational> affine_signs(const RandomLayer& layer) {
  // The readout is a sum of two forms.
  const Rational constant = layer.forms[0][0] + layer.forms[1][0];
  const Rational slope = layer.forms[0][1] + layer.forms[1][1];
  const auto value = [&](int one) {
    Matrix word(layer.n, 1);
    if (one >= 0) word(one, 0) = 1;
    return constant * denominator(layer, 0, word) + slope * numerator(layer, 0, word);
  };
  const Rational threshold = value(-1);
  std::vector<Rational> weights;
  for (int j = 0; j < layer.n; ++j) weights.push_back(value(j) - threshold);
  std::vector<Rational> signs;
  for (std::int64_t x = 0; x < (std::int64_t{1} << layer.n); ++x) {
    Rational sum = threshold;
    for (int j = 0; j < layer.n; ++j) {  // the first letter is the most significant
      if (((x >> (layer.n - 1 - j)) & 1) != 0) sum += weights[static_cast<std::size_t>(j)];
    }
    signs.emplace_back(sum.sign());
  }
  return signs;
}

}  // namespace

check::Statement thresholds_by_one_head() {
  check::Statement about = statement_of(
      {.label = "P3",
       .title = "One uniform head computes every linear threshold function",
       .sentence =
           "For every $w$ and every $\\theta$ never attained by $w \\cdot x$, one head with "
           "equal weights and values $w_j x_j$ has output $w \\cdot x/(n+1)$, so $(n+1) o - "
           "\\theta$ has the sign of $w \\cdot x - \\theta$.",
       .checked = "All integer weights, all thresholds and all words.",
       .gap = "The stated n and |w|."});
  about.parameters = {
      bits_parameter(1, 6), weight_parameter(),
      parameter("member", "the weights as digits w_j + weight in base 2 weight + 1; -1: all", -1,
                std::int64_t{1} << 21)};
  about.points = weight_points(3, "member");
  about.mutant_points = fixed_point(weight_point(2, 1, "member"));
  return derive::family(std::move(about), "member", [](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    const std::int64_t most = params.at("weight");
    derive::Family family{.count = pow(Integer(2 * most + 1), static_cast<unsigned>(n)).to_int64(),
                          .inputs = check::words(n, 2),
                          .member = [n, most](std::int64_t member) {
                            const std::vector<std::int64_t> weights = weights_of(n, most, member);
                            return derive::Computes{
                                .model = uniform_head(weights),
                                .task = task::linear_thresholds(weights, thresholds_of(weights))};
                          }};
    family.exemplar = family.count - 1;  // every weight the largest
    return derive::FamilyParts{
        .family = std::move(family),
        .mutants = {{.name = "sink_value_minus_one",
                     .why = "sink value -1: the readout is w.x - 1 - threshold",
                     .proof = {},
                     .applies =
                         [n, most](std::int64_t member) {
                           return weights_of(n, most, member) !=
                                  std::vector<std::int64_t>(static_cast<std::size_t>(n));
                         },
                     .apply =
                         [](derive::Computes& c, std::int64_t) {
                           c.model.extra_tokens[0].embed.steps = {
                               {.op = model::Op::constant, .constant = {.value = -1}}};
                           c.model.extra_tokens[0].embed.out = {
                               {.name = "value", .at = 0, .wire = 0}};
                         }}}};
  });
}

check::Statement one_head_is_affine() {
  check::Statement about = statement_of(
      {.label = "P3.affine",
       .title = "One head computes nothing but linear threshold functions",
       .sentence = "For every head with positive weights and arbitrary values at every position, "
                   "$a_0 + a o$ has the sign of the affine function $a_0 D + a N$ of the bits.",
       .checked = "Literal outputs of random heads on all words against the affine function.",
       .gap = "Random heads of the stated n; P1 with H = 1 is the general argument."});
  about.parameters = {bits_parameter(1, 12)};
  about.points = points_up_to(2, 4, 10);
  about.mutant_points = points_up_to(4, 4, 4);
  const auto make = [](const Params& params, std::uint64_t seed) {
    const int n = static_cast<int>(params.at("n"));
    const auto layer_of = [=](const check::Case& chosen) {
      return random_layer(n, 1, 1, Reader::sink, seed, whole(chosen, 0));
    };
    Agrees result{.relation = derive::Relation::equal};
    result.left = [=](const check::Case& chosen, const std::string& twist) {
      RandomLayer layer = layer_of(chosen);
      if (twist == "squared_readout") {  // (a + b o)^2 - (a - b o)^2 = 4 a b o is no threshold in o
        layer.degree = 2;
        layer.forms = {{1, 1}, {1, 1}, {-1, 1}, {1, -1}};
      }
      return literal_signs(layer);
    };
    result.right = [=](const check::Case& chosen) { return affine_signs(layer_of(chosen)); };
    result.cases =
        sample("random positional heads", 8, seed, count_of_layers(n, 1, 1, Reader::sink));
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        twists_of({{"squared_readout", "the readout (1+o)^2 - (1-o)^2 instead"}}));
}

}  // namespace attest::symmetric_head_count

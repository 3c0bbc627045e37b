// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: a column that scores z + ln(M - 1) against M - 1 zeros has weight sigma(z).
#include <algorithm>
#include <utility>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/contract.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;

constexpr int bias_bits = 200;  // of ln(M - 1) between two multiples of 2^-bias_bits
constexpr int ball_bits = 320;  // enough to tell these apart
constexpr int most_ball_bits = 1280;
constexpr std::int64_t tenths = 10;

/// Between which multiples of 2^-200 ln(M - 1) lies, with one to spare on both sides.
struct Bracket {
  Rational low = 0;
  Rational high = 0;
};
Bracket log_bracket(int columns) {
  const Rational unit = gadget::two_to(-bias_bits);
  if (columns == 2) return {.low = -unit, .high = unit};  // ln 1 = 0
  const Ball scaled = log(Ball(Rational(columns - 1), 2 * bias_bits)) / Ball(unit, 2 * bias_bits);
  return {.low = (Rational(scaled.lower().floor()) - 1) * unit,
          .high = (Rational(scaled.upper().floor()) + 2) * unit};
}

/// Biases that make the output least, or greatest, by the sign of each weight.
std::vector<Rational> biases_of(const std::vector<SigmoidUnit>& units, int columns, bool is_least,
                                const std::string& twist) {
  Bracket bracket = log_bracket(twist == "one_column_more" ? columns + 1 : columns);
  if (twist == "bias_forgotten") bracket = {};
  if (twist == "bias_sign_flipped") bracket = {.low = -bracket.high, .high = -bracket.low};
  std::vector<Rational> result;
  for (const SigmoidUnit& unit : units) {
    result.push_back((unit.weight.sign() > 0) == is_least ? bracket.low : bracket.high);
  }
  return result;
}

/// sum of weight / (1 + e^-(direction x + offset)) at column j, by the definition.
Ball sum_of_sigmoids(const std::vector<SigmoidUnit>& units, std::span<const Rational> x,
                     int precision) {
  Ball sum;
  const Ball one = Ball::exact(1, precision);
  for (const SigmoidUnit& unit : units) {
    Rational argument = unit.offset;
    for (std::size_t i = 0; i < x.size(); ++i) argument += unit.direction[i] * x[i];
    sum += Ball::exact(unit.weight, precision) / (one + exp(Ball::exact(-argument, precision)));
  }
  return sum;
}

/// A single sigmoid of x, and a block of four in two variables.
std::vector<SigmoidUnit> single_unit() { return {{.direction = {1}}}; }
std::vector<SigmoidUnit> four_units() {
  return {{.direction = {1, 2}, .offset = Rational(1, 2), .weight = 3},
          {.direction = {-1, 1}, .offset = 0, .weight = -2},
          {.direction = {Rational(1, 3), -1}, .offset = -1, .weight = Rational(1, 2)},
          {.direction = {0, Rational(5, 4)}, .offset = 2, .weight = -1}};
}

/// Columns whose x are multiples of 1/10, spread over [-8, 8] and not the same in any two cases.
check::CaseSpace arguments(int columns, int inputs, std::int64_t count) {
  return {.description = "arguments from -8 to 8 in tenths, M columns at a time, scattered",
          .coverage = check::Coverage::given,
          .size = count,
          .full_size = count,
          .at = [=](std::int64_t index) {
            Case result(columns, inputs);
            std::int64_t number = index * columns * inputs + 87;  // the first one is 0.7
            for (int j = 0; j < columns; ++j) {
              for (Rational& entry : result.row(j)) {
                entry = Rational(number++ % 161 - 80) / Rational(tenths);
              }
            }
            return std::optional(std::move(result));
          }};
}

Params sigmoid_point(std::int64_t columns, std::int64_t cases) {
  return {{"columns", columns}, {"cases", cases}};
}

std::vector<check::Parameter> parameters() {
  return {{.name = "columns", .meaning = "M", .lo = 2, .hi = 64},
          {.name = "cases", .meaning = "lists of M arguments", .lo = 1, .hi = 1000}};
}

const std::vector<derive::Twist>& bias_twists() {
  static const std::vector<derive::Twist> twists = {
      {.name = "bias_sign_flipped", .why = "-ln(M - 1), as one note has it", .proof = {}},
      {.name = "bias_forgotten", .why = "no bias: sigma(z - ln(M - 1))", .proof = {}},
      {.name = "one_column_more", .why = "ln M for ln(M - 1)", .proof = {}}};
  return twists;
}

/// The block between its two biases, against the sum of sigmoids.
derive::Agrees between_biases(const std::vector<SigmoidUnit>& units, int columns,
                              std::int64_t cases) {
  Rational weights;
  for (const SigmoidUnit& unit : units) weights += unit.weight.abs();
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.enclosed_left = [=](const Case& tokens, const std::string& twist, int precision) {
    const auto side = [&](bool is_least) {
      const model::Transformer model =
          sigmoid_block(units, biases_of(units, columns, is_least, twist));
      return enclosed_register(model, tokens, "out", 1, precision);
    };
    const std::vector<Ball> least = side(true);
    const std::vector<Ball> most = side(false);
    std::vector<Ball> bounds;
    for (std::size_t j = 0; j < least.size(); ++j) {
      bounds.push_back(least[j]);
      bounds.push_back(-most[j]);
      bounds.push_back(most[j] - least[j]);
    }
    return bounds;
  };
  result.enclosed_right = [=](const Case& tokens, int precision) {
    std::vector<Ball> values;
    for (int j = 0; j < tokens.rows(); ++j) {
      const Ball value = sum_of_sigmoids(units, tokens.row(j), precision);
      values.push_back(value);
      values.push_back(-value);
      values.push_back(Ball::exact(weights * gadget::two_to(-bias_bits), precision));
    }
    return values;
  };
  result.cases = arguments(columns, static_cast<int>(units[0].direction.size()), cases);
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = ball_bits;
  result.most_bits = most_ball_bits;
  result.evaluator = "literal, in balls";
  return result;
}

check::Statement natural(bool is_block) {
  check::Statement statement = check::about(
      claim_id, is_block ? "S3.block" : "S3",
      is_block ? "A sum of sigmoids in one layer" : "A column of a softmax is a sigmoid");
  statement.sentence =
      is_block
          ? "For all $c_i, b_i \\in \\mathbb{R}$, $a_i \\in \\mathbb{R}^D$ one layer of $m$ "
            "softmax heads computes $\\sum_{i \\le m} c_i \\sigma(a_i^T x + b_i)$ at each of "
            "$M$ columns, $x$ being its own."
          : "For $M \\ge 2$ and $z \\in \\mathbb{R}$ one column with score $z + \\ln(M-1)$ "
            "against $M-1$ columns with score 0 has softmax weight $\\sigma(z) = 1/(1+e^{-z})$.";
  statement.standing = is_block ? check::Standing::strengthened : check::Standing::finite_instance;
  statement.fidelity = {
      .published = "sum_i c_i sigma(a_i^T x) is computed with m heads in three layers.",
      .checked =
          "The model in balls. Its weights are rational, ln(M - 1) is not: with biases 2^-200 "
          "below and above, the outputs enclose the sum of sigmoids and are 2^-200 apart "
          "for each unit of weight.",
      .gap =
          is_block ? "One block of four units in two variables." : "The stated M and arguments."};
  statement.parameters = parameters();
  statement.points = [is_block](Rung rung) {
    std::vector<Params> points{sigmoid_point(3, is_block ? 8 : 16)};
    if (!is_block) points.push_back(sigmoid_point(2, 16));
    if (rung == Rung::fast) return points;
    for (const int columns : {5, 9, 17, 33}) points.push_back(sigmoid_point(columns, 20));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{sigmoid_point(3, 4)}; };
  const auto make = [is_block](const Params& params, std::uint64_t) {
    return between_biases(is_block ? four_units() : single_unit(),
                          static_cast<int>(params.at("columns")), params.at("cases"));
  };
  if (!is_block) statement.figure.draw = sigmoid_figure;
  return derive::agrees(std::move(statement), make, bias_twists());
}

}  // namespace

model::Transformer sigmoid_block(const std::vector<SigmoidUnit>& units,
                                 const std::vector<Rational>& biases) {
  ATTEST_REQUIRE(!units.empty() && biases.size() == units.size(), "a bias a unit");
  const int inputs = static_cast<int>(units[0].direction.size());
  model::Transformer model{.name = "sum of sigmoids"};
  for (int i = 0; i < inputs; ++i) model.fields.push_back("x" + std::to_string(i));
  model::Stream stream;
  const model::Slice x = stream.add("x", inputs);
  const model::Slice out = stream.add("out");
  const model::Slice first = stream.add("first");
  const model::Slice one = stream.add("one");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  for (int i = 0; i < inputs; ++i) {
    embed.output("x", i, embed.input(model.fields[static_cast<std::size_t>(i)]));
  }
  embed.output("first", embed.less(embed.position(), embed.constant(1)));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::Block block{.name = "sigmoids", .heads = {}, .mlp = {}};
  for (std::size_t u = 0; u < units.size(); ++u) {
    model::Head head{.name = "unit" + std::to_string(u), .norm = model::Norm::softmax_e};
    const auto add = [&](int from, const Rational& value) {
      if (!value.is_zero())
        head.query.push_back({.from = from, .to = 0, .weight = {.value = value}});
    };
    for (int i = 0; i < inputs; ++i) add(x[i], units[u].direction[static_cast<std::size_t>(i)]);
    add(one[0], units[u].offset + biases[u]);
    model::copy(head.keys.emplace_back(), first, 0);  // all others score 0
    model::copy(head.values.emplace_back(), first, 0);
    model::write(head.out, 0, out, units[u].weight);
    block.heads.push_back(std::move(head));
  }
  model.blocks.push_back(std::move(block));
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("sum", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

std::vector<check::Statement> sigmoid_statements() {
  return {natural(false), sigmoid_in_base_two(), natural(true), sampling_statement()};
}

}  // namespace attest::fleq_function_blocks

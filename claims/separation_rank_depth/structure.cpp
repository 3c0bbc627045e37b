// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: the output depends on the token that is read and on S, and is homogeneous.
#include "claims/separation_rank_depth/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/literal.hpp"

namespace attest::separation_rank_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;

const std::vector<check::Parameter> stack_parameters{
    {.name = "d", .meaning = "width", .lo = 1, .hi = 4},
    {.name = "layers", .meaning = "L", .lo = 1, .hi = 3},
    {.name = "heads", .meaning = "H, a divisor of d", .lo = 1, .hi = 4},
    {.name = "tokens", .meaning = "N", .lo = 1, .hi = 4},
    {.name = "residual", .meaning = "1: y + heads in place of heads", .lo = 0, .hi = 1}};

Params stack_point(std::int64_t d, std::int64_t layers, std::int64_t heads, std::int64_t tokens,
                   bool has_residual) {
  return {{"d", d},
          {"layers", layers},
          {"heads", heads},
          {"tokens", tokens},
          {"residual", has_residual ? 1 : 0}};
}

Weights weights_at(const Params& params) {
  check::require_hypothesis(params.at("d") % params.at("heads") == 0, params,
                            "heads that divide d");
  Random random(0, 3, 0);
  return small_weights(
      {.width = params.at("d"), .layers = params.at("layers"), .heads = params.at("heads")},
      random);
}

/// All tokens with coordinates -1, 0, 1.
check::CaseSpace token_space(std::int64_t tokens, std::int64_t width) {
  check::CaseSpace space =
      check::mapped(check::words(static_cast<int>(tokens * width), 3),
                    [tokens, width](const check::Case& word) -> std::optional<check::Case> {
                      check::Case result(static_cast<int>(tokens), static_cast<int>(width));
                      for (int i = 0; i < word.rows(); ++i) {
                        result(i / result.cols(), i % result.cols()) = word(i, 0) - 1;
                      }
                      return result;
                    });
  space.description = "all " + std::to_string(tokens) + " tokens of width " +
                      std::to_string(width) + " over {-1, 0, 1}";
  return space;
}

/// The residue nearest to 0.
Rational lifted(std::uint64_t residue) {
  const auto value = static_cast<std::int64_t>(residue);
  return residue > residue_prime / 2 ? value - static_cast<std::int64_t>(residue_prime) : value;
}

/// The first half of the tokens is Alice's, the rest Bob's.
derive::Agrees stack_values(const Params& params, std::uint64_t) {
  const bool has_residual = params.at("residual") != 0;
  const Weights weights = weights_at(params);
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.model = description(weights, has_residual);
  agrees.cases = token_space(params.at("tokens"), params.at("d"));
  agrees.right = [stack = stack_of(weights, has_residual)](const check::Case& tokens) {
    const int left = (tokens.rows() + 1) / 2;
    Matrix first(left, tokens.cols());
    Matrix second(tokens.rows() - left, tokens.cols());
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int c = 0; c < tokens.cols(); ++c) {
        (i < left ? first(i, c) : second(i - left, c)) = tokens(i, c);
      }
    }
    const std::vector rows{assignment_of(first)};
    const std::vector cols{assignment_of(second)};
    std::vector<Rational> result;
    for (int c = 0; c < tokens.cols(); ++c) {
      result.push_back(lifted(protocol::grid(stack, rows, cols, c).entries[0]));
    }
    return result;
  };
  agrees.evaluator = "literal";
  return agrees;
}

Statement gram_form() {
  Statement about{
      .claim = claim_id, .label = "S3", .title = "The output is a matrix of S times a token"};
  about.sentence =
      "With $S = \\sum_j x_j x_j^\\top$, $P_0 = I$, $U = W_O W_V$, $V = W_K^\\top W_Q$ and "
      "$P_{l+1} = (\\sum_h U_h P_l S P_l^\\top V_h) P_l$ (with a residual connection $+ P_l$): "
      "$y_i = P_L x_i$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {
      .published = "-",
      .checked =
          "The description, token by token, against the recursion in S that "
          "fills the grids of S4 to S6, modulo the prime.",
      .gap = "One stack for each shape, weights from -3 to 3 without 0; of three layers -1 and 1."};
  about.parameters = stack_parameters;
  about.points = [](Rung rung) {
    std::vector<Params> points{stack_point(1, 3, 1, 3, false), stack_point(2, 1, 1, 2, false),
                               stack_point(2, 2, 1, 2, false), stack_point(2, 2, 2, 2, true)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(), {stack_point(2, 3, 2, 2, false), stack_point(2, 2, 1, 4, false),
                                 stack_point(3, 2, 3, 2, true), stack_point(4, 2, 2, 2, false)});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{stack_point(2, 2, 1, 2, false)}; };
  return derive::description_agrees(std::move(about), stack_values);
}

/// Tokens j and k turned by the rotation (3/5, 4/5), or sheared.
Matrix turned(Matrix tokens, int j, int k, bool is_shear) {
  for (int c = 0; c < tokens.cols(); ++c) {
    const Rational x = tokens(j, c);
    const Rational y = tokens(k, c);
    tokens(j, c) = is_shear ? x + y : Rational(3, 5) * x - Rational(4, 5) * y;
    tokens(k, c) = is_shear ? y : Rational(4, 5) * x + Rational(3, 5) * y;
  }
  return tokens;
}

derive::Agrees symmetries(const Params& params, std::uint64_t) {
  check::require_hypothesis(params.at("tokens") >= 3, params,
                            "three tokens or more: two of them are turned");
  const std::int64_t layers = params.at("layers");
  const auto literal =
      std::make_shared<const model::Literal>(description(weights_at(params), false));
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.cases = token_space(params.at("tokens"), params.at("d"));
  agrees.left = [literal, layers](const check::Case& tokens, const std::string& twist) {
    const int first = twist == "read_token_turned" ? 0 : 1;
    std::vector<Rational> result =
        literal->evaluator.answer(turned(tokens, first, first + 1, twist == "others_sheared"));
    Matrix doubled = tokens;
    for (int i = 0; i < doubled.rows(); ++i) {
      for (int c = 0; c < doubled.cols(); ++c) doubled(i, c) *= Rational(2);
    }
    const std::int64_t degree = 2 * gram_degree(layers) + (twist == "degree_2k" ? 0 : 1);
    const Rational scale(power_of_two(static_cast<unsigned>(degree)));
    for (const Rational& y : literal->evaluator.answer(doubled)) result.push_back(y / scale);
    return result;
  };
  agrees.right = [literal](const check::Case& tokens) {
    const std::vector<Rational> once = literal->evaluator.answer(tokens);
    std::vector<Rational> result = once;
    result.insert(result.end(), once.begin(), once.end());
    return result;
  };
  agrees.evaluator = "literal";
  return agrees;
}

Statement homogeneous() {
  Statement about{
      .claim = claim_id, .label = "S3.symmetry", .title = "Rotations of the others change nothing"};
  about.sentence =
      "$y_1$ does not change when the other tokens are mixed by an orthogonal matrix, since $S$ "
      "does not, and it is homogeneous of degree $3^L = 2K + 1$: a polynomial of degree $K$ in "
      "$S$, times $x_1$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The description on tokens turned by (3/5, 4/5), and doubled.",
                    .gap = "One stack for each shape, one rotation, without residual connection."};
  about.parameters = stack_parameters;
  about.points = [](Rung rung) {
    std::vector<Params> points{stack_point(1, 2, 1, 3, false), stack_point(2, 1, 1, 3, false)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(), {stack_point(1, 3, 1, 4, false), stack_point(2, 2, 2, 3, false),
                                 stack_point(2, 3, 1, 3, false)});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{stack_point(2, 1, 1, 3, false)}; };
  return derive::agrees(
      std::move(about), symmetries,
      {{.name = "read_token_turned", .why = "x_1 is mixed with another token", .proof = {}},
       {.name = "others_sheared", .why = "a mixture that changes S", .proof = {}},
       {.name = "degree_2k", .why = "degree 3^L - 1", .proof = {}}});
}

}  // namespace

std::vector<Statement> structure_statements() { return {gram_form(), homogeneous()}; }

}  // namespace attest::separation_rank_depth

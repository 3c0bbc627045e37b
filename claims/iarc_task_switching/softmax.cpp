// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: softmax in place of hardmax, with later controls above earlier ones.
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/number/ball.hpp"

namespace attest::iarc_task_switching {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr int ball_precision = 128;  // [bits] at first; doubled where a comparison is open

/// T + 3 and what is asked for beyond.
std::int64_t base_of(const Params& params) { return params.at("length") + 3 + params.at("above"); }

/// Least multiple of 1/16 that is at least ln b.
Rational natural_scale(std::int64_t base) {
  const Ball target(Rational(base), ball_precision);
  Rational scale(1, 16);
  // e^scale is irrational, so the comparison is decided.
  while (less(target, exp(Ball(scale, ball_precision))) != true) scale += Rational(1, 16);
  return scale;
}

Computes softened(const Params& params, const Attention& attention) {
  const Shape shape{.digits = params.at("digits"), .view = View::number, .attention = attention};
  Computes result{.model = build(shape),
                  .task = task::task_switching(shape.digits, task::DigitForm::number),
                  .inputs = streams(shape.digits, controls_of(shape), params.at("length"))};
  if (attention.base.is_zero()) {
    result.arithmetic = model::Arithmetic::ball;
    result.precision = ball_precision;
  }
  return result;
}

Attention exact_softmax(const Params& params) {
  return {.is_softmax = true, .base = base_of(params)};
}

Attention natural_softmax(const Params& params) {
  return {.is_softmax = true, .scale = natural_scale(base_of(params))};
}

Attention unrounded_softmax(const Params& params) {
  const std::int64_t base = base_of(params);
  return {.is_softmax = true, .scale = natural_scale(base * base), .is_rounded = false};
}

/// A mutant with another softmax.
template <typename Change>
derive::NamedMutant otherwise(const char* name, const char* why, Attention (*right)(const Params&),
                              Change change) {
  return {.name = name,
          .why = why,
          .proof = {},
          .apply = [right, change](Computes& broken, const Params& params) {
            Attention attention = right(params);
            change(attention);
            broken.model = softened(params, attention).model;
          }};
}

Params soft_point(std::int64_t digits, std::int64_t length, std::int64_t above) {
  Params result = point(digits, length);
  result["above"] = above;
  return result;
}

std::vector<Params> soft_points(Rung rung) {
  std::vector<Params> points;
  for (std::int64_t length = 2; length <= (rung == Rung::fast ? 4 : 6); ++length) {
    points.push_back(soft_point(2, length, 0));
  }
  if (rung == Rung::fast) return points;
  points.push_back(soft_point(2, 5, 100));
  points.push_back(soft_point(3, 4, 0));
  points.push_back(soft_point(5, 3, 0));
  return points;
}

/// What distinguishes the three softmax statements.
struct Form {
  const char* label;
  const char* title;
  const char* sentence;
  const char* checked;
  const char* gap;
  Attention (*attention)(const Params&);
};

const Form forms[] = {
    {"S3", "Base-b softmax with rounding after layer 1",
     "With softmax of base $b \\ge T + 3$ in place of hardmax, controls scored by their position, "
     "and what layer 1 found rounded to the nearest integers, the largest output is the next digit "
     "of every stream of at most $T$ tokens.",
     "Exact rationals in the base T + 3, from the rung nightly on also a larger one; the largest "
     "output at the last token of every stream.",
     "The stated N, lengths and bases, four tasks; every base and length by the proof in the "
     "README. Rounding is a token map, not ReLU units.",
     exact_softmax},
    {"S3.natural", "Natural softmax in certified balls, rounding after layer 1",
     "The same with natural softmax and scores times any $c \\ge \\ln(T+3)$.",
     "Certified enclosures, the least c in Z/16 with e^c >= T + 3; the largest output at the last "
     "token of every stream.",
     "The stated N, lengths and scales, four tasks; every scale and length by the proof in the "
     "README. Rounding is a token map, not ReLU units.",
     natural_softmax},
    {"S3.unrounded", "Natural softmax without any rounding",
     "With natural softmax, scores times any $c \\ge 2\\ln(T+3)$ and no rounding at all the "
     "largest output is the next digit of every stream of at most $T$ tokens.",
     "Certified enclosures, the least c in Z/16 with e^c >= (T + 3)^2; the largest output at the "
     "last token of every stream.",
     "The stated N, lengths and scales, four tasks; every scale and length by the proof in the "
     "README.",
     unrounded_softmax}};

Statement softmax(const Form& form) {
  const bool is_exact = form.attention == exact_softmax;
  Statement statement = check::about(claim_id, form.label, form.title);
  statement.sentence = form.sentence;
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-", .checked = form.checked, .gap = form.gap};
  statement.parameters = stream_parameters();
  statement.parameters.push_back(
      {.name = "above", .meaning = "raises T + 3 by so much", .lo = 0, .hi = 1000000});
  statement.points = soft_points;
  statement.mutant_points = [](Rung) { return std::vector{soft_point(2, 4, 0)}; };
  std::vector<derive::NamedMutant> wrong{
      otherwise("not_recent", "all controls score alike", form.attention,
                [](Attention& attention) { attention.is_recent = false; })};
  if (is_exact) {
    wrong.push_back(otherwise("base_two", "b = 2", form.attention,
                              [](Attention& attention) { attention.base = 2; }));
  } else {
    wrong.push_back(otherwise("eighth_of_scale", "scores times c/8", form.attention,
                              [](Attention& attention) { attention.scale *= Rational(1, 8); }));
  }
  Statement result = derive::computes(
      std::move(statement),
      [right = form.attention](const Params& params, std::uint64_t) {
        return softened(params, right(params));
      },
      std::move(wrong));
  // In balls an exact tie stays open; the exact form judges the generic mutants.
  return is_exact ? result : derive::without_generic_mutants(std::move(result));
}

}  // namespace

std::vector<Statement> softmax_statements() {
  std::vector<Statement> result;
  for (const Form& form : forms) result.push_back(softmax(form));
  return result;
}

}  // namespace attest::iarc_task_switching

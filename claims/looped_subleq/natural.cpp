// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3 under the natural exponential: every entry that the rounding layer is handed lies within 1/4,
/// in certified balls.
#include <memory>

#include "claims/looped_subleq/cases.hpp"
#include "claims/looped_subleq/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::looped_subleq {
namespace {

constexpr int precision = 64;  // [bits]; the radii that this leaves are far below the slack of 1/4

model::Transformer under_natural_softmax(model::Transformer model, std::int64_t scale) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      head.norm = model::Norm::softmax_e;
      for (model::Entry& entry : head.query) entry.weight.value *= scale;
    }
  }
  model.name += " with natural softmax";
  return model;
}

/// Whether |x - expected| <= 1/4. \throws model::Undecided where the ball straddles that bound
bool is_near(const model::Number& x, const Rational& expected) {
  const Rational quarter(1, 4);
  if (const auto* exact = std::get_if<Rational>(&x)) return (*exact - expected).abs() <= quarter;
  const Ball& ball = std::get<Ball>(x);
  const Rational low = ball.lower() - expected;
  const Rational high = ball.upper() - expected;
  if (-quarter <= low && high <= quarter) return true;
  if (high < -quarter || quarter < low) return false;
  throw model::Undecided("an entry lies about 1/4 from where it should be");
}

/// A block under natural softmax, and the embedding of what it should give.
class Softened {
 public:
  Softened(Blocks blocks, const Size& size, std::int64_t scale)
      : model_(under_natural_softmax(block(blocks, size), scale)),
        evaluator_(model_, model::Arithmetic::ball, precision),
        task_(truth(blocks, size)) {}

  /// Whether every entry of the state after one pass lies within 1/4 of what it should be.
  [[nodiscard]] bool is_near_next(const check::Case& tokens) const {
    const std::vector<Rational> next = task_.answer(tokens);
    Matrix next_tokens(tokens.rows(), tokens.cols());
    std::size_t field = 0;
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int f = 0; f < tokens.cols(); ++f) next_tokens(i, f) = next.at(field++);
    }
    const Matrix expected = evaluator_.embed(next_tokens);
    const model::Trace trace = evaluator_.trace(tokens, model::Tie::as_declared);
    const std::vector<model::Number>& state = trace.layers.back().state;
    bool is_undecided = false;
    std::size_t at = 0;
    for (int i = 0; i < trace.n; ++i) {
      for (int c = 0; c < trace.d; ++c) {
        try {
          if (!is_near(state.at(at++), expected(i, c))) return false;
        } catch (const model::Undecided&) {
          is_undecided = true;  // another entry may be far off for certain
        }
      }
    }
    if (is_undecided) throw model::Undecided("an entry lies about 1/4 from where it should be");
    return true;
  }

 private:
  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
  task::Task task_;
};

}  // namespace

check::Statement natural_softmax(check::Statement about, Blocks blocks) {
  const bool is_two = blocks == Blocks::two_layers;
  about.label = is_two ? "S3.two_layer.natural" : "S3.one_layer.natural";
  about.title = std::string("Natural softmax before the rounding layer: ") +
                (is_two ? "two layers" : "one layer");
  about.sentence =
      "With scores times the least integer $c$, $e^c \\ge 2^\\kappa$ for the $\\kappa$ of S3, "
      "every entry of the state "
      "after one pass of the block under an ordinary softmax lies within 1/4 of the next state, "
      "where the rounding "
      "layer is exact.";
  about.fidelity.published = "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate.";
  about.fidelity.checked = "Certified enclosures of every entry.";
  about.fidelity.gap =
      "The stated sizes. That the rounding layer maps these intervals to -1, 0 and 1 is an "
      "argument.";
  const auto make = [blocks](const check::Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const int kappa = sufficient_kappa(blocks, size.address_bits(), size.word_bits);
    const std::int64_t scale = least_exponent(two_to(kappa));
    const auto built = std::make_shared<const Softened>(blocks, size, scale);
    const auto soft = std::make_shared<const Softened>(blocks, size, 1);
    return derive::Agrees{.relation = derive::Relation::equal,
                          .left =
                              [built, soft](const check::Case& tokens, const std::string& twist) {
                                const Softened& used = twist.empty() ? *built : *soft;
                                return std::vector<Rational>{used.is_near_next(tokens) ? 1 : 0};
                              },
                          .right = [](const check::Case&) { return std::vector<Rational>{1}; },
                          .cases = operand_pairs(blocks, size),
                          .arithmetic = check::Arithmetic::certified_ball,
                          .bits = precision,
                          .evaluator = "literal",
                          .is_yes_no = true};
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "scale_1", .why = "scores not scaled at all", .proof = {}}});
}

}  // namespace attest::looped_subleq

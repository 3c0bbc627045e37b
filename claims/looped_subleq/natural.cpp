// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3 under the natural exponential: every entry that the rounding layer is handed lies within 1/4,
/// in certified balls.
#include <memory>

#include "claims/looped_subleq/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/looped_softened.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::looped_subleq {
namespace {

using derive::looped::Softened;

constexpr int precision = 64;  // [bits]; the radii that this leaves are far below the slack of 1/4

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
    const auto at = [&](const Rational& lambda) {
      return std::make_shared<const Softened>(block(blocks, size), lambda, truth(blocks, size),
                                              precision);
    };
    const auto built = at(scale);
    const auto soft = at(1);
    return derive::Agrees{
        .relation = derive::Relation::equal,
        .left =
            [built, soft](const check::Case& tokens, const std::string& twist) {
              const Softened& used = twist.empty() ? *built : *soft;
              return std::vector<Rational>{used.is_near_next(tokens, Rational(1, 4)) ? 1 : 0};
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

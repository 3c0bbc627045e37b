// SPDX-License-Identifier: Apache-2.0
/// \file
/// The trigonometric form: one head of rank 5, cosines and sines of few bits.
#include <limits>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using model::CircuitBuilder;
using model::Slice;

/// The form with the blank pair at `threshold`.
model::Transformer with_threshold(std::int64_t modulus, std::int64_t precision, model::Norm norm,
                                  std::int64_t scale, const Rational& threshold) {
  model::Transformer model{.name = "match_three_tensor_attention trigonometric form"};
  model.fields = {"x"};
  model::Stream stream;
  const Slice c = stream.add("cos");
  const Slice s = stream.add("sin");
  const Slice one = stream.add("one");
  const Slice blank = stream.add("blank");
  const Slice match = stream.add("match");
  model.registers = stream.registers();

  CircuitBuilder embed(model.fields);
  gadget::embed_angle(embed, embed.input("x"), modulus, precision);
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model.extra_tokens.push_back(gadget::blank_token());

  // cos(a+b+c) = cos a cos b cos c - cos a sin b sin c - sin a cos b sin c - sin a sin b cos c.
  // Scores are doubled, so that the blank pair at twice (lo+hi)/2 stays an integer; a token with
  // the blank has neither cosine nor sine and scores 0.
  model::Head head{.name = "triple", .norm = norm};
  head.keys.resize(2);
  head.values.resize(2);
  int at = 0;
  const auto add = [&](Slice query, Slice first, Slice second, const Rational& weight) {
    model::copy(head.query, query, at, weight);
    model::copy(head.keys[0], first, at);
    model::copy(head.keys[1], second, at++);
  };
  add(c, c, c, 2 * scale);
  add(c, s, s, -2 * scale);
  add(s, c, s, -2 * scale);
  add(s, s, c, -2 * scale);
  add(one, blank, blank, threshold);
  for (model::Linear& value : head.values) model::copy(value, one, 0);
  model::write(head.out, 0, match);
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("match", decode.input("match[0]"));
  model.decode.circuit = decode.finish();
  if (norm == model::Norm::softmax_e) {
    model.decode.readout = model::Readout::threshold;
    model.decode.accept.value = Rational(4, 5);
    model.decode.reject.value = Rational(1, 5);
  }
  return model;
}

}  // namespace

Separation separation(std::int64_t modulus, std::int64_t precision, Sines sines) {
  // The residues as a word; rows: cosine, sine.
  Matrix residues(static_cast<int>(modulus), 1);
  for (int x = 0; x < residues.rows(); ++x) residues(x, 0) = x;
  const Matrix states =
      model::embed(with_threshold(modulus, precision, model::Norm::any_hardmax, 1, 0), residues);
  std::vector<std::int64_t> c;
  std::vector<std::int64_t> s;
  for (int x = 0; x < residues.rows(); ++x) {
    c.push_back(states(x, 0).num().to_int64());
    s.push_back(states(x, 1).num().to_int64());
  }
  Separation result{.lo = std::numeric_limits<std::int64_t>::max(),
                    .hi = std::numeric_limits<std::int64_t>::min()};
  const std::size_t m = c.size();
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {  // the score is symmetric
      const std::int64_t both = sines == Sines::one_product_fewer ? 0 : s[i] * s[j];
      const std::int64_t real = c[i] * c[j] - both;
      const std::int64_t imaginary = c[i] * s[j] + s[i] * c[j];
      for (std::size_t k = 0; k <= j; ++k) {
        const std::int64_t third = sines == Sines::third_turned ? -s[k] : s[k];
        const std::int64_t score = real * c[k] - imaginary * third;
        const bool is_hit = (i + j + k) % m == 0;
        std::int64_t& bound = is_hit ? result.lo : result.hi;
        bound = is_hit ? std::min(bound, score) : std::max(bound, score);
      }
    }
  }
  return result;
}

model::Transformer trigonometric_form(std::int64_t modulus, std::int64_t precision,
                                      model::Norm norm, std::int64_t scale) {
  const Separation bounds = separation(modulus, precision);
  // Every triple has sum zero at M = 1: the blank pair stands at 0.
  const Rational threshold = modulus == 1 ? Rational(0) : Rational(bounds.lo) + Rational(bounds.hi);
  return with_threshold(modulus, precision, norm, scale, threshold * scale);
}

std::int64_t sufficient_precision(std::int64_t modulus) {
  std::int64_t precision = 0;
  while (power_of_two(static_cast<unsigned>(precision)) < Integer(modulus) * modulus) ++precision;
  return precision;
}

std::int64_t sufficient_gap(std::int64_t n) {
  return least_exponent(4 * std::max(n * n, 2 * n + 1));
}

}  // namespace attest::match_three_tensor_attention

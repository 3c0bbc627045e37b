// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the blocks promise: sizes, and the temperature that the error bound of S3 asks for. The
/// weights stand in reference/gadget/looped_blocks.cpp.
#include <algorithm>
#include <utility>

#include "claims/looped_subleq/claim.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/signs.hpp"

namespace attest::looped_subleq {
namespace {

Rational powered(const Rational& base, int exponent) {
  Rational result = 1;
  for (int i = 0; i < exponent; ++i) result *= base;
  return result;
}

/// The inequality of S3 for lambda = kappa ln 2, where r = e^(-2 lambda) = 4^-kappa is rational: t
/// bounds the weight that a read puts off its column, and every rounded row ends within 1/4.
bool suffices(Blocks blocks, int k, int word_bits, int kappa) {
  const Rational root = two_to(-kappa);              // sqrt(r)
  const Rational all = powered(1 + root * root, k);  // (1+r)^k
  const Rational t = all - 1 + powered(root, k);
  const Rational words = two_to(word_bits);
  const Rational quarter(1, 4);
  if (blocks == Blocks::two_layers) {
    const Rational h = 4 * t * (words - 1);
    return h + 2 * t <= quarter && h + (2 + h) * root * all <= quarter;
  }
  const Rational u = all - 1 + root;
  return 4 * u * (words - 1) + 2 * t + 16 * words * t <= quarter;
}

/// Sufficient for k <= 20 and N <= 40: lambda = (N ln 2 + ln 48k) / 2 and
/// (N + 5) ln 2.
int kappa_in_closed_form(Blocks blocks, const Size& size) {
  if (blocks == Blocks::one_layer) return size.word_bits + 5;
  const Rational square = 48 * size.address_bits() * two_to(size.word_bits);
  int kappa = 1;
  while (two_to(2 * kappa) < square) ++kappa;
  return kappa;
}

}  // namespace

int sufficient_kappa(Blocks blocks, int address_bits, int word_bits) {
  int kappa = 1;
  while (!suffices(blocks, address_bits, word_bits, kappa)) ++kappa;
  return kappa;
}

std::vector<check::Promise> promises(Blocks blocks, const Size& size,
                                     const model::Transformer& model) {
  const Rational k = size.address_bits();
  const Rational n = size.word_bits;
  const derive::Resources used = derive::resources(model);
  const Rational half = two_to(size.word_bits - 1);
  const Rational largest = Rational::parse(used.largest_weight);
  const bool is_two = blocks == Blocks::two_layers;
  std::vector<check::Promise> result;
  const auto add = [&](const char* quantity, const char* formula, const Rational& value,
                       const Rational& actual) {
    result.push_back(check::at_most(quantity, formula, value, actual));
  };
  if (is_two) {
    const Rational codes = two_to(size.address_bits());
    add("layers", "2", 2, used.layers);
    add("heads in a layer", "3", 3, used.heads);
    add("width", "15k+4N+3", promised_width(blocks, size), used.width);
    add("ReLU units", "16N+42k+9", 16 * n + 42 * k + 9, used.units);
    add("nonzeros", "6N^2+58N+2k^2+152k+17", 6 * n * n + 58 * n + 2 * k * k + 152 * k + 17,
        used.nonzeros);
    add("largest |weight|", "max(2^(N-1)+1, (2^k-1)/2, 3)",
        std::max({half + 1, (codes - 1) / 2, Rational(3)}), largest);
  } else {
    add("layers", "1", 1, used.layers);
    add("heads in a layer", "4", 4, used.heads);
    add("width", "18k+4N+2", promised_width(blocks, size), used.width);
    add("ReLU units", "14N+82k+1", 14 * n + 82 * k + 1, used.units);
    add("nonzeros", "6N^2+42N+96kN+297k+4", 6 * n * n + 42 * n + 96 * k * n + 297 * k + 4,
        used.nonzeros);
    add("largest |weight|", "3 2^(N-1)", 3 * half, largest);
  }
  return result;
}

std::vector<check::Promise> softmax_promises(Blocks blocks, const Size& size, int kappa) {
  return {check::at_most("kappa",
                         blocks == Blocks::two_layers ? "ceil((N + log2 48k) / 2)" : "N + 5",
                         kappa_in_closed_form(blocks, size), kappa)};
}

}  // namespace attest::looped_subleq

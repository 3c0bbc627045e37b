// SPDX-License-Identifier: Apache-2.0
/// \file
/// The blocks under softmax, and the kappas that suffice. Their weights stand in
/// reference/gadget/looped_*.cpp.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/claim.hpp"
#include "reference/derive/looped_deviations.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_softmax_temperature {
namespace {

/// Least integer h with 4^h >= x.
int ceil_log4(const Integer& x) {
  int half = 0;
  while (power_of_two(static_cast<unsigned>(2 * half)) < x) ++half;
  return half;
}

}  // namespace

std::string label_of(Blocks blocks) {
  switch (blocks) {
    case Blocks::ten_layers:
      return "published";
    case Blocks::two_layers:
      return "two_layer";
    case Blocks::one_layer:
      return "one_layer";
    case Blocks::five_layers:
      break;
  }
  return "five_layer";
}

std::string text_of(Blocks blocks) {
  switch (blocks) {
    case Blocks::ten_layers:
      return "ten layers";
    case Blocks::two_layers:
      return "two layers and a rounding one";
    case Blocks::one_layer:
      return "one layer and a rounding one";
    case Blocks::five_layers:
      break;
  }
  return "five layers";
}

model::Transformer softmax_block(Blocks blocks, const Size& size, int kappa) {
  return gadget::looped::with_softmax(gadget::looped::block(blocks, size), blocks, kappa);
}

int promised_kappa(Blocks blocks, int address_bits, int word_bits) {
  const Integer reads = Integer(48) * address_bits;
  switch (blocks) {
    case Blocks::ten_layers:
      return word_bits + 6 + static_cast<int>(ceil_log2(address_bits));
    case Blocks::two_layers:
      return ceil_log4(reads * power_of_two(static_cast<unsigned>(word_bits)));
    case Blocks::one_layer:
      return word_bits + 5;
    case Blocks::five_layers:
      break;
  }
  return ceil_log4(reads);
}

int certified_kappa(Blocks blocks, const Size& size) {
  const int k = size.address_bits();
  const auto found = derive::looped::sufficient_kappa(softmax_block(blocks, size, 1), blocks, k,
                                                      promised_kappa(blocks, k, size.word_bits));
  ATTEST_REQUIRE(found.has_value(), "no certified kappa");
  return *found;
}

model::Transformer with_late_rounding(model::Transformer five_layers) {
  std::vector<model::Block>& blocks = five_layers.blocks;
  const auto early = std::ranges::find(blocks, "round_read", &model::Block::name);
  ATTEST_REQUIRE(early != blocks.end(), "no layer round_read");
  std::rotate(early, early + 1, blocks.end() - 1);
  return five_layers;
}

}  // namespace attest::looped_softmax_temperature

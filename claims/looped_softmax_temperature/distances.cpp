// SPDX-License-Identifier: Apache-2.0
/// \file
/// Distances between softmax and hardmax; see distances.hpp.
#include "claims/looped_softmax_temperature/distances.hpp"

#include <algorithm>

namespace attest::looped_softmax_temperature {
namespace {

Rational distance(const model::Number& soft, const Rational& hard) {
  if (const auto* exact = std::get_if<Rational>(&soft)) return (*exact - hard).abs();
  const Ball& ball = std::get<Ball>(soft);
  return std::max(ball.upper() - hard, hard - ball.lower());
}

}  // namespace

model::Transformer hardmax_block(Blocks blocks, const Size& size) {
  model::Transformer model = softmax_block(blocks, size, 1);
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) head.norm = model::Norm::average_hardmax;
  }
  return model;
}

Distance::Distance(Blocks blocks, const Size& size, int kappa)
    : memory_(size.memory),
      hard_(hardmax_block(blocks, size)),
      exact_(hard_, model::Arithmetic::rational, 0),
      loop_(softmax_block(blocks, size, 1), blocks, size, kappa) {}

std::size_t Distance::kind_of(int column) const {
  if (column == 0) return 0;
  return column <= memory_ ? 1 : 2;
}

Distances Distance::of(const check::Case& tokens) const {
  const model::Trace hard = exact_.trace(tokens, model::Tie::as_declared);
  const model::Trace soft = loop_.trace(tokens);
  Distances result;
  for (std::size_t layer = 0; layer < hard.layers.size(); ++layer) {
    auto& kinds = result.emplace_back(derive::looped::kind_count,
                                      std::vector<Rational>(static_cast<std::size_t>(hard.d)));
    std::size_t at = 0;
    for (int column = 0; column < hard.n; ++column) {
      for (Rational& greatest : kinds[kind_of(column)]) {
        const Rational& exact = std::get<Rational>(hard.layers[layer].state[at]);
        greatest = std::max(greatest, distance(soft.layers[layer].state[at], exact));
        ++at;
      }
    }
  }
  return result;
}

}  // namespace attest::looped_softmax_temperature

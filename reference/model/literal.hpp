// SPDX-License-Identifier: Apache-2.0
/// \file
/// A description together with its evaluator, to be shared by many cases.
#pragma once

#include <utility>

#include "reference/model/evaluate.hpp"

namespace attest::model {

/// A description and its literal evaluator in rationals.
struct Literal {
  explicit Literal(Transformer description)
      : network(std::move(description)),
        evaluator(network, Arithmetic::rational, /*precision=*/0) {}
  Literal(const Literal&) = delete;
  Literal& operator=(const Literal&) = delete;

  Transformer network;
  Evaluator evaluator;  ///< refers to `network`, so nothing is copied
};

}  // namespace attest::model

// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the heads of looped SUBLEQ blocks read under softmax, from the layout alone.
#pragma once

#include <string>
#include <vector>

#include "reference/derive/looped_deviations.hpp"

namespace attest::derive::looped {

/// What a query reads: the mean of what its best keys hold, but for a small weight.
struct Mixture {
  std::vector<Kind> best = {};  ///< one column, or two that tie under hardmax
  Rational off = 0;             ///< weight that softmax puts elsewhere, at most
  Rational tilt = 0;            ///< how far the shares of two best keys are from 1/2, at most
};

/// Bounds at one temperature.
class Lookups {
 public:
  /// \param kappa scores count kappa ln 2 times
  Lookups(gadget::looped::Blocks blocks, int address_bits, const Rational& kappa);

  /// The cases of what a column of this kind reads by a head; empty: nothing is known.
  /// \param pointer_off how far the entries of the pointer that the head looks for are off
  [[nodiscard]] std::vector<Mixture> of(const std::string& head, Kind asking,
                                        const Rational& pointer_off) const;

 private:
  [[nodiscard]] Rational weight(const Rational& gap) const;
  [[nodiscard]] Rational others(const Rational& weight_of_two) const;
  [[nodiscard]] std::vector<Mixture> tied(const std::string& head, Kind asking,
                                          const Rational& pointer_off) const;
  [[nodiscard]] std::vector<Mixture> forwarded(Kind asking, const Rational& pointer_off) const;
  [[nodiscard]] std::vector<Mixture> addressed(const std::string& head, Kind asking,
                                               const Rational& pointer_off) const;

  gadget::looped::Blocks blocks_;
  int k_;
  Rational kappa_;
};

}  // namespace attest::derive::looped

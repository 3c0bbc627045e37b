// SPDX-License-Identifier: Apache-2.0
/// \file
/// The units of a layer on spreads; see looped_units.hpp.
#include "reference/derive/looped_units.hpp"

#include <algorithm>

namespace attest::derive::looped {

Spread value_of(const Form& form, const Stream& stream) {
  Spread result = exactly(0);
  for (const auto& [at, weight] : form) {
    if (weight.is_zero()) continue;
    result = result + weight * stream[static_cast<std::size_t>(at)];
  }
  return result;
}

/// Whether the entry is one number whatever the state and the temperature.
bool is_constant(const Spread& x) {
  return x.low == x.high && x.soft_low == x.low && x.soft_high == x.high;
}

namespace {

/// The units of one layer in one kind of column.
class LayerUnits {
 public:
  LayerUnits(const std::vector<model::Relu>& units, const Stream& stream) : stream_(stream) {
    for (const model::Relu& unit : units) add(unit);
  }

  /// The stream after the layer.
  [[nodiscard]] Stream applied() {
    for (const auto& [form, bends] : bends_) {
      const Spread u = value_of(form, stream_);
      for (const auto& [to, bend] : bends) add_bend(form, u, to, bend);
    }
    Stream result = stream_;
    for (const auto& [to, form] : linear_) {
      Spread& entry = result[static_cast<std::size_t>(to)];
      entry = value_of(form, stream_) + exactly(constants_[to]);
      for (const Spread& image : images_[to]) entry = entry + image;
    }
    return result;
  }

 private:
  /// Files a unit under what it reads that is not constant, with the first weight positive.
  void add(const model::Relu& unit) {
    Rational constant = unit.bias.value;
    Form form;
    for (const model::Term& term : unit.in) {
      const Spread& entry = stream_[static_cast<std::size_t>(term.at)];
      if (is_constant(entry)) {
        constant += term.weight.value * entry.low;
      } else {
        form[term.at] += term.weight.value;
      }
    }
    std::erase_if(form, [](const auto& term) { return term.second.is_zero(); });
    int sign = 1;
    if (!form.empty() && form.begin()->second.sign() < 0) {
      sign = -1;
      for (auto& [at, weight] : form) weight = -weight;
    }
    for (const model::Term& out : unit.out)
      bends_[form][out.at].add(out.weight.value, sign, constant);
  }

  void add_bend(const Form& form, const Spread& u, int to, const Bend& bend) {
    Form& linear = linear_.try_emplace(to, Form{{to, Rational(1)}}).first->second;
    if (const auto affine = bend.affine_on(u)) {
      for (const auto& [at, weight] : form) linear[at] += affine->first * weight;
      constants_[to] += affine->second;
    } else {
      images_[to].push_back(bend.image(u));
    }
  }

  const Stream& stream_;
  std::map<Form, std::map<int, Bend>> bends_;
  std::map<int, Form> linear_;
  std::map<int, Rational> constants_;
  std::map<int, std::vector<Spread>> images_;
};

}  // namespace

Stream after_units(const std::vector<model::Relu>& units, const Stream& stream) {
  return LayerUnits(units, stream).applied();
}

}  // namespace attest::derive::looped

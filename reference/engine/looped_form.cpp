// SPDX-License-Identifier: Apache-2.0
/// \file
/// Simplification of ReLU units; every step is an identity for all rows within the bounds.
#include "reference/engine/looped_form.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace attest::engine {
namespace {

// A ramp without its weights.
struct RampKey {
  LoopedTerms terms;
  Rational constant;

  friend bool operator<(const RampKey& a, const RampKey& b) {
    if (a.terms != b.terms) return a.terms < b.terms;
    return a.constant < b.constant;
  }
};

// The input of a unit: coordinates with one value are put into the constant.
LoopedAffine input_of(const model::Relu& unit, const std::vector<LoopedBounds>& known) {
  std::map<int, Rational> sums;
  LoopedAffine result{.constant = unit.bias.value};
  for (const model::Term& term : unit.in) {
    const std::optional<Rational> value = known[static_cast<std::size_t>(term.at)].value();
    if (value) {
      result.constant += term.weight.value * *value;
    } else {
      sums[term.at] += term.weight.value;
    }
  }
  for (const auto& [at, weight] : sums) {
    if (!weight.is_zero()) result.terms.emplace_back(at, weight);
  }
  return result;
}

LoopedBounds bounds_of(const LoopedAffine& z, const std::vector<LoopedBounds>& known) {
  LoopedBounds result{.least = z.constant, .greatest = z.constant};
  for (const auto& [at, weight] : z.terms) {
    const LoopedBounds& x = known[static_cast<std::size_t>(at)];
    const bool is_positive = weight.sign() > 0;
    const std::optional<Rational>& low = is_positive ? x.least : x.greatest;
    const std::optional<Rational>& high = is_positive ? x.greatest : x.least;
    if (result.least && low) {
      *result.least += weight * *low;
    } else {
      result.least.reset();
    }
    if (result.greatest && high) {
      *result.greatest += weight * *high;
    } else {
      result.greatest.reset();
    }
  }
  return result;
}

// The positive factor that makes the terms integers without a common divisor.
Rational primitive_factor(const LoopedTerms& terms) {
  Integer multiple = 1;
  for (const auto& [at, weight] : terms) {
    multiple = lcm(multiple, weight.den());
  }
  Integer divisor = 0;
  for (const auto& [at, weight] : terms) {
    divisor = gcd(divisor, (weight * Rational(multiple)).num());
  }
  return {multiple, divisor};
}

// Collects what the units add.
class Collector {
 public:
  explicit Collector(std::vector<int> written) : affine_(written.size()) {
    result_.written = std::move(written);
  }

  LoopedAffine& at(int coordinate) {
    const auto place = std::ranges::lower_bound(result_.written, coordinate);
    return affine_[static_cast<std::size_t>(place - result_.written.begin())];
  }

  void add_affine(const LoopedAffine& z, const Rational& factor,
                  const std::vector<model::Term>& out) {
    for (const model::Term& term : out) {
      LoopedAffine& y = at(term.at);
      const Rational weight = factor * term.weight.value;
      y.constant += weight * z.constant;
      for (const auto& [coordinate, coefficient] : z.terms) {
        add_term(y.terms, coordinate, weight * coefficient);
      }
    }
  }

  // relu(z) = s relu(z / s) for s > 0, and relu(z) = relu(-z) + z.
  void add_ramp(LoopedAffine z, const std::vector<model::Term>& out) {
    if (z.terms.front().second.sign() < 0) {
      add_affine(z, 1, out);
      for (auto& [at, weight] : z.terms) weight = -weight;
      z.constant = -z.constant;
    }
    const Rational factor = primitive_factor(z.terms);
    for (auto& [at, weight] : z.terms) weight *= factor;
    std::map<int, Rational>& sums =
        ramps_[{.terms = std::move(z.terms), .constant = z.constant * factor}];
    for (const model::Term& term : out) sums[term.at] += term.weight.value / factor;
  }

  LoopedFunction finish() {
    for (auto& [key, sums] : ramps_) {
      LoopedRamp ramp{.terms = key.terms, .constant = key.constant};
      for (const auto& [at, weight] : sums) {
        if (!weight.is_zero()) ramp.out.emplace_back(at, weight);
      }
      if (!ramp.out.empty()) result_.ramps.push_back(std::move(ramp));
    }
    result_.affine = std::move(affine_);
    return std::move(result_);
  }

 private:
  LoopedFunction result_;
  std::vector<LoopedAffine> affine_;
  std::map<RampKey, std::map<int, Rational>> ramps_;
};

}  // namespace

void add_term(LoopedTerms& terms, int at, const Rational& weight) {
  const auto place = std::ranges::lower_bound(terms, at, {}, &std::pair<int, Rational>::first);
  if (place == terms.end() || place->first != at) {
    if (!weight.is_zero()) terms.insert(place, {at, weight});
    return;
  }
  place->second += weight;
  if (place->second.is_zero()) terms.erase(place);
}

std::optional<Rational> LoopedBounds::value() const {
  if (least && greatest && *least == *greatest) return least;
  return std::nullopt;
}

std::vector<int> LoopedFunction::inputs() const {
  std::set<int> read;
  for (const LoopedAffine& y : affine) {
    for (const auto& [at, weight] : y.terms) read.insert(at);
  }
  for (const LoopedRamp& ramp : ramps) {
    for (const auto& [at, weight] : ramp.terms) read.insert(at);
  }
  return {read.begin(), read.end()};
}

std::vector<std::optional<Rational>> LoopedFunction::constants() const {
  std::set<int> moved;
  for (const LoopedRamp& ramp : ramps) {
    for (const auto& [at, weight] : ramp.out) moved.insert(at);
  }
  std::vector<std::optional<Rational>> result(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (affine[i].terms.empty() && !moved.contains(written[i])) result[i] = affine[i].constant;
  }
  return result;
}

LoopedFunction looped_function(const std::vector<model::Relu>& units,
                               const std::vector<LoopedBounds>& known,
                               const std::vector<int>& written) {
  Collector collector(written);
  for (const int at : written) {
    const std::optional<Rational> value = known[static_cast<std::size_t>(at)].value();
    LoopedAffine& y = collector.at(at);
    if (value) {
      y.constant = *value;
    } else {
      y.terms.emplace_back(at, 1);
    }
  }
  for (const model::Relu& unit : units) {
    LoopedAffine z = input_of(unit, known);
    const LoopedBounds bounds = bounds_of(z, known);
    if (bounds.greatest && bounds.greatest->sign() <= 0) continue;
    if (bounds.least && bounds.least->sign() >= 0) {
      collector.add_affine(z, 1, unit.out);
    } else {
      collector.add_ramp(std::move(z), unit.out);
    }
  }
  return collector.finish();
}

}  // namespace attest::engine

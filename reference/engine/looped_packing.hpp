// SPDX-License-Identifier: Apache-2.0
/// \file
/// Functions of rows as programs: blocks of forms, shared sums, runs of results.
#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "reference/engine/looped_integers.hpp"
#include "reference/engine/looped_program.hpp"
#include "reference/number/integer.hpp"

namespace attest::engine {

/// The place of a coordinate among ascending ones.
inline int place_among(const std::vector<int>& ascending, int at) {
  return static_cast<int>(std::ranges::lower_bound(ascending, at) - ascending.begin());
}

/// An integer as a machine number.
template <typename Number>
Number machine_number(const Rational& x) {
  return static_cast<Number>(x.num().to_int64());
}

/// Blocks of forms. Where neighbouring forms have neighbouring inputs to themselves, as forms about
/// the bits of a word do, these are read side by side. Other inputs whose coefficients in a block
/// are multiples of the same ones are summed first, once for all blocks that need the same sum.
template <typename Number>
class VectorPacker {
 public:
  VectorPacker(VectorProgram<Number>& p, const LoopedIntegers& f) : p_(p), f_(f) {}

  void pack() {
    for (std::size_t first = 0; first < f_.forms.size(); first += lanes) {
      const std::size_t last = std::min(first + lanes, f_.forms.size());
      VectorForms& forms = p_.forms.emplace_back();
      std::map<int, Lane> by_input = terms_of(first, last);
      forms.first_window = static_cast<int>(p_.windows.size());
      pack_windows(by_input);
      forms.last_window = static_cast<int>(p_.windows.size());
      forms.first = static_cast<int>(p_.coefficients.size());
      pack_terms(by_input);
      forms.last = static_cast<int>(p_.coefficients.size());
      forms.first_ramp = static_cast<int>(p_.ramps.size() / 2);
      pack_ramps(first, last, /*is_signed=*/true);
      forms.first_product = static_cast<int>(p_.ramps.size() / 2);
      pack_ramps(first, last, /*is_signed=*/false);
      forms.last_ramp = static_cast<int>(p_.ramps.size() / 2);
    }
    sort_sums();
    p_.gain.resize(p_.forms.size() * lanes);
    p_.summed.resize(p_.sums.size());
    p_.row.resize(f_.inputs.size() + 2 * lanes);
  }

 private:
  static constexpr std::size_t lanes = VectorBlock<Number>::lanes;
  using Factors = std::vector<std::pair<int, Integer>>;  // by input
  using Lane = std::vector<Integer>;

  /// Coefficients of the forms of a block by input.
  [[nodiscard]] std::map<int, Lane> terms_of(std::size_t first, std::size_t last) const {
    std::map<int, Lane> by_input;
    for (std::size_t form = first; form < last; ++form) {
      for (const auto& [at, weight] : f_.forms[form].terms) {
        Lane& lane = by_input[place_among(f_.inputs, at)];
        lane.resize(lanes);
        lane[form - first] = weight.num();
      }
    }
    return by_input;
  }

  /// Takes the inputs of one form alone that stand as far from its place in the block as some other
  /// such input from its.
  void pack_windows(std::map<int, Lane>& by_input) {
    std::map<int, std::vector<int>> by_begin;  // of the window
    for (const auto& [input, lane] : by_input) {
      const auto is_read = [](const Integer& weight) { return !weight.is_zero(); };
      if (std::ranges::count_if(lane, is_read) != 1) continue;
      const auto place = std::ranges::find_if(lane, is_read) - lane.begin();
      by_begin[input - static_cast<int>(place)].push_back(input);
    }
    for (const auto& [begin, inputs] : by_begin) {
      if (inputs.size() < 2) continue;
      p_.windows.push_back(begin + static_cast<int>(lanes));
      VectorBlock<Number>& weights = p_.weights.emplace_back();
      for (const int input : inputs) {
        const auto place = static_cast<std::size_t>(input - begin);
        weights.lane[place] = static_cast<Number>(by_input[input][place].to_int64());
        by_input.erase(input);
      }
    }
  }

  void pack_terms(std::map<int, Lane>& by_input) {
    std::map<Lane, Factors> by_lane;
    for (auto& [input, lane] : by_input) {
      Integer factor = 0;
      for (const Integer& weight : lane) factor = gcd(factor, weight);
      const auto leading =
          std::ranges::find_if(lane, [](const Integer& w) { return !w.is_zero(); });
      if (leading->sign() < 0) factor = -factor;
      for (Integer& weight : lane) weight = exact_div(weight, factor);
      by_lane[std::move(lane)].emplace_back(input, factor);
    }
    for (const auto& [lane, factors] : by_lane) {
      p_.read.push_back(sum_of(factors));
      VectorBlock<Number>& block = p_.coefficients.emplace_back();
      for (std::size_t i = 0; i < lanes; ++i) {
        block.lane[i] = static_cast<Number>(lane[i].to_int64());
      }
    }
  }

  int sum_of(const Factors& factors) {
    const auto [place, is_new] = sums_.emplace(factors, static_cast<int>(p_.sums.size()));
    if (is_new) {
      VectorSum& sum = p_.sums.emplace_back();
      sum.first = static_cast<int>(p_.items.size());
      for (const auto& [input, factor] : factors) {
        p_.items.push_back({.input = input, .factor = static_cast<Number>(factor.to_int64())});
      }
      sum.last = static_cast<int>(p_.items.size());
    }
    return place->second;
  }

  // Sums of one length one after the other: loops that a processor foresees.
  void sort_sums() {
    std::vector<int> order(p_.sums.size());
    std::iota(order.begin(), order.end(), 0);
    const auto at = [this](int i) { return p_.sums[static_cast<std::size_t>(i)]; };
    std::ranges::stable_sort(order, {}, [&](int i) { return at(i).last - at(i).first; });
    std::vector<VectorSum> sorted;
    std::vector<int> places(order.size());
    for (const int i : order) {
      places[static_cast<std::size_t>(i)] = static_cast<int>(sorted.size());
      sorted.push_back(at(i));
    }
    p_.sums = std::move(sorted);
    for (int& sum : p_.read) sum = places[static_cast<std::size_t>(sum)];
  }

  // Ramp r of every form of the block that has more than r, for r = 0, 1, ...
  void pack_ramps(std::size_t first, std::size_t last, bool is_signed) {
    for (std::size_t r = 0; r < f_.forms[first].ramps.size(); ++r) {
      if (has_signs(first, last, r) != is_signed) continue;
      VectorBlock<Number> constants;
      VectorBlock<Number> weights;
      for (std::size_t form = first; form < last && f_.forms[form].ramps.size() > r; ++form) {
        const auto& [constant, weight] = f_.forms[form].ramps[r];
        constants.lane[form - first] = static_cast<Number>(constant.to_int64());
        const auto factor = static_cast<Number>(weight.to_int64());
        weights.lane[form - first] = is_signed ? (factor - 1) / 2 : factor;
      }
      p_.ramps.push_back(constants);
      p_.ramps.push_back(weights);
    }
  }

  // Whether ramp r of each form of the block has the weight 1 or -1.
  [[nodiscard]] bool has_signs(std::size_t first, std::size_t last, std::size_t r) const {
    for (std::size_t form = first; form < last; ++form) {
      const auto& ramps = f_.forms[form].ramps;
      if (ramps.size() <= r || ramps[r].second.abs() != 1) return false;
    }
    return true;
  }

  VectorProgram<Number>& p_;
  const LoopedIntegers& f_;
  std::map<Factors, int> sums_ = {};
};

/// Adds one entry of a map to its runs.
inline void add_vector_copy(std::vector<VectorCopy>& copies, const VectorCopy& copy) {
  VectorCopy* last = copies.empty() ? nullptr : &copies.back();
  if (last != nullptr && last->weight == copy.weight && last->from + last->count == copy.from &&
      last->to + last->count == copy.to) {
    ++last->count;
  } else {
    copies.push_back(copy);
  }
}

/// Adds what does not go through ramps, and where their results go.
template <typename Number>
void add_vector_results(VectorProgram<Number>& p, const LoopedIntegers& f) {
  p.denominator = static_cast<Number>(f.denominator.to_int64());
  p.result.resize(f.outputs.size());
  for (std::size_t i = 0; i < f.outputs.size(); ++i) {
    p.constants.push_back(machine_number<Number>(f.affine[i].constant));
    for (const auto& [at, weight] : f.affine[i].terms) {
      add_vector_copy(p.copies, {.from = place_among(f.inputs, at),
                                 .to = static_cast<int>(i),
                                 .count = 1,
                                 .weight = weight.num().to_int64()});
    }
  }
  for (std::size_t form = 0; form < f.forms.size(); ++form) {
    for (const auto& [at, weight] : f.forms[form].out) {
      add_vector_copy(p.gains, {.from = static_cast<int>(form),
                                .to = place_among(f.outputs, at),
                                .count = 1,
                                .weight = weight.num().to_int64()});
    }
  }
}

}  // namespace attest::engine

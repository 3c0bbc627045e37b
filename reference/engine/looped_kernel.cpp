// SPDX-License-Identifier: Apache-2.0
/// \file
/// A program on one row: sums, forms in vector lanes, their ramps, and results over one common
/// denominator.
#include "reference/engine/looped_kernel.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "reference/engine/instruction_sets.hpp"
#include "reference/engine/looped_integers.hpp"
#include "reference/engine/looped_packing.hpp"
#include "reference/engine/looped_program.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

// to[i] += weight * from[i] for i < count.
template <typename Number, typename From>
[[gnu::always_inline]] inline void add_multiple(const From* from, Number* to, int count,
                                                Number weight) {
  int i = 0;
  if constexpr (std::is_same_v<Number, From>) {
    constexpr int lanes = 16 / static_cast<int>(sizeof(Number));
    using Lanes [[gnu::vector_size(16)]] = Number;
    for (; i + lanes <= count; i += lanes) {
      Lanes a;
      Lanes b;
      std::memcpy(&a, from + i, sizeof a);
      std::memcpy(&b, to + i, sizeof b);
      b += weight == 1 ? a : a * weight;
      std::memcpy(to + i, &b, sizeof b);
    }
  }
  for (; i < count; ++i) to[i] += weight * from[i];
}

// Divides the results; whether all are integers of at most p.most.
template <typename Number>
[[gnu::always_inline]] inline bool finish(VectorProgram<Number>& p, std::int32_t* y) {
  const std::size_t outputs = p.result.size();
  const Number most = p.most;
  Number wrong = 0;
  const Number rest = p.denominator - 1;
  if ((p.denominator & rest) == 0) {  // a power of two
    const int shift = std::countr_zero(static_cast<std::make_unsigned_t<Number>>(p.denominator));
    Number fault = 0;
    std::size_t i = 0;
    if constexpr (std::is_same_v<Number, std::int32_t>) {
      constexpr std::size_t lanes = 4;
      using Lanes [[gnu::vector_size(lanes * sizeof(Number))]] = Number;
      Lanes wrongs = {};
      Lanes faults = {};
      for (; i + lanes <= outputs; i += lanes) {
        Lanes x;
        std::memcpy(&x, p.result.data() + i, sizeof x);
        faults |= x & rest;
        x >>= shift;
        wrongs |= (most - x) | (most + x);
        std::memcpy(y + i, &x, sizeof x);
      }
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        wrong |= wrongs[lane];
        fault |= faults[lane];
      }
    }
    for (; i < outputs; ++i) {
      const Number x = p.result[i] >> shift;
      fault |= p.result[i] & rest;
      // The sign bit of most - |x|, without a branch.
      wrong |= (most - x) | (most + x);
      y[i] = static_cast<std::int32_t>(x);
    }
    return wrong >= 0 && fault == 0;
  }
  for (std::size_t i = 0; i < outputs; ++i) {
    const Number quotient = p.result[i] / p.denominator;
    wrong |= quotient * p.denominator ^ p.result[i];
    if (quotient > most || quotient < -most) wrong = 1;
    y[i] = static_cast<std::int32_t>(quotient);
  }
  return wrong == 0;
}

template <typename Number>
[[gnu::always_inline]] inline bool run(VectorProgram<Number>& p, const std::int32_t* x,
                                       std::int32_t* y) {
  constexpr std::size_t lanes = VectorBlock<Number>::lanes;
  const std::size_t inputs = p.row.size() - 2 * lanes;
  std::copy_n(x, inputs, p.row.data() + lanes);  // none where x is null
  for (std::size_t s = 0; s < p.sums.size(); ++s) {
    Number sum = 0;
    for (int i = p.sums[s].first; i < p.sums[s].last; ++i) {
      const VectorItem<Number>& item = p.items[static_cast<std::size_t>(i)];
      sum += item.factor * x[item.input];
    }
    p.summed[s] = sum;
  }
  const VectorBlock<Number>* weights = p.weights.data();
  const VectorBlock<Number>* coefficients = p.coefficients.data();
  const VectorBlock<Number>* ramps = p.ramps.data();
  const int* read = p.read.data();
  const Number* summed = p.summed.data();
  Number* gain = p.gain.data();
  for (const VectorForms& forms : p.forms) {
    VectorBlock<Number> form;
    for (int i = forms.first_window; i < forms.last_window; ++i) {
      VectorBlock<Number> window;
      std::memcpy(&window.lane, p.row.data() + p.windows[static_cast<std::size_t>(i)],
                  sizeof window.lane);
      form.lane += weights[i].lane * window.lane;
    }
    for (int i = forms.first; i < forms.last; ++i) {
      form.lane += coefficients[i].lane * summed[read[i]];
    }
    VectorBlock<Number> total;
    const VectorBlock<Number> none;
    for (int i = forms.first_ramp; i < forms.first_product; ++i) {
      const auto height = form.lane + ramps[2 * i].lane;
      const auto flip = ramps[2 * i + 1].lane;  // x ^ -1 = -x - 1
      total.lane += ((height > 0 ? height : none.lane) ^ flip) - flip;
    }
    for (int i = forms.first_product; i < forms.last_ramp; ++i) {
      const auto height = form.lane + ramps[2 * i].lane;
      total.lane += (height > 0 ? height : none.lane) * ramps[2 * i + 1].lane;
    }
    std::memcpy(gain, &total.lane, sizeof total.lane);
    gain += lanes;
  }
  Number* result = p.result.data();
  std::ranges::copy(p.constants, result);
  for (const VectorCopy& copy : p.copies) {
    add_multiple(x + copy.from, result + copy.to, copy.count, static_cast<Number>(copy.weight));
  }
  for (const VectorCopy& copy : p.gains) {
    add_multiple(p.gain.data() + copy.from, result + copy.to, copy.count,
                 static_cast<Number>(copy.weight));
  }
  return finish(p, y);
}

template <typename Number>
bool run_baseline(VectorProgram<Number>& p, const std::int32_t* x, std::int32_t* y) {
  return run(p, x, y);
}
#if ATTEST_HAS_X86_KERNELS
template <typename Number>
[[gnu::target(ATTEST_AVX2)]] bool run_avx2(VectorProgram<Number>& p, const std::int32_t* x,
                                           std::int32_t* y) {
  return run(p, x, y);
}
template <typename Number>
[[gnu::target(ATTEST_AVX512)]] bool run_avx512(VectorProgram<Number>& p, const std::int32_t* x,
                                               std::int32_t* y) {
  return run(p, x, y);
}
#endif

template <typename Number>
using Run = bool (*)(VectorProgram<Number>&, const std::int32_t*, std::int32_t*);

template <typename Number>
Run<Number> run_for(LoopedSet set) {
#if ATTEST_HAS_X86_KERNELS
  if (set == LoopedSet::avx512) return run_avx512<Number>;
  if (set == LoopedSet::avx2) return run_avx2<Number>;
#endif
  ATTEST_REQUIRE(set == LoopedSet::baseline, "an instruction set that this build lacks");
  return run_baseline<Number>;
}

template <typename Number>
class VectorKernel final : public LoopedKernel {
 public:
  VectorKernel(const LoopedIntegers& f, std::int32_t most, LoopedSet set)
      : LoopedKernel(f.inputs, f.outputs), run_(run_for<Number>(set)) {
    program_.most = most;
    VectorPacker<Number>(program_, f).pack();
    add_vector_results(program_, f);
  }
  bool evaluate(const std::int32_t* x, std::int32_t* y) override { return run_(program_, x, y); }
  [[nodiscard]] int bits() const override { return std::numeric_limits<Number>::digits + 1; }

 private:
  VectorProgram<Number> program_ = {};
  Run<Number> run_;
};

std::vector<LoopedSet> sets_here() {
  std::vector<LoopedSet> result;
#if ATTEST_HAS_X86_KERNELS
  if (has_avx512()) {
    result.push_back(LoopedSet::avx512);
  }
  if (has_avx2()) result.push_back(LoopedSet::avx2);
#endif
  result.push_back(LoopedSet::baseline);
  return result;
}

}  // namespace

std::span<const LoopedSet> looped_sets() {
  static const std::vector<LoopedSet> all = sets_here();
  return all;
}

std::unique_ptr<LoopedKernel> LoopedKernel::of(const LoopedFunction& function,
                                               const std::vector<Integer>& reach, std::int32_t most,
                                               LoopedSet set) {
  const LoopedIntegers f = looped_integers(function);
  for (const int at : f.inputs) {
    if (reach[static_cast<std::size_t>(at)] > std::numeric_limits<std::int32_t>::max()) {
      return nullptr;
    }
  }
  const Integer greatest = looped_greatest_number(f, reach, most);
  if (greatest <= std::numeric_limits<std::int32_t>::max()) {
    return std::make_unique<VectorKernel<std::int32_t>>(f, most, set);
  }
  if (greatest <= std::numeric_limits<std::int64_t>::max()) {
    return std::make_unique<VectorKernel<std::int64_t>>(f, most, set);
  }
  return nullptr;
}

}  // namespace attest::engine

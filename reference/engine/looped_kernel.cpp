// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ramps of one form side by side in vector lanes; results over one common denominator.
#include "reference/engine/looped_kernel.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <type_traits>
#include <utility>

#include "reference/engine/looped_integers.hpp"
#include "reference/number/contract.hpp"

// Instruction sets for parts of a file are a GCC feature; other compilers and machines take the
// baseline, which is portable vector code.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ATTEST_HAS_LOOPED_SETS 1
#else
#define ATTEST_HAS_LOOPED_SETS 0
#endif

namespace attest::engine {
namespace {

constexpr int block_bytes = 64;

// Lanes of one register of the widest set.
template <typename Number>
struct alignas(block_bytes) VectorBlock {
  static constexpr int lanes = block_bytes / static_cast<int>(sizeof(Number));
  using Lanes [[gnu::vector_size(block_bytes)]] = Number;
  Lanes lane = {};
};

// A sum of multiples of inputs: the items [first, last).
struct Sum {
  int first = 0;
  int last = 0;
};

template <typename Number>
struct Item {
  int input = 0;
  Number factor = 0;
};

// A block of forms: coefficients of sums [first, last), then [first_ramp, last_ramp) of the ramps.
struct Forms {
  int first = 0;
  int last = 0;
  int first_ramp = 0;
  int last_ramp = 0;
};

// y[to + i] += weight x[from + i] for i < count.
struct Copy {
  int from = 0;
  int to = 0;
  int count = 0;
  std::int64_t weight = 0;
};

// Everything over one denominator, in integers.
template <typename Number>
struct VectorProgram {
  std::vector<Sum> sums = {};
  std::vector<Item<Number>> items = {};
  std::vector<Forms> forms = {};  // block by block
  std::vector<int> read = {};     // by coefficient: its sum
  std::vector<VectorBlock<Number>> coefficients = {};
  std::vector<VectorBlock<Number>> ramps = {};  // constant and weight
  std::vector<Number> constants = {};           // by output
  std::vector<Copy> copies = {};                // from inputs
  std::vector<Copy> gains = {};                 // from forms
  Number denominator = 1;
  Number most = 1;  // greatest result that is of use
  // Workspace.
  std::vector<Number> summed = {};
  std::vector<Number> gain = {};
  std::vector<Number> result = {};
};

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
  if (p.denominator == 1) {
    for (std::size_t i = 0; i < outputs; ++i) {
      // The sign bit of most - |x|, without a branch.
      wrong |= (most - p.result[i]) | (most + p.result[i]);
      y[i] = static_cast<std::int32_t>(p.result[i]);
    }
    return wrong >= 0;
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
  for (std::size_t s = 0; s < p.sums.size(); ++s) {
    Number sum = 0;
    for (int i = p.sums[s].first; i < p.sums[s].last; ++i) {
      const Item<Number>& item = p.items[static_cast<std::size_t>(i)];
      sum += item.factor * x[item.input];
    }
    p.summed[s] = sum;
  }
  const VectorBlock<Number>* coefficients = p.coefficients.data();
  const VectorBlock<Number>* ramps = p.ramps.data();
  const int* read = p.read.data();
  const Number* summed = p.summed.data();
  Number* gain = p.gain.data();
  for (const Forms& forms : p.forms) {
    VectorBlock<Number> form;
    for (int i = forms.first; i < forms.last; ++i) {
      form.lane += coefficients[i].lane * summed[read[i]];
    }
    VectorBlock<Number> total;
    const VectorBlock<Number> none;
    for (int i = forms.first_ramp; i < forms.last_ramp; ++i) {
      const auto height = form.lane + ramps[2 * i].lane;
      total.lane += (height > 0 ? height : none.lane) * ramps[2 * i + 1].lane;
    }
    std::memcpy(gain, &total.lane, sizeof total.lane);
    gain += VectorBlock<Number>::lanes;
  }
  Number* result = p.result.data();
  std::ranges::copy(p.constants, result);
  for (const Copy& copy : p.copies) {
    add_multiple(x + copy.from, result + copy.to, copy.count, static_cast<Number>(copy.weight));
  }
  for (const Copy& copy : p.gains) {
    add_multiple(p.gain.data() + copy.from, result + copy.to, copy.count,
                 static_cast<Number>(copy.weight));
  }
  return finish(p, y);
}

template <typename Number>
bool run_baseline(VectorProgram<Number>& p, const std::int32_t* x, std::int32_t* y) {
  return run(p, x, y);
}
#if ATTEST_HAS_LOOPED_SETS
template <typename Number>
[[gnu::target("avx2")]] bool run_avx2(VectorProgram<Number>& p, const std::int32_t* x,
                                      std::int32_t* y) {
  return run(p, x, y);
}
template <typename Number>
[[gnu::target("avx2,avx512f,avx512dq,avx512vl,avx512bw")]] bool run_avx512(VectorProgram<Number>& p,
                                                                           const std::int32_t* x,
                                                                           std::int32_t* y) {
  return run(p, x, y);
}
#endif

template <typename Number>
using Run = bool (*)(VectorProgram<Number>&, const std::int32_t*, std::int32_t*);

template <typename Number>
Run<Number> run_for(LoopedSet set) {
#if ATTEST_HAS_LOOPED_SETS
  if (set == LoopedSet::avx512) return run_avx512<Number>;
  if (set == LoopedSet::avx2) return run_avx2<Number>;
#endif
  ATTEST_REQUIRE(set == LoopedSet::baseline, "an instruction set that this build lacks");
  return run_baseline<Number>;
}

int place_of(const std::vector<int>& ascending, int at) {
  return static_cast<int>(std::ranges::lower_bound(ascending, at) - ascending.begin());
}

template <typename Number>
Number number_of(const Rational& x) {
  return static_cast<Number>(x.num().to_int64());
}

// Blocks of forms. Inputs whose coefficients in a block are multiples of the same ones are summed
// first, once for all blocks that need the same sum.
template <typename Number>
class Packer {
 public:
  Packer(VectorProgram<Number>& p, const LoopedIntegers& f) : p_(p), f_(f) {}

  void pack() {
    for (std::size_t first = 0; first < f_.forms.size(); first += lanes) {
      const std::size_t last = std::min(first + lanes, f_.forms.size());
      Forms& forms = p_.forms.emplace_back();
      forms.first = static_cast<int>(p_.coefficients.size());
      pack_terms(first, last);
      forms.last = static_cast<int>(p_.coefficients.size());
      forms.first_ramp = static_cast<int>(p_.ramps.size() / 2);
      pack_ramps(first, last);
      forms.last_ramp = static_cast<int>(p_.ramps.size() / 2);
    }
    sort_sums();
    p_.gain.resize(p_.forms.size() * lanes);
    p_.summed.resize(p_.sums.size());
  }

 private:
  static constexpr std::size_t lanes = VectorBlock<Number>::lanes;
  using Factors = std::vector<std::pair<int, Integer>>;  // by input
  using Lane = std::vector<Integer>;

  void pack_terms(std::size_t first, std::size_t last) {
    std::map<int, Lane> by_input;
    for (std::size_t form = first; form < last; ++form) {
      for (const auto& [at, weight] : f_.forms[form].terms) {
        Lane& lane = by_input[place_of(f_.inputs, at)];
        lane.resize(lanes);
        lane[form - first] = weight.num();
      }
    }
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
      Sum& sum = p_.sums.emplace_back();
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
    std::vector<Sum> sorted;
    std::vector<int> places(order.size());
    for (const int i : order) {
      places[static_cast<std::size_t>(i)] = static_cast<int>(sorted.size());
      sorted.push_back(at(i));
    }
    p_.sums = std::move(sorted);
    for (int& sum : p_.read) sum = places[static_cast<std::size_t>(sum)];
  }

  // Ramp r of every form of the block that has more than r, for r = 0, 1, ...
  void pack_ramps(std::size_t first, std::size_t last) {
    for (std::size_t r = 0; r < f_.forms[first].ramps.size(); ++r) {
      VectorBlock<Number> constants;
      VectorBlock<Number> weights;
      for (std::size_t form = first; form < last && f_.forms[form].ramps.size() > r; ++form) {
        const auto& [constant, weight] = f_.forms[form].ramps[r];
        constants.lane[form - first] = static_cast<Number>(constant.to_int64());
        weights.lane[form - first] = static_cast<Number>(weight.to_int64());
      }
      p_.ramps.push_back(constants);
      p_.ramps.push_back(weights);
    }
  }

  VectorProgram<Number>& p_;
  const LoopedIntegers& f_;
  std::map<Factors, int> sums_ = {};
};

// Adds one entry of a map to its runs.
void add_copy(std::vector<Copy>& copies, const Copy& copy) {
  Copy* last = copies.empty() ? nullptr : &copies.back();
  if (last != nullptr && last->weight == copy.weight && last->from + last->count == copy.from &&
      last->to + last->count == copy.to) {
    ++last->count;
  } else {
    copies.push_back(copy);
  }
}

template <typename Number>
void add_results(VectorProgram<Number>& p, const LoopedIntegers& f) {
  p.denominator = static_cast<Number>(f.denominator.to_int64());
  p.result.resize(f.outputs.size());
  for (std::size_t i = 0; i < f.outputs.size(); ++i) {
    p.constants.push_back(number_of<Number>(f.affine[i].constant));
    for (const auto& [at, weight] : f.affine[i].terms) {
      add_copy(p.copies, {.from = place_of(f.inputs, at),
                          .to = static_cast<int>(i),
                          .count = 1,
                          .weight = weight.num().to_int64()});
    }
  }
  for (std::size_t form = 0; form < f.forms.size(); ++form) {
    for (const auto& [at, weight] : f.forms[form].out) {
      add_copy(p.gains, {.from = static_cast<int>(form),
                         .to = place_of(f.outputs, at),
                         .count = 1,
                         .weight = weight.num().to_int64()});
    }
  }
}

template <typename Number>
class VectorKernel final : public LoopedKernel {
 public:
  VectorKernel(const LoopedIntegers& f, std::int32_t most, LoopedSet set)
      : LoopedKernel(f.inputs, f.outputs), run_(run_for<Number>(set)) {
    program_.most = most;
    Packer<Number>(program_, f).pack();
    add_results(program_, f);
  }
  bool evaluate(const std::int32_t* x, std::int32_t* y) override { return run_(program_, x, y); }
  [[nodiscard]] int bits() const override { return std::numeric_limits<Number>::digits + 1; }

 private:
  VectorProgram<Number> program_ = {};
  Run<Number> run_;
};

std::vector<LoopedSet> sets_here() {
  std::vector<LoopedSet> result;
#if ATTEST_HAS_LOOPED_SETS
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0) {
    result.push_back(LoopedSet::avx512);
  }
  if (__builtin_cpu_supports("avx2") != 0) result.push_back(LoopedSet::avx2);
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

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ramps of one form side by side in vector lanes; results over one common denominator.
#include "reference/engine/looped_kernel.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

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
struct alignas(block_bytes) Block {
  static constexpr int lanes = block_bytes / static_cast<int>(sizeof(Number));
  using Lanes [[gnu::vector_size(block_bytes)]] = Number;
  Lanes lane = {};
};

// The coefficients of one input in the forms [first, last) of blocks.
struct Column {
  int first = 0;
  int last = 0;
  int at = 0;  // of the first coefficient, in blocks
};

// y[to + i] += weight x[from + i] for i < count.
struct Copy {
  int from = 0;
  int to = 0;
  int count = 0;
  std::int64_t weight = 0;
};

// y[to] += weight g[form].
struct Gain {
  int form = 0;
  int to = 0;
  std::int64_t weight = 0;
};

// Everything over one denominator, in integers.
template <typename Number>
struct Program {
  std::vector<Column> columns = {};  // by input
  std::vector<Block<Number>> coefficients = {};
  std::vector<int> ramp_blocks = {};      // by layer of ramps: forms that have one
  std::vector<Block<Number>> ramps = {};  // constant and weight, layer by layer
  std::vector<Number> constants = {};     // by output
  std::vector<Copy> copies = {};
  std::vector<Gain> gains = {};
  Number denominator = 1;
  Number most = 1;  // greatest result that is of use
  // Workspace.
  std::vector<Block<Number>> form = {};
  std::vector<Block<Number>> gain = {};
  std::vector<Number> result = {};
};

template <typename Number>
[[gnu::always_inline]] inline bool run(Program<Number>& p, const std::int32_t* x, std::int32_t* y) {
  const std::size_t blocks = p.form.size();
  for (std::size_t b = 0; b < blocks; ++b) {
    p.form[b].lane = p.form[b].lane ^ p.form[b].lane;
    p.gain[b].lane = p.gain[b].lane ^ p.gain[b].lane;
  }
  const Block<Number>* coefficients = p.coefficients.data();
  Block<Number>* form = p.form.data();
  for (std::size_t i = 0; i < p.columns.size(); ++i) {
    const Number value = x[i];
    if (value == 0) continue;
    const Column column = p.columns[i];
    const Block<Number>* from = coefficients + column.at;
    for (int b = column.first; b < column.last; ++b) form[b].lane += (from++)->lane * value;
  }
  const Block<Number>* ramp = p.ramps.data();
  Block<Number>* gain = p.gain.data();
  for (const int count : p.ramp_blocks) {
    for (int b = 0; b < count; ++b, ramp += 2) {
      const auto height = form[b].lane + ramp[0].lane;
      gain[b].lane += (height > 0 ? height : height ^ height) * ramp[1].lane;
    }
  }
  Number* result = p.result.data();
  std::ranges::copy(p.constants, result);
  for (const Copy& copy : p.copies) {
    const Number weight = static_cast<Number>(copy.weight);
    for (int i = 0; i < copy.count; ++i) result[copy.to + i] += weight * x[copy.from + i];
  }
  constexpr int lanes = Block<Number>::lanes;
  for (const Gain& each : p.gains) {
    result[each.to] +=
        static_cast<Number>(each.weight) * gain[each.form / lanes].lane[each.form % lanes];
  }
  const Number denominator = p.denominator;
  const std::size_t outputs = p.result.size();
  bool is_sound = true;
  for (std::size_t i = 0; i < outputs; ++i) {
    const Number quotient = denominator == 1 ? result[i] : result[i] / denominator;
    is_sound &= quotient * denominator == result[i] && -p.most <= quotient && quotient <= p.most;
    y[i] = static_cast<std::int32_t>(quotient);
  }
  return is_sound;
}

template <typename Number>
bool run_baseline(Program<Number>& p, const std::int32_t* x, std::int32_t* y) {
  return run(p, x, y);
}
#if ATTEST_HAS_LOOPED_SETS
template <typename Number>
[[gnu::target("avx2")]] bool run_avx2(Program<Number>& p, const std::int32_t* x, std::int32_t* y) {
  return run(p, x, y);
}
template <typename Number>
[[gnu::target("avx2,avx512f,avx512dq,avx512vl,avx512bw")]] bool run_avx512(Program<Number>& p,
                                                                           const std::int32_t* x,
                                                                           std::int32_t* y) {
  return run(p, x, y);
}
#endif

template <typename Number>
using Run = bool (*)(Program<Number>&, const std::int32_t*, std::int32_t*);

template <typename Number>
Run<Number> run_for(LoopedSet set) {
#if ATTEST_HAS_LOOPED_SETS
  if (set == LoopedSet::avx512) return run_avx512<Number>;
  if (set == LoopedSet::avx2) return run_avx2<Number>;
#endif
  ATTEST_REQUIRE(set == LoopedSet::baseline, "an instruction set that this build lacks");
  return run_baseline<Number>;
}

// The ramps that share their terms and the direction of their outputs.
struct Form {
  LoopedTerms terms = {};                               // integers
  LoopedTerms out = {};                                 // integers
  std::vector<std::pair<Integer, Integer>> ramps = {};  // constant; weight over the denominator
};

// A function in integers over one denominator.
struct Integers {
  std::vector<int> inputs = {};
  std::vector<int> outputs = {};
  std::vector<LoopedAffine> affine = {};  // by output, times the denominator
  std::vector<Form> forms = {};           // those with many ramps first
  Integer denominator = 1;
};

Rational magnitude(const Rational& x) { return x.sign() < 0 ? -x : x; }

// The outputs as a multiple of integers without a common divisor, the first one positive.
std::pair<LoopedTerms, Rational> direction_of(const LoopedTerms& out) {
  Integer multiple = 1;
  Integer divisor = 0;
  for (const auto& [at, weight] : out) multiple = lcm(multiple, weight.den());
  for (const auto& [at, weight] : out) divisor = gcd(divisor, (weight * Rational(multiple)).num());
  Rational factor(divisor, multiple);
  if (out.front().second.sign() < 0) factor = -factor;
  LoopedTerms direction = out;
  for (auto& [at, weight] : direction) weight /= factor;
  return {std::move(direction), std::move(factor)};
}

Integers integers_of(const LoopedFunction& function) {
  struct Group {
    Integer scale = 1;  // makes the constants integers: relu(z) = relu(scale z) / scale
    std::vector<std::pair<Rational, Rational>> ramps = {};
  };
  Integers result{.inputs = function.inputs()};
  std::map<std::pair<LoopedTerms, LoopedTerms>, Group> groups;
  for (const LoopedRamp& ramp : function.ramps) {
    auto [direction, weight] = direction_of(ramp.out);
    Group& group = groups[{ramp.terms, std::move(direction)}];
    group.scale = lcm(group.scale, ramp.constant.den());
    group.ramps.emplace_back(ramp.constant, std::move(weight));
  }
  Integer& denominator = result.denominator;
  for (const auto& [key, group] : groups) {
    for (const auto& [constant, weight] : group.ramps) {
      denominator = lcm(denominator, (weight / Rational(group.scale)).den());
    }
  }
  const std::vector<std::optional<Rational>> constants = function.constants();
  for (std::size_t i = 0; i < constants.size(); ++i) {
    if (constants[i]) continue;
    result.outputs.push_back(function.written[i]);
    const LoopedAffine& y = result.affine.emplace_back(function.affine[i]);
    denominator = lcm(denominator, y.constant.den());
    for (const auto& [at, weight] : y.terms) denominator = lcm(denominator, weight.den());
  }
  for (LoopedAffine& y : result.affine) {
    y.constant *= Rational(denominator);
    for (auto& [at, weight] : y.terms) weight *= Rational(denominator);
  }
  for (const auto& [key, group] : groups) {
    Form& form = result.forms.emplace_back(Form{.terms = key.first, .out = key.second});
    for (auto& [at, weight] : form.terms) weight *= Rational(group.scale);
    for (const auto& [constant, weight] : group.ramps) {
      form.ramps.emplace_back((constant * Rational(group.scale)).num(),
                              (weight / Rational(group.scale) * Rational(denominator)).num());
    }
  }
  std::ranges::stable_sort(result.forms, std::ranges::greater(),
                           [](const Form& form) { return form.ramps.size(); });
  return result;
}

// A bound of every number that `run` meets, partial sums included: sums of absolute values.
Integer greatest_number(const Integers& f, const std::vector<Integer>& reach, std::int32_t most) {
  Integer greatest = f.denominator * most;
  const auto meet = [&](const Integer& number) { greatest = std::max(greatest, number); };
  const auto sum = [&](const LoopedTerms& terms) {
    Integer total = 0;
    for (const auto& [at, weight] : terms) {
      meet(magnitude(weight).num());
      total += magnitude(weight).num() * reach[static_cast<std::size_t>(at)];
    }
    return total;
  };
  std::map<int, Integer> results;
  for (std::size_t i = 0; i < f.outputs.size(); ++i) {
    results[f.outputs[i]] = sum(f.affine[i].terms) + magnitude(f.affine[i].constant).num();
  }
  for (const Form& form : f.forms) {
    const Integer form_sum = sum(form.terms);
    Integer gain = 0;
    for (const auto& [constant, weight] : form.ramps) {
      meet(form_sum + constant.abs());
      meet(weight.abs());
      gain += (form_sum + constant.abs()) * weight.abs();
    }
    meet(gain);
    for (const auto& [at, weight] : form.out) {
      meet(magnitude(weight).num());
      results[at] += gain * magnitude(weight).num();
    }
  }
  for (const auto& [at, number] : results) meet(number);
  return greatest;
}

int place_of(const std::vector<int>& ascending, int at) {
  return static_cast<int>(std::ranges::lower_bound(ascending, at) - ascending.begin());
}

template <typename Number>
Number number_of(const Rational& x) {
  return static_cast<Number>(x.num().to_int64());
}

// The forms' coefficients input by input, from the first to the last block with one.
template <typename Number>
void add_columns(Program<Number>& p, const Integers& f) {
  constexpr int lanes = Block<Number>::lanes;
  std::vector<std::vector<std::pair<int, Number>>> by_input(f.inputs.size());
  for (std::size_t form = 0; form < f.forms.size(); ++form) {
    for (const auto& [at, weight] : f.forms[form].terms) {
      by_input[static_cast<std::size_t>(place_of(f.inputs, at))].emplace_back(
          static_cast<int>(form), number_of<Number>(weight));
    }
  }
  for (const auto& items : by_input) {
    Column column{.at = static_cast<int>(p.coefficients.size())};
    if (!items.empty()) {
      column.first = items.front().first / lanes;
      column.last = items.back().first / lanes + 1;
    }
    p.coefficients.resize(p.coefficients.size() +
                          static_cast<std::size_t>(column.last - column.first));
    for (const auto& [form, weight] : items) {
      const auto block = static_cast<std::size_t>(column.at + form / lanes - column.first);
      p.coefficients[block].lane[form % lanes] = weight;
    }
    p.columns.push_back(column);
  }
}

// Ramp r of every form that has more than r, for r = 0, 1, ...
template <typename Number>
void add_ramps(Program<Number>& p, const Integers& f) {
  constexpr std::size_t lanes = Block<Number>::lanes;
  for (std::size_t r = 0; !f.forms.empty() && r < f.forms[0].ramps.size(); ++r) {
    std::size_t count = 0;
    while (count < f.forms.size() && f.forms[count].ramps.size() > r) ++count;
    const std::size_t blocks = (count + lanes - 1) / lanes;
    const std::size_t first = p.ramps.size();
    p.ramp_blocks.push_back(static_cast<int>(blocks));
    p.ramps.resize(first + 2 * blocks);
    for (std::size_t form = 0; form < count; ++form) {
      const auto& [constant, weight] = f.forms[form].ramps[r];
      Block<Number>* pair = &p.ramps[first + 2 * (form / lanes)];
      pair[0].lane[form % lanes] = static_cast<Number>(constant.to_int64());
      pair[1].lane[form % lanes] = static_cast<Number>(weight.to_int64());
    }
  }
  const std::size_t blocks = (f.forms.size() + lanes - 1) / lanes;
  p.form.resize(blocks);
  p.gain.resize(blocks);
}

template <typename Number>
void add_results(Program<Number>& p, const Integers& f) {
  p.denominator = static_cast<Number>(f.denominator.to_int64());
  p.result.resize(f.outputs.size());
  for (std::size_t i = 0; i < f.outputs.size(); ++i) {
    p.constants.push_back(number_of<Number>(f.affine[i].constant));
    for (const auto& [at, weight] : f.affine[i].terms) {
      const Copy copy{.from = place_of(f.inputs, at),
                      .to = static_cast<int>(i),
                      .count = 1,
                      .weight = weight.num().to_int64()};
      Copy* last = p.copies.empty() ? nullptr : &p.copies.back();
      if (last != nullptr && last->weight == copy.weight && last->from + last->count == copy.from &&
          last->to + last->count == copy.to) {
        ++last->count;
      } else {
        p.copies.push_back(copy);
      }
    }
  }
  for (std::size_t form = 0; form < f.forms.size(); ++form) {
    for (const auto& [at, weight] : f.forms[form].out) {
      p.gains.push_back({.form = static_cast<int>(form),
                         .to = place_of(f.outputs, at),
                         .weight = weight.num().to_int64()});
    }
  }
}

template <typename Number>
class Kernel final : public LoopedKernel {
 public:
  Kernel(const Integers& f, std::int32_t most, LoopedSet set)
      : LoopedKernel(f.inputs, f.outputs), run_(run_for<Number>(set)) {
    program_.most = most;
    add_columns(program_, f);
    add_ramps(program_, f);
    add_results(program_, f);
  }
  bool evaluate(const std::int32_t* x, std::int32_t* y) override { return run_(program_, x, y); }
  [[nodiscard]] int bits() const override { return std::numeric_limits<Number>::digits + 1; }

 private:
  Program<Number> program_ = {};
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
  const Integers f = integers_of(function);
  for (const int at : f.inputs) {
    if (reach[static_cast<std::size_t>(at)] > std::numeric_limits<std::int32_t>::max()) {
      return nullptr;
    }
  }
  const Integer greatest = greatest_number(f, reach, most);
  if (greatest <= std::numeric_limits<std::int32_t>::max()) {
    return std::make_unique<Kernel<std::int32_t>>(f, most, set);
  }
  if (greatest <= std::numeric_limits<std::int64_t>::max()) {
    return std::make_unique<Kernel<std::int64_t>>(f, most, set);
  }
  return nullptr;
}

}  // namespace attest::engine

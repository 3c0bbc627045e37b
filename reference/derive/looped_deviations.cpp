// SPDX-License-Identifier: Apache-2.0
/// \file
/// Interval propagation through the layers of a block; see looped_deviations.hpp.
#include "reference/derive/looped_deviations.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "reference/derive/looped_lookups.hpp"
#include "reference/derive/looped_units.hpp"
#include "reference/gadget/looped_rounding.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive::looped {
namespace {

using gadget::looped::Blocks;
using model::Transformer;

constexpr Kind all_kinds[] = {Kind::machine, Kind::word, Kind::command};

std::size_t index_of(Kind kind) { return static_cast<std::size_t>(kind); }

/// Whether all exact values are integers: those rounding takes to the nearest of -1, 0 and 1.
bool is_of_integers(const Spread& x) {
  return !x.is_continuous() && x.low.is_integer() && x.step.is_integer();
}

/// The image of integers that are off by no more than the radius.
Spread image_of_rounding(const Spread& x) {
  const Rational low = std::clamp(x.low, Rational(-1), Rational(1));
  const Rational high = std::clamp(x.high, Rational(-1), Rational(1));
  const bool keeps_lattice = x.step.is_zero() || ((low - x.low) / x.step).is_integer();
  return {.low = low,
          .high = high,
          .step = low == high     ? Rational(0)
                  : keeps_lattice ? x.step
                                  : Rational(1),
          .soft_low = low,
          .soft_high = high};
}

/// What one head reads: values of the kinds of columns, and who reads which.
class Reading {
 public:
  Reading(const model::Head& head, const Spreads& stream) {
    for (const Kind kind : all_kinds) {
      for (const model::Entry& entry : head.values.at(0)) {
        forms_[entry.to][entry.from] += entry.weight.value;
      }
      for (const auto& [to, form] : forms_) {
        values_[to][index_of(kind)] = value_of(form, stream[index_of(kind)]);
      }
      forms_.clear();
    }
  }

  /// What a column with these cases reads in coordinate `at` of the value.
  [[nodiscard]] Spread read(int at, const std::vector<Mixture>& cases) const {
    const auto& values = values_.at(at);
    const auto low = [](const Spread& a, const Spread& b) { return a.soft_low < b.soft_low; };
    const auto high = [](const Spread& a, const Spread& b) { return a.soft_high < b.soft_high; };
    const Rational least = std::ranges::min(values, low).soft_low;
    const Rational greatest = std::ranges::max(values, high).soft_high;
    if (cases.empty()) {
      Rational from = least;
      Rational to = greatest;
      for (const Spread& value : values) {
        from = std::min(from, value.low);
        to = std::max(to, value.high);
      }
      return anything(from, to);
    }
    std::optional<Spread> result;
    for (const Mixture& mixture : cases) {
      const Spread one = mean(values, mixture, greatest - least);
      result = result ? either(*result, one) : one;
    }
    result->soft_low = std::max(least, result->low - result->off);
    result->soft_high = std::min(greatest, result->high + result->off);
    return *result;
  }

 private:
  using ByKind = std::array<Spread, kind_count>;

  static Spread mean(const ByKind& values, const Mixture& mixture, const Rational& width) {
    const Spread& first = values[index_of(mixture.best.front())];
    Spread result = first;
    if (mixture.best.size() == 2) {
      const Spread& second = values[index_of(mixture.best.back())];
      result = Rational(1, 2) * (first + second);
      const Rational apart =
          std::max(first.soft_high - second.soft_low, second.soft_high - first.soft_low);
      result.off += mixture.tilt * std::max(apart, Rational(0));
    }
    result.off = rounded_up(result.off + mixture.off * width);
    return result;
  }

  std::map<int, Form> forms_;
  std::map<int, ByKind> values_;
};

/// A block from layer to layer.
class Propagation {
 public:
  Propagation(const Transformer& model, Blocks blocks, int address_bits, const Rational& kappa)
      : model_(model), blocks_(blocks), lookups_(blocks, address_bits, kappa) {
    start();
  }

  [[nodiscard]] Deviations run() {
    for (const auto& [index, times] : model_.schedule) {
      const model::Block& block = model_.blocks.at(static_cast<std::size_t>(index));
      ATTEST_REQUIRE(times == 1 && block.token_maps.empty(), "a layer of a looped block");
      read(block);
      if (block.name.starts_with("round")) {
        if (!round(block)) return std::move(result_);
      } else {
        for (Stream& stream : spreads_) stream = after_units(block.mlp, stream);
        know_lattices(block.name);
      }
      result_.layers.push_back({.block = block.name, .spreads = spreads_});
    }
    result_.is_exact = is_settled();
    return std::move(result_);
  }

 private:
  void start() {
    const auto is_of = [&](const std::string& name, Kind kind) {
      const bool is_pending = blocks_ == Blocks::one_layer;
      if (kind == Kind::machine) {
        return name == "ins" || (!is_pending && name == "pc") ||
               (is_pending && (name == "pc1" || name == "bp" || name == "diff"));
      }
      if (name == "pos") return true;
      return kind == Kind::word ? name == "mem" : name == "cmd" || name == "nxt";
    };
    for (const Kind kind : all_kinds) {
      Stream stream;
      for (const model::Register& r : model_.registers) {
        Spread entry = is_of(r.name, kind) ? a_sign() : exactly(0);
        if (r.name == "one" || (r.name == "ind" && kind == Kind::machine)) entry = exactly(1);
        stream.insert(stream.end(), static_cast<std::size_t>(r.size), entry);
      }
      spreads_.push_back(std::move(stream));
    }
  }

  void read(const model::Block& block) {
    const Spreads before = spreads_;
    for (const model::Head& head : block.heads) {
      Rational pointer_off = 0;  // of column 0; codes of the others are exact
      for (const model::Linear& map : {head.query, head.keys.at(0)}) {
        for (const model::Entry& entry : map) {
          const std::size_t at = static_cast<std::size_t>(entry.from);
          pointer_off = std::max(pointer_off, before[index_of(Kind::machine)][at].off);
          for (const Kind kind : {Kind::word, Kind::command}) {
            ATTEST_REQUIRE(before[index_of(kind)][at].off.is_zero(), "a code that is off");
          }
        }
      }
      const Reading reading(head, before);
      for (const Kind kind : all_kinds) {
        const std::vector<Mixture> cases = lookups_.of(head.name, kind, pointer_off);
        for (const model::Entry& out : head.out) {
          Spread& entry = spreads_[index_of(kind)][static_cast<std::size_t>(out.to)];
          entry = entry + out.weight.value * reading.read(out.from, cases);
        }
      }
    }
  }

  /// What a layer rounds: exact, if it is within the radius; garbage stays garbage.
  [[nodiscard]] bool round(const model::Block& block) {
    std::set<int> rounded;
    for (const model::Relu& unit : block.mlp) {
      for (const model::Term& out : unit.out) rounded.insert(out.at);
    }
    for (const Kind kind : all_kinds) {
      for (const int at : rounded) {
        Spread& entry = spreads_[index_of(kind)][static_cast<std::size_t>(at)];
        if (entry.is_continuous()) {
          entry = anything(-1, 1);
        } else if (is_of_integers(entry) && entry.off <= gadget::looped::rounding_radius()) {
          entry = image_of_rounding(entry);
        } else {
          refuse(block.name, at);
          return false;
        }
      }
    }
    return true;
  }

  /// What is known of exact values at the end of any layer, since hardmax executes.
  void know_lattices(const std::string& block) {
    const auto know = [&](const char* name, Kind kind, const Spread& values, bool is_first) {
      std::size_t at = 0;
      for (const model::Register& r : model_.registers) {
        for (int i = 0; i < r.size; ++i, ++at) {
          if (r.name != name || (is_first && i > 0)) continue;
          Spread& entry = spreads_[index_of(kind)][at];
          if (is_constant(entry)) continue;
          entry.low = values.low;
          entry.high = values.high;
          entry.step = values.step;
          entry.soft_low = std::max(entry.soft_low, entry.low - entry.off);
          entry.soft_high = std::min(entry.soft_high, entry.high + entry.off);
        }
      }
    };
    know("ins", Kind::machine, a_sign(), false);
    know("pc", Kind::machine, a_sign(), false);
    know("mem", Kind::word, a_sign(), false);
    if (block == "flag") know("sa", Kind::machine, Rational(1, 2) * (a_sign() + exactly(1)), true);
  }

  void refuse(const std::string& block, int at) {
    result_.why_not = block + ": " + model::coordinate_name(model_, at);
  }

  [[nodiscard]] bool is_settled() {
    for (const Stream& stream : spreads_) {
      for (std::size_t at = 0; at < stream.size(); ++at) {
        if (stream[at].off.is_zero()) continue;
        refuse("at the end", static_cast<int>(at));
        return false;
      }
    }
    return true;
  }

  const Transformer& model_;
  Blocks blocks_;
  Lookups lookups_;
  Spreads spreads_;
  Deviations result_;
};

}  // namespace

Deviations deviations(const Transformer& model, Blocks blocks, int address_bits,
                      const Rational& kappa) {
  return Propagation(model, blocks, address_bits, kappa).run();
}

std::optional<int> sufficient_kappa(const Transformer& model, Blocks blocks, int address_bits,
                                    int guess) {
  constexpr int most = 256;
  const auto suffices = [&](int kappa) {
    return deviations(model, blocks, address_bits, kappa).is_exact;
  };
  int kappa = guess;
  while (!suffices(kappa)) {
    if (++kappa > most) return std::nullopt;
  }
  if (kappa > guess) return kappa;
  while (kappa > 1 && suffices(kappa - 1)) --kappa;
  return kappa;
}

}  // namespace attest::derive::looped

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The second author of range proofs: walks over the entries of the description one by one, keeps
/// running sums, and compares each with the bound that the proof states.
#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/engine/range.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {
namespace {

/// The first entry of a proof that is not sound.
class Unsound : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What an entry is called; spelled out only where it is not sound.
struct What {
  std::string_view kind;
  std::string_view name = {};  ///< of the head or unit
  std::string_view part = {};

  [[nodiscard]] std::string spelled() const {
    std::string result(kind);
    if (!name.empty()) result.append(" ").append(name);
    if (!part.empty()) result.append(": ").append(part);
    return result;
  }
};

void need(bool condition, const What& what, std::string_view fault = {}) {
  if (condition) return;
  throw Unsound(what.spelled() + (fault.empty() ? "" : ": ") + std::string(fault));
}

/// The `index`-th entry of a list of the proof.
const Integer& pick(const std::vector<Integer>& list, int index, const What& what) {
  need(index >= 0 && static_cast<std::size_t>(index) < list.size(), what, "missing");
  return list[static_cast<std::size_t>(index)];
}

/// Weights by ascending (output coordinate, input coordinate); those of one place are added up.
using Weights = std::vector<std::pair<std::pair<int, int>, Rational>>;

Weights added_up(Weights weights) {
  if (!std::ranges::is_sorted(weights, {}, &Weights::value_type::first))
    std::ranges::sort(weights, {}, &Weights::value_type::first);
  Weights result;
  for (auto& [place, weight] : weights) {
    if (!result.empty() && result.back().first == place) {
      result.back().second += weight;
    } else {
      result.emplace_back(place, std::move(weight));
    }
  }
  return result;
}

Weights weights_of(const model::Linear& map) {
  Weights weights;
  weights.reserve(map.size());
  for (const model::Entry& entry : map) {
    weights.emplace_back(std::pair(entry.to, entry.from), entry.weight.value);
  }
  return added_up(std::move(weights));
}

/// The terms of a unit, all with output coordinate 0.
Weights weights_of(const std::vector<model::Term>& terms) {
  Weights weights;
  weights.reserve(terms.size());
  for (const model::Term& term : terms) {
    weights.emplace_back(std::pair(0, term.at), term.weight.value);
  }
  return added_up(std::move(weights));
}

/// Checks one proof against one model.
class Recheck {
 public:
  Recheck(const model::Transformer& model, const RangeProof& proof)
      : model_(model), proof_(proof) {}

  void run() const {
    need(proof_.model == model_.name, {"model"});
    need(proof_.bits == 31 || proof_.bits == 63, {"bits"});
    // a product of two numbers up to the cap is formed before it is compared with the cap
    need(proof_.cap >= 1 && proof_.cap * proof_.cap < power_of_two(number_bits()), {"cap"});
    shape(proof_.box, model::width(model_), {"box"});
    chain();
    for (const LayerRange& layer : proof_.layers) check(layer);
  }

 private:
  /// `steps` follows the schedule, and each layer may be entered from the one before.
  void chain() const {
    std::size_t at = 0;
    const std::vector<Integer>* previous = &proof_.box;
    for (const auto& [block, times] : model_.schedule) {
      for (int time = 0; time < times; ++time, ++at) {
        need(at < proof_.steps.size(), {"steps: too few"});
        const int step = proof_.steps[at];
        need(step >= 0 && static_cast<std::size_t>(step) < proof_.layers.size(), {"steps: index"});
        const LayerRange& layer = proof_.layers[static_cast<std::size_t>(step)];
        need(layer.block == block, {"steps: block"});
        need(layer.entry.size() == previous->size(), {"entry: size"});
        need(at > 0 || !layer.is_checked, {"the first layer has nothing to check at run time"});
        for (std::size_t t = 0; t < previous->size() && !layer.is_checked; ++t) {
          need((*previous)[t] <= layer.entry[t], {"entry is less than the exit before"});
        }
        previous = &layer.exit;
      }
    }
    need(at == proof_.steps.size(), {"steps: too many"});
  }

  void check(const LayerRange& layer) const {
    const model::Block& block = model_.blocks.at(static_cast<std::size_t>(layer.block));
    const int d = model::width(model_);
    shape(layer.entry, d, {"entry"});
    shape(layer.attended, d, {"attended"});
    shape(layer.exit, d, {"exit"});
    need(layer.attention_scale >= 1 && layer.mlp_scale >= 1, {"static scale"});
    need(layer.attention_scale * layer.mlp_scale <= proof_.cap, {"static scales exceed the cap"});
    need(layer.heads.size() == block.heads.size(), {"heads"});
    std::vector<Rational> stream(layer.entry.begin(), layer.entry.end());
    for (std::size_t h = 0; h < block.heads.size(); ++h) {
      check(block.heads[h], layer.heads[h], layer, stream);
    }
    compare(stream, layer.attended, {"attended"});
    need(layer.unit.size() == block.mlp.size() && layer.unit_scale.size() == block.mlp.size(),
         {"units"});
    stream.assign(layer.attended.begin(), layer.attended.end());
    for (std::size_t u = 0; u < block.mlp.size(); ++u) {
      check(block.mlp[u], layer.unit_scale[u], layer.unit[u], layer, stream);
    }
    compare(stream, layer.exit, {"exit"});
    need(layer.entry_cap >= 1 && layer.entry_cap <= proof_.cap, {"entry cap"});
    if (layer.is_half) {
      const Integer least_too_large = least_above_half();
      need(proof_.cap < least_too_large, {"half: row scale"});
      for (const std::vector<Integer>* row : {&layer.entry, &layer.attended}) {
        for (const Integer& bound : *row)
          need(bound * proof_.cap < least_too_large, {"half: stream"});
      }
    }
    for (int t = 0; t < d; ++t) {
      fits(pick(layer.entry, t, {"entry"}) * proof_.cap, {"entry"});
      fits(pick(layer.attended, t, {"attended"}) * proof_.cap, {"attended"});
      fits(pick(layer.exit, t, {"exit"}) * proof_.cap, {"exit"});
    }
  }

  /// Adds to `stream` what the head can add.
  void check(const model::Head& head, const HeadRange& range, const LayerRange& layer,
             std::vector<Rational>& stream) const {
    const auto of = [&head](std::string_view part) {
      return What{.kind = "head", .name = head.name, .part = part};
    };
    need(model::is_hardmax(head.norm) && head.keys.size() == 1 && head.values.size() == 1,
         of("norm or order"));
    shape(range.key, static_cast<int>(range.query.size()), of("d_k"));
    shape(range.value_scale, static_cast<int>(range.value.size()), of("d_v"));
    const std::vector<Integer> query_scales(range.query.size(), range.query_scale);
    const std::vector<Integer> key_scales(range.key.size(), range.key_scale);
    projection(head.query, query_scales, range.query, layer.entry, of("query"));
    projection(head.keys[0], key_scales, range.key, layer.entry, of("key"));
    projection(head.values[0], range.value_scale, range.value, layer.entry, of("value"));
    Integer score = 0;
    for (std::size_t a = 0; a < range.query.size(); ++a) {
      const Integer query = range.query[a] * range.query_scale;
      const Integer key = range.key[a] * range.key_scale;
      score += query * key;
      if (range.is_half && query * key != 0) {
        const Integer larger = query < key ? key : query;
        need(larger * layer.entry_cap < least_above_half(), of("half"));
      }
    }
    need(score <= range.score, of("score"));
    fits(range.score * layer.entry_cap * layer.entry_cap, of("score"));
    for (const auto& [place, weight] : weights_of(head.out)) {
      const Integer& value = pick(range.value, place.second, of("out"));
      const Rational scale(layer.attention_scale, range.value_scale[index(place.second)]);
      need_whole(weight * scale, value, of("out"));
      stream.at(index(place.first)) += weight.abs() * value;
    }
  }

  /// The numerators of a projection, one scale a coordinate.
  void projection(const model::Linear& map, const std::vector<Integer>& scales,
                  const std::vector<Integer>& bounds, const std::vector<Integer>& entry,
                  const What& what) const {
    std::vector<Rational> sums(bounds.size());
    for (const auto& [place, weight] : weights_of(map)) {
      const Integer& source = pick(entry, place.second, what);
      need_whole(weight * pick(scales, place.first, what), source, what);
      sums.at(index(place.first)) += weight.abs() * source;
    }
    compare(sums, bounds, what);
    for (std::size_t a = 0; a < bounds.size(); ++a) {
      need(scales[a] >= 1, what, "scale");
      fits(scales[a] * bounds[a] * proof_.cap, what);
    }
  }

  /// Adds to `stream` what the unit can add.
  void check(const model::Relu& unit, const Integer& scale, const Integer& bound,
             const LayerRange& layer, std::vector<Rational>& stream) const {
    const What name{.kind = "unit", .name = unit.name};
    const What out{.kind = "unit", .name = unit.name, .part = "out"};
    need(scale >= 1, name, "scale");
    need_whole(unit.bias.value * scale, 1, name);
    Rational sum = unit.bias.value.abs();
    for (const auto& [place, weight] : weights_of(unit.in)) {
      const Integer& source = pick(layer.attended, place.second, name);
      need_whole(weight * scale, source, name);
      sum += weight.abs() * source;
    }
    need(sum <= bound, name, "bound");
    fits(scale * bound * proof_.cap, name);
    for (const auto& [place, weight] : weights_of(unit.out)) {
      need_whole(weight * Rational(layer.mlp_scale, scale), bound, out);
      stream.at(index(place.second)) += weight.abs() * bound;
    }
  }

  /// A weight times its static scales is a whole number; weights on a zero are left out of kernels.
  void need_whole(const Rational& weight, const Integer& source, const What& what) const {
    if (source.is_zero()) return;
    need(weight.is_integer(), what, "weight is not whole");
    fits(weight.num(), what);
  }

  static std::size_t index(int value) { return static_cast<std::size_t>(value); }

  static void compare(const std::vector<Rational>& sums, const std::vector<Integer>& bounds,
                      const What& what) {
    for (std::size_t t = 0; t < sums.size(); ++t) {
      need(sums[t] <= bounds[t], what, "too small");
    }
  }

  /// Of 31 bits two numbers of 16, one of them the sign; of 63 bits two of 32.
  [[nodiscard]] Integer least_above_half() const {
    return proof_.bits == 31 ? Integer(1 << 15) : Integer(std::int64_t{1} << 31);
  }

  [[nodiscard]] unsigned number_bits() const { return static_cast<unsigned>(proof_.bits); }

  void fits(const Integer& value, const What& what) const {
    need(value.abs() < power_of_two(number_bits()), what, "too large");
  }

  /// A list of `size` bounds, none of them negative.
  static void shape(const std::vector<Integer>& bounds, int size, const What& what) {
    need(bounds.size() == static_cast<std::size_t>(size), what, "size");
    for (const Integer& bound : bounds) need(bound.sign() >= 0, what, "negative");
  }

  const model::Transformer& model_;
  const RangeProof& proof_;
};

}  // namespace

std::string recheck_range(const model::Transformer& model, const RangeProof& proof) {
  try {
    Recheck(model, proof).run();
  } catch (const Unsound& unsound) {
    return unsound.what();
  }
  return "";
}

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The prover of range proofs: absolute values through every layer, then the largest cap.
#include "reference/engine/range.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "reference/engine/range_bounds.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

using model::Block;
using model::Transformer;

/// What a number of a layer is.
enum class Part { entry, attended, exit, query, key, value, score, unit };

/// A number that fits if coefficient cap < 2^bits; of a score it is entry_cap^2.
struct Demand {
  Part part;
  int at;  ///< coordinate of the stream, head or unit
  Integer coefficient;

  [[nodiscard]] bool is_score() const { return part == Part::score; }
};

/// Every number of a layer.
std::vector<Demand> demands_of(const LayerRange& range) {
  std::vector<Demand> demands;
  const auto demand = [&](Part part, std::size_t at, Integer coefficient) {
    demands.push_back(
        {.part = part, .at = static_cast<int>(at), .coefficient = std::move(coefficient)});
  };
  for (std::size_t t = 0; t < range.entry.size(); ++t) {
    demand(Part::entry, t, range.entry[t]);
    demand(Part::attended, t, range.attended[t]);
    demand(Part::exit, t, range.exit[t]);
  }
  for (std::size_t h = 0; h < range.heads.size(); ++h) {
    const HeadRange& head = range.heads[h];
    for (const Integer& query : head.query) demand(Part::query, h, head.query_scale * query);
    for (const Integer& key : head.key) demand(Part::key, h, head.key_scale * key);
    for (std::size_t a = 0; a < head.value.size(); ++a) {
      demand(Part::value, h, head.value_scale[a] * head.value[a]);
    }
    demand(Part::score, h, head.score);
  }
  for (std::size_t u = 0; u < range.unit.size(); ++u) {
    demand(Part::unit, u, range.unit_scale[u] * range.unit[u]);
  }
  return demands;
}

/// The name of a number of `block`.
std::string name_of(const Transformer& model, const Block& block, const Demand& demand) {
  const std::string coordinate =
      demand.part <= Part::exit ? coordinate_name(model, demand.at) : std::string();
  const auto at = static_cast<std::size_t>(demand.at);
  const auto head = [&](const char* part) { return "head " + block.heads[at].name + part; };
  const auto what = [&]() -> std::string {
    switch (demand.part) {
      case Part::entry:
        return "entry " + coordinate;
      case Part::attended:
        return "attended " + coordinate;
      case Part::exit:
        return "exit " + coordinate;
      case Part::query:
        return head(" query");
      case Part::key:
        return head(" key");
      case Part::value:
        return head(" value");
      case Part::score:
        return head(" score");
      case Part::unit:
        return "unit " + block.mlp[at].name;
    }
    return "";
  };
  return block.name + ": " + what();
}

constexpr const char* too_fine = "the denominators of the weights are too large";

/// The largest power of two that serves as a cap; 0, with the name of the number that is too large,
/// if there is none. A power of two loses nothing that matters and needs few trials.
struct Cap {
  int cap = 0;
  int entry_cap = 0;
  std::string reason = {};
};

/// Proves one model with numbers of one size.
class Prover {
 public:
  Prover(const Transformer& model, int bits)
      : model_(model),
        bits_(bits),
        limit_(power_of_two(static_cast<unsigned>(bits))),
        largest_(largest_cap(bits)) {}

  std::variant<RangeProof, std::string> run(const std::vector<Integer>& box) const {
    RangeProof proof{.model = model_.name, .bits = bits_, .cap = largest_, .box = box};
    std::map<std::pair<int, std::vector<Integer>>, int> known;  // block and entry -> layer
    std::vector<Integer> entry = box;
    for (const auto& [block, times] : model_.schedule) {
      for (int time = 0; time < times; ++time) {
        const auto [found, is_new] = known.try_emplace({block, entry}, proof.layers.size());
        if (is_new) {
          auto next = next_layer(block, entry, proof.steps.empty());
          if (auto* reason = std::get_if<std::string>(&next)) return std::move(*reason);
          proof.layers.push_back(std::get<LayerRange>(std::move(next)));
          const Cap cap = cap_of(proof.layers.back());
          proof.layers.back().entry_cap = cap.entry_cap;
          proof.cap = std::min(proof.cap, Integer(cap.cap));
        }
        proof.steps.push_back(found->second);
        entry = proof.layers[static_cast<std::size_t>(found->second)].exit;
      }
    }
    for (LayerRange& layer : proof.layers) {
      if (layer.attention_scale * layer.mlp_scale > proof.cap) return std::string(too_fine);
      layer.entry_cap = std::min(layer.entry_cap, proof.cap);
      add_halves(layer, proof.cap);
    }
    return proof;
  }

 private:
  /// Marks what fits half of the bits at every row scale.
  void add_halves(LayerRange& layer, const Integer& cap) const {
    const Integer limit = power_of_two(static_cast<unsigned>(half_bits(bits_)));
    const auto fits = [&](const Integer& real) { return real * cap < limit; };
    const auto fits_on_entry = [&](const Integer& real) { return real * layer.entry_cap < limit; };
    layer.is_half = fits(1) && std::ranges::all_of(layer.entry, fits) &&
                    std::ranges::all_of(layer.attended, fits);
    for (HeadRange& head : layer.heads) {
      head.is_half = true;
      for (std::size_t a = 0; a < head.query.size(); ++a) {
        if (head.query[a].is_zero() || head.key[a].is_zero()) continue;
        head.is_half = head.is_half && fits_on_entry(head.query_scale * head.query[a]) &&
                       fits_on_entry(head.key_scale * head.key[a]);
      }
    }
  }

  [[nodiscard]] bool is_met(const Demand& demand, const Cap& cap) const {
    if (demand.is_score()) return demand.coefficient * cap.entry_cap * cap.entry_cap < limit_;
    return demand.coefficient * cap.cap < limit_;
  }

  [[nodiscard]] Cap cap_of(const LayerRange& range) const {
    const std::vector<Demand> demands = demands_of(range);
    Cap result{.cap = largest_, .entry_cap = largest_};
    for (const Demand& demand : demands) {
      if (result.cap == 0 || result.entry_cap == 0) break;
      int& cap = demand.is_score() ? result.entry_cap : result.cap;
      if (is_met(demand, result)) continue;
      while (cap > 0 && !is_met(demand, result)) cap /= 2;
      const Block& block = model_.blocks.at(static_cast<std::size_t>(range.block));
      result.reason =
          name_of(model_, block, demand) + " may not fit " + std::to_string(bits_) + " bits";
    }
    // one layer multiplies a row scale at least by its static scales
    if (range.attention_scale * range.mlp_scale > result.cap) {
      result.cap = 0;
      if (result.reason.empty()) result.reason = too_fine;
    }
    result.entry_cap = std::min(result.entry_cap, result.cap);
    return result;
  }

  /// The layer entered by states that were checked at run time to lie within 2^bits, for the
  /// largest `bits` that leaves the cap `wanted`.
  [[nodiscard]] std::optional<LayerRange> checked_range(int block,
                                                        const std::vector<Integer>& entry,
                                                        int wanted) const {
    for (int bits = bits_ - 20;; --bits) {
      std::vector<Integer> limited = entry;
      for (Integer& bound : limited) {
        bound = std::min(bound, power_of_two(static_cast<unsigned>(bits)));
      }
      LayerRange range = layer_range(model_, block, std::move(limited));
      range.is_checked = true;
      if (cap_of(range).entry_cap >= wanted) return range;
      if (bits == 0) return std::nullopt;
    }
  }

  /// The bounds of a layer entered from `entry`. Layer 0 cannot be checked: its entry is the box.
  [[nodiscard]] std::variant<LayerRange, std::string> next_layer(int block,
                                                                 const std::vector<Integer>& entry,
                                                                 bool is_first) const {
    LayerRange plain = layer_range(model_, block, entry);
    const Cap cap = cap_of(plain);
    // room for the tie counts of one or two layers: the least common multiple of 1 .. 8 is 840
    constexpr int wanted = 1 << 10;
    if (cap.entry_cap < wanted && !is_first) {
      if (auto checked = checked_range(block, entry, wanted)) return *std::move(checked);
    }
    if (cap.entry_cap > 0) return plain;
    return cap.reason;
  }

  const Transformer& model_;
  int bits_;
  Integer limit_;
  int largest_;
};

}  // namespace

std::variant<RangeProof, std::string> prove_range(const Transformer& model,
                                                  const std::vector<Integer>& box, int bits) {
  ATTEST_REQUIRE(bits == 31 || bits == 63, std::to_string(bits));
  ATTEST_REQUIRE(static_cast<int>(box.size()) == width(model), model.name);
  return Prover(model, bits).run(box);
}

}  // namespace attest::engine

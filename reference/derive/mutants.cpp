// SPDX-License-Identifier: Apache-2.0
/// \file
/// Listing the single changes of a description; see mutants.hpp.
#include "reference/derive/mutants.hpp"

#include <string_view>
#include <utility>

#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

using model::Transformer;
using model::Weight;

/// Finds one weight inside a model (or circuit), so that a change can be applied to any copy of it.
template <typename Description>
using Finder = Function<Weight&(Description&)>;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Calls `emit(name, why, must_change_nothing, delta)` for each move of one weight.
template <typename Emit>
void moves(const Weight& weight, const std::string& name, const Rational& quantum, Emit emit) {
  const std::string value = weight.value.to_string();
  const auto one = [&](bool is_up, bool must_change_nothing) {
    std::string why = value + (is_up ? " + " : " - ") + quantum.to_string();
    if (must_change_nothing) why += ": allowed, " + weight.why;
    if (!must_change_nothing && weight.slack != model::Slack::exact)
      why += ": past the bound, " + weight.why;
    emit(name + (is_up ? ".up" : ".down"), why, must_change_nothing, is_up ? quantum : -quantum);
  };
  one(true, weight.slack == model::Slack::at_least);
  one(false, weight.slack == model::Slack::at_most);
}

/// Collects the changes of one model.
class Lister {
 public:
  explicit Lister(const Transformer& model) : model_(model) {}

  [[nodiscard]] std::vector<Change> list() {
    for (int b = 0; b < static_cast<int>(model_.blocks.size()); ++b) list_block(b);
    list_surroundings();
    return std::move(changes_);
  }

 private:
  void add(std::string name, std::string why, Function<void(Transformer&)> apply,
           bool must_change_nothing = false) {
    changes_.push_back({.name = std::move(name),
                        .why = std::move(why),
                        .must_change_nothing = must_change_nothing,
                        .apply = std::move(apply)});
  }

  void weight(const std::string& name, const std::string& what, const Weight& value,
              const Finder<Transformer>& find) {
    moves(value, name, model_.quantum,
          [&](const std::string& full, const std::string& why, bool must_change_nothing,
              const Rational& delta) {
            add(
                full, what + ": " + why, [find, delta](Transformer& m) { find(m).value += delta; },
                must_change_nothing);
          });
  }

  /// Changes of the constants of a circuit that `get` finds.
  void circuit(const std::string& place, const model::Circuit& value,
               const Function<model::Circuit&(Transformer&)>& get) {
    for (auto& [name, change] : circuit_changes(value, place, model_.quantum)) {
      add(name, "constant of a circuit",
          [get, change = change](Transformer& m) { change(get(m)); });
    }
  }

  using LinearOf = Function<model::Linear&(model::Head&)>;

  void linear(int b, int h, const std::string& name, const LinearOf& part) {
    model::Head copy = model_.blocks[index(b)].heads[index(h)];
    const model::Linear& map = part(copy);
    for (std::size_t e = 0; e < map.size(); ++e) {
      const Finder<Transformer> find = [=](Transformer& m) -> Weight& {
        return part(m.blocks[index(b)].heads[index(h)])[e].weight;
      };
      const bool is_out = name.ends_with(".out");
      const std::string what = model::coordinate_name(model_, is_out ? map[e].to : map[e].from) +
                               (is_out ? " from value " : " to coordinate ") +
                               std::to_string(is_out ? map[e].from : map[e].to);
      weight(name + "[" + std::to_string(e) + "]", what, map[e].weight, find);
    }
  }

  void tie_rules(int b, int h, const std::string& name, model::Norm norm) {
    using model::Norm;
    if (norm != Norm::average_hardmax && norm != Norm::leftmost_hardmax &&
        norm != Norm::rightmost_hardmax)
      return;
    for (const Norm other :
         {Norm::average_hardmax, Norm::leftmost_hardmax, Norm::rightmost_hardmax}) {
      if (other == norm) continue;
      add(name + ".tie." + std::string(name_of(other)), "tie rule " + std::string(name_of(other)),
          [=](Transformer& m) { m.blocks[index(b)].heads[index(h)].norm = other; });
    }
  }

  void list_head(int b, int h) {
    const model::Block& block = model_.blocks[index(b)];
    const model::Head& head = block.heads[index(h)];
    const std::string name = block.name + "." + head.name;
    linear(b, h, name + ".query", [](model::Head& x) -> model::Linear& { return x.query; });
    for (std::size_t o = 0; o < head.keys.size(); ++o) {
      const std::string order = head.keys.size() > 1 ? std::to_string(o + 1) : "";
      linear(b, h, name + ".key" + order,
             [o](model::Head& x) -> model::Linear& { return x.keys[o]; });
      linear(b, h, name + ".value" + order,
             [o](model::Head& x) -> model::Linear& { return x.values[o]; });
    }
    linear(b, h, name + ".out", [](model::Head& x) -> model::Linear& { return x.out; });
    add(name + ".drop", "head dropped",
        [=](Transformer& m) { m.blocks[index(b)].heads[index(h)].out.clear(); });
    tie_rules(b, h, name, head.norm);
    if (head.norm == model::Norm::softmax_base) {
      add(name + ".base.up", "base " + head.base.to_string() + " + 1",
          [=](Transformer& m) { m.blocks[index(b)].heads[index(h)].base += 1; });
      if (head.base > 2) {
        add(name + ".base.down", "base " + head.base.to_string() + " - 1",
            [=](Transformer& m) { m.blocks[index(b)].heads[index(h)].base -= 1; });
      }
    }
    if (head.mask >= 0) {
      add(name + ".mask.drop", "mask dropped",
          [=](Transformer& m) { m.blocks[index(b)].heads[index(h)].mask = -1; });
    }
  }

  void list_unit(int b, int u) {
    const model::Block& block = model_.blocks[index(b)];
    const model::Relu& unit = block.mlp[index(u)];
    const std::string name = block.name + ".mlp[" + std::to_string(u) + "]";
    const std::string label = unit.name.empty() ? "unit" : "unit " + unit.name;
    const auto at = [=](Transformer& m) -> model::Relu& {
      return m.blocks[index(b)].mlp[index(u)];
    };
    for (std::size_t t = 0; t < unit.in.size(); ++t) {
      weight(name + ".in[" + std::to_string(t) + "]",
             label + " from " + model::coordinate_name(model_, unit.in[t].at), unit.in[t].weight,
             [=](Transformer& m) -> Weight& { return at(m).in[t].weight; });
    }
    for (std::size_t t = 0; t < unit.out.size(); ++t) {
      weight(name + ".out[" + std::to_string(t) + "]",
             label + " to " + model::coordinate_name(model_, unit.out[t].at), unit.out[t].weight,
             [=](Transformer& m) -> Weight& { return at(m).out[t].weight; });
    }
    weight(name + ".bias", label + " bias", unit.bias,
           [=](Transformer& m) -> Weight& { return at(m).bias; });
    if (!unit.bias.value.is_zero()) {
      add(name + ".bias.drop", label + " without its bias",
          [=](Transformer& m) { at(m).bias.value = 0; });
    }
    add(name + ".drop", label + " dropped", [=](Transformer& m) { at(m).out.clear(); });
  }

  void list_block(int b) {
    const model::Block& block = model_.blocks[index(b)];
    for (int h = 0; h < static_cast<int>(block.heads.size()); ++h) list_head(b, h);
    for (int u = 0; u < static_cast<int>(block.mlp.size()); ++u) list_unit(b, u);
    for (std::size_t t = 0; t < block.token_maps.size(); ++t) {
      circuit(block.name + ".token_map[" + std::to_string(t) + "]", block.token_maps[t],
              [=](Transformer& m) -> model::Circuit& { return m.blocks[index(b)].token_maps[t]; });
    }
  }

  void list_surroundings() {
    circuit("embed", model_.embed, [](Transformer& m) -> model::Circuit& { return m.embed; });
    for (std::size_t t = 0; t < model_.extra_tokens.size(); ++t) {
      const std::string name = "extra." + model_.extra_tokens[t].name;
      circuit(name, model_.extra_tokens[t].embed,
              [t](Transformer& m) -> model::Circuit& { return m.extra_tokens[t].embed; });
      add(name + ".drop", "extra token dropped", [t](Transformer& m) {
        m.extra_tokens.erase(m.extra_tokens.begin() + static_cast<std::ptrdiff_t>(t));
      });
      add(name + ".flip", "extra token at the other end",
          [t](Transformer& m) { m.extra_tokens[t].is_first = !m.extra_tokens[t].is_first; });
    }
    for (std::size_t k = 0; k < model_.masks.size(); ++k) {
      circuit("mask[" + std::to_string(k) + "]", model_.masks[k],
              [k](Transformer& m) -> model::Circuit& { return m.masks[k]; });
    }
    circuit("decode", model_.decode.circuit,
            [](Transformer& m) -> model::Circuit& { return m.decode.circuit; });
    if (model_.decode.readout == model::Readout::threshold) {
      // The other directions would let the two thresholds cross: no model at all.
      const Rational quantum = model_.quantum;
      add("decode.accept.up", "least output that counts as 1: + " + quantum.to_string(),
          [quantum](Transformer& m) { m.decode.accept.value += quantum; });
      add("decode.reject.down", "largest output that counts as 0: - " + quantum.to_string(),
          [quantum](Transformer& m) { m.decode.reject.value -= quantum; });
    }
    add("decode.shift", "readout shifted by one channel", [](Transformer& m) {
      for (model::Step& step : m.decode.circuit.steps) {
        if (step.op == model::Op::input) step.args[0] = (step.args[0] + 1) % model::width(m);
      }
    });
  }

  const Transformer& model_;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<std::pair<std::string, Function<void(model::Circuit&)>>> circuit_changes(
    const model::Circuit& circuit, const std::string& place, const Rational& quantum) {
  std::vector<std::pair<std::string, Function<void(model::Circuit&)>>> result;
  const auto list = [&](const Weight& weight, const std::string& name,
                        const Finder<model::Circuit>& find) {
    moves(weight, name, quantum,
          [&](const std::string& full, const std::string&, bool, const Rational& delta) {
            result.emplace_back(full, [find, delta](model::Circuit& c) { find(c).value += delta; });
          });
  };
  for (std::size_t s = 0; s < circuit.steps.size(); ++s) {
    const model::Step& step = circuit.steps[s];
    const std::string name = place + ".step[" + std::to_string(s) + "]";
    if (step.op == model::Op::constant) {
      list(step.constant, name, [s](model::Circuit& c) -> Weight& { return c.steps[s].constant; });
    }
    for (std::size_t t = 0; t < step.table.size(); ++t) {
      list(step.table[t], name + ".table[" + std::to_string(t) + "]",
           [s, t](model::Circuit& c) -> Weight& { return c.steps[s].table[t]; });
    }
  }
  return result;
}

std::vector<Change> changes(const model::Transformer& model) { return Lister(model).list(); }

}  // namespace attest::derive

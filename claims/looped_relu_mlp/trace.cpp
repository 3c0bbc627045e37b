// SPDX-License-Identifier: Apache-2.0
/// \file
/// Texts of loops; see trace.hpp.
#include "claims/looped_relu_mlp/trace.hpp"

#include <algorithm>
#include <variant>

namespace attest::looped_relu_mlp {
namespace {

/// `size` bits from `first` on, the least significant first: unsigned and, where it is another, as
/// a signed word; the entries where one is no bit.
std::string bits_text(const std::vector<Rational>& row, std::size_t first, std::size_t size,
                      bool is_word) {
  Integer value = 0;
  std::string entries;
  bool are_bits = true;
  for (std::size_t i = size; i-- > 0;) {
    const Rational& bit = row[first + i];
    are_bits = are_bits && (bit == Rational(0) || bit == Rational(1));
    value = value + value + (bit == Rational(1) ? 1 : 0);
    entries += (entries.empty() ? "" : " ") + bit.to_string();
  }
  if (!are_bits) return "(" + entries + ")";
  std::string text = value.to_string();
  if (is_word && row[first + size - 1] == Rational(1)) {
    text += " (" + (value - power_of_two(static_cast<unsigned>(size))).to_string() + ")";
  }
  return text;
}

/// "address 3", or all that are selected.
std::string bus_text(const std::vector<Rational>& row, std::size_t first, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    if (row[first + i].is_zero()) continue;
    text += (text.empty() ? "address " : ", ") + std::to_string(i);
  }
  return text.empty() ? "no address" : text;
}

/// "words" and its copies in later layers.
bool is_memory(const std::string& name) {
  return name.starts_with("words") || name == "next_words";
}

/// Whether the register only hands on what an earlier layer wrote.
bool is_copy(const std::string& name) { return name.find_first_of("12345") != std::string::npos; }

}  // namespace

LoopText::LoopText(Form form, const model::Transformer& network, const Size& size)
    : form_(form),
      network_(network),
      literal_(network, model::Arithmetic::rational, 0),
      size_(size),
      factored_(looped_relu_mlp::network(Form::factored, size)) {
  int first = 0;
  for (const model::Register& one : factored_.registers) {
    first_.push_back(first);
    first += one.size;
  }
  for (const model::Block& block : factored_.blocks) {
    std::map<std::string, const model::Relu*>& units = units_.emplace_back();
    std::set<std::size_t>& written = written_.emplace_back();
    for (const model::Relu& unit : block.mlp) {
      units[unit.name] = &unit;
      for (const model::Term& term : unit.out) {
        const auto after = std::upper_bound(first_.begin(), first_.end(), term.at);
        written.insert(static_cast<std::size_t>(after - first_.begin()) - 1);
      }
    }
  }
}

std::string LoopText::register_text(const Row& wires, std::size_t which) const {
  const model::Register& one = factored_.registers[which];
  const auto first = static_cast<std::size_t>(first_[which]);
  const auto size = static_cast<std::size_t>(one.size);
  if (one.name.ends_with("_bus")) return one.name + " selects " + bus_text(wires, first, size);
  const bool is_address = one.name == "next_pc" || one.name == "after";
  const std::string name = one.name == "after" ? "pc+3" : one.name;
  return name + "=" + bits_text(wires, first, size, !is_address && size > 1);
}

std::string LoopText::layer_text(const Row& wires, std::size_t layer) const {
  std::string text;
  for (const std::size_t which : written_[layer]) {
    const std::string& name = factored_.registers[which].name;
    if (is_memory(name) || is_copy(name)) continue;
    text += (text.empty() ? "" : "  ") + register_text(wires, which);
  }
  return text;
}

std::string LoopText::changes_text(const Row& wires) const {
  const auto n = static_cast<std::size_t>(size_.word_bits);
  const auto next = static_cast<std::size_t>(first_[first_.size() - 2]);
  std::string text;
  for (std::size_t i = 0; i < static_cast<std::size_t>(size_.words); ++i) {
    const std::string before = bits_text(wires, i * n, n, true);
    const std::string after = bits_text(wires, next + i * n, n, true);
    if (before == after) continue;
    text += "  address " + std::to_string(i) + ": " + before + " -> " + after;
  }
  return text.empty() ? "  no word changes" : text;
}

void LoopText::note(const Row& state, std::size_t layer, Row& wires) const {
  if (form_ == Form::factored) {
    wires = state;
    return;
  }
  const auto outputs = static_cast<std::ptrdiff_t>(size_.state_bits());
  if (layer + 1 == network_.blocks.size()) {
    std::copy(state.end() - outputs, state.end(), wires.end() - outputs);
    return;
  }
  for (const model::Relu& unit : network_.blocks[layer].mlp) {
    const auto summed = units_[layer].find(unit.name);
    if (summed == units_[layer].end() || unit.out.empty()) continue;
    const Rational& value = state[static_cast<std::size_t>(unit.out[0].at)];
    for (const model::Term& term : summed->second->out) {
      wires[static_cast<std::size_t>(term.at)] += term.weight.value * value;
    }
  }
}

std::string LoopText::text(std::int64_t number, const check::Case& state) const {
  Row wires(static_cast<std::size_t>(model::width(factored_)));
  std::ranges::copy(state.row(0), wires.begin());
  std::string result = "loop " + std::to_string(number) + ": " + register_text(wires, 1) + "\n";
  const model::Trace trace = literal_.trace(state, model::Tie::as_declared);
  for (std::size_t layer = 0; layer < trace.layers.size(); ++layer) {
    const model::LayerTrace& computed = trace.layers[layer];
    Row after;
    for (const model::Number& entry : computed.state) after.push_back(std::get<Rational>(entry));
    note(after, layer, wires);
    result += "  " + computed.block + ": " + layer_text(wires, layer);
    if (layer + 1 == trace.layers.size()) result += changes_text(wires);
    result += "\n";
  }
  return result;
}

}  // namespace attest::looped_relu_mlp

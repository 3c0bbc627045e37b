// SPDX-License-Identifier: Apache-2.0
/// \file
/// Texts of loops; see trace.hpp.
#include "claims/looped_relu_mlp/trace.hpp"

#include <algorithm>
#include <set>

#include "reference/number/contract.hpp"

namespace attest::looped_relu_mlp {
namespace {

/// What a unit gives.
Rational value_of(const model::Relu& unit, const std::vector<Rational>& row) {
  Rational sum = unit.bias.value;
  for (const model::Term& term : unit.in) {
    sum += term.weight.value * row[static_cast<std::size_t>(term.at)];
  }
  return std::max(sum, Rational(0));
}

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

LoopText::LoopText(const model::Transformer& network, const Size& size)
    : network_(network), size_(size), factored_(looped_relu_mlp::network(Form::factored, size)) {
  for (const model::Block& block : factored_.blocks) {
    std::map<std::string, const model::Relu*>& units = units_.emplace_back();
    for (const model::Relu& unit : block.mlp) units[unit.name] = &unit;
  }
  int first = 0;
  for (const model::Register& one : factored_.registers) {
    first_.push_back(first);
    first += one.size;
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

std::string LoopText::layer_text(const Row& wires, const std::vector<int>& written) const {
  std::string text;
  for (const int which : written) {
    const std::string& name = factored_.registers[static_cast<std::size_t>(which)].name;
    if (is_memory(name) || is_copy(name)) continue;
    text += (text.empty() ? "" : "  ") + register_text(wires, static_cast<std::size_t>(which));
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

std::string LoopText::text(std::int64_t number, const check::Case& state) const {
  Row row(static_cast<std::size_t>(model::width(network_)));
  Row wires(static_cast<std::size_t>(model::width(factored_)));
  std::ranges::copy(state.row(0), row.begin());
  std::ranges::copy(state.row(0), wires.begin());
  std::string result = "loop " + std::to_string(number) + ": " + register_text(wires, 1) + "\n";
  for (std::size_t layer = 0; layer < network_.blocks.size(); ++layer) {
    const model::Block& block = network_.blocks[layer];
    std::vector<Rational> values;
    for (const model::Relu& unit : block.mlp) values.push_back(value_of(unit, row));
    std::set<int> written;
    for (std::size_t u = 0; u < values.size(); ++u) {
      for (const model::Term& term : block.mlp[u].out) {
        row[static_cast<std::size_t>(term.at)] += term.weight.value * values[u];
      }
      const auto unit = units_[layer].find(block.mlp[u].name);
      if (unit == units_[layer].end()) continue;
      for (const model::Term& term : unit->second->out) {
        wires[static_cast<std::size_t>(term.at)] += term.weight.value * values[u];
        const auto after = std::upper_bound(first_.begin(), first_.end(), term.at);
        written.insert(static_cast<int>(after - first_.begin()) - 1);
      }
    }
    result += "  " + block.name + ": " + layer_text(wires, {written.begin(), written.end()});
    if (layer + 1 == network_.blocks.size()) result += changes_text(wires);
    result += "\n";
  }
  return result;
}

}  // namespace attest::looped_relu_mlp

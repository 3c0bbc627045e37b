// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrent layers in integers; see recurrent.hpp.
#include "reference/machine/recurrent.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::machine::recurrent {
namespace {

std::int64_t dot(const Symbols& a, const Symbols& b) {
  std::int64_t sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += a[c] * b[c];
  return sum;
}

/// h + factor e.
void add(Symbols& h, std::int64_t factor, const Symbols& e) {
  for (std::size_t c = 0; c < h.size(); ++c) h[c] += factor * e[c];
}

/// e_0 = 0 and the unit vectors e_1, .., e_letters.
std::vector<Symbols> unit_vectors(std::int64_t letters) {
  const auto count = static_cast<std::size_t>(letters);
  std::vector<Symbols> result(count + 1, Symbols(count, 0));
  for (std::size_t a = 1; a <= count; ++a) result[a][a - 1] = 1;
  return result;
}

}  // namespace

DeltaLayer::DeltaLayer(std::int64_t letters, Broken how)
    : units_(unit_vectors(letters)), how_(how), h_(static_cast<std::size_t>(letters), 0) {
  if (how == Broken::bottom_merged) h_.assign(h_.size(), 1);
}

std::int64_t DeltaLayer::step(std::int64_t x, std::int64_t y) {
  const Symbols& e = units_[static_cast<std::size_t>(previous_)];
  const std::int64_t read = how_ == Broken::queries_previous ? previous_ : x;
  const Symbols& query = units_[static_cast<std::size_t>(read)];
  const std::int64_t early = dot(h_, query);
  if (how_ != Broken::not_erased) add(h_, -dot(h_, e), e);
  add(h_, y, e);
  previous_ = x;
  return how_ == Broken::read_before_write ? early : dot(h_, query);
}

Symbols DeltaLayer::state() const {
  Symbols words{previous_};
  words.insert(words.end(), h_.begin(), h_.end());
  return words;
}

void DeltaLayer::set_state(const Symbols& words) {
  ATTEST_REQUIRE(words.size() == h_.size() + 1, std::to_string(words.size()) + " words");
  previous_ = words.front();
  h_.assign(words.begin() + 1, words.end());
}

Cascade::Cascade(std::int64_t letters, std::int64_t hops, Broken how)
    : how_(how),
      tables_(static_cast<std::size_t>(hops), Symbols(static_cast<std::size_t>(letters), 0)) {}

std::int64_t Cascade::step(std::int64_t x) {
  std::int64_t value = x;
  for (Symbols& table : tables_) {
    const std::int64_t early = table[static_cast<std::size_t>(x - 1)];
    if (previous_ > 0) table[static_cast<std::size_t>(previous_ - 1)] = value;
    value = how_ == Broken::read_before_write ? early : table[static_cast<std::size_t>(x - 1)];
  }
  previous_ = x;
  return value;
}

Symbols Cascade::state() const {
  Symbols words{previous_};
  for (const Symbols& table : tables_) words.insert(words.end(), table.begin(), table.end());
  return words;
}

void Cascade::set_state(const Symbols& words) {
  const std::size_t letters = tables_.empty() ? 0 : tables_.front().size();
  ATTEST_REQUIRE(words.size() == letters * tables_.size() + 1,
                 std::to_string(words.size()) + " words");
  previous_ = words.front();
  std::size_t at = 1;
  for (Symbols& table : tables_) {
    for (std::int64_t& entry : table) entry = words[at++];
  }
}

Recurrent delta_rule_layers(const Symbols& x, std::int64_t letters, std::int64_t layers,
                            Broken how) {
  Recurrent result{.outputs = x};
  for (std::int64_t l = 0; l < layers; ++l) {
    DeltaLayer layer(letters, how);
    for (std::size_t i = 0; i < x.size(); ++i) {
      result.outputs[i] = layer.step(x[i], result.outputs[i]);
    }
    result.words = std::max(result.words, std::ssize(layer.state()));
  }
  return result;
}

Recurrent one_pass(const Symbols& x, std::int64_t letters, std::int64_t hops, Broken how) {
  Cascade layer(letters, hops, how);
  Recurrent result;
  for (const std::int64_t symbol : x) result.outputs.push_back(layer.step(symbol));
  result.words = std::ssize(layer.state());
  return result;
}

}  // namespace attest::machine::recurrent

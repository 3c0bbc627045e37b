// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is kept of the tokens in a window that slides: their columns, by position and token.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "reference/engine/generator_attention.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// The fields of a token.
using Token = std::vector<Rational>;

/// Distinct tokens whose columns are kept.
inline constexpr std::size_t most_kept = 1 << 14;

struct TokenHash {
  std::size_t operator()(const Token& token) const {
    std::uint64_t hash = 0;
    for (const Rational& field : token) hash = hash * 0x9e3779b97f4a7c15ULL + field.hash();
    return hash;
  }
};

/// The columns of tokens in a window, by position and token.
class KeptColumns {
 public:
  /// The number of a token; the same for equal tokens.
  [[nodiscard]] int id_of(const Token& token) {
    return ids_.try_emplace(token, static_cast<int>(ids_.size())).first->second;
  }
  [[nodiscard]] bool is_full() const { return ids_.size() > most_kept; }
  void clear() {
    ids_.clear();
    columns_.clear();
  }
  /// The place of the column of a token at a position; empty where there is none yet.
  [[nodiscard]] std::unique_ptr<const Column>& at(std::size_t position, int id) {
    if (columns_.size() <= position) columns_.resize(position + 1);
    auto& row = columns_[position];
    if (row.size() <= static_cast<std::size_t>(id)) row.resize(static_cast<std::size_t>(id) + 1);
    return row[static_cast<std::size_t>(id)];
  }

 private:
  std::unordered_map<Token, int, TokenHash> ids_ = {};
  std::vector<std::vector<std::unique_ptr<const Column>>> columns_ = {};  // [positions x tokens]
};

}  // namespace attest::engine

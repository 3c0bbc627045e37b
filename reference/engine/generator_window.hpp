// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is kept of tokens: their columns, by position and token in a window that slides, by token
/// alone before the first heads of a sequence that grows.
#pragma once

#include <bit>
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
    std::uint64_t place = 0;  // most fields are 0
    for (const Rational& field : token) {
      ++place;
      if (field.is_zero()) continue;
      const bool is_small = field.is_integer() && field.num().fits_int64();
      const auto value = is_small ? static_cast<std::uint64_t>(field.num().to_int64())
                                  : static_cast<std::uint64_t>(field.hash());
      hash = std::rotl((hash ^ place) * 0x9e3779b97f4a7c15ULL + value, 29);
    }
    return hash * 0x9e3779b97f4a7c15ULL;
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

/// A token before the first heads.
struct BegunToken {
  std::vector<Rational> row = {};
  Column column = {};  ///< of these heads
};

/// Tokens that occur again and again, as far as they are a function of their fields; the first ones
/// are kept, where they stay.
class BegunTokens {
 public:
  /// The token, which `begin()` gives where it is new; null where none more is kept.
  template <typename Begin>
  [[nodiscard]] const BegunToken* of(const Token& token, const Begin& begin) {
    const auto known = begun_.find(token);
    if (known != begun_.end()) return &known->second;
    if (begun_.size() == most_begun) return nullptr;
    return &begun_.emplace(token, begin()).first->second;
  }

 private:
  static constexpr std::size_t most_begun = 1 << 10;
  std::unordered_map<Token, BegunToken, TokenHash> begun_ = {};
};

}  // namespace attest::engine

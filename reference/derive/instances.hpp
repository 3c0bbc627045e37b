// SPDX-License-Identifier: Apache-2.0
/// \file
/// An instance map, evaluated once for each token and letter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/derive/reduces.hpp"
#include "reference/number/matrix.hpp"
#include "reference/protocol/cut.hpp"

namespace attest::derive {

/// The letters of every word of one party, by index; nothing where the word is not admitted.
class Words {
 public:
  /// \throws BrokenInvariant for a letter that is not a small integer >= 0, or more than 2^22 words
  explicit Words(const check::CaseSpace& space);

  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(words_.size()); }
  [[nodiscard]] const std::optional<std::vector<int>>& at(std::int64_t index) const {
    return words_.at(static_cast<std::size_t>(index));
  }
  /// Largest letter of any word; 0 if there is none.
  [[nodiscard]] int largest_letter() const { return largest_letter_; }

 private:
  std::vector<std::optional<std::vector<int>>> words_;
  int largest_letter_ = 0;
};

/// All instances of one reduction.
class Instances {
 public:
  explicit Instances(Reduces reduces);

  [[nodiscard]] const Reduces& reduces() const { return reduces_; }
  [[nodiscard]] const Words& alice() const { return alice_; }
  [[nodiscard]] const Words& bob() const { return bob_; }
  [[nodiscard]] std::int64_t pairs() const { return alice_.size() * bob_.size(); }
  [[nodiscard]] bool is_admitted(std::int64_t a, std::int64_t b) const {
    return alice_.at(a).has_value() && bob_.at(b).has_value();
  }

  /// The tokens of the pair (a, b). \pre is_admitted(a, b) \throws model::Undefined
  [[nodiscard]] Matrix tokens(std::int64_t a, std::int64_t b) const;
  /// The tokens when every letter of both is `letter`, as far as the map has a token for it.
  [[nodiscard]] Matrix tokens_of_letter(int letter) const;
  /// Answer of the source, 0, .., answers-1. \pre is_admitted(a, b)
  [[nodiscard]] int source(std::int64_t a, std::int64_t b) const;
  /// Answer of the target on the instance. \pre is_admitted(a, b) \throws model::Undefined,
  /// also where that is not 0, .., answers-1: a broken map may make such tokens
  [[nodiscard]] int target(std::int64_t a, std::int64_t b) const;
  /// "a = (0, 1) b = (1, 1)".
  [[nodiscard]] std::string text(std::int64_t a, std::int64_t b) const;
  /// Bob's tokens and the reader. \pre the reader's place is fixed
  [[nodiscard]] protocol::Cut cut() const;

 private:
  using Token = std::optional<std::vector<Rational>>;  // nothing: undefined

  [[nodiscard]] int letter_at(const Place& place, std::int64_t a, std::int64_t b) const;
  [[nodiscard]] const std::vector<Rational>& token(std::size_t place, int letter) const;

  Reduces reduces_;
  Words alice_;
  Words bob_;
  std::vector<std::vector<Token>> tokens_;  // [places x letters]
};

}  // namespace attest::derive

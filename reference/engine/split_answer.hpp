// SPDX-License-Identifier: Apache-2.0
/// \file
/// The answers of one readout over boolean tokens, word by word, out of split tables.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/split_fixed.hpp"
#include "reference/engine/split_readout.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Looks up on which side of its threshold a readout is. Two tables hold the sums over the first
/// and the last half of the tokens in fixed point; where the sum is within its error the sign is
/// decided by `sign_of`, exact ties included. Const and thread-safe once made.
class SplitAnswers {
 public:
  /// The tables for words of n tokens, each 0 or 1, or why there are none; see readout_sums.
  /// \throws InputError if the model is not valid; model::Undefined where it has no value
  [[nodiscard]] static std::variant<SplitAnswers, std::string> make(const model::Transformer& model,
                                                                    int n);

  /// The answer as the literal evaluator gives it where it decides: 1, 0, or 1/2 between the two
  /// thresholds. The first token of the word is the most significant.
  [[nodiscard]] Rational answer(std::uint64_t word) const;
  /// Whether the tables leave a word to `sign_of`.
  [[nodiscard]] bool is_exact_case(std::uint64_t word) const;

  /// Greatest error of the tables [units of the sum it is in]; 0: all are exact.
  [[nodiscard]] std::int64_t error() const;
  /// Number of sums: one or two for each side.
  [[nodiscard]] std::size_t sums() const { return accept_.size() + reject_.size(); }

 private:
  /// One sum over the words with some values at its fixed tokens.
  struct Sum {
    ReadoutSum exact;
    std::vector<int> bits;  // of the word, by free token
    std::uint64_t fixed_bits = 0;
    std::uint64_t fixed_values = 0;
    int low_bits = 0;
    std::vector<std::int64_t> low;  // with the constant
    std::vector<std::int64_t> high;
    std::int64_t error = 0;
    bool is_table_exact = false;

    [[nodiscard]] std::int64_t value(std::uint64_t word) const {
      return low[word & ((std::uint64_t{1} << low_bits) - 1)] + high[word >> low_bits];
    }
    /// Whether the word is on the side; nothing where the tables do not say.
    [[nodiscard]] std::optional<bool> side(std::uint64_t word) const;
  };

  SplitAnswers() = default;
  static std::optional<Sum> tables_of(const ReadoutSum& sum);
  static const Sum& sum_for(const std::vector<Sum>& sums, std::uint64_t word);
  static bool is_on(const Sum& sum, std::uint64_t word);

  std::vector<Sum> accept_;
  std::vector<Sum> reject_;
};

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Networks in certified balls, evaluated here by plain formulas and by the literal evaluator.
#pragma once

#include <vector>

#include "claims/rank_collapse/parts.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/random.hpp"

namespace attest::rank_collapse {

/// A matrix of enclosures [rows x cols], row-major.
struct Table {
  int rows = 0;
  int cols = 0;
  std::vector<Ball> entries = {};

  [[nodiscard]] const Ball& operator()(int i, int j) const {
    return entries[static_cast<std::size_t>(i) * static_cast<std::size_t>(cols) +
                   static_cast<std::size_t>(j)];
  }
};

/// The exact entries at a precision [bits].
[[nodiscard]] Table table_of(const Matrix& matrix, int precision);
/// a b [rows of a x cols of b].
[[nodiscard]] Table product(const Table& a, const Table& b);
/// a b^T.
[[nodiscard]] Table product_transposed(const Table& a, const Table& b);
/// Every row less `centre` [cols].
[[nodiscard]] Table less_centre(const Table& x, const std::vector<Ball>& centre);
/// The mean of the rows [cols].
[[nodiscard]] std::vector<Ball> mean_of(const Table& x);

/// |x|.
[[nodiscard]] Ball magnitude(const Ball& x);
/// base^exponent. \pre exponent >= 1
[[nodiscard]] Ball power(const Ball& base, std::int64_t exponent);
/// max - min of a nonempty list.
[[nodiscard]] Ball oscillation(const std::vector<Ball>& entries);
/// osc of column k.
[[nodiscard]] Ball column_oscillation(const Table& x, int k);
/// delta: the largest osc of a column.
[[nodiscard]] Ball delta(const Table& x);
/// Largest sum of absolute values of a column, and of a row.
[[nodiscard]] Ball column_norm(const Table& x);
[[nodiscard]] Ball row_norm(const Table& x);
/// Softmax of a nonempty list of scores.
[[nodiscard]] std::vector<Ball> softmax(const std::vector<Ball>& scores);

/// One head at a precision: W_QK = W_Q W_K^T, c = W_K b_Q, W_h, and sqrt(d_k).
struct EnclosedHead {
  Table score;                 ///< W_QK / sqrt(d_k) [d x d]
  std::vector<Ball> key_bias;  ///< W_K b_Q / sqrt(d_k) [d]
  Table mix;                   ///< W_h [d x d]
  Ball score_sum;              ///< sum of the absolute values of W_QK, over sqrt(d_k)
  Ball score_norm;             ///< its largest sum of a column, over sqrt(d_k)
  Ball score_spectral;         ///< |W_Q| |W_K| / sqrt(d_k) of d_k = 1; of other d_k score_sum
};

/// A layer at a precision.
struct EnclosedLayer {
  std::vector<EnclosedHead> heads;
  std::vector<Ball> bias;  ///< [d]
};
[[nodiscard]] EnclosedLayer enclosed(const LayerWeights& layer, int precision);

/// SA(x), without the skip.
[[nodiscard]] Table attention(const EnclosedLayer& layer, const Table& x);

/// X_0, .., X_L by the formulas of this file.
[[nodiscard]] std::vector<Table> plain_states(const Network& network, int precision);
/// X_0, .., X_L by the description and the literal evaluator. \throws model::Undecided
[[nodiscard]] std::vector<Table> literal_states(const Network& network, int precision);

/// Shape of a random network.
struct Shape {
  int tokens = 4;  ///< n
  int width = 3;   ///< d
  int key = 1;     ///< d_k
  int heads = 1;   ///< H
  int layers = 4;  ///< L
  int shrink = 1;  ///< tokens are divided by it
  bool has_skips = false;
};
/// Entries are nonzero multiples of 1/4 in [-3/4, 3/4], of tokens divided by `shrink`, 0 allowed.
[[nodiscard]] Network random_network(const Shape& shape, Random& random);
/// Whether no two tokens become equal: in the first layer no two keys are equal in every head, else
/// three tokens come to lie on a line, on which a query above may vanish; in the first layer, for
/// any two tokens, and for any token and the centres 0 and the mean, the scores of some head are
/// not a constant apart; and where a layer has one head, its W_h is not singular, else a query
/// above may vanish on all differences of tokens.
[[nodiscard]] bool is_generic(const Network& network);

/// Whether c delta^2 <= 1 and |W_QK|_sum delta^2 / sqrt(d_k) <= 5/4 at the input with every layer's
/// weights: then delta never grows, and D <= 5/4 <= 1.256 in every layer around any centre within
/// the box of the tokens.
[[nodiscard]] bool is_small(const Network& network);

/// A network as one row of numbers, and back.
[[nodiscard]] check::Case case_of(const Network& network);
[[nodiscard]] Network network_of(const check::Case& chosen);

/// Networks made to attain a bound, if asked for, then `count` random ones that are generic and,
/// for shrunken tokens without skips (I2, I2.norms), small.
[[nodiscard]] check::CaseSpace network_space(const Shape& shape, std::int64_t count, bool has_named,
                                             std::uint64_t seed);

/// I4 pair by pair, layer by layer: the bounds on states X_0..X_(L-1), and what is bounded.
[[nodiscard]] std::vector<Ball> pair_bounds(const Network& network,
                                            const std::vector<Table>& states,
                                            const std::string& twist, int precision);
[[nodiscard]] std::vector<Ball> pair_distances(const std::vector<Table>& states);

/// floor(-log2 x). \throws model::Undecided
[[nodiscard]] Integer bits_below_one(const Ball& x);
/// round(scale log10 x). \throws model::Undecided
[[nodiscard]] Integer scaled_log10(const Ball& x, const Integer& scale);
/// round(1000 log10 x). \throws model::Undecided
[[nodiscard]] Integer thousandths_of_log10(const Ball& x);

}  // namespace attest::rank_collapse

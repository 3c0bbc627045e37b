// SPDX-License-Identifier: Apache-2.0
/// \file
/// First layers as matrices: some that lose a direction of the data, some that lose none.
#include <algorithm>
#include <bit>

#include "claims/sparse_averaging_mlp_rnn_bounds/claim.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

/// The matrix of `entry`.
template <typename Entry>
Matrix filled(int rows, int columns, Entry entry) {
  Matrix matrix(rows, columns);
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) matrix(r, c) = entry(r, c);
  }
  return matrix;
}

/// Rows of Sylvester's matrix, cut to some columns.
int hadamard_entry(int r, int c) {
  return std::popcount(static_cast<unsigned>(r) & static_cast<unsigned>(c)) % 2 == 0 ? 1 : -1;
}

}  // namespace

Matrix random_weights(int rows, int columns, std::uint64_t seed, std::int64_t index) {
  Random random(seed, 2, static_cast<std::uint64_t>(index));
  const bool is_sparse = index % 3 == 0;
  return filled(rows, columns, [&](int, int) {
    const bool is_zero = is_sparse && random.below(4) != 0;
    return is_zero ? Rational(0) : Rational{random.between(-9, 9), random.between(1, 4)};
  });
}

std::vector<Layer> deficient_layers(int n, int features) {
  const int columns = n * features;
  const int rows = columns - 1;
  std::vector<Layer> list;
  list.push_back({"identity without its middle row", filled(rows, columns, [&](int r, int c) {
                    return Rational((r < columns / 2 ? r : r + 1) == c ? 1 : 0);
                  })});
  list.push_back({"Hadamard rows", filled(rows, columns, [](int r, int c) {
                    return Rational(hadamard_entry(r + 1, c));
                  })});
  list.push_back({"second differences", filled(rows, columns, [](int r, int c) {
                    return Rational(c == r ? -2 : c == r + 1 || c == r - 1 ? 1 : 0);
                  })});
  list.push_back({"sparse", random_weights(rows, columns, 1, 0)});
  list.push_back({"powers", filled(rows, columns, [](int r, int c) {
                    return Rational(pow(Integer(c % 7 - 3), static_cast<unsigned>(r % 5)));
                  })});
  list.push_back({"prefix sums without the last",
                  filled(rows, columns, [](int r, int c) { return Rational(c <= r ? 1 : 0); })});
  // Its kernel is (-1, 1, .., 1): along the first value one entry is 1, all others are -1.
  list.push_back({"differences from the last, one sum", filled(rows, columns, [=](int r, int c) {
                    return Rational(c == r ? 1 : c < columns - 1 ? 0 : r == 0 ? 1 : -1);
                  })});
  list.push_back(
      {"wider than the data, each row twice",
       filled(2 * rows, columns, [](int r, int c) { return Rational(c <= r / 2 ? c + 1 : 0); })});
  return list;
}

std::vector<Layer> full_layers(int n, int q, int features) {
  const int columns = n * features;
  const auto order = static_cast<int>(std::bit_ceil(static_cast<unsigned>(columns)));
  std::vector<Layer> list;
  list.push_back({"identity",
                  filled(columns, columns, [](int r, int c) { return Rational(r == c ? 1 : 0); })});
  list.push_back({"Hadamard", filled(order, columns,
                                     [](int r, int c) { return Rational(hadamard_entry(r, c)); })});
  list.push_back({"prefix sums",
                  filled(columns, columns, [](int r, int c) { return Rational(c <= r ? 1 : 0); })});
  list.push_back({"Vandermonde", filled(columns, columns, [](int r, int c) {
                    return Rational(pow(Integer(c + 1), static_cast<unsigned>(r)));
                  })});
  const model::Transformer model = network(n, q, features);
  const std::vector<model::Relu>& units = model.blocks.at(0).mlp;
  const int first = model::coordinate(model, "z");
  Matrix weights(static_cast<int>(units.size()), columns);
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (const model::Term& term : units[u].in) {
      if (term.at >= first && term.at < first + columns) {
        weights(static_cast<int>(u), term.at - first) = term.weight.value;
      }
    }
  }
  list.push_back({"first layer of the network", std::move(weights)});
  return list;
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds

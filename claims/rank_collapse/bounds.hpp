// SPDX-License-Identifier: Apache-2.0
/// \file
/// The two sides of the inequalities along networks: bounds, and what is bounded.
#pragma once

#include <string>
#include <vector>

#include "claims/rank_collapse/enclosed.hpp"

namespace attest::rank_collapse {

/// A network, its states X_0..X_L, and the precision at which they were computed.
struct View {
  const Network& network;
  const std::vector<Table>& states;
  int precision;

  [[nodiscard]] Ball number(const Rational& value) const { return Ball::exact(value, precision); }
  [[nodiscard]] EnclosedLayer layer(std::size_t l) const {
    return enclosed(network.layers[l], precision);
  }
  [[nodiscard]] std::size_t layers() const { return network.layers.size(); }
};

/// A list of bounds, broken by a twist; empty: as they are.
using Bound = std::vector<Ball> (*)(const View&, const std::string& twist);
/// What is bounded, entry by entry.
using Measure = std::vector<Ball> (*)(const View&);

/// c of a layer: sum over heads of the sum norm of W_QK times the column norm of W_h, over
/// 4 sqrt(d_k); broken by a twist.
[[nodiscard]] Ball cubic_constant(const View& view, std::size_t l, const std::string& twist);

/// I4 pair by pair, layer by layer.
[[nodiscard]] std::vector<Ball> pair_bound(const View& view, const std::string& twist);

/// Distances of pairs of tokens, column by column.
[[nodiscard]] std::vector<Ball> pair_distance(const View& view);

/// Layer by layer c delta^3, the closed form from the input on, and for three tokens and more,
/// where it is not attained, the form with tanh.
[[nodiscard]] std::vector<Ball> cubic_bound(const View& view, const std::string& twist);

/// delta of every layer, once for each form of the bound.
[[nodiscard]] std::vector<Ball> cubic_measure(const View& view);

/// I3 entry by entry, around both centres.
[[nodiscard]] std::vector<Ball> centre_bound(const View& view, const std::string& twist);

/// |SA(X) - 1x'^T| entry by entry, around both centres.
[[nodiscard]] std::vector<Ball> centre_measure(const View& view);

/// Per norm around the mean: with phi, and the cubic form with gamma.
[[nodiscard]] std::vector<Ball> norm_bound(const View& view, const std::string& twist);

/// Both norms of the deviation from the next centre, once for each form.
[[nodiscard]] std::vector<Ball> norm_measure(const View& view);

/// The square of the published bounds with gamma = 1, its least value, and with lower bounds of the
/// norms on the right: from one layer to the next, and from the input on.
[[nodiscard]] std::vector<Ball> published_bound(const View& view, const std::string& twist);

/// An upper bound on the square of the composite norm of res(X_l): that around the mean.
[[nodiscard]] std::vector<Ball> published_measure(const View& view);

/// With skips: delta (1 - c delta^2), and for three tokens and more osc_k(X) less the form with
/// tanh: osc_k(X) - delta(SA(X)) itself is attained, and no precision decides an equality.
[[nodiscard]] std::vector<Ball> skip_bound(const View& view, const std::string& twist);

/// delta and the osc of every column of every layer.
[[nodiscard]] std::vector<Ball> skip_measure(const View& view);

}  // namespace attest::rank_collapse

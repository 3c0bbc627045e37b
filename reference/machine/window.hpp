// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers of sliding windows with global tokens: what can reach a token, and a model that uses all
/// of its reach.
#pragma once

#include <cstdint>
#include <vector>

namespace attest::machine::window {

/// Which positions a position reads in a layer. The first `globals` positions are global tokens.
struct Pattern {
  std::int64_t w = 0;        ///< position i reads [i - w, i]
  std::int64_t globals = 0;  ///< every position reads these
  bool is_causal = true;     ///< else the global tokens read every position
};

/// Whether position i reads position j.
[[nodiscard]] bool reads(const Pattern& pattern, std::int64_t i, std::int64_t j);

/// Whether the last token of two words of one length may differ after `layers` layers of a pattern,
/// whatever the weights: the tokens in which the words differ, spread layer by layer.
[[nodiscard]] bool may_differ(const std::vector<std::int64_t>& u,
                              const std::vector<std::int64_t>& v, std::int64_t layers,
                              const Pattern& pattern);

/// Positions before `cut` that some position from `cut` to n - 1 reads: what crosses in a layer.
[[nodiscard]] std::int64_t crossing(const Pattern& pattern, std::int64_t n, std::int64_t cut);

/// The last entry after `layers` layers y_i <- max over 0 <= d <= w of y_{i-d} + d: a window model
/// whose answer depends on the farthest token that it reaches. \pre the word is not empty
[[nodiscard]] std::int64_t max_plus(std::vector<std::int64_t> y, std::int64_t layers,
                                    std::int64_t w);

}  // namespace attest::machine::window

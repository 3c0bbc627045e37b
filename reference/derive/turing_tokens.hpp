// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens a step of a Turing machine, counted alike for all constructions that write its run.
///
/// A claim whose model writes a machine's steps as tokens returns turing_tokens() among its
/// series. Series of the same name, title and sizes in several claims are drawn into one picture.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/series.hpp"
#include "reference/derive/series.hpp"
#include "reference/machine/turing.hpp"

namespace attest::derive {

/// 1LB1RA_1RA1LB, which goes left and right by turns, from a blank tape one cell farther each time:
/// as many steps to the left as to the right, up to one.
[[nodiscard]] machine::turing::Table bouncer();

/// 1LA1LA, which goes left for ever.
[[nodiscard]] machine::turing::Table left_runner();

/// first, 2 first, 4 first, .., up to last.
[[nodiscard]] std::vector<std::int64_t> doublings(std::int64_t first, std::int64_t last);

/// What geometric queues with two levels promise on so many cells: 4(2B + 3) + 1 tokens a step, B
/// the least from 2 on with 2 B^2 >= cells.
[[nodiscard]] std::int64_t two_level_tokens(std::int64_t cells);

/// A run of the bouncer on a blank tape.
struct Bounces {
  std::int64_t steps = 0;  ///< most after which it has stood on no more cells than asked for
  std::int64_t head = 0;   ///< number of its first cell among those that it stands on [0-based]
};

/// The run that stands on `cells` cells. \pre cells >= 2
[[nodiscard]] Bounces bounces_on(std::int64_t cells);

/// Tokens that a construction writes for `steps` steps of the bouncer on `cells` cells; nothing
/// where it is not counted.
using TokensFor = Function<std::optional<std::int64_t>(std::int64_t cells, const Bounces& run)>;

/// Its tokens a step, by cells.
[[nodiscard]] Count tokens_a_step(const TokensFor& tokens);

/// The series turing_tokens: these lines, a token a step as the least, the tape as a baseline.
[[nodiscard]] check::Series turing_tokens(std::vector<check::Line> lines);

}  // namespace attest::derive

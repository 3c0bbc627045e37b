// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens that a step costs, and scores that softmax needs, at growing windows.
#include "reference/derive/series.hpp"

#include <optional>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/derive/turing_tokens.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using check::LineKind;
using machine::turing::Move;
using machine::turing::Table;

using Count = std::optional<Rational>;

/// 1RA1LB_0RA0LB: fills the ring going right, then clears it going left.
Table zig_zag() {
  return {.states = 2,
          .symbols = 2,
          .entries = {{{.write = 1, .move = Move::right, .next = 0}},
                      {{.write = 1, .move = Move::left, .next = 1}},
                      {{.write = 0, .move = Move::right, .next = 0}},
                      {{.write = 0, .move = Move::left, .next = 1}}}};
}

/// Tokens from the first step of a machine on a blank ring to the one `steps` later.
Count tokens_of(const Table& table, std::int64_t window, std::int64_t steps) {
  const auto size = static_cast<int>(window);
  DecoderRun run(table, decoder(table), size, size);
  std::int64_t first = 0;
  while (run.steps() <= steps) {
    if (!run.step()) return std::nullopt;
    if (run.steps() == 1 && first == 0) first = run.tokens();
  }
  return Rational(run.tokens() - first);
}

/// On a ring of the cells that it goes over: a window of one token less.
std::optional<std::int64_t> bounce_tokens(std::int64_t cells, const derive::Bounces& bounces) {
  const std::optional<Rational> tokens = tokens_of(derive::bouncer(), cells - 1, bounces.steps);
  if (!tokens) return std::nullopt;
  return tokens->num().to_int64();
}
Count window_of_cells(std::int64_t cells) { return Rational(cells - 1); }

Count left_moves(std::int64_t window) { return tokens_of(derive::left_runner(), window, window); }
Count sweeps(std::int64_t window) { return tokens_of(zig_zag(), window, 2 * (window + 1)); }

Count square(std::int64_t window) { return Rational(window * window); }
Count same(std::int64_t window) { return Rational(window); }
Count sweep_steps(std::int64_t window) { return Rational(2 * (window + 1)); }
Count sweep_bound(std::int64_t window) { return Rational(2 * (window + 1) * window); }

/// On the W + 1 cells of the ring.
Count geometric(std::int64_t window) {
  return Rational(window * derive::two_level_tokens(window + 1));
}
Count geometric_sweep(std::int64_t window) {
  return Rational(2 * (window + 1) * derive::two_level_tokens(window + 1));
}

check::Series left_series() {
  return {.name = "left_moves",
          .title = "Tokens for W moves to the left",
          .size = "W",
          .size_meaning = "tokens of the window",
          .quantity = "tokens",
          .sizes = derive::doublings(1, 128),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "counted", .kind = LineKind::construction, .count = left_moves},
                    {.name = "at most W a step",
                     .kind = LineKind::upper_bound,
                     .formula = "$W^2$",
                     .note = "published as $O(t\\,s)$",
                     .count = square},
                    {.name = "at least one a step",
                     .kind = LineKind::lower_bound,
                     .formula = "$W$",
                     .count = same},
                    {.name = "geometric queues, two levels",
                     .kind = LineKind::competitor,
                     .formula = "$W (4(2B+3)+1)$, $2B^2 \\ge W+1$",
                     .note = "the promise of the follow-up construction, not counted here",
                     .count = geometric},
                    {.name = "one token a step",
                     .kind = LineKind::baseline,
                     .formula = "$W$",
                     .note = "a chain of thought that sees all tokens",
                     .count = same}}};
}

check::Series sweep_series() {
  return {.name = "zig_zag",
          .title = "Tokens for a sweep round the ring and back",
          .size = "W",
          .size_meaning = "tokens of the window",
          .quantity = "tokens",
          .sizes = derive::doublings(1, 128),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "counted", .kind = LineKind::construction, .count = sweeps},
                    {.name = "at most W a step",
                     .kind = LineKind::upper_bound,
                     .formula = "$2(W+1)W$",
                     .count = sweep_bound},
                    {.name = "geometric queues, two levels",
                     .kind = LineKind::competitor,
                     .formula = "$2(W+1)(4(2B+3)+1)$, $2B^2 \\ge W+1$",
                     .note = "the promise of the follow-up construction, not counted here",
                     .count = geometric_sweep},
                    {.name = "one token a step",
                     .kind = LineKind::baseline,
                     .formula = "$2(W+1)$",
                     .note = "a chain of thought that sees all tokens",
                     .count = sweep_steps}}};
}

/// Whether a decoder pops the oldest symbol when all the others are the other one.
bool pops(const model::Transformer& model, std::int64_t window) {
  for (const int symbol : {0, 1}) {
    check::Case tokens(static_cast<int>(window), 2);
    for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = i == 0 ? symbol : 1 - symbol;
    // From the start the popped symbol is what is held then.
    const machine::post::Codes codes{.states = 1, .symbols = 2};
    const machine::post::State held{machine::post::Phase::at_head, 0, symbol};
    const std::vector<Rational> found =
        model::answer(model, tokens, {.arithmetic = model::Arithmetic::rational});
    if (found[1] != Rational(codes.code(held))) return false;
  }
  return true;
}

Count least_gain(std::int64_t window) {
  std::int64_t gain = 0;
  while (!pops(decoder(derive::left_runner(), {.norm = model::Norm::softmax_base, .gain = gain}),
               window)) {
    ++gain;
  }
  return Rational(gain);
}

Count log_window(std::int64_t window) { return Rational(ceil_log2(window)); }

check::Series gain_series() {
  return {.name = "score",
          .title = "Score of the oldest token under softmax in base 2",
          .size = "W",
          .size_meaning = "tokens of the window",
          .quantity = "score",
          .sizes = {2, 3, 4, 5, 8, 9, 16, 17, 32, 33, 64, 65},
          .is_log_size = true,
          .lines = {{.name = "softmax, least on the worst windows",
                     .kind = LineKind::construction,
                     .count = least_gain},
                    {.name = "a weight above one half",
                     .kind = LineKind::lower_bound,
                     .formula = "$\\lceil\\log_2 W\\rceil$",
                     .count = log_window},
                    {.name = "hardmax",
                     .kind = LineKind::baseline,
                     .formula = "$1$",
                     .count = derive::constant(1)}}};
}

check::Series bounce_series() {
  return derive::turing_tokens({{.name = "window of constant bits",
                                 .kind = LineKind::construction,
                                 .note = "sees a window of S - 1 tokens",
                                 .count = derive::tokens_a_step(bounce_tokens)},
                                {.name = "promised: window of constant bits",
                                 .kind = LineKind::upper_bound,
                                 .formula = "$W$, $W = S - 1$",
                                 .bounded = "window of constant bits",
                                 .count = window_of_cells}});
}

}  // namespace

std::vector<check::Series> series() {
  return {bounce_series(), left_series(), sweep_series(), gain_series()};
}

}  // namespace attest::post_machine_constant_bits

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens that a step costs at growing space, and bits of a token at growing numbers of heads.
#include "reference/derive/series.hpp"

#include <optional>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/derive/turing_tokens.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::geometric_queue_machine {
namespace {

using check::LineKind;
using machine::multitape::Table;

using Count = std::optional<Rational>;

/// Goes right over ones to the first blank and back to the last one.
Table sweeper() {
  return machine::multitape::table_of(machine::turing::table_of("0LB1RA_---1LB", claim_id));
}

/// ceil(space^(1/levels)), at least 2.
int base_of(std::int64_t space, int levels) {
  int base = 2;
  while (machine::ring_stack::ring_cells(base, levels) < space) ++base;
  return base;
}

/// Tokens a step of a sweep over `space` cells and back.
Count tokens_a_step(std::int64_t space, int levels) {
  const std::int64_t steps = 2 * space;
  DecoderRun run = start({.table = sweeper(),
                          .words = {std::vector<int>(static_cast<std::size_t>(space), 1)},
                          .base = base_of(space, levels),
                          .levels = levels,
                          .steps = steps});
  if (!run_steps(run, steps)) return std::nullopt;
  return Rational(run.tokens(), steps);
}

constexpr std::int64_t most_space_of_one = 64;  // of one level: 2B tokens a step, B = s

Count one_level(std::int64_t space) {
  return space > most_space_of_one ? std::nullopt : tokens_a_step(space, 1);
}
Count two_levels(std::int64_t space) { return tokens_a_step(space, 2); }
Count three_levels(std::int64_t space) { return tokens_a_step(space, 3); }

/// The bound on a sweep, a step.
Count bound_of(std::int64_t space, int levels) {
  const std::int64_t steps = 2 * space;
  const Sizes sizes = sizes_of(sweeper(), base_of(space, levels), levels);
  return Rational(token_bound(sizes, steps), steps);
}
Count one_bound(std::int64_t space) { return bound_of(space, 1); }
Count two_bound(std::int64_t space) { return bound_of(space, 2); }
Count three_bound(std::int64_t space) { return bound_of(space, 3); }

/// A ring of s cells: a token a step to the right, s - 1 a step to the left.
Count one_queue(std::int64_t space) { return Rational(space, 2); }

check::Line construction_line(const char* name, const derive::Count& count, const char* note = "") {
  return {.name = name, .kind = LineKind::construction, .note = note, .count = count};
}
check::Line bound_line(const char* name, const char* of, const derive::Count& count) {
  return {.name = name,
          .kind = LineKind::upper_bound,
          .formula = "$2k'(2B+3) + 1 + O(1)$",
          .bounded = of,
          .count = count};
}

check::Series sweep_series() {
  return {.name = "tokens_a_step",
          .title = "Tokens a step of a sweep over s cells and back",
          .size = "s",
          .size_meaning = "cells",
          .quantity = "tokens a step",
          .sizes = {2, 4, 8, 16, 32, 64, 128, 256},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {construction_line("one head, counted", one_level, "up to 64 cells"),
                    construction_line("two heads, counted", two_levels),
                    construction_line("three heads, counted", three_levels),
                    bound_line("bound for one head", "one head, counted", one_bound),
                    bound_line("bound for two heads", "two heads, counted", two_bound),
                    bound_line("bound for three heads", "three heads, counted", three_bound),
                    {.name = "at least one a step",
                     .kind = LineKind::lower_bound,
                     .formula = "$1$",
                     .count = derive::constant(1)},
                    {.name = "one queue",
                     .kind = LineKind::baseline,
                     .formula = "$s/2$",
                     .note = "Post machine with a window of s - 1 tokens: 1 and s - 1 in turn",
                     .count = one_queue}}};
}

/// The machine that all constructions are compared on, from a blank tape.
std::optional<std::int64_t> bounce_tokens(std::int64_t cells, const derive::Bounces& bounces,
                                          int levels) {
  DecoderRun run = start({.table = machine::multitape::table_of(derive::bouncer()),
                          .words = Words(1),
                          .base = base_of(cells, levels),
                          .levels = levels,
                          .steps = bounces.steps});
  if (!run_steps(run, bounces.steps) || run.steps() != bounces.steps) return std::nullopt;
  return run.tokens();
}
std::optional<std::int64_t> two_level_bounces(std::int64_t cells, const derive::Bounces& run) {
  return bounce_tokens(cells, run, 2);
}
std::optional<std::int64_t> three_level_bounces(std::int64_t cells, const derive::Bounces& run) {
  return bounce_tokens(cells, run, 3);
}

/// 2k'(2B + 3) + 1 tokens a step and what the end costs.
Count bounce_bound(std::int64_t cells, int levels) {
  const std::int64_t steps = derive::bounces_on(cells).steps;
  const Sizes sizes =
      sizes_of(machine::multitape::table_of(derive::bouncer()), base_of(cells, levels), levels);
  return Rational(token_bound(sizes, steps), steps);
}
Count two_level_bound(std::int64_t cells) { return bounce_bound(cells, 2); }
Count three_level_bound(std::int64_t cells) { return bounce_bound(cells, 3); }

check::Series bounce_series() {
  const char* const two = "geometric queues, two heads";
  const char* const three = "geometric queues, three heads";
  return derive::turing_tokens({construction_line(two, derive::tokens_a_step(two_level_bounces),
                                                  "sees a window of B^2 tokens, B^2 >= S"),
                                construction_line(three, derive::tokens_a_step(three_level_bounces),
                                                  "sees a window of B^3 tokens, B^3 >= S"),
                                bound_line("promised: two heads", two, two_level_bound),
                                bound_line("promised: three heads", three, three_level_bound)});
}

model::Transformer decoder_at(std::int64_t levels) {
  return decoder(sweeper(), 2, static_cast<int>(levels));
}

Count token_bits(std::int64_t levels) { return Rational(decoder_at(levels).fields.size()); }
/// Two stacks: two rings a level of |Gamma| + i + 1 bits, nine of control, the register and two
/// more; |Q| + 1 states.
Count bits_formula(std::int64_t levels) {
  return Rational(2 * (levels * (levels + 1) + 2 * 3 * levels + 9 * levels + 4) + 3);
}
/// Of queue symbols and control states of the machine with one queue, one-hot.
Count one_queue_bits(std::int64_t) { return Rational(2 * 2 + 1 + 2 * 2 * 2 + 2); }

check::Series bit_series() {
  return {.name = "bits",
          .title = "Bits of a token for two states, two symbols, one tape",
          .size = "k'",
          .size_meaning = "heads",
          .quantity = "bits",
          .sizes = {1, 2, 3, 4, 5, 6, 7, 8},
          .why_short = "with k' heads and B = 2 the window has 2^k' tokens",
          .lines = {{.name = "counted", .kind = LineKind::construction, .count = token_bits},
                    {.name = "by hand",
                     .kind = LineKind::upper_bound,
                     .formula = "$2(k'(k'+1) + 2(|\\Gamma|+1)k' + 9k' + |\\Gamma| + 2) + |Q| + 1$",
                     .note = "of one tape; constant in s",
                     .count = bits_formula},
                    {.name = "one queue",
                     .kind = LineKind::baseline,
                     .formula = "$2|\\Gamma| + 1 + 2|Q||\\Gamma| + |\\Gamma|$",
                     .note = "Post machine, one-hot",
                     .count = one_queue_bits}}};
}

}  // namespace

std::vector<check::Series> series() { return {bounce_series(), sweep_series(), bit_series()}; }

}  // namespace attest::geometric_queue_machine

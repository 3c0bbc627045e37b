// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs the bouncer directly; see turing_tokens.hpp.
#include "reference/derive/turing_tokens.hpp"

#include <optional>
#include <utility>

#include "reference/machine/turing_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {

machine::turing::Table bouncer() {
  return machine::turing::table_of("1LB1RA_1RA1LB", "the bouncer");
}

machine::turing::Table left_runner() {
  return machine::turing::table_of("1LA1LA", "the left runner");
}

std::vector<std::int64_t> doublings(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> sizes;
  for (std::int64_t size = first; size <= last; size *= 2) sizes.push_back(size);
  return sizes;
}

std::int64_t two_level_tokens(std::int64_t cells) {
  std::int64_t base = 2;
  while (2 * base * base < cells) ++base;
  return 4 * (2 * base + 3) + 1;
}

Bounces bounces_on(std::int64_t cells) {
  ATTEST_REQUIRE(cells >= 2, "two cells at least");
  const machine::turing::Table table = bouncer();
  machine::turing::Configuration now = machine::turing::start(machine::turing::Tape::infinite());
  machine::turing::Configuration next = now;
  while (next.span() <= cells) {
    now = next;
    machine::turing::step(table, next);
  }
  return {.steps = now.steps, .head = -now.lowest};
}

Count tokens_a_step(const TokensFor& tokens) {
  return [tokens](std::int64_t cells) -> std::optional<Rational> {
    const Bounces run = bounces_on(cells);
    const std::optional<std::int64_t> count = tokens(cells, run);
    if (!count) return std::nullopt;
    return Rational(*count, run.steps);
  };
}

check::Series turing_tokens(std::vector<check::Line> lines) {
  lines.insert(lines.begin(), {.name = "every step is written",
                               .kind = check::LineKind::lower_bound,
                               .formula = "$1$",
                               .count = constant(1)});
  lines.push_back(
      {.name = "the whole tape at every step",
       .kind = check::LineKind::baseline,
       .formula = "$S$",
       .note = "a token a cell",
       .count = [](std::int64_t cells) -> std::optional<Rational> { return Rational(cells); }});
  return {.name = "turing_tokens",
          .title = "Tokens a step of 1LB1RA_1RA1LB by its space",
          .size = "S",
          .size_meaning = "cells of the tape",
          .quantity = "tokens a step",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = std::move(lines)};
}

}  // namespace attest::derive

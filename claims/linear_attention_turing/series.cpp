// SPDX-License-Identifier: Apache-2.0
/// \file
/// Columns that steps cost, and heads and entries that a tape costs.
#include "reference/derive/series.hpp"

#include <optional>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/derive/turing_tokens.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::linear_attention_turing {
namespace {

using check::LineKind;

using Count = std::optional<Rational>;

constexpr int swing_cells = 2;

/// Steps to the right and back for ever, on two cells.
Program swing() {
  return {.table = machine::turing::table_of("1RB1RB_0LA0LA", "swing"),
          .cells = std::vector<int>(swing_cells),
          .head = 0};
}

Sizes swing_sizes(std::int64_t steps) {
  return {.states = 2,
          .symbols = 2,
          .cells = swing_cells,
          .positions =
              positions_for({.states = 2, .symbols = 2}, swing_cells, static_cast<int>(steps))};
}

/// Columns in all up to the configuration after `steps` steps.
Count columns_for(std::int64_t steps) {
  const Sizes sizes = swing_sizes(steps);
  const Layer layer(sizes);
  const check::Case prompt = prompt_of(sizes, swing());
  ColumnRun run(sizes, *layer.generator, prompt);
  while (run.steps() < steps) run.step();
  return Rational(prompt.rows() + run.columns());
}

constexpr int swing_prompt = 4 + swing_cells + 1;  // rules, cells, configuration

Count two_a_step(std::int64_t steps) { return Rational(swing_prompt + 2 * steps); }
Count published_columns(std::int64_t steps) { return Rational((swing_prompt + steps) * steps); }
Count configurations(std::int64_t steps) { return Rational(steps); }
Count window_tokens(std::int64_t steps) { return Rational((steps - 1) * (steps - 1) + 2); }

std::unique_ptr<check::Subject> swing_subject(std::int64_t steps) {
  const Sizes sizes = swing_sizes(steps);
  derive::Generators generators;
  generators.prompts = {
      .description = "1RB1RB_0LA0LA on two cells",
      .coverage = check::Coverage::given,
      .size = 1,
      .full_size = 1,
      .at = [sizes](std::int64_t) { return std::optional(prompt_of(sizes, swing())); }};
  generators.member = [sizes](std::int64_t) {
    return derive::Generates{.model = construction(sizes), .window = 0, .task = columns_of(sizes)};
  };
  return derive::make_subject(std::move(generators), {0});
}

check::Series column_series() {
  return {.name = "columns",
          .title = "Columns for t steps",
          .size = "t",
          .size_meaning = "steps of 1RB1RB_0LA0LA on two cells",
          .quantity = "columns",
          .sizes = derive::doublings(1, 128),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "counted", .kind = LineKind::construction, .count = columns_for},
                    {.name = "two columns a step",
                     .kind = LineKind::upper_bound,
                     .formula = "$R + S + 1 + 2t$",
                     .count = two_a_step},
                    {.name = "published, constant left out",
                     .kind = LineKind::recalled,
                     .formula = "$(n+t)t$",
                     .note = "printed as $O((n+t)t)$; n = R + S + 1",
                     .count = published_columns},
                    {.name = "chain of thought",
                     .kind = LineKind::competitor,
                     .formula = "$t$",
                     .note = "two layers, average and rightmost hardmax",
                     .count = configurations},
                    {.name = "window of constant bits",
                     .kind = LineKind::competitor,
                     .formula = "$(t-1)W + 2$, $W = t-1$",
                     .note = "the bound of that construction, attained by moves to the left",
                     .count = window_tokens},
                    {.name = "the machine itself",
                     .kind = LineKind::baseline,
                     .formula = "$t$",
                     .count = configurations}},
          .subject = swing_subject};
}

/// The layer for three states and two symbols whose machines run S steps on S cells.
Sizes square(std::int64_t cells) {
  const auto size = static_cast<int>(cells);
  return {.states = 3,
          .symbols = 2,
          .cells = size,
          .positions = positions_for({.states = 3, .symbols = 2}, size, size)};
}
model::Transformer layer_at(std::int64_t cells) { return construction(square(cells)); }

Count promised_heads(std::int64_t cells) { return Rational(1 + 4 + 2 * cells); }
Count published_heads(std::int64_t cells) { return Rational(cells * cells * 2); }
Count head_a_situation(std::int64_t cells) { return Rational(1 + 4 + 3 * 2 * cells); }

check::Series head_series() {
  return {.name = "heads",
          .title = "Heads for machines that run S steps on S cells",
          .size = "S",
          .size_meaning = "cells of the tape",
          .quantity = "heads",
          .sizes = derive::doublings(1, 128),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "counted",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(layer_at, &derive::Resources::heads_in_all)},
                    {.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$1 + |Q| + S|\\Sigma|$",
                     .count = promised_heads},
                    {.name = "published, constant left out",
                     .kind = LineKind::recalled,
                     .formula = "$n\\Phi|\\Sigma|$",
                     .note = "printed as $O(n\\Phi|\\Sigma|)$; n = Phi = S",
                     .count = published_heads},
                    {.name = "a head for each state, cell and symbol",
                     .kind = LineKind::baseline,
                     .formula = "$1 + |Q| + S(|Q|-1)|\\Sigma|$",
                     .count = head_a_situation}}};
}

Count width_of(std::int64_t cells) { return Rational(Layout(square(cells)).width()); }
Count entries_of(const Sizes& sizes) {
  return Rational(static_cast<std::int64_t>(construction(sizes).fields.size()));
}
Count counted_width(std::int64_t cells) { return entries_of(square(cells)); }
Count timeless_width(std::int64_t cells) {
  Sizes sizes = square(cells);
  sizes.has_positions = false;
  return entries_of(sizes);
}
Count published_width(std::int64_t cells) { return Rational(cells * cells * 2 * 4); }
Count tape_alone(std::int64_t cells) { return Rational(cells * 2); }

check::Series width_series() {
  return {
      .name = "entries",
      .title = "Entries of a column for machines that run S steps on S cells",
      .size = "S",
      .size_meaning = "cells of the tape",
      .quantity = "entries",
      .sizes = derive::doublings(1, 128),
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {
          {.name = "counted", .kind = LineKind::construction, .count = counted_width},
          {.name = "without positions", .kind = LineKind::construction, .count = timeless_width},
          {.name = "promised",
           .kind = LineKind::upper_bound,
           .formula = "$T + S(1+|\\Sigma|+|Q|+|Q||\\Sigma|) + 3|Q||\\Sigma|$",
           .count = width_of},
          {.name = "published, constant left out",
           .kind = LineKind::recalled,
           .formula = "$n\\Phi|\\Sigma|\\max(|\\Sigma|,|Q|)$",
           .note = "printed as $O(\\cdot)$; n = Phi = S",
           .count = published_width},
          {.name = "one-hot tape",
           .kind = LineKind::baseline,
           .formula = "$S|\\Sigma|$",
           .count = tape_alone}}};
}

constexpr std::int64_t most_bounced = 32;  // cells: the layer grows with cells and steps

/// Columns for the steps, those of the prompt left out.
std::optional<std::int64_t> bounce_columns(std::int64_t cells, const derive::Bounces& bounces) {
  if (cells > most_bounced) return std::nullopt;
  const auto tape = static_cast<int>(cells);
  const Sizes sizes{.states = 2,
                    .symbols = 2,
                    .cells = tape,
                    .positions = positions_for({.states = 2, .symbols = 2}, tape,
                                               static_cast<int>(bounces.steps))};
  const Layer layer(sizes);
  const Program program{.table = derive::bouncer(),
                        .cells = std::vector<int>(static_cast<std::size_t>(tape)),
                        .head = static_cast<int>(bounces.head)};
  ColumnRun run(sizes, *layer.generator, prompt_of(sizes, program));
  while (run.steps() < bounces.steps) {
    run.step();
    if (run.is_over()) return std::nullopt;
  }
  return run.columns();
}

check::Series bounce_series() {
  return derive::turing_tokens(
      {{.name = "linear attention",
        .kind = LineKind::construction,
        .note = "sees all columns before; 4 + S + 1 of the prompt left out; up to 32 cells",
        .count = derive::tokens_a_step(bounce_columns)},
       {.name = "promised: linear attention",
        .kind = LineKind::upper_bound,
        .formula = "$2$",
        .bounded = "linear attention",
        .count = derive::constant(2)}});
}

}  // namespace

std::vector<check::Series> series() {
  return {bounce_series(), column_series(), head_series(), width_series()};
}

}  // namespace attest::linear_attention_turing

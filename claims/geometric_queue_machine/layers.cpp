// SPDX-License-Identifier: Apache-2.0
/// \file
/// The first two hidden layers: which cells are on top, and what happens.
#include <algorithm>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/gadget/units.hpp"

namespace attest::geometric_queue_machine {

using gadget::Scaled;

namespace {

/// The weight of a wire that keeps a unit asleep, which is at most 1 without it.
model::Weight veto() {
  return {.value = -1,
          .slack = model::Slack::at_most,
          .why = "the unit is at most 1 without this wire, and 0 with it"};
}

}  // namespace

model::Relu Layers::all_of(std::string name, const std::vector<Or>& literals, const Or& negated,
                           const std::vector<Scaled>& out) {
  std::vector<Scaled> in;
  for (const Or& literal : literals) {
    for (const int wire : literal) in.emplace_back(wire, 1);
  }
  model::Relu unit = gadget::unit(std::move(name), in, out, 1 - std::ssize(literals));
  for (const int wire : negated) unit.in.push_back({.at = wire, .weight = veto()});
  return unit;
}

std::string Layers::text_of(const char* what, int stack, int level) {
  return std::string(what) + " s" + std::to_string(stack) + " l" + std::to_string(level);
}

void Layers::add_if_top(std::string name, int role, int half, std::vector<Or> literals, Or negated,
                        const std::vector<Scaled>& out) {
  if (half == 1) {
    literals.push_back({role});
  } else {
    negated.push_back(role);
  }
  units_.push_back(all_of(std::move(name), literals, negated, out));
}

std::vector<model::Relu> Layers::select() {
  for (int s = 0; s < layout_.stacks(); ++s) {
    for (int i = 1; i <= sizes_.levels; ++i) {
      const LevelRegisters& r = registers_.at(s, i);
      const int role = layout_.role(s, i);
      for (const int half : {1, 0}) {
        // role 1: half 1 is the top half, half 0 the bottom half.
        for (int c = 0; c < layout_.cell_size(i); ++c) {
          const Or cell = {r.fetched[static_cast<std::size_t>(half)][c]};
          add_if_top(text_of("top", s, i), role, half, {cell}, {}, {{r.top[c], 1}});
          add_if_top(text_of("bottom", s, i), role, 1 - half, {cell}, {}, {{r.bottom[c], 1}});
        }
        add_if_top(text_of("full top", s, i), role, half, {{layout_.full(s, i, half)}}, {},
                   {{r.full_top, 1}});
        add_if_top(text_of("nonempty top", s, i), role, half, {{layout_.nonempty(s, i, half)}}, {},
                   {{r.nonempty_top, 1}});
      }
      units_.push_back(all_of(text_of("both full", s, i),
                              {{layout_.full(s, i, 0)}, {layout_.full(s, i, 1)}}, {},
                              {{r.both_full, 1}}));
      units_.push_back(all_of(text_of("both empty", s, i), {},
                              {layout_.nonempty(s, i, 0), layout_.nonempty(s, i, 1)},
                              {{r.both_empty, 1}}));
    }
  }
  for (int tape = 0; tape < sizes_.tapes; ++tape) {
    Or held;
    for (const int s : {2 * tape, 2 * tape + 1}) {
      for (int c = 0; c < sizes_.symbols; ++c) held.push_back(layout_.held(s, c));
    }
    units_.push_back(all_of("blank t" + std::to_string(tape),
                            {{layout_.idle(2 * tape)}, {layout_.idle(2 * tape + 1)}}, held,
                            {{registers_.blank[tape], 1}}));
  }
  return std::move(units_);
}

/// relu(sum of the levels below - level - (level - 2)): the first level that lacks the property.
model::Relu Layers::first_without(const char* name, int stack, int level,
                                  int LevelRegisters::*property, int out) const {
  std::vector<Scaled> in;
  for (int j = 1; j < level; ++j) in.emplace_back(registers_.at(stack, j).*property, 1);
  model::Relu unit = gadget::unit(text_of(name, stack, level), in, {{out, 1}}, 2 - level);
  unit.in.push_back({.at = registers_.at(stack, level).*property, .weight = veto()});
  return unit;
}

void Layers::add_signals(int s, int i) {
  const LevelRegisters& r = registers_.at(s, i);
  const int home = r.top[layout_.home(i)];
  const Or push_waits = {layout_.push_waits(s, i)};
  const Or push_runs = {layout_.push_runs(s, i)};
  const Or pop_waits = {layout_.pop_waits(s, i)};
  const Or pop_runs = {layout_.pop_runs(s, i)};
  const auto signal = [&](const char* name, const std::vector<Or>& literals, const Or& negated,
                          int out) {
    units_.push_back(all_of(text_of(name, s, i), literals, negated, {{out, 1}}));
  };
  signal("push begins", {push_waits, {home}}, {r.full_top}, r.push_first);
  signal("push goes on", {push_runs}, {home}, r.push_on);
  signal("pop begins", {pop_waits, {r.nonempty_top}, {home}}, {}, r.pop_first);
  signal("push ends", {push_runs, {home}}, {}, r.push_done);
  if (i == 1) {  // one exchange with the register
    signal("pop ends", {pop_runs}, {}, r.pop_done);
  } else {
    const int end = registers_.at(s, i - 1).top[layout_.end(i - 1)];
    signal("pop goes on", {pop_runs}, {end}, r.pop_on);
    signal("pop ends", {pop_runs, {end}}, {}, r.pop_done);
  }
  signal("push flips", {push_waits, {r.full_top}}, {}, r.flip);
  signal("pop flips", {pop_waits}, {r.nonempty_top}, r.flip);
  units_.push_back(first_without("room", s, i, &LevelRegisters::both_full, r.room));
  units_.push_back(first_without("found", s, i, &LevelRegisters::both_empty, r.found));
}

std::vector<model::Relu> Layers::signals() {
  for (int s = 0; s < layout_.stacks(); ++s) {
    for (int i = 1; i <= sizes_.levels; ++i) add_signals(s, i);
  }
  // While stacks work both registers of a tape may hold the same symbol: k + 1 outweighs k tapes
  // that are counted twice, less the one that is missing.
  const int k = sizes_.tapes;
  const int factor = choices_.is_guarded ? k + 1 : 1;
  for (int q = 0; q < sizes_.states; ++q) {
    for (int reading = 0; reading < table_.readings(); ++reading) {
      std::vector<int> read = table_.symbols_of(reading);
      if (!choices_.reads_own_tape) std::ranges::reverse(read);
      std::vector<Scaled> in = {{layout_.state(q), factor}};
      for (int s = 0; s < layout_.stacks(); ++s) {
        in.emplace_back(layout_.idle(s), factor);
        in.emplace_back(layout_.held(s, read[static_cast<std::size_t>(s / 2)]), 1);
      }
      for (int tape = 0; tape < k; ++tape) {
        if (read[static_cast<std::size_t>(tape)] == 0) in.emplace_back(registers_.blank[tape], 1);
      }
      const int at = q * table_.readings() + reading;
      units_.push_back(gadget::unit("step q" + std::to_string(q) + " a" + std::to_string(reading),
                                    in, {{registers_.step[at], 1}},
                                    -(factor * (2 * k + 1) + k - 1)));
    }
  }
  return std::move(units_);
}

}  // namespace attest::geometric_queue_machine

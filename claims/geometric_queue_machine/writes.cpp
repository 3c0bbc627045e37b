// SPDX-License-Identifier: Apache-2.0
/// \file
/// The third hidden layer: what is pushed, and the bits of the control.
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"

namespace attest::geometric_queue_machine {

using gadget::Scaled;
using machine::multitape::Entry;
using machine::multitape::halt_state;
using machine::multitape::Move;

void Layers::add_exchange(int s, int i) {
  const LevelRegisters& r = registers_.at(s, i);
  const Or pushes = {r.push_first, r.push_on};
  const Or pops = i == 1 ? Or{r.pop_first} : Or{r.pop_first, r.pop_on};
  Or both = pushes;
  both.insert(both.end(), pops.begin(), pops.end());
  const int contents = sizes_.symbols + (choices_.copies_homes ? i - 1 : 0);
  const int role = layout_.role(s, i);
  for (int c = 0; c < contents; ++c) {
    const Or mine = {r.top[c]};
    for (const int half : {0, 1}) {
      const int cell = layout_.cell(s, i, half) + c;
      add_if_top(text_of("up erases", s, i), role, half, {mine, both}, {}, {{cell, -1}});
      if (i == 1) {
        add_if_top(text_of("up writes", s, i), role, half, {{layout_.held(s, c)}, both}, {},
                   {{cell, 1}});
        continue;
      }
      const LevelRegisters& below = registers_.at(s, i - 1);
      add_if_top(text_of("push writes", s, i), role, half, {{below.bottom[c]}, pushes}, {},
                 {{cell, 1}});
      add_if_top(text_of("pop writes", s, i), role, half, {{below.top[c]}, pops}, {}, {{cell, 1}});
      // A push exchanges with the bottom half below, a pop with the top half there.
      const int lower = layout_.cell(s, i - 1, half) + c;
      const int turned = layout_.role(s, i - 1);
      add_if_top(text_of("push erases below", s, i), turned, 1 - half, {{below.bottom[c]}, pushes},
                 {}, {{lower, -1}});
      add_if_top(text_of("push writes below", s, i), turned, 1 - half, {mine, pushes}, {},
                 {{lower, 1}});
      add_if_top(text_of("pop erases below", s, i), turned, half, {{below.top[c]}, pops}, {},
                 {{lower, -1}});
      add_if_top(text_of("pop writes below", s, i), turned, half, {mine, pops}, {}, {{lower, 1}});
    }
    if (i > 1) continue;
    units_.push_back(all_of(text_of("register erased", s, i), {{layout_.held(s, c)}, both}, {},
                            {{layout_.held(s, c), -1}}));
    units_.push_back(
        all_of(text_of("register written", s, i), {mine, both}, {}, {{layout_.held(s, c), 1}}));
  }
}

void Layers::add_slots(int s, int i) {
  const LevelRegisters& r = registers_.at(s, i);
  const int role = layout_.role(s, i);
  for (const int half : {0, 1}) {
    const int home = layout_.cell(s, i, half) + layout_.home(i);
    const int full = layout_.full(s, i, half);
    const int nonempty = layout_.nonempty(s, i, half);
    add_if_top(text_of("HOME cleared", s, i), role, half, {{r.pop_first}}, {}, {{home, -1}});
    if (choices_.resets_home) {
      add_if_top(text_of("HOME set", s, i), role, half, {{r.pop_done}}, {}, {{home, 1}});
    }
    add_if_top(text_of("full after push", s, i), role, half, {{r.push_done}, {layout_.was_real(s)}},
               {}, {{full, 1}});
    add_if_top(text_of("nonempty after push", s, i), role, half, {{r.push_done}}, {nonempty},
               {{nonempty, 1}});
    add_if_top(text_of("not full after pop", s, i), role, half, {{r.pop_done}, {full}}, {},
               {{full, -1}});
    Or symbols;
    for (int c = 0; c < sizes_.symbols; ++c) symbols.push_back(r.top[c]);
    add_if_top(text_of("empty after pop", s, i), role, half, {{r.pop_done}}, symbols,
               {{nonempty, -1}});
    if (i == 1) continue;
    const int turned = layout_.role(s, i - 1);
    const int end = layout_.cell(s, i - 1, half) + layout_.end(i - 1);
    const int lower_full = layout_.full(s, i - 1, half);
    const int lower_nonempty = layout_.nonempty(s, i - 1, half);
    add_if_top(text_of("end set below", s, i), turned, half, {{r.pop_first}}, {}, {{end, 1}});
    add_if_top(text_of("end cleared below", s, i), turned, half, {{r.pop_done}}, {}, {{end, -1}});
    if (choices_.empties_lower) {
      add_if_top(text_of("empty below", s, i), turned, 1 - half, {{r.push_done}}, {},
                 {{lower_full, -1}, {lower_nonempty, -1}});
    }
    if (choices_.fills_lower) {
      add_if_top(text_of("full below", s, i), turned, half, {{r.pop_done}}, {},
                 {{lower_full, 1}, {lower_nonempty, 1}});
    }
  }
}

void Layers::add_modes(int s, int i) {
  const LevelRegisters& r = registers_.at(s, i);
  const auto mode = [&](const char* name, int signal, int from, int to) {
    units_.push_back(all_of(text_of(name, s, i), {{signal}}, {}, {{from, -1}, {to, 1}}));
  };
  const int idle = layout_.idle(s);
  mode("push runs", r.push_first, layout_.push_waits(s, i), layout_.push_runs(s, i));
  mode("push descends", r.push_done, layout_.push_runs(s, i),
       i == 1 ? idle : layout_.push_waits(s, i - 1));
  mode("pop runs", r.pop_first, layout_.pop_waits(s, i), layout_.pop_runs(s, i));
  mode("pop descends", r.pop_done, layout_.pop_runs(s, i),
       i == 1 ? idle : layout_.pop_waits(s, i - 1));
  const int role = layout_.role(s, i);
  units_.push_back(all_of(text_of("flips", s, i), {{r.flip}}, {role}, {{role, 1}}));
  if (choices_.flips_back) {
    units_.push_back(all_of(text_of("flips back", s, i), {{r.flip}, {role}}, {}, {{role, -1}}));
  }
  // Whether the exchange of a push moves a symbol up.
  const Or pushes = {r.push_first, r.push_on};
  Or moved;
  for (int c = 0; c < sizes_.symbols; ++c) {
    moved.push_back(i == 1 ? layout_.held(s, c) : registers_.at(s, i - 1).bottom[c]);
  }
  const int was_real = layout_.was_real(s);
  units_.push_back(all_of(text_of("real", s, i), {pushes, moved}, {was_real}, {{was_real, 1}}));
  units_.push_back(
      all_of(text_of("not real", s, i), {pushes, {was_real}}, moved, {{was_real, -1}}));
}

void Layers::add_starts(int s) {
  Or pushes;
  Or pops;
  for (int at = 0; at < sizes_.states * table_.readings(); ++at) {
    const std::optional<Entry>& entry = table_.entries[static_cast<std::size_t>(at)];
    if (!entry) continue;
    const bool is_left = entry->moves[static_cast<std::size_t>(s / 2)] == Move::left;
    (is_left == (s % 2 == 1) ? pushes : pops).push_back(registers_.step[at]);
  }
  Or steps = pushes;
  steps.insert(steps.end(), pops.begin(), pops.end());
  if (steps.empty()) return;
  for (int c = 0; c < sizes_.symbols; ++c) {
    const int held = layout_.held(s, c);
    units_.push_back(all_of(text_of("register cleared", s, 0), {{held}, steps}, {}, {{held, -1}}));
  }
  const int idle = layout_.idle(s);
  // A stack without room is neither idle nor at work then, and no step follows.
  if (!pushes.empty())
    units_.push_back(all_of(text_of("pushes", s, 0), {pushes}, {}, {{idle, -1}}));
  for (int i = 1; i <= sizes_.levels; ++i) {
    const LevelRegisters& r = registers_.at(s, i);
    if (!pushes.empty()) {
      units_.push_back(all_of(text_of("push starts", s, i), {pushes, {r.room}}, {},
                              {{layout_.push_waits(s, i), 1}}));
    }
    if (!pops.empty()) {
      units_.push_back(all_of(text_of("pop starts", s, i), {pops, {r.found}}, {},
                              {{layout_.pop_waits(s, i), 1}, {idle, -1}}));
    }
  }
}

void Layers::add_steps() {
  for (int q = 0; q < sizes_.states; ++q) {
    for (int reading = 0; reading < table_.readings(); ++reading) {
      const std::optional<Entry>& entry = table_.at(q, reading);
      const int next = !entry || entry->next == halt_state ? sizes_.states : entry->next;
      std::vector<Scaled> out;
      if (next != q) out = {{layout_.state(q), -1}, {layout_.state(next), 1}};
      for (int tape = 0; entry && tape < sizes_.tapes; ++tape) {
        const auto t = static_cast<std::size_t>(tape);
        const int behind = 2 * tape + (entry->moves[t] == Move::left ? 1 : 0);
        out.emplace_back(layout_.held(behind, entry->write[t]), 1);
      }
      units_.push_back(all_of("entry q" + std::to_string(q) + " a" + std::to_string(reading),
                              {{registers_.step[q * table_.readings() + reading]}}, {}, out));
    }
  }
}

std::vector<model::Relu> Layers::writes() {
  for (int s = 0; s < layout_.stacks(); ++s) {
    for (int i = 1; i <= sizes_.levels; ++i) {
      const LevelRegisters& r = registers_.at(s, i);
      for (const int half : {0, 1}) {
        for (int c = 0; c < layout_.cell_size(i); ++c) {
          const int pushed = layout_.cell(s, i, half) + c;
          const int fetched = r.fetched[static_cast<std::size_t>(half)][c];
          units_.push_back(all_of(text_of("pushes back", s, i), {{fetched}}, {}, {{pushed, 1}}));
          units_.push_back(all_of(text_of("forgets", s, i), {{pushed}}, {}, {{pushed, -1}}));
        }
      }
      add_exchange(s, i);
      add_slots(s, i);
      add_modes(s, i);
    }
    add_starts(s);
  }
  add_steps();
  return std::move(units_);
}

}  // namespace attest::geometric_queue_machine

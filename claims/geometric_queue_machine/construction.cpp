// SPDX-License-Identifier: Apache-2.0
/// \file
/// The decoder: bits of a token, heads that look back by B^i - 1, hidden layers.
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"

namespace attest::geometric_queue_machine {

using machine::multitape::Table;

Sizes sizes_of(const Table& table, int base, int levels) {
  return {.base = base,
          .levels = levels,
          .tapes = table.tapes,
          .states = table.states,
          .symbols = table.symbols};
}

int Layout::readings() const {
  int result = 1;
  for (int tape = 0; tape < sizes_.tapes; ++tape) result *= sizes_.symbols;
  return result;
}

int Layout::ring(int level) const {
  return static_cast<int>(machine::ring_stack::ring_cells(sizes_.base, level));
}

int Layout::cells_below(int level) const {
  int bits = 0;
  for (int i = 1; i < level; ++i) bits += cell_size(i);
  return bits;
}

int Layout::stack_size() const {
  // Two cells a level, the register, was_real, idle, nine bits of control a level.
  return 2 * cells_below(sizes_.levels + 1) + sizes_.symbols + 2 + 9 * sizes_.levels;
}

namespace {

/// The token's bits, stack by stack.
std::vector<model::Register> token_registers(const Sizes& sizes) {
  model::Stream stream;
  for (int s = 0; s < 2 * sizes.tapes; ++s) {
    const std::string stack = "s" + std::to_string(s) + ".";
    const Layout layout(sizes);
    for (int i = 1; i <= sizes.levels; ++i) {
      for (const int half : {0, 1}) {
        stream.add(stack + "pushed" + std::to_string(i) + "." + std::to_string(half),
                   layout.cell_size(i));
      }
    }
    stream.add(stack + "held", sizes.symbols);
    stream.add(stack + "was_real");
    stream.add(stack + "idle");
    for (int i = 1; i <= sizes.levels; ++i) {
      const std::string level = std::to_string(i);
      stream.add(stack + "role" + level);
      stream.add(stack + "full" + level, 2);
      stream.add(stack + "nonempty" + level, 2);
      // push waits, push runs, pop waits, pop runs
      stream.add(stack + "mode" + level, 4);
    }
  }
  stream.add("state", sizes.states + 1);
  return stream.registers();
}

Registers add_registers(const Sizes& sizes, model::Stream& stream) {
  const Layout layout(sizes);
  Registers result{.per_stack = sizes.levels};
  for (int s = 0; s < layout.stacks(); ++s) {
    for (int i = 1; i <= sizes.levels; ++i) {
      const std::string name = "s" + std::to_string(s) + ".";
      const std::string level = std::to_string(i);
      LevelRegisters r;
      for (const std::size_t half : {0U, 1U}) {
        r.fetched[half] =
            stream.add(name + "fetched" + level + "." + std::to_string(half), layout.cell_size(i));
      }
      r.top = stream.add(name + "top" + level, layout.cell_size(i));
      r.bottom = stream.add(name + "bottom" + level, layout.cell_size(i));
      const auto wire = [&](const char* of) { return stream.add(name + of + level)[0]; };
      r.full_top = wire("full_top");
      r.nonempty_top = wire("nonempty_top");
      r.both_full = wire("both_full");
      r.both_empty = wire("both_empty");
      r.push_first = wire("push_first");
      r.push_on = wire("push_on");
      r.pop_first = wire("pop_first");
      if (i > 1) r.pop_on = wire("pop_on");
      r.push_done = wire("push_done");
      r.pop_done = wire("pop_done");
      r.flip = wire("flip");
      r.room = wire("room");
      r.found = wire("found");
      result.levels.push_back(r);
    }
  }
  result.blank = stream.add("blank", sizes.tapes);
  result.step = stream.add("step", sizes.states * layout.readings());
  return result;
}

/// Copies the cells that were pushed B^level - 1 tokens before to the cells that are popped.
model::Head fetching_head(const Sizes& sizes, const Registers& registers, int level) {
  const Layout layout(sizes);
  // The mask shows one key, so its score does not matter and its weight is 1.
  model::Head head{.name = "level" + std::to_string(level),
                   .norm = model::Norm::average_hardmax,
                   .mask = level - 1};
  head.keys.emplace_back();
  head.values.emplace_back();
  int to = 0;
  for (int s = 0; s < layout.stacks(); ++s) {
    for (const int half : {0, 1}) {
      const model::Slice pushed{.first = layout.cell(s, level, half),
                                .size = layout.cell_size(level)};
      model::copy(head.values[0], pushed, to);
      model::write(head.out, to, registers.at(s, level).fetched[static_cast<std::size_t>(half)]);
      to += pushed.size;
    }
  }
  return head;
}

/// The mask of a head that sees the token `offset` before the query alone.
model::Circuit offset_mask(int offset) {
  model::CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.equal(mask.input("query"), mask.input("key") + Rational(offset)));
  return mask.finish();
}

}  // namespace

model::Transformer decoder(const Table& table, int base, int levels, const Choices& choices) {
  const Sizes sizes = sizes_of(table, base, levels);
  const Layout layout(sizes);
  model::Transformer model{.name = claim_id};
  const std::vector<model::Register> token = token_registers(sizes);
  model.fields = model::coordinate_names(token);
  model::Stream stream;
  for (const model::Register& each : token) stream.add(each.name, each.size);
  const Registers registers = add_registers(sizes, stream);
  model.registers = stream.registers();

  model::CircuitBuilder embed(model.fields);
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (const model::Register& each : token) {
    for (int c = 0; c < each.size; ++c) {
      const std::string field = each.name + "[" + std::to_string(c) + "]";
      embed.output(each.name, c, embed.input(field));
      decode.output(each.name, c, decode.input(field));
    }
  }
  model.embed = embed.finish();
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;

  Layers layers(table, sizes, choices, registers);
  model::Block first{.name = "select"};
  for (int level = 1; level <= levels; ++level) {
    // A ring of B^i cells pops what it pushed B^i - 1 tokens before the newest one.
    const int is_short = level == levels ? choices.short_by : 0;
    model.masks.push_back(offset_mask(layout.ring(level) - 1 - is_short));
    first.heads.push_back(fetching_head(sizes, registers, level));
  }
  first.mlp = layers.select();
  model.blocks.push_back(std::move(first));
  model.blocks.push_back({.name = "signals", .mlp = layers.signals()});
  model.blocks.push_back({.name = "writes", .mlp = layers.writes()});
  model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  return model;
}

}  // namespace attest::geometric_queue_machine

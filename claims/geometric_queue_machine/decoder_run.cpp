// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts, and runs of the decoder read as runs of the machine.
#include <algorithm>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::geometric_queue_machine {
namespace {

using machine::multitape::Configuration;
using machine::multitape::Reader;
using machine::multitape::Status;
using machine::multitape::Table;
using machine::ring_stack::Cell;
using machine::ring_stack::Half;
using machine::ring_stack::Mode;
using machine::ring_stack::no_symbol;
using machine::ring_stack::Stack;

std::size_t index_of(int i) { return static_cast<std::size_t>(i); }

/// The bits of a token. \returns nothing where a field is neither 0 nor 1
std::optional<Bits> bits_of(std::span<const Rational> token) {
  Bits bits;
  for (const Rational& field : token) {
    if (!field.is_zero() && field != Rational(1)) return std::nullopt;
    bits.push_back(field.is_zero() ? 0 : 1);
  }
  return bits;
}

/// Which of some bits is 1. \returns none_set where all are 0, nothing where several are 1
constexpr int none_set = -1;
std::optional<int> one_of(const Bits& bits, int first, int count) {
  int found = none_set;
  for (int i = 0; i < count; ++i) {
    if (bits[index_of(first + i)] == 0) continue;
    if (found != none_set) return std::nullopt;
    found = i;
  }
  return found;
}

/// What the top halves of a stack hold at a place of the prompt: `digits` units of every level.
void write_stack(const Layout& layout, const Sizes& sizes, int stack,
                 const std::vector<int>& content, check::Case& prompt) {
  const auto set = [&prompt](int token, int field) { prompt(token, field) = 1; };
  std::size_t below = 0;  // symbols in the levels below
  for (int i = 1; i <= sizes.levels; ++i) {
    const int ring = layout.ring(i);
    const int unit = layout.ring(i - 1);
    const int units = static_cast<int>(std::ssize(content)) / unit % sizes.base;
    for (int t = 0; t < prompt.rows(); ++t) {
      for (const int half : {0, 1}) {
        const int cell = layout.cell(stack, i, half);
        for (int j = 1; j <= i; ++j) {
          if (t % layout.ring(j) == 0) set(t, cell + layout.home(j));
        }
        if (half == 0 && t % ring < units * unit) {
          set(t, cell + content[below + index_of(t % ring)]);
        }
      }
      if (units > 0) set(t, layout.nonempty(stack, i, 0));
    }
    below += index_of(units * unit);
  }
  for (int t = 0; t < prompt.rows(); ++t) set(t, layout.idle(stack));
}

std::optional<Cell> cell_of(const Layout& layout, const Sizes& sizes, int level, const Bits& token,
                            int first) {
  const std::optional<int> symbol = one_of(token, first, sizes.symbols);
  if (!symbol) return std::nullopt;
  Cell cell{.symbol = *symbol == none_set ? no_symbol : *symbol};
  const auto home = token.begin() + first + layout.home(1);
  cell.home.assign(home, home + level);
  cell.is_end = token[index_of(first + layout.end(level))] != 0;
  return cell;
}

/// Mode and level by the bits of the control.
bool read_mode(const Layout& layout, const Sizes& sizes, int stack, const Bits& token,
               Stack& result) {
  int modes = 0;
  const auto take = [&](int bit, Mode mode, int level) {
    if (token[index_of(bit)] == 0) return;
    ++modes;
    result.mode = mode;
    result.level = level;
  };
  result.mode = Mode::blocked;
  take(layout.idle(stack), Mode::idle, 0);
  for (int i = 1; i <= sizes.levels; ++i) {
    take(layout.push_waits(stack, i), Mode::push_waits, i);
    take(layout.push_runs(stack, i), Mode::push_runs, i);
    take(layout.pop_waits(stack, i), Mode::pop_waits, i);
    take(layout.pop_runs(stack, i), Mode::pop_runs, i);
  }
  return modes <= 1;
}

std::optional<Stack> stack_of(const Layout& layout, const Sizes& sizes, int stack,
                              const std::deque<Bits>& tokens) {
  const Bits& newest = tokens.back();
  Stack result{.base = sizes.base};
  const std::optional<int> held = one_of(newest, layout.held(stack, 0), sizes.symbols);
  if (!held || !read_mode(layout, sizes, stack, newest, result)) return std::nullopt;
  result.held = *held == none_set ? no_symbol : *held;
  result.was_real = newest[index_of(layout.was_real(stack))] != 0;
  for (int i = 1; i <= sizes.levels; ++i) {
    result.top.push_back(newest[index_of(layout.role(stack, i))]);
    std::array<Half, 2>& halves = result.levels.emplace_back();
    for (const int half : {0, 1}) {
      Half& each = halves[index_of(half)];
      each.is_full = newest[index_of(layout.full(stack, i, half))] != 0;
      each.is_nonempty = newest[index_of(layout.nonempty(stack, i, half))] != 0;
      for (auto token = tokens.end() - layout.ring(i); token != tokens.end(); ++token) {
        std::optional<Cell> cell = cell_of(layout, sizes, i, *token, layout.cell(stack, i, half));
        if (!cell) return std::nullopt;
        each.cells.push_back(std::move(*cell));
      }
    }
  }
  return result;
}

}  // namespace

check::Case prompt_of(const Sizes& sizes, const Words& words) {
  const Layout layout(sizes);
  ATTEST_REQUIRE(std::ssize(words) == sizes.tapes, "a word a tape");
  check::Case prompt(layout.window(), layout.width());
  for (int tape = 0; tape < sizes.tapes; ++tape) {
    const std::vector<int>& word = words[index_of(tape)];
    if (std::ssize(word) > layout.window()) {
      throw InputError("parameter-range", "base and levels",
                       "a word of " + std::to_string(word.size()) + " symbols",
                       "at most " + std::to_string(layout.window()) +
                           ", which the halves of queues at the top hold");
    }
    write_stack(layout, sizes, 2 * tape, {}, prompt);
    const std::vector<int> rest(word.empty() ? word.end() : word.begin() + 1, word.end());
    write_stack(layout, sizes, 2 * tape + 1, rest, prompt);
    if (word.empty()) continue;
    for (int t = 0; t < prompt.rows(); ++t) prompt(t, layout.held(2 * tape + 1, word[0])) = 1;
  }
  for (int t = 0; t < prompt.rows(); ++t) prompt(t, layout.state(0)) = 1;
  return prompt;
}

std::optional<std::vector<Stack>> stacks_of(const Sizes& sizes, const std::deque<Bits>& tokens) {
  const Layout layout(sizes);
  std::vector<Stack> result;
  for (int s = 0; s < layout.stacks(); ++s) {
    std::optional<Stack> stack = stack_of(layout, sizes, s, tokens);
    if (!stack) return std::nullopt;
    result.push_back(std::move(*stack));
  }
  return result;
}

Snapshot snapshot_of(const Table& table, const Configuration& now) {
  Snapshot result{.state = now.status == Status::running ? now.state : table.states};
  for (const Reader& reader : now.tapes) {
    Snapshot::View view{.read = reader.tape.read(reader.head)};
    view.left = reader.tape.symbols(std::min(reader.lowest, reader.head), reader.head - 1);
    std::ranges::reverse(view.left);
    view.right = reader.tape.symbols(reader.head + 1, std::max(reader.highest, reader.head));
    result.tapes.push_back(std::move(view));
  }
  return result;
}

void append(const Snapshot& snapshot, std::vector<Rational>& numbers) {
  numbers.emplace_back(snapshot.state);
  for (const Snapshot::View& view : snapshot.tapes) {
    numbers.emplace_back(view.read);
    for (const std::vector<int>* side : {&view.left, &view.right}) {
      numbers.emplace_back(side->size());
      numbers.insert(numbers.end(), side->begin(), side->end());
    }
  }
}

DecoderRun::DecoderRun(const Table& table, int base, int levels, model::Transformer model,
                       int window, const Words& words)
    : sizes_(sizes_of(table, base, levels)),
      layout_(sizes_),
      model_(std::make_unique<const model::Transformer>(std::move(model))),
      generator_(std::make_unique<const engine::Generator>(*model_, window)),
      generation_(*generator_, prompt_of(sizes_, words)) {
  const check::Case prompt = prompt_of(sizes_, words);
  for (int t = 0; t < prompt.rows(); ++t) tokens_.push_back(bits_of(prompt.row(t)).value());
}

bool DecoderRun::step() {
  const bool was_ready = is_idle() && !is_stopped();
  std::optional<Bits> token = bits_of(generation_.step());
  ++written_;
  if (!token) return false;
  const std::optional<int> state = one_of(*token, layout_.state(0), sizes_.states + 1);
  if (!state || *state == none_set) return false;
  state_ = *state;
  tokens_.push_back(std::move(*token));
  tokens_.pop_front();
  // An entry begins a push on every tape; where there is none all stacks stay idle.
  if (was_ready && !is_idle()) ++steps_;
  return true;
}

bool DecoderRun::is_idle() const {
  for (int s = 0; s < layout_.stacks(); ++s) {
    if (last()[index_of(layout_.idle(s))] == 0) return false;
  }
  return true;
}

std::optional<Snapshot> DecoderRun::snapshot() const {
  ATTEST_REQUIRE(is_idle(), "a machine between two steps");
  const std::optional<std::vector<Stack>> stacks = stacks_of(sizes_, tokens_);
  if (!stacks) return std::nullopt;
  Snapshot result{.state = state_};
  for (std::size_t tape = 0; tape < stacks->size() / 2; ++tape) {
    const Stack& left = (*stacks)[2 * tape];
    const Stack& right = (*stacks)[2 * tape + 1];
    std::optional<std::vector<int>> on_left = machine::ring_stack::content_of(left);
    std::optional<std::vector<int>> on_right = machine::ring_stack::content_of(right);
    const bool is_twice = left.held != no_symbol && right.held != no_symbol;
    if (!on_left || !on_right || is_twice) return std::nullopt;
    const int held = left.held != no_symbol ? left.held : right.held;
    result.tapes.push_back({.left = std::move(*on_left),
                            .read = held == no_symbol ? 0 : held,
                            .right = std::move(*on_right)});
  }
  return result;
}

std::int64_t token_bound(const Sizes& sizes, std::int64_t steps) {
  const std::int64_t stacks = 2 * sizes.tapes;
  std::int64_t rings = 0;
  for (int i = 1; i <= sizes.levels; ++i) {
    rings += 2 * machine::ring_stack::ring_cells(sizes.base, i) + 3;
  }
  return steps * (stacks * sizes.levels * (2 * sizes.base + 3) + 1) + stacks * rings;
}

bool run_steps(DecoderRun& run, std::int64_t steps) {
  const std::int64_t most = token_bound(run.sizes(), steps) + 1;
  while (run.tokens() <= most) {
    if (run.is_idle() && (run.is_stopped() || run.steps() == steps)) return true;
    if (!run.step()) return false;
  }
  return false;
}

}  // namespace attest::geometric_queue_machine

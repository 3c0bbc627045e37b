// SPDX-License-Identifier: Apache-2.0
/// \file
/// States of looped SUBLEQ machines by number: which one an index of a space names.
#pragma once

#include <cstdint>

#include "reference/derive/looped_states.hpp"
#include "reference/gadget/looped_machine.hpp"
#include "reference/machine/subleq.hpp"
#include "reference/number/random.hpp"

namespace attest::derive::looped {

/// Mixed radix digits of an index, the last digit first.
class Digits {
 public:
  explicit Digits(std::int64_t index) : rest_(index) {}
  [[nodiscard]] int take(std::int64_t radix) {
    const std::int64_t digit = rest_ % radix;
    rest_ /= radix;
    return static_cast<int>(digit);
  }

 private:
  std::int64_t rest_;
};

[[nodiscard]] int first_command(const Size& size);
[[nodiscard]] int commands(const Size& size);
[[nodiscard]] int last_column(const Size& size);
/// 2^N
[[nodiscard]] Integer words(const Size& size);
/// The word with the given unsigned value.
[[nodiscard]] std::int64_t word(std::int64_t value, const Size& size);

/// The command or word of a column.
[[nodiscard]] machine::subleq::Command& command_at(gadget::looped::Snapshot& snapshot, int column);
[[nodiscard]] std::int64_t& word_at(gadget::looped::Snapshot& snapshot, int column);

/// Operands x, y at a != b, or y at a = b, in a state drawn from `random`. Variants 1, 2, 3 leave
/// a's, b's or another word pending.
[[nodiscard]] gadget::looped::Snapshot operand_state(Random& random, const Size& size,
                                                     std::int64_t x, std::int64_t y, bool is_same,
                                                     int variant);

/// A command, a pc, words t and -t in column t, and one of `targets` columns with a pending write;
/// all else from `random`.
[[nodiscard]] gadget::looped::Snapshot pointer_state(Random& random, const Size& size, int targets,
                                                     std::int64_t index);

/// Which last commands a space has: all, some (z, z, n-1), or (1, 1, n-1).
enum class Last { any, halts, halts_on_first };

/// All tables with such last commands, all pcs, all memories, and for the one-layer block all
/// pending writes, for the ten-layer block all commands that may have been executed last.
[[nodiscard]] gadget::looped::Snapshot any_state(Blocks blocks, const Size& size,
                                                 std::int64_t index, Last last);

/// All commands at all pcs, all memories, all pending writes, two tables of other commands.
[[nodiscard]] gadget::looped::Snapshot pending_state(const Size& size, std::int64_t index);

/// The state of a program after `loops` instructions. For the one-layer block the last write is
/// pending.
[[nodiscard]] gadget::looped::Snapshot after(Blocks blocks, const machine::subleq::Program& program,
                                             const Size& size, std::int64_t loops,
                                             std::int64_t first_pending);

}  // namespace attest::derive::looped

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ground truth of looped SUBLEQ machines: the whole next state, column by column, as plain loops.
///
/// Columns: 0 is the machine's own, 1, .., memory hold words, the others hold commands (a, b, c)
/// whose addresses are columns. Every other field is 0.
#pragma once

#include <string>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// Fields of a state whose next command is fetched already. Column 0: that command and its column.
struct SubleqPrefetched {
  enum Field { a, b, c, word, pc };
  /// Names of the fields, in order.
  [[nodiscard]] static std::vector<std::string> fields();
};

/// Fields of a state whose last write is still pending. Column 0: the next command; `next`, the
/// column after it (the last column is its own successor); `word` is to be written to column
/// `target` (0: to none). Words lag: word t is the pending one if target = t, else that of column
/// t.
struct SubleqPending {
  enum Field { a, b, c, word, next, target };
  /// Names of the fields, in order.
  [[nodiscard]] static std::vector<std::string> fields();
};

/// Fields of a state whose next command is still to be fetched. Column 0: the command that was
/// executed last (before the first: zeros), and the column of the next one.
struct SubleqExecuted {
  enum Field { a, b, c, word, pc };
  /// Names of the fields, in order.
  [[nodiscard]] static std::vector<std::string> fields();
};

/// One instruction on a SubleqPrefetched state. \pre memory >= 1, word_bits >= 1; the branch is
/// taken or pc is not the last column
[[nodiscard]] Task subleq_prefetched(int memory, int word_bits);

/// One instruction on a SubleqExecuted state. \pre memory >= 1, word_bits >= 1; the branch is
/// taken or pc is not the last column
[[nodiscard]] Task subleq_executed(int memory, int word_bits);

/// One instruction on a SubleqPending state: the pending write is done, the command is executed,
/// and its own write is left pending. \pre memory >= 1, word_bits >= 1
[[nodiscard]] Task subleq_pending(int memory, int word_bits);

}  // namespace attest::task

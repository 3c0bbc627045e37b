// SPDX-License-Identifier: Apache-2.0
/// \file
/// One layer of a loop, evaluated in the columns whose inputs changed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reference/engine/looped_index.hpp"
#include "reference/engine/looped_kernel.hpp"
#include "reference/engine/looped_maps.hpp"
#include "reference/engine/looped_plan.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::engine {

/// Evaluates one layer of a plan again and again.
class LoopedLayerState {
 public:
  /// \param plan, class_of [n] outlive this. \param most greatest |entry| of a row. \param any the
  /// rule of any_hardmax heads
  LoopedLayerState(const LoopedLayer& plan, const std::vector<int>& class_of, int d,
                   std::int32_t most, model::Tie any, LoopedSet set);

  /// Why the layer cannot be evaluated in integers; empty: it can.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }

  /// Takes `in`, the rows before the layer; it may find why_not(). The next evaluation is of all
  /// columns.
  void begin(const LoopedRows& in);
  /// Finds the next rows of the columns whose inputs changed. \param changed columns whose row in
  /// `in` is not what it was in the call before;
  /// at first all. \returns whether all of them are small integers
  [[nodiscard]] bool evaluate(const LoopedRows& in, std::span<const int> changed);
  /// Writes what evaluate() found of the rows `in` to `out`, which has the constants already;
  /// appends the columns that it changes to `changed`.
  void commit(const LoopedRows& in, LoopedRows& out, std::vector<int>& changed) const;
  /// Asks for what copying a column whose row changed will take, as it may lie anywhere.
  void ask_early(int column, const LoopedRows& out) const {
    for (const LoopedCopy& copy : classes_[static_cast<std::size_t>(class_of(column))].passed) {
      __builtin_prefetch(out.begin(column) + copy.from, 1);
    }
  }
  /// Whether two rows of a column are the same wherever commit() may write.
  [[nodiscard]] bool equals(int column, const LoopedRows& a, const LoopedRows& b) const;

  /// Coordinate and class of a supposed constant that evaluate() found to be another value, if that
  /// is why it returned false.
  struct Violation {
    int of_class = 0;
    int at = 0;
  };
  [[nodiscard]] const std::optional<Violation>& violation() const { return violation_; }

  /// A head of a column and the columns that it reads, ascending.
  struct Read {
    int column = 0;
    int head = 0;
    std::vector<int> columns = {};
  };
  /// Whether evaluate() keeps what it reads.
  void record(bool is_recorded) { is_recorded_ = is_recorded; }
  /// What the last evaluate() read by the heads that it used.
  [[nodiscard]] const std::vector<Read>& reads() const { return reads_; }

  /// Whether some column, by an any_hardmax head, reads one of several keys.
  [[nodiscard]] bool has_tie() const { return ties_ > 0; }
  /// Columns that evaluate() computed, since the beginning.
  [[nodiscard]] std::int64_t computed() const { return computed_; }
  /// Look-ups that no proof covered, since the beginning.
  [[nodiscard]] std::int64_t scans() const;

 private:
  /// Below the scores of every key; sums with products of vectors stay within int64.
  static constexpr std::int64_t no_score = -(std::int64_t{1} << 60);

  struct Head {
    model::Norm norm = model::Norm::any_hardmax;
    bool is_used = false;
    int width = 1;         // d_k
    LoopedMap query = {};  // times a positive number, as is key: only the order of scores counts
    LoopedMap key = {};
    bool has_fixed_values = false;
    std::vector<int> moving = {};                // columns whose key may change
    std::vector<std::int32_t> moving_keys = {};  // [moving x width]
    std::vector<std::vector<int>> reached = {};  // by moving key: queries it may win
    std::vector<std::int32_t> next_key = {};     // workspace [width]
    std::optional<LoopedIndex> keys = {};        // of the other columns
    // Settled queries, by distinct vector.
    std::optional<LoopedIndex> queries = {};
    std::optional<LoopedIndex> most_queries = {};  // by number, but for the odd ones
    std::vector<int> odd_queries = {};             // few, whose greatest score is below the others'
    std::vector<std::int64_t> most_scores = {};    // of most_queries
    std::int64_t least_most_score = 0;
    std::vector<std::int64_t> scores = {};       // greatest with the keys that do not move
    std::vector<int> only = {};                  // the column that has it if it is one, else -1
    std::vector<std::vector<int>> targets = {};  // the columns that have it
    std::int64_t least_score = 0;
    LoopedLists readers = {};        // by column: the queries that have it as target
    std::vector<int> query_of = {};  // by column; -1: it moves or is not used
  };
  struct Use {
    int head = 0;
    LoopedMap gain = {};                // of a column that is read, to the inputs of the kernel
    std::vector<LoopedMap> gains = {};  // by its class: without what is always 0 there
  };
  struct Pick {
    int only = -1;                  // the column that is read; -1: several
    std::vector<int> members = {};  // ascending
  };
  struct Class {
    bool is_moving = false;
    std::unique_ptr<LoopedKernel> kernel = {};
    std::vector<std::int32_t> constants = {};  // of the inputs of the kernel; 0 elsewhere
    LoopedMap row = {};                        // of the column itself, to the other inputs
    LoopedMap store = {};                      // of the outputs of the kernel not supposed constant
    bool is_passing = false;  // whatever may change but what heads read only goes on, unchanged
    LoopedMap passed = {};    // from row to row
    std::vector<std::pair<int, std::int32_t>> supposed = {};  // by place in the outputs
    std::vector<Use> uses = {};
  };

  [[nodiscard]] int class_of(int column) const {
    return class_of_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] LoopedMap in_planes(const LoopedMap& map) const {
    return looped_in_planes(map, static_cast<int>(class_of_.size()));
  }
  void prepare_heads(std::int32_t most);
  void prepare_classes(int d, std::int32_t most, LoopedSet set);
  [[nodiscard]] Use use_of(int head, const std::vector<int>& inputs) const;
  void find_passing(const LoopedFunction& function, const std::vector<int>& varying, Class& each);
  void begin_head(Head& head, int number, const LoopedRows& in);
  void part_queries(Head& head);
  void mark(int column);
  void mark_query(const Head& head, int query);
  void mark_reached(Head& head, LoopedVector key, std::vector<int>& reached);
  void mark_readers(Head& head, const LoopedRows& in, std::span<const int> changed);
  [[nodiscard]] bool compute(int column, const LoopedRows& in);
  void choose(const Use& use, int column, const LoopedRows& in, Pick& pick);
  [[nodiscard]] bool add_gain(const Use& use, const LoopedRows& in, const Pick& pick);
  [[nodiscard]] bool mix(const Use& use, std::span<const int> read, const LoopedRows& in);

  const LoopedLayer& plan_;
  const std::vector<int>& class_of_;
  model::Tie any_;
  std::string why_not_ = {};
  std::vector<Head> heads_ = {};
  std::vector<Class> classes_ = {};
  std::vector<int> movers_ = {};
  // The columns of this evaluation, and their results one after the other.
  std::vector<int> columns_ = {};
  std::vector<std::int32_t> results_ = {};
  std::size_t results_end_ = 0;
  std::vector<int> passed_ = {};  // columns that are not computed, as what changed only goes on
  std::vector<std::int32_t> x_ = {};
  std::vector<std::int32_t> query_ = {};
  std::vector<Pick> picks_ = {};          // by use
  std::vector<std::int64_t> stamp_ = {};  // by column: the evaluation that last computed it
  std::vector<char> has_tie_ = {};        // by column
  bool is_tie_ = false;
  std::optional<Violation> violation_ = {};
  bool is_recorded_ = false;
  std::vector<Read> reads_ = {};
  std::int64_t evaluations_ = 0;
  std::int64_t ties_ = 0;
  std::int64_t computed_ = 0;
};

}  // namespace attest::engine

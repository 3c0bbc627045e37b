// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series: what a claim counts exactly at growing sizes, against which bounds and baselines.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/subject.hpp"
#include "reference/number/function.hpp"
#include "reference/number/rational.hpp"

namespace attest::check {

/// What a line of a series stands for.
enum class LineKind {
  lower_bound,   ///< proved: nothing that does the task counts less
  upper_bound,   ///< proved or promised: the construction counts no more
  construction,  ///< counted on the description that is built at the size
  baseline,      ///< the trivial alternative
  competitor,    ///< another model or construction for the same task
  recalled,      ///< a published bound that was not read in print: drawn, held against nothing
  fitted,        ///< a law with a constant fitted to counts: drawn, held against nothing
};

/// Exact counts at every size.
struct Line {
  std::string name;  ///< as in the legend, e.g. "one token a pair"
  LineKind kind = LineKind::construction;
  std::string formula =
      {};                 ///< math between $...$; empty where the count is read off a description
  std::string note = {};  ///< where it holds, e.g. "large alphabets only"
  /// Of a bound: the line that it bounds; empty: every construction of the series.
  std::string bounded = {};
  /// The count at a size; nothing where the line does not reach.
  Function<std::optional<Rational>(std::int64_t size)> count;
};

/// A scaling series of a claim: at least eight sizes over a factor of 16, or the reason why not.
struct Series {
  std::string name;          ///< snake_case, unique within the claim
  std::string title;         ///< one line
  std::string size;          ///< symbol of the size, e.g. "k"
  std::string size_meaning;  ///< e.g. "hops"
  std::string quantity;      ///< what the lines count, with its unit, e.g. "depth [layers]"
  std::vector<std::int64_t> sizes;
  std::string why_short = {};  ///< why there are fewer sizes, or over a smaller factor
  bool is_log_size = false;
  bool is_log_quantity = false;
  std::vector<Line> lines;  ///< among them a bound, a construction and a baseline
  /// The instance at a size. It is verified on all its cases, then judging them is timed: some
  /// hundred cases at most. Empty: nothing is timed.
  Function<std::unique_ptr<Subject>(std::int64_t size)> subject = {};
};

}  // namespace attest::check

// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a series gave: exact counts, times, the laws fitted to both, and the machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/check/engine_row.hpp"
#include "reference/check/series.hpp"

namespace attest::check {

/// How exact counts grow.
struct Growth {
  /// What was found. Nothing is fitted: differences vanish exactly or they do not.
  enum class Kind {
    polynomial,         ///< in the size
    polynomial_of_log,  ///< in log2 of the size; all sizes are powers of two
    ratios,             ///< neither: only count(2x) / count(x) is known
    none,               ///< too few counts, or no two sizes x and 2x
  };
  Kind kind = Kind::none;
  std::vector<Rational> coefficients = {};  ///< of the polynomial, the constant first
  /// The sizes x for which x and 2x were counted, and count(2x) / count(x).
  std::vector<std::pair<std::int64_t, Rational>> ratios = {};

  /// Of the polynomial; 0 where there is none.
  [[nodiscard]] int degree() const;
  friend bool operator==(const Growth&, const Growth&) = default;
};

/// A line with its counts.
struct CountedLine {
  std::string name;
  LineKind kind = LineKind::construction;
  std::string formula;
  std::string note;
  std::vector<std::optional<Rational>> counts;  ///< at each size of the series
  Growth growth;

  friend bool operator==(const CountedLine&, const CountedLine&) = default;
};

/// The exact counts of a series: a function of the claim's version.
struct SeriesRow {
  std::string claim;
  std::string name;
  std::string version;  ///< of the claim
  std::string title;
  std::string size;
  std::string size_meaning;
  std::string quantity;
  std::string why_short;
  bool is_log_size = false;
  bool is_log_quantity = false;
  std::vector<std::int64_t> sizes;
  std::vector<CountedLine> lines;

  friend bool operator==(const SeriesRow&, const SeriesRow&) = default;
};

/// What does not change on a machine from run to run.
struct Machine {
  std::string cpu;
  int cores = 0;       ///< logical ones
  std::string caches;  ///< "L1d 48 KiB, L2 2 MiB"
  std::string governor;
  std::string compiler;
  std::string flags;
  std::string kernel;   ///< widest one of the lane engine that the machine runs
  std::string library;  ///< that took the times

  friend bool operator==(const Machine&, const Machine&) = default;
};

/// Times of one thing at one size on one machine.
struct TimingRow {
  std::string claim;
  std::string series;
  std::string version;
  std::int64_t size = 0;
  std::string what;                    ///< "judging a case, int64 lanes"
  std::string machine;                 ///< id_of(Machine)
  std::int64_t cases = 0;              ///< timed in one iteration
  std::int64_t iterations = 0;         ///< of one repetition
  std::vector<double> seconds_approx;  ///< CPU time of one case, by repetition
  double load_approx = 0;              ///< of the machine, one minute before the times were taken
  double megahertz_approx = 0;         ///< of core 0 then; 0: not known
  std::string commit;

  [[nodiscard]] double median_approx() const;
  [[nodiscard]] double least_approx() const;
  friend bool operator==(const TimingRow&, const TimingRow&) = default;
};

/// The interval that holds 95 % of bootstrap values, and the value itself.
struct IntervalApprox {
  double low_approx = 0;
  double high_approx = 0;

  friend bool operator==(const IntervalApprox&, const IntervalApprox&) = default;
};

/// A number with its interval; none where no bootstrap fit has the number.
struct EstimateApprox {
  double value_approx = 0;
  std::optional<IntervalApprox> interval_approx = {};

  friend bool operator==(const EstimateApprox&, const EstimateApprox&) = default;
};

/// A law of times: sum of coefficient [seconds] times function of the size.
struct FitRow {
  std::string claim;
  std::string series;
  std::string version;
  std::string what;
  std::string machine;
  std::vector<std::pair<std::string, EstimateApprox>> terms;  ///< "n log n" and its coefficient
  double leading_share_approx = 0;             ///< of bootstrap fits with the same leading function
  double relative_error_approx = 0;            ///< root mean square, of the medians
  std::vector<double> local_exponents_approx;  ///< between neighbouring sizes
  std::optional<EstimateApprox> exponent;      ///< where the last two local exponents agree
  std::string why_no_exponent;

  friend bool operator==(const FitRow&, const FitRow&) = default;
};

/// Everything a ledger knows of series, and of the speed of the engines.
struct SeriesRecord {
  std::vector<SeriesRow> counts;
  std::vector<TimingRow> timings;
  std::vector<FitRow> fits;
  std::vector<Machine> machines;
  std::vector<EngineTable> engines = {};  ///< the last of each machine
};

/// 32 hexadecimal digits that name a machine.
[[nodiscard]] std::string id_of(const Machine& machine);

/// "lower_bound", "upper_bound", "construction", "baseline", "competitor".
[[nodiscard]] std::string_view name_of(LineKind kind);

/// The same in words: "lower bound".
[[nodiscard]] std::string text_of(LineKind kind);

/// "polynomial", "polynomial_of_log", "ratios", "none".
[[nodiscard]] std::string_view name_of(Growth::Kind kind);

/// The growth in words: "3M^2 + 1", "log2 k + 2", "x2: 4.01, 3.98" with the last two ratios, or "".
/// \param size symbol of the size
[[nodiscard]] std::string text_of(const Growth& growth, std::string_view size);

}  // namespace attest::check

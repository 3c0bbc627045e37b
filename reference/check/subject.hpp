// SPDX-License-Identifier: Apache-2.0
/// \file
/// Subjects: one instance of a statement at given parameters, judged case by case.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/check/verdict.hpp"
#include "reference/number/function.hpp"
#include "reference/number/hash128.hpp"

namespace attest::check {

/// A claim's parameters: `n`, `modulus`, ... by name.
using Params = std::map<std::string, std::int64_t>;

/// What a statement's numbers are.
enum class Arithmetic { integer, rational, certified_ball, p_bit_float };

/// A half-open range of case indices.
struct Range {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

/// A block of a yes/no digest is an aligned range of 2^block_bits cases; the runner never asks for
/// a range that straddles two blocks.
inline constexpr int block_bits = 16;

/// Order-independent summary of decided answers; parts of a space add up to the whole.
struct Digest {
  Hash128 sum{};  ///< of H(index, answer); of yes/no subjects, of H(block, count, xor) when closed
  /// Yes/no subjects: block of 2^16 cases -> (number of yes, xor of their indices).
  std::map<std::int64_t, std::pair<std::int64_t, std::uint64_t>> yes;

  /// Adds the digest of other cases.
  void add(const Digest& other);
  /// Moves the blocks that lie inside `range` into the sum, which leaves text() as it is.
  /// \pre every case of the range was added
  void close(Range range);
  /// The sum mod 2^128 of everything, open blocks included: 32 hex digits.
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Digest&, const Digest&) = default;
};

/// What judging one case gave.
struct Outcome {
  Truth truth = Truth::holds;
  /// The decided answer, hashed into the digest; of yes/no subjects one word, 0 or 1. May be empty
  /// where the case fails.
  std::vector<std::uint64_t> answer;
  std::string text;  ///< for a witness: the case, expected, found; or why undecided
  int bits = 0;      ///< precision at which a ball decided [bits]
};

/// What judging a range of cases gave.
struct Tally {
  std::int64_t judged = 0;  ///< cases that met the preconditions
  std::int64_t failed = 0;
  std::int64_t undecided = 0;
  Digest digest;  ///< over decided answers
  std::optional<Witness> least_failure;
  std::optional<Witness> least_undecided;
  int bits = 0;  ///< largest precision at which a ball decided [bits]

  /// Adds the tally of another range.
  void add(const Tally& other);
  /// Adds the outcome of the case `index`.
  void add(std::int64_t index, const Outcome& outcome, bool is_yes_no);

  friend bool operator==(const Tally&, const Tally&) = default;
};

/// One promised resource bound and what the construction uses.
struct Promise {
  std::string quantity;  ///< e.g. "key dimension"
  std::string formula;   ///< e.g. "2 log2 M + O(1)"
  std::string relation;  ///< "<=" or "O" or ">="
  std::string value;     ///< the formula's value here
  std::string used;
  bool is_met = true;  ///< compared exactly; always true for "O"
};

/// The promise that `used` is at most `value`, which `formula` gives.
[[nodiscard]] Promise at_most(std::string quantity, std::string formula, const Rational& value,
                              const Rational& used);

/// One instance of a statement.
class Subject {
 public:
  Subject() = default;
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  virtual ~Subject() = default;

  [[nodiscard]] virtual const CaseSpace& cases() const = 0;
  /// Judges every case of the range. Thread-safe; the sum over the parts of a range is the tally of
  /// the range. If `stop_at_failure`, may return after the first failing case.
  [[nodiscard]] virtual Tally judge(Range range, bool stop_at_failure) const = 0;
  /// Cases that are judged together at little more than the cost of one: the least size of a piece.
  [[nodiscard]] virtual std::int64_t batch_size() const { return 1; }
  /// Judging every case up to a failure, as often as it is called: what is timed. Where the subject
  /// can, cases are made beforehand, and none is judged by a second evaluator. \pre the subject
  /// outlives it
  [[nodiscard]] virtual Function<Tally()> rehearsed() const;
  /// Name of the evaluator that judges: "literal", "int64 lanes", ...
  [[nodiscard]] virtual std::string evaluator() const = 0;
  /// What certifies the evaluator on the cases judged so far, as JSON; empty where the evaluator is
  /// the literal one or needs nothing that depends on the description.
  [[nodiscard]] virtual std::string proof() const { return {}; }
  [[nodiscard]] virtual Arithmetic arithmetic() const = 0;
  /// Exact counts of the description by name: layers, heads, width, nonzeros, ...
  [[nodiscard]] virtual std::map<std::string, std::string> resources() const { return {}; }
  [[nodiscard]] virtual std::vector<Promise> promises() const { return {}; }
  /// Human-readable trace of one case: tokens, scores, patterns, registers, answer, truth.
  [[nodiscard]] virtual std::string explain(std::int64_t index) const = 0;
  /// True where a bound proof or precondition says the answer is a plain yes or no.
  [[nodiscard]] virtual bool is_yes_no() const { return false; }
};

/// Tally of one outcome at `index`; shared by all subjects.
[[nodiscard]] Tally tally_of(std::int64_t index, const Outcome& outcome, bool is_yes_no);

/// Judges a range case by case: `Subject::judge` of a subject without a batch evaluator.
/// \param judge the outcome of a case; nothing where its precondition fails
[[nodiscard]] Tally judge_each(Range range, bool stop_at_failure, bool is_yes_no,
                               const Function<std::optional<Outcome>(std::int64_t)>& judge);

/// "integer", "rational", "certified_ball", "p_bit_float".
[[nodiscard]] std::string_view name_of(Arithmetic arithmetic);

/// "n=3 modulus=7".
[[nodiscard]] std::string text_of(const Params& params);

}  // namespace attest::check

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::check::Params>;
extern template class std::vector<attest::check::Promise>;

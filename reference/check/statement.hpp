// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements: what the runner, the ledger, the report and the command line know of a theorem.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/subject.hpp"
#include "reference/number/function.hpp"

namespace attest::check {

struct Drawing;
struct DrawingRequest;

/// How far a check goes.
enum class Rung { fast, nightly, exhaustive };

/// How a checked statement relates to the published sentence.
enum class Standing { as_stated, finite_instance, strengthened, assuming, refuted };

/// The three shapes of statements.
enum class Shape { computes, reduces, agrees };

/// Where a mutant comes from.
enum class Origin { generic, claim };

/// A deliberately wrong version of a statement's description.
struct Mutant {
  std::string name;  ///< snake_case for a claim's own; "layer.head.part[i].up" for generic ones
  Origin origin = Origin::generic;
  std::string why;    ///< what is broken
  std::string proof;  ///< why it is equivalent, where that is expected and proved; else empty
  /// The allowed move of a slack weight: refuting it fails the run.
  bool must_change_nothing = false;
  /// The broken subject. Called from several threads, for several mutants at a time.
  Function<std::unique_ptr<Subject>()> subject;
};

/// One parameter of a statement.
struct Parameter {
  std::string name;
  std::string meaning;
  std::int64_t lo = 0;
  std::int64_t hi = 0;
};

/// One row of a report's fidelity table.
struct Fidelity {
  std::string published;  ///< the paper's sentence, in our words
  std::string checked;    ///< what is checked
  std::string gap;        ///< finite range, recalled, non-uniform, vacuous below ...
};

/// A picture that a claim itself supplies.
struct Figure {
  std::vector<Parameter> parameters = {};  ///< what may be set; none: there is one picture
  Params params = {};                      ///< what is drawn if nothing is set: a value for each
  Function<Drawing(const Params&)> draw = {};

  explicit operator bool() const { return static_cast<bool>(draw); }
};

/// A statement of a claim.
struct Statement {
  std::string claim;  ///< id of the claim it belongs to
  std::string label;  ///< label within the claim: S1, S2, ...; a form of it after a dot: S3.natural
  std::string title;  ///< one line
  std::string sentence;  ///< the statement with its quantifiers; math between $...$
  Shape shape = Shape::computes;
  Standing standing = Standing::as_stated;
  bool is_recalled = false;
  Fidelity fidelity;
  std::vector<Parameter> parameters;
  /// Parameter points of a rung; a rung contains the rungs below it.
  Function<std::vector<Params>(Rung)> points;
  /// The subject at given parameters; `seed` is for sampled spaces. \throws InputError
  Function<std::unique_ptr<Subject>(const Params&, std::uint64_t seed)> subject;
  /// The same judged by the literal semantics alone; empty where there is no other evaluator.
  Function<std::unique_ptr<Subject>(const Params&, std::uint64_t seed)> literal_subject;
  /// Parameter points at which mutants are run on a rung.
  Function<std::vector<Params>(Rung)> mutant_points;
  /// Every mutant at a point: the claim's and the generic ones.
  Function<std::vector<Mutant>(const Params&, std::uint64_t seed)> mutants;
  /// The model at given parameters as a file's text (attest.model/1); empty function where there is
  /// none.
  Function<std::string(const Params&)> export_model;
  /// The subject that judges a user's model file in place of the built one. \throws InputError
  Function<std::unique_ptr<Subject>(const std::string& text, const std::string& place,
                                    const Params& overrides, std::uint64_t seed)>
      subject_of_model;
  /// Whether a case, of one input, shows something when it is drawn; empty: every case does. Read
  /// where no case was asked for, and by the shapes whose cases are inputs of a model.
  Function<bool(const Case&)> is_telling;
  /// A picture of one case, derived from the description; empty function where there is none.
  /// \throws InputError case-range, drawing-size, block-unknown
  Function<Drawing(const DrawingRequest&)> drawing;
  /// Empty where the claim supplies none.
  Figure figure = {};
};

/// A figure that may be drawn at other values of those parameters of the statement that `params`
/// names. \pre the statement has them
[[nodiscard]] Figure figure_at(const Statement& statement, Params params,
                               Function<Drawing(const Params&)> draw);

/// "fast", "nightly", "exhaustive".
[[nodiscard]] std::string_view name_of(Rung rung);
/// "as_stated", "finite_instance", "strengthened", "assuming", "refuted".
[[nodiscard]] std::string_view name_of(Standing standing);
/// "computes", "reduces", "agrees".
[[nodiscard]] std::string_view name_of(Shape shape);
/// "generic", "claim".
[[nodiscard]] std::string_view name_of(Origin origin);

}  // namespace attest::check

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::check::Mutant>;
extern template class std::vector<attest::check::Parameter>;
extern template class std::vector<attest::check::Statement>;

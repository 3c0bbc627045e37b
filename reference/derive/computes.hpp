// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape `Computes`: a description equals a task on every case of a space.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/function.hpp"
#include "reference/task/task.hpp"

namespace attest::derive {

/// Columns of a drawing that belong together.
struct ColumnGroup {
  std::string title;
  int first = 0;  ///< position
  int last = 0;   ///< position, not before `first`
};

/// A description, what it should compute, and where. The description may depend on the parameters,
/// never on the case.
struct Computes {
  model::Transformer model;
  task::Task task;
  check::CaseSpace inputs;
  model::Arithmetic arithmetic = model::Arithmetic::rational;
  int precision = 0;  ///< [bits] of p_bit; first precision of balls (raised to `most_precision`)
  int most_precision = 4096;  ///< [bits] beyond which a ball stays undecided
  std::vector<check::Promise> promises;
  std::vector<ColumnGroup> columns = {};  ///< named under the tokens of drawings
  bool is_looped = false;  ///< the next pass reads what a pass leaves, and drawings show it
};

class CaseBook;

/// Which evaluator a subject may use.
enum class Engine {
  automatic,  ///< the fastest whose range proof goes through, spot-checked against the literal one
  literal,    ///< the literal semantics only
};

/// The subject of a Computes statement. For the readout whole_state a case holds when the decoded
/// tokens equal the task's answer *and* every entry of the final state equals the embedding, by
/// `reference`, of that answer.
/// \param reference the unbroken description of which `computes.model` is a mutant; else the same model
/// \param book what is known of the cases, if they are those of `computes`; may be null
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(
    Computes computes, Engine engine, const model::Transformer& reference,
    std::shared_ptr<const CaseBook> book = nullptr);
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Computes computes,
                                                           Engine engine = Engine::automatic);

/// A mutant that a claim names: `apply` breaks one thing of a freshly built Computes.
struct NamedMutant {
  std::string name;   ///< snake_case
  std::string why;    ///< what is broken
  std::string proof;  ///< why it is equivalent, where that is proved; else empty
  Function<void(Computes&, const check::Params&)> apply;
};

/// A Computes statement from its text (label, sentence, parameters, points, ...), its construction
/// and its mutants. Evaluation, generic mutants, resources, export and user models are derived.
[[nodiscard]] check::Statement computes(
    check::Statement about,
    const Function<Computes(const check::Params&, std::uint64_t seed)>& make,
    std::vector<NamedMutant> mutants);

}  // namespace attest::derive

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::derive::NamedMutant>;

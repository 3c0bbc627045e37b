// SPDX-License-Identifier: Apache-2.0
/// \file
/// Autoregressive models step by step, each step computed for the new column alone.
///
/// A step equals model::next_token of the same context wherever that is defined. Keys and values of
/// earlier tokens are kept where the description shows that they stay as they are
/// (docs/trust.md, "Engine: autoregressive models"); a description that does not show it is
/// evaluated literally.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reference/engine/looped.hpp"
#include "reference/model/erasure.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::engine {

/// A model made ready to continue sequences. It is const and may be shared by threads.
class Generator {
 public:
  /// \param model outlives this. \param window most tokens that a step sees; 0: all. \param any the
  /// rule of any_hardmax heads; as_declared where there is none. \param erasure what an appended
  /// token erases; with a window of 0 alone. \throws InputError model-generates
  Generator(const model::Transformer& model, int window, model::Tie any = model::Tie::average,
            std::optional<model::Erasure> erasure = {});
  Generator(Generator&&) noexcept;
  Generator& operator=(Generator&&) noexcept;
  ~Generator();

  /// Why all steps are evaluated literally; empty where they are not.
  [[nodiscard]] const std::string& why_not() const;
  /// What the description shows, as JSON.
  [[nodiscard]] std::string proof() const;

 private:
  friend class Generation;
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

/// A sequence that a model continues. Not for several threads at once.
class Generation {
 public:
  /// \param generator outlives this. \pre the prompt is not empty
  Generation(const Generator& generator, const Matrix& prompt);
  Generation(Generation&&) noexcept;
  Generation& operator=(Generation&&) noexcept;
  ~Generation();

  /// Begins anew; what was computed of tokens is kept. \pre the prompt is not empty
  void restart(const Matrix& prompt);

  /// Appends the next token and returns it. \throws model::Undefined
  const std::vector<Rational>& step();
  /// Appends the next token. \returns whether it equals that of the literal evaluation, which is
  /// done if `checks` includes the step. \throws model::Undefined; of such a step, if the literal
  /// evaluation does
  [[nodiscard]] bool checked_step(const LoopedChecks& checks);

  /// The token appended last. \pre there is one
  [[nodiscard]] const std::vector<Rational>& last() const;
  /// Steps since the prompt.
  [[nodiscard]] std::int64_t steps() const;
  /// All tokens, prompt first, as far as they are kept: with a window the last ones only, and none
  /// that was erased.
  [[nodiscard]] Matrix context() const;
  /// How many these are.
  [[nodiscard]] std::int64_t length() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bit-sliced engine: a hardmax transformer on all words over a finite alphabet, a block of
/// words at a time, one bit a word. Nothing is rounded: scores are compared once, as rationals,
/// when the model is compiled.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/sliced_compile.hpp"
#include "reference/engine/sliced_kernel.hpp"
#include "reference/engine/sliced_words.hpp"

namespace attest::engine {

/// Evaluates blocks of words of one model at one length. Not for two threads at once.
class SlicedEngine {
 public:
  /// The engine for words of `inputs` tokens over `letters`, or why there is none. Words have the
  /// order of check::words: the first letter is the most significant.
  /// \throws InputError if the model is not valid
  [[nodiscard]] static std::variant<SlicedEngine, std::string> make(
      const model::Transformer& model, int inputs, const std::vector<Letter>& letters,
      model::Tie any);

  /// Which words a block has.
  [[nodiscard]] const WordPlanes& words() const { return words_; }
  [[nodiscard]] const SlicedModel& model() const { return model_; }

  /// Evaluates the words of a block.
  void run(std::int64_t block);

  // What follows is about the last run; `lane` is a word minus words().first_word(block).
  /// Where the literal evaluator throws Undefined.
  [[nodiscard]] bool is_undefined(int lane) const { return bit(model_.undefined, lane); }
  /// The number of the answer of a reading. \pre the lane is not undefined
  [[nodiscard]] std::size_t answer_index(const Reading& reading, int lane) const;
  /// The answer as the literal evaluator gives it. \pre the lane is not undefined
  [[nodiscard]] model::Answer answer(int lane) const;
  /// An output plane.
  [[nodiscard]] const PlaneBits& output(std::size_t i) const {
    return wires_[model_.program.outputs[i]];
  }

  /// Runs on the kernel of `sliced_kernels()` with this name, for tests.
  void use(const std::string& kernel);

 private:
  SlicedEngine(SlicedModel model, int inputs, int letters);
  [[nodiscard]] bool bit(std::size_t output, int lane) const;

  SlicedModel model_;
  WordPlanes words_;
  SlicedKernel kernel_;
  std::vector<PlaneBits> wires_;
  std::int64_t block_ = -1;  // whose letters are on the wires
};

}  // namespace attest::engine

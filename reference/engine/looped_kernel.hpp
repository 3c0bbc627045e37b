// SPDX-License-Identifier: Apache-2.0
/// \file
/// A simplified row function on machine integers, with the proof that none of them overflows.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "reference/engine/looped_form.hpp"
#include "reference/number/integer.hpp"

namespace attest::engine {

/// Instruction sets that the kernel is compiled for.
enum class LoopedSet { baseline, avx2, avx512 };

/// Those of this machine, the widest first.
[[nodiscard]] std::span<const LoopedSet> looped_sets();

/// y = f(x) on integers. Not for several threads at once.
class LoopedKernel {
 public:
  /// \param reach [d] greatest |x| after the heads, by coordinate. \param most greatest |y| that is
  /// of use, >= 1. \param set one of looped_sets() \returns null where int64 might overflow
  [[nodiscard]] static std::unique_ptr<LoopedKernel> of(const LoopedFunction& function,
                                                        const std::vector<Integer>& reach,
                                                        std::int32_t most, LoopedSet set);
  virtual ~LoopedKernel() = default;

  /// Coordinates that f reads, ascending.
  [[nodiscard]] const std::vector<int>& inputs() const { return inputs_; }
  /// Coordinates that f writes and that are not the same for all rows, ascending.
  [[nodiscard]] const std::vector<int>& outputs() const { return outputs_; }
  /// \param x [inputs()] within the reach. \param y [outputs()]
  /// \returns whether every result is an integer with |y| <= most; y has no meaning otherwise
  [[nodiscard]] virtual bool evaluate(const std::int32_t* x, std::int32_t* y) = 0;
  /// Bits of the integers it computes with.
  [[nodiscard]] virtual int bits() const = 0;

 protected:
  LoopedKernel(std::vector<int> inputs, std::vector<int> outputs)
      : inputs_(std::move(inputs)), outputs_(std::move(outputs)) {}

 private:
  std::vector<int> inputs_;
  std::vector<int> outputs_;
};

}  // namespace attest::engine

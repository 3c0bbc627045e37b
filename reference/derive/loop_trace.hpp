// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tells loops of a machine one by one: its registers before each layer, and what its heads read.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "reference/check/claim.hpp"
#include "reference/engine/looped.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// How the columns and registers of a machine are called.
struct LoopNames {
  /// What a column holds, such as "address 16".
  Function<std::string(int)> column;
  /// Registers that hold several numbers of as many bits, and how many; the others hold one.
  std::map<std::string, int> parts = {};
};

/// Greatest number of columns whose loops are evaluated literally to be told.
inline constexpr int most_columns_told = 512;

/// Tells the loops that a request asks for; column 0 is the machine's.
class LoopTrace {
 public:
  /// \param model, request outlive this
  LoopTrace(const model::Transformer& model, const check::RunRequest& request, LoopNames names);

  /// Whether loop `number` [1-based] is told. It has to be asked before the loop is run: `looped`
  /// then keeps what it reads, and a state that it evaluates literally is taken down.
  bool begin(std::int64_t number, engine::Looped& looped);
  /// Tells the loop that was begun. \param note behind its number
  void end(engine::Looped& looped, const std::string& note);

 private:
  const model::Transformer& model_;
  const check::RunRequest& request_;
  LoopNames names_;
  std::int64_t number_ = 0;
  Matrix before_ = {};  // of a loop that is told and evaluated literally
};

}  // namespace attest::derive

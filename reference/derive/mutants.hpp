// SPDX-License-Identifier: Apache-2.0
/// \file
/// Generic mutants: every single change of a description that a check must notice.
#pragma once

#include <string>
#include <vector>

#include "reference/model/transformer.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// One change of a model; cheap to list, applied when run.
struct Change {
  std::string name;  ///< e.g. "A.W.query[3].up", "B.mlp[17].drop", "decode.accept.up"
  std::string why;   ///< what is changed, with the register's name
  bool must_change_nothing = false;  ///< the allowed move of a slack weight
  Function<void(model::Transformer&)> apply;
};

/// All changes: each exact weight one quantum up and down; each slack weight just past its bound,
/// and the allowed move; a head, unit or bias dropped; the tie rule changed; the readout shifted;
/// an extra token or mask dropped or flipped.
[[nodiscard]] std::vector<Change> changes(const model::Transformer& model);

/// The same for the constants and tables of a circuit; `place` begins their names.
[[nodiscard]] std::vector<std::pair<std::string, Function<void(model::Circuit&)>>> circuit_changes(
    const model::Circuit& circuit, const std::string& place, const Rational& quantum);

}  // namespace attest::derive

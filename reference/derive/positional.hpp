// SPDX-License-Identifier: Apache-2.0
/// \file
/// What statements about position-only attention share: that it is one is checked, not believed.
#pragma once

#include <string>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/model/transformer.hpp"

namespace attest::derive {

/// That no query and no key of `model` reads content, and that they read at most `width`
/// coordinates of the positional encoding. \param formula of the width, e.g. "n + 1"
[[nodiscard]] std::vector<check::Promise> positional_promises(const model::Transformer& model,
                                                              const std::string& formula,
                                                              std::int64_t width);

/// The statement, which refuses a user's model with a query or key that reads content.
[[nodiscard]] check::Statement positional(check::Statement statement);

}  // namespace attest::derive

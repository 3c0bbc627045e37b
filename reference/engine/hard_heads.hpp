// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which models have hardmax heads of second order alone.
#pragma once

#include <string>

#include "reference/model/transformer.hpp"

namespace attest::engine {

/// The first head that is no hardmax head with one key and one value map, and why; empty if there
/// is none.
[[nodiscard]] std::string unfit_head(const model::Transformer& model);

}  // namespace attest::engine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Promises and user models of position-only attention; see positional.hpp.
#include "reference/derive/positional.hpp"

#include <utility>

#include "reference/model/json.hpp"
#include "reference/model/positional.hpp"

namespace attest::derive {

std::vector<check::Promise> positional_promises(const model::Transformer& model,
                                                const std::string& formula, std::int64_t width) {
  return {check::at_most("entries of queries and keys that read content", "0", 0,
                         std::ssize(model::content_reads(model))),
          check::at_most("width of the positional encoding", formula, width,
                         model::positional_width(model))};
}

check::Statement positional(check::Statement statement) {
  statement.subject_of_model = [inner = statement.subject_of_model](
                                   const std::string& text, const std::string& place,
                                   const check::Params& overrides, std::uint64_t seed) {
    auto subject = inner(text, place, overrides, seed);  // refuses what is no model
    model::require_positional(model::from_json(text, place).model, place);
    return subject;
  };
  return statement;
}

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a user's candidate has to be.
#include "reference/derive/contest_run.hpp"

namespace attest::derive {

void require_fields(const model::ModelFile& file, const std::string& place,
                    const std::vector<std::string>& fields, const char* expected) {
  if (file.model.fields == fields) return;
  throw InputError("candidate-fields", place + ": fields",
                   std::to_string(file.model.fields.size()) + " fields", expected);
}

}  // namespace attest::derive

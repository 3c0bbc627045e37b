// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims make of a user's request.
#include "reference/derive/requested_model.hpp"

#include <string_view>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::derive {

model::Transformer requested_model(const check::RunRequest& request, model::Transformer built,
                                   const std::vector<NamedMutant>& mutants,
                                   const check::Params& params) {
  if (request.model_text.empty()) {
    return broken(std::move(built), request.mutant, mutants, params);
  }
  model::Transformer model = file_of(request, built.fields).model;
  require_rational(model, request.model_place);
  return model;
}

std::vector<std::int64_t> bytes_of(const check::RunRequest& request, std::int64_t most) {
  std::string_view text = request.text;
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
  }
  if (text.empty()) throw InputError("text-empty", request.place, "no bytes", "a text");
  if (std::ssize(text) > most) {
    throw InputError("text-length", request.place, std::to_string(text.size()) + " bytes",
                     "at most " + std::to_string(most));
  }
  std::vector<std::int64_t> symbols;
  for (const char byte : text) symbols.push_back(static_cast<unsigned char>(byte) + 1);
  return symbols;
}

std::string json_of(const Rational& value) {
  return value.is_integer() ? value.to_string() : "\"" + value.to_string() + "\"";
}

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Mutants, model files and fields of models that write token by token; see generator_run.hpp.
#include "reference/derive/generator_run.hpp"

#include <utility>

#include "reference/model/generation.hpp"

namespace attest::derive {

GeneratesMutant with_model(std::string name, std::string why,
                           const Function<model::Transformer(std::int64_t member)>& model,
                           std::string proof) {
  return {.name = std::move(name),
          .why = std::move(why),
          .proof = std::move(proof),
          .applies = {},
          .apply = [model](Generates& g, std::int64_t member) { g.model = model(member); }};
}

Generates requested(const check::RunRequest& request, Generates construction,
                    const std::vector<GeneratesMutant>& mutants) {
  if (!request.model_text.empty()) {
    construction.model = file_of(request, construction.model.fields).model;
    require_rational(construction.model, request.model_place);
    model::require_generates(construction.model);
  }
  return broken(std::move(construction), 0, request.mutant, mutants);
}

std::optional<int> index_of(const Rational& field, int count) {
  if (!field.is_integer() || field < Rational(0) || field >= Rational(count)) return std::nullopt;
  return static_cast<int>(field.num().to_int64());
}

}  // namespace attest::derive

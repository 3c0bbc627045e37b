// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements of the shape Computes: their mutants, files and user models; see computes.hpp.
#include "reference/derive/computes.hpp"

#include <memory>
#include <utility>

#include "reference/derive/case_book.hpp"
#include "reference/derive/drawing.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

/// The claim's mutants, then the generic ones, of one parameter point.
std::vector<check::Mutant> mutants_of(const std::shared_ptr<const Computes>& base,
                                      const check::Params& params,
                                      const std::vector<NamedMutant>& named) {
  const auto book = std::make_shared<const CaseBook>(*base);
  std::vector<Change> generic = changes(base->model);
  std::vector<check::Mutant> result;
  result.reserve(named.size() + generic.size());
  for (const NamedMutant& mutant : named) {
    result.push_back({.name = mutant.name,
                      .origin = check::Origin::claim,
                      .why = mutant.why,
                      .proof = mutant.proof,
                      .must_change_nothing = false,
                      .subject = [base, book, params, apply = mutant.apply] {
                        Computes broken = *base;
                        apply(broken, params);
                        return make_subject(std::move(broken), Engine::automatic, base->model,
                                            book);
                      }});
  }
  for (Change& change : generic) {
    result.push_back({.name = change.name,
                      .origin = check::Origin::generic,
                      .why = change.why,
                      .proof = {},
                      .must_change_nothing = change.must_change_nothing,
                      .subject = [base, book, apply = std::move(change.apply)] {
                        Computes broken = *base;
                        apply(broken.model);
                        return make_subject(std::move(broken), Engine::automatic, base->model,
                                            book);
                      }});
  }
  return result;
}

/// The built Computes, broken as the mutant `name` says (empty: as it is).
/// \throws InputError mutant-unknown
Computes broken_as(Computes built, const std::string& name, const check::Params& params,
                   const std::vector<NamedMutant>& named) {
  if (name.empty()) return built;
  for (const NamedMutant& mutant : named) {
    if (mutant.name != name) continue;
    mutant.apply(built, params);
    return built;
  }
  for (const Change& change : changes(built.model)) {
    if (change.name != name) continue;
    change.apply(built.model);
    return built;
  }
  reject_mutant(name);
}

/// The built Computes with a user's model in its place. \throws InputError
Computes with_model(Computes built, const model::ModelFile& file, const std::string& place) {
  if (file.model.fields != built.model.fields) {
    std::string found;
    std::string expected;
    for (const std::string& field : file.model.fields) found += (found.empty() ? "" : ", ") + field;
    for (const std::string& field : built.model.fields)
      expected += (expected.empty() ? "" : ", ") + field;
    throw InputError("model-fields", place + ": fields", "(" + found + ")", "(" + expected + ")");
  }
  built.model = file.model;
  return built;
}

}  // namespace

check::Statement computes(check::Statement about,
                          const Function<Computes(const check::Params&, std::uint64_t seed)>& make,
                          std::vector<NamedMutant> mutants) {
  about.shape = check::Shape::computes;
  about.subject = [make](const check::Params& params, std::uint64_t seed) {
    return make_subject(make(params, seed));
  };
  about.literal_subject = [make](const check::Params& params, std::uint64_t seed) {
    return make_subject(make(params, seed), Engine::literal);
  };
  const auto named = std::make_shared<const std::vector<NamedMutant>>(std::move(mutants));
  about.drawing = [make, named, heading = heading_of(about)](const check::DrawingRequest& request) {
    const Computes built = make(request.params, request.seed);
    const Computes drawn = broken_as(built, request.mutant, request.params, *named);
    return draw(heading, drawn, built.model, request);
  };
  about.mutants = [make, named](const check::Params& params, std::uint64_t seed) {
    return mutants_of(std::make_shared<const Computes>(make(params, seed)), params, *named);
  };
  about.export_model = [make, claim = about.claim,
                        label = about.label](const check::Params& params) {
    return model::to_json(
        {.claim = claim, .statement = label, .params = params, .model = make(params, 1).model});
  };
  about.subject_of_model = [make](const std::string& text, const std::string& place,
                                  const check::Params& overrides, std::uint64_t seed) {
    const model::ModelFile file = model::from_json(text, place);
    check::Params params = file.params;
    for (const auto& [name, value] : overrides) params[name] = value;
    Computes built = make(params, seed);
    const model::Transformer original = built.model;
    Computes replaced = with_model(std::move(built), file, place);
    const bool is_same_stream = original.registers == replaced.model.registers;
    const model::Transformer reference = is_same_stream ? original : replaced.model;
    return make_subject(std::move(replaced), Engine::automatic, reference);
  };
  return about;
}

}  // namespace attest::derive

template class std::vector<attest::derive::NamedMutant>;

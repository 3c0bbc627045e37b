// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements about autoregressive descriptions: mutants, files, drawings; see generates.hpp.
#include "reference/derive/generates.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "reference/derive/drawing.hpp"
#include "reference/derive/generates_subject.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/model/json.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

using Make = Function<GeneratesParts(const check::Params&, std::uint64_t seed)>;

/// The members that a statement is about at a parameter point. \throws InputError
std::vector<std::int64_t> members_at(const check::Params& params, const std::string& chooser,
                                     const Generators& generators) {
  const std::int64_t only = chooser.empty() ? -1 : params.at(chooser);
  if (only < -1 || only >= generators.count) {
    throw InputError("family-member", chooser, std::to_string(only),
                     "-1 to " + std::to_string(generators.count - 1));
  }
  if (only >= 0) return {only};
  std::vector<std::int64_t> all(static_cast<std::size_t>(generators.count));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::int64_t>(i);
  return all;
}

/// Those of some members that a mutant of the claim breaks.
std::vector<std::int64_t> broken_by(const GeneratesMutant& mutant,
                                    const std::vector<std::int64_t>& members) {
  std::vector<std::int64_t> broken;
  for (const std::int64_t member : members) {
    if (!mutant.applies || mutant.applies(member)) broken.push_back(member);
  }
  return broken;
}

/// What the name of a generic mutant of one member among several begins with.
std::string prefix_of(std::int64_t member) { return "member[" + std::to_string(member) + "]."; }

std::vector<check::Mutant> mutants_of(const std::shared_ptr<const PromptBook>& book,
                                      const std::vector<GeneratesMutant>& named,
                                      const std::vector<std::int64_t>& members) {
  std::vector<check::Mutant> result;
  for (const GeneratesMutant& mutant : named) {
    const std::vector<std::int64_t> chosen = broken_by(mutant, members);
    if (chosen.empty()) continue;
    result.push_back({.name = mutant.name,
                      .origin = check::Origin::claim,
                      .why = mutant.why,
                      .proof = mutant.proof,
                      .must_change_nothing = false,
                      .subject = [book, chosen, apply = mutant.apply] {
                        return broken_subject(book, chosen, apply);
                      }});
  }
  const Generators& generators = book->generators();
  std::vector<std::int64_t> changed = members;
  if (members.size() > 1) {
    changed = generators.broken.empty() ? std::vector{generators.exemplar} : generators.broken;
  }
  for (const std::int64_t member : changed) {
    const std::string prefix = members.size() > 1 ? prefix_of(member) : std::string();
    for (Change& change : changes(book->member(member).model)) {
      result.push_back({.name = prefix + change.name,
                        .origin = check::Origin::generic,
                        .why = change.why,
                        .proof = {},
                        .must_change_nothing = change.must_change_nothing,
                        .subject = [book, member, apply = std::move(change.apply)] {
                          return broken_subject(
                              book, {member},
                              [apply](Generates& g, std::int64_t) { apply(g.model); });
                        }});
    }
  }
  return result;
}

/// Those of some members whose cases the subject of the mutant `name` has; empty: all of them.
/// \throws InputError mutant-unknown
std::vector<std::int64_t> judged_members(std::vector<std::int64_t> members, const std::string& name,
                                         const std::vector<GeneratesMutant>& named) {
  for (const GeneratesMutant& mutant : named) {
    if (mutant.name == name) members = broken_by(mutant, members);
  }
  if (name.starts_with("member[")) {
    std::erase_if(members,
                  [&](std::int64_t member) { return !name.starts_with(prefix_of(member)); });
  }
  if (members.empty()) reject_mutant(name);
  return members;
}

/// The member of a case that stands at `index` among those of all members in `chosen`.
std::int64_t member_of(const std::vector<std::int64_t>& chosen, const Generators& generators,
                       std::int64_t index) {
  const auto at = static_cast<std::size_t>(index / generators.prompts.size);
  return chosen[at];
}

/// One step of one case as a Computes: the context that the step sees, and the token that follows.
check::Drawing drawing_of(const Make& make, const std::string& chooser, const Heading& heading,
                          const check::DrawingRequest& request) {
  const GeneratesParts parts = make(request.params, request.seed);
  const Generators& generators = parts.generators;
  const std::vector<std::int64_t> chosen = judged_members(
      members_at(request.params, chooser, generators), request.mutant, parts.mutants);
  const std::int64_t size = generators.prompts.size;
  check::CaseSpace pairs = generators.prompts;
  pairs.size = size * std::ssize(chosen);
  pairs.at = [at = generators.prompts.at, size](std::int64_t index) { return at(index % size); };
  check::DrawingRequest drawn = request;
  const auto exemplar = std::ranges::find(chosen, generators.exemplar);
  if (!drawn.index && exemplar != chosen.end()) {
    drawn.index =
        (exemplar - chosen.begin()) * size + drawn_case(generators.prompts, request, heading);
  }
  drawn.index = drawn_case(pairs, drawn, heading);
  const std::int64_t member = member_of(chosen, generators, *drawn.index);
  const Generates built = generators.member(member);
  const Generates drawn_as = broken(built, member, request.mutant, parts.mutants);
  const check::Case prompt = pairs.at(*drawn.index).value();
  DrawnStep step = drawn_step(drawn_as, prompt);
  Computes computes{.model = drawn_as.model, .task = {}, .inputs = pairs};
  computes.task.id = drawn_as.task.id;
  computes.task.answer = [expected = step.expected](const Matrix&) { return expected; };
  computes.inputs.at = [context = step.context](std::int64_t) { return context; };
  Heading of_step = heading;
  of_step.title += ", step " + std::to_string(step.number) + " of " + std::to_string(step.of);
  return draw(of_step, computes, built.model, drawn);
}

/// The single description that `params` choose, with its own parameters.
std::pair<Generators, Generates> single(const Make& make, const std::string& chooser,
                                        check::Params& params, std::uint64_t seed) {
  Generators generators = make(params, seed).generators;
  const std::vector<std::int64_t> chosen = members_at(params, chooser, generators);
  const std::int64_t member = chosen.size() == 1 ? chosen[0] : generators.exemplar;
  if (!chooser.empty()) params[chooser] = member;
  Generates built = generators.member(member);
  return {std::move(generators), std::move(built)};
}

/// The subject that judges a user's model file in place of a member. \throws InputError
std::unique_ptr<check::Subject> subject_of_file(const Make& make, const std::string& chooser,
                                                const std::string& text, const std::string& place,
                                                const check::Params& overrides,
                                                std::uint64_t seed) {
  const model::ModelFile file = model::from_json(text, place);
  check::Params params = file.params;
  for (const auto& [name, value] : overrides) params[name] = value;
  auto [generators, built] = single(make, chooser, params, seed);
  if (file.model.fields != built.model.fields) {
    throw InputError("model-fields", place + ": fields", "other fields",
                     "those of " + built.model.name);
  }
  model::require_generates(file.model);
  const std::int64_t member = chooser.empty() ? 0 : params.at(chooser);
  return broken_subject(
      std::make_shared<const PromptBook>(std::move(generators)), {member},
      [replacement = file.model](Generates& g, std::int64_t) { g.model = replacement; });
}

}  // namespace

Generates broken(Generates built, std::int64_t member, const std::string& name,
                 const std::vector<GeneratesMutant>& named) {
  if (name.empty()) return built;
  for (const GeneratesMutant& mutant : named) {
    if (mutant.name != name) continue;
    mutant.apply(built, member);
    return built;
  }
  const std::size_t past_member = name.starts_with("member[") ? name.find("].") + 2 : 0;
  for (const Change& change : changes(built.model)) {
    if (change.name != name.substr(past_member)) continue;
    change.apply(built.model);
    return built;
  }
  reject_mutant(name);
}

check::Statement generates(check::Statement about, const std::string& chooser, const Make& make) {
  const auto subject_by = [make, chooser](Engine engine) {
    return [make, chooser, engine](const check::Params& params, std::uint64_t seed) {
      Generators generators = make(params, seed).generators;
      std::vector<std::int64_t> chosen = members_at(params, chooser, generators);
      return make_subject(std::move(generators), std::move(chosen), engine);
    };
  };
  about.shape = check::Shape::computes;
  about.subject = subject_by(Engine::automatic);
  about.literal_subject = subject_by(Engine::literal);
  about.mutants = [make, chooser](const check::Params& params, std::uint64_t seed) {
    GeneratesParts parts = make(params, seed);
    const std::vector<std::int64_t> members = members_at(params, chooser, parts.generators);
    return mutants_of(std::make_shared<const PromptBook>(std::move(parts.generators)),
                      parts.mutants, members);
  };
  about.drawing = [make, chooser,
                   heading = heading_of(about)](const check::DrawingRequest& request) {
    return drawing_of(make, chooser, heading, request);
  };
  about.export_model = [make, chooser, claim = about.claim,
                        label = about.label](const check::Params& params) {
    check::Params own = params;
    const Generates built = single(make, chooser, own, 1).second;
    return model::to_json(
        {.claim = claim, .statement = label, .params = own, .model = built.model});
  };
  about.subject_of_model = [make, chooser](const std::string& text, const std::string& place,
                                           const check::Params& overrides, std::uint64_t seed) {
    return subject_of_file(make, chooser, text, place, overrides, seed);
  };
  return about;
}

}  // namespace attest::derive

template class std::vector<attest::derive::GeneratesMutant>;

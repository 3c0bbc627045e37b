// SPDX-License-Identifier: Apache-2.0
/// \file
/// Contests of one candidate; see contest.hpp.
#include "reference/derive/contest.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/adversary.hpp"
#include "reference/derive/contest_subject.hpp"
#include "reference/derive/drawing.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/referee.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/json.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

std::string text_of_counterexample(const Counterexample& found) {
  return "{\"a\":" + std::to_string(found.a) + ",\"b\":" + std::to_string(found.b) +
         ",\"b_prime\":" + std::to_string(found.b_prime) + "}";
}

/// The first collision as a counterexample, not verified.
std::optional<Counterexample> first_of(const Reduces& reduces, const Adversary& adversary) {
  const std::optional<std::int64_t> b_prime = adversary.first_collision();
  if (!b_prime) return std::nullopt;
  const std::int64_t b = adversary.earlier(*b_prime).value();
  return Counterexample{.a = reduces.separating(b, *b_prime), .b = b, .b_prime = *b_prime};
}

/// The built contest with a user's layer as the candidate. \throws InputError
Contest with_model(Contest built, const model::ModelFile& file, const check::Params& params,
                   const std::string& place) {
  if (file.model.fields != built.candidate.layer.fields) {
    throw InputError("model-fields", place + ": fields",
                     std::to_string(file.model.fields.size()) + " other fields",
                     "the field " + built.candidate.layer.fields.at(0));
  }
  built.candidate.layer = file.model;
  const auto bits = params.find("bits");
  if (bits != params.end()) built.candidate.bits = static_cast<int>(bits->second);
  if (built.expectation == Expectation::defeat) built.expectation = Expectation::consistent;
  return built;
}

/// Every number of a candidate's message, by name.
std::vector<std::string> number_names(const protocol::OneLayer& layer) {
  std::vector<std::string> names;
  for (const protocol::HeadSums& head : layer.heads()) {
    names.push_back("message." + head.name + ".normaliser");
    for (int c = 0; c < head.value_dimension; ++c) {
      names.push_back("message." + head.name + ".value[" + std::to_string(c) + "]");
    }
  }
  return names;
}

/// A derived way to break a contest.
struct ContestChange {
  std::string name;
  std::string why;
  Function<void(Contest&)> apply;
};

/// Each number of the message left out; one leading bit fewer.
std::vector<ContestChange> contest_changes(const Contest& whole) {
  std::vector<ContestChange> result;
  const protocol::OneLayer layer(whole.candidate.layer, whole.reduces.reader);
  const std::vector<std::string> names = number_names(layer);
  for (int i = 0; std::cmp_less(i, names.size()); ++i) {
    result.push_back({.name = names[static_cast<std::size_t>(i)] + ".drop",
                      .why = "this number is left out of the message",
                      .apply = [i](Contest& c) { c.tampering.dropped.push_back(i); }});
  }
  if (whole.candidate.bits > 1) {
    result.push_back({.name = "message.bits.down",
                      .why = "one leading bit fewer is sent",
                      .apply = [](Contest& c) { c.tampering.fewer_bits = 1; }});
  }
  return result;
}

std::vector<check::Mutant> mutants_of(const ContestMaker& make,
                                      const std::vector<MutantOf<Contest>>& named,
                                      const check::Params& params, std::uint64_t seed) {
  std::vector<check::Mutant> result;
  const auto changed = [make, params, seed](auto change) {
    return [make, params, seed, change] {
      Contest contest = make(params, seed);
      change(contest);
      return make_subject(std::move(contest));
    };
  };
  for (const MutantOf<Contest>& mutant : named) {
    append_named(result, mutant, params,
                 changed([apply = mutant.apply, params](Contest& c) { apply(c, params); }));
  }
  for (ContestChange& change : contest_changes(make(params, seed))) {
    append_generic(result, change.name, change.why, changed(std::move(change.apply)));
  }
  return result;
}

}  // namespace

std::optional<Counterexample> defeat(const Contest& contest) {
  const Instances instances(contest.reduces);
  const Adversary adversary(instances, contest.candidate, contest.tampering);
  const std::optional<Counterexample> found = first_of(contest.reduces, adversary);
  if (!found) return std::nullopt;
  const std::string objection = Referee(instances, contest.candidate).literal_objection(*found);
  ATTEST_REQUIRE(objection.empty(), text_of_counterexample(*found) + ": " + objection);
  return found;
}

check::Statement defeats(check::Statement about,
                         const Function<Contest(const check::Params&, std::uint64_t seed)>& make,
                         std::vector<MutantOf<Contest>> mutants) {
  about.shape = check::Shape::reduces;
  about.subject = [make](const check::Params& params, std::uint64_t seed) {
    return make_subject(make(params, seed));
  };
  about.drawing = [make, mutants,
                   heading = heading_of(about)](const check::DrawingRequest& request) {
    Contest contest = make(request.params, request.seed);
    if (apply_named(contest, request.mutant, request.params, mutants)) {
      return draw(heading, contest, request);
    }
    for (const ContestChange& change : contest_changes(contest)) {
      if (change.name != request.mutant) continue;
      change.apply(contest);
      return draw(heading, contest, request);
    }
    reject_mutant(request.mutant);
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params,
                                                       std::uint64_t seed) {
    return mutants_of(make, mutants, params, seed);
  };
  take_models(about, make, [](Contest contest) { return make_subject(std::move(contest)); });
  return about;
}

check::Params completed(check::Params params, const check::Params& overrides,
                        const std::vector<check::Parameter>& parameters, const std::string& place) {
  for (const auto& [name, value] : overrides) params[name] = value;
  for (const check::Parameter& parameter : parameters) {
    const auto found = params.find(parameter.name);
    const std::string expected = "an integer in " + std::to_string(parameter.lo) + ".." +
                                 std::to_string(parameter.hi) + ": " + parameter.meaning;
    if (found == params.end()) {
      throw InputError("model-params", place + ": params." + parameter.name, "nothing", expected);
    }
    if (found->second < parameter.lo || found->second > parameter.hi) {
      throw InputError("model-params", place + ": params." + parameter.name,
                       std::to_string(found->second), expected);
    }
  }
  return params;
}

void take_models(check::Statement& about, const ContestMaker& make,
                 const ContestSubjectMaker& subject) {
  about.export_model = [make, claim = about.claim,
                        label = about.label](const check::Params& params) {
    return model::to_json({.claim = claim,
                           .statement = label,
                           .params = params,
                           .model = make(params, 1).candidate.layer});
  };
  about.subject_of_model = [make, subject, parameters = about.parameters](
                               const std::string& text, const std::string& place,
                               const check::Params& overrides, std::uint64_t seed) {
    const model::ModelFile file = model::from_json(text, place);
    const check::Params params = completed(file.params, overrides, parameters, place);
    return subject(with_model(make(params, seed), file, params, place));
  };
}

check::RunResult run_contest(const Contest& contest, const std::string& input) {
  const Instances instances(contest.reduces);
  const Adversary adversary(instances, contest.candidate, contest.tampering);
  const std::optional<Counterexample> found = first_of(contest.reduces, adversary);
  const bool is_verified =
      found && Referee(instances, contest.candidate).literal_objection(*found).empty();
  const Resources used = resources(contest.candidate.layer);
  return {.input = input,
          .result_json =
              "{\"bits\":" + std::to_string(adversary.ledger().bits()) +
              ",\"needed\":" + std::to_string(adversary.needed_bits()) +
              ",\"counterexample\":" + (found ? text_of_counterexample(*found) : "null") + "}",
          .agrees = found ? is_verified : adversary.has_enough_bits(),
          .model = {{"layers", used.layers},
                    {"heads", used.heads},
                    {"width", used.width},
                    {"nonzeros", used.nonzeros}}};
}

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a request to jobs.
#include "cli/plan.hpp"

#include <algorithm>

#include "cli/documents.hpp"
#include "cli/nearest.hpp"
#include "cli/selection.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

/// The statements that a request selects.
std::vector<const check::Statement*> selected(const Build& build, const Request& request) {
  std::vector<const check::Statement*> result;
  std::vector<std::string> labels;
  for (const check::Claim* claim : claims_named(build, request.ids)) {
    const auto found = request.ids.empty() ? statements_matching(*claim, request.label)
                                           : statements_named(*claim, request.label);
    result.insert(result.end(), found.begin(), found.end());
    for (const check::Statement& statement : claim->statements) labels.push_back(statement.label);
  }
  if (!result.empty()) return result;
  if (build.claims.empty()) {
    throw InputError("claim-unknown", "check", "no claim in this build", "at least one claim");
  }
  throw InputError("statement-unknown", "--statement", in_quotes(request.label),
                   one_of(request.label, labels));
}

/// The one statement that a user's model is about: as the command line says, else as the file says.
std::vector<const check::Statement*> selected_by_model(const Build& build, const Request& request) {
  const ModelHead head = head_of_model(request.model->text);
  const std::vector<std::string> ids = request.ids.empty() && !head.claim.empty()
                                           ? std::vector<std::string>{head.claim}
                                           : request.ids;
  if (ids.size() != 1) {
    throw InputError("argument-missing", "check, --model", std::to_string(ids.size()) + " claims",
                     "the id of one claim");
  }
  return {&statement_of_model(claim_named(build, ids.front()), *request.model, request.label)};
}

/// The points of one statement, those where mutants run apart.
struct Points {
  std::vector<check::Params> right;
  std::vector<check::Params> broken;
};

Points points_of(const check::Statement& statement, const Request& request) {
  const std::string place = place_of(statement);
  if (request.model) {
    return {.right =
                grid(statement, place, {model_params(statement, *request.model)}, request.settings),
            .broken = {}};
  }
  const auto with_settings = [&](const std::vector<check::Params>& base) {
    return base.empty() && request.settings.empty()
               ? base
               : grid(statement, place, base, request.settings);
  };
  Points points{.right = with_settings(statement.points(request.rung)), .broken = {}};
  if (!statement.mutants) return points;
  // Settings ask for their points, mutants included; else mutants have points of their own.
  points.broken = request.settings.empty() && statement.mutant_points
                      ? statement.mutant_points(request.rung)
                      : points.right;
  return points;
}

std::vector<Job> jobs_of(const check::Statement& statement, const Request& request) {
  const Points points = points_of(statement, request);
  const Job base{.statement = &statement,
                 .params = {},
                 .seed = request.seed,
                 .with_mutants = false,
                 .mutant = request.mutant,
                 .model = request.model};
  std::vector<Job> jobs;
  const auto add = [&](const check::Params& params, bool with_mutants) {
    jobs.push_back(base);
    jobs.back().params = params;
    jobs.back().with_mutants = with_mutants;
  };
  if (!request.mutant.empty()) {
    for (const check::Params& params : points.broken) add(params, false);
    return jobs;
  }
  const auto is_in = [](const std::vector<check::Params>& list, const check::Params& params) {
    return std::find(list.begin(), list.end(), params) != list.end();
  };
  for (const check::Params& params : points.right) {
    add(params, request.with_mutants && is_in(points.broken, params));
  }
  if (!request.with_mutants) return jobs;
  for (const check::Params& params : points.broken) {
    if (!is_in(points.right, params)) add(params, true);
  }
  return jobs;
}

/// Leaves the jobs whose statement has the mutant at their point. \throws InputError if none is
/// left
std::vector<Job> with_mutant_only(const std::vector<Job>& jobs, const std::string& name) {
  std::vector<Job> left;
  std::vector<check::Mutant> seen;
  for (const Job& job : jobs) {
    std::vector<check::Mutant> mutants = job.statement->mutants(job.params, job.seed);
    if (mutant_named(mutants, name)) {
      left.push_back(job);
    } else {
      std::move(mutants.begin(), mutants.end(), std::back_inserter(seen));
    }
  }
  if (left.empty()) refuse_mutant(name, "check", seen);
  return left;
}

}  // namespace

std::vector<Job> plan(const Build& build, const Request& request,
                      std::vector<std::string>& skipped) {
  std::vector<Job> jobs;
  const auto statements =
      request.model ? selected_by_model(build, request) : selected(build, request);
  const bool any_has =
      std::any_of(statements.begin(), statements.end(),
                  [&](const check::Statement* s) { return has_parameters(*s, request.settings); });
  for (const check::Statement* statement : statements) {
    if (any_has && !has_parameters(*statement, request.settings)) {
      skipped.push_back(place_of(*statement) + ": skipped, it lacks a parameter that is set");
      continue;
    }
    const std::vector<Job> more = jobs_of(*statement, request);
    jobs.insert(jobs.end(), more.begin(), more.end());
  }
  if (!request.mutant.empty()) return with_mutant_only(jobs, request.mutant);
  return jobs;
}

}  // namespace attest::cli

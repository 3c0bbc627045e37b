// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's circuits and formulas, by the looped block.
#include <algorithm>
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/machine/netlist_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/satisfiability.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Listing;
using machine::netlist::Netlist;
using machine::netlist::Run;

constexpr int most_variables = 10;  // of a formula: all assignments are run
constexpr std::int64_t most_scores = std::int64_t{1} << 26;  // a head, over all runs and layers

bool is_formula(const check::RunRequest& request) {
  const auto format = request.settings.find("format");
  if (format == request.settings.end()) return request.place.ends_with(".cnf");
  if (format->second == "cnf") return true;
  if (format->second == "netlist") return false;
  throw InputError("run-setting", "--set format", format->second, "netlist or cnf");
}

/// A formula as a circuit with a run for each assignment and what the formula says there.
/// \throws InputError run-circuit
Listing listing_of(const task::Formula& formula, const std::string& place) {
  if (formula.variables > most_variables) {
    throw InputError("run-circuit", place, std::to_string(formula.variables) + " variables",
                     "at most " + std::to_string(most_variables) + ": all assignments are run");
  }
  Listing listing{.netlist = polynomial_of(formula), .runs = {}};
  for (std::int64_t index = 0; index < std::int64_t{1} << formula.variables; ++index) {
    Run run{.place = place};
    for (int v = 0; v < formula.variables; ++v) run.inputs.emplace_back((index >> v) & 1);
    std::int64_t satisfied = 0;
    for (const task::Clause& clause : formula.clauses) {
      const task::Formula alone{.variables = formula.variables, .clauses = {clause}};
      satisfied += task::is_satisfied(alone, index) ? 1 : 0;
    }
    run.expected = {task::is_satisfied(formula, index) ? 1 : 0, satisfied};
    listing.runs.push_back(std::move(run));
  }
  return listing;
}

/// The circuit and its runs. \throws InputError
Listing listing_of(const check::RunRequest& request) {
  if (is_formula(request)) {
    return listing_of(task::parse_formula(request.text, request.place), request.place);
  }
  Listing listing = machine::netlist::parse(request.text, request.place);
  if (!listing.runs.empty()) return listing;
  if (const int inputs = machine::netlist::input_count(listing.netlist); inputs > 0) {
    throw InputError(
        "run-circuit", request.place,
        std::to_string(inputs) + (inputs == 1 ? " input" : " inputs") + " without numbers",
        "a line `at` with a number for each input");
  }
  listing.runs.push_back({.inputs = {}, .expected = {}, .place = request.place});
  return listing;
}

/// \throws InputError run-circuit
void require_small(const Listing& listing, const std::string& place) {
  const std::int64_t tokens =
      std::ssize(listing.netlist.nodes) + machine::netlist::wire_count(listing.netlist);
  const std::int64_t layers = 2 * machine::netlist::depth(listing.netlist);
  const std::int64_t evaluations = std::ssize(listing.runs) * std::max<std::int64_t>(layers, 1);
  if (tokens * tokens <= most_scores / evaluations) return;
  throw InputError("run-circuit", place,
                   std::to_string(tokens) + " tokens, " + std::to_string(layers) + " layers, " +
                       std::to_string(listing.runs.size()) + " runs",
                   "tokens^2 x layers x runs of at most 2^26");
}

model::Transformer built(const check::RunRequest& request, Heads heads, int depth) {
  return derive::requested_model(request, construction(depth, {.heads = heads}), mutants(heads),
                                 {{"depth", depth}});
}

/// What one run found: the values of all gates, by the block.
struct Found {
  std::vector<Rational> values = {};  ///< gate by gate; none where the model has no value
  bool agrees = false;
};

Found run_once(const model::Transformer& model, const Netlist& netlist, const Run& run) {
  const check::Case tokens = tokens_of(netlist, run.inputs);
  Found found;
  try {
    const std::vector<Rational> answer = model::answer(model, tokens, {});
    found.agrees = answer == gate_values().answer(tokens);
    for (int i = 0; i < tokens.rows() && std::ssize(answer) == tokens.rows(); ++i) {
      if (tokens(i, Field::op).is_zero()) continue;
      found.values.push_back(answer[static_cast<std::size_t>(i)]);
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
  }
  if (run.expected && !found.values.empty()) {
    for (std::size_t o = 0; o < netlist.outputs.size(); ++o) {
      const auto gate = static_cast<std::size_t>(netlist.outputs[o]);
      found.agrees = found.agrees && found.values[gate] == (*run.expected)[o];
    }
  }
  return found;
}

std::string counts_json(const Netlist& netlist) {
  const std::int64_t wires = machine::netlist::wire_count(netlist);
  return "\"gates\":" + std::to_string(netlist.nodes.size()) +
         ",\"wires\":" + std::to_string(wires) +
         ",\"tokens\":" + std::to_string(std::ssize(netlist.nodes) + wires) +
         ",\"depth\":" + std::to_string(machine::netlist::depth(netlist));
}

/// Bits of the largest numerator or denominator.
std::int64_t most_bits(const std::vector<Rational>& values) {
  std::int64_t bits = 0;
  for (const Rational& value : values) {
    bits = std::max({bits, static_cast<std::int64_t>(value.num().abs().bit_length()),
                     static_cast<std::int64_t>(value.den().bit_length())});
  }
  return bits;
}

std::string run_json(const Netlist& netlist, const Found& found) {
  std::string outputs;
  for (const int output : netlist.outputs) {
    const auto gate = static_cast<std::size_t>(output);
    outputs += (outputs.empty() ? "" : ",") + ("\"" + netlist.nodes[gate].name) + "\":";
    outputs += found.values.empty() ? "null" : "\"" + found.values[gate].to_string() + "\"";
  }
  return "{" + counts_json(netlist) + ",\"bits\":" + std::to_string(most_bits(found.values)) +
         ",\"outputs\":{" + outputs + "}}";
}

/// All assignments of a formula as one result.
check::RunResult run_formula(const check::RunRequest& request, const model::Transformer& model,
                             const Listing& listing) {
  check::RunResult result{.input = request.place, .agrees = true};
  const auto formula = static_cast<std::size_t>(listing.netlist.outputs[0]);
  std::int64_t satisfying = 0;
  for (const Run& run : listing.runs) {
    const Found found = run_once(model, listing.netlist, run);
    result.agrees = result.agrees && found.agrees;
    if (!found.values.empty() && found.values[formula] == 1) ++satisfying;
    if (request.is_interrupted && request.is_interrupted()) break;
  }
  result.result_json = "{" + counts_json(listing.netlist) +
                       ",\"assignments\":" + std::to_string(listing.runs.size()) +
                       ",\"satisfying\":" + std::to_string(satisfying) + "}";
  result.model = derive::facts_of(model);
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const std::string label =
      derive::require_taken(request, {.statements = {"S1", "S4"}, .settings = {"format"}});
  const Heads heads = label == "S1" ? Heads::four : Heads::one;
  const Listing listing = listing_of(request);
  require_small(listing, request.place);
  const model::Transformer model = built(request, heads, machine::netlist::depth(listing.netlist));
  if (is_formula(request)) return {run_formula(request, model, listing)};
  std::vector<check::RunResult> results;
  for (const Run& each : listing.runs) {
    const Found found = run_once(model, listing.netlist, each);
    results.push_back({.input = each.place,
                       .result_json = run_json(listing.netlist, found),
                       .agrees = found.agrees,
                       .model = derive::facts_of(model)});
    if (request.progress) request.progress(std::ssize(results), std::ssize(listing.runs));
    if (request.is_interrupted && request.is_interrupted()) break;
  }
  return results;
}

}  // namespace attest::arithmetic_circuit_as_input

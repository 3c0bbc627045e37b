// SPDX-License-Identifier: Apache-2.0
/// \file
/// Members in the order in which people read them.
#include "reports/store/row_json.hpp"

#include <optional>
#include <utility>

#include "reports/store/json_bridge.hpp"

namespace attest::store {
namespace {

using check::MutantRow;
using check::Params;
using check::Promise;
using check::Row;
using check::Tally;
using check::Witness;
using store::json_of;

Json json_of(const Params& params) {
  Json json = Json::object();
  for (const auto& [name, value] : params) json[name] = json_of(value);
  return json;
}

Json json_of(const std::optional<Witness>& witness) {
  if (!witness) return nullptr;
  return {{"index", json_of(witness->index)}, {"text", witness->text}};
}

Json json_of(const Promise& promise) {
  return {{"quantity", promise.quantity}, {"formula", promise.formula}, {"value", promise.value},
          {"relation", promise.relation}, {"used", promise.used},       {"is_met", promise.is_met}};
}

Json json_of(const MutantRow& mutant) {
  return {{"name", mutant.name},
          {"origin", name_of(mutant.origin)},
          {"verdict", name_of(mutant.fate)},
          {"witness", mutant.witness.empty() ? Json(nullptr) : Json(mutant.witness)},
          {"why", mutant.why}};
}

Json json_of(const Row& row) {
  Json promised = Json::array();
  for (const Promise& promise : row.promised) promised.push_back(json_of(promise));
  Json mutants = Json::array();
  for (const MutantRow& mutant : row.mutants) mutants.push_back(json_of(mutant));
  Json used = Json::object();
  for (const auto& [name, value] : row.used) used[name] = value;
  return {{"claim", row.claim},
          {"statement", row.statement},
          {"standing", name_of(row.standing)},
          {"recalled", row.is_recalled},
          {"rung", name_of(row.rung)},
          {"params", json_of(row.params)},
          {"coverage", name_of(row.coverage)},
          {"arithmetic", name_of(row.arithmetic)},
          {"bits", row.bits},
          {"evaluator", row.evaluator},
          {"proof", row.proof.empty() ? Json(nullptr) : Json::parse(row.proof)},
          {"space", row.space},
          {"cases", json_of(row.cases)},
          {"resumed", json_of(row.resumed)},
          {"full_size", row.full_size},
          {"why_sampled", row.why_sampled},
          {"seed", json_of(row.seed)},
          {"size", json_of(row.size)},
          {"shard", {{"begin", json_of(row.shard.begin)}, {"end", json_of(row.shard.end)}}},
          {"digest", row.digest},
          {"verdict", name_of(row.verdict.truth)},
          {"reason", row.verdict.reason},
          {"witness", json_of(row.verdict.witness)},
          {"replay", row.replay},
          {"promised", std::move(promised)},
          {"used", std::move(used)},
          {"mutants", std::move(mutants)},
          {"cpu_seconds", row.cpu_seconds_approx},
          {"version", row.version},
          {"commit", row.commit}};
}

Json json_of(const Tally& tally) {
  Json blocks = Json::array();
  for (const auto& [block, answers] : tally.digest.yes) {
    blocks.push_back(Json::array({block, answers.first, answers.second}));
  }
  return {{"judged", tally.judged},
          {"failed", tally.failed},
          {"undecided", tally.undecided},
          {"sum", tally.digest.sum.to_hex()},
          {"yes", std::move(blocks)},
          {"least_failure", json_of(tally.least_failure)},
          {"least_undecided", json_of(tally.least_undecided)},
          {"bits", tally.bits}};
}

}  // namespace

std::string to_json(const Row& row) { return text_of(json_of(row), -1); }

std::string to_json(const Tally& tally) { return text_of(json_of(tally), -1); }

std::string to_json(const Params& params) { return text_of(json_of(params), -1); }

std::string check_json(const std::vector<Row>& rows) {
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(json_of(row));
  return text_of({{"schema", "attest.check/1"}, {"rows", std::move(list)}}, 2);
}

}  // namespace attest::store

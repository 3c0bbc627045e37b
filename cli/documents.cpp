// SPDX-License-Identifier: Apache-2.0
/// \file
/// Builds the JSON documents, keys in a fixed order.
#include "cli/documents.hpp"

#include <nlohmann/json.hpp>

#include "reference/number/contract.hpp"
#include "reports/store/row_json.hpp"

namespace attest::cli {
namespace {

using Json = nlohmann::ordered_json;

/// The text with its line end; bytes that are no UTF-8 become replacement characters.
std::string text_of(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json params_json(const check::Params& params) {
  Json result = Json::object();
  for (const auto& [name, value] : params) result[name] = value;
  return result;
}

Json brief(const check::Statement& statement) {
  return {{"label", statement.label},
          {"kind", check::name_of(statement.shape)},
          {"standing", check::name_of(statement.standing)},
          {"recalled", statement.is_recalled}};
}

Json in_full(const check::Statement& statement) {
  Json result = brief(statement);
  result["title"] = statement.title;
  result["sentence"] = statement.sentence;
  result["fidelity"] = {{"published", statement.fidelity.published},
                        {"checked", statement.fidelity.checked},
                        {"gap", statement.fidelity.gap}};
  Json parameters = Json::array();
  for (const check::Parameter& parameter : statement.parameters) {
    parameters.push_back({{"name", parameter.name},
                          {"meaning", parameter.meaning},
                          {"lo", parameter.lo},
                          {"hi", parameter.hi}});
  }
  result["parameters"] = std::move(parameters);
  return result;
}

Json about(const check::Claim& claim) {
  return {{"id", claim.id},
          {"title", claim.title},
          {"paper", claim.paper},
          {"arxiv", claim.arxiv},
          {"family", claim.family}};
}

std::string string_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string list_json(const std::vector<check::Claim>& listed) {
  Json claims = Json::array();
  for (const check::Claim& claim : listed) {
    Json entry = about(claim);
    entry["statements"] = Json::array();
    for (const check::Statement& statement : claim.statements) {
      entry["statements"].push_back(brief(statement));
    }
    claims.push_back(std::move(entry));
  }
  return text_of({{"schema", "attest.list/1"}, {"claims", std::move(claims)}});
}

std::string show_json(const check::Claim& claim,
                      const std::vector<const check::Statement*>& statements) {
  Json entry = about(claim);
  entry["bibtex"] = claim.bibtex;
  entry["run_help"] = claim.run_help;
  entry["statements"] = Json::array();
  for (const check::Statement* statement : statements) {
    entry["statements"].push_back(in_full(*statement));
  }
  return text_of({{"schema", "attest.show/1"}, {"claim", std::move(entry)}});
}

std::string case_json(const ShownCase& shown) {
  return text_of({{"schema", "attest.show/1"},
                  {"claim", shown.claim},
                  {"statement", shown.statement},
                  {"params", params_json(shown.params)},
                  {"case", shown.index},
                  {"mutant", shown.mutant},
                  {"trace", shown.trace}});
}

std::string merge_json(const store::Joined& joined) {
  Json rows = Json::array();
  for (const check::Row& row : joined.whole) rows.push_back(Json::parse(store::to_json(row)));
  return text_of({{"schema", "attest.merge/1"},
                  {"batches_taken", joined.batches},
                  {"rows_taken", joined.rows},
                  {"series_taken", joined.series},
                  {"timings_taken", joined.timings},
                  {"rows", std::move(rows)}});
}

std::string run_json(std::string_view claim, const std::vector<check::RunResult>& results) {
  Json list = Json::array();
  for (const check::RunResult& result : results) {
    Json parsed = Json::parse(result.result_json, nullptr, false);
    ATTEST_REQUIRE(parsed.is_object(),
                   "the result of a run is a JSON object: " + result.result_json);
    Json model = Json::object();
    for (const auto& [name, value] : result.model) model[name] = value;
    list.push_back({{"schema", "attest.run/1"},
                    {"claim", claim},
                    {"input", result.input},
                    {"result", std::move(parsed)},
                    {"agrees", result.is_decided ? Json(result.agrees) : Json(nullptr)},
                    {"model", std::move(model)}});
  }
  return text_of(list.size() == 1 ? list.front() : list);
}

std::string version_json(const Build& build,
                         const std::vector<std::pair<std::string, std::string>>& libraries) {
  Json used = Json::object();
  for (const auto& [name, version] : libraries) used[name] = version;
  Json claims = Json::object();
  for (const check::Claim& claim : build.claims) claims[claim.id] = build.version_of(claim.id);
  return text_of({{"schema", "attest.version/1"},
                  {"commit", build.commit},
                  {"compiler", build.compiler},
                  {"libraries", std::move(used)},
                  {"claims", std::move(claims)}});
}

ModelHead head_of_model(std::string_view text) {
  const Json document = Json::parse(text, nullptr, false);
  if (!document.is_object()) return {};
  ModelHead head{.claim = string_at(document, "claim"),
                 .statement = string_at(document, "statement"),
                 .params = {}};
  const auto params = document.find("params");
  if (params == document.end() || !params->is_object()) return head;
  for (const auto& [name, value] : params->items()) {
    if (value.is_number_integer()) head.params[name] = value.get<std::int64_t>();
  }
  return head;
}

}  // namespace attest::cli

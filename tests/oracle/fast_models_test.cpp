// SPDX-License-Identifier: Apache-2.0
/// \file
/// The Python oracle answers as the literal evaluator does, on the models of every claim's fast
/// rung.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "registry/registry.hpp"
#include "tests/folder.hpp"

namespace attest {
namespace {

constexpr std::int64_t cases_a_model = 3;

bool is_rational(const model::Transformer& model) {
  return std::none_of(model.blocks.begin(), model.blocks.end(), [](const model::Block& block) {
    return std::any_of(block.heads.begin(), block.heads.end(),
                       [](const model::Head& head) { return head.norm == model::Norm::softmax_e; });
  });
}

/// At most `cases_a_model` cases, spread evenly over the space: the next of each place that meets
/// the preconditions.
std::vector<Matrix> sample(const check::CaseSpace& space) {
  constexpr std::int64_t places = 1000;  // looked at for one case
  std::vector<Matrix> cases;
  const std::int64_t count = std::min(space.size, cases_a_model);
  for (std::int64_t k = 0; k < count; ++k) {
    const std::int64_t first = k * (space.size - 1) / std::max<std::int64_t>(count - 1, 1);
    for (std::int64_t i = 0; i < std::min(space.size, places); ++i) {
      std::optional<check::Case> chosen = space.at((first + i) % space.size);
      if (!chosen) continue;
      cases.push_back(std::move(*chosen));
      break;
    }
  }
  return cases;
}

nlohmann::json json_of(const std::vector<Matrix>& cases) {
  nlohmann::json list = nlohmann::json::array();
  for (const Matrix& tokens : cases) {
    nlohmann::json rows = nlohmann::json::array();
    for (int i = 0; i < tokens.rows(); ++i) {
      nlohmann::json row = nlohmann::json::array();
      for (const Rational& field : tokens.row(i)) row.push_back(field.to_string());
      rows.push_back(row);
    }
    list.push_back({{"tokens", rows}});
  }
  return {{"cases", list}};
}

/// The tokens of a case as its explanation lists them: [1, 2] with one field, else [(1, 2), ..].
std::optional<Matrix> explained_tokens(const std::string& explanation) {
  constexpr std::string_view begin = "\ntokens: [";
  const std::size_t at = explanation.find(begin);
  if (at == std::string::npos) return std::nullopt;
  std::string list = explanation.substr(at + begin.size());
  list.resize(list.find(']'));
  const auto rows = std::count(list.begin(), list.end(), '(');
  for (char& each : list) each = each == '(' || each == ')' || each == ',' ? ' ' : each;
  std::istringstream words(list);
  std::vector<Rational> fields;
  for (std::string word; words >> word;) fields.push_back(Rational::parse(word));
  const auto columns = rows == 0 ? 1 : std::ssize(fields) / rows;
  Matrix tokens(static_cast<int>(std::ssize(fields) / columns), static_cast<int>(columns));
  for (int i = 0; i < tokens.rows(); ++i) {
    for (Rational& field : tokens.row(i)) {
      field = fields[static_cast<std::size_t>(&field - &tokens(0, 0))];
    }
  }
  return tokens;
}

/// The instances that a claim's reductions and layers are explained on.
std::vector<Matrix> instances_of(const check::Claim& claim) {
  std::vector<Matrix> result;
  for (const check::Statement& statement : claim.statements) {
    if (statement.shape != check::Shape::reduces) continue;
    for (const check::Params& params : statement.points(check::Rung::fast)) {
      const std::unique_ptr<check::Subject> subject = statement.subject(params, 1);
      const std::int64_t last = subject->cases().size - 1;
      for (const std::int64_t index : std::set<std::int64_t>{0, last / 2, last}) {
        if (!subject->cases().at(index)) continue;
        if (std::optional<Matrix> tokens = explained_tokens(subject->explain(index))) {
          result.push_back(std::move(*tokens));
        }
      }
    }
  }
  return result;
}

/// At most `cases_a_model` instances, the last that the model is defined on.
std::vector<Matrix> instances_for(const model::Transformer& model,
                                  const std::vector<Matrix>& instances) {
  std::vector<Matrix> result;
  for (auto tokens = instances.rbegin(); tokens != instances.rend(); ++tokens) {
    if (std::ssize(result) == cases_a_model) break;
    if (tokens->cols() != static_cast<int>(model.fields.size())) continue;
    try {
      static_cast<void>(model::answer(model, *tokens, {}));
      result.push_back(*tokens);
    } catch (const model::Undefined&) {  // an instance of another size
    }
  }
  return result;
}

/// A model of a statement, and cases that it is compared on.
struct Compared {
  std::string about;
  std::string exported;
  model::Transformer model;
  std::vector<Matrix> cases;
};

/// What the oracle says of every case of every model, in order: one process for all, since starting
/// one takes longer than most models.
std::vector<nlohmann::json> ask_oracle(const std::vector<Compared>& models) {
  const Folder scratch;
  std::string command = "python3 '" + std::string(ATTEST_SOURCE_DIR) + "/tests/oracle/evaluate.py'";
  for (std::size_t k = 0; k < models.size(); ++k) {
    const std::string model_file = "model" + std::to_string(k) + ".json";
    const std::string case_file = "cases" + std::to_string(k) + ".json";
    std::ofstream(scratch / model_file) << models[k].exported;
    std::ofstream(scratch / case_file) << json_of(models[k].cases).dump();
    command += " " + model_file + " " + case_file;
  }
  command = "cd '" + (scratch / "").string() + "' && " + command + " > answers";
  REQUIRE(std::system(command.c_str()) == 0);
  std::vector<nlohmann::json> answers;
  std::ifstream lines(scratch / "answers");
  for (std::string line; std::getline(lines, line);) answers.push_back(nlohmann::json::parse(line));
  return answers;
}

/// Compares what the oracle says of a case with the literal evaluator.
void compare(const model::Transformer& model, const Matrix& tokens, const nlohmann::json& said) {
  std::vector<std::string> expected;
  try {
    for (const Rational& value : model::answer(model, tokens, {}))
      expected.push_back(value.to_string());
  } catch (const model::Undefined&) {
    CHECK(said.contains("undefined"));
    return;
  }
  CHECK(said.at("answer").get<std::vector<std::string>>() == expected);
  if (model.decode.readout == model::Readout::whole_state) CHECK(said.at("given_back").get<bool>());
}

/// The rational models that a claim exports on its fast rung.
std::vector<Compared> models_of(const check::Claim& claim) {
  std::vector<Compared> result;
  const std::vector<Matrix> instances = instances_of(claim);
  for (const check::Statement& statement : claim.statements) {
    if (!statement.export_model) continue;
    for (const check::Params& params : statement.points(check::Rung::fast)) {
      std::string exported = statement.export_model(params);
      model::Transformer model = model::from_json(exported, "exported").model;
      if (!is_rational(model)) continue;  // the oracle has fractions only
      // Cases of a contest are two parties' letters, of which tokens are made.
      const bool is_contest = statement.shape == check::Shape::reduces;
      std::vector<Matrix> cases = is_contest ? instances_for(model, instances)
                                             : sample(statement.subject(params, 1)->cases());
      CAPTURE(statement.label);
      CHECK(!cases.empty());
      result.push_back({.about = claim.id + " " + statement.label + " " + check::text_of(params),
                        .exported = std::move(exported),
                        .model = std::move(model),
                        .cases = std::move(cases)});
    }
  }
  return result;
}

TEST_SUITE("oracle/fast_models") {
  TEST_CASE("the oracle agrees on three cases of every rational model of the fast rung") {
    int compared = 0;
    for (const check::Claim& claim : registry::claims()) {
      CAPTURE(claim.id);
      const std::vector<Compared> models = models_of(claim);
      const std::vector<nlohmann::json> answers = ask_oracle(models);
      std::size_t next = 0;
      for (const Compared& each : models) {
        CAPTURE(each.about);
        for (const Matrix& tokens : each.cases) {
          REQUIRE(next < answers.size());
          compare(each.model, tokens, answers[next++]);
          ++compared;
        }
      }
      CHECK(next == answers.size());
    }
    CHECK(compared > 0);
  }
}

}  // namespace
}  // namespace attest

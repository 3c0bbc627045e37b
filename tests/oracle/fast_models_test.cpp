// SPDX-License-Identifier: Apache-2.0
/// \file
/// The Python oracle answers as the literal evaluator does, on the models of every claim's fast
/// rung.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "registry/registry.hpp"

namespace attest {
namespace {

constexpr std::int64_t cases_a_model = 3;

/// A folder of this process that goes with it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "attest-oracle-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

bool is_rational(const model::Transformer& model) {
  return std::none_of(model.blocks.begin(), model.blocks.end(), [](const model::Block& block) {
    return std::any_of(block.heads.begin(), block.heads.end(),
                       [](const model::Head& head) { return head.norm == model::Norm::softmax_e; });
  });
}

/// At most `cases_a_model` cases, spread evenly over the space.
std::vector<Matrix> sample(const check::CaseSpace& space) {
  std::vector<Matrix> cases;
  const std::int64_t count = std::min(space.size, cases_a_model);
  for (std::int64_t k = 0; k < count; ++k) {
    const std::optional<check::Case> chosen =
        space.at(k * (space.size - 1) / std::max<std::int64_t>(count - 1, 1));
    if (chosen) cases.push_back(*chosen);
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

std::vector<nlohmann::json> ask_oracle(const Scratch& scratch, const std::string& model,
                                       const std::vector<Matrix>& cases) {
  std::ofstream(scratch / "model.json") << model;
  std::ofstream(scratch / "cases.json") << json_of(cases).dump();
  const std::string command = "python3 '" + std::string(ATTEST_SOURCE_DIR) +
                              "/tests/oracle/evaluate.py' '" + (scratch / "model.json").string() +
                              "' '" + (scratch / "cases.json").string() + "' > '" +
                              (scratch / "answers").string() + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  std::vector<nlohmann::json> answers;
  std::ifstream lines(scratch / "answers");
  for (std::string line; std::getline(lines, line);) answers.push_back(nlohmann::json::parse(line));
  return answers;
}

/// Compares the oracle with the literal evaluator on one model of a statement.
void compare(const Scratch& scratch, const check::Statement& statement,
             const check::Params& params) {
  const std::string text = statement.export_model(params);
  const model::Transformer model = model::from_json(text, "exported").model;
  if (!is_rational(model)) return;  // the oracle has fractions only
  const auto subject = statement.subject(params, 1);
  const std::vector<Matrix> cases = sample(subject->cases());
  const std::vector<nlohmann::json> answers = ask_oracle(scratch, text, cases);
  REQUIRE(answers.size() == cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::vector<std::string> expected;
    try {
      for (const Rational& value : model::answer(model, cases[i], {}))
        expected.push_back(value.to_string());
    } catch (const model::Undefined&) {  // a model of a few tokens, and an instance without them
      CHECK(answers[i].contains("undefined"));
      continue;
    }
    CHECK(answers[i].at("answer").get<std::vector<std::string>>() == expected);
    if (model.decode.readout == model::Readout::whole_state)
      CHECK(answers[i].at("given_back").get<bool>());
  }
}

TEST_SUITE("oracle/fast_models") {
  TEST_CASE("the oracle agrees on three cases of every rational model of the fast rung") {
    const Scratch scratch;
    int models = 0;
    for (const check::Claim& claim : registry::claims()) {
      for (const check::Statement& statement : claim.statements) {
        if (!statement.export_model) continue;
        for (const check::Params& params : statement.points(check::Rung::fast)) {
          CAPTURE(claim.id);
          CAPTURE(statement.label);
          CAPTURE(check::text_of(params));
          compare(scratch, statement, params);
          ++models;
        }
      }
    }
    CHECK(models > 0);
  }
}

}  // namespace
}  // namespace attest

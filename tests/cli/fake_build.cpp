// SPDX-License-Identifier: Apache-2.0
/// \file
/// The fake claims.
#include "tests/cli/fake_build.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "cli/commands.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/error.hpp"
#include "tests/folder.hpp"

namespace attest::cli {
namespace {

using check::Params;
using derive::Agrees;

std::vector<Params> points(check::Rung rung) {
  std::vector<Params> result{{{"n", 3}}, {{"n", 5}}};
  if (rung != check::Rung::fast) result.push_back({{"n", 40}});
  return result;
}

check::Statement about(const std::string& label, const std::string& title) {
  check::Statement result{.claim = "sums", .label = label, .title = title};
  result.sentence = "For all $0 \\le x, y \\le n$: $x + y = y + x$.";
  result.fidelity = {.published = "Sums commute.", .checked = "All pairs.", .gap = "n <= 40"};
  result.parameters = {{.name = "n", .meaning = "largest summand", .lo = 0, .hi = 1000}};
  result.points = points;
  result.mutant_points = [](check::Rung) { return std::vector<Params>{{{"n", 3}}}; };
  return result;
}

Agrees sums(const Params& params) {
  Agrees result{.relation = derive::Relation::equal};
  result.left = [](const check::Case& pair, const std::string& twist) {
    return std::vector<Rational>{pair(0, 0) + pair(0, 1) + (twist == "off_by_one" ? 1 : 0)};
  };
  result.right = [](const check::Case& pair) {
    return std::vector<Rational>{pair(0, 1) + pair(0, 0)};
  };
  result.cases = check::integer_box({0, 0}, {params.at("n"), params.at("n")});
  result.evaluator = "plain sums";
  result.resources = {{"additions", "1"}};
  result.promises = {{.quantity = "additions",
                      .formula = "1 + 0",
                      .relation = "<=",
                      .value = "1",
                      .used = "1",
                      .is_met = true}};
  return result;
}

std::vector<derive::Twist> twists() {
  return {{.name = "off_by_one", .why = "one is added", .proof = {}},
          {.name = "same", .why = "nothing is changed", .proof = "It is the same sum."}};
}

check::Statement holding() {
  return derive::agrees(
      about("S1", "Sums commute"), [](const Params& params, std::uint64_t) { return sums(params); },
      twists());
}

check::Statement failing() {
  return derive::agrees(about("S2", "Sums stay below n"),
                        [](const Params& params, std::uint64_t) {
                          Agrees result = sums(params);
                          result.relation = derive::Relation::at_most;
                          result.right = [n = params.at("n")](const check::Case&) {
                            return std::vector<Rational>{Rational(n - 1)};
                          };
                          return result;
                        },
                        {});
}

check::Statement vacuous() {
  return derive::agrees(about("S3", "Nothing to see"),
                        [](const Params& params, std::uint64_t) {
                          Agrees result = sums(params);
                          result.cases = check::integer_box({1}, {0});
                          return result;
                        },
                        {});
}

check::Statement sampled() {
  check::Statement text = about("S4.b", "Sums of samples commute");
  text.is_recalled = true;
  return derive::agrees(std::move(text),
                        [](const Params& params, std::uint64_t seed) {
                          Agrees result = sums(params);
                          result.cases = check::sampled("pairs", 100, seed, pow(Integer(10), 18),
                                                        "", [](Random& random, std::int64_t) {
                                                          Matrix pair(1, 2);
                                                          for (int i = 0; i < 2; ++i)
                                                            pair(0, i) =
                                                                random.between(0, 999'999'999);
                                                          return pair;
                                                        });
                          return result;
                        },
                        {});
}

check::Statement renamed(check::Statement statement, const std::string& label,
                         check::Standing standing) {
  statement.label = label;
  statement.standing = standing;
  return statement;
}

check::Claim sums_claim() {
  check::Claim claim{.id = "sums", .title = "Sums commute & stay < $\\infty$"};
  claim.paper = "On Sums";
  claim.arxiv = "0000.00000";
  claim.family = "arithmetic";
  claim.bibtex = "@misc{sums}\n";
  const check::Statement right = holding();
  claim.statements = {right,     failing(),
                      vacuous(), renamed(right, "S4.a", check::Standing::finite_instance),
                      sampled(), renamed(right, "S5", check::Standing::refuted)};
  return claim;
}

std::vector<check::RunResult> run_products(const check::RunRequest& request) {
  std::istringstream words(request.text);
  std::vector<check::RunResult> results;
  if (request.output && request.settings.contains("says")) {
    request.output(request.settings.at("says"));
  }
  for (std::string word; words >> word;) {
    const Integer value = Integer::parse(word);
    results.push_back({.input = word,
                       .result_json = "{\"square\": " + (value * value).to_string() + "}",
                       .agrees = request.mutant.empty(),
                       .is_decided = request.mutant != "open",
                       .model = {{"layers", 1}, {"heads", 2}, {"width", 3}, {"nonzeros", 4}}});
  }
  return results;
}

/// A figure of one box that names its parameters.
check::Drawing figure(const Params& params) {
  check::Drawing drawing{.title = "products P1", .caption = {check::text_of(params)}};
  drawing.high = {120, 60};
  drawing.nodes = {{.id = "box",
                    .centre = {60, 30},
                    .width = 80,
                    .height = 20,
                    .lines = {"x y = y x"},
                    .role = check::Role::token}};
  return drawing;
}

check::Claim products_claim() {
  check::Claim claim{.id = "products", .title = "Products commute"};
  claim.paper = "On Products";
  check::Statement right = holding();
  right.claim = "products";
  right.label = "P1";
  right.figure = check::figure_at(right, {{"n", 2}}, figure);
  claim.statements = {right};
  claim.run = run_products;
  claim.run_help = "numbers apart by white space";
  return claim;
}

}  // namespace

Build fake_build() {
  return {.claims = {products_claim(), sums_claim()},
          .version_of = [](std::string_view) { return std::string("0123456789abcdef"); },
          .commit = "fake",
          .compiler = "none 0"};
}

Outcome run_fake(const std::vector<std::string>& words) {
  const Build build = fake_build();
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Context context{.build = build, .in = in, .out = out, .err = err};
  const Exit exit = run_program(words, context);
  return {.exit = exit, .out = out.str(), .err = err.str()};
}

Outcome check_fake(std::vector<std::string> words) {
  const Folder folder;
  words.insert(words.begin(), "check");
  words.insert(words.end(), {"--ledger", folder.file("ledger.db")});
  return run_fake(words);
}

void expect_error(const Outcome& outcome, const std::string& id) {
  CHECK(outcome.exit == Exit::bad_input);
  CHECK(outcome.out.empty());
  INFO(outcome.err);
  CHECK(outcome.err.starts_with("attest: " + id + ": "));
  CHECK(outcome.err.find(", expected ") != std::string::npos);
}

}  // namespace attest::cli

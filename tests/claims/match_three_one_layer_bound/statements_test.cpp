// SPDX-License-Identifier: Apache-2.0
/// \file
/// The statements about layers and counts at rung fast, their mutants, and runs on users' files.
#include <doctest/doctest.h>

#include <set>

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

check::Tally judged(const check::Subject& subject) {
  return subject.judge({.begin = 0, .end = subject.cases().size}, false);
}

std::vector<check::Statement> statements() {
  std::vector<check::Statement> all = counting_statements();
  for (check::Statement& s : layer_statements()) all.push_back(std::move(s));
  return all;
}

TEST_CASE("every statement about counts and layers holds at rung fast") {
  for (const check::Statement& about : statements()) {
    for (const check::Params& point : about.points(check::Rung::fast)) {
      CAPTURE(about.label);
      CAPTURE(check::text_of(point));
      const auto subject = about.subject(point, 1);
      const check::Tally tally = judged(*subject);
      CHECK(tally.judged == subject->cases().size);
      CHECK(tally.failed == 0);
      for (const check::Promise& promise : subject->promises()) CHECK(promise.is_met);
    }
  }
}

TEST_CASE("every named mutant of layers and counts is refuted or has its proof") {
  std::set<std::string> refuted;
  for (const check::Statement& about : statements()) {
    for (const check::Params& point : about.mutant_points(check::Rung::fast)) {
      const check::Tally whole = judged(*about.subject(point, 1));
      for (const check::Mutant& mutant : about.mutants(point, 1)) {
        CAPTURE(about.label);
        CAPTURE(mutant.name);
        CAPTURE(check::text_of(point));
        const check::Tally broken = judged(*mutant.subject());
        if (broken.failed == 0) {
          CHECK(broken.digest == whole.digest);
          const bool is_generic = mutant.origin == check::Origin::generic;
          CHECK((is_generic || !mutant.proof.empty()));
        } else {
          CHECK(mutant.proof.empty());
          refuted.insert(mutant.name);
        }
      }
    }
  }
  for (const char* name :
       {"normaliser_dropped", "alice_empty_witness", "one_bit_less", "cut_to_three_bits",
        "counts_overflow", "constant_is_one_half", "two_pairs_unused", "full_sets_only"}) {
    CHECK(refuted.contains(name));
  }
}

TEST_CASE("the lower bound on log2 log2 N is right for N from 4 to 4096") {
  for (std::int64_t n = 4; n <= 4096; n += n < 300 ? 1 : 37) {
    // log2 log2 N >= k/16 iff (log2 N)^16 >= 2^k; log2 N >= L/64 iff N^64 >= 2^L.
    const Rational bound = double_log(n);
    const auto k = static_cast<unsigned>((bound * 16).num().to_int64());
    std::int64_t length = 0;
    while (power_of_two(static_cast<unsigned>(length + 1)) <= pow(Integer(n), 64)) ++length;
    CHECK(pow(Integer(length), 16) >= power_of_two(k) * pow(Integer(64), 16));
  }
  CHECK(double_log(16) == 2);
  CHECK(double_log(256) == 3);
  CHECK(double_log(4) == 1);
}

check::RunRequest request_of(const model::Transformer& layer, const check::Params& params) {
  check::RunRequest request;
  request.text = model::to_json({.claim = "match_three_one_layer_bound",
                                 .statement = "S3.tables",
                                 .params = params,
                                 .model = layer});
  request.place = "layer.json";
  return request;
}

TEST_CASE("a user's layer is run with the parameters of its file and of the settings") {
  check::RunRequest request = request_of(quadratic_layer(26, 2), {{"n", 12}, {"bits", 3}});
  const std::vector<check::RunResult> results = run(request);
  REQUIRE(results.size() == 1);
  CHECK(results[0].result_json ==
        R"({"bits":19,"needed":12,"counterexample":{"a":4,"b":0,"b_prime":4}})");
  CHECK(results[0].agrees);
  CHECK(results[0].model.at("heads") == 2);
  request.mutant = "alice_empty_witness";
  CHECK_FALSE(run(request)[0].agrees);
  request.mutant = "";
  request.settings = {{"n", "4"}, {"modulus", "10"}, {"bits", "0"}};
  CHECK(run(request)[0].result_json == R"({"bits":24,"needed":4,"counterexample":null})");
  CHECK(run(request)[0].agrees);
  const check::RunRequest good =
      request_of(powers_layer(6, 14), {{"n", 6}, {"modulus", 14}, {"bits", 6}});
  CHECK(run(good)[0].result_json == R"({"bits":12,"needed":6,"counterexample":null})");
  CHECK(run(good)[0].agrees);
}

std::string error_of(const check::RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

TEST_CASE("bad runs are refused with an id") {
  const model::Transformer layer = quadratic_layer(10, 1);
  const check::RunRequest good = request_of(layer, {{"n", 4}, {"bits", 2}});
  CHECK(error_of(good).empty());
  check::RunRequest bad = good;
  bad.settings = {{"n", "17"}};
  CHECK(error_of(bad) == "run-setting");
  bad.settings = {{"n", "4x"}};
  CHECK(error_of(bad) == "run-setting");
  bad.settings = {{"depth", "4"}};
  CHECK(error_of(bad) == "run-setting");
  bad.settings = {{"modulus", "9"}};
  CHECK(error_of(bad) == "run-setting");
  bad.settings = {{"modulus", "11"}};  // the tables end at residue 9, and B_0 = 10
  CHECK(error_of(bad) == "candidate-undefined");
  CHECK(error_of(request_of(layer, {})) == "run-setting");
  bad = good;
  bad.statement = "S2";
  CHECK(error_of(bad) == "run-statement");
  bad = good;
  bad.model_text = "{}";
  CHECK(error_of(bad) == "run-model");
  bad = good;
  bad.mutant = "nothing";
  CHECK(error_of(bad) == "mutant-unknown");
  bad = good;
  bad.max_steps = 3;
  CHECK(error_of(bad) == "run-max-steps");
  model::Transformer other = layer;
  other.fields = {"word"};
  other.embed.in = {"word"};
  CHECK(error_of(request_of(other, {{"n", 4}})) == "candidate-fields");
  other = layer;
  other.blocks[0].heads[0].norm = model::Norm::softmax_e;
  other.blocks[0].heads[0].base = 0;
  CHECK(error_of(request_of(other, {{"n", 4}})) == "candidate-norm");
  bad = good;
  bad.text = "";
  CHECK(error_of(bad) == "model-json");
}

TEST_CASE("an exported layer with one value changed fails as a correct layer") {
  for (const check::Statement& about : layer_statements()) {
    if (about.label != "S3.correct") continue;
    const std::string text = about.export_model({{"n", 4}, {"bits", 4}});
    CHECK(judged(*about.subject_of_model(text, "layer.json", {}, 1)).failed == 0);
    model::ModelFile file = model::from_json(text, "layer.json");
    for (model::Step& step : file.model.embed.steps) {
      for (model::Weight& entry : step.table) {
        if (entry.value == 2) entry.value = 3;  // v(B_1) = 3 = v(B_0) + v(B_1) - .. : 1 + 3 = 4
      }
    }
    CHECK(judged(*about.subject_of_model(model::to_json(file), "layer.json", {}, 1)).failed > 0);
    file.params.erase("bits");
    CHECK_THROWS_AS(static_cast<void>(about.subject_of_model(model::to_json(file), "f", {}, 1)),
                    InputError);
    CHECK_THROWS_AS(static_cast<void>(about.subject_of_model(text, "layer.json", {{"n", 1000}}, 1)),
                    InputError);
  }
}

}  // namespace
}  // namespace attest::match_three_one_layer_bound

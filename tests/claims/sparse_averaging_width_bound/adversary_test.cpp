// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens, embeddings and separations by hand; users' tables and what is refused in them.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "claims/sparse_averaging_width_bound/separation.hpp"
#include "reference/derive/instances.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/binomial.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

TEST_SUITE("sparse_averaging_width_bound") {
  TEST_CASE("the instance of a = 10 and b = 11 has the tokens worked out by hand") {
    const derive::Instances instances(reduction(2, 0));
    const Matrix tokens = instances.tokens(0b01, 0b11);  // bit l of a number is letter l
    const std::vector<Rational> values{-1, 1, -1, -1, 1};
    for (int i = 0; i < 5; ++i) CHECK(tokens(i, 0) == values[static_cast<std::size_t>(i)]);
    CHECK(tokens(4, 1) == 1);
    CHECK(tokens(4, 2) == 3);
    CHECK(instances.source(0b01, 0b11));
    CHECK_FALSE(instances.source(0b01, 0b10));
  }

  TEST_CASE("tokens are numbered by set and sign and the rank circuit counts them for n <= 9") {
    CHECK(token_at(4, 2, 0) == Token{-1, 0, 1});
    CHECK(token_at(4, 2, 1) == Token{1, 0, 1});
    CHECK(token_at(4, 2, 11) == Token{1, 2, 3});
    for (int n = 2; n <= 9; ++n) {
      for (int q = 1; q < n; ++q) {
        const Embedding rank = rank_embedding(n, q, static_cast<int>(bits_needed(n, q)));
        for (std::int64_t t = 0; t < token_count(n, q).to_int64(); ++t) {
          CHECK(model::evaluate(rank.circuit, token_at(n, q, t), n - 1, n).at(0) == Rational(t));
        }
      }
    }
  }

  TEST_CASE("bits that are needed are those of twice the number of sets") {
    CHECK(bits_needed(5, 2) == 5);    // 20 tokens
    CHECK(bits_needed(64, 4) == 21);  // 1 270 752
    CHECK(token_count(12, 5) == 1584);
    CHECK(binomial(64, 4) == 635376);
  }

  TEST_CASE("two tokens are separated by the value of one place that is worked out by hand") {
    const Separation others = separate(4, Token{-1, 0, 1}, Token{-1, 0, 2});
    CHECK(others.reader == 3);
    CHECK(others.first(1, 0) == 1);
    CHECK(others.first(2, 0) == -1);
    CHECK(distance_at_reader(others) == 1);
    const Separation itself = separate(4, Token{1, 0, 3}, Token{1, 0, 2});
    CHECK(itself.first(0, 0) == -1);
    CHECK(distance_at_reader(itself) == 1);
    const Separation value = separate(4, Token{1, 0, 3}, Token{-1, 1, 2});
    CHECK(value.reader == 0);
    CHECK(distance_at_reader(value) == 1);
  }

  TEST_CASE("a counterexample is refused for two codes or other inputs or answers too close") {
    const CodedToken x{.token = {-1, 0, 1}, .code = {3}};
    CodedToken y{.token = {-1, 0, 2}, .code = {3}};
    const Separation good = separate(4, x.token, y.token);
    CHECK(objection(x, y, good).empty());
    Separation bad = good;
    bad.second(0, 0) = 1;
    CHECK(objection(x, y, bad) == "inputs that differ elsewhere");
    bad = good;
    bad.first(1, 0) = bad.second(1, 0) = -1;
    CHECK(objection(x, y, bad) == "answers less than 2/q apart");
    bad.first(1, 0) = bad.second(1, 0) = 2;
    CHECK(objection(x, y, bad) == "a value outside the unit ball");
    CHECK(objection(y, x, good) == "other tokens");
    y.code = {4};
    CHECK(objection(x, y, good) == "two codes");
  }

  TEST_CASE("every small embedding is below the bound and every large one is not") {
    for (const auto& [n, q] : std::vector<std::pair<int, int>>{{5, 1}, {6, 2}, {6, 3}, {12, 4}}) {
      for (const Embedding& embedding : small_embeddings(n, q)) {
        CHECK(embedding.message_bits() < bits_needed(n, q));
      }
      for (const Embedding& embedding : large_embeddings(n, q)) {
        CHECK(embedding.message_bits() >= bits_needed(n, q));
      }
      CHECK(large_embeddings(n, q)[0].message_bits() == bits_needed(n, q));
    }
  }

  std::string text_of_input(const char* file) {
    std::string path = ATTEST_SOURCE_DIR "/claims/sparse_averaging_width_bound/inputs/";
    path += file;
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  check::RunRequest request_of(std::string text) {
    check::RunRequest request;
    request.text = std::move(text);
    request.place = "x";
    return request;
  }

  TEST_CASE("the examples are a table with two tokens of one code and one without") {
    const check::RunResult sums = run(request_of(text_of_input("pointer_sums.csv"))).at(0);
    CHECK(sums.agrees);
    CHECK(sums.result_json ==
          R"({"bits":4,"needed":5,"counterexample":{"token":[-1,0,3],"token_prime":[-1,1,2],)"
          R"("code":[6],"z_of_others":[1,-1,-1,-1],"reader":4,"answers_apart":"1"}})");
    const check::RunResult ranks = run(request_of(text_of_input("ranks.csv"))).at(0);
    CHECK(ranks.agrees);
    CHECK(ranks.result_json == R"({"bits":5,"needed":5,"counterexample":null})");
    check::RunRequest broken = request_of(text_of_input("pointer_sums.csv"));
    broken.mutant = "others_equal";
    CHECK_FALSE(run(broken).at(0).agrees);
  }

  /// "id place" of a refusal.
  std::string refusal(const check::RunRequest& request) {
    try {
      static_cast<void>(run(request));
    } catch (const InputError& error) {
      CHECK_FALSE(error.expected().empty());
      return error.id() + " " + error.place();
    }
    return "accepted";
  }

  TEST_CASE("bad tables are refused with an id and the place") {
    CHECK(refusal(request_of("1 0, 1\n1 1, 0")) == "accepted");
    CHECK(refusal(request_of("")) == "rows-empty x:1:1");
    CHECK(refusal(request_of("1 0, 1")) == "rows-empty x:1:1");
    CHECK(refusal(request_of("1 0 1\n1 1, 0")) == "rows-syntax x:1:6");
    CHECK(refusal(request_of("1 0, a\n1 1, 0")) == "rows-syntax x:1:6");
    CHECK(refusal(request_of("2 0, 1\n1 1, 0")) == "token-value x:1:1");
    CHECK(refusal(request_of("1, 1\n1 1, 0")) == "rows-length x:1:1");
    CHECK(refusal(request_of("1 0 1, 1\n1 1, 0")) == "rows-length x:2:1");
    CHECK(refusal(request_of("1 0, 1\n1 1, 0 2")) == "rows-length x:2:5");
    CHECK(refusal(request_of("1 0, 1\n1 -1, 0")) == "pointer-range x:2:3");
    CHECK(refusal(request_of("1 0 0, 1\n1 1 2, 0")) == "pointer-twice x:1:5");
    CHECK(refusal(request_of("1 0, 1\n1 1, -2")) == "code-range x:2:6");
    CHECK(refusal(request_of("1 0, 1\n1 0, 2")) == "token-twice x:2:1");
    check::RunRequest bad = request_of("1 0, 1\n1 3, 0");
    bad.settings = {{"n", "3"}};
    CHECK(refusal(bad) == "run-setting --set n");
    bad.settings = {{"bits", "0"}};
    CHECK(refusal(bad) == "run-setting --set bits");
    bad.settings = {};
    bad.mutant = "nothing";
    CHECK(refusal(bad) == "mutant-unknown --mutant");
    bad.mutant = "";
    bad.statement = "S2";
    CHECK(refusal(bad) == "run-statement --statement");
  }

  TEST_CASE("the figure shows two tokens of one code and refuses more columns than fit") {
    const check::Drawing drawing = collision_figure({{"n", 8}, {"q", 2}});
    check::validate(drawing);
    CHECK(std::ranges::count_if(drawing.nodes, [](const check::Node& node) {
            return node.role == check::Role::member;
          }) == 4);
    CHECK_THROWS_AS(static_cast<void>(collision_figure({{"n", 17}, {"q", 2}})), InputError);
  }
}

}  // namespace
}  // namespace attest::sparse_averaging_width_bound

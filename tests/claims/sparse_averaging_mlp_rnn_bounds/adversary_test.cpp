// SPDX-License-Identifier: Apache-2.0
/// \file
/// First layers, recurrences and the network by hand; users' matrices and what is refused in them.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/stream_check.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/weights_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/elimination.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

TEST_SUITE("sparse_averaging_mlp_rnn_bounds") {
  TEST_CASE("second differences do not see a line and the last two values are asked for") {
    const std::optional<Opposite> found = defeat(Matrix({{-2, 1, 0}, {1, -2, 1}}), 1, 2);
    REQUIRE(found.has_value());
    CHECK(found->z == Matrix({{Rational(1, 3)}, {Rational(2, 3)}, {1}}));
    CHECK(found->y == std::vector<int>{1, 2});
    CHECK(mean_of(*found, 1) == std::vector<Rational>{Rational(5, 6)});
    CHECK(squared_gap(*found) == Rational(25, 9));
    CHECK(objection(Matrix({{-2, 1, 0}, {1, -2, 1}}), *found).empty());
  }

  TEST_CASE("inputs are refused that a layer tells apart or that leave the ball or the set") {
    const Matrix weights({{1, -1, 0}});
    const Opposite good{.z = Matrix({{1}, {1}, {0}}), .y = {0}};
    CHECK(objection(weights, good).empty());
    Opposite bad = good;
    bad.z(1, 0) = Rational(1, 2);
    CHECK(objection(weights, bad) == "two hidden vectors");
    bad = {.z = Matrix({{2}, {2}, {0}}), .y = {0}};
    CHECK(objection(weights, bad) == "a value outside the unit ball");
    bad = {.z = good.z, .y = {0, 0}};
    CHECK(objection(weights, bad) == "pointers that are no set of positions");
    bad = {.z = good.z, .y = {2}};
    CHECK(objection(weights, bad) == "means less than 2/(2q-1) apart");
    bad = {.z = Matrix({{Rational(1, 2)}, {Rational(1, 2)}, {0}}), .y = {0}};
    CHECK(objection(weights, bad) == "means not more than 1/q apart");
    CHECK(objection(weights, {.z = Matrix({{1}, {1}}), .y = {0}}) == "values of another shape");
  }

  TEST_CASE("every deficient layer has a kernel and no full one has") {
    for (const Size& size :
         {Size{.n = 4, .q = 1}, Size{.n = 6, .q = 2}, Size{.n = 3, .q = 2, .features = 3}}) {
      for (const Layer& layer : deficient_layers(size.n, size.features)) {
        CAPTURE(layer.name);
        CHECK_FALSE(kernel(layer.weights, 1).empty());
      }
      for (const Layer& layer : full_layers(size.n, size.q, size.features)) {
        CAPTURE(layer.name);
        CHECK(kernel(layer.weights, 1).empty());
      }
    }
  }

  TEST_CASE("the network gives the mean worked out by hand and reads its values once") {
    const model::Transformer model = network(3, 2, 1);
    const Matrix row({{Rational(1, 2), -1, Rational(1, 3), 2, 0}});
    CHECK(model::answer(model, row, {}) == std::vector<Rational>{Rational(5, 12)});
    CHECK(model.blocks.at(0).mlp.size() == 3);
    const int inputs = model::coordinate(model, "first");
    for (std::size_t b = 1; b < model.blocks.size(); ++b) {
      for (const model::Relu& unit : model.blocks[b].mlp) {
        for (const model::Term& term : unit.in) CHECK(term.at >= inputs);
      }
    }
  }

  TEST_CASE("a window of two values confuses prefixes that differ in the first of three") {
    const Machine window = small_machines(3, 1).at(0);
    CHECK(state_after(window, 0b110, 3) == 3);
    CHECK(earlier_prefixes(window, 3) == std::vector<std::int64_t>{-1, 0, -1, 2, -1, 4, -1, 6});
    CHECK(asked_place(0b110, 0b111, 3) == 0);
    CHECK(stream_objection(window, 0b110, 0b111, 3, 0).empty());
    CHECK(stream_objection(window, 0b110, 0b111, 3, 1) == "answers that are equal");
    CHECK(stream_objection(window, 0b110, 0b010, 3, 2) == "two states");
    CHECK(std::ranges::count(earlier_prefixes(complete_machine(5), 5), -1) == 32);
  }

  std::string text_of_input(const char* file) {
    std::string path = ATTEST_SOURCE_DIR "/claims/sparse_averaging_mlp_rnn_bounds/inputs/";
    path += file;
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  check::RunRequest request_of(std::string text) {
    check::RunRequest request;
    request.text = std::move(text);
    request.place = "x";
    return request;
  }

  TEST_CASE("the examples are two defeated layers and one of full rank") {
    const check::RunResult trained = run(request_of(text_of_input("trained_12x16.csv"))).at(0);
    CHECK(trained.agrees);
    CHECK(trained.result_json.starts_with(R"({"width":12,"needed":16,"counterexample":{"z":)"));
    check::RunRequest hadamard = request_of(text_of_input("hadamard_15x16.npy"));
    hadamard.settings = {{"q", "2"}};
    const check::RunResult rows = run(hadamard).at(0);
    CHECK(rows.agrees);
    CHECK(rows.result_json.ends_with(R"("y":[14,15],"mean":["1"],"mean_prime":["-1"]}})"));
    hadamard.mutant = "not_scaled";
    CHECK_FALSE(run(hadamard).at(0).agrees);
    check::RunRequest sums = request_of(text_of_input("prefix_sums_8x8.csv"));
    CHECK(run(sums).at(0).agrees);
    sums.settings = {{"features", "2"}};
    CHECK(run(sums).at(0).result_json == R"({"width":8,"needed":8,"counterexample":null})");
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

  TEST_CASE("bad matrices are refused with an id and the place") {
    CHECK(refusal(request_of("1, 2\n")) == "accepted");
    CHECK(refusal(request_of("")) == "rows-empty x:1:1");
    CHECK(refusal(request_of("1\n")) == "rows-length x");
    CHECK(refusal(request_of("1,2\n3\n")) == "rows-length x:2:1");
    CHECK(refusal(request_of("1,b\n")) == "rows-syntax x:1:3");
    const std::string npy = text_of_input("hadamard_15x16.npy");
    CHECK(refusal(request_of(npy.substr(0, 9))) == "npy-header x");
    CHECK(refusal(request_of(npy.substr(0, npy.size() - 1))) == "npy-size x");
    std::string other = npy;
    other.replace(other.find("<f8"), 3, ">f8");
    CHECK(refusal(request_of(other)) == "npy-type x: descr");
    other = npy;
    other.replace(other.find("(15, 16)"), 8, "(240,)  ");
    CHECK(refusal(request_of(other)) == "npy-shape x: shape");
    other = npy;
    other.replace(other.size() - 8, 8, std::string("\0\0\0\0\0\0\xf0\x7f", 8));
    CHECK(refusal(request_of(other)) == "npy-value x: entry (14, 15)");
    check::RunRequest bad = request_of("1, 2, 3\n");
    bad.settings = {{"features", "2"}};
    CHECK(refusal(bad) == "rows-length x");
    bad.settings = {{"q", "3"}};
    CHECK(refusal(bad) == "run-setting --set q");
    bad.settings = {};
    bad.mutant = "nothing";
    CHECK(refusal(bad) == "mutant-unknown --mutant");
  }

  TEST_CASE("binary numbers are read exactly") {
    std::string npy = text_of_input("hadamard_15x16.npy");
    // -0.75, and the least subnormal number
    npy.replace(npy.size() - 16, 16, std::string("\0\0\0\0\0\0\xe8\xbf\1\0\0\0\0\0\0\0", 16));
    const Matrix weights = parse_weights(npy, "x");
    CHECK(weights(14, 14) == Rational(-3, 4));
    CHECK(weights(14, 15) == Rational(Integer(1), power_of_two(1074)));
    CHECK(weights(0, 1) == -1);
  }

  TEST_CASE("the figure shows two inputs and refuses more columns than fit") {
    check::validate(hidden_figure({{"n", 6}, {"q", 2}, {"features", 1}}));
    CHECK_THROWS_AS(static_cast<void>(hidden_figure({{"n", 40}, {"q", 2}})), InputError);
  }
}

}  // namespace
}  // namespace attest::sparse_averaging_mlp_rnn_bounds

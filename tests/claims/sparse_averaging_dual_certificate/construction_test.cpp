// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sign keys, certificates and codes: values worked out by hand, and what runs on users' rows say.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

/// Four orthogonal keys.
const gadget::SignKeys hadamard{{1, 1, 1, 1}, {1, -1, 1, -1}, {1, 1, -1, -1}, {1, -1, -1, 1}};

std::vector<Rational> certificate_of(const gadget::SignKeys& keys, std::vector<Rational> set) {
  std::vector<std::string> fields;
  for (std::size_t l = 0; l < set.size(); ++l) fields.push_back("y" + std::to_string(l));
  model::CircuitBuilder circuit(fields);
  std::vector<model::Wire> positions;
  for (const std::string& field : fields) positions.push_back(circuit.input(field));
  const std::vector<model::Wire> w = gadget::certificate(circuit, keys, positions);
  for (std::size_t c = 0; c < w.size(); ++c) circuit.output("w", static_cast<int>(c), w[c]);
  return model::evaluate(circuit.finish(), set, 0, static_cast<std::int64_t>(keys.size()));
}

TEST_SUITE("sparse_averaging_dual_certificate") {
  TEST_CASE("SplitMix64 from seed 0 begins as its authors print it") {
    // e220a839.., 6e789e6a.., 06c45d18.., f88bb8a8..: top bits 1 0 0 1
    CHECK(gadget::sign_keys(2, 2, 0) == gadget::SignKeys{{1, -1}, {-1, 1}});
  }

  TEST_CASE("certificates of orthogonal and of equal keys are those worked out by hand") {
    CHECK(certificate_of(hadamard, {0, 1}) ==
          std::vector<Rational>{Rational(1, 2), 0, Rational(1, 2), 0});
    CHECK(certificate_of(hadamard, {3}) ==
          std::vector<Rational>{Rational(1, 4), Rational(-1, 4), Rational(-1, 4), Rational(1, 4)});
    CHECK_THROWS_AS(certificate_of(hadamard, {2, 2}), model::Undefined);
    // g = 1 of m = 3: w = (u_1 + u_2) / 4
    CHECK(certificate_of({{1, 1, 1}, {1, 1, -1}}, {0, 1}) ==
          std::vector<Rational>{Rational(1, 2), Rational(1, 2), 0});
  }

  TEST_CASE("orthogonal keys are accepted and equal ones are not") {
    for (int q = 1; q <= 4; ++q) CHECK(gadget::rejected_sets(hadamard, q, {}, false) == 0);
    const gadget::SignKeys equal{hadamard[0], hadamard[0], hadamard[1]};
    CHECK(gadget::rejected_sets(equal, 2, {}, false) == 3);
    CHECK(gadget::rejected_sets(equal, 2, {}, true) == 1);
    // Score 1/2 of the set {2} at key 0 and 1 is none: orthogonal. Score 1/3 at m = 3 is within
    // 1/2.
    CHECK(gadget::rejected_sets({{1, 1, 1}, {1, 1, -1}}, 1,
                                {.numerator = 1, .denominator = 2, .is_two_sided = true},
                                false) == 0);
    CHECK(gadget::rejected_sets({{1, 1, 1}, {1, 1, -1}}, 1,
                                {.numerator = 1, .denominator = 4, .is_two_sided = true},
                                false) == 2);
  }

  TEST_CASE("the search and the circuit agree on which sets of a record are singular or too high") {
    const gadget::SignKeys keys = gadget::sign_keys(8, 17, 1);
    CHECK(gadget::rejected_sets(keys, 3, {}, false) == 0);
    const std::vector<Rational> w = certificate_of(keys, {1, 4, 6});
    for (int j = 0; j < 8; ++j) {
      Rational score = 0;
      for (std::size_t c = 0; c < w.size(); ++c) {
        score += w[c] * keys[static_cast<std::size_t>(j)][c];
      }
      if (j == 1 || j == 4 || j == 6) {
        CHECK(score == 1);
      } else {
        CHECK(score <= Rational(7, 8));
      }
    }
  }

  TEST_CASE("orthogonal keys have the certified error worked out by hand") {
    // w = (u_1 + u_2) / 4 has entries 0, 1/2: one bit. Members 1, others 0: 2 (4-2)/2 2^-alpha.
    CHECK(gadget::certified_error(hadamard, 2, {.bits = 1, .alpha = 3}) == Rational(1, 4));
    CHECK(gadget::certified_error(hadamard, 2, {.bits = 0, .alpha = 3}) == 2);
  }

  TEST_CASE("rounding has the errors that were measured before") {
    const gadget::SignKeys keys = gadget::sign_keys(32, 28, 1);
    CHECK(gadget::certified_error(keys, 2, {.bits = 4, .alpha = 64}) <= Rational(1, 4));
    CHECK(gadget::certified_error(keys, 2, {.bits = 6, .alpha = 64}) <= Rational(1, 16));
  }

  TEST_CASE("the head of the code has the key dimension of its cells") {
    CHECK(derive::resources(code_head(gadget::least_disjunct_code(16, 2), 2)).key_dimension == 15);
    CHECK(derive::resources(code_head(gadget::least_disjunct_code(49, 3), 3)).key_dimension == 28);
    const Matrix tokens({{1, 0, 1}, {2, 1, 2}, {6, 2, 0}, {9, 3, 1}});
    const gadget::DisjunctCode code = gadget::least_disjunct_code(4, 2);
    CHECK(model::answer(code_head(code, 2), tokens, {}) ==
          task::sparse_averaging(2).answer(tokens));
  }

  TEST_CASE("the figure stands and refuses more positions than fit") {
    check::validate(score_figure(point_of({8, 2, 14, 2})));
    CHECK_THROWS_AS(static_cast<void>(score_figure(point_of({64, 2, 44, 3}))), InputError);
  }

  check::RunRequest request_of(const char* file) {
    std::string path = ATTEST_SOURCE_DIR "/claims/sparse_averaging_dual_certificate/inputs/";
    path += file;
    std::ifstream stream(path);
    check::RunRequest request;
    request.text = {std::istreambuf_iterator<char>(stream), {}};
    request.place = "x";
    return request;
  }

  TEST_CASE("the example rows are averaged exactly and a broken code is noticed") {
    for (const char* file : {"citations.csv", "citations.json"}) {
      const check::RunResult result = run(request_of(file)).at(0);
      CHECK(result.agrees);
      CHECK(result.result_json.starts_with(R"({"rows":6,"q":2,"averages":[[)"));
    }
    check::RunRequest bad = request_of("citations.csv");
    bad.mutant = "nothing";
    CHECK_THROWS_AS(static_cast<void>(run(bad)), InputError);
    bad.mutant = "";
    bad.statement = "S2";
    CHECK_THROWS_AS(static_cast<void>(run(bad)), InputError);
    bad.statement = "";
    bad.text = "1, 0 0\n2, 1 0\n";
    CHECK_THROWS_AS(static_cast<void>(run(bad)), InputError);
  }
}

}  // namespace
}  // namespace attest::sparse_averaging_dual_certificate

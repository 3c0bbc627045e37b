// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of residues and `run` on them, by hand; what completes a residue and its angle.
#include "reference/derive/residue_words.hpp"

#include <doctest/doctest.h>

#include "reference/gadget/residues.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_two.hpp"

namespace attest::derive {
namespace {

/// The model that answers value * x at every token.
model::Transformer multiple(const Rational& value) {
  model::Transformer model{.name = "multiple", .fields = {"x"}};
  model::Stream stream;
  stream.add("x");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x") * value);
  model.embed = embed.finish();
  model.blocks = {{.name = "nothing"}};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

TEST_SUITE("derive/residue_words") {
  TEST_CASE("the words of 2 tokens mod 3 are nine and integers are taken mod M") {
    CHECK(residue_words({{"n", 2}, {"modulus", 3}}).size == 9);
    const Matrix word = word_of_integers({Integer(-1), Integer(7)}, 5);
    CHECK(word(0, 0) == 4);
    CHECK(word(1, 0) == 2);
    CHECK(word_of_letters({4, 2}) == word);
  }

  TEST_CASE("a fraction stands in quotes and an answer that differs is said to") {
    check::RunRequest request;
    request.place = "list";
    const Matrix word = word_of_letters({1, 2});
    const check::RunResult half =
        judged_word(request, "\"modulus\":3", multiple(Rational(1, 2)), task::match_two(3), word);
    CHECK(half.result_json == R"({"modulus":3,"matches":["1/2",1]})");
    CHECK(!half.agrees);
    const check::RunResult right = judged_word(request, "\"modulus\":3", multiple(1),
                                               task::match_two(3), word_of_letters({0, 0}));
    CHECK(right.result_json == R"({"modulus":3,"matches":[0,0]})");
    CHECK(!right.agrees);
  }

  TEST_CASE("3 is completed by 4 mod 7 and the angle of 1 mod 4 is a quarter") {
    model::CircuitBuilder circuit({"x"});
    const model::Wire x = circuit.input("x");
    circuit.output("t", gadget::complement(circuit, x, 7, gadget::Complement::mod));
    circuit.output("negated", gadget::complement(circuit, x, 7, gadget::Complement::negated));
    circuit.output("minus", gadget::complement(circuit, x, 7, gadget::Complement::modulus_minus));
    CHECK(model::evaluate(circuit.finish(), {3}, 0, 1) == std::vector<Rational>{4, -3, 4});
    model::CircuitBuilder angle({"x"});
    gadget::embed_angle(angle, angle.input("x"), 4, 3);
    CHECK(model::evaluate(angle.finish(), {1}, 0, 1) == std::vector<Rational>{0, 8});
  }
}

}  // namespace
}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: average hard attention as an arithmetic circuit of constant depth a layer.
#include <map>
#include <memory>
#include <utility>

#include "claims/arithmetic_circuit_as_input/model_circuit.hpp"
#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using machine::netlist::Netlist;

/// The circuits of the block, for circuits of so many gates and every number of tokens they have.
class Compiled {
 public:
  Compiled(int gates, const std::string& twist)
      : model_(construction(gates)),
        evaluator_(model_, model::Arithmetic::rational, 0),
        fewest_(2 + 2 * gates) {
    // Two inputs, the gates, and at most 2, 3, .. wires into them.
    const int most = 2 + gates + gates * (gates + 3) / 2;
    for (int n = fewest_; n <= most; ++n) {
      circuits_.push_back(circuit_of(model_, n, twist));
    }
  }

  /// The circuit's outputs on the tokens, embedded.
  [[nodiscard]] std::vector<Rational> evaluated(const check::Case& tokens) const {
    const Matrix embedded = evaluator_.embed(tokens);
    std::vector<Rational> inputs;
    for (int i = 0; i < embedded.rows(); ++i) {
      inputs.insert(inputs.end(), embedded.row(i).begin(), embedded.row(i).end());
    }
    const Netlist& circuit = circuits_[static_cast<std::size_t>(tokens.rows() - fewest_)];
    const std::vector<Rational> values = machine::netlist::evaluate(circuit, inputs);
    std::vector<Rational> outputs;
    for (const int gate : circuit.outputs)
      outputs.push_back(values[static_cast<std::size_t>(gate)]);
    return outputs;
  }
  [[nodiscard]] std::vector<Rational> answer(const check::Case& tokens) const {
    return evaluator_.answer(tokens);
  }
  [[nodiscard]] const Netlist& smallest() const { return circuits_.front(); }
  [[nodiscard]] const Netlist& largest() const { return circuits_.back(); }
  [[nodiscard]] std::int64_t layers() const { return model_.schedule[0].second; }

 private:
  model::Transformer model_;
  model::Evaluator evaluator_;
  int fewest_;
  std::vector<Netlist> circuits_;
};

/// Layers of gates that a layer of the block becomes: linear maps, scores, comparisons, the mean,
/// what is fetched, the token map.
constexpr std::int64_t depth_of_layer = 24;

derive::Agrees circuits_agree(int gates) {
  std::map<std::string, std::shared_ptr<const Compiled>> all;
  for (const char* twist : {"", total_not_mean, smaller_beats, sign_halved}) {
    all[twist] = std::make_shared<const Compiled>(gates, twist);
  }
  const Compiled& right = *all.at("");
  const std::int64_t depth = machine::netlist::depth(right.largest());
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [all](const check::Case& tokens, const std::string& twist) {
    return all.at(twist)->evaluated(tokens);
  };
  result.right = [same = all.at("")](const check::Case& tokens) { return same->answer(tokens); };
  result.cases = small_circuits(gates);
  result.evaluator = "circuits gate by gate";
  result.resources = {{"gates", std::to_string(right.largest().nodes.size())},
                      {"wires", std::to_string(machine::netlist::wire_count(right.largest()))},
                      {"depth", std::to_string(depth)}};
  result.promises = {
      check::at_most("depth of the circuit", "24L + 2", depth_of_layer * right.layers() + 2, depth),
      check::at_most("its depth for the most tokens", "for the fewest",
                     machine::netlist::depth(right.smallest()), depth)};
  return result;
}

Statement converse() {
  Statement statement =
      check::about(claim_id, "S5", "The model on n tokens is itself such a circuit");
  statement.sentence =
      "For every $n$ and every number $L$ of layers one circuit of depth at most $24L+2$ with "
      "unbounded sums, binary products and signs maps $n$ embedded tokens to the answers of $L$ "
      "layers of the block of S1, exactly.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published =
          "With typical average attention the functions that are computed stay in the "
          "class of such circuits of constant depth.",
      .checked =
          "The circuits of the block for all numbers of tokens that circuits of the stated "
          "gates have, on all of these.",
      .gap = "The block of S1, not every transformer; the stated sizes."};
  statement.parameters = {
      {.name = "gates", .meaning = "gates besides the two inputs", .lo = 1, .hi = 2}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"gates", 1}}};
    if (rung != Rung::fast) points.push_back({{"gates", 2}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"gates", 1}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return circuits_agree(static_cast<int>(params.at("gates")));
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = total_not_mean, .why = "the total is not divided by the count", .proof = {}},
       {.name = smaller_beats, .why = "the keys of least score are read", .proof = {}},
       {.name = sign_halved, .why = "a comparison is 1/2 where it should be 1", .proof = {}}});
}

}  // namespace

std::vector<Statement> converse_statements() { return {converse()}; }

}  // namespace attest::arithmetic_circuit_as_input

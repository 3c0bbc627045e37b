// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: networks as protocols, which say what the direct run says.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/instances.hpp"
#include "reference/model/literal.hpp"
#include "reference/protocol/transcript.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using protocol::Channel;

/// What the direct run answers, and how many numbers a run says by the formula, against two
/// parties; of a detector the truth too.
derive::Agrees simulation(const model::Transformer& network, const derive::Reduces& reduces,
                          std::int64_t formula, bool is_detector) {
  const auto instances = std::make_shared<const derive::Instances>(reduces);
  const auto parties =
      std::make_shared<const protocol::TwoParty>(network, instances->cut().bobs, Channel::layers);
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.cases = check::mapped(
      check::integer_box({0, 0}, {instances->alice().size() - 1, instances->bob().size() - 1}),
      [instances](const check::Case& pair) -> std::optional<check::Case> {
        return instances->tokens(pair(0, 0).num().to_int64(), pair(0, 1).num().to_int64());
      });
  agrees.cases.description =
      "Alice: " + reduces.alice.description + "; Bob: " + reduces.bob.description;
  agrees.left = [parties, is_detector](const check::Case& tokens, const std::string& twist) {
    const protocol::Hearing hearing{.bobs = true,
                                    .alices = twist != "one_direction_counted",
                                    .keys = twist != "keys_unsaid",
                                    .values = twist != "values_unsaid"};
    const protocol::Dialogue dialogue = parties->run(tokens, hearing);
    std::vector<Rational> result = dialogue.answer;
    result.emplace_back(static_cast<std::int64_t>(protocol::heard(dialogue.said, hearing).size()));
    if (is_detector) result.push_back(dialogue.answer.at(0));
    return result;
  };
  const auto literal = std::make_shared<const model::Literal>(network);
  agrees.right = [literal, formula, is_detector](const check::Case& tokens) {
    std::vector<Rational> result = literal->evaluator.answer(tokens);
    result.emplace_back(formula);
    if (is_detector) result.push_back(task::two_cycle().answer(tokens).at(0));
    return result;
  };
  agrees.evaluator = "two parties";
  return agrees;
}

const std::vector<derive::Twist> unsaid{
    {.name = "one_direction_counted", .why = "Alice says nothing", .proof = {}},
    {.name = "keys_unsaid", .why = "keys are not sent", .proof = {}},
    {.name = "values_unsaid", .why = "values are not sent", .proof = {}}};

Statement detectors_are_protocols() {
  Statement about{.claim = claim_id, .label = "S4", .title = "A network is a two-party protocol"};
  about.sentence =
      "Two parties who hold the tokens of the two sides, and who send keys and values of all their "
      "tokens in each layer, find the network's answer. They send $2n \\sum_l H_l (d_k + d_v)$ "
      "numbers; the detector with $K$ rotations $2n (2K \\lceil 2n/K \\rceil + 2)$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked =
                        "The protocol run by its two parties against the literal evaluation "
                        "of the description, on all pairs of inputs.",
                    .gap = "The stated n and K."};
  about.parameters = {party_size(), rotation_count()};
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? detector_points({{1, 1}, {2, 1}, {2, 3}})
               : detector_points({{1, 1}, {1, 2}, {2, 1}, {2, 2}, {2, 3}, {2, 4}, {3, 1}});
  };
  about.mutant_points = [](Rung) { return detector_points({{2, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t rotations = params.at("rotations");
    const std::int64_t block = (2 * n + rotations - 1) / rotations;
    return simulation(detector(2 * n, rotations), reduction(n, n),
                      2 * n * (2 * rotations * block + 2), true);
  };
  return derive::agrees(std::move(about), make, unsaid);
}

Statement random_networks_are_protocols() {
  Statement about{
      .claim = claim_id, .label = "S4.random", .title = "So are random networks of other norms"};
  about.sentence =
      "The same for random tables and linear, softmax, hardmax and ReLU-mean heads: network $i$ is "
      "a function of $i$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "As S4.",
                    .gap = "The stated networks; softmax in base 2, exact arithmetic."};
  about.parameters = {party_size(), {.name = "network", .meaning = "i", .lo = 0, .hi = 1 << 20}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t i = 0; i < (rung == Rung::fast ? 6 : 40); ++i) {
      points.push_back({{"n", rung == Rung::fast ? 1 : 1 + i % 2}, {"network", i}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };  // a table may be constant
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Random random(0, 1, static_cast<std::uint64_t>(params.at("network")));
    const model::Transformer network = random_network(n, random);
    return simulation(network, reduction(n, n),
                      2 * n * 2 * model::width(network) * network.schedule.at(0).second, false);
  };
  return derive::agrees(std::move(about), make, {});
}

}  // namespace

check::Parameter party_size() {
  return {.name = "n", .meaning = "vertices of each party", .lo = 1, .hi = 4};
}

check::Parameter rotation_count() {
  return {.name = "rotations", .meaning = "K, layers that listen", .lo = 1, .hi = 8};
}

std::vector<Params> detector_points(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  std::vector<Params> points;
  points.reserve(pairs.size());
  for (const auto& [n, rotations] : pairs) {
    points.push_back({{"n", n}, {"rotations", rotations}});
  }
  return points;
}

std::vector<Statement> protocol_statements() {
  std::vector<Statement> result;
  result.push_back(detectors_are_protocols());
  result.push_back(random_networks_are_protocols());
  return result;
}

}  // namespace attest::two_cycle_cut_bound

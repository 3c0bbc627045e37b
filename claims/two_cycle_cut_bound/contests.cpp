// SPDX-License-Identifier: Apache-2.0
/// \file
/// Networks against the adversary: too little said is defeated.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/number/error.hpp"
#include "reference/protocol/two_party.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Expectation;
using derive::MutantOf;
using derive::TwoWayContest;
using protocol::Channel;

Statement about_candidates(const char* label, const char* title, const std::string& sentence) {
  Statement about{.claim = claim_id, .label = label, .title = title};
  about.sentence = sentence;
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "-",
      .checked =
          "The dialogues of all pairs of the fooling set; each collision on four inputs by "
          "the literal evaluator.",
      .gap = "The stated networks; a number of p bits is one that takes at most 2^p values there."};
  about.parameters = {party_size(), rotation_count()};
  return about;
}

TwoWayContest contest_of(const Params& params, const Choices& choices, Channel channel,
                         Expectation expectation) {
  const std::int64_t n = params.at("n");
  return {.fooling = fooling(n),
          .candidate = detector(2 * n, params.at("rotations"), choices),
          .channel = channel,
          .expectation = expectation};
}

/// A contest whose candidate is rebuilt from other choices.
MutantOf<TwoWayContest> rebuilt(const char* name, const char* why, const Choices& choices) {
  return {
      .name = name, .why = why, .apply = [choices](TwoWayContest& contest, const Params& params) {
        contest.candidate = detector(2 * params.at("n"), params.at("rotations"), choices);
      }};
}

const MutantOf<TwoWayContest> alice_holds_nothing{
    .name = "alice_holds_nothing",
    .why = "the pairs (0, b), which are no fooling set",
    .apply = [](TwoWayContest& contest, const Params&) {
      contest.fooling.partner = [](std::int64_t) { return std::int64_t{0}; };
    }};

Statement small_is_defeated() {
  Statement about = about_candidates(
      "S5.small", "A detector that lacks a rotation is defeated",
      "A network that computes two-cycles has $2^{n^2}$ dialogues on the fooling set, so its "
      "parties say at least $n^2$ bits. Checked on detectors that lack their last rotation: two "
      "pairs have one dialogue.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? detector_points({{2, 2}, {2, 4}})
                              : detector_points({{2, 2}, {2, 4}, {3, 2}, {3, 3}, {3, 6}});
  };
  about.mutant_points = [](Rung) { return detector_points({{2, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return contest_of(params, {.is_halved = true, .skipped = 1}, Channel::layers,
                      Expectation::defeat);
  };
  return derive::converses(
      std::move(about), make,
      {alice_holds_nothing,
       rebuilt("all_rotations", "a correct detector is called too small", {.is_halved = true})});
}

Statement correct_is_not() {
  Statement about = about_candidates(
      "S5.correct", "Nothing is found against detectors",
      "All $2^{n^2}$ dialogues of a detector on the fooling set differ, and it says $n^2$ bits or "
      "more. Checked on detectors that tell each pair of vertices to one of its ends only: both "
      "parties speak, and together they say $n^2 + 2n$ bits at most.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? detector_points({{1, 1}, {2, 1}, {2, 2}})
                              : detector_points({{1, 1}, {2, 1}, {2, 2}, {2, 4}, {3, 1}, {3, 3}});
  };
  about.mutant_points = [](Rung) { return detector_points({{2, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return contest_of(params, {.is_halved = true}, Channel::layers, Expectation::no_defeat);
  };
  return derive::converses(
      std::move(about), make,
      {{.name = "one_direction_counted",
        .why = "only what Bob says is counted",
        .apply = [](TwoWayContest& contest, const Params&) { contest.compared.alices = false; }},
       rebuilt("last_rotation_left_out", "a rotation is missing",
               {.is_halved = true, .skipped = 1})});
}

Statement forgetful_is_defeated() {
  Statement about = about_candidates(
      "S6.small", "An embedding of less than n bits is defeated at any depth",
      "What follows the embedding sees of a token what was embedded: for a token of $m$ "
      "coordinates of $p$ bits, without looking at the row again, $mp \\ge n$ at any depth and "
      "with any heads. Checked on detectors that do not embed the arcs to vertex 0.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? detector_points({{1, 1}, {2, 1}, {2, 2}})
                              : detector_points({{1, 1}, {2, 1}, {2, 4}, {3, 1}, {3, 3}});
  };
  about.mutant_points = [](Rung) { return detector_points({{2, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return contest_of(params, {.forgets = 1}, Channel::embedding, Expectation::defeat);
  };
  return derive::converses(
      std::move(about), make,
      {alice_holds_nothing,
       rebuilt("nothing_forgotten", "a correct detector is called too small", {})});
}

Statement whole_rows_are_not() {
  Statement about = about_candidates(
      "S6.correct", "Nothing is found against whole rows",
      "Detectors embed a row as one number of $n$ bits, and its bits again as keys: all of Bob's "
      "embeddings differ.");
  about.points = [](Rung rung) {
    return rung == Rung::fast ? detector_points({{1, 1}, {2, 1}, {2, 2}})
                              : detector_points({{1, 1}, {2, 1}, {2, 2}, {3, 1}, {3, 2}});
  };
  about.mutant_points = [](Rung) { return detector_points({{2, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    return contest_of(params, {}, Channel::embedding, Expectation::no_defeat);
  };
  return derive::converses(
      std::move(about), make,
      {rebuilt("one_arc_forgotten", "the arcs to vertex 0 are not embedded", {.forgets = 1})});
}

Statement random_candidates(const char* label, const char* title, Channel channel) {
  Statement about = about_candidates(
      label, title,
      "100 random networks: each is defeated, or it says enough bits for $2^{n^2}$ dialogues.");
  about.parameters = {party_size()};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}}, {{"n", 2}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}}}; };
  const auto make = [channel](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const Integer tables = Integer(4) * pow(Integer(16), static_cast<unsigned>(1 << (2 * n)));
    const auto draw = [](Random&, std::int64_t i) -> std::optional<check::Case> {
      check::Case number(1, 1);
      number(0, 0) = i;
      return number;
    };
    return derive::TwoWayContests{
        .at =
            [n, seed, channel](std::int64_t i) {
              Random random(seed, 0, static_cast<std::uint64_t>(i));
              return TwoWayContest{.fooling = fooling(n),
                                   .candidate = random_network(n, random),
                                   .channel = channel};
            },
        .candidates = check::sampled("networks of random tables and heads", 100, seed, tables,
                                     "tables are a vast space", draw)};
  };
  return derive::converses_each(std::move(about), make, {alice_holds_nothing});
}

}  // namespace

std::vector<Statement> candidate_statements() {
  std::vector<Statement> result;
  result.push_back(small_is_defeated());
  result.push_back(correct_is_not());
  result.push_back(
      random_candidates("S5.random", "100 random networks, layer by layer", Channel::layers));
  result.push_back(forgetful_is_defeated());
  result.push_back(whole_rows_are_not());
  result.push_back(
      random_candidates("S6.random", "100 random networks, embeddings", Channel::embedding));
  return result;
}

}  // namespace attest::two_cycle_cut_bound

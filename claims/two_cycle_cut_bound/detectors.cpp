// SPDX-License-Identifier: Apache-2.0
/// \file
/// S7: detectors on all graphs, and arcs as tokens.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/protocol/transcript.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

/// Heads in all layers, and the larger of key and value dimension, as the sentence counts them.
std::vector<check::Promise> shape_promises(const model::Transformer& network,
                                           std::int64_t rotations, std::int64_t block) {
  std::int64_t heads = 0;
  std::int64_t dimension = 0;
  for (const model::Block& part : network.blocks) {
    heads += std::ssize(part.heads);
    for (const model::Head& head : part.heads) {
      dimension = std::max({dimension, std::ssize(head.keys[0]), std::ssize(head.values[0])});
    }
  }
  return {check::at_most("heads in all layers", "K + 1", rotations + 1, heads),
          check::at_most("key and value dimension", "ceil(N/K)", block, dimension)};
}

NamedMutant wrong(const char* name, const char* why, const Choices& choices) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [choices](Computes& c, const Params& params) {
        Choices broken = choices;
        broken.is_halved = params.at("halved") != 0;
        c.model = detector(params.at("vertices"), params.at("rotations"), broken);
      }};
}

NamedMutant other_task(const char* name, const char* why, const task::Task& task) {
  return {.name = name, .why = why, .proof = {}, .apply = [task](Computes& c, const Params&) {
            c.task = task;
          }};
}

Params graph_point(std::int64_t vertices, std::int64_t rotations, bool is_halved) {
  return {{"vertices", vertices}, {"rotations", rotations}, {"halved", is_halved ? 1 : 0}};
}

std::vector<check::Parameter> graph_parameters() {
  return {{.name = "vertices", .meaning = "N", .lo = 1, .hi = 7},
          {.name = "rotations", .meaning = "K", .lo = 1, .hi = 7},
          {.name = "halved", .meaning = "1: a pair is told to one of its ends", .lo = 0, .hi = 1}};
}

std::vector<Params> graph_points(Rung rung) {
  std::vector<Params> points{graph_point(1, 1, false), graph_point(2, 1, true),
                             graph_point(2, 2, false), graph_point(3, 1, false),
                             graph_point(3, 2, true),  graph_point(3, 3, false)};
  if (rung == Rung::fast) return points;
  points.push_back(graph_point(3, 2, false));
  for (const std::int64_t rotations : {1, 2, 3, 4}) {
    points.push_back(graph_point(4, rotations, rotations % 2 == 0));
  }
  return points;
}

Statement rows_as_tokens() {
  Statement about{
      .claim = claim_id, .label = "S7", .title = "Detectors of width N/K and depth K + 1"};
  about.sentence =
      "For every $N$ and $K \\le N$, $K$ layers of one linear head of $d_k = d_v = \\lceil N/K "
      "\\rceil$ and one layer that adds up, all keys and values one bit, see whether a directed "
      "graph has a two-cycle: $mpHL = N + \\lceil N/K \\rceil$ where $K$ divides $N$, against "
      "$N/8$ of S1.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "All directed graphs on N vertices, loops allowed.",
                    .gap =
                        "The stated N and K. That numbers are one bit is S7.bits; token maps see "
                        "the row again."};
  about.parameters = graph_parameters();
  about.points = graph_points;
  about.is_telling = [](const check::Case& rows) {
    return !task::two_cycle().answer(rows).at(0).is_zero();
  };
  about.mutant_points = [](Rung) {
    // Told to both ends, a pair that is missed at one is found at the other.
    return std::vector<Params>{graph_point(3, 1, true), graph_point(3, 2, true)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t vertices = params.at("vertices");
    const std::int64_t rotations = params.at("rotations");
    const std::int64_t block = (vertices + rotations - 1) / rotations;
    Computes computes{
        .model = detector(vertices, rotations, {.is_halved = params.at("halved") != 0}),
        .task = task::two_cycle(),
        .inputs = check::words(static_cast<int>(vertices), 1 << vertices)};
    computes.promises = shape_promises(computes.model, rotations, block);
    return computes;
  };
  std::vector<NamedMutant> mutants{
      {.name = "loops_kept",
       .why = "loops are not struck from the rows, and every vertex is told to both ends",
       .proof = {},
       .apply =
           [](Computes& c, const Params& params) {
             c.model =
                 detector(params.at("vertices"), params.at("rotations"), {.keeps_loops = true});
           }},
      wrong("last_rotation_left_out", "vertices N-1 further on are not heard", {.skipped = 1}),
      wrong("first_vertex_forgotten", "arcs to vertex 0 are not embedded", {.forgets = 1}),
      other_task("self_loops_allowed", "ground truth: a loop counts",
                 task::two_cycle(task::TwoCycle::with_loops)),
      other_task("undirected_edges", "ground truth: an arc counts",
                 task::two_cycle(task::TwoCycle::undirected))};
  return derive::computes(std::move(about), make, std::move(mutants));
}

/// How many keys and values of a run are neither 0 nor 1, against none. Case: a graph.
derive::Agrees numbers_of_more_bits(const Params& params, std::uint64_t) {
  const auto parties = [params](const Choices& choices) {
    Choices all = choices;
    all.is_halved = params.at("halved") != 0;
    return std::make_shared<const protocol::TwoParty>(
        detector(params.at("vertices"), params.at("rotations"), all), std::vector<int>{},
        protocol::Channel::layers);
  };
  const auto right = parties({});
  const auto counting = parties({.counts_hits = true});
  const auto telling = parties({.says_row = true});
  derive::Agrees agrees{.relation = derive::Relation::equal};
  const std::int64_t vertices = params.at("vertices");
  agrees.cases = check::words(static_cast<int>(vertices), 1 << vertices);
  agrees.left = [right, counting, telling](const check::Case& rows, const std::string& twist) {
    const auto& run = twist == "hits_counted" ? counting : twist == "row_said" ? telling : right;
    std::int64_t longer = 0;
    for (const Rational& number : protocol::heard(run->run(rows).said, {})) {
      if (number != Rational(0) && number != Rational(1)) ++longer;
    }
    return std::vector<Rational>{longer};
  };
  agrees.right = [](const check::Case&) { return std::vector<Rational>{0}; };
  agrees.arithmetic = check::Arithmetic::integer;
  agrees.evaluator = "keys and values of a run";
  return agrees;
}

Statement numbers_are_bits() {
  Statement about{
      .claim = claim_id, .label = "S7.bits", .title = "The detectors' numbers are one bit"};
  about.sentence =
      "On every directed graph on $N$ vertices every key and every value of the detectors of S7, "
      "in every layer and at every token, is 0 or 1: $p = 1$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "All keys and values of a run on every graph, loops allowed.",
                    .gap = "The stated N and K. Scores, and sums of hits, are larger numbers."};
  about.parameters = graph_parameters();
  about.points = graph_points;
  about.mutant_points = [](Rung) { return std::vector<Params>{graph_point(3, 1, false)}; };
  return derive::agrees(
      std::move(about), numbers_of_more_bits,
      {{.name = "hits_counted", .why = "a token keeps how many two-cycles it saw", .proof = {}},
       {.name = "row_said", .why = "the key of a token is its row", .proof = {}}});
}

/// All lists of `arcs` arcs on `vertices` vertices.
check::CaseSpace arc_lists(std::int64_t vertices, std::int64_t arcs) {
  check::CaseSpace space =
      check::mapped(check::words(static_cast<int>(arcs), static_cast<int>(vertices * vertices)),
                    [vertices](const check::Case& word) -> std::optional<check::Case> {
                      check::Case tokens(word.rows(), 2);
                      for (int e = 0; e < word.rows(); ++e) {
                        const std::int64_t arc = word(e, 0).num().to_int64();
                        tokens(e, 0) = arc / vertices;
                        tokens(e, 1) = arc % vertices;
                      }
                      return tokens;
                    });
  space.description =
      "all lists of " + std::to_string(arcs) + " arcs on " + std::to_string(vertices) + " vertices";
  return space;
}

Statement arcs_as_tokens() {
  Statement about{.claim = claim_id, .label = "S7.arcs", .title = "Tokens that are arcs escape"};
  about.sentence =
      "Where tokens are arcs, $2 \\lceil \\log_2 N \\rceil$ bits each, one hardmax head of $d_k = "
      "3$, $d_v = 2$ and one that adds up see two-cycles at every $N$: the bounds are about tokens "
      "that carry a whole row.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "All lists of so many arcs, loops and repeated arcs allowed.",
                    .gap = "The stated numbers of vertices and arcs."};
  about.parameters = {{.name = "vertices", .meaning = "N", .lo = 1, .hi = 8},
                      {.name = "arcs", .meaning = "tokens", .lo = 1, .hi = 6}};
  const auto point = [](std::int64_t vertices, std::int64_t arcs) {
    return Params{{"vertices", vertices}, {"arcs", arcs}};
  };
  about.points = [point](Rung rung) {
    std::vector<Params> points{point(2, 2), point(3, 2), point(3, 3)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(), {point(5, 2), point(4, 3), point(3, 4), point(4, 4)});
    return points;
  };
  about.mutant_points = [point](Rung rung) {
    // A decoy for each of two arcs: only from four arcs on do some weights matter.
    return std::vector<Params>{rung == Rung::fast ? point(3, 3) : point(4, 4)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    Computes computes{.model = arc_detector(),
                      .task = task::two_cycle_of_arcs(),
                      .inputs = arc_lists(params.at("vertices"), params.at("arcs"))};
    computes.promises = {check::at_most("key dimension", "3", 3,
                                        std::ssize(computes.model.blocks[0].heads[0].keys[0]))};
    return computes;
  };
  return derive::computes(std::move(about), make,
                          {{.name = "norm_dropped",
                            .why = "the score is <(h, t), (t', h')>, largest at the largest arc",
                            .proof = {},
                            .apply =
                                [](Computes& c, const Params&) {
                                  c.model.blocks[0].heads[0].query.pop_back();
                                  c.model.blocks[0].heads[0].keys[0].pop_back();
                                }},
                           other_task("self_loops_allowed", "ground truth: a loop counts",
                                      task::two_cycle_of_arcs(task::TwoCycle::with_loops)),
                           other_task("undirected_edges", "ground truth: an arc counts",
                                      task::two_cycle_of_arcs(task::TwoCycle::undirected))});
}

}  // namespace

std::vector<Statement> detector_statements() {
  return {rows_as_tokens(), numbers_are_bits(), arcs_as_tokens()};
}

}  // namespace attest::two_cycle_cut_bound

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: messages delivered by sorting, without anybody who knows where they go.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/positional.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/positional.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/task/cycles.hpp"
#include "reference/task/routing.hpp"

namespace attest::positional_simulates_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using derive::Computes;
using derive::NamedMutant;

int bits_at(const Params& params) { return static_cast<int>(params.at("bits")); }

/// The largest payload plus 1: payloads are sources, or sources plus 1.
std::int64_t payloads_at(const Params& params) {
  return (std::int64_t{1} << params.at("bits")) + 1;
}

/// That no score reads content; layers of attention, and heads.
std::vector<check::Promise> sort_promises(const model::Transformer& model, std::int64_t layers,
                                          const std::string& formula, std::int64_t heads) {
  const derive::Resources used = derive::resources(model);
  return {check::at_most("entries of queries and keys that read content", "0", 0,
                         std::ssize(model::content_reads(model))),
          check::at_most("layers", formula, layers, used.layers),
          check::at_most("heads a layer", std::to_string(heads), heads, used.heads)};
}

std::int64_t stage_count(std::int64_t bits) { return bits * (bits + 1) / 2; }

const char* const of_n = "The stated N and payloads.";

std::vector<NamedMutant> permutation_mutants(Sorter sorter) {
  const auto wrong = [sorter](const char* name, const char* why, const SortChoices& choices) {
    return NamedMutant{
        .name = name, .why = why, .proof = {}, .apply = [=](Computes& c, const Params& at) {
          c.model = permutation_model(bits_at(at), payloads_at(at), sorter, choices);
        }};
  };
  return {wrong("last_stage_dropped", "one stage fewer", {.sort = {.stages_dropped = 1}}),
          wrong("payload_first", "sorted by payload N + destination", {.is_payload_first = true})};
}

Statement permutations(Sorter sorter, bool is_drawn) {
  const bool is_selected = sorter == Sorter::selected;
  std::string label = is_selected ? "S4" : "S4.indexed";
  if (is_drawn) label += ".large";
  Statement statement =
      check::about(claim_id, label,
                   is_selected ? "A permutation delivered by sorting"
                               : "The same with units that know the node's index");
  statement.sentence =
      is_selected
          ? "For every $N = 2^l$ and permutation of $N$ packets with payloads in $[0, B)$, sorting "
            "$dB + v$ delivers them in $l(l+1)/2 + 1$ positional layers of at most 4 heads, no "
            "matter who knows the destinations; units have no biases."
          : "For every $N = 2^l$, with units that know the direction of a stage at their node and "
            "the bound $NB$, $l(l+1)/2$ positional layers of one head deliver a permutation: at "
            "most $2 \\log_2 N$ for $N \\le 8$.";
  statement.standing = is_drawn ? check::Standing::finite_instance : check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = is_drawn ? "Seeded permutations." : "Every permutation, payloads 0, .., N-1.",
      .gap = is_drawn ? "A sample." : of_n};
  statement.parameters = {bits_parameter(7)};
  statement.points = [is_drawn](Rung rung) {
    if (is_drawn) return rung == Rung::fast ? sizes(4, 4) : sizes(4, 6);
    return rung == Rung::fast ? sizes(1, 2) : sizes(1, 3);
  };
  statement.mutant_points = check::no_points;
  if (!is_drawn) statement.mutant_points = [](Rung) { return sizes(2, 2); };
  const auto make = [sorter, is_selected, is_drawn](const Params& params, std::uint64_t seed) {
    const int bits = bits_at(params);
    Computes result{.model = permutation_model(bits, payloads_at(params), sorter),
                    .task = task::delivered(),
                    .inputs = is_drawn ? drawn_packets(bits, false, 40, seed)
                                       : permutation_packets(bits, false)};
    result.promises = sort_promises(result.model, stage_count(bits) + (is_selected ? 1 : 0),
                                    is_selected ? "l(l+1)/2 + 1" : "l(l+1)/2", is_selected ? 4 : 1);
    if (!is_selected && bits <= 3) {
      result.promises.push_back(check::at_most("layers against those of a Benes network",
                                               "2 log2 N", 2 * bits,
                                               derive::resources(result.model).layers));
    }
    return result;
  };
  return derive::positional(
      derive::computes(std::move(statement), make, permutation_mutants(sorter)));
}

Statement any_payloads() {
  Statement statement = check::about(claim_id, "S4.payloads", "Equal payloads and all others");
  statement.sentence = "The layers of S4 deliver every permutation with every list of payloads.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-", .checked = "Every permutation with payloads 0, 1, 2.", .gap = of_n};
  statement.parameters = {bits_parameter(2)};
  statement.points = [](Rung rung) { return rung == Rung::fast ? sizes(1, 1) : sizes(1, 2); };
  statement.mutant_points = check::no_points;
  const auto make = [](const Params& params, std::uint64_t) {
    return Computes{.model = permutation_model(bits_at(params), 3, Sorter::selected),
                    .task = task::delivered(),
                    .inputs = all_packets(bits_at(params), 3)};
  };
  return derive::positional(derive::computes(std::move(statement), make, {}));
}

/// Where sorting fits into the layers of a Benes network.
Statement stage_counts() {
  Statement statement =
      check::about(claim_id, "S4.count", "Sorting fits 2 log N layers up to N = 8");
  statement.sentence =
      "The form `indexed` has $l(l+1)/2$ layers, which is at most $2l$ iff $l \\le 3$: 1, 3, 6 "
      "against 2, 4, 6, and 10 against 8 at $N = 16$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Layers counted on the models, l = 1, .., 10.",
                        .gap = "The stated l."};
  statement.points = [](Rung) { return std::vector<Params>{{}}; };
  statement.mutant_points = statement.points;
  const auto make = [](const Params&, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& row, const std::string& twist) {
      const auto bits = static_cast<int>(row(0, 0).num().to_int64());
      const model::Transformer model = permutation_model(
          bits, 2, twist == "layer_selected" ? Sorter::selected : Sorter::indexed);
      const std::int64_t layers = derive::resources(model).layers;
      return std::vector<Rational>{layers, layers <= 2 * bits ? 1 : 0};
    };
    result.right = [](const check::Case& row) {
      const Rational& l = row(0, 0);
      return std::vector<Rational>{l * (l + 1) * Rational(1, 2), l <= 3 ? 1 : 0};
    };
    result.cases = check::integer_box({1}, {10});
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "counts of descriptions";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "layer_selected", .why = "the form with a layer more", .proof = {}}});
}

std::vector<NamedMutant> partial_mutants(bool is_sorted_before) {
  const auto wrong = [is_sorted_before](const char* name, const char* why,
                                        const SortChoices& choices) {
    return NamedMutant{
        .name = name, .why = why, .proof = {}, .apply = [=](Computes& c, const Params& at) {
          const int bits = bits_at(at);
          c.model = is_sorted_before ? partial_model(bits, payloads_at(at), choices)
                                     : spreading_model(bits, payloads_at(at), choices);
        }};
  };
  std::vector<NamedMutant> result{
      wrong("spreading_ascending", "address bits from 0 upwards", {.is_spreading_ascending = true}),
      wrong("spreading_left_out", "no layers that spread", {.has_spreading = false})};
  if (is_sorted_before) {
    result.push_back(
        wrong("last_stage_dropped", "one stage fewer", {.sort = {.stages_dropped = 1}}));
    result.push_back(
        wrong("absent_first", "absent packets with the key 0", {.is_absent_first = true}));
  }
  return result;
}

Statement partial(bool is_drawn) {
  Statement statement = check::about(claim_id, is_drawn ? "S4.partial.large" : "S4.partial",
                                     "A partial permutation: sorted, then spread");
  statement.sentence =
      "For every $N = 2^l$ and partial permutation $l$ more layers deliver the packets: absent "
      "packets have the key $NB$, and from the highest bit down a node keeps its packet if that "
      "bit of the distance is 0, or takes the one from $2^b$ before if it is 1 there; never both.";
  statement.standing = is_drawn ? check::Standing::finite_instance : check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = is_drawn ? "Seeded partial permutations."
                          : "Every partial permutation, the packet of node i with payload i + 1.",
      .gap = is_drawn ? "A sample." : of_n};
  statement.parameters = {bits_parameter(7)};
  statement.points = [is_drawn](Rung rung) {
    if (is_drawn) return rung == Rung::fast ? sizes(4, 4) : sizes(4, 6);
    return rung == Rung::fast ? sizes(1, 2) : sizes(1, 3);
  };
  statement.mutant_points = check::no_points;
  if (!is_drawn) statement.mutant_points = [](Rung) { return sizes(2, 2); };
  const auto make = [is_drawn](const Params& params, std::uint64_t seed) {
    const int bits = bits_at(params);
    Computes result{
        .model = partial_model(bits, payloads_at(params)),
        .task = task::delivered(),
        .inputs = is_drawn ? drawn_partial_packets(bits, 20, seed) : partial_packets(bits)};
    result.promises =
        sort_promises(result.model, stage_count(bits) + 1 + bits, "l(l+1)/2 + 1 + l", 4);
    return result;
  };
  return derive::positional(derive::computes(std::move(statement), make, partial_mutants(true)));
}

Statement spreading() {
  Statement statement =
      check::about(claim_id, "S4.spread", "Sorted packets spread without collisions");
  statement.sentence =
      "For every $N = 2^l$ and every set of destinations the $l$ layers that spread bring packets "
      "in rising order on nodes $0, 1, \\dots$ to their destinations.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-", .checked = "Every set of destinations, payloads 1, 2, ..", .gap = of_n};
  statement.parameters = {bits_parameter(4)};
  statement.points = [](Rung rung) { return rung == Rung::fast ? sizes(1, 3) : sizes(1, 4); };
  statement.mutant_points = [](Rung) { return sizes(3, 3); };
  const auto make = [](const Params& params, std::uint64_t) {
    const int bits = bits_at(params);
    Computes result{.model = spreading_model(bits, payloads_at(params)),
                    .task = task::delivered(),
                    .inputs = destination_sets(bits)};
    result.promises = sort_promises(result.model, bits, "l", 1);
    return result;
  };
  return derive::positional(derive::computes(std::move(statement), make, partial_mutants(false)));
}

/// Rounds until pointers have doubled past the longest cycle: ceil(log2 n).
std::int64_t rounds_of(std::int64_t n) { return ceil_log2(n); }

Statement cycles() {
  Statement statement = check::about(claim_id, "S4.cycles", "Cycle minima by pointer doubling");
  statement.sentence =
      "For every permutation of $n$ vertices $\\lceil\\log_2 n\\rceil$ rounds of two permutations, "
      "sorted side by side in $l(l+1)/2 + 1$ layers of 4 heads each, give the least vertex of "
      "every cycle; $N = 2^l \\ge n$, vertices from $n$ on are fixed points.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-", .checked = "Every permutation.", .gap = "The stated n."};
  statement.parameters = {{.name = "n", .meaning = "vertices", .lo = 1, .hi = 32}};
  const auto points = [](std::int64_t most) {
    std::vector<Params> result;
    for (std::int64_t n = 1; n <= most; ++n) result.push_back({{"n", n}});
    return result;
  };
  statement.points = [points](Rung rung) { return points(rung == Rung::fast ? 4 : 8); };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t rounds = rounds_of(n);
    Computes result{
        .model = cycles_model(n, rounds), .task = task::cycle_minima(0), .inputs = all_cycles(n)};
    const std::int64_t bits = gadget::bitonic_sort::address_bits(n);
    result.promises = sort_promises(result.model, rounds * (stage_count(bits) + 1),
                                    "ceil(log2 n) (l(l+1)/2 + 1)", 4);
    return result;
  };
  const auto wrong = [](const char* name, const char* why, std::int64_t fewer,
                        const SortChoices& choices) {
    return NamedMutant{
        .name = name, .why = why, .proof = {}, .apply = [=](Computes& c, const Params& at) {
          const std::int64_t n = at.at("n");
          c.model = cycles_model(n, rounds_of(n) - fewer, choices);
        }};
  };
  return derive::positional(
      derive::computes(std::move(statement), make,
                       {wrong("one_round_fewer", "one round fewer", 1, {}),
                        wrong("last_stage_dropped", "one stage fewer in every round", 0,
                              {.sort = {.stages_dropped = 1}})}));
}

}  // namespace

std::vector<Statement> sorting_statements() {
  return {permutations(Sorter::selected, false),
          permutations(Sorter::selected, true),
          permutations(Sorter::indexed, false),
          permutations(Sorter::indexed, true),
          any_payloads(),
          stage_counts(),
          partial(false),
          partial(true),
          spreading(),
          cycles()};
}

}  // namespace attest::positional_simulates_mpc

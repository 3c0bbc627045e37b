// SPDX-License-Identifier: Apache-2.0
/// \file
/// The reduction: the value at a place, as a function to be evaluated; and that it is hard.
#include <optional>
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/integer.hpp"

namespace attest::function_evaluation {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Owner;
using derive::Place;
using derive::Reduces;
using model::CircuitBuilder;
using model::Wire;

/// (owner, slot, letter) -> the fields of a token. The letter is the number; the fixed token asks
/// for 0; the link is the slot.
model::Circuit instance_map(TableForm form, std::int64_t n, const Layout& layout) {
  CircuitBuilder map({"owner", "slot", "letter"});
  const Wire owner = map.input("owner");
  const Wire slot = map.input("slot");
  const Wire letter = map.input("letter");
  const Wire role = map.select(owner, owner - 1, map.constant(2));
  // 1 for Alice, 0 for Bob and for the fixed token, whose slot is 0.
  const auto is_alices = [&] { return owner * (Rational(2) - owner); };
  map.output("number", layout.is_sorted ? map.select(is_alices(), slot, letter) : letter);
  map.output("role", role);
  if (form == TableForm::links) {
    map.output("link", layout.is_value_next
                           ? map.select(is_alices(), slot, map.mod(slot + 1, Rational(n)))
                           : slot);
  }
  return map.finish();
}

std::vector<Place> places(TableForm form, int n) {
  std::vector<Place> result;
  if (form == TableForm::neighbours) {
    for (int j = 0; j < n; ++j) {
      result.push_back({.owner = Owner::alice, .slot = j});
      result.push_back({.owner = Owner::bob, .slot = j});
    }
  } else {
    for (int j = 0; j < n; ++j) result.push_back({.owner = Owner::alice, .slot = j});
    for (int j = n; j-- > 0;) result.push_back({.owner = Owner::bob, .slot = j});
  }
  result.push_back({.owner = Owner::fixed, .slot = 0});
  return result;
}

/// The key 0 at place j, the others in order.
check::CaseSpace placements(std::int64_t n) {
  check::CaseSpace space =
      check::mapped(check::integer_box({0}, {n - 1}), [n](const check::Case& place) {
        const std::int64_t zero = place(0, 0).num().to_int64();
        std::vector<std::int64_t> keys;
        for (std::int64_t key = 1; key < n; ++key) keys.push_back(key);
        keys.insert(keys.begin() + zero, 0);
        return std::optional<check::Case>(check::word_of(keys));
      });
  space.description = "the key 0 at each of " + std::to_string(n) + " places";
  return space;
}

/// The first place at which two of Bob's functions differ, from their indices.
std::int64_t first_difference(std::int64_t b, std::int64_t b_prime, std::int64_t n) {
  std::int64_t place = n - 1;
  std::int64_t found = 0;
  for (; place >= 0; --place, b /= n, b_prime /= n) {
    if (b % n != b_prime % n) found = place;
  }
  return found;
}

Statement about_reduction(const char* label, const char* title) {
  Statement about{.claim = claim_id, .label = label, .title = title};
  about.standing = check::Standing::strengthened;
  about.fidelity = {
      .published =
          "No concise one-layer transformer does function evaluation where keys and "
          "values stand only in different tokens.",
      .gap = "The stated n. The published theorem was not read; the reduction is ours."};
  about.parameters = {form_parameter(TableForm::neighbours),
                      {.name = "n", .meaning = "numbers, 0 to n-1", .lo = 2, .hi = 6}};
  return about;
}

derive::MutantOf<Reduces> wrong_layout(const char* name, const char* why, const Layout& layout,
                                       bool is_of_links) {
  derive::MutantOf<Reduces> mutant{
      .name = name, .why = why, .apply = [layout](Reduces& map, const Params& params) {
        map.instance = instance_map(form_of(params), params.at("n"), layout);
      }};
  if (is_of_links) {
    mutant.applies = [](const Params& params) { return form_of(params) == TableForm::links; };
  }
  return mutant;
}

Statement map_is_right() {
  Statement about = about_reduction("L.map", "A value at a place is a function to evaluate");
  about.sentence =
      "Let Bob hold the values $v_0, .., v_{n-1}$ of $n$ places and Alice a place $j$. With his "
      "values as value tokens, the key 0 at place $j$ and the other keys at the other places, the "
      "function takes the value $v_j$ at 0.";
  about.fidelity.checked = "All values with all places against plain evaluation.";
  about.points = [](Rung rung) {
    return points_of(TableForm::neighbours, rung == Rung::fast ? 4 : 5);
  };
  about.mutant_points = [](Rung) { return points_of(TableForm::neighbours, 3); };
  return derive::reduces(
      std::move(about),
      [](const Params& params) {
        return std::vector<Reduces>{reduction(form_of(params), params.at("n"))};
      },
      {wrong_layout("keys_in_order", "Alice's keys stand in order whatever her place",
                    {.is_sorted = true}, false),
       wrong_layout("link_of_the_next", "Bob's value tokens carry the link of the next place",
                    {.is_value_next = true}, true)});
}

Statement rows_differ() {
  Statement about = about_reduction("L.rows", "All n^n rows differ");
  about.parameters.erase(about.parameters.begin());
  about.sentence =
      "The $n^n \\times n$ matrix of $v_j$ has $n^n$ different rows: a one-way protocol from Bob "
      "to Alice sends $n \\log_2 n$ bits.";
  about.fidelity.checked = "Different rows by a sorted order.";
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 2; n <= (rung == Rung::fast ? 4 : 5); ++n) points.push_back({{"n", n}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  const auto make = [](const Params& params) {
    const std::int64_t n = params.at("n");
    return derive::Hardness{.reduces = reduction(TableForm::neighbours, n),
                            .rows = pow(Integer(n), static_cast<unsigned>(n)).to_int64()};
  };
  return derive::is_hard(std::move(about), make,
                         {{.name = "keys_in_order",
                           .why = "Alice's keys stand in order: she has one input, the first place",
                           .apply = [](derive::Hardness& hardness,
                                       const Params&) { hardness.reduces.alice.size = 1; }},
                          {.name = "one_place_less",
                           .why = "Alice never asks for the last place",
                           .apply = [](derive::Hardness& hardness, const Params&) {
                             --hardness.reduces.alice.size;
                           }}});
}

}  // namespace

std::int64_t needed_bits(std::int64_t n) {
  return (pow(Integer(n), static_cast<unsigned>(n)) - 1).bit_length();
}

derive::Reduces reduction(TableForm form, std::int64_t n, const Layout& layout) {
  const int size = static_cast<int>(n);
  return {.source = task::placed_value(size),
          .target = task::function_evaluation(form),
          .instance = instance_map(form, n, layout),
          .places = places(form, size),
          .reader = 2 * size,
          .alice = placements(n),
          .bob = check::functions(size, size),
          .separating = [n](std::int64_t b,
                            std::int64_t b_prime) { return first_difference(b, b_prime, n); },
          .answers = size};
}

std::vector<Statement> reduction_statements() { return {map_is_right(), rows_differ()}; }

}  // namespace attest::function_evaluation

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: the least kappa found by search, a lower estimate of what all states need.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/loop.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/looped_sizes.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using check::Params;
using check::Rung;
using derive::looped::point;
using derive::looped::size_of;

/// The least kappa found at this size.
int found_at(Blocks blocks, const Size& size) {
  const std::optional<int> found = found_kappa(blocks, size.word_bits);
  ATTEST_REQUIRE(found.has_value() && size.columns == 8 && size.memory == 3,
                 "a size whose least kappa was searched for");
  return *found;
}

check::Statement about_least(Blocks blocks, const std::string& part) {
  check::Statement result{.claim = claim_id,
                          .label = "S5." + label_of(blocks) + (part.empty() ? "" : "." + part)};
  result.standing = check::Standing::finite_instance;
  result.fidelity.published = "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate.";
  result.parameters = derive::looped::size_parameters({.columns = 8, .memory = 3, .word_bits = 2},
                                                      {.columns = 8, .memory = 3, .word_bits = 8});
  // Every pair of the one-layer block comes with three or four pending writes.
  const int most_nightly = blocks == Blocks::one_layer && part.empty() ? 6 : 8;
  result.points = [most_nightly](Rung rung) {
    std::vector<Params> points;
    for (const int bits : {2, 3, 4, 5, 6, 8}) {
      if (rung == Rung::fast && bits > 2) continue;
      if (rung == Rung::nightly && bits > most_nightly) continue;
      points.push_back(point(8, 3, bits));
    }
    return points;
  };
  const bool is_slow = blocks == Blocks::one_layer || blocks == Blocks::ten_layers;
  result.mutant_points = [is_slow](Rung rung) {
    if (is_slow && rung == Rung::fast) return std::vector<Params>{};
    return std::vector<Params>{point(8, 3, 2)};
  };
  return result;
}

void in_balls_if_published(Blocks blocks, derive::Agrees& agrees) {
  agrees.is_yes_no = true;
  agrees.evaluator = "literal";
  if (blocks != Blocks::ten_layers) return;
  agrees.arithmetic = check::Arithmetic::certified_ball;
  agrees.bits = 128;
}

/// Every kappa up to the certified one: right on all operand pairs from the least one on.
check::Statement search(Blocks blocks) {
  check::Statement statement = about_least(blocks, "");
  statement.title = "The least kappa found: " + text_of(blocks);
  statement.sentence = "Of the integers $\\kappa$ up to the certified one, the block of " +
                       text_of(blocks) +
                       " executes the operand pairs tried at those from the least one found on, "
                       "and at no smaller one.";
  statement.fidelity.checked =
      "A search at every kappa over all operand pairs up to N = 4, over extremes and words about 0 "
      "beyond.";
  statement.fidelity.gap =
      "n = 8. A lower estimate of what all states need, since all but the operands is drawn; the "
      "least values are ours, found by this search.";
  const auto make = [blocks](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const int least = found_at(blocks, size);
    const auto space = std::make_shared<const check::CaseSpace>(stress_states(blocks, size));
    const auto block = std::make_shared<const model::Transformer>(softmax_block(blocks, size, 1));
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [=](const check::Case& tokens, const std::string& twist) {
      const int kappa = static_cast<int>(tokens(0, 0).num().to_int64());
      const Loop loop(*block, blocks, size, twist.empty() ? kappa : kappa + 1);
      return std::vector<Rational>{first_wrong(loop, *space) ? 0 : 1};
    };
    result.right = [least](const check::Case& tokens) {
      return std::vector<Rational>{tokens(0, 0) >= Rational(least) ? 1 : 0};
    };
    result.cases = check::integer_box({1}, {certified_kappa(blocks, size)});
    result.cases.description = "all kappas up to the certified one, each on " + space->description;
    result.cases.coverage = check::Coverage::sampled;
    result.cases.full_size = result.cases.full_size * space->full_size;
    result.cases.why_sampled = "each kappa is tried on a part of the states";
    in_balls_if_published(blocks, result);
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "one_more", .why = "run at one kappa more than said", .proof = {}}});
}

/// One state that goes wrong at one kappa less.
check::Statement witness(Blocks blocks) {
  check::Statement statement = about_least(blocks, "below");
  statement.title = "A state that goes wrong below it: " + text_of(blocks);
  statement.sentence = "At one $\\kappa$ less than the least one found, the block of " +
                       text_of(blocks) + " does not end in the next state of the given one.";
  statement.fidelity.checked = "The first operand pair that goes wrong, rebuilt.";
  statement.fidelity.gap = "n = 8.";
  const auto make = [blocks](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const int least = found_at(blocks, size);
    const model::Transformer block = softmax_block(blocks, size, 1);
    const auto below = std::make_shared<const Loop>(block, blocks, size, least - 1);
    const auto at = std::make_shared<const Loop>(block, blocks, size, least);
    const check::CaseSpace pairs = stress_states(blocks, size);
    const std::int64_t wrong = first_wrong(*below, pairs).value_or(0);
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [below, at](const check::Case& tokens, const std::string& twist) {
      return std::vector<Rational>{(twist.empty() ? below : at)->is_right(tokens) ? 1 : 0};
    };
    result.right = [](const check::Case&) { return std::vector<Rational>{0}; };
    result.cases = {.description = "one operand pair, found by search",
                    .coverage = check::Coverage::given,
                    .size = 1,
                    .full_size = 1,
                    .at = [pairs, wrong](std::int64_t) { return pairs.at(wrong); }};
    in_balls_if_published(blocks, result);
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "at_least_kappa", .why = "run at the least one", .proof = {}}});
}

}  // namespace

std::optional<int> found_kappa(Blocks blocks, int word_bits) {
  static const std::map<Blocks, std::map<int, int>> found{
      {Blocks::ten_layers, {{2, 5}, {3, 7}, {4, 8}, {5, 9}, {6, 10}, {8, 12}}},
      {Blocks::two_layers, {{2, 4}, {3, 4}, {4, 5}, {5, 5}, {6, 5}, {8, 7}}},
      {Blocks::one_layer, {{2, 6}, {3, 7}, {4, 8}, {5, 9}, {6, 9}, {8, 11}}},
      {Blocks::five_layers, {{2, 4}, {3, 4}, {4, 4}, {5, 4}, {6, 4}, {8, 4}}},
  };
  const std::map<int, int>& of_block = found.at(blocks);
  const auto place = of_block.find(word_bits);
  return place == of_block.end() ? std::nullopt : std::optional(place->second);
}

std::vector<check::Statement> least() {
  std::vector<check::Statement> result;
  for (const Blocks blocks : all_blocks) {
    result.push_back(search(blocks));
    result.push_back(witness(blocks));
  }
  return result;
}

}  // namespace attest::looped_softmax_temperature

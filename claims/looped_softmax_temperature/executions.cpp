// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: the blocks at the kappa that interval propagation certifies, state by state.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/loop.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/looped_sizes.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/derive/resources.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using check::Params;
using check::Rung;
using derive::Computes;
using derive::looped::point;
using derive::looped::size_of;

check::Statement about_execution(Blocks blocks, const std::string& part) {
  check::Statement result{.claim = claim_id,
                          .label = "S2." + label_of(blocks) + (part.empty() ? "" : "." + part)};
  result.title = "Execution at the certified kappa: " + text_of(blocks);
  result.sentence =
      "At the least integer $\\kappa$ that interval propagation certifies for $k$ and $N$, the "
      "block of " +
      text_of(blocks) +
      " under softmax of temperature $1/(\\kappa\\ln 2)$ maps the encoding of every state to that "
      "of the next one.";
  result.standing = check::Standing::finite_instance;
  result.fidelity.published =
      "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate, and rounding removes the error.";
  result.fidelity.checked = "The whole next state, entry by entry, in exact rationals.";
  result.fidelity.gap = "The stated sizes.";
  result.parameters = derive::looped::size_parameters(
      {.columns = 4, .memory = 1, .word_bits = 2}, {.columns = 64, .memory = 62, .word_bits = 16});
  return result;
}

std::vector<Params> pair_points(int most) {
  std::vector<Params> points;
  for (int bits = 2; bits <= most; ++bits) points.push_back(point(8, 3, bits));
  return points;
}

/// The block at its certified kappa.
model::Transformer certified(Blocks blocks, const Params& params) {
  const Size size = size_of(params);
  return softmax_block(blocks, size, certified_kappa(blocks, size));
}

check::Promise kappa_promise(Blocks blocks, const Size& size, int kappa) {
  const int promised = promised_kappa(blocks, size.address_bits(), size.word_bits);
  const char* const formula = blocks == Blocks::ten_layers   ? "N + 6 + ceil(log2 k)"
                              : blocks == Blocks::two_layers ? "ceil((N + log2 48k) / 2)"
                              : blocks == Blocks::one_layer  ? "N + 5"
                                                             : "ceil(log2(48k) / 2)";
  return check::at_most("kappa", formula, promised, kappa);
}

template <typename Apply>
derive::NamedMutant changed(const char* name, const char* why, Apply apply,
                            const char* proof = "") {
  return {.name = name, .why = why, .proof = proof, .apply = [apply](Computes& c, const Params& p) {
            apply(c.model, p);
          }};
}

std::vector<derive::NamedMutant> temperature_mutants(Blocks blocks) {
  std::vector<derive::NamedMutant> result = mutants(blocks);
  result.push_back(
      changed("kappa_2", "scores to base 4", [](model::Transformer& model, const Params&) {
        model = gadget::looped::softened(std::move(model), 2);
      }));
  return result;
}

/// Operand pairs, in exact rationals.
check::Statement pairs(Blocks blocks) {
  check::Statement statement = about_execution(blocks, "");
  const int most = blocks == Blocks::one_layer ? 4 : 5;
  statement.points = [most](Rung rung) { return pair_points(rung == Rung::fast ? 2 : most); };
  // Four bits where rounding comes too late: what is not rounded in time grows with the words.
  statement.mutant_points = [blocks](Rung) {
    return std::vector<Params>{point(8, 3, blocks == Blocks::five_layers ? 4 : 2)};
  };
  const auto make = [blocks](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const int kappa = certified_kappa(blocks, size);
    Computes result{.model = softmax_block(blocks, size, kappa),
                    .task = derive::looped::truth(blocks, size),
                    .inputs = derive::looped::operand_pairs(blocks, size)};
    result.promises = {kappa_promise(blocks, size, kappa)};
    result.columns = derive::looped::column_groups(size);
    result.is_looped = true;
    return result;
  };
  return derive::without_generic_mutants(
      derive::computes(std::move(statement), make, temperature_mutants(blocks)));
}

/// A last layer that rounds with another radius.
derive::NamedMutant radius(const char* name, const Rational& e, const char* proof) {
  return changed(
      name, "another radius of rounding",
      [e](model::Transformer& model, const Params&) {
        model::Block& last = model.blocks.back();
        const std::vector<std::string> rows =
            gadget::looped::rounded_registers(Blocks::five_layers);
        last = gadget::looped::rounding_layer(model, rows, e, last.name);
      },
      proof);
}

/// What the five layers use.
std::vector<check::Promise> sizes_of_five(const Size& size, const model::Transformer& model) {
  const std::int64_t k = size.address_bits();
  const std::int64_t n = size.word_bits;
  const derive::Resources used = derive::resources(model);
  std::vector<check::Promise> result;
  const auto add = [&](const char* quantity, const char* formula, const Rational& value,
                       const Rational& actual) {
    result.push_back(check::at_most(quantity, formula, value, actual));
  };
  add("layers", "5", 5, used.layers + used.mlp_layers);
  add("layers with heads", "2", 2, used.layers);
  add("heads in a layer", "3", 3, used.heads);
  add("width", "15k+4N+3", derive::looped::promised_width(Blocks::five_layers, size), used.width);
  add("ReLU units", "34N+66k+11", 34 * n + 66 * k + 11, used.units);
  return result;
}

/// Every state of a small machine under softmax.
check::Statement states() {
  check::Statement statement = about_execution(Blocks::five_layers, "states");
  statement.points = [](Rung rung) {
    return std::vector<Params>{rung == Rung::fast ? point(4, 1, 2) : point(5, 2, 2)};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{point(4, 1, 2)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    Computes result{.model = certified(Blocks::five_layers, params),
                    .task = derive::looped::truth(Blocks::five_layers, size),
                    .inputs = derive::looped::all_states(Blocks::five_layers, size)};
    result.columns = derive::looped::column_groups(size);
    result.is_looped = true;
    return result;
  };
  std::vector<derive::NamedMutant> named{
      radius("radius_9_20", Rational(9, 20),
             "its ramps are flat on all that those of radius 1/4 are flat on"),
      radius("radius_1_500", Rational(1, 500), "")};
  return derive::without_generic_mutants(
      derive::computes(std::move(statement), make, std::move(named)));
}

/// Every state of a small machine under hardmax, or those that can halt, with generic mutants.
check::Statement under_hardmax(bool is_every_state) {
  check::Statement statement =
      about_execution(Blocks::five_layers, is_every_state ? "hardmax" : "halting");
  statement.title = is_every_state ? "Execution under hardmax: five layers"
                                   : "Execution under hardmax: five layers, states that can halt";
  statement.sentence =
      "The five layers read, round, subtract, write and branch, round, of width $15k+4N+3$, "
      "execute one instruction per loop under hardmax with any tie rule: from every state whose "
      "branch is taken or whose pc is not the last, every entry of the next one.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity.checked = "Exact weights, the whole next state, every state.";
  statement.points = [](Rung) { return std::vector<Params>{point(5, 2, 2)}; };
  statement.mutant_points = [is_every_state](Rung) {
    return is_every_state ? std::vector<Params>{} : std::vector<Params>{point(5, 2, 2)};
  };
  const auto make = [is_every_state](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const Blocks blocks = Blocks::five_layers;
    Computes result{.model = gadget::looped::five_layer_block(size),
                    .task = derive::looped::truth(blocks, size),
                    .inputs = is_every_state ? derive::looped::all_states(blocks, size)
                                             : derive::looped::halting_states(blocks, size)};
    result.promises = sizes_of_five(size, result.model);
    result.columns = derive::looped::column_groups(size);
    result.is_looped = true;
    return result;
  };
  return derive::computes(std::move(statement), make, {});
}

/// Operand pairs of the published block, in balls.
check::Statement published_pairs() {
  const Blocks blocks = Blocks::ten_layers;
  check::Statement statement = about_execution(blocks, "");
  statement.fidelity.checked =
      "Certified enclosures of every entry after the rounding layer, within 2^-64, at the least "
      "multiple of 2^-20 that is at least kappa ln 2.";
  statement.fidelity.gap =
      "The stated sizes. Scores are no integers after the first layer, so nothing is rational.";
  statement.points = [](Rung rung) { return pair_points(rung == Rung::fast ? 2 : 5); };
  statement.mutant_points = [](Rung) { return std::vector<Params>{point(8, 3, 2)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const model::Transformer block = gadget::looped::ten_layer_block(size);
    const auto at = [&](const model::Transformer& used, int kappa) {
      return std::make_shared<const Loop>(used, Blocks::ten_layers, size, kappa);
    };
    model::Transformer unrounded = block;
    unrounded.schedule.pop_back();
    const int kappa = certified_kappa(Blocks::ten_layers, size);
    const auto built = at(block, kappa);
    const auto rough = at(unrounded, kappa);
    const auto hot = at(block, 2);
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [built, rough, hot](const check::Case& tokens, const std::string& twist) {
      const Loop& used = twist.empty() ? *built : twist == "kappa_2" ? *hot : *rough;
      return std::vector<Rational>{used.is_right(tokens) ? 1 : 0};
    };
    result.right = [](const check::Case&) { return std::vector<Rational>{1}; };
    result.cases = derive::looped::operand_pairs(Blocks::ten_layers, size);
    result.arithmetic = check::Arithmetic::certified_ball;
    result.bits = 128;
    result.evaluator = "literal";
    result.is_yes_no = true;
    result.promises = {kappa_promise(Blocks::ten_layers, size, kappa)};
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "no_rounding", .why = "the rounding layer dropped", .proof = {}},
                         {.name = "kappa_2", .why = "scores to base 4", .proof = {}}});
}

}  // namespace

std::vector<derive::NamedMutant> mutants(Blocks blocks) {
  std::vector<derive::NamedMutant> result{
      changed("no_rounding", "the last rounding layer dropped",
              [](model::Transformer& model, const Params&) { model.schedule.pop_back(); })};
  if (blocks != Blocks::five_layers) return result;
  result.push_back(changed("late_rounding", "words rounded after they were subtracted and written",
                           [](model::Transformer& model, const Params&) {
                             model = with_late_rounding(std::move(model));
                           }));
  result.push_back(changed("no_rounding_of_reads", "words not rounded before the subtraction",
                           [](model::Transformer& model, const Params&) {
                             std::erase_if(model.schedule, [](const std::pair<int, int>& layer) {
                               return layer.first == 1;
                             });
                           }));
  return result;
}

std::vector<check::Statement> executions() {
  std::vector<check::Statement> result;
  result.push_back(published_pairs());
  for (const Blocks blocks : {Blocks::two_layers, Blocks::one_layer, Blocks::five_layers}) {
    result.push_back(pairs(blocks));
  }
  result.push_back(states());
  result.push_back(under_hardmax(true));
  result.push_back(under_hardmax(false));
  return result;
}

}  // namespace attest::looped_softmax_temperature

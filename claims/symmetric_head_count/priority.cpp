// SPDX-License-Identifier: Apache-2.0
/// \file
/// P3.priority: one natural head compares ones and zeros class by class, exact ties included.
#include <utility>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/least_exponent.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using check::Rung;
using derive::Computes;

/// What the mutants choose differently.
struct PriorityChoices {
  std::int64_t scale;
  bool is_reversed = false;
  Rational sink_value = Rational(1, 2);
};

/// One head read at the sink: bit j has score r scale, r = j mod classes, and value x_j; the sink
/// has score 0. The answer is 1 iff the output exceeds 1/2.
model::Transformer priority_head(std::int64_t classes, const PriorityChoices& choices) {
  model::Transformer model{.name = "one head by priority"};
  model.fields = {"bit"};
  model::Stream stream;
  const model::Slice one = stream.add("one");
  const model::Slice rank = stream.add("rank");
  const model::Slice value = stream.add("value");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  const model::Wire place = embed.mod(embed.position() - 1, classes);
  embed.output("rank", choices.is_reversed ? (classes - 1) - place : place);
  embed.output("value", embed.input("bit"));
  model.embed = embed.finish();
  model::CircuitBuilder sink({});
  sink.output("one", sink.constant(1));
  sink.output("value", sink.constant(choices.sink_value));  // no weight on either side of 1/2
  model.extra_tokens.push_back({.name = "sink", .embed = sink.finish(), .is_first = true});
  model::Head head{.name = "mean", .norm = model::Norm::softmax_e};
  head.query.push_back({.from = one[0],
                        .to = 0,
                        .weight = {.value = choices.scale,
                                   .slack = model::Slack::at_least,
                                   .why = "e^c >= n + 1: one bit outweighs the classes below"}});
  head.keys.resize(1);
  model::copy(head.keys[0], rank, 0);
  head.values.resize(1);
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, out);
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("ones_win", decode.less(decode.constant(Rational(1, 2)), decode.input("out[0]")));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::first_extra;
  return model;
}

std::int64_t priority_scale(const Params& params) { return least_exponent(params.at("n") + 1); }

derive::NamedMutant wrong_priority(const char* name, const char* why,
                                   void (*change)(PriorityChoices&)) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [change](Computes& c, const Params& params) {
        PriorityChoices choices{.scale = priority_scale(params)};
        change(choices);
        c.model = priority_head(params.at("classes"), choices);
      }};
}

std::vector<derive::NamedMutant> priority_mutants() {
  return {wrong_priority("scale_zero", "every bit weighs the same",
                         [](PriorityChoices& choices) { choices.scale = 0; }),
          wrong_priority("scale_one", "weights e^r: three bits outweigh one of the class above",
                         [](PriorityChoices& choices) { choices.scale = 1; }),
          wrong_priority("classes_reversed", "class 0 has the largest weight",
                         [](PriorityChoices& choices) { choices.is_reversed = true; }),
          wrong_priority("sink_value_zero", "the sink counts as a zero of the lowest class",
                         [](PriorityChoices& choices) { choices.sink_value = 0; }),
          {.name = "ties_count",
           .why = "ground truth in which balanced words count as won: wrong at exact ties alone",
           .proof = {},
           .apply = [](Computes& c, const Params& params) {
             c.task = task::priority_majority(params.at("classes"), task::Balance::counts);
           }}};
}

}  // namespace

check::Statement priorities_by_one_head() {
  check::Statement about = statement_of(
      {.label = "P3.priority",
       .title = "One natural head decides by priority, ties included",
       .sentence =
           "Bit $j = 0, .., n-1$ has the score $rc$, $r = j \\bmod g$, and the value $x_j$, the "
           "sink the score 0 and the value $1/2$, $e^c \\ge n+1$. Under the natural exponential "
           "the output of this head exceeds $1/2$ iff, of the classes $r = g-1, .., 0$, the first "
           "with unequally many ones and zeros has more ones; it is $1/2$ exactly where there is "
           "none.",
       .checked =
           "On every word whether the output exceeds 1/2; exact ties by the theorem of "
           "Lindemann and Weierstrass. With all bits flipped the output is 1 minus it, so that "
           "balanced words have 1/2 and no others.",
       .gap = "The stated n and g."});
  about.parameters = {bits_parameter(1, 40), parameter("classes", "g", 1, 8)};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    const auto add = [&](std::int64_t n) {
      for (std::int64_t classes = 1; classes <= 3; ++classes) {
        points.push_back({{"n", n}, {"classes", classes}});
      }
    };
    for (std::int64_t n = 1; n <= 9; ++n) add(n);
    if (rung == Rung::fast) return points;
    for (const std::int64_t n : {16, 20, 24}) add(n);
    if (rung == Rung::exhaustive) add(28);
    return points;
  };
  // Both classes even: exact ties. Class 0 odd below a balanced one: the sink may tip it. Both odd:
  // one bit may have to outweigh three.
  about.mutant_points = [](Rung) {
    std::vector<Params> points;
    for (const std::int64_t n : {4, 5, 6}) points.push_back({{"n", n}, {"classes", 2}});
    return points;
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t classes = params.at("classes");
    return Computes{.model = priority_head(classes, {.scale = priority_scale(params)}),
                    .task = task::priority_majority(classes),
                    .inputs = check::words(static_cast<int>(params.at("n")), 2),
                    .arithmetic = model::Arithmetic::ball,
                    .precision = 64,
                    .most_precision = 256};
  };
  return derive::computes(std::move(about), make, priority_mutants());
}

}  // namespace attest::symmetric_head_count

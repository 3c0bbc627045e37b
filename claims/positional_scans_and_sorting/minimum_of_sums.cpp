// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.minimum_of_sums: two lists are added entry by entry, then minima are scanned in both halves.
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/positional.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/read_back.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using model::Slice;

constexpr std::int64_t longest_half = 2048;

/// Nodes i and n+i stand at the place i of a line and differ in `half`, 1 and -1.
struct Halves {
  model::Stream stream;
  gadget::Line line = gadget::add_line(stream);
  Slice half = stream.add("half");
  Slice state = stream.add("state");
  Slice read = stream.add("read");
};

/// The head of gadget::read_back with a term +-half half': of the two nodes at a place it takes the
/// reader's half, or the other one; the maximum stays unique, by 2 at the place and 1 elsewhere.
model::Head read_half(const Halves& at, const std::string& name, std::int64_t distance,
                      bool is_own) {
  model::Head head = gadget::read_back(name, at.line, distance, {at.state}, {at.read});
  model::copy(head.query, at.half, 2, is_own ? 1 : -1);
  model::copy(head.keys[0], at.half, 2);
  return head;
}

model::Block partner_layer(const Halves& at, const MinimumOfSumsChoices& choices) {
  model::Block block{.name = "partner"};
  block.heads = {read_half(at, "partner", 0, !choices.adds_partner)};
  gadget::add_linear(block.mlp, "read", at.read[0], {{at.state[0], 1}, {at.read[0], -1}});
  return block;
}

/// min(a, b) = b - relu(b - a); what was read is cleared.
model::Block minimum_layer(const Halves& at, std::int64_t l, const MinimumOfSumsChoices& choices) {
  model::Block block{.name = "layer" + std::to_string(l + 1)};
  const std::int64_t distance = choices.is_shift_doubled ? std::int64_t{1} << l : 1;
  block.heads = {read_half(at, "back", distance, choices.stays_in_half)};
  block.mlp.push_back(
      gadget::unit("other", {{at.read[0], -1}, {at.state[0], 1}}, {{at.state[0], -1}}));
  gadget::add_linear(block.mlp, "read", at.read[0], {{at.read[0], -1}});
  return block;
}

derive::NamedMutant wrong_sum(const char* name, const char* why, const char* proof,
                              const MinimumOfSumsChoices& choices) {
  return {.name = name,
          .why = why,
          .proof = proof,
          .apply = [choices](Computes& c, const Params& params) {
            c.model = minimum_of_sums_model(params.at("n"), choices);
          }};
}

std::vector<derive::NamedMutant> minimum_of_sums_mutants() {
  return {
      wrong_sum("shift_not_doubled", "every layer reads one back", "", {.is_shift_doubled = false}),
      wrong_sum("one_layer_fewer", "one layer fewer", "", {.layers_dropped = 1}),
      wrong_sum("partner_is_self", "the first layer reads the node itself", "",
                {.adds_partner = false}),
      wrong_sum("minima_before_sums", "the sum of two minima", "", {.adds_first = false}),
      wrong_sum("other_half_read", "minima are read from the other half",
                "after the first layer both halves hold the same sums", {.stays_in_half = false})};
}

}  // namespace

model::Transformer minimum_of_sums_model(std::int64_t n, const MinimumOfSumsChoices& choices) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  const Halves at;
  model::Transformer model{.name = claim_id, .fields = {"x"}};
  model.registers = at.stream.registers();
  model::CircuitBuilder embed(model.fields);
  const model::Wire position = embed.position();
  gadget::embed_line(embed, embed.mod(position, Rational(n)));
  embed.output("half", 1 - embed.floor(position * Rational(1, n)) * Rational(2));
  embed.output("state", embed.input("x"));
  model.embed = embed.finish();
  const auto add = [&](model::Block block) {
    model.schedule.emplace_back(static_cast<int>(model.blocks.size()), 1);
    model.blocks.push_back(std::move(block));
  };
  if (choices.adds_first) add(partner_layer(at, choices));
  const std::int64_t layers = ceil_log2(n) - choices.layers_dropped;
  for (std::int64_t l = 0; l < layers; ++l) add(minimum_layer(at, l, choices));
  if (!choices.adds_first) add(partner_layer(at, choices));
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("least", decode.input("state[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

std::vector<Statement> minimum_of_sums_statements() {
  Statement statement =
      check::about(claim_id, "S1.minimum_of_sums",
                   "Prefix minima of the sums of two lists in ceil(log2 n) + 1 layers");
  statement.sentence =
      "For every $n \\ge 1$ and lists $x, x'$ of $n$ numbers, $\\lceil\\log_2 n\\rceil + 1$ "
      "layers of one head with unique maxima, $d_P = 4$, and ReLU units without biases give the "
      "least of $x_1 + x'_1, \\dots, x_i + x'_i$ at both nodes $i$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every two lists of n integers from -1 to 1, at every node; no "
                            "query or key reads content.",
                        .gap = "The stated n."};
  statement.parameters = {length_parameter(1, longest_half)};
  statement.points = [](Rung rung) { return lengths(1, rung == Rung::fast ? 3 : 5); };
  statement.mutant_points = [](Rung) { return lengths(4, 4); };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Computes result{.model = minimum_of_sums_model(n),
                    .task = task::prefix_minimum_of_sums(),
                    .inputs = integer_lists(2 * n, 1)};
    const derive::Resources used = derive::resources(result.model);
    result.promises = derive::positional_promises(result.model, "4", 4);
    result.promises.push_back(
        check::at_most("layers", "ceil(log2 n) + 1", ceil_log2(n) + 1, used.layers));
    result.promises.push_back(check::at_most("heads a layer", "1", 1, used.heads));
    result.promises.push_back(check::at_most("key dimension", "3", 3, used.key_dimension));
    return result;
  };
  return {
      derive::positional(derive::computes(std::move(statement), make, minimum_of_sums_mutants()))};
}

}  // namespace attest::positional_scans_and_sorting

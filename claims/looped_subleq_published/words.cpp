// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2 and S3: the flag and the sums, each layer on all its operands.
#include "reference/task/words.hpp"

#include <map>
#include <string>
#include <utility>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/indicator_units.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_subleq_published {
namespace {

using check::Params;
using check::Rung;
using derive::Computes;

task::Task answer_of(Part part, int bits) {
  switch (part) {
    case Part::flag:
      return task::is_not_positive();
    case Part::negate:
      return task::opposite(bits);
    case Part::add:
      return task::word_sum(bits);
    case Part::count:
      break;
  }
  return task::successor(bits);
}

/// All operands of a part.
check::CaseSpace operands_of(Part part, int bits) {
  const std::int64_t half = std::int64_t{1} << (bits - 1);
  const std::vector<std::int64_t> low(part == Part::add ? 2 : 1, part == Part::count ? 0 : -half);
  const std::vector<std::int64_t> high(low.size(), part == Part::count ? 2 * half - 1 : half - 1);
  return check::integer_box(low, high);
}

/// How many units a part may have.
check::Promise units_of(Part part, int bits, const model::Transformer& model) {
  const std::int64_t used = derive::resources(model).units;
  // Six a bit of each sum, two for each row that is cleared, one that takes the constants off.
  const std::map<Part, std::pair<const char*, int>> promised{{Part::flag, {"2", 2}},
                                                             {Part::negate, {"7N+2", 7 * bits + 2}},
                                                             {Part::add, {"8N+1", 8 * bits + 1}},
                                                             {Part::count, {"8k+1", 8 * bits + 1}}};
  const auto& [formula, value] = promised.at(part);
  return check::at_most("ReLU units", formula, value, used);
}

/// Changes the number on row ind, or the bias, of the units whose names contain `role`.
derive::NamedMutant shifted(const char* name, const char* why, const char* role,
                            const Rational& by) {
  return {.name = name, .why = why, .proof = {}, .apply = [=](Computes& c, const Params&) {
            const int ind = model::coordinate(c.model, "ind");
            bool is_found = false;
            for (model::Block& block : c.model.blocks) {
              for (model::Relu& unit : block.mlp) {
                if (unit.name.find(role) == std::string::npos) continue;
                gadget::shift(unit, ind, by);
                is_found = true;
              }
            }
            ATTEST_REQUIRE(is_found, std::string("no unit ") + role);
          }};
}

std::vector<derive::NamedMutant> mutants_of(Part part) {
  if (part == Part::flag) {
    return {shifted("zero_flag_from_minus_n", "relu(-N - sum) instead of relu(1 - N - sum)",
                    "flag.zero", -1),
            shifted("zero_flag_from_2_minus_n", "relu(2 - N - sum) instead of relu(1 - N - sum)",
                    "flag.zero", 1)};
  }
  return {shifted("bit_one_late", "[s >= 2^(i-1)] of each bit one later", ".bit.", -1),
          shifted("below_one_early", "[s <= 2^i - 1] of each bit one earlier", ".below.", -1),
          {.name = "constants_dropped",
           .why = "-3 of each bit, or -1 of its complement, not taken off",
           .proof = {},
           .apply = [](Computes& c, const Params&) {
             for (model::Block& block : c.model.blocks) {
               std::erase_if(block.mlp,
                             [](const model::Relu& unit) { return unit.name == "constant"; });
             }
           }}};
}

check::Statement about(Part part, const char* label, const char* title, const char* sentence) {
  check::Statement result{.claim = claim_id, .label = label};
  result.title = title;
  result.sentence = sentence;
  result.standing = check::Standing::as_stated;
  result.fidelity.published = part == Part::flag
                                  ? "relu(b_N) + relu(1 - N - sum of b) is 1 iff the word is <= 0."
                                  : "Additions take six units a bit.";
  result.fidelity.checked = "The layers of the block, cut out, on all operands.";
  result.fidelity.gap = "The stated sizes.";
  result.parameters = {{.name = "bits", .meaning = "bits of an operand", .lo = 2, .hi = 16}};
  return result;
}

check::Statement statement_of(Part part, const char* label, const char* title, const char* sentence,
                              int fast, int nightly) {
  check::Statement result = about(part, label, title, sentence);
  result.points = [fast, nightly](Rung rung) {
    std::vector<Params> points;
    for (int bits = 2; bits <= (rung == Rung::fast ? fast : nightly); ++bits) {
      points.push_back({{"bits", bits}});
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"bits", 3}}}; };
  const auto make = [part](const Params& params, std::uint64_t) {
    const int bits = static_cast<int>(params.at("bits"));
    Computes computes{.model = part_of_block(part, bits),
                      .task = answer_of(part, bits),
                      .inputs = operands_of(part, bits)};
    computes.promises = {units_of(part, bits, computes.model)};
    return computes;
  };
  return derive::computes(std::move(result), make, mutants_of(part));
}

}  // namespace

std::vector<check::Statement> parts_of_block() {
  std::vector<check::Statement> result;
  result.push_back(
      statement_of(Part::flag, "S2", "Two units make the flag",
                   "For every word of $N$ bits $b_1, \\dots, b_N \\in \\{-1, 1\\}$, the last of "
                   "them the sign, $\\mathrm{relu}(b_N) + \\mathrm{relu}(1-N-\\sum_i b_i)$ is 1 "
                   "iff the word is at most 0, else 0.",
                   10, 16));
  result.push_back(statement_of(
      Part::add, "S3.add", "Six units a bit add",
      "For all words $x$, $y$ of $N$ bits one layer of $6N$ units, with one for constants and "
      "those that clear what was there, puts $x + y$, wrapped, where $y$ was.",
      5, 8));
  result.push_back(statement_of(Part::negate, "S3.negate", "Two layers negate",
                                "For every word $x$ of $N$ bits two layers of $N$ and $6N$ units "
                                "make $-x$, wrapped: the complement, and one more.",
                                8, 14));
  result.push_back(statement_of(Part::count, "S3.count", "Six units a bit count",
                                "For every $k$-bit number one layer of $6k$ units and those that "
                                "clear what was there puts $pc + 1 \\bmod 2^k$ in place of $pc$.",
                                8, 12));
  return result;
}

}  // namespace attest::looped_subleq_published

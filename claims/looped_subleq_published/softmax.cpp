// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: what softmax leaves of the reads and of the state, and a rule that is too weak.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/looped_softened.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_subleq_published {
namespace {

using check::Params;
using check::Rung;
using derive::looped::Softened;
using Points = Function<std::vector<Params>(Rung)>;

constexpr int precision = 128;               // [bits]
constexpr std::int64_t witness_index = 257;  // of S4.rule: 1 - 1, in operand_pairs
/// After the rounding layer an entry is -1, 0 or 1 if it is within 1/4 before; balls of equal
/// numbers do not cancel, so it is compared up to this.
const Rational& rest() {
  static const Rational value = Rational(1) / Rational(power_of_two(64));
  return value;
}

/// The layer that fetches, alone.
class Fetch {
 public:
  Fetch(const Size& size, int kappa)
      : hard_(first_layer(ten_layer_block(size))),
        soft_(gadget::looped::softened(hard_, kappa)),
        exact_(hard_, model::Arithmetic::rational, 0),
        soft_evaluator_(soft_, model::Arithmetic::rational, 0) {}

  /// Greatest difference of a weight of attention from that of the hardmax.
  [[nodiscard]] Rational error(const check::Case& tokens) const {
    const model::HeadTrace hard = pattern(exact_, tokens);
    const model::HeadTrace soft = pattern(soft_evaluator_, tokens);
    Rational greatest = 0;
    for (std::size_t i = 0; i < hard.pattern.size(); ++i) {
      const Rational off =
          (std::get<Rational>(soft.pattern[i]) - std::get<Rational>(hard.pattern[i])).abs();
      greatest = std::max(greatest, off);
    }
    return greatest;
  }

 private:
  static model::Transformer first_layer(model::Transformer model) {
    model.blocks.resize(1);
    model.schedule.resize(1);
    model.blocks[0].mlp.clear();
    return model;
  }
  static model::HeadTrace pattern(const model::Evaluator& evaluator, const check::Case& tokens) {
    return evaluator.trace(tokens, model::Tie::as_declared).layers.at(0).heads.at(0);
  }

  model::Transformer hard_;
  model::Transformer soft_;
  model::Evaluator exact_;           // of hard_
  model::Evaluator soft_evaluator_;  // of soft_
};

/// Least kappa with 2^kappa >= n^3 / eps.
int kappa_of_rule(const Size& size, std::int64_t inverse) {
  const Integer bound = Integer(size.columns) * size.columns * size.columns * inverse;
  int kappa = 1;
  while (power_of_two(static_cast<unsigned>(kappa)) < bound) ++kappa;
  return kappa;
}

check::Statement about(const char* label, const char* title, const char* sentence) {
  check::Statement result{.claim = claim_id, .label = label};
  result.title = title;
  result.sentence = sentence;
  result.fidelity.published =
      "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate, and rounding removes the error.";
  result.parameters = derive::looped::size_parameters(
      {.columns = 4, .memory = 1, .word_bits = 2}, {.columns = 64, .memory = 62, .word_bits = 8});
  return result;
}

check::Statement reads() {
  check::Statement statement =
      about("S4.read", "Softmax reads as exactly as the rule says",
            "For $\\lambda \\ge \\ln(n^3/\\epsilon)$ every weight of attention of the layer that "
            "fetches is within $\\epsilon$ of that of the average hardmax.");
  statement.standing = check::Standing::finite_instance;
  statement.fidelity.checked =
      "The least kappa with lambda = kappa ln 2: weights are rational, since addresses are exact "
      "when this layer asks.";
  statement.fidelity.gap = "The first layer; later ones ask with what earlier ones left.";
  statement.parameters.push_back({.name = "inverse", .meaning = "1/eps", .lo = 2, .hi = 1024});
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (const int columns : rung == Rung::fast ? std::vector{4, 8} : std::vector{4, 8, 16}) {
      for (const int inverse : {4, 1024}) {
        points.push_back({{"columns", columns},
                          {"memory", columns / 2 - 1},
                          {"word_bits", 2},
                          {"inverse", inverse}});
      }
    }
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{
        {{"columns", 8}, {"memory", 3}, {"word_bits", 2}, {"inverse", 1024}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = derive::looped::size_of(params);
    const std::int64_t inverse = params.at("inverse");
    const auto built = std::make_shared<const Fetch>(size, kappa_of_rule(size, inverse));
    const auto warm = std::make_shared<const Fetch>(size, 2);
    return derive::Agrees{
        .relation = derive::Relation::at_most,
        .left =
            [built, warm](const check::Case& tokens, const std::string& twist) {
              return std::vector<Rational>{(twist.empty() ? built : warm)->error(tokens)};
            },
        .right =
            [inverse](const check::Case&) { return std::vector<Rational>{Rational(1, inverse)}; },
        .cases = derive::looped::all_pointers(Blocks::ten_layers, size),
        .evaluator = "literal weights of attention"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "base_4", .why = "scores to base 4", .proof = {}}});
}

/// Whether one loop under softmax ends in the next state: within 1/4 of it before the rounding
/// layer, and in it after. `layers` less than ten leaves the rounding out.
bool is_exact(const Softened& block, const check::Case& tokens, std::size_t layers) {
  const Matrix expected = block.expected(tokens);
  const model::Trace trace = block.trace(tokens);
  return Softened::is_near(trace, 8, expected, gadget::looped::rounding_radius()) &&
         Softened::is_near(trace, layers - 1, expected, rest());
}

std::shared_ptr<const Softened> softened_at(const Size& size, const Rational& lambda) {
  return std::make_shared<const Softened>(
      ten_layer_block(size), lambda, derive::looped::truth(Blocks::ten_layers, size), precision);
}

check::Statement state() {
  check::Statement statement =
      about("S4", "Softmax with the rounding layer executes",
            "For $\\lambda \\ge (2N+4)\\ln 2 + \\ln k$ the block of ten layers under softmax of "
            "temperature $1/\\lambda$ ends in the next state: every entry is within 1/4 of it "
            "before the rounding layer, and the layer is exact there.");
  statement.standing = check::Standing::strengthened;
  statement.fidelity.checked =
      "The least such integer lambda, certified enclosures of every entry before and after the "
      "rounding layer, on operand pairs.";
  statement.fidelity.gap =
      "The stated sizes. Scores are no integers after the first layer, so nothing is rational "
      "here; that the ramps are flat within 1/4 is an argument, the state after them is compared "
      "up to 2^-64.";
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (int bits = 2; bits <= (rung == Rung::fast ? 3 : 5); ++bits) {
      points.push_back(derive::looped::point(8, 3, bits));
    }
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{derive::looped::point(8, 3, 2)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = derive::looped::size_of(params);
    const auto built = softened_at(size, sufficient_lambda(size));
    const auto warm = softened_at(size, size.word_bits);
    return derive::Agrees{
        .relation = derive::Relation::equal,
        .left =
            [built, warm](const check::Case& tokens, const std::string& twist) {
              const std::size_t layers = twist == "no_rounding" ? 9 : 10;
              const Softened& used = twist == "warm" ? *warm : *built;
              return std::vector<Rational>{is_exact(used, tokens, layers) ? 1 : 0};
            },
        .right = [](const check::Case&) { return std::vector<Rational>{1}; },
        .cases = derive::looped::operand_pairs(Blocks::ten_layers, size),
        .arithmetic = check::Arithmetic::certified_ball,
        .bits = precision,
        .evaluator = "literal",
        .is_yes_no = true};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "no_rounding", .why = "the rounding layer dropped", .proof = {}},
       {.name = "warm", .why = "lambda = N instead of about 2N ln 2 + ln 16k", .proof = {}}});
}

/// One operand pair whose loop goes wrong at the temperature of the rule.
check::CaseSpace witness_of(const Size& size) {
  check::CaseSpace all = derive::looped::operand_pairs(Blocks::ten_layers, size);
  return {.description = "one operand pair, found by search",
          .coverage = check::Coverage::given,
          .size = 1,
          .full_size = 1,
          .at = [all = std::move(all)](std::int64_t) { return all.at(witness_index); }};
}

check::Statement rule() {
  check::Statement statement = about(
      "S4.rule", "The published rule for lambda is too weak",
      "At $n = 8$, $N = 8$ and $\\epsilon = 1/4$, the radius at which the last layer rounds, the "
      "block does not execute at $\\lambda = 61/8 \\ge \\ln(n^3/\\epsilon)$: for some operands an "
      "entry is certainly more than 1/4 off before the rounding layer. The rule bounds the reads, "
      "not what the sums make of them.");
  statement.standing = check::Standing::refuted;
  statement.fidelity.checked = "One state, in certified balls.";
  statement.fidelity.gap =
      "The rule holds with an eps that shrinks with 4^N, which the published sentence leaves open.";
  statement.points = [](Rung) { return std::vector<Params>{derive::looped::point(8, 3, 8)}; };
  statement.mutant_points = statement.points;
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = derive::looped::size_of(params);
    const auto built = softened_at(size, Rational(61, 8));
    const auto cold = softened_at(size, sufficient_lambda(size));
    return derive::Agrees{.relation = derive::Relation::equal,
                          .left =
                              [built, cold](const check::Case& tokens, const std::string& twist) {
                                const Softened& used = twist.empty() ? *built : *cold;
                                return std::vector<Rational>{is_exact(used, tokens, 10) ? 1 : 0};
                              },
                          .right = [](const check::Case&) { return std::vector<Rational>{0}; },
                          .cases = witness_of(size),
                          .arithmetic = check::Arithmetic::certified_ball,
                          .bits = precision,
                          .evaluator = "literal",
                          .is_yes_no = true};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "cold", .why = "lambda of S4", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> softmax() {
  std::vector<check::Statement> result;
  result.push_back(reads());
  result.push_back(state());
  result.push_back(rule());
  return result;
}

}  // namespace attest::looped_subleq_published

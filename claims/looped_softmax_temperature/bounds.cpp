// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: what is propagated bounds what is measured. S4: closed forms of a kappa that suffices.
#include <memory>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/distances.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/looped_sizes.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using check::Params;
using check::Rung;
using derive::looped::deviations;
using derive::looped::point;
using derive::looped::size_of;

/// Radii of balls of 128 bits stay below this.
const Rational& of_balls() {
  static const Rational value = Rational(1) / Rational(power_of_two(64));
  return value;
}

/// The entries of the stream that softmax may move, after each layer, and by how much.
class Moved {
 public:
  Moved(Blocks blocks, const Size& size, int kappa)
      : slack_(blocks == Blocks::ten_layers ? of_balls() : Rational(0)) {
    const derive::looped::Deviations found =
        deviations(softmax_block(blocks, size, 1), blocks, size.address_bits(), kappa);
    for (const derive::looped::DeviationLayer& layer : found.layers) {
      auto& kinds = offs_.emplace_back();
      for (const std::vector<derive::Spread>& stream : layer.spreads) {
        auto& offs = kinds.emplace_back();
        for (const derive::Spread& entry : stream) offs.push_back(entry.off);
      }
    }
  }

  /// Their bounds, and one for all that do not move.
  [[nodiscard]] std::vector<Rational> bounds() const { return chosen(offs_, slack_); }

  /// Their distances, and the greatest of the others.
  [[nodiscard]] std::vector<Rational> of(const Distances& distances) const {
    return chosen(distances, 0);
  }

 private:
  [[nodiscard]] std::vector<Rational> chosen(const Distances& values, const Rational& more) const {
    std::vector<Rational> result;
    Rational others = more;
    for (std::size_t layer = 0; layer < offs_.size(); ++layer) {
      for (std::size_t kind = 0; kind < offs_[layer].size(); ++kind) {
        for (std::size_t at = 0; at < offs_[layer][kind].size(); ++at) {
          if (offs_[layer][kind][at].is_zero()) {
            others = std::max(others, values[layer][kind][at]);
          } else {
            result.push_back(values[layer][kind][at] + more);
          }
        }
      }
    }
    result.push_back(others);
    return result;
  }

  Rational slack_;
  Distances offs_ = {};
};

check::Statement bounded(Blocks blocks) {
  const bool is_published = blocks == Blocks::ten_layers;
  check::Statement statement{.claim = claim_id, .label = "S3." + label_of(blocks)};
  statement.title = "No entry is further off than propagated: " + text_of(blocks);
  statement.sentence =
      "After every layer of one loop of the block of " + text_of(blocks) +
      " no entry of the stream under softmax of temperature $1/(\\kappa\\ln 2)$ is further from "
      "that under hardmax than interval propagation says for all states at once.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity.published = "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate.";
  statement.fidelity.checked = is_published
                                   ? "Certified enclosures of every entry after every layer."
                                   : "Exact rationals, every entry after every layer.";
  statement.fidelity.gap = "Operand pairs of the stated sizes, at the certified kappa.";
  statement.parameters = derive::looped::size_parameters(
      {.columns = 4, .memory = 1, .word_bits = 2}, {.columns = 64, .memory = 62, .word_bits = 16});
  statement.points = [](Rung rung) {
    std::vector<Params> points{point(8, 3, 2)};
    if (rung == Rung::fast) return points;
    for (int bits = 3; bits <= 4; ++bits) points.push_back(point(8, 3, bits));
    points.push_back(point(16, 7, 3));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{point(8, 3, 2)}; };
  const auto make = [blocks, is_published](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const int kappa = certified_kappa(blocks, size);
    const auto moved = std::make_shared<const Moved>(blocks, size, kappa);
    const auto built = std::make_shared<const Distance>(blocks, size, kappa);
    const auto hotter = std::make_shared<const Distance>(blocks, size, kappa - 2);
    derive::Agrees result{.relation = derive::Relation::at_most};
    result.left = [moved, built, hotter](const check::Case& tokens, const std::string& twist) {
      return moved->of((twist.empty() ? built : hotter)->of(tokens));
    };
    result.right = [moved](const check::Case&) { return moved->bounds(); };
    result.cases = derive::looped::operand_pairs(blocks, size);
    if (is_published) {
      result.arithmetic = check::Arithmetic::certified_ball;
      result.bits = 128;
    }
    result.evaluator = "literal states";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "kappa_two_less", .why = "states at a higher temperature", .proof = {}}});
}

std::string closed_form(Blocks blocks) {
  switch (blocks) {
    case Blocks::ten_layers:
      return "$\\kappa \\ge N + 6 + \\lceil\\log_2 k\\rceil$";
    case Blocks::two_layers:
      return "$\\kappa \\ge \\lceil(N + \\log_2 48k)/2\\rceil$";
    case Blocks::one_layer:
      return "$\\kappa \\ge N + 5$";
    case Blocks::five_layers:
      break;
  }
  return "$\\kappa \\ge \\lceil(\\log_2 48k)/2\\rceil$";
}

check::Statement growth(Blocks blocks) {
  check::Statement statement{.claim = claim_id, .label = "S4." + label_of(blocks)};
  statement.title = "A sufficient kappa in closed form: " + text_of(blocks);
  statement.sentence = "The block of " + text_of(blocks) +
                       " executes every instruction from every state under softmax of temperature "
                       "$1/(\\kappa\\ln 2)$ for every real " +
                       closed_form(blocks) +
                       ", whatever the program, with $2 \\le k \\le 14$ and $2 \\le N \\le 32$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity.published =
      "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate, and rounding removes the error.";
  statement.fidelity.checked =
      "Interval propagation through the weights, for all states, programs and numbers of columns "
      "at once: every rounding layer finds its entries within 1/4, all others are exact.";
  statement.fidelity.gap =
      "The stated k and N. That more is sufficient follows from bounds that "
      "fall with kappa.";
  statement.parameters = {{.name = "k", .meaning = "most bits of an address", .lo = 2, .hi = 14},
                          {.name = "bits", .meaning = "most bits of a word", .lo = 2, .hi = 32}};
  statement.points = [](Rung rung) {
    const bool is_fast = rung == Rung::fast;
    return std::vector<Params>{is_fast ? Params{{"k", 3}, {"bits", 3}}
                                       : Params{{"k", 14}, {"bits", 32}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"k", 3}, {"bits", 3}}}; };
  const auto make = [blocks](const Params& params, std::uint64_t) {
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [blocks](const check::Case& tokens, const std::string& twist) {
      const int k = static_cast<int>(tokens(0, 0).num().to_int64());
      const int bits = static_cast<int>(tokens(0, 1).num().to_int64());
      const Size size{.columns = 1 << k, .memory = 1, .word_bits = bits};
      model::Transformer block = softmax_block(blocks, size, 1);
      if (twist == "no_rounding") block.schedule.pop_back();
      const int promised = promised_kappa(blocks, k, bits);
      const int kappa = twist == "half" ? promised / 2 : promised;
      return std::vector<Rational>{deviations(block, blocks, k, kappa).is_exact ? 1 : 0};
    };
    result.right = [](const check::Case&) { return std::vector<Rational>{1}; };
    result.cases = check::integer_box({2, 2}, {params.at("k"), params.at("bits")});
    result.cases.description = "all k and N from 2 on";
    result.arithmetic = check::Arithmetic::certified_ball;
    result.bits = 128;
    result.evaluator = "interval propagation";
    result.is_yes_no = true;
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "half", .why = "half of that kappa", .proof = {}},
       {.name = "no_rounding", .why = "no rounding layer at the end", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> bounds() {
  std::vector<check::Statement> result;
  for (const Blocks blocks : all_blocks) result.push_back(bounded(blocks));
  for (const Blocks blocks : all_blocks) result.push_back(growth(blocks));
  return result;
}

}  // namespace attest::looped_softmax_temperature

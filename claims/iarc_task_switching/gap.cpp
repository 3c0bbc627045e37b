// SPDX-License-Identifier: Apache-2.0
/// \file
/// Unique best keys of the look-ups, and how large scores get.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::iarc_task_switching {
namespace {

/// What the scores of one evaluation show.
struct Measured {
  std::optional<Rational> gap;  ///< of look-ups: least distance of the best key from the second
  Rational score = 0;           ///< largest absolute score of any head
  std::int64_t fractions = 0;   ///< scores that are no integers
};

void add_row(Measured& result, const model::HeadTrace& head, int query, bool is_look) {
  std::vector<Rational> scores;
  for (int j = 0; j < head.keys; ++j) {
    const auto at = static_cast<std::size_t>(std::int64_t{query} * head.keys + j);
    if (head.visible[at] != 0) scores.push_back(std::get<Rational>(head.scores[at]));
  }
  for (const Rational& score : scores) {
    result.score = std::max(result.score, score.abs());
    result.fractions += score.is_integer() ? 0 : 1;
  }
  if (!is_look || scores.size() < 2) return;
  std::sort(scores.begin(), scores.end());
  const Rational gap = scores.back() - scores.end()[-2];
  result.gap = result.gap ? std::min(*result.gap, gap) : gap;
}

/// Every score of the literal evaluation; of look-ups ties are averaged, so that it goes on.
Measured measured(model::Transformer model, const check::Case& stream) {
  std::vector<std::vector<bool>> is_look;
  for (model::Block& block : model.blocks) {
    is_look.emplace_back();
    for (model::Head& head : block.heads) {
      is_look.back().push_back(head.norm == model::Norm::unique_hardmax);
      if (is_look.back().back()) head.norm = model::Norm::average_hardmax;
    }
  }
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const model::Trace trace = evaluator.trace(stream, model::Tie::as_declared);
  Measured result;
  for (std::size_t l = 0; l < trace.layers.size(); ++l) {
    for (std::size_t h = 0; h < trace.layers[l].heads.size(); ++h) {
      for (int i = 0; i < trace.n; ++i) {
        add_row(result, trace.layers[l].heads[h], i, is_look[l][h]);
      }
    }
  }
  return result;
}

}  // namespace

Rational largest_score(const model::Transformer& model, const check::Case& stream) {
  return measured(model, stream).score;
}

check::Case far_control(std::int64_t length) {
  std::vector<std::int64_t> symbols(static_cast<std::size_t>(length), 0);
  symbols.at(1) = 2;
  return check::word_of(symbols);
}

check::Statement gap() {
  check::Statement statement =
      check::about(claim_id, "S1.gap", "Look-ups have one best key and scores are small");
  statement.sentence =
      "In S1 every score is an integer of at most $(T-1)(3T-5)$ in absolute value on streams of $T "
      "\\ge 3$ tokens, that is of $2\\log_2 T + O(1)$ bits, and the best key of every look-up at "
      "every token beats the second best by at least 1; $0\\,I\\,0^{T-2}$ attains the bound.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every score of every head at every token of every stream.",
                        .gap = "The stated lengths, N = 2; other digits do not change a place."};
  statement.parameters = {{.name = "length", .meaning = "T: tokens", .lo = 3, .hi = 16}};
  statement.points = [](check::Rung rung) {
    std::vector<check::Params> points;
    for (std::int64_t length = 3; length <= (rung == check::Rung::fast ? 5 : 7); ++length) {
      points.push_back({{"length", length}});
    }
    return points;
  };
  statement.mutant_points = [](check::Rung) { return std::vector<check::Params>{{{"length", 3}}}; };
  const auto make = [](const check::Params& params, std::uint64_t) {
    const std::int64_t length = params.at("length");
    const auto built = std::make_shared<const model::Transformer>(build({}));
    const auto tied =
        std::make_shared<const model::Transformer>(build({.choices = {.is_doubled = false}}));
    const Rational most = (length - 1) * (3 * length - 5);
    const Rational left_over = most - largest_score(*built, far_control(length));
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    agrees.left = [=](const check::Case& stream, const std::string& twist) {
      const Measured found = measured(twist.empty() ? *built : *tied, stream);
      return std::vector<Rational>{-found.gap.value(), found.score, found.fractions, left_over};
    };
    agrees.right = [most](const check::Case&) { return std::vector<Rational>{-1, most, 0, 0}; };
    agrees.cases = streams(2, 4, length);
    agrees.evaluator = "literal scores";
    return agrees;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "target_not_doubled",
                          .why = "query (target, -1): two keys tie where the target is odd",
                          .proof = {}}});
}

}  // namespace attest::iarc_task_switching

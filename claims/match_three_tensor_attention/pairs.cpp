// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2.pairs: which pairs have the largest score; and the picture of one query's scores.
#include <algorithm>
#include <string>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using check::Params;
using check::Rung;

/// 1 for each pair of maximal score, by head, query and pair; the blank is no query.
std::vector<Rational> maximal(const model::Transformer& model, const check::Case& word) {
  const model::Trace trace = model::trace(model, word, {.any = model::Tie::average});
  std::vector<Rational> result;
  for (const model::HeadTrace& head : trace.layers[0].heads) {
    const auto pairs = static_cast<std::size_t>(head.keys);
    for (std::size_t query = 0; query < static_cast<std::size_t>(trace.inputs); ++query) {
      std::vector<Rational> scores;
      for (std::size_t pair = 0; pair < pairs; ++pair) {
        scores.push_back(std::get<Rational>(head.scores[query * pairs + pair]));
      }
      const Rational best = *std::max_element(scores.begin(), scores.end());
      for (const Rational& score : scores) result.emplace_back(score == best ? 1 : 0);
    }
  }
  return result;
}

/// What the statement says of them: the pairs that sum to T, or the blank pair alone.
std::vector<Rational> hits_or_blank(const check::Case& word, std::int64_t modulus) {
  const int n = word.rows();
  std::vector<Rational> result;
  for (const std::int64_t offset : {std::int64_t{0}, modulus}) {
    for (int i = 0; i < n; ++i) {
      const std::int64_t x = word(i, 0).num().to_int64();
      const Rational target((modulus - x) % modulus + offset);
      std::vector<Rational> row;
      bool has_hit = false;
      for (int j = 0; j <= n; ++j) {
        for (int k = 0; k <= n; ++k) {
          const bool is_hit = j < n && k < n && word(j, 0) + word(k, 0) == target;
          row.emplace_back(is_hit ? 1 : 0);
          has_hit = has_hit || is_hit;
        }
      }
      if (!has_hit) row.back() = 1;
      result.insert(result.end(), row.begin(), row.end());
    }
  }
  return result;
}

IntegerChoices choices_of(const std::string& twist) {
  if (twist == "blank_ties_near_miss") return {.blank = -2};
  if (twist == "blank_ties_hit") return {.blank = 0};
  if (twist == "penalty_zero") return {.penalty = 0};
  if (twist == "cross_term_dropped") return {.has_cross_term = false};
  return {};
}

constexpr int cell = 40;
constexpr int first_x = 110;
constexpr int figure_residues = 7;

/// A table of the scores of all pairs for query 0, minus 2T^2, one table a head.
class SlicePicture {
 public:
  SlicePicture()
      : word_(5, 1), trace_([this] {
          // 1 + 5, 2 + 4, 3 + 3 are 6 = -1 mod 7; no two letters sum to 13.
          const std::int64_t letters[] = {1, 2, 4, 5, 3};
          for (int i = 0; i < word_.rows(); ++i) word_(i, 0) = letters[i];
          return model::trace(integer_form(figure_residues), word_, {.any = model::Tie::average});
        }()) {}

  check::Drawing draw() {
    sketch_.drawing.title =
        "match_three_tensor_attention S2: The scores of all pairs for one query";
    sketch_.drawing.meanings = {{check::Role::member, "largest score"},
                                {check::Role::amount, "score of a pair"}};
    sketch_.drawing.caption = {
        "M = 7, X = 1 2 4 5 3, query x = 1: rows j, columns k, the blank last",
        "each cell: the score minus 2T^2, which is -2(T - x_j - x_k)^2 for two "
        "tokens; marked: the largest"};
    const int side = (word_.rows() + 1) * cell;
    add_slice(0, "T = 6: five pairs hit", {first_x, 0});
    add_slice(1, "T = 13: none, the blank pair", {first_x + side + 120, 0});
    sketch_.drawing.low = {0, -30};
    sketch_.drawing.high = {first_x + 2 * side + 160, side + 110};
    sketch_.note({6, sketch_.drawing.high.y - 10}, sketch_.drawing.title, check::Style::title,
                 check::Align::left);
    sketch_.note({6, sketch_.drawing.high.y - 32}, sketch_.drawing.caption[0], check::Style::body,
                 check::Align::left);
    sketch_.note({6, sketch_.drawing.high.y - 47}, sketch_.drawing.caption[1], check::Style::body,
                 check::Align::left);
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] std::string name_of(int token) const {
    return token < word_.rows() ? word_(token, 0).to_string() : "blank";
  }

  /// One head's table; row j = 0 on top.
  void add_slice(int head, const std::string& title, check::Point corner) {
    const model::HeadTrace& scores = trace_.layers[0].heads[static_cast<std::size_t>(head)];
    const int n = scores.queries;
    const Rational target(head == 0 ? 6 : 13);
    const auto score = [&](int j, int k) {
      const Rational& raw = std::get<Rational>(scores.scores[static_cast<std::size_t>(j * n + k)]);
      return raw - 2 * target * target;
    };
    Rational best = score(0, 0);
    for (int c = 0; c < n * n; ++c) best = std::max(best, score(c / n, c % n));
    const auto y_of = [&](int j) { return corner.y + (n - 1 - j) * cell + cell / 2; };
    for (int j = 0; j < n; ++j) {
      sketch_.note({corner.x - 8, y_of(j)}, name_of(j), check::Style::small, check::Align::right);
      sketch_.note({corner.x + j * cell + cell / 2, corner.y - 12}, name_of(j), check::Style::small,
                   check::Align::centre);
      for (int k = 0; k < n; ++k) {
        const bool is_largest = score(j, k) == best;
        sketch_.drawing.nodes.push_back(
            {.id =
                 "head" + std::to_string(head) + "." + std::to_string(j) + "." + std::to_string(k),
             .centre = {corner.x + k * cell + cell / 2, y_of(j)},
             .width = cell - 2,
             .height = cell - 2,
             .lines = {score(j, k).to_string()},
             .role = is_largest ? check::Role::member : check::Role::amount,
             .detail = "x_j = " + name_of(j) + ", x_k = " + name_of(k)});
      }
    }
    sketch_.note({corner.x, corner.y + n * cell + 12}, title, check::Style::heading,
                 check::Align::left);
  }

  check::Case word_;
  model::Trace trace_;
  derive::Sketch sketch_;
};

}  // namespace

check::Statement maximal_pairs() {
  check::Statement about{
      .claim = claim_id, .label = "S2.pairs", .title = "The pairs of largest score"};
  about.sentence =
      "For every $X \\in \\mathbb{Z}_M^n$ and every query $i$ the pairs of largest score in the "
      "head of target $T$ are exactly the pairs of tokens with $x_j + x_k = T$; where there are "
      "none, the pair (blank, blank) alone.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Every score of both heads on every word of the stated sizes.",
                    .gap = "The stated (n, M)."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = [](Rung rung) {
    std::vector<Params> points = small_points(rung);
    if (rung == Rung::fast) points.erase(points.begin() + 3, points.end());
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"modulus", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [modulus](const check::Case& word, const std::string& twist) {
      return maximal(integer_form(modulus, choices_of(twist)), word);
    };
    result.right = [modulus](const check::Case& word) { return hits_or_blank(word, modulus); };
    result.cases = derive::residue_words(params);
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "blank_ties_near_miss", .why = "the blank pair at 2T^2-2", .proof = {}},
       {.name = "blank_ties_hit", .why = "the blank pair at 2T^2", .proof = {}},
       {.name = "penalty_zero", .why = "C = 0", .proof = {}},
       {.name = "cross_term_dropped", .why = "without -4 x_j x_k", .proof = {}}});
}

check::Drawing slice_figure(const Params&) { return SlicePicture().draw(); }

}  // namespace attest::match_three_tensor_attention

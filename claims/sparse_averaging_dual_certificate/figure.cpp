// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of one certificate: scores of all positions, members at 1, all others below a line.
#include <algorithm>

#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

constexpr int first_position = 120;
constexpr int position_pitch = 24;
constexpr int zero_height = 150;
constexpr int unit_height = 100;  // of a score of 1
constexpr int most_positions = 32;

/// The set whose best outsider scores highest, and that head's scores.
class ScorePicture {
 public:
  explicit ScorePicture(const check::Params& params) : params_(params) {
    const auto n = static_cast<int>(params.at("n"));
    const auto q = static_cast<int>(params.at("q"));
    const model::Transformer model = sign_head(keys_of(params), q);
    const check::CaseSpace all = check::subsets(n, q);
    // A key is that of a position, whatever the token.
    std::vector<std::vector<Rational>> keys;
    std::vector<Rational> first{0};
    for (int l = 0; l < q; ++l) first.emplace_back(l);
    for (int j = 0; j < n; ++j) keys.push_back(embedded(model, "key", first, j, n));
    std::optional<Rational> highest;
    for (std::int64_t s = 0; s < all.size; ++s) {
      const Matrix set = all.at(s).value();
      std::vector<Rational> fields{0};
      for (int l = 0; l < q; ++l) fields.push_back(set(l, 0));
      const std::vector<Rational> scores = scores_of(embedded(model, "query", fields, 0, n), keys);
      Rational best = -1;
      for (int j = 0; j < n; ++j) {
        const bool is_member = std::find(fields.begin() + 1, fields.end(), j) != fields.end();
        if (!is_member) best = std::max(best, scores[static_cast<std::size_t>(j)]);
      }
      if (highest && best <= *highest) continue;
      highest = best;
      scores_ = scores;
      members_ = {fields.begin() + 1, fields.end()};
    }
    best_ = highest.value_or(0);
  }

  check::Drawing draw() {
    sketch_.drawing.title = std::string(claim_id) + " S2: Members score 1, all others at most 7/8";
    std::string set;
    for (const Rational& member : members_) {
      set += (set.empty() ? "" : ", ") + member.to_string();
    }
    sketch_.drawing.meanings = {{check::Role::member, "member of y"},
                                {check::Role::amount, "another position"},
                                {check::Role::curve, "the scores 1 and 7/8"},
                                {check::Role::axis, "score 0"}};
    sketch_.drawing.caption = {
        check::text_of(params_) + "; y = {" + set + "}, the set with the highest score off it",
        "the best position outside y scores " + best_.to_string()};
    const auto n = static_cast<int>(scores_.size());
    sketch_.drawing.low = {0, 0};
    sketch_.drawing.high = {std::max(x_of(n), 640), zero_height + unit_height + 84};
    add_line("one", 1, "score 1");
    add_line("bound", Rational(7, 8), "7/8");
    add_line("zero", 0, "score 0");
    for (int j = 0; j < n; ++j) add_position(j);
    sketch_.note({6, 14}, "position", check::Style::small, check::Align::left);
    sketch_.note({6, sketch_.drawing.high.y - 8}, sketch_.drawing.title, check::Style::title,
                 check::Align::left);
    sketch_.note({6, sketch_.drawing.high.y - 30}, sketch_.drawing.caption[0], check::Style::body,
                 check::Align::left);
    sketch_.note({6, sketch_.drawing.high.y - 45}, sketch_.drawing.caption[1], check::Style::body,
                 check::Align::left);
    return std::move(sketch_.drawing);
  }

 private:
  /// A register of the embedded token with these fields at position j of n.
  static std::vector<Rational> embedded(const model::Transformer& model, const std::string& name,
                                        const std::vector<Rational>& fields, int j, int n) {
    const std::vector<Rational> values = model::evaluate(model.embed, fields, j, n);
    std::vector<Rational> entries(values.size());
    for (std::size_t o = 0; o < values.size(); ++o) {
      const model::Output& output = model.embed.out[o];
      if (output.name == name) entries[static_cast<std::size_t>(output.at)] = values[o];
    }
    return entries;
  }

  /// Inner products of a query with the keys of all positions.
  static std::vector<Rational> scores_of(const std::vector<Rational>& query,
                                         const std::vector<std::vector<Rational>>& keys) {
    std::vector<Rational> scores;
    for (const std::vector<Rational>& key : keys) {
      Rational sum = 0;
      for (std::size_t c = 0; c < query.size(); ++c) {
        if (!query[c].is_zero()) sum += query[c] * key[c];
      }
      scores.push_back(sum);
    }
    return scores;
  }

  [[nodiscard]] int x_of(int position) const { return first_position + position_pitch * position; }
  [[nodiscard]] static int y_of(const Rational& score) {
    return zero_height + static_cast<int>((score * unit_height).round_half_up().to_int64());
  }

  void add_line(const std::string& name, const Rational& score, const char* text) {
    const int y = y_of(score);
    const int left = first_position - 16;
    const int right = x_of(static_cast<int>(scores_.size()));
    sketch_.drawing.nodes.push_back(
        {.id = name, .centre = {left, y}, .width = 2, .height = 2, .role = check::Role::value});
    sketch_.drawing.edges.push_back(
        {.from = name,
         .to = name,
         .role = score.is_zero() ? check::Role::axis : check::Role::curve,
         .route = {{left, y}, {right, y}}});
    sketch_.note({left - 6, y}, text, check::Style::small, check::Align::right);
  }

  void add_position(int j) {
    const Rational& score = scores_[static_cast<std::size_t>(j)];
    const bool is_member = std::ranges::find(members_, Rational(j)) != members_.end();
    sketch_.drawing.nodes.push_back({.id = "score." + std::to_string(j),
                                     .centre = {x_of(j), y_of(score)},
                                     .width = 10,
                                     .height = 10,
                                     .role = is_member ? check::Role::member : check::Role::amount,
                                     .detail = "score " + score.to_string()});
    sketch_.note({x_of(j), 14}, std::to_string(j), check::Style::small, check::Align::centre);
  }

  check::Params params_;
  std::vector<Rational> scores_;
  std::vector<Rational> members_;
  Rational best_ = 0;
  derive::Sketch sketch_;
};

}  // namespace

check::Drawing score_figure(const check::Params& params) {
  if (params.at("n") > most_positions) {
    throw InputError("drawing-size", std::string(claim_id) + " S2, --figure",
                     "n = " + std::to_string(params.at("n")),
                     "at most " + std::to_string(most_positions));
  }
  return ScorePicture(params).draw();
}

}  // namespace attest::sparse_averaging_dual_certificate

// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a defeat: two tokens, one message across the cut, two answers.
#include <algorithm>

#include "claims/sparse_averaging_width_bound/separation.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

constexpr int first_column = 150;
constexpr int column_pitch = 44;
constexpr int most_columns = 16;

/// The first two tokens that the rank without its top bit confuses, at (n, q).
class CollisionPicture {
 public:
  CollisionPicture(int n, int q) : n_(n), q_(q), bits_(static_cast<int>(bits_needed(n, q)) - 1) {
    const Embedding embedding = rank_embedding(n, q, bits_);
    // Subsets in their order: the codes come round after 2^bits tokens, and a set with the last
    // position on one side alone is not the plainest example.
    const std::int64_t round = std::int64_t{1} << bits_;
    std::int64_t at = 0;
    while (token_at(n, q, at).back() == n - 1 || token_at(n, q, at + round).back() == n - 1) {
      if (++at + round >= token_count(n, q).to_int64()) {
        at = 0;
        break;
      }
    }
    for (const std::int64_t number : {at, at + round}) {
      const Token token = token_at(n, q, number);
      pair_.push_back(
          {.token = token, .code = model::evaluate(embedding.circuit, token, n - 1, n)});
    }
    inputs_ = separate(n, pair_[0].token, pair_[1].token);
  }

  check::Drawing draw() {
    sketch_.drawing.title =
        std::string(claim_id) + " S4.small: Two tokens, one message, two answers";
    sketch_.drawing.meanings = {
        {check::Role::wrong_answer, "right answers: one output cannot give both"},
        {check::Role::alice, "the other tokens, and what they see"},
        {check::Role::bob, "the last token"},
        {check::Role::member, "position in y"},
        {check::Role::amount, "position outside y"},
        {check::Role::flow, "decides the output"},
        {check::Role::cut, "cut between the last token and the others"}};
    sketch_.drawing.caption = {"N = " + std::to_string(n_) + ", q = " + std::to_string(q_) +
                                   "; embedding: number of the token mod 2^" +
                                   std::to_string(bits_) + ", of " +
                                   token_count(n_, q_).to_string() + " tokens",
                               "the inputs differ in the last token alone"};
    const int right = x_of(n_ - 1) + 40;
    sketch_.drawing.low = {0, 0};
    sketch_.drawing.high = {std::max(right, 700), 340};
    sketch_.label(20, "position");
    sketch_.label(60, "z");
    sketch_.label(120, "y of one input");
    sketch_.label(150, "y of the other");
    sketch_.label(210, "message");
    sketch_.label(270, "answers");
    for (int i = 0; i < n_; ++i) add_column(i);
    add_message();
    add_answers();
    sketch_.note({6, 332}, sketch_.drawing.title, check::Style::title, check::Align::left);
    sketch_.note({6, 314}, sketch_.drawing.caption[0], check::Style::body, check::Align::left);
    sketch_.note({6, 300}, sketch_.drawing.caption[1], check::Style::body, check::Align::left);
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] int x_of(int position) const { return first_column + column_pitch * position; }

  /// The value of a token, and whether the two sets have it.
  void add_column(int i) {
    const std::string number = std::to_string(i);
    const bool is_asker = i + 1 == n_;
    sketch_.note({x_of(i), 20}, number, check::Style::small, check::Align::centre);
    sketch_.box("value." + number, {x_of(i), 60}, column_pitch - 8, inputs_.first(i, 0).to_string(),
                is_asker ? check::Role::bob : check::Role::alice);
    for (int side = 0; side < 2; ++side) {
      const Token& token = pair_[static_cast<std::size_t>(side)].token;
      const bool is_member = std::find(token.begin() + 1, token.end(), Rational(i)) != token.end();
      sketch_.box("member." + number + "." + std::to_string(side), {x_of(i), 120 + 30 * side},
                  column_pitch - 8, is_member ? "1" : "0",
                  is_member ? check::Role::member : check::Role::amount);
    }
  }

  /// The one code that crosses the line between the asker and all others.
  void add_message() {
    const int cut = x_of(n_ - 1) - column_pitch / 2;
    const int middle = x_of((n_ - 2) / 2);
    sketch_.drawing.edges.push_back({.from = "value." + std::to_string(n_ - 2),
                                     .to = "value." + std::to_string(n_ - 1),
                                     .role = check::Role::cut,
                                     .route = {{cut, 10}, {cut, 235}}});
    sketch_.box("code", {x_of(n_ - 1), 210}, column_pitch - 8, pair_[0].code[0].to_string(),
                check::Role::bob);
    sketch_.box(
        "seen", {middle, 210}, 190,
        "code " + pair_[1].code[0].to_string() + " of " + std::to_string(bits_) + " bits, in both",
        check::Role::alice);
    sketch_.drawing.edges.push_back(
        {.from = "code",
         .to = "seen",
         .role = check::Role::message,
         .route = {{x_of(n_ - 1) - column_pitch / 2 + 4, 210}, {middle + 95, 210}}});
  }

  void add_answers() {
    const task::Task mean = task::sparse_averaging_at(q_, inputs_.reader);
    const std::string text = "at token " + std::to_string(inputs_.reader) + ": " +
                             mean.answer(inputs_.first)[0].to_string() + " and " +
                             mean.answer(inputs_.second)[0].to_string() + ", apart by " +
                             distance_at_reader(inputs_).to_string() + "; one output for both";
    sketch_.box("answers", {first_column + 190, 270}, 420, text, check::Role::wrong_answer);
    sketch_.drawing.edges.push_back(
        {.from = "seen",
         .to = "answers",
         .role = check::Role::flow,
         .route = {{x_of((n_ - 2) / 2), 221}, {x_of((n_ - 2) / 2), 259}}});
  }

  int n_;
  int q_;
  int bits_;
  std::vector<CodedToken> pair_;
  Separation inputs_;
  derive::Sketch sketch_;
};

}  // namespace

check::Drawing collision_figure(const check::Params& params) {
  require_room(params);
  const auto n = static_cast<int>(params.at("n"));
  if (n > most_columns) {
    throw InputError("drawing-size", std::string(claim_id) + " S4.small, --figure",
                     "n = " + std::to_string(n), "at most " + std::to_string(most_columns));
  }
  return CollisionPicture(n, static_cast<int>(params.at("q"))).draw();
}

}  // namespace attest::sparse_averaging_width_bound

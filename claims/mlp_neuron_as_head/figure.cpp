// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a mask in weights: the stream with positions appended, and what a head weighs.
#include <algorithm>
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

constexpr int cell = 46;
constexpr int cell_height = 24;
constexpr int row_step = 34;
constexpr int stream_x = 110;     // of column x
constexpr int pattern_gap = 130;  // from the last coordinate to the first key

/// Four tokens of one feature and the bias token, read by the head of SiLU in base 2.
class StreamPicture {
 public:
  explicit StreamPicture(std::int64_t omega)
      : omega_(omega), tokens_(check::word_of({2, -1, 1, 0})) {
    const Mlp unit{.width = 1, .units = {{.in = {1}, .bias = 0, .out = {1}}}};
    const model::Transformer model =
        heads_of(unit, {.masking = {.omega = omega, .tokens = tokens_.rows()}});
    state_ = model::embed(model, tokens_);
    pattern_ = model::trace(model, tokens_, {.arithmetic = model::Arithmetic::rational})
                   .layers[0]
                   .heads[0]
                   .pattern;
  }

  check::Drawing draw() {
    const bool is_masked = omega_ == 0;
    drawing_.title =
        std::string(claim_id) + (is_masked ? " T1: A unit as a head that sees two keys"
                                           : " T3: A mask as weights on appended positions");
    drawing_.meanings = {
        {check::Role::token, "feature of a token"},
        {check::Role::extra_token, "bias token"},
        {check::Role::value, "coordinate"},
        {check::Role::member, "pair that is allowed"},
        {check::Role::amount, is_masked ? "masked pair" : "other pair: what leaks"}};
    drawing_.caption = {
        "the unit SiLU(x) in base 2 on four tokens: scores x_i towards tokens and 0 towards the "
        "bias token" +
            (is_masked ? std::string()
                       : ", " + std::to_string(2 * omega_) + " more for pairs that are allowed"),
        "token i reads x_i b^x_i / (1 + b^x_i) from itself and 0 from the bias token; the bias "
        "token reads itself"};
    add_stream();
    add_pattern();
    drawing_.low = {0, -row_step * bias() - 40};
    drawing_.high = {std::max(pattern_x() + cell * (bias() + 1) + 60, 800), 128};
    note({6, drawing_.high.y - 8}, drawing_.title, check::Style::title, check::Align::left);
    note({6, drawing_.high.y - 28}, drawing_.caption[0], check::Style::body, check::Align::left);
    note({6, drawing_.high.y - 42}, drawing_.caption[1], check::Style::body, check::Align::left);
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] int bias() const { return tokens_.rows(); }
  [[nodiscard]] int pattern_x() const { return stream_x + cell * state_.cols() + pattern_gap; }

  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  void add_cell(const std::string& id, check::Point at, std::string text, check::Role role,
                std::string detail) {
    drawing_.nodes.push_back({.id = id,
                              .centre = at,
                              .width = cell - 4,
                              .height = cell_height,
                              .lines = {std::move(text)},
                              .role = role,
                              .detail = std::move(detail)});
  }

  /// Columns x, one, at[0], .., at[n].
  void add_stream() {
    note({stream_x - 20, 52}, omega_ == 0 ? "stream X" : "stream [X | I]", check::Style::heading,
         check::Align::left);
    for (int c = 0; c < state_.cols(); ++c) {
      const std::string name = c == 0 ? "x" : c == 1 ? "one" : "at " + std::to_string(c - 2);
      note({stream_x + cell * c, 26}, name, check::Style::small, check::Align::centre);
      for (int i = 0; i <= bias(); ++i) {
        const check::Role role = i == bias() ? check::Role::extra_token
                                 : c == 0    ? check::Role::token
                                             : check::Role::value;
        add_cell("stream" + std::to_string(i) + "." + std::to_string(c),
                 {stream_x + cell * c, -row_step * i}, state_(i, c).to_string(), role, name);
      }
    }
    for (int i = 0; i <= bias(); ++i)
      note({10, -row_step * i}, name_of(i), check::Style::small, check::Align::left);
  }

  [[nodiscard]] std::string name_of(int i) const {
    return i == bias() ? "bias token" : "token " + std::to_string(i);
  }

  /// Weights of each query, a row, on each key, a column.
  void add_pattern() {
    note({pattern_x() - 20, 52}, "attention of the unit's head", check::Style::heading,
         check::Align::left);
    for (int j = 0; j <= bias(); ++j) {
      note({pattern_x() + cell * j, 26}, j == bias() ? "bias" : "key " + std::to_string(j),
           check::Style::small, check::Align::centre);
      for (int i = 0; i <= bias(); ++i) {
        const Rational& weight =
            std::get<Rational>(pattern_[static_cast<std::size_t>(i * (bias() + 1) + j)]);
        add_cell(
            "weight" + std::to_string(i) + "." + std::to_string(j),
            {pattern_x() + cell * j, -row_step * i}, decimal(weight),
            sees(Sight::itself_and_bias, i, j, bias()) ? check::Role::member : check::Role::amount,
            name_of(i) + " on " + name_of(j) + ": " + weight.to_string());
      }
    }
  }

  /// Three decimals, rounded.
  static std::string decimal(const Rational& x) {
    const std::string digits = std::to_string(1000 + (x * 1000).round_half_up().to_int64());
    return (x < Rational(9995, 10000) ? "." : "1.") + digits.substr(1);
  }

  std::int64_t omega_;
  check::Case tokens_;
  Matrix state_;
  std::vector<model::Number> pattern_;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing unit_figure(const check::Params&) { return StreamPicture(0).draw(); }

check::Drawing stream_figure(const check::Params& params) {
  return StreamPicture(params.at("omega")).draw();
}

}  // namespace attest::mlp_neuron_as_head

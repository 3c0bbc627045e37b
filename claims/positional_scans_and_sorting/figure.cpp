// SPDX-License-Identifier: Apache-2.0
/// \file
/// The ladder of a scan and the comparators of a sort, drawn from the model on one list.
#include <array>
#include <bit>
#include <map>
#include <optional>
#include <string>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

constexpr int first_x = 150;  // of the first column; the names of the rows stand left of it
constexpr int step_x = 58;
constexpr int step_y = 78;

/// The list that is drawn: the first digits of pi.
Matrix drawn_list(std::int64_t n) {
  constexpr std::array digits{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
  Matrix list(static_cast<int>(n), 1);
  for (int i = 0; i < list.rows(); ++i) list(i, 0) = digits.at(static_cast<std::size_t>(i));
  return list;
}

/// Rows of numbers, one a layer, and who reads whom in between.
class LayerPicture {
 public:
  explicit LayerPicture(int columns) : columns_(columns) {}

  void add_row(const std::string& name, const std::vector<std::string>& marks,
               const std::vector<Rational>& values, bool is_first_extra) {
    const int y = step_y * rows_;
    note({10, y}, name, check::Style::heading, check::Align::left);
    for (int i = 0; i < columns_; ++i) {
      const auto at = static_cast<std::size_t>(i);
      check::Role role = rows_ == 0 ? check::Role::token : check::Role::value;
      if (rows_ == 0 && i == 0 && is_first_extra) role = check::Role::extra_token;
      if (rows_ > 0 && values[at] != before_[at]) role = check::Role::written;
      check::Node node{.id = id_of(rows_, i),
                       .centre = {x_of(i), y},
                       .width = 46,
                       .height = marks.empty() ? 20 : 32,
                       .lines = {values[at].to_string()},
                       .role = role};
      if (!marks.empty()) node.lines.push_back(marks[at]);
      drawing_.nodes.push_back(std::move(node));
    }
    before_ = values;
    height_ = marks.empty() ? 10 : 16;
    ++rows_;
  }

  /// Node `reader` of the last row has read `key` of the row below it.
  void add_edge(int reader, int key, check::Role role) {
    const int y = step_y * (rows_ - 1);
    const int low = rows_ == 2 ? first_height_ : height_;
    drawing_.edges.push_back(
        {.from = id_of(rows_ - 2, key),
         .to = id_of(rows_ - 1, reader),
         .role = role,
         .weight = role == check::Role::attention ? std::optional<Rational>(1) : std::nullopt,
         .route = {{x_of(key), y - step_y + low}, {x_of(reader), y - height_}}});
  }

  check::Drawing finish(const std::string& title, const std::vector<std::string>& caption,
                        int first_number, std::map<check::Role, std::string> meanings) {
    drawing_.meanings = std::move(meanings);
    for (int i = 0; i < columns_; ++i) {
      note({x_of(i), -22}, std::to_string(i + first_number), check::Style::small,
           check::Align::centre);
    }
    note({10, -22}, "node", check::Style::small, check::Align::left);
    drawing_.title = title;
    drawing_.caption = caption;
    drawing_.low = {0, -38};
    drawing_.high = {std::max(x_of(columns_ - 1) + 40, 620), step_y * (rows_ - 1) + 80};
    note({6, drawing_.high.y - 8}, title, check::Style::title, check::Align::left);
    for (int i = 0; i < static_cast<int>(caption.size()); ++i) {
      note({6, drawing_.high.y - 28 - 14 * i}, caption[static_cast<std::size_t>(i)],
           check::Style::body, check::Align::left);
    }
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] static int x_of(int i) { return first_x + step_x * i; }
  [[nodiscard]] static std::string id_of(int row, int i) {
    return "row" + std::to_string(row) + "." + std::to_string(i);
  }

  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  int columns_;
  int rows_ = 0;
  int height_ = 10;        // half of the boxes of the last row
  int first_height_ = 10;  // of the numbers
  std::vector<Rational> before_;
  check::Drawing drawing_;
};

/// A coordinate of every token after a layer; layer -1: as embedded.
std::vector<Rational> column(const model::Transformer& model, const model::Trace& trace, int layer,
                             const std::string& name) {
  const std::vector<model::Number>& state =
      layer < 0 ? trace.embedded : trace.layers.at(static_cast<std::size_t>(layer)).state;
  const int at = model::coordinate(model, name);
  std::vector<Rational> result;
  for (int i = 0; i < trace.n; ++i) {
    result.push_back(std::get<Rational>(state.at(static_cast<std::size_t>(i * trace.d + at))));
  }
  return result;
}

/// The key that a query reads under unique_hardmax.
int key_of(const model::HeadTrace& head, int query) {
  for (int key = 0; key < head.keys; ++key) {
    const auto at = static_cast<std::size_t>(query * head.keys + key);
    if (!std::get<Rational>(head.pattern.at(at)).is_zero()) return key;
  }
  return -1;
}

/// \throws InputError drawing-size
void require_drawable(const char* label, std::int64_t n, bool is_drawable, const char* range) {
  if (is_drawable) return;
  throw InputError("drawing-size", std::string(claim_id) + " " + label + ", --figure",
                   "n = " + std::to_string(n), range);
}

}  // namespace

check::Drawing scan_figure(const check::Params& params) {
  const std::int64_t n = params.at("n");
  require_drawable("S1.sum", n, n >= 2 && n <= 12, "2 to 12");
  const model::Transformer model = scan_model(task::Scan::sum, n);
  const model::Trace trace = model::trace(model, drawn_list(n), {});
  LayerPicture picture(trace.n);
  picture.add_row("numbers", {}, column(model, trace, -1, "state"), true);
  for (int l = 0; l < static_cast<int>(trace.layers.size()); ++l) {
    const model::LayerTrace& layer = trace.layers[static_cast<std::size_t>(l)];
    picture.add_row("layer " + std::to_string(l + 1), {}, column(model, trace, l, "state"), true);
    for (int i = 0; i < trace.n; ++i) {
      picture.add_edge(i, i, check::Role::residual);
      picture.add_edge(i, key_of(layer.heads.at(0), i), check::Role::attention);
    }
  }
  return picture.finish(std::string(claim_id) + " S1.sum: Each layer reads twice as far back",
                        {"a node adds what stands 1, 2, 4, .. before it; node 0 holds 0",
                         "the lines are the same for every list of " + std::to_string(n)},
                        0,
                        {{check::Role::token, "number of the list"},
                         {check::Role::value, "sum so far"},
                         {check::Role::written, "sum that the layer changed"},
                         {check::Role::residual, "what the node holds"},
                         {check::Role::attention, "what the head reads"}});
}

check::Drawing sort_figure(const check::Params& params) {
  const int n = static_cast<int>(params.at("n"));
  const int bits = std::countr_zero(static_cast<unsigned>(n));
  require_drawable("S2", n, n >= 2 && n <= 16 && n == 1 << bits, "2, 4, 8 or 16");
  const model::Transformer model = sort_model(n);
  const model::Trace trace = model::trace(model, drawn_list(n), {});
  const auto without_dummy = [](std::vector<Rational> values) {
    values.erase(values.begin());
    return values;
  };
  LayerPicture picture(n);
  picture.add_row("numbers", {}, without_dummy(column(model, trace, -1, "lo")), false);
  const std::vector<gadget::bitonic_sort::Stage> all = gadget::bitonic_sort::stages(bits);
  for (int s = 0; s < static_cast<int>(all.size()); ++s) {
    const auto [high, low] = all[static_cast<std::size_t>(s)];
    const std::vector<Rational> smaller = without_dummy(column(model, trace, s, "lo"));
    const std::vector<Rational> larger = without_dummy(column(model, trace, s, "hi"));
    std::vector<Rational> kept;
    std::vector<std::string> marks;
    for (int i = 0; i < n; ++i) {
      const bool is_smaller = ((i >> low ^ i >> high) & 1) == 0;
      kept.push_back((is_smaller ? smaller : larger)[static_cast<std::size_t>(i)]);
      marks.emplace_back(is_smaller ? "min" : "max");
    }
    picture.add_row("stage (" + std::to_string(high) + "," + std::to_string(low) + ")", marks, kept,
                    false);
    for (int i = 0; i < n; ++i) {
      picture.add_edge(i, i, check::Role::residual);
      picture.add_edge(i, i ^ 1 << low, check::Role::attention);
    }
  }
  return picture.finish(std::string(claim_id) + " S2: Positions choose minimum or maximum",
                        {"in stage (a, j) node i meets i xor 2^j; both compute minimum and maximum",
                         "which of the two node i keeps is read by the next layer's attention"},
                        0,
                        {{check::Role::token, "number of the list"},
                         {check::Role::value, "number that stayed, and what is kept"},
                         {check::Role::written, "number that moved, and what is kept"},
                         {check::Role::residual, "what the node holds"},
                         {check::Role::attention, "what the head reads"}});
}

}  // namespace attest::positional_scans_and_sorting

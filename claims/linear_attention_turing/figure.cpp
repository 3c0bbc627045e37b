// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a run: the stream of columns by type, the log and its running sum, the heads that
/// ask at every column.
#include <string>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::linear_attention_turing {
namespace {

constexpr int drawn_cells = 4;
constexpr int drawn_steps = 6;
constexpr int drawn_start = 2;
constexpr int pitch = 60;
constexpr int left_margin = 150;
constexpr int row_height = 26;

/// The champion of two states on a blank tape of four cells, column by column, by the layer.
class StreamPicture {
 public:
  StreamPicture()
      : sizes_{.states = 2,
               .symbols = 2,
               .cells = drawn_cells,
               .positions = positions_for({.states = 2, .symbols = 2}, drawn_cells, drawn_steps)},
        layout_(sizes_),
        layer_(sizes_),
        prompt_(prompt_of(sizes_, {.table = machine::turing::table_of("1RB1LB_1LA1RZ", "drawn"),
                                   .cells = std::vector<int>(drawn_cells),
                                   .head = drawn_start})),
        run_(sizes_, *layer_.generator, prompt_) {}

  check::Drawing draw() {
    const std::span<const Rational> row = prompt_.row(prompt_.rows() - 1);
    std::vector<Rational> column(row.begin(), row.end());
    add_column(0, column, "start", check::Role::token);
    int at = 1;
    for (; at <= 2 * drawn_steps + 2; ++at) {
      column = run_.step();
      const bool is_read = at % 2 == 1 && !run_.is_over();
      add_column(at, column,
                 run_.was_transition() ? "A"
                 : is_read             ? "B"
                                       : "-",
                 run_.was_transition() ? check::Role::written : check::Role::value);
    }
    add_texts(at);
    return std::move(sketch_.drawing);
  }

 private:
  static int x_of(int column) { return left_margin + column * pitch; }
  static int y_of(int row) { return -row * row_height; }
  static int log_row(int cell) { return 3 + cell; }
  static int sum_row(int cell) { return 4 + drawn_cells + cell; }
  [[nodiscard]] static int head_row(int head) { return 5 + 2 * drawn_cells + head; }

  void box(const std::string& name, int column, int row, std::string text, check::Role role) {
    sketch_.box(name + "." + std::to_string(column) + "." + std::to_string(row),
                {x_of(column), y_of(row)}, pitch - 6, std::move(text), role);
  }

  static bool is_on(const Rational& entry) { return !entry.is_zero(); }

  [[nodiscard]] std::string state_text(const std::vector<Rational>& column) const {
    const auto letter = [this](int q) {
      return std::string(1, q == layout_.halting() ? 'Z' : static_cast<char>('A' + q));
    };
    for (int q = 0; q < layout_.all_states(); ++q) {
      for (int p = 0; p < drawn_cells; ++p) {
        const std::string place = letter(q) + " @" + std::to_string(p);
        if (is_on(column[static_cast<std::size_t>(layout_.qp(q, p))])) return place;
        for (int a = 0; a < sizes_.symbols; ++a) {
          if (is_on(column[static_cast<std::size_t>(layout_.qpa(q, p, a))])) {
            return place + ": " + std::to_string(a);
          }
        }
      }
    }
    return "";
  }

  void add_column(int at, const std::vector<Rational>& column, const char* type, check::Role role) {
    box("type", at, 0, type, role);
    box("state", at, 1, state_text(column), role);
    for (int p = 0; p < drawn_cells; ++p) {
      std::string entry;
      std::string sum;
      for (int a = 0; a < sizes_.symbols; ++a) {
        const auto log = static_cast<std::size_t>(p * sizes_.symbols + a);
        const Rational& ca = column[static_cast<std::size_t>(layout_.ca(p, a))];
        if (is_on(ca)) entry += (ca > Rational(0) ? " +" : " -") + std::to_string(a);
        if (is_on(run_.log()[log])) sum += std::to_string(a);
      }
      const bool is_written = is_on(column[static_cast<std::size_t>(layout_.cell(p))]);
      const bool is_changed = !entry.empty();
      if (is_written) box("log", at, log_row(p), is_changed ? entry : "same", check::Role::amount);
      box("sum", at, sum_row(p), sum, is_changed ? check::Role::amount : check::Role::fixed);
    }
    add_heads(at, column);
  }

  /// The heads whose query is not 0 at a column.
  void add_heads(int at, const std::vector<Rational>& column) {
    const std::vector<model::Head>& heads = layer_.model->blocks[0].heads;
    for (int h = 0; h < static_cast<int>(heads.size()); ++h) {
      bool asks = false;
      for (const model::Entry& entry : heads[static_cast<std::size_t>(h)].query) {
        asks = asks || is_on(column[static_cast<std::size_t>(entry.from)]);
      }
      if (asks) box("asks", at, head_row(h), "asks", check::Role::member);
    }
  }

  void add_texts(int columns) {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title =
        std::string(claim_id) + " S1: Columns are written, sums read what was written last";
    drawing.caption = {
        "1RB1LB_1LA1RZ on four blank cells, head on cell 2: its six steps, after a prompt of four "
        "rules, four cells and the start",
        "B holds state, cell and what is read there; A what is written and the next configuration. "
        "+1 -0: symbol 1 takes the place of 0 in the log"};
    drawing.meanings = {{check::Role::token, "last column of the prompt"},
                        {check::Role::value, "column of type B, or a position alone"},
                        {check::Role::written, "column of type A: a step of the machine"},
                        {check::Role::member, "head whose query is not 0"},
                        {check::Role::amount, "write of a column, and the sum that it changes"},
                        {check::Role::fixed, "sum of all columns so far on a cell"}};
    sketch_.label(y_of(0), "type");
    sketch_.label(y_of(1), "state, head: read");
    for (int p = 0; p < drawn_cells; ++p) {
      sketch_.label(y_of(log_row(p)), "write on cell " + std::to_string(p));
      sketch_.label(y_of(sum_row(p)), "sum on cell " + std::to_string(p));
    }
    const std::vector<model::Head>& heads = layer_.model->blocks[0].heads;
    for (int h = 0; h < static_cast<int>(heads.size()); ++h) {
      sketch_.label(y_of(head_row(h)), "head " + heads[static_cast<std::size_t>(h)].name);
    }
    drawing.low = {0, y_of(head_row(static_cast<int>(heads.size())))};
    drawing.high = {x_of(columns) - pitch / 2 + 6, 90};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 28}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 42}, drawing.caption[1], check::Style::body);
  }

  Sizes sizes_;
  Layout layout_;
  Layer layer_;
  check::Case prompt_;
  ColumnRun run_;
  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing stream_figure(const check::Params&) { return StreamPicture().draw(); }

}  // namespace attest::linear_attention_turing

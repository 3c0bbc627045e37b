// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of one loop as the weights run it: the two columns that work, and above each column
/// the heads that read it.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

constexpr int drawn_bits = 3;
constexpr int machine_x = 190;
constexpr int machine_width = 150;
constexpr int first_x = 320;  // of column 1
constexpr int step_x = 64;
constexpr int step_y = 190;  // from layer to layer
constexpr int head_y = 76;   // of the lowest head above the columns that it reads
constexpr int head_step = 32;
constexpr int line_height = 13;

/// m[3] := m[3] - m[6], which is the first word of the next instruction.
Snapshot drawn_state() { return {.memory = {.words = {6, 3, 0, 1, 5, 0, 7, 4}}, .character = 1}; }

/// The loop of one block on this state.
class LoopPicture {
 public:
  explicit LoopPicture(Blocks blocks)
      : blocks_(blocks),
        size_({.words = 1 << drawn_bits,
               .rules = {.dialect = machine::subleq::Dialect::howerj, .word_bits = drawn_bits}}),
        model_(block(blocks, size_)),
        trace_(model::trace(model_, tokens_of(blocks, size_, signed_state()),
                            {.any = model::Tie::leftmost})) {
    const int mem = model::coordinate(model_, "mem");
    while (code_at(trace_.embedded, written_, mem) ==
           code_at(trace_.layers.back().state, written_, mem)) {
      ++written_;
    }
  }

  check::Drawing draw() {
    add_columns(0, trace_.embedded, trace_.embedded);
    for (std::size_t l = 0; l < trace_.layers.size(); ++l) {
      const std::vector<model::Number>& before =
          l == 0 ? trace_.embedded : trace_.layers[l - 1].state;
      add_columns(static_cast<int>(l) + 1, trace_.layers[l].state, before);
      add_heads(static_cast<int>(l), trace_.layers[l]);
    }
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] Snapshot signed_state() const {
    Snapshot result = drawn_state();
    for (std::int64_t& word : result.memory.words) word = size_.rules.word(word);
    return result;
  }

  [[nodiscard]] static int x_of(int column) {
    return column == 0 ? machine_x : first_x + step_x * (column - 1);
  }
  static std::string id_of(int row, int column) {
    return "row" + std::to_string(row) + ".column" + std::to_string(column);
  }
  [[nodiscard]] int first_memory_column() const { return size_.columns() - size_.words; }

  [[nodiscard]] Rational entry(const std::vector<model::Number>& state, int column, int at) const {
    return std::get<Rational>(state[static_cast<std::size_t>(column * trace_.d + at)]);
  }
  /// What a code says, as a number from 0; nothing where the register is empty.
  [[nodiscard]] std::optional<std::int64_t> code_at(const std::vector<model::Number>& state,
                                                    int column, int at) const {
    std::int64_t result = 0;
    for (int i = 0; i < drawn_bits; ++i) {
      const Rational sign = entry(state, column, at + i);
      if (sign.is_zero()) return std::nullopt;
      result = 2 * result + (sign.sign() > 0 ? 1 : 0);
    }
    return result;
  }

  /// The registers of column 0 that hold something, three a line.
  [[nodiscard]] std::vector<std::string> registers_of(
      const std::vector<model::Number>& state) const {
    std::vector<std::string> lines;
    int at = 0;
    int count = 0;
    for (const model::Register& r : model_.registers) {
      std::string value;
      if (r.size == drawn_bits) {
        const std::optional<std::int64_t> code = code_at(state, 0, at);
        if (code) value = std::to_string(*code);
      } else if (r.name != "one" && r.name != "ind" && !entry(state, 0, at).is_zero()) {
        value = "yes";
      }
      at += r.size;
      if (value.empty()) continue;
      if (count % 3 == 0) lines.emplace_back();
      if (count % 3 != 0) lines.back() += "  ";
      lines.back() += r.name + " " + value;
      ++count;
    }
    return lines;
  }

  void add_columns(int row, const std::vector<model::Number>& state,
                   const std::vector<model::Number>& before) {
    const int y = step_y * row;
    const std::vector<std::string> lines = registers_of(state);
    machine_height_[row] = line_height * static_cast<int>(lines.size()) + 12;
    sketch_.drawing.nodes.push_back({.id = id_of(row, 0),
                                     .centre = {machine_x, y},
                                     .width = machine_width,
                                     .height = machine_height_[row],
                                     .lines = lines,
                                     .role = check::Role::block});
    const int mem = model::coordinate(model_, "mem");
    for (int column = 1; column < trace_.n; ++column) {
      const std::optional<std::int64_t> now = code_at(state, column, mem);
      const bool is_memory = column >= first_memory_column();
      const check::Role still = is_memory ? check::Role::value : check::Role::fixed;
      const check::Role role = now == code_at(before, column, mem) ? still : check::Role::written;
      sketch_.box(id_of(row, column), {x_of(column), y}, step_x - 16,
                  now ? std::to_string(*now) : "", role);
    }
    sketch_.label(y, row == 0 ? "before the loop" : "after layer " + std::to_string(row));
  }

  /// The key that a query reads.
  static int best_key(const model::HeadTrace& head, int query) {
    const auto score = [&](int key) {
      return std::get<Rational>(head.scores[static_cast<std::size_t>(query * head.keys + key)]);
    };
    int best = 0;
    for (int key = 1; key < head.keys; ++key) {
      if (score(best) < score(key)) best = key;
    }
    return best;
  }

  /// The heads by which a column learns anything: not from itself, nor from the empty column.
  void add_heads(int row, const model::LayerTrace& layer) {
    std::map<int, int> heads_above;
    for (const model::HeadTrace& head : layer.heads) {
      for (const int query : {0, written_}) {
        const int key = best_key(head, query);
        if (key == query && query != 0) continue;
        if (key == first_memory_column() - 1) continue;
        add_head(row, head.head, query, key, heads_above[key]++);
      }
    }
  }

  void add_head(int row, const std::string& name, int query, int key, int below) {
    // The pending word is offered by column 0 itself.
    const bool is_forwarded = query == 0 && key == 0;
    const int y = step_y * row + head_y + head_step * below;
    const int x = x_of(key);
    const std::string id = "layer" + std::to_string(row) + "." + name;
    sketch_.box(id, {x, y}, step_x - 8, name,
                is_forwarded ? check::Role::member : check::Role::units);
    const int from =
        below == 0 ? step_y * row + (key == 0 ? machine_height_[row] / 2 : 11) : y - head_step + 11;
    sketch_.drawing.edges.push_back({.from = id_of(row, key),
                                     .to = id,
                                     .role = check::Role::attention,
                                     .weight = Rational(1),
                                     .route = {{x, from}, {x, y - 11}}});
    const int top = step_y * (row + 1) - (query == 0 ? machine_height_[row + 1] / 2 : 11);
    // Lines from the right end further to the right.
    const int to =
        query == 0 ? machine_x - machine_width / 2 + 12 + (x - machine_x) / 6 : x_of(query);
    sketch_.drawing.edges.push_back(
        {.from = id,
         .to = id_of(row + 1, query),
         .role = is_forwarded ? check::Role::message : check::Role::flow,
         .route = {{x, y + 11}, {to, top}}});
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    const bool is_three = blocks_ == Blocks::three_layers;
    drawing.title = std::string(claim_id) +
                    (is_three ? " V3: Two columns work, six heads bring what they need"
                              : " V2: The next fetch reads the word before it is in memory");
    drawing.caption = {
        "Words of 3 bits, written 0 to 7: m[3] := m[3] - m[6] at pc = 0 changes the instruction "
        "at pc = 3, which is next",
        "A head stands above the column that it reads. Whoever learns nothing, from itself or from "
        "the empty column, is left out"};
    drawing.meanings = {{check::Role::block, "registers of the machine, column 0"},
                        {check::Role::fixed, "input port, the word 0, the empty column"},
                        {check::Role::value, "word of the memory"},
                        {check::Role::written, "word that the layer changed"},
                        {check::Role::units, "head"},
                        {check::Role::attention, "what it reads"},
                        {check::Role::flow, "what it brings"}};
    if (!is_three) {
      drawing.meanings[check::Role::member] = "head that reads the pending word";
      drawing.meanings[check::Role::message] = "the pending word, forwarded";
    }
    for (int column = 0; column < trace_.n; ++column) {
      const int address = column - first_memory_column();
      const char* const special[] = {"machine", "port", "0", "empty"};
      sketch_.note({x_of(column), -40},
                   address < 0 ? special[column] : "m[" + std::to_string(address) + "]",
                   check::Style::small, check::Align::centre);
    }
    drawing.low = {0, -60};
    drawing.high = {x_of(trace_.n - 1) + 44, step_y * static_cast<int>(trace_.layers.size()) + 100};
    sketch_.note({6, drawing.high.y - 10}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 28}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 42}, drawing.caption[1], check::Style::body);
  }

  Blocks blocks_;
  Size size_;
  model::Transformer model_;
  model::Trace trace_;
  derive::Sketch sketch_ = {};
  std::map<int, int> machine_height_ = {};  // by row
  int written_ = 0;                         // the column whose word the loop changes
};

}  // namespace

check::Drawing loop_figure(Blocks blocks) { return LoopPicture(blocks).draw(); }

}  // namespace attest::looped_subleq_von_neumann

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The weights of the layer.
#include <string>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/model/builder.hpp"

namespace attest::linear_attention_turing {
namespace {

/// The heads over a column z and the sum z' that they leave.
class LayerBuilder {
 public:
  LayerBuilder(const Sizes& sizes, const Choices& choices)
      : sizes_(sizes), choices_(choices), layout_(sizes) {}

  model::Transformer build() {
    model::Transformer model{.name = claim_id};
    declare(model);
    if (!choices_.includes_itself) {
      model::CircuitBuilder mask({"query", "key"});
      mask.output("visible", mask.less(mask.input("key"), mask.input("query")));
      model.masks.push_back(mask.finish());
    }
    model::Block block{.name = "layer"};
    if (sizes_.has_positions) block.heads.push_back(position_head());
    for (int q = 0; q < layout_.all_states(); ++q) block.heads.push_back(read_head(q));
    for (int p = 0; p < sizes_.cells; ++p) {
      for (int a = 0; a < sizes_.symbols; ++a) block.heads.push_back(rule_head(p, a));
    }
    model.blocks.push_back(std::move(block));
    model.schedule = {{0, 1}};
    return model;
  }

 private:
  /// Registers of z and, after them, of z'. What is decoded is z' alone: there is no residual.
  void declare(model::Transformer& model) const {
    const int states = layout_.all_states();
    std::vector<model::Register> blocks = {
        {"cell", sizes_.cells},           {"ca", sizes_.cells * sizes_.symbols},
        {"qp", states * sizes_.cells},    {"qpa", states * sizes_.cells * sizes_.symbols},
        {"key", states * sizes_.symbols}, {"val", states * sizes_.symbols * 2}};
    if (sizes_.has_positions) {
      blocks.insert(blocks.begin(), model::Register{"pos", sizes_.positions});
    }
    model.fields = model::coordinate_names(blocks);
    model.registers = blocks;
    for (const model::Register& each : blocks) {
      model.registers.push_back({"next_" + each.name, each.size});
    }
    model::CircuitBuilder embed(model.fields);
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    for (const model::Register& each : blocks) {
      for (int i = 0; i < each.size; ++i) {
        const std::string field = each.name + "[" + std::to_string(i) + "]";
        embed.output(each.name, i, embed.input(field));
        decode.output(field, decode.input("next_" + field));
      }
    }
    model.embed = embed.finish();
    model.decode.circuit = decode.finish();
    model.decode.at = model::ReadAt::last_input;
  }

  static void add(model::Linear& map, int from, int to, const Rational& weight = 1) {
    map.push_back({.from = from, .to = to, .weight = {.value = weight}});
  }
  /// Value coordinate `from` onto coordinate `at` of z'.
  void write(model::Head& head, int from, int at, const Rational& weight = 1) const {
    add(head.out, from, layout_.width() + at, weight);
  }

  [[nodiscard]] model::Head head_named(std::string name) const {
    model::Head head{.name = std::move(name), .norm = choices_.norm};
    head.mask = choices_.includes_itself ? -1 : 0;
    head.keys.emplace_back();
    head.values.emplace_back();
    return head;
  }

  /// Q = sum_n pos_n pos_n^T matches the last column alone; V shifts its position. A prompt has
  /// a column a cell before the one that starts, and the last position has no next one.
  [[nodiscard]] model::Head position_head() const {
    model::Head head = head_named("position");
    for (int n = sizes_.cells; n + choices_.position_step < sizes_.positions; ++n) {
      const int at = n - sizes_.cells;
      add(head.query, layout_.pos(n), at);
      add(head.keys[0], layout_.pos(n), at);
      add(head.values[0], layout_.pos(n), at);
      write(head, at, layout_.pos(n + choices_.position_step));
    }
    return head;
  }

  /// Q = sum_p cell_p qp(q,p)^T matches all columns on the cell under the head; the sum of their
  /// ca blocks is its symbol, which V puts beside q and p.
  [[nodiscard]] model::Head read_head(int q) const {
    model::Head head = head_named("read[" + std::to_string(q) + "]");
    int value = 0;
    for (int p = 0; p < sizes_.cells; ++p) {
      add(head.query, layout_.qp(q, p), p);
      add(head.keys[0], layout_.cell(p), p);
      for (int a = 0; a < sizes_.symbols; ++a, ++value) {
        add(head.values[0], layout_.ca(p, a), value);
        write(head, value, layout_.qpa(q, p, a));
      }
    }
    return head;
  }

  /// Q = sum_q key(q,a) qpa(q,p,a)^T matches the rule for what was read; V carries it out on cell
  /// p. Z has no rules.
  [[nodiscard]] model::Head rule_head(int p, int a) const {
    model::Head head = head_named("rule[" + std::to_string(p) + "," + std::to_string(a) + "]");
    for (int q = 0; q < sizes_.states; ++q) {
      add(head.query, layout_.qpa(q, p, a), q);
      add(head.keys[0], layout_.key(q, a), q);
    }
    int value = 0;
    for (int q = 0; q < layout_.all_states(); ++q) {
      for (int b = 0; b < sizes_.symbols; ++b) {
        for (const bool is_right : {false, true}) {
          add(head.values[0], layout_.val(q, b, is_right), value);
          const int next = is_right != choices_.is_mirrored ? p + 1 : p - 1;
          if (choices_.writes_cell) write(head, value, layout_.cell(p));
          if (next >= 0 && next < sizes_.cells) write(head, value, layout_.qp(q, next));
          log_write(head, value, layout_.ca(p, a), layout_.ca(p, b));
          ++value;
        }
      }
    }
    return head;
  }

  /// What was read is taken from the log and what is written is added.
  void log_write(model::Head& head, int value, int read, int written) const {
    if (read == written) {
      if (!choices_.is_guarded) write(head, value, written, 1 - 1);
      return;
    }
    write(head, value, written);
    if (choices_.erases) write(head, value, read, -1);
  }

  Sizes sizes_;
  Choices choices_;
  Layout layout_;
};

}  // namespace

model::Transformer construction(const Sizes& sizes, const Choices& choices) {
  return LayerBuilder(sizes, choices).build();
}

}  // namespace attest::linear_attention_turing

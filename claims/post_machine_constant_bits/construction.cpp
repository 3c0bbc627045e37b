// SPDX-License-Identifier: Apache-2.0
/// \file
/// The control of the Post machine, and the decoder that applies it.
#include <string>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/gadget/one_hot.hpp"
#include "reference/model/builder.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using machine::post::Codes;
using machine::turing::Entry;
using machine::turing::Move;
using machine::turing::Table;

/// Numbers of the states of the control: one block of states a phase, the held symbol last.
struct States {
  int symbols;
  int pairs;  ///< states of the machine times symbols

  [[nodiscard]] int at_head(int state, int held) const { return 1 + state * symbols + held; }
  [[nodiscard]] int searching(int state, int held) const { return pairs + at_head(state, held); }
  [[nodiscard]] int stopped(int held) const { return 1 + 2 * pairs + held; }
};

/// The columns of a control in which the popped symbol g comes without a mark and with it.
class ControlTable {
 public:
  ControlTable(const Table& table, const Choices& choices)
      : table_(table),
        choices_(choices),
        states_{.symbols = table.symbols, .pairs = table.states * table.symbols} {
    const Codes codes{.states = table.states, .symbols = table.symbols};
    control_.symbols = codes.queue_symbols();
    control_.states = codes.control_states();
    const auto size = static_cast<std::size_t>(control_.states * control_.symbols);
    control_.symbol.resize(size);
    control_.state.resize(size);
  }

  Control fill() {
    for (int g = 0; g < table_.symbols; ++g) {
      for (const int mark : {0, table_.symbols}) {
        // The first token takes cell 0 in hand and leaves a blank in its place.
        set(0, g + mark, 0, states_.at_head(0, g));
        for (int held = 0; held < table_.symbols; ++held) {
          set_stopped(held, g, mark);
          for (int q = 0; q < table_.states; ++q) {
            transition(states_.at_head(q, held), q, held, g, mark);
            // The mark says that the head is on the held cell.
            if (mark > 0) transition(states_.searching(q, held), q, held, g, mark);
          }
        }
      }
      for (int q = 0; q < table_.states; ++q) {
        for (int held = 0; held < table_.symbols; ++held) {
          set(states_.searching(q, held), g, choices_.keeps_held ? held : g,
              states_.searching(q, g));
        }
      }
    }
    return std::move(control_);
  }

 private:
  void set(int state, int popped, int pushed, int next) {
    const auto at = static_cast<std::size_t>(state * 2 * table_.symbols + popped);
    control_.symbol[at] = pushed;
    control_.state[at] = next;
  }

  /// The held symbol stays in the state; a control that forgets it would lose a cell.
  void set_stopped(int held, int g, int mark) {
    set(states_.stopped(held), g + mark, g + mark,
        states_.stopped(choices_.remembers_held ? held : 0));
  }

  /// One step of the machine: the held cell is written and pushed, g is held then.
  void transition(int from, int q, int held, int g, int mark) {
    const std::optional<Entry>& entry = table_.at(q, held);
    const int stopped = states_.stopped(choices_.remembers_held ? g : 0);
    if (!entry) return set(from, g + mark, held, stopped);
    if (entry->next == machine::turing::halt_state)
      return set(from, g + mark, entry->write, stopped);
    if (entry->move == Move::right) {
      const int cleared = choices_.clears_mark ? 0 : table_.symbols;
      return set(from, g + mark, entry->write + cleared, states_.at_head(entry->next, g));
    }
    // The head goes to the cell before: the pushed symbol is marked, and W tokens later it is met.
    set(from, g + mark, entry->write + table_.symbols, states_.searching(entry->next, g));
  }

  const Table& table_;
  const Choices& choices_;
  States states_;
  Control control_ = {};
};

model::Entry entry(int from, int to, const Rational& weight = 1) {
  return {.from = from, .to = to, .weight = {.value = weight}};
}

/// The greedy choice among logits.
void decode_largest(model::CircuitBuilder& decode, const char* name, const char* field, int size) {
  std::vector<model::Wire> logits;
  for (int i = 0; i < size; ++i) {
    logits.push_back(decode.input(std::string(name) + "[" + std::to_string(i) + "]"));
  }
  decode.output(field, model::argmax(decode, logits));
}

/// The logit of every pair, for one argmax that balls decide: pairs that are not chosen may be
/// equal.
void decode_pairs(model::CircuitBuilder& decode, int symbols, int states) {
  for (int b = 0; b < symbols; ++b) {
    for (int a = 0; a < states; ++a) {
      decode.output("pair", b * states + a,
                    decode.input("fetched[" + std::to_string(b) + "]") +
                        decode.input("state[" + std::to_string(a) + "]"));
    }
  }
}

/// What a decoder has on its stream.
struct Registers {
  model::Slice own;      ///< one-hot queue symbol of the token
  model::Slice fetched;  ///< that of the oldest token, later the logits of the pushed symbol
  model::Slice state;    ///< one-hot state of the token, later the logits of the next state
  model::Slice oldest;   ///< the table of positions: 1 at the oldest token of the window
};

model::Head oldest_head(const Registers& r, const Choices& choices) {
  model::Head head{.name = "pop", .norm = choices.norm};
  if (choices.norm == model::Norm::softmax_base) head.base = 2;
  // Every token has one queue symbol, so the query is the gain, whatever the token.
  for (int b = 0; b < r.own.size; ++b) head.query.push_back(entry(r.own[b], 0, choices.gain));
  head.keys = {{entry(r.oldest[0], 0)}};
  head.values.emplace_back();
  model::copy(head.values[0], r.own, 0);
  model::write(head.out, 0, r.fetched);
  return head;
}

/// A weight of a logit: under hardmax exactly one unit is awake, and a larger step in its direction
/// leaves the largest logit the largest.
model::Weight logit_weight(int sign, bool is_hardmax) {
  if (!is_hardmax) return {.value = sign};
  return {.value = sign,
          .slack = sign > 0 ? model::Slack::at_least : model::Slack::at_most,
          .why = "one unit is awake: the largest logit stays the largest"};
}

/// relu(state_a + fetched_b - 1) is the weight of b in state a: it moves that weight from a and b
/// to the next state and the pushed symbol.
model::Relu unit_of(const Registers& r, const Control& control, int a, int b, bool is_hardmax) {
  const auto at = static_cast<std::size_t>(a * r.fetched.size + b);
  model::Relu unit{.in = {{.at = r.state[a], .weight = {.value = 1}},
                          {.at = r.fetched[b], .weight = {.value = 1}}},
                   .bias = {.value = -1}};
  const auto move = [&unit, is_hardmax](const model::Slice& slice, int from, int to) {
    if (from == to) return;
    unit.out.push_back({.at = slice[to], .weight = logit_weight(1, is_hardmax)});
    unit.out.push_back({.at = slice[from], .weight = logit_weight(-1, is_hardmax)});
  };
  move(r.fetched, b, control.symbol[at]);
  move(r.state, a, control.state[at]);
  return unit;
}

}  // namespace

Control control_of(const Table& table, const Choices& choices) {
  return ControlTable(table, choices).fill();
}

model::Transformer decoder(const Table& table, const Choices& choices) {
  return decoder(control_of(table, choices), choices);
}

model::Transformer decoder(const Control& control, const Choices& choices) {
  const int symbols = control.symbols;
  const int states = control.states;
  model::Transformer model{.name = claim_id};
  model.fields = {"symbol", "state"};
  model::Stream stream;
  Registers r;
  r.own = stream.add("own", symbols);
  r.fetched = stream.add("fetched", symbols);
  r.state = stream.add("state", states);
  r.oldest = stream.add("oldest");
  const model::Slice carried =
      choices.is_newest_state ? model::Slice{} : stream.add("carried", states);
  model.registers = stream.registers();

  model::CircuitBuilder embed(model.fields);
  gadget::embed_one_hot(embed, "symbol", "own", symbols);
  gadget::embed_one_hot(embed, "state", choices.is_newest_state ? "state" : "carried", states);
  embed.output("oldest", embed.equal(embed.position(), embed.constant(choices.read_position)));
  model.embed = embed.finish();

  model::Block block{.name = "layer", .heads = {oldest_head(r, choices)}};
  if (!choices.is_newest_state) {
    model::copy(block.heads[0].values[0], carried, symbols);
    model::write(block.heads[0].out, symbols, r.state);
  }
  for (int a = 0; a < states; ++a) {
    for (int b = 0; b < symbols; ++b) {
      model::Relu unit = unit_of(r, control, a, b, model::is_hardmax(choices.norm));
      // A stopped control that pushes what it popped moves nothing.
      if (!unit.out.empty()) block.mlp.push_back(std::move(unit));
    }
  }
  model.blocks.push_back(std::move(block));
  model.schedule = {{0, 1}};

  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  if (choices.norm == model::Norm::softmax_e) {
    decode_pairs(decode, symbols, states);
    model.decode.readout = model::Readout::argmax;
  } else {
    decode_largest(decode, "fetched", "symbol", symbols);
    decode_largest(decode, "state", "state", states);
  }
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

}  // namespace attest::post_machine_constant_bits

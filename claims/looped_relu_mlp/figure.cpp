// SPDX-License-Identifier: Apache-2.0
/// \file
/// One instruction through the six layers: what each bus selects, and what becomes of it.
#include <string>

#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/machine/subleq.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_relu_mlp {
namespace {

using check::Role;

constexpr int first_address = 190;  // x of address 0
constexpr int pitch = 56;           // of addresses
constexpr int storey = 62;          // from one layer to the next
constexpr int ground = 50;          // y of the memory
constexpr int most_drawn_words = 16;

/// The instruction (M-2, M-1, M/2) at address 0 on words of which the second is less.
machine::subleq::Memory drawn_machine(const Size& size) {
  machine::subleq::Memory memory;
  memory.words.resize(static_cast<std::size_t>(size.words));
  const auto set = [&](int at, std::int64_t value) {
    memory.words[static_cast<std::size_t>(at)] =
        machine::subleq::wrap(static_cast<std::uint64_t>(value), size.word_bits);
  };
  set(0, size.words - 2);
  set(1, size.words - 1);
  set(2, size.words / 2);
  set(size.words - 2, size.word_bits > 2 ? 3 : 1);
  set(size.words - 1, size.word_bits > 2 ? 2 : 0);
  return memory;
}

class Datapath {
 public:
  explicit Datapath(const Size& size)
      : size_(size),
        model_(network(Form::factored, size)),
        state_(model::final_state(model_, model::embed(model_, token_of(size, drawn_machine(size))),
                                  model::Tie::as_declared)) {}

  check::Drawing draw() {
    const int top = ground + 6 * storey;
    sketch_.drawing.title = std::string(claim_id) + " S1: One instruction through six layers";
    sketch_.drawing.caption = {
        "M = " + std::to_string(size_.words) + " words of N = " + std::to_string(size_.word_bits) +
            " bits; wires evaluated from the weights",
        "a bus has one wire an address; the one that is 1 selects; addresses are words mod M"};
    sketch_.drawing.meanings = {{Role::member, "wire of a bus that is 1"},
                                {Role::amount, "wire of a bus that is 0"},
                                {Role::value, "word or bits between two layers"},
                                {Role::token, "state before"},
                                {Role::answer, "state after"},
                                {Role::written, "word that was written"},
                                {Role::flow, "what selects or is selected"}};
    add_state(0, "words", "pc", Role::token);
    sketch_.label(y_of(0), "memory, pc");
    add_selection();
    add_arithmetic();
    sketch_.label(y_of(6), "6 write, branch");
    add_state(6, "next_words", "next_pc", Role::answer);
    add_write();
    sketch_.drawing.low = {0, 0};
    sketch_.drawing.high = {std::max(x_of(size_.words + 1) + 80, 640), top + 84};
    sketch_.note({6, top + 76}, sketch_.drawing.title, check::Style::title);
    sketch_.note({6, top + 56}, sketch_.drawing.caption[0], check::Style::body);
    sketch_.note({6, top + 41}, sketch_.drawing.caption[1], check::Style::body);
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] static int x_of(int address) { return first_address + pitch * address; }
  [[nodiscard]] static int y_of(int layer) { return ground + storey * layer; }

  // Boxes between the buses and the next state stand left of the column that is written.
  [[nodiscard]] check::Point place_of_a() const { return {x_of(size_.words - 4) - 20, y_of(4)}; }
  [[nodiscard]] check::Point place_of_b() const { return {x_of(size_.words - 2) - 10, y_of(4)}; }
  [[nodiscard]] check::Point place_of_flag() const { return {x_of(size_.words - 4) - 40, y_of(5)}; }
  [[nodiscard]] check::Point place_of_difference() const {
    return {x_of(size_.words - 2) - 20, y_of(5)};
  }
  /// Where pc, pc + 3 and the next pc stand.
  [[nodiscard]] check::Point place_of_pc(int layer) const {
    return {x_of(size_.words) + pitch / 2, y_of(layer)};
  }

  [[nodiscard]] bool bit(const std::string& name, int at) const {
    return !state_(0, model::coordinate(model_, name, at)).is_zero();
  }
  /// The number on `bits` wires from `first` on.
  [[nodiscard]] std::int64_t number(const std::string& name, int first, int bits) const {
    std::uint64_t result = 0;
    for (int j = bits; j-- > 0;) result = 2 * result + (bit(name, first + j) ? 1 : 0);
    return static_cast<std::int64_t>(result);
  }
  [[nodiscard]] std::int64_t word(const std::string& name, int at = 0) const {
    return machine::subleq::wrap(
        static_cast<std::uint64_t>(number(name, at * size_.word_bits, size_.word_bits)),
        size_.word_bits);
  }
  /// The address whose wire is 1.
  [[nodiscard]] int selected(const std::string& bus) const {
    int at = 0;
    while (at + 1 < size_.words && !bit(bus, at)) ++at;
    return at;
  }

  void add_state(int layer, const std::string& words, const std::string& pc, Role role) {
    for (int i = 0; i < size_.words; ++i) {
      const bool is_new = layer > 0 && word(words, i) != word("words", i);
      sketch_.box(words + "." + std::to_string(i), {x_of(i), y_of(layer)}, pitch - 10,
                  std::to_string(word(words, i)), is_new ? Role::written : role);
      sketch_.note({x_of(i), y_of(layer) + (layer > 0 ? 20 : -20)}, std::to_string(i),
                   check::Style::small, check::Align::centre);
    }
    sketch_.box(pc, place_of_pc(layer), pitch,
                "pc = " + std::to_string(number(pc, 0, size_.address_bits())), role);
  }

  void add_bus(const std::string& bus, int y) {
    for (int i = 0; i < size_.words; ++i) {
      sketch_.box(bus + "." + std::to_string(i), {x_of(i), y}, pitch - 10, bit(bus, i) ? "1" : "0",
                  bit(bus, i) ? Role::member : Role::amount);
    }
  }

  void connect(const std::string& from, check::Point start, const std::string& to,
               check::Point end) {
    sketch_.drawing.edges.push_back({.from = from,
                                     .to = to,
                                     .role = Role::flow,
                                     .route = {{start.x, start.y + 11}, {end.x, end.y - 11}}});
  }

  /// Layers 1 to 4: buses and what they read.
  void add_selection() {
    sketch_.label(y_of(1), "1 bus of pc");
    add_bus("pc_bus", y_of(1));
    sketch_.label(y_of(2), "2 fetch a, b, c");
    const int pc = selected("pc_bus");
    connect("pc", place_of_pc(0), "pc_bus." + std::to_string(pc), {x_of(pc), y_of(1)});
    const char* const operands[] = {"a", "b", "c"};
    for (int i = 0; i < 3; ++i) {
      const int x = x_of(2 * i);
      sketch_.box(operands[i], {x, y_of(2)}, pitch + 20,
                  std::string(operands[i]) + " = " + std::to_string(word(operands[i])),
                  Role::value);
      const int from = (pc + i) % size_.words;
      connect("words." + std::to_string(from), {x_of(from), y_of(0)}, operands[i], {x, y_of(2)});
    }
    connect("pc_bus." + std::to_string(pc), {x_of(pc), y_of(1)}, "a", {x_of(0), y_of(2)});
    sketch_.label(y_of(3) - 12, "3 bus of a");
    sketch_.label(y_of(3) + 14, "   bus of b");
    add_bus("a_bus", y_of(3) - 12);
    add_bus("b_bus", y_of(3) + 14);
    const int at_a = selected("a_bus");
    const int at_b = selected("b_bus");
    connect("a", {x_of(0), y_of(2)}, "a_bus." + std::to_string(at_a), {x_of(at_a), y_of(3) - 12});
    connect("b", {x_of(2), y_of(2)}, "b_bus." + std::to_string(at_b), {x_of(at_b), y_of(3) + 14});
    sketch_.label(y_of(4), "4 read");
    sketch_.box("m_a", place_of_a(), pitch + 40, "m[a] = " + std::to_string(word("m_a")),
                Role::value);
    sketch_.box("m_b", place_of_b(), pitch + 40, "m[b] = " + std::to_string(word("m_b")),
                Role::value);
    connect("a_bus." + std::to_string(at_a), {x_of(at_a), y_of(3) - 12}, "m_a", place_of_a());
    connect("b_bus." + std::to_string(at_b), {x_of(at_b), y_of(3) + 14}, "m_b", place_of_b());
  }

  /// Layer 5.
  void add_arithmetic() {
    sketch_.label(y_of(5), "5 subtract");
    sketch_.box("difference", place_of_difference(), pitch + 70,
                "m[b] - m[a] = " + std::to_string(word("difference")), Role::value);
    sketch_.box("taken", place_of_flag(), pitch + 20, bit("taken", 0) ? "branch" : "no branch",
                Role::value);
    sketch_.box("after", place_of_pc(5), pitch + 26,
                "pc + 3 = " + std::to_string(number("after", 0, size_.address_bits())),
                Role::value);
    connect("m_a", place_of_a(), "difference", place_of_difference());
    connect("m_b", place_of_b(), "difference", place_of_difference());
    connect("m_b", place_of_b(), "taken", place_of_flag());
    connect("m_a", place_of_a(), "taken", place_of_flag());
  }

  /// Layer 6.
  void add_write() {
    const int at_b = selected("b_bus");
    connect("difference", place_of_difference(), "next_words." + std::to_string(at_b),
            {x_of(at_b), y_of(6)});
    connect("b_bus." + std::to_string(at_b), {x_of(at_b) + 12, y_of(3) + 14},
            "next_words." + std::to_string(at_b), {x_of(at_b) + 12, y_of(6)});
    connect("taken", place_of_flag(), "next_pc", place_of_pc(6));
    connect("after", place_of_pc(5), "next_pc", place_of_pc(6));
    connect("pc", place_of_pc(0), "after", place_of_pc(5));
    // Around the right side.
    const int right = place_of_pc(0).x + pitch / 2;
    sketch_.drawing.edges.push_back({.from = "c",
                                     .to = "next_pc",
                                     .role = Role::flow,
                                     .route = {{x_of(4) + 38, y_of(2)},
                                               {right + 70, y_of(2)},
                                               {right + 70, y_of(6)},
                                               {right, y_of(6)}}});
  }

  Size size_;
  model::Transformer model_;
  Matrix state_;
  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing datapath_figure(const check::Params& params) {
  const Size size = size_of(params);
  if (size.words < 4 || size.words > most_drawn_words || size.word_bits < size.address_bits()) {
    throw InputError(
        "drawing-size", std::string(claim_id) + " S1, --figure",
        "M = " + std::to_string(size.words) + ", N = " + std::to_string(size.word_bits),
        "4 to 16 words of at least log2 M bits");
  }
  return Datapath(size).draw();
}

}  // namespace attest::looped_relu_mlp

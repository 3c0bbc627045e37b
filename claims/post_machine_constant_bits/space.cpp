// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: a window of W tokens is decided in the space of W queue symbols and one state.
#include <algorithm>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using check::Params;
using check::Rung;
using machine::post::Codes;
using machine::turing::Configuration;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tables;

/// All that a decider keeps: the symbols of the window, the oldest first, and the newest state.
/// The tokens that the model is shown have the starting state but for the newest.
class Buffer {
 public:
  Buffer(const engine::Generator& generator, int window)
      : window_(prompt_of(std::vector<int>(static_cast<std::size_t>(window)))),
        generation_(generator, window_) {}

  /// One token of the model; a copy of the buffer is the configuration.
  void step() {
    generation_.restart(window_);
    const std::vector<Rational> token = generation_.step();
    const int last = window_.rows() - 1;
    for (int i = 0; i < last; ++i) window_(i, 0) = window_(i + 1, 0);
    window_(last, 0) = token[0];
    window_(last, 1) = token[1];
  }

  [[nodiscard]] const Matrix& window() const { return window_; }
  [[nodiscard]] const Rational& state() const { return window_(window_.rows() - 1, 1); }

 private:
  Matrix window_;
  engine::Generation generation_;
};

/// |S| |Sigma'|^W: how many buffers there are.
Integer configurations(const Table& table, int window) {
  const Codes codes{.states = table.states, .symbols = table.symbols};
  Integer result = codes.control_states();
  for (int i = 0; i < window; ++i) result *= codes.queue_symbols();
  return result;
}

/// How a run of the model ends.
struct End {
  bool is_stopped = false;
  std::int64_t tokens = 0;  ///< written until it stopped, or a buffer was met again (Brent)
};

/// \param has_clock a buffer that counts tokens too is never met again; given up after `most` tokens
End decide(const Table& table, int window, const Choices& choices, bool has_clock = false,
           std::int64_t most = 0) {
  const Codes codes{.states = table.states, .symbols = table.symbols};
  const model::Transformer model = decoder(table, choices);
  const engine::Generator generator(model, window);
  Buffer buffer(generator, window);
  Matrix met = buffer.window();
  std::int64_t power = 1;
  std::int64_t since = 0;
  for (std::int64_t tokens = 1;; ++tokens) {
    buffer.step();
    const int state = static_cast<int>(buffer.state().num().to_int64());
    if (codes.state(state).phase == machine::post::Phase::stopped) return {true, tokens};
    if (has_clock ? tokens == most : buffer.window() == met) return {false, tokens};
    if (++since == power) {
      met = buffer.window();
      power *= 2;
      since = 0;
    }
  }
}

check::CaseSpace tables_space(const Tables& tables) {
  check::CaseSpace space = check::integer_box({0}, {tables.size() - 1});
  space.description = "all tables of " + std::to_string(tables.states) + " states";
  return space;
}

std::vector<Params> space_points(Rung rung) {
  std::vector<Params> points;
  for (int states = 1; states <= (rung == Rung::fast ? 1 : 2); ++states) {
    for (int window = 1; window <= (rung == Rung::fast ? 3 : 4); ++window) {
      points.push_back({{"states", states}, {"symbols", 2}, {"halting", 1}, {"window", window}});
    }
  }
  return points;
}

/// A broken control still halts on the same one-state machines, so S2's twists wait for two states.
void set_points(check::Statement& statement, int least_states) {
  statement.parameters = table_parameters();
  statement.points = space_points;
  statement.mutant_points = [least_states](Rung rung) {
    if (rung == Rung::fast && least_states > 1) return std::vector<Params>{};
    return std::vector<Params>{
        {{"states", least_states}, {"symbols", 2}, {"halting", 1}, {"window", 3}}};
  };
}

check::Statement decides() {
  check::Statement result =
      check::about(claim_id, "S2", "Halting is decided with the window alone");
  result.sentence =
      "A decoder with a window of $W$ tokens is run in $O(W)$ space: $W$ queue symbols and the "
      "newest state, older states never being read. A buffer that is met again (Brent) never "
      "stops, so WINDOW$[s] \\subseteq$ SPACE$[s]$; with S1 they are equal.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "WINDOW[s(n)] = SPACE[s(n)].",
      .checked =
          "Whether the machine stops from a blank ring of W+1 cells, for all tables of the stated "
          "size: by the decoder on such a buffer, and by the machine itself within "
          "|Q|(W+1)|Gamma|^(W+1) steps.",
      .gap = "The stated sizes; the equality of classes is an argument about all s."};
  set_points(result, 2);
  const auto make = [](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const auto window = static_cast<int>(params.at("window"));
    derive::Agrees agrees{.relation = derive::Relation::equal, .is_yes_no = true};
    agrees.left = [tables, window](const check::Case& index, const std::string& twist) {
      const Table table = tables.at(index(0, 0).num().to_int64());
      return std::vector<Rational>{
          decide(table, window, derive::choices_of(wrong_choices(), twist)).is_stopped ? 1 : 0};
    };
    agrees.right = [tables, window](const check::Case& index) {
      const Table table = tables.at(index(0, 0).num().to_int64());
      std::int64_t bound = table.states * (window + 1);
      for (int i = 0; i <= window; ++i) bound *= table.symbols;
      const std::vector<int> blank(static_cast<std::size_t>(window) + 1);
      const Configuration end = machine::turing::run(
          table, machine::turing::start(machine::turing::Tape::ring(blank)), bound);
      return std::vector<Rational>{end.status == Status::running ? 0 : 1};
    };
    agrees.cases = tables_space(tables);
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "mark_not_cleared", .why = "a move to the right pushes a mark", .proof = {}},
       {.name = "pushes_popped", .why = "a searching control pushes what it popped", .proof = {}},
       {.name = "offset_one_short", .why = "the token after the oldest is popped", .proof = {}}});
}

check::Statement fits() {
  check::Statement result =
      check::about(claim_id, "S2.space", "A run that does not stop repeats within its space");
  result.sentence =
      "A buffer has $\\log_2 |S| + W \\log_2 |\\Sigma'|$ bits: a run that does not stop meets one "
      "of $|S||\\Sigma'|^W$ buffers again, and Brent's method sees that within three times as many "
      "tokens.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked = "Tokens written until the machine stops or a buffer is met again.",
                     .gap = "The stated sizes."};
  set_points(result, 1);
  const auto make = [](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const auto window = static_cast<int>(params.at("window"));
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    agrees.left = [tables, window](const check::Case& index, const std::string& twist) {
      const Table table = tables.at(index(0, 0).num().to_int64());
      const std::int64_t bound = (3 * configurations(table, window)).to_int64();
      return std::vector<Rational>{
          decide(table, window, {}, twist == "clock_in_buffer", bound + 1).tokens};
    };
    agrees.right = [tables, window](const check::Case& index) {
      const Table table = tables.at(index(0, 0).num().to_int64());
      return std::vector<Rational>{Rational(3 * configurations(table, window))};
    };
    agrees.cases = tables_space(tables);
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "clock_in_buffer", .why = "a buffer that counts tokens too", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> space_statements() { return {decides(), fits()}; }

}  // namespace attest::post_machine_constant_bits

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.tokens: every bit of every token, beside the plain interpreter of rings.
#include <algorithm>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/turing_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::geometric_queue_machine {
namespace {

using check::Params;
using check::Rung;
using machine::multitape::Table;
using machine::ring_machine::Machine;
using machine::ring_stack::Cell;
using machine::ring_stack::Half;
using machine::ring_stack::Mode;
using machine::ring_stack::no_symbol;
using machine::ring_stack::Stack;

/// The token that says what the machine is like after a tick.
std::vector<int> token_of(const Sizes& sizes, const Machine& machine) {
  const Layout layout(sizes);
  std::vector<int> token(static_cast<std::size_t>(layout.width()));
  const auto set = [&token](int field, bool is_set) {
    token[static_cast<std::size_t>(field)] = is_set ? 1 : 0;
  };
  for (int s = 0; s < layout.stacks(); ++s) {
    const Stack& stack = machine.stacks()[static_cast<std::size_t>(s)];
    for (int i = 1; i <= sizes.levels; ++i) {
      const auto at = static_cast<std::size_t>(i - 1);
      for (const int h : {0, 1}) {
        const Half& half = stack.levels[at][static_cast<std::size_t>(h)];
        const Cell& pushed = half.cells.back();
        const int first = layout.cell(s, i, h);
        if (pushed.symbol != no_symbol) set(first + pushed.symbol, true);
        for (int j = 1; j <= i; ++j) {
          set(first + layout.home(j), pushed.home[static_cast<std::size_t>(j - 1)] != 0);
        }
        set(first + layout.end(i), pushed.is_end);
        set(layout.full(s, i, h), half.is_full);
        set(layout.nonempty(s, i, h), half.is_nonempty);
      }
      set(layout.role(s, i), stack.top[at] == 1);
      const bool is_at_work = stack.level == i;
      set(layout.push_waits(s, i), is_at_work && stack.mode == Mode::push_waits);
      set(layout.push_runs(s, i), is_at_work && stack.mode == Mode::push_runs);
      set(layout.pop_waits(s, i), is_at_work && stack.mode == Mode::pop_waits);
      set(layout.pop_runs(s, i), is_at_work && stack.mode == Mode::pop_runs);
    }
    if (stack.held != no_symbol) set(layout.held(s, stack.held), true);
    set(layout.was_real(s), stack.was_real);
    set(layout.idle(s), stack.mode == Mode::idle);
  }
  set(layout.state(machine.state()), true);
  return token;
}

/// The words that a prompt holds.
Words words_of(const Sizes& sizes, const check::Case& prompt) {
  std::deque<Bits> tokens;
  for (int t = 0; t < prompt.rows(); ++t) {
    Bits& bits = tokens.emplace_back();
    for (const Rational& field : prompt.row(t)) bits.push_back(field.is_zero() ? 0 : 1);
  }
  const std::vector<Stack> stacks = stacks_of(sizes, tokens).value();
  Words words;
  for (std::size_t right = 1; right < stacks.size(); right += 2) {
    std::vector<int> word = machine::ring_stack::content_of(stacks[right]).value();
    if (stacks[right].held != no_symbol) word.insert(word.begin(), stacks[right].held);
    words.push_back(std::move(word));
  }
  return words;
}

/// What S1 promises of a decoder.
std::vector<check::Promise> promises(const Table& table, int base, int levels,
                                     const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const Rational k = table.tapes;
  return {check::at_most("layers with heads", "1", 1, used.layers),
          check::at_most("hidden layers", "3", 3, used.mlp_layers + used.layers),
          check::at_most("heads", "k'", levels, used.heads_in_all),
          check::at_most("largest weight", "(k+1)(2k+1) + k - 1", (k + 1) * (2 * k + 1) + k - 1,
                         Rational::parse(used.largest_weight)),
          check::at_most("window", "B^{k'}",
                         Rational(pow(Integer(base), static_cast<unsigned>(levels))),
                         Rational(Layout(sizes_of(table, base, levels)).window()))};
}

/// The champion of two states, a machine that meets a missing entry, the champions of three and of
/// four states, and two whose stacks come into most situations, or all but those of a full stack.
constexpr const char* token_machines[] = {"1RB1LB_1LA1RZ",
                                          "1RB---_1LA0RZ",
                                          "1RB1RZ_0RC1RB_1LC1LA",
                                          "1RB1LB_1LA0LC_1RZ1LD_1RD0RA",
                                          "1LD1RC_1LD1LD_1LB0RD_1RA0LC",
                                          "1LB0RC_0RC0LA_1RA1LC"};
constexpr std::int64_t varied_machine = 4;
constexpr std::int64_t more_varied_machine = 5;

Table token_machine(std::int64_t member) {
  const char* text = token_machines[static_cast<std::size_t>(member)];
  return machine::multitape::table_of(machine::turing::table_of(text, claim_id));
}

std::string token_machine_names() {
  std::string names;
  for (const char* text : token_machines) names += (names.empty() ? "" : ", ") + std::string(text);
  return names;
}

/// Prompts with every word of a length on the tape.
check::CaseSpace prompts(const Sizes& sizes, int length) {
  return check::mapped(check::words(length, sizes.symbols), [sizes](const check::Case& word) {
    const std::vector<std::int64_t> symbols = check::symbols_of(word);
    return std::optional(prompt_of(sizes, {{symbols.begin(), symbols.end()}}));
  });
}

check::Statement every_token() {
  check::Statement result = check::about(claim_id, "S1.tokens", "Every bit of every token");
  result.sentence =
      "After every prompt of $B^{k'}$ tokens that holds a word in its rings, the decoder writes, "
      "bit by bit, what the machine of rings does: every ring pops and pushes one cell a token.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked =
                         "The stated machine on all words of the stated length, every bit of every "
                         "token beside a plain interpreter of the rings.",
                     .gap = "These machines; S1 has all of a size, read through their tapes."};
  result.parameters = {{.name = "base", .meaning = "B: units of a ring", .lo = 2, .hi = 16},
                       {.name = "levels", .meaning = "k': heads", .lo = 1, .hi = 6},
                       {.name = "word", .meaning = "symbols of the input", .lo = 0, .hi = 8},
                       {.name = "steps", .meaning = "of a machine, at most", .lo = 1, .hi = 10000},
                       {.name = "machine",
                        .meaning = "0 to 5: " + token_machine_names(),
                        .lo = 0,
                        .hi = more_varied_machine}};
  const auto at = [](std::int64_t machine, int base, int levels, int word, int steps) {
    return Params{
        {"base", base}, {"levels", levels}, {"word", word}, {"steps", steps}, {"machine", machine}};
  };
  result.points = [at](Rung rung) {
    std::vector<Params> points = {at(0, 2, 1, 2, 6), at(1, 2, 2, 2, 6), at(2, 2, 2, 2, 14)};
    if (rung == Rung::fast) return points;
    for (const int machine : {0, 1, 2, 3}) {
      points.push_back(at(machine, 2, 3, 6, 107));
      points.push_back(at(machine, 3, 2, 4, 107));
      points.push_back(at(machine, 4, 1, 3, 107));
    }
    return points;
  };
  result.mutant_points = [at](Rung rung) {
    std::vector<Params> points = {at(varied_machine, 2, 2, 0, 43)};
    if (rung != Rung::fast) points.push_back(at(more_varied_machine, 2, 2, 1, 47));
    return points;
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const auto base = static_cast<int>(params.at("base"));
    const auto levels = static_cast<int>(params.at("levels"));
    const std::int64_t steps = params.at("steps");
    const Table table = token_machine(params.at("machine"));
    const Sizes sizes = sizes_of(table, base, levels);
    derive::Generators generators;
    generators.prompts = prompts(sizes, static_cast<int>(params.at("word")));
    generators.member = [=](std::int64_t) {
      return derive::Generates{.model = decoder(table, base, levels),
                               .window = Layout(sizes).window(),
                               .task = ticks_of(table, base, levels, steps)};
    };
    generators.promises = promises(table, base, levels, decoder(table, base, levels));
    return derive::GeneratesParts{
        .generators = std::move(generators),
        .mutants = mutants(base, levels, [table](std::int64_t) { return table; })};
  };
  return derive::generates(std::move(result), "", make);
}

}  // namespace

derive::Continuation ticks_of(const Table& table, int base, int levels, std::int64_t steps) {
  const auto tokens_after = [=](const check::Case& prompt) {
    const Sizes sizes = sizes_of(table, base, levels);
    Machine machine(table, base, levels, words_of(sizes, prompt));
    std::vector<std::vector<int>> tokens;
    const std::int64_t most = token_bound(sizes, steps);
    while (std::ssize(tokens) < most) {
      machine.tick();
      tokens.push_back(token_of(sizes, machine));
      if (machine.is_idle() && (machine.is_stopped() || machine.steps() == steps)) break;
    }
    Matrix result(static_cast<int>(tokens.size()), Layout(sizes).width());
    for (int i = 0; i < result.rows(); ++i) {
      std::ranges::copy(tokens[static_cast<std::size_t>(i)], result.row(i).begin());
    }
    return result;
  };
  return {.id = "rings_of_a_turing_machine steps=" + std::to_string(steps), .tokens = tokens_after};
}

std::vector<check::Statement> token_statements() { return {every_token()}; }

}  // namespace attest::geometric_queue_machine

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where configurations appear, what stands in columns, and how much tape the champions need.
#include <algorithm>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::linear_attention_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tables;

std::vector<Params> cost_points(Rung rung) {
  const auto at = [](int states, int cells, int steps) {
    return Params{
        {"states", states}, {"symbols", 2}, {"missing", 0}, {"cells", cells}, {"steps", steps}};
  };
  std::vector<Params> points = {at(1, 2, 4)};
  if (rung != Rung::fast) points.push_back(at(2, 2, 6));
  return points;
}

Sizes cost_sizes(const Params& params) {
  const auto cells = static_cast<int>(params.at("cells"));
  const Tables tables = tables_of(params);
  return {.states = tables.states,
          .symbols = tables.symbols,
          .cells = cells,
          .positions = positions_for(tables, cells, static_cast<int>(params.at("steps")))};
}

/// A statement on all programs of a size: what a run of the layer shows against a formula.
template <typename Left, typename Right>
check::Statement on_programs(check::Statement result, Left left, Right right,
                             const std::vector<derive::Twist>& twists) {
  result.parameters = table_parameters();
  result.points = cost_points;
  result.mutant_points = [](Rung) { return cost_points(Rung::fast); };
  const auto make = [left, right](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const Sizes sizes = cost_sizes(params);
    const auto layer = std::make_shared<const Layer>(sizes);
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [tables, sizes, layer, left](const check::Case& numbers,
                                               const std::string& twist) {
      const Program program = program_at(tables, sizes.cells, numbers);
      if (twist.empty()) return left(sizes, *layer, program);
      return left(sizes, Layer(sizes, derive::choices_of(wrong_choices(), twist)), program);
    };
    agrees.right = [tables, sizes, right](const check::Case& numbers) {
      return right(sizes, program_at(tables, sizes.cells, numbers));
    };
    agrees.cases = all_programs(tables, sizes.cells);
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make, twists);
}

derive::Twist twist_of(const char* name) {
  for (const Wrong& wrong : wrong_choices()) {
    if (std::string(name) == wrong.name) return derive::twist_of(wrong);
  }
  return {};
}

/// Places of the columns that hold state and head.
std::vector<Rational> configuration_columns(const Sizes& sizes, const Layer& layer,
                                            const Program& program) {
  const Layout layout(sizes);
  const check::Case prompt = prompt_of(sizes, program);
  ColumnRun run(sizes, *layer.generator, prompt);
  std::vector<Rational> result = {prompt.rows() - 1};
  for (int place = prompt.rows(); place < sizes.positions; ++place) {
    const std::vector<Rational>& column = run.step();
    const auto first = column.begin() + layout.qp(0, 0);
    const auto last = column.begin() + layout.qpa(0, 0, 0);
    if (std::any_of(first, last, [](const Rational& entry) { return !entry.is_zero(); })) {
      result.emplace_back(place);
    }
  }
  return result;
}

/// R + S + 2t for every configuration that the machine comes to on its cells.
std::vector<Rational> cost_formula(const Sizes& sizes, const Program& program) {
  Segment machine(program);
  const int rules = sizes.states * sizes.symbols;
  std::vector<Rational> result;
  for (int place = rules + sizes.cells; place < sizes.positions; place += 2) {
    result.emplace_back(place);
    if (!machine.step() || machine.is_lost()) break;
  }
  return result;
}

check::Statement cost() {
  check::Statement result = check::about(claim_id, "S2", "Two columns a step");
  result.sentence =
      "With $R$ rules the configuration after $t$ steps stands in column $R+S+2t$, counted from 0: "
      "$c(t) = R+S+1+2t$ columns, linear in $t$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "c(t) = O((n+t)t).",
                     .checked =
                         "All tables of the stated size on all tapes with the head on every cell: "
                         "the places of all columns with a configuration.",
                     .gap = "The stated sizes. n is the length of the input, S that of the tape."};
  return on_programs(std::move(result), configuration_columns, cost_formula,
                     {twist_of("mirrored_moves"), twist_of("divides_by_length")});
}

/// For every column that is generated: the largest entry of it, and the heads that ask at the
/// column before.
std::vector<Rational> entries_and_queries(const Sizes& sizes, const Layer& layer,
                                          const Program& program) {
  const check::Case prompt = prompt_of(sizes, program);
  ColumnRun run(sizes, *layer.generator, prompt);
  const std::span<const Rational> row = prompt.row(prompt.rows() - 1);
  std::vector<Rational> last(row.begin(), row.end());
  std::vector<Rational> result;
  for (int place = prompt.rows(); place < sizes.positions; ++place) {
    const auto asks = [&last](const model::Head& head) {
      return std::ranges::any_of(head.query, [&last](const model::Entry& entry) {
        return !last[static_cast<std::size_t>(entry.from)].is_zero();
      });
    };
    result.emplace_back(std::ranges::count_if(layer.model->blocks[0].heads, asks));
    last = run.step();
    Rational largest;
    for (const Rational& entry : last) largest = std::max(largest, entry.abs());
    result.push_back(largest);
  }
  return result;
}

/// The position head always asks; one more at a column with a configuration, and at one that has
/// read in a state with rules.
std::vector<Rational> entries_and_queries_formula(const Sizes& sizes, const Program& program) {
  Segment machine(program);
  std::vector<Rational> result;
  const int prompt = sizes.states * sizes.symbols + sizes.cells + 1;
  bool is_on = true;
  for (int place = prompt; place < sizes.positions; ++place) {
    const bool is_halted = machine.now().status == Status::halted;
    const bool is_read = (place - prompt) % 2 == 1;
    result.emplace_back(is_on && !(is_read && is_halted) ? 2 : 1);
    result.emplace_back(1);
    if (is_on && is_read) is_on = machine.step() && !machine.is_lost();
  }
  return result;
}

check::Statement bits() {
  check::Statement result = check::about(claim_id, "S2.bits", "Two bits, two heads at work");
  result.sentence =
      "Weights and entries of all columns are in $\\{-1,0,1\\}$, which are two bits; of the "
      "$1+|Q|+S|\\Sigma|$ heads at most two have a query at a column: a column costs $O(1)$ looks "
      "at every earlier one.";
  result.standing = check::Standing::as_stated;
  result.fidelity = {.published = "2 bits of precision.",
                     .checked =
                         "The largest entry of every column and the heads whose query is not 0, "
                         "for all tables of the stated size on all tapes.",
                     .gap = "The stated sizes."};
  return on_programs(std::move(result), entries_and_queries, entries_and_queries_formula,
                     {twist_of("divides_by_length"), twist_of("mirrored_moves")});
}

/// How a run from a blank tape ends: (is stopped, is lost, steps, ones, columns in all).
std::vector<Rational> layer_ending(const Sizes& sizes, const Layer& layer, const Table& table,
                                   int start) {
  const Program program{.table = table,
                        .cells = std::vector<int>(static_cast<std::size_t>(sizes.cells)),
                        .head = start};
  const check::Case prompt = prompt_of(sizes, program);
  ColumnRun run(sizes, *layer.generator, prompt);
  for (int place = prompt.rows(); place < sizes.positions && !run.is_over(); ++place) run.step();
  return {run.is_stopped() ? 1 : 0, run.is_over() && !run.is_stopped() ? 1 : 0, run.steps(),
          run.ones().value_or(-1), prompt.rows() + run.columns()};
}

std::vector<Rational> machine_ending(const Sizes& sizes, const Table& table, int start) {
  Segment machine({.table = table,
                   .cells = std::vector<int>(static_cast<std::size_t>(sizes.cells)),
                   .head = start});
  while (machine.step()) {
  }
  const std::int64_t steps = machine.now().steps;
  const bool is_stopped = machine.now().status != Status::running && !machine.is_lost();
  return {is_stopped ? 1 : 0, is_stopped ? 0 : 1, steps, machine.now().tape.nonblank(),
          sizes.states * sizes.symbols + sizes.cells + 1 + 2 * steps};
}

check::Statement champions() {
  check::Statement result = check::about(claim_id, "S3", "Champions, and the tape they need");
  result.sentence =
      "The champions of three and four states stop from a blank tape after 14 and 107 steps with 6 "
      "and 13 ones iff the cells that they visit are among the $S$ cells; else their head leaves "
      "the tape at the step at which the machine does, and nothing but positions follows.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked =
                         "Every cell as start on tapes of every stated length: how the run ends, "
                         "steps, ones and columns.",
                     .gap = "Two machines. Four states stop on 14 cells at the least."};
  result.parameters = {
      {.name = "states", .meaning = "of the champion", .lo = 3, .hi = 4},
      {.name = "cells", .meaning = "S: cells of the tape", .lo = 1, .hi = 32},
      {.name = "start", .meaning = "cell of the head; -1: every one", .lo = -1, .hi = 31}};
  result.points = [](Rung rung) {
    const auto at = [](int states, int cells, int start) {
      return Params{{"states", states}, {"cells", cells}, {"start", start}};
    };
    std::vector<Params> points;
    for (int cells = 1; cells <= 8; ++cells) points.push_back(at(3, cells, -1));
    points.push_back(at(4, 14, 10));
    if (rung == Rung::fast) return points;
    for (int cells = 1; cells <= 20; ++cells) points.push_back(at(4, cells, -1));
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"states", 3}, {"cells", 6}, {"start", -1}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const auto states = static_cast<int>(params.at("states"));
    const auto cells = static_cast<int>(params.at("cells"));
    const Sizes sizes{.states = states,
                      .symbols = 2,
                      .cells = cells,
                      .positions = positions_for({.states = states, .symbols = 2}, cells,
                                                 states == 3 ? 14 : 107)};
    const Table table = machine::turing::champion(states);
    const auto layer = std::make_shared<const Layer>(sizes);
    const auto start_of = [](const check::Case& start) {
      return static_cast<int>(start(0, 0).num().to_int64());
    };
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [=](const check::Case& start, const std::string& twist) {
      if (twist.empty()) return layer_ending(sizes, *layer, table, start_of(start));
      return layer_ending(sizes, Layer(sizes, derive::choices_of(wrong_choices(), twist)), table,
                          start_of(start));
    };
    agrees.right = [=](const check::Case& start) {
      return machine_ending(sizes, table, start_of(start));
    };
    const std::int64_t only = params.at("start");
    agrees.cases =
        check::integer_box({std::max<std::int64_t>(only, 0)}, {only < 0 ? cells - 1 : only});
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make,
                        {twist_of("keeps_erased"), twist_of("mirrored_moves")});
}

}  // namespace

std::vector<check::Statement> run_statements() { return {cost(), bits(), champions()}; }

}  // namespace attest::linear_attention_turing

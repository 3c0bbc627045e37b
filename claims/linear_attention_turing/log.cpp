// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.log: the writes add up to the tape.
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::linear_attention_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Tables;

Params log_at(int states, int cells, int steps) {
  return {{"states", states}, {"symbols", 2}, {"missing", 0}, {"cells", cells}, {"steps", steps}};
}

/// The log after every column that writes, `steps` of them, cell by cell and symbol by symbol.
std::vector<Rational> logs_of(const Sizes& sizes, const engine::Generator& generator,
                              const check::Case& prompt, std::int64_t steps) {
  ColumnRun run(sizes, generator, prompt);
  std::vector<Rational> result;
  while (run.steps() < steps && !run.is_over()) {
    run.step();
    if (run.was_transition()) result.insert(result.end(), run.log().begin(), run.log().end());
  }
  return result;
}

/// The tape after every step, `steps` of them, cell by cell and symbol by symbol.
std::vector<Rational> tapes_of(const Sizes& sizes, const Program& program, std::int64_t steps) {
  Segment machine(program);
  std::vector<Rational> result;
  while (machine.now().steps < steps && machine.step()) {
    for (int p = 0; p < sizes.cells; ++p) {
      for (int a = 0; a < sizes.symbols; ++a) {
        result.emplace_back(machine.now().tape.read(p) == a ? 1 : 0);
      }
    }
  }
  return result;
}

std::vector<derive::Twist> twists() {
  std::vector<derive::Twist> result;
  for (const Wrong& wrong : wrong_choices()) {
    // The log does without positions, and so without a column that sees itself.
    const bool is_idle = wrong.choices.position_step != 1 || !wrong.choices.includes_itself;
    if (is_idle) continue;
    result.push_back(derive::twist_of(wrong));
  }
  result.push_back({.name = "two_rules_for_one_pair",
                    .why = "the prompt has the rule of state A and blank twice",
                    .proof = {}});
  result.push_back({.name = "missing_cell_column",
                    .why = "the prompt lacks the column of the cell under the head",
                    .proof = {}});
  return result;
}

check::Statement writes_add_up() {
  check::Statement result = check::about(claim_id, "S1.log", "The writes add up to the tape");
  result.sentence =
      "A column that writes $b$ over $a$ on cell $p$ holds $+1$ for $(p,b)$ and $-1$ for $(p,a)$. "
      "After every one of them the sum of all columns on cell $p$ telescopes to the one-hot of the "
      "symbol that is there now, for every $p$: so plain sums read the most recent write.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked =
                         "All tables of the stated size on all tapes with the head on every cell: "
                         "the sum over all columns so far, after every step.",
                     .gap = "The stated sizes and steps."};
  result.parameters = table_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points = {log_at(1, 3, 4)};
    if (rung != Rung::fast) points.push_back(log_at(2, 3, 6));
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{log_at(1, 2, 3)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const auto cells = static_cast<int>(params.at("cells"));
    const std::int64_t steps = params.at("steps");
    const Sizes sizes{.states = tables.states,
                      .symbols = tables.symbols,
                      .cells = cells,
                      .positions = positions_for(tables, cells, static_cast<int>(steps))};
    const auto layer = std::make_shared<const Layer>(sizes);
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [tables, sizes, steps, layer](const check::Case& numbers,
                                                const std::string& twist) {
      const Program program = program_at(tables, sizes.cells, numbers);
      const check::Case prompt = twisted_prompt(sizes, program, twist);
      if (twist.empty()) return logs_of(sizes, *layer->generator, prompt, steps);
      return logs_of(sizes, *Layer(sizes, derive::choices_of(wrong_choices(), twist)).generator,
                     prompt, steps);
    };
    agrees.right = [tables, sizes, steps](const check::Case& numbers) {
      return tapes_of(sizes, program_at(tables, sizes.cells, numbers), steps);
    };
    agrees.cases = all_programs(tables, cells);
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make, twists());
}

}  // namespace

std::vector<check::Statement> log_statements() { return {writes_add_up()}; }

}  // namespace attest::linear_attention_turing

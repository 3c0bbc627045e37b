// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: programs of the looped block equal direct algorithms, entry by entry.
#include <cstdlib>
#include <memory>
#include <utility>

#include "claims/fleq_function_blocks/algorithms.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/random.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using machine::fleq::Program;

constexpr std::uint64_t matrix_stream = 1;
constexpr int named_matrices = 3;

std::vector<Rational> run_entries(const LoopedBlock& block, const Algorithm& algorithm,
                                  const Program& program, std::int64_t loops) {
  const machine::fleq::Run run = block.run(program, loops + 1);
  std::vector<Rational> result = algorithm.read(program, run.state);
  result.emplace_back(run.steps);
  result.emplace_back(run.is_halted ? 1 : 0);
  return result;
}

const char* const start_why = "from A^T instead of A^T / (norms of A)";

Algorithm newton(bool is_call) {
  Algorithm result;
  result.label = is_call ? "S2.newton.call" : "S2.newton";
  result.title = is_call ? "Newton's inverse by a function for a whole step"
                         : "Newton's inverse by products and differences";
  result.sentence = std::string(
                        "With $X_0 = A^T / (\\|A\\|_1 \\|A\\|_\\infty)$ in memory the looped block "
                        "computes $T$ steps $X \\leftarrow X (2I - AX)$ exactly in ") +
                    (is_call ? "$2T$ loops." : "$5T$ loops.");
  result.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 3, 4)};
    if (rung != Rung::fast) {
      points.push_back(steps_point(3, 10, 4));
      points.push_back(steps_point(4, 10, 4));
    }
    return points;
  };
  result.cases = [](const Params& p) { return matrices(side_of(p), p.at("cases")); };
  result.program = [is_call](const Case& a, const Params& p, const std::string& twist) {
    const Matrix x0 = task::newton_start(a);
    return is_call ? newton_call_program(a, x0, steps_of(p), twist)
                   : newton_program(a, x0, steps_of(p), twist);
  };
  result.read = [](const Program& program, const machine::fleq::State& state) {
    return entries_of(state.memory[static_cast<std::size_t>(program.cell("X"))]);
  };
  result.direct = [](const Case& a, const Params& p) {
    return entries_of(task::newton_inverse(a, task::newton_start(a), steps_of(p)));
  };
  result.loops = [is_call](const Params& p) { return (is_call ? 2 : 5) * p.at("steps"); };
  result.twists = {{.name = "not_normalised", .why = start_why, .proof = {}},
                   {.name = "product_not_transposed", .why = "A^T for A", .proof = {}}};
  if (!is_call) result.twists.push_back({.name = "one_for_two", .why = "I for 2I", .proof = {}});
  return result;
}

Algorithm power() {
  Algorithm result;
  result.label = "S2.power";
  result.title = "Power iteration";
  result.sentence =
      "The looped block iterates $x \\leftarrow A x$ exactly, $T$ times in $3T + 1$ loops. Nothing "
      "is normalised, which changes no direction.";
  result.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 4, 4)};
    if (rung != Rung::fast) points.push_back(steps_point(4, 10, 6));
    return points;
  };
  result.cases = [](const Params& p) { return matrices(side_of(p), p.at("cases")); };
  const auto start = [](const Case& a) {
    std::vector<Rational> v;
    for (int i = 0; i < a.rows(); ++i) v.emplace_back(Rational(1) / Rational(i + 1));
    return v;
  };
  result.program = [start](const Case& a, const Params& p, const std::string& twist) {
    return power_program(a, start(a), steps_of(p), twist);
  };
  result.read = [](const Program& program, const machine::fleq::State& state) {
    return first_column(state.memory[static_cast<std::size_t>(program.cell("x"))], program.side);
  };
  result.direct = [start](const Case& a, const Params& p) {
    return task::power_method(a, start(a), steps_of(p));
  };
  result.loops = [](const Params& p) { return 3 * p.at("steps") + 1; };
  result.twists = {
      {.name = "product_not_transposed", .why = "A^T for A", .proof = {}},
      {.name = "one_step_fewer", .why = "the counter starts one too low", .proof = {}}};
  return result;
}

}  // namespace

check::Statement statement_of(const Algorithm& algorithm) {
  check::Statement statement = check::about(claim_id, algorithm.label, algorithm.title);
  statement.sentence = algorithm.sentence;
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published =
          "The looped machine executes this algorithm up to the error of its blocks, in a "
          "number of loops linear in iterations and data.",
      .checked =
          "The weights run loop by loop in rationals; every entry of the result and the "
          "number of loops, against a direct algorithm.",
      .gap = "The stated matrices and steps. Blocks of linear attention in place of softmax."};
  statement.parameters = {
      {.name = "side", .meaning = "d: rows of a cell", .lo = 1, .hi = 4},
      {.name = "steps", .meaning = "T: iterations or epochs", .lo = 1, .hi = 10},
      {.name = "cases", .meaning = "inputs", .lo = 1, .hi = 100}};
  statement.points = algorithm.points;
  statement.mutant_points = [points = algorithm.points](Rung) {
    return std::vector<Params>{points(Rung::fast).front()};
  };
  const auto shared = std::make_shared<const Algorithm>(algorithm);
  const auto make = [shared](const Params& params, std::uint64_t) {
    const check::CaseSpace cases = shared->cases(params);
    const Program first = shared->program(cases.at(0).value(), params, "");
    const auto block = std::make_shared<const LoopedBlock>(size_for(first));
    const std::int64_t loops = shared->loops(params);
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [=](const Case& input, const std::string& twist) {
      return run_entries(*block, *shared, shared->program(input, params, twist), loops);
    };
    result.right = [=](const Case& input) {
      std::vector<Rational> expected = shared->direct(input, params);
      expected.emplace_back(loops);
      expected.emplace_back(1);
      return expected;
    };
    result.cases = cases;
    result.evaluator = "literal, loop by loop";
    result.resources = derive::table_of(derive::resources(block->model()));
    return result;
  };
  return derive::agrees(std::move(statement), make, algorithm.twists);
}

Params steps_point(std::int64_t side, std::int64_t steps, std::int64_t cases) {
  return {{"side", side}, {"steps", steps}, {"cases", cases}};
}
int side_of(const Params& params) { return static_cast<int>(params.at("side")); }
int steps_of(const Params& params) { return static_cast<int>(params.at("steps")); }

std::vector<Rational> entries_of(const Matrix& matrix) {
  std::vector<Rational> result;
  for (int i = 0; i < matrix.rows(); ++i) {
    result.insert(result.end(), matrix.row(i).begin(), matrix.row(i).end());
  }
  return result;
}

Matrix matrix_at(int side, std::int64_t index) {
  Matrix result(side, side);
  Random random(0, matrix_stream, static_cast<std::uint64_t>(index));
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) {
      if (index == 0) result(i, j) = i == j ? 2 : std::abs(i - j) == 1 ? -1 : 0;
      if (index == 1) result(i, j) = i == 0 || j == 0 ? Rational(1) : Rational(0);
      if (index == 1 && i > 0 && j > 0) result(i, j) = result(i - 1, j) + result(i, j - 1);
      if (index == 2) result(i, j) = Rational(1) / Rational(i + j + 1);
      if (index >= named_matrices) result(i, j) = random.below(7) - 3;
    }
  }
  if (index >= named_matrices && result(0, 0).is_zero()) result(0, 0) = 1;  // no zero matrix
  return result;
}

check::CaseSpace matrices(int side, std::int64_t count) {
  return {
      .description = "second difference, Pascal's and Hilbert's matrix, and matrices drawn once",
      .coverage = check::Coverage::given,
      .size = count,
      .full_size = count,
      .at = [side](std::int64_t index) { return std::optional(matrix_at(side, index)); }};
}

std::vector<check::Statement> program_statements() {
  return {statement_of(newton(false)),
          statement_of(newton(true)),
          statement_of(power()),
          statement_of(descent()),
          statement_of(backprop(task::Activation::identity)),
          statement_of(backprop(task::Activation::square))};
}

}  // namespace attest::fleq_function_blocks

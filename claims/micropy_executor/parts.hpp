// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share: tokens, runs of the executor, programs, its statements.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "claims/micropy_executor/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/generates.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/engine/generator.hpp"
#include "reference/task/satisfiability.hpp"

namespace attest::micropy_executor {

/// Kinds of tokens, one-hot: instruction, write, jump, call, attribute, separator.
enum class Kind { instruction, write, jump, call, attribute, separator };
inline constexpr int kind_count = 6;
/// Operations that a line can run: all but HALT.
inline constexpr int run_opcodes = machine::three_address::opcode_count - 1;

/// The fields of a line.
struct LineFields {
  model::Slice pc;           ///< of the next instruction, a code
  model::Slice depth;        ///< of the frame that goes on, a code
  model::Slice variable;     ///< that is written, a code
  model::Slice written;      ///< depth of its frame, a code
  model::Slice value;        ///< bits
  model::Slice return_to;    ///< of a call, a code
  model::Slice destination;  ///< of a call, a code
  model::Slice called;       ///< depth of a call, a code
  model::Slice attribute;    ///< one-hot
  model::Slice phase;        ///< 1 while a return tells
  model::Slice told;         ///< one-hot: how many attributes were told
};

/// The fields of an instruction.
struct InstructionFields {
  model::Slice address;  ///< code
  model::Slice op;       ///< one-hot, of HALT 0
  model::Slice target;   ///< code, as first and second
  model::Slice first;
  model::Slice second;
  model::Slice number;     ///< bits
  model::Slice label;      ///< code
  model::Slice after;      ///< code of address + 1
  model::Slice attribute;  ///< one-hot
};

/// Where the fields of a token stand: codes are signs, -1 or 1, least significant bit first; what
/// does not belong to a token is 0.
struct TokenFields {
  model::Slice kind;
  InstructionFields instruction;
  LineFields line;
  std::vector<std::string> names;  ///< of all of them in order
};
[[nodiscard]] TokenFields token_fields(const Sizes& sizes);

/// Adds the fields of a line, or of an instruction, to a stream; their names begin with `prefix`.
[[nodiscard]] LineFields add_line(model::Stream& stream, const Sizes& sizes,
                                  const std::string& prefix);
[[nodiscard]] InstructionFields add_instruction(model::Stream& stream, const Sizes& sizes);

/// The tokens of lines. \pre their numbers have codes
[[nodiscard]] Matrix tokens_of(const std::vector<machine::three_address::Line>& lines,
                               const TokenFields& fields);

/// The tokens of instructions at addresses.
struct PlacedInstruction {
  int address = 0;
  machine::three_address::Instruction instruction = {};
};
[[nodiscard]] Matrix tokens_of(const std::vector<PlacedInstruction>& instructions,
                               const TokenFields& fields);

/// A row of a prompt, read field by field.
[[nodiscard]] Kind kind_at(const check::Case& prompt, int row);
[[nodiscard]] PlacedInstruction instruction_at(const check::Case& prompt, int row,
                                               const TokenFields& fields);
[[nodiscard]] machine::three_address::Line line_at(const check::Case& prompt, int row,
                                                   const TokenFields& fields);

/// Instructions, entry and arguments of a whole prompt.
struct Prompted {
  machine::three_address::Code code;
  std::vector<std::int64_t> arguments;
};
[[nodiscard]] Prompted prompted(const check::Case& prompt, const TokenFields& fields);

/// The prompt of a code, over fields that are ready.
[[nodiscard]] check::Case prompt_of(const machine::three_address::Code& code,
                                    const std::vector<std::int64_t>& arguments,
                                    const TokenFields& fields);

/// The lines that follow a prompt, by a direct interpreter of three-address code: all of them, at
/// most `most_lines`.
[[nodiscard]] derive::Continuation lines_of_code(const Sizes& sizes, std::int64_t most_lines);

/// An executor made ready, and the mode in which it runs.
struct Executor {
  Executor(const Sizes& built_for, const Choices& chosen, bool reduces);
  /// With a model of the user in its place.
  Executor(const Sizes& built_for, const Choices& chosen, bool reduces, model::Transformer given);

  Sizes sizes;
  Choices choices;
  bool is_reduced;
  TokenFields fields;
  model::Transformer model;
  engine::Generator generator;
};

/// The right executor and the broken ones, each built when it is asked for.
class Executors {
 public:
  Executors(const Sizes& sizes, bool is_reduced) : sizes_(sizes), is_reduced_(is_reduced) {}
  /// The one with the choices of a twist; empty: the construction. Thread-safe.
  [[nodiscard]] const Executor& of(const std::string& twist) const;

 private:
  Sizes sizes_;
  bool is_reduced_;
  mutable std::mutex mutex_ = {};
  mutable std::map<std::string, std::unique_ptr<const Executor>> built_ = {};
};

/// A run of an executor on a program in its prompt.
class ExecutorRun {
 public:
  /// \param executor outlives this
  ExecutorRun(const Executor& executor, const machine::three_address::Code& code,
              const std::vector<std::int64_t>& arguments);

  /// The next line. \returns false where it is none: a field that is no sign or bit, or another
  /// number of kinds than one. \pre !is_finished() \throws model::Undefined
  bool step();
  /// Steps until the result of the entry, at most `most_lines`. \returns whether it came
  bool finish(std::int64_t most_lines);

  [[nodiscard]] const std::vector<Rational>& last() const { return generation_.last(); }
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_finished() const { return is_finished_; }
  /// What the entry returned. \pre is_finished()
  [[nodiscard]] std::int64_t value() const { return value_; }
  /// By the last line of each.
  [[nodiscard]] const std::vector<std::int64_t>& attributes() const { return attributes_; }
  [[nodiscard]] std::int64_t lines() const { return lines_; }
  /// Tokens in the context after the last line and what it erased.
  [[nodiscard]] std::int64_t context() const { return generation_.length(); }
  /// Most tokens at a time, before the newest erased any.
  [[nodiscard]] std::int64_t largest_context() const { return largest_; }

 private:
  const Executor& executor_;
  engine::Generation generation_;
  Kind kind_ = Kind::call;
  bool is_finished_ = false;
  std::int64_t value_ = 0;
  std::vector<std::int64_t> attributes_;
  std::int64_t lines_ = 0;
  std::int64_t largest_;
};

/// A choice that a mutant makes.
using Wrong = derive::Wrong<Choices>;
[[nodiscard]] std::vector<Wrong> wrong_choices();

/// A program and what it is called with.
struct Called {
  machine::micropy::Program program;
  std::vector<std::int64_t> arguments;
};

/// "def fib(n): ...", its sizes, F_n, and the lines of a run: L(n) = L(n-1) + L(n-2) + 16 and L(0)
/// = L(1) = 6, with erasing one more for each return.
[[nodiscard]] const machine::micropy::Program& fibonacci();
[[nodiscard]] Sizes fibonacci_sizes();
[[nodiscard]] std::int64_t fibonacci_number(std::int64_t n);
[[nodiscard]] std::int64_t fibonacci_lines(std::int64_t n, bool is_reduced);

/// main(v) with statements of a list, by their numbers; then the argument.
[[nodiscard]] Called statement_program(const std::vector<std::int64_t>& numbers,
                                       std::int64_t argument);
inline constexpr std::int64_t statement_count = 42;
inline constexpr std::int64_t unconditional_count = 30;

/// main(v) that calls f(x), by the numbers of what they are made of; see call_radices.
[[nodiscard]] Called call_program(const std::vector<std::int64_t>& numbers);
[[nodiscard]] std::vector<std::int64_t> call_radices();

/// Four procedures, drawn; each calls only later ones, and loops count down.
[[nodiscard]] Called random_program(Random& random, int word_bits);

/// A program that looks for an assignment by recursion, all false first and variable 1 the slowest;
/// it sets s.model and returns 1, or returns 0. With `assignment` it checks that one alone. Words
/// need a bit more than there are variables.
[[nodiscard]] std::string formula_program(const task::Formula& formula,
                                          const std::optional<std::int64_t>& assignment = {});

/// What the mutants do to the weights and to what is erased.
[[nodiscard]] std::vector<derive::GeneratesMutant> executor_mutants(const Sizes& sizes,
                                                                    bool is_reduced);

/// What an executor promises.
[[nodiscard]] std::vector<check::Promise> promises(const Executor& executor);

/// The parameter that says whether frames are erased.
[[nodiscard]] check::Parameter reduced_parameter();

/// Programs that are run, by case.
struct Programs {
  Sizes sizes;
  check::CaseSpace cases;
  Function<Called(const check::Case&)> at;
  std::int64_t most_lines = 200;  ///< of a broken executor
};
/// The numbers of a case of one row.
[[nodiscard]] std::vector<std::int64_t> numbers_of(const check::Case& row);
/// Those of call_program with one operation and one first statement of main.
[[nodiscard]] Programs call_programs(const check::Params& params);
/// Drawn ones; case i is i.
[[nodiscard]] Programs drawn_programs(const check::Params& params, std::uint64_t seed);
/// The parameters that choose those with calls, and the points at which they are checked.
[[nodiscard]] std::vector<check::Parameter> call_parameters();
[[nodiscard]] std::vector<check::Params> call_points(check::Rung rung);
[[nodiscard]] check::Params call_point(int sign, int caller, int arguments, int reduced);
/// The same of a callee that returns its parameter alone.
[[nodiscard]] check::Params small_call_point(int sign, int caller, int reduced);

/// main(v, u) of three programs that use every operation, loops, conditions and recursion, by
/// number.
[[nodiscard]] Called operation_program(std::int64_t number, std::int64_t v, std::int64_t u);
inline constexpr std::int64_t operation_programs = 3;

/// The twists of all choices, or of those that are named.
[[nodiscard]] std::vector<derive::Twist> twists_of(const std::vector<std::string>& names = {});

/// Whether frames are erased.
enum class Mode { whole, reduced, by_parameter };

/// A statement on the programs of `make`: what the executor with a twist shows of one equals what
/// `right` says.
struct Compared {
  Function<Programs(const check::Params&, std::uint64_t seed)> make;
  Function<std::vector<Rational>(const Executor&, const Called&, std::int64_t most_lines)> left;
  Function<std::vector<Rational>(const Sizes&, const Called&)> right;
  std::vector<derive::Twist> twists = {};
  Mode mode = Mode::by_parameter;
};
[[nodiscard]] check::Statement compared(check::Statement about, const Compared& how);

/// S1, S1.calls, S1.random: results.
[[nodiscard]] std::vector<check::Statement> result_statements();
/// S1.tasks: what the published model was tested on, beside formulas.
[[nodiscard]] check::Statement task_statement();
/// S1.code, S1.lines, S1.operations: the compiler, and every token.
[[nodiscard]] std::vector<check::Statement> line_statements();
/// Prompts of one instruction with what it reads, and decoys that differ in one bit: every
/// combination of contents (operands, number, attribute) and places (addresses, variables, depth)
/// that the operation uses; or all contents together at one choice of places, every value of a
/// place beside one choice of all else, and four patterns of bits.
[[nodiscard]] check::CaseSpace situations(const Sizes& sizes,
                                          const std::shared_ptr<const TokenFields>& fields,
                                          bool combines_all);
/// S1.step: a single line after every situation.
[[nodiscard]] check::Statement step_statement();
/// S1.fib, S1.fib_reduced, S2: the table, and how long a context grows.
[[nodiscard]] std::vector<check::Statement> space_statements();
/// S3, S3.verify: formulas.
[[nodiscard]] std::vector<check::Statement> formula_statements();

/// A trace that scrolls past, with what a return erased and what the last line looks up.
[[nodiscard]] check::Drawing trace_figure(const check::Params& params);

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::micropy_executor

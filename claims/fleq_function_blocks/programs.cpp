// SPDX-License-Identifier: Apache-2.0
/// \file
/// Algorithms as FLEQ programs, and runs of the looped block. `multiply A B` is A^T B.
#include <string>
#include <utility>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/machine/fleq_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::fleq_function_blocks {
namespace {

using machine::fleq::Program;
using machine::fleq::State;

Matrix transposed_of(const Matrix& a) {
  Matrix result(a.cols(), a.rows());
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < a.cols(); ++j) result(j, i) = a(i, j);
  }
  return result;
}

/// Source text under construction, and what its cells hold.
class Source {
 public:
  explicit Source(int side) : side_(side), text_("side " + std::to_string(side) + "\n") {}

  /// A cell whose leading entries are those of `value`.
  void cell(const std::string& name, const Matrix& value = {}) {
    text_ += "cell " + name + "\n";
    Matrix& matrix = values_.emplace_back(side_, side_);
    ATTEST_REQUIRE(value.rows() <= side_ && value.cols() <= side_, "a matrix larger than a cell");
    for (int i = 0; i < value.rows(); ++i) {
      for (int j = 0; j < value.cols(); ++j) matrix(i, j) = value(i, j);
    }
  }
  void column(const std::string& name, const std::vector<Rational>& value) {
    Matrix matrix(static_cast<int>(value.size()), 1);
    for (int i = 0; i < matrix.rows(); ++i) matrix(i, 0) = value[static_cast<std::size_t>(i)];
    cell(name, matrix);
  }
  void scalar(const std::string& name, const Rational& value) { column(name, {value}); }
  /// value times the unit matrix
  void diagonal(const std::string& name, const Rational& value) {
    Matrix matrix(side_, side_);
    for (int i = 0; i < side_; ++i) matrix(i, i) = value;
    cell(name, matrix);
  }
  void code(const std::string& lines) { text_ += lines; }

  /// Declares the counter of a loop that runs `times` times: it ends as it exceeds 0. It is never
  /// 0 itself, so that errors below 1/2 do not matter.
  void counter(int times) {
    scalar("n", Rational(1, 2) - times);
    scalar("minus", -1);
  }

  [[nodiscard]] Program finish() {
    Program program = machine::fleq::parse(text_, std::string(claim_id));
    program.memory = std::move(values_);
    return program;
  }

 private:
  int side_;
  std::string text_;
  std::vector<Matrix> values_;
};

}  // namespace

Program newton_program(const Matrix& a, const Matrix& x0, int steps, const std::string& twist) {
  Source source(a.rows());
  source.cell("At", twist == "product_not_transposed" ? a : transposed_of(a));
  source.cell("X", twist == "not_normalised" ? transposed_of(a) : x0);
  source.diagonal("two", twist == "one_for_two" ? 1 : 2);
  source.cell("T");
  source.cell("Xt");
  source.counter(steps);
  source.code(
      "loop: multiply At X -> T\n"
      "      subtract two T -> T\n"
      "      transpose X -> Xt\n"
      "      multiply Xt T -> X\n"
      "      subtract n minus -> n if n goto loop\n");
  return source.finish();
}

Program newton_call_program(const Matrix& a, const Matrix& x0, int steps,
                            const std::string& twist) {
  Source source(a.rows());
  source.cell("A", twist == "product_not_transposed" ? transposed_of(a) : a);
  source.cell("X", twist == "not_normalised" ? transposed_of(a) : x0);
  source.counter(steps);
  source.code(
      "loop: inverse_step A X -> X\n"
      "      subtract n minus -> n if n goto loop\n");
  return source.finish();
}

Program power_program(const Matrix& a, const std::vector<Rational>& v, int steps,
                      const std::string& twist) {
  Source source(a.rows());
  source.cell("At", twist == "product_not_transposed" ? a : transposed_of(a));
  source.column("x", v);
  source.cell("zero");
  source.scalar("n", twist == "one_step_fewer" ? steps : steps + 1);
  source.scalar("one", 1);
  source.scalar("minus", -1);
  // The test stands at the head, so the way back is a branch that is always taken.
  source.code(
      "loop: subtract n one -> n if n goto end\n"
      "      multiply At x -> x\n"
      "      subtract zero zero -> zero if minus goto loop\n"
      "end:\n");
  return source.finish();
}

Program descent_program(int side, const std::vector<task::Sample>& samples,
                        const std::vector<Rational>& w, const Rational& rate, int epochs,
                        const std::string& twist) {
  Source source(side);
  source.column("w", w);
  source.diagonal("eta", rate);
  for (const char* name : {"p", "t"}) source.cell(name);
  source.counter(epochs);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    source.column("x" + std::to_string(i), samples[i].input);
    source.column("y" + std::to_string(i), samples[i].wanted);
  }
  source.code("loop:\n");
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::string at = std::to_string(i);
    source.code("multiply x" + at + " w -> p\n" + "subtract p y" + at + " -> p\ntranspose x" +
                (twist == "first_sample_only" ? "0" : at) +
                " -> t\n"
                "multiply t p -> t\n"
                "multiply eta t -> t\n" +
                (twist == "ascends" ? "subtract t w -> w\n" : "subtract w t -> w\n"));
  }
  source.code("subtract n minus -> n if n goto loop\n");
  return source.finish();
}

Program backprop_program(int side, const std::vector<task::Sample>& samples,
                         const task::TwoLayers& network, task::Activation activation,
                         const Rational& rate, int epochs, const std::string& twist) {
  const bool is_square = activation == task::Activation::square;
  Source source(side);
  source.cell("V", network.first);
  source.cell("U", network.second);
  source.diagonal("eta", rate);
  source.diagonal("two", twist == "slope_halved" ? 1 : 2);
  for (const char* name : {"z", "D", "h", "e", "et", "ht", "G", "Ut", "s", "st", "xt"}) {
    source.cell(name);
  }
  source.counter(epochs);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    source.column("x" + std::to_string(i), samples[i].input);
    source.column("y" + std::to_string(i), samples[i].wanted);
  }
  source.code("loop:\n");
  const std::string update = "subtract U G -> U\n";
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::string at = std::to_string(i);
    const std::string unit = is_square ? "h" : "z";
    source.code("multiply V x" + at + " -> z\n");
    if (is_square) source.code("diagonal z -> D\nmultiply D z -> h\n");  // h = z * z, row by row
    source.code("multiply U " + unit + " -> e\nsubtract e y" + at +
                " -> e\n"
                "transpose e -> et\ntranspose " +
                unit +
                " -> ht\n"
                "multiply ht et -> G\nmultiply eta G -> G\n" +  // eta h e^T
                (twist == "second_layer_first" ? update : "") +
                "transpose U -> Ut\nmultiply Ut e -> s\n");
    if (is_square) source.code("multiply D s -> s\nmultiply two s -> s\n");  // the slope is 2z
    source.code((twist == "second_layer_first" ? "" : update) + "transpose s -> st\ntranspose x" +
                at +
                " -> xt\n"
                "multiply xt st -> G\nmultiply eta G -> G\n"
                "subtract V G -> V\n");  // eta x s^T
  }
  source.code("subtract n minus -> n if n goto loop\n");
  return source.finish();
}

Matrix corner(const Matrix& cell, int rows, int cols) {
  Matrix result(rows, cols);
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < cols; ++j) result(i, j) = cell(i, j);
  }
  return result;
}

std::vector<Rational> first_column(const Matrix& cell, int rows) {
  std::vector<Rational> result;
  for (int i = 0; i < rows; ++i) result.push_back(cell(i, 0));
  return result;
}

LoopedBlock::LoopedBlock(const Size& size) : LoopedBlock(size, construction(size)) {}

LoopedBlock::LoopedBlock(const Size& size, model::Transformer model)
    : size_(size),
      model_(std::make_unique<const model::Transformer>(std::move(model))),
      evaluator_(*model_, model::Arithmetic::rational, /*precision=*/0),
      pc_(model::coordinate(*model_, "pc")),
      mem_(model::coordinate(*model_, "mem")) {}

Matrix LoopedBlock::embed(const Program& program, const State& state) const {
  return evaluator_.embed(tokens_of(size_, program, state));
}

Matrix LoopedBlock::loop(const Matrix& state, model::Tie tie) const {
  return evaluator_.final_state(state, tie);
}

int LoopedBlock::pc_of(const Matrix& state) const {
  int number = 0;
  for (int i = 0; i < size_.address_bits(); ++i) {
    number = 2 * number + (state(0, pc_ + i).sign() > 0 ? 1 : 0);
  }
  return number - size_.cells;
}

State LoopedBlock::read(const Matrix& state) const {
  State result{.memory = {}, .pc = pc_of(state)};
  for (int cell = 0; cell < size_.cells; ++cell) {
    Matrix& matrix = result.memory.emplace_back(size_.side, size_.side);
    for (int i = 0; i < size_.side; ++i) {
      for (int j = 0; j < size_.side; ++j) {
        matrix(i, j) = state(size_.side * (1 + cell) + j, mem_ + i);
      }
    }
  }
  return result;
}

machine::fleq::Run LoopedBlock::run(const Program& program, std::int64_t most_loops) const {
  Matrix state = embed(program, machine::fleq::start(program));
  const int last = program.last_command();
  std::int64_t loops = 0;
  for (; pc_of(state) != last && loops < most_loops; ++loops) {
    state = loop(state, model::Tie::average);
  }
  return {.state = read(state), .steps = loops, .is_halted = pc_of(state) == last};
}

}  // namespace attest::fleq_function_blocks

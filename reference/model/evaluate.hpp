// SPDX-License-Identifier: Apache-2.0
/// \file
/// The literal semantics: slow, obviously right evaluation of circuits and transformers.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "reference/model/transformer.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/float.hpp"
#include "reference/number/matrix.hpp"

namespace attest::model {

/// The description has no value on this case: a table index out of range, a tie of unique_hardmax,
/// a zero divisor.
class Undefined : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A comparison could not be decided at the working precision.
class Undecided : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the numbers of an evaluation are.
enum class Arithmetic {
  rational,  ///< exact
  ball,      ///< certified enclosures at `precision` bits
  p_bit,     ///< every operation rounded to nearest even at `precision` bits
};

/// Which of the maximal keys a hardmax head takes; `as_declared` is not allowed for any_hardmax.
enum class Tie { as_declared, average, leftmost, rightmost };

/// The rules under which a statement about the description has to hold: all three where a head is
/// any_hardmax, else as_declared.
[[nodiscard]] std::vector<Tie> ties_of(const Transformer& model);

/// How to evaluate.
struct Mode {
  Arithmetic arithmetic = Arithmetic::rational;
  int precision = 0;       ///< [bits]; of ball and p_bit
  Tie any = Tie::average;  ///< the rule that any_hardmax heads take in this evaluation
};

/// A number of any of the three arithmetics.
using Number = std::variant<Rational, Ball, Float>;

/// Whether the number is exactly 0; a ball or a float never is.
[[nodiscard]] inline bool is_zero(const Number& number) {
  const auto* const rational = std::get_if<Rational>(&number);
  return rational != nullptr && rational->is_zero();
}

/// Scores and weights of one head on one case.
struct HeadTrace {
  std::string head = {};
  int queries = 0;                   ///< rows
  int keys = 0;                      ///< columns: tokens, or ordered pairs of them, row by row
  bool is_of_pairs = false;          ///< third order: column j * queries + k is the pair (j, k)
  std::vector<Number> scores = {};   ///< [queries x keys]; a masked key has no meaning here
  std::vector<Number> pattern = {};  ///< [queries x keys]
  std::vector<char> visible = {};    ///< [queries x keys]
};

/// The state after one layer, and the patterns that led to it.
struct LayerTrace {
  std::string block = {};
  std::vector<HeadTrace> heads = {};
  std::vector<Number> state = {};  ///< [n x d]
};

/// Everything one evaluation computed.
struct Trace {
  int n = 0;                            ///< tokens, extra tokens included
  int d = 0;                            ///< width
  int first_input = 0;                  ///< position of the first input token
  int inputs = 0;                       ///< number of input tokens
  std::vector<Number> embedded = {};    ///< [n x d]
  std::vector<LayerTrace> layers = {};  ///< one a layer of the schedule
  Mode mode = {};                       ///< how it was computed
};

/// The decoded answer: one entry an output and token read, in token order.
using Answer = std::vector<Rational>;

/// Values of the outputs of `circuit`, in the order of `circuit.out`.
/// Transcendental steps are evaluated in balls; floor, round, less and select decide them by
/// raising the precision. \throws Undefined, Undecided; Undefined if an output is not rational
[[nodiscard]] std::vector<Rational> evaluate(const Circuit& circuit,
                                             const std::vector<Rational>& fields,
                                             std::int64_t position, std::int64_t length);

/// The embedded input: [n x d], extra tokens included. \pre tokens.cols() == model.fields.size()
[[nodiscard]] Matrix embed(const Transformer& model, const Matrix& tokens);

/// Evaluates one pass of the schedule on `tokens` [inputs x fields], keeping every layer.
/// \throws Undefined, Undecided
[[nodiscard]] Trace trace(const Transformer& model, const Matrix& tokens, const Mode& mode);

/// The final state [n x d] of one pass in exact arithmetic, from an embedded state. \throws
/// Undefined
[[nodiscard]] Matrix final_state(const Transformer& model, const Matrix& state, Tie any);

/// The answer read off a final state (last layer of a trace). \throws Undefined, Undecided
[[nodiscard]] Answer decode(const Transformer& model, const Trace& trace);
/// The answer read off an exact final state [n x d] of `inputs` input tokens.
[[nodiscard]] Answer decode(const Transformer& model, const Matrix& state, int inputs);

/// Evaluates and decodes. A model with any_hardmax heads is run under all three rules;
/// \throws Undefined also if their answers differ
[[nodiscard]] Answer answer(const Transformer& model, const Matrix& tokens, const Mode& mode);

/// Whether the final state of `trace` is `expected` [n x d], entry by entry. \throws Undecided
[[nodiscard]] bool state_equals(const Transformer& model, const Trace& trace,
                                const Matrix& expected);

/// A model made ready for many cases in one arithmetic. It is const and may be shared by threads;
/// the model must outlive it. Its members mean what the functions above mean.
class Evaluator {
 public:
  /// \pre precision >= 2 [bits] for ball, >= 1 for p_bit
  Evaluator(const Transformer& model, Arithmetic arithmetic, int precision);
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;
  ~Evaluator();

  [[nodiscard]] Trace trace(const Matrix& tokens, Tie any) const;
  [[nodiscard]] Answer answer(const Matrix& tokens) const;
  /// The embedded input in exact arithmetic, whatever the evaluator's own.
  [[nodiscard]] Matrix embed(const Matrix& tokens) const;
  /// \pre the arithmetic is rational
  [[nodiscard]] Matrix final_state(const Matrix& state, Tie any) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace attest::model

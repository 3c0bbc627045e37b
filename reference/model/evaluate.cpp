// SPDX-License-Identifier: Apache-2.0
/// \file
/// The semantics of a Transformer.
///
/// Sequence. The extra tokens with is_first in their order, then the input tokens, then the other
/// extra tokens: n in all, at positions 0 .. n-1. Each starts as the row of the state x [n x d]
/// that its circuit assigns; the rest of it is 0.
///
/// Pass. For every (block, times) of the schedule in order, `times` times:
///   1. x += sum over the block's heads of head(x): all heads read the same x;
///   2. x += MLP(x), at every position by itself: sum over units of out * max(in . x + bias, 0);
///   3. each token map in turn: at every position its outputs, computed from the row, are assigned
///   to the row.
///
/// Head. For query position i and key position j: score s(i,j) = <Q x_i, K x_j>, pattern a(i,.) =
/// norm of s(i,.) over the keys j that the mask shows to i, output O sum_j a(i,j) V x_j; 0 if i
/// sees no key. Third order: a key is an ordered pair (j,k) of visible tokens, pairs in row-major
/// order; its key vector is the coordinatewise product of K1 x_j and K2 x_k, its value that of V1
/// x_j and V2 x_k.
///   softmax_e     e^s / sum of e^s
///   softmax_base  b^s / sum of b^s; every score must be an integer
///   hardmax       1 / |S| on the set S of maximal keys, or 1 on the first or the last of S;
///   unique_hardmax needs |S| = 1 linear        s relu_mean     max(s, 0) / number of visible keys
///
/// Mask. A circuit of the positions (query, key); its own position is that of the query. It is
/// evaluated exactly.
///
/// Answer. It is read at the tokens that the decoder names; what the last layer makes of the others
/// is not computed, and need not be defined.
///
/// Circuit. Every step is computed, also those that a select does not take: an undefined step makes
/// the case Undefined.
///
/// Arithmetic. rational: exact; what is not rational is Undefined. ball: enclosures; a comparison
/// that they leave open is Undecided. p_bit: weights, inputs and the result of every operation
/// rounded, sums in the order of the description; masks are exact, and thresholds compare the
/// rounded output exactly.
#include "reference/model/evaluate.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "reference/model/evaluate_decode.hpp"
#include "reference/model/evaluate_pass.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::model {
namespace {

Matrix matrix_of(const State<Exact>& x) {
  Matrix result(x.n, x.d);
  for (int i = 0; i < x.n; ++i) std::ranges::copy(x.row(i), result.row(i).begin());
  return result;
}

// A p-bit number outside the exponent range has no value here.
template <typename Work>
auto in_range(Work work) {
  try {
    return work();
  } catch (const InputError& error) {
    if (error.id() == "float-range") throw Undefined(error.what());
    throw;
  }
}

bool has_any_hardmax(const Transformer& model) {
  for (const Block& block : model.blocks) {
    for (const Head& head : block.heads) {
      if (head.norm == Norm::any_hardmax) return true;
    }
  }
  return false;
}

// A model in one arithmetic.
template <typename A>
struct Compiled {
  const Transformer* model;
  A arithmetic;
  Embedding embedding;
  Layers<A> layers;

  Compiled(const Transformer& description, const A& chosen)
      : model(&description),
        arithmetic(chosen),
        embedding(description),
        layers(description, chosen) {}

  [[nodiscard]] Trace trace(const Matrix& tokens, const Mode& mode) const {
    State<A> x = embedding.of(arithmetic, tokens);
    Trace result{.n = x.n,
                 .d = x.d,
                 .first_input = first_input(*model),
                 .inputs = tokens.rows(),
                 .embedded = numbers(x),
                 .mode = mode};
    layers.pass(x, mode.any, &result, {.first = 0, .last = x.n});
    return result;
  }

  [[nodiscard]] Answer answer(const Matrix& tokens, Tie any) const {
    State<A> x = embedding.of(arithmetic, tokens);
    layers.pass(x, any, nullptr, positions_read(*model, tokens.rows()));
    return read(arithmetic, *model, x, tokens.rows());
  }
};

using AnyCompiled = std::variant<Compiled<Exact>, Compiled<Enclosed>, Compiled<Rounded>>;

AnyCompiled compile(const Transformer& model, Arithmetic arithmetic, int precision) {
  switch (arithmetic) {
    case Arithmetic::rational:
      return Compiled<Exact>(model, Exact{});
    case Arithmetic::ball:
      ATTEST_REQUIRE(precision >= 2, "precision " + std::to_string(precision));
      return Compiled<Enclosed>(model, Enclosed{precision});
    case Arithmetic::p_bit:
      ATTEST_REQUIRE(precision >= 1, "precision " + std::to_string(precision));
      return Compiled<Rounded>(model, Rounded{precision});
  }
  broken_invariant(__FILE__, __LINE__, "arithmetic", "unknown arithmetic");
}

}  // namespace

std::vector<Tie> ties_of(const Transformer& model) {
  for (const Block& block : model.blocks) {
    for (const Head& head : block.heads) {
      if (head.norm == Norm::any_hardmax) return {Tie::average, Tie::leftmost, Tie::rightmost};
    }
  }
  return {Tie::as_declared};
}

Matrix embed(const Transformer& model, const Matrix& tokens) {
  return matrix_of(Embedding(model).of(Exact{}, tokens));
}

Trace trace(const Transformer& model, const Matrix& tokens, const Mode& mode) {
  return Evaluator(model, mode.arithmetic, mode.precision).trace(tokens, mode.any);
}

Matrix final_state(const Transformer& model, const Matrix& state, Tie any) {
  return Evaluator(model, Arithmetic::rational, 0).final_state(state, any);
}

Answer answer(const Transformer& model, const Matrix& tokens, const Mode& mode) {
  return Evaluator(model, mode.arithmetic, mode.precision).answer(tokens);
}

struct Evaluator::Parts {
  Arithmetic arithmetic;
  int precision;
  bool has_any;
  AnyCompiled compiled;
};

Evaluator::Evaluator(const Transformer& model, Arithmetic arithmetic, int precision)
    : parts_(in_range([&] {
        return std::make_unique<const Parts>(
            Parts{.arithmetic = arithmetic,
                  .precision = precision,
                  .has_any = has_any_hardmax(model),
                  .compiled = compile(model, arithmetic, precision)});
      })) {}

Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;
Evaluator::~Evaluator() = default;

Trace Evaluator::trace(const Matrix& tokens, Tie any) const {
  const Mode mode{.arithmetic = parts_->arithmetic, .precision = parts_->precision, .any = any};
  return in_range([&] {
    return std::visit([&](const auto& model) { return model.trace(tokens, mode); },
                      parts_->compiled);
  });
}

Answer Evaluator::answer(const Matrix& tokens) const {
  const auto under = [&](Tie any) {
    return in_range([&] {
      return std::visit([&](const auto& model) { return model.answer(tokens, any); },
                        parts_->compiled);
    });
  };
  Answer result = under(Tie::average);
  if (!parts_->has_any) return result;
  if (under(Tie::leftmost) != result) {
    throw Undefined("the answers under average_hardmax and leftmost_hardmax differ");
  }
  if (under(Tie::rightmost) != result) {
    throw Undefined("the answers under average_hardmax and rightmost_hardmax differ");
  }
  return result;
}

Matrix Evaluator::embed(const Matrix& tokens) const {
  return std::visit(
      [&](const auto& model) { return matrix_of(model.embedding.of(Exact{}, tokens)); },
      parts_->compiled);
}

Matrix Evaluator::final_state(const Matrix& state, Tie any) const {
  const auto* model = std::get_if<Compiled<Exact>>(&parts_->compiled);
  ATTEST_REQUIRE(model != nullptr, "final_state of an evaluator that is not exact");
  State<Exact> x = state_of(state);
  model->layers.pass(x, any, nullptr, {.first = 0, .last = x.n});
  return matrix_of(x);
}

}  // namespace attest::model

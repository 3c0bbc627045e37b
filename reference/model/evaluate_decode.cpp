// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading answers: the decode circuit at the tokens read, then the readout.
#include "reference/model/evaluate_decode.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/model/counting.hpp"
#include "reference/model/evaluate_circuit.hpp"
#include "reference/number/contract.hpp"

namespace attest::model {
namespace {

Mixed mixed(Rational x) { return {std::move(x)}; }
Mixed mixed(Mixed x) { return x; }
Mixed mixed(const Float& x) { return {x.to_rational()}; }
Mixed mixed(Counted x) { return std::move(x.value); }

Rational exact_output(const Mixed& x) {
  const std::optional<Rational> value = exactly(x);
  if (!value) throw Undecided("an output of the decode circuit is not known exactly");
  return *value;
}

// 1 if x >= accept, 0 if x <= reject, else 1/2.
Rational accepted(const Mixed& x, const Decode& decode) {
  if (!decide(less(x, {decode.accept.value}), "acceptance of an output")) return 1;
  if (!decide(less({decode.reject.value}, x), "rejection of an output")) return 0;
  return {1, 2};
}

// Index of the largest output, the first on a tie.
Rational place_of_largest(const std::vector<Mixed>& outputs) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < outputs.size(); ++i) {
    if (less(outputs[best], outputs[i]) == true) best = i;
  }
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (i == best) continue;
    if (is_same(outputs[i], outputs[best])) {
      best = std::min(i, best);
    } else if (!decide(less(outputs[i], outputs[best]), "which output is the largest")) {
      throw Undecided("which output is the largest is not decided at this precision");
    }
  }
  return Rational(best);
}

// The entries of the answer that one token gives.
Answer read_token(const std::vector<Mixed>& outputs, const Decode& decode) {
  Answer answer;
  switch (decode.readout) {
    case Readout::exact:
    case Readout::whole_state:
      for (const Mixed& output : outputs) answer.push_back(exact_output(output));
      return answer;
    case Readout::threshold:
      for (const Mixed& output : outputs) answer.push_back(accepted(output, decode));
      return answer;
    case Readout::argmax:
      return {place_of_largest(outputs)};
  }
  broken_invariant(__FILE__, __LINE__, "readout", "unknown readout");
}

template <typename A>
State<A> last_state(const A& arithmetic, const Trace& trace) {
  State<A> state(arithmetic, trace.n, trace.d);
  const std::vector<Number>& values =
      trace.layers.empty() ? trace.embedded : trace.layers.back().state;
  ATTEST_REQUIRE(values.size() == state.values.size(), "the shape of a trace");
  for (std::size_t i = 0; i < values.size(); ++i) {
    state.values[i] = value_in(arithmetic, values[i]);
  }
  return state;
}

bool equals(const Number& number, const Rational& expected) {
  if (const Ball* ball = std::get_if<Ball>(&number)) {
    if (!ball->contains(expected)) return false;
    if (!ball->is_exact()) throw Undecided("an entry of the final state is not known exactly");
    return true;
  }
  if (const Float* rounded = std::get_if<Float>(&number)) return rounded->to_rational() == expected;
  return std::get<Rational>(number) == expected;
}

}  // namespace

int first_input(const Transformer& model) {
  return static_cast<int>(std::count_if(model.extra_tokens.begin(), model.extra_tokens.end(),
                                        [](const ExtraToken& token) { return token.is_first; }));
}

Positions positions_read(const Transformer& model, int inputs) {
  const int first = first_input(model);
  const auto one = [](int position) { return Positions{.first = position, .last = position + 1}; };
  const auto input = [&](int index) {
    if (inputs == 0) throw Undefined("no input token to read");
    return one(first + index);
  };
  switch (model.decode.at) {
    case ReadAt::every_input:
      return {.first = first, .last = first + inputs};
    case ReadAt::first_input:
      return input(0);
    case ReadAt::last_input:
      return input(inputs - 1);
    case ReadAt::first_extra:
      if (model.extra_tokens.empty()) throw Undefined("no extra token to read");
      return one(model.extra_tokens[0].is_first ? 0 : first + inputs);
  }
  broken_invariant(__FILE__, __LINE__, "at", "unknown readout position");
}

template <typename A>
Answer read_row(const A& arithmetic, const Decode& decode,
                std::span<const typename A::Value> fields, const Place& place) {
  std::vector<Mixed> outputs;
  for (auto& output : run(arithmetic, decode.circuit, fields, place)) {
    outputs.push_back(mixed(std::move(output)));
  }
  return read_token(outputs, decode);
}

template Answer read_row(const Exact&, const Decode&, std::span<const Rational>, const Place&);

template <typename A>
Answer read(const A& arithmetic, const Transformer& model, const State<A>& state, int inputs) {
  const Positions positions = positions_read(model, inputs);
  ATTEST_REQUIRE(positions.last <= state.n, "tokens of a final state");
  Answer answer;
  for (int position = positions.first; position < positions.last; ++position) {
    const Answer entries = read_row(arithmetic, model.decode, state.row(position),
                                    {.position = position, .length = state.n});
    answer.insert(answer.end(), entries.begin(), entries.end());
  }
  return answer;
}

template Answer read(const Exact&, const Transformer&, const State<Exact>&, int);
template Answer read(const Enclosed&, const Transformer&, const State<Enclosed>&, int);
template Answer read(const Rounded&, const Transformer&, const State<Rounded>&, int);
template Answer read(const Counting&, const Transformer&, const State<Counting>&, int);

State<Exact> state_of(const Matrix& matrix) {
  State<Exact> state(Exact{}, matrix.rows(), matrix.cols());
  for (int i = 0; i < matrix.rows(); ++i) std::ranges::copy(matrix.row(i), state.row(i).begin());
  return state;
}

Answer decode(const Transformer& model, const Trace& trace) {
  switch (trace.mode.arithmetic) {
    case Arithmetic::rational:
      return read(Exact{}, model, last_state(Exact{}, trace), trace.inputs);
    case Arithmetic::ball: {
      const Enclosed arithmetic{trace.mode.precision};
      return read(arithmetic, model, last_state(arithmetic, trace), trace.inputs);
    }
    case Arithmetic::p_bit: {
      const Rounded arithmetic{trace.mode.precision};
      return read(arithmetic, model, last_state(arithmetic, trace), trace.inputs);
    }
  }
  broken_invariant(__FILE__, __LINE__, "arithmetic", "unknown arithmetic");
}

Answer decode(const Transformer& model, const Matrix& state, int inputs) {
  return read(Exact{}, model, state_of(state), inputs);
}

bool state_equals(const Transformer& model, const Trace& trace, const Matrix& expected) {
  ATTEST_REQUIRE(expected.cols() == width(model), "width of an expected state");
  const std::vector<Number>& values =
      trace.layers.empty() ? trace.embedded : trace.layers.back().state;
  if (expected.rows() != trace.n) return false;
  for (int i = 0; i < trace.n; ++i) {
    for (int c = 0; c < trace.d; ++c) {
      const auto at = static_cast<std::size_t>(i) * static_cast<std::size_t>(trace.d) +
                      static_cast<std::size_t>(c);
      if (!equals(values[at], expected(i, c))) return false;
    }
  }
  return true;
}

}  // namespace attest::model

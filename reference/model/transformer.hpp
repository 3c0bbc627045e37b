// SPDX-License-Identifier: Apache-2.0
/// \file
/// Transformers as plain data: named registers of the residual stream, heads, ReLU units, token
/// maps.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/model/circuit.hpp"
#include "reference/number/integer.hpp"

namespace attest::model {

/// A named slice of the residual stream; slices stand one after the other in the order of
/// declaration.
struct Register {
  std::string name = {};
  int size = 1;  ///< [channels]

  friend bool operator==(const Register&, const Register&) = default;
};

/// One nonzero of a linear map: output coordinate `to` gains `weight` times input coordinate
/// `from`.
struct Entry {
  int from = 0;
  int to = 0;
  Weight weight = {};

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// A sparse linear map. Queries, keys, values: residual stream -> head; `Head::out`: value ->
/// residual stream.
using Linear = std::vector<Entry>;

/// How scores become an attention pattern. A row without a visible key reads 0.
enum class Norm {
  softmax_e,          ///< e^s / sum; natural exponential, needs ball or float arithmetic
  softmax_base,       ///< b^s / sum for the integer base b of the head and integer scores: exactly
                      ///< rational
  average_hardmax,    ///< uniform over the keys of maximal score
  leftmost_hardmax,   ///< the first key of maximal score
  rightmost_hardmax,  ///< the last key of maximal score
  unique_hardmax,     ///< the key of maximal score; a tie is a broken precondition
  any_hardmax,  ///< average, leftmost and rightmost are all run; the decoded answers must agree
  linear,       ///< the score itself, not normalised
  relu_mean,    ///< max(score, 0) / number of visible keys
};

/// One attention head. Its output is added to the residual stream.
struct Head {
  std::string name = {};
  Norm norm = Norm::average_hardmax;
  Integer base = 0;                 ///< of softmax_base: b >= 2
  int mask = -1;                    ///< index into Transformer::masks; -1: every key is visible
  Linear query = {};                ///< [d -> d_k]
  std::vector<Linear> keys = {};    ///< [d -> d_k]; one, or two for third-order attention
  std::vector<Linear> values = {};  ///< [d -> d_v]; as many as keys; third order multiplies them
  Linear out = {};                  ///< [d_v -> d]

  friend bool operator==(const Head&, const Head&) = default;
};

/// One coefficient of a ReLU unit.
struct Term {
  int at = 0;  ///< coordinate of the residual stream
  Weight weight = {};

  friend bool operator==(const Term&, const Term&) = default;
};

/// One hidden unit: the stream gains out * max(in . x + bias, 0); the same at every position.
struct Relu {
  std::string name = {};
  std::vector<Term> in = {};
  Weight bias = {};
  std::vector<Term> out = {};

  friend bool operator==(const Relu&, const Relu&) = default;
};

/// One layer: x += sum of heads(x); then x += MLP(x); then each token map assigns registers in
/// turn.
struct Block {
  std::string name = {};
  std::vector<Head> heads = {};
  std::vector<Relu> mlp = {};
  std::vector<Circuit> token_maps =
      {};  ///< fields: the registers, one field a coordinate, in stream order

  friend bool operator==(const Block&, const Block&) = default;
};

/// A token of the model's own, such as a blank or a sentinel, that every query may see.
struct ExtraToken {
  std::string name = {};
  Circuit embed = {};     ///< no fields; may use position and length
  bool is_first = false;  ///< before the input tokens; else after them

  friend bool operator==(const ExtraToken&, const ExtraToken&) = default;
};

/// What becomes of the final state.
enum class Readout {
  exact,        ///< the outputs of the decode circuit are the answer
  threshold,    ///< each output: 1 if >= accept, 0 if <= reject, 1/2 (neither) between
  argmax,       ///< index of the largest output, the first on a tie
  whole_state,  ///< the outputs are the raw token fields, and the state must be their embedding
};

/// Which tokens are read; `first_extra` is the first of Transformer::extra_tokens, wherever it
/// stands.
enum class ReadAt { every_input, first_input, last_input, first_extra };

/// Reads the answer off the final state.
struct Decode {
  Circuit circuit = {};  ///< fields: the registers, one field a coordinate, in stream order
  Readout readout = Readout::exact;
  ReadAt at = ReadAt::every_input;
  Weight accept{.value = Rational(3, 4)};
  Weight reject{.value = Rational(1, 4)};

  friend bool operator==(const Decode&, const Decode&) = default;
};

/// A model with exact weights. It may depend on a claim's parameters, never on the case.
struct Transformer {
  std::string name = {};
  std::vector<std::string> fields = {};  ///< of one input token
  std::vector<Register> registers = {};  ///< d = sum of sizes
  Circuit embed = {};  ///< fields -> registers; a register that is not assigned is 0
  std::vector<ExtraToken> extra_tokens = {};
  std::vector<Circuit> masks = {};  ///< fields (query, key): positions; output `visible`: 1 or 0
  std::vector<Block> blocks = {};
  std::vector<std::pair<int, int>> schedule = {};  ///< (block, times) in order: one pass, one loop
  Decode decode = {};
  Rational quantum = 1;  ///< what a generic mutant adds to or takes from an exact weight

  friend bool operator==(const Transformer&, const Transformer&) = default;
};

/// Width d of the residual stream [channels].
[[nodiscard]] int width(const Transformer& model);

/// First coordinate of the register `name`. \throws InputError if there is none
[[nodiscard]] int coordinate(const Transformer& model, std::string_view name, int at = 0);

/// "name[at]" of a coordinate of the residual stream.
[[nodiscard]] std::string coordinate_name(const Transformer& model, int coordinate);

/// Checks that every index, name and weight is sound. \throws InputError naming the first place
/// that is not
void validate(const Transformer& model);

[[nodiscard]] std::string_view name_of(Norm norm);
[[nodiscard]] std::string_view name_of(Readout readout);
[[nodiscard]] std::string_view name_of(ReadAt at);

/// True for the norms that pick maximal scores.
[[nodiscard]] bool is_hardmax(Norm norm);

}  // namespace attest::model

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::model::Register>;
extern template class std::vector<attest::model::Entry>;
extern template class std::vector<attest::model::Linear>;
extern template class std::vector<attest::model::Head>;
extern template class std::vector<attest::model::Term>;
extern template class std::vector<attest::model::Relu>;
extern template class std::vector<attest::model::Block>;
extern template class std::vector<attest::model::ExtraToken>;

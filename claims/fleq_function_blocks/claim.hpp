// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `fleq_function_blocks`: a looped transformer calls functions on matrices, and inverts,
/// iterates and trains by programs.
///
/// Source: Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee,
/// Papailiopoulos, ICML 2023). Kind: construction and inequalities; block and bounds are ours.
/// Statements: see statements.cpp. (S1) one block executes any instruction FLEQ(a, b, c, m, flag,
/// p) of reference/machine/fleq.hpp; (S2) programs of the looped block equal direct algorithms bit
/// for bit; (S3) a softmax column is a sigmoid; (S4) a softmax head is a product up to a certified
/// error; (S5) Newton's iteration, exactly and by softmax.
/// Setting: encoder, no mask, residual stream, no layer norm. Columns 0, .., d-1 belong to the
/// machine, each cell has d columns, each command one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/machine/fleq.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/function.hpp"

namespace attest::fleq_function_blocks {

/// Name of the claim.
inline constexpr const char* claim_id = "fleq_function_blocks";

/// One machine. The block depends on d, k and the operations; only the embedding and the decoder
/// know how many cells there are.
struct Size {
  int side = 0;                                        ///< d: rows and columns of a cell
  int cells = 0;                                       ///< addresses 0, .., cells-1
  int commands = 0;                                    ///< the last one ends a run
  std::vector<machine::fleq::Operation> operations{};  ///< those that the block has, each once

  /// k = max(2, ceil(log2(cells + commands))) [bits of an address]
  [[nodiscard]] int address_bits() const;
  [[nodiscard]] int columns() const { return side + cells * side + commands; }
  /// Number of the operation in a token. \pre the block has it
  [[nodiscard]] int number_of(machine::fleq::Operation operation) const;
};

/// All operations of the machine.
[[nodiscard]] std::vector<machine::fleq::Operation> all_operations();
/// The machine that runs a program, with the operations that it calls.
[[nodiscard]] Size size_for(const machine::fleq::Program& program);

/// A softmax head, or two, for products A^T B of d columns.
struct ProductShape {
  int side = 0;
  int inverse_log2 = 0;  ///< eta = 2^-inverse_log2
  int level = 0;         ///< L: score of the dummy
  bool is_odd = false;   ///< two heads, at eta and -eta, with half weight each
  int columns = 0;       ///< tokens beside the dummy; 0: d
};

/// What twists of a product choose differently.
struct ProductChoices {
  int dummy_sign = -1;              ///< of the dummy's value 1/eta
  int second_sign = -1;             ///< of eta in the second head
  Rational share = Rational(1, 2);  ///< of each of two heads
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  Rational twice = 2;                 ///< factor of B in 2B - B (A B)
  bool is_transposed_product = true;  ///< A^T B, else A B
  bool is_gated = true;               ///< a function that is not called reads zeros
  bool writes_own_lane = true;        ///< a column of a cell takes that column of the result
  bool clears_operands = true;
  bool swaps_targets = false;     ///< the branch goes on where it should jump
  bool swaps_difference = false;  ///< B - A
  bool reads_flag_first = false;  ///< the flag is read before the write
  model::Norm branch = model::Norm::leftmost_hardmax;
  /// Products by softmax, nearly, in place of linear attention; an extra token is the dummy.
  std::optional<ProductShape> product = {};
  ProductChoices product_choices = {};
};

/// The block: 5 + max l_m layers; one pass is one instruction.
[[nodiscard]] model::Transformer construction(const Size& size, const Choices& choices = {});

/// The tokens of a machine between two instructions.
[[nodiscard]] check::Case tokens_of(const Size& size, const machine::fleq::Program& program,
                                    const machine::fleq::State& state);

/// What the README promises of the block, compared with what it uses.
[[nodiscard]] std::vector<check::Promise> promises(const Size& size,
                                                   const model::Transformer& model);

/// The named mutants of S1, on machines of the size that parameters name.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(
    const Function<Size(const check::Params&)>& size_of);

/// Runs a user's program, or an algorithm on a user's matrix, by the looped block.
/// \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::fleq_function_blocks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sights, drawn MLPs and statements, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/mlp_neuron_as_head/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/random.hpp"

namespace attest::mlp_neuron_as_head {

/// Which keys a head may read. The bias token sees itself alone.
enum class Sight { itself, itself_and_bias, tokens, earlier_tokens };

/// Whether `query` may read `key`; `bias` is the position of the bias token.
[[nodiscard]] bool sees(Sight sight, int query, int key, int bias);

/// 1 where a query of this sight sees a key; positions count the bias token, which is the last.
[[nodiscard]] model::Circuit mask_of(Sight sight, const Choices& choices);

/// Shape of a random MLP, and where its weights and tokens are drawn.
struct MlpShape {
  int width = 2;           ///< d
  int units = 2;           ///< l
  int tokens = 3;          ///< n
  std::int64_t reach = 2;  ///< weights and features are multiples of 1/denominator up to reach
  std::int64_t denominator = 1;
};
/// A random MLP; out weights are not 0.
[[nodiscard]] Mlp random_mlp(const MlpShape& shape, Random& random);
/// Random tokens [n x d].
[[nodiscard]] Matrix random_tokens(const MlpShape& shape, Random& random);

/// An MLP and tokens as one row of numbers, and back.
[[nodiscard]] check::Case case_of(const Mlp& mlp, const Matrix& tokens);
[[nodiscard]] Mlp mlp_of(const check::Case& chosen, const MlpShape& shape);
[[nodiscard]] Matrix tokens_of(const check::Case& chosen, const MlpShape& shape);
/// All MLPs of one unit with out weight 1 and features of one coordinate, and all tokens.
[[nodiscard]] check::CaseSpace all_neurons(int tokens, std::int64_t reach);
/// Random ones.
[[nodiscard]] check::CaseSpace random_cases(const MlpShape& shape, std::int64_t count,
                                            std::uint64_t seed);

/// Features of all tokens and then of the bias token, row by row, after each layer, in balls.
/// \throws model::Undecided
[[nodiscard]] std::vector<std::vector<Ball>> features_after(const model::Transformer& model,
                                                            const Matrix& tokens, int precision);

/// round(2^bits x), the same for all of the ball. \throws model::Undecided
[[nodiscard]] Rational rounded_to(unsigned bits, const Ball& x);

/// Under e, the choices of a mutant of M1; of no name, the construction. \throws InputError
[[nodiscard]] Choices broken_by(const std::string& mutant);

/// Weights in words, for witnesses.
[[nodiscard]] std::string text_of(const Mlp& mlp);
/// 1 layer, l heads of dimension 1, width d + 1.
[[nodiscard]] std::vector<check::Promise> promises_of(const Mlp& mlp, const Choices& choices);

/// T1.random and T1.natural.
[[nodiscard]] std::vector<check::Statement> random_mlps();
/// T1, T1.bias and the above.
[[nodiscard]] std::vector<check::Statement> neuron_statements();
/// T2, T2.silu, T2.layers.
[[nodiscard]] std::vector<check::Statement> separate_statements();
/// T3.heads.
[[nodiscard]] check::Statement ignoring_heads();
/// T3, T3.random, T3.natural, T3.attained, T3.leak, T3.heads.
[[nodiscard]] std::vector<check::Statement> mask_statements();
/// A1, A1.heads, A2, A2.heads.
[[nodiscard]] std::vector<check::Statement> activation_statements();
/// M1, M2.
[[nodiscard]] std::vector<check::Statement> network_statements();

/// Tokens and the bias token as the head of a unit sees them: under a mask, and with weights.
[[nodiscard]] check::Drawing unit_figure(const check::Params& params);
[[nodiscard]] check::Drawing stream_figure(const check::Params& params);

/// What is counted at growing omega, width and length.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::mlp_neuron_as_head

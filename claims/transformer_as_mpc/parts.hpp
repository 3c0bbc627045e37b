// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, a ground truth, mutants and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/transformer_as_mpc/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::transformer_as_mpc {

/// A wrong choice by name.
using Wrong = derive::Wrong<Choices>;
/// The named wrong choices of the program.
[[nodiscard]] std::vector<Wrong> wrong_choices();

/// A broken program by name.
struct BrokenProgram {
  std::string name;
  std::string why;
  machine::mpc::Program program;
};
/// One for each instruction left out, constant raised by one, and transfer left out.
[[nodiscard]] std::vector<BrokenProgram> broken_programs(const machine::mpc::Program& program);

/// All tokens (q, k, v) of `dimension` coordinates each with entries -1, 0, 1.
[[nodiscard]] check::CaseSpace small_matrices(std::int64_t n, std::int64_t dimension);
/// Drawn integer Q, K, V with entries -3 to 3.
[[nodiscard]] check::CaseSpace drawn_matrices(std::int64_t n, std::int64_t dimension,
                                              std::int64_t size, std::uint64_t seed);

/// The words of a case in the order of a program's inputs.
[[nodiscard]] std::vector<Rational> words_of(const check::Case& tokens);

/// sum_j 2^(q_i . k_j) v_j / sum_j 2^(q_i . k_j) of every token i, by the formula: no model and no
/// program has a part in it.
[[nodiscard]] std::vector<Rational> averages(const check::Case& tokens, int m);

/// Words that a machine may send or receive in a round: s = (b - 1) 3m.
[[nodiscard]] std::int64_t word_limit(const Load& load, std::int64_t fan_out);

/// Least b >= 2 with b^k >= N.
[[nodiscard]] std::int64_t root_fan_out(std::int64_t n, std::int64_t k);

/// The program of a model on n tokens against its literal evaluation.
[[nodiscard]] derive::Agrees simulated(model::Transformer network, std::int64_t n,
                                       std::int64_t fan_out, check::CaseSpace cases);
using AgreesAt = derive::Agrees (*)(const check::Params&, std::uint64_t seed);
using ProgramAt = machine::mpc::Program (*)(const check::Params&);
/// Adds a mutant for each broken program of the construction.
void add_broken_programs(check::Statement& statement, AgreesAt make, ProgramAt build);

/// S1.attention, S1.random: one head.
[[nodiscard]] std::vector<check::Statement> attention_statements();
/// S1, S1.attention, S1.random, S1.deep: the program gives the answer of the model.
[[nodiscard]] std::vector<check::Statement> simulation_statements();
/// S2, S2.bits, S3: rounds, words and bits.
[[nodiscard]] std::vector<check::Statement> count_statements();

/// The grid of pair machines, with the trees of the broadcast and of the sums.
[[nodiscard]] check::Drawing grid_figure(const check::Params& params);

/// What is counted at growing N and k.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::transformer_as_mpc

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, statements and pictures of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/arithmetic_circuit_as_input/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/task/satisfiability.hpp"

namespace attest::arithmetic_circuit_as_input {

/// All circuits with two inputs out of {-1/2, 0, 3} and `gates` gates behind them: a sum of any
/// nonempty set of earlier gates, a product of any ordered pair of them, or a sign of any.
[[nodiscard]] check::CaseSpace small_circuits(int gates);

/// Those of them whose depth is `depth`.
[[nodiscard]] check::CaseSpace small_circuits(int gates, int depth);

/// The same circuits, each once, with inputs 0.
[[nodiscard]] check::CaseSpace wirings(int gates);

/// Random circuits: 1 to 4 inputs out of a/b, |a| <= 4, 1 <= b <= 4, and `gates` gates on `levels`
/// levels, each with sources of lower levels; sums have 1 to 4 wires, also from one source. Tokens
/// are shuffled. \pre 1 <= levels <= gates
[[nodiscard]] check::CaseSpace random_circuits(int gates, int levels, std::int64_t size,
                                               std::uint64_t seed);

/// A formula as a polynomial over the rationals: a literal is x or 1 - x, a clause 1 minus the
/// product of 1 - l over its literals, the formula the product of its clauses. On 0 and 1 that is
/// whether it is satisfied. Inputs are the variables in order; outputs are the formula and the sum
/// of its clauses.
[[nodiscard]] machine::netlist::Netlist polynomial_of(const task::Formula& formula);

/// A choice that a mutant or a twist makes.
using Wrong = derive::Wrong<Choices>;
[[nodiscard]] std::vector<Wrong> wrong_choices(Heads heads);

/// The mutants of S1 and S4 by name; they take the parameter depth.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Heads heads);

/// S2, S2.random: after every second layer.
[[nodiscard]] std::vector<check::Statement> layer_statements();
/// S3, S3.scores: who attends to whom.
[[nodiscard]] std::vector<check::Statement> routing_statements();
/// S5: a transformer as a circuit.
[[nodiscard]] std::vector<check::Statement> converse_statements();

/// A circuit, its tokens, and what they hold layer by layer.
[[nodiscard]] check::Drawing circuit_figure();

/// What is counted at growing circuits.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::arithmetic_circuit_as_input

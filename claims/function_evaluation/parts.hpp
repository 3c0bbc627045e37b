// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, statements and counts, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/function_evaluation/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"

namespace attest::function_evaluation {

/// The parameter `form`: its number in TableForm.
[[nodiscard]] check::Parameter form_parameter(TableForm first);
[[nodiscard]] TableForm form_of(const check::Params& params);

/// Every function in every order of its tokens with every argument; of links, in every order of its
/// keys and every order of its values.
[[nodiscard]] check::CaseSpace all_tables(TableForm form, std::int64_t n);

/// Functions in random orders; every fourth has n - 1 - f(i) at all numbers but the one asked for.
[[nodiscard]] check::CaseSpace random_tables(TableForm form, std::int64_t n, std::int64_t count,
                                             std::uint64_t seed);

/// For each argument i a function with f(i) = i whose other values all have the opposite code;
/// keys of neighbours in increasing order. \pre n is a power of two
[[nodiscard]] check::CaseSpace opposed_tables(TableForm form, std::int64_t n);
/// The table of `opposed_tables` for one argument.
[[nodiscard]] Table opposed_table(std::int64_t n, std::int64_t argument);

/// The form as it is built under `choices`.
[[nodiscard]] model::Transformer construction(TableForm form, std::int64_t n,
                                              const Choices& choices);

/// The last layer under softmax in base B: one layer at priority 1, two at 2k + 1.
[[nodiscard]] Choices in_base(TableForm form, std::int64_t n, std::int64_t base);
/// The base at which the form is certified.
[[nodiscard]] std::int64_t base_of(TableForm form, std::int64_t n);

/// Layers, heads, width and key dimension against what the statement promises.
[[nodiscard]] std::vector<check::Promise> promises_of(TableForm form, std::int64_t n,
                                                      const model::Transformer& model);

/// A statement of this claim with the parameters form and n.
[[nodiscard]] check::Statement about_form(std::string label, std::string title, TableForm first,
                                          std::int64_t most);

/// A mutant that builds with other choices.
[[nodiscard]] derive::NamedMutant wrong(const char* name, const char* why, const Choices& choices,
                                        std::string proof = {});

/// Points (form, n), n = 2, .., most for each form of one layer, or of two.
[[nodiscard]] std::vector<check::Params> points_of(TableForm first, std::int64_t most);

/// U1, U1.large, U2, U2.large: hardmax.
[[nodiscard]] std::vector<check::Statement> hardmax_statements();
/// U1.softmax, U1.natural, U2.softmax, U2.natural.
[[nodiscard]] std::vector<check::Statement> softmax_statements();
/// U1.base, U1.opposed, U1.least, U1.orders, U2.opposed: which bases suffice.
[[nodiscard]] std::vector<check::Statement> base_statements();
/// L.map, L.rows: the reduction.
[[nodiscard]] std::vector<check::Statement> reduction_statements();
/// L.random, L.small, L.correct, L.decides: layers against the adversary.
[[nodiscard]] std::vector<check::Statement> layer_statements();

/// Least base at which the form answers the opposed table of argument 0.
[[nodiscard]] std::int64_t least_base(TableForm form, std::int64_t n);

/// The key that is asked for against all others, in bases around the certified one.
[[nodiscard]] check::Drawing vote_figure(const check::Params& params);

/// What is counted at growing n.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::function_evaluation

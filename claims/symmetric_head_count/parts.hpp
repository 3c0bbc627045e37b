// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces and statements, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "claims/symmetric_head_count/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::symmetric_head_count {

/// The statement without parameters, points and mutants.
[[nodiscard]] check::Statement statement_of(const check::Wording& text);

[[nodiscard]] check::Parameter parameter(const char* name, const char* meaning, std::int64_t lo,
                                         std::int64_t hi);
/// The parameter n.
[[nodiscard]] check::Parameter bits_parameter(std::int64_t lo, std::int64_t hi);

using Points = Function<std::vector<check::Params>(check::Rung)>;
/// n = lo, .., fast, and beyond `fast` up to nightly; with `other` = -1 beside it unless it is
/// null.
[[nodiscard]] Points points_up_to(std::int64_t lo, std::int64_t fast, std::int64_t nightly,
                                  const char* other = nullptr);
/// One point: `name` is `fast` or, beyond that rung, `nightly`.
[[nodiscard]] Points point_at(const char* name, std::int64_t fast, std::int64_t nightly);
/// One point on every rung.
[[nodiscard]] Points fixed_point(check::Params point);

/// The parameter |w_j| <= weight of P3, and points with it.
[[nodiscard]] check::Parameter weight_parameter();
[[nodiscard]] check::Params weight_point(std::int64_t n, std::int64_t weight, const char* other);
/// |w_j| <= 3 up to n = 4, on nightly also |w_j| <= 2 for n = 5.
[[nodiscard]] Points weight_points(std::int64_t fast, const char* other);
/// Every threshold that cuts the sums w.x differently: half-integers around them.
[[nodiscard]] std::vector<Rational> thresholds_of(const std::vector<std::int64_t>& weights);

/// A way to break the left side that must be noticed.
struct TwistText {
  const char* name;
  const char* why;
};
[[nodiscard]] std::vector<derive::Twist> twists_of(std::initializer_list<TwistText> texts);

/// The whole number in a field of a case. \pre it fits int64
[[nodiscard]] std::int64_t whole(const check::Case& chosen, int field);

/// The indices 0, .., size-1 of a sample of layers, as cases.
[[nodiscard]] check::CaseSpace sample(const char* description, std::int64_t size,
                                      std::uint64_t seed, Integer full_size);

/// One word for each count: 1^s 0^(n-s), s = 0, .., n. They stand for all 2^n words where the
/// description has no positions: its answer depends on the count alone (README).
[[nodiscard]] check::CaseSpace counts(int n);
/// One word for each bit b and count s': b, then s' bits that differ from b, then bits b. They
/// stand for all 2^n words where the description has no positions and reads at the first bit.
[[nodiscard]] check::CaseSpace counts_at_bit(int n);

/// Which words the constructions are judged on.
enum class Words { all, one_a_count };

/// P2 (degree 1) and P5 (degree 0: every degree from 1 to n): the construction of every symmetric
/// function.
struct UpperForm {
  Sinks sinks = Sinks::powers;
  Exponential exponential = Exponential::base_two;
  Words words = Words::all;
  int degree = 1;
  std::int64_t fast = 0;     ///< largest n on the rung fast
  std::int64_t nightly = 0;  ///< and on nightly
};
[[nodiscard]] check::Statement upper(const check::Wording& text, const UpperForm& form);

/// The output of P2 with sinks h as a function of the count; of parity where `function` is -1.
/// \throws InputError drawing-size where the poles do not fit
[[nodiscard]] check::Drawing output_figure(const check::Params& params);

/// The parity of n bits under p-bit rounding, with either sinks.
[[nodiscard]] check::Statement precision_ladder();

/// The functions from which the claim's mutants of P2 start: each changes the plan of the
/// functions whose number of sign changes lies in a range.
struct PlanEdit {
  const char* name;
  const char* why;
  const char* proof;  ///< empty unless it changes nothing
  int least_changes;
  int most_changes;
  void (*edit)(Plan&);
};
[[nodiscard]] const std::vector<PlanEdit>& plan_edits(Sinks sinks);

/// Computes a certificate against fewer than c heads: row k holds f(k) and the weight z_k.
[[nodiscard]] check::Case certificate_of(const Values& values);
/// P2 and P5, lower bounds, and the average that leads from bits to counts.
[[nodiscard]] check::Statement lower_bound();
[[nodiscard]] check::Statement lower_bound_with_degree();
[[nodiscard]] check::Statement symmetrisation();

/// The cleared polynomial of random layers: read at a sink with the readout linear (P1) or of
/// degree d (P5.degree), or at a bit (P6.degree).
[[nodiscard]] check::Statement cleared_degree(const check::Wording& text, Reader reader,
                                              int least_degree, int most_degree);
/// P1.dual: the signs of parity are orthogonal to every monomial of lower degree.
[[nodiscard]] check::Statement parity_dual();

/// P3: one head and linear thresholds.
[[nodiscard]] check::Statement thresholds_by_one_head();
[[nodiscard]] check::Statement one_head_is_affine();
[[nodiscard]] check::Statement priorities_by_one_head();
[[nodiscard]] check::Statement sensitivity_bound();
[[nodiscard]] check::Statement sensitivity_attained();

/// P4: one uniform head and n ReLU units.
[[nodiscard]] check::Statement parity_by_units();

/// P6: n-1 heads at a bit token.
[[nodiscard]] check::Statement bit_token(const check::Wording& text, int first,
                                         Exponential exponential, Words words, std::int64_t fast,
                                         std::int64_t nightly);
[[nodiscard]] check::Statement bit_token_count();

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

/// Number of powers of 2 in the binary expansion of a positive dyadic rational.
[[nodiscard]] int terms_of(const Rational& weight);

}  // namespace attest::symmetric_head_count

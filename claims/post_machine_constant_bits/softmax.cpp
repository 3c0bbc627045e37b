// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: softmax in place of hardmax needs scores that grow with the window.
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using check::Params;
using check::Rung;
using machine::post::Codes;
using machine::turing::Table;

/// The token after a window: the oldest symbol and the newest state. \param is_pair as one number
task::Task popped_next(const Table& table, bool is_pair) {
  return {.id = "post_machine", .answer = [table, is_pair](const Matrix& tokens) {
            const Codes codes{.states = table.states, .symbols = table.symbols};
            const machine::post::Token token = machine::post::next(
                table, codes.state(static_cast<int>(tokens(tokens.rows() - 1, 1).num().to_int64())),
                codes.symbol(static_cast<int>(tokens(0, 0).num().to_int64())));
            const int pushed = codes.code(token.pushed);
            const int state = codes.code(token.state);
            if (is_pair) return std::vector<Rational>{pushed * codes.control_states() + state};
            return std::vector<Rational>{pushed, state};
          }};
}

/// Every window whose older tokens have the starting state, the newest any state.
check::CaseSpace newest_states(const Table& table, int window) {
  const Codes codes{.states = table.states, .symbols = table.symbols};
  return check::product(check::words(1, codes.control_states()),
                        check::words(window, codes.queue_symbols()),
                        [](const check::Case& state, const check::Case& word) {
                          check::Case tokens(word.rows(), 2);
                          for (int i = 0; i < word.rows(); ++i) tokens(i, 0) = word(i, 0);
                          tokens(word.rows() - 1, 1) = state(0, 0);
                          return std::optional(tokens);
                        });
}

/// Least integer k with e^k > W - 1, by 2.718 < e < 2.719 (equal for both at these W).
std::int64_t natural_gain(std::int64_t window) {
  std::int64_t gain = 0;
  Rational low = 1;
  while (low <= Rational(window - 1)) {
    low = low * Rational(2718, 1000);
    ++gain;
  }
  return gain;
}

std::vector<Params> softmax_points(Rung rung) {
  std::vector<Params> points;
  for (int window = 1; window <= (rung == Rung::fast ? 3 : 5); ++window) {
    points.push_back({{"window", window}});
  }
  return points;
}

check::Statement softmax(bool is_natural) {
  check::Statement result =
      check::about(claim_id, is_natural ? "S3.natural" : "S3", "Softmax needs growing scores");
  result.sentence =
      is_natural ? "With softmax and an integer score $\\kappa$ of the oldest token, others 0, "
                   "every window of $W$ tokens is continued rightly iff $e^\\kappa > W-1$."
                 : "With weights $2^{\\kappa}$ of the oldest token and 1 of the others every "
                   "window of $W > 1$ tokens is continued rightly iff $\\kappa \\ge \\lceil\\log_2 "
                   "W\\rceil$: bits of the scores grow with $W$, so constant bits ask for hardmax.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "-",
      .checked = std::string("The least kappa on every window with any newest state, for the "
                             "two-state champion; one less fails for 1 < W.") +
                 (is_natural ? " Weights are powers of e in balls." : ""),
      .gap =
          "The stated W; that a weight above one half suffices whatever the window holds is proved "
          "in the README."};
  result.parameters = {{.name = "window", .meaning = "W: tokens", .lo = 1, .hi = 6}};
  result.points = softmax_points;
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"window", 2}}, {{"window", 3}}}; };
  const auto choices_at = [is_natural](std::int64_t window, std::int64_t less) {
    const std::int64_t gain = is_natural ? natural_gain(window) : ceil_log2(window);
    return Choices{.norm = is_natural ? model::Norm::softmax_e : model::Norm::softmax_base,
                   .gain = gain - less};
  };
  const auto make = [choices_at, is_natural](const Params& params, std::uint64_t) {
    const auto window = static_cast<int>(params.at("window"));
    derive::Computes computes{.model = decoder(machine::turing::champion(2), choices_at(window, 0)),
                              .task = popped_next(machine::turing::champion(2), is_natural),
                              .inputs = newest_states(machine::turing::champion(2), window)};
    if (is_natural) {
      computes.arithmetic = model::Arithmetic::ball;
      computes.precision = 64;
    }
    return computes;
  };
  check::Statement statement = derive::computes(
      std::move(result), make,
      {{.name = "kappa_one_less",
        .why = "a weight of one half at most",
        .proof = {},
        .apply = [choices_at](derive::Computes& c, const Params& params) {
          c.model = decoder(machine::turing::champion(2), choices_at(params.at("window"), 1));
        }}});
  return derive::without_generic_mutants(std::move(statement));
}

}  // namespace

std::vector<check::Statement> softmax_statements() { return {softmax(false), softmax(true)}; }

}  // namespace attest::post_machine_constant_bits

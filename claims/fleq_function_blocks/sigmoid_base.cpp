// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.base: the sigmoid under softmax in base 2, where every number is rational.
#include <utility>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/check/about.hpp"
#include "reference/check/case_space.hpp"
#include "reference/task/task.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;

/// b^z / (b^z + 1) at every column.
task::Task power_sigmoid(std::int64_t base) {
  return {.id = "sigmoid base=" + std::to_string(base), .answer = [base](const Matrix& tokens) {
            std::vector<Rational> result;
            for (int j = 0; j < tokens.rows(); ++j) {
              const std::int64_t z = tokens(j, 0).num().to_int64();
              const Rational power(pow(Integer(base), static_cast<unsigned>(z < 0 ? -z : z)));
              result.push_back(z < 0 ? Rational(1) / (1 + power) : power / (1 + power));
            }
            return result;
          }};
}

}  // namespace

check::Statement sigmoid_in_base_two() {
  check::Statement statement =
      check::about(claim_id, "S3.base", "A column of a softmax is a sigmoid, in base 2");
  statement.sentence =
      "For integer $z$ and $M - 1 = 2^j$, one column with score $z + j$ against $M - 1$ columns "
      "with score 0 has weight $2^z / (1 + 2^z)$ under softmax in base 2: S3 at $z \\ln 2$.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "All words of M arguments from -2 to 2, in rationals.",
                        .gap = "Arguments that are multiples of ln 2, few of them."};
  statement.parameters = {{.name = "power", .meaning = "j", .lo = 0, .hi = 4},
                          {.name = "most", .meaning = "greatest |z|", .lo = 1, .hi = 4}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"power", 0}, {"most", 2}}, {{"power", 1}, {"most", 2}}};
    if (rung != Rung::fast) points.push_back({{"power", 2}, {"most", 2}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"power", 1}, {"most", 2}}}; };
  const auto build = [](const Rational& bias) {
    model::Transformer model = sigmoid_block({{.direction = {1}}}, {bias});
    model::Head& head = model.blocks[0].heads[0];
    head.norm = model::Norm::softmax_base;
    head.base = 2;
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    decode.output("sigmoid", decode.input("out[0]"));
    model.decode.circuit = decode.finish();
    return model;
  };
  const auto make = [build](const Params& params, std::uint64_t) {
    const std::int64_t power = params.at("power");
    const int columns = 1 + (1 << power);
    const std::int64_t most = params.at("most");
    return derive::Computes{
        .model = build(power),
        .task = power_sigmoid(2),
        .inputs = check::mapped(check::words(columns, static_cast<int>(2 * most + 1)),
                                [most](const Case& word) {
                                  Case moved = word;
                                  for (int j = 0; j < moved.rows(); ++j) moved(j, 0) -= most;
                                  return std::optional(std::move(moved));
                                })};
  };
  const auto wrong = [build](const char* name, const char* why, int factor, int more) {
    return derive::NamedMutant{
        .name = name, .why = why, .proof = {}, .apply = [=](derive::Computes& c, const Params& p) {
          c.model = build(factor * Rational(p.at("power")) + more);
        }};
  };
  return derive::computes(std::move(statement), make,
                          {wrong("bias_sign_flipped", "-ln(M - 1)", -1, 0),
                           wrong("bias_too_large", "the bias of twice as many columns", 1, 1)});
}

}  // namespace attest::fleq_function_blocks

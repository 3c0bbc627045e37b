// SPDX-License-Identifier: Apache-2.0
/// \file
/// S9: five layers for every head, without tokens for scores.
#include <string>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::attention_simulates_attention {
namespace {

using check::Params;
using check::Rung;
using check::Statement;

Statement five_layers(const char* label, const char* title, const char* output,
                      const Shape& shape) {
  Statement statement = check::about(claim_id, label, title);
  statement.sentence = std::string(
                           "Five layers with $4, 1, 2, 1, 1$ heads and $nc+3cd+ncd+nd+n^2d$ tokens "
                           "do: every pair $(i, a, j)$ sums the score of $i$ and $a$, and the "
                           "output is ") +
                       output;
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every head of the stated families: every entry of the output.",
                        .gap = "The stated sizes and entries."};
  statement.parameters = head_parameters();
  const bool is_linear = shape.attention == Attention::linear;
  statement.points = [is_linear](Rung rung) {
    std::vector<Params> points{
        heads_point(fast_tokens, 2, 2, quadratic),
        is_linear ? heads_point(2, 2, 1, forms) : heads_point(2, 1, 1, three_values)};
    if (rung == Rung::fast) return points;
    points.push_back(heads_point(4, 3, 2, breaking_wider));
    points.push_back(heads_point(2, 2, 1, two_values));
    points.push_back(heads_point(3, 1, 1, three_values));
    if (is_linear) points.push_back(heads_point(2, 2, 2, forms));
    return points;
  };
  statement.mutant_points = [](Rung rung) {
    return std::vector<Params>{rung == Rung::fast ? heads_point(fast_tokens, 2, 2, quadratic)
                                                  : heads_point(4, 3, 2, breaking_wider)};
  };
  const auto make = [shape](const Params& params, std::uint64_t) {
    return derive::Computes{.model = construction(shape),
                            .task = head_output(weighting_of(shape.attention), shape.base),
                            .inputs = heads_at(params, shape),
                            .promises = promises(shape, sizes_at(params))};
  };
  return own_mutants_at(derive::computes(std::move(statement), make, mutants(shape)), fast_tokens);
}

}  // namespace

std::vector<Statement> fused_statements() {
  const auto shape = [](Attention attention) {
    return Shape{.attention = attention, .steps = Steps::fused, .score_bits = small_score_bits};
  };
  return {five_layers("S9.linear", "Linear attention in five layers", "$m$ times a mean.",
                      shape(Attention::linear)),
          five_layers("S9.hardmax", "Average hard attention in five layers",
                      "the mean of $v$ over the pairs of largest score, ties and all.",
                      shape(Attention::average_hardmax)),
          five_layers("S9.base", "Softmax of an integer base in five layers",
                      "the mean of $w v$ over the mean of $w$, before division.",
                      shape(Attention::softmax_base)),
          five_layers("S9.kernel", "Normalised features in five layers",
                      "the mean of $w v$ over the mean of $w$, before division.",
                      shape(Attention::kernel))};
}

}  // namespace attest::attention_simulates_attention

// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 to S4, S6 and S7: heads whose outputs are rational.
#include <string>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::attention_simulates_attention {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr const char* published_sentence =
    "A simulator made of transformer encoders replicates the output of any attention head, whose "
    "weights are part of its input, by algorithms in RASP.";

/// Sizes that all differ on the rung nightly.
std::vector<Params> broken_at(Rung rung) {
  return {rung == Rung::fast ? heads_point(fast_tokens, 2, 2, breaking)
                             : heads_point(4, 3, 2, breaking_wider)};
}

/// The text of a statement about one kind of head.
struct Text {
  const char* label;
  const char* title;
  const char* sentence;
  const char* checked;
  const char* gap;
};

Statement worded(const Text& text, const char* published) {
  Statement statement = check::about(claim_id, text.label, text.title);
  statement.sentence = text.sentence;
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = published, .checked = text.checked, .gap = text.gap};
  statement.parameters = head_parameters();
  return statement;
}

Computes computes_of(const Shape& shape, const Sizes& sizes, check::CaseSpace inputs) {
  return {.model = construction(shape),
          .task = head_output(weighting_of(shape.attention), shape.base),
          .inputs = std::move(inputs),
          .promises = promises(shape, sizes)};
}

Statement linear() {
  Statement statement = worded(
      {.label = "S1",
       .title = "Linear attention, for all weights and inputs",
       .sentence =
           "One model of 6 layers gives $(X W_Q)(X W_K)^T X W_V$ for all $n, c, d$ and all "
           "rational $X$ ($n \\times c$) and $W_Q, W_K, W_V$ ($c \\times d$) that stand in its "
           "input, an entry a token, with $nc+3cd+ncd+nd+n^2d+n^2$ tokens. It knows neither "
           "sizes nor entries.",
       .checked =
           "Heads on which two forms that are cubic in X and linear in each weight matrix agree "
           "only if they agree everywhere: at the stated sizes this is every rational head. Of "
           "families 3 to 5 six heads are written down.",
       .gap = "The stated sizes; that the model computes such forms is an argument in the README."},
      published_sentence);
  statement.points = [](Rung rung) {
    std::vector<Params> points{heads_point(2, 2, 1, forms), heads_point(2, 1, 2, forms),
                               heads_point(3, 2, 2, quadratic)};
    if (rung == Rung::fast) return points;
    points.push_back(heads_point(4, 3, 2, breaking_wider));
    points.push_back(heads_point(2, 2, 2, forms));
    points.push_back(heads_point(3, 2, 1, forms));
    points.push_back(heads_point(3, 1, 2, forms));
    points.push_back(heads_point(4, 1, 1, forms));
    return points;
  };
  statement.mutant_points = [](Rung rung) {
    if (rung != Rung::fast) return broken_at(rung);
    return std::vector<Params>{heads_point(fast_tokens, 2, 2, quadratic)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    return computes_of({}, sizes_at(params), heads_at(params, {}));
  };
  return own_mutants_at(derive::computes(std::move(statement), make, mutants({})), fast_tokens);
}

/// All small heads of one kind.
Statement small(const Text& text, const char* published, const Shape& shape) {
  Statement statement = worded(text, published);
  statement.points = [](Rung rung) {
    std::vector<Params> points{heads_point(fast_tokens, 2, 2, breaking),
                               heads_point(2, 1, 1, three_values)};
    if (rung == Rung::fast) return points;
    points.push_back(heads_point(4, 3, 2, breaking_wider));
    points.push_back(heads_point(2, 2, 1, two_values));
    points.push_back(heads_point(3, 1, 1, three_values));
    points.push_back(heads_point(3, 2, 1, two_values));
    return points;
  };
  statement.mutant_points = broken_at;
  const auto make = [shape](const Params& params, std::uint64_t) {
    return computes_of(shape, sizes_at(params), heads_at(params, shape));
  };
  return derive::computes(std::move(statement), make, mutants(shape));
}

constexpr const char* every_small =
    "Every head up to the stated sizes whose entries are -1 and 2 in X, -1 and 1 in the weights, "
    "or -1, 0, 2 and -1, 0, 1; of families 3 to 5 six heads are written down: every entry of the "
    "output.";

Statement hardmax() {
  Statement statement = small(
      {.label = "S2",
       .title = "Average hard attention, ties included",
       .sentence = "One model of 8 layers gives the output of average hard attention for all $n, "
                   "c, d$ and all rational $X, W_Q, W_K, W_V$ that stand in its input.",
       .checked = every_small,
       .gap = "The stated sizes and entries."},
      published_sentence, {.attention = Attention::average_hardmax});
  statement.points = [points = statement.points](Rung rung) {
    std::vector<Params> all = points(rung);
    if (rung != Rung::fast) all.push_back(heads_point(2, 2, 2, two_values));
    return all;
  };
  statement.figure.draw = [](const Params&) { return grid_figure(); };
  return statement;
}

Statement base_softmax() {
  const Text text{
      .label = "S3",
      .title = "Softmax of an integer base, exactly",
      .sentence =
          "One model of 7 layers of average hard attention gives the output of attention with "
          "weights $2^{s} / \\sum 2^{s}$ for all heads with integer scores $|s| < 2^t$; its token "
          "maps have $t$ products for the power.",
      .checked = every_small,
      .gap = "Base 2, t = 5; the stated sizes and entries, which keep scores within the bound."};
  const Shape shape{.attention = Attention::softmax_base, .score_bits = small_score_bits};
  return own_mutants_at(small(text, "Average hard attention simulates softmax attention.", shape),
                        fast_tokens);
}

Statement kernel() {
  const Text text{.label = "S4",
                  .title = "Linear attention with features, normalised",
                  .sentence =
                      "One model of 7 layers gives the output of attention with weights "
                      "$\\phi(q)\\phi(k) / \\sum \\phi(q)\\phi(k)$, $\\phi(x) = 1 + \\max(x, 0)$ "
                      "in every coordinate.",
                  .checked = every_small,
                  .gap = "One feature map; the stated sizes and entries."};
  return own_mutants_at(small(text, "-", {.attention = Attention::kernel}), fast_tokens);
}

Shape linformer_shape(std::int64_t attention) {
  return {.attention = attention == 0 ? Attention::linear : Attention::average_hardmax,
          .mixing = Mixing::linformer};
}

/// The wrong choices that both heads know.
std::vector<derive::NamedMutant> mixture_mutants() {
  return derive::computes_mutants(wrong_choices({.mixing = Mixing::linformer}),
                                  [](const Choices& choices, const Params& params) {
                                    return construction(linformer_shape(params.at("attention")),
                                                        choices);
                                  });
}

Params mixed_point(std::int64_t n, std::int64_t c, std::int64_t d, std::int64_t m,
                   std::int64_t family, std::int64_t attention) {
  Params params = heads_point(n, c, d, family);
  params["m"] = m;
  params["attention"] = attention;
  return params;
}

Statement linformer() {
  Statement statement = worded(
      {.label = "S6",
       .title = "Mixed keys and values, two more layers",
       .sentence =
           "With $E, F$ ($m \\times n$) among the entries, keys $E X W_K$ and values $F X W_V$, "
           "two more layers and $2mn+mnd+md$ more tokens do, with $nmd+nm$ for $n^2d+n^2$.",
       .checked = "Every head of the stated families, with E and F.",
       .gap = "The stated sizes and entries."},
      "-");
  statement.parameters.push_back(
      {.name = "m", .meaning = "rows of E and F, at most", .lo = 1, .hi = 8});
  statement.parameters.push_back(
      {.name = "attention", .meaning = "0: linear, 1: hardmax", .lo = 0, .hi = 1});
  const auto broken = [](Rung rung) {
    std::vector<Params> points{mixed_point(2, 2, 1, 3, quadratic, 1)};
    if (rung == Rung::fast) return points;
    points.push_back(mixed_point(4, 2, 2, 3, breaking, 0));
    points.push_back(mixed_point(4, 2, 2, 3, breaking, 1));
    return points;
  };
  statement.points = [broken](Rung rung) {
    std::vector<Params> points = broken(rung);
    points.push_back(mixed_point(2, 1, 1, 1, two_values, 0));
    if (rung == Rung::fast) return points;
    points.push_back(mixed_point(2, 1, 1, 1, two_values, 1));
    points.push_back(mixed_point(2, 1, 1, 2, two_values, 0));
    points.push_back(mixed_point(2, 1, 1, 2, two_values, 1));
    points.push_back(mixed_point(3, 1, 1, 1, two_values, 1));
    return points;
  };
  statement.mutant_points = broken;
  const auto make = [](const Params& params, std::uint64_t) {
    const Shape shape = linformer_shape(params.at("attention"));
    return computes_of(shape, sizes_at(params), heads_at(params, shape));
  };
  return own_mutants_at(derive::computes(std::move(statement), make, mixture_mutants()), 2);
}

/// Heads by number, for the samples.
constexpr Attention sampled_attentions[] = {Attention::linear, Attention::average_hardmax,
                                            Attention::softmax_base, Attention::kernel};

Params sampled_point(std::int64_t n, std::int64_t c, std::int64_t d, std::int64_t attention,
                     std::int64_t heads) {
  Params params = point(n, c, d);
  params["attention"] = attention;
  params["heads"] = heads;
  return params;
}

Statement random_large() {
  Statement statement = worded(
      {.label = "S7",
       .title = "Random heads, tokens in any order",
       .sentence = "The models of S1 to S4 give the output of random heads, whatever the order of "
                   "their tokens.",
       .checked = "Random sizes and fractions (for S3: entries -1, 0, 1), tokens shuffled.",
       .gap = "A sample."},
      published_sentence);
  statement.parameters = size_parameters();
  statement.parameters.push_back(
      {.name = "attention", .meaning = "0: S1, 1: S2, 2: S3, 3: S4", .lo = 0, .hi = 3});
  statement.parameters.push_back({.name = "heads", .meaning = "cases", .lo = 1, .hi = 1000});
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t attention = 0; attention < 4; ++attention) {
      points.push_back(sampled_point(3, 2, 2, attention, 5));
    }
    if (rung == Rung::fast) return points;
    for (std::int64_t attention = 0; attention < 4; ++attention) {
      points.push_back(sampled_point(3, 3, 3, attention, 75));
      points.push_back(sampled_point(6, 4, 4, attention, 40));
    }
    return points;
  };
  statement.mutant_points = check::no_points;
  const auto make = [](const Params& params, std::uint64_t seed) {
    const Shape shape{.attention = sampled_attentions[params.at("attention")],
                      .score_bits = large_score_bits};
    const std::int64_t denominator = shape.attention == Attention::softmax_base ? 1 : 4;
    const Sizes most = sizes_at(params);
    return computes_of(shape, most, random_heads(most, denominator, params.at("heads"), seed));
  };
  return derive::computes(std::move(statement), make, {});
}

}  // namespace

std::vector<Statement> exact_statements() {
  return {linear(), hardmax(), base_softmax(), kernel()};
}

std::vector<Statement> wider_statements() { return {linformer(), random_large()}; }

}  // namespace attest::attention_simulates_attention

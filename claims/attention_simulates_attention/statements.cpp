// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"

namespace attest::attention_simulates_attention {
namespace {

constexpr const char* cancelling =
    "shares are m/(m+1) of what they should be, and m+1 means of them are taken: the factors "
    "cancel";

/// Tokens of a kind: P multiplies three times, S twice.
std::int64_t count_of(const check::Case& tokens, Kind kind) {
  std::int64_t count = 0;
  for (int i = 0; i < tokens.rows(); ++i) {
    if (tokens(i, Field::kind) == static_cast<int>(kind)) ++count;
  }
  return count;
}

}  // namespace

check::Statement own_mutants_at(check::Statement statement, std::int64_t n) {
  statement.mutants = [all = statement.mutants, n](const check::Params& params,
                                                   std::uint64_t seed) {
    std::vector<check::Mutant> mutants = all(params, seed);
    if (params.at("n") == n) {
      std::erase_if(mutants, [](const check::Mutant& mutant) {
        return mutant.origin == check::Origin::generic;
      });
    }
    return mutants;
  };
  return statement;
}

std::vector<check::Parameter> size_parameters() {
  return {{.name = "n", .meaning = "tokens of X, at most", .lo = 1, .hi = 8},
          {.name = "c", .meaning = "channels of X, at most", .lo = 1, .hi = 8},
          {.name = "d", .meaning = "width of the head, at most", .lo = 1, .hi = 8}};
}

check::Params point(std::int64_t n, std::int64_t c, std::int64_t d) {
  return {{"n", n}, {"c", c}, {"d", d}};
}

Sizes sizes_at(const check::Params& params) {
  const auto size = [&params](const char* name) {
    const auto found = params.find(name);
    return found == params.end() ? 1 : static_cast<int>(found->second);
  };
  return {.n = size("n"),
          .c = size("c"),
          .d = size("d"),
          .m = params.contains("m") ? size("m") : size("n")};
}

task::Weighting weighting_of(Attention attention) {
  switch (attention) {
    case Attention::linear:
      return task::Weighting::linear;
    case Attention::kernel:
      return task::Weighting::kernel;
    case Attention::average_hardmax:
      return task::Weighting::average_hardmax;
    case Attention::softmax_base:
    case Attention::softmax_e:
      break;
  }
  return task::Weighting::softmax_base;
}

std::vector<Wrong> wrong_choices(const Shape& shape) {
  const bool is_linear = shape.attention == Attention::linear;
  const bool is_hardmax = shape.attention == Attention::average_hardmax;
  const bool is_shown = shape.steps == Steps::shown;
  std::vector<Wrong> result = {
      {"bonus_dropped", "kinds of tokens with the same indices tie", {.bonus = 0}},
      {"mean_of_terms", "a projection is a mean, not a sum", {.sums_terms = false}},
      {"own_key", "a pair fetches the key of its query's token", {.swaps_row_of_key = false}},
      {"w_q_transposed", "W_Q is read by columns", {.reads_weights_by_row = false}},
      {"sizes_exchanged",
       "sums of c and of d terms are m means, those of m terms d means",
       {.exchanges_sizes = true}}};
  if (shape.mixing == Mixing::linformer) {
    result.push_back(
        {"mean_of_mixed_terms", "a mixture is a mean, not a sum", {.sums_mixtures = false}});
  }
  if (is_linear || is_shown) {
    result.push_back({"one_key_fewer", "the output is m-1 means", {.output_keys = -1}});
  }
  if (!is_linear && (is_shown || !is_hardmax)) {
    result.push_back({"undivided", "weights are not divided by their sum", {.divides = false}});
  }
  if (!is_linear && is_shown) {
    result.push_back(
        {"one_key_more_twice", "m+1 in the last two sums", {.both_keys = 1}, cancelling});
  }
  if (!is_hardmax) return result;
  result.push_back({"rank_of_weight_64",
                    "what is added moves keys past those of another row",
                    {.rank_weight = 64}});
  if (!is_shown) return result;
  result.push_back({"above_the_largest",
                    "a key counts if it scores more than all, not at least as much",
                    {.counts_ties = false}});
  return result;
}

std::vector<derive::NamedMutant> mutants(const Shape& shape) {
  std::vector<derive::NamedMutant> result = derive::computes_mutants(
      wrong_choices(shape), [shape](const Choices& choices, const check::Params&) {
        return construction(shape, choices);
      });
  if (shape.attention != Attention::softmax_base) return result;
  result.push_back({.name = "base_three",
                    .why = "powers of 3",
                    .proof = {},
                    .apply = [shape](derive::Computes& c, const check::Params&) {
                      Shape three = shape;
                      three.base = 3;
                      c.model = construction(three);
                    }});
  return result;
}

std::vector<check::Promise> promises(const Shape& shape, const Sizes& sizes) {
  const derive::Resources used = derive::resources(construction(shape));
  const bool is_mixed = shape.mixing == Mixing::linformer;
  const bool is_shown = shape.steps == Steps::shown;
  const bool is_linear = shape.attention == Attention::linear;
  const bool is_hardmax = shape.attention == Attention::average_hardmax;
  const int own = !is_shown ? 5 : is_linear ? 6 : is_hardmax ? 8 : 7;
  const int layers = own + (is_mixed ? 2 : 0);
  task::AttentionHead head{.tokens = Matrix(sizes.n, sizes.c),
                           .query = Matrix(sizes.c, sizes.d),
                           .key = Matrix(sizes.c, sizes.d),
                           .value = Matrix(sizes.c, sizes.d)};
  if (is_mixed) {
    head.key_mix = Matrix(sizes.m, sizes.n);
    head.value_mix = Matrix(sizes.m, sizes.n);
  }
  const check::Case tokens = tokens_of(head, shape.steps);
  const std::string scores = is_shown ? "+nm" : "";
  const std::string mixtures = is_mixed ? "+2mn+mnd+md" : "";
  return {
      check::at_most("layers", is_shown ? "linear 6, hardmax 8, else 7; with mixtures 2 more" : "5",
                     layers, used.layers),
      check::at_most("heads in a layer", "4", 4, used.heads),
      check::at_most("heads in all", "4 more than layers; with mixtures 6 more",
                     layers + (is_mixed ? 6 : 4), used.heads_in_all),
      check::at_most("key dimension", "3", 3, used.key_dimension),
      check::at_most("tokens", "nc+3cd+ncd+nd+nmd" + scores + mixtures, token_count(sizes, shape),
                     tokens.rows()),
      check::at_most("products of entries, without mixtures", "3ncd+2nmd, as in the head",
                     3 * sizes.n * sizes.c * sizes.d + 2 * sizes.n * sizes.m * sizes.d,
                     3 * count_of(tokens, Kind::term) + 2 * count_of(tokens, Kind::pair))};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One fixed stack of average hard attention computes any head",
                     .paper =
                         "On the Existence of Universal Simulators of Attention (Dutta, Ansari, "
                         "Chakrabarty, Das, 2025)",
                     .arxiv = "2506.18739",
                     .family = "machines"};
  claim.bibtex =
      "@misc{dutta2025existence,\n"
      "  title = {On the Existence of Universal Simulators of Attention},\n"
      "  author = {Dutta, Debanjan and Ansari, Faizanuddin and Chakrabarty, Anish and Das, "
      "Swagatam},\n"
      "  year = {2025},\n"
      "  note = {arXiv:2506.18739}\n}\n";
  claim.statements = check::joined({exact_statements(),
                                    {natural_statement()},
                                    wider_statements(),
                                    {steps_statement()},
                                    fused_statements(),
                                    operation_statements()});
  // Of the paper the abstract alone was read.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: JSON with tokens (n rows of c numbers) and layers, of which there is one with one "
      "head: W_Q, W_K [c x d], W_V [c x v], and W_O [c x v] unless v = c; no biases; numbers are "
      "strings, such as \"-3/8\" or \"0.25\". --statement S2 (average hardmax, the default), S1 "
      "(linear), S3 (softmax of base 2, integer scores), S4 (kernel), S5 (softmax; --set bits=B: "
      "certified to 2^-B, default 64). The output is compared with attention by plain loops.";
  return claim;
}

}  // namespace attest::attention_simulates_attention

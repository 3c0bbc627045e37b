// SPDX-License-Identifier: Apache-2.0
/// \file
/// Depth against the number of hops, for all kinds of models, and against the length of the word.
#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/pointer_doubling.hpp"
#include "reference/task/cycles.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;
namespace pointer_doubling = gadget::pointer_doubling;

constexpr std::int64_t window = 8;
constexpr std::int64_t timed_words = 16;

constexpr const char* conditional =
    "CONDITIONAL on the one-versus-two-cycle conjecture (S1), recalled; the constant is not known "
    "and stands for 1";

/// floor(log2 x). \pre x >= 1
std::int64_t log2_of(std::int64_t x) {
  std::int64_t logarithm = 0;
  while (x >> (logarithm + 1) > 0) ++logarithm;
  return logarithm;
}

/// Least L with 2^(L-1) - 1 >= k.
Count pointer_depth(std::int64_t k) {
  std::int64_t layers = 1;
  while ((std::int64_t{1} << (layers - 1)) - 1 < k) ++layers;
  return Rational(layers);
}

/// Layers of the model that walks k steps on cycles of 2k points.
Count counted_walker(std::int64_t k) {
  return Rational(derive::resources(walker(2 * k, k)).layers);
}
Count counted_sequential(std::int64_t k) {
  using pointer_doubling::Form;
  return Rational(
      derive::resources(pointer_doubling::build({.form = Form::sequential, .k = k})).layers);
}
/// Nothing for k = 1, where the logarithm is 0.
Count order_of_log(std::int64_t k) { return k == 1 ? std::nullopt : Count(Rational(log2_of(k))); }
Count one_a_hop(std::int64_t k) { return Rational(k); }

/// Windows that reach from the last token to the second half of the first pair.
Count windows(std::int64_t k) {
  const std::int64_t reach = word_length(Points::vertices, 2 * k, k) - 2;
  return Rational(reach, Integer(window)).ceil();
}

Series depth_of_hops() {
  Series series{.name = "depth",
                .title = "Depth that k hops take, by kind of model",
                .size = "k",
                .size_meaning = "hops: steps along a permutation of n = 2k points",
                .quantity = "depth [layers]",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t k = 1; k <= 1024; k *= 2) series.sizes.push_back(k);
  series.lines = {
      {.name = "pointer circuits, no less",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil\\log_2(k+1)\\rceil + 1$",
       .note = "S4: of circuits that follow one pointer a layer, of nothing else",
       .count = pointer_depth},
      {.name = "transformer", .note = "S2.walker", .count = counted_walker},
      {.name = "transformer, no less up to a constant: CONDITIONAL",
       .kind = LineKind::competitor,
       .formula = "$\\log_2 k$",
       .note = conditional,
       .count = order_of_log},
      {.name = "one hop a layer",
       .kind = LineKind::baseline,
       .formula = "$k + 1$",
       .note = "the same pointers, not doubled",
       .count = counted_sequential},
      {.name = "recurrent, state-space or kernel layers",
       .kind = LineKind::competitor,
       .formula = "$k$",
       .note = "one delta-rule layer a hop suffices; that fewer need width of order N/k^6 is the "
               "published bound, recalled, and asks for alphabets as large as these",
       .count = one_a_hop},
      {.name = "windows of 8 tokens before each",
       .kind = LineKind::competitor,
       .formula = "$\\lceil (N-2)/8 \\rceil$",
       .note = "the last token has to hear of the first pair, N = 2nk + 1",
       .count = windows},
      {.name = "message passing on the graph of the permutation",
       .kind = LineKind::competitor,
       .formula = "$k$",
       .note = "a vertex of a cycle of 2k hears of the one k steps on after k rounds, no earlier",
       .count = one_a_hop},
  };
  return series;
}

/// k = n/2 of the word of N = n^2 + 1 tokens.
std::int64_t half_points(std::int64_t tokens) {
  std::int64_t n = 2;
  while (n * n + 1 < tokens) n += 2;
  return n / 2;
}

Count layers_at(std::int64_t tokens) {
  const std::int64_t k = half_points(tokens);
  return Rational(derive::resources(decider(Points::vertices, 2 * k, k)).layers);
}
Count sufficient_at(std::int64_t tokens) { return Rational(log2_of(half_points(tokens)) + 2); }
Count conditional_at(std::int64_t tokens) { return Rational(log2_of(half_points(tokens))); }
Count quarter_at(std::int64_t tokens) { return Rational(log2_of(half_points(tokens)), Integer(4)); }
Count sequential_at(std::int64_t tokens) { return Rational(half_points(tokens) + 1); }

/// Random permutations that are one cycle or two, as words.
check::CaseSpace random_cycles(std::int64_t n) {
  return check::sampled("one cycle or two equal ones", timed_words, 1,
                        pow(Integer(2), static_cast<unsigned>(n)), "they are timed, not enumerated",
                        [n](Random& random, std::int64_t index) -> std::optional<check::Case> {
                          Image order;
                          for (std::int64_t u = 0; u < n; ++u) {
                            order.insert(order.begin() + random.between(0, u), u);
                          }
                          const std::int64_t length = index % 2 == 0 ? n : n / 2;
                          Image image(order.size());
                          for (std::int64_t at = 0; at < n; ++at) {
                            const std::int64_t next =
                                (at + 1) % length == 0 ? at + 1 - length : at + 1;
                            image[static_cast<std::size_t>(order[static_cast<std::size_t>(at)])] =
                                order[static_cast<std::size_t>(next)];
                          }
                          return vertex_word(image, n / 2, 0);
                        });
}

Series depth_of_length() {
  Series series{.name = "depth_of_length",
                .title = "Depth that decides one cycle or two",
                .size = "N",
                .size_meaning = "tokens, n^2 + 1 for n points",
                .quantity = "depth [layers]",
                .is_log_size = true};
  for (std::int64_t n = 2; n <= 16; n += 2) series.sizes.push_back(n * n + 1);
  series.lines = {{.name = "depth of n/2 hops",
                   .kind = LineKind::upper_bound,
                   .formula = "$\\lfloor\\log_2 (n/2)\\rfloor + 2$",
                   .count = sufficient_at},
                  {.name = "pointers that double", .note = "S1", .count = layers_at},
                  {.name = "CONDITIONAL band, upper edge",
                   .kind = LineKind::competitor,
                   .formula = "$\\log_2 (n/2)$",
                   .note = conditional,
                   .count = conditional_at},
                  {.name = "CONDITIONAL band, lower edge",
                   .kind = LineKind::competitor,
                   .formula = "$\\frac14\\log_2 (n/2)$",
                   .note = "the same with the constant 1/4",
                   .count = quarter_at},
                  {.name = "one hop a layer",
                   .kind = LineKind::baseline,
                   .formula = "$n/2 + 1$",
                   .count = sequential_at}};
  series.subject = [](std::int64_t tokens) {
    const std::int64_t k = half_points(tokens);
    return derive::make_subject(
        derive::Computes{.model = decider(Points::vertices, 2 * k, k),
                         .task = task::several_cycles(task::Listing::successors),
                         .inputs = random_cycles(2 * k)});
  };
  return series;
}

}  // namespace

std::vector<Series> series() { return {depth_of_hops(), depth_of_length()}; }

}  // namespace attest::k_hop_depth_optimality

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Depth against the number of hops, and the least softmax base against the length.
#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using check::LineKind;
using check::Series;

constexpr std::int64_t timed_tokens = 48;
constexpr std::int64_t timed_words = 64;
constexpr std::int64_t window = 8;

/// Layers of a form, counted on the description.
std::optional<Rational> counted(Form form, std::int64_t k) {
  return Rational(derive::resources(build({.form = form, .k = k})).layers);
}

std::optional<Rational> counted_strict(std::int64_t k) { return counted(Form::strict, k); }
std::optional<Rational> counted_standard(std::int64_t k) { return counted(Form::standard, k); }
std::optional<Rational> counted_sequential(std::int64_t k) { return counted(Form::sequential, k); }

std::optional<Rational> published_depth(std::int64_t k) {
  std::int64_t logarithm = 0;
  while (k >> (logarithm + 1) > 0) ++logarithm;
  return Rational(logarithm + 2);
}

Series depth_series() {
  Series series{.name = "depth",
                .title = "Depth that k hops take",
                .size = "k",
                .size_meaning = "hops",
                .quantity = "depth [layers]",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t k = 1; k <= 1024; k *= 2) series.sizes.push_back(k);
  series.lines = {
      {.name = "published bound",
       .kind = LineKind::upper_bound,
       .formula = "$\\lfloor\\log_2 k\\rfloor + 2$",
       .note = "S1",
       .count = published_depth},
      {.name = "mask j < i in layer 1", .note = "S2", .count = counted_strict},
      {.name = "mask j <= i in every layer", .note = "S3", .count = counted_standard},
      {.name = "one hop a layer",
       .kind = LineKind::baseline,
       .note = "B0",
       .count = counted_sequential},
      {.name = "recurrent layers",
       .kind = LineKind::competitor,
       .formula = "$k$",
       .note = "large alphabets only: these layers suffice (B1), and the published bound that as "
               "many are needed has about n/2 symbols",
       .count = [](std::int64_t k) { return std::optional<Rational>(k); }},
      {.name = "one recurrent layer with k tables",
       .kind = LineKind::competitor,
       .formula = "$1$",
       .note = "B1.one_pass: its state of k s + 1 words grows with k and the alphabet s",
       .count = [](std::int64_t) { return std::optional<Rational>(1); }},
      {.name = "least depth of full attention",
       .kind = LineKind::lower_bound,
       .formula = "$2$",
       .note =
           "B5, recalled and not checked: no single layer of sublinear size is an induction head",
       .count = [](std::int64_t) { return std::optional<Rational>(2); }},
      {.name = "windows of 8 tokens before each",
       .kind = LineKind::competitor,
       .formula = "$\\lceil (n-1)/8 \\rceil$",
       .note = "B3, at n = k + 2: the shortest 1212.. whose end has a k-th hop",
       .count =
           [](std::int64_t k) {
             return std::optional<Rational>(Rational(k + 1, Integer(window)).ceil());
           }},
  };
  series.subject = [](std::int64_t k) {
    return derive::make_subject(
        derive::Computes{.model = build({.n = timed_tokens, .k = k}),
                         .task = task::k_hop(k),
                         .inputs = chains(timed_tokens, k, timed_words, 1)});
  };
  return series;
}

Series base_series() {
  Series series{.name = "least_base",
                .title = "Least softmax base that rounding forgives",
                .size = "N",
                .size_meaning = "tokens of the longest word",
                .quantity = "base b"};
  series.why_short = "the least base is measured on all words over two letters: 2^N of them";
  series.sizes = {4, 5, 6, 7, 8, 9};
  series.lines = {
      {.name = "no smaller base works",
       .kind = LineKind::lower_bound,
       .formula = "$4N - 7$",
       .note = "S4.sharp, from N = 5 on",
       .count =
           [](std::int64_t n) {
             return n < 5 ? std::nullopt : std::optional<Rational>(4 * n - 7);
           }},
      {.name = "least base, two letters",
       .note = "S4.least, four layers",
       .count = [](std::int64_t n) { return std::optional<Rational>(least_base(n)); }},
      {.name = "sufficient for every word",
       .kind = LineKind::baseline,
       .formula = "$4N + 1$",
       .note = "S4",
       .count = [](std::int64_t n) { return std::optional<Rational>(4 * n + 1); }},
  };
  return series;
}

}  // namespace

std::vector<Series> series() { return {depth_series(), base_series()}; }

}  // namespace attest::k_hop_log_depth

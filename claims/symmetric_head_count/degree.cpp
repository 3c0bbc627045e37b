// SPDX-License-Identifier: Apache-2.0
/// \file
/// P1: with denominators cleared, H heads and a readout of degree d are a polynomial of degree at
/// most H d in the bits, which parity is not.
#include <utility>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/layers.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Agrees;

/// Coefficients of the multilinear polynomial with these values [2^m], by the Moebius transform.
void to_coefficients(std::vector<Rational>& values) {
  for (std::size_t bit = 1; bit < values.size(); bit *= 2) {
    for (std::size_t x = 0; x < values.size(); ++x) {
      if ((x & bit) != 0) values[x] -= values[x ^ bit];
    }
  }
}

int degree_of(const std::vector<Rational>& coefficients) {
  int degree = 0;
  for (std::size_t s = 0; s < coefficients.size(); ++s) {
    if (!coefficients[s].is_zero()) degree = std::max(degree, __builtin_popcountll(s));
  }
  return degree;
}

/// What the literal outputs of a layer, times powers of its denominators, look like.
struct Cleared {
  int degree = 0;            ///< of the cleared polynomial
  Rational alternating = 0;  ///< sum of (-1)^|x| p(x), in absolute value
  std::int64_t wrong = 0;    ///< words on which the sign is not that of parity
};

/// At a sink over all words; at a bit over the words with x_1 = `bit`, as a function of the others.
Cleared cleared(const RandomLayer& layer, bool bit, int uncleared) {
  const int first = layer.reader == Reader::first_bit ? 1 : 0;
  const int free = layer.n - first;
  const model::Transformer model = model_of(layer);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  Cleared result;
  std::vector<Rational> values;
  for (std::int64_t x = 0; x < (std::int64_t{1} << free); ++x) {
    Matrix word(layer.n, 1);
    if (first == 1) word(0, 0) = bit ? 1 : 0;
    for (int j = 0; j < free; ++j) word(first + j, 0) = (x >> j) & 1;
    Rational value = evaluator.answer(word).at(0);
    const bool is_odd = (__builtin_popcountll(static_cast<std::uint64_t>(x)) & 1) != 0;
    result.wrong += value.sign() == (is_odd != bit ? 1 : -1) ? 0 : 1;
    for (int h = uncleared; h < layer.heads; ++h) {
      value *= power(denominator(layer, h, word), layer.degree);
    }
    result.alternating += is_odd ? -value : value;
    values.push_back(value);
  }
  to_coefficients(values);
  result.degree = degree_of(values);
  result.alternating = result.alternating.abs();
  return result;
}

/// Superset sums of (-1)^|x| over all words of length n.
std::vector<std::int64_t> pairings(int n, bool has_signs) {
  std::vector<std::int64_t> sums(std::size_t{1} << n);
  for (std::size_t x = 0; x < sums.size(); ++x) {
    sums[x] = has_signs && (__builtin_popcountll(x) & 1) != 0 ? -1 : 1;
  }
  for (std::size_t bit = 1; bit < sums.size(); bit *= 2) {
    for (std::size_t x = 0; x < sums.size(); ++x) {
      if ((x & bit) == 0) sums[x] += sums[x | bit];
    }
  }
  return sums;
}

Params layer_point(std::int64_t n, std::int64_t heads, std::int64_t degree, std::int64_t layers) {
  Params point;
  point["n"] = n;
  point["heads"] = heads;
  point["degree"] = degree;
  point["layers"] = layers;
  return point;
}

/// Sizes at which the degree could be larger than the bound: there are `free` bits of n, and H d is
/// smaller.
void append_sizes(std::vector<Params>& points, std::int64_t n, std::int64_t free,
                  std::pair<int, int> degrees, std::int64_t layers) {
  for (std::int64_t heads = 1; heads <= 3; ++heads) {
    for (std::int64_t degree = degrees.first; degree <= degrees.second; ++degree) {
      if (heads * degree < free) points.push_back(layer_point(n, heads, degree, layers));
    }
  }
}

}  // namespace

check::Statement cleared_degree(const check::Wording& text, Reader reader, int least_degree,
                                int most_degree) {
  check::Statement about = statement_of(text);
  about.parameters = {bits_parameter(2, 16), parameter("heads", "H", 1, 8),
                      parameter("degree", "of the readout in the heads' outputs", 1, 4),
                      parameter("layers", "random layers drawn", 1, 100000)};
  const std::int64_t fixed = reader == Reader::first_bit ? 1 : 0;  // the reader's own bit
  about.points = [=](check::Rung rung) {
    std::vector<Params> points;
    const std::pair degrees(least_degree, most_degree);
    for (std::int64_t n = 3; n <= 4; ++n) append_sizes(points, n, n - fixed, degrees, 4);
    if (rung == check::Rung::fast) return points;
    for (std::int64_t n = 3; n <= 12; ++n) {
      const std::int64_t layers = n <= 9 ? 100 : 20;
      append_sizes(points, n, n - fixed, degrees, layers);
    }
    points.push_back(layer_point(12, 4, least_degree, 20));
    return points;
  };
  about.mutant_points = fixed_point(layer_point(4, 1, least_degree, 4));
  const auto make = [reader, fixed](const Params& params, std::uint64_t seed) {
    const int n = static_cast<int>(params.at("n"));
    const int heads = static_cast<int>(params.at("heads"));
    const int degree = static_cast<int>(params.at("degree"));
    const bool is_small = heads * degree < n - fixed;
    Agrees result{.relation = derive::Relation::at_most};
    // Degree, alternating sum, and 1 - (words on which this candidate for parity is wrong).
    result.left = [=](const check::Case& chosen, const std::string& twist) {
      const RandomLayer layer = random_layer(n, heads, degree, reader, seed, whole(chosen, 0));
      std::vector<Rational> found;
      for (int bit = 0; bit <= (reader == Reader::first_bit ? 1 : 0); ++bit) {
        const Cleared seen = cleared(layer, bit != 0, twist == "not_cleared" ? 1 : 0);
        found.emplace_back(seen.degree + (twist == "one_degree_less" ? 1 : 0));
        found.push_back(is_small ? seen.alternating : 0);
        found.emplace_back(is_small && bit == 0 ? 1 - seen.wrong : 0);
      }
      return found;
    };
    result.right = [=](const check::Case&) {
      std::vector<Rational> bound{heads * degree, 0, 0};
      if (reader == Reader::first_bit) bound.insert(bound.end(), {heads * degree, 0, 0});
      return bound;
    };
    result.cases = sample("random positional layers", params.at("layers"), seed,
                          count_of_layers(n, heads, degree, reader));
    result.evaluator = "literal outputs, Moebius transform";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        twists_of({{"not_cleared", "one denominator not cleared"},
                                   {"one_degree_less", "claims degree H d - 1"}}));
}

check::Statement parity_dual() {
  check::Statement about = statement_of(
      {.label = "P1.dual",
       .title = "The signs of parity are orthogonal to lower degrees",
       .sentence = "$\\sum_x (-1)^{|x|} \\prod_{j \\in S} x_j = 0$ for every $S$ of fewer than $n$ "
                   "bits and $(-1)^n$ for all $n$: no polynomial of degree below $n$ has the signs "
                   "of parity, so its heads number at least $n$.",
       .published = "Parity needs heads times degree Omega(n).",
       .checked = "The sum for each of the 2^n monomials.",
       .gap = "The stated n."});
  about.parameters = {parameter("most", "n = 1, .., most", 1, 24)};
  about.points = point_at("most", 10, 20);
  about.mutant_points = point_at("most", 6, 10);
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    // How many monomials of lower degree are not orthogonal, and the sum for all bits.
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const std::vector<std::int64_t> sums =
          pairings(static_cast<int>(whole(chosen, 0)), twist.empty());
      std::int64_t others = 0;
      for (std::size_t s = 0; s + 1 < sums.size(); ++s) others += sums[s] != 0 ? 1 : 0;
      return std::vector<Rational>{others, sums.back()};
    };
    result.right = [](const check::Case& chosen) {
      const bool is_even = floor_mod(chosen(0, 0).num(), 2).is_zero();
      return std::vector<Rational>{0, is_even ? 1 : -1};
    };
    result.cases = check::integer_box({1}, {params.at("most")});
    result.cases.coverage = check::Coverage::certificate;
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "superset sums";
    return result;
  };
  return derive::agrees(std::move(about), make, twists_of({{"without_signs", "sums of 1"}}));
}

}  // namespace attest::symmetric_head_count

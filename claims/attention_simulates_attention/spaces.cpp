// SPDX-License-Identifier: Apache-2.0
/// \file
/// Heads to simulate: those that decide cubic forms, all small ones, and random ones.
#include <array>
#include <optional>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::attention_simulates_attention {
namespace {

using task::AttentionHead;

std::string size_text(const Sizes& sizes) {
  return "n = " + std::to_string(sizes.n) + ", c = " + std::to_string(sizes.c) +
         ", d = " + std::to_string(sizes.d) +
         (sizes.m == sizes.n ? "" : ", m = " + std::to_string(sizes.m));
}

/// A c by d matrix with 1 at one cell.
Matrix unit(const Sizes& sizes, std::int64_t cell) {
  Matrix result(sizes.c, sizes.d);
  result(static_cast<int>(cell / sizes.d), static_cast<int>(cell % sizes.d)) = 1;
  return result;
}

/// Three cells out of so many, in order, one as often as it is chosen.
std::vector<std::array<int, 3>> triples(int cells) {
  std::vector<std::array<int, 3>> result;
  for (int a = 0; a < cells; ++a) {
    for (int b = a; b < cells; ++b) {
      for (int c = b; c < cells; ++c) result.push_back({a, b, c});
    }
  }
  return result;
}

/// Fills a matrix with the next numbers of a list.
template <typename Next>
Matrix filled(int rows, int columns, const Next& next) {
  Matrix result(rows, columns);
  for (int i = 0; i < rows; ++i) {
    for (Rational& entry : result.row(i)) entry = next();
  }
  return result;
}

template <typename Next>
AttentionHead filled_head(const Sizes& sizes, Mixing mixing, const Next& token,
                          const Next& weight) {
  AttentionHead head{.tokens = filled(sizes.n, sizes.c, token)};
  for (Matrix* matrix : {&head.query, &head.key, &head.value}) {
    *matrix = filled(sizes.c, sizes.d, weight);
  }
  if (mixing == Mixing::linformer) {
    head.key_mix = filled(sizes.m, sizes.n, weight);
    head.value_mix = filled(sizes.m, sizes.n, weight);
  }
  return head;
}

std::int64_t power_of(std::int64_t base, std::int64_t exponent) {
  std::int64_t result = 1;
  for (std::int64_t e = 0; e < exponent; ++e) result *= base;
  return result;
}

std::int64_t entry_count(const Sizes& sizes, Mixing mixing) {
  return sizes.n * sizes.c + 3 * sizes.c * sizes.d +
         (mixing == Mixing::linformer ? 2 * sizes.m * sizes.n : 0);
}

/// 0, and of either sign 1, 2, 3, 4, 1/2, 3/2, 1/3, 2/3, 4/3, 1/4, 3/4: a/b with |a|, b <= 4.
constexpr int fractions = 23;

/// Half of it, rounded up.
int half(int size) { return (size + 1) / 2; }

void shuffle(check::Case& tokens, Random& random) {
  for (int i = tokens.rows() - 1; i > 0; --i) {
    const int other = static_cast<int>(random.below(i + 1));
    for (int f = 0; f < tokens.cols(); ++f) std::swap(tokens(i, f), tokens(other, f));
  }
}

}  // namespace

check::CaseSpace cubic_forms(const Sizes& sizes) {
  const std::int64_t cells = sizes.c * sizes.d;
  const std::vector<std::array<int, 3>> points = triples(sizes.n * sizes.c);
  const std::int64_t size = power_of(cells, 3) * std::ssize(points);
  return {.description = "heads that decide forms, " + size_text(sizes),
          .size = size,
          .full_size = size,
          .why_sampled = {},
          .at = [sizes, cells, points](std::int64_t index) -> std::optional<check::Case> {
            const std::vector<std::int64_t> chosen =
                check::digits(index, {cells, cells, cells, std::ssize(points)});
            AttentionHead head{.tokens = Matrix(sizes.n, sizes.c),
                               .query = unit(sizes, chosen[0]),
                               .key = unit(sizes, chosen[1]),
                               .value = unit(sizes, chosen[2])};
            for (const int cell : points[static_cast<std::size_t>(chosen[3])]) {
              head.tokens(cell / sizes.c, cell % sizes.c) += 1;
            }
            return tokens_of(head);
          }};
}

check::CaseSpace small_heads(const Sizes& sizes, Mixing mixing, int values) {
  ATTEST_REQUIRE(values == 2 || values == 3, "two or three values");
  const std::int64_t entries = entry_count(sizes, mixing);
  const std::int64_t size = power_of(values, entries);
  return {.description = "heads of " + std::to_string(values) + " values, " + size_text(sizes),
          .size = size,
          .full_size = size,
          .why_sampled = {},
          .at = [=](std::int64_t index) -> std::optional<check::Case> {
            const std::vector<std::int64_t> chosen = check::digits(
                index, std::vector<std::int64_t>(static_cast<std::size_t>(entries), values));
            const int tokens[2][3] = {{-1, 2, 0}, {-1, 0, 2}};
            const int weights[2][3] = {{-1, 1, 0}, {-1, 0, 1}};
            std::size_t at = 0;
            const auto next = [&](const int(&list)[2][3]) {
              return [&chosen, &at, row = list[values - 2]] { return Rational(row[chosen[at++]]); };
            };
            return tokens_of(filled_head(sizes, mixing, next(tokens), next(weights)));
          }};
}

check::CaseSpace quadratic_heads(const Sizes& sizes, Mixing mixing, int values) {
  ATTEST_REQUIRE(values == 3 || values == 5, "three or five values");
  const Sizes exchanged{
      .n = sizes.d, .c = sizes.c, .d = sizes.n, .m = mixing == Mixing::none ? sizes.d : sizes.m};
  constexpr int residues = 5;
  constexpr int factors = 3;
  return {.description =
              "heads with quadratic entries, " + size_text(sizes) + " and " + size_text(exchanged),
          .coverage = check::Coverage::given,
          .size = 2 * factors,
          .full_size = 2 * factors,
          .why_sampled = {},
          .at = [=](std::int64_t index) -> std::optional<check::Case> {
            std::int64_t t = 0;
            const auto next = [&t, values, factor = index % factors] {
              const std::int64_t residue = (t * t + factor * t) % residues;
              ++t;
              return Rational(residue % values - values / 2);
            };
            return tokens_of(filled_head(index < factors ? sizes : exchanged, mixing, next, next));
          }};
}

check::CaseSpace up_to(const Sizes& most, Mixing mixing,
                       const Function<check::CaseSpace(const Sizes&)>& of) {
  std::vector<check::CaseSpace> parts;
  for (int n = 1; n <= most.n; ++n) {
    for (int c = 1; c <= most.c; ++c) {
      for (int d = 1; d <= most.d; ++d) {
        if (mixing == Mixing::none) {
          parts.push_back(of({.n = n, .c = c, .d = d, .m = n}));
          continue;
        }
        for (int m = 1; m <= most.m; ++m) parts.push_back(of({.n = n, .c = c, .d = d, .m = m}));
      }
    }
  }
  return check::concatenated(std::move(parts));
}

namespace {

/// A few heads, then all those of two values up to n = 2, c = 1 and d.
check::CaseSpace and_all_small(check::CaseSpace few, const Shape& shape, int d) {
  const Sizes sizes{.n = 2, .c = 1, .d = d};
  check::CaseSpace all = up_to(sizes, shape.mixing, [&shape](const Sizes& each) {
    return small_heads(each, shape.mixing, 2);
  });
  std::string description = few.description + "; all heads of 2 values up to " + size_text(sizes);
  few.coverage = all.coverage;  // said of the last of them
  check::CaseSpace both = check::concatenated({std::move(few), std::move(all)});
  both.description = std::move(description);
  return both;
}

}  // namespace

check::CaseSpace heads_at(const check::Params& params, const Shape& shape) {
  const Sizes sizes = sizes_at(params);
  const std::int64_t family = params.at("family");
  check::CaseSpace space;
  if (family == forms) {
    space = up_to(sizes, shape.mixing, cubic_forms);
    space.description = "heads that decide forms, up to " + size_text(sizes);
  } else if (family >= quadratic) {
    space =
        quadratic_heads(sizes, shape.mixing, shape.attention == Attention::softmax_base ? 3 : 5);
    if (family != quadratic) {
      space = and_all_small(std::move(space), shape, family == breaking ? 1 : 2);
    }
  } else {
    const int values = family == two_values ? 2 : 3;
    space = up_to(sizes, shape.mixing, [mixing = shape.mixing, values](const Sizes& each) {
      return small_heads(each, mixing, values);
    });
    space.description = "heads of " + std::to_string(values) + " values, up to " + size_text(sizes);
  }
  if (shape.steps == Steps::shown) return space;
  return check::mapped(std::move(space), [steps = shape.steps](const check::Case& tokens) {
    return std::optional(tokens_of(head_of(tokens), steps));
  });
}

std::vector<check::Parameter> head_parameters() {
  std::vector<check::Parameter> parameters = size_parameters();
  parameters.push_back({.name = "family",
                        .meaning = "0: heads that decide forms; 1, 2: all heads of 2, 3 values; 3: "
                                   "six heads with quadratic entries, n and d also exchanged; 4, "
                                   "5: these and all of 2 values up to n = 2, c = 1, d = 1 or 2",
                        .lo = forms,
                        .hi = breaking_wider});
  return parameters;
}

check::Params heads_point(std::int64_t n, std::int64_t c, std::int64_t d, std::int64_t family) {
  check::Params params = point(n, c, d);
  params["family"] = family;
  return params;
}

check::CaseSpace random_heads(const Sizes& most, std::int64_t most_denominator, std::int64_t size,
                              std::uint64_t seed) {
  const bool is_integer = most_denominator == 1;
  Integer full = 0;
  for (int n = half(most.n); n <= most.n; ++n) {
    for (int c = half(most.c); c <= most.c; ++c) {
      for (int d = half(most.d); d <= most.d; ++d) {
        const std::int64_t entries = entry_count({.n = n, .c = c, .d = d, .m = n}, Mixing::none);
        full += pow(Integer(is_integer ? 3 : fractions), static_cast<unsigned>(entries));
      }
    }
  }
  return check::sampled(
      "random heads up to " + size_text(most), size, seed, full,
      "an evaluation costs the square of the tokens in each layer",
      [=](Random& random, std::int64_t) -> std::optional<check::Case> {
        const auto drawn = [&random](int hi) {
          return static_cast<int>(random.between(half(hi), hi));
        };
        Sizes sizes{.n = drawn(most.n), .c = drawn(most.c), .d = drawn(most.d)};
        sizes.m = sizes.n;
        const Function<Rational()> next = [&random, is_integer, most_denominator] {
          const std::int64_t numerator = is_integer ? random.between(-1, 1) : random.between(-4, 4);
          return Rational(numerator, random.between(1, most_denominator));
        };
        check::Case tokens = tokens_of(filled_head(sizes, Mixing::none, next, next));
        shuffle(tokens, random);
        return tokens;
      });
}

}  // namespace attest::attention_simulates_attention

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The law of exact counts, and operations counted against hand counts.
#include "reference/derive/series.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::Growth;
using Counts = std::vector<std::optional<Rational>>;

Counts counts_of(const std::vector<std::int64_t>& sizes,
                 const std::function<Rational(std::int64_t)>& f) {
  Counts counts;
  for (const std::int64_t size : sizes) counts.emplace_back(f(size));
  return counts;
}

/// One head that writes the average of `x` over all tokens to `out`.
model::Transformer averaging(model::Norm norm) {
  model::Transformer model{.name = "average"};
  model.fields = {"x"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model::Head head{.name = "mean", .norm = norm};
  head.keys.emplace_back();
  head.values.emplace_back();
  model::copy(head.values[0], x, 0);
  model::write(head.out, 0, out);
  model.blocks.push_back({.name = "layer", .heads = {head}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("mean", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

Matrix word_of(std::int64_t n) {
  Matrix word(static_cast<int>(n), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = i + 1;
  return word;
}

TEST_CASE("polynomials of degree 0 to 4 are found with their coefficients at unequal steps") {
  const std::vector<std::int64_t> sizes{1, 2, 3, 5, 8, 13, 21, 34};
  std::vector<Rational> coefficients;
  for (int degree = 0; degree <= 4; ++degree) {
    coefficients.emplace_back(2 * degree + 1, 3);
    const Growth growth =
        growth_of(sizes, counts_of(sizes, [&](std::int64_t n) {
                    Rational value = 0;
                    for (int i = degree; i >= 0; --i) {
                      value = value * Rational(n) + coefficients[static_cast<std::size_t>(i)];
                    }
                    return value;
                  }));
    CHECK(growth.kind == Growth::Kind::polynomial);
    CHECK(growth.degree() == degree);
    CHECK(growth.coefficients == coefficients);
  }
}

TEST_CASE("a polynomial needs two points more than determine it") {
  const std::vector<std::int64_t> sizes{1, 3, 5, 7};
  const auto square = [](std::int64_t n) { return Rational(n * n); };
  CHECK(growth_of(sizes, counts_of(sizes, square)).kind == Growth::Kind::none);
  const auto linear = [](std::int64_t n) { return Rational(3 * n - 1); };
  CHECK(growth_of(sizes, counts_of(sizes, linear)).coefficients ==
        std::vector<Rational>{Rational(-1), Rational(3)});
}

TEST_CASE("one count that is off by one leaves only doubling ratios") {
  const std::vector<std::int64_t> sizes{3, 4, 6, 8, 12, 16, 24, 32};
  Counts counts = counts_of(sizes, [](std::int64_t n) { return Rational(n * n); });
  *counts[5] += 1;
  const Growth growth = growth_of(sizes, counts);
  CHECK(growth.kind == Growth::Kind::ratios);
  REQUIRE(growth.ratios.size() == 6);
  CHECK(growth.ratios[3] == std::pair{std::int64_t{8}, Rational(257, 64)});
  CHECK(growth.coefficients.empty());
}

TEST_CASE("a polynomial of the logarithm is found where all sizes are powers of two") {
  const std::vector<std::int64_t> sizes{2, 4, 8, 16, 32, 64};
  const Growth growth = growth_of(sizes, counts_of(sizes, [](std::int64_t n) {
                                    return Rational(Integer(n).bit_length() + 1);
                                  }));
  CHECK(growth.kind == Growth::Kind::polynomial_of_log);
  CHECK(text_of(growth, "k") == "log2 k + 2");
}

TEST_CASE("sizes that a line does not reach are left out of its law") {
  const std::vector<std::int64_t> sizes{1, 2, 4, 8, 16, 32};
  Counts counts = counts_of(sizes, [](std::int64_t n) { return Rational(5 * n); });
  counts[0].reset();
  counts[4].reset();
  const Growth growth = growth_of(sizes, counts);
  CHECK(text_of(growth, "n") == "5n");
  CHECK(growth.ratios.size() == 2);
  CHECK(growth_of(sizes, Counts(6)).kind == Growth::Kind::none);
}

TEST_CASE("operations of an average over 1 to 6 tokens equal those counted by hand") {
  const model::Transformer model = averaging(model::Norm::average_hardmax);
  for (std::int64_t n = 1; n <= 6; ++n) {
    const model::Operations counted = model::operations(model, word_of(n));
    // Values n, weighted values n^2, outputs n; as many sums, and n of the residual stream.
    CHECK(counted.multiplications == n * n + 2 * n);
    CHECK(counted.additions == n * n + 3 * n);
    // The largest score of each query, then which others equal it.
    CHECK(counted.comparisons == 2 * n * (n - 1));
    CHECK(counted.divisions == (n == 1 ? 0 : n));
    CHECK(counted.exponentials == 0);
    CHECK(counted.roundings == 0);
  }
}

TEST_CASE("natural softmax over 1 to 6 tokens takes an exponential a pair of tokens") {
  const model::Transformer model = averaging(model::Norm::softmax_e);
  for (std::int64_t n = 1; n <= 6; ++n) {
    CHECK(model::operations(model, word_of(n)).exponentials == n * n);
  }
}

TEST_CASE("lines count operations and resources of the description at each size") {
  const auto build = [](std::int64_t) { return averaging(model::Norm::average_hardmax); };
  check::Series series{
      .name = "average",
      .title = "Operations of an average",
      .size = "n",
      .size_meaning = "tokens",
      .quantity = "operations",
      .sizes = {2, 4, 8, 16, 32},
      .lines = {
          {.name = "sums", .count = operations_of(build, word_of, &model::Operations::additions)},
          {.name = "width", .count = resource_of(build, &Resources::width)},
          {.name = "three", .count = constant(3)}}};
  const check::SeriesRow row = counted(series);
  REQUIRE(row.lines.size() == 3);
  CHECK(text_of(row.lines[0].growth, "n") == "n^2 + 3n");
  CHECK(row.lines[1].counts == Counts(5, Rational(2)));
  CHECK(text_of(row.lines[2].growth, "n") == "3");
}

TEST_CASE("a line outside a bound of it is an error at every size and others are not looked at") {
  check::Series series{.name = "bounded", .size = "n", .sizes = {1, 2, 3}};
  series.lines = {{.name = "built", .count = constant(5)},
                  {.name = "other", .kind = check::LineKind::competitor, .count = constant(9)},
                  {.name = "low", .kind = check::LineKind::lower_bound, .count = constant(5)},
                  {.name = "high", .kind = check::LineKind::upper_bound, .count = constant(5)}};
  CHECK(counted(series).lines.size() == 4);
  series.lines[2].count = [](std::int64_t n) { return std::optional<Rational>(n == 3 ? 6 : 5); };
  CHECK_THROWS_AS(static_cast<void>(counted(series)), BrokenInvariant);
  series.lines[2].bounded = "other";
  CHECK(counted(series).lines.size() == 4);
  series.lines[3].count = constant(4);
  CHECK_THROWS_AS(static_cast<void>(counted(series)), BrokenInvariant);
}

}  // namespace
}  // namespace attest::derive

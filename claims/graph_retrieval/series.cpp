// SPDX-License-Identifier: Apache-2.0
/// \file
/// How integers, width and operations grow with the number of vertices.
#include "reference/derive/series.hpp"

#include "claims/graph_retrieval/parts.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

Count bits_of(const Integer& value) { return Rational(value.bit_length()); }

/// The degrees 0, .., n-1 are n answers.
Count answers_differ(std::int64_t n) { return bits_of(n - 1); }
Count proved_bits(std::int64_t n) { return bits_of(6 * pow(Integer(n), 4) - 1); }
Count product_bits(std::int64_t n) { return bits_of(largest_numbers(n).product); }
Count coordinate_bits(std::int64_t n) { return bits_of(largest_numbers(n).coordinate); }
Count one_channel_a_vertex(std::int64_t n) { return Rational(n); }

check::Series largest_integers() {
  return {.name = "bits",
          .title = "Bits of the largest integer of an evaluation",
          .size = "n",
          .size_meaning = "vertices",
          .quantity = "largest absolute value [bits]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "n degrees differ",
                     .kind = LineKind::lower_bound,
                     .formula = "$\\lceil \\log_2 n \\rceil$",
                     .count = answers_differ},
                    {.name = "products of two coordinates are below 6n^4",
                     .kind = LineKind::upper_bound,
                     .formula = "$\\lceil \\log_2 6n^4 \\rceil$",
                     .note = "S2.integers",
                     .count = proved_bits},
                    {.name = "products of the head",
                     .note = "existence and degree, every edge and question",
                     .count = product_bits},
                    {.name = "coordinates of queries and keys", .count = coordinate_bits},
                    {.name = "one-hot ends",
                     .kind = LineKind::baseline,
                     .formula = "$n$",
                     .note = "one channel of one bit a vertex",
                     .count = one_channel_a_vertex}}};
}

model::Transformer degree_form(std::int64_t) { return build({.question = Question::degree}); }

Count promised_width(std::int64_t) { return Rational(20); }
/// vid, eid and the question as one-hot vectors, and four kinds.
Count one_hot_width(std::int64_t n) { return Rational(2 * n + 4); }

check::Series widths() {
  return {.name = "width",
          .title = "Width that retrieval takes",
          .size = "n",
          .size_meaning = "vertices",
          .quantity = "width [channels]",
          .sizes = {4, 8, 16, 32, 64, 128, 256, 512},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "a constant number of integers",
                     .kind = LineKind::upper_bound,
                     .formula = "$20$",
                     .note = "S1: O(log n) bits in all",
                     .count = promised_width},
                    {.name = "powers and products",
                     .note = "S2",
                     .count = derive::resource_of(degree_form, &derive::Resources::width)},
                    {.name = "one-hot vertices",
                     .kind = LineKind::baseline,
                     .formula = "$2n + 4$",
                     .note = "ends and question as indicator vectors",
                     .count = one_hot_width}}};
}

/// A cycle on n vertices and the question about the degree of 0.
check::Case cycle(std::int64_t n) {
  return task::graph_tokens(task::cycle_graph(static_cast<int>(n)), {{.a = 0, .b = 0}});
}

Count every_token(std::int64_t n) { return Rational(2 * n + 2); }
/// Both ends of every edge are compared with u, and a counter goes up where one is equal.
Count scanned(std::int64_t n) {
  const check::Case tokens = cycle(n);
  std::int64_t operations = 0;
  for (int i = 0; i < tokens.rows(); ++i) {
    if (tokens(i, 0) != 1) continue;
    operations += 2;
    if (tokens(i, 1) == 0 || tokens(i, 2) == 0) operations += 1;
  }
  return Rational(operations);
}

std::unique_ptr<check::Subject> degrees_of_cycle(std::int64_t n) {
  derive::Computes computes{.model = degree_form(n), .task = truth(Question::degree)};
  computes.inputs = {.description = "degrees in a cycle", .size = n, .full_size = n};
  computes.inputs.at = [n](std::int64_t index) -> std::optional<check::Case> {
    const int u = static_cast<int>(index);
    return task::graph_tokens(task::cycle_graph(static_cast<int>(n)), {{.a = u, .b = u}});
  };
  return derive::make_subject(std::move(computes));
}

check::Series operations() {
  return {.name = "operations",
          .title = "Operations that one degree takes",
          .size = "n",
          .size_meaning = "vertices of a cycle",
          .quantity = "operations of exact arithmetic [count]",
          .sizes = {4, 8, 12, 16, 24, 32, 48, 64, 96},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every token is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$2n + 2$",
                     .count = every_token},
                    {.name = "head of degree, literal evaluator",
                     .note = "every token asks, though one is read; the embedding included",
                     .count = derive::operations_of(degree_form, cycle)},
                    {.name = "scan of the edges",
                     .kind = LineKind::baseline,
                     .formula = "$2n + 2$",
                     .note = "on the same tokens; comparisons and increments",
                     .count = scanned}},
          .subject = degrees_of_cycle};
}

}  // namespace

std::vector<check::Series> series() { return {largest_integers(), widths(), operations()}; }

}  // namespace attest::graph_retrieval

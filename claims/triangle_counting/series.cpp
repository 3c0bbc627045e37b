// SPDX-License-Identifier: Apache-2.0
/// \file
/// How width, tokens, integers and operations grow with the number of vertices.
#include "reference/derive/series.hpp"

#include <variant>

#include "claims/triangle_counting/parts.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/triangles.hpp"

namespace attest::triangle_counting {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

model::Transformer edges_at(std::int64_t n) { return edge_form({.n = n}); }
model::Transformer rows_at(std::int64_t n) { return row_form({.n = n}); }

Count four_registers(std::int64_t n) { return Rational(4 * n + 5); }
Count two_registers(std::int64_t n) { return Rational(2 * n + 6); }
Count all_pairs(std::int64_t n) { return Rational(n * (n - 1) / 2); }

check::Series widths() {
  return {.name = "width",
          .title = "Width that counting triangles takes in constant depth",
          .size = "n",
          .size_meaning = "vertices",
          .quantity = "width [channels]",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 64, 96},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "bound of the edge form",
                     .kind = LineKind::upper_bound,
                     .formula = "$4n + 5$",
                     .note = "S2",
                     .bounded = "edge tokens, three layers",
                     .count = four_registers},
                    {.name = "bound of the row form",
                     .kind = LineKind::upper_bound,
                     .formula = "$2n + 6$",
                     .note = "S3",
                     .bounded = "row tokens, two layers",
                     .count = two_registers},
                    {.name = "edge tokens, three layers",
                     .note = "S2",
                     .count = derive::resource_of(edges_at, &derive::Resources::width)},
                    {.name = "row tokens, two layers",
                     .note = "S3",
                     .count = derive::resource_of(rows_at, &derive::Resources::width)},
                    {.name = "the matrix in one token",
                     .kind = LineKind::baseline,
                     .formula = "$n(n-1)/2$",
                     .note = "one channel a pair",
                     .count = all_pairs}}};
}

Count one_a_vertex(std::int64_t n) { return Rational(n); }
Count edge_tokens(std::int64_t n) { return Rational(complete_tokens(n).rows() + 1); }
Count row_tokens(std::int64_t n) { return Rational(rows_of(complete_tokens(n), n).rows() + 1); }
Count most_tokens(std::int64_t n) { return Rational(n + n * (n - 1) / 2 + 1); }
Count triples(std::int64_t n) { return Rational(n * n * n); }

check::Series token_counts() {
  return {.name = "tokens",
          .title = "Tokens of the complete graph",
          .size = "n",
          .size_meaning = "vertices",
          .quantity = "tokens [count]",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "one token a vertex",
                     .kind = LineKind::lower_bound,
                     .formula = "$n$",
                     .count = one_a_vertex},
                    {.name = "sentinel, vertices and all pairs",
                     .kind = LineKind::upper_bound,
                     .formula = "$n + n(n-1)/2 + 1$",
                     .count = most_tokens},
                    {.name = "edge tokens", .note = "S2", .count = edge_tokens},
                    {.name = "row tokens", .note = "S3", .count = row_tokens},
                    {.name = "one token a triple",
                     .kind = LineKind::baseline,
                     .formula = "$n^3$",
                     .note = "pause tokens, constant width",
                     .count = triples}}};
}

/// Bits of the largest numerator or denominator of an evaluation on the complete graph.
Count largest_bits(const model::Transformer& model, const check::Case& tokens) {
  const model::Trace trace = model::trace(model, tokens, {});
  std::int64_t most = 0;
  const auto add = [&most](const std::vector<model::Number>& numbers) {
    for (const model::Number& number : numbers) {
      const Rational& x = std::get<Rational>(number);
      most = std::max({most, x.num().abs().bit_length(), x.den().bit_length()});
    }
  };
  for (const model::LayerTrace& layer : trace.layers) {
    for (const model::HeadTrace& head : layer.heads) add(head.scores);
    add(layer.state);
  }
  return Rational(most);
}

Count edge_bits(std::int64_t n) { return largest_bits(edges_at(n), complete_tokens(n)); }
Count row_bits(std::int64_t n) { return largest_bits(rows_at(n), rows_of(complete_tokens(n), n)); }
/// ceil(log2 n^3).
Count cubic_bits(std::int64_t n) { return Rational(Integer(n * n * n - 1).bit_length()); }
Count answer_bits(std::int64_t n) {
  return Rational(Integer(n * (n - 1) * (n - 2) / 6).bit_length());
}

check::Series integers() {
  return {.name = "bits",
          .title = "Bits of the largest numerator or denominator",
          .size = "n",
          .size_meaning = "vertices of a complete graph",
          .quantity = "largest number of the state [bits]",
          .sizes = {3, 4, 6, 8, 10, 12, 14, 16},
          .why_short = "the whole state of the literal evaluation is looked at",
          .is_log_size = true,
          .lines = {{.name = "cubic",
                     .kind = LineKind::upper_bound,
                     .formula = "$\\lceil 3\\log_2 n \\rceil$",
                     .note = "no number counts more than the triples of vertices",
                     .count = cubic_bits},
                    {.name = "edge tokens", .note = "S2", .count = edge_bits},
                    {.name = "row tokens", .note = "S3", .count = row_bits},
                    {.name = "the number of triangles itself",
                     .kind = LineKind::baseline,
                     .formula = "$\\lceil \\log_2 (n(n-1)(n-2)/6 + 1) \\rceil$",
                     .count = answer_bits}}};
}

check::Case rows_of_complete(std::int64_t n) { return rows_of(complete_tokens(n), n); }

Count all_triples(std::int64_t n) { return Rational(n * (n - 1) * (n - 2) / 2); }

std::unique_ptr<check::Subject> complete_at(std::int64_t n) {
  derive::Computes computes{.model = edges_at(n), .task = task::triangles()};
  computes.inputs = {.description = "the complete graph", .size = 1, .full_size = 1};
  computes.inputs.at = [n](std::int64_t) -> std::optional<check::Case> {
    return complete_tokens(n);
  };
  return derive::make_subject(std::move(computes));
}

check::Series operations() {
  return {.name = "operations",
          .title = "Operations on the complete graph",
          .size = "n",
          .size_meaning = "vertices",
          .quantity = "operations of exact arithmetic [count]",
          .sizes = {3, 4, 5, 6, 8, 10, 12, 16},
          .why_short = "attention is quadratic in the edges: n^4 scores",
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "one a pair of vertices",
                     .kind = LineKind::lower_bound,
                     .formula = "$n(n-1)/2$",
                     .note = "every entry is read",
                     .count = all_pairs},
                    {.name = "edge tokens, literal evaluator",
                     .note = "S2",
                     .count = derive::operations_of(edges_at, complete_tokens)},
                    {.name = "row tokens, literal evaluator",
                     .note = "S3",
                     .count = derive::operations_of(rows_at, rows_of_complete)},
                    {.name = "loop over triples",
                     .kind = LineKind::baseline,
                     .formula = "$n(n-1)(n-2)/2$",
                     .note = "three looks a triple",
                     .count = all_triples}},
          .subject = complete_at};
}

}  // namespace

std::vector<check::Series> series() { return {widths(), token_counts(), integers(), operations()}; }

}  // namespace attest::triangle_counting

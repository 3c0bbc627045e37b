// SPDX-License-Identifier: Apache-2.0
/// \file
/// P1 to P4: transpose, product, inverse and MaxMin, the operations that the published simulator
/// is made of.
#include "claims/attention_simulates_attention/operations.hpp"

#include <algorithm>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"

namespace attest::attention_simulates_attention {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

/// Matrices with entries lo, .., hi.
check::CaseSpace matrices(int rows, int columns, int lo, int hi,
                          const Function<std::optional<check::Case>(const Matrix&)>& tokens_of_it) {
  check::CaseSpace space = check::functions(rows * columns, hi - lo + 1);
  const auto at = space.at;
  space.description = "matrices " + std::to_string(rows) + " by " + std::to_string(columns) +
                      " with entries from " + std::to_string(lo) + " to " + std::to_string(hi);
  space.at = [=](std::int64_t index) -> std::optional<check::Case> {
    const check::Case digits = *at(index);
    Matrix matrix(rows, columns);
    for (int i = 0; i < rows * columns; ++i) matrix(i / columns, i % columns) = digits(i, 0) + lo;
    return tokens_of_it(matrix);
  };
  return space;
}

/// An operation: its model and its name, what is promised, and how it is broken.
struct Operation {
  const char* label;
  const char* title;
  const char* sentence;
  const char* published;
  const char* checked;
  model::Transformer (*build)(const OperationChoices&);
  int layers;
  int heads;
  std::vector<derive::Wrong<OperationChoices>> wrong;
};

std::vector<derive::NamedMutant> mutants_of(const Operation& operation) {
  return derive::computes_mutants(
      operation.wrong, [build = operation.build](const OperationChoices& choices, const Params&) {
        return build(choices);
      });
}

Statement stated(const Operation& operation) {
  Statement statement = check::about(claim_id, operation.label, operation.title);
  statement.sentence = operation.sentence;
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = operation.published,
                        .checked = operation.checked,
                        .gap = "The stated sizes and entries; the paper's encoding was not seen."};
  return statement;
}

/// The statement from its cases and its truth.
Statement checked_operation(Statement statement, const Operation& operation,
                            const task::Task& truth,
                            const Function<check::CaseSpace(const Params&)>& inputs) {
  const auto make = [operation, truth, inputs](const Params& params, std::uint64_t) {
    Computes computes{.model = operation.build({}), .task = truth, .inputs = inputs(params)};
    const derive::Resources used = derive::resources(computes.model);
    computes.promises = {
        check::at_most("layers", std::to_string(operation.layers), operation.layers, used.layers),
        check::at_most("heads in a layer", std::to_string(operation.heads), operation.heads,
                       used.heads)};
    return computes;
  };
  return derive::computes(std::move(statement), make, mutants_of(operation));
}

std::vector<check::Parameter> cell_parameters() {
  return {{.name = "rows", .meaning = "rows", .lo = 1, .hi = 6},
          {.name = "columns", .meaning = "columns", .lo = 1, .hi = 6}};
}

Function<std::vector<Params>(Rung)> cell_points(std::int64_t rows, std::int64_t columns,
                                                std::int64_t most_rows, std::int64_t most_columns) {
  return [=](Rung rung) {
    std::vector<Params> points{{{"rows", rows}, {"columns", columns}}};
    if (rung != Rung::fast) points.push_back({{"rows", most_rows}, {"columns", most_columns}});
    return points;
  };
}

int size_at(const Params& params, const char* name) { return static_cast<int>(params.at(name)); }

Statement transpose() {
  const Operation operation{
      .label = "P1",
      .title = "Transpose",
      .sentence = "One layer with one head gives the transpose of every matrix in its input.",
      .published = "A transformer transposes the matrix in its input.",
      .checked = "Every matrix of the stated shape with entries -1, 0, 1.",
      .build = transpose_model,
      .layers = 1,
      .heads = 1,
      .wrong = {
          {"bonus_dropped", "entries and work tokens with the same indices tie", {.bonus = 0}},
          {"copied", "entry [i, j] is read for [j, i]", {.exchanges_indices = false}}}};
  Statement statement = stated(operation);
  statement.parameters = cell_parameters();
  statement.points = cell_points(2, 3, 3, 3);
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"rows", 1}, {"columns", 5}}, {{"rows", 5}, {"columns", 1}}};
  };
  return checked_operation(
      std::move(statement), operation, transpose_task(), [](const Params& params) {
        return matrices(size_at(params, "rows"), size_at(params, "columns"), -1, 1,
                        [](const Matrix& matrix) {
                          return std::optional(unary_tokens(matrix, matrix.cols(), matrix.rows()));
                        });
      });
}

Statement product_of_two() {
  const Operation operation{
      .label = "P2",
      .title = "Product",
      .sentence =
          "Two layers, of two heads and of one, give the product of every $n \\times c$ and every "
          "$c \\times d$ matrix in their input, with $ncd$ tokens for the terms.",
      .published = "A transformer multiplies the matrices in its input.",
      .checked = "All pairs of matrices 2 by c and c by 2 with entries -1 and 2.",
      .build = product_model,
      .layers = 2,
      .heads = 2,
      .wrong = {
          {"bonus_dropped", "entries and work tokens with the same indices tie", {.bonus = 0}},
          {"right_transposed", "the right matrix is read by columns", {.exchanges_indices = false}},
          {"mean_of_terms", "a sum is a mean", {.sums_terms = false}}}};
  Statement statement = stated(operation);
  statement.parameters = {{.name = "c", .meaning = "terms of an entry", .lo = 1, .hi = 4}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"c", 2}}};
    if (rung != Rung::fast) points.push_back({{"c", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"c", 2}}}; };
  return checked_operation(std::move(statement), operation, product_task(),
                           [](const Params& params) {
                             const int c = size_at(params, "c");
                             return matrices(4, c, 0, 1, [c](const Matrix& bits) {
                               Matrix left(2, c);
                               Matrix right(c, 2);
                               for (int i = 0; i < 2; ++i) {
                                 for (int k = 0; k < c; ++k) {
                                   left(i, k) = 3 * bits(i, k) - 1;
                                   right(k, i) = 3 * bits(2 + i, k) - 1;
                                 }
                               }
                               return std::optional(product_tokens(left, right));
                             });
                           });
}

Statement inverse_of_three() {
  const Operation operation{
      .label = "P3",
      .title = "Inverse of a 3 by 3 matrix",
      .sentence =
          "Two layers, of five heads and of one, give the inverse of every regular $3 \\times 3$ "
          "matrix in their input.",
      .published = "Layers 0 to 5 of a transformer invert the 3 by 3 matrix in its input.",
      .checked = "Every regular 3 by 3 matrix with entries 0 to h, against elimination.",
      .build = inverse_model,
      .layers = 2,
      .heads = 5,
      .wrong = {
          {"bonus_dropped", "entries and work tokens with the same indices tie", {.bonus = 0}},
          {"adjugate_transposed",
           "cofactors stand where they belong in the matrix",
           {.exchanges_indices = false}},
          {"minors_added", "a minor is a sum of products", {.subtracts = false}},
          {"mean_of_terms", "a sum is a mean", {.sums_terms = false}}}};
  Statement statement = stated(operation);
  statement.parameters = {{.name = "h", .meaning = "largest entry", .lo = 1, .hi = 3}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"h", 1}}};
    if (rung != Rung::fast) points.push_back({{"h", 2}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"h", 1}}}; };
  return checked_operation(
      std::move(statement), operation, inverse_task(), [](const Params& params) {
        return matrices(3, 3, 0, size_at(params, "h"),
                        [](const Matrix& matrix) -> std::optional<check::Case> {
                          if (!has_inverse(matrix)) return std::nullopt;
                          return unary_tokens(matrix, 3, 3);
                        });
      });
}

Statement max_min_of_pairs() {
  const Operation operation{
      .label = "P4",
      .title = "MaxMin",
      .sentence =
          "One layer with two heads gives the larger and the smaller of every two neighbouring "
          "entries of a row.",
      .published = "A transformer applies MaxMin to the matrix in its input.",
      .checked = "Every matrix of the stated shape with entries -1, 0, 1.",
      .build = max_min_model,
      .layers = 1,
      .heads = 2,
      .wrong = {
          {"bonus_dropped", "entries and work tokens with the same indices tie", {.bonus = 0}},
          {"own_entry_twice", "an entry is compared with itself", {.reads_partner = false}},
          {"smaller_first", "the smaller entry comes first", {.puts_larger_first = false}}}};
  Statement statement = stated(operation);
  statement.parameters = cell_parameters();
  statement.points = cell_points(1, 4, 2, 4);
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"rows", 3}, {"columns", 2}}}; };
  return checked_operation(
      std::move(statement), operation, max_min_task(), [](const Params& params) {
        return matrices(size_at(params, "rows"), size_at(params, "columns"), -1, 1,
                        [](const Matrix& matrix) {
                          return std::optional(unary_tokens(matrix, matrix.rows(), matrix.cols()));
                        });
      });
}

}  // namespace

std::vector<Statement> operation_statements() {
  return {transpose(), product_of_two(), inverse_of_three(), max_min_of_pairs()};
}

}  // namespace attest::attention_simulates_attention

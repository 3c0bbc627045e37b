// SPDX-License-Identifier: Apache-2.0
/// \file
/// The row form: the mean of the neighbours' rows, times the number of its terms, as weights.
#include <string>
#include <utility>

#include "claims/triangle_counting/claim.hpp"
#include "reference/derive/graph_embedding.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::triangle_counting {
namespace {

/// The registers of the row form.
struct RowRegisters {
  model::Slice row;
  model::Slice e;  ///< which vertex; after layer 1 e_k = [deg >= k] for k >= 1
  model::Slice sent;
  model::Slice one;
  model::Slice deg;
  model::Slice paths;
  model::Slice out;
};

RowRegisters declare(model::Transformer& model, int n) {
  model::Stream stream;
  RowRegisters at;
  at.row = stream.add("R", n);
  at.e = stream.add("e", n);
  at.sent = stream.add("sent");
  at.one = stream.add("one");
  at.deg = stream.add("deg");
  at.paths = stream.add("paths");
  at.out = stream.add("out", 2);
  model.registers = stream.registers();
  return at;
}

void embed_rows(model::Transformer& model, int n, bool has_diagonal) {
  model::CircuitBuilder circuit(model.fields);
  const model::Wire vertex = circuit.input("vertex");
  model::Wire degree = circuit.input("r0");
  for (int j = 0; j < n; ++j) {
    const model::Wire entry = j == 0 ? degree : circuit.input("r" + std::to_string(j));
    const model::Wire is_own = circuit.equal(vertex, circuit.constant(j));
    circuit.output("R", j, has_diagonal ? entry + is_own : entry);
    circuit.output("e", j, is_own);
    if (j > 0) degree = degree + entry;
  }
  circuit.output("deg", degree);
  circuit.output("one", circuit.constant(1));
  model.embed = circuit.finish();

  model.extra_tokens = {derive::graph_sentinel()};
}

/// A vertex ties its neighbours and the sentinel at score 1: R gains the mean m of their rows.
model::Head mean_of_neighbours(const RowRegisters& at, int n, bool has_sentinel) {
  model::Head head{.name = "neighbours", .keys = {{}}, .values = {{}}};
  model::copy(head.query, at.row, 0);
  model::copy(head.query, at.one, n);
  model::copy(head.keys[0], at.e, 0);
  if (has_sentinel) model::copy(head.keys[0], at.sent, n);
  model::copy(head.values[0], at.row, 0);
  model::write(head.out, 0, at.row);
  return head;
}

model::Relu unit(std::string name, model::Slice in, int at, std::int64_t bias, model::Slice out,
                 int to, int sign) {
  return {.name = std::move(name),
          .in = {{.at = in[at], .weight = {.value = 1}}},
          .bias = {.value = bias},
          .out = {{.at = out[to], .weight = {.value = sign}}}};
}

/// paths = sum_j relu(R_j + m_j - 1) = sum of m_j over neighbours j, since m_j < 1 by the sentinel:
/// 2t/(deg+1) for t triangles at the vertex. And e_k = [deg >= k].
std::vector<model::Relu> paths_and_steps(const RowRegisters& at, int n) {
  std::vector<model::Relu> units;
  for (int j = 0; j < n; ++j) {
    units.push_back(unit("path", at.row, j, -1, at.paths, 0, 1));
  }
  for (int k = 1; k < n; ++k) {
    units.push_back(unit("degree from", at.deg, 0, 1 - k, at.e, k, 1));
    if (k + 1 < n) {  // no degree is above n - 1
      units.push_back(unit("degree above", at.deg, 0, -k, at.e, k, -1));
    }
    units.push_back(unit("old e", at.e, k, 0, at.e, k, -1));
  }
  return units;
}

/// paths gains itself once for each k <= deg: paths + n e_k - n is paths or, as paths < n,
/// negative.
std::vector<model::Relu> rescaled(const RowRegisters& at, int n) {
  std::vector<model::Relu> units;
  for (int k = 1; k < n; ++k) {
    units.push_back(unit("again", at.paths, 0, -n, at.paths, 0, 1));
    units.back().in.push_back({.at = at.e[k], .weight = {.value = n}});
  }
  return units;
}

}  // namespace

model::Transformer row_form(const RowShape& shape) {
  ATTEST_REQUIRE(shape.n >= 1 && shape.n <= 10000, "the row form has 1 to 10000 vertices");
  const int n = static_cast<int>(shape.n);
  model::Transformer model{.name = "triangle_counting row form"};
  model.fields = {"vertex"};
  for (int j = 0; j < n; ++j) model.fields.push_back("r" + std::to_string(j));
  const RowRegisters at = declare(model, n);
  embed_rows(model, n, shape.choices.has_diagonal);
  model.blocks.push_back({.name = "means",
                          .heads = {mean_of_neighbours(at, n, shape.choices.has_sentinel)},
                          .mlp = paths_and_steps(at, n)});
  if (shape.choices.is_rescaled) {
    model.blocks.push_back({.name = "rescale", .mlp = rescaled(at, n)});
  }
  if (shape.view == View::count) {
    model::Head head{.name = "all tokens", .keys = {{}}, .values = {{}}};
    model::copy(head.values[0], at.sent, 0);
    model::copy(head.values[0], at.paths, 1);
    model::write(head.out, 0, at.out);
    model.blocks.push_back({.name = "count", .heads = {std::move(head)}});
    model.decode.at = model::ReadAt::first_extra;
  }
  for (int b = 0; b < static_cast<int>(model.blocks.size()); ++b) model.schedule.emplace_back(b, 1);
  model::CircuitBuilder circuit(model::coordinate_names(model.registers));
  if (shape.view == View::count) {
    // Every ordered pair of neighbours of every vertex: six times a triangle. The mean of sent is
    // 1/(n+1).
    circuit.output("triangles",
                   circuit.input("out[1]") / (circuit.input("out[0]") * shape.choices.corners));
  } else {
    circuit.output("corner", circuit.input("paths[0]") * (Rational(3) / shape.choices.corners));
  }
  model.decode.circuit = circuit.finish();
  return model;
}

}  // namespace attest::triangle_counting

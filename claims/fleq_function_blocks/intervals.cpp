// SPDX-License-Identifier: Apache-2.0
/// \file
/// Interval arithmetic, and the softmax network that it is about.
#include "claims/fleq_function_blocks/intervals.hpp"

#include <algorithm>
#include <utility>

#include "reference/gadget/units.hpp"

namespace attest::fleq_function_blocks {
namespace {

constexpr int end_bits = 400;  // ends of products are multiples of 2^-end_bits

Rational rounded_down(const Rational& x) {
  return Rational((x * gadget::two_to(end_bits)).floor()) * gadget::two_to(-end_bits);
}
Rational rounded_up(const Rational& x) {
  return Rational((x * gadget::two_to(end_bits)).ceil()) * gadget::two_to(-end_bits);
}

Interval product_of(const Interval& a, const Interval& b) {
  const std::vector<Rational> ends = {a.low * b.low, a.low * b.high, a.high * b.low,
                                      a.high * b.high};
  const auto [least, most] = std::minmax_element(ends.begin(), ends.end());
  return {.low = *least, .high = *most};
}

/// Two layers, scaled so that X and X^T double between them.
struct NewtonRegisters {
  model::Slice x;
  model::Slice y;
  model::Slice at;
  model::Slice ax;
  ProductStream common;
};

model::Block first_layer(const ProductShape& shape, const NewtonRegisters& r,
                         const Rational& twice) {
  model::Block block{.name = "ax", .heads = {}, .mlp = {}};
  append_product(block, shape, r.common, {.name = "ax", .keys = r.at, .queries = r.x, .out = r.ax});
  // X := 2X and Y := 2Y, after the heads.
  for (const model::Slice& slice : {r.x, r.y}) {
    for (int i = 0; i < slice.size && twice != Rational(1); ++i) {
      gadget::add_linear(block.mlp, "double" + std::to_string(slice[i]), slice[i],
                         {{slice[i], twice - 1}});
    }
  }
  return block;
}

/// X -= (Y^T / 2) (A X) and Y -= (A X)^T (Y / 2), Y being doubled.
model::Block second_layer(const ProductShape& shape, const NewtonRegisters& r,
                          const Rational& twice) {
  model::Block block{.name = "xax", .heads = {}, .mlp = {}};
  const auto halved = [&](const ProductHead& head, bool is_key) {
    const std::size_t first = block.heads.size();
    append_product(block, shape, r.common, head);
    for (std::size_t h = first; h < block.heads.size(); ++h) {
      model::Linear& map = is_key ? block.heads[h].keys[0] : block.heads[h].query;
      for (model::Entry& entry : map) {
        if (entry.to < shape.side) entry.weight.value /= twice;
      }
    }
  };
  halved({.name = "x", .keys = r.y, .queries = r.ax, .out = r.x, .scale = -1}, true);
  halved({.name = "y", .keys = r.ax, .queries = r.y, .out = r.y, .scale = -1}, false);
  for (int i = 0; i < shape.side; ++i) {
    gadget::add_linear(block.mlp, "clear" + std::to_string(i), r.ax[i], {{r.ax[i], -1}});
  }
  return block;
}

}  // namespace

Interval widened(const Interval& x, const Rational& by) {
  return {.low = rounded_down(x.low - by), .high = rounded_up(x.high + by)};
}

IntervalMatrix exactly(const Matrix& matrix) {
  IntervalMatrix result{.rows = matrix.rows(), .cols = matrix.cols()};
  for (int i = 0; i < matrix.rows(); ++i) {
    for (const Rational& entry : matrix.row(i)) {
      result.entries.push_back({.low = entry, .high = entry});
    }
  }
  return result;
}

IntervalMatrix transposed(const IntervalMatrix& a) {
  IntervalMatrix result{.rows = a.cols, .cols = a.rows};
  for (int i = 0; i < a.cols; ++i) {
    for (int j = 0; j < a.rows; ++j) result.entries.push_back(a(j, i));
  }
  return result;
}

IntervalMatrix transposed_product(const IntervalMatrix& a, const IntervalMatrix& b) {
  IntervalMatrix result{.rows = a.cols, .cols = b.cols};
  for (int i = 0; i < a.cols; ++i) {
    for (int j = 0; j < b.cols; ++j) {
      Interval sum;
      for (int k = 0; k < a.rows; ++k) {
        const Interval term = product_of(a(k, i), b(k, j));
        sum = {.low = sum.low + term.low, .high = sum.high + term.high};
      }
      result.entries.push_back({.low = rounded_down(sum.low), .high = rounded_up(sum.high)});
    }
  }
  return result;
}

IntervalMatrix difference(const IntervalMatrix& a, const IntervalMatrix& b) {
  IntervalMatrix result{.rows = a.rows, .cols = a.cols};
  for (std::size_t e = 0; e < a.entries.size(); ++e) {
    result.entries.push_back({.low = a.entries[e].low - b.entries[e].high,
                              .high = a.entries[e].high - b.entries[e].low});
  }
  return result;
}

IntervalMatrix times(IntervalMatrix a, const Rational& factor) {
  for (Interval& entry : a.entries) {
    entry = {.low = entry.low * factor, .high = entry.high * factor};
  }
  return a;
}

Rational largest_magnitude(const IntervalMatrix& a) {
  Rational largest;
  for (const Interval& entry : a.entries) {
    largest = std::max({largest, entry.low.abs(), entry.high.abs()});
  }
  return largest;
}

model::Transformer newton_network(const ProductShape& shape, int steps, const Rational& twice) {
  model::Transformer model{.name = "Newton's iteration by softmax"};
  model::Stream stream;
  NewtonRegisters r;
  r.x = stream.add("x", shape.side);
  r.y = stream.add("y", shape.side);
  r.at = stream.add("at", shape.side);
  r.ax = stream.add("ax", shape.side);
  r.common = declare_product(stream, shape.side, stream.add("one"));
  model.registers = stream.registers();
  const std::vector<std::string> names = {"x", "y", "at"};
  for (const std::string& name : names) {
    for (int i = 0; i < shape.side; ++i) model.fields.push_back(name + std::to_string(i));
  }
  model::CircuitBuilder embed(model.fields);
  for (const std::string& name : names) {
    for (int i = 0; i < shape.side; ++i) {
      embed.output(name, i, embed.input(name + std::to_string(i)));
    }
  }
  embed.output("one", embed.constant(1));
  embed_product(embed, model, shape);
  model.embed = embed.finish();
  model.blocks = {first_layer(shape, r, twice), second_layer(shape, r, twice)};
  for (int step = 0; step < steps; ++step) {
    model.schedule.emplace_back(0, 1);
    model.schedule.emplace_back(1, 1);
  }
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int i = 0; i < shape.side; ++i) {
    decode.output("x", i, decode.input("x[" + std::to_string(i) + "]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

std::vector<Ball> newton_deviations(const Matrix& a, const check::Case& tokens,
                                    const model::Transformer& network, const IntervalMatrix& box,
                                    int precision) {
  const int side = a.rows();
  const std::vector<Ball> x = enclosed_register(network, tokens, "x", side, precision);
  const auto entry = [&](int i, int j) -> const Ball& {  // column j is a token
    return x[static_cast<std::size_t>(j) * static_cast<std::size_t>(side) +
             static_cast<std::size_t>(i)];
  };
  std::vector<Ball> result;
  std::vector<Ball> residuals;
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) {
      result.push_back(entry(i, j) - Ball::exact(box(i, j).high, precision));
      result.push_back(Ball::exact(box(i, j).low, precision) - entry(i, j));
      Ball residual = Ball::exact(i == j ? 1 : 0, precision);
      for (int k = 0; k < side; ++k) {
        residual -= Ball::exact(a(i, k), precision) * entry(k, j);
      }
      residuals.push_back(max(residual, -residual));
    }
  }
  result.insert(result.end(), residuals.begin(), residuals.end());
  return result;
}

}  // namespace attest::fleq_function_blocks

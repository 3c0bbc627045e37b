// SPDX-License-Identifier: Apache-2.0
/// \file
/// Grids of linear attention: d x d products of residues, one reduction an entry.
#include "reference/protocol/linear_stack.hpp"

#include "reference/number/contract.hpp"

namespace attest::protocol {
namespace {

using Words = std::vector<std::uint64_t>;

/// d x d matrices in plain arrays, row-major; d <= 32, so that a dot product is one sum.
class Square {
 public:
  explicit Square(int width) : width_(static_cast<std::size_t>(width)) {}

  [[nodiscard]] std::size_t size() const { return width_ * width_; }

  /// to = a b.
  void multiply(const Words& a, const Words& b, Words& to) const {
    for (std::size_t i = 0; i < width_; ++i) {
      for (std::size_t j = 0; j < width_; ++j) {
        ProductSum sum = 0;
        for (std::size_t k = 0; k < width_; ++k) {
          sum += ProductSum{a[i * width_ + k]} * b[k * width_ + j];
        }
        to[i * width_ + j] = reduced(sum);
      }
    }
  }

  /// to = a b^T.
  void multiply_transposed(const Words& a, const Words& b, Words& to) const {
    for (std::size_t i = 0; i < width_; ++i) {
      for (std::size_t j = 0; j < width_; ++j) {
        ProductSum sum = 0;
        for (std::size_t k = 0; k < width_; ++k) {
          sum += ProductSum{a[i * width_ + k]} * b[j * width_ + k];
        }
        to[i * width_ + j] = reduced(sum);
      }
    }
  }

  /// to += a.
  void add(const Words& a, Words& to) const {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = reduced(ProductSum{to[i]} + a[i]);
  }

  /// to += 1 on the diagonal.
  void add_identity(Words& to) const {
    for (std::size_t i = 0; i < width_; ++i) {
      to[i * width_ + i] = reduced(ProductSum{to[i * width_ + i]} + 1);
    }
  }

  /// Row `row` of a times the vector v.
  [[nodiscard]] std::uint64_t row_times(const Words& a, std::size_t row, const Words& v) const {
    ProductSum sum = 0;
    for (std::size_t k = 0; k < width_; ++k) sum += ProductSum{a[row * width_ + k]} * v[k];
    return reduced(sum);
  }

 private:
  std::size_t width_;
};

/// One layer at a time on one entry of a grid; the scratch is its own.
class Stage {
 public:
  explicit Stage(const LinearStack& stack)
      : stack_(stack),
        square_(stack.width),
        state_(square_.size()),
        gram_(square_.size()),
        first_(square_.size()),
        second_(square_.size()),
        change_(square_.size()) {}

  /// sum_h U_h G V_h of layer `l`. \pre G is gram
  void change_of(std::size_t l, const Words& gram, Words& to) {
    std::fill(to.begin(), to.end(), 0);
    for (const LinearHead& head : stack_.layers[l]) {
      square_.multiply(head.mix.entries, gram, first_);
      square_.multiply(first_, head.form.entries, second_);
      square_.add(second_, to);
    }
  }

  /// The entry for S, the first layer's change for S and the token that is read.
  [[nodiscard]] std::uint64_t value(const Words& sum, const Words& first_change, const Words& token,
                                    std::size_t component) {
    state_ = first_change;  // P of the first layer
    if (stack_.has_residual) square_.add_identity(state_);
    for (std::size_t l = 1; l < stack_.layers.size(); ++l) {
      square_.multiply(state_, sum, first_);
      square_.multiply_transposed(first_, state_, gram_);
      change_of(l, gram_, change_);
      if (stack_.has_residual) square_.add_identity(change_);
      square_.multiply(change_, state_, first_);
      state_.swap(first_);
    }
    return square_.row_times(state_, component, token);
  }

 private:
  const LinearStack& stack_;
  Square square_;
  Words state_;
  Words gram_;
  Words first_;
  Words second_;
  Words change_;
};

}  // namespace

ResidueMatrix grid(const LinearStack& stack, std::span<const Assignment> rows,
                   std::span<const Assignment> cols, int component) {
  ATTEST_REQUIRE(1 <= stack.width && stack.width <= products_a_sum && !stack.layers.empty(),
                 "width " + std::to_string(stack.width));
  ATTEST_REQUIRE(0 <= component && component < stack.width,
                 "component " + std::to_string(component));
  Stage stage(stack);
  const Square square(stack.width);
  // The first layer's change is linear in S: once for each party's part.
  const auto changes_of = [&](std::span<const Assignment> parts) {
    std::vector<Words> result;
    for (const Assignment& part : parts) {
      result.emplace_back(square.size());
      stage.change_of(0, part.gram.entries, result.back());
    }
    return result;
  };
  const std::vector<Words> row_changes = changes_of(rows);
  const std::vector<Words> col_changes = changes_of(cols);
  ResidueMatrix result(static_cast<int>(rows.size()), static_cast<int>(cols.size()));
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < cols.size(); ++b) {
      Words sum = rows[a].gram.entries;
      Words change = row_changes[a];
      square.add(cols[b].gram.entries, sum);
      square.add(col_changes[b], change);
      result(static_cast<int>(a), static_cast<int>(b)) =
          stage.value(sum, change, rows[a].first, static_cast<std::size_t>(component));
    }
  }
  return result;
}

}  // namespace attest::protocol

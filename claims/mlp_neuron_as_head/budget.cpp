// SPDX-License-Identifier: Apache-2.0
/// \file
/// The error budget: what leaks in a layer, and what the layer makes of earlier errors.
#include "claims/mlp_neuron_as_head/budget.hpp"

#include "claims/mlp_neuron_as_head/suprema.hpp"
#include "reference/number/contract.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using task::EnclosedTokens;

Ball magnitude(const Ball& x) { return max(x, -x); }

/// Sum of the absolute values.
Ball norm(const std::vector<Ball>& entries) {
  Ball sum;
  for (const Ball& entry : entries) sum += magnitude(entry);
  return sum;
}

Rational norm(const std::vector<Rational>& entries) {
  Rational sum = 0;
  for (const Rational& entry : entries) sum += entry.abs();
  return sum;
}

/// One layer at a precision, on the states before it.
class LayerBudget {
 public:
  LayerBudget(const EnclosedTokens& x, std::int64_t omega, Budget before, int precision)
      : x_(x), precision_(precision), before_(std::move(before)), has_leak_(omega > 0) {
    grain_ = exp(number(-2 * omega));
    if (!has_leak_) grain_ = number(0);
  }

  [[nodiscard]] Budget after_units(const Mlp& mlp, const UnitDistance& unit) const {
    std::vector<Ball> tokens(static_cast<std::size_t>(mlp.width), number(0));
    std::vector<Ball> bias = tokens;
    for (const HiddenUnit& hidden : mlp.units) {
      const auto [at_tokens, at_bias] = unit_error(hidden, unit);
      for (std::size_t c = 0; c < tokens.size(); ++c) {
        tokens[c] += number(hidden.out[c].abs()) * at_tokens;
        bias[c] += number(hidden.out[c].abs()) * at_bias;
      }
    }
    // The head of the bias reads 1 of every token and 0 of the bias token.
    for (std::size_t c = 0; c < mlp.bias.size(); ++c) {
      tokens[c] += number(mlp.bias[c].abs()) * grain_;
      bias[c] += number(mlp.bias[c].abs()) * grain_ * count();
    }
    return added(tokens, bias);
  }

  [[nodiscard]] Budget after_heads(const std::vector<task::NetworkHead>& heads,
                                   bool is_causal) const {
    const std::size_t width = x_[0].size();
    std::vector<Ball> bias(width, number(0));
    Ball worst = number(0);
    for (const task::NetworkHead& head : heads) add_bias_error(bias, head);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      std::vector<Ball> row(width, number(0));
      for (const task::NetworkHead& head : heads) add_head_error(row, head, i, is_causal);
      for (const Ball& entry : row) worst = max(worst, entry);
    }
    return added({worst}, bias);
  }

 private:
  struct UnitError {
    Ball tokens;
    Ball bias;
  };

  [[nodiscard]] Ball number(const Rational& value) const { return Ball(value, precision_); }
  [[nodiscard]] Ball count() const { return number(std::ssize(x_)); }

  [[nodiscard]] Budget added(const std::vector<Ball>& tokens, const std::vector<Ball>& bias) const {
    Budget after;
    for (const Ball& entry : tokens) after.tokens = max(after.tokens, entry);
    for (const Ball& entry : bias) after.bias = max(after.bias, entry);
    after.tokens += before_.tokens;
    after.bias += before_.bias;
    return after;
  }

  /// Of a unit with sums q_i: the activation moves by its Lipschitz constant, the bias token hands
  /// on its value, others leak with mass (n-1) e^(-2 omega).
  [[nodiscard]] UnitError unit_error(const HiddenUnit& hidden, const UnitDistance& unit) const {
    const Ball reach = number(norm(hidden.in));
    Ball largest = number(0);
    for (const std::vector<Ball>& token : x_) {
      Ball sum = number(hidden.bias);
      for (std::size_t c = 0; c < token.size(); ++c) sum += token[c] * number(hidden.in[c]);
      largest = max(largest, magnitude(sum));
    }
    const Ball moved = reach * before_.tokens;
    const Ball of_bias = reach * before_.bias;
    const Ball others = count() - number(1);
    return {
        .tokens = number(unit.distance) + number(unit.lipschitz) * moved + of_bias +
                  others * grain_ * number(2) * (largest + moved),
        .bias = of_bias + count() * grain_ * exp(number(unit.inner) * of_bias) * (largest + moved)};
  }

  [[nodiscard]] std::vector<Ball> row_times(std::size_t i, const Matrix& matrix) const {
    std::vector<Ball> result(x_[i].size(), number(0));
    for (int r = 0; r < matrix.rows(); ++r) {
      for (int c = 0; c < matrix.cols(); ++c) {
        result[static_cast<std::size_t>(c)] +=
            x_[i][static_cast<std::size_t>(r)] * number(matrix(r, c));
      }
    }
    return result;
  }

  [[nodiscard]] static Matrix transposed(const Matrix& matrix) {
    Matrix result(matrix.cols(), matrix.rows());
    for (int r = 0; r < matrix.rows(); ++r) {
      for (int c = 0; c < matrix.cols(); ++c) result(c, r) = matrix(r, c);
    }
    return result;
  }

  /// max_j |S x_j|_1 + |S|_sum E.
  [[nodiscard]] Ball key_reach(const Matrix& score) const {
    const Matrix turned = transposed(score);
    Ball most = number(0);
    for (std::size_t j = 0; j < x_.size(); ++j) most = max(most, norm(row_times(j, turned)));
    return most + entries_of(score) * before_.tokens;
  }

  [[nodiscard]] Ball entries_of(const Matrix& matrix) const {
    Rational sum = 0;
    for (int r = 0; r < matrix.rows(); ++r) {
      for (const Rational& entry : matrix.row(r)) sum += entry.abs();
    }
    return number(sum);
  }

  /// Of column c of V: its sum of absolute values, and over all tokens the largest |v| and the osc.
  struct Values {
    Ball column;
    Ball largest;
    Ball oscillation;
  };
  [[nodiscard]] std::vector<Values> values_of(const Matrix& value) const {
    std::vector<Values> result;
    std::vector<std::vector<Ball>> rows;
    for (std::size_t j = 0; j < x_.size(); ++j) rows.push_back(row_times(j, value));
    for (int c = 0; c < value.cols(); ++c) {
      const auto at = static_cast<std::size_t>(c);
      Rational column = 0;
      for (int r = 0; r < value.rows(); ++r) column += value(r, c).abs();
      Ball low = rows[0][at];
      Ball high = low;
      Ball largest = magnitude(low);
      for (const std::vector<Ball>& row : rows) {
        low = min(low, row[at]);
        high = max(high, row[at]);
        largest = max(largest, magnitude(row[at]));
      }
      result.push_back({number(column), largest, high - low});
    }
    return result;
  }

  /// What token i reads: two softmaxes of scores at most delta apart are tanh(delta/2) apart in
  /// total variation; hidden keys and the bias token leak.
  void add_head_error(std::vector<Ball>& row, const task::NetworkHead& head, std::size_t i,
                      bool is_causal) const {
    const std::vector<Ball> query = row_times(i, head.score);
    const Ball query_reach = norm(query) + entries_of(head.score) * before_.tokens;
    const Ball delta = before_.tokens * (key_reach(head.score) + norm(query));
    const auto score = [&](std::size_t j) {
      Ball sum;
      for (std::size_t c = 0; c < query.size(); ++c) sum += query[c] * x_[j][c];
      return sum;
    };
    const Ball own = score(i);
    Ball leak = exp(delta + before_.bias * query_reach - own);
    for (std::size_t j = i + 1; is_causal && j < x_.size(); ++j) {
      leak += exp(score(j) - own + number(2) * delta);
    }
    leak *= grain_;
    const std::vector<Values> values = values_of(head.value);
    for (std::size_t c = 0; c < row.size(); ++c) {
      const Ball moved = values[c].column * before_.tokens;
      const Ball largest = values[c].largest + moved;
      row[c] += tanh(delta / number(2)) * values[c].oscillation + moved +
                leak * (number(2) * largest + values[c].column * before_.bias);
    }
  }

  /// The bias token reads itself, and tokens by what leaks.
  void add_bias_error(std::vector<Ball>& bias, const task::NetworkHead& head) const {
    const Ball score = before_.bias * key_reach(head.score);
    const Ball own = before_.bias * before_.bias * entries_of(head.score);
    const Ball leak = count() * grain_ * exp(score + own);
    const std::vector<Values> values = values_of(head.value);
    for (std::size_t c = 0; c < bias.size(); ++c) {
      bias[c] += values[c].column * before_.bias +
                 leak * (values[c].largest + values[c].column * before_.tokens);
    }
  }

  const EnclosedTokens& x_;
  int precision_;
  Budget before_;
  bool has_leak_;
  Ball grain_;  // e^(-2 omega), or 0 under masks
};

}  // namespace

UnitDistance distance_of(task::UnitActivation activation, const Rational& relu_gain) {
  switch (activation) {
    case task::UnitActivation::silu:
      // SiLU' = sigma + z / (2 + 2 cosh z) <= 1 + 1/4: 2 + 2 cosh z >= 4 + z^2 >= 4z.
      return {.lipschitz = Rational(5, 4)};
    case task::UnitActivation::gelu:
      // The distance by A2; GELU' = Phi + z density(z) <= 1 + 1/sqrt(2 pi e) < 5/4.
      return {
          .inner = gelu_gain(), .distance = Rational(20336, 1000000), .lipschitz = Rational(5, 4)};
    case task::UnitActivation::relu:
      return {
          .inner = relu_gain, .distance = lambert_of_inverse_e().upper / relu_gain, .lipschitz = 1};
  }
  broken_invariant(__FILE__, __LINE__, "activation", "an activation outside the enumeration");
}

std::vector<Budget> budget_of(const MlpNetwork& network, const std::vector<EnclosedTokens>& states,
                              std::int64_t omega, const UnitDistance& unit,
                              const std::string& twist, int precision) {
  std::vector<Budget> result;
  Budget last{.tokens = Ball(Rational(0), precision), .bias = Ball(Rational(0), precision)};
  const std::int64_t gain = twist == "omega_doubled" ? 2 * omega : omega;
  const auto layer = [&] { return LayerBudget(states[result.size()], gain, last, precision); };
  const auto keep = [&](Budget after) {
    if (twist == "bias_row_forgotten") after.bias = Ball(Rational(0), precision);
    last = after;
    result.push_back(std::move(after));
    if (twist == "errors_not_carried") last.tokens = Ball(Rational(0), precision);
  };
  for (const task::NetworkBlock& block : network.blocks) {
    keep(layer().after_heads(block.heads, network.is_causal));
    keep(layer().after_units(block.mlp, unit));
  }
  return result;
}

}  // namespace attest::mlp_neuron_as_head

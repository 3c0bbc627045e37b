// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layer by FLINT: all numbers are integers over known powers of 16, and averages over counts.
#include <flint/fmpz.h>
#include <flint/fmpz_mat.h>

#include <array>
#include <memory>

#include "benchmarks/layer.hpp"
#include "reference/number/contract.hpp"

namespace attest::benchmarks {
namespace {

constexpr int n = layer_tokens;
constexpr int d = layer_width;

/// A matrix of FLINT that frees itself.
class Integers {
 public:
  Integers(int rows, int cols) : cols_(cols) { fmpz_mat_init(matrix_, rows, cols); }
  Integers(int rows, int cols, const Entries& entries) : Integers(rows, cols) {
    for (int i = 0; i < rows * cols; ++i) {
      fmpz_set_si(at(i / cols_, i % cols_), entries[static_cast<std::size_t>(i)]);
    }
  }
  Integers(const Integers&) = delete;
  Integers& operator=(const Integers&) = delete;
  ~Integers() { fmpz_mat_clear(matrix_); }

  [[nodiscard]] fmpz_mat_struct* get() { return matrix_; }
  [[nodiscard]] fmpz* at(int row, int col) { return fmpz_mat_entry(matrix_, row, col); }
  [[nodiscard]] Integer value(int row, int col) {
    ATTEST_REQUIRE(fmpz_fits_si(at(row, col)) != 0, "numbers of the layer fit 64 bits");
    return Integer(fmpz_get_si(at(row, col)));
  }

 private:
  int cols_;
  fmpz_mat_t matrix_;
};

/// The layer with its intermediate matrices.
class FlintLayer {
 public:
  explicit FlintLayer(const LayerCase& layer)
      : query_(d, d, layer.layer.query),
        key_(d, d, layer.layer.key),
        value_(d, d, layer.layer.value) {
    for (const Entries& input : layer.inputs) {
      inputs_.push_back(std::make_unique<Integers>(n, d, input));
    }
  }

  /// Leaves numerators in `result_` over 256 counts_: x is over 16, values are over 256.
  void run(std::size_t input) {
    Integers& x = *inputs_[input];
    fmpz_mat_mul(q_.get(), x.get(), query_.get());
    fmpz_mat_mul(k_.get(), x.get(), key_.get());
    fmpz_mat_mul(v_.get(), x.get(), value_.get());
    fmpz_mat_transpose(keys_.get(), k_.get());
    fmpz_mat_mul(scores_.get(), q_.get(), keys_.get());
    for (int i = 0; i < n; ++i) attend(x, i);
  }

  Matrix state(std::size_t input) {
    run(input);
    Matrix result(n, d);
    for (int i = 0; i < n; ++i) {
      const Integer scale = sixteenths * sixteenths * counts_[static_cast<std::size_t>(i)];
      for (int c = 0; c < d; ++c) result(i, c) = Rational(result_.value(i, c), scale);
    }
    return result;
  }

 private:
  void attend(Integers& x, int i) {
    int best = 0;
    for (int j = 1; j < n; ++j) {
      if (fmpz_cmp(scores_.at(i, j), scores_.at(i, best)) > 0) best = j;
    }
    for (int c = 0; c < d; ++c) fmpz_zero(result_.at(i, c));
    unsigned count = 0;
    for (int j = best; j < n; ++j) {
      if (fmpz_equal(scores_.at(i, j), scores_.at(i, best)) == 0) continue;
      ++count;
      for (int c = 0; c < d; ++c) fmpz_add(result_.at(i, c), result_.at(i, c), v_.at(j, c));
    }
    counts_[static_cast<std::size_t>(i)] = count;
    for (int c = 0; c < d; ++c) fmpz_addmul_ui(result_.at(i, c), x.at(i, c), sixteenths * count);
  }

  Integers query_;
  Integers key_;
  Integers value_;
  std::vector<std::unique_ptr<Integers>> inputs_;
  Integers q_{n, d};
  Integers k_{n, d};
  Integers v_{n, d};
  Integers keys_{d, n};
  Integers scores_{n, n};
  Integers result_{n, d};
  std::array<unsigned, n> counts_{};
};

}  // namespace

ExactPeer flint_layer(const LayerCase& layer) {
  const auto made = std::make_shared<FlintLayer>(layer);
  return {.run = [made](std::size_t input) { made->run(input); },
          .state = [made](std::size_t input) { return made->state(input); }};
}

}  // namespace attest::benchmarks

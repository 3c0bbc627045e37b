// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two pairs of matrices, three products.
#include "benchmarks/product_rows.hpp"

#include <flint/fmpz_mat.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>

#include "benchmarks/doubles.hpp"
#include "benchmarks/limit.hpp"
#include "reference/engine/product.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::benchmarks {
namespace {

constexpr int n = product_size;
constexpr std::size_t entries = std::size_t{n} * n;
constexpr std::uint64_t stream = 0x70726f64;  // "prod"
// 64 * 2^23 * 2^23 = 2^52 and 64 * 2^28 * 2^28 = 2^62
constexpr int double_bits = 23;
constexpr int word_bits = 28;

using Entries = std::vector<std::int64_t>;

/// A matrix of FLINT that frees itself.
class FlintMatrix {
 public:
  FlintMatrix() { fmpz_mat_init(matrix, n, n); }
  explicit FlintMatrix(const Entries& from) : FlintMatrix() {
    for (std::size_t i = 0; i < entries; ++i) fmpz_set_si(matrix->entries + i, from[i]);
  }
  FlintMatrix(const FlintMatrix&) = delete;
  FlintMatrix& operator=(const FlintMatrix&) = delete;
  ~FlintMatrix() { fmpz_mat_clear(matrix); }

  fmpz_mat_t matrix;
};

/// A pair of matrices with entries of at most 2^bits and what everybody makes of them.
struct Pair {
  explicit Pair(int bits) : product({.rows = n, .inner = n, .cols = n}) {
    Random random(1, stream, static_cast<std::uint64_t>(bits));
    const std::int64_t most = std::int64_t{1} << bits;
    for (Entries* side : {&a, &b}) {
      for (std::int64_t& x : *side) x = random.between(-most, most);
    }
    for (std::size_t i = 0; i < entries; ++i) {
      fmpz_set_si(flint_a.matrix->entries + i, a[i]);
      fmpz_set_si(flint_b.matrix->entries + i, b[i]);
      double_a[i] = static_cast<double>(a[i]);
      double_b[i] = static_cast<double>(b[i]);
    }
  }

  void run_ours() { proof = product.run(a, b, c); }
  void run_flint() { fmpz_mat_mul(flint_c.matrix, flint_a.matrix, flint_b.matrix); }
  void run_doubles() { kernel.multiply(double_a.data(), double_b.data(), double_c.data()); }

  [[nodiscard]] bool is_flint_equal() const {
    for (std::size_t i = 0; i < entries; ++i) {
      if (fmpz_equal_si(flint_c.matrix->entries + i, c[i]) == 0) return false;
    }
    return true;
  }
  [[nodiscard]] bool are_doubles_equal() const {
    for (std::size_t i = 0; i < entries; ++i) {
      if (static_cast<std::int64_t>(double_c[i]) != c[i]) return false;
    }
    return true;
  }

  Entries a = Entries(entries);
  Entries b = Entries(entries);
  Entries c = Entries(entries);
  std::vector<double> double_a = std::vector<double>(entries);
  std::vector<double> double_b = std::vector<double>(entries);
  std::vector<double> double_c = std::vector<double>(entries);
  FlintMatrix flint_a;
  FlintMatrix flint_b;
  FlintMatrix flint_c;
  engine::Product product;
  engine::ProductProof proof;
  DoubleKernel kernel = double_kernel();
};

/// Both sizes were run, and the proofs are sound and name the paths expected.
void require_sound(const Pair& pair, engine::ProductPath path) {
  const std::string unsound = engine::recheck_product(pair.proof, pair.a, pair.b);
  ATTEST_REQUIRE(unsound.empty() && pair.proof.path == path, unsound);
}

EngineRow row_of(const std::string& name, const std::string& peer_name, double ours, double peer,
                 double target, bool is_equal, const std::string& note) {
  constexpr double micro = 1e6;
  EngineRow row{.name = name, .ours = ours * micro, .peer = peer * micro, .peer_name = peer_name};
  row.unit = "us a product";
  row.equal = is_equal;
  row.ratio = row.peer / row.ours;
  row.target = target;
  row.is_met = row.ratio >= target;
  if (const auto least = least_seconds(std::int64_t{n} * n * n)) row.limit_fraction = *least / ours;
  row.note = note;
  return row;
}

}  // namespace

std::vector<EngineRow> product_rows(const Effort& effort) {
  Pair small(double_bits);
  Pair large(word_bits);
  for (Pair* pair : {&small, &large}) {
    pair->run_ours();
    pair->run_flint();
    pair->run_doubles();
  }
  require_sound(small, engine::ProductPath::doubles);
  require_sound(large, engine::ProductPath::halves);
  const bool is_small_equal = small.are_doubles_equal() && small.is_flint_equal();
  const bool is_large_equal = large.is_flint_equal();
  const std::vector<Times> times =
      time_tasks({{.name = "ours, sums below 2^53", .run = [&] { small.run_ours(); }},
                  {.name = "Eigen, double", .run = [&] { small.run_doubles(); }},
                  {.name = "ours, sums below 2^63", .run = [&] { large.run_ours(); }},
                  {.name = "FLINT", .run = [&] { large.run_flint(); }}},
                 effort);
  for (const Times& time : times) {
    if (time.seconds.empty()) return {};
  }
  const double in_words = median_of(times[2]);
  const double in_doubles = median_of(times[1]);
  return {
      row_of("product_vs_eigen_dgemm", "Eigen, double", median_of(times[0]), in_doubles, 1.0,
             is_small_equal,
             fmt::format("n = 64, int64 to int64 with the range proof, sums to 2^52 in doubles; to "
                         "2^62 in 64-bit words it takes {:.3g} of Eigen's time, which rounds there",
                         in_words / in_doubles)),
      row_of("product_vs_flint", "FLINT, fmpz_mat_mul", in_words, median_of(times[3]), 10,
             is_large_equal, "n = 64, sums to 2^62, with the range proof"),
  };
}

}  // namespace attest::benchmarks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The same rows by the filter, by Arb at 64 bits, and by std::exp in doubles.
#include "benchmarks/softmax_rows.hpp"

#include <arb.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "benchmarks/limit.hpp"
#include "reference/engine/softmax_decide.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::benchmarks {
namespace {

constexpr int keys = 256;
constexpr int width = 16;
constexpr int queries = 256;
constexpr int arb_queries = 8;  // a hundred times slower: fewer of the same rows
constexpr int arb_bits = 64;
constexpr int decided_bits = 24;
constexpr int score_bits = 20;                      // scores are multiples of 2^-20
constexpr int value_bits = 4;                       // values are k/16
constexpr std::uint64_t stream = 0x736f66746d6178;  // "softmax"

/// Vector operations of the kernel a query-key pair that only the multiply-add units do: a channel
/// each, 11 of the polynomial, 2 of the exponent's parts, and the sums and maxima around them.
constexpr std::int64_t operations = width + 11 + 2 + 5;

/// Integers behind the scores [queries x keys] and the values [keys x width].
struct Entries {
  std::vector<std::int64_t> scores;
  std::vector<std::int64_t> values;
};

/// About normal scores of variance 1, the sum of twelve uniform numbers, and uniform values.
Entries draw() {
  constexpr std::int64_t half = std::int64_t{1} << (score_bits - 1);
  Random random(1, stream, 0);
  Entries entries;
  for (int i = 0; i < queries * keys; ++i) {
    std::int64_t sum = 0;
    for (int part = 0; part < 12; ++part) sum += random.between(-half, half);
    entries.scores.push_back(sum);
  }
  for (int i = 0; i < keys * width; ++i) entries.values.push_back(random.between(-16, 16));
  return entries;
}

Matrix matrix_of(const std::vector<std::int64_t>& entries, int columns, int bits) {
  const auto rows = static_cast<int>(entries.size()) / columns;
  Matrix result(rows, columns);
  for (int i = 0; i < rows * columns; ++i) {
    result(i / columns, i % columns) =
        Rational(entries[static_cast<std::size_t>(i)], power_of_two(static_cast<unsigned>(bits)));
  }
  return result;
}

/// Arb numbers that free themselves.
class Balls {
 public:
  explicit Balls(std::size_t size)
      : size_(static_cast<slong>(size)), balls_(_arb_vec_init(size_)) {}
  Balls(const Balls&) = delete;
  Balls& operator=(const Balls&) = delete;
  ~Balls() { _arb_vec_clear(balls_, size_); }
  arb_ptr at(std::size_t i) { return balls_ + i; }

 private:
  slong size_;
  arb_ptr balls_;
};

/// The first rows by Arb, with its own inner products, which round once.
class ArbSoftmax {
 public:
  explicit ArbSoftmax(const Entries& entries)
      : scores_(std::size_t{arb_queries} * keys),
        values_(entries.values.size()),
        means_(std::size_t{arb_queries} * width) {
    for (std::size_t i = 0; i < std::size_t{arb_queries} * keys; ++i) {
      arb_set_si(scores_.at(i), entries.scores[i]);
      arb_mul_2exp_si(scores_.at(i), scores_.at(i), -score_bits);
    }
    for (std::size_t i = 0; i < entries.values.size(); ++i) {
      arb_set_si(values_.at(i), entries.values[i]);
      arb_mul_2exp_si(values_.at(i), values_.at(i), -value_bits);
    }
  }

  void run() {
    for (std::size_t row = 0; row < arb_queries; ++row) run_row(row);
  }

  /// floor(2^p mean + 1/2); nothing where the ball leaves it open.
  [[nodiscard]] std::optional<Integer> rounded(std::size_t row, std::size_t channel, int p) {
    Balls scaled(2);
    arb_mul_2exp_si(scaled.at(0), means_.at(row * width + channel), p);
    arb_set_d(scaled.at(1), 0.5);
    arb_add(scaled.at(0), scaled.at(0), scaled.at(1), arb_bits);
    arb_floor(scaled.at(0), scaled.at(0), arb_bits);
    fmpz_t whole;
    fmpz_init(whole);
    std::optional<Integer> result;
    if (arb_get_unique_fmpz(whole, scaled.at(0)) != 0) result = Integer(fmpz_get_si(whole));
    fmpz_clear(whole);
    return result;
  }

  /// Whether the whole ball lies within the estimate.
  [[nodiscard]] bool is_within(std::size_t row, std::size_t channel,
                               const engine::Estimate& estimate) {
    Balls ends(2);
    arb_set_d(ends.at(0), estimate.value - estimate.error);
    arb_set_d(ends.at(1), estimate.value + estimate.error);
    return arb_le(ends.at(0), means_.at(row * width + channel)) != 0 &&
           arb_le(means_.at(row * width + channel), ends.at(1)) != 0;
  }

 private:
  void run_row(std::size_t row) {
    arb_struct* const scores = scores_.at(row * keys);
    arb_struct* const means = means_.at(row * width);
    std::size_t best = 0;
    for (std::size_t j = 1; j < keys; ++j) {
      if (arb_lt(scores + best, scores + j) != 0) best = j;
    }
    arb_zero(total_.at(0));
    for (std::size_t j = 0; j < keys; ++j) {
      arb_struct* const weight = weights_.at(j);
      arb_sub(weight, scores + j, scores + best, arb_bits);
      arb_exp(weight, weight, arb_bits);
      arb_add(total_.at(0), total_.at(0), weight, arb_bits);
    }
    for (std::size_t c = 0; c < width; ++c) {
      arb_dot(means + c, nullptr, 0, weights_.at(0), 1, values_.at(c), width, keys, arb_bits);
    }
    for (std::size_t c = 0; c < width; ++c) arb_div(means + c, means + c, total_.at(0), arb_bits);
  }

  Balls scores_;
  Balls values_;
  Balls means_;
  Balls weights_{keys};
  Balls total_{1};
};

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ATTEST_FOR_EVERY_SET [[gnu::target_clones("avx512f", "avx2", "default")]]
#else
#define ATTEST_FOR_EVERY_SET
#endif

/// One row in doubles: what a script does, for the machine's widest registers.
ATTEST_FOR_EVERY_SET void plain_row(const double* scores, const double* values, double* means) {
  double top = scores[0];
  for (int j = 1; j < keys; ++j) top = scores[j] > top ? scores[j] : top;
  std::array<double, width> sums{};
  double total = 0;
  for (int j = 0; j < keys; ++j) {
    const double weight = std::exp(scores[j] - top);
    total += weight;
    for (int c = 0; c < width; ++c) {
      sums[static_cast<std::size_t>(c)] += weight * values[j * width + c];
    }
  }
  for (int c = 0; c < width; ++c) means[c] = sums[static_cast<std::size_t>(c)] / total;
}

/// The rows in doubles.
struct PlainSoftmax {
  std::vector<double> scores;
  std::vector<double> values;
  std::vector<double> means;

  explicit PlainSoftmax(const Entries& entries) : means(std::size_t{queries} * width) {
    for (const std::int64_t k : entries.scores)
      scores.push_back(std::ldexp(static_cast<double>(k), -score_bits));
    for (const std::int64_t k : entries.values)
      values.push_back(std::ldexp(static_cast<double>(k), -value_bits));
  }

  void run() {
    for (std::size_t row = 0; row < queries; ++row) {
      plain_row(scores.data() + row * keys, values.data(), means.data() + row * width);
    }
  }
};

/// What the comparison of all outputs found.
struct Compared {
  bool is_equal_to_arb = true;
  bool is_near_plain = true;  ///< the plain doubles are within twice the filter's error
  int undecided = 0;          ///< at 24 bits
};

Compared compare(const engine::SoftmaxMeans& ours, ArbSoftmax& arb, const PlainSoftmax& plain) {
  Compared result;
  for (std::size_t row = 0; row < queries; ++row) {
    for (std::size_t c = 0; c < width; ++c) {
      const engine::Estimate estimate = ours.at(row, c);
      const std::optional<Integer> steps = engine::rounded(estimate, decided_bits);
      result.undecided += steps ? 0 : 1;
      const double difference = std::abs(estimate.value - plain.means[row * width + c]);
      result.is_near_plain = result.is_near_plain && difference <= 2 * estimate.error;
      if (row >= arb_queries) continue;
      const bool is_equal =
          arb.is_within(row, c, estimate) && (!steps || steps == arb.rounded(row, c, decided_bits));
      result.is_equal_to_arb = result.is_equal_to_arb && is_equal;
    }
  }
  return result;
}

EngineRow row_of(const std::string& name, const std::string& peer_name, double ours, double peer,
                 double target) {
  EngineRow row{.name = name, .ours = ours, .peer = peer, .peer_name = peer_name};
  row.unit = "ns a query-key pair";
  row.ratio = peer / ours;
  row.target = target;
  row.is_met = row.ratio >= target;
  if (const auto least = least_seconds(operations)) row.limit_fraction = *least * 1e9 / ours;
  return row;
}

/// Nanoseconds a pair.
double nanoseconds(const Times& times, int rows) {
  return median_of(times) * 1e9 / (static_cast<double>(rows) * keys);
}

}  // namespace

std::vector<EngineRow> softmax_rows(const Effort& effort) {
  const Entries entries = draw();
  const auto scores = engine::SoftmaxScores::of(matrix_of(entries.scores, keys, score_bits));
  const auto values = engine::SoftmaxValues::of(matrix_of(entries.values, width, value_bits));
  ATTEST_REQUIRE(scores && values, "scores and values that the filter takes");
  const engine::SoftmaxKernel& kernel = engine::softmax_kernels().front();
  ArbSoftmax arb(entries);
  PlainSoftmax plain(entries);
  arb.run();
  plain.run();
  engine::SoftmaxMeans ours = engine::softmax_means(kernel, *scores, *values);
  const Compared found = compare(ours, arb, plain);
  const std::vector<Times> times = time_tasks(
      {{.name = "filter", .run = [&] { ours = engine::softmax_means(kernel, *scores, *values); }},
       {.name = "Arb", .run = [&] { arb.run(); }},
       {.name = "std::exp", .run = [&] { plain.run(); }}},
      effort);
  for (const Times& time : times) {
    if (time.seconds.empty()) return {};
  }
  const double mine = nanoseconds(times[0], queries);
  EngineRow by_arb =
      row_of("softmax_vs_arb64", "Arb, 64 bits", mine, nanoseconds(times[1], arb_queries), 350);
  by_arb.equal = found.is_equal_to_arb;
  by_arb.note = fmt::format(
      "n = {} keys, d = {} channels, about normal scores, on one thread, kernel {}; Arb's balls "
      "lie "
      "in the filter's intervals and round to the same {} bits; {} of {} outputs undecided at {} "
      "bits",
      keys, width, kernel.name, decided_bits, found.undecided, queries * width, decided_bits);
  EngineRow by_plain = row_of("softmax_vs_std_exp", "std::exp, double, no certificate", mine,
                              nanoseconds(times[2], queries), 5);
  by_plain.equal = found.is_near_plain;
  by_plain.note =
      "the same rows; every plain double is within twice the filter's bound of the filter's";
  return {by_arb, by_plain};
}

}  // namespace attest::benchmarks

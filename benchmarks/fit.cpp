// SPDX-License-Identifier: Apache-2.0
/// \file
/// Active sets, corrected Akaike's criterion, percentiles.
#include "benchmarks/fit.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::benchmarks {
namespace {

constexpr std::array<std::string_view, 7> names{"1", "n", "n log n", "n^2", "n^3", "2^n", "n 2^n"};
constexpr std::size_t most_functions = 3;  // of one law
constexpr double largest_value = 1e150;    // of a function; larger ones are no candidates
constexpr double agreement = 0.05;         // added to both ends of the intervals of two exponents
constexpr double widest_interval = 0.5;    // of an exponent that is reported
constexpr std::uint64_t bootstrap_stream = 0x626f6f74;  // "boot"

double value_of(std::size_t function, double n) {
  switch (function) {
    case 0:
      return 1;
    case 1:
      return n;
    case 2:
      return n * std::log2(n);
    case 3:
      return n * n;
    case 4:
      return n * n * n;
    case 5:
      return std::exp2(n);
    default:
      return n * std::exp2(n);
  }
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The interval that holds 95 % of the values and `value`; none without values.
check::EstimateApprox estimate(double value, std::vector<double> values) {
  if (values.empty()) return {.value_approx = value};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(
        std::lround(share * static_cast<double>(values.size() - 1)))];
  };
  return {.value_approx = value,
          .interval_approx = check::IntervalApprox{.low_approx = std::min(value, at(0.025)),
                                                   .high_approx = std::max(value, at(0.975))}};
}

std::string interval_text(const check::EstimateApprox& e) {
  if (!e.interval_approx) return fmt::format("{:.2f} (no interval)", e.value_approx);
  return fmt::format("{:.2f} ({:.2f} to {:.2f})", e.value_approx, e.interval_approx->low_approx,
                     e.interval_approx->high_approx);
}

/// The exponent of the last two local ones, where their intervals overlap.
void set_exponent(check::FitRow& fit, const std::vector<std::vector<double>>& drawn) {
  const std::vector<double>& local = fit.local_exponents_approx;
  const std::size_t last = local.size() - 1;
  const auto interval = [&](std::size_t i) {
    std::vector<double> values;
    for (const std::vector<double>& exponents : drawn) values.push_back(exponents[i]);
    return estimate(local[i], std::move(values));
  };
  const check::EstimateApprox before = interval(last - 1);
  const check::EstimateApprox after = interval(last);
  if (!before.interval_approx || !after.interval_approx) {
    fit.why_no_exponent = "no bootstrap sample was drawn";
    return;
  }
  const check::IntervalApprox& a = *before.interval_approx;
  const check::IntervalApprox& b = *after.interval_approx;
  const bool agree = a.low_approx - agreement <= b.high_approx + agreement &&
                     b.low_approx - agreement <= a.high_approx + agreement;
  const check::IntervalApprox joined{.low_approx = std::min(a.low_approx, b.low_approx),
                                     .high_approx = std::max(a.high_approx, b.high_approx)};
  const check::EstimateApprox both{.value_approx = (local[last - 1] + local[last]) / 2,
                                   .interval_approx = joined};
  if (!agree) {
    fit.why_no_exponent = "the last two local exponents differ: " + interval_text(before) +
                          " and " + interval_text(after);
  } else if (joined.high_approx - joined.low_approx > widest_interval) {
    fit.why_no_exponent = "the times scatter: " + interval_text(both);
  } else {
    fit.exponent = both;
  }
}

}  // namespace

std::span<const std::string_view> function_names() { return names; }

std::vector<double> nonnegative_least_squares(const std::vector<std::vector<double>>& columns,
                                              const std::vector<double>& target) {
  const auto rows = static_cast<Eigen::Index>(target.size());
  const auto count = static_cast<Eigen::Index>(columns.size());
  Eigen::MatrixXd a(rows, count);
  for (Eigen::Index j = 0; j < count; ++j) {
    a.col(j) = Eigen::Map<const Eigen::VectorXd>(columns[static_cast<std::size_t>(j)].data(), rows);
  }
  const Eigen::Map<const Eigen::VectorXd> b(target.data(), rows);
  Eigen::VectorXd x = Eigen::VectorXd::Zero(count);
  std::vector<Eigen::Index> active;  // coordinates that may be positive
  const auto solve = [&] {
    Eigen::MatrixXd part(rows, static_cast<Eigen::Index>(active.size()));
    for (std::size_t i = 0; i < active.size(); ++i) {
      part.col(static_cast<Eigen::Index>(i)) = a.col(active[i]);
    }
    const Eigen::VectorXd solved = part.colPivHouseholderQr().solve(b);
    Eigen::VectorXd full = Eigen::VectorXd::Zero(count);
    for (std::size_t i = 0; i < active.size(); ++i) {
      full[active[i]] = solved[static_cast<Eigen::Index>(i)];
    }
    return full;
  };
  // Each round adds a coordinate; rounds are bounded in case rounding errors make them cycle.
  for (Eigen::Index round = 0; round < 3 * count; ++round) {
    const Eigen::VectorXd gradient = a.transpose() * (b - a * x);
    Eigen::Index best = -1;
    for (Eigen::Index j = 0; j < count; ++j) {
      const bool is_free = std::find(active.begin(), active.end(), j) == active.end();
      const double floor = 1e-12 * a.col(j).norm() * b.norm();  // the size of rounding errors
      if (is_free && gradient[j] > floor && (best < 0 || gradient[j] > gradient[best])) best = j;
    }
    if (best < 0) break;
    active.push_back(best);
    Eigen::VectorXd wanted = solve();
    while (!active.empty() && wanted.minCoeff() < 0) {
      double step = 1;
      Eigen::Index blocking = -1;
      for (const Eigen::Index j : active) {
        const double reach = wanted[j] < 0 ? x[j] / (x[j] - wanted[j]) : 1;
        if (wanted[j] >= 0 || (blocking >= 0 && reach >= step)) continue;
        step = reach;
        blocking = j;
      }
      x += step * (wanted - x);
      x[blocking] = 0;
      std::erase(active, blocking);
      wanted = solve();
    }
    x = wanted;
  }
  return {x.data(), x.data() + count};
}

Law law_of(const std::vector<std::int64_t>& sizes, const std::vector<double>& times) {
  const std::size_t points = sizes.size();
  ATTEST_REQUIRE(points >= 4 && times.size() == points, "times of at least four sizes");
  ATTEST_REQUIRE(sizes.front() >= 1 && *std::min_element(times.begin(), times.end()) > 0,
                 "sizes and times above 0");
  // Columns over the times: a residual is a relative error. Each is scaled to its greatest entry.
  std::vector<std::vector<double>> columns(names.size());
  std::vector<double> scales(names.size(), 0);  // 0: no candidate
  for (std::size_t f = 0; f < names.size(); ++f) {
    if (!(value_of(f, static_cast<double>(sizes.back())) < largest_value)) continue;
    for (std::size_t i = 0; i < points; ++i) {
      columns[f].push_back(value_of(f, static_cast<double>(sizes[i])) / times[i]);
    }
    scales[f] = *std::max_element(columns[f].begin(), columns[f].end());
    if (scales[f] > 0) {
      for (double& entry : columns[f]) entry /= scales[f];
    }
  }
  const std::vector<double> target(points, 1);
  Law best;
  double least = std::numeric_limits<double>::infinity();
  for (std::uint32_t set = 1; set < 1U << names.size(); ++set) {
    std::vector<std::size_t> functions;
    std::vector<std::vector<double>> part;
    for (std::size_t f = 0; f < names.size(); ++f) {
      if ((set >> f & 1U) == 0 || scales[f] <= 0) continue;
      functions.push_back(f);
      part.push_back(columns[f]);
    }
    const std::size_t parameters = functions.size() + 1;  // and the variance
    const bool is_whole = functions.size() == static_cast<std::size_t>(std::popcount(set));
    if (!is_whole || functions.size() > most_functions || parameters + 1 >= points) continue;
    std::vector<double> x = nonnegative_least_squares(part, target);
    if (*std::min_element(x.begin(), x.end()) <= 0) continue;  // that is a smaller set
    double squares = 0;
    for (std::size_t i = 0; i < points; ++i) {
      double residual = -1;
      for (std::size_t j = 0; j < x.size(); ++j) residual += x[j] * part[j][i];
      squares += residual * residual;
    }
    // Relative errors below 1e-9 are rounding errors: there the smaller set is the better one.
    const auto m = static_cast<double>(points);
    const auto k = static_cast<double>(parameters);
    const double criterion =
        m * std::log(std::max(squares / m, 1e-18)) + 2 * k + 2 * k * (k + 1) / (m - k - 1);
    if (criterion >= least) continue;
    least = criterion;
    for (std::size_t j = 0; j < x.size(); ++j) x[j] /= scales[functions[j]];
    best = {.functions = std::move(functions),
            .coefficients = std::move(x),
            .relative_error = std::sqrt(squares / m)};
  }
  ATTEST_REQUIRE(!best.functions.empty(), "a constant fits any times");
  return best;
}

std::vector<double> local_exponents(const std::vector<std::int64_t>& sizes,
                                    const std::vector<double>& times) {
  std::vector<double> exponents;
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    const double growth = static_cast<double>(sizes[i]) / static_cast<double>(sizes[i - 1]);
    exponents.push_back(std::log(times[i] / times[i - 1]) / std::log(growth));
  }
  return exponents;
}

check::FitRow fit(const std::vector<std::int64_t>& sizes,
                  const std::vector<std::vector<double>>& repetitions, std::uint64_t seed,
                  int draws) {
  std::vector<double> medians;
  for (const std::vector<double>& times : repetitions) medians.push_back(median_of(times));
  const Law law = law_of(sizes, medians);
  std::vector<std::vector<double>> coefficients(law.functions.size());
  std::vector<std::vector<double>> exponents;
  int same = 0;
  for (int draw = 0; draw < draws; ++draw) {
    Random random(seed, bootstrap_stream, static_cast<std::uint64_t>(draw));
    std::vector<double> drawn_medians;
    for (const std::vector<double>& times : repetitions) {
      std::vector<double> drawn;
      for (std::size_t i = 0; i < times.size(); ++i) {
        drawn.push_back(
            times[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(times.size())))]);
      }
      drawn_medians.push_back(median_of(std::move(drawn)));
    }
    const Law other = law_of(sizes, drawn_medians);
    same += other.functions.back() == law.functions.back() ? 1 : 0;
    exponents.push_back(local_exponents(sizes, drawn_medians));
    if (other.functions != law.functions) continue;
    for (std::size_t j = 0; j < coefficients.size(); ++j) {
      coefficients[j].push_back(other.coefficients[j]);
    }
  }
  check::FitRow row;
  for (std::size_t j = law.functions.size(); j-- > 0;) {
    row.terms.emplace_back(names[law.functions[j]],
                           estimate(law.coefficients[j], std::move(coefficients[j])));
  }
  row.leading_share_approx = draws > 0 ? static_cast<double>(same) / draws : 1;
  row.relative_error_approx = law.relative_error;
  row.local_exponents_approx = local_exponents(sizes, medians);
  set_exponent(row, exponents);
  return row;
}

std::string text_of(const check::FitRow& fit, std::string_view size) {
  std::string text;
  for (const auto& [function, coefficient] : fit.terms) {
    text += fmt::format("{}{:.2g}", text.empty() ? "" : " + ", coefficient.value_approx);
    if (function == "1") continue;
    text += " ";
    for (const char c : function) text += c == 'n' ? std::string(size) : std::string(1, c);
  }
  return text + " s";
}

std::string exponent_text(const check::FitRow& fit) {
  return fit.exponent ? "exponent " + interval_text(*fit.exponent)
                      : "no exponent: " + fit.why_no_exponent;
}

}  // namespace attest::benchmarks

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, and the pieces that the claim's statements are made of.
#include "claims/symmetric_head_count/parts.hpp"

#include "reference/check/about.hpp"

namespace attest::symmetric_head_count {

std::int64_t whole(const check::Case& chosen, int field) {
  return chosen(0, field).num().to_int64();
}

namespace {

/// One word for each class of words that a description without positions answers alike (README).
check::CaseSpace one_of_each(check::CaseSpace space, int n, const char* description) {
  space.description = std::string(description) + ", length " + std::to_string(n);
  space.coverage = check::Coverage::certificate;
  space.full_size = power_of_two(static_cast<unsigned>(n));
  return space;
}

}  // namespace

check::CaseSpace counts(int n) {
  check::CaseSpace space =
      check::mapped(check::integer_box({0}, {n}), [n](const check::Case& chosen) {
        const std::int64_t s = whole(chosen, 0);
        Matrix word(n, 1);
        for (int i = 0; i < n; ++i) word(i, 0) = i < s ? 1 : 0;
        return std::optional<check::Case>(word);
      });
  return one_of_each(std::move(space), n, "one word of every count of ones");
}

check::CaseSpace counts_at_bit(int n) {
  check::CaseSpace space =
      check::mapped(check::integer_box({0, 0}, {1, n - 1}), [n](const check::Case& chosen) {
        const Rational& bit = chosen(0, 0);
        const std::int64_t others = whole(chosen, 1);
        Matrix word(n, 1);
        for (int i = 0; i < n; ++i) word(i, 0) = 1 <= i && i <= others ? 1 - bit : bit;
        return std::optional<check::Case>(word);
      });
  return one_of_each(std::move(space), n, "one word of every first bit and count of other bits");
}

check::CaseSpace sample(const char* description, std::int64_t size, std::uint64_t seed,
                        Integer full_size) {
  return check::sampled(description, size, seed, std::move(full_size), "too many to enumerate",
                        [](Random&, std::int64_t index) {
                          Matrix chosen(1, 1);
                          chosen(0, 0) = index;
                          return std::optional<check::Case>(std::move(chosen));
                        });
}

check::Statement statement_of(const check::Wording& text) {
  check::Statement about = check::about(claim_id, text);
  about.mutant_points = check::no_points;
  return about;
}

check::Parameter parameter(const char* name, const char* meaning, std::int64_t lo,
                           std::int64_t hi) {
  return {.name = name, .meaning = meaning, .lo = lo, .hi = hi};
}

check::Parameter bits_parameter(std::int64_t lo, std::int64_t hi) {
  return parameter("n", "bits", lo, hi);
}

Points points_up_to(std::int64_t lo, std::int64_t fast, std::int64_t nightly, const char* other) {
  return [=](check::Rung rung) {
    std::vector<check::Params> points;
    for (std::int64_t n = lo; n <= (rung == check::Rung::fast ? fast : nightly); ++n) {
      check::Params& point = points.emplace_back();
      point["n"] = n;
      if (other != nullptr) point[other] = -1;
    }
    return points;
  };
}

Points point_at(const char* name, std::int64_t fast, std::int64_t nightly) {
  return [=](check::Rung rung) {
    std::vector<check::Params> points(1);
    points[0][name] = rung == check::Rung::fast ? fast : nightly;
    return points;
  };
}

Points fixed_point(check::Params point) {
  return [points = std::vector<check::Params>{std::move(point)}](check::Rung) { return points; };
}

std::vector<Rational> thresholds_of(const std::vector<std::int64_t>& weights) {
  std::int64_t low = 0;
  std::int64_t high = 0;
  for (const std::int64_t weight : weights) (weight < 0 ? low : high) += weight;
  std::vector<Rational> thresholds;
  for (std::int64_t t = low; t <= high + 1; ++t) thresholds.emplace_back(2 * t - 1, 2);
  return thresholds;
}

check::Params weight_point(std::int64_t n, std::int64_t weight, const char* other) {
  check::Params point;
  point["n"] = n;
  point["weight"] = weight;
  if (other != nullptr) point[other] = -1;
  return point;
}

Points weight_points(std::int64_t fast, const char* other) {
  return [=](check::Rung rung) {
    std::vector<check::Params> points;
    const bool is_fast = rung == check::Rung::fast;
    for (std::int64_t n = 1; n <= (is_fast ? fast : 4); ++n) {
      points.push_back(weight_point(n, 3, other));
    }
    if (!is_fast) points.push_back(weight_point(5, 2, other));
    return points;
  };
}

check::Parameter weight_parameter() { return parameter("weight", "largest |w_j|", 1, 5); }

std::vector<derive::Twist> twists_of(std::initializer_list<TwistText> texts) {
  std::vector<derive::Twist> twists;
  for (const TwistText& text : texts) {
    derive::Twist& twist = twists.emplace_back();
    twist.name = text.name;
    twist.why = text.why;
  }
  return twists;
}

}  // namespace attest::symmetric_head_count

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Weights of attention of the looped blocks, bounded. Scores are sums over the k bits of a code,
/// so that a column whose code differs in j bits scores 2j less, and columns whose codes differ in
/// j bits are at most binomial(k, j). A pointer that is off by `e` in each bit changes such a
/// difference by at most 2je, and its score with one code by at most ke.
#include "reference/derive/looped_lookups.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/ball.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive::looped {
namespace {

using gadget::looped::Blocks;

constexpr int weight_precision = 128;  // [bits]

/// At least ln 2 = 0.693...
const Rational& ln_2_above() {
  static const Rational value(7, 10);
  return value;
}

}  // namespace

Lookups::Lookups(Blocks blocks, int address_bits, const Rational& kappa)
    : blocks_(blocks), k_(address_bits), kappa_(kappa) {
  ATTEST_REQUIRE(kappa.sign() > 0, "kappa = " + kappa.to_string());
}

/// At least 2^(-kappa gap).
Rational Lookups::weight(const Rational& gap) const {
  const Ball ln_2 = log(Ball(2, weight_precision));
  const Ball power = exp(-(Ball(kappa_ * gap, weight_precision) * ln_2));
  return rounded_up(power.upper());
}

/// All columns whose codes differ from the best one's, together, where a bit counts
/// `weight_of_two`: (1 + weight_of_two)^k - 1.
Rational Lookups::others(const Rational& weight_of_two) const {
  Rational all = 1;
  for (int i = 0; i < k_; ++i) all = rounded_up(all * (1 + weight_of_two));
  return all - 1;
}

/// The published layout: pointer and position stand in the same coordinates, so that column 0 and
/// the one that it addresses tie in the eyes of both.
std::vector<Mixture> Lookups::tied(const std::string& head, Kind asking,
                                   const Rational& pointer_off) const {
  const Kind target = head == "fetch" ? Kind::command : Kind::word;
  const Rational score_off = k_ * pointer_off;
  const bool is_machine = asking == Kind::machine;
  // <p, p> - <p, code> of a pointer p that is off, or <code, p> - <code, code>.
  const Rational difference =
      kappa_ * ln_2_above() * score_off * (is_machine ? 1 + pointer_off : Rational(1));
  const Rational rest = others(weight(is_machine ? 2 - 2 * pointer_off : Rational(2)));
  std::vector<Mixture> result;
  if (is_machine || asking == target) {
    // The two best weigh at least 1 + e^-difference, the better one counted as 1.
    const Rational best = 2 - std::min(difference, Rational(1));
    result.push_back({.best = {Kind::machine, is_machine ? target : asking},
                      .off = std::min(rest / best, Rational(1)),
                      .tilt = std::min(difference / 4, Rational(1, 2))});
  }
  if (!is_machine) {
    result.push_back({.best = {asking}, .off = rest + weight(2 - score_off)});
  }
  return result;
}

/// Column 0 scores one more than a column of words iff its own pointer is that column's, else at
/// least one less.
std::vector<Mixture> Lookups::forwarded(Kind asking, const Rational& pointer_off) const {
  const Rational one = weight(1 - k_ * pointer_off);
  const Rational rest = others(weight(2));
  const Kind self = asking == Kind::machine ? Kind::word : asking;
  std::vector<Mixture> result{{.best = {self}, .off = rest + one}};
  if (asking != Kind::command) {
    result.push_back({.best = {Kind::machine}, .off = one * (1 + rest)});
  }
  return result;
}

/// Column 0 asks for one column and has no position itself, so that it scores 0 where the best
/// scores k.
std::vector<Mixture> Lookups::addressed(const std::string& head, Kind asking,
                                        const Rational& pointer_off) const {
  if (asking != Kind::machine) return {};
  const Kind target = head.starts_with("fetch") ? Kind::command : Kind::word;
  const Rational off = others(weight(2 - 2 * pointer_off)) + weight(k_ * (1 - pointer_off));
  return {{.best = {target}, .off = off}};
}

std::vector<Mixture> Lookups::of(const std::string& head, Kind asking,
                                 const Rational& pointer_off) const {
  if (blocks_ == Blocks::ten_layers) return tied(head, asking, pointer_off);
  const bool is_machine = asking == Kind::machine;
  if (head == "write") {
    return is_machine ? std::vector<Mixture>() : forwarded(asking, pointer_off);
  }
  if (blocks_ == Blocks::one_layer && head == "read_a") return forwarded(asking, pointer_off);
  if (blocks_ == Blocks::one_layer && head == "read_b" && is_machine) {
    return forwarded(asking, pointer_off);
  }
  return addressed(head, asking, pointer_off);
}

}  // namespace attest::derive::looped

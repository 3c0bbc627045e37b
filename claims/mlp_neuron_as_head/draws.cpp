// SPDX-License-Identifier: Apache-2.0
/// \file
/// MLPs and tokens, all small ones and random ones.
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

std::vector<Rational> random_row(int size, const MlpShape& shape, Random& random) {
  std::vector<Rational> row;
  for (int i = 0; i < size; ++i) {
    const std::int64_t most = shape.reach * shape.denominator;
    row.emplace_back(Integer(random.between(-most, most)), Integer(shape.denominator));
  }
  return row;
}

/// Numbers of a case one after the other.
class Reader {
 public:
  explicit Reader(const check::Case& chosen) : chosen_(chosen) {}
  Rational next() { return chosen_(0, at_++); }
  std::vector<Rational> next(int count) {
    std::vector<Rational> result;
    for (int i = 0; i < count; ++i) result.push_back(next());
    return result;
  }

 private:
  const check::Case& chosen_;
  int at_ = 0;
};

}  // namespace

Mlp random_mlp(const MlpShape& shape, Random& random) {
  Mlp mlp{.width = shape.width};
  for (int u = 0; u < shape.units; ++u) {
    HiddenUnit unit{.in = random_row(shape.width, shape, random)};
    unit.bias = random_row(1, shape, random)[0];
    unit.out = random_row(shape.width, shape, random);
    for (Rational& entry : unit.out) {
      if (entry.is_zero()) entry = Rational(1);
    }
    mlp.units.push_back(std::move(unit));
  }
  return mlp;
}

Matrix random_tokens(const MlpShape& shape, Random& random) {
  Matrix tokens(shape.tokens, shape.width);
  for (int i = 0; i < shape.tokens; ++i) {
    const std::vector<Rational> row = random_row(shape.width, shape, random);
    for (int c = 0; c < shape.width; ++c) tokens(i, c) = row[static_cast<std::size_t>(c)];
  }
  return tokens;
}

check::Case case_of(const Mlp& mlp, const Matrix& tokens) {
  std::vector<Rational> row;
  for (const HiddenUnit& unit : mlp.units) {
    row.insert(row.end(), unit.in.begin(), unit.in.end());
    row.push_back(unit.bias);
    row.insert(row.end(), unit.out.begin(), unit.out.end());
  }
  for (int i = 0; i < tokens.rows(); ++i) {
    for (const Rational& entry : tokens.row(i)) row.push_back(entry);
  }
  return Matrix(std::vector<std::vector<Rational>>{row});
}

Mlp mlp_of(const check::Case& chosen, const MlpShape& shape) {
  Reader reader(chosen);
  Mlp mlp{.width = shape.width};
  for (int u = 0; u < shape.units; ++u) {
    HiddenUnit unit{.in = reader.next(shape.width)};
    unit.bias = reader.next();
    unit.out = reader.next(shape.width);
    mlp.units.push_back(std::move(unit));
  }
  return mlp;
}

Matrix tokens_of(const check::Case& chosen, const MlpShape& shape) {
  Reader reader(chosen);
  (void)reader.next(shape.units * (2 * shape.width + 1));
  Matrix tokens(shape.tokens, shape.width);
  for (int i = 0; i < shape.tokens; ++i) {
    for (int c = 0; c < shape.width; ++c) tokens(i, c) = reader.next();
  }
  return tokens;
}

check::CaseSpace all_neurons(int tokens, std::int64_t reach) {
  std::vector<std::int64_t> lo{-reach, -reach, 1};  // in, bias, out
  std::vector<std::int64_t> hi{reach, reach, 1};
  lo.resize(3 + static_cast<std::size_t>(tokens), -reach);
  hi.resize(3 + static_cast<std::size_t>(tokens), reach);
  check::CaseSpace space = check::integer_box(lo, hi);
  space.description = "all units of one feature and all " + std::to_string(tokens) +
                      " tokens with entries up to " + std::to_string(reach) + ", out weight 1";
  return space;
}

check::CaseSpace random_cases(const MlpShape& shape, std::int64_t count, std::uint64_t seed) {
  const int entries = shape.units * (2 * shape.width + 1) + shape.tokens * shape.width;
  return check::sampled(
      std::to_string(shape.units) + " random units on " + std::to_string(shape.tokens) +
          " random tokens of " + std::to_string(shape.width) + " features",
      count, seed,
      pow(Integer(2 * shape.reach * shape.denominator + 1), static_cast<unsigned>(entries)),
      "weights and features are numbers, of which a grid is drawn",
      [shape](Random& random, std::int64_t) {
        const Mlp mlp = random_mlp(shape, random);
        return std::optional<check::Case>(case_of(mlp, random_tokens(shape, random)));
      });
}

}  // namespace attest::mlp_neuron_as_head

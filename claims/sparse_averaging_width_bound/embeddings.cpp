// SPDX-License-Identifier: Apache-2.0
/// \file
/// Embeddings of the asking token as circuits: too short ones, and some that are long enough.
#include <algorithm>

#include "claims/sparse_averaging_width_bound/claim.hpp"
#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "reference/check/case_space.hpp"
#include "reference/gadget/disjunct_code.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/binomial.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using model::CircuitBuilder;
using model::Wire;

/// An embedding under construction.
struct Draft {
  explicit Draft(int q) : circuit(fields_of(q)), sign(is_positive()) {
    for (int l = 1; l <= q; ++l) pointers.push_back(circuit.input("y" + std::to_string(l)));
  }

  static std::vector<std::string> fields_of(int q) {
    std::vector<std::string> fields{"z"};
    for (int l = 1; l <= q; ++l) fields.push_back("y" + std::to_string(l));
    return fields;
  }

  /// [z = 1].
  Wire is_positive() { return circuit.less(circuit.constant(0), circuit.input("z")); }

  /// The embedding whose coordinates are these integers, `bits` low bits of each.
  [[nodiscard]] Embedding finish(std::string name, const std::vector<Wire>& coordinates, int bits) {
    const Rational values(power_of_two(static_cast<unsigned>(bits)));
    for (std::size_t c = 0; c < coordinates.size(); ++c) {
      circuit.output("code", static_cast<int>(c), circuit.mod(coordinates[c], values));
    }
    return {.name = std::move(name), .circuit = circuit.finish(), .bits = bits};
  }

  CircuitBuilder circuit;
  Wire sign;
  std::vector<Wire> pointers = {};
};

/// The number of the token, 2 rank + [z = 1]: an increasing set has the rank sum of
/// C(n, q) - 1 - sum C(n-1-y_l, q-l+1) over l = 1, .., q in the order of subsets.
Wire number_of(Draft& draft, int n) {
  const auto q = static_cast<int>(draft.pointers.size());
  Wire rank = draft.circuit.constant(Rational(binomial(n, q) - 1));
  for (int l = 0; l < q; ++l) {
    std::vector<model::Weight> row;
    for (int y = 0; y < n; ++y) row.push_back({.value = Rational(binomial(n - 1 - y, q - l))});
    rank = rank - draft.circuit.table(draft.pointers[static_cast<std::size_t>(l)], std::move(row));
  }
  return rank * Rational(2) + draft.sign;
}

/// z before others, cut to `coordinates` in all where that is not -1.
std::vector<Wire> with_sign(const Draft& draft, const std::vector<Wire>& others, int coordinates) {
  std::vector<Wire> all{draft.sign};
  all.insert(all.end(), others.begin(), others.end());
  if (coordinates >= 0) {
    all.erase(all.begin() + std::min<std::ptrdiff_t>(coordinates, std::ssize(all)), all.end());
  }
  return all;
}

int ceil_log2_of(int n) { return static_cast<int>(Integer(n - 1).bit_length()); }

}  // namespace

Integer token_count(int n, int q) { return 2 * binomial(n, q); }

std::int64_t bits_needed(int n, int q) { return (token_count(n, q) - 1).bit_length(); }

Token token_at(int n, int q, std::int64_t index) {
  Token token{index % 2 == 0 ? -1 : 1};
  const Matrix subset = check::subsets(n, q).at(index / 2).value();
  for (int l = 0; l < q; ++l) token.push_back(subset(l, 0));
  return token;
}

Embedding rank_embedding(int n, int q, int bits) {
  Draft draft(q);
  const Wire number = number_of(draft, n);
  return draft.finish("rank", {number}, bits);
}

Embedding pointer_embedding(int, int q, int bits) {
  Draft draft(q);
  return draft.finish("pointers", with_sign(draft, draft.pointers, -1), bits);
}

Embedding power_sum_embedding(int, int q, int coordinates, int bits) {
  Draft draft(q);
  std::vector<Wire> powers = draft.pointers;
  std::vector<Wire> sums;
  for (int r = 0; r < coordinates; ++r) {
    Wire sum = draft.sign;
    for (std::size_t l = 0; l < powers.size(); ++l) {
      if (r > 0) powers[l] = powers[l] * draft.pointers[l];
      sum = sum + powers[l];
    }
    sums.push_back(sum);
  }
  return draft.finish("power sums", sums, bits);
}

Embedding moment_embedding(int, int q, int coordinates, int bits) {
  Draft draft(q);
  const Wire centre = draft.circuit.floor(draft.circuit.length() * Rational(1, 2));
  std::vector<Wire> roots;
  for (const Wire pointer : draft.pointers) roots.push_back(pointer - centre);
  std::vector<Wire> c = gadget::root_product(draft.circuit, roots, /*has_squares=*/true);
  // Neither c_0 nor the leading 1 is sent. \post 2q coordinates with z
  c.erase(c.begin());
  c.pop_back();
  return draft.finish("moment curve", with_sign(draft, c, coordinates), bits);
}

Embedding disjunct_embedding(int n, int q, int coordinates) {
  Draft draft(q);
  const std::vector<Wire> cells =
      gadget::covered_cells(draft.circuit, gadget::least_disjunct_code(n, q), draft.pointers);
  return draft.finish("disjunct code", with_sign(draft, cells, coordinates), 1);
}

Embedding one_hot_embedding(int n, int q, int coordinates) {
  Draft draft(q);
  std::vector<Wire> members;
  for (int p = 0; p < n; ++p) {
    const Wire place = draft.circuit.constant(p);
    Wire sum = draft.circuit.equal(draft.pointers[0], place);
    for (int l = 1; l < q; ++l) {
      sum = sum + draft.circuit.equal(draft.pointers[static_cast<std::size_t>(l)], place);
    }
    members.push_back(sum);
  }
  return draft.finish("one-hot", with_sign(draft, members, coordinates), 1);
}

Embedding random_embedding(int n, int q, Random& random) {
  Draft draft(q);
  const std::int64_t all = token_count(n, q).to_int64();
  const auto m = static_cast<int>(random.between(1, 3));
  const auto bits = static_cast<int>(random.between(1, (bits_needed(n, q) + m - 1) / m));
  const Wire number = number_of(draft, n);
  std::vector<Wire> coordinates;
  for (int c = 0; c < m; ++c) {
    std::vector<model::Weight> entries;
    for (std::int64_t t = 0; t < all; ++t) {
      entries.push_back({.value = random.below(std::int64_t{1} << bits)});
    }
    coordinates.push_back(draft.circuit.table(number, std::move(entries)));
  }
  return draft.finish("random table", coordinates, bits);
}

std::vector<Embedding> small_embeddings(int n, int q) {
  const auto bits = static_cast<int>(bits_needed(n, q)) - 1;
  const int moments = std::min(2 * q, bits);
  const int powers = std::min(q, bits);
  std::vector<Embedding> list{rank_embedding(n, q, bits),
                              power_sum_embedding(n, q, powers, bits / powers),
                              moment_embedding(n, q, moments, bits / moments),
                              disjunct_embedding(n, q, bits), one_hot_embedding(n, q, bits)};
  if (bits > q) list.push_back(pointer_embedding(n, q, bits / (q + 1)));
  return list;
}

std::vector<Embedding> large_embeddings(int n, int q) {
  const std::vector<std::int64_t> moments = gadget::moment_query_bits(n, q);
  const auto widest = static_cast<int>(*std::max_element(moments.begin(), moments.end()));
  return {rank_embedding(n, q, static_cast<int>(bits_needed(n, q))),
          pointer_embedding(n, q, ceil_log2_of(n)), moment_embedding(n, q, -1, widest),
          disjunct_embedding(n, q, -1), one_hot_embedding(n, q, -1)};
}

}  // namespace attest::sparse_averaging_width_bound

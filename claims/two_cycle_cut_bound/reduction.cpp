// SPDX-License-Identifier: Apache-2.0
/// \file
/// The instance map from two matrices of bits to a bipartite graph.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/integer.hpp"
#include "reference/task/disjointness.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using derive::Owner;
using model::CircuitBuilder;
using model::Wire;

/// A letter is the list of arcs across the cut: Alice's vertices are the first ones, so her arcs
/// end at vertices rows, rows+1, .. and Bob's at 0, 1, ..
model::Circuit instance_map(std::int64_t rows) {
  CircuitBuilder map({"owner", "slot", "letter"});
  const Wire letter = map.input("letter");
  const Wire owner = map.input("owner");
  const Wire is_bob = map.less(map.constant(static_cast<int>(Owner::alice)), owner);
  const Wire crossing = letter * map.constant(power_of_two(static_cast<unsigned>(rows)));
  map.output("row", map.select(is_bob, letter, crossing));
  return map.finish();
}

/// All words of `length` letters of `bits` bits each, as one number of length * bits bits: bit
/// (letter i, bit j) has the index at(i, j). So a pair (b, complement of b) is easy to name.
check::CaseSpace bit_tables(std::int64_t length, std::int64_t bits, bool is_transposed) {
  check::CaseSpace space;
  space.description =
      "all words of " + derive::counted(length, "letter") + " of " + derive::counted(bits, "bit");
  space.size = std::int64_t{1} << (length * bits);
  space.full_size = space.size;
  space.at = [=](std::int64_t index) -> std::optional<check::Case> {
    check::Case word(static_cast<int>(length), 1);
    for (std::int64_t i = 0; i < length; ++i) {
      std::int64_t letter = 0;
      for (std::int64_t j = 0; j < bits; ++j) {
        const std::int64_t at = is_transposed ? j * length + i : i * bits + j;
        letter |= (index >> at & 1) << j;
      }
      word(static_cast<int>(i), 0) = letter;
    }
    return word;
  };
  return space;
}

}  // namespace

derive::Reduces reduction(std::int64_t rows, std::int64_t cols, task::TwoCycle kind) {
  ATTEST_REQUIRE(rows >= 1 && cols >= 1 && rows <= 20 && cols <= 20 && rows * cols <= 22,
                 std::to_string(rows) + " x " + std::to_string(cols) + " bits");
  std::vector<derive::Place> places;
  for (int i = 0; i < rows; ++i) places.push_back({.owner = Owner::alice, .slot = i});
  for (int j = 0; j < cols; ++j) places.push_back({.owner = Owner::bob, .slot = j});
  return {.source = task::matrices_intersect(static_cast<int>(rows), static_cast<int>(cols)),
          .target = task::two_cycle(kind),
          .instance = instance_map(rows),
          .places = std::move(places),
          .reader = -1,
          .alice = bit_tables(rows, cols, false),
          .bob = bit_tables(cols, rows, true),  // bit i * cols + j of an index is a_ij or b_ij
          .separating = [](std::int64_t b, std::int64_t b_prime) {
            const std::int64_t difference = b ^ b_prime;
            return difference & -difference;
          }};
}

derive::Fooling fooling(std::int64_t n) {
  const std::int64_t all = (std::int64_t{1} << (n * n)) - 1;
  return {.reduces = reduction(n, n), .partner = [all](std::int64_t b) { return all ^ b; }};
}

}  // namespace attest::two_cycle_cut_bound

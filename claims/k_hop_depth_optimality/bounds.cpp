// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is unconditional: the states of one pass, and the reach of pointer circuits.
#include <algorithm>
#include <set>
#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

/// hop_1 after the prefix B_1 of a permutation, for each last symbol (u, block): the images, or -1
/// where hop_1 is not a point of block 2.
std::vector<Rational> images_read(const Image& image, std::int64_t block) {
  const std::int64_t points = std::ssize(image);
  std::vector<gadget::BlockToken> tokens = gadget::block_tokens(image, 1, 0, {});
  std::vector<Rational> read;
  for (std::int64_t u = 0; u < points; ++u) {
    tokens.back() = {.vertex = u, .block = block};
    const Rational symbol =
        task::k_hop(1).answer(check::word_of(gadget::symbols_of(tokens, points))).back();
    read.push_back(points < symbol && symbol <= 2 * points ? symbol - points - 1 : Rational(-1));
  }
  return read;
}

/// Number of different rows of answers over all permutations.
std::int64_t different_rows(std::int64_t n) {
  const check::CaseSpace permutations = check::permutations(static_cast<int>(n));
  std::set<std::vector<Rational>> rows;
  for (std::int64_t i = 0; i < permutations.size; ++i) {
    rows.insert(images_read(check::symbols_of(*permutations.at(i)), 1));
  }
  return std::ssize(rows);
}

/// The images read after the prefix of a permutation, against the permutation.
Agrees subject_of_one_pass(const Params& params, std::uint64_t) {
  const std::int64_t n = params.at("n");
  const std::int64_t rows = different_rows(n);
  Integer factorial = 1;
  for (std::int64_t i = 2; i <= n; ++i) factorial *= i;
  return Agrees{.relation = derive::Relation::equal,
                .left =
                    [](const check::Case& permutation, const std::string& twist) {
                      return images_read(check::symbols_of(permutation),
                                         twist == "asks_block_two" ? 2 : 1);
                    },
                .right =
                    [](const check::Case& permutation) {
                      std::vector<Rational> images;
                      for (int u = 0; u < permutation.rows(); ++u)
                        images.push_back(permutation(u, 0));
                      return images;
                    },
                .cases = check::permutations(static_cast<int>(n)),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "the definition of hop_k",
                .resources = {{"state_bits", std::to_string((factorial - 1).bit_length())}},
                .promises = {check::promise("states", "n!", ">=", factorial, rows)}};
}

Statement one_pass() {
  Statement statement = check::about(claim_id, "S3", "One pass tells n! prefixes apart");
  statement.sentence =
      "For $k = 1$ the $n!$ prefixes $B_1$ of the permutations of $n$ points are pairwise "
      "distinguished by the $n$ suffixes $(u, 1)$, since hop_1 there is $(\\pi(u), 2)$: a "
      "recurrent model of one layer, whatever its update, has at least $\\lceil\\log_2 n!\\rceil$ "
      "bits of state.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Corollary 5.2: a recurrent or state-space model of depth below k that computes hop_k "
          "has width m = Omega(N/k^6).",
      .checked =
          "The case k = 1, depth one: the answers after each prefix, and how many rows of "
          "them differ.",
      .gap =
          "k = 1; the stated n. The bound for several layers (pointer chasing) is recalled, not "
          "checked; so is Corollary 5.3, the same for kernel attention and masks of few pairs."};
  statement.parameters = {{.name = "n", .meaning = "points", .lo = 1, .hi = 8}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= (rung == Rung::fast ? 5 : 6); ++n) points.push_back({{"n", n}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}}}; };
  return derive::agrees(std::move(statement), subject_of_one_pass,
                        {{.name = "asks_block_two",
                          .why = "suffixes (u, 2), after which nothing comes",
                          .proof = {}}});
}

/// How many hops the pointers and values of one position have made.
struct Held {
  std::set<std::int64_t> pointers{0};  // the position itself
  std::set<std::int64_t> values{0};    // its own symbol
};

/// What a mutant allows a layer.
enum class Reading { one_pointer, two_pointers, next_symbol };

/// Everything that stands where a pointer of `hops` hops leads, beside what is held.
Held followed(const Held& held, std::int64_t hops) {
  Held result = held;
  for (const std::int64_t made : held.pointers) result.pointers.insert(hops + made);
  for (const std::int64_t made : held.values) result.values.insert(hops + made);
  return result;
}

/// Most hops of a value over all circuits of `layers` further layers: each follows one of the
/// pointers that are held, or finds the first.
std::int64_t farthest_value(const Held& held, std::int64_t layers, Reading reading) {
  if (layers == 0) return *held.values.rbegin();
  Held found = held;
  found.pointers.insert(1);
  if (reading == Reading::next_symbol) found.values.insert(1);
  std::int64_t farthest = farthest_value(found, layers - 1, reading);
  for (const std::int64_t hops : held.pointers) {
    if (hops == 0) continue;
    Held after = followed(held, hops);
    if (reading == Reading::two_pointers) after = followed(after, hops);
    farthest = std::max(farthest, farthest_value(after, layers - 1, reading));
  }
  return farthest;
}

Statement pointer_reach() {
  Statement statement = check::about(claim_id, "S4", "Pointer circuits reach 2^(L-1) - 1 hops");
  statement.sentence =
      "Let every layer either find (a pointer of one hop, from the symbols) or read at a pointer "
      "that its position holds, and keep all it read. Over all such circuits of $L$ layers the "
      "most hops of a value are $2^{L-1} - 1$, so hop_k takes them $\\lfloor\\log_2 k\\rfloor + 2$ "
      "layers: the construction is optimal among pointer circuits, which says nothing of other "
      "models.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every circuit of the stated depth, one head a layer.",
                        .gap = "Pointer circuits only: no lower bound for transformers."};
  statement.parameters = {{.name = "most", .meaning = "layers, 1 to most", .lo = 1, .hi = 6}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 5 : 6}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [](const check::Case& layers, const std::string& twist) {
                        const Reading reading =
                            twist == "two_pointers_a_layer" ? Reading::two_pointers
                            : twist == "reads_next_symbol"  ? Reading::next_symbol
                                                            : Reading::one_pointer;
                        return std::vector<Rational>{
                            farthest_value({}, layers(0, 0).num().to_int64(), reading)};
                      },
                  .right =
                      [](const check::Case& layers) {
                        const auto power = static_cast<unsigned>(layers(0, 0).num().to_int64() - 1);
                        return std::vector<Rational>{pow(Integer(2), power) - 1};
                      },
                  .cases = check::integer_box({1}, {params.at("most")}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "every choice of a pointer in every layer"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "two_pointers_a_layer", .why = "a layer follows a pointer twice", .proof = {}},
       {.name = "reads_next_symbol",
        .why = "the layer that finds reads the symbol after the match too",
        .proof = {}}});
}

}  // namespace

std::vector<Statement> bound_statements() { return {one_pass(), pointer_reach()}; }

}  // namespace attest::k_hop_depth_optimality

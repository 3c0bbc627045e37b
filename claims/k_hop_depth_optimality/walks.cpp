// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hops walk a permutation: by the definition of hop_k, in every order of the pairs, and in
/// weights.
#include <algorithm>
#include <numeric>
#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/cycles.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

/// hop_k of the end of a word, by its definition.
Rational end_of(const std::vector<gadget::BlockToken>& tokens, std::int64_t points,
                std::int64_t k) {
  return task::k_hop(k).answer(check::word_of(gadget::symbols_of(tokens, points))).back();
}

/// What a twist of a name breaks in the layout.
gadget::BlockLayout layout_of(const std::string& twist) {
  return {.is_first_block_first = twist == "first_block_first",
          .is_one_alphabet = twist == "one_alphabet"};
}

std::vector<derive::Twist> layout_twists() {
  return {{.name = "one_alphabet", .why = "one alphabet for all blocks", .proof = {}},
          {.name = "first_block_first", .why = "blocks from the first to the last", .proof = {}}};
}

std::vector<check::Parameter> walk_parameters() {
  return {{.name = "n", .meaning = "points", .lo = 1, .hi = 9},
          {.name = "k", .meaning = "hops", .lo = 1, .hi = 64}};
}

/// Points (n, k) with k up to `hops` for each n.
std::vector<Params> walk_points(std::int64_t least, std::int64_t most, std::int64_t hops) {
  std::vector<Params> points;
  for (std::int64_t n = least; n <= most; ++n) {
    for (std::int64_t k = 1; k <= hops; ++k) points.push_back({{"n", n}, {"k", k}});
  }
  return points;
}

/// The symbols of (map^k(u), k + 1) for every start u.
std::vector<Rational> walked(const Image& image, std::int64_t k) {
  std::vector<Rational> ends;
  for (std::int64_t start = 0; start < std::ssize(image); ++start) {
    ends.emplace_back(gadget::symbol_of({.vertex = task::walk(image, start, k), .block = k + 1},
                                        std::ssize(image)));
  }
  return ends;
}

/// hop_k of the words of every start u.
std::vector<Rational> hopped(const Image& image, std::int64_t k,
                             const gadget::BlockLayout& layout) {
  std::vector<Rational> ends;
  for (std::int64_t start = 0; start < std::ssize(image); ++start) {
    ends.push_back(end_of(gadget::block_tokens(image, k, start, layout), std::ssize(image), k));
  }
  return ends;
}

Statement by_definition() {
  Statement statement = check::about(claim_id, "S2", "k hops walk k steps");
  statement.sentence =
      "Symbols $(u, r)$, $r = 1, .., k+1$; block $B_r$ lists the pairs $(u, r)\\,(\\pi(u), r+1)$. "
      "For every permutation $\\pi$ of $n$ points, $u_0$ and $k$, hop_k at the end of $B_k B_{k-1} "
      ".. B_1 (u_0, 1)$ is $(\\pi^k(u_0), k+1)$; the word has $2nk + 1$ tokens.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "The definition of hop_k on the word of every permutation and "
                            "start, pairs in increasing order.",
                        .gap = "The stated n and k."};
  statement.parameters = walk_parameters();
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? walk_points(1, 4, 4) : walk_points(1, 6, 6);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"k", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t k = params.at("k");
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [k](const check::Case& permutation, const std::string& twist) {
                        return hopped(check::symbols_of(permutation), k, layout_of(twist));
                      },
                  .right =
                      [k](const check::Case& permutation) {
                        return walked(check::symbols_of(permutation), k);
                      },
                  .cases = check::permutations(static_cast<int>(params.at("n"))),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "the definition of hop_k"};
  };
  return derive::agrees(std::move(statement), make, layout_twists());
}

/// The words of all permutations with all starts.
check::CaseSpace words_with_starts(std::int64_t n, std::int64_t k) {
  check::CaseSpace space = check::product(
      check::permutations(static_cast<int>(n)), check::integer_box({0}, {n - 1}),
      [k](const check::Case& permutation, const check::Case& start) -> std::optional<check::Case> {
        return vertex_word(check::symbols_of(permutation), k, start(0, 0).num().to_int64());
      });
  space.description = "all permutations of " + std::to_string(n) +
                      " points and starts, as words of " + std::to_string(k) + " blocks";
  return space;
}

Statement in_weights() {
  Statement statement = check::about(claim_id, "S2.walker", "Weights that walk");
  statement.sentence =
      "For every permutation of $n$ points, start $u_0$ and $k$, the instance map in front of "
      "$\\lfloor\\log_2 k\\rfloor + 2$ layers of pointers that double reads $(\\pi^k(u_0), k+1)$ "
      "at the last token.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Exact weights on the word of every permutation and start.",
                        .gap = "The stated n and k."};
  statement.parameters = walk_parameters();
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? walk_points(2, 4, 3) : walk_points(2, 6, 8);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"k", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t k = params.at("k");
    return derive::Computes{
        .model = walker(n, k), .task = task::walk_end(k), .inputs = words_with_starts(n, k)};
  };
  return derive::computes(std::move(statement), make, walker_mutants());
}

/// The orders of the k blocks that a case names, one row of `n` points each.
std::vector<Image> orders_of(const check::Case& chosen, std::int64_t n, std::int64_t k) {
  std::vector<Image> orders;
  for (std::int64_t r = 1; r <= k; ++r) {
    Image order;
    for (std::int64_t u = 0; u < n; ++u) {
      order.push_back(chosen(static_cast<int>(r), static_cast<int>(u)).num().to_int64());
    }
    orders.push_back(std::move(order));
  }
  return orders;
}

/// All lists of k + 1 permutations of n points: the map, then the orders of the blocks.
check::CaseSpace maps_and_orders(std::int64_t n, std::int64_t k) {
  const check::CaseSpace permutations = check::permutations(static_cast<int>(n));
  check::CaseSpace space;
  space.description = "all permutations of " + std::to_string(n) +
                      " points with all orders of the pairs in " + std::to_string(k) + " blocks";
  space.full_size = pow(Integer(permutations.size), static_cast<unsigned>(k + 1));
  space.size = space.full_size.to_int64();
  space.at = [=](std::int64_t index) -> std::optional<check::Case> {
    check::Case chosen(static_cast<int>(k + 1), static_cast<int>(n));
    const std::vector<std::int64_t> radices(static_cast<std::size_t>(k + 1), permutations.size);
    const std::vector<std::int64_t> indices = check::digits(index, radices);
    for (int row = 0; row < chosen.rows(); ++row) {
      const check::Case permutation = *permutations.at(indices[static_cast<std::size_t>(row)]);
      for (int u = 0; u < chosen.cols(); ++u) chosen(row, u) = permutation(u, 0);
    }
    return chosen;
  };
  return space;
}

Statement in_every_order() {
  Statement statement =
      check::about(claim_id, "S2.orders", "The pairs of a block may stand in any order");
  statement.sentence =
      "The same for every order of the pairs within each block, chosen block by block.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "The definition of hop_k on every permutation, start and choice "
                            "of orders.",
                        .gap = "The stated n and k."};
  statement.parameters = {{.name = "n", .meaning = "points", .lo = 1, .hi = 4},
                          {.name = "k", .meaning = "hops", .lo = 1, .hi = 4}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"k", 3}}, {{"n", 3}, {"k", 2}}};
    if (rung != Rung::fast) {
      points.push_back({{"n", 3}, {"k", 3}});
      points.push_back({{"n", 4}, {"k", 2}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"k", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t k = params.at("k");
    const auto image = [n](const check::Case& chosen) {
      Image result;
      for (int u = 0; u < n; ++u) result.push_back(chosen(0, u).num().to_int64());
      return result;
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [=](const check::Case& chosen, const std::string& twist) {
                        gadget::BlockLayout layout = layout_of(twist);
                        layout.orders = orders_of(chosen, n, k);
                        return hopped(image(chosen), k, layout);
                      },
                  .right = [=](const check::Case& chosen) { return walked(image(chosen), k); },
                  .cases = maps_and_orders(n, k),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "the definition of hop_k"};
  };
  return derive::agrees(std::move(statement), make, layout_twists());
}

bool is_injective(Image image) {
  std::sort(image.begin(), image.end());
  return std::adjacent_find(image.begin(), image.end()) == image.end();
}

Statement of_maps() {
  Statement statement =
      check::about(claim_id, "S2.maps", "Only permutations can be walked like this");
  statement.sentence =
      "For $k \\ge 2$ and every map $f$ of $n$ points, pairs in increasing order: hop_k at the end "
      "is $(f^k(u_0), k+1)$ for every $u_0$ iff $f$ is injective. If $f(a) = f(b)$ with $a < b$, "
      "the second half of $a$'s pair stands nearer to the hop that arrives at $b$'s than the first "
      "half in the next block.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "The definition of hop_k on every map and start.",
                        .gap = "The stated n and k."};
  statement.parameters = walk_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 2; n <= (rung == Rung::fast ? 4 : 5); ++n) {
      for (std::int64_t k = 2; k <= (rung == Rung::fast ? 3 : 5); ++k) {
        points.push_back({{"n", n}, {"k", k}});
      }
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"k", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t k = params.at("k");
    const int n = static_cast<int>(params.at("n"));
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& map, const std::string& twist) {
      const bool is_right = twist == "not_a_permutation" || is_injective(check::symbols_of(map));
      return std::vector<Rational>{is_right ? 1 : 0};
    };
    result.right = [k](const check::Case& map) {
      const Image image = check::symbols_of(map);
      return std::vector<Rational>{hopped(image, k, {}) == walked(image, k) ? 1 : 0};
    };
    result.cases = check::functions(n, n);
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "repeated images";
    result.is_yes_no = true;
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "not_a_permutation", .why = "every map could be walked", .proof = {}}});
}

}  // namespace

std::vector<derive::NamedMutant> walker_mutants() {
  const auto wrong = [](const char* name, const char* why, const Choices& choices) {
    return derive::NamedMutant{.name = name,
                               .why = why,
                               .proof = {},
                               .apply = [choices](derive::Computes& c, const Params& params) {
                                 c.model = walker(params.at("n"), params.at("k"), choices);
                               }};
  };
  return {wrong("one_alphabet", "one alphabet for all blocks", {.is_one_alphabet = true}),
          wrong("one_layer_fewer", "one layer fewer", {.layers_less = 1}),
          wrong("one_hop_more", "a hop more than blocks", {.extra_hops = 1})};
}

std::vector<Statement> walk_statements() {
  return {by_definition(), in_weights(), in_every_order(), of_maps()};
}

}  // namespace attest::k_hop_depth_optimality

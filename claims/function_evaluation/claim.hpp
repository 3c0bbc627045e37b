// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `function_evaluation`: one concise layer evaluates a function that is written in pairs; a
/// function whose keys and values stand in different tokens takes two.
///
/// Source: Concise One-Layer Transformers Can Do Function Evaluation (Sometimes) (Strobl, Angluin,
/// Frank, 2025). Kind: two constructions, lower bound. Statements: see statements.cpp. Setting: a
/// function f of {0, .., n-1} into itself is written as tokens
/// (reference/task/function_evaluation); the last token asks for an argument and is seen by no
/// token, itself included.
///
/// code(i) is the k = max(1, ceil(log2 n)) bits of i as signs. One layer: scores
/// <code(argument), code(key)>, values code(value). Two layers: first every value token reads the
/// code of its key, then the same.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/contest.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/random.hpp"
#include "reference/task/function_evaluation.hpp"

namespace attest::function_evaluation {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "function_evaluation";

using task::TableForm;

/// max(1, ceil(log2 n)): signs of a number in 0, .., n-1.
[[nodiscard]] int signs_of(std::int64_t n);

/// How the last layer turns scores into weights, and what the mutants choose differently; the
/// defaults are the construction under hardmax.
struct Choices {
  model::Norm norm = model::Norm::unique_hardmax;
  Integer base = 0;            ///< of softmax_base
  Rational scale = 1;          ///< of the scores of the last layer
  std::int64_t priority = 1;   ///< score of a value token, against 0 of a key token
  std::int64_t sharpness = 0;  ///< c: layer 1 is softmax_e at c times its scores; 0: hardmax
  std::int64_t offset = 1;     ///< least distance back at which layer 1 of neighbours looks
  bool is_query_seen = false;  ///< the last token is a key like any other
  bool flips_key_bit = false;  ///< the first sign of every key is turned
  bool forgets_links = false;  ///< layer 1 of links compares no links
};

/// One layer, one head, width 2k, for pairs or places.
[[nodiscard]] model::Transformer one_layer(TableForm form, std::int64_t n,
                                           const Choices& choices = {});

/// Two layers of one head each for neighbours (width 3k+3) or links (4k+2).
[[nodiscard]] model::Transformer two_layers(TableForm form, std::int64_t n,
                                            const Choices& choices = {});

/// Least integer B >= 2 with (1 + B^-2)^k < 2.
[[nodiscard]] std::int64_t certified_base(std::int64_t k);
/// Least integer B >= 2 with (1 + B^-2)^k + n B^-(2k+1) < 2, k the signs of n.
[[nodiscard]] std::int64_t certified_base_of_two(std::int64_t n);
/// Least s, a multiple of 1/4, with (1 + e^-2s)^k < 2, certified.
[[nodiscard]] Rational certified_scale(std::int64_t k);

/// A function, in which order its tokens stand, and what is asked.
struct Table {
  std::vector<std::int64_t> keys;    ///< at the places 0, 1, ..; a permutation of 0, .., n-1
  std::vector<std::int64_t> images;  ///< f(0), f(1), ..
  std::int64_t argument = 0;
  std::vector<std::int64_t> links{};  ///< of links: the key that value token 0, 1, .. belongs to
};
/// Its tokens. Places ignore `keys`.
[[nodiscard]] check::Case tokens_of(TableForm form, const Table& table);

/// What a mutant breaks in the instance map.
struct Layout {
  bool is_sorted = false;      ///< Alice's keys stand in order whatever she holds
  bool is_value_next = false;  ///< of links: Bob's links are those of the places before
};

/// The value at a place, as a function to be evaluated: Alice holds the key tokens of neighbours or
/// links, Bob the value tokens; the last token asks for 0. Alice's input j: the key 0 at place j.
[[nodiscard]] derive::Reduces reduction(TableForm form, std::int64_t n, const Layout& layout = {});

/// One head of a layer that is a table: what a token adds at each position.
struct PlacedTables {
  std::vector<Integer> scores;               ///< by position, role and number, >= 0
  std::vector<std::vector<Integer>> values;  ///< [m_v x as many]
};
/// A layer of base-2 softmax heads over tokens of neighbours, read at the last of 2n+1. Entry
/// (position, role, number) of a table stands at (3 position + role) n + number.
[[nodiscard]] model::Transformer table_layer(std::int64_t n,
                                             const std::vector<PlacedTables>& heads);

/// A layer with random scores 0..3 and values 0..7.
[[nodiscard]] model::Transformer random_layer(std::int64_t n, std::int64_t heads,
                                              std::int64_t dimension, Random& random);

/// What a mutant of the layer below spells wrong.
struct Spelling {
  std::int64_t base = 0;   ///< the value w at place j is w base^j; 0: n
  std::int64_t place = 1;  ///< factor of Alice's place
};
/// Scores 0; the value w at place j is w n^j, the key 0 there j 2^t for t = needed_bits(n): one sum
/// spells out Bob's values and Alice's place. Right on every instance of the reduction.
[[nodiscard]] model::Transformer spelling_layer(std::int64_t n, const Spelling& spelling = {});

/// ceil(n log2 n): bits that tell all functions apart.
[[nodiscard]] std::int64_t needed_bits(std::int64_t n);

/// Evaluates a user's table, or runs the adversary on a user's layer.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::function_evaluation

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pointers that double: the weights that compose the induction heads task k times in depth
/// floor(log2 k) + 2.
///
/// The construction of the claim `k_hop_log_depth`, which says why each weight is as it is and
/// checks it; other claims put their reductions in front of it. The task is in
/// reference/task/k_hop.hpp: positions are numbered from 1 and position 0 is a sentinel, so they
/// are the positions of the model's tokens.
#pragma once

#include <cstdint>
#include <optional>

#include "reference/model/transformer.hpp"

namespace attest::gadget::pointer_doubling {

/// How the first pointer find(i) is found.
enum class Form {
  strict,      ///< one layer under the mask j < i
  standard,    ///< two layers under the mask j <= i: x_{j-1} is copied to j first
  powers,      ///< one layer under the mask j <= i with coordinates B^i that keep i from itself
  sequential,  ///< as strict; then the value hops once a layer and pointers stay: the baseline
};

/// What the register `val` carries and what the model decodes.
enum class View {
  hop,     ///< the symbol: hop_k(i), exact
  source,  ///< the position: find^k(i), exact
  state,   ///< fields (x, p, val), with y after x in the form standard; whole_state
};

/// How scores become weights.
struct Attention {
  model::Norm norm = model::Norm::unique_hardmax;
  Integer base = 0;         ///< of softmax_base
  Rational scale = 1;       ///< every score times this: ln b of softmax_e
  bool is_rounded = false;  ///< p and val rounded to the nearest integer after each layer
};

/// What a mutant breaks; the defaults are the construction.
struct Choices {
  std::int64_t bound_offset = 0;           ///< A minus its least value
  std::int64_t penalty_offset = 0;         ///< C minus its least value (form powers)
  std::int64_t base_offset = 0;            ///< B minus its least value (form powers)
  Rational position_weight = 1;            ///< of + j in the score that finds
  bool reads_next = true;                  ///< j + 1 is read from j; else j (form strict)
  bool is_pointer_doubled = true;          ///< the query is (2p, -1); else (p, -1)
  bool is_most_significant_first = false;  ///< bits of k in the wrong order
  bool is_self_excluded = true;            ///< mask j < i in layer 1 (form strict)
  bool is_sentinel_visible = true;
  bool is_strict_above = false;  ///< mask j < i above layer 1 too
};

/// Which model.
struct Shape {
  Form form = Form::strict;
  std::int64_t n = 1;                       ///< longest word [tokens], n >= 1
  std::int64_t k = 1;                       ///< hops
  std::optional<std::int64_t> layers = {};  ///< only the first so many; none: all
  View view = View::hop;
  Attention attention = {};
  Choices choices = {};
};

/// Depth of a form: floor(log2 k) + 2 (strict, powers), ceil(log2 k) + 2 (standard), k + 1
/// (sequential). \pre k >= 1
[[nodiscard]] std::int64_t depth(Form form, std::int64_t k);

/// The model for words of up to n symbols. Its input is the word alone, except under View::state.
/// \pre 0 <= layers <= depth(form, k), where it is given
[[nodiscard]] model::Transformer build(const Shape& shape);

}  // namespace attest::gadget::pointer_doubling

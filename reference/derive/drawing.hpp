// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pictures derived from descriptions: a model with the attention pattern of one case, and lower
/// bounds as the cut between Alice and Bob.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/drawing.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/contest.hpp"
#include "reference/derive/reduces.hpp"

namespace attest::derive {

/// What stands above a picture.
struct Heading {
  std::string claim;
  std::string label;
  std::string title;
  Function<bool(const check::Case&)> is_telling = {};  ///< of the statement
};

/// The heading of a statement's pictures.
[[nodiscard]] Heading heading_of(const check::Statement& statement);

/// The case that a request names; else, from 0.618 of the space on, where words are neither all
/// equal nor sorted, the first one with its precondition met that the statement calls telling, or
/// the first with its precondition met if 65,536 of them show none.
/// \throws InputError case-range, case-precondition
[[nodiscard]] std::int64_t drawn_case(const check::CaseSpace& cases,
                                      const check::DrawingRequest& request, const Heading& heading);

/// A model on one case: tokens, registers, blocks with the patterns of their heads, the answer.
/// \param reference the unbroken description of which `computes.model` is a mutant
/// \throws InputError case-range, drawing-size, block-unknown
[[nodiscard]] check::Drawing draw(const Heading& heading, const Computes& computes,
                                  const model::Transformer& reference,
                                  const check::DrawingRequest& request);

/// An instance map on one pair of inputs: whose letters make which tokens.
/// \throws InputError case-range, drawing-size
[[nodiscard]] check::Drawing draw(const Heading& heading, const std::vector<Reduces>& maps,
                                  const check::DrawingRequest& request);

/// A contest on Bob's input `request.index`, or on the first that collides: what crosses the cut,
/// and, where two inputs have one message, what Alice makes of both.
/// \throws InputError case-range, drawing-size, or if the layer is no candidate
[[nodiscard]] check::Drawing draw(const Heading& heading, const Contest& contest,
                                  const check::DrawingRequest& request);

/// A layer that decides, on one pair of inputs: what crosses the cut, and the answer.
/// \throws InputError case-range, drawing-size, or if the layer is no candidate
[[nodiscard]] check::Drawing draw_pair(const Heading& heading, const Contest& contest,
                                       const check::DrawingRequest& request);

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task contextual counting: how many ones stand inside a region of a bracketed word.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// What the first region of a word is called.
enum class FirstRegion { one, zero };

/// The answer to a question about region r: the ones between the r-th '[' and its ']'; 0 where the
/// word has no such region. Every other token answers 0. Cases: fields symbol (0 and 1 digits, 2
/// '[', 3 ']', 4 a question) and region (of questions); further fields are not read. Regions are
/// neither nested nor left open. Source: Golkar et al. (2024).
[[nodiscard]] Task contextual_counting(FirstRegion first = FirstRegion::one);

/// Whether the ']' of a region stands in it.
enum class Closing { outside, inside };

/// The number of the region in which a token stands, 0 outside regions; the '[' stands in its
/// region. Cases: the field symbol as above; further fields are not read. Questions stand outside.
[[nodiscard]] Task regional_position(Closing closing = Closing::outside);

}  // namespace attest::task

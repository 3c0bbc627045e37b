// SPDX-License-Identifier: Apache-2.0
/// \file
/// Papers that more than one claim is drawn from: how each is cited.
#pragma once

#include <string>

#include "reference/check/claim.hpp"

namespace attest::check {

/// How a paper is cited.
struct Paper {
  std::string citation;  ///< title, authors, year
  std::string arxiv;     ///< its number there
  std::string bibtex;    ///< one entry; its key is the function's name below
};

/// Representational strengths and limitations of transformers.
[[nodiscard]] const Paper& sanford2023representational();

/// Transformers, parallel computation, and logarithmic depth.
[[nodiscard]] const Paper& sanford2024transformers();

/// Understanding transformer reasoning capabilities via graph algorithms.
[[nodiscard]] const Paper& sanford2024understanding();

/// Positional attention: expressivity and learnability of algorithmic computation.
[[nodiscard]] const Paper& backdeluca2024positional();

/// Looped transformers as programmable computers.
[[nodiscard]] const Paper& giannou2023looped();

/// Names the paper as the source of the claim: citation, number and entry.
void cite(Claim& claim, const Paper& paper);

}  // namespace attest::check

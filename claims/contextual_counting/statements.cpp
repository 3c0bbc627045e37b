// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include <utility>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::contextual_counting {

using check::Params;
using check::Rung;

namespace {

constexpr std::int64_t drawn_length = 6;  // the first point is the one that is drawn

}  // namespace

Points points_of(const char* name, std::vector<std::int64_t> fast,
                 std::vector<std::int64_t> nightly) {
  return [name, fast = std::move(fast), nightly = std::move(nightly)](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t value : fast) points.push_back({{name, value}});
    if (rung == Rung::fast) return points;
    for (const std::int64_t value : nightly) points.push_back({{name, value}});
    return points;
  };
}

Points lengths_up_to(std::int64_t fast, std::int64_t nightly) {
  return [fast, nightly](Rung rung) {
    std::vector<Params> points{{{"length", drawn_length}}};
    for (std::int64_t length = 0; length <= (rung == Rung::fast ? fast : nightly); ++length) {
      if (length != drawn_length) points.push_back({{"length", length}});
    }
    return points;
  };
}

std::vector<check::Parameter> word_length_parameter() {
  return {{.name = "length", .meaning = "L: letters of the word", .lo = 0, .hi = 20}};
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "One causal layer and one decoder layer count the ones of a region",
      .paper =
          "Contextual Counting: A Mechanistic Study of Transformers on a Quantitative Task "
          "(Golkar, Bietti, Pettee, Eickenberg, Cranmer et al., 2024)",
      .arxiv = "2406.02585",
      .family = "counting"};
  claim.bibtex =
      "@article{golkar2024contextual,\n  title = {Contextual Counting: A Mechanistic Study of "
      "Transformers on a Quantitative Task},\n"
      "  author = {Golkar, Siavash and Bietti, Alberto and Pettee, Mariel and Eickenberg, Michael "
      "and Cranmer, Miles and others},\n"
      "  journal = {arXiv:2406.02585},\n  year = {2024}\n}\n";
  claim.statements = {decoder_statement(), encoder_statement(),  permutation_statement(),
                      all_words(),         delimiters(),         samples(),
                      rounding_ladder(),   tied_rank(),          tied_rank_attained(),
                      tied_head(),         exponential_scores(), chebyshev_scores(),
                      resolution(),        resolution_table()};
  // The propositions were read in the authors' article about the paper, not in the paper's text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "words over 0, 1, [ and ], one a line; --set format=intervals: lines \"chromosome start end "
      "name\" and hits \"chromosome position\"; --set format=log: lines \"time begin NAME\", "
      "\"time end\", \"time hit\", others are zeros. Regions are neither nested nor left open.";
  return claim;
}

}  // namespace attest::contextual_counting

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include <utility>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"

namespace attest::contextual_counting {

using check::Params;
using check::Rung;

namespace {

constexpr std::int64_t drawn_length = 6;  // the first point is the one that is drawn

}  // namespace

check::Statement statement_of(const Text& text) {
  check::Statement about{.claim = id, .label = text.label, .title = text.title};
  about.sentence = text.sentence;
  about.standing = text.standing;
  about.fidelity = {.published = text.published, .checked = text.checked, .gap = text.gap};
  return about;
}

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

std::vector<Params> no_points(Rung) { return {}; }

check::Claim claim() {
  check::Claim claim{
      .id = id,
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
  std::vector<check::Statement>& all = claim.statements;
  all.push_back(decoder_statement());
  all.push_back(encoder_statement());
  all.push_back(permutation_statement());
  all.push_back(all_words());
  all.push_back(delimiters());
  all.push_back(samples());
  all.push_back(rounding_ladder());
  all.push_back(tied_rank());
  all.push_back(tied_rank_attained());
  all.push_back(tied_head());
  all.push_back(exponential_scores());
  all.push_back(chebyshev_scores());
  all.push_back(resolution());
  all.push_back(resolution_table());
  // The propositions were read in the authors' article about the paper, not in the paper's text.
  for (check::Statement& statement : all) {
    statement.is_recalled = statement.fidelity.published != "-";
  }
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "words over 0, 1, [ and ], one a line; --set format=intervals: lines \"chromosome start end "
      "name\" and hits \"chromosome position\"; --set format=log: lines \"time begin NAME\", "
      "\"time end\", \"time hit\", others are zeros. Regions are neither nested nor left open.";
  return claim;
}

}  // namespace attest::contextual_counting

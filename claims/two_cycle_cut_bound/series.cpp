// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is needed, what detectors use, and what is said across the cut.
#include "reference/check/series.hpp"

#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/derive/series.hpp"
#include "reference/protocol/transcript.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

using check::LineKind;
using Amount = std::optional<Rational>;

/// The largest key or value dimension, times heads and layers; numbers are of one bit.
Amount size_of(const model::Transformer& network) {
  std::int64_t dimension = 0;
  std::int64_t heads = 0;
  for (const model::Block& block : network.blocks) {
    heads += std::ssize(block.heads);
    for (const model::Head& head : block.heads) {
      dimension = std::max({dimension, std::ssize(head.keys[0]), std::ssize(head.values[0])});
    }
  }
  return Rational(dimension * heads);
}

Amount bound(std::int64_t n) { return Rational(n, 4); }
Amount in_one_layer(std::int64_t n) { return size_of(detector(2 * n, 1)); }
Amount in_two_layers(std::int64_t n) { return size_of(detector(2 * n, 2)); }
Amount in_all_layers(std::int64_t n) { return size_of(detector(2 * n, 2 * n)); }

/// Key and value of arcs: 3 numbers and 2, of 2 log2 N bits, in two layers of one head.
Amount with_arcs(std::int64_t n) {
  return Rational(2) * Rational(3) * Rational(2) * Rational((Integer(2 * n) - 1).bit_length());
}
Amount whole_graph(std::int64_t n) { return Rational(4 * n * n); }

check::Series sizes() {
  check::Series series{.name = "needed_size",
                       .title = "Width times precision times heads times depth, N = 2n vertices",
                       .size = "n",
                       .size_meaning = "vertices of each party, N = 2n",
                       .quantity = "m p H L of the model [bits]",
                       .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 31},
                       .is_log_size = true,
                       .is_log_quantity = true};
  series.lines = {
      {.name = "what S1 excludes below",
       .kind = LineKind::lower_bound,
       .formula = "$n/4$",
       .note = "one token a vertex",
       .bounded = {},
       .count = bound},
      {.name = "one layer listens", .kind = LineKind::construction, .count = in_one_layer},
      {.name = "two layers listen", .kind = LineKind::construction, .count = in_two_layers},
      {.name = "N layers of width 1 listen",
       .kind = LineKind::construction,
       .count = in_all_layers},
      {.name = "tokens are arcs",
       .kind = LineKind::competitor,
       .formula = "$12 \\lceil \\log_2 2n \\rceil$",
       .note = "other tokens, up to N(N-1) of them: no bound applies",
       .count = with_arcs},
      {.name = "every token carries the graph",
       .kind = LineKind::baseline,
       .formula = "$4n^2$",
       .note = "m p of an embedding of all rows",
       .count = whole_graph}};
  return series;
}

Amount disjointness(std::int64_t n) { return Rational(n * n); }
Amount ceiling(std::int64_t n) { return Rational(n * n + 2 * n); }
Amount all_rows(std::int64_t n) { return Rational(2 * n * n); }

/// Bits said on the complete fooling set, or on pairs whose values are those of all: every key bit
/// is 1 for the full matrices and 0 for the empty ones, and so is every hit.
Amount bits_said(std::int64_t n, std::int64_t rotations, const Choices& choices) {
  const std::int64_t vertices = 2 * n;
  std::vector<int> bobs;
  for (std::int64_t j = n; j < vertices; ++j) bobs.push_back(static_cast<int>(j));
  const protocol::TwoParty parties(detector(vertices, rotations, choices), bobs,
                                   protocol::Channel::layers);
  const std::int64_t half = (std::int64_t{1} << n) - 1;
  std::vector<std::vector<Rational>> transcripts;
  for (const bool is_full : {false, true}) {
    Matrix rows(static_cast<int>(vertices), 1);
    for (int i = 0; is_full && i < rows.rows(); ++i) rows(i, 0) = i < n ? half << n : half;
    transcripts.push_back(protocol::heard(parties.run(rows).said, {}));
  }
  return Rational(protocol::bits_of(transcripts));
}
Amount halved_said(std::int64_t n) { return bits_said(n, 1, {.is_halved = true}); }
Amount halved_in_layers(std::int64_t n) { return bits_said(n, n, {.is_halved = true}); }
Amount doubled_said(std::int64_t n) { return bits_said(n, 1, {}); }

check::Series bits() {
  check::Series series{.name = "bits_said",
                       .title = "Bits that the two parties say across the cut",
                       .size = "n",
                       .size_meaning = "vertices of each party, N = 2n",
                       .quantity = "dialogue [bits]",
                       .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 20},
                       .is_log_size = true,
                       .is_log_quantity = true};
  series.lines = {
      {.name = "disjointness",
       .kind = LineKind::lower_bound,
       .formula = "$n^2$",
       .note = "S3, any depth",
       .count = disjointness},
      {.name = "each pair told to one end, promised",
       .kind = LineKind::upper_bound,
       .formula = "$n^2 + 2n$",
       .bounded = "each pair told to one end",
       .count = ceiling},
      {.name = "each pair told to one end",
       .kind = LineKind::construction,
       .note = "one layer listens",
       .count = halved_said},
      {.name = "each pair told to one end, n layers listen",
       .kind = LineKind::construction,
       .count = halved_in_layers},
      {.name = "each pair told to both ends", .kind = LineKind::competitor, .count = doubled_said},
      {.name = "both matrices",
       .kind = LineKind::baseline,
       .formula = "$2n^2$",
       .note = "each party sends all that it holds",
       .count = all_rows}};
  return series;
}

}  // namespace

std::vector<check::Series> series() { return {sizes(), bits()}; }

}  // namespace attest::two_cycle_cut_bound

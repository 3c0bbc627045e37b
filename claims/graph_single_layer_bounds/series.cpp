// SPDX-License-Identifier: Apache-2.0
/// \file
/// Different messages of small layers, and the bits of a layer that survives.
#include "reference/check/series.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/derive/instances.hpp"
#include "reference/protocol/cut.hpp"
#include "reference/protocol/one_layer.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

using check::LineKind;
using Bits = std::optional<Rational>;

/// Bob's messages on his 2^n inputs to the gadget path, Alice's being 0.
std::vector<protocol::Sums> messages_of(const model::Transformer& layer, std::int64_t n, int bits) {
  const derive::Instances instances(reduction(Gadget::path, n));
  const protocol::OneLayer one(layer, 0);
  std::vector<protocol::Sums> messages;
  for (std::int64_t b = 0; b < std::int64_t{1} << n; ++b) {
    messages.push_back(
        protocol::execute(one, instances.cut(), bits, instances.tokens(0, b)).message);
  }
  return messages;
}

/// log2 of the number of different messages, rounded up.
Bits different(const model::Transformer& layer, std::int64_t n, int bits) {
  std::vector<protocol::Sums> messages = messages_of(layer, n, bits);
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return Rational(Integer(std::ssize(messages) - 1).bit_length());
}

Bits disjointness(std::int64_t n) { return Rational(n); }
Bits one_hot(std::int64_t n) { return different(one_hot_layer(Gadget::path, n), n, 0); }
Bits powers(std::int64_t n) { return different(powers_layer(Gadget::path, n), n, 0); }
Bits powers_cut(std::int64_t n) { return different(powers_layer(Gadget::path, n), n, 3); }
Bits random_tables(std::int64_t n) {
  Random random(1, 0, 0);
  const derive::Candidate candidate = random_candidate(Gadget::path, n, random);
  return different(candidate.layer, n, 3);
}
Bits every_token(std::int64_t n) { return Rational(2 * n); }

check::Series distinct() {
  return {.name = "distinct_messages",
          .title = "Different messages on Bob's 2^n inputs",
          .size = "n",
          .size_meaning = "tokens of each party",
          .quantity = "log2 of the number of messages, rounded up [bits]",
          .sizes = {2, 3, 4, 5, 6, 7, 8, 9},
          .why_short = "all 2^n inputs of Bob are run through each layer",
          .lines = {{.name = "disjointness",
                     .kind = LineKind::lower_bound,
                     .formula = "$n$",
                     .note = "S2: with fewer, two of Bob's inputs collide",
                     .count = disjointness},
                    {.name = "one-hot tokens", .note = "survives", .count = one_hot},
                    {.name = "powers of two in one head", .note = "exact", .count = powers},
                    {.name = "powers of two, three leading bits",
                     .kind = LineKind::competitor,
                     .note = "defeated wherever it is below n",
                     .count = powers_cut},
                    {.name = "a layer with random tables, three leading bits",
                     .kind = LineKind::competitor,
                     .note = "defeated wherever it is below n",
                     .count = random_tables},
                    {.name = "one bit a possible token of Bob's",
                     .kind = LineKind::baseline,
                     .formula = "$2n$",
                     .count = every_token}}};
}

/// H (m_v + 1) t with m_v = 4n and t = ceil(log2 n), at least 1.
Bits one_hot_bits(std::int64_t n) {
  const std::int64_t t = std::max<std::int64_t>(1, Integer(n - 1).bit_length());
  const protocol::OneLayer one(one_hot_layer(Gadget::path, n), 0);
  return Rational(one.numbers() * t);
}
/// H (m_v + 1) t with m_v = 1 and t = n.
Bits powers_bits(std::int64_t n) {
  const protocol::OneLayer one(powers_layer(Gadget::path, n), 0);
  return Rational(one.numbers() * n);
}
Bits names(std::int64_t n) {
  return Rational(
      n * Integer(vertices_of(Gadget::path, n) * vertices_of(Gadget::path, n) - 1).bit_length());
}

check::Series message_bits() {
  return {
      .name = "message_bits",
      .title = "Bits of a message of layers that survive",
      .size = "n",
      .size_meaning = "tokens of each party",
      .quantity = "one message, H (m_v + 1) t [bits]",
      .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {
          {.name = "disjointness",
           .kind = LineKind::lower_bound,
           .formula = "$n$",
           .note = "S2",
           .count = disjointness},
          {.name = "one-hot tokens", .note = "H = 1, m_v = 4n, t = log2 n", .count = one_hot_bits},
          {.name = "powers of two", .note = "H = 1, m_v = 1, t = n", .count = powers_bits},
          {.name = "the names of Bob's edges",
           .kind = LineKind::baseline,
           .formula = "$n \\lceil \\log_2 V^2 \\rceil$",
           .note = "V = 3n + 2",
           .count = names}}};
}

}  // namespace

std::vector<check::Series> series() { return {distinct(), message_bits()}; }

}  // namespace attest::graph_single_layer_bounds

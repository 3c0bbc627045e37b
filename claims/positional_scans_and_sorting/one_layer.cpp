// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prefix sums as the difference of two softmax patterns in one layer, and attention to content.
#include <algorithm>
#include <utility>

#include "claims/positional_scans_and_sorting/claim.hpp"
#include "reference/model/builder.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Slice;
using model::Transformer;

/// Tokens with one-hot positions: `before` dummies, then n numbers.
struct OneLayer {
  Transformer model;
  Slice place;
  Slice x;
  Slice sum;
};

void embed_place(CircuitBuilder& circuit, int places) {
  const model::Wire position = circuit.position();
  for (int at = 0; at < places; ++at) {
    circuit.output("place", at, circuit.equal(position, circuit.constant(at)));
  }
}

OneLayer one_layer(std::int64_t n, std::int64_t before) {
  OneLayer result;
  Transformer& model = result.model;
  model::Stream stream;
  const int places = static_cast<int>(n + before);
  result.place = stream.add("place", places);
  result.x = stream.add("x");
  result.sum = stream.add("sum");
  model.registers = stream.registers();
  model.name = claim_id;
  model.fields = {"x"};
  CircuitBuilder embed(model.fields);
  embed_place(embed, places);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  for (std::int64_t d = 0; d < before; ++d) {
    CircuitBuilder dummy({});
    embed_place(dummy, places);
    model.extra_tokens.push_back({.name = before == 1 ? "dummy" : "dummy" + std::to_string(d),
                                  .embed = dummy.finish(),
                                  .is_first = true});
  }
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("sum", decode.input("sum[0]"));
  model.decode.circuit = decode.finish();
  return result;
}

/// A head whose score of key j at query i is the entry (i, j), and whose output counts `weight`.
Head table_head(const OneLayer& parts, std::string name, model::Norm norm,
                const std::vector<std::vector<Rational>>& entries, const Rational& weight) {
  Head head{.name = std::move(name), .norm = norm, .keys = {{}}, .values = {{}}};
  if (norm == model::Norm::softmax_base) head.base = 2;
  for (int i = 0; i < parts.place.size; ++i) {
    for (int j = 0; j < parts.place.size; ++j) {
      const Rational& entry = entries[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
      if (entry.is_zero()) continue;
      head.query.push_back({.from = parts.place[i], .to = j, .weight = {.value = entry}});
    }
  }
  model::copy(head.keys[0], parts.place, 0);
  model::copy(head.values[0], parts.x, 0);
  model::write(head.out, 0, parts.sum, weight);
  return head;
}

Transformer with_heads(OneLayer parts, Head above, Head below) {
  parts.model.blocks.push_back({.name = "layer", .heads = {std::move(above), std::move(below)}});
  parts.model.schedule = {{0, 1}};
  return std::move(parts.model);
}

/// Whether number j (1, .., n) has weight 2 at number i.
bool is_counted(std::int64_t i, std::int64_t j, const SumChoices& choices) {
  return choices.is_weight_shifted ? j < i : j <= i;
}

/// Exponents of exactly `count` powers of two with sum `value`: the binary digits, the largest
/// halved until there are enough. \pre popcount(value) <= count <= value
std::vector<std::int64_t> powers_with_sum(std::int64_t value, std::int64_t count) {
  std::vector<std::int64_t> exponents;
  for (std::int64_t e = 0; value >> e != 0; ++e) {
    if ((value >> e & 1) != 0) exponents.push_back(e);
  }
  while (std::ssize(exponents) < count) {
    const auto largest = std::max_element(exponents.begin(), exponents.end());
    ATTEST_REQUIRE(*largest > 0, "too many powers of two");
    --*largest;
    exponents.push_back(*largest);
  }
  ATTEST_REQUIRE(std::ssize(exponents) == count, "too few powers of two");
  return exponents;
}

}  // namespace

Transformer pattern_sum_model(std::int64_t n, const SumChoices& choices) {
  OneLayer parts = one_layer(n, 1);
  const Rational total(2 * n + 1);
  std::vector<std::vector<Rational>> above;
  std::vector<std::vector<Rational>> below;
  for (std::int64_t i = 0; i <= n; ++i) {
    std::vector<Rational> row;
    std::vector<Rational> even;
    // Weights 2 and 1, and what the row lacks of 2n + 1 on the dummy: at least 1.
    row.push_back(Rational(n + 1 - i + choices.row_offset) / total);
    even.push_back(Rational(n + 1) / total);
    for (std::int64_t j = 1; j <= n; ++j) {
      row.push_back(Rational(is_counted(i, j, choices) ? 2 : 1) / total);
      even.push_back(Rational(1) / total);
    }
    above.push_back(std::move(row));
    below.push_back(std::move(even));
  }
  Head first = table_head(parts, "two_before", model::Norm::linear, above, total);
  Head second = table_head(parts, "even", model::Norm::linear, below, -total);
  Transformer model = with_heads(std::move(parts), std::move(first), std::move(second));
  model.quantum = Rational(1) / total;
  return model;
}

std::int64_t dummies(std::int64_t n) {
  std::int64_t result = 0;
  while (n >> result != 0) ++result;
  return result;
}

Transformer softmax_sum_model(std::int64_t n, const SumChoices& choices) {
  const std::int64_t before = dummies(n);
  OneLayer parts = one_layer(n, before);
  // The dummies of a row weigh m + n - i, m their number; popcount(m + n - i) <= m, since
  // m + n < 2^(m+1) - 1.
  std::vector<std::vector<Rational>> above(
      static_cast<std::size_t>(before),
      std::vector<Rational>(static_cast<std::size_t>(n + before)));
  std::vector<std::vector<Rational>> below = above;
  for (std::int64_t i = 1; i <= n; ++i) {
    std::vector<Rational> row;
    std::vector<Rational> even;
    for (const std::int64_t e : powers_with_sum(before + n - i + choices.row_offset, before)) {
      row.emplace_back(e);
    }
    for (const std::int64_t e : powers_with_sum(before + n, before)) even.emplace_back(e);
    for (std::int64_t j = 1; j <= n; ++j) {
      row.emplace_back(is_counted(i, j, choices) ? 1 : 0);
      even.emplace_back(0);
    }
    above.push_back(std::move(row));
    below.push_back(std::move(even));
  }
  const Rational total(2 * n + before);
  Head first = table_head(parts, "two_before", model::Norm::softmax_base, above, total);
  Head second = table_head(parts, "even", model::Norm::softmax_base, below, -total);
  return with_heads(std::move(parts), std::move(first), std::move(second));
}

Transformer content_model(bool is_positional) {
  Transformer model{.name = claim_id, .fields = {"x"}};
  model::Stream stream;
  const Slice place = stream.add("place");
  const Slice x = stream.add("x");
  const Slice out = stream.add("out");
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  embed.output("place", embed.position());
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  Head head{.name = "content",
            .norm = model::Norm::softmax_base,
            .base = 2,
            .keys = {{}},
            .values = {{}}};
  const Slice read = is_positional ? place : x;
  model::copy(head.query, read, 0);
  model::copy(head.keys[0], read, 0);
  model::copy(head.values[0], x, 0);
  model::write(head.out, 0, out);
  model.blocks = {{.name = "layer", .heads = {std::move(head)}}};
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("out", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

}  // namespace attest::positional_scans_and_sorting

// SPDX-License-Identifier: Apache-2.0
/// \file
/// The moment-curve head and the three other constructions, as weights.
#include "claims/sparse_averaging_moment_curve/claim.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/binomial.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using model::CircuitBuilder;
using model::Linear;
using model::Slice;
using model::Transformer;
using model::Wire;

/// Names of the fields of a token: features, then pointers.
std::vector<std::string> fields_of(int q, int features) {
  std::vector<std::string> fields;
  for (int f = 0; f < features; ++f) {
    fields.push_back(features == 1 ? "z" : "z" + std::to_string(f));
  }
  for (int l = 1; l <= q; ++l) fields.push_back("y" + std::to_string(l));
  return fields;
}

/// A model of one layer under construction: z goes in, the mean comes out.
struct Draft {
  Draft(const std::string& name, int pointers, int features)
      : q(pointers), model{.name = name, .fields = fields_of(pointers, features)} {
    z = stream.add("z", features);
  }

  /// The wires of the pointers.
  [[nodiscard]] std::vector<Wire> pointers(CircuitBuilder& embed) const {
    std::vector<Wire> result;
    for (int l = 1; l <= q; ++l) result.push_back(embed.input("y" + std::to_string(l)));
    return result;
  }

  /// A head that averages z; its query and key are the caller's.
  [[nodiscard]] model::Head head(const std::string& name, model::Norm norm, const Slice& out,
                                 const Rational& share) const {
    model::Head head{.name = name, .norm = norm};
    Linear value;
    model::copy(value, z, 0);
    head.values.push_back(std::move(value));
    model::write(head.out, 0, out, share);
    return head;
  }

  /// The model with these heads; the readout is `out`.
  [[nodiscard]] Transformer finish(CircuitBuilder& embed, std::vector<model::Head> heads) {
    for (int f = 0; f < z.size; ++f) {
      embed.output("z", f, embed.input(model.fields[static_cast<std::size_t>(f)]));
    }
    model.registers = stream.registers();
    model.embed = embed.finish();
    model.blocks.push_back(
        {.name = "layer", .heads = std::move(heads), .mlp = {}, .token_maps = {}});
    model.schedule = {{0, 1}};
    CircuitBuilder decode(model::coordinate_names(model.registers));
    for (int f = 0; f < z.size; ++f) {
      decode.output("mean", f, decode.input("out[" + std::to_string(f) + "]"));
    }
    model.decode.circuit = decode.finish();
    return std::move(model);
  }

  int q;
  Transformer model;
  model::Stream stream = {};
  Slice z = {};
};

/// Number of pointers equal to `value`.
Wire occurrences(CircuitBuilder& circuit, const std::vector<Wire>& pointers, int value) {
  const Wire place = circuit.constant(value);
  Wire sum = circuit.equal(pointers[0], place);
  for (std::size_t l = 1; l < pointers.size(); ++l) sum = sum + circuit.equal(pointers[l], place);
  return sum;
}

/// A head whose query and key are registers of their own.
model::Head plain_head(const Draft& draft, const Slice& key, const Slice& query, const Slice& out) {
  model::Head head = draft.head("select", model::Norm::average_hardmax, out, 1);
  model::copy(head.query, query, 0);
  Linear map;
  model::copy(map, key, 0);
  head.keys.push_back(std::move(map));
  return head;
}

}  // namespace

Transformer average_form(int q, int features, const Choices& choices) {
  ATTEST_REQUIRE(q >= 1 && features >= 1, "q = " + std::to_string(q));
  Draft draft("sparse averaging on the moment curve", q, features);
  const Slice key = draft.stream.add("key", 2 * q);
  const Slice coefficient = draft.stream.add("coefficient", 2 * q);
  const Slice out = draft.stream.add("out", features);

  CircuitBuilder embed(draft.model.fields);
  // Any common centre gives the same scores; floor(N/2) gives the shortest numbers.
  const Wire centre = embed.floor(embed.length() * Rational(1, 2));
  const Wire position = embed.position();
  const Wire t = choices.has_centred_keys ? position - centre : position;
  Wire power = t;
  for (int r = 0; r < 2 * q; ++r) {
    if (r > 0) power = power * t;
    if (r + 1 < 2 * q || choices.has_top_power) embed.output("key", r, power);
  }
  std::vector<Wire> roots = draft.pointers(embed);
  if (choices.has_centred_queries) {
    for (Wire& root : roots) root = root - centre;
  }
  const std::vector<Wire> c = gadget::root_product(embed, roots, choices.has_squares);
  for (std::size_t r = 1; r < c.size(); ++r) {
    const bool is_off = static_cast<int>(r) == choices.coefficient;
    embed.output("coefficient", static_cast<int>(r) - 1,
                 is_off ? c[r] + Rational(choices.delta) : c[r]);
  }

  model::Head head = draft.head("select", choices.norm, out, 1);
  // c_0 is left out: it is the same for every key of a query.
  model::copy(head.query, coefficient, 0, choices.sign);
  Linear map;
  model::copy(map, key, 0);
  head.keys.push_back(std::move(map));
  return draft.finish(embed, {std::move(head)});
}

Transformer softmax_form(int q, const Integer& base, std::int64_t scale, const Choices& choices) {
  Transformer model = average_form(q, 1, choices);
  model.name = "sparse averaging by softmax";
  model::Head& head = model.blocks[0].heads[0];
  head.norm = base.is_zero() ? model::Norm::softmax_e : model::Norm::softmax_base;
  head.base = base;
  for (model::Entry& entry : head.query) entry.weight.value *= scale;
  return model;
}

Transformer multi_head_form(int q, int features) {
  ATTEST_REQUIRE(q >= 1 && features >= 1, "q = " + std::to_string(q));
  Draft draft("sparse averaging by q heads", q, features);
  const Slice place = draft.stream.add("place", 2);
  const Slice one = draft.stream.add("one");
  const Slice pointer = draft.stream.add("pointer", q);
  const Slice out = draft.stream.add("out", features);

  CircuitBuilder embed(draft.model.fields);
  const Wire position = embed.position();
  embed.output("place", 0, position);
  embed.output("place", 1, position * position);
  embed.output("one", embed.constant(1));
  const std::vector<Wire> pointers = draft.pointers(embed);
  std::vector<model::Head> heads;
  for (int r = 0; r < q; ++r) {
    embed.output("pointer", r, pointers[static_cast<std::size_t>(r)]);
    model::Head head = draft.head("member_" + std::to_string(r + 1), model::Norm::unique_hardmax,
                                  out, Rational(1, q));
    // (2y, -1) . (p, p^2) = y^2 - (p - y)^2
    model::copy(head.query, {.first = pointer[r], .size = 1}, 0, 2);
    model::copy(head.query, one, 1, -1);
    Linear map;
    model::copy(map, place, 0);
    head.keys.push_back(std::move(map));
    heads.push_back(std::move(head));
  }
  return draft.finish(embed, std::move(heads));
}

Transformer simplex_form(int n, int q) {
  ATTEST_REQUIRE(n >= 2 && q >= 1, "n = " + std::to_string(n));
  Draft draft("sparse averaging on a simplex", q, 1);
  const Slice key = draft.stream.add("key", n - 1);
  const Slice query = draft.stream.add("query", n - 1);
  const Slice out = draft.stream.add("out");
  CircuitBuilder embed(draft.model.fields);
  const Wire position = embed.position();
  const std::vector<Wire> pointers = draft.pointers(embed);
  const Wire has_last = occurrences(embed, pointers, n - 1);
  for (int i = 0; i + 1 < n; ++i) {
    embed.output("key", i, embed.equal(position, embed.constant(i)));
    // 1_y, or 1_y - 1 where the last token, whose key is 0, is a member
    embed.output("query", i, occurrences(embed, pointers, i) - has_last);
  }
  return draft.finish(embed, {plain_head(draft, key, query, out)});
}

Transformer strict_form(int n, int q) {
  ATTEST_REQUIRE(n >= 3 && q >= 2, "n = " + std::to_string(n));
  const int vertices = n - 1;
  Draft draft("sparse averaging by a simplex and its centroid", q, 1);
  const Slice key = draft.stream.add("key", vertices - 1);
  const Slice query = draft.stream.add("query", vertices - 1);
  const Slice out = draft.stream.add("out");
  CircuitBuilder embed(draft.model.fields);
  const Wire position = embed.position();
  const Wire is_centroid = embed.equal(position, embed.constant(vertices));
  const std::vector<Wire> pointers = draft.pointers(embed);
  // A vertex has the value -1, or as a member 1; s where the centroid is a member too: that lifts
  // the centroid above -1.
  const Wire step = Rational(2) + occurrences(embed, pointers, vertices) * Rational(vertices - 1);
  const Wire origin = occurrences(embed, pointers, 0);
  for (int i = 1; i < vertices; ++i) {
    embed.output("key", i - 1,
                 embed.equal(position, embed.constant(i)) * Rational(vertices) + is_centroid);
    embed.output("query", i - 1, (occurrences(embed, pointers, i) - origin) * step);
  }
  return draft.finish(embed, {plain_head(draft, key, query, out)});
}

Integer least_gap(int q) {
  Integer root = 1;
  for (int i = 2; i <= (q + 1) / 2; ++i) root *= i;
  for (int i = 2; i <= q / 2; ++i) root *= i;
  return root * root;
}

int tie_dimension(int n, int q) {
  ATTEST_REQUIRE(n > q && q >= 1, "n = " + std::to_string(n));
  return std::min(2 * q, n - 1);
}

int strict_dimension(int n, int q) {
  ATTEST_REQUIRE(n >= 2 * q && q >= 1, "n = " + std::to_string(n));
  if (q == 1) return n == 2 ? 1 : 2;
  return std::min(2 * q, n - 2);
}

std::int64_t counting_bound(int n, int q) {
  ATTEST_REQUIRE(n > q && q >= 1, "n = " + std::to_string(n));
  return (binomial(n - 1, q) - 1).bit_length();
}

}  // namespace attest::sparse_averaging_moment_curve

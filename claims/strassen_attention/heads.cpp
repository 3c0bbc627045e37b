// SPDX-License-Identifier: Apache-2.0
/// \file
/// Strassen heads as third-order heads; see heads.hpp.
#include "claims/strassen_attention/heads.hpp"

namespace attest::strassen_attention {

namespace {

using model::CircuitBuilder;
using model::Head;
using model::Slice;
using model::Transformer;
using model::Wire;

}  // namespace

Head strassen_head(const char* name, const Vectors& v, Slice one, Slice first_value,
                   Slice second_value, Slice out, const Integer& base, bool has_last_pairing) {
  Head head{.name = name, .norm = model::Norm::softmax_base, .base = base};
  head.keys.resize(2);
  head.values.resize(2);
  int at = 0;
  const auto ones = [&](model::Linear& map, int size) {
    for (int r = 0; r < size; ++r) model::copy(map, one, at + r);
  };
  model::copy(head.query, v.f_g, at);
  model::copy(head.keys[0], v.g_f, at);
  ones(head.keys[1], v.f_g.size);
  at += v.f_g.size;
  ones(head.query, v.g_h.size);
  model::copy(head.keys[0], v.g_h, at);
  model::copy(head.keys[1], v.h_g, at);
  at += v.g_h.size;
  if (has_last_pairing) {
    model::copy(head.query, v.f_h, at);
    ones(head.keys[0], v.h_f.size);
    model::copy(head.keys[1], v.h_f, at);
  }
  model::copy(head.values[0], first_value, 0);
  model::copy(head.values[1], second_value, 0);
  model::write(head.out, 0, out);
  return head;
}

Vectors add_vectors(model::Stream& stream, const std::string& prefix, int f_g, int g_h, int h_f) {
  return {.f_g = stream.add(prefix + "f_g", f_g),
          .g_f = stream.add(prefix + "g_f", f_g),
          .g_h = stream.add(prefix + "g_h", g_h),
          .h_g = stream.add(prefix + "h_g", g_h),
          .h_f = stream.add(prefix + "h_f", h_f),
          .f_h = stream.add(prefix + "f_h", h_f)};
}

void assign_from(CircuitBuilder& circuit, const std::string& name, int first,
                 const std::vector<Wire>& values) {
  for (std::size_t r = 0; r < values.size(); ++r) {
    circuit.output(name, first + static_cast<int>(r), values[r]);
  }
}

void read_below_half(Transformer& model, const std::string& low) {
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("found", 1 - decode.input(low));
  model.decode.circuit = decode.finish();
  model.decode.readout = model::Readout::threshold;
  model.decode.accept.value = Rational(1, 2);
  model.decode.reject.value = Rational(1, 4);
}

void no_sink(CircuitBuilder& circuit, const std::string& prefix, int at, Wire one) {
  circuit.output(prefix + "g_h", at + 1, one);
  circuit.output(prefix + "h_g", at, one);
}

void add_sink(CircuitBuilder& circuit, const std::string& prefix, int at, std::int64_t penalty,
              const Rational& both) {
  const Wire one = circuit.constant(1);
  const Wire m = circuit.constant({.value = penalty,
                                   .slack = model::Slack::at_least,
                                   .why = "a pair with one sink stays far below a pair of two"});
  const Wire minus = one - one - m;
  const Wire twice = both.is_zero() ? m + m : m + m + both;
  assign_from(circuit, prefix + "g_h", at, {minus, one, twice});
  assign_from(circuit, prefix + "h_g", at, {one, minus, one});
}

void finish_sink(Transformer& model, CircuitBuilder& sink) {
  sink.output("one", sink.constant(1));
  sink.output("sink", sink.constant(1));
  model.extra_tokens.push_back({.name = "sink", .embed = sink.finish(), .is_first = false});
}

}  // namespace attest::strassen_attention

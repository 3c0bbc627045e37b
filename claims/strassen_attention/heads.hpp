// SPDX-License-Identifier: Apache-2.0
/// \file
/// Strassen heads as third-order heads: registers of the pairings, the sink, the readout.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::strassen_attention {

/// The registers of one Strassen head, pairing by pairing: <f,g> is f_g . g_f, and so on. As
/// vectors f = (f_g, 0, f_h), g = (g_f, g_h, 0), h = (0, h_g, h_f), so that the three inner
/// products are those of the statement.
struct Vectors {
  model::Slice f_g, g_f;
  model::Slice g_h, h_g;
  model::Slice h_f, f_h;
};

/// The coordinates first of i and j, then of j and k, then of k and i; `one` is 1 on every token
/// and stands in the slot that a pairing lacks.
[[nodiscard]] model::Head strassen_head(const char* name, const Vectors& v, model::Slice one,
                                        model::Slice first_value, model::Slice second_value,
                                        model::Slice out, const Integer& base,
                                        bool has_last_pairing);

/// Registers of one head, under a prefix.
[[nodiscard]] Vectors add_vectors(model::Stream& stream, const std::string& prefix, int f_g,
                                  int g_h, int h_f);

/// Gives the coordinates first, first + 1, .. of a register their values.
void assign_from(model::CircuitBuilder& circuit, const std::string& name, int first,
                 const std::vector<model::Wire>& values);

/// The output 1 - low: 1/2 or more where something stands beside the sink, 1/4 or less where
/// nothing does.
void read_below_half(model::Transformer& model, const std::string& low);

/// Three coordinates of <g,h> from `at` on, (-M sink, 1, (2M + both) sink) . (1, -M sink, sink): -M
/// on one sink, `both` on two, 0 on none. This is the part of the other tokens.
void no_sink(model::CircuitBuilder& circuit, const std::string& prefix, int at, model::Wire one);

/// And this the sink's.
void add_sink(model::CircuitBuilder& circuit, const std::string& prefix, int at,
              std::int64_t penalty, const Rational& both);

/// The sink's common registers.
void finish_sink(model::Transformer& model, model::CircuitBuilder& sink);

}  // namespace attest::strassen_attention

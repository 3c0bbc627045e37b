// SPDX-License-Identifier: Apache-2.0
/// \file
/// The tables of looks and types.
#include "reports/diagram/look.hpp"

#include <array>

namespace attest::diagram {
namespace {

using check::role_count;

constexpr const char* ink = "#1a1a1a";
constexpr const char* grey = "#595959";  // 7.0 : 1 on white

/// In the order of check::Role. Lines: blue #0072b2, sky #56b4e9, green #009e73, orange #b36b00 (a
/// darker #e69f00), vermillion #d55e00, purple #8f4a73 (a darker #cc79a7).
constexpr std::array<Look, role_count> looks{{
    {"input token", "box", "filled", "#0072b2", "#e3f0fa", ink, 1.0, mono, false},
    {"token of the model's own", "box", "filled,rounded,dashed", "#b36b00", "#fdf3dc", ink, 1.2,
     mono, false},
    {"value of a register", "box", "filled", "#ffffff", "#ffffff", ink, 0, mono, false},
    {"value that the layer changed", "box", "filled", "#009e73", "#d8f0e7", ink, 0.8, mono_bold,
     false},
    {"position: key below, query above", "circle", "filled", "#595959", "#ffffff", ink, 1.0, sans,
     false},
    {"group of ReLU units", "box", "filled,rounded", "#b36b00", "#fcecc9", ink, 1.0, sans, false},
    {"map of a token's registers", "parallelogram", "filled", "#8f4a73", "#f5e6ef", ink, 1.0, sans,
     false},
    {"layer that is not opened", "box3d", "filled", "#595959", "#eceef1", ink, 1.0, sans, false},
    {"answer, equal to the truth", "box", "filled,bold", "#009e73", "#d8f0e7", ink, 2.0, mono,
     false},
    {"answer, not the truth", "box", "filled,bold,dashed", "#d55e00", "#fbe3d3", ink, 2.0, mono,
     false},
    {"Alice's", "box", "filled", "#0072b2", "#e3f0fa", ink, 1.2, mono, false},
    {"Bob's", "box", "filled,rounded,bold", "#d55e00", "#fbe3d3", ink, 2.0, mono, false},
    {"neither party's", "box", "filled,dashed", "#595959", "#f2f2f2", ink, 1.0, mono, false},
    {"place that is asked for", "box", "filled,bold", "#009e73", "#d8f0e7", ink, 1.6, sans, false},
    {"how many, or how much", "box", "filled,rounded", "#8b98a9", "#f4f6f8", ink, 1.0, sans, false},
    {"attention weight", "", "solid", "#0072b2", "", "", 0.7, "", false},
    {"attention weight below 0", "", "dashed", "#d55e00", "", "", 0.7, "", false},
    {"visible key of weight 0", "", "dotted", "#a6a6a6", "", "", 0.6, "", false},
    {"residual stream", "", "solid", "#9a9a9a", "", "", 1.0, "", true},
    {"runs again", "", "solid", "#8f4a73", "", "", 1.8, "", true},
    {"message across the cut", "", "bold", "#d55e00", "", "", 2.6, "", true},
    {"is made into", "", "solid", "#595959", "", "", 1.0, "", true},
    {"graph of a function", "", "solid", "#0072b2", "", "", 1.8, "", false},
    {"value 0", "", "solid", "#8b98a9", "", "", 1.3, "", false},
    {"pole of the function", "", "dotted", "#a0400a", "", "", 1.4, "", false},
    {"cut between Alice and Bob", "", "dashed", "#1a1a1a", "", "", 1.4, "", false},
}};

constexpr std::array<Type, 4> types{{
    {bold, ink, 0.66},
    {bold, ink, 0.66},
    {sans, ink, 0.6},
    {sans, grey, 0.6},
}};

}  // namespace

const Look& look_of(check::Role role) { return looks.at(static_cast<std::size_t>(role)); }

const Type& type_of(check::Style style) { return types.at(static_cast<std::size_t>(style)); }

}  // namespace attest::diagram

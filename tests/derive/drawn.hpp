// SPDX-License-Identifier: Apache-2.0
/// \file
/// What tests ask of drawings.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "reference/check/drawing.hpp"

namespace attest::derive {

/// The node of this id, which has to be there.
inline const check::Node& node_of(const check::Drawing& drawing, const std::string& id) {
  const auto found = std::find_if(drawing.nodes.begin(), drawing.nodes.end(),
                                  [&](const check::Node& node) { return node.id == id; });
  REQUIRE_MESSAGE(found != drawing.nodes.end(), id);
  return *found;
}

/// Whether a note has this text in it.
inline bool has_note(const check::Drawing& drawing, const std::string& text) {
  return std::any_of(drawing.notes.begin(), drawing.notes.end(), [&](const check::Note& note) {
    return note.text.find(text) != std::string::npos;
  });
}

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Every figure of every claim, as the report draws it.
#include <doctest/doctest.h>

#include "reference/check/drawing.hpp"
#include "registry/registry.hpp"

namespace attest::meta {
namespace {

TEST_CASE("every figure is sound at its own parameters and names claim and statement") {
  for (const check::Claim& claim : registry::claims()) {
    for (const check::Statement& statement : claim.statements) {
      if (!statement.figure) continue;
      INFO(claim.id << " " << statement.label);
      for (const check::Parameter& parameter : statement.figure.parameters) {
        CHECK(statement.figure.params.contains(parameter.name));
        CHECK(statement.figure.params.at(parameter.name) >= parameter.lo);
        CHECK(statement.figure.params.at(parameter.name) <= parameter.hi);
      }
      const check::Drawing drawing = statement.figure.draw(statement.figure.params);
      check::validate(drawing);
      CHECK(drawing.title.starts_with(claim.id + " "));
      CHECK(drawing.title.find(": ") != std::string::npos);
      CHECK_FALSE(drawing.caption.empty());
    }
  }
}

}  // namespace
}  // namespace attest::meta

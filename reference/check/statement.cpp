// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names of rungs, standings, shapes and origins.
#include "reference/check/statement.hpp"

#include <utility>

#include "reference/check/drawing.hpp"
#include "reference/number/contract.hpp"

namespace attest::check {

std::string_view name_of(Rung rung) {
  switch (rung) {
    case Rung::fast:
      return "fast";
    case Rung::nightly:
      return "nightly";
    case Rung::exhaustive:
      return "exhaustive";
  }
  ATTEST_REQUIRE(false, "a rung outside the enumeration");
}

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::as_stated:
      return "as_stated";
    case Standing::finite_instance:
      return "finite_instance";
    case Standing::strengthened:
      return "strengthened";
    case Standing::assuming:
      return "assuming";
    case Standing::refuted:
      return "refuted";
  }
  ATTEST_REQUIRE(false, "a standing outside the enumeration");
}

std::string_view name_of(Shape shape) {
  switch (shape) {
    case Shape::computes:
      return "computes";
    case Shape::reduces:
      return "reduces";
    case Shape::agrees:
      return "agrees";
  }
  ATTEST_REQUIRE(false, "a shape outside the enumeration");
}

std::string_view name_of(Origin origin) {
  switch (origin) {
    case Origin::generic:
      return "generic";
    case Origin::claim:
      return "claim";
  }
  ATTEST_REQUIRE(false, "an origin outside the enumeration");
}

Figure figure_at(const Statement& statement, Params params, Function<Drawing(const Params&)> draw) {
  Figure figure{.parameters = {}, .params = std::move(params), .draw = std::move(draw)};
  for (const Parameter& parameter : statement.parameters) {
    if (figure.params.contains(parameter.name)) figure.parameters.push_back(parameter);
  }
  ATTEST_REQUIRE(figure.parameters.size() == figure.params.size(),
                 statement.label + ": a figure with a parameter that the statement lacks");
  return figure;
}

}  // namespace attest::check

template class std::vector<attest::check::Mutant>;
template class std::vector<attest::check::Parameter>;
template class std::vector<attest::check::Statement>;

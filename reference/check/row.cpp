// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names of fates.
#include "reference/check/row.hpp"

#include "reference/number/contract.hpp"

namespace attest::check {

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::refuted:
      return "fails";
    case Fate::equivalent:
      return "equivalent";
    case Fate::alive:
      return "alive";
  }
  ATTEST_REQUIRE(false, "a fate outside the enumeration");
}

}  // namespace attest::check

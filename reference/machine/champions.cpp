// SPDX-License-Identifier: Apache-2.0
/// \file
/// The texts of known machines; see champions.hpp.
#include "reference/machine/champions.hpp"

#include <string>

#include "reference/machine/turing_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::machine::turing {

Table champion(int states) {
  ATTEST_REQUIRE(2 <= states && states <= 4, "two to four states");
  const char* text = states == 2   ? "1RB1LB_1LA1RZ"
                     : states == 3 ? "1RB1RZ_0RC1RB_1LC1LA"
                                   : "1RB1LB_1LA0LC_1RZ1LD_1RD0RA";
  return table_of(text, "champion of " + std::to_string(states) + " states");
}

Table champion_with_missing_entry() { return table_of("1RB---_1LA0RZ", "champion"); }

}  // namespace attest::machine::turing

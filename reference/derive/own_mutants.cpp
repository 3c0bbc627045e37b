// SPDX-License-Identifier: Apache-2.0
/// \file
/// Leaves generic mutants out; see own_mutants.hpp.
#include "reference/derive/own_mutants.hpp"

#include <cstdint>
#include <vector>

namespace attest::derive {

check::Statement without_generic_mutants(check::Statement statement) {
  statement.mutants = [all = statement.mutants](const check::Params& params, std::uint64_t seed) {
    std::vector<check::Mutant> mutants = all(params, seed);
    std::erase_if(mutants, [](const check::Mutant& mutant) {
      return mutant.origin == check::Origin::generic;
    });
    return mutants;
  };
  return statement;
}

}  // namespace attest::derive

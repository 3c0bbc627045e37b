// SPDX-License-Identifier: Apache-2.0
/// \file
/// Benes networks: small ones by brute force, loops by hand, the constraints on a rule.
#include "claims/positional_simulates_mpc/benes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace attest::positional_simulates_mpc::benes {
namespace {

/// Settings of the network of four wires from six bits, one a switch.
Settings settings_of(int mask) {
  Settings settings(3, std::vector<char>(4));
  const std::vector<int> bits = stage_bits(2);
  int next = 0;
  for (std::size_t s = 0; s < 3; ++s) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t partner = i ^ std::size_t{1} << bits[s];
      if (partner < i) continue;
      settings[s][i] = settings[s][partner] = static_cast<char>(mask >> next++ & 1);
    }
  }
  return settings;
}

TEST_SUITE("claims/positional_simulates_mpc") {
  TEST_CASE("stages pair address bits 0 and 0 1 0 and 0 1 2 1 0") {
    CHECK(stage_bits(1) == std::vector<int>{0});
    CHECK(stage_bits(2) == std::vector<int>{0, 1, 0});
    CHECK(stage_bits(3) == std::vector<int>{0, 1, 2, 1, 0});
  }

  TEST_CASE("a first stage of four wires can be completed iff one of 64 settings routes with it") {
    Permutation destinations{0, 1, 2, 3};
    do {
      std::set<std::vector<char>> stages;
      for (int mask = 0; mask < 64; ++mask) {
        const Settings settings = settings_of(mask);
        const std::vector<int> sources = outputs(settings, Broken::nothing);
        bool is_routed = true;
        for (int o = 0; o < 4; ++o) {
          const int input = sources[static_cast<std::size_t>(o)];
          is_routed = is_routed && destinations[static_cast<std::size_t>(input)] == o;
        }
        if (is_routed) stages.insert({settings[0][0], settings[0][2]});
      }
      for (const char first : {char{0}, char{1}}) {
        for (const char second : {char{0}, char{1}}) {
          CHECK(can_be_completed(destinations, {first, second}) ==
                stages.contains({first, second}));
        }
      }
    } while (std::next_permutation(destinations.begin(), destinations.end()));
  }

  TEST_CASE("the identity has four loops on eight wires and the 51st permutation fewer") {
    CHECK(loops({0, 1, 2, 3, 4, 5, 6, 7}) == std::vector<int>{0, 0, 1, 1, 2, 2, 3, 3});
    CHECK(loops({0, 1, 2, 5, 3, 6, 4, 7}) == std::vector<int>{0, 0, 1, 1, 1, 1, 1, 1});
  }

  TEST_CASE("constraints contradict at the 51st permutation of eight and never for four") {
    const RuleSearch four = search_rules(4, false);
    CHECK(four.contradiction == 0);
    CHECK(four.variables == 16);
    CHECK(four.free_bits == 4);
    CHECK(search_rules(8, false).contradiction == 51);
    Permutation destinations{0, 1, 2, 3, 4, 5, 6, 7};
    for (int i = 1; i < 51; ++i) std::next_permutation(destinations.begin(), destinations.end());
    CHECK(destinations == Permutation{0, 1, 2, 5, 3, 6, 4, 7});
    CHECK(rules_for_four(false) == 16);
  }
}

}  // namespace
}  // namespace attest::positional_simulates_mpc::benes

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Players in a row, layer by layer; see segments.hpp.
#include "reference/protocol/segments.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::protocol {

using machine::recurrent::Broken;
using machine::recurrent::DeltaLayer;
using machine::recurrent::Symbols;

std::int64_t SegmentRun::bits() const { return (transcripts - 1).bit_length(); }

SegmentRun run_in_segments(const Symbols& x, std::int64_t letters, std::int64_t layers,
                           std::int64_t players, HandOver hand_over) {
  ATTEST_REQUIRE(players >= 1, std::to_string(players) + " players");
  SegmentRun run{.outputs = x};
  const std::int64_t shortest = std::ssize(x) / players;
  const std::int64_t longer = std::ssize(x) % players;
  for (std::int64_t l = 0; l < layers; ++l) {
    Symbols state;  // as it was handed on
    std::size_t at = 0;
    for (std::int64_t player = 0; player < players; ++player) {
      DeltaLayer layer(letters, Broken::nothing);
      if (!state.empty()) layer.set_state(state);
      const std::int64_t length = shortest + (player < longer ? 1 : 0);
      for (std::int64_t i = 0; i < length; ++i, ++at) {
        run.outputs[at] = layer.step(x[at], run.outputs[at]);
      }
      if (player + 1 == players) break;
      state = layer.state();
      if (hand_over == HandOver::previous) {
        for (std::size_t word = 1; word < state.size(); ++word) state[word] = 0;
      }
      ++run.messages;
      run.words += std::ssize(state);
    }
  }
  run.transcripts = pow(Integer(letters + 1), static_cast<unsigned>(run.words));
  return run;
}

}  // namespace attest::protocol

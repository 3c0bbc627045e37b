// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of the decoder, its ring token by token, and how many random machines each mutant breaks.
#include <doctest/doctest.h>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using machine::turing::Table;

TEST_SUITE("post_machine_constant_bits") {
  TEST_CASE("the decoder of four states has one head and weights of one bit") {
    const Table table = machine::turing::table_of("1RB1LB_1LA0LC_1RZ1LD_1RD0RA", "x", 1);
    const derive::Resources used = derive::resources(decoder(table));
    CHECK(used.width == 28);
    CHECK(used.heads_in_all == 1);
    CHECK(used.layers == 1);
    // 76 pairs; 8 of a stopped control and 8 of a searching one that pops what it holds are idle.
    CHECK(used.units == 60);
    CHECK(used.largest_weight == "1");
  }

  TEST_CASE("the ring of the decoder is that of the machine after every token") {
    const Table table = machine::turing::champion_with_missing_entry();
    for (int window = 1; window <= 6; ++window) {
      DecoderRun run(table, decoder(table), window, window);
      machine::post::Sweep sweep(table, std::vector<int>(static_cast<std::size_t>(window)));
      for (int i = 0; i < 60; ++i) {
        REQUIRE(run.step());
        CHECK(run.last() == sweep.step());
        CHECK(run.ring() == sweep.configuration().tape.symbols(0, window));
        CHECK(run.was_transition() == sweep.was_transition());
        CHECK(run.steps() == sweep.configuration().steps);
      }
    }
  }

  TEST_CASE("each mutant breaks most of 200 random two-state machines of window 4") {
    const machine::turing::Tables tables;
    const std::vector<int> cells = {0, 1, 0, 1};
    for (const Wrong& wrong : wrong_choices()) {
      if (!wrong.choices.remembers_held) continue;  // these machines do not stop
      int broken = 0;
      for (std::uint64_t i = 0; i < 200; ++i) {
        Random random(1, 0, i);
        const Table table = tables.random(random);
        derive::Generators one{
            .prompts = check::sampled(
                "one", 1, 1, 16, "one tape",
                [&](Random&, std::int64_t) { return std::optional(prompt_of(cells)); }),
            .member = [&](std::int64_t) {
              return derive::Generates{
                  .model = decoder(table, wrong.choices), .window = 4, .task = sweep_of(table, 12)};
            }};
        broken += static_cast<int>(make_subject(one, {0})->judge({0, 1}, true).failed);
      }
      CAPTURE(wrong.name);
      CHECK(broken >= 140);
    }
  }
}

}  // namespace
}  // namespace attest::post_machine_constant_bits

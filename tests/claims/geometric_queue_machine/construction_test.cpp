// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of the decoder, prompts, tables that halt, and how many random machines each mutant
/// breaks.
#include <doctest/doctest.h>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::geometric_queue_machine {
namespace {

using machine::multitape::Configuration;
using machine::multitape::Table;

Table table_of(const char* text) {
  return machine::multitape::table_of(machine::turing::table_of(text, "x"));
}

TEST_SUITE("geometric_queue_machine") {
  TEST_CASE("bits and units of three states and two symbols for one to three heads") {
    const Table table = table_of("1RB1RZ_1LB0RC_1LC1LA");
    const int bits[] = {46, 84, 126};
    const int units[] = {181, 437, 737};
    for (const int levels : {1, 2, 3}) {
      const model::Transformer model = decoder(table, 2, levels);
      const derive::Resources used = derive::resources(model);
      const auto at = static_cast<std::size_t>(levels - 1);
      CHECK(std::ssize(model.fields) == bits[at]);
      CHECK(used.units == units[at]);
      CHECK(used.largest_weight == "6");
      CHECK(used.heads_in_all == levels);
      CHECK(used.layers == 1);
      CHECK(used.mlp_layers == 2);
    }
  }

  TEST_CASE("weights depend on B through the offsets alone") {
    const Table table = table_of("1RB1LB_1LA1RZ");
    const model::Transformer two = decoder(table, 2, 3);
    const model::Transformer five = decoder(table, 5, 3);
    CHECK(two.blocks == five.blocks);
    CHECK(two.embed == five.embed);
    CHECK(two.decode == five.decode);
    CHECK_FALSE(two.masks == five.masks);
  }

  TEST_CASE("a prompt holds its words and the first snapshot is the start") {
    for (const int length : {0, 1, 2, 5, 8, 9}) {
      Words words(1);
      for (int i = 0; i < length; ++i) words[0].push_back(i % 3 == 0 ? 1 : 0);
      const Table table = table_of("1RB1LB_1LA1RZ");
      const DecoderRun run = start({.table = table, .words = words, .base = 3, .levels = 2});
      std::vector<Rational> found;
      std::vector<Rational> expected;
      append(run.snapshot().value(), found);
      append(snapshot_of(table, machine::multitape::start(words)), expected);
      CHECK(found == expected);
    }
  }

  TEST_CASE("9784 of the 20736 tables of two states have stopped after eight steps") {
    const machine::turing::Tables tables{.states = 2, .symbols = 2, .has_halting = true};
    REQUIRE(tables.size() == 20736);
    int stopped = 0;
    for (std::int64_t i = 0; i < tables.size(); ++i) {
      const Table table = machine::multitape::table_of(tables.at(i));
      const Configuration end =
          machine::multitape::run(table, machine::multitape::start(Words(1)), 8);
      stopped += end.status == machine::multitape::Status::halted ? 1 : 0;
    }
    CHECK(stopped == 9784);
  }

  TEST_CASE("each mutant breaks so many of 60 random machines with four heads") {
    const std::vector<std::pair<const char*, int>> expected = {
        {"offset_one_short", 60},  {"homes_stay", 32},       {"home_not_reset", 51},
        {"lower_not_emptied", 53}, {"lower_not_filled", 34}, {"never_flips_back", 54},
        {"unguarded_step", 27}};
    for (const auto& pair : expected) {
      const std::string name = pair.first;
      int broken = 0;
      for (std::uint64_t i = 0; i < 60; ++i) {
        Random random(1, 0, i);
        Job job{.table = machine::multitape::random_table(1, 3, 2, false, random),
                .words = Words(1),
                .base = 2,
                .levels = 4,
                .steps = 40};
        for (std::int64_t c = random.below(17); c > 0; --c) {
          job.words[0].push_back(static_cast<int>(random.below(2)));
        }
        job = within_capacity(std::move(job));
        broken += written_steps(job, derive::choices_of(wrong_choices(), name)) == direct_steps(job)
                      ? 0
                      : 1;
      }
      CAPTURE(name);
      CHECK(broken == pair.second);
    }
  }

  TEST_CASE("tokens a step of a long sweep grow as roots of the space") {
    // About 2 B tokens a step and head.
    const auto count = [](const char* name, std::int64_t size) {
      for (const check::Series& each : series()) {
        if (each.name != "tokens_a_step") continue;
        for (const check::Line& line : each.lines) {
          if (line.name == name) return line.count(size).value();
        }
      }
      return Rational();
    };
    CHECK(count("one head, counted", 16) == Rational(32));
    CHECK(count("two heads, counted", 16) == Rational(397, 32));
    CHECK(count("three heads, counted", 16) == Rational(367, 32));
    CHECK(count("two heads, counted", 64) == Rational(3641, 128));
    CHECK(count("three heads, counted", 64) == Rational(2737, 128));
  }
}

}  // namespace
}  // namespace attest::geometric_queue_machine

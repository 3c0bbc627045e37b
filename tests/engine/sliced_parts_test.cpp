// SPDX-License-Identifier: Apache-2.0
/// \file
/// Parts of the bit-sliced engine: planes of words, and programs of gates.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/engine/sliced.hpp"
#include "reference/engine/sliced_head.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

TEST_CASE("letters of all words with n <= 7 over up to 5 letters are the digits of their index") {
  for (int alphabet = 1; alphabet <= 5; ++alphabet) {
    for (int n = 1; n <= 7; ++n) {
      const WordPlanes words(n, alphabet);
      const check::CaseSpace space = check::words(n, alphabet);
      CHECK(words.words() == space.size);
      std::vector<PlaneBits> planes(static_cast<std::size_t>(n * alphabet));
      std::int64_t seen = 0;
      std::int64_t wrong = 0;
      for (std::int64_t block = 0; block < words.blocks(); ++block) {
        words.fill(block, block - 1, planes.data());
        CHECK(words.first_word(block) == seen);
        for (int lane = 0; lane < words.word_count(block); ++lane, ++seen) {
          wrong += words.block_of(seen) == block ? 0 : 1;
          const Matrix word = *space.at(seen);
          for (int j = 0; j < n; ++j) {
            for (int v = 0; v < alphabet; ++v) {
              const auto i = static_cast<std::size_t>(lane);
              const PlaneBits& plane = planes[static_cast<std::size_t>(j * alphabet + v)];
              const bool is_set = ((plane.word[i / 64] >> (i % 64)) & 1U) != 0;
              wrong += is_set == (word(j, 0) == Rational(v)) ? 0 : 1;
            }
          }
        }
      }
      CHECK(seen == space.size);
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("random gate lists on few wires give what direct evaluation gives on every kernel") {
  for (std::uint64_t index = 0; index < 200; ++index) {
    Random random(1, 32, index);
    constexpr std::uint32_t inputs = 5;
    GateBuilder gates(inputs);
    std::vector<Plane> planes{GateBuilder::constant(false), GateBuilder::constant(true)};
    std::vector<std::uint32_t> tables{0, ~std::uint32_t{0}};  // of the 2^5 inputs
    const std::array<std::uint32_t, inputs> patterns{0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00,
                                                     0xffff0000};
    for (std::uint32_t i = 0; i < inputs; ++i) {
      planes.push_back(gates.input(i));
      tables.push_back(patterns[i]);
    }
    for (int step = 0; step < 40; ++step) {
      const auto pick = [&] { return static_cast<std::size_t>(random.below(std::ssize(planes))); };
      const std::size_t start = pick();
      std::vector<ChainTerm> terms;
      std::uint32_t table = tables[start];
      for (std::int64_t t = random.between(0, 4); t > 0; --t) {
        const std::size_t at = pick();
        const bool sets = random.below(2) == 0;
        terms.push_back({.plane = planes[at], .sets = sets});
        table = sets ? table | tables[at] : table & ~tables[at];
      }
      planes.push_back(gates.chain(planes[start], terms));
      tables.push_back(table);
      const std::size_t a = pick();
      const std::size_t b = pick();
      planes.push_back(gates.both(planes[a], planes[b]));
      tables.push_back(tables[a] & tables[b]);
      planes.push_back(gates.either(planes[a], gates.negation(planes[b])));
      tables.push_back(tables[a] | ~tables[b]);
    }
    const GateProgram program = gates.finish(planes);
    const GateProgram one = gates.finish(std::span(planes).last(1));
    CHECK(one.wires <= program.wires);
    for (const SlicedKernel& kernel : sliced_kernels()) {
      std::vector<PlaneBits> wires(program.wires);
      wires[1].word.fill(~std::uint64_t{0});
      for (std::uint32_t i = 0; i < inputs; ++i) {
        wires[2 + i].word.fill(std::uint64_t{patterns[i]} << 32 | patterns[i]);
      }
      const std::vector<PlaneBits> start(wires.begin(), wires.begin() + 2 + inputs);
      kernel.run(program, wires.data());
      std::int64_t wrong = 0;
      for (std::size_t i = 0; i < planes.size(); ++i) {
        PlaneBits expected;
        expected.word.fill(std::uint64_t{tables[i]} << 32 | tables[i]);
        wrong += wires[program.outputs[i]] == expected ? 0 : 1;
      }
      std::vector<PlaneBits> few = start;
      few.resize(one.wires);
      kernel.run(one, few.data());
      wrong += few[one.outputs.front()] == wires[program.outputs.back()] ? 0 : 1;
      CHECK(wrong == 0);
    }
  }
}

}  // namespace
}  // namespace attest::engine

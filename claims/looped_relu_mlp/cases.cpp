// SPDX-License-Identifier: Apache-2.0
/// \file
/// Index -> machine state -> the bits of a token.
#include <utility>

#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/machine/subleq_random.hpp"
#include "reference/machine/subleq_wrapped.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_relu_mlp {
namespace {

using check::Case;
using check::CaseSpace;
using machine::subleq::Memory;

constexpr std::uint64_t state_stream = 1;
constexpr std::uint64_t machine_stream = 2;

Memory random_memory(Random& random, const Size& size) {
  Memory result;
  for (int i = 0; i < size.words; ++i) {
    result.words.push_back(machine::subleq::random_word(random, size.word_bits));
  }
  result.pc = random.below(size.words);
  return result;
}

/// A space of random states; there are 2^(MN+K).
CaseSpace drawn(const Size& size, std::string description, std::int64_t count,
                Function<std::optional<Case>(std::int64_t)> at) {
  return {.description = std::move(description),
          .coverage = check::Coverage::sampled,
          .size = count,
          .full_size = power_of_two(static_cast<unsigned>(size.state_bits())),
          .why_sampled = "too many for a night; S1.words takes all states of eight words of 3 bits",
          .at = std::move(at)};
}

}  // namespace

Size size_of(const check::Params& params) {
  const std::int64_t words = params.at("words");
  if (words < 2 || (words & (words - 1)) != 0) {
    throw InputError("statement-parameter", "--set words", std::to_string(words),
                     "a power of two, 2 at least");
  }
  return {.words = static_cast<int>(words), .word_bits = static_cast<int>(params.at("word_bits"))};
}

Case token_of(const Size& size, const Memory& memory) {
  Case token(1, size.state_bits());
  int field = 0;
  const auto put = [&](std::int64_t number, int bits) {
    for (int j = 0; j < bits; ++j) {
      token(0, field++) = (static_cast<std::uint64_t>(number) >> j) & 1U ? 1 : 0;
    }
  };
  for (const std::int64_t word : memory.words) put(word, size.word_bits);
  put(memory.pc, size.address_bits());
  return token;
}

CaseSpace all_states(const Size& size) {
  const int bits = size.state_bits();
  if (bits > 40) {
    throw InputError("case-space-size", "all states", "2^" + std::to_string(bits),
                     "at most 2^40 states");
  }
  const std::int64_t count = std::int64_t{1} << bits;
  return {.description = "all memories x pcs",
          .coverage = check::Coverage::exhaustive,
          .size = count,
          .full_size = count,
          .at = [bits](std::int64_t index) -> std::optional<Case> {
            Case token(1, bits);
            for (int j = 0; j < bits; ++j) token(0, j) = (index >> j) & 1;
            return token;
          }};
}

CaseSpace random_states(const Size& size, std::int64_t count, std::uint64_t seed) {
  return drawn(size, "random states", count, [=](std::int64_t index) -> std::optional<Case> {
    Random random(seed, state_stream, static_cast<std::uint64_t>(index));
    return token_of(size, random_memory(random, size));
  });
}

CaseSpace random_runs(const Size& size, std::int64_t machines, std::int64_t loops,
                      std::uint64_t seed) {
  return drawn(size,
               "the first " + std::to_string(loops) + " instructions of " +
                   std::to_string(machines) + " random machines",
               machines * loops, [=](std::int64_t index) -> std::optional<Case> {
                 Random random(seed, machine_stream, static_cast<std::uint64_t>(index / loops));
                 Memory memory = random_memory(random, size);
                 for (std::int64_t i = 0; i < index % loops; ++i) {
                   machine::subleq::step_wrapped(memory, size.word_bits);
                 }
                 return token_of(size, memory);
               });
}

}  // namespace attest::looped_relu_mlp

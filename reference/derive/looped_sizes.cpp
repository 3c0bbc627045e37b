// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of looped SUBLEQ machines.
#include "reference/derive/looped_sizes.hpp"

#include <algorithm>

#include "reference/derive/machine_cost.hpp"
#include "reference/gadget/looped_blocks.hpp"

namespace attest::derive::looped {

std::vector<check::Parameter> size_parameters(const Size& least, const Size& most) {
  return {{.name = "columns",
           .meaning = "n: the machine's, the words', the commands'",
           .lo = least.columns,
           .hi = most.columns},
          {.name = "memory", .meaning = "m: words", .lo = least.memory, .hi = most.memory},
          {.name = "word_bits",
           .meaning = "N: bits of a word",
           .lo = least.word_bits,
           .hi = most.word_bits}};
}

std::vector<check::Params> run_points(check::Rung rung) {
  std::vector<check::Params> points;
  if (rung == check::Rung::fast) return points;
  for (const int word_bits : {4, 8, 16}) {
    points.push_back(point(16, 7, word_bits));
    points.push_back(point(32, 15, word_bits));
  }
  return points;
}

Size by_columns(std::int64_t columns) {
  const int n = static_cast<int>(columns);
  return {.columns = n, .memory = n / 2 - 1, .word_bits = series_word_bits};
}

Size by_word_bits(std::int64_t word_bits) {
  return {.columns = 8, .memory = 3, .word_bits = static_cast<int>(word_bits)};
}

Size by_memory_words(std::int64_t words) {
  const auto memory = static_cast<int>(words);
  return {.columns = 2 * memory, .memory = memory, .word_bits = computer_word_bits};
}

std::int64_t columns_of_words(std::int64_t words) { return by_memory_words(words).columns; }

Rational promised_width(Blocks blocks, const Size& size) {
  const int k = size.address_bits();
  const int n = size.word_bits;
  switch (blocks) {
    case Blocks::two_layers:
    case Blocks::five_layers:
      return 15 * k + 4 * n + 3;
    case Blocks::one_layer:
      return 18 * k + 4 * n + 2;
    case Blocks::ten_layers:
      break;
  }
  return 8 * k + 3 * n + std::max(3 * k, 2 * n) + 1;
}

std::unique_ptr<check::Subject> series_steps(Blocks blocks, std::int64_t columns) {
  constexpr std::int64_t programs = 32;
  constexpr std::int64_t loops = 8;
  const Size size = by_columns(columns);
  return make_subject(Computes{.model = gadget::looped::block(blocks, size),
                               .task = truth(blocks, size),
                               .inputs = random_runs(blocks, size, programs, loops, 1)});
}

}  // namespace attest::derive::looped

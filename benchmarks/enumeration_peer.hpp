// SPDX-License-Identifier: Apache-2.0
/// \file
/// The usual way to enumerate: leftmost hardmax on one word after the other, in Eigen on doubles.
#pragma once

#include <array>
#include <cstdint>

namespace attest::benchmarks {

inline constexpr int word_tokens = 16;
inline constexpr int word_width = 5;  ///< coordinates of a row that queries and keys read
inline constexpr int word_key_width = 4;

/// One head: rows by position and letter, and the maps of queries and keys.
struct WordHead {
  std::array<std::array<std::array<double, word_width>, 2>, word_tokens> rows{};
  std::array<std::array<double, word_key_width>, word_width> query{};
  std::array<std::array<double, word_key_width>, word_width> key{};
};

/// For words [begin, end), letter j of word w being bit 15 - j: bit 15 - i of result[w - begin] is
/// the letter at the leftmost key of greatest score for query i.
using WordLoop = void (*)(const WordHead& head, std::uint32_t begin, std::uint32_t end,
                          std::uint16_t* result);

/// The loop compiled for the widest instruction set that this machine has.
struct WordPeer {
  const char* name;  ///< "avx512", "avx2", "baseline"
  WordLoop run;
};
[[nodiscard]] WordPeer word_peer();

namespace baseline {
void run_words(const WordHead& head, std::uint32_t begin, std::uint32_t end, std::uint16_t* result);
}  // namespace baseline
namespace avx2 {
/// \pre the machine has AVX2 and FMA
void run_words(const WordHead& head, std::uint32_t begin, std::uint32_t end, std::uint16_t* result);
}  // namespace avx2
namespace avx512 {
/// \pre the machine has AVX-512 F, DQ and VL, and FMA
void run_words(const WordHead& head, std::uint32_t begin, std::uint32_t end, std::uint16_t* result);
}  // namespace avx512

}  // namespace attest::benchmarks

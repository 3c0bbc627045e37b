// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two-party problems about sets: source problems of lower bounds. A case is Alice's word, then
/// Bob's word of the same length, one letter a row.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// 1 iff some i < n has a_i = b_i = 1: the complement of disjointness of subsets of {0, .., n-1}.
/// Letters are bits. \pre n >= 1
[[nodiscard]] Task bits_intersect(int n);

/// The same where Bob's word is one number, bit i of it his b_i: n letters, then one.
/// \pre 1 <= n <= 20
[[nodiscard]] Task bits_intersect_number(int n);

/// INDEX: the letter, 1 or 0, of Bob's word of length n at Alice's place: one number below n, then
/// n letters. \pre n >= 1
[[nodiscard]] Task letter_at(int n);

/// 1 iff every i < n has a_i = 1 or b_i = 1: disjointness of the complements. Letters are bits.
/// \pre n >= 1
[[nodiscard]] Task bits_cover(int n);

/// 1 iff some letter other than 0 stands in both words: sets listed by their elements, at most n
/// each, 0 filling the word. \pre n >= 1
[[nodiscard]] Task lists_intersect(int n);

/// 1 iff some a_ij = b_ij = 1, for matrices of bits [rows x cols]. Alice's word is the rows of a,
/// bit j of letter i being a_ij; Bob's is the columns of b, bit i of letter j being b_ij. So the
/// words are of lengths `rows` and `cols`. \pre rows, cols in 1..62
[[nodiscard]] Task matrices_intersect(int rows, int cols);

}  // namespace attest::task

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces: bijections index -> case, exhaustive or sampled, with the size of the full space.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/number/function.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/matrix.hpp"
#include "reference/number/random.hpp"

namespace attest::check {

/// How much of the space a check covers.
enum class Coverage {
  exhaustive,   ///< every case of the full space
  certificate,  ///< every case, by a certificate instead of enumeration
  given,        ///< every case of a list that was written down, which is no whole space
  sampled,      ///< a seeded sample
};

/// A case: one row a token, one column a field.
using Case = Matrix;

/// An indexed set of cases. Case i is the same on every machine, thread and shard.
struct CaseSpace {
  std::string description;  ///< in words, e.g. "all words of length 4 over Z_6"
  Coverage coverage = Coverage::exhaustive;
  std::int64_t size = 0;  ///< number of indices, at most 2^62
  /// Size of the space that the statement is about; equals `size` if exhaustive or given.
  Integer full_size = 0;
  std::string why_sampled;  ///< needed where full_size < 10^9 and coverage is sampled
  /// The case of an index; nothing where its precondition fails. Thread-safe.
  Function<std::optional<Case>(std::int64_t)> at;
};

// Every space below throws InputError `case-space-size` where it has more than 2^62 cases, and
// `case-space-arguments` where an argument is negative (an alphabet or a range may be empty).

/// All words of length n over {0, .., alphabet-1}, one field, the first letter most significant.
[[nodiscard]] CaseSpace words(int n, int alphabet);

/// All words of n bits, bit i of the index being letter i. \pre 0 <= n <= 62
[[nodiscard]] CaseSpace bit_words(int n);

/// All q-subsets of {0, .., n-1} in lexicographic order: q rows, one field, increasing. None if
/// q > n.
[[nodiscard]] CaseSpace subsets(int n, int q);

/// All permutations of {0, .., n-1} in lexicographic order: n rows, one field.
[[nodiscard]] CaseSpace permutations(int n);

/// All functions {0, .., domain-1} -> {0, .., range-1}: `domain` rows, one field, the value of 0
/// first and most significant.
[[nodiscard]] CaseSpace functions(int domain, int range);

/// All integer vectors with lo[i] <= x[i] <= hi[i]: one row, one field a coordinate, the first most
/// significant. None if a lower bound exceeds its upper bound. \pre as many lower as upper bounds
[[nodiscard]] CaseSpace integer_box(const std::vector<std::int64_t>& lo,
                                    const std::vector<std::int64_t>& hi);

/// All pairs: `join` makes one case of a case of each. The index of `left` is the more significant.
/// The coverage is the weaker of the two.
[[nodiscard]] CaseSpace product(CaseSpace left, CaseSpace right,
                                Function<std::optional<Case>(const Case&, const Case&)> join);

/// Each case of a space rearranged by `map`, e.g. into the fields of a model.
[[nodiscard]] CaseSpace mapped(CaseSpace space, Function<std::optional<Case>(const Case&)> map);

/// One space after the other. \pre the same coverage
[[nodiscard]] CaseSpace concatenated(std::vector<CaseSpace> parts);

/// `size` random cases; case i is a function of (seed, i) alone.
/// \param full_size size of the space they are drawn from
/// \param why_sampled why the space is not enumerated; needed where full_size < 10^9
/// \param draw the case, from random numbers of its own and its index
[[nodiscard]] CaseSpace sampled(std::string description, std::int64_t size, std::uint64_t seed,
                                Integer full_size, std::string why_sampled,
                                Function<std::optional<Case>(Random&, std::int64_t)> draw);

/// The case of one field whose rows are the given numbers, and the numbers of such a case.
[[nodiscard]] Case word_of(const std::vector<std::int64_t>& symbols);
[[nodiscard]] std::vector<std::int64_t> symbols_of(const Case& word);

/// Mixed radix digits of `index`, most significant first. \pre 0 <= index < product of radices
[[nodiscard]] std::vector<std::int64_t> digits(std::int64_t index,
                                               const std::vector<std::int64_t>& radices);

/// Whether a description that changes nothing on these cases may be called equivalent: they are all
/// that there are.
[[nodiscard]] bool is_whole(Coverage coverage);

/// "exhaustive", "certificate", "given", "sampled".
[[nodiscard]] std::string_view name_of(Coverage coverage);

}  // namespace attest::check

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::check::CaseSpace>;

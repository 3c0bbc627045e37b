// SPDX-License-Identifier: Apache-2.0
/// \file
/// Short texts for drawings: numbers that fit a cell, lists that fit a line.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reference/model/evaluate.hpp"

namespace attest::derive {

/// Number of characters of UTF-8.
[[nodiscard]] int length_of(const std::string& text);

/// Width of a line set in DejaVu Sans [points], within a few percent. \param size [tenths of a
/// point]
[[nodiscard]] int width_of(const std::string& text, int size, bool is_bold = false);

/// The text, cut to `width` points, "…" at its end where something is missing.
[[nodiscard]] std::string fitted_to(int width, const std::string& text, int size,
                                    bool is_bold = false);

/// The text, cut to `most` characters, the last of them "…" where something is missing. \pre most
/// >= 1
[[nodiscard]] std::string fitted(const std::string& text, int most);

/// "1 bit", "2 bits".
[[nodiscard]] std::string counted(std::int64_t count, const std::string& what);

/// "a, b, c", cut to `most` characters.
[[nodiscard]] std::string listed(const std::vector<std::string>& words, int most);

/// "a, b," and "c, d": the words in lines of at most `width` points. \param size [tenths of a
/// point]
[[nodiscard]] std::vector<std::string> wrapped(const std::vector<std::string>& words, int width,
                                               int size);

/// A sentence in lines of at most `width` points, broken at spaces. \param size [tenths of a point]
[[nodiscard]] std::vector<std::string> lines_of(const std::string& sentence, int width, int size,
                                                bool is_bold);

/// A rational that stands for the number: itself, or the middle of a ball. \pre the ball is finite
[[nodiscard]] Rational middle_of(const model::Number& number);

/// The number in at most `most` characters: exact, else rounded after "≈", else "•".
[[nodiscard]] std::string short_text(const Rational& value, int most);

/// Several entries, each -1, 0 or 1: a cell can show them as signs.
[[nodiscard]] bool are_signs(std::span<const model::Number> entries);

/// One cell: a number, or the entries of a register, as signs ("·" where all are 0) or as numbers;
/// where they do not fit "#3" if the signs are those of unit vector 3, else "•". \pre
/// are_signs(entries) if as_signs
[[nodiscard]] std::string cell_text(std::span<const model::Number> entries, int most,
                                    bool as_signs);

}  // namespace attest::derive

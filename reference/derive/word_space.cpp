// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words and their numbers; see word_space.hpp.
#include "reference/derive/word_space.hpp"

namespace attest::derive {
namespace {

using check::Case;

/// The letter of a case that repeats one small integer.
std::optional<std::int64_t> only_letter(const Case& tokens) {
  if (tokens.rows() < 1 || tokens.cols() != 1) return std::nullopt;
  const Rational& letter = tokens(0, 0);
  for (int i = 1; i < tokens.rows(); ++i) {
    if (tokens(i, 0) != letter) return std::nullopt;
  }
  constexpr std::int64_t most = 1 << 10;
  if (!letter.is_integer() || letter.abs() > Rational(most)) return std::nullopt;
  return letter.num().to_int64();
}

}  // namespace

std::optional<std::int64_t> WordSpace::number_of(const Case& tokens) const {
  if (tokens.rows() < shortest || tokens.rows() > longest || tokens.cols() != 1) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  for (int i = 0; i < tokens.rows(); ++i) {
    const Rational& letter = tokens(i, 0);
    if (!letter.is_integer() || !letter.num().fits_int64()) return std::nullopt;
    const std::int64_t digit = letter.num().to_int64() - first;
    if (digit < 0 || digit >= letters) return std::nullopt;
    number = number * letters + digit;
  }
  return number;
}

std::optional<WordSpace> word_space(const check::CaseSpace& space) {
  if (space.size < 1 || space.coverage != check::Coverage::exhaustive) return std::nullopt;
  const std::optional<Case> first = space.at(0);
  const std::optional<Case> last = space.at(space.size - 1);
  if (!first || !last) return std::nullopt;
  const std::optional<std::int64_t> least = only_letter(*first);
  const std::optional<std::int64_t> greatest = only_letter(*last);
  if (!least || !greatest || *greatest <= *least) return std::nullopt;
  const WordSpace words{.shortest = first->rows(),
                        .longest = last->rows(),
                        .first = *least,
                        .letters = *greatest - *least + 1};
  Integer size = 0;
  for (int length = words.shortest; length <= words.longest; ++length) {
    size += pow(Integer(words.letters), static_cast<unsigned>(length));
  }
  if (size != Integer(space.size)) return std::nullopt;
  return words;
}

}  // namespace attest::derive

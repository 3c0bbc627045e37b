// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of words and tokens of a reduction.
#include "reference/derive/instances.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

constexpr std::int64_t max_words = std::int64_t{1} << 22;  // kept in memory
constexpr std::int64_t max_letter = 1 << 20;

std::string word_text(const std::optional<std::vector<int>>& word) {
  std::string result = "(";
  for (std::size_t i = 0; word && i < word->size(); ++i) {
    result += (i == 0 ? "" : ", ") + std::to_string((*word)[i]);
  }
  return result + ")";
}

/// One entry, a whole number.
std::int64_t entry_of(const task::Task& task, const Matrix& tokens) {
  const std::vector<Rational> answer = task.answer(tokens);
  ATTEST_REQUIRE(answer.size() == 1 && answer[0].is_integer(),
                 task.id + " answers " + text_of(answer));
  return answer[0].num().to_int64();
}

}  // namespace

Words::Words(const check::CaseSpace& space) {
  ATTEST_REQUIRE(space.size <= max_words, std::to_string(space.size) + " words");
  words_.reserve(static_cast<std::size_t>(space.size));
  for (std::int64_t i = 0; i < space.size; ++i) {
    std::optional<std::vector<int>>& word = words_.emplace_back();
    const std::optional<check::Case> letters = space.at(i);
    if (!letters) continue;
    word.emplace();
    for (int slot = 0; slot < letters->rows(); ++slot) {
      const Rational& letter = (*letters)(slot, 0);
      ATTEST_REQUIRE(letter.is_integer() && letter >= 0 && letter <= max_letter,
                     "letter " + letter.to_string());
      word->push_back(static_cast<int>(letter.num().to_int64()));
      largest_letter_ = std::max(largest_letter_, word->back());
    }
  }
}

Instances::Instances(Reduces reduces)
    : reduces_(std::move(reduces)), alice_(reduces_.alice), bob_(reduces_.bob) {
  const auto n = static_cast<std::int64_t>(reduces_.places.size());
  ATTEST_REQUIRE(-1 <= reduces_.reader && reduces_.reader < n,
                 "reader " + std::to_string(reduces_.reader));
  for (std::int64_t position = 0; position < n; ++position) {
    const Place& place = reduces_.places[static_cast<std::size_t>(position)];
    const int last = place.owner == Owner::fixed   ? 0
                     : place.owner == Owner::alice ? alice_.largest_letter()
                                                   : bob_.largest_letter();
    std::vector<Token>& row = tokens_.emplace_back();
    for (int letter = 0; letter <= last; ++letter) {
      try {
        row.emplace_back(model::evaluate(
            reduces_.instance, {static_cast<int>(place.owner), place.slot, letter}, position, n));
      } catch (const model::Undefined&) {
        row.emplace_back(std::nullopt);
      }
    }
  }
}

int Instances::letter_at(const Place& place, std::int64_t a, std::int64_t b) const {
  if (place.owner == Owner::fixed) return 0;
  const std::optional<std::vector<int>>& word =
      place.owner == Owner::alice ? alice_.at(a) : bob_.at(b);
  ATTEST_REQUIRE(word.has_value(), "a word that is not admitted");
  return word->at(static_cast<std::size_t>(place.slot));
}

const std::vector<Rational>& Instances::token(std::size_t place, int letter) const {
  const Token& found = tokens_[place].at(static_cast<std::size_t>(letter));
  if (!found) {
    throw model::Undefined("the instance map has no token " + std::to_string(place) +
                           " for letter " + std::to_string(letter));
  }
  return *found;
}

Matrix Instances::tokens(std::int64_t a, std::int64_t b) const {
  Matrix result(static_cast<int>(tokens_.size()), static_cast<int>(reduces_.instance.out.size()));
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const std::vector<Rational>& fields = token(i, letter_at(reduces_.places[i], a, b));
    std::copy(fields.begin(), fields.end(), result.row(static_cast<int>(i)).begin());
  }
  return result;
}

Matrix Instances::tokens_of_letter(int letter) const {
  Matrix result(static_cast<int>(tokens_.size()), static_cast<int>(reduces_.instance.out.size()));
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const std::vector<Token>& row = tokens_[i];
    const auto wanted = std::min(static_cast<std::size_t>(letter), row.size() - 1);
    const auto defined = std::find_if(row.begin(), row.end(), [](const Token& t) { return t; });
    if (!row[wanted] && defined == row.end()) throw model::Undefined("a token without a value");
    const Token& chosen = row[wanted] ? row[wanted] : *defined;
    std::copy(chosen->begin(), chosen->end(), result.row(static_cast<int>(i)).begin());
  }
  return result;
}

int Instances::source(std::int64_t a, std::int64_t b) const {
  const std::vector<int>& left = alice_.at(a).value();
  const std::vector<int>& right = bob_.at(b).value();
  Matrix words(static_cast<int>(left.size() + right.size()), 1);
  int row = 0;
  for (const int letter : left) words(row++, 0) = letter;
  for (const int letter : right) words(row++, 0) = letter;
  const std::int64_t answer = entry_of(reduces_.source, words);
  ATTEST_REQUIRE(0 <= answer && answer < reduces_.answers,
                 reduces_.source.id + " answers " + std::to_string(answer));
  return static_cast<int>(answer);
}

int Instances::target(std::int64_t a, std::int64_t b) const {
  const std::int64_t answer = entry_of(reduces_.target, tokens(a, b));
  if (answer < 0 || answer >= reduces_.answers) {
    throw model::Undefined(reduces_.target.id + " answers " + std::to_string(answer));
  }
  return static_cast<int>(answer);
}

std::string Instances::text(std::int64_t a, std::int64_t b) const {
  return "a = " + word_text(alice_.at(a)) + " b = " + word_text(bob_.at(b));
}

protocol::Cut Instances::cut() const {
  ATTEST_REQUIRE(
      reduces_.reader < 0 ||
          reduces_.places[static_cast<std::size_t>(reduces_.reader)].owner == Owner::fixed,
      "the reader's token is not fixed");
  protocol::Cut result{.bobs = {}, .reader = reduces_.reader};
  for (std::size_t i = 0; i < reduces_.places.size(); ++i) {
    if (reduces_.places[i].owner == Owner::bob) result.bobs.push_back(static_cast<int>(i));
  }
  return result;
}

}  // namespace attest::derive

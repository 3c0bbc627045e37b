// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match2 on a user's list of integers.
#include "claims/match_two/claim.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

constexpr std::int64_t most_modulus = 1'000'000'000'000'000'000;
constexpr std::int64_t most_tokens = 4096;  // quadratic time: a list this long takes seconds

/// The integers of the text, each with its place, reduced mod M.
Matrix parse(const check::RunRequest& request, std::int64_t modulus) {
  std::vector<Rational> entries;
  std::int64_t line = 1;
  std::size_t line_start = 0;
  std::size_t at = 0;
  const std::string& text = request.text;
  const auto is_separator = [](char c) {
    return c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\n';
  };
  while (at < text.size()) {
    if (is_separator(text[at])) {
      if (text[at] == '\n') {
        ++line;
        line_start = at + 1;
      }
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_separator(text[end])) ++end;
    const std::string word = text.substr(at, end - at);
    const std::string place =
        request.place + ":" + std::to_string(line) + ":" + std::to_string(at - line_start + 1);
    const bool is_number =
        word.find_first_not_of("0123456789", word[0] == '-' ? 1 : 0) == std::string::npos &&
        word != "-" && word.size() <= 1000;
    if (!is_number)
      throw InputError("list-syntax", place, "'" + word.substr(0, 40) + "'", "an integer");
    entries.emplace_back(floor_mod(Integer::parse(word), modulus));
    if (static_cast<std::int64_t>(entries.size()) > most_tokens) {
      throw InputError("list-length", place, "more integers",
                       "at most " + std::to_string(most_tokens));
    }
    at = end;
  }
  if (entries.empty())
    throw InputError("list-empty", request.place, "no integers", "a list of integers");
  Matrix word(static_cast<int>(entries.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = entries[static_cast<std::size_t>(i)];
  return word;
}

std::string json_of(std::int64_t modulus, const std::vector<Rational>& matches) {
  std::string list;
  for (const Rational& match : matches) list += (list.empty() ? "" : ",") + match.to_string();
  return "{\"modulus\":" + std::to_string(modulus) + ",\"matches\":[" + list + "]}";
}

/// The model that the request asks for: the user's, or the integer form, or one of its mutants.
model::Transformer model_of(const check::RunRequest& request, std::int64_t modulus) {
  if (!request.model_text.empty()) {
    model::Transformer model = derive::file_of(request, integer_form(modulus).fields).model;
    derive::require_rational(model, request.model_place);
    return model;
  }
  if (request.mutant.empty()) return integer_form(modulus);
  if (request.mutant == "blank_ties_match") return integer_form(modulus, {.blank = 0});
  if (request.mutant == "blank_ties_near_miss") return integer_form(modulus, {.blank = -2});
  if (request.mutant == "complement_without_mod")
    return integer_form(modulus, {.complement = Complement::negated});
  if (request.mutant == "complement_of_zero")
    return integer_form(modulus, {.complement = Complement::modulus_minus});
  if (request.mutant == "square_dropped") return integer_form(modulus, {.has_square = false});
  derive::refuse_mutant(request.mutant, "a mutant of S2, as `attest check --mutants` lists them");
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"}, .settings = {"modulus"}});
  const std::int64_t modulus = derive::integer_setting(request, "modulus", 1, most_modulus);
  const Matrix word = parse(request, modulus);
  const model::Transformer model = model_of(request, modulus);
  const std::vector<Rational> truth = task::match_two(modulus).answer(word);
  check::RunResult result{.input = request.place};
  try {
    const std::vector<Rational> found = model::answer(model, word, {});
    result.result_json = json_of(modulus, found);
    result.agrees = found == truth;
  } catch (const model::Undefined&) {  // the tie rules disagree: only a broken model comes here
    result.result_json = "{\"modulus\":" + std::to_string(modulus) + ",\"matches\":null}";
  }
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::match_two

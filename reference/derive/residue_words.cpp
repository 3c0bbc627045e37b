// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of residues; see residue_words.hpp.
#include "reference/derive/residue_words.hpp"

#include "reference/derive/requested_model.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::derive {
std::vector<check::Parameter> residue_parameters(std::int64_t most_tokens) {
  return {{.name = "n", .meaning = "tokens besides the blank", .lo = 1, .hi = most_tokens},
          {.name = "modulus", .meaning = "M: residues are 0, .., M-1", .lo = 1, .hi = 1000000000}};
}

check::CaseSpace residue_words(const check::Params& params) {
  return check::words(static_cast<int>(params.at("n")), static_cast<int>(params.at("modulus")));
}

check::Case word_of_letters(const std::vector<std::int64_t>& letters) {
  check::Case word(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = letters[static_cast<std::size_t>(i)];
  return word;
}

Matrix word_of_integers(const std::vector<Integer>& integers, std::int64_t modulus) {
  Matrix word(static_cast<int>(integers.size()), 1);
  for (int i = 0; i < word.rows(); ++i) {
    word(i, 0) = floor_mod(integers[static_cast<std::size_t>(i)], modulus);
  }
  return word;
}

check::RunResult judged_word(const check::RunRequest& request, const std::string& parameters,
                             const model::Transformer& model, const task::Task& task,
                             const Matrix& word) {
  check::RunResult result{.input = request.place};
  std::string matches = "null";
  try {
    const std::vector<Rational> found = model::answer(model, word, {});
    std::string list;
    for (const Rational& match : found) list += (list.empty() ? "" : ",") + json_of(match);
    matches = "[" + list + "]";
    result.agrees = found == task.answer(word);
  } catch (const model::Undefined&) {  // only a broken or a user's model has no value
  }
  result.result_json = "{" + parameters + ",\"matches\":" + matches + "}";
  result.model = facts_of(model);
  return result;
}

}  // namespace attest::derive

// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counts the regions of a user's words.
#include <utility>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/contextual_counting.hpp"

namespace attest::contextual_counting {
namespace {

std::vector<NamedWord> words_of_request(const check::RunRequest& request) {
  const auto found = request.settings.find("format");
  const std::string format = found == request.settings.end() ? "brackets" : found->second;
  if (format == "brackets") return words_of_brackets(request.text, request.place);
  if (format == "intervals") return words_of_intervals(request.text, request.place);
  if (format == "log") return words_of_log(request.text, request.place);
  throw InputError("run-setting", "--set format", "'" + format + "'", "brackets, intervals or log");
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "\"" : ",\"") + text + "\"";
  return "[" + list + "]";
}

check::RunResult counted(const NamedWord& word, const model::Transformer& model) {
  const check::Case tokens = asked(word.letters, regions_in(word.letters));
  check::RunResult result{.input = word.name};
  std::string counts = "null";
  try {
    const std::vector<Rational> found = model::answer(model, tokens, {});
    result.agrees = found == task::contextual_counting().answer(tokens);
    std::vector<std::string> texts;
    for (std::size_t i = word.letters.size(); i < found.size(); ++i) {
      texts.push_back(found[i].to_string());
    }
    if (texts.size() == word.regions.size()) counts = list_of(texts);
  } catch (const model::Undefined&) {  // a broken or a user's model has no value on this word
  }
  result.result_json = "{\"letters\":" + std::to_string(word.letters.size()) +
                       ",\"regions\":" + list_of(word.regions) + ",\"counts\":" + counts + "}";
  result.model = derive::facts_of(model);
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"}, .settings = {"format"}});
  const std::vector<NamedWord> words = words_of_request(request);
  const model::Transformer model = derive::requested_model(request, construction(), mutants());
  std::vector<check::RunResult> results;
  for (const NamedWord& word : words) results.push_back(counted(word, model));
  return results;
}

}  // namespace attest::contextual_counting
